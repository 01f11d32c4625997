import Testing
import Wire
import TestSupport

@Suite struct QuotedPacketTests {
    /// What a router sends back of a traceroute probe: the header and eight bytes of UDP.
    static let quote = [UInt8](
        hex: "45b8 003c 1234 0000 0111 0000 0a000001 08080808 829a 829b 0028 0000")

    @Test func `reads a quote`() throws {
        let quote = try QuotedPacket(parsing: Self.quote.span)
        #expect(quote.source == IPAddress("10.0.0.1") && quote.destination == IPAddress("8.8.8.8"))
        #expect(quote.isIPv6 == false)
        #expect(quote.protocolNumber == .udp && quote.timeToLive == 1 && quote.totalLength == 60)
        #expect(quote.dscp == .expeditedForwarding && quote.ecn == .notCapable)
        #expect(quote.identification == 0x1234)
        #expect(quote.isLaterFragment == false)
        #expect(quote.transportOffset == 20 && quote.transport.count == 8)
        let port = quote.transport.uint16(at: 2)
        #expect(port == 33435)
    }

    @Test(arguments: 0..<20) func `refuses a quote that ends before the addresses do`(count: Int) {
        let error =
            count == 0
            ? WireError("quoted packet", .truncated(needed: 1, available: 0))
            : WireError("quoted IPv4", .truncated(needed: 20, available: count))
        #expect(throws: error) {
            let quote = Self.quote
            _ = try QuotedPacket(parsing: quote.span.extracting(first: count))
        }
    }

    @Test(arguments: 1..<40) func `refuses an IPv6 quote that ends before the addresses do`(count: Int) {
        #expect(throws: WireError("quoted IPv6", .truncated(needed: 40, available: count))) {
            let frame = IPv6PacketTests.frame
            _ = try QuotedPacket(parsing: frame.span.extracting(first: count))
        }
    }

    @Test(arguments: 20...28) func `reads a quote cut after the addresses`(count: Int) throws {
        let quote = try QuotedPacket(parsing: Self.quote.span.extracting(first: count))
        #expect(quote.transport.count == count - 20)
    }

    @Test func `refuses another version and a short header length`() {
        #expect(throws: WireError("quoted packet", .badValue(field: "version", value: 5))) {
            let bytes = [UInt8](repeating: 0x55, count: 40)
            _ = try QuotedPacket(parsing: bytes.span)
        }
        #expect(
            throws: WireError(
                "quoted IPv4", .badLength(field: "header length", value: 16, minimum: 20, maximum: 60))
        ) {
            let bytes = [UInt8](repeating: 0x44, count: 40)
            _ = try QuotedPacket(parsing: bytes.span)
        }
    }

    @Test func `skips options, and finds nothing behind options that are cut`() throws {
        let bytes = IPv4DatagramTests.frame
        let quote = try QuotedPacket(parsing: bytes.span)
        #expect(quote.transportOffset == 60 && quote.transport.count == 16)
        #expect(try QuotedPacket(parsing: bytes.span.extracting(first: 40)).transport.isEmpty == true)
    }

    @Test func `cuts off the zeros behind a quote`() throws {
        let padded = Self.quote + [UInt8](repeating: 0, count: 100)
        #expect(try QuotedPacket(parsing: padded.span).transport.count == 40)
        var swapped = padded
        (swapped[2], swapped[3]) = (0, 20)
        #expect(try QuotedPacket(parsing: swapped.span).transport.count == 108)
    }

    @Test func `skips IPv6 extension headers and tells of fragments`() throws {
        let fragment = IPv6FragmentHeader(
            nextHeader: .udp, fragmentOffset: 8, moreFragments: false, identification: 0xDEAD_BEEF)
        let header = IPv6Header(nextHeader: .fragment, source: .loopback, destination: .loopback)
        let bytes = IPv6PacketTests.written(header, IPv6ExtensionHeaderTests.bytes(fragment) + [1, 2, 3])
        let quote = try QuotedPacket(parsing: bytes.span)
        #expect(quote.isIPv6 == true && quote.isLaterFragment == true)
        #expect(quote.identification == 0xDEAD_BEEF)
        #expect(quote.protocolNumber == .udp && quote.transportOffset == 48 && quote.transport.count == 3)
        let cut = try QuotedPacket(parsing: bytes.span.extracting(first: 44))
        #expect(cut.protocolNumber == .fragment && cut.identification == nil)
        #expect(cut.transport.isEmpty == true)
    }

    @Test func `survives random bytes`() {
        var random = SeededGenerator(seed: 792)
        for _ in 0..<5000 {
            var bytes = [UInt8].random(.random(in: 0...120, using: &random), using: &random)
            if bytes.count > 6 {
                bytes[0] = (.random(using: &random) ? 0x40 : 0x60) | bytes[0] & 15
                bytes[6] = [0, 43, 44, 51, 60, 17].randomElement(using: &random) ?? 0
            }
            guard let quote = try? QuotedPacket(parsing: bytes.span) else { continue }
            #expect(quote.transport.count <= bytes.count)
        }
    }
}
