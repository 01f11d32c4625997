import TestSupport
import Testing
import Wire

@Suite struct DNSLifetimeTests {
    /// An answer with these records, as a zone file has them.
    private func message(
        _ answers: String, authorities: String = "", additionals: String = "", _ code: DNSResponseCode = .noError
    ) throws -> [UInt8] {
        var message = DNSMessage(identifier: 7, flags: DNSFlags(rawValue: 0x8180 | code.rawValue))
        message.questions = [DNSQuestion(try #require(DNSName("a.test")), .a)]
        message.answers = try ZoneFile.records(Array(answers.utf8))
        message.authorities = try ZoneFile.records(Array(authorities.utf8))
        message.additionals = try ZoneFile.records(Array(additionals.utf8))
        message.additionals.append(DNSRecord(.root, .opt, DNSRecordData([], of: .opt), timeToLive: 1 << 15))
        return try message.serialized()
    }

    private let start = "test. 900 IN SOA ns.test. host.test. 1 2 3 4 60\n"

    @Test func `an answer is good as long as each of its records`() throws {
        let answer = try message("a.test. 300 IN CNAME b.test.\nb.test. 20 IN A 192.0.2.1\n")
        #expect(DNSLifetime.seconds(of: answer.span) == 20)
        let glue = try message(
            "a.test. 300 IN A 192.0.2.1\n", authorities: "test. 10 IN NS ns.test.\n",
            additionals: "ns.test. 5 IN A 192.0.2.2\n")
        #expect(DNSLifetime.seconds(of: glue.span) == 5)
        let endless = try message("a.test. 2147483648 IN A 192.0.2.1\n")
        #expect(DNSLifetime.seconds(of: endless.span) == 0)
    }

    @Test func `a denial is good as long as the zone's start says`() throws {
        let noName = try message("", authorities: start, .noSuchName)
        #expect(DNSLifetime.seconds(of: noName.span) == 60)
        let noData = try message("", authorities: "test. 30 IN SOA ns.test. host.test. 1 2 3 4 60\n")
        #expect(DNSLifetime.seconds(of: noData.span) == 30)
        let behindAlias = try message("a.test. 300 IN CNAME b.test.\n", authorities: start)
        #expect(DNSLifetime.seconds(of: behindAlias.span) == 60)
    }

    @Test func `servers of a zone below are good as long as their records`() throws {
        let referral = try message(
            "", authorities: "a.test. 50 IN NS ns.a.test.\n", additionals: "ns.a.test. 40 IN A 192.0.2.2\n")
        #expect(DNSLifetime.seconds(of: referral.span) == 40)
    }

    @Test func `what proves nothing is not kept`() throws {
        let servers = "test. 50 IN NS ns.test.\n"
        for bytes in [
            try message(""), try message("", .noSuchName), try message("", authorities: servers, .noSuchName),
            try message("a.test. 300 IN A 192.0.2.1\n", .serverFailure), try message("", authorities: start, .refused),
        ] {
            #expect(DNSLifetime.seconds(of: bytes.span) == nil)
        }
        var answer = try message("a.test. 300 IN A 192.0.2.1\n")
        #expect(DNSLifetime.seconds(of: answer.span) == 300)
        for length in 0..<answer.count { #expect(DNSLifetime.seconds(of: answer.span.extracting(..<length)) == nil) }
        answer[2] |= 0x02
        #expect(DNSLifetime.seconds(of: answer.span) == nil, "it is cut")
    }

    @Test func `with the time that goes by, each record has less left, and EDNS stays as it is`() throws {
        let answer = try message(
            "a.test. 300 IN A 192.0.2.1\na.test. 20 IN A 192.0.2.2\na.test. 4294967295 IN A 192.0.2.3\n")
        let aged = DNSLifetime.age(answer, by: 60)
        let records = try DNSMessage(parsing: aged.span)
        #expect(records.answers.map(\.timeToLive) == [240, 0, 0])
        #expect(records.additionals.map(\.timeToLive) == [1 << 15])
        #expect(records.answers.map(\.data) == (try DNSMessage(parsing: answer.span)).answers.map(\.data))
        // Whatever is no message stays what it is.
        for length in 0..<answer.count { #expect(DNSLifetime.age(Array(answer[..<length]), by: 1).count == length) }
    }
}
