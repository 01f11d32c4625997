import Testing
import Wire

@testable import Reports

@Suite struct FieldNamesTests {
    @Test func `names are sorted, and each layer is among them`() {
        #expect(FieldNames.all == FieldNames.all.sorted())
        for kind in LayerKind.allCases where !["", "raw"].contains(kind.name) {
            #expect(FieldNames.kinds(of: kind.name)?.contains(.layer) == true, "\(kind.name)")
        }
        for name in ["ip.src", "ip.addr", "tcp.flags.syn", "ip.options.routeralert", "ipv6.hopopts.nxt", "frame.len"] {
            #expect(FieldNames.all.contains(name), "\(name)")
        }
    }

    /// A field whose layer is never walked could not be asked for.
    @Test func `each field belongs to a layer`() {
        let layers = Set(LayerKind.allCases.map(\.name)).union(["frame", "_ws"])
        for name in FieldNames.all {
            #expect(!layers.isDisjoint(with: FieldNames.layers(of: name)), "\(name)")
        }
    }

    /// What is told of packets has a name in the table, and its values are of the kinds that the table says.
    @Test(arguments: FilterScene.names) func `what packets tell is known`(packet: String) {
        var sink = KnownFields()
        let frame = FilterScene.packet(packet)
        PacketWalk(LinkType.ethernet).describe(frame.span, into: &sink)
        #expect(sink.count > 10)
    }

    @Test(arguments: [
        ("tcp.dstprt", ["tcp.dstport", "tcp.srcport"]), ("ip.scr", ["ip.src", "ip.dst"]),
        ("tcp.mss_val", ["tcp.options.mss_val"]),
        ("tpc", ["tcp", "icmp", "udp"]), ("zzzzzz", []), ("", []), (String(repeating: "a", count: 100), []),
    ])
    func `near names are proposed`(name: String, expected: [String]) {
        let error = #expect(throws: UnknownFieldError.self) { try FieldNames.check(["ip.src", name, "qqq"]) }
        #expect(error?.name == name)
        #expect(error?.suggestions.starts(with: expected.prefix(1)) == true, "\(error?.description ?? "")")
        #expect((error?.suggestions.isEmpty ?? true) == expected.isEmpty)
    }

    @Test func `names that exist pass`() throws {
        try FieldNames.check(FieldNames.all)
    }

    @Test(arguments: [
        ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "abcd", 1), ("abc", "bc", 1), ("abc", "xyz", 3), ("", "ab", 2),
    ])
    func `edits are counted`(one: String, other: String, expected: Int) {
        #expect(UnknownFieldError.editDistance(Array(one.utf8), Array(other.utf8), limit: 9) == expected)
    }
}

/// Looks up each name that it is told.
private struct KnownFields: FieldSink {
    private(set) var count = 0

    private mutating func see(_ name: String, _ kinds: FieldKinds) {
        count += 1
        #expect(FieldNames.kinds(of: name).map { !$0.isDisjoint(with: kinds) } == true, "\(name)")
    }

    mutating func open(_ name: String, _ title: String, at bytes: Range<Int>) { see(name, [.layer, .group]) }
    mutating func close() {}
    mutating func number(
        _ name: String, _ label: String, _ value: UInt64, _ style: NumberStyle, meaning: String?, at bytes: Range<Int>
    ) {
        see(name, .number)
    }
    mutating func signed(
        _ name: String, _ label: String, _ value: Int64, _ style: NumberStyle, at bytes: Range<Int>
    ) {
        see(name, .signed)
    }
    mutating func flag(_ name: String, _ label: String, _ value: Bool, at bytes: Range<Int>) { see(name, .flag) }
    mutating func address(_ name: String, _ label: String, _ value: MACAddress, at bytes: Range<Int>) {
        see(name, .mac)
    }
    mutating func address(_ name: String, _ label: String, _ value: IPv4Address, at bytes: Range<Int>) {
        see(name, .ipv4)
    }
    mutating func address(_ name: String, _ label: String, _ value: IPv6Address, at bytes: Range<Int>) {
        see(name, .ipv6)
    }
    mutating func bytes(_ name: String, _ label: String, _ value: Span<UInt8>, at bytes: Range<Int>) {
        see(name, .bytes)
    }
    mutating func text(_ name: String, _ label: String, _ value: Span<UInt8>, at bytes: Range<Int>) { see(name, .text) }
    mutating func warning(_ name: String, _ text: String, at bytes: Range<Int>) { see(name, .warning) }
}
