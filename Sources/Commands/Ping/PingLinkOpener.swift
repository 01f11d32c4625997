import ArgumentParser
import PacketIO
import Probes
import Wire

/// Chooses how probes get out, asking for the least: ping sockets where they will do, raw sockets where they must, a
/// packet ring where speed or the frames themselves are wanted and the right is there.
struct PingLinkOpener {
    enum Choice {
        case sockets
        case frames(FrameLink.Path)
    }

    let command: PingCommand
    let targets: [PingTarget]
    let plan: PingPlan
    let options: LinkOptions
    let way: PingWay

    func choose() throws -> Choice {
        if !command.vlans.isEmpty { return .frames(.frames(try taggedAddressing())) }
        guard isFast, plan.method == .echo, !options.requiresRaw, options.source == nil, Privilege.hasNetRaw else {
            return .sockets
        }
        if targets.allSatisfy(\.endpoint.address.isLoopback), options.usesIPv4 != options.usesIPv6 {
            return .frames(.loopback(isIPv6: options.usesIPv6))
        }
        if let addressing = neighborAddressing() { return .frames(.frames(addressing)) }
        return .frames(.anywhere)
    }

    /// Making and closing a packet ring takes the kernel tens of milliseconds: as long as this many probes.
    static let fewProbes = 10_000

    /// Whether so many probes are to fly that a packet ring pays.
    private var isFast: Bool {
        switch plan.pacing {
        case .flood: plan.count.map { $0 > Self.fewProbes } ?? true
        case .fixed, .unpaced: options.sendAhead > 0 && targets.count > Self.fewProbes
        case .adaptive, .sequential: false
        }
    }

    /// Frames for one target whose next hop the kernel has resolved, with nothing special about the path.
    private func neighborAddressing() -> FrameAddressing? {
        guard targets.count == 1, !plan.expectsManySources, options.mark == nil, options.pathMTUDiscovery == nil,
            let route = way.route, route.kind == .unicast, let interface = way.interface, let mac = interface.mac,
            interface.resolvesNeighbors, let source = route.source,
            options.maximumByteCount + 20 <= interface.mtu,
            let neighbor = Neighbor.lookUp(
                route.gateway ?? targets[0].endpoint.address, interfaceIndex: interface.index),
            neighbor.state != .failed, let next = neighbor.mac
        else { return nil }
        var addressing = FrameAddressing(
            interfaceIndex: interface.index, sourceMAC: mac, destinationMAC: next, source: source)
        addressing.ttl = options.ttl ?? 64
        addressing.trafficClass = options.trafficClass ?? 0
        return addressing
    }

    /// Frames with VLAN tags, to a neighbour that is asked for on that VLAN. Having no route, a VLAN is taken for
    /// one link.
    private func taggedAddressing() throws -> FrameAddressing {
        guard Privilege.hasNetRaw else { throw lacksNetRaw("--vlan") }
        guard targets.count == 1 else { throw ValidationError("--vlan takes one target.") }
        let address = targets[0].endpoint.address
        do {
            var addressing = try interfaceAddressing(near: address)
            addressing.tags = command.vlans.map { VLANTag(identifier: $0, etherType: .vlan) }
            addressing.ttl = options.ttl ?? 64
            addressing.trafficClass = options.trafficClass ?? 0
            guard let neighbor = try NeighborQuestion(addressing, nextHop: address).ask() else {
                warn("nobody answers for \(address) on VLAN \(command.vlanTexts.joined(separator: ", then "))")
                throw ExitStatus.noAnswer
            }
            addressing.destinationMAC = neighbor
            return addressing
        } catch let error as LinkError {
            throw explain(error)
        }
    }

    /// The interface's own side: its MAC address, and the address that is asked for or that is nearest to the target.
    private func interfaceAddressing(near address: IPAddress) throws -> FrameAddressing {
        let interface = try NetworkInterface(named: options.interface ?? "")
        guard let mac = interface.mac, interface.resolvesNeighbors else {
            throw couldNotAsk("\(interface.name) has no Ethernet frames to tag")
        }
        let own = InterfaceAddress.all().filter {
            $0.interfaceIndex == interface.index && $0.address.isIPv6 == address.isIPv6
        }
        let nearest = own.first { $0.subnet?.contains(address) ?? false } ?? own.first
        guard let source = options.source ?? nearest?.address else {
            throw couldNotAsk("\(interface.name) has no address to send from: name one with --source")
        }
        return FrameAddressing(
            interfaceIndex: interface.index, sourceMAC: mac, destinationMAC: .broadcast, source: source)
    }

    func sockets() throws -> SocketLink {
        do {
            return try SocketLink.open(options)
        } catch {
            throw explain(error)
        }
    }

    /// - Parameter filter: in libpcap's language; nil: only the probes and what answers them.
    func frames(_ path: FrameLink.Path, filter: String? = nil) throws -> FrameLink {
        do {
            return try FrameLink.open(options, path: path, filter: filter)
        } catch {
            throw explain(error)
        }
    }

    /// A refusal for want of a right names the right.
    private func explain(_ error: LinkError) -> any Error {
        guard error.kind == .forbidden else { return couldNotAsk(error.message) }
        if error.message.hasPrefix("mark") { return couldNotAsk("-m needs CAP_NET_ADMIN: run it with sudo") }
        guard Privilege.hasNetRaw else { return lacksNetRaw("ping") }
        return couldNotAsk(error.message)
    }
}
