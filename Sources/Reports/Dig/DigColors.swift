import Wire

/// What a piece of text is, where colours tell the pieces apart.
enum DigPiece {
    case name, type, data
    /// What is seldom looked at.
    case aside
    /// How an answer ended.
    case good, bad

    /// What makes a terminal show it so.
    fileprivate var sequence: String {
        switch self {
        case .name: "\u{1B}[36m"
        case .type: "\u{1B}[33m"
        case .data: "\u{1B}[1m"
        case .aside: "\u{1B}[2m"
        case .good: "\u{1B}[32m"
        case .bad: "\u{1B}[31m"
        }
    }
}

extension DigText {
    func begin(_ piece: DigPiece, _ text: inout [UInt8]) {
        if options.isColored { text.append(text: piece.sequence) }
    }

    func end(_ text: inout [UInt8]) {
        if options.isColored { text.append(text: "\u{1B}[0m") }
    }

    func colored(_ piece: DigPiece, _ text: inout [UInt8], _ write: (inout [UInt8]) -> Void) {
        begin(piece, &text)
        write(&text)
        end(&text)
    }
}
