import Wire

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
    ]
}
