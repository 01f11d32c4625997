import Foundation
import TestSupport
import Testing

/// `swiftnet dig +compare` against the lab's own name servers: one that answers as the first label says, also by TLS,
/// and those of the signed zones.
@Suite(.needsLab) struct DigCompareLabTests {
    /// Commands in which `ask NAME WORD...` asks and keeps; `$tls` has the certificates.
    static func ask(_ commands: String) async throws -> [String: Outcome] {
        try await Lab.run(
            """
            tls=\(DigSecureLabTests.fixtures)
            ask() { keep "$1" on A "$SWIFTNET" dig "${@:2}" +timeout=500ms; }
            on A python3 \(Lab.root.path)/Tests/Lab/dns.py 5300 & server=$!
            # It has one connection at a time: while it listens there, nobody else is answered.
            on A python3 \(Lab.root.path)/Tests/Lab/dns.py 5400 $tls/server.pem & secure=$!
            on A python3 \(Lab.root.path)/Tests/Lab/zones.py >$KEPT/zones 2>&1 & zones=$!
            for ((try = 0; try < 100; try++)); do
                grep -qs ready $KEPT/zones &&
                on A "$SWIFTNET" dig @127.0.0.1 -p 5300 ready +short +tries=1 >$KEPT/ready 2>&1 &&
                on A "$SWIFTNET" dig @127.0.0.1 -p 5400 ready +short +tries=1 >$KEPT/ready 2>&1 && break
                sleep 0.05
            done
            \(commands)
            { kill -9 $server $secure $zones; wait $server $secure $zones; } 2>/dev/null || true
            """)
    }

    @Test func `servers that agree are one group, whatever order and times to live they tell`() async throws {
        let kept = try await Self.ask(
            """
            ask turns --compare @127.0.0.1#5300 @::1#5300 @tls://127.0.0.1:5401 +notls-ca turns
            ask json --compare @127.0.0.1#5300 @::1#5300 turns --json
            ask missing --compare @127.0.0.1#5300 @::1#5300 missing
            ask empty --compare @127.53.0.21 @127.53.0.22 163.com loc --fail-empty
            """)
        let turns = try kept.kept("turns")
        #expect(turns.status == 0 && turns.errors.isEmpty, "\(turns.errors)")
        #expect(turns.hasLine(";; COMPARISON: all 3 answers agree"))
        #expect(turns.hasLine("127.0.0.1#5401", "  TLS", "  A       NOERROR aa"))
        #expect(turns.hasLine(";; ANSWER A: NOERROR, 3 records") && turns.hasLine("turns.", "-", "192.0.2.1"))
        let json = try kept.kept("json")
        let lines = try DigLabTests.objects(json)
        #expect(json.status == 0 && lines.map { $0["type"] as? String } == ["reply", "reply", "comparison"])
        #expect(lines.last?["agree"] as? Bool == true)
        // They agree that there is nothing.
        #expect(try kept.kept("missing").status == 1 && kept.kept("missing").hasLine(";; ANSWER A: NXDOMAIN"))
        #expect(try kept.kept("empty").status == 1 && kept.kept("empty").hasLine("all 2 answers agree"))
    }

    @Test func `servers that differ are told apart, and one that is dead spoils nothing`() async throws {
        let kept = try await Self.ask(
            """
            ask differ --compare @127.53.0.21 @127.53.0.22 @127.53.0.99 plain.com a
            ask dead --compare @127.53.0.21 @127.53.0.22 @127.53.0.99 @nobody.invalid 163.com mx
            ask json --compare @127.53.0.21 @127.53.0.22 @127.53.0.99 plain.com a --json
            ask nobody --compare @127.0.0.1#5300 @::1#5300 silent +tries=1 +timeout=200ms
            ask several --compare @127.53.0.21 @127.53.0.22 -f <(printf '163.com mx\\nplain.com\\n') +short
            """)
        let differ = try kept.kept("differ")
        #expect(differ.status == 1 && differ.hasLine("127.53.0.22#53", "  B       REFUSED"))
        #expect(differ.hasLine("127.53.0.99#53", "Connection refused (UDP)"))
        #expect(differ.lines.contains("--- A: 127.53.0.21#53") && differ.lines.contains("+++ B: 127.53.0.22#53"))
        #expect(differ.lines.contains("-;; NOERROR") && differ.lines.contains("+;; REFUSED"))
        #expect(differ.hasLine(";; COMPARISON: 2 different answers among 2; 1 without an answer"))
        let dead = try kept.kept("dead")
        #expect(dead.status == 0 && dead.hasLine(";; COMPARISON: all 2 answers agree; 2 without an answer"))
        #expect(dead.hasLine("nobody.invalid"))
        let line = try #require(try DigLabTests.objects(kept.kept("json")).last)
        #expect(line["agree"] as? Bool == false && (line["groups"] as? [Any])?.count == 2)
        #expect((line["failures"] as? [[String: Any]])?.map { $0["address"] as? String } == ["127.53.0.99"])
        let nobody = try kept.kept("nobody")
        #expect(nobody.status == 2 && nobody.hasLine(";; COMPARISON: nobody has answered"))
        let several = try kept.kept("several")
        #expect(several.status == 1 && several.lines.filter { $0.hasPrefix(";; COMPARISON: ") }.count == 2)
    }

