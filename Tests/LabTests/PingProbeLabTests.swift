import Testing
import Wire

/// What leaves this machine, and what other kinds of probe find.
@Suite(.needsLab) struct PingProbeLabTests {
    @Test(arguments: Family.allCases)
    func `open, closed and filtered ports of TCP are told apart`(family: Family) async throws {
        let kept = try await Lab.run(
            """
            fault tcp-open 80; fault filter tcp 81
            for port in 80 81 82; do
              ping $port A -c 1 -W 0.1 --tcp $port \(family.far)
              ping $port.json A --json -c 1 -W 0.1 --tcp $port \(family.far)
            done
            fault unreach admin-prohibited; ping refused A --json -c 1 --tcp 82 \(family.far)
            """)
        #expect(try kept.kept("80").hasLine("open port 80 at \(family.far): tcp_seq=1", "time="))
        #expect(try kept.kept("82").hasLine("closed port 82 at \(family.far): tcp_seq=1", "time="))
        #expect(try kept.kept("81").hasLine("1 packets transmitted, 0 received, 100% packet loss"))
        for (port, state) in [(80, "open"), (82, "closed")] {
            let reply = try kept.kept("\(port).json").event("reply")
            #expect(reply["port_state"] == state && reply["clock"] == "kernel", "\(port)")
        }
        #expect(try kept.kept("81.json").story() == ["timeout 1"])
        #expect(try kept.kept("refused").event("error")["message"] == "Communication administratively prohibited")
        #expect([80, 81, 82].map { kept["\($0)"]?.status } == [0, 1, 0])
    }

    @Test(arguments: Family.allCases, ["ping", "user"])
    func `a UDP echo, a closed and a filtered port are told apart`(family: Family, runner: String) async throws {
        let kept = try await Lab.run(
            """
            fault udp-echo 7; fault filter udp 9
            for port in 7 8 9; do
              \(runner) $port A -c 1 -W 0.1 --udp $port \(family.far)
              \(runner) $port.json A --json -c 2 -i 0.03 -W 0.1 --udp $port \(family.far)
            done
            fault unreach admin-prohibited; \(runner) refused A --json -c 1 --udp 8 \(family.far)
            """)
        #expect(try kept.kept("7").hasLine("32 bytes from \(family.far): udp_seq=1", "time="))
        #expect(try kept.kept("8").hasLine("closed port 8 at \(family.far): udp_seq=1", "time="))
        #expect(try kept.kept("9").hasLine("1 packets transmitted, 0 received, 100% packet loss"))
        #expect(try kept.kept("7.json").events("reply").map { $0["bytes"] ?? 0 } == [32, 32])
        #expect(try kept.kept("8.json").events("reply").map { $0["port_state"] ?? "" } == ["closed", "closed"])
        #expect(try kept.kept("9.json").story() == ["timeout 1", "timeout 2"])
        let refused = try kept.kept("refused").event("error")
        #expect(refused["message"] == "Communication administratively prohibited")
        #expect([7, 8, 9].map { kept["\($0)"]?.status } == [0, 0, 1])
    }

