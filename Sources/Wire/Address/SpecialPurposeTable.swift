// A table.

// The IANA IPv4 and IPv6 Special-Purpose Address Registries, as of October 2025, all rows. The letters answer: may it
// be a source, a destination, is it forwardable, globally reachable, reserved by protocol.

extension SpecialPurpose {
    static let ipv4Registry: [SpecialPurpose] = [
        .init("0.0.0.0/8", "this-network", "This network", "RFC 791", allocated: "1981-09", "TFFFT"),
        .init("0.0.0.0/32", "unspecified", "This host on this network", "RFC 1122", allocated: "1981-09", "TFFFT"),
        .init("10.0.0.0/8", "private", "Private-Use", "RFC 1918", allocated: "1996-02", "TTTFF"),
        .init("100.64.0.0/10", "shared", "Shared Address Space", "RFC 6598", allocated: "2012-04", "TTTFF"),
        .init("127.0.0.0/8", "loopback", "Loopback", "RFC 1122", allocated: "1981-09", "FFFFT"),
        .init("169.254.0.0/16", "link-local", "Link Local", "RFC 3927", allocated: "2005-05", "TTFFT"),
        .init("172.16.0.0/12", "private", "Private-Use", "RFC 1918", allocated: "1996-02", "TTTFF"),
        .init("192.0.0.0/24", "protocol", "IETF Protocol Assignments", "RFC 6890", allocated: "2010-01", "FFFFF"),
        .init("192.0.0.0/29", "protocol", "IPv4 Service Continuity Prefix", "RFC 7335", allocated: "2011-06", "TTTFF"),
        .init("192.0.0.8/32", "dummy", "IPv4 dummy address", "RFC 7600", allocated: "2015-03", "TFFFF"),
        .init("192.0.0.9/32", "anycast", "Port Control Protocol Anycast", "RFC 7723", allocated: "2015-10", "TTTTF"),
        .init(
            "192.0.0.10/32", "anycast", "Traversal Using Relays around NAT Anycast", "RFC 8155", allocated: "2017-02",
            "TTTTF"),
        .init(
            "192.0.0.170/32", "protocol", "NAT64/DNS64 Discovery", "RFC 8880, RFC 7050", allocated: "2013-02", "FFFFT"),
        .init(
            "192.0.0.171/32", "protocol", "NAT64/DNS64 Discovery", "RFC 8880, RFC 7050", allocated: "2013-02", "FFFFT"),
        .init("192.0.2.0/24", "documentation", "Documentation (TEST-NET-1)", "RFC 5737", allocated: "2010-01", "FFFFF"),
        .init("192.31.196.0/24", "anycast", "AS112-v4", "RFC 7535", allocated: "2014-12", "TTTTF"),
        .init("192.52.193.0/24", "anycast", "AMT", "RFC 7450", allocated: "2014-12", "TTTTF"),
        .init(
            "192.88.99.0/24", "deprecated", "Deprecated (6to4 Relay Anycast)", "RFC 7526", allocated: "2001-06",
            terminated: "2015-03"),
        .init("192.88.99.2/32", "anycast", "6a44-relay anycast address", "RFC 6751", allocated: "2012-10", "TTTFF"),
        .init("192.168.0.0/16", "private", "Private-Use", "RFC 1918", allocated: "1996-02", "TTTFF"),
        .init(
            "192.175.48.0/24", "anycast", "Direct Delegation AS112 Service", "RFC 7534", allocated: "1996-01", "TTTTF"),
        .init("198.18.0.0/15", "benchmarking", "Benchmarking", "RFC 2544", allocated: "1999-03", "TTTFF"),
        .init(
            "198.51.100.0/24", "documentation", "Documentation (TEST-NET-2)", "RFC 5737", allocated: "2010-01",
            "FFFFF"),
        .init(
            "203.0.113.0/24", "documentation", "Documentation (TEST-NET-3)", "RFC 5737", allocated: "2010-01", "FFFFF"),
        .init("240.0.0.0/4", "reserved", "Reserved", "RFC 1112", allocated: "1989-08", "FFFFT"),
        .init(
            "255.255.255.255/32", "broadcast", "Limited Broadcast", "RFC 8190, RFC 919", allocated: "1984-10", "FTFFT"),
    ]

