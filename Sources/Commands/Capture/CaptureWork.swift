import PacketIO
import Probes
import Reports
import Wire

/// One worker of a capture: a batch at a time, what is told of it, and what of it is to be written.
struct CaptureWorker<Report: PacketReport & ~Copyable>: ~Copyable {
    var batch = PacketBatch(byteCount: LiveSource.batchByteCount)
    fileprivate var teller: PacketTeller<Report>
    fileprivate var picks: PacketPicks
    private let plan: CapturePlan

    init(_ plan: CapturePlan, _ report: consuming Report) {
        self.plan = plan
        teller = PacketTeller(plan.choice, report, isLimited: plan.limit != nil)
        picks = PacketPicks(plan.choice)
    }

    mutating func work() {
        if plan.tells { teller.tell(batch) }
        if plan.writes { picks.choose(from: batch) }
    }
}

/// What is to be done with packets.
struct CapturePlan: Sendable {
    var choice: PacketChoice
    /// Packets after which to stop; nil for all.
    let limit: Int?
    let tells: Bool
    let writes: Bool
}

/// Where the packets of a capture go: to files, or as text to standard output, or both. Up to a limit.
struct CaptureSink: ~Copyable {
    private var files: CaptureFiles?
    private let plan: CapturePlan
    private let tally: LiveTally
    /// How many packets may still come.
    private var left: Int
    private var hasFailed = false

    init(files: consuming CaptureFiles?, _ plan: CapturePlan, _ tally: LiveTally) {
        self.files = files
        self.plan = plan
        self.tally = tally
        left = plan.limit ?? .max
    }

    /// Takes a batch, in its turn; false where nothing more is wanted.
    mutating func take<Report: PacketReport & ~Copyable>(
        _ worker: inout CaptureWorker<Report>
    ) throws(LinkError) -> Bool {
        let wanted = left
        var goesOn = true
        if plan.tells {
            goesOn = try tell(&worker.teller, wanted)
        }
        if plan.writes {
            goesOn = try write(worker.picks.indices, of: worker.batch, wanted) && goesOn
        }
        return goesOn
    }

    private mutating func tell<Report: PacketReport & ~Copyable>(
        _ teller: inout PacketTeller<Report>, _ wanted: Int
    ) throws(LinkError) -> Bool {
        let (ends, count) = (teller.ends, teller.count)
        let taken = min(count, wanted)
        guard taken > 0 else { return true }
        let outcome = teller.withText { text in
            StandardStream.output.attempt(taken < count ? text.extracting(first: ends[taken - 1]) : text)
        }
        if !plan.writes {
            left = wanted - taken
            tally.add(captured: outcome == .written ? taken : 0, dropped: outcome == .written ? 0 : taken)
        }
        if case .failed(let error) = outcome { throw error }
        return outcome == .written && taken < wanted
    }

    private mutating func write(
        _ chosen: [Int], of batch: borrowing PacketBatch, _ wanted: Int
    ) throws(LinkError) -> Bool {
        let count = min(chosen.count, wanted)
        var written = 0
        left = wanted - count
        do throws(LinkError) {
            while written < count {
                try files?.write(batch.records[chosen[written]], of: batch)
                written += 1
            }
            try files?.settle(batch)
        } catch {
            hasFailed = true
            tally.add(captured: written)
            countLoss(count - written)
            if loss.isReaderGone { return false }
            throw error
        }
        tally.add(captured: written)
        return left > 0
    }

    private var loss: (count: Int, isReaderGone: Bool) {
        switch files {
        case .some(let files): files.loss
        case .none: (0, false)
        }
    }

    /// Counts what a failure to write has lost: packets that had gathered, and `rest` that were still to come.
    private func countLoss(_ rest: Int) {
        let gathered = loss.count
        tally.add(captured: -gathered, dropped: gathered + rest)
    }

    /// Ends the files; `batch` knows the interfaces.
    mutating func finish(_ batch: borrowing PacketBatch) throws(LinkError) {
        guard !hasFailed else { return }
        do throws(LinkError) {
            try files?.close(of: batch)
        } catch {
            countLoss(0)
            if !loss.isReaderGone { throw error }
        }
    }
}
