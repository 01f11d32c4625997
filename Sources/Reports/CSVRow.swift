import Wire

/// A row of comma-separated values (RFC 4180) under construction.
struct CSVRow {
    private var bytes: [UInt8] = []
    private var fields = 0

    mutating func add(_ body: (inout [UInt8]) -> Void) {
        if fields > 0 { bytes.append(UInt8(ascii: ",")) }
        fields += 1
        body(&bytes)
    }

    mutating func skip(_ count: Int = 1) { for _ in 0..<count { add { _ in } } }

    mutating func add(_ number: (some BinaryInteger)?) {
        add { bytes in if let number { bytes.append(decimal: Int64(clamping: number)) } }
    }

    mutating func add(_ address: IPAddress?) { add { bytes in address?.write(to: &bytes) } }

    /// Text from anywhere, controls escaped, and quoted where it holds a comma or a quote.
    mutating func add(_ text: String?) {
        add { bytes in
            guard let text else { return }
            guard text.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") }) else {
                bytes.appendEscaped(text)
                return
            }
            bytes.append(UInt8(ascii: "\""))
            bytes.appendEscaped(text.replacing("\"", with: "\"\""))
            bytes.append(UInt8(ascii: "\""))
        }
    }

    /// Appends a row with the names of the columns to `output`.
    static func head(_ columns: [String], into output: inout [UInt8]) {
        var row = CSVRow()
        for column in columns { row.add(column) }
        row.end(columns: columns.count, into: &output)
    }

    /// Appends the row to `output`, empty fields added up to the last column.
    mutating func end(columns: Int, into output: inout [UInt8]) {
        skip(columns - fields)
        output += bytes
        output.append(text: "\r\n")
    }
}
