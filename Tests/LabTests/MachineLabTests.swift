import Foundation
import TestSupport
import Testing

/// `swiftnet addr`, `route` and `neigh` on hosts of the lab.
@Suite(.needsLab) struct MachineLabTests {
    private static func objects(_ outcome: Outcome) throws -> [[String: Any]] { try outcome.objects("machine") }

    @Test func `interfaces and addresses are those that ip tells of`() async throws {
        let kept = try await Lab.run(
            """
            on A ip address add 10.66.0.77/24 dev eth0
            on A ip address add 2001:db8::7/64 dev eth0 valid_lft 600 preferred_lft 0
            on A ip link add br7 type bridge
            keep ip on A ip -json -s address
            keep text on A "$SWIFTNET" addr eth0
            keep json on A "$SWIFTNET" addr --json
            keep six on A "$SWIFTNET" addr -6 --csv --up
            keep one on A "$SWIFTNET" addr 10.66.0.0/24 --json
            keep none on A "$SWIFTNET" addr nothing
            """)
        let theirs = try #require(
            try JSONSerialization.jsonObject(with: Data(kept.kept("ip").output.utf8)) as? [[String: Any]])
        let ours = try Self.objects(kept.kept("json"))
        #expect(ours.map { $0["interface"] as? String } == theirs.map { $0["ifname"] as? String })
        #expect(ours.map { $0["mtu"] as? Int } == theirs.map { $0["mtu"] as? Int })
        for (our, their) in zip(ours, theirs) {
            let known = (their["addr_info"] as? [[String: Any]] ?? []).map {
                "\($0["local"] ?? "")/\($0["prefixlen"] ?? "") \($0["scope"] ?? "")"
            }
            let told = (our["addresses"] as? [[String: Any]] ?? []).map {
                "\($0["address"] ?? "")/\($0["prefix"] ?? "") \($0["scope"] ?? "")"
            }
            #expect(told == known, "\(our["interface"] ?? "")")
        }
        #expect(ours.last?["kind"] as? String == "bridge" && ours.last?["state"] as? String == "down")
        let text = try kept.kept("text")
        #expect(text.status == 0 && text.hasLine("eth0: up, veth, MTU 1500"))
        #expect(text.hasLine("    MAC   02:66:00:00:00:01  locally administered"))
        #expect(text.hasLine("    IPv4  10.66.0.1/24  private"))
        #expect(text.hasLine("    IPv4  10.66.0.77/24  private", "secondary"))
        #expect(text.hasLine("    IPv6  2001:db8::7/64  documentation", "deprecated", "valid for "))
        let six = try kept.kept("six").lines.filter { !$0.isEmpty }
        #expect(six.count > 2 && six.dropFirst().allSatisfy { $0.contains(":") && !$0.contains("10.66") }, "\(six)")
        #expect(try Self.objects(kept.kept("one")).map { $0["interface"] as? String } == ["eth0"])
        #expect(try kept.kept("none").status == 1)
    }

    @Test func `the decision between link and gateway is told with what it rests on`() async throws {
        let kept = try await Lab.run(
            """
            on A ip rule add fwmark 0x7 table 77 priority 100
            on A ip route add default via 10.66.0.2 table 77
            on A ip route add blackhole 10.98.0.0/16
            on A ip route add prohibit 10.97.0.0/16
            on A ip route add 10.96.0.0/16 nexthop via 10.66.0.2 weight 3 nexthop via 10.66.0.3
            on A ip route add 10.95.0.0/16 via 10.66.0.254 mtu 1280
            keep before on A "$SWIFTNET" route get 10.66.0.2
            on A "$SWIFTNET" ping -c 1 10.66.0.2 >/dev/null
            keep link on A "$SWIFTNET" route get 10.66.0.2
            keep far on A "$SWIFTNET" route get s.lab -4
            keep six on A "$SWIFTNET" route get fd66:0:0:39::9 --json
            keep marked on A "$SWIFTNET" route get 10.66.39.9 --mark 7
            keep own on A "$SWIFTNET" route get 10.66.0.1 --json
            keep group on A "$SWIFTNET" route get 224.0.0.251
            keep mtu on A "$SWIFTNET" route get 10.95.1.1
            for lost in 10.98.0.1 10.97.0.1 192.0.2.1; do
                on A ip route del default 2>/dev/null || true
                keep $lost on A "$SWIFTNET" route get $lost
            done
            keep stranger on A "$SWIFTNET" route get 10.66.0.2 --source 198.51.100.1
            keep list on A "$SWIFTNET" route
            keep all on A "$SWIFTNET" route --table all --json
            keep rules on A "$SWIFTNET" route rules -4
            keep neigh on A "$SWIFTNET" neigh --json
            keep nobody on A "$SWIFTNET" neigh 10.66.0.99
            """)
        #expect(try kept.kept("before").hasLine("10.66.0.2 is on the link of eth0, in 10.66.0.0/24"))
        #expect(try kept.kept("before").hasLine("  neighbour  10.66.0.2 is not known: ARP has to ask"))
        #expect(try kept.kept("link").hasLine("  neighbour  10.66.0.2 is at 02:66:00:00:00:02, reachable"))
        let far = try kept.kept("far")
        #expect(far.hasLine("10.66.39.9 is not on the link, outside 10.66.0.0/24: it goes by the gateway 10.66.0.254"))
        #expect(
            far.hasLine("  source     10.66.0.1, private") && far.hasLine("  rule       32766: from all, table main"))
        #expect(far.hasLine("  route      default by 10.66.0.254, table main"))
        #expect(far.hasLine("  path MTU   1500, the interface's"))
        let six = try #require(try Self.objects(kept.kept("six")).first)
        #expect((six["gateway"] as? String)?.hasPrefix("fe80::") == true && six["on_link"] as? Bool == false)
        #expect((six["rule"] as? [String: Any])?["table"] as? String == "main")
        let marked = try kept.kept("marked")
        #expect(marked.hasLine("gateway 10.66.0.2") && marked.hasLine("rule       100: from all mark 0x7, table 77"))
        let own = try #require(try Self.objects(kept.kept("own")).first)
        #expect(own["kind"] as? String == "local" && (own["rule"] as? [String: Any])?["table"] as? String == "local")
        #expect(try kept.kept("group").hasLine("224.0.0.251 is a group"))
        #expect(try kept.kept("mtu").hasLine("  path MTU   1280, of the route"))
        for lost in ["10.98.0.1", "10.97.0.1", "192.0.2.1"] {
            let outcome = try kept.kept(lost)
            #expect(outcome.status == 1 && outcome.output.isEmpty && !outcome.errors.isEmpty, "\(lost): \(outcome)")
        }
        #expect(try kept.kept("10.98.0.1").errors.contains("a blackhole"))
        let stranger = try kept.kept("stranger")
        #expect(stranger.status == 2 && stranger.errors.contains("198.51.100.1 is no address of this machine"))
        let list = try kept.kept("list")
        #expect(list.hasLine("10.98.0.0/16", "blackhole") && list.hasLine("10.96.0.0/16", "weight 3"))
        let all = try Self.objects(kept.kept("all"))
        #expect(Set(all.compactMap { $0["table"] as? String }).isSuperset(of: ["main", "local", "77"]))
        #expect(try kept.kept("rules").hasLine("100  IPv4    from all mark 0x7  table 77"))
        let neighbors = try Self.objects(kept.kept("neigh"))
        #expect(
            neighbors.contains { $0["mac"] as? String == "02:66:00:00:00:02" && $0["interface"] as? String == "eth0" })
        #expect(try kept.kept("nobody").status == 1)
    }

    @Test func `changes are told as they happen`() async throws {
        let kept = try await Lab.run(
            """
            keep addr on A "$SWIFTNET" addr --watch -w 10 -c 2 --json & first=$!
            keep route on A "$SWIFTNET" route --watch -w 10 -c 2 & second=$!
            keep neigh on A "$SWIFTNET" neigh --watch -w 10 -c 1 10.66.0.3 & third=$!
            for name in addr route neigh; do
                until grep -qs following $KEPT/$name.err; do sleep 0.02; done
            done
            on A ip address add 10.66.0.55/24 dev eth0
            on A ip address del 10.66.0.55/24 dev eth0
            on A ip route add 10.94.0.0/16 via 10.66.0.254
            on A ip route del 10.94.0.0/16
            on A "$SWIFTNET" ping -c 1 10.66.0.3 >/dev/null
            wait $first $second $third
            keep silent on A "$SWIFTNET" route --watch -w 100ms -c 1
            """)
        let changes = try Self.objects(kept.kept("addr"))
        #expect(changes.map { $0["address"] as? String } == ["10.66.0.55", "10.66.0.55"])
        #expect(changes.map { $0["gone"] as? Bool } == [false, true])
        let routes = try kept.kept("route")
        #expect(routes.hasLine("route 10.94.0.0/16 by 10.66.0.254 of eth0, table main, is there"))
        #expect(routes.lines.count { !$0.isEmpty } == 2 && routes.hasLine("is gone"), "\(routes)")
        #expect(try kept.kept("neigh").hasLine("neighbour 10.66.0.3"))
        #expect(try kept.kept("silent").status == 1)
    }
}
