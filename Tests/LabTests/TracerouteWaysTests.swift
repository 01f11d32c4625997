import Foundation
import TestSupport
import Testing

/// All ways, the watch of one, and how a trace is told, on ways that `Tests/Lab/path.py` simulates.
@Suite(.needsPaths) struct TracerouteWaysTests {
    /// What `path.py` draws as two branches of two routers, from the second hop on.
    private static func links(_ prefix: String) -> Set<String> {
        let names = prefix == "10.77" ? ["10.77.%@.%@", "10.77.99.9"] : ["fd77:%@::%@", "fd77:99::9"]
        func router(_ hop: Int, _ branch: Int) -> String { String(format: names[0], "\(hop)", "\(branch)") }
        return [
            "\(router(1, 1)) \(router(2, 1))", "\(router(1, 1)) \(router(2, 2))", "\(router(2, 1)) \(router(3, 1))",
            "\(router(2, 2)) \(router(3, 2))", "\(router(3, 1)) \(router(4, 1))", "\(router(3, 2)) \(router(4, 1))",
            "\(router(4, 1)) \(names[1])",
        ]
    }

    private func links(in outcome: Outcome) throws -> Set<String> {
        let edges = try outcome.objects("traceroute").filter {
            $0["type"] as? String == "edge" && $0["from_node"] != nil
        }
        return Set(edges.map { "\($0["from"] as? String ?? "*") \($0["to"] as? String ?? "*")" })
    }

    @Test func `two ways are found by forty probes, whatever is sent, and no link that is none`() async throws {
        let runs: [(String, String)] = [
            ("--sport 50000", "v4.path"), ("--sport 50000", "v6.path"), ("-I", "v4.path"), ("-I", "v6.path"),
            ("-T --sport 50000", "v4.path"), ("--sctp --sport 50000", "v6.path"),
        ]
        let kept = try await Lab.runPaths(
            runs.enumerated().map { number, run in
                "path \(number) --hops 4 --diamond 2:2:2 -- -n --paths --confidence 99 \(run.0) --json \(run.1)"
            }.joined(separator: "\n"))
        for (number, run) in runs.enumerated() {
            let outcome = try kept.kept("\(number)")
            let expected = Self.links(run.1 == "v6.path" ? "fd77" : "10.77")
            #expect(outcome.status == 0)
            #expect(try links(in: outcome) == expected, "\(run)")
            let summary = try outcome.objects("traceroute").last
            #expect(summary?["paths"] as? Int == 2)
            #expect(summary?["sent"] as? Int ?? 99 <= 60)
        }
    }

    @Test func `sharing by packet is told, and nothing is guessed`() async throws {
        let kept = try await Lab.runPaths(
            "path packet --hops 4 --diamond 2:2:2 --per-packet -- -n --paths --confidence 99 --json v4.path")
        let outcome = try kept.kept("packet")
        let balances = try outcome.objects("traceroute").compactMap { $0["balance"] as? String }
        #expect(Set(balances) == ["packet"])
        let pairs = try links(in: outcome)
        #expect(pairs.isSubset(of: Self.links("10.77")))
    }

