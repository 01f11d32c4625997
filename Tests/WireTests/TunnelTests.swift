import Testing
import TestSupport
import Wire

@Suite struct GREPacketTests {
    static let plain = [UInt8](hex: "0000 0800") + Inner.ipv4
    /// With a checksum, a key and a sequence number.
    static let full = [UInt8](hex: "b000 6558 f1b5 0000 0000002a 00000007") + Inner.ethernet

    static func written(_ header: GREHeader, _ payload: [UInt8]) -> [UInt8] {
        [UInt8](capacity: header.byteCount + payload.count) { header.serialize(into: &$0, payload: payload.span) }
    }

    @Test func `reads header fields where the flags put them`() throws {
        let bytes = Self.written(
            GREHeader(protocolType: .transparentEthernetBridging, hasChecksum: true, key: 42, sequenceNumber: 7),
            Inner.ethernet)
        let packet = try GREPacket(parsing: bytes.span)
        #expect(packet.version == 0 && packet.protocolType == .transparentEthernetBridging)
        #expect(packet.key == 42 && packet.sequenceNumber == 7 && packet.headerByteCount == 16)
        #expect(packet.isChecksumValid == true && packet.acknowledgmentNumber == nil)
        #expect(summary(.gre, bytes) == "GRE key 0x2a seq 7: " + Inner.ipv4Summary)
    }

    @Test func `writes the same bytes back`() throws {
        let read = try GREPacket(parsing: Self.plain.span).header
        #expect(Self.written(try #require(read), Inner.ipv4) == Self.plain)
    }

    @Test(arguments: [
        ("", 4), ("000008", 4), ("80000800", 8), ("20000800", 8), ("10000800000000", 8), ("3001880b0000000000", 12),
        ("3081880b000000000000000000", 16),
    ]) func `refuses a buffer too short`(text: String, needed: Int) {
        let bytes = [UInt8](hex: text)
        #expect(throws: WireError("GRE", .truncated(needed: needed, available: bytes.count))) {
            _ = try GREPacket(parsing: bytes.span)
        }
    }

    @Test func `refuses other versions, and source routes without an end`() {
        #expect(throws: WireError("GRE", .badValue(field: "version", value: 2))) {
            let bytes: [UInt8] = [0, 2, 8, 0]
            _ = try GREPacket(parsing: bytes.span)
        }
        #expect(throws: WireError("GRE", .truncated(needed: 20, available: 16))) {
            let bytes = [UInt8](hex: "4000 0800 0000 0000 0800 00 04 0a000001")
            _ = try GREPacket(parsing: bytes.span)
        }
    }

    @Test func `reads source routes`() {
        let sink = fields(.gre, [UInt8](hex: "4000 0800 0000 0000 0800 00 04 0a000001 0000 00 00") + Inner.ipv4)
        #expect(sink.values("gre.routing.information") == ["[10, 0, 0, 1]"])
        #expect(sink.values("gre.routing.src_length") == ["4", "0"])
        #expect(sink.values("ip.src") == ["127.0.0.1"])
    }

    @Test func `reads what PPTP makes of it`() {
        let bytes = [UInt8](hex: "3081 880b 0020 0005 00000001 00000002 ff03 0021") + Inner.ipv4 + [1, 2, 3]
        #expect(summary(.gre, bytes) == "GREv1 call 5 seq 1 ack 2: " + Inner.ipv4Summary)
        let sink = fields(.gre, bytes)
        #expect(sink.values("gre.key.payload_length") == ["32"] && sink.values("gre.key.call_id") == ["5"])
        #expect(sink.values("gre.ack_number") == ["2"] && sink.values("gre.flags.ack") == ["true"])
    }

    @Test func `says what it can't read`() {
        #expect(summary(.gre, [UInt8](hex: "0000 2001 0102")) == "GRE, NHRP, length 2")
        #expect(summary(.gre, [UInt8](hex: "0000 0800")) == "GRE, no payload")
    }

    @Test func `reads mirrored frames`() {
        let second = [UInt8](hex: "1000 88be 000000ab 10050299 00000010") + Inner.ethernet
        #expect(summary(.gre, second) == "GRE seq 171: ERSPAN session 665: " + Inner.ipv4Summary)
        #expect(summary(.gre, [UInt8](hex: "0000 88be") + Inner.ethernet) == "GRE: " + Inner.ipv4Summary)
        let third = [UInt8](hex: "0000 22eb 20140001 a3595bff 0000 0006") + Inner.ethernet
        #expect(fields(.gre, third).values("erspan.timestamp") == ["2740542463"])
        #expect(summary(.gre, third) == "GRE: ERSPAN session 1: " + Inner.ipv4Summary)
    }

    @Test func `survives a random round trip`() throws {
        var random = SeededGenerator(seed: 2784)
        for _ in 0..<300 {
            let header = GREHeader(
                protocolType: EtherType(rawValue: .random(in: 0...(.max), using: &random)),
                hasChecksum: .random(using: &random),
                key: Bool.random(using: &random) ? .random(in: 0...(.max), using: &random) : nil,
                sequenceNumber: Bool.random(using: &random) ? .random(in: 0...(.max), using: &random) : nil)
            let payload = [UInt8].random(Int.random(in: 0...40, using: &random), using: &random)
            let bytes = Self.written(header, payload)
            let packet = try GREPacket(parsing: bytes.span)
            #expect(packet.header == header && [UInt8](copying: packet.payload) == payload)
            #expect(packet.isChecksumValid == (header.hasChecksum ? true : nil))
        }
    }
}

