import PacketIO
import Reports
import Wire

/// One worker: a batch at a time, and what is told of it.
struct PacketWorker<Report: PacketReport & ~Copyable>: ~Copyable {
    var batch = PacketBatch()
    var teller: PacketTeller<Report>

    init(_ choice: PacketChoice, _ report: consuming Report, isLimited: Bool) {
        teller = PacketTeller(choice, report, isLimited: isLimited)
    }

    mutating func tell() { teller.tell(batch) }
}

/// Tells the packets of batches, one batch after the other.
struct PacketTeller<Report: PacketReport & ~Copyable>: ~Copyable {
    /// Where in the text each packet ends; kept only where there is a limit.
    private(set) var ends: [Int] = []
    /// How many packets were told.
    private(set) var count = 0

    private var chooser: PacketChooser
    private let isLimited: Bool
    private var hostNamesVersion = 0
    private var report: Report
    private var framing = PacketFraming()

    init(_ choice: PacketChoice, _ report: consuming Report, isLimited: Bool) {
        chooser = PacketChooser(choice)
        self.report = report
        self.isLimited = isLimited
    }

    /// Calls `body` with what was told of the last batch.
    mutating func withText<Result>(_ body: (Span<UInt8>) -> Result) -> Result { report.text.withBytes(body) }

    mutating func tell(_ batch: borrowing PacketBatch) {
        report.text.removeAll()
        ends.removeAll(keepingCapacity: true)
        count = 0
        framing.begin(batch)
        if batch.hostNames.version != hostNamesVersion {
            hostNamesVersion = batch.hostNames.version
            report.use(hostNames: batch.hostNames.names)
        }
        for index in batch.records.indices { tell(batch.records[index], of: batch) }
    }

    private mutating func tell(_ record: CaptureRecord, of batch: borrowing PacketBatch) {
        let frame = batch.bytes(of: record)
        let walk = framing.next(record, of: batch)
        guard chooser.accepts(framing.facts, record, frame, walk) else { return }
        count += 1
        report.tell(framing.facts, frame, walk)
        framing.noteTold()
        if isLimited { ends.append(report.text.count) }
    }
}

/// Where what was told goes, up to a limit.
struct PacketOutput: ~Copyable {
    /// How many packets may still be told; nil for all.
    private var left: Int?
    var remarks: CaptureRemarks

    init(limit: Int?, _ remarks: CaptureRemarks) {
        left = limit
        self.remarks = remarks
    }

    /// Puts out what was told of a batch; false where nobody reads on, or the limit is reached.
    mutating func write<Report: PacketReport & ~Copyable>(_ teller: inout PacketTeller<Report>) -> Bool {
        guard let limit = left else { return teller.withText { $0.isEmpty || StandardStream.output.write($0) } }
        let ends = teller.ends
        let taken = min(ends.count, limit)
        left = limit - taken
        guard taken > 0 else { return true }
        let isWritten = teller.withText { StandardStream.output.write($0.extracting(first: ends[taken - 1])) }
        return isWritten && ends.count < limit
    }
}
