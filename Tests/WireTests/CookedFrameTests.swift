import Testing
import TestSupport
import Wire

@Suite struct LinuxCookedFrameTests {
    static let first = [UInt8](hex: "0004 0001 0006 0242ac110002 0000 0800") + Inner.ipv4
    static let second = [UInt8](hex: "86dd 0000 00000002 0304 00 06 0242ac110002 0000") + Inner.ipv6

    static let header = LinuxCookedHeader(
        packetType: .outgoing, hardwareType: .ethernet, addressLength: 6, address: 0x0242_AC11_0002_0000,
        protocolType: .ipv4)

    @Test func `reads both versions`() throws {
        let first = try LinuxCookedFrame(parsing: Self.first.span)
        #expect(first.header == Self.header)
        #expect(first.header.source == MACAddress("02:42:ac:11:00:02"))
        #expect([UInt8](copying: first.payload) == Inner.ipv4)
        let second = try LinuxCookedFrame2(parsing: Self.second.span).header
        #expect(second.packetType == .host && second.hardwareType == .loopback)
        #expect(second.interfaceIndex == 2 && second.protocolType == .ipv6)
    }

    @Test func `writes the same bytes back`() throws {
        let first = try LinuxCookedFrame(parsing: Self.first.span).header
        #expect([UInt8](capacity: 16) { first.serialize(into: &$0) } == Array(Self.first.prefix(16)))
        let second = try LinuxCookedFrame2(parsing: Self.second.span).header
        #expect([UInt8](capacity: 20) { second.serializeSecond(into: &$0) } == Array(Self.second.prefix(20)))
    }

    @Test(arguments: 0..<20) func `refuses a buffer too short`(count: Int) {
        if count < 16 {
            #expect(throws: WireError("SLL", .truncated(needed: 16, available: count))) {
                _ = try LinuxCookedFrame(parsing: Self.first.span.extracting(first: count))
            }
        }
        #expect(throws: WireError("SLL2", .truncated(needed: 20, available: count))) {
            _ = try LinuxCookedFrame2(parsing: Self.second.span.extracting(first: count))
        }
    }

    @Test func `survives a random round trip`() throws {
        var random = SeededGenerator(seed: 113)
        for _ in 0..<300 {
            var header = LinuxCookedHeader(
                packetType: LinuxPacketType(rawValue: .random(in: 0...255, using: &random)),
                hardwareType: LinuxHardwareType(rawValue: .random(in: 0...(.max), using: &random)),
                addressLength: .random(in: 0...255, using: &random), address: random.next(),
                protocolType: EtherType(rawValue: .random(in: 0...(.max), using: &random)))
            let first = [UInt8](capacity: 16) { header.serialize(into: &$0) }
            #expect(try LinuxCookedFrame(parsing: first.span).header == header)
            header.interfaceIndex = .random(in: 0...(.max), using: &random)
            let second = [UInt8](capacity: 20) { header.serializeSecond(into: &$0) }
            #expect(try LinuxCookedFrame2(parsing: second.span).header == header)
        }
    }

    @Test func `describes itself under Wireshark's names`() {
        #expect(
            fields(.linuxCooked, Self.first).lines.prefix(7) == [
                "sll {", "sll.pkttype 4 (Out)", "sll.hatype 1 (Ethernet)", "sll.halen 6",
                "sll.src.eth 02:42:ac:11:00:02", "sll.unused [0, 0]", "sll.etype 2048 (IPv4)",
            ])
        #expect(
            fields(.linuxCooked2, Self.second).lines.prefix(6) == [
                "sll {", "sll.etype 34525 (IPv6)", "sll.ifindex 2", "sll.hatype 772 (Loopback)", "sll.pkttype 0 (In)",
                "sll.halen 6",
            ])
    }

    @Test func `reads addresses of other lengths`() {
        let ipv4 = fields(.linuxCooked, [UInt8](hex: "0000 0308 0004 7f000001 00000000 0800"))
        #expect(ipv4.values("sll.src.ipv4") == ["127.0.0.1"])
        let long = fields(.linuxCooked, [UInt8](hex: "0000 0020 0014 0102030405060708 0800"))
        #expect(long.values("sll.src.other") == ["[1, 2, 3, 4, 5, 6, 7, 8]"] && long.values("sll.unused") == [])
        let tunnel = fields(.linuxCooked, [UInt8](hex: "0000 030a 0000 0000000000000000 0800"))
        #expect(tunnel.values("sll.gretype") == ["2048 (IPv4)"])
    }

    @Test func `sums up`() {
        #expect(summary(.linuxCooked, Self.first) == Inner.ipv4Summary)
        #expect(
            summary(.linuxCooked2, Self.second, showsLinkLayer: true)
                == "In ifindex 2 02:42:ac:11:00:02, ethertype IPv6: " + Inner.ipv6Summary)
        let raw = [UInt8](hex: "0000 0001 0006 0242ac110002 0000 0001 ffff 0022")
        #expect(summary(.linuxCooked, raw) == "IPX, length 4")
        let bridge = [UInt8](hex: "0000 0001 0006 0242ac110002 0000 0004 f0f003 00")
        #expect(summary(.linuxCooked, bridge) == "LLC, dsap NetBIOS, ssap NetBIOS, UI, length 1")
    }
}

