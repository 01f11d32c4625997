import Testing
import Wire
import TestSupport

@Suite struct NeighborDiscoveryTests {
    /// A router advertisement with a prefix, two DNS servers, search domains, an MTU, a link-layer address and an
    /// advertisement interval.
    static let advertisement = [UInt8](
        dump: """
            860024014020000f0000000000000000030448c000278d0000093a800000000022223333444455556600000000000000\
            1905000000000005abcd000000000000000000000000efef123456780000000000000000000000011f07000000000005\
            076578616d706c6503636f6d00076578616d706c65036f72670004646f6d3104646f6d3203746c640000000000000000\
            05010000000000640101b09928c8d66c070100000000138808010000c351000f
            """)
    static let solicitation = [UInt8](dump: "87007a9100000000fe800000000000000a0027fffe46e884")

    @Test func `reads a real router advertisement`() throws {
        let message = try NeighborDiscovery(parsing: Self.advertisement.span)
        guard case .routerAdvertisement(let parameters) = message.message else {
            Issue.record("not a router advertisement")
            return
        }
        #expect(parameters == RouterParameters(hopLimit: 64, flags: .homeAgent, lifetime: 15))
        #expect(message.options.count == 7)
        let prefix = PrefixInformation(
            prefix: IPv6Address(rawValue: 0x2222_3333_4444_5555_6600_0000_0000_0000), length: 72,
            flags: [.onLink, .autonomous], validLifetime: 2_592_000, preferredLifetime: 604_800)
        #expect(message.options.first == .prefixInformation(prefix))
        #expect(message.options.contains(.mtu(100)))
        #expect(message.options.contains(.sourceLinkLayerAddress(MACAddress(rawValue: 0xB099_28C8_D66C))))
    }

    @Test func `reads a real neighbour solicitation`() throws {
        let view = try NeighborDiscoveryMessage(parsing: Self.solicitation.span)
        #expect(view.type == .neighborSolicitation)
        #expect(view.target == IPv6Address("fe80::a00:27ff:fe46:e884"))
        #expect(view.flags == nil && view.destination == nil)
        let target = IPv6Address(rawValue: 0xFE80_0000_0000_0000_0A00_27FF_FE46_E884)
        #expect(
            try ICMPv6Message(parsing: Self.solicitation.span).isChecksumValid(
                .ipv6(source: .any, destination: target.solicitedNode)) == true)
    }

    @Test func `writes the same bytes back`() throws {
        let addresses = PseudoHeader.ipv6(
            source: IPv6Address(rawValue: 0xFE80_0000_0000_0000_B299_28FF_FEC8_D66C),
            destination: IPv6Address(rawValue: 0xFF02_0000_0000_0000_0000_0000_0000_0001))
        let message = try NeighborDiscovery(parsing: Self.advertisement.span)
        let written = [UInt8](capacity: message.byteCount) { message.serialize(into: &$0, pseudoHeader: addresses) }
        #expect(written == Self.advertisement)
    }

    @Test(arguments: [(133, 8), (134, 16), (135, 24), (136, 24), (137, 40)])
    func `refuses a buffer too short`(type: UInt8, needed: Int) {
        for count in 0..<needed {
            let bytes = [type] + [UInt8](repeating: 0, count: needed)
            let expected = WireError.Reason.truncated(needed: count < 8 ? 8 : needed, available: count)
            #expect(throws: WireError("Neighbor discovery", expected)) {
                _ = try NeighborDiscoveryMessage(parsing: bytes.span.extracting(first: count))
            }
        }
    }

    @Test func `refuses another type`() {
        #expect(throws: WireError("Neighbor discovery", .badValue(field: "type", value: 128))) {
            _ = try NeighborDiscoveryMessage(parsing: [128, 0, 0, 0, 0, 0, 0, 0].span)
        }
    }

    @Test func `stops at an option of length zero`() {
        let bytes: [UInt8] = [133, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]
        let reason = WireError.Reason.badLength(field: "length", value: 0, minimum: 8, maximum: 8)
        #expect(throws: WireError("Neighbor discovery option", reason, at: 9)) {
            _ = try NeighborDiscovery(parsing: bytes.span)
        }
    }

    @Test(arguments: [(3, 1), (5, 2), (25, 1), (31, 1), (24, 4)])
    func `refuses an option that has not the length of its type`(type: UInt8, words: Int) {
        let option = [type, UInt8(words)] + [UInt8](repeating: 0, count: words * 8 - 2)
        let bytes: [UInt8] = [133, 0, 0, 0, 0, 0, 0, 0] + option
        #expect(throws: WireError.self) { _ = try NeighborDiscovery(parsing: bytes.span) }
    }

    @Test func `describes its fields`() throws {
        var transcript = FieldTranscript()
        try ICMPv6Message(parsing: Self.advertisement.span).describe(into: &transcript, at: 0, pseudoHeader: nil)
        #expect(transcript.lines.contains(" icmpv6.nd.ra.router_lifetime=15"))
        #expect(transcript.lines.contains("  icmpv6.opt.prefix=2222:3333:4444:5555:6600::"))
        #expect(transcript.lines.contains("  icmpv6.opt.rdnss=1234:5678::1"))
        #expect(!transcript.lines.contains { $0.contains("!") })
    }

    static func randomOption(_ random: inout SeededGenerator) -> NeighborOption {
        let address = IPv6Address(rawValue: .random(in: 0...(.max), using: &random))
        let number = UInt32.random(in: 0...(.max), using: &random)
        switch Int.random(in: 0..<9, using: &random) {
        case 0: return .sourceLinkLayerAddress(MACAddress(rawValue: UInt64(number)))
        case 1: return .targetLinkLayerAddress(MACAddress(rawValue: UInt64(number) << 16))
        case 2:
            return .prefixInformation(
                PrefixInformation(
                    prefix: address, length: 64, flags: .onLink, validLifetime: number, preferredLifetime: number))
        case 3: return .redirectedHeader([UInt8](repeating: 0x60, count: 40))
        case 4: return .mtu(number)
        case 5: return .routeInformation(RouteInformation(prefix: address, length: 65, preference: .high, lifetime: 1))
        case 6: return .recursiveDNSServers(lifetime: number, [address, .loopback])
        case 7: return .nonce([1, 2, 3, 4, 5, 6])
        default: return .other(NeighborOptionType(rawValue: 253), [UInt8](repeating: 7, count: 14))
        }
    }

    @Test func `survives a random round trip`() throws {
        var random = SeededGenerator(seed: 4861)
        for _ in 0..<500 {
            let address = IPv6Address(rawValue: .random(in: 0...(.max), using: &random))
            let messages: [NeighborDiscovery.Message] = [
                .routerSolicitation, .neighborSolicitation(target: address),
                .neighborAdvertisement(target: address, [.solicited, .override]),
                .redirect(target: address, destination: .loopback),
                .routerAdvertisement(RouterParameters(hopLimit: 255, flags: [.managed, .proxy], lifetime: 9)),
            ]
            let message = NeighborDiscovery(
                try #require(messages.randomElement(using: &random)),
                options: (0..<Int.random(in: 0...4, using: &random)).map { _ in Self.randomOption(&random) })
            let addresses = PseudoHeader.ipv6(source: address, destination: .loopback)
            let bytes = [UInt8](capacity: message.byteCount) { message.serialize(into: &$0, pseudoHeader: addresses) }
            #expect(bytes.count == message.byteCount)
            #expect(try NeighborDiscovery(parsing: bytes.span) == message)
            #expect(try ICMPv6Message(parsing: bytes.span).isChecksumValid(addresses) == true)
        }
    }
}
