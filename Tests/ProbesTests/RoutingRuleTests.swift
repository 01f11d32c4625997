import Probes
import Testing
import Wire

@Suite struct RoutingRuleTests {
    private static func rule(_ priority: UInt32, _ table: UInt32, _ change: (inout RoutingRule) -> Void) -> RoutingRule
    {
        var rule = RoutingRule()
        rule.priority = priority
        rule.action = .table(table)
        change(&rule)
        return rule
    }

    private static func query(_ destination: String, _ change: (inout RoutingRule.Query) -> Void = { _ in }) throws
        -> RoutingRule.Query
    {
        var query = RoutingRule.Query(try #require(IPAddress(destination)), user: 1000)
        change(&query)
        return query
    }

    @Test func `a rule fits a packet that has all it asks for`() throws {
        let plain = try Self.query("10.1.2.3")
        #expect(Self.rule(1, 1) { _ in }.fits(plain))
        #expect(Self.rule(1, 1) { $0.destination = AddressBlock("10.0.0.0/8") }.fits(plain))
        #expect(!Self.rule(1, 1) { $0.destination = AddressBlock("11.0.0.0/8") }.fits(plain))
        #expect(!Self.rule(1, 1) { $0.isIPv6 = true }.fits(plain))
        let fromHere = Self.rule(1, 1) { $0.source = AddressBlock("192.0.2.0/24") }
        #expect(!fromHere.fits(plain), "the source is not chosen yet")
        #expect(fromHere.fits(try Self.query("10.1.2.3") { $0.source = IPAddress("192.0.2.9") }))
        #expect(!fromHere.fits(try Self.query("10.1.2.3") { $0.source = IPAddress("198.51.100.9") }))
        let marked = Self.rule(1, 1) { $0.mark = (0x10, 0xF0) }
        #expect(!marked.fits(plain))
        #expect(marked.fits(try Self.query("10.1.2.3") { $0.mark = 0x1F }))
        #expect(Self.rule(1, 1) { $0.users = 1000...1000 }.fits(plain))
        #expect(!Self.rule(1, 1) { $0.users = 0...999 }.fits(plain))
        #expect(!Self.rule(1, 1) { $0.inputInterface = "eth0" }.fits(plain), "it does not come in anywhere")
        #expect(Self.rule(1, 1) { $0.inputInterface = "lo" }.fits(plain), "so the kernel has it")
        #expect(!Self.rule(1, 1) { $0.outputInterface = "eth0" }.fits(plain))
        #expect(
            Self.rule(1, 1) { $0.outputInterface = "eth0" }.fits(
                try Self.query("10.1.2.3") { $0.outputInterface = "eth0" }))
        #expect(!Self.rule(1, 1) { $0.destinationPorts = 53...53 }.fits(plain), "it has no port yet")
        #expect(!Self.rule(1, 1) { $0.isInverted = true }.fits(plain))
    }

    @Test func `the first that fits and names the table has decided`() throws {
        let query = try Self.query("10.1.2.3")
        let rules = [
            Self.rule(32_766, 254) { _ in }, Self.rule(0, 255) { _ in },
            Self.rule(200, 7) { $0.destination = AddressBlock("10.0.0.0/8") },
            Self.rule(100, 7) { $0.destination = AddressBlock("11.0.0.0/8") },
        ]
        #expect(RoutingRule.deciding(rules, for: query, table: 7)?.priority == 200)
        #expect(RoutingRule.deciding(rules, for: query, table: 254)?.priority == 32_766)
        #expect(RoutingRule.deciding(rules, for: query, table: 9) == nil)
    }
}
