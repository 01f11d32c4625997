import Testing
import Wire
import TestSupport

@Suite struct IPv6PacketTests {
    /// An echo request to ::1.
    static let frame = [UInt8](
        hex: """
            600c b9a6 0010 3a40 0000 0000 0000 0000 0000 0000 0000 0001 0000 0000 0000 0000 0000 0000 0000 0001
            8000 6935 0a6d 0001 0001 0203 0405 0607
            """)

    static func written(_ header: IPv6Header, _ payload: [UInt8]) -> [UInt8] {
        [UInt8](capacity: 40 + payload.count) { output in
            header.serialize(into: &output, payloadLength: payload.count)
            output.append(copying: payload.span)
        }
    }

    @Test func `reads a real packet`() throws {
        let packet = try IPv6Packet(parsing: Self.frame.span)
        #expect(packet.dscp == .bestEffort && packet.ecn == .notCapable)
        #expect(packet.flowLabel == 0xCB9A6)
        #expect(packet.payloadLength == 16)
        #expect(packet.declaredLength == 16)
        #expect(packet.nextHeader == .icmpv6)
        #expect(packet.hopLimit == 64)
        #expect(packet.source == .loopback && packet.destination == .loopback)
        #expect(packet.isTruncated == false)
        let upper = packet.upperLayer
        #expect(upper.protocolNumber == .icmpv6 && upper.offset == 0)
        #expect(upper.payload.count == 16)
    }

    @Test func `writes the same bytes back`() throws {
        let packet = try IPv6Packet(parsing: Self.frame.span)
        #expect(Self.written(packet.header, [UInt8](copying: packet.payload)) == Self.frame)
    }

    @Test(arguments: 0..<40) func `refuses a buffer too short`(count: Int) {
        #expect(throws: WireError("IPv6", .truncated(needed: 40, available: count))) {
            _ = try IPv6Packet(parsing: Self.frame.span.extracting(first: count))
        }
    }

    @Test(arguments: [0, 4, 5, 7, 15]) func `refuses another version`(version: Int) {
        var bytes = Self.frame
        bytes[0] = UInt8(version << 4)
        #expect(throws: WireError("IPv6", .badValue(field: "version", value: version))) {
            _ = try IPv6Packet(parsing: bytes.span)
        }
    }

    @Test func `cuts padding off, and tells when bytes are missing`() throws {
        let padded = Self.frame + [0, 0, 0]
        #expect(try IPv6Packet(parsing: padded.span).payload.count == 16)
        let cut = try IPv6Packet(parsing: Self.frame.span.extracting(first: 50))
        #expect(cut.isTruncated == true)
        #expect(cut.payload.count == 10)
    }

    @Test func `takes a length of zero for all the bytes, or for none before No Next Header`() throws {
        var bytes = Self.frame
        bytes[5] = 0
        #expect(try IPv6Packet(parsing: bytes.span).payload.count == 16)
        #expect(try IPv6Packet(parsing: bytes.span).isTruncated == false)
        bytes[6] = IPProtocol.noNextHeader.rawValue
        #expect(try IPv6Packet(parsing: bytes.span).payload.isEmpty == true)
    }

    @Test func `reads a jumbogram`() throws {
        let options = IPv6OptionsHeader(nextHeader: .udp, options: [.jumboPayload(70_000)])
        var payload = [UInt8](capacity: 8) { options.serialize(into: &$0) }
        payload += [UInt8](repeating: 0, count: 70_000 - 8)
        let header = IPv6Header(nextHeader: .hopByHop, source: .loopback, destination: .loopback)
        let bytes = Self.written(header, payload) + [1, 2, 3]
        let packet = try IPv6Packet(parsing: bytes.span)
        #expect(packet.payloadLength == 0)
        #expect(packet.declaredLength == 70_000)
        #expect(packet.payload.count == 70_000)
        #expect(packet.upperLayer.payload.count == 69_992)
        let cut = try IPv6Packet(parsing: bytes.span.extracting(first: 60_000))
        #expect(cut.isTruncated == true)
    }

    @Test func `describes itself under Wireshark's names`() throws {
        var sink = RecordingSink()
        try IPv6Packet(parsing: Self.frame.span).describe(into: &sink, at: 14)
        #expect(sink.values("ipv6.flow") == ["833958"])
        #expect(sink.values("ipv6.nxt") == ["58 (IPv6-ICMP)"])
        #expect(sink.values("ipv6.dst") == ["::1"])
        #expect(sink.depth == 0 && sink.highestByte == 54)
    }

    @Test func `survives a random round trip`() throws {
        var random = SeededGenerator(seed: 8200)
        for _ in 0..<500 {
            var header = IPv6Header(
                nextHeader: IPProtocol(rawValue: .random(in: 0...255, using: &random)),
                source: IPv6Address(rawValue: .random(in: 0...(.max), using: &random)),
                destination: IPv6Address(rawValue: .random(in: 0...(.max), using: &random)))
            header.dscp = DSCP(rawValue: .random(in: 0...63, using: &random))
            header.ecn = ECN(rawValue: .random(in: 0...3, using: &random))
            header.flowLabel = .random(in: 0...0xFFFFF, using: &random)
            header.hopLimit = .random(in: 0...255, using: &random)
            let payload = [UInt8].random(.random(in: 1...64, using: &random), using: &random)
            let bytes = Self.written(header, payload)
            let packet = try IPv6Packet(parsing: bytes.span)
            #expect(packet.header == header)
            #expect([UInt8](copying: packet.payload) == payload)
        }
    }

    @Test func `survives random chains of headers`() {
        let kinds: [UInt8] = [0, 43, 44, 51, 60, 135, 139, 140, 50, 59, 17]
        var random = SeededGenerator(seed: 82004)
        for _ in 0..<5000 {
            var bytes = [UInt8].random(.random(in: 40...200, using: &random), using: &random)
            bytes[0] = 0x60
            if .random(using: &random) { (bytes[4], bytes[5]) = (0, 0) }
            bytes[6] = kinds.randomElement(using: &random) ?? 0
            for place in stride(from: 40, to: bytes.count - 2, by: 8) {
                bytes[place] = kinds.randomElement(using: &random) ?? 0
                bytes[place + 1] = .random(in: 0...3, using: &random)
                if .random(using: &random) { bytes[place + 2] = .random(in: 0...5, using: &random) }
            }
            guard let packet = try? IPv6Packet(parsing: bytes.span) else { continue }
            var sink = RecordingSink()
            packet.describe(into: &sink, at: 0)
            #expect(sink.depth == 0 && sink.highestByte <= bytes.count)
            var headers = packet.extensionHeaders
            while let header = headers.next() {
                guard let routing = header.routing else { continue }
                for index in 0..<routing.addressCount { _ = routing.address(at: index, destination: .any) }
            }
            _ = packet.upperLayer.finalDestination
        }
    }
}
