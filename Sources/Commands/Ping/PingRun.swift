import ArgumentParser
import PacketIO
import Probes
import Reports
import Wire

/// One run of `ping`: finds the targets, opens the link, gives up every right, pings, and ends with a status.
struct PingRun {
    private let command: PingCommand
    private let targets: [PingTarget]
    private let plan: PingPlan
    private let options: LinkOptions
    private let way: PingWay

    init(_ command: PingCommand) throws {
        self.command = command
        let resolver = TargetResolver(
            family: command.family, allAddresses: command.allAddresses, interface: command.interfaceName)
        let targets = try resolver.resolve(command.targetTexts, file: command.file)
        way = PingWay(to: targets, command)
        plan = command.plan(for: targets, mtu: way.interface?.mtu)
        options = command.linkOptions(for: targets, plan: plan)
        self.targets = try Self.withSources(targets, command)
        try check()
    }

    /// What only shows once the targets are known.
    private func check() throws {
        if case .timestamp = plan.method, options.usesIPv6 {
            throw ValidationError("ICMP time stamps exist for IPv4 only.")
        }
        if !options.ipOptions.isEmpty, options.usesIPv6 { throw ValidationError("-R and -T are options of IPv4 only.") }
        if command.pathMTU, targets.count > 1 { throw ValidationError("--pmtu takes one target.") }
        // Asked of one target only: the kernel refuses the others' probes itself.
        if !options.allowsBroadcast, way.route?.kind == .broadcast {
            throw ValidationError("\(targets[0].name) is a broadcast address: -b allows it.")
        }
        if command.explain, targets.count > 1 { throw ValidationError("--explain takes one target.") }
        if let source = options.source, targets.allSatisfy({ $0.endpoint.address.isIPv6 != source.isIPv6 }) {
            throw ValidationError("The source address \(source) is of another family than the target.")
        }
        if case .constant(let size) = plan.sizes, options.usesIPv4, size > 65_507 {
            throw ValidationError("A payload of \(size) bytes does not fit into IPv4: at most 65507.")
        }
    }

    /// Where TCP is probed the checksum is ours to compute, and so the source address ours to know.
    private static func withSources(_ targets: [PingTarget], _ command: PingCommand) throws -> [PingTarget] {
        guard case .tcp = command.method else { return targets }
        return targets.map { target in
            var target = target
            target.source =
                command.sourceAddress ?? (try? target.endpoint.source(interface: command.interfaceName))
            return target
        }
    }

    /// Pings until the end; gives the status to end with.
    func perform() throws -> ExitCode {
        let opener = PingLinkOpener(
            command: command, targets: targets, plan: plan, options: options, way: way)
        if command.explain {
            let explanation = PingExplanation(
                plan: plan, target: targets[0], options: options, opener: opener, way: way)
            return status(of: try explanation.perform())
        }
        switch try opener.choose() {
        case .sockets:
            let link = try opener.sockets()
            let isRaw = link.isRaw
            return try ping(over: link, isRaw: isRaw)
        case .frames(let path):
            return try ping(over: try opener.frames(path), isRaw: true)
        }
    }

    private func ping<Link: PacketLink & ~Copyable>(over link: consuming Link, isRaw: Bool) throws -> ExitCode {
        guard let path = command.write else { return try session(over: link, isRaw: isRaw) }
        let recording = RecordingStatus()
        let outcome: ExitCode
        do {
            let file = try CaptureWriter.create(path, status: recording)
            outcome = try session(over: WitnessedLink(link, seenBy: file), isRaw: isRaw)
        } catch let error as LinkError {
            throw couldNotAsk(error.message)
        }
        if let error = recording.error { throw couldNotAsk(error.message) }
        return outcome
    }

    private func session<Link: PacketLink & ~Copyable>(over link: consuming Link, isRaw: Bool) throws -> ExitCode {
        Privilege.drop()
        let telling = PingTelling(
            command: command, plan: plan, targets: targets, options: options, way: way, isRaw: isRaw)
        if command.format.json {
            return try session(over: link, as: PingJSONReport(histogramRows: telling.histogramRows), telling)
        }
        if command.format.csv { return try session(over: link, as: PingCSVReport(), telling) }
        if let live = telling.liveReport { return try session(over: link, as: live, telling) }
        return try session(over: link, as: PingTextReport(options: telling.textOptions), telling)
    }

    private func session<Link: PacketLink & ~Copyable, Report: PingReport>(
        over link: consuming Link, as report: Report, _ telling: PingTelling
    ) throws -> ExitCode {
        var link = link
        var engine = PingEngine(plan: plan, targets: targets)
        var printer = PingPrinter(report, names: telling.showsNames ? NameCache() : nil)
        printer.start(telling.context)
        let started = SystemClock.now()
        var obstacle: LinkError?
        do {
            try PingSession.run(&engine, over: &link, observer: &printer, clock: SystemClock.now)
        } catch {
            obstacle = error
        }
        let elapsed = SystemClock.now() - started
        let reachedDeadline = plan.deadline.map { elapsed >= $0 } ?? false
        let end: PingEnd = engine.isInterrupted ? .interrupted : reachedDeadline ? .deadline : .finished
        // Whatever happened, what has been seen is told, and a terminal is left as it was.
        printer.finish(engine, end: end, elapsed: elapsed)
        if let obstacle { throw couldNotAsk(obstacle.message) }
        let overruns = link.countOverruns()
        if overruns > 0 { warn("this machine had no room for \(overruns) packets: not all losses are the network's") }
        return status(of: engine)
    }

    /// 0 where every target answered: of one, at least once, or as often as -c asked before the deadline.
    private func status(of engine: borrowing PingEngine) -> ExitCode {
        for target in engine.targets {
            switch target.stopReason {
            case .losses, .lossesInARow: return ExitStatus.noAnswer
            default: break
            }
            let wanted = plan.stopRules.replies ?? (plan.countsReplies ? plan.count ?? 1 : 1)
            if target.received < wanted { return ExitStatus.noAnswer }
        }
        return ExitStatus.success
    }
}
