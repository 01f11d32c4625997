import Wire

/// A route of a machine: an entry of one of its tables, or how it would send to an address.
public struct Route: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        /// To a neighbour or a gateway.
        case unicast
        /// To this machine itself.
        case local
        case broadcast, anycast, multicast
        /// Thrown away without a word.
        case blackhole
        /// Thrown away, and whoever sends is told that the host cannot be reached, or that it is forbidden.
        case unreachable, prohibit
        /// As if the table had no route.
        case `throw`
        case other
    }

    /// One of several ways that a route takes in turn.
    public struct Hop: Hashable, Sendable {
        /// Nil where the destination is on the link itself.
        public var gateway: IPAddress?
        public var interfaceIndex: UInt32 = 0
        public var weight = 1
        /// Whether it is not used, since its link is down.
        public var isDead = false

        public init() {}
    }

    public var kind = Kind.unicast
    public var isIPv6 = false
    /// Where it leads.
    public var destination: AddressBlock?
    /// For what sources it holds; nil: for all.
    public var from: AddressBlock?
    /// The way; several where it takes them in turn.
    public var hops: [Hop] = []
    /// The address that the kernel would send from.
    public var source: IPAddress?
    /// What the path takes, where the kernel has learnt or been told it, in bytes.
    public var mtu: Int?
    /// For how many seconds what was learnt still holds; nil: it was not learnt.
    public var expires: UInt32?
    public var table: UInt32 = Route.mainTable
    /// Of several routes of the same length, the one with the least is taken.
    public var metric: UInt32?
    /// Who has made it, by Linux's number.
    public var origin: UInt8 = 0
    public var scope: InterfaceAddress.Scope?
    /// Nil: the same for all.
    public var typeOfService: UInt8?

    public static let mainTable: UInt32 = 254
    public static let defaultTable: UInt32 = 253
    public static let localTable: UInt32 = 255

    public init() {}

    public var interfaceIndex: UInt32 { hops.first?.interfaceIndex ?? 0 }
    /// Nil where the destination is on the link itself.
    public var gateway: IPAddress? { hops.first?.gateway }
}

/// What chooses the table in which a route is looked for.
public struct RoutingRule: Hashable, Sendable {
    public enum Action: Hashable, Sendable {
        case table(UInt32)
        /// To the rule with this priority.
        case goTo(UInt32)
        case nothing
        /// What becomes of what it fits: it is thrown away.
        case refuse(Route.Kind)
    }

    public var priority: UInt32 = 0
    public var isIPv6 = false
    public var action = Action.nothing
    /// What a packet has to be for it; nil: anything.
    public var source: AddressBlock?
    public var destination: AddressBlock?
    public var inputInterface: String?
    public var outputInterface: String?
    public var mark: (value: UInt32, mask: UInt32)? {
        get { hasMark ? (markValue, markMask) : nil }
        set { (hasMark, markValue, markMask) = (newValue != nil, newValue?.value ?? 0, newValue?.mask ?? 0) }
    }
    public var typeOfService: UInt8?
    /// Of whoever sends.
    public var users: ClosedRange<UInt32>?
    public var protocolNumber: UInt8?
    public var sourcePorts: ClosedRange<UInt16>?
    public var destinationPorts: ClosedRange<UInt16>?
    /// Whether it is for what does not fit.
    public var isInverted = false
    /// Routes that are no longer than this do not count.
    public var suppressedLength: Int?
    private var hasMark = false
    private var markValue: UInt32 = 0
    private var markMask: UInt32 = 0

    public init() {}

    /// What a packet that is made here is to be sent with.
    public struct Query: Hashable, Sendable {
        public var destination: IPAddress
        /// Nil where it is not chosen yet: then no rule for a source fits.
        public var source: IPAddress?
        public var outputInterface: String?
        public var mark: UInt32
        public var user: UInt32

        public init(
            _ destination: IPAddress, source: IPAddress? = nil, outputInterface: String? = nil, mark: UInt32 = 0,
            user: UInt32 = 0
        ) {
            self.destination = destination
            self.source = source
            self.outputInterface = outputInterface
            self.mark = mark
            self.user = user
        }
    }

    /// Whether the rule is for such a packet. One that is made here comes from loopback, as the kernel has it, and has
    /// no ports before a program gives it some.
    public func fits(_ query: Query) -> Bool {
        guard isIPv6 == query.destination.isIPv6 else { return false }
        let isFit =
            (source.map { block in query.source.map { block.contains($0) } ?? (block.prefixLength == 0) } ?? true)
            && (destination?.contains(query.destination) ?? true)
            && (inputInterface.map { $0 == "lo" } ?? true)
            && (outputInterface.map { $0 == query.outputInterface } ?? true)
            && (mark.map { query.mark & $0.mask == $0.value & $0.mask } ?? true)
            && (typeOfService ?? 0) == 0 && protocolNumber == nil && sourcePorts == nil && destinationPorts == nil
            && (users?.contains(query.user) ?? true)
        return isFit != isInverted
    }

    /// The rule that led to a table: the first that fits and names it.
    public static func deciding(_ rules: [RoutingRule], for query: Query, table: UInt32) -> RoutingRule? {
        rules.sorted { $0.priority < $1.priority }.first { rule in
            guard case .table(let named) = rule.action, named == table else { return false }
            return rule.fits(query)
        }
    }
}

/// What a machine would do with a packet to an address: the decision, and what it rests on.
public struct RouteDecision: Hashable, Sendable {
    public var query: RoutingRule.Query
    /// How it would be sent.
    public var route: Route
    /// The entry of a table that says so, where the kernel tells it.
    public var entry: Route?
    public var rule: RoutingRule?
    public var interface: NetworkInterface?
    /// Whose link-layer address the frame gets, where it needs one.
    public var neighbor: Neighbor?

    public init(_ query: RoutingRule.Query, _ route: Route) {
        self.query = query
        self.route = route
    }

    /// To whom the frame is addressed: the gateway, or the destination itself.
    public var nextHop: IPAddress { route.gateway ?? query.destination }
    public var isOnLink: Bool { route.gateway == nil }
    /// Whether a link-layer address has to be known before the packet can leave.
    public var needsNeighbor: Bool { route.kind == .unicast && interface?.resolvesNeighbors == true }
    /// What a packet may have in bytes: what was learnt of the path, or the interface's MTU.
    public var mtu: Int? { route.mtu ?? interface?.mtu }
}