@Suite struct VXLANPacketTests {
    static let bytes = [UInt8](hex: "0800 0000 000005 00") + Inner.ethernet

    @Test func `reads a packet and writes its header back`() throws {
        let packet = try VXLANPacket(parsing: Self.bytes.span)
        #expect(packet.networkIdentifier == 5 && packet.hasNetworkIdentifier == true && packet.hasGroupPolicy == false)
        let header = packet.header
        #expect([UInt8](capacity: 8) { header.serialize(into: &$0) } == Array(Self.bytes.prefix(8)))
        #expect(summary(.vxlan, Self.bytes) == "VXLAN vni 5: " + Inner.ipv4Summary)
        let policy = VXLANHeader(networkIdentifier: 0xABCDEF, groupPolicy: 77)
        let written = [UInt8](capacity: 8) { policy.serialize(into: &$0) }
        #expect(try VXLANPacket(parsing: written.span).header == policy)
        #expect(fields(.vxlan, written).values("vxlan.gbp") == ["77"])
    }

    @Test(arguments: 0..<8) func `refuses a buffer too short`(count: Int) {
        #expect(throws: WireError("VXLAN", .truncated(needed: 8, available: count))) {
            _ = try VXLANPacket(parsing: Self.bytes.span.extracting(first: count))
        }
    }

    @Test func `warns of an identifier that is none`() {
        #expect(fields(.vxlan, [UInt8](repeating: 0, count: 8)).values("vxlan.vni.invalid") == ["!"])
    }
}

@Suite struct GenevePacketTests {
    static let bytes = [UInt8](hex: "0240 6558 00000a 00 0000 80 01 0000000c") + Inner.ethernet

    @Test func `reads a packet with an option`() {
        let sink = fields(.geneve, Self.bytes)
        #expect(
            sink.values("geneve.vni") == ["10"] && sink.values("geneve.proto_type").first?.hasPrefix("25944") == true)
        #expect(sink.values("geneve.option.length") == ["8", "8"])
        #expect(sink.values("geneve.option.unknown.data") == ["[0, 0, 0, 12]"])
        #expect(sink.values("geneve.option.type.critical") == ["true"])
        #expect(summary(.geneve, Self.bytes) == "Geneve vni 10, options 8: " + Inner.ipv4Summary)
    }

    @Test func `writes a header that it reads`() throws {
        let header = GeneveHeader(networkIdentifier: 0x123456, protocolType: .ipv6, isControl: true)
        let written = [UInt8](capacity: 8) { header.serialize(into: &$0) }
        #expect(try GenevePacket(parsing: written.span).header == header)
        #expect(summary(.geneve, written + Inner.ipv6) == "Geneve vni 1193046, control: " + Inner.ipv6Summary)
    }

    @Test(arguments: 0..<16) func `refuses a buffer too short`(count: Int) {
        #expect(throws: WireError("Geneve", .truncated(needed: count < 8 ? 8 : 16, available: count))) {
            _ = try GenevePacket(parsing: Self.bytes.span.extracting(first: count))
        }
    }

    @Test func `refuses another version, and warns of an option that is too long`() {
        #expect(throws: WireError("Geneve", .badValue(field: "version", value: 1))) {
            let bytes: [UInt8] = [0x40] + Self.bytes.dropFirst()
            _ = try GenevePacket(parsing: bytes.span)
        }
        var bytes = Self.bytes
        bytes[11] = 2
        #expect(fields(.geneve, bytes).values("geneve.option.length.invalid") == ["!"])
    }
}