    static let ipv6Registry: [SpecialPurpose] = [
        .init("::1/128", "loopback", "Loopback Address", "RFC 4291", allocated: "2006-02", "FFFFT"),
        .init("::/128", "unspecified", "Unspecified Address", "RFC 4291", allocated: "2006-02", "TFFFT"),
        .init("::ffff:0:0/96", "mapped", "IPv4-mapped Address", "RFC 4291", allocated: "2006-02", "FFFFT"),
        .init("64:ff9b::/96", "translation", "IPv4-IPv6 Translat.", "RFC 6052", allocated: "2010-10", "TTTTF"),
        .init("64:ff9b:1::/48", "translation", "IPv4-IPv6 Translat.", "RFC 8215", allocated: "2017-06", "TTTFF"),
        .init("100::/64", "discard", "Discard-Only Address Block", "RFC 6666", allocated: "2012-06", "TTTFF"),
        .init("100:0:0:1::/64", "dummy", "Dummy IPv6 Prefix", "RFC 9780", allocated: "2025-04", "TFFFF"),
        .init("2001::/23", "protocol", "IETF Protocol Assignments", "RFC 2928", allocated: "2000-09", "FFFFF"),
        .init("2001::/32", "teredo", "TEREDO", "RFC 4380, RFC 8190", allocated: "2006-01", "TTT-F"),
        .init("2001:1::1/128", "anycast", "Port Control Protocol Anycast", "RFC 7723", allocated: "2015-10", "TTTTF"),
        .init(
            "2001:1::2/128", "anycast", "Traversal Using Relays around NAT Anycast", "RFC 8155", allocated: "2017-02",
            "TTTTF"),
        .init(
            "2001:1::3/128", "anycast", "DNS-SD Service Registration Protocol Anycast", "RFC 9665",
            allocated: "2024-04", "TTTTF"),
        .init(
            "2001:2::/48", "benchmarking", "Benchmarking", "RFC 5180, RFC Errata 1752", allocated: "2008-04", "TTTFF"),
        .init("2001:3::/32", "anycast", "AMT", "RFC 7450", allocated: "2014-12", "TTTTF"),
        .init("2001:4:112::/48", "anycast", "AS112-v6", "RFC 7535", allocated: "2014-12", "TTTTF"),
        .init(
            "2001:10::/28", "deprecated", "Deprecated (previously ORCHID)", "RFC 4843", allocated: "2007-03",
            terminated: "2014-03"),
        .init("2001:20::/28", "orchid", "ORCHIDv2", "RFC 7343", allocated: "2014-07", "TTTTF"),
        .init(
            "2001:30::/28", "drone", "Drone Remote ID Protocol Entity Tags (DETs) Prefix", "RFC 9374",
            allocated: "2022-12", "TTTTF"),
        .init("2001:db8::/32", "documentation", "Documentation", "RFC 3849", allocated: "2004-07", "FFFFF"),
        .init("2002::/16", "6to4", "6to4", "RFC 3056", allocated: "2001-02", "TTT-F"),
        .init(
            "2620:4f:8000::/48", "anycast", "Direct Delegation AS112 Service", "RFC 7534", allocated: "2011-05",
            "TTTTF"),
        .init("3fff::/20", "documentation", "Documentation", "RFC 9637", allocated: "2024-07", "FFFFF"),
        .init("5f00::/16", "segment-routing", "Segment Routing (SRv6) SIDs", "RFC 9602", allocated: "2024-04", "TTTFF"),
        .init("fc00::/7", "unique-local", "Unique-Local", "RFC 4193, RFC 8190", allocated: "2005-10", "TTTFF"),
        .init("fe80::/10", "link-local", "Link-Local Unicast", "RFC 4291", allocated: "2006-02", "TTFFT"),
    ]

