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
        var table = TextTable.ofRecords
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
        var table = TextTable.ofRecords
        var answers = packet.entries(of: .answers, at: questions.end)
        while answers.step(), let record = answers.record { add(record, to: &table) }
        table.write(hasHead: size.messageCount == 1, to: &text)
    }

    private func add(_ record: borrowing DNSRecordView, to table: inout TextTable) {
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

extension TextTable {
    fileprivate static var ofRecords: TextTable {
        TextTable(["NAME", "TTL", "CLASS", "TYPE", "DATA"], numbers: ["TTL"])
    }
}