@Suite struct MPLSFrameTests {
    static func stack(_ payload: [UInt8]) -> [UInt8] { [UInt8](hex: "00064040 00065f40") + payload }

    @Test func `walks a stack to what is below it`() {
        let sink = fields(.mpls, Self.stack(Inner.ipv4))
        #expect(sink.values("mpls.label") == ["100", "101"] && sink.values("mpls.bottom") == ["0", "1"])
        #expect(sink.values("mpls.exp") == ["0", "7"] && sink.values("mpls.ttl") == ["64", "64"])
        let text = "MPLS label 100, ttl 64: MPLS label 101, tc 7, ttl 64: "
        #expect(summary(.mpls, Self.stack(Inner.ipv4)) == text + Inner.ipv4Summary)
        #expect(summary(.mpls, Self.stack(Inner.ipv6)) == text + Inner.ipv6Summary)
    }

    @Test func `finds an Ethernet frame with and without a control word`() {
        #expect(summary(.mpls, Self.stack([0, 0, 0, 9] + Inner.ethernet)).hasSuffix("PW: " + Inner.ipv4Summary))
        #expect(summary(.mpls, Self.stack(Inner.ethernet)).hasSuffix("ttl 64: " + Inner.ipv4Summary))
        #expect(summary(.mpls, Self.stack([0, 1, 2])).hasSuffix("Payload, length 3"))
        #expect(summary(.mpls, Self.stack([0x10, 0, 0, 7, 9])).hasSuffix("Associated Channel, length 5"))
    }

    @Test(arguments: 0..<4) func `refuses a buffer too short`(count: Int) {
        let bytes = [UInt8](repeating: 0, count: count)
        #expect(throws: WireError("MPLS", .truncated(needed: 4, available: count))) {
            _ = try MPLSFrame(parsing: bytes.span)
        }
        #expect(throws: WireError("Pseudowire", .truncated(needed: 4, available: count))) {
            _ = try EthernetPseudowire(parsing: bytes.span)
        }
    }
}

@Suite struct PPPoEPacketTests {
    static let offer = [UInt8](hex: "1107 0000 0014 0101 0000 0102 0004 61633031 0104 0004 01020304 0000")

    @Test func `reads tags`() {
        let sink = fields(.pppoeDiscovery, Self.offer)
        #expect(sink.values("pppoe.code") == ["7 (PADO)"])
        #expect(
            sink.values("pppoed.tag").filter { $0 != "{" } == [
                "257 (Service-Name)", "258 (AC-Name)", "260 (AC-Cookie)",
            ])
        #expect(sink.values("pppoed.tags.ac_cookie") == ["[1, 2, 3, 4]"])
        #expect(summary(.pppoeDiscovery, Self.offer) == "PPPoE PADO [Service-Name] [AC-Name ac01] [AC-Cookie]")
    }

    @Test func `warns of tags that are cut`() {
        let bytes = [UInt8](hex: "1109 0000 0006 0103 0004 0102")
        #expect(fields(.pppoeDiscovery, bytes).values("pppoed.tag_length.invalid") == ["!"])
        #expect(fields(.pppoeDiscovery, [UInt8](hex: "1109 0000 0006")).values("pppoe.payload_length.bad") == ["!"])
    }

    @Test func `reads a session, its padding cut off`() {
        let bytes = [UInt8](hex: "1100 0017 001e 0021") + Inner.ipv4 + [0, 0, 0]
        #expect(summary(.pppoeSession, bytes) == "PPPoE ses 0x17: " + Inner.ipv4Summary)
    }

    @Test(arguments: 0..<6) func `refuses a buffer too short`(count: Int) {
        #expect(throws: WireError("PPPoE", .truncated(needed: 6, available: count))) {
            _ = try PPPoEPacket(parsing: Self.offer.span.extracting(first: count))
        }
    }

    @Test func `survives a random round trip`() throws {
        var random = SeededGenerator(seed: 2516)
        for _ in 0..<200 {
            let header = PPPoEHeader(
                code: PPPoECode(rawValue: .random(in: 0...255, using: &random)),
                sessionIdentifier: .random(in: 0...(.max), using: &random))
            let payload = [UInt8].random(Int.random(in: 0...40, using: &random), using: &random)
            let bytes = [UInt8](capacity: 6 + payload.count) { header.serialize(into: &$0, payload: payload.span) }
            let packet = try PPPoEPacket(parsing: bytes.span)
            #expect(packet.header == header && [UInt8](copying: packet.payload) == payload)
        }
    }
}

