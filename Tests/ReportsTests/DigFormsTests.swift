import Foundation
import Probes
import Reports
import Testing
import Wire

/// Answers as a table, and as YAML.
@Suite struct DigFormsTests {
    static func text(_ change: (inout DigTextOptions) -> Void = { _ in }, _ write: (DigText, inout [UInt8]) -> Void)
        -> String
    {
        var options = DigTextOptions()
        change(&options)
        var text: [UInt8] = []
        write(DigText(options), &text)
        return String(decoding: text, as: UTF8.self)
    }

    @Test func `a table has a row for each record of the answer`() throws {
        let answer = try DigReportTests.answer()
        #expect(
            Self.text { $0.writeTable(answer, to: &$1) } == """
                NAME                                TTL  CLASS  TYPE   DATA
                www.example.com.                    300  IN     CNAME  a-rather-long-name.example.com.
                a-rather-long-name.example.com.  694861  IN     A      192.0.2.1

                """)
    }

    @Test func `a table without records says how the answer ended`() throws {
        let nothing = try DigReportTests.answer { $0.answers = [] }
        #expect(Self.text { $0.writeTable(nothing, to: &$1) } == "www.example.com. A: no such record\n")
        let missing = try DigReportTests.answer {
            $0.answers = []
            $0.flags.rawValue |= 3
        }
        #expect(Self.text { $0.writeTable(missing, to: &$1) } == "www.example.com. A: NXDOMAIN\n")
    }

    @Test func `the titles of a zone's table stand once`() throws {
        let answer = try DigReportTests.answer()
        var size = ZoneSize()
        let text = Self.text { report, text in
            for _ in 0..<2 { report.writeTable(part: answer, &size, to: &text) }
        }
        #expect(text.split(separator: "\n").map { $0.hasPrefix("NAME ") } == [true, false, false, false, false])
    }

    /// What dig 9.18 prints of the same bytes, but for the names of options that it doesn't know, and for the address
    /// of the query, which it doesn't know either.
    @Test func `YAML has the keys that dig has`() throws {
        var answer = try DigReportTests.answer()
        answer.roundTrip = 1_500_000
        #expect(
            Self.text { $0.writeYAML(answer, to: &$1) } == """
                - type: MESSAGE
                  message:
                    type: RECURSIVE_RESPONSE
                    query_time: !!timestamp 2023-11-14T22:13:19.998Z
                    response_time: !!timestamp 2023-11-14T22:13:20.000Z
                    message_size: \(answer.message.count)b
                    socket_family: INET
                    socket_protocol: TCP
                    response_address: "127.0.0.1"
                    response_port: 5300
                    response_message_data:
                      opcode: QUERY
                      status: NOERROR
                      id: 4711
                      flags: qr rd ra
                      QUESTION: 1
                      ANSWER: 2
                      AUTHORITY: 1
                      ADDITIONAL: 1
                      OPT_PSEUDOSECTION:
                        EDNS:
                          version: 0
                          flags: do
                          udp: 1232
                          NSID: 6e 73 1b 31 ("ns.1")
                          COOKIE: 01020304050607080102030405060708 (good)
                          CLIENT-SUBNET: 192.0.2.0/24/0
                          EDE:
                            INFO-CODE: 6 (DNSSEC Bogus)
                            EXTRA-TEXT: "why"
                          TCP-KEEPALIVE: 2.5 secs
                          PAD: 00 00 ("..")
                          EXPIRE: 86400 (1 day)
                          KEY-TAG: 20326, 1
                          REPORT-CHANNEL: "a."
                          ZONEVERSION: SOA serial 9, 2 labels
                          OPT=65001:
                      QUESTION_SECTION:
                        - 'www.example.com. IN A'
                      ANSWER_SECTION:
                        - 'www.example.com. 300 IN CNAME a-rather-long-name.example.com.'
                        - 'a-rather-long-name.example.com. 694861 IN A 192.0.2.1'
                      AUTHORITY_SECTION:
                        - 'example.com. 300 IN NSAP-PTR ns.example.com.'\n
                """)
    }

    /// Keys, and values of which a reader of YAML makes one text or number: nothing that could begin another key, a
    /// comment or an end of the text.
    private static var line: Regex<Substring> {
        #/
        (?:\ *(?:-\ )?[A-Za-z_=0-9-]+:(?:\ (?:
            !!timestamp\ [0-9T:.Z-]+ | "(?:[^"\\\x00-\x1F]|\\["\\]|\\x[0-9a-f]{2}|\\u[0-9a-f]{4})*" | \|
            | [A-Za-z0-9](?:[!-9;-~]|\ [!"$-~]|:[!-~])* ))?)
        | \ *-\ '(?:[^'\x00-\x1F]|'')*' | \ {4}[^\x00-\x1F]+ | \ *-
        /#
    }

    @Test func `YAML stays YAML whatever a server says`() throws {
        let texts = ["a \"b\" \\ c: d # e", "'", "\u{1B}[31m\n- x: y", "\u{202E}\u{85}\u{FFFE}", "\u{0}", "---", ""]
        for text in texts {
            let bytes = Array(text.utf8) + [0xFF]
            let answer = try DigReportTests.answer { message in
                message.answers = [
                    DNSRecord(
                        DigReportTests.name("it's\\.\\010.x"), .txt,
                        DNSRecordData([UInt8(bytes.count)] + bytes, of: .txt), timeToLive: 1)
                ]
                let options = [
                    EDNSOption(.extendedError, [0, 6] + bytes), EDNSOption(.extendedError, [0, 3]),
                    EDNSOption(.nameServerID, bytes), EDNSOption(.reportChannel, [UInt8(bytes.count)] + bytes + [0]),
                    EDNSOption(.cookie, [0x12, 0xE4, 0, 0, 0, 0, 0, 0]),
                ]
                message.additionals = [
                    DNSRecord(.root, .opt, try .options(options), timeToLive: 0, dnsClass: DNSClass(rawValue: 1232))
                ]
            }
            let yaml = Self.text { $0.writeYAML(answer, to: &$1) }
            for line in yaml.split(separator: "\n") {
                #expect(line.wholeMatch(of: Self.line) != nil, "\(line)")
                #expect(line.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) })
            }
            #expect(
                yaml.contains("          EDE:\n            - INFO-CODE: 6 (DNSSEC Bogus)\n              EXTRA-TEXT: \"")
            )
            #expect(yaml.contains("\n            - INFO-CODE: 3 (Stale Answer)\n"))
        }
        #expect(Self.text { $0.writeYAML(failure: "x\n- y", to: &$1) }.split(separator: "\n").count == 3)
    }

    @Test func `YAML shows what it is told to, and what is damaged`() throws {
        var answer = try DigReportTests.answer()
        let bare = Self.text {
            $0.showAll(false)
        } _: {
            $0.writeYAML(answer, to: &$1)
        }
        #expect(bare.hasSuffix("      ADDITIONAL: 1\n"))
        #expect(
            Self.text {
                $0.isShort = true
            } _: {
                $0.writeYAML(answer, to: &$1)
            }.hasSuffix("192.0.2.1\n"))
        let query = Self.text {
            $0.showsQuery = true
        } _: {
            $0.writeYAML(query: answer.query, to: &$1)
        }
        #expect(query.contains("    type: RECURSIVE_QUERY\n") && query.contains("    query_message_data:\n"))
        answer.message.removeLast(100)
        #expect(Self.text { $0.writeYAML(answer, to: &$1) }.contains("\n      error: \""))
        answer.message.removeLast(answer.message.count - 5)
        #expect(Self.text { $0.writeYAML(answer, to: &$1) }.hasSuffix("error: \"the message has no whole header\"\n"))
    }
}
