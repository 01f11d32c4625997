import Probes
import TestSupport
import Testing
import Wire

@Suite struct ZoneServerSearchTests {
    private static let zone = """
        z.test. 60 IN SOA ns1.z.test. host.z.test. 1 2 3 4 60
        z.test. 60 IN NS ns1.z.test.
        z.test. 60 IN NS ns2.z.test.
        z.test. 60 IN NS lost.z.test.
        ns1.z.test. 60 IN A 192.0.2.1
        ns1.z.test. 60 IN AAAA 2001:db8::1
        ns2.z.test. 60 IN CNAME ns3.z.test.
        ns3.z.test. 60 IN A 192.0.2.3
        """

    private func search(
        _ name: String, usesIPv6: Bool = true, _ change: (inout NameWorld) throws -> Void = { _ in }
    ) throws -> ZoneServerSearch {
        var world = NameWorld()
        try world.serve("z.test", at: "192.0.2.53", text: Self.zone)
        try change(&world)
        let server = DNSServer("s", Endpoint(try #require(IPAddress("192.0.2.53"))))
        var search = ZoneServerSearch(try #require(DNSName(name)), usesIPv6: usesIPv6) {
            ResolvePlan(DNSQuery($0), servers: [server])
        }
        while case .ask(let plan, let token) = search.next() {
            _ = search.finish(token, with: try world.answer(plan.query.question, from: server))
        }
        #expect(search.next() == .end)
        return search
    }

    @Test func `finds the names of a zone's servers, and their addresses`() throws {
        let found = try search("z.test")
        let story = found.servers.map { "\($0.name) \($0.addresses)" }
        #expect(story == ["ns1.z.test. [192.0.2.1, 2001:db8::1]", "ns2.z.test. [192.0.2.3]", "lost.z.test. []"])
        #expect(try search("z.test", usesIPv6: false).servers[0].addresses.map(\.description) == ["192.0.2.1"])
    }

    @Test func `a name within a zone leads to the zone`() throws {
        for name in ["ns1.z.test", "not.there.z.test", "ns2.z.test"] {
            let found = try search(name)
            #expect(found.zone == DNSName("z.test") && found.servers.count == 3)
        }
    }

    @Test func `where nobody tells, there are none`() throws {
        for fault in [NameWorld.Fault.silent, .code(.serverFailure), .refers(to: "z.test")] {
            #expect(try search("z.test") { try $0.spoil("192.0.2.53", fault) }.servers.isEmpty)
        }
    }
}
