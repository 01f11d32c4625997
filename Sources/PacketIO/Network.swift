import CPacketIO
import Glibc
import Probes
import Wire

// What this machine says of its network.

extension NetworkInterface {
    public init(named name: String) throws(LinkError) {
        var request = NetlinkRequest(NetlinkType.getLink, [UInt8](repeating: 0, count: 16), asksAll: false)
        request.add(3, Array(name.utf8) + [0])
        self = try Self.first(request, "interface \(name)")
    }

    public init(index: UInt32) throws(LinkError) {
        let header = [0, 0, 0, 0] + [UInt8](native: UInt64(index), byteCount: 4) + [UInt8](repeating: 0, count: 8)
        let request = NetlinkRequest(NetlinkType.getLink, header, asksAll: false)
        self = try Self.first(request, "interface \(index)")
    }

    private static func first(_ request: NetlinkRequest, _ doing: String) throws(LinkError) -> NetworkInterface {
        let found = try answers(request, doing).lazy.compactMap { NetworkInterface($0) }.first
        guard let found else { throw LinkError(code: -ENODEV, doing: doing) }
        return found
    }

    /// All interfaces, in the order of their indices.
    public static func all() -> [NetworkInterface] {
        let request = NetlinkRequest(NetlinkType.getLink, [UInt8](repeating: 0, count: 16), asksAll: true)
        let found = (try? answers(request, "interfaces")) ?? []
        return found.compactMap { NetworkInterface($0) }.sorted { $0.index < $1.index }
    }

    /// What packets captured on it begin with: Linux's cooked header where its own is of no known kind.
    public var captureLinkType: LinkType {
        switch hardwareType {
        case .ethernet, .loopback: .ethernet
        case .rawIP, .tunnel, .tunnel6, .sit, .headerless: .raw
        case .ieee80211: .ieee80211
        case .ieee80211Radiotap: .ieee80211Radiotap
        default: .linuxSLL2
        }
    }
}

/// Asks the kernel by a socket of its own.
///
/// - Parameter explain: words for what the kernel said in place of an answer; nil for the system's own.
func answers(
    _ request: NetlinkRequest, _ doing: String, explain: (Int32) -> String? = { _ in nil }
) throws(LinkError) -> [NetlinkMessage] {
    var socket = try NetlinkSocket()
    do throws(NetlinkError) {
        return try socket.ask(request)
    } catch {
        if let words = explain(-error.code) { throw LinkError(.unreachable, "\(doing): \(words)") }
        throw LinkError(code: error.code, doing: doing)
    }
}

extension InterfaceAddress {
    /// All addresses of this machine, both families.
    public static func all() -> [InterfaceAddress] {
        let request = NetlinkRequest(NetlinkType.getAddress, [UInt8](repeating: 0, count: 8), asksAll: true)
        return ((try? answers(request, "addresses")) ?? []).compactMap { InterfaceAddress($0) }
    }
}

extension Route {
    /// All routes of all tables, both families, but for what the kernel only remembers.
    public static func all() throws(LinkError) -> [Route] {
        let request = NetlinkRequest(NetlinkType.getRoute, [UInt8](repeating: 0, count: 12), asksAll: true)
        return try answers(request, "routes").filter { $0.uint32(8) & cloned == 0 }.compactMap { Route($0) }
    }

    /// How the kernel would send to an address. Nothing is sent.
    public static func lookUp(
        _ destination: Endpoint, source: IPAddress? = nil, interface: String? = nil, mark: UInt32? = nil
    ) throws(LinkError) -> Route {
        try ask(destination, source: source, interface: interface, mark: mark, flags: namesTable)
    }

    /// The entry of a table by which the kernel would send to an address; nil where it does not tell.
    public static func entry(
        for destination: Endpoint, source: IPAddress? = nil, interface: String? = nil, mark: UInt32? = nil
    ) -> Route? {
        let flags = namesTable | matches
        return try? ask(destination, source: source, interface: interface, mark: mark, flags: flags)
    }

