import Testing
import Wire
import TestSupport

@Suite struct ICMPv4MessageTests {
    /// An echo request with identifier 0x1234, sequence number 1 and 4 bytes.
    static let echo: [UInt8] = [8, 0, 0x07, 0x33, 0x12, 0x34, 0, 1, 0xDE, 0xAD, 0xFF, 0xE9]
    /// "Port unreachable", quoting an IPv4 header and 8 bytes of UDP.
    static let unreachable =
        ([3, 3, 0, 0, 0, 0, 0, 0]
        + [UInt8](dump: "4500 001c 0001 0000 4011 66ce 0a00 0001 0a00 0002 3039 0035 0008 0000")).withChecksum

    @Test func `reads an echo request`() throws {
        let message = try ICMPv4Message(parsing: Self.echo.span)
        #expect(message.kind == ICMPv4Kind(type: .echoRequest, code: 0))
        #expect(message.identifier == 0x1234)
        #expect(message.sequenceNumber == 1)
        #expect([UInt8](copying: message.payload) == [0xDE, 0xAD, 0xFF, 0xE9])
        #expect(message.isChecksumValid == true)
        #expect(message.quoted.count == 0)
        #expect(message.nextHopMTU == nil && message.gateway == nil && message.pointer == nil)
    }

    @Test func `writes the same bytes back`() throws {
        let message = try ICMPv4Message(parsing: Self.echo.span)
        let written = [UInt8](capacity: 12) { output in
            ICMPv4Echo(identifier: message.identifier, sequenceNumber: message.sequenceNumber)
                .serialize(into: &output, payload: message.payload)
        }
        #expect(written == Self.echo)
    }

