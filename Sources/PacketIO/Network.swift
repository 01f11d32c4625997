import CPacketIO
import Probes
import Wire

/// A network interface of this machine.
public struct NetworkInterface: Hashable, Sendable {
    public let name: String
    public let index: UInt32
    /// The longest IP packet it takes, in bytes.
    public let mtu: Int
    /// Nil where the link has no such addresses (loopback has one of zeros, tunnels have none).
    public let mac: MACAddress?
    public let isUp: Bool
    public let isLoopback: Bool
    /// Whether it can send to groups.
    public let isMulticast: Bool
    /// Whether it is up and has found its link.
    public let isRunning: Bool
    /// Whether neighbours are asked for with ARP or neighbour discovery.
    public let resolvesNeighbors: Bool
    public let hardwareType: LinuxHardwareType
    /// Packets that the interface itself had no room for, since it is there.
    public let missedCount: UInt64

    init(_ details: cpk_interface) {
        var details = details
        name = unsafe withUnsafeBytes(of: &details.name) { bytes in
            unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        index = details.index
        mtu = Int(details.mtu)
        mac = details.mac_length == 6 ? MACAddress(linkLayer: details.mac) : nil
        isUp = details.flags & 0x1 != 0
        isLoopback = details.flags & 0x8 != 0
        isMulticast = details.flags & 0x1000 != 0
        isRunning = details.flags & 0x10001 == 0x10001
        resolvesNeighbors = details.flags & 0x80 == 0 && details.flags & 0x8 == 0
        hardwareType = LinuxHardwareType(rawValue: details.hardware_type)
        missedCount = details.missed
    }

    public init(named name: String) throws(LinkError) {
        var details = cpk_interface()
        try checked(unsafe cpk_interface_by_name(name, &details), "interface \(name)")
        self.init(details)
    }

    public init(index: UInt32) throws(LinkError) {
        var details = cpk_interface()
        try checked(unsafe cpk_interface_by_index(index, &details), "interface \(index)")
        self.init(details)
    }
}

extension NetworkInterface {
    /// All interfaces, in the order of their indices.
    public static func all() -> [NetworkInterface] {
        var entries = [cpk_interface](repeating: cpk_interface(), count: 4096)
        let count = unsafe cpk_interfaces(&entries, UInt32(entries.count))
        return entries.prefix(Int(max(0, count))).map(NetworkInterface.init).sorted { $0.index < $1.index }
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

/// An address of this machine, with the size of its subnet.
public struct InterfaceAddress: Hashable, Sendable {
    public let address: IPAddress
    public let prefixLength: Int
    public let interfaceIndex: UInt32

    /// The subnet that the address is in.
    public var subnet: AddressBlock? { AddressBlock(address, prefixLength: prefixLength) }

    /// All addresses of this machine, both families.
    public static func all() -> [InterfaceAddress] {
        var entries = [cpk_interface_address](repeating: cpk_interface_address(), count: 1024)
        let count = unsafe cpk_interface_addresses(&entries, UInt32(entries.count))
        return entries.prefix(Int(max(0, count))).compactMap { entry in
            entry.address.ipAddress.map {
                InterfaceAddress(
                    address: $0, prefixLength: Int(entry.prefix_length), interfaceIndex: entry.interface_index)
            }
        }
    }
}

/// How the kernel would send to an address.
public struct Route: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// To a neighbour or a gateway.
        case unicast
        /// To this machine itself.
        case local
        case broadcast
        case multicast
        case other
    }

    public let kind: Kind
    public let interfaceIndex: UInt32
    /// Nil where the destination is on the link itself.
    public let gateway: IPAddress?
    /// The address that the kernel would send from.
    public let source: IPAddress?
    /// What the path takes, where the kernel has learnt or been told it, in bytes.
    public let mtu: Int?

    /// Asks the kernel; sends nothing.
    public static func lookUp(
        _ destination: Endpoint, source: IPAddress? = nil, interface: String? = nil, mark: UInt32? = nil
    ) throws(LinkError) -> Route {
        var to = cpk_address(destination.address, scope: destination.scope)
        var from = source.map { cpk_address($0) } ?? cpk_address()
        var index = destination.scope
        if let interface { index = try NetworkInterface(named: interface).index }
        var route = cpk_route()
        try checked(unsafe cpk_route_get(&to, &from, index, mark ?? 0, &route), "route to \(destination.address)")
        return Route(route)
    }

    private init(_ route: cpk_route) {
        kind =
            switch Int(route.type) {
            case CPK_ROUTE_UNICAST: .unicast
            case CPK_ROUTE_LOCAL: .local
            case CPK_ROUTE_BROADCAST: .broadcast
            case CPK_ROUTE_MULTICAST: .multicast
            default: .other
            }
        interfaceIndex = route.interface_index
        gateway = route.gateway.ipAddress
        source = route.source.ipAddress
        mtu = route.mtu > 0 ? Int(route.mtu) : nil
    }
}

/// What the kernel knows of the link-layer address of a neighbour.
public struct Neighbor: Hashable, Sendable {
    public enum State: String, Hashable, Sendable {
        case incomplete, reachable, stale, delay, probe, failed, permanent, none
    }

    public let mac: MACAddress?
    public let state: State

    /// Nil where the kernel has no entry for the address.
    public static func lookUp(_ address: IPAddress, interfaceIndex: UInt32) -> Neighbor? {
        var key = cpk_address(address)
        var entry = cpk_neighbor()
        guard unsafe cpk_neighbor_get(&key, interfaceIndex, &entry) == 0 else { return nil }
        return Neighbor(entry)
    }

    private init(_ entry: cpk_neighbor) {
        mac = entry.mac_length == 6 ? MACAddress(linkLayer: entry.mac) : nil
        state =
            switch entry.state {
            case 0x01: .incomplete
            case 0x02: .reachable
            case 0x04: .stale
            case 0x08: .delay
            case 0x10: .probe
            case 0x20: .failed
            case 0x80: .permanent
            default: .none
            }
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
