import ArgumentParser
import PacketIO
import Probes
import Reports
import Wire

/// One run of `capture`: opens the interfaces, gives up every right, catches until the end, and says what was lost.
struct CaptureRun {
    private let command: CaptureCommand
    private let tally = LiveTally()
    private let plan: CapturePlan

    init(_ command: CaptureCommand) throws {
        self.command = command
        var choice = try command.selection.choice()
        // The kernel filters.
        choice.capture = nil
        plan = CapturePlan(
            choice: choice, limit: command.selection.count, tells: command.write == nil || command.prints,
            writes: command.write != nil)
    }

    func perform() throws -> ExitCode {
        let watch = try attempt { () throws(LinkError) in try SignalWatch() }
        let source = try attempt { () throws(LinkError) in
            try LiveSource.open(command.liveOptions) { warn($0) }
        }
        try giveUpRights()
        let files = try openFiles(source.sockets)
        announce(source.sockets)
        listen(watch, source.sockets, end: source.end)
        if let names = command.report.fieldNames {
            let selection = FieldSelection(names)
            if command.report.header {
                var header: [UInt8] = []
                FieldTable(selection, isCSV: command.format.csv).writeHeader(to: &header)
                StandardStream.output.write(header)
            }
            return capture(source, files) {
                FieldTable(selection, occurrence: command.report.occurrence, isCSV: command.format.csv)
            }
        }
        if command.format.json { return capture(source, files) { PacketJSON() } }
        let options = command.report.lineOptions(isColored: command.format.usesColor)
        return capture(source, files) { PacketLines(options) }
    }

    /// Says why the interfaces can't be opened: for want of a right, for a wrong filter, or another reason.
    private func attempt<Result: ~Copyable>(_ open: () throws(LinkError) -> Result) throws -> Result {
        do throws(LinkError) {
            return try open()
        } catch {
            if error.kind == .forbidden && !Privilege.hasNetRaw { throw lacksNetRaw("capture") }
            if error.message.hasPrefix("filter: ") { throw ValidationError(error.message) }
            throw couldNotAsk(error.message)
        }
    }

    private func giveUpRights() throws {
        do throws(LinkError) {
            if let user = command.user { try Privilege.become(user) }
        } catch {
            throw couldNotAsk(error.message)
        }
        Privilege.drop()
    }

    private func openFiles(_ sockets: [LiveSocket]) throws -> CaptureFiles? {
        guard command.write != nil else { return nil }
        if command.fileFormat != .pcapng, Set(sockets.map(\.linkType)).count > 1 {
            throw ValidationError("pcap holds packets of one link type, and these interfaces differ: write pcapng.")
        }
        do throws(LinkError) {
            return try CaptureFiles(command, sockets)
        } catch {
            throw couldNotAsk(error.message)
        }
    }

    /// Says on what, as tcpdump does: that is also how whoever waits knows that it has begun.
    private func announce(_ sockets: [LiveSocket]) {
        let names = sockets.map { "\($0.name) (\($0.linkType))" }.joined(separator: ", ")
        var line: [UInt8] = []
        line.appendEscaped("listening on \(names)")
        StandardStream.error.write(line + [UInt8(ascii: "\n")])
    }

    /// From here on signals and the deadline are heard, whatever the workers wait for.
    private func listen(_ watch: consuming SignalWatch, _ sockets: [LiveSocket], end: Interruption) {
        let deadline = command.timeLimit.map { SystemClock.now() + Int64($0) } ?? .distantFuture
        let tally = tally
        watch.start(until: deadline) { signal in
            switch signal {
            case .status: StandardStream.error.write(Self.totals(tally, sockets).text())
            case .resize: break
            // Asked a second time, it does not wait for somebody to read.
            case .finish where end.isInterrupted: ProcessExit.endAtOnce(status: ExitStatus.couldNotAsk.rawValue)
            case .finish, nil: end.interrupt()
            }
        }
    }

    /// Times since the packet before need one worker, who sees all of them; writing alone is no work to share.
    private var threadCount: Int { plan.tells && command.report.times != 3 ? 2 : 1 }

    private func capture<Report: PacketReport & ~Copyable>(
        _ source: consuming LiveSource, _ files: consuming CaptureFiles?, as makeReport: () -> Report
    ) -> ExitCode {
        var sink = CaptureSink(files: files, plan, tally)
        let abandonment = source.abandonment
        var failure: LinkError?
        do throws(LinkError) {
            try OrderedWork.run(
                threads: threadCount, source: &source, sink: &sink,
                makeWorker: { CaptureWorker(plan, makeReport()) },
                claim: { (source, worker) throws(LinkError) in source.fill(&worker.batch) },
                work: { $0.work() },
                emit: { (sink, worker) throws(LinkError) in try sink.take(&worker) },
                whenStopped: { abandonment.interrupt() })
        } catch {
            failure = error
        }
        do throws(LinkError) {
            var last = PacketBatch(byteCount: 0)
            source.prepare(&last)
            try sink.finish(last)
        } catch {
            failure = failure ?? error
        }
        if let failure { warn(failure.message) }
        if command.usesHardwareTime && !source.hasHardwareStamps {
            warn("not all packets were stamped by the network card: the others have the kernel's times")
        }
        conclude(source.sockets)
        if failure != nil || source.lostCount > 0 { return ExitStatus.couldNotAsk }
        return tally.captured > 0 ? ExitStatus.success : ExitStatus.noAnswer
    }

    private func conclude(_ sockets: [LiveSocket]) {
        let totals = Self.totals(tally, sockets)
        if command.format.json {
            var line: [UInt8] = []
            totals.writeJSON(at: SystemClock.wallClock(), to: &line)
            StandardStream.output.write(line)
        }
        StandardStream.error.write(totals.text())
    }

    private static func totals(_ tally: LiveTally, _ sockets: [LiveSocket]) -> CaptureTotals {
        CaptureTotals(
            captured: tally.captured, droppedByProgram: tally.dropped,
            interfaces: sockets.map { socket in
                let counts = socket.count()
                return CaptureTotals.Interface(
                    name: socket.name, received: counts.received, droppedByKernel: counts.droppedByKernel,
                    timesFull: counts.timesFull)
            })
    }
}
