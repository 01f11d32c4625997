import ArgumentParser
import PacketIO
import Probes
import Reports
import Wire

/// One run of `traceroute`.
struct TraceRun {
    let command: TracerouteCommand
    let targets: [TraceTarget]
    let plan: TracePlan
    private let options: LinkOptions

    /// - Throws: the status to end with, and says why.
    init(_ command: TracerouteCommand) throws {
        self.command = command
        let resolver = TargetResolver(family: command.family, allAddresses: false, interface: command.interface)
        let targets = try command.targets(from: resolver.resolve(command.words, file: nil))
        var plan = command.plan(for: targets)
        if command.findsMTU, plan.byteCount == nil { plan.byteCount = Self.longest(to: targets, command) }
        self.targets = targets
        self.plan = plan
        options = command.linkOptions(for: targets, plan: plan)
        try check()
    }

    private func check() throws {
        guard command.gateways.isEmpty else {
            guard targets.count == 1, !targets[0].isIPv6 else {
                throw ValidationError("-g is for one target, of IPv4.")
            }
            return
        }
        if options.usesIPv4, command.flowLabel != nil, !options.usesIPv6 {
            throw ValidationError("Flow labels are IPv6's: -l does nothing here.")
        }
    }

    /// What the interface takes that the first packet leaves by.
    private static func longest(to targets: [TraceTarget], _ command: TracerouteCommand) -> Int {
        let route = targets.first.flatMap { try? Route.lookUp($0.endpoint) }
        let interface =
            command.interface.flatMap { try? NetworkInterface(named: $0) }
            ?? route.flatMap { try? NetworkInterface(index: $0.interfaceIndex) }
        return min(interface?.mtu ?? 1500, 65_535)
    }

    func perform() throws -> ExitCode { try run(TraceFollowing(run: self)) }
    func watch() throws -> ExitCode { try run(WatchRun(run: self)) }
    func findPaths() throws -> ExitCode { try run(PathFinding(run: self)) }

    /// Opens a link, gives up every right, and does the work over it.
    private func run(_ work: some TraceWork) throws -> ExitCode {
        let isRaw = Privilege.hasNetRaw
        if !isRaw, let what = needOfRaw { throw lacksNetRaw(what) }
        do {
            let link = try HeaderLink.open(options, isRaw: isRaw)
            guard let path = command.write else {
                Privilege.drop()
                return try work.perform(over: link, isRaw: isRaw)
            }
            let recording = RecordingStatus()
            let file = try CaptureWriter.create(path, status: recording)
            Privilege.drop()
            let outcome = try work.perform(over: WitnessedLink(link, seenBy: file), isRaw: isRaw)
            if let error = recording.error { throw couldNotAsk(error.message) }
            return outcome
        } catch let error as LinkError {
            throw couldNotAsk(error.message)
        }
    }

    /// What asks for whole packets.
    private var needOfRaw: String? {
        if command.explain { return "--explain" }
        if command.usesTCP { return "-T" }
        if command.usesSCTP { return "--sctp" }
        if !command.gateways.isEmpty { return "-g" }
        if command.flowLabel != nil { return "-l" }
        if command.usesICMP, !Privilege.mayOpenPingSockets { return "-I" }
        return nil
    }

    var textOptions: TraceTextOptions {
        var options = TraceTextOptions()
        options.isNumeric = command.isNumeric
        options.showsOrigins = command.showsOrigins
        options.showsExtensions = command.showsExtensions
        options.showsReturn = command.showsReturn
        options.isVerbose = command.isVerbose
        return options
    }

    var labelling: TraceLabelling { TraceLabelling(names: !command.isNumeric, origins: command.originLookUp) }

    func context(isRaw: Bool) -> TraceContext {
        TraceContext(plan: plan, targets: targets, interface: command.interface, isRaw: isRaw)
    }
}

/// What is done over a link once it is open.
protocol TraceWork {
    func perform<Link: PacketLink & ~Copyable>(over link: consuming Link, isRaw: Bool) throws -> ExitCode
}

/// The way to each target, hop by hop.
private struct TraceFollowing: TraceWork {
    let run: TraceRun

    func perform<Link: PacketLink & ~Copyable>(over link: consuming Link, isRaw: Bool) throws -> ExitCode {
        let context = run.context(isRaw: isRaw)
        if run.command.explain {
            let keeper = PacketKeeper()
            let report = TraceTextReport(run.textOptions)
            return try trace(over: WitnessedLink(link, seenBy: keeper), as: report, context) { engine in
                var story: [UInt8] = []
                TraceStory(engine.traces[0], run.plan, keeper.packets).tell(to: &story)
                StandardStream.output.write(story)
            }
        }
        if run.command.format.json {
            return try trace(over: link, as: TraceJSONReport(isVerbose: run.command.isVerbose), context)
        }
        if run.command.format.csv { return try trace(over: link, as: TraceCSVReport(), context) }
        return try trace(over: link, as: TraceTextReport(run.textOptions), context)
    }

    private func trace<Link: PacketLink & ~Copyable, Report: TraceReport>(
        over link: consuming Link, as report: Report, _ context: TraceContext,
        afterwards: (borrowing TraceEngine) -> Void = { _ in }
    ) throws -> ExitCode {
        var link = link
        var engine = TraceEngine(plan: run.plan, targets: run.targets)
        var printer = TracePrinter(report, run.labelling)
        printer.start(context)
        var obstacle: LinkError?
        do {
            try TraceSession.run(&engine, over: &link, observer: &printer, clock: SystemClock.now)
        } catch {
            obstacle = error
        }
        printer.finish(engine)
        afterwards(engine)
        if let obstacle { throw couldNotAsk(obstacle.message) }
        return status(of: engine)
    }

    private func status(of engine: borrowing TraceEngine) -> ExitCode {
        let ends = engine.traces.map(\.end)
        let failed = ends.contains { if case .failed = $0 { true } else { false } }
        if failed { return ExitStatus.couldNotAsk }
        return ends.allSatisfy { $0 == .reached } ? ExitStatus.success : ExitStatus.noAnswer
    }
}
