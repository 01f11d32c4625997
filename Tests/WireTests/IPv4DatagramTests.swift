import Testing
import Wire
import TestSupport

@Suite struct IPv4DatagramTests {
    /// An echo request with an empty record route option, as `ping -R` sends it.
    static let frame = [UInt8](
        hex: """
            4f00 004c 2d0d 4000 4001 5e91 7f00 0001 7f00 0001 0107 2708 7f00 0001 0000 0000 0000 0000 0000 0000 0000
            0000 0000 0000 0000 0000 0000 0000 0000 0000 0800 e185 0a69 0001 0001 0203 0405 0607
            """)

    static func written(_ header: IPv4Header, _ payload: [UInt8]) -> [UInt8] {
        [UInt8](capacity: 60 + payload.count) { output in
            header.serialize(into: &output, payloadLength: payload.count)
            output.append(copying: payload.span)
        }
    }

    @Test func `reads a real datagram`() throws {
        let datagram = try IPv4Datagram(parsing: Self.frame.span)
        #expect(datagram.headerLength == 60)
        #expect(datagram.totalLength == 76)
        #expect(datagram.identification == 0x2D0D)
        #expect(datagram.dontFragment && !datagram.moreFragments && !datagram.isFragment)
        #expect(datagram.fragmentOffset == 0)
        #expect(datagram.timeToLive == 64)
        #expect(datagram.protocolNumber == .icmp)
        #expect(datagram.source == .loopback && datagram.destination == .loopback)
        #expect(datagram.isHeaderChecksumValid == true)
        #expect(datagram.isTruncated == false)
        #expect(datagram.payload.count == 16)
    }

    @Test func `writes the same bytes back`() throws {
        let datagram = try IPv4Datagram(parsing: Self.frame.span)
        #expect(Self.written(datagram.header, [UInt8](copying: datagram.payload)) == Self.frame)
    }