    @Test func `a load balancer is asked as clients from each network`() async throws {
        let networks = "+subnet=10.1.0.0/16 +subnet=10.2.0.0/16 +subnet=11.0.0.0/24"
        let kept = try await Self.ask(
            """
            ask near @127.0.0.1#5300 near \(networks)
            ask json @127.0.0.1#5300 near \(networks) --json
            ask one @127.0.0.1#5300 near +subnet=10.1.0.0/16 --json
            ask cleared @127.0.0.1#5300 near \(networks) +nosubnet +short
            """)
        let near = try kept.kept("near")
        #expect(near.status == 1 && near.errors.isEmpty && near.hasLine(";; ANSWER A: NOERROR, 1 record"))
        #expect(near.hasLine("127.0.0.1#5300  UDP  10.1.0.0/16     /8 ", "  A  "))
        #expect(near.hasLine("127.0.0.1#5300  UDP  11.0.0.0/24     /8 ", "  B  "))
        #expect(near.lines.contains("--- A: 127.0.0.1#5300 for 10.1.0.0/16, 127.0.0.1#5300 for 10.2.0.0/16"))
        #expect(near.hasLine("-near.", "198.51.100.10") && near.hasLine("+near.", "198.51.100.11"))
        let lines = try DigLabTests.objects(kept.kept("json"))
        let replies = lines.filter { $0["type"] as? String == "reply" }.compactMap { $0["subnet"] as? String }
        #expect(replies.sorted() == ["10.1.0.0/16", "10.2.0.0/16", "11.0.0.0/24"])
        #expect(lines.last?["agree"] as? Bool == false)
        #expect(try DigLabTests.objects(kept.kept("one")).map { $0["subnet"] as? String } == ["10.1.0.0/16"])
        #expect(try kept.kept("cleared").output == "198.51.100.0\n")
    }

    @Test func `nothing that a server sends steers the terminal, and what does not go together is refused`()
        async throws
    {
        let names = ["control", "loop", "counts", "rdata"]
        let asked = names.map { "ask \($0) --compare @127.0.0.1#5300 @::1#5300 \($0) txt +tries=1" }
        let kept = try await Self.ask(
            """
            \(asked.joined(separator: "\n"))
            for word in +trace +validate +qid=7 axfr --table +yaml; do
                ask $word --compare @127.0.0.1#5300 a. $word
            done
            ask line @127.0.0.1#5300 -f <(echo a. --compare)
            """)
        for name in names {
            let outcome = try kept.kept(name)
            let bytes = (outcome.output + outcome.errors).utf8
            #expect(bytes.allSatisfy { $0 == 9 || $0 == 10 || (0x20...0x7E).contains($0) }, "\(name)")
            #expect(outcome.hasLine(";; COMPARISON: "), "\(name)")
        }
        #expect(try kept.kept("control").hasLine("\"\\027[31mred\\007\\155\""))
        #expect(try kept.kept("control").hasLine("NOERROR aa, EDE 6 DNSSEC Bogus ("))
        #expect(try kept.kept("counts").status == 2 && kept.kept("counts").hasLine("the answer can't be read: "))
        for word in ["+trace", "+validate", "+qid=7", "axfr", "--table", "+yaml"] {
            let outcome = try kept.kept(word)
            #expect(outcome.status == 64 && outcome.errors.contains("+compare"), "\(word): \(outcome.errors)")
        }
        #expect(try kept.kept("line").status == 1 && kept.kept("line").errors.contains("line 1: +compare"))
    }
}
