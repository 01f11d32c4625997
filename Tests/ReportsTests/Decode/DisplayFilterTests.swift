import Testing
import Wire

@testable import Reports

@Suite struct DisplayFilterTests {
    @Test(arguments: [
        ("tcp", "syn answer"), ("ip", "syn answer error"), ("ipv6", "udp6"), ("arp", "arp"), ("vlan", "arp"),
        ("eth", "syn answer udp6 arp error"), ("frame", "syn answer udp6 arp error"), ("data", "answer udp6 error"),
        ("not tcp", "udp6 arp error"), ("!tcp && !arp", "udp6 error"), ("udp", "udp6 error"),
        ("icmp.ext.object", "error"), ("tcp.options.mss_val", "syn"), ("tcp.flags", "syn answer"), ("ah", ""),
        ("_ws.malformed", ""), ("icmp.checksum_bad", "error"),
    ])
    func `a name alone asks whether it is there`(expression: String, expected: String) throws {
        try expect(expression, expected)
    }

    @Test(arguments: [
        ("tcp.flags.syn", "syn answer"), ("tcp.flags.ack", "answer"), ("!tcp.flags.ack", "syn udp6 arp error"),
        ("tcp.flags.ack == 0", "syn"), ("tcp.flags.ack == true", "answer"), ("tcp.flags.ack == False", "syn"),
        ("tcp.flags.ack != 1", "syn"), ("tcp.flags & 0x02", "syn answer"), ("tcp.flags & 0x10", "answer"),
        ("tcp.flags & 0x12 == 0x02", "syn"), ("(tcp.flags & 0x12) == 18", "answer"), ("tcp.flags == 2", "syn"),
        ("tcp.flags bitand 0x30 & 0x10", "answer"), ("tcp.flags & 1", ""), ("tcp.flags & 0x10 in {0x10}", "answer"),
        ("tcp[13] & 0x10", "answer"), ("eth.dst[0] & 1", ""), ("ipv6.dst[0:2] & 0xFF02 == 0xFF02", "udp6"),
    ])
    func `a flag alone asks whether it is set`(expression: String, expected: String) throws {
        try expect(expression, expected)
    }

    @Test(arguments: [
        ("ip.ttl == 5", "syn"), ("ip.ttl != 5", "answer error"), ("ip.ttl > 5", "answer error"),
        ("ip.ttl >= 64", "answer"), ("ip.ttl < 64", "syn error"), ("ip.ttl le 5", "syn error"),
        ("ip.ttl eq 0x40", "answer"),
        ("ip.ttl == 0100", "answer"), ("ip.ttl == 0b101", "syn"), ("ip.ttl > -1", "syn answer error"),
        ("ip.ttl == 300", ""), ("5 == ip.ttl", "syn"), ("10 > ip.ttl", "syn error"),
        ("ip.ttl < 18446744073709551615", "syn answer error"), ("frame.number == 3", "udp6"),
        ("frame.len == frame.cap_len", "syn answer udp6 arp error"), ("frame.interface_id == 0 && arp", "arp"),
        ("tcp.port == 443", "syn answer"), ("tcp.dstport == 443", "syn"), ("tcp.srcport == tcp.dstport", ""),
        ("tcp.dstport in {80, 443, 8000..8080}", "syn"), ("tcp.port in {40000..40010}", "syn answer"),
        ("tcp.port in {440..450} and ip.ttl lt 10", "syn"), ("tcp.dstport not in {443}", "answer udp6 arp error"),
        ("tcp.port != 443", ""), ("tcp.port !== 443", "syn answer"), ("tcp.port === 443", ""),
        ("tcp.dstport all_ne 443", "answer"), ("ip.ttl in {5}", "syn"), ("ip.ttl in 5", "syn"),
    ])
    func `numbers are compared`(expression: String, expected: String) throws {
        try expect(expression, expected)
    }

