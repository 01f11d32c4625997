import Foundation
import Probes
import Reports
import TestSupport
import Testing
import Wire

@Suite struct DigCompareReportTests {
    typealias Server = ComparedServer

    /// Two that agree, one that has another answer, one that refuses, and a silent one.
    static func comparison() throws -> AnswerComparison {
        var named = Server("10.0.0.2")
        (named.name, named.isAuthoritative, named.roundTrip) = ("ns\u{1B}.test", false, 12_345_678)
        var refusing = Server("10.0.0.4")
        (refusing.code, refusing.isAuthoritative) = (.refused, false)
        return AnswerComparison([
            try Server("10.0.0.3").says("www.a.test. 60 A 192.0.2.1\nwww.a.test. 60 A 192.0.2.3"),
            try Server("10.0.0.1").says("www.a.test. 300 A 192.0.2.2\nwww.a.test. 300 A 192.0.2.1"),
            try named.says("www.a.test. 299 A 192.0.2.1\nwww.a.test. 299 A 192.0.2.2"),
            try Server("2001:db8::5").isSilent(), try refusing.says(""),
            .init(unasked: "nobody.test", "no such name"),
        ])
    }

    static func text(
        _ comparison: AnswerComparison, _ change: (inout DigTextOptions) -> Void = { _ in }
    ) -> String {
        var options = DigTextOptions()
        change(&options)
        var text: [UInt8] = []
        DigCompareText(Server.question, options).write(comparison, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    @Test func `text has a table of all, each answer once, and what tells it from the first`() throws {
        #expect(
            Self.text(try Self.comparison()) == """
                ;; QUESTION: www.a.test. IN A
                SERVER          NAME         BY       TIME  ANSWER  STATUS
                10.0.0.3#53     10.0.0.3     UDP   1.23 ms  B       NOERROR aa
                10.0.0.1#53     10.0.0.1     UDP   1.23 ms  A       NOERROR aa
                10.0.0.2#53     ns\\x1b.test  UDP  12.35 ms  A       NOERROR
                2001:db8::5#53  2001:db8::5  UDP                    no answer in time (UDP)
                10.0.0.4#53     10.0.0.4     UDP   1.23 ms  C       REFUSED
                                nobody.test                         no such name

                ;; ANSWER A: NOERROR, 2 records
                www.a.test.\t\t299-300\tIN\tA\t192.0.2.1
                www.a.test.\t\t299-300\tIN\tA\t192.0.2.2

                ;; ANSWER B: NOERROR, 2 records
                www.a.test.\t\t60\tIN\tA\t192.0.2.1
                www.a.test.\t\t60\tIN\tA\t192.0.2.3

                ;; DIFFERENCE OF B FROM A:
                --- A: 10.0.0.1#53, 10.0.0.2#53
                +++ B: 10.0.0.3#53
                -www.a.test.\t\t299-300\tIN\tA\t192.0.2.2
                +www.a.test.\t\t60\tIN\tA\t192.0.2.3

                ;; ANSWER C: REFUSED

                ;; DIFFERENCE OF C FROM A:
                --- A: 10.0.0.1#53, 10.0.0.2#53
                +++ C: 10.0.0.4#53
                -;; NOERROR
                +;; REFUSED
                -www.a.test.\t\t299-300\tIN\tA\t192.0.2.1
                -www.a.test.\t\t299-300\tIN\tA\t192.0.2.2

                ;; COMPARISON: 3 different answers among 4; 2 without an answer

                """)
    }

    @Test func `clients of each network have a row, with the scope of the answer`() throws {
        var near = Server("10.0.0.1")
        (near.subnet, near.scope) = ("192.0.2.0/24", 16)
        var far = Server("10.0.0.1")
        far.subnet = "2001:db8::/32"
        let members = [try near.says("www.a.test. A 192.0.2.1"), try far.says("www.a.test. A 192.0.2.2")]
        let text = Self.text(AnswerComparison(members))
        #expect(text.contains("SERVER       BY   SUBNET         SCOPE     TIME  ANSWER  STATUS\n"))
        #expect(text.contains("10.0.0.1#53  UDP  192.0.2.0/24     /16  1.23 ms  A       NOERROR aa\n"))
        #expect(text.contains("10.0.0.1#53  UDP  2001:db8::/32         1.23 ms  B       NOERROR aa\n"))
        #expect(text.contains("--- A: 10.0.0.1#53 for 192.0.2.0/24\n+++ B: 10.0.0.1#53 for 2001:db8::/32\n"))
    }

    @Test func `short text is the table and the verdict`() throws {
        let agreeing = AnswerComparison([try Server("10.0.0.1").says(""), try Server("10.0.0.2").says("")])
        let text = Self.text(agreeing) {
            $0.isShort = true
            $0.showsMicroseconds = true
        }
        #expect(
            text == """
                SERVER       BY      TIME  ANSWER  STATUS
                10.0.0.1#53  UDP  1230 us  A       NOERROR aa
                10.0.0.2#53  UDP  1230 us  A       NOERROR aa
                ;; COMPARISON: all 2 answers agree

                """)
        let nothing = Self.text(AnswerComparison([try Server("10.0.0.1").isSilent()])) { $0.showAll(false) }
        #expect(nothing == "")
    }

