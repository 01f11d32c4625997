import PacketIO
import Reports
import Wire

/// What all workers do to packets.
struct PacketWork: Sendable {
    let selection: PacketSelection
    let filter: CaptureFilter?
    /// Packets after which to stop; nil for all.
    let limit: Int?
    /// Whether to tell of each packet on which interface it was seen.
    var tellsInterfaces = false
}

/// One worker: a batch at a time, and what is told of it.
struct PacketWorker<Report: PacketReport & ~Copyable>: ~Copyable {
    var batch = PacketBatch()
    private(set) var teller: PacketTeller<Report>

    init(_ work: PacketWork, _ report: consuming Report) { teller = PacketTeller(work, report) }

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

    private let work: PacketWork
    private var filter: CaptureFilter?
    private var report: Report
    /// The last packet's link type, and what reads it: mostly the same for all.
    private var linkType = LinkType.ethernet
    private var kind = LayerKind.ethernet
    /// When the packet told before was seen.
    private var lastTime: Int64?

    init(_ work: PacketWork, _ report: consuming Report) {
        self.work = work
        filter = work.filter
        self.report = report
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
        let time = record.hasTime ? record.time : nil
        guard work.selection.accepts(number, time) else { return }
        let frame = batch.bytes(of: record)
        guard filter?.matches(frame, originalLength: record.originalLength, linkType: record.linkType) ?? true else {
            return
        }
        if record.linkType != linkType {
            linkType = record.linkType
            kind = LayerKind(linkType)
        }
        var facts = PacketFacts(
            number: number, time: time, length: record.originalLength, capturedLength: record.capturedLength)
        facts.previousTime = lastTime
        facts.firstTime = batch.firstTime
        facts.direction = record.direction.flatMap(PacketFacts.Direction.init)
        if work.tellsInterfaces {
            facts.interface = record.interface
            facts.interfaceName = batch.interface(of: record).name
        }
        lastTime = time
        count += 1
        report.write(facts, frame, PacketWalk(kind, originalLength: record.originalLength), to: &output)
        if work.limit != nil { ends.append(output.count) }
    }
}

extension PacketFacts.Direction {
    fileprivate init(_ direction: PcapNGDirection) { self = direction == .inbound ? .inbound : .outbound }
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