    @Test(arguments: ["A", "C"])
    func `TTL, type of service, size, pattern and source stand on the wire as asked`(host: String) async throws {
        let address = host == "A" ? "1" : "3"
        let kept = try await Lab.run(
            """
            send() { ping $1 \(host) --write "$KEPT/$1.pcapng" -c 1 "${@:2}"; }
            send v4 -t 9 -Q 0x2e -s 20 -p abcdef --source 10.66.0.\(address) 10.66.39.9
            send v6 -t 9 -Q 184 -s 20 -p abcdef -I eth0 fd66:0:0:39::9
            send do -M do 10.66.39.9
            send dont -M dont 10.66.39.9
            send empty -s 0 10.66.39.9
            send longest -s 65507 10.66.39.9
            """)
        let v4 = try #require(try kept.kept("v4").packets().first).bytes
        #expect(v4[1] == 0x2E && v4[8] == 9 && v4.count == 48 && v4[12...15] == [10, 66, 0, UInt8(address) ?? 0])
        let v6 = try #require(try kept.kept("v6").packets().first).bytes
        #expect(v6[0] == 0x6B && v6[1] & 0xF0 == 0x80 && v6[7] == 9 && v6.count == 68)
        // Before the pattern come 16 bytes by which probes are known.
        #expect(v4.suffix(4).contains(0xAB) && v6.suffix(4).contains(0xAB))
        let fragment = try ["do", "dont"].map { try #require(try kept.kept($0).packets().first).bytes[6] & 0x40 }
        #expect(fragment == [0x40, 0])
        #expect(try #require(try kept.kept("empty").packets().first).bytes.count == 28)
        #expect(try kept.kept("longest").hasLine("65515 bytes from 10.66.39.9"))
        for (name, outcome) in kept { #expect(outcome.status == 0 && outcome.errors == "", "\(name)") }
    }

    @Test func `routes and clocks are written down on the way`() async throws {
        let kept = try await Lab.run(
            """
            ping route A -c 1 -R 10.66.39.9; ping route.json A --json -c 1 -R 10.66.39.9
            ping clocks A -c 1 -T tsonly 10.66.39.9; ping hops A --json -c 1 -T tsandaddr 10.66.39.9
            ping asked A --json -c 1 -T tsprespec,10.66.0.254,10.66.39.9 10.66.39.9
            ping clock A -c 1 --icmp-timestamp 10.66.39.9
            ping clock.json A --json -c 1 --icmp-timestamp 10.66.39.9
            """)
        #expect(try kept.kept("route").hasLine("RR: \t10.66.0.1"))
        let route: [String] = try kept.kept("route.json").event("reply")["record_route"] ?? []
        #expect(
            route == [
                "10.66.0.1", "10.66.12.1", "10.66.23.2", "10.66.39.3", "10.66.39.9", "10.66.39.9", "10.66.23.3",
                "10.66.12.2", "10.66.0.254",
            ])
        let clocks = try kept.kept("clocks")
        #expect(clocks.hasLine("TS: \t") && clocks.hasLine("Unrecorded hops: 1"))
        func addresses(_ name: String) throws -> [String] {
            try kept.kept(name).event("reply").objects("ip_timestamps").map { $0["address"] ?? "" }
        }
        #expect(try addresses("hops") == ["10.66.0.1", "10.66.0.254", "10.66.12.2", "10.66.23.3"])
        #expect(try addresses("asked") == ["10.66.0.254", "10.66.39.9"])
        // Both clocks are this machine's.
        #expect(try kept.kept("clock").hasLine("    sent ", "received ", "answered ", "offset "))
        let times = try #require(try kept.kept("clock.json").event("reply").object("timestamps"))
        #expect(abs(times["offset_ms"] ?? 1000) <= 2)
    }

    @Test func `a broadcast asks many, with -b only`() async throws {
        let kept = try await Lab.run(
            """
            ping all A -b -c 2 -i 0.2 -W 0.2 10.66.0.255
            ping json A --json -b -c 1 -W 0.2 10.66.0.255
            ping six A -c 1 -W 0.2 ff02::1%eth0
            ping without A -c 1 10.66.0.255
            """)
        let all = try kept.kept("all")
        for address in ["10.66.0.2", "10.66.0.3", "10.66.0.254"] {
            #expect(all.hasLine("64 bytes from \(address): icmp_seq=1"), "\(all.output)")
        }
        #expect(!all.hasLine("(DUP!)") && all.hasLine("2 packets transmitted, 2 received", " 0% packet loss"))
        #expect(all.status == 0)
        let from = try kept.kept("json").events().compactMap { $0["from"] as String? }
        #expect(Set(from).isSuperset(of: ["10.66.0.2", "10.66.0.3", "10.66.0.254"]))
        let six = try kept.kept("six")
        for host in ["2", "3", "fe"] {
            #expect(six.hasLine("64 bytes from fe80::66:ff:fe00:\(host):"), "\(six.output)")
        }
        let without = try kept.kept("without")
        #expect(without.status == 64 && without.output == "" && without.errors.contains("-b"), "\(without.errors)")
    }

    @Test func `a mark needs a capability, and is set before it is given up`() async throws {
        let kept = try await Lab.run(
            """
            on A nft 'table inet seen { chain out { type filter hook output priority 0; meta mark 7 counter; }; }'
            ping root A -m 7 -c 1 10.66.39.9
            ping raw A -m 7 -e 5 -c 1 fd66:0:0:39::9
            user user A -m 7 -c 1 10.66.39.9
            keep counts on A nft list table inet seen
            """)
        #expect(kept["root"]?.status == 0 && kept["raw"]?.status == 0)
        #expect(try PingReplyLabTests.counted(kept) == 2)
        let user = try kept.kept("user")
        #expect(user.status == 2 && user.output == "" && user.errors.contains("CAP_NET_RAW"), "\(user.errors)")
    }

    @Test(arguments: Family.allCases)
    func `floods, adaptive pace, preload and sweeps send what they should`(family: Family) async throws {
        let kept = try await Lab.run(
            """
            ping flood A --json -f -c 300 \(family.far)
            ping floodtext A -f -c 300 \(family.far)
            ping ring C -q -f -c 20000 \(family.far)
            ping adaptive A --json -A -c 100 \(family.far)
            ping preload A --json -l 5 -c 6 -i 0.3 \(family.far)
            ping sweep A --json -c 4 -i 0.02 --sweep 10:100:30 \(family.far)
            """)
        for (name, count) in [("flood", 300), ("adaptive", 100), ("preload", 6), ("sweep", 4)] {
            let summary = try kept.kept(name).event("summary")
            #expect(summary["sent"] == count && summary["received"] == count, "\(name)")
        }
        #expect(try kept.kept("flood").event("summary")["elapsed_ns"] ?? Int.max < 2_000_000_000)
        #expect(try kept.kept("adaptive").event("summary")["elapsed_ns"] ?? Int.max < 2_000_000_000)
        #expect(try kept.kept("floodtext").hasLine("ipg/ewma"))
        #expect(try kept.kept("ring").hasLine("20000 packets transmitted, 20000 received, 0% packet loss"))
        let preload = try kept.kept("preload").events("reply").map(\.nanosecondsInMinute)
        #expect(preload.count == 6 && abs(preload[4] - preload[0]) < 200_000_000)
        #expect(try kept.kept("sweep").events("reply").map { $0["bytes"] ?? 0 } == [18, 48, 78, 108])
    }

    /// Pacing is even within 1 % on a quiet machine; machines that test may stall, so here 5 % will do.
    @Test(arguments: ["A", "C"])
    func `probes leave 10 ms apart`(host: String) async throws {
        let kept = try await Lab.run("ping pace \(host) --json -v -c 101 -i 10ms 10.66.39.9")
        let times = try kept.kept("pace").events("sent").map(\.nanosecondsInMinute)
        try #require(times.count == 101)
        let minute = 60_000_000_000
        let mean = Double((times[100] - times[0] + minute) % minute) / 100
        #expect((9_500_000...10_500_000).contains(mean), "\(mean) ns")
    }
}