    @Test(arguments: [
        ("ip.src == 192.0.2.1", "syn error"), ("ip.src == 10.0.0.0/8", "answer"),
        ("ip.addr == 10.0.0.0/8", "syn answer error"),
        ("ip.src in 10.0.0.0/8", "answer"), ("ip.src in {10.0.0.0/8, 198.51.100.1}", "answer error"),
        ("ip.dst in {10.0.0.0..10.1.2.2, 10.9.0.0/16}", "error"), ("ip.src == \"10.1.2.3\"", "answer"),
        ("ip.addr != 10.0.0.0/8", ""), ("ip.src != 10.0.0.0/8", "syn error"), ("ip.src < 11.0.0.0", "answer"),
        ("ip.dst > 10.0.0.0/8", "answer error"), ("ip.src == ip.dst", "error"), ("ip.src != ip.dst", "syn answer"),
        ("ipv6.src == fe80::1", "udp6"), ("ipv6.addr == ff00::/8", "udp6"), ("ipv6.src in {::1, fe80::/10}", "udp6"),
        ("eth.src == 02:00:00:00:00:01", "syn answer udp6 arp error"), ("eth.addr == 02-00-00-00-00-02 && arp", "arp"),
        ("eth.src[0:3] == 02:00:00 && arp", "arp"), ("eth.src[5] == 01 && arp", "arp"), ("eth.src[-1:] == 02", ""),
        ("eth.src contains 00:01 && arp", "arp"), ("arp.src.proto_ipv4 == 10.0.0.1", "arp"),
        ("arp.src == 10.0.0.1", "arp"), ("arp.src == 02:00:00:00:00:01", "arp"), ("ip.src[0:2] == c0.00", "syn error"),
    ])
    func `addresses are compared`(expression: String, expected: String) throws { try expect(expression, expected) }

    @Test(arguments: [
        ("icmp.int_info.name == \"uplink.163\"", "error"), ("icmp.int_info.name == uplink.163", "error"),
        ("icmp.int_info.name contains \"163\"", "error"), ("icmp.int_info.name contains \"l1ink\"", ""),
        ("icmp.int_info.name contains \"\"", "error"), ("icmp.int_info.name > \"uplink.1\"", "error"),
        ("icmp.int_info.name < \"uplink.1\"", ""), ("icmp.int_info.name != \"a\"", "error"),
        ("upper(icmp.int_info.name) == \"UPLINK.163\"", "error"), ("lower(icmp.int_info.name) contains \"LINK\"", ""),
        ("len(icmp.int_info.name) == 10", "error"), ("icmp.int_info.name[0:2] == \"up\"", "error"),
        ("icmp.int_info.name matches \"^UP.*[0-9]{3}$\"", "error"), ("icmp.int_info.name ~ r\"\\.163$\"", "error"),
        ("icmp.int_info.name matches \"\\d\\d\\d\"", "error"), ("icmp.int_info.name matches \"(?-i)^UP\"", ""),
        ("icmp.int_info.name in {\"a\", \"uplink.0\"..\"uplink.2\"}", "error"),
        ("frame contains \"GET\"", "udp6"), ("udp contains 47:45:54", "udp6"), ("data.data contains \"index\"", "udp6"),
        ("udp[8:3] == 47:45:54", "udp6"), ("udp[8:3] == \"GET\"", "udp6"), ("tcp[13] == 12", "answer"),
        ("frame[12:2] == 0806", ""),
        ("tcp contains \"\\x00A\"", "answer"), ("tcp matches \"abc\"", "answer"), ("tcp matches \"abc$\"", ""),
        ("len(data.data) == 10", "udp6"), ("data.data[200:1] == 00", ""), ("data.data[0-2] == 474554", "udp6"),
        ("icmp contains \"uplink\"", "error"), ("data.data == 00:41:62:43:0a", "answer"), ("ip[400:] == 00", ""),
    ])
    func `text and bytes are looked into`(expression: String, expected: String) throws {
        try expect(expression, expected)
    }

