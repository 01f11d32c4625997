import Analysis
import Foundation
import Probes
import Reports
import TestSupport
import Testing
import Wire

@Suite struct DigTraceReportTests {
    static let question = DNSQuestion(DNSName("www.com") ?? .root, .a)
    static let hints = ". NS a.root.\na.root. A 10.0.0.1"

    /// A name that is an alias of one in another zone; of a server there the address has to be looked for, another one
    /// is lame, and a third is silent.
    static func trace() throws -> (steps: [WalkStep], end: WalkEnd) {
        var world = NameWorld()
        let soa = "SOA ns. root. 7 1 1 1 1"
        try world.serve(
            ".", at: "10.0.0.1",
            text: """
                . \(soa)
                . NS a.root.
                a.root. A 10.0.0.1
                com. 300 NS ns.com.
                com. 300 DS 1 8 2 00
                ns.com. A 10.0.1.1
                net. NS ns.com.
                """)
        try world.serve(
            "com.", at: "10.0.1.1",
            text: """
                com. \(soa)
                com. NS ns.com.
                ns.com. A 10.0.1.1
                www.com. 60 CNAME www.far.net.
                far.com. A 10.0.1.2
                silent.com. A 10.0.1.3
                """)
        try world.serve(
            "net.", at: "10.0.1.1",
            text: """
                net. \(soa)
                net. NS ns.com.
                far.net. 300 NS far.com.
                far.net. 300 NS lame.net.
                far.net. 300 NS silent.com.
                lame.net. A 10.0.0.1
                """)
        try world.serve(
            "far.net.", at: "10.0.1.2", text: "far.net. \(soa)\nfar.net. NS far.com.\nwww.far.net. 60 A 192.0.2.1")
        try world.spoil("10.0.1.3", .silent)
        let (steps, end) = try world.trace("www.com", hints: hints)
        return (steps, try #require(end))
    }

    static func text(_ write: (inout [UInt8]) throws -> Void) rethrows -> String {
        var text: [UInt8] = []
        try write(&text)
        return String(decoding: text, as: UTF8.self)
    }

    @Test func `text has the records of a zone file, and what each server said as comments`() throws {
        let (steps, end) = try Self.trace()
        let report = DigTraceText(Self.question, DigTextOptions())
        let text = Self.text { text in
            for step in steps { report.write(step, to: &text) }
            report.write(end, to: &text)
        }
        #expect(
            text == """
                ;; ZONE .
                ;; 10.0.0.1#53(a.root.): referral to com., NOERROR, 97 bytes, 1.23 ms
                com.\t\t\t300\tIN\tNS\tns.com.
                com.\t\t\t300\tIN\tDS\t1 8 2 00

                ;; ZONE com.
                ;; 10.0.1.1#53(ns.com.): alias of www.far.net., NOERROR aa, 50 bytes, 1.23 ms
                www.com.\t\t60\tIN\tCNAME\twww.far.net.

                ;; ZONE . for www.far.net. A
                ;; 10.0.0.1#53(a.root.): referral to net., NOERROR, 87 bytes, 1.23 ms
                net.\t\t\t300\tIN\tNS\tns.com.

                ;; ZONE net. for www.far.net. A
                ;; 10.0.1.1#53(ns.com.): referral to far.net., NOERROR, 106 bytes, 1.23 ms
                far.net.\t\t300\tIN\tNS\tfar.com.
                far.net.\t\t300\tIN\tNS\tlame.net.
                far.net.\t\t300\tIN\tNS\tsilent.com.

                ;;   ZONE com. for far.com. A
                ;;   10.0.1.1#53(ns.com.): the answer, NOERROR aa, 41 bytes, 1.23 ms

                ;;   ZONE com. for silent.com. A
                ;;   10.0.1.1#53(ns.com.): the answer, NOERROR aa, 44 bytes, 1.23 ms

                ;; ZONE far.net. for www.far.net. A
                ;; 10.0.0.1#53(lame.net.): lame: it refers to net., NOERROR, 87 bytes, 1.23 ms
                ;; 10.0.1.2#53(far.com.): the answer, NOERROR aa, 45 bytes, 1.23 ms
                ;; 10.0.1.3#53(silent.com.): silent, no answer in time (UDP)
                ;; WARNING: the zone above names silent.com. lame.net., the zone does not
                www.far.net.\t\t60\tIN\tA\t192.0.2.1

                ;; END: far.com. has it: the answer

                """)
    }

