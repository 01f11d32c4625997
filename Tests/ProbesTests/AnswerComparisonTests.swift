import Probes
import TestSupport
import Testing
import Wire

@Suite struct AnswerComparisonTests {
    typealias Server = ComparedServer

    /// The last bytes of the addresses of each group's members.
    static func story(_ comparison: AnswerComparison) -> [String] {
        comparison.groups.map { $0.members.map { String($0.name.last ?? "?") }.joined() }
    }

    static func data(_ records: [AnswerComparison.Record]) -> [String] {
        records.map { entry in
            var text: [UInt8] = []
            entry.record.presentData(to: &text)
            return String(decoding: text, as: UTF8.self)
        }
    }

    @Test func `neither order nor times to live nor upper case make a difference`() throws {
        let comparison = AnswerComparison([
            try Server("10.0.0.1").says(
                "www.a.test. 300 CNAME b.test.\nb.test. 60 A 192.0.2.1\nb.test. 60 A 192.0.2.2"),
            try Server("10.0.0.2").says("b.test. 7 A 192.0.2.2\nb.test. 7 A 192.0.2.1\nWWW.a.test. 299 CNAME B.test."),
            try Server("10.0.0.3").says("b.test. 60 A 192.0.2.1\nb.test. 9 A 192.0.2.2\nwww.a.test. 3 CNAME b.TEST."),
        ])
        #expect(Self.story(comparison) == ["123"] && comparison.agrees == true && comparison.failures.isEmpty)
        let records = comparison.groups[0].records
        #expect(Self.data(records) == ["b.test.", "192.0.2.1", "192.0.2.2"])
        #expect(records.map(\.timesToLive) == [3...300, 7...60, 7...60])
    }

    @Test func `groups stand by size, then by who was asked first, and each is told apart from the largest`() throws {
        let comparison = AnswerComparison([
            try Server("10.0.0.1").says("www.a.test. A 192.0.2.9"),
            try Server("10.0.0.2").says("www.a.test. A 192.0.2.1\nwww.a.test. A 192.0.2.2"),
            try Server("10.0.0.3").isSilent(),
            try Server("10.0.0.4").says("www.a.test. A 192.0.2.2\nwww.a.test. A 192.0.2.1"),
            try Server("10.0.0.5").says("www.a.test. A 192.0.2.1\nwww.a.test. A 192.0.2.3"),
        ])
        #expect(Self.story(comparison) == ["24", "1", "5"] && comparison.agrees == false)
        #expect(comparison.failures.map(\.name) == ["10.0.0.3"])
        let groups = comparison.groups
        #expect(Self.data(groups[2].lacking(of: groups[0])) == ["192.0.2.2"])
        #expect(Self.data(groups[0].lacking(of: groups[2])) == ["192.0.2.3"])
        #expect(groups[0].lacking(of: groups[0]).isEmpty)
    }

    @Test func `codes differ, and so do a denial and a referral`() throws {
        var missing = Server("10.0.0.1")
        missing.code = .noSuchName
        var above = Server("10.0.0.2")
        (above.isAuthoritative, above.authorities) = (false, "a.test. NS ns.a.test.")
        var cache = Server("10.0.0.3")
        (cache.isAuthoritative, cache.authorities) = (false, "a.test. SOA ns. root. 1 1 1 1 1")
        let comparison = AnswerComparison(
            try [missing, above, cache, Server("10.0.0.4")].map { try $0.says("") })
        #expect(Self.story(comparison) == ["34", "1", "2"])
        #expect(comparison.groups.map { $0.referral?.description } == [nil, nil, "a.test."])
        #expect(comparison.groups.map(\.code) == [.noError, .noSuchName, .noError])
    }

    @Test func `data that is damaged is not the same as data that is not`() throws {
        let record = DNSRecord(Server.question.name, .a, DNSRecordData([1, 2, 3], of: .a), timeToLive: 1)
        let message = DNSMessage(identifier: 1, flags: DNSFlags(rawValue: 0x8400), answers: [record, record])
        let server = DNSServer("10.0.0.9", Endpoint(.v4(.loopback)))
        let answer = ResolveAnswer(
            try message.serialized(), to: [], from: server, by: .tcp, roundTrip: 0, clock: .user, time: 0)
        let damaged = AnswerComparison.Member(server, nil, WalkFact(answer, after: []))
        let comparison = AnswerComparison([damaged, try Server("10.0.0.1").says("www.a.test. A 1.2.3.0")])
        #expect(Self.story(comparison) == ["9", "1"] && comparison.groups[0].records.count == 1)
    }

    @Test func `where nobody answers nobody agrees`() throws {
        let server = DNSServer("10.0.0.1", Endpoint(.v4(.loopback)))
        let cut = ResolveAnswer([0], to: [], from: server, by: .udp, roundTrip: 0, clock: .user, time: 0)
        let comparison = AnswerComparison([
            try Server("10.0.0.1").isSilent(), .init(server, nil, WalkFact(cut, after: [])),
            .init(unasked: "nobody", "no such name"),
        ])
        #expect(comparison.groups.isEmpty && comparison.agrees == nil && comparison.failures.count == 3)
        #expect(AnswerComparison([]).agrees == nil)
    }

    @Test func `the scope is that of the answer`() throws {
        var server = Server("10.0.0.1")
        server.subnet = "192.0.2.0/24"
        #expect(try server.says("").scopeLength == nil)
        server.scope = 16
        #expect(try server.says("").scopeLength == 16)
    }
}
