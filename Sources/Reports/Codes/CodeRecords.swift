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
        CSVRow.head(Self.columns, into: &bytes)
    }

    public mutating func write(_ rows: [CodeRow]) {
        for row in rows {
            var record = CodeRecord(type: "code", table: row.table)
            (record.value, record.code, record.name) = (row.value, row.code, row.name)
            (record.transport, record.reference) = (row.transport, row.reference)
            (record.meaning, record.cause, record.prefix) = (row.meaning, row.cause, row.prefix)
            write(record)
        }
    }

    /// A number that has no row.
    public mutating func write(_ gap: CodeGap) {
        var record = CodeRecord(type: "range", table: gap.table)
        (record.value, record.code, record.meaning) = (gap.value, gap.code, gap.meaning)
        (record.first, record.last) = (gap.first, gap.last)
        write(record)
    }

    /// The names of tables.
    public mutating func write(_ tables: [CodeTable]) {
        for table in tables {
            var record = CodeRecord(type: "table", table: table.name)
            (record.meaning, record.rowCount) = (table.title, table.rows().count)
            write(record)
        }
    }

    private mutating func write(_ record: CodeRecord) {
        switch format {
        case .json: JSONWriter.line(to: &bytes) { record.write(to: &$0) }
        case .csv: record.write(to: &bytes)
        }
    }
}

/// What a line may have.
private struct CodeRecord {
    var type: String
    var table: String
    var value: UInt32?
    var code: UInt8?
    var name: String?
    var transport: String?
    var reference: String?
    var meaning: String?
    var cause: String?
    var first: UInt32?
    var last: UInt32?
    var prefix: String?
    var rowCount: Int?

    init(type: String, table: String) { (self.type, self.table) = (type, table) }

    func write(to json: inout JSONWriter) {
        json.add("type", type)
        json.add("table", table)
        json.add("value", value)
        json.add("code", code)
        json.add("name", name)
        json.add("transport", transport)
        json.add("reference", reference?.isEmpty == true ? nil : reference)
        json.add("meaning", meaning?.isEmpty == true ? nil : meaning)
        json.add("cause", cause)
        json.add("first", first)
        json.add("last", last)
        json.add("prefix", prefix)
        json.add("rows", rowCount)
    }

    func write(to bytes: inout [UInt8]) {
        var row = CSVRow()
        row.add(type)
        row.add(table)
        row.add(value)
        row.add(code)
        row.add(name)
        row.add(transport)
        row.add(reference)
        row.add(meaning)
        row.add(cause)
        row.add(first)
        row.add(last)
        row.add(prefix)
        row.end(columns: CodeRecords.columns.count, into: &bytes)
    }
}
