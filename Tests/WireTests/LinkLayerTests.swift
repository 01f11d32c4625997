import Testing
import Wire

@Suite struct LinkLayerTests {
    static func frame(_ types: [UInt16], _ payload: [UInt8]) -> [UInt8] {
        var bytes = [UInt8](hex: "3333 0000 0001 0242 ac11 0002")
        for (index, type) in types.enumerated() {
            if index > 0 { bytes += [UInt8(0x20), UInt8(index)] }
            bytes += [UInt8(type >> 8), UInt8(type & 0xFF)]
        }
        return bytes + payload
    }

    @Test func `finds the network layer of an untagged frame`() throws {
        let bytes = Self.frame([0x86DD], IPv6PacketTests.frame)
        let link = try LinkLayer(parsing: bytes.span, as: .ethernet)
        #expect(link.etherType == .ipv6 && link.isIP == true && link.tagCount == 0)
        #expect(link.payloadOffset == 14 && link.payload.count == IPv6PacketTests.frame.count)
        #expect(link.source == MACAddress("02:42:ac:11:00:02"))
        #expect(link.destination == MACAddress("33:33:00:00:00:01"))
        #expect(link.tag(at: 0) == nil)
    }

    @Test func `skips stacked tags`() throws {
        let bytes = Self.frame([0x88A8, 0x8100, 0x0800], IPv4DatagramTests.frame)
        let link = try LinkLayer(parsing: bytes.span, as: .ethernet)
        #expect(link.etherType == .ipv4 && link.tagCount == 2 && link.payloadOffset == 22)
        let priority = PriorityCodePoint(rawValue: 1)
        #expect(link.tag(at: 0) == VLANTag(priority: priority, identifier: 1, etherType: .vlan))
        #expect(link.tag(at: 1) == VLANTag(priority: priority, identifier: 2, etherType: .ipv4))
        #expect(link.tag(at: 2) == nil && link.tag(at: -1) == nil)
        #expect(try NetworkPacket(parsing: link.payload).protocolNumber == .icmp)
    }

    @Test func `skips no more than eight tags`() throws {
        let bytes = Self.frame(Array(repeating: 0x8100, count: 12), [])
        let link = try LinkLayer(parsing: bytes.span, as: .ethernet)
        #expect(link.tagCount == 8 && link.etherType == .vlan && link.isIP == false)
    }

    @Test func `refuses a cut tag at its place`() {
        let bytes = Self.frame([0x8100, 0x8100], [0x20])
        #expect(throws: WireError("802.1Q", .truncated(needed: 4, available: 1), at: 18)) {
            _ = try LinkLayer(parsing: bytes.span, as: .ethernet)
        }
        #expect(throws: WireError("Ethernet", .truncated(needed: 14, available: 13))) {
            _ = try LinkLayer(parsing: bytes.span.extracting(first: 13), as: .ethernet)
        }
    }

    @Test func `tells raw IP by its version`() throws {
        let frame = IPv6PacketTests.frame
        let link = try LinkLayer(parsing: frame.span, as: .raw)
        #expect(link.etherType == .ipv6 && link.payloadOffset == 0 && link.source == nil)
        let other = IPv4DatagramTests.frame
        #expect(try LinkLayer(parsing: other.span, as: .raw).etherType == .ipv4)
        #expect(throws: WireError("IP", .badValue(field: "version", value: 0))) {
            let bytes: [UInt8] = [0]
            _ = try LinkLayer(parsing: bytes.span, as: .raw)
        }
        #expect(throws: WireError("IP", .truncated(needed: 1, available: 0))) {
            let bytes: [UInt8] = []
            _ = try LinkLayer(parsing: bytes.span, as: .raw)
        }
    }
}

@Suite struct NetworkPacketTests {
    @Test func `reads IPv4`() throws {
        let bytes = IPv4DatagramTests.frame + [0, 0]
        let packet = try NetworkPacket(parsing: bytes.span)
        #expect(packet.isIPv6 == false && packet.source == .v4(.loopback) && packet.destination == .v4(.loopback))
        #expect(packet.protocolNumber == .icmp && packet.timeToLive == 64 && packet.isLaterFragment == false)
        #expect(packet.transportOffset == 60 && packet.transport.count == 16)
    }

    @Test func `reads IPv6 with and without extension headers`() throws {
        let frame = IPv6PacketTests.frame
        let plain = try NetworkPacket(parsing: frame.span)
        #expect(plain.isIPv6 == true && plain.source == .v6(.loopback) && plain.protocolNumber == .icmpv6)
        #expect(plain.transportOffset == 40 && plain.transport.count == 16)
        let header = IPv6Header(nextHeader: .hopByHop, source: .loopback, destination: .loopback)
        let bytes = IPv6PacketTests.written(header, IPv6ExtensionHeaderTests.chain)
        let packet = try NetworkPacket(parsing: bytes.span)
        #expect(packet.protocolNumber == .udp && packet.transport.count == 8)
        #expect(packet.transportOffset == bytes.count - 8)
    }

    @Test func `tells a later fragment`() throws {
        var header = IPv4Header(protocolNumber: .udp, source: .loopback, destination: .loopback)
        header.fragmentOffset = 1480
        let bytes = IPv4DatagramTests.written(header, [1, 2])
        #expect(try NetworkPacket(parsing: bytes.span).isLaterFragment == true)
    }

    @Test(arguments: 0..<60) func `refuses what the codecs refuse`(count: Int) {
        let bytes = IPv4DatagramTests.frame
        let needed = count == 0 ? 1 : count < 20 ? 20 : 60
        #expect(throws: WireError(count == 0 ? "IP" : "IPv4", .truncated(needed: needed, available: count))) {
            _ = try NetworkPacket(parsing: bytes.span.extracting(first: count))
        }
    }

    @Test func `refuses another version`() {
        #expect(throws: WireError("IP", .badValue(field: "version", value: 7))) {
            let bytes = [UInt8](repeating: 0x70, count: 64)
            _ = try NetworkPacket(parsing: bytes.span)
        }
    }
}