    @Test(arguments: 0..<8) func `refuses a buffer too short`(count: Int) {
        #expect(throws: WireError("ICMP", .truncated(needed: 8, available: count))) {
            _ = try ICMPv4Message(parsing: Self.echo.span.extracting(first: count))
        }
    }

    @Test(arguments: [(13, 20), (14, 20), (17, 12), (18, 12)]) func `refuses a query without its fixed part`(
        type: UInt8, needed: Int
    ) {
        let bytes = [type] + [UInt8](repeating: 0, count: needed - 2)
        #expect(throws: WireError("ICMP", .truncated(needed: needed, available: needed - 1))) {
            _ = try ICMPv4Message(parsing: bytes.span)
        }
    }

    @Test func `refuses router entries too short for an address`() {
        let bytes: [UInt8] = [9, 0, 0, 0, 1, 1, 0, 30, 10, 0, 0, 1]
        #expect(
            throws: WireError(
                "ICMP", .badLength(field: "address entry size", value: 1, minimum: 2, maximum: 255), at: 5)
        ) {
            _ = try ICMPv4Message(parsing: bytes.span)
        }
    }

    @Test func `refuses fewer routers than it names`() {
        let bytes: [UInt8] = [9, 0, 0, 0, 2, 2, 0, 30, 10, 0, 0, 1, 0, 0, 0, 1]
        #expect(throws: WireError("ICMP", .truncated(needed: 24, available: 16))) {
            _ = try ICMPv4Message(parsing: bytes.span)
        }
    }

    @Test func `reads routers`() throws {
        let bytes: [UInt8] = [9, 0, 0, 0, 1, 2, 7, 8, 10, 0, 0, 1, 0x80, 0, 0, 0]
        let message = try ICMPv4Message(parsing: bytes.span)
        #expect(message.routerLifetime == 1800)
        #expect(message.router(at: 0)?.address == IPv4Address("10.0.0.1"))
        #expect(message.router(at: 0)?.preference == .min)
        #expect(message.router(at: 1) == nil)
    }

    @Test func `reads an error and what it quotes`() throws {
        let message = try ICMPv4Message(parsing: Self.unreachable.span)
        #expect(message.isChecksumValid == true)
        #expect(message.quoted.count == 28)
        #expect(message.quoted[0] == 0x45)
        #expect(try ICMPExtensionsTests.decoded(in: message) == nil)
    }

    @Test func `reads what each error adds`() throws {
        func message(_ error: ICMPv4Error) -> [UInt8] {
            [UInt8](capacity: 12) { error.serialize(into: &$0, quoting: [1, 2, 3, 4].span) }
        }
        let tooBig = message(ICMPv4Error(type: .destinationUnreachable, code: 4, detail: .nextHopMTU(1400)))
        #expect(try ICMPv4Message(parsing: tooBig.span).nextHopMTU == 1400)
        let redirect = message(ICMPv4Error(type: .redirect, code: 1, detail: .gateway(IPv4Address(rawValue: 9))))
        #expect(try ICMPv4Message(parsing: redirect.span).gateway == IPv4Address(rawValue: 9))
        #expect(try ICMPv4Message(parsing: redirect.span).quoted.count == 4)
        let problem = message(ICMPv4Error(type: .parameterProblem, code: 0, detail: .pointer(20)))
        #expect(try ICMPv4Message(parsing: problem.span).pointer == 20)
        #expect(try ICMPv4Message(parsing: problem.span).isChecksumValid == true)
    }

    @Test func `writes and reads times and masks`() throws {
        let times = ICMPv4Timestamps(originate: 1, receive: 2, transmit: 0x8000_0003)
        let timestamp = [UInt8](capacity: 20) { output in
            ICMPv4TimestampMessage(isReply: true, identifier: 7, sequenceNumber: 8, timestamps: times)
                .serialize(into: &output)
        }
        let message = try ICMPv4Message(parsing: timestamp.span)
        #expect(message.timestamps == times && message.identifier == 7 && message.sequenceNumber == 8)
        #expect(message.isChecksumValid == true)
        let mask = [UInt8](capacity: 12) { output in
            ICMPv4AddressMaskMessage(identifier: 7, sequenceNumber: 8, mask: IPv4Address(rawValue: 0xFFFF_FF00))
                .serialize(into: &output)
        }
        #expect(try ICMPv4Message(parsing: mask.span).addressMask == IPv4Address(rawValue: 0xFFFF_FF00))
        #expect(try ICMPv4Message(parsing: mask.span).isChecksumValid == true)
    }

    @Test func `describes its fields`() throws {
        var transcript = FieldTranscript()
        try ICMPv4Message(parsing: Self.echo.span).describe(into: &transcript, at: 34)
        #expect(
            transcript.lines == [
                "icmp", " icmp.type=8 (Echo Request)", " icmp.code=0", " icmp.checksum=1843",
                " icmp.checksum.status=1 (Good)", " icmp.ident=4660", " icmp.seq=1",
            ])
    }

    @Test func `survives a random round trip`() throws {
        var random = SeededGenerator(seed: 792)
        for _ in 0..<500 {
            let echo = ICMPv4Echo(
                isReply: .random(using: &random), identifier: .random(in: 0...(.max), using: &random),
                sequenceNumber: .random(in: 0...(.max), using: &random))
            let payload = [UInt8].random(count: 0...64, using: &random)
            let bytes = [UInt8](capacity: 8 + payload.count) { echo.serialize(into: &$0, payload: payload.span) }
            let message = try ICMPv4Message(parsing: bytes.span)
            #expect(message.isChecksumValid == true)
            #expect(message.type == (echo.isReply ? .echoReply : .echoRequest))
            #expect(message.identifier == echo.identifier && message.sequenceNumber == echo.sequenceNumber)
            #expect([UInt8](copying: message.payload) == payload)
        }
    }

    @Test func `no byte traps`() {
        var random = SeededGenerator(seed: 4884)
        for round in 0..<5000 {
            var bytes = [UInt8].random(count: 0...220, using: &random)
            if !bytes.isEmpty { bytes[0] = UInt8(round % 48) }
            if bytes.count > 140 { bytes[136] = 0x20 }
            var transcript = FieldTranscript()
            guard let message = try? ICMPv4Message(parsing: bytes.span) else { continue }
            message.describe(into: &transcript, at: 0)
            #expect(message.quoted.count <= bytes.count)
        }
    }
}

extension [UInt8] {
    /// The same ICMP message with its checksum filled in.
    var withChecksum: [UInt8] {
        var message = self
        message[2] = 0
        message[3] = 0
        let checksum = InternetChecksum.of(message.span)
        message[2] = UInt8(checksum >> 8)
        message[3] = UInt8(truncatingIfNeeded: checksum)
        return message
    }
}
