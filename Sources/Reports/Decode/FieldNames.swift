import Wire

/// Of what kind the values of a field are. One name may have values of several kinds.
struct FieldKinds: OptionSet, Hashable, Sendable {
    let rawValue: UInt16

    /// A protocol: it is there, or not.
    static let layer = FieldKinds(rawValue: 1 << 0)
    /// Fields that belong together, in a layer.
    static let group = FieldKinds(rawValue: 1 << 1)
    static let number = FieldKinds(rawValue: 1 << 2)
    static let signed = FieldKinds(rawValue: 1 << 3)
    static let flag = FieldKinds(rawValue: 1 << 4)
    static let mac = FieldKinds(rawValue: 1 << 5)
    static let ipv4 = FieldKinds(rawValue: 1 << 6)
    static let ipv6 = FieldKinds(rawValue: 1 << 7)
    static let address: FieldKinds = [.mac, .ipv4, .ipv6]
    static let bytes = FieldKinds(rawValue: 1 << 8)
    static let text = FieldKinds(rawValue: 1 << 9)
    /// Words of swiftnet's own about what is wrong.
    static let warning = FieldKinds(rawValue: 1 << 10)
    /// A moment, in nanoseconds since 1970 UTC.
    static let time = FieldKinds(rawValue: 1 << 11)
}

/// What the names of fields mean to those who ask for them.
public enum FieldNames {
    /// Names that stand for two: what is asked of them is asked of both.
    static let pairs: [String: [String]] = [
        "eth.addr": ["eth.src", "eth.dst"],
        "ip.addr": ["ip.src", "ip.dst"],
        "ipv6.addr": ["ipv6.src", "ipv6.dst"],
        "tcp.port": ["tcp.srcport", "tcp.dstport"],
        "udp.port": ["udp.srcport", "udp.dstport"],
        "sctp.port": ["sctp.srcport", "sctp.dstport"],
        "arp.src": ["arp.src.hw_mac", "arp.src.proto_ipv4"],
    ]

    /// The first words of the names that a layer tells, where they are not its own name alone.
    static let families: [String: Set<String>] = [
        "mdns": ["dns"],
        "llmnr": ["dns"],
        "icmpv6": ["icmp"],
        "ipv6": ["ah", "hip", "mip6", "shim6"],
        "stp": ["mstp"],
        "pppoed": ["pppoe"],
        "pppoes": ["pppoe"],
        "pwethcw": ["pweth"],
    ]

    /// The names that a layer with this one among its fields has: itself, mostly.
    static func layers(of name: String) -> [String] {
        let family = String(name.prefix { $0 != "." })
        return [family] + families.filter { $0.value.contains(family) }.keys.sorted()
    }

    private static let known: [String: FieldKinds] = {
        var known: [String: FieldKinds] = [:]
        for row in FieldNameTable.rows {
            let names = row.names.utf8.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
            for name in names { known[String(Substring(name))] = row.kinds }
        }
        for (name, both) in pairs {
            let kinds = both.compactMap { known[$0] }
            if !kinds.isEmpty { known[name] = kinds.reduce([]) { $0.union($1) } }
        }
        known["frame"] = .layer
        known["frame.time"] = .time
        known["frame.time_epoch"] = .time
        return known
    }()

    /// All names that fields and layers have, sorted.
    public static let all: [String] = known.keys.sorted()

    /// nil where nothing has this name.
    static func kinds(of name: String) -> FieldKinds? { known[name] }

    /// - Throws: the first of the names that no field has.
    public static func check(_ names: [String]) throws(UnknownFieldError) {
        for name in names where known[name] == nil { throw UnknownFieldError(name) }
    }
}