    private static let cloned: UInt32 = 0x200
    /// RTM_F_LOOKUP_TABLE and RTM_F_FIB_MATCH.
    private static let namesTable: UInt32 = 0x1000
    private static let matches: UInt32 = 0x2000

    private static func ask(
        _ destination: Endpoint, source: IPAddress?, interface: String?, mark: UInt32?, flags: UInt32
    ) throws(LinkError) -> Route {
        let address = destination.address
        let length = UInt8(address.bitCount)
        let head = [address.familyNumber, length, source == nil ? 0 : length, 0, 0, 0, 0, 0]
        var request = NetlinkRequest(
            NetlinkType.getRoute, head + [UInt8](native: UInt64(flags), byteCount: 4), asksAll: false)
        request.add(1, address.networkOrder)
        if let source { request.add(2, source.networkOrder) }
        let index = try interface.map { name throws(LinkError) in try NetworkInterface(named: name).index }
        if let index = index ?? (destination.scope > 0 ? destination.scope : nil) { request.add(4, index) }
        if let mark { request.add(16, mark) }
        let doing = "route to \(address)"
        let messages: [NetlinkMessage]
        do throws(LinkError) {
            messages = try answers(request, doing) { Self.words($0, address) }
        } catch {
            // The kernel has one number for that and for a destination that no route leads to.
            guard let source, !InterfaceAddress.all().contains(where: { $0.address == source }) else { throw error }
            throw LinkError(.other, "\(source) is no address of this machine")
        }
        guard var route = messages.lazy.compactMap({ Route($0) }).first else { throw LinkError(.unreachable, doing) }
        if let source { route.source = source }
        // As long as there are no rules but its own, the kernel looks for both at once, and says main.
        if route.table == mainTable, [.local, .broadcast, .anycast].contains(route.kind) { route.table = localTable }
        return route
    }
}

extension Route {
    /// What an error number says of a route (fib_props in the kernel's sources); nil where it may say something else.
    private static func words(_ number: Int32, _ destination: IPAddress) -> String? {
        switch number {
        case ENETUNREACH: "none leads there"
        case EHOSTUNREACH: "unreachable, as a route or a rule says"
        case EACCES: "prohibited, as a route or a rule says"
        case EINVAL where isThrownAway(destination): "a blackhole, where packets are thrown away without a word"
        default: nil
        }
    }

    /// The number for a blackhole is that for a question which makes no sense, too.
    private static func isThrownAway(_ destination: IPAddress) -> Bool {
        let routes = (try? all()) ?? []
        return routes.contains { $0.kind == .blackhole && $0.destination?.contains(destination) == true }
    }
}

extension RoutingRule {
    /// All rules of both families.
    public static func all() throws(LinkError) -> [RoutingRule] {
        let request = NetlinkRequest(NetlinkType.getRule, [UInt8](repeating: 0, count: 12), asksAll: true)
        return try answers(request, "rules").compactMap { RoutingRule($0) }
    }
}

extension Neighbor {
    /// All neighbours that the kernel knows of.
    public static func all() throws(LinkError) -> [Neighbor] {
        let request = NetlinkRequest(NetlinkType.getNeighbor, [UInt8](repeating: 0, count: 12), asksAll: true)
        return try answers(request, "neighbours").compactMap { Neighbor($0) }
    }

    /// Nil where the kernel has no entry for the address.
    public static func lookUp(_ address: IPAddress, interfaceIndex: UInt32) -> Neighbor? {
        let head = [address.familyNumber, 0, 0, 0] + [UInt8](native: UInt64(interfaceIndex), byteCount: 4)
        var request = NetlinkRequest(NetlinkType.getNeighbor, head + [0, 0, 0, 0], asksAll: false)
        request.add(1, address.networkOrder)
        return (try? answers(request, "neighbour"))?.lazy.compactMap { Neighbor($0) }.first
    }
}

