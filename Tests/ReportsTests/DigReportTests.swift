import Foundation
import Probes
import Reports
import TestSupport
import Testing
import Wire

@Suite struct DigReportTests {
    static func name(_ text: String) -> DNSName { DNSName(text) ?? .root }

    static func record(_ owner: String, _ type: DNSType, _ text: String, timeToLive: UInt32 = 300) throws -> DNSRecord {
        let data = try DNSRecordData(presentation: Array(text.utf8), of: type)
        return DNSRecord(name(owner), type, data, timeToLive: timeToLive)
    }

    /// An answer with two records, one of them of a long name, an authority, and EDNS with all that can be in it.
    static func answer(_ change: (inout DNSMessage) throws -> Void = { _ in }) throws -> ResolveAnswer {
        var message = DNSMessage(identifier: 4711, flags: DNSFlags(rawValue: 0x8180))
        message.questions = [DNSQuestion(name("www.example.com"), .a)]
        message.answers = [
            try record("www.example.com", .cname, "a-rather-long-name.example.com"),
            try record("a-rather-long-name.example.com", .a, "192.0.2.1", timeToLive: 694_861),
        ]
        message.authorities = [try record("example.com", DNSType(rawValue: 23), "ns.example.com")]
        let cookie = [UInt8](1...8)
        let options = [
            EDNSOption(.nameServerID, Array("ns\u{1B}1".utf8)), EDNSOption(.cookie, cookie + cookie),
            EDNSOption(.clientSubnet, [0, 1, 24, 0, 192, 0, 2]),
            EDNSOption(.extendedError, [0, 6] + Array("why".utf8)),
            EDNSOption(.keepalive, [0, 25]), EDNSOption(.padding, [0, 0]), EDNSOption(.expire, [0, 1, 0x51, 0x80]),
            EDNSOption(.keyTag, [0x4F, 0x66, 0, 1]), EDNSOption(.reportChannel, [1, 97, 0]),
            EDNSOption(.zoneVersion, [2, 0, 0, 0, 0, 9]), EDNSOption(EDNSOptionCode(rawValue: 65001), []),
        ]
        message.additionals = [
            DNSRecord(.root, .opt, try .options(options), timeToLive: 0x8000, dnsClass: DNSClass(rawValue: 1232))
        ]
        try change(&message)
        var query = DNSQuery(DNSQuestion(name("www.example.com"), .a))
        query.edns?.options = [EDNSOption(.cookie, cookie)]
        return ResolveAnswer(
            try message.serialized(), to: try query.message(identifier: 4711),
            from: DNSServer("ns.example", Endpoint(.v4(.loopback)), port: 5300), by: .tcp, roundTrip: 1_234_567,
            clock: .user, time: 1_700_000_000 * .second)
    }

