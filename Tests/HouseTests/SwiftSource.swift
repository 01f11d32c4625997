/// A Swift source file as lines of words: what comments and string literals say is left out, interpolated code is kept.
struct SwiftSource {
    /// An identifier or keyword, with the characters that touch it.
    struct Word {
        let text: String
        let before: Character?
        let after: Character?
    }

    /// Where in the file the reader is.
    private enum Place {
        /// Code; inside an interpolation `depth` counts the parentheses that are still open.
        case code(depth: Int)
        case string(delimiter: [Character], pounds: Int)
        case blockComment(depth: Int)
    }

    /// The code, line by line, with a space for each character of a comment or a literal.
    let lines: [String]

    init(_ text: String) {
        var code: [Character] = []
        var places: [Place] = [.code(depth: 0)]
        let characters = Array(text)
        var index = 0

        func follows(_ wanted: [Character]) -> Bool { characters[index...].starts(with: wanted) }
        func blank(_ count: Int) {
            for character in characters[index...].prefix(count) { code.append(character.isNewline ? "\n" : " ") }
            index += count
        }

        while index < characters.count {
            let character = characters[index]
            switch places[places.count - 1] {
            case .code(let depth):
                if follows(["/", "/"]) {
                    blank(characters[index...].prefix { !$0.isNewline }.count)
                } else if follows(["/", "*"]) {
                    places.append(.blockComment(depth: 1))
                    blank(2)
                } else if let literal = Self.literal(at: index, of: characters) {
                    places.append(.string(delimiter: literal.delimiter, pounds: literal.pounds))
                    blank(literal.pounds + literal.delimiter.count)
                } else {
                    let isInterpolated = places.count > 1
                    let open = depth + (character == "(" ? 1 : character == ")" ? -1 : 0)
                    if isInterpolated, open == 0 {
                        places.removeLast()
                    } else {
                        places[places.count - 1] = .code(depth: open)
                    }
                    code.append(character)
                    index += 1
                }
            case .string(let delimiter, let pounds):
                let mark = [Character](repeating: "#", count: pounds)
                if follows(["\\"] + mark + ["("]) {
                    places.append(.code(depth: 1))
                    blank(pounds + 2)
                } else if pounds == 0, character == "\\" {
                    blank(min(2, characters.count - index))
                } else if follows(delimiter + mark) {
                    places.removeLast()
                    blank(delimiter.count + pounds)
                } else {
                    if character.isNewline, delimiter.count == 1 { places.removeLast() }
                    blank(1)
                }
            case .blockComment(let depth):
                if follows(["*", "/"]) {
                    if depth == 1 {
                        places.removeLast()
                    } else {
                        places[places.count - 1] = .blockComment(depth: depth - 1)
                    }
                    blank(2)
                } else if follows(["/", "*"]) {
                    places[places.count - 1] = .blockComment(depth: depth + 1)
                    blank(2)
                } else {
                    blank(1)
                }
            }
        }
        lines = String(code).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The string literal that opens here, if one does.
    private static func literal(at index: Int, of characters: [Character]) -> (delimiter: [Character], pounds: Int)? {
        let pounds = characters[index...].prefix { $0 == "#" }.count
        let quotes = characters[(index + pounds)...].prefix(3)
        guard quotes.first == "\"" else { return nil }
        return (Array(repeating: "\"", count: quotes == ["\"", "\"", "\""] ? 3 : 1), pounds)
    }

    /// The words of a line of code, in order.
    static func words(of line: String) -> [Word] {
        var words: [Word] = []
        var text = ""
        var before: Character?
        var previous: Character?
        for character in line {
            if character.isLetter || character.isNumber || character == "_" {
                if text.isEmpty { before = previous }
                text.append(character)
            } else if !text.isEmpty {
                words.append(Word(text: text, before: before, after: character))
                text = ""
            }
            previous = character
        }
        if !text.isEmpty { words.append(Word(text: text, before: before, after: nil)) }
        return words
    }
}
