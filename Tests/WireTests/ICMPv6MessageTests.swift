import Testing
import Wire
import TestSupport

@Suite struct ICMPv6MessageTests {
    /// A first fragment without its whole header chain, refused by a real node (RFC 7112).
    static let problem = [UInt8](
        dump: """
            0403994c000000306000000000182c402001063000420110ae1f6bfffe469eda\
            200106300042011002a098fffe15ece7290000010000d6b16227605c7830305c7830305c7830305c
            """)
    static let pseudoHeader = PseudoHeader.ipv6(
        source: IPv6Address(rawValue: 0x2001_0630_0042_0110_02A0_98FF_FE15_ECE7),
        destination: IPv6Address(rawValue: 0x2001_0630_0042_0110_AE1F_6BFF_FE46_9EDA))

    @Test func `reads a real error`() throws {
        let message = try ICMPv6Message(parsing: Self.problem.span)
        #expect(message.kind == ICMPv6Kind(type: .parameterProblem, code: 3))
        #expect(message.isChecksumValid(Self.pseudoHeader) == true)
        #expect(message.pointer == 0x30)
        #expect(message.mtu == nil)
        #expect(message.quoted.count == 64)
        #expect(message.decodedExtensions == nil)
    }

    @Test func `writes the same bytes back`() throws {
        let message = try ICMPv6Message(parsing: Self.problem.span)
        let error = ICMPv6Error(type: .parameterProblem, code: 3, detail: .pointer(0x30))
        let written = [UInt8](capacity: error.byteCount(quoting: 64)) {
            error.serialize(into: &$0, quoting: message.quoted, pseudoHeader: Self.pseudoHeader)
        }
        #expect(written == Self.problem)
    }

    @Test(arguments: 0..<8) func `refuses a buffer too short`(count: Int) {
        #expect(throws: WireError("ICMPv6", .truncated(needed: count < 4 ? 4 : 8, available: count))) {
            _ = try ICMPv6Message(parsing: Self.problem.span.extracting(first: count))
        }
    }

    @Test func `reads a short message of a type it does not know`() throws {
        let message = try ICMPv6Message(parsing: [155, 0, 0, 0, 1, 2].span)
        #expect(message.identifier == 0 && message.payload.count == 0 && message.body.count == 2)
    }

    @Test func `leaves the checksum to the kernel without a pseudo-header`() throws {
        let bytes = [UInt8](capacity: 8) { output in
            ICMPv6Echo(identifier: 1, sequenceNumber: 2)
                .serialize(into: &output, payload: Span(), pseudoHeader: nil)
        }
        #expect(bytes == [128, 0, 0, 0, 0, 1, 0, 2])
    }

    @Test func `reads the MTU`() throws {
        let error = ICMPv6Error(type: .packetTooBig, code: 0, detail: .mtu(1280))
        let bytes = [UInt8](capacity: 48) {
            error.serialize(into: &$0, quoting: [UInt8](repeating: 0x60, count: 40).span, pseudoHeader: nil)
        }
        #expect(try ICMPv6Message(parsing: bytes.span).mtu == 1280)
        #expect(try ICMPv6Message(parsing: bytes.span).quoted.count == 40)
    }

    @Test(arguments: [1, 48, 128, 129, 1200, 3000]) func `counts the quote before extensions in 64-bit words`(
        quote: Int
    ) throws {
        let error = ICMPv6Error(type: .timeExceeded, code: 0, extensions: ICMPExtensionsTests.objects)
        let bytes = [UInt8](capacity: error.byteCount(quoting: quote)) {
            error.serialize(
                into: &$0, quoting: [UInt8](repeating: 0x60, count: quote).span, pseudoHeader: Self.pseudoHeader)
        }
        let message = try ICMPv6Message(parsing: bytes.span)
        #expect(message.isChecksumValid(Self.pseudoHeader) == true)
        #expect(message.quoted.count == min(max(128, (quote + 7) / 8 * 8), 2040))
        #expect(message.decodedExtensions == ICMPExtensionsTests.objects)
    }

    @Test func `describes its fields`() throws {
        var transcript = FieldTranscript()
        try ICMPv6Message(parsing: Self.problem.span)
            .describe(into: &transcript, at: 54, pseudoHeader: Self.pseudoHeader)
        #expect(
            transcript.lines == [
                "icmpv6", " icmpv6.type=4 (Parameter Problem)",
                " icmpv6.code=3 (IPv6 First Fragment has Incomplete IPv6 Header Chain)", " icmpv6.checksum=39244",
                " icmpv6.checksum.status=1 (Good)", " icmpv6.pointer=48",
            ])
    }

    @Test func `survives a random round trip`() throws {
        var random = SeededGenerator(seed: 4443)
        for _ in 0..<500 {
            let echo = ICMPv6Echo(
                isReply: .random(using: &random), identifier: .random(in: 0...(.max), using: &random),
                sequenceNumber: .random(in: 0...(.max), using: &random))
            let payload = [UInt8].random(count: 0...64, using: &random)
            let bytes = [UInt8](capacity: 8 + payload.count) {
                echo.serialize(into: &$0, payload: payload.span, pseudoHeader: Self.pseudoHeader)
            }
            let message = try ICMPv6Message(parsing: bytes.span)
            #expect(message.isChecksumValid(Self.pseudoHeader) == true)
            #expect(message.type == (echo.isReply ? .echoReply : .echoRequest))
            #expect(message.identifier == echo.identifier && message.sequenceNumber == echo.sequenceNumber)
            #expect([UInt8](copying: message.payload) == payload)
        }
    }

    @Test func `no byte traps`() {
        var random = SeededGenerator(seed: 4861)
        let types: [UInt8] = [1, 2, 3, 4, 128, 130, 131, 132, 133, 134, 135, 136, 137, 143, 160, 161]
        for round in 0..<8000 {
            var bytes = [UInt8].random(count: 0...200, using: &random)
            if !bytes.isEmpty { bytes[0] = types[round % types.count] }
            // Small numbers reach further into options, records and extensions than random ones.
            for index in bytes.indices.dropFirst() where Bool.random(using: &random) { bytes[index] &= 3 }
            var transcript = FieldTranscript()
            guard let message = try? ICMPv6Message(parsing: bytes.span) else { continue }
            message.describe(into: &transcript, at: 0, pseudoHeader: Self.pseudoHeader)
            _ = try? NeighborDiscovery(parsing: bytes.span)
            _ = try? MulticastListener(parsing: bytes.span)
        }
    }
}

extension ICMPv6Message {
    var decodedExtensions: [ICMPExtension]? {
        guard let extensions else { return nil }
        return try? ICMPExtensionsTests.decoded(extensions)
    }
}
