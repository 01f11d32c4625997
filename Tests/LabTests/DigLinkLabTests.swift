import Foundation
import TestSupport
import Testing

/// `swiftnet dig` asking all on a link, with responders on two neighbours.
@Suite(.needsLab) struct DigLinkLabTests {
    /// Each question is asked on A, and kept under its name.
    static func ask(_ questions: [(name: String, words: String)]) async throws -> [String: Outcome] {
        let asked = questions.map { "keep \($0.name) on A \"$SWIFTNET\" dig \($0.words)" }.joined(separator: "\n")
        return try await Lab.run(
            """
            on B python3 \(Lab.root.path)/Tests/Lab/mdns.py b & first=$!
            on C python3 \(Lab.root.path)/Tests/Lab/mdns.py c & second=$!
            for ((try = 0; try < 50; try++)); do
                on A "$SWIFTNET" dig ready.local +short +identify +timeout=200ms >$KEPT/ready 2>&1 || true
                [ "$(grep -c 'from server' $KEPT/ready)" = 4 ] && break
            done
            \(asked)
            { kill -9 $first $second; wait $first $second; } 2>/dev/null || true
            """)
    }

    /// Addresses and data of the records of each answer, as "10.66.0.2 192.0.2.98".
    static func story(_ outcome: Outcome) throws -> [String] {
        try DigLabTests.objects(outcome).filter { $0["type"] as? String == "reply" }.map { reply in
            let records = reply["answerRRs"] as? [[String: Any]] ?? []
            let data = records.compactMap { $0["rdataA"] as? String ?? $0["rdataPTR"] as? String }
            return ([reply["address"] as? String ?? ""] + data).joined(separator: " ")
        }.sorted()
    }

    @Test func `all on the link answer, by IPv4 and by IPv6, and each is named`() async throws {
        let kept = try await Self.ask([
            ("v4", "-4 any.local --json"), ("v6", "-6 any.local --json"), ("both", "any.local +short"),
            ("group", "@224.0.0.251 -p 5353 any.local --json"), ("group6", "@ff02::fb%eth0 any.local --json"),
            ("word", "@mdns%eth0 -4 any.other --json"), ("option", "-4 any.other +mdns --json"),
            ("bound", "-b 10.66.0.1 any.local --json"), ("text", "-4 only-b.local"),
            ("browse", "-4 _ipp._tcp.local PTR --json"), ("every", "-4 _ipp._tcp.local ANY +mdns --json"),
            ("listening", "-b 10.66.0.1#5353 only-c.local +short"),
        ])
        let addresses = ["10.66.0.2 192.0.2.98", "10.66.0.3 192.0.2.99"]
        for name in ["v4", "group", "word", "option", "bound"] {
            let outcome = try kept.kept(name)
            #expect(try Self.story(outcome) == addresses && outcome.status == 0, "\(name): \(outcome.errors)")
        }
        for name in ["v6", "group6"] {
            let replies = try DigLabTests.objects(kept.kept(name))
            let own = ["fe80::66:ff:fe00:2", "fe80::66:ff:fe00:3"]
            #expect(replies.compactMap { $0["address"] as? String }.sorted() == own, "\(name)")
            #expect(replies.allSatisfy { $0["server"] as? String == "ff02::fb%eth0" })
            #expect(replies.allSatisfy { $0["transport"] as? String == "mDNS" && $0["port"] as? Int == 5353 })
        }
        #expect(try kept.kept("both").lines.sorted() == ["", "192.0.2.98", "192.0.2.99"])
        #expect(try kept.kept("text").hasLine(";; SERVER: 10.66.0.2#5353(224.0.0.251%eth0) (mDNS)"))
        for name in ["browse", "every"] {
            let printers = ["10.66.0.2 Printer\\032b._ipp._tcp.local.", "10.66.0.3 Printer\\032c._ipp._tcp.local."]
            #expect(try Self.story(kept.kept(name)) == printers, "\(name)")
        }
        #expect(try kept.kept("listening").output == "192.0.2.99\n")
    }

