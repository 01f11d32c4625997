import PacketIO
import Probes
import Reports
import Wire

/// `--explain`: one ping, with all that the kernel decided before it and all that passed the link.
struct PingExplanation {
    let plan: PingPlan
    let target: PingTarget
    let options: LinkOptions
    let opener: PingLinkOpener
    let way: PingWay

    /// The most that can be seen: the frames themselves and the talk between neighbours, where packet sockets are
    /// allowed; else what a socket tells.
    func perform() throws -> PingEngine {
        var story = try beginStory()
        let keeper = PacketKeeper()
        var observer = OutcomeObserver()
        let engine: PingEngine
        if plan.method == .echo, Privilege.hasNetRaw, !options.requiresRaw, let interface = story.interface {
            let path: FrameLink.Path =
                story.isLocal || interface.isLoopback
                ? .loopback(isIPv6: target.endpoint.address.isIPv6)
                : .watching(interfaceIndex: try route().interfaceIndex)
            let filter = path == .loopback(isIPv6: target.endpoint.address.isIPv6) ? nil : "arp or icmp or icmp6"
            engine = try ping(over: try opener.frames(path, filter: filter), keeper, &observer)
        } else {
            let link = try opener.sockets()
            story.socket = link.isRaw ? "raw socket" : plan.method == .echo ? "ping socket" : "UDP socket"
            engine = try ping(over: link, keeper, &observer)
        }
        story.packets = keeper.packets
        story.outcome = observer.outcome
        story.neighborAfter = neighbor(of: story)
        StandardStream.output.write(story.text())
        return engine
    }

    private func ping<Link: PacketLink & ~Copyable>(
        over link: consuming Link, _ keeper: PacketKeeper, _ observer: inout OutcomeObserver
    ) throws -> PingEngine {
        Privilege.drop()
        var plan = plan
        plan.count = 1
        var engine = PingEngine(plan: plan, targets: [target])
        var witnessed = WitnessedLink(link, seenBy: keeper)
        do {
            try PingSession.run(&engine, over: &witnessed, observer: &observer, clock: SystemClock.now)
        } catch {
            throw couldNotAsk(error.message)
        }
        return engine
    }

    // MARK: What the kernel knows

    private func route() throws -> Route {
        if let route = way.route { return route }
        // Asked again for the reason.
        do {
            return try Route.lookUp(
                target.endpoint, source: options.source, interface: options.interface, mark: options.mark)
        } catch {
            throw couldNotAsk("\(target.endpoint.address): \(error.message)")
        }
    }

    private func beginStory() throws -> PingStory {
        let route = try route()
        var story = PingStory(target: target, socket: "packet socket")
        story.gateway = route.gateway
        story.isLocal = route.kind == .local
        story.source = options.source ?? route.source ?? (try? target.endpoint.source(interface: options.interface))
        if let interface = way.interface {
            story.interface = PingStory.Interface(
                name: interface.name, mac: interface.mac, mtu: interface.mtu, isLoopback: interface.isLoopback)
        }
        let own = InterfaceAddress.all().first {
            $0.interfaceIndex == route.interfaceIndex && $0.address == story.source
        }
        story.subnet = own?.subnet
        story.neighborBefore = neighbor(of: story)
        return story
    }

    private func neighbor(of story: PingStory) -> PingStory.NeighborEntry? {
        guard let route = try? route() else { return nil }
        let hop = route.gateway ?? target.endpoint.address
        guard let entry = Neighbor.lookUp(hop, interfaceIndex: route.interfaceIndex) else { return nil }
        return PingStory.NeighborEntry(mac: entry.mac, state: entry.state.rawValue)
    }
}

/// Remembers what became of the probe: an answer, word of a failure, or silence.
private struct OutcomeObserver: PingObserver {
    private(set) var outcome: PingEvent?

    mutating func pingDidReport(_ event: PingEvent, _ engine: borrowing PingEngine) {
        switch event {
        case .reply, .timeout: outcome = event
        case .failure(let failure): if !failure.isNotice { outcome = event }
        case .sent, .foreign: break
        }
    }
}
