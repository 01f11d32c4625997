import Foundation
import TestSupport
import Testing

/// `swiftnet traceroute` on ways that `Tests/Lab/path.py` simulates, with what routers do that no kernel here does.
@Suite(.needsPaths) struct TraceroutePathTests {
    private static let target = "10.77.99.9"
    private static let target6 = "fd77:99::9"

    private static func way(_ hops: Int) -> [String] { (1...hops).map { "10.77.\($0).1" } + [target] }

    @Test func `quotes that are short or changed are known for ours`() async throws {
        let options = [
            "--quote 8", "--quote 8 --quote-id plus1", "--quote 8 --quote-id swapped", "--quote 8 --quote-id zero",
            "--quote 8 --nat 3", "--quote-tos 2:0x28", "--noise", "--duplicate all", "--rate-limit all:1,1",
        ]
        let kept = try await Lab.runPaths(
            options.enumerated().map { "path \($0) --hops 5 \($1) -- -n \(Self.target)" }.joined(separator: "\n"))
        for (index, option) in options.enumerated() {
            let outcome = try kept.kept("\(index)")
            #expect(outcome.status == 0 && outcome.hops == Self.way(5), "\(option): \(outcome.output)\(outcome.errors)")
        }
        #expect(try kept.kept("4").hasLine("10.77.3.1 [NAT before]"))
        #expect(try kept.kept("5").hasLine("10.77.2.1 [DSCP 10 ECN 0]"))
    }

    @Test func `extensions are shown, and broken ones are not`() async throws {
        let kept = try await Lab.runPaths(
            """
            path text --hops 6 --extensions 1:mpls=100/0/0/1+3001/5/1/1,legacy --extensions 2:mpls=7/0/1/1 \\
              --extensions 3:interface=role=in+index=2+address+name=xe0+mtu=1500 --extensions 4:unknown=7/1/dead \\
              --extensions 5:mpls=9/0/1/1,bad-checksum --extensions 6:mpls=9/0/1/1,truncated -- -n -e \(Self.target)
            path json --hops 1 --extensions 1:mpls=100/0/1/1,unknown=7/1/dead -- --json \(Self.target)
            """)
        let text = try kept.kept("text")
        #expect(text.hops == Self.way(6))
        #expect(text.hasLine("10.77.1.1 [MPLS label 100 TC 0 S 0 TTL 1] [MPLS label 3001 TC 5 S 1 TTL 1]"))
        #expect(text.hasLine("10.77.2.1 [MPLS label 7 TC 0 S 1 TTL 1]"))
        #expect(text.hasLine("10.77.3.1 [incoming interface xe0 10.77.3.1 index 2 MTU 1500]"))
        #expect(text.hasLine("10.77.4.1 [extension 7/1: de ad]"))
        #expect(!text.output.contains("label 9 "))
        let reply = try kept.kept("json").objects("traceroute").first { $0["mpls"] != nil }
        #expect((reply?["extensions"] as? [[String: Any]])?.first?["data"] as? String == "dead")
    }

    @Test func `answers that come late or twice are told as such`() async throws {
        let kept = try await Lab.runPaths(
            """
            path late --hops 3 --dead --late 2:0.3s -- -n --json \(Self.target)
            path twice --hops 4 --delay 1ms --duplicate 2:3 -- -n --json \(Self.target)
            """)
        let late = try kept.kept("late").objects("traceroute")
        #expect(late.contains { $0["type"] as? String == "late" && $0["from"] as? String == "10.77.2.1" })
        #expect(try kept.kept("late").status == 1)
        let twice = try kept.kept("twice").objects("traceroute")
        #expect(twice.last?["duplicates"] as? Int == 2)
    }

    @Test func `each code of destination unreachable has its mark, at its hop`() async throws {
        let v4: [(Int, String)] = [
            (0, "!N"), (1, "!H"), (2, "!P"), (5, "!S"), (6, "!N"), (7, "!H"), (8, "!<8>"), (9, "!X"), (10, "!X"),
            (11, "!<11>"), (12, "!<12>"), (13, "!X"), (14, "!V"), (15, "!C"),
        ]
        let v6: [(Int, String)] = [
            (0, "!N"), (1, "!X"), (2, "!H"), (3, "!H"), (5, "!S"), (6, "!X"), (7, "!<7>"),
        ]
        let marks = v4.map { (Self.target, $0.0, $0.1) } + v6.map { (Self.target6, $0.0, $0.1) }
        let kept = try await Lab.runPaths(
            marks.map { target, code, _ in
                "path \(target)-\(code) --hops 3 --unreachable 2:\(code):from -- -n \(target)"
            }.joined(separator: "\n"))
        for (target, code, mark) in marks {
            let outcome = try kept.kept("\(target)-\(code)")
            let router = target == Self.target ? "10.77.2.1" : "fd77:2::1"
            #expect(outcome.status == 1 && outcome.hops.count == 2, "\(code): \(outcome.output)")
            #expect(outcome.hops.last == router && outcome.hasLine(router, " ms \(mark)"), "\(code): \(outcome.output)")
        }
    }

    @Test func `a protocol that a router does not let pass is !P in IPv6 too`() async throws {
        let kept = try await Lab.runPaths("path p --hops 3 --unreachable 2:4/1 -- -n \(Self.target6)")
        #expect(try kept.kept("p").hasLine("fd77:2::1", " ms !P"))
    }

