import CPacketIO
import Probes
import Wire

/// What probes are carried by.
public enum ProbeTransport: Hashable, Sendable {
    case icmp
    case tcp
    case sctp
    case udp(port: UInt16)
}

/// How the path MTU is treated (`-M`).
public enum PathMTUDiscovery: Int32, Hashable, Sendable {
    /// Fragmenting is allowed.
    case dont = 0
    /// Fragment here, never on the way.
    case want = 1
    /// Never fragment, and respect what the kernel knows of the path.
    case `do` = 2
    /// Never fragment, and send whatever the kernel believes.
    case probe = 3
}

/// What applies to every packet of a link.
public struct LinkOptions: Hashable, Sendable {
    public var transport: ProbeTransport = .icmp
    public var usesIPv4 = true
    public var usesIPv6 = false
    public var ttl: UInt8?
    public var trafficClass: UInt8?
    public var interface: String?
    public var source: IPAddress?
    public var mark: UInt32?
    public var allowsBroadcast = false
    public var bypassesRouting = false
    public var suppressesMulticastLoop = false
    public var pathMTUDiscovery: PathMTUDiscovery?
    /// IPv4 options, as they stand in the header.
    public var ipOptions: [UInt8] = []
    /// The longest packet that will be sent, from the transport header on.
    public var maximumByteCount = 2048
    /// The ICMP identifier of the first lane; nil: any.
    public var identifier: UInt16?
    public var requiresRaw = false
    /// Where answers come from: the ports that are asked.
    public var ports: [UInt16] = []
    /// Our port of the first lane; nil: any.
    public var sourcePort: UInt16?
    /// Whether departures are to come back whole, not only as much as tells them apart.
    public var keepsDepartures = false
    /// How many batches a second processor may be given to send, for as many as can be sent; with 0 it does not help.
    public var sendAhead = 0

    public init() {}
}

extension LinkOptions {
    /// Sets on a fresh socket what the options ask for.
    func apply(to descriptor: Int32, family: Int32, isRaw: Bool) throws(LinkError) {
        func set(_ option: cpk_option, _ value: Int32, _ what: String) throws(LinkError) {
            try checked(cpk_set_option(descriptor, family, option, value), what)
        }
        if let interface { try Self.bind(descriptor, family, to: interface) }
        if let ttl {
            try set(CPK_OPTION_TTL, Int32(ttl), "TTL")
            try set(CPK_OPTION_MULTICAST_TTL, Int32(ttl), "TTL")
        }
        if let trafficClass { try set(CPK_OPTION_TRAFFIC_CLASS, Int32(trafficClass), "traffic class") }
        if let mark { try set(CPK_OPTION_MARK, Int32(bitPattern: mark), "mark") }
        if allowsBroadcast, family == 4 { try set(CPK_OPTION_BROADCAST, 1, "broadcast") }
        if bypassesRouting { try set(CPK_OPTION_DONT_ROUTE, 1, "bypassing routes") }
        if suppressesMulticastLoop { try set(CPK_OPTION_MULTICAST_LOOP, 0, "multicast loop") }
        if let pathMTUDiscovery {
            try set(CPK_OPTION_PATH_MTU_DISCOVERY, pathMTUDiscovery.rawValue, "path MTU discovery")
        }
        if !ipOptions.isEmpty, family == 4 {
            try checked(unsafe cpk_set_ip_options(descriptor, ipOptions, ipOptions.count), "IP options")
        }
        // A raw socket of IPv4 gives the header that they stand in.
        if !(isRaw && family == 4) { _ = cpk_set_option(descriptor, family, CPK_OPTION_RECEIVE_DETAILS, 1) }
        _ = cpk_set_option(descriptor, family, CPK_OPTION_RECEIVE_BUFFER, 4 << 20)
        _ = cpk_set_option(descriptor, family, CPK_OPTION_SEND_BUFFER, 1 << 20)
        _ = cpk_set_option(descriptor, family, CPK_OPTION_COUNT_DROPS, 1)
        if let source, source.isIPv6 == (family == 6) {
            var address = cpk_address(source)
            try checked(unsafe cpk_bind(descriptor, &address), "source address \(source)")
        }
    }

    private static func bind(_ descriptor: Int32, _ family: Int32, to interface: String) throws(LinkError) {
        try checked(unsafe cpk_bind_to_interface(descriptor, interface), "interface \(interface)")
        if let index = try? NetworkInterface(named: interface).index {
            _ = cpk_set_multicast_interface(descriptor, family, index)
        }
    }
}
