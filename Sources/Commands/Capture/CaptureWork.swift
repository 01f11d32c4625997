import PacketIO
import Probes
import Reports
import Wire

/// One worker of a capture: a batch at a time, and what is told of it where anything is.
struct CaptureWorker<Report: PacketReport & ~Copyable>: ~Copyable {
    var batch = PacketBatch()
    fileprivate var teller: PacketTeller<Report>
    private let tells: Bool

    init(_ work: PacketWork, _ report: consuming Report, tells: Bool) {
        teller = PacketTeller(work, report)
        self.tells = tells
    }

    mutating func tell() {
        if tells { teller.tell(batch) }
    }
}

/// Where the packets of a capture go: to files, or as text to standard output, or both. Up to a limit.
struct CaptureSink: ~Copyable {
    private var files: CaptureFiles?
    private let selection: PacketSelection
    private let tally: LiveTally
    /// How many packets may still come; nil for all.
    private var left: Int?
    private let tells: Bool
    private var hasFailed = false

    init(files: consuming CaptureFiles?, _ work: PacketWork, tells: Bool, _ tally: LiveTally) {
        self.files = files
        selection = work.selection
        left = work.limit
        self.tells = tells
        self.tally = tally
    }

    /// Takes a batch, in its turn; false where nothing more is wanted.
    mutating func take<Report: PacketReport & ~Copyable>(
        _ worker: inout CaptureWorker<Report>
    ) throws(LinkError) -> Bool {
        let wanted = left
        var goesOn = true
        if tells {
            goesOn = try tell(worker.teller.output, worker.teller.ends, worker.teller.count, wanted)
        }
        if writes {
            goesOn = try write(worker.batch, wanted) && goesOn
        }
        return goesOn
    }

    private mutating func tell(
        _ text: [UInt8], _ ends: [Int], _ count: Int, _ wanted: Int?
    ) throws(LinkError) -> Bool {
        let taken = min(count, wanted ?? count)
        guard taken > 0 else { return true }
        let outcome = StandardStream.output.attempt(taken < count ? Array(text[..<ends[taken - 1]]) : text)
        if !writes {
            left = wanted.map { $0 - taken }
            tally.add(captured: outcome == .written ? taken : 0, dropped: outcome == .written ? 0 : taken)
        }
        if case .failed(let error) = outcome { throw error }
        return outcome == .written && wanted != taken
    }

    private mutating func write(_ batch: borrowing PacketBatch, _ wanted: Int?) throws(LinkError) -> Bool {
        var written = 0
        var index = 0
        defer { left = wanted.map { $0 - written } }
        do throws(LinkError) {
            while index < batch.records.count, written != wanted {
                let record = batch.records[index]
                if selection.accepts(batch.firstNumber + index, record.time) {
                    try files?.write(record, of: batch)
                    written += 1
                }
                index += 1
            }
            try files?.settle(batch)
        } catch {
            hasFailed = true
            tally.add(captured: written)
            countLoss(batch, from: index, atMost: wanted.map { $0 - written })
            if loss.isReaderGone { return false }
            throw error
        }
        tally.add(captured: written)
        return written != wanted
    }

    private var loss: (count: Int, isReaderGone: Bool) {
        switch files {
        case .some(let files): files.loss
        case .none: (0, false)
        }
    }

    /// Whether packets go to files.
    private var writes: Bool {
        switch files {
        case .some: true
        case .none: false
        }
    }

    /// Counts what a failure to write has lost: packets that had gathered, and those of the batch still to come.
    private func countLoss(_ batch: borrowing PacketBatch, from start: Int, atMost wanted: Int?) {
        let gathered = loss.count
        var rest = 0
        for index in start..<batch.records.count where rest != wanted {
            if selection.accepts(batch.firstNumber + index, batch.records[index].time) { rest += 1 }
        }
        tally.add(captured: -gathered, dropped: gathered + rest)
    }

    /// Ends the files; `batch` knows the interfaces.
    mutating func finish(_ batch: borrowing PacketBatch) throws(LinkError) {
        guard !hasFailed else { return }
        do throws(LinkError) {
            try files?.close(of: batch)
        } catch {
            countLoss(batch, from: 0, atMost: nil)
            if !loss.isReaderGone { throw error }
        }
    }
}
