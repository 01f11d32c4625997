import Testing
import Wire
import TestSupport

@Suite struct IPv6ExtensionHeaderTests {
    static let first = IPv6Address(rawValue: 0x2001_0DB8 << 96 | 1)
    static let second = IPv6Address(rawValue: 0x2001_0DB8 << 96 | 2)

    static func bytes(_ header: IPv6OptionsHeader) -> [UInt8] {
        [UInt8](capacity: header.byteCount) { header.serialize(into: &$0) }
    }
    static func bytes(_ header: IPv6FragmentHeader) -> [UInt8] { [UInt8](capacity: 8) { header.serialize(into: &$0) } }
    static func bytes(_ header: IPv6RoutingHeader) -> [UInt8] {
        [UInt8](capacity: header.byteCount) { header.serialize(into: &$0) }
    }

    static func options(_ bytes: [UInt8]) -> (options: [IPv6Option], error: WireError?) {
        var iterator = IPv6OptionIterator(bytes.span, at: 2)
        var options: [IPv6Option] = []
        while let option = iterator.next() { options.append(option.option) }
        return (options, iterator.error)
    }

    /// Hop-by-hop, destination, routing, fragment, AH, mobility, HIP and Shim6 headers before eight bytes of UDP.
    static let chain: [UInt8] =
        bytes(IPv6OptionsHeader(nextHeader: .destinationOptions, options: [.routerAlert(.multicastListenerDiscovery)]))
        + bytes(IPv6OptionsHeader(nextHeader: .routing, options: [.homeAddress(first)]))
        + bytes(IPv6RoutingHeader(nextHeader: .fragment, segments: [first, second]))
        + bytes(IPv6FragmentHeader(nextHeader: .ah, fragmentOffset: 0, moreFragments: true, identification: 7))
        + [UInt8](hex: "87 04 0000 00000100 00000001 000102030405060708090a0b")
        + [UInt8](hex: "8b 00 00 00 00000000") + [UInt8](hex: "8c 00 00 00 00000000")
        + [UInt8](hex: "11 00 00 00 00000000") + [UInt8](hex: "3039 0035 0008 0000")

    @Test func `walks every kind of header to the upper layer`() {
        var walk = IPv6ExtensionHeaderIterator(Self.chain.span, first: .hopByHop)
        var kinds: [IPProtocol] = []
        while let header = walk.next() { kinds.append(header.kind) }
        #expect(kinds == [.hopByHop, .destinationOptions, .routing, .fragment, .ah, .mobility, .hip, .shim6])
        #expect(walk.error == nil && walk.nextHeader == .udp && walk.offset == Self.chain.count - 8)
        let upper = IPv6UpperLayer(Self.chain.span, first: .hopByHop, destination: Self.first)
        #expect(upper.protocolNumber == .udp && upper.offset == Self.chain.count - 8)
        #expect(upper.payload.count == 8)
        #expect(upper.finalDestination == Self.second)
        #expect(upper.fragment?.moreFragments == true && upper.isLaterFragment == false)
    }

