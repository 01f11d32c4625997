import Testing
import Wire
import TestSupport

@Suite struct TCPSegmentTests {
    /// A SYN with the options that most have.
    static let syn = [UInt8](
        dump: "b64000502f842acb00000000a0026a4050c40000020405500402080a436a03620000000001030307")
    static let pseudoHeader = PseudoHeader.ipv4(
        source: IPv4Address(rawValue: 0x839B_D745), destination: IPv4Address(rawValue: 0x8974_515E))
    /// The start of a Multipath TCP connection's data.
    static let multipath = [UInt8](
        dump: """
            2710d5d19b4b0eecaab1178ee01001fe184100000101080a79b051273009cb9e1e1030010a000201f8295862f645df19\
            1e082001d0bd7aef
            """)

    @Test func `reads a real SYN`() throws {
        let segment = try TCPSegment(parsing: Self.syn.span)
        #expect(segment.sourcePort == 46656 && segment.destinationPort == 80)
        #expect(segment.sequenceNumber == 0x2F84_2ACB && segment.acknowledgmentNumber == 0)
        #expect(segment.flags == .syn)
        #expect(segment.window == 0x6A40 && segment.urgentPointer == 0)
        #expect(segment.headerByteCount == 40 && segment.payload.count == 0)
        #expect(segment.isChecksumValid(Self.pseudoHeader) == true)
        #expect(
            segment.header.options == [
                .maximumSegmentSize(1360), .sackPermitted, .timestamps(value: 0x436A_0362, echoReply: 0), .noOperation,
                .windowScale(7),
            ])
    }

    @Test func `writes the same bytes back`() throws {
        let segment = try TCPSegment(parsing: Self.syn.span)
        let written = [UInt8](capacity: segment.header.byteCount) {
            segment.header.serialize(into: &$0, payload: segment.payload, pseudoHeader: Self.pseudoHeader)
        }
        #expect(written == Self.syn)
    }

    @Test func `reads the flags of accurate ECN`() throws {
        var segment = Self.syn
        (segment[12], segment[13]) = (0xA1, 0xC2)
        #expect(try TCPSegment(parsing: segment.span).flags == [.syn, .ece, .cwr, .ae])
        #expect(try TCPSegment(parsing: segment.span).headerByteCount == 40)
    }

    @Test func `reads Multipath TCP options`() throws {
        let options = try TCPSegment(parsing: Self.multipath.span).header.options
        #expect(options.count == 5)
        guard case .multipath(let subtype, let bytes) = options[3] else {
            Issue.record("no Multipath TCP option")
            return
        }
        #expect(subtype.name == "ADD_ADDR" && bytes.count == 14)
    }

    @Test(arguments: 0..<40) func `refuses a buffer too short`(count: Int) {
        #expect(throws: WireError("TCP", .truncated(needed: count < 20 ? 20 : 40, available: count))) {
            _ = try TCPSegment(parsing: Self.syn.span.extracting(first: count))
        }
    }

    @Test(arguments: 0..<5) func `refuses a data offset below the header's length`(words: UInt8) {
        var segment = Self.syn
        segment[12] = words << 4
        let reason = WireError.Reason.badLength(field: "data offset", value: Int(words) * 4, minimum: 20, maximum: 60)
        #expect(throws: WireError("TCP", reason, at: 12)) {
            _ = try TCPSegment(parsing: segment.span)
        }
    }

    @Test(arguments: [("01 05", 1, 2), ("02 00 00 00", 0, 4), ("02 01 00 00", 0, 4), ("08 0a 00 00", 0, 4)])
    func `ends with an error at a length that can't be`(dump: String, before: Int, available: Int) throws {
        var walk = TCPOptions(parsing: [UInt8](dump: dump).span)
        for _ in 0..<before { _ = try walk.next() }
        do {
            _ = try walk.next()
            Issue.record("no error")
        } catch {
            #expect(error.header == "TCP option")
        }
        #expect(try walk.next() == nil)
    }

    @Test(arguments: [
        ("02 03 00", 3, 4, 4), ("03 04 00 00", 4, 3, 3), ("04 03 00", 3, 2, 2),
        ("05 09 00 00 00 00 00 00 00", 9, 10, 34),
        ("08 08 00 00 00 00 00 00", 8, 10, 10), ("1e 02", 2, 3, 40), ("1d 03 00", 3, 4, 40), ("1c 02", 2, 4, 4),
    ]) func `refuses a length that the kind has not`(dump: String, length: Int, minimum: Int, maximum: Int) {
        let reason = WireError.Reason.badLength(field: "length", value: length, minimum: minimum, maximum: maximum)
        #expect(throws: WireError("TCP option", reason, at: 1)) {
            var walk = TCPOptions(parsing: [UInt8](dump: dump).span)
            _ = try walk.next()
        }
    }

    @Test func `ends at the end of the list`() throws {
        var walk = TCPOptions(parsing: [1, 0, 2, 4].span)
        #expect(try walk.next() == .noOperation)
        #expect(try walk.next() == nil)
        #expect(try walk.next() == nil)
    }

    @Test func `describes its fields`() throws {
        var transcript = FieldTranscript()
        try TCPSegment(parsing: Self.syn.span).describe(into: &transcript, at: 34, pseudoHeader: Self.pseudoHeader)
        #expect(
            transcript.lines.prefix(4) == ["tcp", " tcp.srcport=46656", " tcp.dstport=80", " tcp.len=0"])
        #expect(transcript.lines.contains(" tcp.seq_raw=797190859"))
        #expect(transcript.lines.contains(" tcp.checksum.status=1 (Good)"))
        #expect(transcript.lines.contains("  tcp.flags.syn=true"))
        #expect(transcript.lines.contains("   tcp.options.mss_val=1360"))
        #expect(!transcript.lines.contains { $0.contains("!") })
    }

    static let options: [TCPOption] = [
        .noOperation, .maximumSegmentSize(1460), .windowScale(7), .sackPermitted, .sack([.init(left: 1, right: 2)]),
        .timestamps(value: 1, echoReply: 2), .md5Signature([UInt8](repeating: 9, count: 16)),
        .userTimeout(inMinutes: true, 300), .authentication(keyID: 1, nextKeyID: 2, code: [3, 4]),
        .multipath(MultipathSubtype(rawValue: 2), [0x20, 1]), .fastOpenCookie([]), .fastOpenCookie([1, 2, 3, 4]),
        .other(TCPOptionKind(rawValue: 253), [0xF9, 0x89]),
    ]

    @Test func `survives a random round trip`() throws {
        var random = SeededGenerator(seed: 9293)
        for _ in 0..<500 {
            var header = TCPHeader(
                sourcePort: .random(in: 0...(.max), using: &random),
                destinationPort: .random(in: 0...(.max), using: &random),
                sequenceNumber: .random(in: 0...(.max), using: &random),
                acknowledgmentNumber: .random(in: 0...(.max), using: &random),
                flags: TCPFlags(rawValue: .random(in: 0...0xFFF, using: &random)),
                window: .random(in: 0...(.max), using: &random))
            for option in Self.options.shuffled(using: &random) where Bool.random(using: &random) {
                header.options.append(option)
                if header.byteCount > 60 { header.options.removeLast() }
            }
            let payload = [UInt8].random(count: 0...64, using: &random)
            let bytes = [UInt8](capacity: header.byteCount + payload.count) {
                header.serialize(into: &$0, payload: payload.span, pseudoHeader: Self.pseudoHeader)
            }
            let segment = try TCPSegment(parsing: bytes.span)
            #expect(segment.header == header)
            #expect([UInt8](copying: segment.payload) == payload)
            #expect(segment.isChecksumValid(Self.pseudoHeader) == true)
        }
    }

    @Test func `no byte traps`() {
        var random = SeededGenerator(seed: 793)
        for round in 0..<8000 {
            var bytes = [UInt8].random(count: 0...70, using: &random)
            if bytes.count > 20 { bytes[20] = UInt8(round % 40) }
            for index in bytes.indices.dropFirst(21) where Bool.random(using: &random) { bytes[index] &= 15 }
            guard let segment = try? TCPSegment(parsing: bytes.span) else { continue }
            var transcript = FieldTranscript()
            segment.describe(into: &transcript, at: 0, pseudoHeader: Self.pseudoHeader)
            #expect(segment.header.byteCount <= 60)
        }
    }
}