    @Test func `short text is the data of all answers`() throws {
        let (steps, end) = try Self.trace()
        var options = DigTextOptions()
        options.isShort = true
        let report = DigTraceText(Self.question, options)
        let text = Self.text { text in
            for step in steps { report.write(step, to: &text) }
            report.write(end, to: &text)
        }
        #expect(text == "www.far.net.\n192.0.2.1\n")
    }

    @Test func `a tree has the zones below each other`() throws {
        let (steps, end) = try Self.trace()
        var tree = DigTraceTree()
        for step in steps { tree.add(step) }
        #expect(
            Self.text { tree.write(end, to: &$0) } == """
                www.com. A
                └─ .
                   ├─ a.root. 10.0.0.1: referral to com., NOERROR, 97 bytes, 1.23 ms
                   └─ com.
                      ├─ ns.com. 10.0.1.1: alias of www.far.net., NOERROR aa, 50 bytes, 1.23 ms
                      └─ www.com. CNAME www.far.net.

                www.far.net. A
                └─ .
                   ├─ a.root. 10.0.0.1: referral to net., NOERROR, 87 bytes, 1.23 ms
                   └─ net.
                      ├─ ns.com. 10.0.1.1: referral to far.net., NOERROR, 106 bytes, 1.23 ms
                      └─ far.net.
                         ├─ lame.net. 10.0.0.1: lame: it refers to net., NOERROR, 87 bytes, 1.23 ms
                         ├─ far.com. 10.0.1.2: the answer, NOERROR aa, 45 bytes, 1.23 ms
                         ├─ silent.com. 10.0.1.3: silent, no answer in time (UDP)
                         ├─ ! the zone above names silent.com. lame.net., the zone does not
                         └─ www.far.net. A 192.0.2.1

                far.com. A  (the address of a server)
                └─ com.
                   ├─ ns.com. 10.0.1.1: the answer, NOERROR aa, 41 bytes, 1.23 ms
                   └─ far.com. A 10.0.1.2

                silent.com. A  (the address of a server)
                └─ com.
                   ├─ ns.com. 10.0.1.1: the answer, NOERROR aa, 44 bytes, 1.23 ms
                   └─ silent.com. A 10.0.1.3

                far.com. has it: the answer

                """)
    }

    @Test func `JSON fits its schema`() throws {
        let (steps, end) = try Self.trace()
        let text = Self.text { text in
            for step in steps { DigTraceJSON.write(step, at: 1, to: &text) }
            DigTraceJSON.write(end, at: 1, to: &text)
        }
        let lines = text.split(separator: "\n")
        #expect(lines.count == steps.count + 2)
        let schema = try SchemaValidator(named: "dig")
        for line in lines {
            let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
            #expect(schema.faults(in: value) == [])
        }
    }

    @Test func `a verdict is told in each form`() throws {
        let answer = try DigReportTests.answer()
        let place = BogusReason.Place(name: DNSName("a") ?? .root, type: .a)
        let trust = TrustReport(.bogus(.expired(place, since: 0)), [])
        let words = "bogus: a. A: the signature has expired on 1970-01-01 00:00:00 UTC"
        let report = DigText(DigTextOptions())
        #expect(Self.text { report.write(answer, trust, to: &$0) }.contains("\n;; VERDICT: \(words)\n"))
        #expect(Self.text { report.writeTable(answer, trust, to: &$0) }.hasSuffix("\n\(words)\n"))
        #expect(Self.text { report.writeYAML(answer, trust, to: &$0) }.hasSuffix("\n    verdict: \"\(words)\"\n"))
        let line = Self.text { DigJSON.write(answer, trust, to: &$0) }
        #expect(line.contains(#""verdict":"bogus","reason":"a. A: the signature has expired"#))
    }
}
