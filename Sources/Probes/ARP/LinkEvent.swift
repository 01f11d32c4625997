import Wire

/// Something that happened to an address on a link.
public struct LinkEvent: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// An address that was not seen before.
        case new
        /// One that was not seen for half a year.
        case returned
        /// The same pair of addresses, before on another link.
        case moved
        /// Another MAC address, and neither of the two below.
        case changed
        /// Back at the MAC address before.
        case flipFlop = "flip-flop"
        /// Back at one from earlier.
        case reused
        /// Somebody told of the address without being asked, and said nothing new.
        case gratuitous
        /// The sender of the frame is not the one that the message tells of.
        case mismatch
        /// New, and outside all subnets of the link.
        case bogon
        /// Somebody would like to have an address that another has.
        case probe
        /// The virtual router that has the address moved to another router.
        case failover
        /// Two MAC addresses for one address at the same time.
        case conflict
        /// Another MAC address for a next hop of a default route.
        case gatewayClaimed = "gateway-claimed"

        /// Whether it is one of those that somebody should look at at once.
        public var isAlarm: Bool { self == .conflict || self == .gatewayClaimed }
    }

    public let kind: Kind
    /// What has shown it.
    public let sighting: LinkSighting
    /// Where the address was before, or is by right.
    public var previousMAC: MACAddress?
    public var previousInterface: String?
    /// The router that served a virtual router's MAC address before; the MAC address is the same.
    public var previousSource: MACAddress?
    /// Whether a default route leads to the address.
    public var isGateway = false
    /// Whether it is an address of this machine.
    public var isOwn = false
    /// When the address was first seen, and last before this; nil where this is the first time.
    public var firstSeen: Nanoseconds?
    public var lastSeen: Nanoseconds?
    /// How many events of the address were not told before this one, since there were too many at once.
    public var suppressedCount = 0

    public init(_ kind: Kind, _ sighting: LinkSighting) { (self.kind, self.sighting) = (kind, sighting) }

    public var virtualRouter: VirtualRouter? { VirtualRouter(sighting.mac) }
}

/// What a link is to this machine.
public struct WatchedLink: Hashable, Sendable {
    public var name: String
    /// Nil where the link has no such addresses.
    public var mac: MACAddress?
    /// Those of this machine on it.
    public var addresses: Set<IPAddress> = []
    /// What is reached there without a router; where a family has none, nothing of it is strange.
    public var subnets: [AddressBlock] = []
    /// The next hops of default routes.
    public var gateways: Set<IPAddress> = []
    /// VLANs whose interfaces are watched by themselves: their frames are seen there, without the tag.
    public var separateVLANs: Set<UInt16> = []

    public init(_ name: String, mac: MACAddress? = nil) { (self.name, self.mac) = (name, mac) }
}

/// What is remembered of an address on a link.
public struct StationRecord: Hashable, Sendable {
    public var interface: String
    public var vlan: UInt16?
    public var address: IPAddress
    public var mac: MACAddress
    /// Nanoseconds since 1970 UTC.
    public var firstSeen: Nanoseconds
    public var lastSeen: Nanoseconds
    /// Where it was before, the last first.
    public var previousMACs: [MACAddress]

    public init(
        _ address: IPAddress, at mac: MACAddress, on interface: String, vlan: UInt16? = nil, firstSeen: Nanoseconds,
        lastSeen: Nanoseconds, previousMACs: [MACAddress] = []
    ) {
        (self.address, self.mac, self.interface, self.vlan) = (address, mac, interface, vlan)
        (self.firstSeen, self.lastSeen, self.previousMACs) = (firstSeen, lastSeen, previousMACs)
    }
}
