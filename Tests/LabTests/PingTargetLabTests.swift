import Testing

/// One target and many, good ones and bad.
@Suite(.needsLab) struct PingTargetLabTests {
    @Test(arguments: Family.allCases)
    func `blocks and ranges are asked once around`(family: Family) async throws {
        let (block, range) = family == .v4 ? ("10.66.0.0/29", "10.66.0.1-3") : ("fd66::/125", "fd66::1-3")
        let kept = try await Lab.run(
            """
            ping block A -W 0.2 --retries 0 \(block)
            ping json A --json -W 0.2 --retries 0 \(block)
            ping range A -c 2 -i 0.05 \(range)
            ping alive A --alive -W 0.2 --retries 0 \(block)
            ping unreachable A --unreachable -W 0.2 --retries 0 \(block)
            """)
        let prefix = family == .v4 ? "10.66.0." : "fd66::"
        let block6 = try kept.kept("block")
        for host in 1...3 { #expect(block6.hasLine("\(prefix)\(host) is alive ("), "\(block6.output)") }
        for host in 4...6 { #expect(block6.hasLine("\(prefix)\(host) is unreachable"), "\(block6.output)") }
        #expect(block6.status == 1 && block6.errors.contains("3 alive"))
        let summary = try kept.kept("json").event("summary")
        // Of an IPv6 block the first address, which no host has, is asked too: it is every router's.
        #expect(summary["targets"] == (family == .v4 ? 6 : 8) && (summary["alive"] ?? 0) >= 3)
        let rangeOutcome = try kept.kept("range")
        for host in 1...3 { #expect(rangeOutcome.hasLine("\(prefix)\(host) ", ": xmt/rcv/%loss = 2/2/0%")) }
        #expect(rangeOutcome.hasLine("3 targets: 3 alive, 0 unreachable") && rangeOutcome.status == 0)
        #expect(try kept.kept("alive").lines.filter { $0 == "\(prefix)2" || $0 == "\(prefix)5" } == ["\(prefix)2"])
        let unreachable = try kept.kept("unreachable").lines
        #expect(unreachable.filter { $0 == "\(prefix)2" || $0 == "\(prefix)5" } == ["\(prefix)5"])
    }

    @Test func `targets come from files, standard input and names with several addresses`() async throws {
        let kept = try await Lab.run(
            """
            printf '# hosts\\na.lab # this one\\n\\n\\tb.lab more words\\r\\n10.66.0.3' >$KEPT/targets
            ping file A --file $KEPT/targets
            ping input A - < <(printf 'b.lab\\nc.lab\\n')
            ping both A --all-addresses -c 1 two.lab
            ping families A --json --all-addresses -c 1 s.lab
            ping one A --json -c 1 two.lab
            ping mixed A --json -c 2 -i 0.05 10.66.0.2 fd66::3 s.lab
            """)
        let file = try kept.kept("file")
        for name in ["a.lab", "b.lab", "10.66.0.3"] { #expect(file.hasLine("\(name) is alive ("), "\(file.output)") }
        #expect(file.errors.contains("3 targets: 3 alive") && file.status == 0)
        let input = try kept.kept("input")
        #expect(input.hasLine("b.lab is alive (") && input.hasLine("c.lab is alive ("), "\(input.output)")
        let both = try kept.kept("both")
        #expect(both.hasLine("10.66.39.9  : [0], 64 bytes") && both.hasLine("10.66.39.10 : [0], 64 bytes"))
        let families = try kept.kept("families").events("reply").map { $0["from"] ?? "" }
        #expect(Set(families) == ["10.66.39.9", "fd66:0:0:39::9"])
        #expect(try kept.kept("one").event("start")["targets"] == 1)
        let mixed = try kept.kept("mixed")
        #expect(try mixed.events("target").map { $0["received"] ?? 0 } == [2, 2, 2])
        #expect(try mixed.events("reply").allSatisfy { $0["clock"] == "kernel" })
    }

    @Test func `many targets tell what went wrong with each`() async throws {
        let kept = try await Lab.run(
            """
            fault unreach admin-prohibited
            ping alive A --retries 0 -W 0.2 10.66.0.2 10.66.39.9 fd66:0:0:39::9
            ping each A -c 1 -W 0.2 10.66.0.2 10.66.39.9 fd66:0:0:39::9
            ping json A --json -c 1 -W 0.2 10.66.0.2 10.66.39.9 fd66:0:0:39::9
            """)
        let words = "Communication administratively prohibited from "
        let alive = try kept.kept("alive")
        #expect(alive.hasLine("10.66.39.9 is unreachable (\(words)10.66.23.3)"), "\(alive.output)")
        #expect(alive.hasLine("fd66:0:0:39::9 is unreachable (\(words)fd66:0:0:23::3)"), "\(alive.output)")
        #expect(alive.hasLine("10.66.0.2 is alive (") && alive.status == 1)
        #expect(try kept.kept("each").hasLine("10.66.39.9 ", ": [0], \(words)10.66.23.3"))
        #expect(try kept.kept("json").event("summary")["errors"] == 2)
    }

    /// Arguments, exit status, and what standard error must speak of.
    static let wrong: [(arguments: String, status: Int, words: String)] = [
        ("nosuch.lab", 2, "nosuch.lab"), ("s.lab nosuch.lab", 2, "nosuch.lab"), ("10.66.0.1.5x", 2, "10.66.0.1.5x"),
        ("-4 v6.lab", 2, "v6.lab"), ("-6 v4.lab", 2, "v4.lab"),
        ("-4 fd66:0:0:39::9", 64, "no IPv4 address"), ("-6 10.66.39.9", 64, "no IPv6 address"),
        ("-4 -6 s.lab", 64, "exclude"),
        ("10.66.39.9-3", 64, "empty range"), ("10.66.0.0/40", 64, "10.66.0.0/40"), ("10.0.0.0/8", 64, "more than"),
        ("--file /dev/null", 64, "empty"), ("", 64, "target"),
        ("--file /nosuch", 2, "/nosuch: No such file"), ("--file /", 2, "directory"),
        ("--file $(type -P true)", 2, "line 1: not text"),
        ("-c -1 s.lab", 64, "negative: -1"), ("--count=-1 s.lab", 64, "negative: -1"), ("-c x s.lab", 64, "'x'"),
        ("-c 99999999999999999999 s.lab", 64, "99999999999999999999"),
        ("-s 70000 s.lab", 64, "70000"), ("-s 65508 10.66.39.9", 64, "65507"), ("-s -1 s.lab", 64, "-s"),
        ("--sweep 9:3 s.lab", 64, "9:3"), ("-p xyz s.lab", 64, "xyz"),
        ("-i x s.lab", 64, "'x'"), ("-W 0 s.lab", 64, "time-out"), ("-t 0 s.lab", 64, "TTL"),
        ("-t 256 s.lab", 64, "256"),
        ("-Q 999 s.lab", 64, "999"), ("-M maybe s.lab", 64, "maybe"), ("--tcp 0 s.lab", 64, "'0'"),
        ("--tcp 80 --udp 7 s.lab", 64, "exclude"), ("-R v6.lab", 64, "IPv4"), ("-R -T tsonly v4.lab", 64, "header"),
        ("--icmp-timestamp v6.lab", 64, "IPv4"), ("--pmtu -M do s.lab", 64, "--pmtu"),
        ("--pmtu a.lab b.lab", 64, "one"),
        ("--json --csv s.lab", 64, "exclude"), ("-A -f s.lab", 64, "exclude"), ("--bogus s.lab", 64, "--bogus"),
        ("--source bogus s.lab", 64, "bogus"), ("--source 10.1.1.1 v4.lab", 2, "10.1.1.1"),
        ("--source fd66::1 v4.lab", 64, "family"), ("-I nosuch0 v4.lab", 2, "nosuch0"),
        ("fe80::1%nosuch0", 2, "nosuch0"), ("--write /nosuch/file v4.lab", 2, "/nosuch/file"),
        ("10.66.0.255", 64, "-b"),
    ]

    @Test func `bad input is refused in words, and nothing is sent`() async throws {
        let script = Self.wrong.enumerated().map { "ping \($0) A -w 1 \($1.arguments)\n" }.joined()
        let kept = try await Lab.run(
            """
            \(PingReplyLabTests.count(on: "A"))
            \(script)
            ping sent A -c 1 10.66.39.9
            keep counts on A nft list table inet seen
            """)
        for (index, row) in Self.wrong.enumerated() {
            let outcome = try kept.kept("\(index)")
            #expect(outcome.status == row.status, "\(row.arguments)")
            #expect(outcome.output == "", "\(row.arguments)")
            #expect(outcome.errors.contains(row.words), "\(row.arguments): \(outcome.errors)")
            if row.status == 64 { #expect(outcome.errors.contains("Usage: swiftnet ping "), "\(outcome.errors)") }
        }
        // The one good ping shows that the counters work.
        #expect(try PingReplyLabTests.counted(kept) == 1)
    }
}
