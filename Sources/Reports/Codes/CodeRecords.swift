import Wire

/// Tables of `codes` and answers for programs: an object a line, or a row of comma-separated values.
public struct CodeRecords {
    public enum Format: Hashable, Sendable { case json, csv }

    /// The columns of CSV; what a row does not have stays empty.
    static let columns = [
        "type", "table", "value", "code", "name", "transport", "reference", "meaning", "cause", "first", "last",
        "prefix",
    ]

    private let format: Format
    public private(set) var bytes: [UInt8] = []

    public init(_ format: Format) {
        self.format = format
        guard format == .csv else { return }
        var row = CSVRow()
        for column in Self.columns { row.add(column) }
        row.end(columns: Self.columns.count, into: &bytes)
    }

    public mutating func write(_ rows: [CodeRow]) {
        for row in rows { write(row) }
    }

    private mutating func write(_ row: CodeRow) {
        switch format {
        case .json:
            JSONWriter.line(to: &bytes) { json in
                json.add("type", "code")
                json.add("table", row.table)
                json.add("value", row.value)
                json.add("code", row.code)
                json.add("name", row.name)
                json.add("transport", row.transport)
                json.add("reference", row.reference.isEmpty ? nil : row.reference)
                json.add("meaning", row.meaning.isEmpty ? nil : row.meaning)
                json.add("cause", row.cause)
                json.add("prefix", row.prefix)
            }
        case .csv:
            var csv = CSVRow()
            csv.add("code")
            csv.add(row.table)
            csv.add(row.value)
            csv.add(row.code)
            csv.add(row.name)
            csv.add(row.transport)
            csv.add(row.reference)
            csv.add(row.meaning)
            csv.add(row.cause)
            csv.skip(2)
            csv.add(row.prefix)
            csv.end(columns: Self.columns.count, into: &bytes)
        }
    }

    /// A number that has no row.
    public mutating func write(_ gap: CodeGap) {
        switch format {
        case .json:
            JSONWriter.line(to: &bytes) { json in
                json.add("type", "range")
                json.add("table", gap.table)
                json.add("value", gap.value)
                json.add("code", gap.code)
                json.add("meaning", gap.meaning)
                json.add("first", gap.first)
                json.add("last", gap.last)
            }
        case .csv:
            var csv = CSVRow()
            csv.add("range")
            csv.add(gap.table)
            csv.add(gap.value)
            csv.add(gap.code)
            csv.skip(3)
            csv.add(gap.meaning)
            csv.skip()
            csv.add(gap.first)
            csv.add(gap.last)
            csv.end(columns: Self.columns.count, into: &bytes)
        }
    }

    /// The names of tables.
    public mutating func write(_ tables: [CodeTable]) {
        for table in tables {
            switch format {
            case .json:
                JSONWriter.line(to: &bytes) { json in
                    json.add("type", "table")
                    json.add("table", table.name)
                    json.add("meaning", table.title)
                    json.add("rows", table.rows().count)
                }
            case .csv:
                var csv = CSVRow()
                csv.add("table")
                csv.add(table.name)
                csv.skip(5)
                csv.add(table.title)
                csv.end(columns: Self.columns.count, into: &bytes)
            }
        }
    }
}