    @Test func `the verdict says how many there were`() throws {
        let silent = try Server("10.0.0.9").isSilent()
        let one = try Server("10.0.0.1").says("")
        #expect(Self.text(AnswerComparison([silent])).hasSuffix("\n;; COMPARISON: nobody has answered\n"))
        #expect(
            Self.text(AnswerComparison([silent, one])).hasSuffix(
                ";; COMPARISON: one answer, and none to compare it with; 1 without an answer\n"))
    }

    @Test func `answers have letters, and two of them where there are many`() throws {
        let members = try (0..<28).map { try Server("10.0.0.\($0)").says("www.a.test. A 192.0.2.\($0)") }
        let text = Self.text(AnswerComparison(members))
        #expect(text.contains("  Z       NOERROR aa\n") && text.contains(";; ANSWER AB: NOERROR, 1 record\n"))
    }

    @Test func `JSON has groups with members and records, and those without an answer`() throws {
        var output: [UInt8] = []
        DigCompareJSON.write(try Self.comparison(), of: Server.question, at: 0, to: &output)
        let value = try JSONSerialization.jsonObject(with: Data(output))
        #expect(try SchemaValidator(named: "dig").faults(in: value) == [])
        let line = try #require(value as? [String: Any])
        #expect(line["type"] as? String == "comparison" && line["agree"] as? Bool == false)
        let groups = try #require(line["groups"] as? [[String: Any]])
        #expect(groups.map { $0["name"] as? String } == ["A", "B", "C"])
        #expect(groups.map { $0["RCODEname"] as? String } == ["NOERROR", "NOERROR", "REFUSED"])
        let records = try #require(groups[0]["records"] as? [[String: Any]])
        #expect(records.map { $0["data"] as? String } == ["192.0.2.1", "192.0.2.2"])
        #expect(records[0]["ttl_min"] as? Int == 299 && records[0]["ttl_max"] as? Int == 300)
        let missing = groups.map { ($0["missing"] as? [[String: Any]] ?? []).map { $0["data"] as? String } }
        #expect(missing == [[], ["192.0.2.2"], ["192.0.2.1", "192.0.2.2"]])
        let failures = try #require(line["failures"] as? [[String: Any]])
        #expect(failures.map { $0["message"] as? String } == ["no answer in time (UDP)", "no such name"])
        output = []
        DigCompareJSON.write(
            AnswerComparison([try Server("10.0.0.1").isSilent()]), of: Server.question, at: 0, to: &output)
        let silent = try JSONSerialization.jsonObject(with: Data(output))
        #expect(try SchemaValidator(named: "dig").faults(in: silent) == [])
        #expect((silent as? [String: Any])?["agree"] == nil)
    }
}
