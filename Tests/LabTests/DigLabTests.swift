import Foundation
import TestSupport
import Testing

/// `swiftnet dig` against the lab's own name server, which answers as the first label says.
@Suite(.needsLab) struct DigLabTests {
    /// Each name is asked by `dig`, and kept under its first label.
    static func ask(_ questions: [(name: String, words: String)]) async throws -> [String: Outcome] {
        let asked = questions.map { "dig \($0.name) \($0.words)" }.joined(separator: "\n")
        return try await Lab.run(
            """
            dig() { keep "$1" on A "$SWIFTNET" dig @127.0.0.1 -p 5300 "$@"; }
            dig6() { keep "$1" on A "$SWIFTNET" dig @::1 -p 5300 "${@:2}"; }
            on A python3 \(Lab.root.path)/Tests/Lab/dns.py 5300 & server=$!
            for ((try = 0; try < 50; try++)); do
                on A "$SWIFTNET" dig @127.0.0.1 -p 5300 ready +short +tries=1 >$KEPT/ready 2>&1 && break
                sleep 0.05
            done
            \(asked)
            dig6 six a.test +short
            { kill -9 $server; wait $server; } 2>/dev/null || true
            """)
    }

    @Test func `answers are shown as dig shows them`() async throws {
        let kept = try await Self.ask([
            ("plain", "A"), ("WwW.Plain", "A +short"), ("missing", "A"), ("PLAIN", "MX --fail-empty +short"),
            ("failing", "A +noall +comments"), ("cookie", "A"), ("extra", "+nocmd"),
            ("bücher.example", "+noall +question"), ("cookie.seen", "+showbadcookie"),
            ("big.seen", "TXT +showtruncated"), ("oldedns.seen", "+showbadvers +edns=1"),
            ("plain.bare", "+noheader +noopt"), ("ipv4only.arpa", "AAAA +dns64prefix"), ("plain.none", "+dns64prefix"),
            ("straße_1.example", "+noall +question"), ("raw-ü", "+noidnin +noall +question"),
        ])
        #expect(try kept.kept("bücher.example").output == ";xn--bcher-kva.example.\t\tIN\tA\n")
        #expect(try kept.kept("straße_1.example").hasLine(";xn--strae_1-3va.example."))
        #expect(try kept.kept("raw-ü").hasLine(";raw-\\195\\188."))
        #expect(try kept.kept("cookie.seen").lines.filter { $0.contains("status: ") }.count == 2)
        #expect(try kept.kept("cookie.seen").hasLine("status: BADCOOKIE"))
        #expect(try kept.kept("big.seen").lines.filter { $0.hasPrefix(";; flags: qr") }.count == 2)
        #expect(try kept.kept("oldedns.seen").hasLine("status: BADVERS"))
        #expect(try kept.kept("ipv4only.arpa").output == "2001:db8::/96\n64:ff9b::/96\n")
        #expect(try kept.kept("plain.none").status == 1 && kept.kept("plain.none").output.isEmpty)
        let bare = try kept.kept("plain.bare")
        #expect(!bare.output.contains("HEADER") && !bare.output.contains("OPT ") && bare.hasLine(";; ANSWER SECTION:"))
        let plain = try kept.kept("plain")
        #expect(plain.status == 0 && plain.errors.isEmpty)
        #expect(plain.hasLine("; <<>> swiftnet ", " dig <<>> @127.0.0.1 -p 5300 plain A"))
        #expect(plain.hasLine(";; flags: qr aa rd ra; QUERY: 1, ANSWER: 1, AUTHORITY: 0, ADDITIONAL: 0"))
        #expect(
            plain.lines.contains(";plain.\t\t\t\tIN\tA") && plain.lines.contains("plain.\t\t\t300\tIN\tA\t192.0.2.1"))
        #expect(plain.hasLine(";; SERVER: 127.0.0.1#5300(127.0.0.1) (UDP)"))
        #expect(try kept.kept("WwW.Plain").output == "192.0.2.1\n")
        #expect(try kept.kept("six").output == "192.0.2.1\n")
        let other = try kept.kept("PLAIN")
        #expect(other.status == 1 && other.output == "192.0.2.1\n", "there is an address, and none was asked for")
        let missing = try kept.kept("missing")
        #expect(missing.status == 1 && missing.hasLine("status: NXDOMAIN"))
        #expect(try kept.kept("failing").hasLine("status: SERVFAIL"))
        let cookie = try kept.kept("cookie")
        #expect(cookie.errors.contains("wants its own cookie") && cookie.hasLine("; COOKIE: ", " (good)"))
        #expect(cookie.status == 0 && cookie.hasLine("status: NOERROR"))
        #expect(try kept.kept("extra").hasLine("4 extra bytes at end"))
    }

    @Test func `what is no answer is passed over, and what is cut is fetched by TCP`() async throws {
        let kept = try await Self.ask([
            ("wrongid", "+short"), ("wrongquestion", "+short"), ("isquery", "+short"), ("short", "+short"),
            ("wrongsource", "+short"), ("twice", "+short"), ("big", "TXT +short"), ("drip", "TXT +short"),
            ("cut", "+tries=1 +timeout=1"), ("oldedns", "+edns=1 +short"),
        ])
        for name in ["wrongid", "wrongquestion", "isquery", "short", "wrongsource", "twice", "oldedns"] {
            let outcome = try kept.kept(name)
            #expect(outcome.output == "192.0.2.1\n" && outcome.status == 0, "\(name): \(outcome.output)")
        }
        #expect(try kept.kept("wrongid").errors.contains("passed over a message: its identifier is "))
        #expect(try kept.kept("wrongquestion").errors.contains("it answers not.this. IN A"))
        #expect(try kept.kept("isquery").errors.contains("it is a query"))
        #expect(try kept.kept("short").errors.contains("DNS: needs 12 bytes, 4 are there (byte 0)"))
        // The kernel passes on what comes from the server alone.
        #expect(try kept.kept("wrongsource").errors.isEmpty)
        #expect(try kept.kept("oldedns").errors.contains("knows EDNS up to version 0"))
        for name in ["big", "drip"] {
            let outcome = try kept.kept(name)
            #expect(outcome.lines.count == 21 && outcome.errors.contains("asking again by TCP"), "\(name)")
        }
        let cut = try kept.kept("cut")
        #expect(cut.status == 2 && cut.errors.contains("(TCP)"), "\(cut.errors)")
    }

    @Test func `nothing that a server sends steers the terminal or stops the program`() async throws {
        let names = ["control", "loop", "counts", "rdata"]
        let forms = ["+yaml", "--table", "+multiline"]
        let kept = try await Self.ask(
            names.map { ($0, "TXT") } + [("rdata.json", "--json"), ("control.json", "--json")]
                + names.flatMap { name in forms.map { ("\(name).\($0.drop { !$0.isLetter })", "TXT \($0)") } })
        for name in names.flatMap({ name in [name] + ["yaml", "table", "multiline"].map { "\(name).\($0)" } }) {
            let outcome = try kept.kept(name)
            let bytes = (outcome.output + outcome.errors).utf8
            #expect(bytes.allSatisfy { $0 == 9 || $0 == 10 || (0x20...0x7E).contains($0) }, "\(name)")
            #expect(outcome.status == 0, "\(name)")
        }
        #expect(try kept.kept("control").hasLine("\"\\027[31mred\\007\\155\""))
        #expect(try kept.kept("control").hasLine("; EDE: 6 (DNSSEC Bogus): ("))
        #expect(try kept.kept("counts").hasLine("192.0.2.1"))
        #expect(try kept.kept("counts").hasLine(";; WARNING: the message can't be read on"))
        // What is damaged is shown as it came, with the reason; what is behind it is shown too.
        let damaged = try kept.kept("rdata")
        #expect(damaged.hasLine("\\# 3 010203 ; DNS data: needs 4 bytes, 3 are there") && damaged.hasLine("192.0.2.1"))
        for name in ["rdata.json", "control.json"] {
            #expect(try Self.objects(kept.kept(name)).map { $0["type"] as? String } == ["reply"])
        }
    }

    @Test func `silence ends in time, and JSON parses in every case`() async throws {
        let kept = try await Self.ask([
            ("silent", "+tries=2 +timeout=100ms --json"), ("missing", "--json"), ("big", "TXT --json"),
            ("closed", "@127.0.0.1#9 --json +tries=1"),
        ])
        let silent = try kept.kept("silent")
        #expect(silent.status == 2)
        #expect(try Self.objects(silent).map { $0["type"] as? String } == ["timeout", "timeout", "failure"])
        let missing = try #require(try Self.objects(kept.kept("missing")).first)
        #expect(missing["RCODE"] as? Int == 3 && missing["RCODEname"] as? String == "NXDOMAIN")
        #expect(missing["QNAME"] as? String == "missing." && missing["clock"] as? String == "kernel")
        let big = try Self.objects(kept.kept("big"))
        #expect(big.map { $0["type"] as? String } == ["truncated", "reply"] && big.last?["ANCOUNT"] as? Int == 20)
        let records = big.last?["answerRRs"] as? [[String: Any]] ?? []
        #expect(records.count == 20 && (records[0]["rdataTXT"] as? String)?.utf8.count == 202)
        // The server of the command comes first, and answers.
        #expect(try Self.objects(kept.kept("closed")).last?["type"] as? String == "reply")
    }

    @Test func `a zone is shown as it comes, and said to be broken where it is`() async throws {
        let kept = try await Self.ask([
            ("zone", "AXFR"), ("broken", "AXFR +noall +answer"), ("zone.json", "AXFR --json"),
        ])
        let zone = try kept.kept("zone")
        #expect(
            zone.status == 0 && zone.errors.isEmpty && zone.lines.filter { $0.contains("\tIN\tA\t10.") }.count == 2000)
        #expect(zone.hasLine(";; XFR size: 2002 records (messages 4, bytes "))
        let broken = try kept.kept("broken")
        #expect(broken.status == 2 && broken.lines.count == 502 && broken.errors.contains("end of file (TCP)"))
        #expect(try Self.objects(kept.kept("zone.json")).map { $0["ANCOUNT"] as? Int } == [501, 500, 500, 501])
    }

    @Test func `a file of names is answered in its order, and a silent name holds nobody up`() async throws {
        let kept = try await Lab.run(
            """
            on A python3 \(Lab.root.path)/Tests/Lab/dns.py 5300 & server=$!
            for ((try = 0; try < 50; try++)); do
                on A "$SWIFTNET" dig @127.0.0.1 -p 5300 ready +short +tries=1 >$KEPT/ready 2>&1 && break
                sleep 0.05
            done
            { echo silent +tries=1 +timeout=300ms; seq -f 'n%g' 2000; echo '# a remark'; echo; echo x. +bogus
              echo big txt; } >$KEPT/names
            dig() { keep "$1" on A "$SWIFTNET" dig @127.0.0.1 -p 5300 --json "${@:2}"; }
            dig ordered -f $KEPT/names
            dig unordered -f - --unordered <$KEPT/names
            dig slowly -f <(seq -f 'n%g' 6) --rate 20
            dig several a. b. c.
            dig tapped -f <(seq -f 'n%g' 300) -E $KEPT/tap
            keep shown "$SWIFTNET" dig -G $KEPT/tap --json
            head -c 45000 $KEPT/tap | keep cut "$SWIFTNET" dig -G - +short
            keep text "$SWIFTNET" dig -G $KEPT/names
            keep nothing "$SWIFTNET" dig -G $KEPT/nothing
            { kill -9 $server; wait $server; } 2>/dev/null || true
            """)
        let ordered = try kept.kept("ordered")
        #expect(ordered.status == 2 && ordered.errors.contains("line 2004: unknown option +bogus"))
        let names = try Self.objects(ordered).compactMap { $0["QNAME"] as? String }
        #expect(names == (1...2000).map { "n\($0)." } + ["big."])
        #expect(try Self.objects(ordered).first?["type"] as? String == "timeout")
        let unordered = try kept.kept("unordered")
        let types = try Self.objects(unordered).map { $0["type"] as? String }
        #expect(types.first == "reply" && types.contains("failure") && types.count == names.count + 3)
        let times = try Self.objects(kept.kept("slowly")).compactMap { $0["time"] as? String }
        #expect(times.count == 6 && Set(times.map { $0.prefix(21) }).count >= 2, "a fifth of a second: \(times)")
        let tapped = try Self.objects(kept.kept("tapped")).map { $0["ID"] as? Int }
        #expect(
            try Self.objects(kept.kept("shown")).map { $0["ID"] as? Int }.sorted { $0 ?? 0 < $1 ?? 0 }
                == tapped.sorted { $0 ?? 0 < $1 ?? 0 })
        #expect(tapped.count == 300 && tapped.allSatisfy { $0 != nil })
        let cut = try kept.kept("cut")
        #expect(cut.status == 1 && cut.lines.count > 10 && cut.errors.contains("standard input: Frame Streams: needs "))
        #expect(try kept.kept("text").status == 1 && kept.kept("nothing").status == 2)
        #expect(try Self.objects(kept.kept("several")).map { $0["QNAME"] as? String } == ["a.", "b.", "c."])
    }

    /// The lines, each of which must be valid by the schema.
    static func objects(_ outcome: Outcome) throws -> [[String: Any]] {
        let schema = try SchemaValidator(named: "dig")
        return try outcome.output.split(separator: "\n").map { line in
            let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
            #expect(schema.faults(in: value) == [], "\(line)")
            return value as? [String: Any] ?? [:]
        }
    }
}