extension RouteDecision {
    /// What this machine would do with a packet to an address, and why. Nothing is sent.
    ///
    /// - Throws: that there is no way there, or that it is closed.
    public static func make(
        _ destination: Endpoint, source: IPAddress? = nil, interface: String? = nil, mark: UInt32? = nil
    ) throws(LinkError) -> RouteDecision {
        let route = try Route.lookUp(destination, source: source, interface: interface, mark: mark)
        let query = RoutingRule.Query(
            destination.address, source: source, outputInterface: interface, mark: mark ?? 0, user: geteuid())
        var decision = RouteDecision(query, route)
        decision.entry = Route.entry(for: destination, source: source, interface: interface, mark: mark)
        decision.rule = RoutingRule.deciding((try? RoutingRule.all()) ?? [], for: query, table: route.table)
        decision.interface = try? NetworkInterface(index: route.interfaceIndex)
        if decision.needsNeighbor {
            decision.neighbor = Neighbor.lookUp(decision.nextHop, interfaceIndex: route.interfaceIndex)
        }
        return decision
    }
}

extension Endpoint {
    /// The address that the kernel would send from to this one.
    public func source(interface: String? = nil, mark: UInt32? = nil) throws(LinkError) -> IPAddress {
        var to = cpk_address(address, scope: scope)
        var from = cpk_address()
        if let interface {
            try checked(unsafe cpk_source_for(&to, interface, mark ?? 0, &from), "\(address)")
        } else {
            try checked(unsafe cpk_source_for(&to, nil, mark ?? 0, &from), "\(address)")
        }
        guard let source = from.ipAddress else { throw LinkError(.unreachable, "no source address for \(address)") }
        return source
    }
}

/// What changes in this machine's network, as it changes.
public struct NetworkWatch: ~Copyable {
    public struct Subjects: OptionSet, Sendable {
        public let rawValue: UInt32

        public init(rawValue: UInt32) { self.rawValue = rawValue }

        public static let links = Subjects(rawValue: 0x1)
        public static let neighbors = Subjects(rawValue: 0x4)
        public static let addresses = Subjects(rawValue: 0x10 | 0x100)
        public static let routes = Subjects(rawValue: 0x40 | 0x400)
    }

    private var socket: NetlinkSocket

    public init(_ subjects: Subjects) throws(LinkError) { socket = try NetlinkSocket(groups: subjects.rawValue) }

    /// Readable when something has changed.
    var descriptor: Int32 { socket.descriptor }

    /// Waits for changes until then; none where there were none.
    public mutating func next(until deadline: Instant) throws(LinkError) -> [NetworkChange] {
        let left = deadline - SystemClock.now()
        guard left > 0 else { return [] }
        return try next(milliseconds: Int32(clamping: (left + .millisecond - 1) / .millisecond))
    }

    /// Some of the changes that are there already; none where none is.
    public mutating func pending() throws(LinkError) -> [NetworkChange] { try next(milliseconds: 0) }

    private mutating func next(milliseconds: Int32) throws(LinkError) -> [NetworkChange] {
        var entry = pollfd(fd: socket.descriptor, events: Int16(POLLIN), revents: 0)
        guard unsafe poll(&entry, 1, milliseconds) > 0 else { return [] }
        do throws(NetlinkError) {
            let changes = try socket.receive().compactMap { Self.change($0) }
            return socket.hasMissed ? [.missed] : changes
        } catch {
            throw LinkError(code: error.code, doing: "netlink")
        }
    }

    private static func change(_ message: NetlinkMessage) -> NetworkChange? {
        switch message.type {
        case NetlinkType.newLink, NetlinkType.deleteLink:
            NetworkInterface(message).map { .interface($0, isGone: message.type == NetlinkType.deleteLink) }
        case NetlinkType.newAddress, NetlinkType.deleteAddress:
            InterfaceAddress(message).map { .address($0, isGone: message.type == NetlinkType.deleteAddress) }
        case NetlinkType.newRoute, NetlinkType.deleteRoute:
            Route(message).map { .route($0, isGone: message.type == NetlinkType.deleteRoute) }
        case NetlinkType.newNeighbor, NetlinkType.deleteNeighbor:
            Neighbor(message).map { .neighbor($0, isGone: message.type == NetlinkType.deleteNeighbor) }
        default: nil
        }
    }
}
