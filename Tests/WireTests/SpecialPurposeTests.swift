import TestSupport
import Testing
import Wire

@Suite struct SpecialPurposeTests {
    /// The rows of IANA's registries: block, RFC, allocation, the five answers, name.
    static let registry = """
        0.0.0.0/8 791 1981-09 TFFFT This network
        0.0.0.0/32 1122 1981-09 TFFFT This host on this network
        10.0.0.0/8 1918 1996-02 TTTFF Private-Use
        100.64.0.0/10 6598 2012-04 TTTFF Shared Address Space
        127.0.0.0/8 1122 1981-09 FFFFT Loopback
        169.254.0.0/16 3927 2005-05 TTFFT Link Local
        172.16.0.0/12 1918 1996-02 TTTFF Private-Use
        192.0.0.0/24 6890 2010-01 FFFFF IETF Protocol Assignments
        192.0.0.0/29 7335 2011-06 TTTFF IPv4 Service Continuity Prefix
        192.0.0.8/32 7600 2015-03 TFFFF IPv4 dummy address
        192.0.0.9/32 7723 2015-10 TTTTF Port Control Protocol Anycast
        192.0.0.10/32 8155 2017-02 TTTTF Traversal Using Relays around NAT Anycast
        192.0.0.170/32 8880 2013-02 FFFFT NAT64/DNS64 Discovery
        192.0.0.171/32 8880 2013-02 FFFFT NAT64/DNS64 Discovery
        192.0.2.0/24 5737 2010-01 FFFFF Documentation (TEST-NET-1)
        192.31.196.0/24 7535 2014-12 TTTTF AS112-v4
        192.52.193.0/24 7450 2014-12 TTTTF AMT
        192.88.99.0/24 7526 2001-06 ----- Deprecated (6to4 Relay Anycast)
        192.88.99.2/32 6751 2012-10 TTTFF 6a44-relay anycast address
        192.168.0.0/16 1918 1996-02 TTTFF Private-Use
        192.175.48.0/24 7534 1996-01 TTTTF Direct Delegation AS112 Service
        198.18.0.0/15 2544 1999-03 TTTFF Benchmarking
        198.51.100.0/24 5737 2010-01 FFFFF Documentation (TEST-NET-2)
        203.0.113.0/24 5737 2010-01 FFFFF Documentation (TEST-NET-3)
        240.0.0.0/4 1112 1989-08 FFFFT Reserved
        255.255.255.255/32 919 1984-10 FTFFT Limited Broadcast
        ::1/128 4291 2006-02 FFFFT Loopback Address
        ::/128 4291 2006-02 TFFFT Unspecified Address
        ::ffff:0:0/96 4291 2006-02 FFFFT IPv4-mapped Address
        64:ff9b::/96 6052 2010-10 TTTTF IPv4-IPv6 Translat.
        64:ff9b:1::/48 8215 2017-06 TTTFF IPv4-IPv6 Translat.
        100::/64 6666 2012-06 TTTFF Discard-Only Address Block
        100:0:0:1::/64 9780 2025-04 TFFFF Dummy IPv6 Prefix
        2001::/23 2928 2000-09 FFFFF IETF Protocol Assignments
        2001::/32 4380 2006-01 TTT-F TEREDO
        2001:1::1/128 7723 2015-10 TTTTF Port Control Protocol Anycast
        2001:1::2/128 8155 2017-02 TTTTF Traversal Using Relays around NAT Anycast
        2001:1::3/128 9665 2024-04 TTTTF DNS-SD Service Registration Protocol Anycast
        2001:2::/48 5180 2008-04 TTTFF Benchmarking
        2001:3::/32 7450 2014-12 TTTTF AMT
        2001:4:112::/48 7535 2014-12 TTTTF AS112-v6
        2001:10::/28 4843 2007-03 ----- Deprecated (previously ORCHID)
        2001:20::/28 7343 2014-07 TTTTF ORCHIDv2
        2001:30::/28 9374 2022-12 TTTTF Drone Remote ID Protocol Entity Tags (DETs) Prefix
        2001:db8::/32 3849 2004-07 FFFFF Documentation
        2002::/16 3056 2001-02 TTT-F 6to4
        2620:4f:8000::/48 7534 2011-05 TTTTF Direct Delegation AS112 Service
        3fff::/20 9637 2024-07 FFFFF Documentation
        5f00::/16 9602 2024-04 TTTFF Segment Routing (SRv6) SIDs
        fc00::/7 4193 2005-10 TTTFF Unique-Local
        fe80::/10 4291 2006-02 TTFFT Link-Local Unicast
        """

    @Test(arguments: registry.split(separator: "\n").map(String.init))
    func `has each row of the registries`(line: String) throws {
        let words = line.split(separator: " ", maxSplits: 4).map(String.init)
        let block = try #require(AddressBlock(words[0]))
        let row = try #require(SpecialPurpose(block))
        #expect(row.block == block && row.name == words[4] && row.registry == .specialPurpose)
        #expect(row.reference.contains("RFC \(words[1])") && row.allocated == words[2])
        let answers = [
            row.isSource, row.isDestination, row.isForwardable, row.isGloballyReachable, row.isReservedByProtocol,
        ]
        #expect(answers.map { $0.map { $0 ? "T" : "F" } ?? "-" }.joined() == words[3])
        #expect((row.terminated != nil) == (words[3] == "-----"))
    }

    @Test func `has no other rows of the registries`() {
        let rows = (SpecialPurpose.all(isIPv6: false) + SpecialPurpose.all(isIPv6: true)).filter {
            $0.registry == .specialPurpose
        }
        #expect(rows.count == Self.registry.split(separator: "\n").count)
    }

