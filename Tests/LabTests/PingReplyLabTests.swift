import Testing

@Suite(.needsLab) struct PingReplyLabTests {
    @Test(arguments: Family.allCases)
    func `every host answers by name, and is shown with its name`(family: Family) async throws {
        let hosts = ["a", "b", "c", "r1", "r2", "r3", "s"]
        let version = family == .v4 ? "-4" : "-6"
        let kept = try await Lab.run(
            """
            for host in \(hosts.joined(separator: " ")); do
              ping $host A \(version) -c 3 -i 0.03 $host.lab
            done
            """)
        for (hops, host) in zip([0, 0, 0, 0, 1, 2, 3], hosts) {
            let outcome = try kept.kept(host)
            #expect(outcome.status == 0 && outcome.errors == "")
            #expect(outcome.lines[0].hasPrefix("PING \(host).lab ("))
            // The first answer may be here before its name is.
            #expect(
                outcome.hasLine("64 bytes from \(host).lab (", ": icmp_seq=3 ttl=\(64 - hops) time=", " ms"),
                "\(outcome.output)")
            #expect(outcome.hasLine("3 packets transmitted, 3 received, 0% packet loss, time "), "\(outcome.output)")
            #expect(outcome.hasLine("rtt min/avg/max/mdev = 0."))
        }
    }

    @Test(arguments: Family.allCases)
    func `an answer is told the same by ping sockets, raw sockets, and for an ordinary user`(family: Family)
        async throws
    {
        let kept = try await Lab.run(
            """
            ping socket A --json -c 2 -i 0.03 \(family.far)
            ping raw C --json -c 2 -i 0.03 \(family.far)
            ping identified A --json -c 2 -i 0.03 -e 4660 \(family.far)
            user user A --json -c 2 -i 0.03 \(family.far)
            """)
        for (name, isRaw) in [("socket", false), ("raw", true), ("identified", true), ("user", false)] {
            let outcome = try kept.kept(name)
            #expect(outcome.status == 0)
            #expect(try outcome.event("start").members["raw_socket"] as? Bool == isRaw)
            #expect(try outcome.story() == ["reply 1", "reply 2"])
            for reply in try outcome.events("reply") {
                #expect(reply["from"] == family.far && reply["bytes"] == 64 && reply["ttl"] == 61)
                #expect(reply["clock"] == "kernel")
                #expect((1_000...20_000_000).contains(reply["rtt_ns"] ?? 0))
            }
            let summary = try outcome.event("summary")
            #expect(summary["sent"] == 2 && summary["received"] == 2 && summary["lost"] == 0)
            #expect(summary["end"] == "finished")
        }
    }

    @Test func `asking for a neighbour's address is not part of the first round trip`() async throws {
        let kept = try await Lab.run(
            """
            for try in 1 2 3 4 5; do
              ip -n A neigh flush all; ip -n B neigh flush all
              ping $try A --json -c 4 -i 0.02 10.66.0.2
            done
            """)
        // One of five may be disturbed.
        let sound = try kept.values.filter { outcome in
            let times = try outcome.events("reply").map { $0["rtt_ns"] ?? Int.max }
            let later = times.dropFirst().max() ?? 0
            return times.count == 4 && times[0] <= later * 3
        }
        #expect(sound.count >= 4)
    }

    @Test(arguments: Family.allCases)
    func `an ordinary user on ping sockets gets errors and MTUs told`(family: Family) async throws {
        let kept = try await Lab.run(
            """
            user ttl A --json -c 1 -t 1 \(family.far)
            fault unreach port; user port A --json -c 1 \(family.far); fault clear
            fault mtu 1300
            user mtu A --json -c 2 -i 0.05 -s 1400 -M do \(family.far); fault clear; fault mtu 1300
            user search A --json --pmtu \(family.far)
            """)
        let exceeded = try kept.kept("ttl").event("error")
        #expect(exceeded.object("icmp")?["type"] == (family == .v4 ? 11 : 3))
        let closed = try kept.kept("port").event("error")
        #expect(closed["message"] == "Destination Port Unreachable" && closed["from"] == family.lastRouter)
        let tooBig = try kept.kept("mtu").events("error")
        #expect(tooBig.map { $0["mtu"] ?? 0 } == [1300, 1300])
        #expect(tooBig.map { $0.object("icmp") == nil } == [false, true])
        #expect(try kept.kept("search").event("target")["path_mtu"] == 1300)
        for name in ["ttl", "port", "mtu"] { #expect(kept[name]?.status == 1) }
    }

    @Test func `an ordinary user who may do nothing learns how to change that, and nothing is sent`() async throws {
        let kept = try await Lab.run(
            """
            \(Self.count(on: "C"))
            user v4 C 10.66.39.9
            user v6 C --json fd66:0:0:39::9
            user tcp C --tcp 80 10.66.39.9
            user many C 10.66.0.0/24
            user options A -R 10.66.39.9
            user vlan C -I eth0 --vlan 5 10.66.0.2
            ping sent C -c 1 10.66.39.9
            keep counts on C nft list table inet seen
            """)
        for name in ["v4", "v6", "tcp", "many", "options", "vlan"] {
            let outcome = try kept.kept(name)
            #expect(outcome.status == 2 && outcome.output == "", "\(name)")
            #expect(outcome.errors.contains("needs CAP_NET_RAW"), "\(name): \(outcome.errors)")
            #expect(outcome.errors.contains("sudo setcap cap_net_raw+ep /"), "\(name)")
            #expect(outcome.errors.split(separator: "\n").count == 1, "\(name)")
        }
        // The one that root sent shows that the counters work.
        #expect(try Self.counted(kept) == 1)
    }

    @Test func `all capabilities are given up before the first probe`() async throws {
        let kept = try await Lab.run(
            """
            for way in "A 10.66.39.9" "C 10.66.39.9" "A --tcp 80 10.66.39.9" "C -f fd66:0:0:39::9"; do
              set -- $way
              on $1 "$SWIFTNET" ping -q ${way#* } >/dev/null & pid=$!
              sleep 0.25
              keep "${way//[ :]/}" grep -E '^Cap(Eff|Prm|Inh|Amb)' /proc/$pid/status
              kill $pid; wait $pid
            done
            """)
        #expect(kept.count == 4)
        for (way, outcome) in kept {
            #expect(outcome.lines.count == 5, "\(way)")
            for line in outcome.lines where !line.isEmpty { #expect(line.hasSuffix("\t0000000000000000"), "\(way)") }
        }
    }

    /// Counts what leaves a host by its interface, but neighbour discovery and its like.
    static func count(on host: String) -> String {
        """
        on \(host) nft -f - <<'END'
        table inet seen { chain out {
          type filter hook output priority 0
          oifname eth0 icmp type { echo-request, timestamp-request } counter
          oifname eth0 icmpv6 type echo-request counter
          oifname eth0 meta l4proto { tcp, udp } counter
        }
        }
        END
        """
    }

    static func counted(_ kept: [String: Outcome]) throws -> Int {
        let words = try kept.kept("counts").output.split { $0 == " " || $0 == "\n" }
        return zip(words, words.dropFirst()).reduce(0) { $0 + ($1.0 == "packets" ? Int($1.1) ?? 0 : 0) }
    }
}
