import PacketIO
import Probes
import Wire

/// One worker of `decode --write`: a batch at a time, and what is chosen of it.
struct CopyWorker: ~Copyable {
    var batch = PacketBatch()
    private(set) var picks: PacketPicks

    init(_ choice: PacketChoice) { picks = PacketPicks(choice) }

    mutating func choose() { picks.choose(from: batch) }
}

/// The packets that are chosen from one batch after the other.
struct PacketPicks: ~Copyable {
    private var chooser: PacketChooser
    private var framing = PacketFraming()
    /// Of the last batch.
    private(set) var indices: [Int] = []

    init(_ choice: PacketChoice) {
        chooser = PacketChooser(choice)
    }

    mutating func choose(from batch: borrowing PacketBatch) {
        indices.removeAll(keepingCapacity: true)
        framing.begin(batch)
        for index in batch.records.indices {
            let record = batch.records[index]
            let walk = framing.next(record, of: batch)
            if chooser.accepts(framing.facts, record, batch.bytes(of: record), walk) { indices.append(index) }
        }
    }
}

/// Where the chosen packets go, up to a limit.
struct CopyOutput: ~Copyable {
    private var writer: PacketWriter
    private var left: Int
    var remarks: CaptureRemarks

    init(_ writer: consuming PacketWriter, limit: Int?, _ remarks: CaptureRemarks) {
        self.writer = writer
        self.remarks = remarks
        left = limit ?? .max
    }

    /// False where the limit is reached.
    mutating func write(_ chosen: [Int], of batch: borrowing PacketBatch) throws(LinkError) -> Bool {
        for index in chosen.prefix(left) { try writer.write(batch.records[index], of: batch) }
        left -= min(left, chosen.count)
        return left > 0
    }

    mutating func finish() throws(LinkError) { try writer.finish() }
}
