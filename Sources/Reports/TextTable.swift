import Wire

/// Cells in rows, all in one array of bytes.
struct TextTable {
    var bytes: [UInt8] = []
    /// Where each cell ends.
    private var ends: [Int] = []
    private let titles: [String]
    /// Numbers, which stand to the right.
    private let numberColumns: Set<Int>
    /// How wide each column is, in characters.
    private var widths: [Int]

    /// - Parameter numbers: the titles of columns of numbers.
    init(_ titles: [String], numbers: Set<String>) {
        self.titles = titles
        numberColumns = Set(titles.indices.filter { numbers.contains(titles[$0]) })
        widths = titles.map(\.utf8.count)
    }

    var isEmpty: Bool { ends.isEmpty }

    mutating func endCell() {
        let column = ends.count % titles.count
        widths[column] = max(widths[column], Self.width(bytes[(ends.last ?? 0)...]))
        ends.append(bytes.count)
    }

    mutating func add(_ cell: String) {
        bytes.append(text: cell)
        endCell()
    }

    /// A cell of text from outside: control characters are shown, not sent.
    mutating func add(foreign cell: String) {
        bytes.appendEscaped(cell)
        endCell()
    }

    func write(hasHead: Bool, to text: inout [UInt8]) {
        guard !isEmpty else { return }
        if hasHead {
            for (column, title) in titles.enumerated() { write(Array(title.utf8)[...], column, to: &text) }
        }
        var start = 0
        for (index, end) in ends.enumerated() {
            write(bytes[start..<end], index % titles.count, to: &text)
            start = end
        }
    }

    /// The last column is as wide as it is.
    private func write(_ cell: ArraySlice<UInt8>, _ column: Int, to text: inout [UInt8]) {
        let isLast = column == titles.count - 1
        let padding = [UInt8](repeating: UInt8(ascii: " "), count: isLast ? 0 : widths[column] - Self.width(cell))
        text += numberColumns.contains(column) ? padding + cell : cell + padding
        text.append(text: isLast ? "\n" : "  ")
    }

    private static func width(_ cell: ArraySlice<UInt8>) -> Int { cell.count { $0 >> 6 != 2 } }
}