@Suite struct SecurityPayloadTests {
    @Test func `reads ESP, on its own and in UDP`() {
        let esp = [UInt8](hex: "12345678 00000001 a1b2c3")
        #expect(summary(.esp, esp) == "ESP spi 0x12345678, seq 1, length 11")
        #expect(fields(.esp, esp).values("esp.encrypted_data") == ["[161, 178, 195]"])
        #expect(summary(.udpEncapsulation, esp) == "NAT-T: ESP spi 0x12345678, seq 1, length 11")
        #expect(summary(.udpEncapsulation, [0xFF]) == "NAT keepalive")
        #expect(
            fields(.udpEncapsulation, [UInt8](hex: "00000000 01020304")).lines.prefix(2) == [
                "udpencap {", "udpencap.non_esp_marker [0, 0, 0, 0]",
            ])
    }

    @Test func `reads AH and what it vouches for`() {
        let bytes = [UInt8](hex: "0404 0000 00000100 00000005 010203040506070809101112") + Inner.ipv4
        #expect(summary(.ah, bytes) == "AH spi 0x100, seq 5: " + Inner.ipv4Summary)
        #expect(fields(.ah, bytes).values("ah.icv").count == 1)
    }

    @Test func `refuses short buffers and lengths`() {
        for count in 0..<8 {
            let bytes = [UInt8](repeating: 1, count: count)
            #expect(throws: WireError("ESP", .truncated(needed: 8, available: count))) {
                _ = try EncapsulatingSecurityPayload(parsing: bytes.span)
            }
            #expect(throws: WireError("AH", .truncated(needed: 12, available: count))) {
                _ = try AuthenticationHeader(parsing: bytes.span)
            }
        }
        #expect(throws: WireError("AH", .badLength(field: "length", value: 8, minimum: 12, maximum: 1028), at: 1)) {
            let bytes = [UInt8](repeating: 0, count: 12)
            _ = try AuthenticationHeader(parsing: bytes.span)
        }
        #expect(throws: WireError("AH", .truncated(needed: 16, available: 12))) {
            let bytes = [UInt8](repeating: 2, count: 12)
            _ = try AuthenticationHeader(parsing: bytes.span)
        }
    }

    @Test func `reads Ethernet straight in IP, and IP in IP`() {
        #expect(summary(.etherIP, [0x30, 0] + Inner.ethernet) == "EtherIP: " + Inner.ipv4Summary)
        #expect(fields(.etherIP, [0x21, 0]).values("etherip.ver.not3") == ["!"])
        let outer = [UInt8](hex: "4500 0030 0001 0000 4004 b6bd 0a000001 0a000002")
        #expect(summary(.ipv4, outer + Inner.ipv4).hasSuffix(Inner.ipv4Summary))
        let six = [UInt8](hex: "4500 0044 0001 0000 4029 f5e8 0a000001 0a000002")
        #expect(summary(.ipv4, six + Inner.ipv6).hasSuffix(Inner.ipv6Summary))
    }
}
