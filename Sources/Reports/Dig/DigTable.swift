import Probes
import Wire

// The records of an answer as a table: for the eye, a row each, and nothing round it.
extension DigText {
    /// The answer, or how it ended where there is none.
    ///
    /// - Parameter trust: what signatures say of it, where they were checked.
    public func writeTable(_ answer: ResolveAnswer, _ trust: TrustReport? = nil, to text: inout [UInt8]) {
        defer { if let trust { text.append(text: "\(trust.security)\n") } }
        guard let packet = try? DNSPacket(parsing: answer.message.span) else { return }
        var questions = packet.entries(of: .questions)
        questions.finish()
        var table = DigTable()
        var answers = packet.entries(of: .answers, at: questions.end)
        while answers.step(), let record = answers.record {
            if record.type != .rrsig || options.showsSignatures { add(record, to: &table) }
        }
        table.write(hasHead: true, to: &text)
        guard packet.responseCode != .noError || table.isEmpty else { return }
        if let question = packet.question {
            question.name.write(to: &text, as: style)
            text.append(text: " \(name(of: question.type)): ")
        }
        text.append(text: packet.responseCode == .noError ? "no such record\n" : "\(packet.responseCode)\n")
    }

    /// A message of a zone; the first has the titles.
    public func writeTable(part answer: ResolveAnswer, _ size: inout ZoneSize, to text: inout [UInt8]) {
        size.messageCount += 1
        guard let packet = try? DNSPacket(parsing: answer.message.span) else { return }
        var questions = packet.entries(of: .questions)
        questions.finish()
        var table = DigTable()
        var answers = packet.entries(of: .answers, at: questions.end)
        while answers.step(), let record = answers.record { add(record, to: &table) }
        table.write(hasHead: size.messageCount == 1, to: &text)
    }

    private func add(_ record: borrowing DNSRecordView, to table: inout DigTable) {
        record.name.write(to: &table.bytes, as: style)
        table.endCell()
        writeTTL(of: record, to: &table.bytes)
        table.endCell()
        table.bytes.append(text: name(of: record.dnsClass))
        table.endCell()
        table.bytes.append(text: name(of: record.type))
        table.endCell()
        writeData(of: record, to: &table.bytes)
        table.endCell()
    }
}

/// Cells in rows, all in one array of bytes.
struct DigTable {
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

    /// Of records.
    fileprivate init() { self.init(["NAME", "TTL", "CLASS", "TYPE", "DATA"], numbers: ["TTL"]) }

    var isEmpty: Bool { ends.isEmpty }

    mutating func endCell() {
        let column = ends.count % titles.count
        widths[column] = max(widths[column], Self.width(bytes[(ends.last ?? 0)...]))
        ends.append(bytes.count)
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
