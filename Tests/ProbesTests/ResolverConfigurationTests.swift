import Probes
import Testing
import Wire

@Suite struct ResolverConfigurationTests {
    @Test func `reads what resolv.conf(5) has`() {
        let text = """
            # a comment
            ; another
            domain lab
            nameserver 192.0.2.1
            nameserver\tfe80::1%eth0
            nameserver nonsense
            nameserver 2001:db8::53
            nameserver 192.0.2.4
            search example.com a..b lab
            options ndots:3 timeout:0 attempts:9 rotate use-vc edns0
            """
        let configuration = ResolverConfiguration(text) { $0 == "eth0" ? 7 : nil }
        #expect(configuration.servers.map(\.name) == ["192.0.2.1", "fe80::1%eth0", "2001:db8::53"])
        #expect(configuration.servers[1].endpoint.scope == 7 && configuration.servers[0].port == 53)
        #expect(configuration.search == ["example.com", "lab"].compactMap { DNSName($0) })
        #expect(configuration.minimumDots == 3 && configuration.timeout == .second && configuration.attempts == 5)
        #expect(configuration.rotates && configuration.usesTCP)
    }

    @Test func `asks this machine where none is named, and lets the environment have its way`() {
        let empty = ResolverConfiguration("")
        #expect(empty.servers.map(\.name) == ["127.0.0.1"] && empty.search.isEmpty && empty.minimumDots == 1)
        let told = ResolverConfiguration(
            "search a.example\noptions ndots:2", options: "ndots:5", domains: "b.example c")
        #expect(told.minimumDots == 5 && told.search == ["b.example", "c"].compactMap { DNSName($0) })
    }
}