    @Test(arguments: 0..<60) func `refuses a buffer too short`(count: Int) {
        #expect(throws: WireError("IPv4", .truncated(needed: count < 20 ? 20 : 60, available: count))) {
            _ = try IPv4Datagram(parsing: Self.frame.span.extracting(first: count))
        }
    }

    @Test(arguments: [0, 5, 6, 15]) func `refuses another version`(version: Int) {
        var bytes = Self.frame
        bytes[0] = UInt8(version << 4 | 15)
        #expect(throws: WireError("IPv4", .badValue(field: "version", value: version))) {
            _ = try IPv4Datagram(parsing: bytes.span)
        }
    }

    @Test(arguments: 0..<5) func `refuses a header length below 20`(words: Int) {
        var bytes = Self.frame
        bytes[0] = UInt8(0x40 | words)
        #expect(
            throws: WireError("IPv4", .badLength(field: "header length", value: words * 4, minimum: 20, maximum: 60))
        ) {
            _ = try IPv4Datagram(parsing: bytes.span)
        }
    }

    @Test(arguments: 1..<60) func `refuses a total length below the header's`(length: Int) {
        var bytes = Self.frame
        bytes[2] = 0
        bytes[3] = UInt8(length)
        #expect(
            throws: WireError(
                "IPv4", .badLength(field: "total length", value: length, minimum: 60, maximum: 65535), at: 2)
        ) {
            _ = try IPv4Datagram(parsing: bytes.span)
        }
    }

    @Test func `takes a total length of zero for all the bytes`() throws {
        var bytes = Self.frame
        bytes[2] = 0
        bytes[3] = 0
        let datagram = try IPv4Datagram(parsing: bytes.span)
        #expect(datagram.payload.count == 16)
        #expect(datagram.isTruncated == false)
    }

    @Test func `cuts padding off, and tells when bytes are missing`() throws {
        let padded = Self.frame + [0, 0, 0]
        #expect(try IPv4Datagram(parsing: padded.span).payload.count == 16)
        let cut = try IPv4Datagram(parsing: Self.frame.span.extracting(first: 70))
        #expect(cut.isTruncated == true)
        #expect(cut.payload.count == 10)
    }

    @Test func `notices a wrong checksum`() throws {
        var bytes = Self.frame
        bytes[8] = 63
        #expect(try IPv4Datagram(parsing: bytes.span).isHeaderChecksumValid == false)
        var sink = RecordingSink()
        try IPv4Datagram(parsing: bytes.span).describe(into: &sink, at: 0)
        #expect(sink.values("ip.checksum_bad.expert") == ["!"])
    }

    @Test func `describes itself under Wireshark's names`() throws {
        var sink = RecordingSink()
        try IPv4Datagram(parsing: Self.frame.span).describe(into: &sink, at: 14)
        #expect(sink.values("ip.hdr_len") == ["60"])
        #expect(sink.values("ip.dsfield.dscp") == ["0 (CS0)"])
        #expect(sink.values("ip.flags.df") == ["true"])
        #expect(sink.values("ip.proto") == ["1 (ICMP)"])
        #expect(sink.values("ip.rec_rt") == ["127.0.0.1"])
        #expect(sink.values("ip.cur_rt") == ["0.0.0.0"])
        #expect(sink.values("ip.empty_rt").count == 7)
        #expect(sink.depth == 0 && sink.highestByte == 74)
    }

    @Test func `follows a source route to its end`() throws {
        let last = IPv4Address(rawValue: 0x0A00_0009)
        var header = IPv4Header(protocolNumber: .udp, source: .loopback, destination: IPv4Address(rawValue: 1))
        header.options = [.noOperation, .sourceRoute([IPv4Address(rawValue: 2), last], isStrict: true)]
        #expect(try IPv4Datagram(parsing: Self.written(header, []).span).finalDestination == last)
        header.options = [.looseSourceRoute(IPv4Route(pointer: 12, addresses: [.any, last]))]
        #expect(try IPv4Datagram(parsing: Self.written(header, []).span).finalDestination == header.destination)
    }

    @Test func `survives a random round trip`() throws {
        var random = SeededGenerator(seed: 791)
        for _ in 0..<500 {
            var header = IPv4Header(
                protocolNumber: IPProtocol(rawValue: .random(in: 0...255, using: &random)),
                source: IPv4Address(rawValue: .random(in: 0...(.max), using: &random)),
                destination: IPv4Address(rawValue: .random(in: 0...(.max), using: &random)))
            header.dscp = DSCP(rawValue: .random(in: 0...63, using: &random))
            header.ecn = ECN(rawValue: .random(in: 0...3, using: &random))
            header.identification = .random(in: 0...(.max), using: &random)
            header.isReservedFlagSet = .random(using: &random)
            header.dontFragment = .random(using: &random)
            header.moreFragments = .random(using: &random)
            header.fragmentOffset = 8 * Int.random(in: 0...8191, using: &random)
            header.timeToLive = .random(in: 0...255, using: &random)
            header.options = IPv4OptionTests.randomOptions(using: &random)
            let payload = [UInt8].random(.random(in: 0...64, using: &random), using: &random)
            let bytes = Self.written(header, payload)
            let datagram = try IPv4Datagram(parsing: bytes.span)
            #expect(datagram.header == header)
            #expect(datagram.isHeaderChecksumValid == true)
            #expect([UInt8](copying: datagram.payload) == payload)
        }
    }

    @Test func `survives random bytes`() {
        var random = SeededGenerator(seed: 79100)
        for _ in 0..<5000 {
            var bytes = [UInt8].random(.random(in: 0...80, using: &random), using: &random)
            if bytes.count > 3 { (bytes[0], bytes[2]) = (0x40 | bytes[0] & 15, 0) }
            guard let datagram = try? IPv4Datagram(parsing: bytes.span) else { continue }
            var sink = RecordingSink()
            datagram.describe(into: &sink, at: 0)
            #expect(sink.depth == 0 && sink.highestByte <= bytes.count)
            _ = datagram.header
            _ = datagram.finalDestination
        }
    }
}
