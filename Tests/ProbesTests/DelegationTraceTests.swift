import Probes
import TestSupport
import Testing
import Wire

@Suite struct DelegationTraceTests {
    static let hints = """
        . NS a.root.
        a.root. A 10.0.0.1
        . NS b.root.
        b.root. A 10.0.0.2
        """

    static func soa(_ serial: Int = 1) -> String { "SOA ns. root. \(serial) 1 1 1 1" }

    /// A root with two servers, the zones `com` and `cn` below it, and `a.com` with two servers that agree.
    static func world() throws -> NameWorld {
        var world = NameWorld()
        try world.serve(
            ".", at: "10.0.0.1", "10.0.0.2",
            text: """
                . \(soa())
                . NS a.root.
                . NS b.root.
                a.root. A 10.0.0.1
                b.root. A 10.0.0.2
                com. NS ns.com.
                ns.com. A 10.0.1.1
                cn. NS ns.cn.
                ns.cn. A 10.0.2.1
                """)
        try world.serve(
            "com.", at: "10.0.1.1",
            text: """
                com. \(soa())
                com. NS ns.com.
                ns.com. A 10.0.1.1
                a.com. NS ns1.a.com.
                a.com. NS ns2.a.com.
                ns1.a.com. A 10.0.3.1
                ns2.a.com. A 10.0.3.2
                x.com. NS ns.y.com.
                y.com. NS ns.x.com.
                self.com. NS ns.self.com.
                far.com. NS ns.b.cn.
                evil.com. NS ns.b.cn.
                ns.b.cn. A 10.6.6.6
                """)
        try world.serve(
            "cn.", at: "10.0.2.1",
            text: """
                cn. \(soa())
                cn. NS ns.cn.
                ns.cn. A 10.0.2.1
                b.cn. NS ns.b.cn.
                ns.b.cn. A 10.0.4.1
                """)
        for address in ["10.0.3.1", "10.0.3.2"] { try world.serve("a.com.", at: address, text: zoneA) }
        try world.serve(
            "b.cn.", at: "10.0.4.1",
            text: """
                b.cn. \(soa())
                b.cn. NS ns.b.cn.
                ns.b.cn. A 10.0.4.1
                www.b.cn. A 192.0.2.8
                """)
        try world.serve(
            "far.com.", at: "10.0.4.1", text: "far.com. \(soa())\nfar.com. NS ns.b.cn.\nfar.com. A 192.0.2.9")
        return world
    }

    static let zoneA = """
        a.com. \(soa())
        a.com. NS ns1.a.com.
        a.com. NS ns2.a.com.
        ns1.a.com. A 10.0.3.1
        ns2.a.com. A 10.0.3.2
        www.a.com. A 192.0.2.1
        text.a.com. TXT hello
        near.a.com. CNAME www.a.com.
        away.a.com. CNAME www.b.cn.
        loop.a.com. CNAME pool.a.com.
        pool.a.com. CNAME loop.a.com.
        out.a.com. CNAME away.a.com.
        """

    static func words(_ steps: [WalkStep]) -> [String] {
        steps.map { step in
            let meanings = step.replies.map { "\($0.nameServer)" }
            return "\(step.depth) \(step.delegation.zone) \(step.question.name) \(meanings.joined(separator: " "))"
        }
    }

