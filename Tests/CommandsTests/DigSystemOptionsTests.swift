import Probes
import Testing
import Wire

@testable import Commands

@Suite struct DigSystemOptionsTests {
    static func plan(_ resolvConf: String, _ words: String, token: Int = 0) throws -> ResolvePlan {
        let lookup = try DigArgumentsTests.parsed(words).lookups[0]
        let system = ResolverConfiguration(resolvConf)
        var plan = ResolvePlan(DNSQuery(DNSQuestion(.root, .a)), servers: system.servers)
        plan.follow(system, lookup.options, token)
        return plan
    }

    @Test func `resolv.conf is followed where the words say nothing else`() throws {
        let file = "nameserver 192.0.2.1\nnameserver 192.0.2.2\noptions timeout:2 attempts:4 use-vc"
        let followed = try Self.plan(file, "x")
        #expect(followed.timeout == 2 * .second && followed.tries == 4 && followed.transport == .tcp)
        let told = try Self.plan(file, "x +time=7 +tries=1 +notcp")
        #expect(told.timeout == 5 * .second && told.tries == 3 && told.transport == .udp, "left for the words")
        let other = try Self.plan(file, "@192.0.2.9 x")
        #expect(other.timeout == 5 * .second && other.tries == 3 && other.transport == .udp)
        let silent = try Self.plan("nameserver 192.0.2.1", "x")
        #expect(silent.timeout == 5 * .second && silent.tries == 3 && silent.transport == .udp)
    }

    @Test func `servers take turns if they are to`() throws {
        let file = "nameserver 192.0.2.1\nnameserver 192.0.2.2\nnameserver 192.0.2.3\noptions rotate"
        let first = try (0..<6).map { try Self.plan(file, "x", token: $0).servers[0] }
        #expect(Set(first[..<3]).count == 3 && Array(first[..<3]) == Array(first[3...]))
        #expect(try Self.plan(file, "x").servers.count == 3)
    }

    static func status(_ code: UInt16, _ types: [DNSType], of asked: DNSType?) throws -> DigStatus {
        var message = DNSMessage(identifier: 1, flags: DNSFlags(rawValue: 0x8000 | code))
        message.questions = [DNSQuestion(.root, asked ?? .a)]
        message.answers = types.map { DNSRecord(.root, $0, DNSRecordData([0], of: $0), timeToLive: 0) }
        return DigStatus(
            ResolveAnswer(
                try message.serialized(), to: [], from: DNSServer("", Endpoint(.v4(.loopback))), by: .udp, roundTrip: 0,
                clock: .user, time: 0), needing: asked)
    }

    @Test func `an answer without the type that was asked for is none, if that is wanted`() throws {
        #expect(try Self.status(0, [], of: nil).isSuccess && !Self.status(3, [.ns], of: nil).isSuccess)
        #expect(try !Self.status(0, [], of: .ns).isSuccess && Self.status(0, [.ns], of: .ns).isSuccess)
        #expect(try !Self.status(0, [.cname], of: .ns).isSuccess && Self.status(0, [.cname, .ns], of: .ns).isSuccess)
        #expect(try Self.status(0, [.ns], of: .any).isSuccess && !Self.status(0, [], of: .any).isSuccess)
        #expect(try Self.status(0, [.cname], of: .ns).hasAnswer && !Self.status(3, [.cname], of: .ns).isSuccess)
    }
}
