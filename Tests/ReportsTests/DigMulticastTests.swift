import Foundation
import Probes
import Reports
import TestSupport
import Testing
import Wire

/// Answers by multicast DNS, where classes have a bit more.
@Suite struct DigMulticastTests {
    static func answer() throws -> ResolveAnswer {
        var message = DNSMessage(identifier: 0, flags: DNSFlags(rawValue: 0x8400))
        var flushed = try DigReportTests.record("b.local", .a, "192.0.2.1", timeToLive: 120)
        flushed.dnsClass = DNSClass(rawValue: 0x8001)
        let shared = try DigReportTests.record("_ipp._tcp.local", .ptr, "b._ipp._tcp.local", timeToLive: 120)
        message.answers = [flushed, shared]
        return ResolveAnswer(
            try message.serialized(), to: [], from: DNSServer("224.0.0.251%eth0", Endpoint(.v4(.loopback)), port: 5353),
            by: .multicast, roundTrip: 1_234_567, clock: .user, time: 1_700_000_000 * .second)
    }

    static func text(_ write: (DigText, inout [UInt8]) -> Void) -> String {
        var options = DigTextOptions()
        options.isMulticast = true
        var text: [UInt8] = []
        write(DigText(options), &text)
        return String(decoding: text, as: UTF8.self)
    }

    @Test func `the bit that flushes caches is a remark, and no other class`() throws {
        let answer = try Self.answer()
        let text = Self.text { $0.write(answer, to: &$1) }
        #expect(text.contains("b.local.\t\t120\tIN\tA\t192.0.2.1 ; cache flush\n"))
        #expect(text.contains("_ipp._tcp.local.\t120\tIN\tPTR\tb._ipp._tcp.local.\n"))
        #expect(text.contains(";; SERVER: 127.0.0.1#5353(224.0.0.251%eth0) (mDNS)\n"))
        #expect(Self.text { $0.writeTable(answer, to: &$1) }.contains("120  IN     A     192.0.2.1\n"))
        let yaml = Self.text { $0.writeYAML(answer, to: &$1) }
        #expect(yaml.contains("b.local. 120 IN A 192.0.2.1'") && yaml.contains("socket_protocol: UDP\n"))
    }

    @Test func `in JSON it is a member of its own`() throws {
        var text: [UInt8] = []
        DigJSON.write(try Self.answer(), to: &text)
        let value = try JSONSerialization.jsonObject(with: Data(text))
        #expect(try SchemaValidator(named: "dig").faults(in: value) == [])
        let object = try #require(value as? [String: Any])
        let records = try #require(object["answerRRs"] as? [[String: Any]])
        #expect(records.map { $0["CLASS"] as? Int } == [1, 1] && object["transport"] as? String == "mDNS")
        #expect(records.map { $0["cache_flush"] as? Bool } == [true, false])
        // A class of any other answer is told as it is.
        text = []
        var other = try Self.answer()
        other.transport = .udp
        DigJSON.write(other, to: &text)
        #expect(String(decoding: text, as: UTF8.self).contains(#""CLASS":32769"#))
        #expect(!String(decoding: text, as: UTF8.self).contains("cache_flush"))
    }
}
