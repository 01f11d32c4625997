import Foundation
import TestSupport
import Testing

/// `swiftnet dig +trace` and `+validate` against the lab's own hierarchy of signed zones.
@Suite(.needsLab) struct DigTraceLabTests {
    /// Each name is followed from the lab's root by `dig`, and kept under its first word.
    static func follow(_ questions: [(name: String, words: String)]) async throws -> [String: Outcome] {
        let asked = questions.map { "dig \($0.name) \($0.words)" }.joined(separator: "\n")
        return try await Lab.run(
            """
            zones=\(Lab.root.path)/Tests/Lab
            dig() {
              keep "$1" on A "$SWIFTNET" dig +trace --root-hints $zones/zones/root.hints "$@" +tries=1 +timeout=1
            }
            ask() { keep "$1" on A "$SWIFTNET" dig --trust-anchor $zones/zones/root.ds "${@:2}" +tries=1 +timeout=1; }
            on A python3 $zones/zones.py >$KEPT/ready 2>&1 & server=$!
            for ((try = 0; try < 100; try++)); do
                grep -qs ready $KEPT/ready && break
                sleep 0.05
            done
            anchor="--trust-anchor $zones/zones/root.ds"
            \(asked)
            ask found @127.53.0.21 +nssearch www.163.com -4
            ask found.json @127.53.0.21 +nssearch 163.com --json
            ask unknown @127.53.0.21 +nssearch test
            ask single @127.53.0.21 www.163.com +validate
            { kill -9 $server; wait $server; } 2>/dev/null || true
            """)
    }

    @Test func `a name is followed through aliases in three zones, and all servers are asked`() async throws {
        let kept = try await Self.follow([
            ("www.163.com", ""), ("WWW.163.com", "+short -4"), ("www.163.com.", "+tree +one"), ("163.com", "+short -6"),
            ("empty.163.com", ""), ("x.old.163.com", "+short -4"),
        ])
        let whole = try kept.kept("www.163.com")
        #expect(whole.status == 0 && whole.errors.isEmpty)
        let zones = whole.lines.filter { $0.hasPrefix(";; ZONE") }.map { $0.split(separator: " ")[2] }
        #expect(zones == [".", "com.", "163.com.", "com.", "163jiasu.com.", ".", "cn.", "bsgslb.cn."])
        #expect(whole.hasLine(";; fd53::11#53(ns1.com.): referral to 163.com., NOERROR, "))
        #expect(whole.hasLine(";; 127.53.0.22#53(ns2.163.com.): alias of www.163.com.163jiasu.com., NOERROR aa, "))
        #expect(whole.lines.contains("z163picipv6.v.bsgslb.cn. 300\tIN\tA\t203.0.113.2"))
        #expect(whole.hasLine(";; END: ns1.bsgslb.cn. has it: the answer, 2 records"))
        let names = "www.163.com.163jiasu.com.\nwww.163.com.bsgslb.cn.\nz163picipv6.v.bsgslb.cn.\n"
        #expect(try kept.kept("WWW.163.com").output.hasPrefix(names))
        let tree = try kept.kept("www.163.com.")
        #expect(tree.hasLine("   └─ com.") && tree.hasLine("      └─ 163.com."))
        #expect(!tree.output.contains("ns2."))
        // No server of this zone has an IPv6 address.
        #expect(try kept.kept("163.com").status == 2)
        #expect(try kept.kept("empty.163.com").hasLine("no such type"))
        #expect(try kept.kept("x.old.163.com").lines.contains("192.0.2.79"))
    }