    @Test(arguments: [
        ("count(tcp) == 1", "syn answer"), ("count(ip.src) > 1", "error"), ("count(ip) == 2", "error"),
        ("count(ip.addr) == 0", "udp6 arp"), ("count(tcp.port) == 2", "syn answer"),
        ("frame.time_epoch >= 1714564801 && frame.time_epoch < 1714564802.5", "answer udp6"),
        ("frame.time > \"2024-05-01 12:00:03\"", "error"), ("frame.time < \"2024-05-01T14:00:00.5+02:00\"", "syn"),
        ("frame.time == \"2024-05-01T12:00:02Z\"", "udp6"), ("frame.time > \"2024-05-02\"", ""),
        ("frame.time > \"2024-05-01\" && arp", "arp"), ("frame.time", "syn answer udp6 arp error"),
    ])
    func `values are counted and times compared`(expression: String, expected: String) throws {
        try expect(expression, expected)
    }

    @Test(arguments: [
        ("tcp or udp and ipv6", "syn answer udp6"), ("(tcp or udp) and ipv6", "udp6"),
        ("not ip.ttl == 5", "answer udp6 arp error"), ("!tcp || ip.ttl == 5", "syn udp6 arp error"),
        ("!(tcp || udp)", "arp"), ("ip xor udp", "syn answer udp6"), ("ip ^^ udp ^^ icmp", "syn answer udp6 error"),
        ("tcp and not tcp.flags.ack or arp", "syn arp"), ("!!tcp", "syn answer"), ("not not arp", "arp"),
        ("tcp.flags.syn && ip.ttl < 10 && !icmp.int_info.name contains \"163\"", "syn"),
        ("icmp.int_info.name contains \"163\" or ip.ttl == 5", "syn error"), ("icmp and ip.ttl == 1", "error"),
        ("\ttcp\n&&\rip ", "syn answer"), ("((((tcp))))", "syn answer"), ("(ip.ttl) == 5", "syn"),
    ])
    func `answers are joined`(expression: String, expected: String) throws { try expect(expression, expected) }

    @Test func `a packet that lacks everything is answered`() throws {
        let facts = PacketFacts(number: 1, time: nil, length: 0, capturedLength: 0)
        for (expression, expected) in [
            ("frame.time_epoch > 0", false), ("frame[0] == 00", false), ("!tcp", true), ("count(ip.src) == 0", true),
        ] {
            var matcher = DisplayFilterMatcher(try DisplayFilter(expression))
            let found = matcher.matches(facts, Span(), PacketWalk(LinkType.ethernet))
            #expect(found == expected, "\(expression)")
        }
    }

    @Test func `one matcher answers packet after packet`() throws {
        var matcher = DisplayFilterMatcher(try DisplayFilter("count(ip.src) == 1 && tcp.srcport != tcp.dstport"))
        let facts = PacketFacts(number: 1, time: nil, length: 0, capturedLength: 0)
        let (syn, error) = (FilterScene.syn, FilterScene.error)
        for _ in 0..<3 {
            let first = matcher.matches(facts, syn.span, PacketWalk(LinkType.ethernet))
            let second = matcher.matches(facts, error.span, PacketWalk(LinkType.ethernet))
            #expect(first && !second)
        }
    }

    @Test func `the selection names the fields that are asked for`() throws {
        let filter = try DisplayFilter(
            "ip.src == ip.dst || ip.src == 1.2.3.4 && dns.id == 1 || tcp"
                .replacing("dns.id", with: "icmp.ident"))
        #expect(filter.selection.names == ["ip.src", "ip.dst", "icmp.ident", "tcp"])
        #expect(filter.selection.wants("tcp"))
        #expect(filter.selection.wants("icmpv6"))
        #expect(!filter.selection.wants("udp"))
    }

    private func expect(_ expression: String, _ expected: String) throws {
        let found = try FilterScene.matches(expression)
        #expect(Set(found) == Set(expected.split(separator: " ").map(String.init)), "\(expression)")
    }
}
