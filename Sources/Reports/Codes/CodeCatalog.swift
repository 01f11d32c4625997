import Wire

/// All tables of `codes`.
public struct CodeCatalog: Sendable {
    public let tables: [CodeTable]

    /// - Parameters:
    ///   - services: the system's names of ports; nil where it has none.
    ///   - source: the file they are from.
    public init(services: ServiceList? = nil, source: String = "") {
        tables = Self.registries + [Self.ports(services, source)]
    }

    /// The table of this name, or the tables of a group: `http`. Empty where none is called so.
    public func tables(named name: String) -> [CodeTable] {
        let wanted = CodeTable.plain(name)
        let exact = tables.filter { $0.name == wanted }
        return exact.isEmpty ? tables.filter { $0.aliases.contains(wanted) } : exact
    }

    /// Names of tables that may have been meant.
    public func suggestions(for name: String) -> [String] {
        Suggestions.nearest(to: name, among: tables.flatMap { [$0.name] + $0.aliases } + ["oui"])
    }

    /// The rows that hold all of these words, whichever table they are in; of one number, those that have it.
    public func search(_ words: [String]) -> [CodeRow] {
        if words.count == 1, let number = CodeTable.number(words[0]) {
            return tables.flatMap { $0.rows().filter { $0.value == number && $0.code == nil } }
        }
        let wanted = words.map { $0.lowercased() }.filter { !$0.isEmpty }
        guard !wanted.isEmpty else { return [] }
        return tables.flatMap { $0.rows().filter { $0.holds(wanted) } }
    }

    static let tcpFlags = CodeTable(
        "tcp-flags", "TCP flags", aliases: ["tcp", "flags"], hexDigits: 3, maximum: 0x1FF, notes: tcpFlagNotes
    ) {
        TCPFlagName.all.map {
            CodeRow(table: "", value: UInt32($0.flag.rawValue), name: $0.name, reference: $0.reference)
        }
    }

    static let registries: [CodeTable] = link + internet + transport + dns + security + http + dhcp

    private static let link = [
        CodeTable(
            "ethertype", "EtherTypes: what an Ethernet frame carries", EtherType.self, hexDigits: 4,
            isComplete: false, notes: etherTypeNotes),
        CodeTable("arp-opcode", "ARP operations", ARPOpcode.self, aliases: ["arp"], notes: arpOpcodeNotes),
        CodeTable(
            "arp-hardware", "ARP hardware types", ARPHardwareType.self, aliases: ["arp"], notes: arpHardwareNotes),
    ]

    private static let internet = [
        CodeTable(
            "protocol", "IP protocols and IPv6 next headers", IPProtocol.self, aliases: ["ip-protocol", "proto"],
            notes: protocolNotes),
        CodeTable("ip-option", "IPv4 options", IPv4OptionType.self, notes: ipOptionNotes),
        CodeTable(
            "ipv6-option", "IPv6 options, hop-by-hop and for the destination", IPv6OptionType.self, hexDigits: 2,
            isComplete: false, notes: ipv6OptionNotes),
        CodeTable("ipv6-routing", "Types of IPv6 routing headers", IPv6RoutingType.self, notes: ipv6RoutingNotes),
        CodeTable(
            "dscp", "Differentiated services: how a packet wants to be queued", DSCP.self, aliases: ["tos"],
            maximum: 63, notes: dscpNotes),
        CodeTable(
            "ecn", "Explicit congestion notification in IP", ECN.self, aliases: ["tos"], maximum: 3,
            notes: ecnNotes),
        CodeTable("icmp", "ICMP types and codes", ICMPv4Kind.self, aliases: ["icmpv4", "icmp4"], notes: icmpNotes),
        CodeTable("icmpv6", "ICMPv6 types and codes", ICMPv6Kind.self, aliases: ["icmp6"], notes: icmpv6Notes),
        CodeTable(
            "nd-option", "Options of IPv6 neighbour discovery", NeighborOptionType.self, isComplete: false,
            notes: neighborOptionNotes),
        CodeTable("igmp", "IGMP types", IGMPType.self, hexDigits: 2, notes: igmpNotes),
    ]

    private static let transport = [
        CodeTable("tcp-state", "TCP states, with a picture", aliases: ["tcp"], notes: tcpStateNotes) {
            TCPState.allCases.map { ($0.rawValue, "RFC 9293") }
        },
        tcpFlags,
        CodeTable("tcp-option", "TCP options", TCPOptionKind.self, notes: tcpOptionNotes),
        CodeTable(
            "mptcp", "Multipath TCP: subtypes of its option", MultipathSubtype.self, maximum: 15, notes: mptcpNotes),
    ]

    private static let dns = [
        CodeTable("dns-type", "DNS record and query types", DNSType.self, aliases: ["dns"], notes: dnsTypeNotes),
        CodeTable("dns-class", "DNS classes", DNSClass.self, aliases: ["dns"], notes: dnsClassNotes),
        CodeTable("dns-opcode", "DNS operations", DNSOpcode.self, aliases: ["dns"], maximum: 15, notes: opcodeNotes),
        CodeTable("rcode", "DNS response codes", DNSResponseCode.self, aliases: ["dns"], notes: rcodeNotes),
        CodeTable("ede", "Extended DNS errors", ExtendedDNSError.self, aliases: ["dns"], notes: edeNotes),
        CodeTable("edns-option", "EDNS options", EDNSOptionCode.self, aliases: ["dns", "edns"], notes: ednsNotes),
        CodeTable(
            "dnssec-algorithm", "DNSSEC algorithms", DNSSECAlgorithm.self, aliases: ["dnssec"],
            notes: dnssecAlgorithmNotes),
        CodeTable(
            "digest", "Digests of DS records", DSDigestType.self, aliases: ["dnssec", "ds-digest"],
            notes: digestNotes),
        CodeTable("svcb", "Parameters of SVCB and HTTPS records", ServiceParameterKey.self, notes: svcbNotes),
    ]

    private static let security = [
        CodeTable("tls-alert", "TLS alerts", TLSAlertDescription.self, aliases: ["tls"], notes: tlsAlertNotes)
    ]

    private static let http = [
        CodeTable("http-method", "HTTP methods", aliases: ["http"], notes: httpMethodNotes) {
            HTTPMethod.all.map { ($0.name, $0.reference) }
        },
        CodeTable(
            "http-status", "HTTP status codes", HTTPStatusCode.self, aliases: ["http"], maximum: 999,
            notes: httpStatusNotes),
        CodeTable(
            "http-header", "HTTP header fields", aliases: ["http", "http-field"], notes: httpFieldNotes
        ) {
            HTTPFieldName.all.map { ($0.name, $0.reference) }
        },
    ]

    private static let dhcp = [
        CodeTable(
            "dhcp-message", "DHCP message types", DHCPMessageType.self, aliases: ["dhcp"],
            notes: dhcpMessageNotes),
        CodeTable("dhcp-option", "DHCP options", DHCPOptionCode.self, aliases: ["dhcp"], notes: dhcpOptionNotes),
        CodeTable(
            "dhcpv6-message", "DHCPv6 message types", DHCPv6MessageType.self, aliases: ["dhcpv6"],
            notes: dhcpv6MessageNotes),
        CodeTable(
            "dhcpv6-option", "DHCPv6 options", DHCPv6OptionCode.self, aliases: ["dhcpv6"], notes: dhcpv6OptionNotes),
        CodeTable(
            "dhcpv6-status", "DHCPv6 status codes", DHCPv6StatusCode.self, aliases: ["dhcpv6"],
            notes: dhcpv6StatusNotes),
    ]
}