    @Test func `what is wrong with servers and zones is told`() async throws {
        let kept = try await Self.follow([
            ("lame.com", ""), ("www.cyc1.com", ""), ("half.com", "--json"), ("missing.163.com", "+noall"),
        ])
        let lame = try kept.kept("lame.com")
        #expect(lame.status == 2 && lame.hasLine("(ns1.163.com.): lame, REFUSED, "))
        #expect(lame.hasLine(";; END: no server of lame.com. has an answer"))
        let circle = try kept.kept("www.cyc1.com")
        #expect(circle.status == 2 && circle.hasLine("WARNING: circular: ns.cyc2.com. needs ns.cyc1.com."))
        let half = try kept.kept("half.com")
        let lines = try DigLabTests.objects(half)
        let step = try #require(lines.last { $0["type"] as? String == "step" })
        let problems = step["problems"] as? [[String: Any]] ?? []
        #expect(problems.map { $0["kind"] as? String } == ["differing_servers"])
        #expect(lines.map { $0["type"] as? String }.suffix(2) == ["reply", "end"])
        #expect(half.status == 0)
        #expect(try kept.kept("missing.163.com").status == 1)
    }

    @Test func `what is known of zones is used for other names, and says so`() async throws {
        let kept = try await Self.follow([
            ("www.163.com", "+one 163.com mx +one --cache"),
            ("empty.163.com", "+one --json empty.163.com +one --json --cache"),
        ])
        let lines = try kept.kept("www.163.com").lines
        let second = try #require(lines.lastIndex { $0 == ";; ZONE ." })
        #expect(!lines[..<second].contains { $0.contains("from the cache") })
        let asked = lines[second...].filter { $0.hasPrefix(";; ") && $0.contains("bytes, ") }
        #expect(asked.map { $0.contains(" bytes, from the cache, 0 s old") } == [true, true, false], "\(asked)")
        let steps = try DigLabTests.objects(try kept.kept("empty.163.com")).filter { $0["type"] as? String == "step" }
        let replies = steps.compactMap { ($0["replies"] as? [[String: Any]])?.first }
        #expect(replies.map { $0["cache_age"] as? Int } == [nil, nil, nil, 0, 0, 0])
        #expect(replies.map { $0["rtt_ns"] == nil } == [false, false, false, true, true, true])
    }

    @Test func `signatures are checked from the root down`() async throws {
        let kept = try await Self.follow([
            ("www.163.com", "+validate $anchor"), ("bogus.com", "+validate $anchor +short"),
            ("expired.com", "+validate $anchor --json"), ("plain.com", "+validate $anchor"),
            ("x.w.163.com", "+validate $anchor"), ("missing.163.com", "+validate $anchor"),
            ("cn", "+validate"),
        ])
        let secure = try kept.kept("www.163.com")
        #expect(secure.status == 0 && secure.hasLine(";; VERDICT: secure"))
        for algorithm in ["RSASHA256", "RSASHA512", "ECDSAP256SHA256", "ECDSAP384SHA384", "ED25519"] {
            #expect(secure.hasLine(";; TRUST: ", algorithm), "\(algorithm)")
        }
        let bogus = try kept.kept("bogus.com")
        #expect(bogus.status == 3 && bogus.errors.contains("bogus: bogus.com. A: the signature by key "))
        let expired = try kept.kept("expired.com")
        let end = try #require(try DigLabTests.objects(expired).last)
        #expect(expired.status == 3 && end["verdict"] as? String == "bogus")
        #expect(try kept.kept("plain.com").hasLine(";; VERDICT: insecure: the zone above knows no key of plain.com."))
        #expect(try kept.kept("x.w.163.com").hasLine(";; VERDICT: secure"))
        let missing = try kept.kept("missing.163.com")
        #expect(missing.status == 1 && missing.hasLine(";; TRUST: missing.163.com. A is not there, as NSEC of "))
        // The Internet's root has other keys.
        #expect(try kept.kept("cn").status == 3)
        let found = try kept.kept("found")
        #expect(found.lines.filter { $0.hasPrefix("SOA ns1.163.com. ") }.count >= 2 && found.status == 0, "\(found)")
        let answers = try DigLabTests.objects(try kept.kept("found.json"))
        #expect(answers.last?["agree"] as? Bool == true && answers.last?["QTYPEname"] as? String == "SOA")
        let unknown = try kept.kept("unknown")
        #expect(unknown.status == 2 && unknown.errors.contains("no server of it is known"))
        // A server that knows one zone alone can't tell what is above it.
        #expect(try kept.kept("single").hasLine(";; VERDICT: indeterminate: REFUSED for . DNSKEY"))
    }
}