    @Test func `stops where a header is cut, at every length`() throws {
        for count in 0..<Self.chain.count - 8 {
            let upper = IPv6UpperLayer(
                Self.chain.span.extracting(first: count), first: .hopByHop, destination: Self.first)
            #expect(upper.error != nil)
            #expect(upper.payload.isEmpty == true)
        }
        let upper = IPv6UpperLayer(Self.chain.span.extracting(first: 5), first: .hopByHop, destination: .any)
        #expect(
            upper.error == WireError("IPv6 extension header", .truncated(needed: 8, available: 5), at: 40))
        let next = IPv6UpperLayer(Self.chain.span.extracting(first: 20), first: .hopByHop, destination: .any)
        #expect(next.error == WireError("IPv6 extension header", .truncated(needed: 24, available: 12), at: 48))
        #expect(next.protocolNumber == .destinationOptions)
        let header = IPv6Header(nextHeader: .hopByHop, source: .loopback, destination: Self.first)
        let bytes = IPv6PacketTests.written(header, Self.chain)
        var sink = RecordingSink()
        try IPv6Packet(parsing: bytes.span.extracting(first: 60)).describe(into: &sink, at: 0)
        #expect(sink.values("_ws.malformed") == ["!"] && sink.highestByte == 60)
    }

    @Test(arguments: [IPProtocol.esp, .noNextHeader, .tcp, IPProtocol(rawValue: 253)])
    func `ends at what can't be stepped over`(last: IPProtocol) {
        let bytes = Self.bytes(IPv6OptionsHeader(nextHeader: last, options: [])) + [1, 2, 3]
        let upper = IPv6UpperLayer(bytes.span, first: .destinationOptions, destination: .any)
        #expect(upper.protocolNumber == last && upper.error == nil)
        #expect(upper.payload.count == 3)
    }

    @Test func `ends after the header of a later fragment`() {
        let fragment = IPv6FragmentHeader(
            nextHeader: .routing, fragmentOffset: 1448, moreFragments: false, identification: 9)
        let bytes = Self.bytes(fragment) + [1, 2, 3]
        let upper = IPv6UpperLayer(bytes.span, first: .fragment, destination: .any)
        #expect(upper.protocolNumber == .routing && upper.isLaterFragment == true)
        #expect(upper.payload.count == 3 && upper.fragment == fragment)
    }

    @Test func `walks a bounded number of headers`() {
        let bytes = [UInt8](repeating: 0, count: 8 * 1000)
        let upper = IPv6UpperLayer(bytes.span, first: .hopByHop, destination: .any)
        let reason = WireError.Reason.badLength(field: "number", value: 33, minimum: 0, maximum: 32)
        #expect(upper.error == WireError("IPv6 extension header", reason, at: 40 + 8 * 32))
    }

    @Test func `describes every kind of header`() throws {
        let header = IPv6Header(nextHeader: .hopByHop, source: .loopback, destination: Self.first)
        let bytes = IPv6PacketTests.written(header, Self.chain)
        var sink = RecordingSink()
        try IPv6Packet(parsing: bytes.span).describe(into: &sink, at: 0)
        #expect(sink.values("ipv6.opt.router_alert") == ["0 (MLD)"])
        #expect(sink.values("ipv6.opt.mipv6.home_address") == ["2001:db8::1"])
        #expect(sink.values("ipv6.routing.srh.addr") == ["2001:db8::2", "2001:db8::1"])
        #expect(sink.values("ipv6.fraghdr.ident") == ["7"])
        #expect(sink.values("ah.spi") == ["256"])
        for name in ["ipv6.hopopts", "ipv6.dstopts", "mip6", "hip", "shim6"] { #expect(sink.values(name) == ["{"]) }
        #expect(sink.depth == 0 && sink.highestByte == bytes.count - 8)
    }

    @Test(arguments: 0..<8) func `refuses a fragment header too short`(count: Int) {
        let bytes = [UInt8](repeating: 0, count: count)
        #expect(throws: WireError("IPv6 fragment", .truncated(needed: 8, available: count))) {
            _ = try IPv6FragmentHeader(parsing: bytes.span)
        }
    }

    @Test(arguments: 0..<24) func `refuses a routing header too short`(count: Int) {
        let bytes = Self.bytes(IPv6RoutingHeader(nextHeader: .tcp, type: .sourceRoute, addresses: [Self.first]))
        #expect(throws: WireError("IPv6 routing", .truncated(needed: count < 8 ? 8 : 24, available: count))) {
            _ = try IPv6Routing(parsing: bytes.span.extracting(first: count))
        }
    }

    @Test func `reads the addresses of every known type of routing header`() throws {
        let route = Self.bytes(
            IPv6RoutingHeader(nextHeader: .tcp, type: .sourceRoute, addresses: [Self.first, Self.second]))
        #expect(try IPv6Routing(parsing: route.span).addressCount == 2)
        #expect(try IPv6Routing(parsing: route.span).finalDestination(.any) == Self.second)
        let home = Self.bytes(IPv6RoutingHeader(nextHeader: .tcp, type: .mobility, addresses: [Self.first]))
        #expect(try IPv6Routing(parsing: home.span).finalDestination(.any) == Self.first)
        let arrived = Self.bytes(IPv6RoutingHeader(nextHeader: .tcp, segments: [Self.first]))
        #expect(try IPv6Routing(parsing: arrived.span).finalDestination(.any) == nil)
        // RFC 6554: two addresses that leave out 14 bytes each, padded with four.
        let compressed = [UInt8](hex: "06 01 03 02 ee 40 0000 0001 0002 00000000")
        let routing = try IPv6Routing(parsing: compressed.span)
        #expect(routing.addressCount == 2)
        #expect(routing.address(at: 0, destination: Self.second) == Self.first)
        #expect(routing.finalDestination(Self.first) == Self.second)
        #expect(routing.address(at: 2, destination: Self.second) == nil)
        #expect(Self.bytes(routing.header) == compressed)
    }

    @Test func `reads every known option, and keeps the others as bytes`() {
        let options: [IPv6Option] = [
            .pad1, .padN(2), .padN(7), .tunnelEncapsulationLimit(4), .routerAlert(IPv6RouterAlertValue(rawValue: 1)),
            .jumboPayload(70_000), .rpl(flags: 0x80, instance: 1, senderRank: 256), .homeAddress(Self.first),
            .other(IPv6OptionType(rawValue: 0x3E), [1, 2, 3]), .other(.padN, [1]), .other(.jumboPayload, [1]),
        ]
        let bytes = options.flatMap { option in [UInt8](capacity: 257) { option.serialize(into: &$0) } }
        #expect(Self.options(bytes).options == options)
        #expect(Self.options(bytes).error == nil)
        #expect(IPv6OptionType.jumboPayload.unknownAction.rawValue == 3 && !IPv6OptionType.jumboPayload.mayChange)
        #expect(IPv6OptionType.rpl.unknownAction.rawValue == 0 && IPv6OptionType.rpl.mayChange)
    }

    @Test func `stops at an option's bad length`() {
        let walk = Self.options([0, 5, 3, 0, 0])
        #expect(walk.options == [.pad1])
        let reason = WireError.Reason.badLength(field: "length", value: 3, minimum: 0, maximum: 2)
        #expect(walk.error == WireError("IPv6 option", reason, at: 4))
        #expect(Self.options([5]).error == WireError("IPv6 option", .truncated(needed: 2, available: 1), at: 2))
    }

    @Test func `pads options to a multiple of eight`() {
        #expect(Self.bytes(IPv6OptionsHeader(nextHeader: .udp, options: [])) == [17, 0, 1, 4, 0, 0, 0, 0])
        let alert = IPv6OptionsHeader(nextHeader: .udp, options: [.routerAlert(.multicastListenerDiscovery)])
        #expect(Self.bytes(alert) == [17, 0, 5, 2, 0, 0, 1, 0])
        let limit = IPv6OptionsHeader(nextHeader: .udp, options: [.tunnelEncapsulationLimit(1), .padN(2)])
        #expect(Self.bytes(limit) == [17, 0, 4, 1, 1, 1, 0, 0])
    }

    @Test func `survives a random round trip`() throws {
        var random = SeededGenerator(seed: 8754)
        for _ in 0..<300 {
            let fragment = IPv6FragmentHeader(
                nextHeader: IPProtocol(rawValue: .random(in: 0...255, using: &random)),
                fragmentOffset: 8 * .random(in: 0...8191, using: &random), moreFragments: .random(using: &random),
                identification: .random(in: 0...(.max), using: &random))
            #expect(try IPv6FragmentHeader(parsing: Self.bytes(fragment).span) == fragment)
            let routing = IPv6RoutingHeader(
                nextHeader: IPProtocol(rawValue: .random(in: 0...255, using: &random)),
                type: IPv6RoutingType(rawValue: .random(in: 0...255, using: &random)),
                segmentsLeft: .random(in: 0...255, using: &random),
                data: .random(4 + 8 * .random(in: 0...30, using: &random), using: &random))
            let written = Self.bytes(routing)
            #expect(try IPv6Routing(parsing: written.span).header == routing)
            let data = [UInt8].random(.random(in: 0...40, using: &random), using: &random)
            let header = IPv6OptionsHeader(nextHeader: .tcp, options: [.other(.oldRPL, data), .pad1])
            let bytes = Self.bytes(header)
            var walk = IPv6ExtensionHeaderIterator(bytes.span, first: .destinationOptions)
            let read = walk.next()?.optionsHeader
            #expect(read?.options.prefix(2) == header.options.prefix(2))
            #expect(read.map(Self.bytes) == bytes)
        }
    }
}