    @Test func `wide ways are found, and drawn`() async throws {
        let kept = try await Lab.runPaths(
            """
            path wide --hops 3 --diamond 2:8:1 -- -n --paths --confidence 99 --sport 50000 --tree v4.path
            path dot --hops 3 --diamond 2:8:1 -- -n --paths --confidence 99 --dot v4.path
            path svg --hops 3 --diamond 2:2:1 -- -n --paths --confidence 99 --svg v4.path
            """)
        #expect(try kept.kept("wide").errors.contains("8 paths to v4.path"))
        for branch in 1...8 { #expect(try kept.kept("wide").output.contains("10.77.2.\(branch)  ")) }
        #expect(try kept.kept("dot").output.hasPrefix("digraph paths {\n"))
        #expect(try kept.kept("svg").output.hasSuffix("</svg>\n"))
    }

    @Test func `a watch tells loss on the way from a router that answers seldom`() async throws {
        let kept = try await Lab.runPaths(
            """
            path json --hops 4 --rate-limit 2:1,1 --loss target:5 -- -n --report --json -c 20 --interval 0.05 v4.path
            path text --hops 4 --rate-limit 2:1,1 -- -n --report -c 5 --interval 0.05 v6.path
            path markdown --hops 2 -- -n --markdown -c 2 --interval 0.05 v4.path
            """)
        let hops = try kept.kept("json").objects("traceroute").filter { $0["type"] as? String == "watched_hop" }
        #expect(hops.map { $0["sent"] as? Int } == Array(repeating: 20, count: 5))
        #expect(hops[1]["loss_percent"] as? Double ?? 0 >= 70)
        #expect(hops[1]["onward_loss_percent"] as? Double == 0)
        #expect(hops[4]["loss_percent"] as? Double == 20)
        #expect(try kept.kept("text").output.hasPrefix("hop  address"))
        #expect(try kept.kept("text").status == 0)
        #expect(try kept.kept("markdown").output.hasPrefix("| hop | address | loss |"))
    }

    @Test func `a way that changes while it is watched is an event and no loss`() async throws {
        let kept = try await Lab.runPaths(
            "path change --hops 4 --change 0.5s:6:4 -- -n --report --json -c 24 --interval 0.05 v4.path")
        let objects = try kept.kept("change").objects("traceroute")
        #expect(objects.contains { $0["type"] as? String == "length" && $0["from_ttl"] as? Int == 5 })
        #expect(objects.contains { $0["type"] as? String == "change" && $0["to"] as? String == "10.77.4.201" })
        let hops = objects.filter { $0["type"] as? String == "watched_hop" }
        #expect(hops.count == 7)
        #expect(hops.allSatisfy { $0["lost"] as? Int == 0 })
    }

    @Test func `several ways are watched at once, each flow of a shared one with figures of its own`() async throws {
        let kept = try await Lab.runPaths(
            """
            path csv --hops 4 --diamond 2:2:1 -- -n --report --csv -p 1,2,3,4,5,6,7,8 -c 4 --interval 0.1 v4.path
            path json --hops 3 -- -n --report --json -c 3 --interval 0.1 v4.path v6.path
            path text --hops 3 -- -n --report -c 2 --interval 0.1 v4.path v6.path
            path markdown --hops 2 -- -n --markdown -c 2 --interval 0.1 v4.path v6.path
            """)
        let rows = try kept.kept("csv").output.split(whereSeparator: \.isNewline).map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        #expect(rows.allSatisfy { $0.count == rows[0].count })
        let shared = rows.filter { $0[2] == "2" }
        // A flow keeps to its way, and nothing is lost; together they show both.
        #expect(shared.map { $0[0] } == (1...8).map { "v4.path port \($0)" })
        #expect(shared.allSatisfy { $0[3] == "4" && $0[4] == "0" && $0[13] == "4" })
        #expect(Set(shared.map { $0[10] }) == ["10.77.2.1", "10.77.2.2"])
        let objects = try kept.kept("json").objects("traceroute")
        let hops = objects.filter { $0["type"] as? String == "watched_hop" }
        #expect(hops.map { $0["ttl"] as? Int } == [1, 2, 3, 4, 1, 2, 3, 4])
        #expect(hops.allSatisfy { $0["received"] as? Int == 3 })
        #expect(objects.filter { $0["type"] as? String == "summary" }.map { $0["hops"] as? Int } == [4, 4])
        #expect(try kept.kept("text").output.hasPrefix("v4.path (10.77.99.9)\nhop  address"))
        #expect(try kept.kept("text").output.contains("\n\nv6.path (fd77:99::9)\nhop  address"))
        #expect(try kept.kept("markdown").output.contains("\n\n### v6.path (fd77:99::9)\n\n| hop | address |"))
    }

    @Test func `links of all ways are rows of a table`() async throws {
        let kept = try await Lab.runPaths(
            "path csv --hops 3 --diamond 2:2:1 -- -n --paths --csv --sport 50000 v4.path")
        let rows = try kept.kept("csv").output.split(whereSeparator: \.isNewline).map { $0.split(separator: ",") }
        #expect(rows[0].prefix(5) == ["target", "target_address", "ttl", "from", "to"])
        #expect(
            Set(rows.dropFirst().map { "\($0[2]) \($0[3]) \($0[4])" }).isSuperset(of: [
                "2 10.77.1.1 10.77.2.1", "2 10.77.1.1 10.77.2.2", "3 10.77.2.1 10.77.3.1", "3 10.77.2.2 10.77.3.1",
            ]))
    }

    @Test func `two who have the same number of a process do not take each other's answers`() async throws {
        let kept = try await Lab.runPaths(
            """
            twice() { unshare --pid --fork --kill-child "$SWIFTNET" traceroute -n --csv -q 3 "$@"; }
            both() { local one; one=$(mktemp); twice "$@" > "$one" & twice "$@"; wait; cat "$one"; rm "$one"; }
            export -f twice both
            for kind in -I -U -T; do pathless "both$kind" --hops 4 -- bash -c "both $kind 10.77.99.9"; done
            """)
        for kind in ["-I", "-U", "-T"] {
            let rows = try kept.kept("both\(kind)").output.split(whereSeparator: \.isNewline).map {
                $0.split(separator: ",")
            }
            let ways = rows.filter { $0[0] != "target" }.map { "\($0[2]) \($0[4])" }
            let way = (1...4).flatMap { Array(repeating: "\($0) 10.77.\($0).1", count: 3) }
            let whole = way + Array(repeating: "5 10.77.99.9", count: 3)
            #expect(ways == whole + whole, "\(kind)")
        }
    }

    @Test func `an interrupted watch ends with what it knows`() async throws {
        let kept = try await Lab.runPaths(
            "pathless stop --hops 3 -- timeout -s INT 1 $SWIFTNET traceroute -n --watch --json --interval 0.1 v4.path")
        let objects = try kept.kept("stop").objects("traceroute")
        #expect(objects.last?["type"] as? String == "summary")
        #expect(objects.filter { $0["type"] as? String == "watched_hop" }.allSatisfy { $0["lost"] as? Int == 0 })
    }

    @Test func `how a trace comes about is told with its packets`() async throws {
        let kept = try await Lab.runPaths(
            """
            path v4 --hops 3 -- -n --explain v4.path
            path v6 --hops 3 -- -n -I --explain v6.path
            """)
        let story = try kept.kept("v4").output
        #expect(story.contains("Hop 1: the probe, as it left"))
        #expect(story.contains("ip.ttl                          1  "))
        #expect(story.contains("Hop 1: what 10.77.1.1 says"))
        #expect(story.contains("icmp.type                       11 (Time Exceeded)"))
        #expect(story.contains("Hop 4, the last: what 10.77.99.9 says"))
        let story6 = try kept.kept("v6").output
        #expect(story6.contains("ipv6.hlim"))
        #expect(story6.contains("icmpv6.type                     129 (Echo Reply)"))
    }
}
