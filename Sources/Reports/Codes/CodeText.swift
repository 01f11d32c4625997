import Wire

/// Tables of `codes` and answers as text.
public struct CodeText {
    /// Columns of the terminal. Where there is none, a row is a line, for `grep`.
    private let width: Int?
    public private(set) var bytes: [UInt8] = []

    public init(width: Int?) { self.width = width.map { max($0, 40) } }

    /// The names of all tables.
    public mutating func write(_ tables: [CodeTable]) {
        let nameWidth = tables.reduce(0) { max($0, $1.name.utf8.count) } + 2
        for table in tables {
            let start = bytes.count
            bytes.append(text: table.name)
            bytes.pad(to: nameWidth, since: start)
            bytes.append(alignedRightTo: 4) { $0.append(decimal: table.rows().count) }
            bytes.append(text: "  \(table.title)\n")
        }
    }

    /// The rows of a table, under its title.
    public mutating func write(_ table: CodeTable) {
        if !bytes.isEmpty { bytes.append(UInt8(ascii: "\n")) }
        if table.name == "tcp-state" { bytes.append(text: tcpStateDiagram + "\n\n") }
        bytes.append(text: "\(table.title):\n")
        writeList(table.rows())
    }

    /// A few rows in full; many as a list.
    public mutating func write(head: CodeRow?, rows: [CodeRow]) {
        if let head { writeDetails(head) }
        guard head != nil || rows.count > 3 else { return rows.forEach { writeDetails($0) } }
        if !rows.isEmpty { writeList(rows) }
    }

    /// Rows of several tables.
    public mutating func writeFound(_ rows: [CodeRow]) { writeList(rows, withTable: true) }

    public mutating func write(_ gap: CodeGap) {
        let sentence = gap.meaning.hasSuffix(".") ? gap.meaning.dropLast() : gap.meaning[...]
        let text = "\(gap.table) \(gap.label): \(sentence) (\(gap.range))"
        write(words: text, indent: 0, continuation: 4, width: min(width ?? 80, 100))
        bytes.append(UInt8(ascii: "\n"))
    }

    // MARK: One row

    private mutating func writeDetails(_ row: CodeRow) {
        bytes.append(text: row.table)
        if !row.label.isEmpty { bytes.append(text: " \(row.label)") }
        if let transport = row.transport {
            bytes.append(UInt8(ascii: "/"))
            bytes.appendEscaped(transport)
        }
        bytes.append(text: ": ")
        bytes.appendEscaped(row.name)
        if !row.reference.isEmpty {
            bytes.append(text: " (")
            bytes.appendEscaped(row.reference)
            bytes.append(text: ")")
        }
        bytes.append(UInt8(ascii: "\n"))
        if !row.meaning.isEmpty { writeParagraph(row.meaning, indent: 4) }
        if let cause = row.cause { writeParagraph("Usual cause: \(cause)", indent: 4) }
    }

    private mutating func writeParagraph(_ text: String, indent: Int) {
        bytes.append(spaces: indent)
        write(words: text, indent: indent, width: min(width ?? 80, 100))
        bytes.append(UInt8(ascii: "\n"))
    }

    // MARK: Many rows

    private mutating func writeList(_ rows: [CodeRow], withTable: Bool = false) {
        let labels = rows.map { Self.label($0, withTable: withTable) }
        let labelWidth = labels.reduce(0) { max($0, $1.utf8.count) }
        let nameWidth = min(rows.reduce(0) { max($0, $1.name.utf8.count) }, 32)
        let indent = width.map { (labelWidth + nameWidth + 4) * 2 > $0 ? 6 : labelWidth + nameWidth + 4 }
        for (row, label) in zip(rows, labels) {
            let start = bytes.count
            bytes.appendEscaped(label)
            if labelWidth > 0 { bytes.pad(to: labelWidth + 2, since: start) }
            bytes.appendEscaped(row.name)
            let text = Self.sentences(row)
            if !text.isEmpty { writeText(text, since: start, column: labelWidth + nameWidth + 4, indent: indent) }
            bytes.append(UInt8(ascii: "\n"))
        }
    }

    /// The text of a row, behind its name, or on a line of its own where a long name stands in its column.
    private mutating func writeText(_ text: String, since start: Int, column: Int, indent: Int?) {
        guard let width, let indent else {
            bytes.append(spaces: max(2, column - (bytes.count - start)))
            return bytes.appendEscaped(text)
        }
        if bytes.count - start + 2 > indent {
            bytes.append(UInt8(ascii: "\n"))
            bytes.append(spaces: indent)
        } else {
            bytes.pad(to: indent, since: start)
        }
        write(words: text, indent: indent, width: width)
    }

    private static func label(_ row: CodeRow, withTable: Bool) -> String {
        let value = row.label + (row.transport.map { "/\($0)" } ?? "")
        return withTable ? (value.isEmpty ? row.table : "\(row.table) \(value)") : value
    }

    private static func sentences(_ row: CodeRow) -> String {
        var parts: [String] = row.meaning.isEmpty ? [] : [row.meaning]
        if let cause = row.cause { parts.append("Usual cause: \(cause)") }
        if !row.reference.isEmpty { parts.append("[\(row.reference)]") }
        return parts.joined(separator: " ")
    }

    /// Words up to the width, from a column on to which the lines after the first are moved in.
    private mutating func write(words text: String, indent: Int, continuation: Int? = nil, width: Int) {
        let next = continuation ?? indent
        var column = indent
        for word in text.split(separator: " ") {
            let length = word.utf8.count
            if column > indent, column + 1 + length > width {
                bytes.append(UInt8(ascii: "\n"))
                bytes.append(spaces: next)
                column = next
            } else if column > indent {
                bytes.append(UInt8(ascii: " "))
                column += 1
            }
            bytes.appendEscaped(String(word))
            column += length
        }
    }
}