    static func text(_ answer: ResolveAnswer, _ change: (inout DigTextOptions) -> Void = { _ in }) -> String {
        var options = DigTextOptions()
        change(&options)
        var text: [UInt8] = []
        DigText(options, offset: { _ in 3600 }).write(answer, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    @Test func `shows an answer as dig does`() throws {
        let answer = try Self.answer()
        #expect(
            Self.text(answer) == """
                ;; Got answer:
                ;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 4711
                ;; flags: qr rd ra; QUERY: 1, ANSWER: 2, AUTHORITY: 1, ADDITIONAL: 1

                ;; OPT PSEUDOSECTION:
                ; EDNS: version: 0, flags: do; udp: 1232
                ; NSID: 6e 73 1b 31 ("ns.1")
                ; COOKIE: 01020304050607080102030405060708 (good)
                ; CLIENT-SUBNET: 192.0.2.0/24/0
                ; EDE: 6 (DNSSEC Bogus): (why)
                ; TCP KEEPALIVE: 2.5 secs
                ; PAD: (2 bytes)
                ; EXPIRE: 86400 (1 day)
                ; KEY-TAG: 20326, 1
                ; REPORT-CHANNEL: a.
                ; ZONEVERSION: SOA serial 9, 2 labels
                ; OPT=65001:
                ;; QUESTION SECTION:
                ;www.example.com.\t\tIN\tA

                ;; ANSWER SECTION:
                www.example.com.\t300\tIN\tCNAME\ta-rather-long-name.example.com.
                a-rather-long-name.example.com.\t694861 IN A\t192.0.2.1

                ;; AUTHORITY SECTION:
                example.com.\t\t300\tIN\tNSAP-PTR ns.example.com.

                ;; Query time: 1 msec
                ;; SERVER: 127.0.0.1#5300(ns.example) (TCP)
                ;; WHEN: Tue Nov 14 23:13:20 +0100 2023
                ;; MSG SIZE  rcvd: \(answer.message.count)


                """)
    }

    @Test func `shows as much as it is told to`() throws {
        let answer = try Self.answer()
        #expect(Self.text(answer) { $0.isShort = true } == "a-rather-long-name.example.com.\n192.0.2.1\n")
        let identified = Self.text(answer) {
            $0.isShort = true
            $0.identifiesServer = true
            $0.showsMicroseconds = true
        }
        #expect(identified.hasSuffix("192.0.2.1 from server 127.0.0.1 in 1234 us.\n"))
        func records(_ change: (inout DigTextOptions) -> Void) -> String {
            Self.text(answer) {
                $0.showAll(false)
                $0.showsAuthority = true
                change(&$0)
            }
        }
        #expect(records { $0.usesUnits = true } == "example.com.\t\t5m\tIN\tNSAP-PTR ns.example.com.\n")
        #expect(records { $0.showsTTL = false } == "example.com.\t\tIN\tNSAP-PTR ns.example.com.\n")
        #expect(records { $0.showsClass = false } == "example.com.\t\t300\tNSAP-PTR ns.example.com.\n")
        let generic = records { $0.isGeneric = true }
        #expect(generic == "example.com.\t\t300\tCLASS1\tTYPE23\t\\# 16 026E73076578616D706C6503636F6D00\n")
    }

    @Test func `says in colours what is what`() throws {
        let text = Self.text(try Self.answer()) { $0.isColored = true }
        #expect(text.contains("status: \u{1B}[32mNOERROR\u{1B}[0m, id"))
        let line = "\u{1B}[36mexample.com.\u{1B}[0m\u{1B}[2m\t\t300\tIN\u{1B}[0m\t\u{1B}[33mNSAP-PTR\u{1B}[0m "
        #expect(text.contains(line + "\u{1B}[1mns.example.com.\u{1B}[0m\n"))
        let failed = Self.text(try Self.answer { $0.flags.rawValue |= 3 }) { $0.isColored = true }
        #expect(failed.contains("\u{1B}[31mNXDOMAIN\u{1B}[0m"))
        // Without them the bytes are the same.
        let colorless = text.replacing(/\u{1B}\[\d+m/, with: "")
        #expect(colorless == Self.text(try Self.answer()))
    }

    @Test func `shows the end of a time to live that is none, with remarks`() throws {
        let answer = try Self.answer { $0.answers = [try Self.record("x", .a, "192.0.2.1", timeToLive: 1 << 31)] }
        #expect(Self.text(answer).contains("x.\t\t\t2147483648 IN\tA\t192.0.2.1\n"))
        let remarked = Self.text(answer) { $0.showsRemarks = true }
        #expect(remarked.contains("192.0.2.1 ; a TTL of more than 2147483647 is 0\n"))
    }

    @Test func `shows labels for what they stand for, where nothing in them can mislead`() throws {
        let shown: [String: String] = [
            "xn--bcher-kva": "bücher", "xn--one": "a.b", "xn--two": "\u{202E}x", "xn--three": "e\u{1B}",
            "xn--four": "\u{2024}",
        ]
        let answer = try Self.answer { message in
            message.answers = try shown.keys.sorted().map { try Self.record($0, .cname, "XN--BCHER-KVA.a\\.b") }
        }
        let text = Self.text(answer) {
            $0.showAll(false)
            $0.showsAnswer = true
            $0.unicodeLabel = { label in
                shown[String(decoding: label, as: UTF8.self).lowercased()].map { Array($0.utf8) }
            }
        }
        let names = text.split(separator: "\n").map { $0.split(separator: "\t").first ?? "" }
        #expect(names == ["bücher.", "xn--four.", "xn--one.", "xn--three.", "xn--two."])
        #expect(text.split(separator: "\n").allSatisfy { $0.hasSuffix("CNAME\tbücher.a\\.b.") })
    }

    @Test func `shows the first record of a zone once, if told to`() throws {
        let soa = try Self.record("x", .soa, "a. b. 1 2 3 4 5")
        var answer = try Self.answer {
            $0.questions = [DNSQuestion(Self.name("x"), .axfr)]
            $0.answers = [soa, try Self.record("x", .a, "192.0.2.1"), soa]
        }
        answer.query = try DNSQuery(DNSQuestion(Self.name("x"), .axfr)).message(identifier: 1)
        func types(_ change: (inout DigTextOptions) -> Void) -> [String] {
            var options = DigTextOptions()
            change(&options)
            var (text, size): ([UInt8], _) = ([], ZoneSize())
            DigText(options).write(part: answer, &size, to: &text)
            #expect(size.recordCount == 3)
            return String(decoding: text, as: UTF8.self).split(separator: "\n").map {
                String($0.split(separator: "\t")[3])
            }
        }
        #expect(types { _ in } == ["SOA", "A", "SOA"])
        #expect(types { $0.showsOneSOA = true } == ["SOA", "A"])
    }

    @Test func `shows what is damaged, and what is behind it`() throws {
        let answer = try Self.answer { message in
            message.answers = [DNSRecord(.root, .a, DNSRecordData([1, 2, 3], of: .a), timeToLive: 1)] + message.answers
        }
        let text = Self.text(answer)
        #expect(text.contains(".\t\t\t1\tIN\tA\t\\# 3 010203 ; DNS data: needs 4 bytes, 3 are there (byte "))
        #expect(text.contains("IN A\t192.0.2.1"))
        var cut = answer
        cut.message.removeLast(30)
        #expect(Self.text(cut).contains(";; WARNING: the message ends within its last record"))
        cut.message.removeLast(90)
        #expect(Self.text(cut).contains(";; WARNING: the message can't be read on: "))
        cut.message.removeLast(cut.message.count - 5)
        #expect(Self.text(cut).contains(";; MSG SIZE  rcvd: 5"))
        #expect(Self.text(cut) { $0.isShort = true }.isEmpty)
    }

    @Test func `writes JSON after RFC 8427, with the fields of each record`() throws {
        let schema = try SchemaValidator(named: "dig")
        func json(_ answer: ResolveAnswer) throws -> [String: Any] {
            var output: [UInt8] = []
            DigJSON.write(answer, to: &output)
            let value = try JSONSerialization.jsonObject(with: Data(output))
            #expect(schema.faults(in: value) == [] && output.last == UInt8(ascii: "\n"))
            return value as? [String: Any] ?? [:]
        }
        let texts: [(DNSType, String, String)] = [
            (.a, "192.0.2.1", #"{"a":"192.0.2.1"}"#), (.mx, "10 .", #"{"mail_exchange":".","preference":10}"#),
            (.txt, "a \\\"b\\027", #"{"txt":["a","\"b\u001b"]}"#), (.txt, "one", #"{"txt":["one"]}"#),
            (.nsec, "b. A TYPE65280", #"{"next_domain_name":"b","types":["A",65280]}"#),
            (
                .ds, "1 8 2 AB",
                #"{"algorithm":8,"algorithm_name":"RSASHA256","digest":"ab","#
                    + #""digest_type":2,"digest_type_name":"SHA-256","key_id":1}"#
            ),
            (
                .https, "1 . alpn=h2,h3",
                #"{"svcparam":[{"alpn":["h2","h3"],"key":1,"key_name":"alpn"}],"#
                    + #""svcpriority":1,"targetname":"."}"#
            ),
        ]
        let answer = try Self.answer { message in
            message.answers = texts.compactMap { try? Self.record("x.example", $0.0, $0.1) }
        }
        let reply = try json(answer)
        #expect(reply["RCODEname"] as? String == "NOERROR" && reply["rtt_ns"] as? Int == 1_234_567)
        #expect(reply["QNAME"] as? String == "www.example.com." && reply["QTYPEname"] as? String == "A")
        let edns = reply["EDNS"] as? [String: Any]
        let options = try #require(edns?["options"] as? [[String: Any]])
        #expect(edns?["DO"] as? Bool == true && edns?["udp_size"] as? Int == 1232)
        #expect(options.map { $0["code"] as? Int } == [3, 10, 8, 15, 11, 12, 9, 14, 18, 19, 65001])
        #expect(options[0]["text"] as? String == "ns\u{1B}1" && options[3]["info_name"] as? String == "DNSSEC Bogus")
        #expect(options[4]["timeout_ms"] as? Int == 2500 && options[6]["value"] as? String == "86400 (1 day)")
        let records = try #require(reply["answerRRs"] as? [[String: Any]])
        #expect(records.count == texts.count)
        for (record, expected) in zip(records, texts) {
            #expect(
                record["rdata\(expected.0)"] as? String
                    == expected.1.replacing(#"a \"b\027"#, with: #""a" "\"b\027""#)
                    .replacing("alpn=h2,h3", with: #"alpn="h2,h3""#).replacing("one", with: #""one""#))
            let fields = try JSONSerialization.data(withJSONObject: record["rdata"] ?? [:], options: .sortedKeys)
            let wanted = try JSONSerialization.jsonObject(with: Data(expected.2.utf8))
            #expect(fields == (try JSONSerialization.data(withJSONObject: wanted, options: .sortedKeys)))
        }
        var cut = answer
        cut.message.removeLast(60)
        #expect(try json(cut)["error"] is String)
        cut.message = []
        #expect(try json(cut)["RCODE"] == nil)
    }
}