    @Test func `a name that is not of the link, and a server that is named, are asked as ever`() async throws {
        let kept = try await Self.ask([
            ("named", "@127.0.0.1 any.local +tries=1 +timeout=200ms"), ("off", "any.local +nomdns +timeout=200ms"),
            ("nobody", "nobody.local +timeout=200ms --json"), ("both", "@mdns @10.66.0.2 any.local"),
            ("tls", "any.local +mdns +tls"), ("zone", "any.local AXFR"), ("nowhere", "@mdns%none any.local"),
            ("elsewhere", "-b 10.9.9.9 any.local"),
            ("batch", "-f - -4 --json +timeout=300ms <<<$'only-b.local\\nx.test +tries=1\\nonly-c.local'"),
        ])
        #expect(try kept.kept("named").errors.contains("127.0.0.1#53: "))
        #expect(try kept.kept("off").errors.contains("127.0.0.1#53: "))
        let nobody = try kept.kept("nobody")
        #expect(nobody.status == 2 && nobody.errors.contains("nobody.local.: nobody on the link has answered"))
        #expect(try DigLabTests.objects(nobody).map { $0["type"] as? String } == ["failure"])
        for name in ["both", "tls", "zone"] { #expect(try kept.kept(name).status == 64, "\(name)") }
        for name in ["nowhere", "elsewhere"] { #expect(try kept.kept(name).status == 2, "\(name)") }
        #expect(try kept.kept("nowhere").errors.contains("interface none: No such device"))
        #expect(try kept.kept("elsewhere").errors.contains("no interface that suits"))
        let batch = try DigLabTests.objects(kept.kept("batch"))
        let types = batch.filter { $0["type"] as? String != "error" }.map { $0["type"] as? String }
        #expect(types == ["reply", "failure", "reply"], "in the order of the names")
    }

    @Test func `copies are dropped, and what is no answer is passed over`() async throws {
        let names = [
            "everywhere", "wrongid", "wrongquestion", "offtopic", "isquery", "failing", "short", "late", "group",
        ]
        let kept = try await Self.ask(
            names.map { ($0, "-4 \($0).local --json") } + [("wrongport", "-4 wrongport.local --json")]
                + [("flush", "-4 group.local +noall +answer"), ("query", "-4 group.local +noall +question +qr")])
        for name in names + ["wrongport"] {
            let outcome = try kept.kept(name)
            let addresses = ["10.66.0.2 192.0.2.98", "10.66.0.3 192.0.2.99"]
            #expect(try Self.story(outcome) == addresses && outcome.status == 0, "\(name): \(outcome.errors)")
        }
        #expect(try kept.kept("wrongid").errors.contains("passed over a message: its identifier is "))
        #expect(try kept.kept("wrongquestion").errors.contains("it answers not.this. IN A"))
        #expect(try kept.kept("offtopic").errors.contains("it has no record that was asked for"))
        #expect(try kept.kept("failing").errors.contains("its code is NXDOMAIN"))
        #expect(try kept.kept("isquery").errors.contains("it is a query"))
        #expect(try kept.kept("wrongport").errors.contains("it comes from port "))
        #expect(try kept.kept("flush").hasLine("group.local.\t\t10\tIN\tA\t192.0.2.98 ; cache flush"))
        #expect(try kept.kept("query").lines.count { $0.hasPrefix(";group.local.\t\t\tIN\tA") } == 2)
        #expect(try kept.kept("query").hasLine(";group.local.\t\t\tIN\tA ; unicast response"))
    }

    @Test func `nothing that they send steers the terminal, and a flood is bounded`() async throws {
        let forms = ["", "+yaml", "--table", "+short", "--json"]
        let kept = try await Self.ask(
            forms.flatMap { form in
                ["control", "counts"].map { ("\($0)\(form.drop { !$0.isLetter })", "-4 \($0).local TXT \(form)") }
            } + [("flood", "-4 flood.local --json")])
        for (name, outcome) in kept where name != "flood" {
            // What is no UTF-8 is U+FFFD in JSON.
            let bytes = (outcome.output.replacing("\u{FFFD}", with: "") + outcome.errors).utf8
            #expect(bytes.allSatisfy { $0 == 9 || $0 == 10 || (0x20...0x7E).contains($0) }, "\(name)")
            #expect(outcome.status == 0, "\(name)")
        }
        #expect(try kept.kept("control").hasLine("\"\\027[31mred\\007\\155\""))
        let flood = try DigLabTests.objects(kept.kept("flood"))
        let count = flood.count { $0["type"] as? String == "reply" }
        #expect((1...1000).contains(count), "\(count)")
    }
}