    @Test(
        arguments: [
            ("10.1.2.3", "private"), ("172.31.255.255", "private"), ("172.32.0.0", nil), ("8.8.8.8", nil),
            ("100.127.255.255", "shared"), ("192.0.0.8", "dummy"), ("192.0.0.7", "protocol"),
            ("224.0.0.251", "multicast"),
            ("255.255.255.255", "broadcast"), ("240.0.0.1", "reserved"), ("2600::1", nil), ("fd00::1", "unique-local"),
            ("fec0::1", "deprecated"), ("::2", "compatible"), ("4000::", "reserved"), ("ff02::1:ff00:1", "multicast"),
            ("2001:db8::1", "documentation"), ("2001:1::1", "anycast"), ("2001:5::", "protocol"), ("2002::1", "6to4"),
            ("3fff:1000::", nil), ("1::", "reserved"),
        ] as [(String, String?)]) func `tells what kind an address is of`(text: String, kind: String?) throws
    {
        #expect(SpecialPurpose(try #require(IPAddress(text)))?.kind == kind)
    }

    @Test func `of a block only what holds all of it`() throws {
        #expect(SpecialPurpose(try #require(AddressBlock("10.0.0.0/7"))) == nil)
        let parts = SpecialPurpose.largest(within: try #require(AddressBlock("8.0.0.0/6"))).map(\.block.description)
        #expect(parts == ["10.0.0.0/8"])
        let all = SpecialPurpose.largest(within: try #require(AddressBlock("::/0")))
        #expect(all.first?.block.description == "::/8" && all.last?.block.description == "ff00::/8")
    }

    @Test func `agrees with a search through all rows`() {
        var generator = SeededGenerator(seed: 6)
        for round in 0..<20_000 {
            let isIPv6 = round % 2 == 1
            let rows = SpecialPurpose.all(isIPv6: isIPv6)
            // Near the ends of blocks, where mistakes would be.
            let near = rows[Int.random(in: 0..<rows.count, using: &generator)].block
            let highest: UInt128 = isIPv6 ? .max : UInt128(UInt32.max)
            let end = Bool.random(using: &generator) ? near.network.number : near.last.number
            let low = max(end, 4) - 4
            let first = low + UInt128.random(in: 0...min(8, highest - low), using: &generator)
            let length = UInt128(1) << UInt128.random(in: 0..<(isIPv6 ? 127 : 31), using: &generator)
            let last = highest - first < length ? highest : first + length
            let range = AddressRange(numbers: first...last, isIPv6: isIPv6)
            let best = rows.filter { AddressRange($0.block).contains(range) }
                .max { $0.block.prefixLength < $1.block.prefixLength }
            #expect(SpecialPurpose(range) == best)
            #expect(SpecialPurpose.holdsAny(of: range) == rows.contains { AddressRange($0.block).overlaps(range) })
        }
    }

    @Test(
        arguments: [
            ("::ffff:192.0.2.1", "mapped", "192.0.2.1"), ("::192.0.2.1", "compatible", "192.0.2.1"),
            ("64:ff9b::192.0.2.33", "nat64", "192.0.2.33"), ("64:ff9b:1:c000:2:2100::", "nat64", "192.0.2.33"),
            ("2002:c000:201::1", "6to4", "192.0.2.1"), ("fe80::5efe:192.0.2.1", "isatap", "192.0.2.1"),
            ("fe80::200:5efe:c000:201", "isatap", "192.0.2.1"), ("::1", nil, nil), ("::", nil, nil),
            ("2001:db8::1", nil, nil),
        ] as [(String, String?, String?)])
    func `finds IPv4 addresses in IPv6 addresses`(text: String, kind: String?, address: String?) throws {
        let found = EmbeddedAddress(try #require(IPv6Address(text)))
        #expect(found?.kind == kind && found?.address.description == address)
    }

    /// The example of RFC 4380's authors, as many texts have it.
    @Test func `reads a Teredo address`() throws {
        let address = try #require(IPv6Address("2001:0:4136:e378:8000:63bf:3fff:fdd2"))
        guard case .teredo(let server, let client, let port, let flags) = EmbeddedAddress(address) else {
            Issue.record("no Teredo address")
            return
        }
        #expect(server.description == "65.54.227.120" && client.description == "192.0.2.45")
        #expect(port == 40000 && flags == 0x8000)
    }

    @Test func `knows the MAC address in an interface identifier`() throws {
        #expect(IPv6Address("fe80::21b:21ff:feab:cdef")?.hardwareAddress?.description == "00:1b:21:ab:cd:ef")
        #expect(try #require(IPv6Address("fe80::1")).hardwareAddress == nil)
        #expect(try #require(IPv6Address("ff02::1:ff:fe00:1")).hardwareAddress == nil)
    }

    @Test(
        arguments: [
            ("224.0.0.1", "link-local"), ("224.0.1.1", "global"), ("239.255.1.1", "site-local"),
            ("239.192.0.1", "organization-local"), ("239.195.255.255", "organization-local"),
            ("239.1.1.1", "unassigned"),
            ("ff01::1", "interface-local"), ("ff02::1", "link-local"), ("ff03::1", "realm-local"),
            ("ff04::1", "admin-local"),
            ("ff05::1", "site-local"), ("ff08::1", "organization-local"), ("ff0e::1", "global"),
            ("ff00::1", "reserved"),
            ("ff0f::1", "reserved"), ("ff06::1", "unassigned"), ("ff3e::1", "global"), ("10.0.0.1", nil), ("::1", nil),
        ] as [(String, String?)]) func `a group has a scope`(text: String, scope: String?) throws
    {
        #expect(MulticastScope(try #require(IPAddress(text)))?.rawValue == scope)
    }
}
