import ArgumentParser
import PacketIO
import Probes
import Reports
import Wire

/// One run of `traceroute`.
struct TraceRun {
    private let command: TracerouteCommand
    private let targets: [TraceTarget]
    private let plan: TracePlan
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

    func perform() throws -> ExitCode {
        let isRaw = Privilege.hasNetRaw
        if !isRaw, let what = needOfRaw { throw lacksNetRaw(what) }
        do {
            let link = try HeaderLink.open(options, isRaw: isRaw)
            guard let path = command.write else { return try trace(over: link, isRaw: isRaw) }
            let recording = RecordingStatus()
            let file = try CaptureWriter.create(path, status: recording)
            let outcome = try trace(over: WitnessedLink(link, seenBy: file), isRaw: isRaw)
            if let error = recording.error { throw couldNotAsk(error.message) }
            return outcome
        } catch let error as LinkError {
            throw couldNotAsk(error.message)
        }
    }

    /// What asks for whole packets.
    private var needOfRaw: String? {
        if command.usesTCP { return "-T" }
        if command.usesSCTP { return "--sctp" }
        if !command.gateways.isEmpty { return "-g" }
        if command.flowLabel != nil { return "-l" }
        if command.usesICMP, !Privilege.mayOpenPingSockets { return "-I" }
        return nil
    }

    private func trace<Link: PacketLink & ~Copyable>(over link: consuming Link, isRaw: Bool) throws -> ExitCode {
        Privilege.drop()
        var textOptions = TraceTextOptions()
        textOptions.isNumeric = command.isNumeric
        textOptions.showsOrigins = command.showsOrigins
        textOptions.showsExtensions = command.showsExtensions
        textOptions.showsReturn = command.showsReturn
        textOptions.isVerbose = command.isVerbose
        let context = TraceContext(plan: plan, targets: targets, interface: command.interface, isRaw: isRaw)
        if command.format.json {
            return try trace(over: link, as: TraceJSONReport(isVerbose: command.isVerbose), context)
        }
        if command.format.csv { return try trace(over: link, as: TraceCSVReport(), context) }
        return try trace(over: link, as: TraceTextReport(textOptions), context)
    }

    private func trace<Link: PacketLink & ~Copyable, Report: TraceReport>(
        over link: consuming Link, as report: Report, _ context: TraceContext
    ) throws -> ExitCode {
        var link = link
        var engine = TraceEngine(plan: plan, targets: targets)
        let labels = TraceLabelling(names: !command.isNumeric, origins: command.originLookUp)
        var printer = TracePrinter(report, labels)
        printer.start(context)
        var obstacle: LinkError?
        do {
            try TraceSession.run(&engine, over: &link, observer: &printer, clock: SystemClock.now)
        } catch {
            obstacle = error
        }
        printer.finish(engine)
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