    @Test func `the longest packet is found where routers say it, and where they swallow it`() async throws {
        let kept = try await Lab.runPaths(
            """
            path told --hops 5 --mtu 2:1400 --mtu 4:1300 -- -n --mtu \(Self.target)
            path six --hops 5 --mtu 2:1400 --mtu 4:1300 -- -n --mtu \(Self.target6)
            path hole --hops 5 --mtu-hole 3:1300 -- -n --mtu \(Self.target)
            path mark --hops 3 --mtu 1:1000 -- -n -F --size 1400 \(Self.target)
            """)
        for name in ["told", "six"] {
            let outcome = try kept.kept(name)
            #expect(outcome.status == 0 && outcome.hasLine(" 3 ", "F=1400") && outcome.hasLine(" 5 ", "F=1300"))
        }
        #expect(try kept.kept("hole").hasLine(" 4 ", "F=1300") && kept.kept("hole").hops == Self.way(5))
        #expect(try kept.kept("mark").hasLine(" 2 ", "!F-1000"))
    }

    @Test func `thirty hops are reached with -m 30, and not with 29`() async throws {
        let kept = try await Lab.runPaths(
            """
            path all --hops 29 -- -n -m 30 \(Self.target)
            path less --hops 29 -- -n -m 29 \(Self.target)
            """)
        #expect(try kept.kept("all").status == 0 && kept.kept("all").hops == Self.way(29))
        #expect(try kept.kept("less").status == 1 && kept.kept("less").hops == Self.way(29).dropLast())
    }

    @Test(arguments: ["", "-I", "-T", "--sctp"], ["10.77.99.9", "fd77:99::9"])
    func `a run is one flow, and asks no name server with -n`(kind: String, target: String) async throws {
        let kept = try await Lab.runPaths(
            """
            path run --log "$KEPT/log" --hops 6 -- -n -q 2 \(kind) \(target)
            keep log cat "$KEPT/log"
            """)
        #expect(try kept.kept("run").status == 0)
        let sent = try kept.kept("log").output.split(separator: "\n").map {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
        }
        // What ends a half-open connection is the kernel's.
        let probes = sent.filter { $0["flags"] as? Int ?? 2 == 2 }
        #expect(probes.count >= 14 && sent.allSatisfy { $0["destination"] as? String == target })
        let keys = ["sport", "dport", "flow_label"] + (kind == "-I" ? ["checksum", "id"] : [])
        #expect(Set(probes.map { probe in keys.map { "\(probe[$0] ?? "")" } }).count == 1, "\(probes)")
        if target.contains(":") { #expect(probes.allSatisfy { $0["flow_label"] as? Int ?? 0 != 0 }) }
    }

    @Test func `without -n names are asked for, and -A tells who announces an address`() async throws {
        let kept = try await Lab.runPaths(
            """
            path run --names 1ms --hops 2 --address 1:8.8.8.8 --address 2:192.0.2.1 -- -A \(Self.target)
            """)
        let outcome = try kept.kept("run")
        #expect(outcome.hasLine(" 1  8-8-8-8.path (8.8.8.8) [AS64508]"))
        #expect(outcome.hasLine(" 2  192-0-2-1.path (192.0.2.1) [documentation]"))
    }

    @Test func `the status tells how it ended, and an interrupt leaves JSON whole`() async throws {
        let kept = try await Lab.runPaths(
            """
            path reached --hops 2 -- -n \(Self.target)
            path dead --hops 2 --dead -- -n \(Self.target)
            path unknown --hops 2 -- -n nobody.invalid
            path wrong --hops 2 -- -f 0 \(Self.target)
            pathless stopped --hops 2 --dead -- timeout --preserve-status -s INT 0.5 \\
              "$SWIFTNET" traceroute -n --json \(Self.target)
            path csv --hops 2 --silent 1 -- -n --csv -q 2 \(Self.target)
            """)
        for (name, status) in [("reached", 0), ("dead", 1), ("unknown", 2), ("wrong", 64), ("stopped", 1)] {
            #expect(try kept.kept(name).status == status, "\(name)")
        }
        let objects = try kept.kept("stopped").objects("traceroute")
        #expect(objects.last?["type"] as? String == "summary" && objects.last?["end"] as? String == "interrupted")
        let rows = try kept.kept("csv").lines.filter { !$0.isEmpty }.map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        #expect(rows.count == 7 && rows.allSatisfy { $0.count == 14 })
        #expect(rows[1][2...4] == ["1", "1", ""] && rows[6][4] == "10.77.99.9" && rows[6][8] == "closed")
    }

    @Test func `hundreds of numbers, wherever they begin, are all known again`() async throws {
        let runs = (1...6).map { "path \($0) --hops 14 --delay 1ms -- -n -q 9 -N 32 \(Self.target)" }
        let kept = try await Lab.runPaths(runs.joined(separator: "\n"))
        for run in 1...6 {
            let outcome = try kept.kept("\(run)")
            #expect(outcome.status == 0 && outcome.hops == Self.way(14) && !outcome.output.contains("*"))
        }
    }

    @Test func `without a right, UDP and echo go the same way`() async throws {
        let kept = try await Lab.runPaths(
            """
            path udp --unprivileged --hops 8 --silent 3 -- -n \(Self.target)
            path icmp --unprivileged --hops 8 --silent 3 -- -n -I \(Self.target)
            path none --unprivileged --no-ping-sockets -- -n -I \(Self.target)
            """)
        var way = Self.way(8)
        way[2] = "*"
        #expect(try kept.kept("udp").hops == way && kept.kept("icmp").hops == way)
        #expect(try kept.kept("none").status == 2 && kept.kept("none").errors.contains("-I needs CAP_NET_RAW"))
    }
}