    /// The blocks of RFC 5771, cut where they don't end at a prefix, and the scopes of RFC 2365.
    static let ipv4Multicast: [SpecialPurpose] = [
        group("224.0.0.0/4", "Multicast", "RFC 5771"),
        group("224.0.0.0/24", "Local Network Control Block", "RFC 5771"),
        group("224.0.0.1/32", "All Systems on this Subnet", "RFC 1112"),
        group("224.0.0.2/32", "All Routers on this Subnet", "RFC 5771"),
        group("224.0.0.5/32", "OSPF All Routers", "RFC 2328"),
        group("224.0.0.6/32", "OSPF Designated Routers", "RFC 2328"),
        group("224.0.0.9/32", "RIPv2 Routers", "RFC 2453"),
        group("224.0.0.13/32", "All PIM Routers", "RFC 7761"),
        group("224.0.0.18/32", "VRRP", "RFC 9568"),
        group("224.0.0.22/32", "IGMP", "RFC 3376"),
        group("224.0.0.251/32", "mDNS", "RFC 6762"),
        group("224.0.0.252/32", "Link-local Multicast Name Resolution", "RFC 4795"),
        group("224.0.1.0/24", "Internetwork Control Block", "RFC 5771"),
        group("224.0.1.1/32", "NTP", "RFC 5905"),
        group("224.0.2.0/23", "AD-HOC Block I", "RFC 5771"),
        group("224.0.4.0/22", "AD-HOC Block I", "RFC 5771"),
        group("224.0.8.0/21", "AD-HOC Block I", "RFC 5771"),
        group("224.0.16.0/20", "AD-HOC Block I", "RFC 5771"),
        group("224.0.32.0/19", "AD-HOC Block I", "RFC 5771"),
        group("224.0.64.0/18", "AD-HOC Block I", "RFC 5771"),
        group("224.0.128.0/17", "AD-HOC Block I", "RFC 5771"),
        group("224.2.0.0/16", "SDP/SAP Block", "RFC 5771"),
        group("224.3.0.0/16", "AD-HOC Block II", "RFC 5771"),
        group("224.4.0.0/16", "AD-HOC Block II", "RFC 5771"),
        group("232.0.0.0/8", "Source-Specific Multicast Block", "RFC 4607"),
        group("233.0.0.0/8", "GLOP Block", "RFC 3180"),
        group("233.252.0.0/14", "AD-HOC Block III", "RFC 5771"),
        group("234.0.0.0/8", "Unicast-Prefix-based IPv4 Multicast Addresses", "RFC 6034"),
        group("239.0.0.0/8", "Administratively Scoped Block", "RFC 2365"),
        group("239.192.0.0/14", "Organization-Local Scope", "RFC 2365"),
        group("239.255.0.0/16", "Local Scope", "RFC 2365"),
        group("239.255.255.250/32", "Simple Service Discovery Protocol", "RFC 2365"),
    ]

    /// What is special, and in no row of the special-purpose registry.
    static let ipv6Others: [SpecialPurpose] = [
        .init("::/96", "compatible", "IPv4-compatible, deprecated", "RFC 4291", .architecture),
        .init("fec0::/10", "deprecated", "Site-Local Unicast, deprecated", "RFC 3879", .architecture),
        .init("::/8", "reserved", "Reserved by IETF", "RFC 4291", .architecture),
        .init("100::/8", "reserved", "Reserved by IETF", "RFC 4291", .architecture),
        .init("200::/7", "reserved", "Reserved by IETF (once NSAP)", "RFC 4048", .architecture),
        .init("400::/6", "reserved", "Reserved by IETF", "RFC 4291", .architecture),
        .init("800::/5", "reserved", "Reserved by IETF", "RFC 4291", .architecture),
        .init("1000::/4", "reserved", "Reserved by IETF", "RFC 4291", .architecture),
        .init("4000::/2", "reserved", "Reserved by IETF", "RFC 4291", .architecture),
        .init("8000::/2", "reserved", "Reserved by IETF", "RFC 4291", .architecture),
        .init("c000::/3", "reserved", "Reserved by IETF", "RFC 4291", .architecture),
        .init("e000::/4", "reserved", "Reserved by IETF", "RFC 4291", .architecture),
        .init("f000::/5", "reserved", "Reserved by IETF", "RFC 4291", .architecture),
        .init("f800::/6", "reserved", "Reserved by IETF", "RFC 4291", .architecture),
        .init("fe00::/9", "reserved", "Reserved by IETF", "RFC 4291", .architecture),
        group("ff00::/8", "Multicast", "RFC 4291"),
        group("ff01::1/128", "All Nodes", "RFC 4291"),
        group("ff02::1/128", "All Nodes", "RFC 4291"),
        group("ff01::2/128", "All Routers", "RFC 4291"),
        group("ff02::2/128", "All Routers", "RFC 4291"),
        group("ff05::2/128", "All Routers", "RFC 4291"),
        group("ff02::5/128", "OSPFv3 All Routers", "RFC 5340"),
        group("ff02::6/128", "OSPFv3 Designated Routers", "RFC 5340"),
        group("ff02::9/128", "RIPng Routers", "RFC 2080"),
        group("ff02::d/128", "All PIM Routers", "RFC 7761"),
        group("ff02::12/128", "VRRP", "RFC 9568"),
        group("ff02::16/128", "All MLDv2-capable Routers", "RFC 3810"),
        group("ff02::fb/128", "mDNSv6", "RFC 6762"),
        group("ff02::1:2/128", "All DHCP Agents", "RFC 8415"),
        group("ff02::1:3/128", "Link-local Multicast Name Resolution", "RFC 4795"),
        group("ff05::1:3/128", "All DHCP Servers", "RFC 8415"),
        group("ff02::1:ff00:0/104", "Solicited-Node Address", "RFC 4291"),
    ]

    private static func group(_ block: String, _ name: String, _ reference: String) -> SpecialPurpose {
        .init(block, "multicast", name, reference, .multicast)
    }
}
