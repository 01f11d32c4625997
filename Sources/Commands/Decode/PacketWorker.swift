import PacketIO
import Reports
import Wire

/// One worker: a batch at a time, and what is told of it.
struct PacketWorker<Report: PacketReport & ~Copyable>: ~Copyable {
    var batch = PacketBatch()
    private(set) var teller: PacketTeller<Report>

    init(_ choice: PacketChoice, _ report: consuming Report, isLimited: Bool) {
        teller = PacketTeller(choice, report, isLimited: isLimited)
    }

    mutating func tell() { teller.tell(batch) }
}

/// Tells the packets of batches, one batch after the other.
struct PacketTeller<Report: PacketReport & ~Copyable>: ~Copyable {
    /// What was told of the last batch.
    private(set) var output: [UInt8] = []
    /// Where in `output` each packet ends; kept only where there is a limit.
    private(set) var ends: [Int] = []
    /// How many packets were told.
    private(set) var count = 0

    private var chooser: PacketChooser
    private let isLimited: Bool
    private var report: Report
    private var framing: PacketFraming
    /// When the packet told before was seen.
    private var lastTime: Int64?

    init(_ choice: PacketChoice, _ report: consuming Report, isLimited: Bool) {
        chooser = PacketChooser(choice)
        framing = PacketFraming(choice)
        self.report = report
        self.isLimited = isLimited
    }

    mutating func tell(_ batch: borrowing PacketBatch) {
        output.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        count = 0
        var number = batch.firstNumber
        for index in batch.records.indices {
            tell(batch.records[index], number, of: batch)
            number += 1
        }
    }

    private mutating func tell(_ record: CaptureRecord, _ number: Int, of batch: borrowing PacketBatch) {
        let frame = batch.bytes(of: record)
        var facts = framing.facts(record, number, of: batch)
        let walk = framing.walk(record)
        guard chooser.accepts(facts, record, frame, walk) else { return }
        facts.previousTime = lastTime
        lastTime = facts.time
        count += 1
        report.write(facts, frame, walk, to: &output)
        if isLimited { ends.append(output.count) }
    }
}

/// Where what was told goes, up to a limit.
struct PacketOutput: ~Copyable {
    /// How many packets may still be told; nil for all.
    private var left: Int?

    init(limit: Int?) { left = limit }

    /// False where nobody reads on.
    func write(_ text: [UInt8]) -> Bool { StandardStream.output.write(text) }

    /// False where nobody reads on, or the limit is reached.
    mutating func write(_ text: [UInt8], _ ends: [Int]) -> Bool {
        guard let limit = left else { return text.isEmpty || write(text) }
        if ends.count < limit {
            left = limit - ends.count
            return text.isEmpty || write(text)
        }
        _ = write(Array(text[..<ends[limit - 1]]))
        return false
    }
}