@Suite struct LoopbackFrameTests {
    @Test(arguments: [UInt8(10), 24, 28, 30]) func `knows IPv6 by every system's number`(family: UInt8) {
        #expect(summary(.null, [family, 0, 0, 0] + Inner.ipv6) == Inner.ipv6Summary)
        #expect(summary(.null, [0, 0, 0, family] + Inner.ipv6) == Inner.ipv6Summary)
        #expect(summary(.loop, [0, 0, 0, family] + Inner.ipv6) == Inner.ipv6Summary)
    }

    @Test func `reads the family in both byte orders, and in one only where that is said`() throws {
        #expect(fields(.null, [2, 0, 0, 0]).lines == ["null {", "null.family 2 (IPv4)"])
        #expect(fields(.null, [0, 0, 0, 2]).lines == ["null {", "null.family 2 (IPv4)"])
        #expect(fields(.loop, [2, 0, 0, 0]).lines == ["null {", "null.family 33554432"])
        #expect(summary(.null, [2, 0, 0, 0] + Inner.ipv4, showsLinkLayer: true) == "AF IPv4: " + Inner.ipv4Summary)
        #expect(summary(.loop, [0, 0, 0, 7, 1]) == "Loop, length 1")
    }

    @Test(arguments: 0..<4) func `refuses a buffer too short`(count: Int) {
        let bytes = [UInt8](repeating: 0, count: count)
        #expect(throws: WireError("NULL", .truncated(needed: 4, available: count))) {
            _ = try NullFrame(parsing: bytes.span)
        }
        #expect(throws: WireError("LOOP", .truncated(needed: 4, available: count))) {
            _ = try LoopFrame(parsing: bytes.span)
        }
    }

    @Test func `reads PPP where the family should be`() {
        #expect(summary(.null, [0xFF, 3, 0, 0x21] + Inner.ipv4) == Inner.ipv4Summary)
    }
}

@Suite struct PPPFrameTests {
    @Test(arguments: ["ff03 0021", "0021", "21", "ff03 21"]) func `reads every form of the header`(header: String) {
        let bytes = [UInt8](hex: header) + Inner.ipv4
        #expect(summary(.ppp, bytes) == Inner.ipv4Summary)
        #expect(summary(.ppp, bytes, showsLinkLayer: true) == "PPP IPv4: " + Inner.ipv4Summary)
        #expect(fields(.ppp, bytes).values("ppp.protocol") == ["33 (IPv4)"])
        #expect(fields(.ppp, bytes).values("ppp.address") == (header.hasPrefix("ff") ? ["255"] : []))
    }

    @Test(arguments: [("", 2), ("00", 2), ("ff03", 4), ("ff03 00", 4)]) func `refuses a cut protocol`(
        text: String, needed: Int
    ) {
        let bytes = [UInt8](hex: text)
        #expect(throws: WireError("PPP", .truncated(needed: needed, available: bytes.count))) {
            _ = try PPPFrame(parsing: bytes.span)
        }
    }

    @Test func `reads what runs the link`() {
        let echo = [UInt8](hex: "c021 096a 000c a4cbb2f4 0ee2f609 0000")
        #expect(summary(.ppp, echo) == "LCP Echo-Request, id 106, magic 0xa4cbb2f4, length 12")
        #expect(
            fields(.ppp, echo).lines == [
                "ppp {", "ppp.protocol 49185 (LCP)", "lcp {", "ppp.code 9 (Echo-Request)", "ppp.identifier 106",
                "ppp.length 12", "lcp.magic_number 2764813044", "lcp.data [14, 226, 246, 9]",
            ])
        let request = [UInt8](hex: "8021 0101 000a 0306 0a000001")
        #expect(summary(.ppp, request) == "IPCP Configure-Request, id 1, length 10")
        #expect(fields(.ppp, request).values("ppp.data") == ["[3, 6, 10, 0, 0, 1]"])
        #expect(summary(.ppp, [UInt8](hex: "c023 0101 0004")) == "PAP Authenticate-Request, id 1, length 4")
        #expect(summary(.ppp, [UInt8](hex: "c223 0201 0004")) == "CHAP Response, id 1, length 4")
        #expect(fields(.ppp, [UInt8](hex: "c223 0201 0004")).values("chap.code") == ["2 (Response)"])
        #expect(fields(.ppp, [UInt8](hex: "c023 0301 0004")).values("pap.code") == ["3 (Authenticate-Nak)"])
        #expect(summary(.ppp, [UInt8](hex: "003d 0102")) == "PPP Multilink, length 2")
    }

    @Test func `refuses bad lengths of what runs the link, and warns of missing bytes`() {
        for count in 0..<4 {
            let bytes = [UInt8](repeating: 0, count: count)
            #expect(throws: WireError("PPP control", .truncated(needed: 4, available: count))) {
                _ = try PPPControlPacket<LCP>(parsing: bytes.span)
            }
            let short: [UInt8] = [1, 1, 0, UInt8(count)]
            let reason = WireError.Reason.badLength(field: "length", value: count, minimum: 4, maximum: 0xFFFF)
            #expect(throws: WireError("PPP control", reason, at: 2)) {
                _ = try PPPControlPacket<CCP>(parsing: short.span)
            }
        }
        #expect(fields(.ipcp, [UInt8](hex: "0101 000a 0306")).values("ppp.length.past_end") == ["!"])
    }
}
