import ArgumentParser
import PacketIO
import Probes
import Reports
import Wire

/// One run of `arp HOST`.
struct ARPAskRun {
    private let command: ARPAskCommand
    private let place: ARPInterface
    private let plan: NeighborAskPlan

    /// - Throws: the status to end with, and says why.
    init(_ command: ARPAskCommand) throws {
        self.command = command
        let word = command.target ?? ""
        let options = command.frames
        if command.isReverse {
            place = try options.interface.map(ARPInterface.named) ?? .usual()
            guard let source = options.source ?? place.source(for: .v4(.broadcast)) else {
                throw couldNotAsk("\(place.interface.name) has no IPv4 address to ask from: name one with -s")
            }
            var plan = NeighborAskPlan(target: .v4(.any), probe: place.probe(from: source, options))
            plan.purpose = .reverse(try macAddress(word))
            self.plan = Self.schedule(plan, command)
            return
        }
        let target = try Self.target(word, command)
        place = try options.interface.map(ARPInterface.named) ?? .near(target.address, scope: target.scope)
        try Self.check(target.address, place, command)
        let unspecified: IPAddress = target.address.isIPv6 ? .v6(.any) : .v4(.any)
        let own = command.detectsDuplicate ? unspecified : options.source ?? place.source(for: target.address)
        guard let own else {
            let version = target.address.isIPv6 ? 6 : 4
            throw couldNotAsk("\(place.interface.name) has no IPv\(version) address to ask from: name one with -s")
        }
        guard own.isIPv6 == target.address.isIPv6 else {
            throw ValidationError("The source address \(own) is of another family than the target.")
        }
        var plan = NeighborAskPlan(target: target.address, probe: place.probe(from: own, options))
        if command.detectsDuplicate { plan.purpose = .detectDuplicate }
        if command.announcesByRequest || command.announcesByReply {
            plan.purpose = .announce
            plan.probe.purpose = .announce(asReply: command.announcesByReply)
            plan.probe.source = target.address
        }
        self.plan = Self.schedule(plan, command)
    }

    private static func target(_ word: String, _ command: ARPAskCommand) throws -> Endpoint {
        let resolver = TargetResolver(
            family: command.family, allAddresses: false, interface: command.frames.interface)
        let targets = try resolver.resolve([word], file: nil)
        guard targets.count == 1 else { throw ValidationError("\(word) is many addresses: arp scan asks them.") }
        return targets[0].endpoint
    }

    private static func check(_ address: IPAddress, _ place: ARPInterface, _ command: ARPAskCommand) throws {
        if address.isMulticast || address == .v4(.broadcast) {
            throw ValidationError("\(address) is a group: nobody in particular has it.")
        }
        let isOwn = place.addresses.contains { $0.address == address }
        let announces = command.announcesByRequest || command.announcesByReply
        if isOwn, !announces, !command.detectsDuplicate {
            throw couldNotAsk(
                "\(address) is this machine's own address, on \(place.interface.name): \(place.mac) has it")
        }
        guard command.frames.usesSNAP, address.isIPv6 else { return }
        throw ValidationError("--llc is for ARP: IPv6 is not sent so.")
    }

    /// Counts and times as told, else as the RFCs have them.
    private static func schedule(_ plan: NeighborAskPlan, _ command: ARPAskCommand) -> NeighborAskPlan {
        var plan = plan
        plan.wallClockOffset = SystemClock.wallClock() - SystemClock.now().nanoseconds
        plan.endsAtFirst = command.endsAtFirst
        plan.alwaysBroadcasts = command.alwaysBroadcasts
        plan.deadline = command.deadline.map(Nanoseconds.init)
        plan.count = command.count
        let isScheduled = command.count != nil || command.interval != nil || command.deadline != nil
        switch plan.purpose {
        case .detectDuplicate where !isScheduled && plan.target.isIPv6:
            // RFC 4862 section 5.1: once, and a second to answer.
            plan.count = 1
        case .detectDuplicate where !isScheduled:
            // RFC 5227 section 1.1: PROBE_WAIT, PROBE_NUM, PROBE_MIN to PROBE_MAX, ANNOUNCE_WAIT.
            plan.delay = Nanoseconds.random(in: 0...(.second))
            plan.count = 3
            plan.interval = .second...2 * .second
            plan.timeout = 2 * .second
        case .announce where !isScheduled:
            // ANNOUNCE_NUM and ANNOUNCE_INTERVAL.
            plan.count = 2
            plan.interval = 2 * .second...2 * .second
        default: break
        }
        if let interval = command.interval { plan.interval = Nanoseconds(interval)...Nanoseconds(interval) }
        if let timeout = command.timeout { plan.timeout = Nanoseconds(timeout) }
        return plan
    }

    /// Asks until the end; gives the status to end with.
    func perform() throws -> ExitCode {
        var context = NeighborAskContext(plan: plan, interface: place.interface.name, vendor: Vendors.name)
        context.isQuiet = command.quiet
        context.isVerbose = command.verbose
        context.showsTimes = command.timestamps
        var engine = NeighborAsk(plan)
        let teller = NeighborTeller(
            form: command.format.choose(
                NeighborAskText.self, json: NeighborAskJSON.self, csv: NeighborAskCSV.self))
        var links = ARPLinks(interface: place.interface, recording: command.frames.write)
        let keeper = command.explain ? PacketKeeper() : nil
        links.keeper = keeper
        var hasBegun = false
        try links.run(&engine) { event, _ in
            if !hasBegun { teller.start(context) }
            hasBegun = true
            if case .failed(_, let error) = event { warn("\(place.interface.name): \(error.message)") }
            teller.tell(event, context)
            return teller.output.flush(always: true)
        } status: { engine, signal in
            if signal == .status { warn("\(engine.sent) sent, \(engine.answered) answered") }
        }
        if !hasBegun { teller.start(context) }
        if let keeper { NeighborStory(keeper.packets, vendor: Vendors.name).tell(to: &teller.output.bytes) }
        teller.end(engine, context)
        return status(of: engine)
    }

    private func status(of engine: NeighborAsk) -> ExitCode {
        if engine.failures > 0, engine.failures == engine.sent { return ExitStatus.couldNotAsk }
        return switch engine.verdict {
        case .answered, .announced, .free: ExitStatus.success
        case .unanswered, .taken: ExitStatus.noAnswer
        }
    }
}
