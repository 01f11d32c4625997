import Testing
import Wire

@Suite struct MulticastListenerTests {
    static let query = [UInt8](dump: "8200623a2710000000000000000000000000000000000000023c0000")
    static let group = IPv6Address(rawValue: 0xFF02 << 112 | 0xFB)

    @Test func `reads a real query of version 2`() throws {
        let view = try MulticastListenerMessage(parsing: Self.query.span)
        #expect(view.isVersion2 == true)
        #expect(view.maximumResponseDelay == 10000)
        #expect(view.multicastAddress == .any)
        #expect(view.query == MulticastListenerQueryParameters(robustness: 2, intervalCode: 60))
    }

    @Test func `reads long times as floating point`() throws {
        var bytes = Self.query
        (bytes[4], bytes[5], bytes[25]) = (0x81, 0x23, 0x9A)
        let view = try MulticastListenerMessage(parsing: bytes.span)
        #expect(view.maximumResponseDelay == 0x1123 << 3)
        #expect(view.query?.interval == 0x1A << 4)
    }

    @Test func `writes the same bytes back`() throws {
        let message = try MulticastListener(parsing: Self.query.span)
        let addresses = PseudoHeader.ipv6(
            source: IPv6Address(rawValue: 0xFE80_0000_0000_0000_B2A8_6EFF_FE0C_D4E8),
            destination: IPv6Address(rawValue: 0xFF02_0000_0000_0000_0000_0000_0000_0001))
        let written = [UInt8](capacity: message.byteCount) { message.serialize(into: &$0, pseudoHeader: addresses) }
        #expect(written == Self.query)
    }

    @Test(arguments: 0..<24) func `refuses a buffer too short`(count: Int) {
        #expect(throws: WireError("MLD", .truncated(needed: count < 8 ? 8 : 24, available: count))) {
            _ = try MulticastListenerMessage(parsing: Self.query.span.extracting(first: count))
        }
    }

    @Test(arguments: 25..<28) func `refuses a query between the versions`(count: Int) {
        let reason = WireError.Reason.badLength(field: "query", value: count, minimum: 28, maximum: 65535)
        #expect(throws: WireError("MLD", reason)) {
            _ = try MulticastListenerMessage(parsing: Self.query.span.extracting(first: count))
        }
    }

    @Test func `refuses fewer sources and records than it counts`() throws {
        var query = Self.query
        query[27] = 1
        #expect(throws: WireError("MLD", .truncated(needed: 44, available: 28))) {
            _ = try MulticastListenerMessage(parsing: query.span)
        }
        let report: [UInt8] = [143, 0, 0, 0, 0, 0, 0, 1, 4, 0, 0, 0]
        #expect(throws: WireError("MLD record", .truncated(needed: 20, available: 4), at: 8)) {
            _ = try MulticastListener(parsing: report.span)
        }
    }

    static let messages: [MulticastListener] = [
        .query(.any, maximumResponseCode: 10000, nil), .report(group), .done(group),
        .query(group, maximumResponseCode: 1, MulticastListenerQueryParameters(sources: [.loopback, group])),
        .reportV2([]),
        .reportV2([
            MulticastListenerRecord(type: .changeToExclude, multicastAddress: group),
            MulticastListenerRecord(
                type: .allowNewSources, multicastAddress: group, sources: [.loopback], auxiliaryData: [1, 2, 3, 4]),
        ]),
    ]

    @Test(arguments: messages) func `survives a round trip`(message: MulticastListener) throws {
        let bytes = [UInt8](capacity: message.byteCount) { message.serialize(into: &$0, pseudoHeader: nil) }
        #expect(bytes.count == message.byteCount)
        #expect(try MulticastListener(parsing: bytes.span) == message)
        var transcript = FieldTranscript()
        try ICMPv6Message(parsing: bytes.span).describe(into: &transcript, at: 0, pseudoHeader: nil)
        #expect(!transcript.lines.contains { $0.contains("!") })
    }
}
