import PacketIO
import Probes
import Wire

/// One worker of `decode --write`: a batch at a time, and what is chosen of it.
struct CopyWorker: ~Copyable {
    var batch = PacketBatch()
    private(set) var choice: PacketChoice

    init(_ chooser: PacketChooser) { choice = PacketChoice(chooser: chooser) }

    mutating func choose() { choice.choose(from: batch) }
}

struct PacketChoice {
    var chooser: PacketChooser
    /// The packets to write, as indices of the batch.
    private(set) var indices: [Int] = []

    mutating func choose(from batch: borrowing PacketBatch) {
        indices.removeAll(keepingCapacity: true)
        for index in batch.records.indices {
            let record = batch.records[index]
            if chooser.accepts(record, batch.firstNumber + index, batch.bytes(of: record)) { indices.append(index) }
        }
    }
}

/// Where the chosen packets go, up to a limit.
struct CopyOutput: ~Copyable {
    private var writer: PacketWriter
    private var left: Int

    init(_ writer: consuming PacketWriter, limit: Int?) {
        self.writer = writer
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