    @Test func goesFromTheRootDownAndAsksAllServers() throws {
        var world = try Self.world()
        let (steps, end) = try world.trace("www.a.com", hints: Self.hints)
        #expect(
            Self.words(steps) == [
                "0 . www.a.com. a.root. b.root.", "0 com. www.a.com. ns.com.",
                "0 a.com. www.a.com. ns1.a.com. ns2.a.com.",
            ])
        #expect(steps.flatMap(\.problems) == [])
        guard case .answered(let reply) = end, case .answer(let records) = reply.meaning else {
            Issue.record("no answer: \(String(describing: end))")
            return
        }
        #expect(records.count == 1)
    }

    @Test func asksOneServerOfEachZoneWhereThatIsEnough() throws {
        var world = try Self.world()
        try world.spoil("10.0.3.1", .silent)
        let (steps, _) = try world.trace("www.a.com", hints: Self.hints) { $0.asksOne = true }
        #expect(Self.words(steps).last == "0 a.com. www.a.com. ns1.a.com. ns2.a.com.")
        #expect(
            world.asked == [
                "10.0.0.1 www.a.com. A", "10.0.1.1 www.a.com. A", "10.0.3.1 www.a.com. A", "10.0.3.2 www.a.com. A",
            ])
    }

    @Test func followsAliasesThroughOtherZones() throws {
        var world = try Self.world()
        let (steps, end) = try world.trace("out.a.com", hints: Self.hints)
        #expect(Self.words(steps).map { $0.split(separator: " ")[1] } == [".", "com.", "a.com.", ".", "cn.", "b.cn."])
        #expect(steps[2].reply?.meaning == .alias(try #require(DNSName("www.b.cn"))))
        guard case .answered(let reply) = end else {
            Issue.record("no answer")
            return
        }
        #expect(reply.nameServer == DNSName("ns.b.cn"))
    }

    @Test func takesAnAliasWithinAZoneAsItsServerTellsIt() throws {
        var world = try Self.world()
        let (steps, _) = try world.trace("near.a.com", hints: Self.hints)
        #expect(steps.count == 3)
        guard case .answer = steps[2].reply?.meaning else {
            Issue.record("no answer")
            return
        }
    }

    @Test func endsWithAliasesThatLeadToEachOther() throws {
        var world = try Self.world()
        let (_, end) = try world.trace("loop.a.com", hints: Self.hints)
        #expect(end == .aliasLoop(try #require(DNSName("loop.a.com"))))
    }

    @Test func tellsNoSuchTypeFromNoSuchName() throws {
        var world = try Self.world()
        #expect(try world.trace("text.a.com", hints: Self.hints).steps.last?.reply?.meaning == .noData)
        #expect(try world.trace("nobody.a.com", hints: Self.hints).steps.last?.reply?.meaning == .noName)
    }

    @Test func seesServersThatDoNotServe() throws {
        let faults: [(NameWorld.Fault, WalkMeaning)] = [
            (.silent, .silent), (.code(.refused), .lame(.code(.refused))),
            (.notAuthoritative, .lame(.notAuthoritative)),
            (.refers(to: "."), .lame(.wayward(referral: .root))),
            (.refers(to: "a.com"), .lame(.wayward(referral: try #require(DNSName("a.com"))))),
        ]
        for (fault, meaning) in faults {
            var world = try Self.world()
            try world.spoil("10.0.3.1", fault)
            let (steps, end) = try world.trace("www.a.com", hints: Self.hints)
            #expect(steps.last?.replies.first?.meaning == meaning)
            guard case .answered = end else {
                Issue.record("the other server was not asked: \(fault)")
                continue
            }
            try world.spoil("10.0.3.2", fault)
            let stuck = try world.trace("www.a.com", hints: Self.hints).end
            #expect(stuck == .stuck(zone: try #require(DNSName("a.com"))))
        }
    }

    @Test func looksForTheAddressOfAServerInAnotherZone() throws {
        var world = try Self.world()
        let (steps, end) = try world.trace("far.com", hints: Self.hints)
        #expect(Self.words(steps).filter { $0.hasPrefix("1") }.count == 3)
        guard case .answered(let reply) = end else {
            Issue.record("no answer")
            return
        }
        // Not the address that com has for a name of cn.
        #expect(reply.server.endpoint.address == IPAddress("10.0.4.1"))
        #expect(!world.asked.contains { $0.hasPrefix("10.6.6.6") })
    }

    @Test func seesServersThatNeedEachOthersAddresses() throws {
        var world = try Self.world()
        let (steps, end) = try world.trace("www.x.com", hints: Self.hints)
        #expect(end == .stuck(zone: try #require(DNSName("x.com"))))
        let names = try ["ns.y.com", "ns.x.com", "ns.y.com"].map { try #require(DNSName($0)) }
        #expect(steps.last?.problems == [.circular(names)])
    }

    @Test func seesThatGlueIsMissing() throws {
        var world = try Self.world()
        let (steps, end) = try world.trace("www.self.com", hints: Self.hints)
        #expect(end == .stuck(zone: try #require(DNSName("self.com"))))
        #expect(steps.last?.problems == [.missingGlue(try #require(DNSName("ns.self.com")))])
    }

    @Test func comparesWhatServersSay() throws {
        var world = try Self.world()
        let other = Self.zoneA.replacing("192.0.2.1", with: "192.0.2.2").replacing("root. 1 ", with: "root. 2 ")
            .replacing("a.com. NS ns2.a.com.", with: "a.com. NS ns3.a.com.").replacing("10.0.3.2", with: "10.0.3.9")
        var changed = NameWorld()
        for (address, zones) in world.zones {
            for zone in zones where !(address == IPAddress("10.0.3.2") && zone.name == DNSName("a.com")) {
                let text = zone.records.map { record in
                    var data: [UInt8] = []
                    record.presentData(to: &data)
                    return "\(record.name) \(record.type) \(String(decoding: data, as: UTF8.self))"
                }
                try changed.serve(
                    zone.name.description, at: address.description, text: text.joined(separator: "\n"))
            }
        }
        try changed.serve("a.com.", at: "10.0.3.2", text: other)
        world = changed
        let problems = try #require(try world.trace("www.a.com", hints: Self.hints).steps.last).problems
        let (first, second, third) = (DNSName("ns1.a.com"), DNSName("ns2.a.com"), DNSName("ns3.a.com"))
        let names = try (#require(first), #require(second), #require(third))
        #expect(problems.contains(.differingAnswers([[names.0], [names.1]])))
        #expect(problems.contains(.differingSerials([1: [names.0], 2: [names.1]])))
        #expect(problems.contains(.differingServers(onlyAbove: [], onlyBelow: [names.2])))
        let addresses = ["10.0.3.2", "10.0.3.9"].compactMap { IPAddress($0) }
        #expect(problems.contains(.differingAddresses(names.1, above: [addresses[0]], below: addresses)))
    }

    @Test func asksTheZoneAboveForADelegationSigner() throws {
        var world = try Self.world()
        let (steps, _) = try world.trace("a.com", .ds, hints: Self.hints)
        #expect(Self.words(steps).last == "0 com. a.com. ns.com.")
        #expect(steps.last?.reply?.meaning == .noData)
    }

    /// A zone with very many servers, each named in a zone of its own that has as many: all questions have an end.
    @Test func givesUpWhereZonesNeedEachOtherWithoutEnd() throws {
        var world = NameWorld()
        var root = ". \(Self.soa())\n. NS a.root.\na.root. A 10.0.0.1\n"
        for zone in 0..<30 {
            for other in 0..<30 where other != zone { root += "z\(zone). NS ns.z\(other).\n" }
        }
        try world.serve(".", at: "10.0.0.1", text: root)
        let (steps, end) = try world.trace("www.z0", hints: ". NS a.root.\na.root. A 10.0.0.1")
        #expect(end == .stuck(zone: try #require(DNSName("z0"))))
        #expect(steps.count < 2000)
    }
}
