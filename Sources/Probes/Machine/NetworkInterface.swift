import Wire

/// A network interface of a machine, as its kernel tells of it.
public struct NetworkInterface: Hashable, Sendable {
    /// What an interface is and can do (netdevice(7)). The numbers are Linux's.
    public struct Flags: OptionSet, Hashable, Sendable {
        public let rawValue: UInt32

        public init(rawValue: UInt32) { self.rawValue = rawValue }

        public static let up = Flags(rawValue: 0x1)
        public static let broadcast = Flags(rawValue: 0x2)
        public static let loopback = Flags(rawValue: 0x8)
        public static let pointToPoint = Flags(rawValue: 0x10)
        public static let running = Flags(rawValue: 0x40)
        public static let noARP = Flags(rawValue: 0x80)
        public static let promiscuous = Flags(rawValue: 0x100)
        public static let allMulticast = Flags(rawValue: 0x200)
        public static let multicast = Flags(rawValue: 0x1000)
        /// The link below has a signal.
        public static let lowerUp = Flags(rawValue: 0x10000)
        public static let dormant = Flags(rawValue: 0x20000)
    }

    /// RFC 2863's ifOperStatus.
    public enum State: String, Hashable, Sendable {
        case unknown, testing, dormant, up, down
        case notPresent = "not present"
        case lowerLayerDown = "lower layer down"
    }

    /// What passed in one direction since the interface is there.
    public struct Counters: Hashable, Sendable {
        public var packets: UInt64 = 0
        public var bytes: UInt64 = 0
        public var errors: UInt64 = 0
        public var dropped: UInt64 = 0

        public init() {}
    }

    public var name = ""
    public var index: UInt32 = 0
    /// The longest IP packet it takes, in bytes.
    public var mtu = 0
    /// Nil where the link has no such addresses (loopback has one of zeros, tunnels have none).
    public var mac: MACAddress?
    public var flags: Flags = []
    public var state = State.unknown
    public var hardwareType = LinuxHardwareType(rawValue: 0xFFFF)
    /// What makes it, where that is no hardware: `veth`, `bridge`, `vlan`, `wireguard` ...
    public var kind: String?
    /// Of a VLAN.
    public var vlan: UInt16?
    /// The interface that it is a port of, and the one that it rests on, by their indices; another network namespace
    /// may have the second one.
    public var master: UInt32?
    public var lower: UInt32?
    public var alias: String?
    public var received = Counters()
    public var sent = Counters()
    /// Packets that the interface itself had no room for, since it is there.
    public var missedCount: UInt64 = 0

    public init() {}

    public var isUp: Bool { flags.contains(.up) }
    public var isLoopback: Bool { flags.contains(.loopback) }
    /// Whether it can send to groups.
    public var isMulticast: Bool { flags.contains(.multicast) }
    /// Whether it is up and has found its link.
    public var isRunning: Bool { flags.isSuperset(of: [.up, .lowerUp]) }
    /// Whether neighbours are asked for with ARP or neighbour discovery.
    public var resolvesNeighbors: Bool { flags.isDisjoint(with: [.noARP, .loopback]) }
}

/// An address of a machine, with the size of its subnet.
public struct InterfaceAddress: Hashable, Sendable {
    /// What holds for the address (ip-address(8)). The numbers are Linux's.
    public struct Flags: OptionSet, Hashable, Sendable {
        public let rawValue: UInt32

        public init(rawValue: UInt32) { self.rawValue = rawValue }

        /// Of IPv4; the same bit says of IPv6 that it is temporary (RFC 8981).
        public static let secondary = Flags(rawValue: 0x1)
        public static let optimistic = Flags(rawValue: 0x4)
        /// Somebody else has it (RFC 4862 section 5.4).
        public static let duplicate = Flags(rawValue: 0x8)
        public static let deprecated = Flags(rawValue: 0x20)
        /// Nobody has had the time yet to say that he has it.
        public static let tentative = Flags(rawValue: 0x40)
        public static let permanent = Flags(rawValue: 0x80)
        public static let noPrefixRoute = Flags(rawValue: 0x200)
        /// Made of the network's prefix and a secret (RFC 7217).
        public static let stablePrivacy = Flags(rawValue: 0x800)
    }

    /// How far it is known (rtnetlink(7)).
    public enum Scope: UInt8, Hashable, Sendable {
        case global = 0
        case site = 200
        case link = 253
        case host = 254
        case nowhere = 255
    }

    public var address: IPAddress
    public var prefixLength: Int
    public var interfaceIndex: UInt32
    /// The other end of a link that has two.
    public var peer: IPAddress?
    public var broadcast: IPAddress?
    public var flags: Flags = []
    public var scope: Scope?
    /// For how many seconds it is still used for what is new, and for how many it is used at all; nil: for ever.
    public var preferredLifetime: UInt32?
    public var validLifetime: UInt32?

    public init(_ address: IPAddress, prefixLength: Int, interfaceIndex: UInt32) {
        self.address = address
        self.prefixLength = prefixLength
        self.interfaceIndex = interfaceIndex
    }

    /// The subnet that the address is in.
    public var subnet: AddressBlock? { AddressBlock(address, prefixLength: prefixLength) }
}

/// What the kernel knows of the link-layer address of a neighbour.
public struct Neighbor: Hashable, Sendable {
    /// RFC 4861 section 7.3.2, and those that Linux adds.
    public enum State: String, Hashable, Sendable {
        case incomplete, reachable, stale, delay, probe, failed, permanent, none
        case noARP = "no ARP"
    }

    public var address: IPAddress
    public var interfaceIndex: UInt32
    public var mac: MACAddress?
    public var state = State.none
    public var isRouter = false
    /// Whether this machine answers for the address in its neighbour's place.
    public var isProxy = false
    /// Whether something else than ARP and neighbour discovery has told of it.
    public var isExternal = false
    /// How long ago it was last known to be there, and last sent to, in milliseconds.
    public var confirmedAge: UInt32?
    public var usedAge: UInt32?

    public init(_ address: IPAddress, interfaceIndex: UInt32) {
        self.address = address
        self.interfaceIndex = interfaceIndex
    }
}
