import Foundation
import TestSupport
import Testing

/// `swiftnet arp watch` on hosts of the lab, and others that send it frames.
@Suite(.needsLab) struct ARPWatchLabTests {
    /// `watch NAME ARG...` starts one on A, and waits until it listens; `claim HOST ADDRESS MAC ...` sends a frame.
    private static let functions = """
        watch() {
            keep "$1" on A "$SWIFTNET" arp watch -n -I eth0 "${@:2}" 2>/dev/null & watching=$!
            until grep -qs watching "$KEPT/$1.err"; do sleep 0.02; done
        }
        claim() { on "$1" python3 \(Lab.root.path)/Tests/Lab/claim.py eth0 "${@:2}"; }
        finish() { sleep 0.4; kill -INT $(pgrep -P $watching); wait $watching; }
        enough() { until (( $(grep -c . "$1") >= $2 )); do sleep 0.02; done; }

        """

    private static func objects(_ outcome: Outcome) throws -> [[String: Any]] { try objects(outcome.output) }

    private static func objects(_ text: String) throws -> [[String: Any]] {
        let schema = try SchemaValidator(named: "arp-watch")
        return try text.split(separator: "\n").map { line in
            let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
            #expect(schema.faults(in: value) == [], "\(line)")
            return try #require(value as? [String: Any])
        }
    }

    /// Type, address and MAC address of each event.
    private static func story(_ outcome: Outcome) throws -> [String] {
        try objects(outcome).dropLast().map { "\($0["type"] ?? "") \($0["address"] ?? "") \($0["mac"] ?? "")" }
    }

    @Test func `new hosts, changes and conflicts of both families are told`() async throws {
        let kept = try await Lab.run(
            Self.functions + """
                on A ip neigh flush all
                watch events --json --write $KEPT/events.pcapng
                on B "$SWIFTNET" ping -c 1 10.66.0.3 >/dev/null
                claim B 10.66.0.77 02:aa:00:00:00:01
                claim B 10.66.0.77 02:aa:00:00:00:01 gratuitous
                claim C 10.66.0.77 02:aa:00:00:00:02
                claim B fd66::77 02:aa:00:00:00:01
                claim C fd66::77 02:aa:00:00:00:02
                claim C fd66::77 02:aa:00:00:00:03 probe
                claim C 192.0.2.7 02:aa:00:00:00:07
                claim C 10.66.0.78 02:aa:00:00:00:08 reply 02:aa:00:00:00:09
                claim C 10.66.0.79 00:00:5e:00:01:07 gratuitous 02:aa:00:00:00:01
                claim C 10.66.0.79 00:00:5e:00:01:07 gratuitous 02:aa:00:00:00:02
                claim C 10.66.0.1 02:aa:00:00:00:0a gratuitous
                on A ip neigh replace 10.66.0.90 lladdr 02:aa:00:00:00:90 dev eth0 nud reachable
                finish
                """)
        let outcome = try kept.kept("events")
        let told = try Self.story(outcome)
        for event in [
            "new 10.66.0.2 02:66:00:00:00:02", "new 10.66.0.77 02:aa:00:00:00:01",
            "gratuitous 10.66.0.77 02:aa:00:00:00:01", "conflict 10.66.0.77 02:aa:00:00:00:02",
            "new fd66::77 02:aa:00:00:00:01", "conflict fd66::77 02:aa:00:00:00:02",
            "probe fd66::77 02:aa:00:00:00:03", "bogon 192.0.2.7 02:aa:00:00:00:07",
            "new 10.66.0.78 02:aa:00:00:00:08", "mismatch 10.66.0.78 02:aa:00:00:00:08",
            "failover 10.66.0.79 00:00:5e:00:01:07", "conflict 10.66.0.1 02:aa:00:00:00:0a",
            "new 10.66.0.90 02:aa:00:00:00:90",
        ] {
            #expect(told.contains(event), "no \(event) in \(told)")
        }
        let objects = try Self.objects(outcome)
        let failover = try #require(objects.first { $0["type"] as? String == "failover" })
        #expect((failover["virtual_router"] as? [String: Any])?["group"] as? Int == 7)
        let summary = try #require(objects.last)
        #expect(summary["type"] as? String == "summary" && summary["alarms"] as? Int == 3 && outcome.status == 1)
        #expect(try outcome.packets().count == summary["messages"] as? Int)
    }

    @Test func `a claimed gateway ends a watch that waits for it`() async throws {
        let kept = try await Lab.run(
            Self.functions + """
                on A "$SWIFTNET" ping -c 1 10.66.0.254 >/dev/null
                on A "$SWIFTNET" ping -c 1 fd66:0:0:39::9 >/dev/null
                watch four --once -w 20
                claim B 10.66.0.79 02:aa:00:00:00:01
                claim B 10.66.0.254 02:aa:00:00:00:01 gratuitous
                wait $watching
                watch six --once -w 20 --json
                claim B fe80::66:ff:fe00:fe 02:aa:00:00:00:01
                wait $watching
                watch own --once -w 20 -q
                claim B 10.66.0.1 02:aa:00:00:00:01
                wait $watching
                """)
        let four = try kept.kept("four")
        #expect(four.status == 1)
        #expect(
            four.hasLine(
                "gateway-claimed: the gateway 10.66.0.254 is claimed by 02:aa:00:00:00:01", "at 02:66:00:00:00:fe"))
        #expect(four.hasLine("1 gateway-claimed") && four.hasLine("--- eth0: "))
        let six = try kept.kept("six")
        let claim = try #require(try Self.objects(six).dropLast().last)
        #expect(six.status == 1 && claim["type"] as? String == "gateway-claimed" && claim["gateway"] as? Bool == true)
        #expect(claim["previous_mac"] as? String == "02:66:00:00:00:fe")
        let own = try kept.kept("own")
        #expect(own.status == 1 && own.lines.count { !$0.isEmpty } == 2, "\(own)")
    }

    @Test func `a watch ends after a time, or so many events, without an alarm`() async throws {
        let kept = try await Lab.run(
            Self.functions + """
                on A ip neigh flush all
                watch silent -w 300ms --once
                wait $watching
                watch two -c 2 -w 20 --csv
                claim B 10.66.0.77 02:aa:00:00:00:01
                claim B 10.66.0.78 02:aa:00:00:00:01
                claim B 10.66.0.79 02:aa:00:00:00:01
                wait $watching
                keep all on R1 "$SWIFTNET" arp watch -w 100ms
                """)
        #expect(try kept.kept("silent").status == 0 && kept.kept("silent").hasLine("--- eth0: 0 messages"))
        let rows = try kept.kept("two").lines.filter { !$0.isEmpty }
        #expect(try kept.kept("two").status == 0 && rows.count == 3, "\(rows)")
        #expect(rows[1].contains(",new,eth0,,10.66.0.77,02:aa:00:00:00:01,,02:aa:00:00:00:01,reply,"))
        #expect(try kept.kept("all").errors.contains("watching lan, r2"))
    }

    @Test func `stations are remembered through a kill in the middle of writing`() async throws {
        let kept = try await Lab.run(
            Self.functions + """
                on A ip neigh flush all
                state=$KEPT/stations
                watch first --state $state -w 50 -q
                process=$(pgrep -P $watching)
                claim B 2001:db8::1 random 1500 & flood=$!
                enough $state 500
                kill -9 $process
                wait $watching || true
                cp $state $KEPT/killed.out; : >$KEPT/killed.err; echo 0 >$KEPT/killed.status
                # What a kill in the middle of the last line would leave.
                printf '{"interface":"eth0","address":"10.66.0.99","ma' >>$state
                cp $state $KEPT/torn.out; : >$KEPT/torn.err; echo 0 >$KEPT/torn.status
                wait $flood
                watch second --state $state -w 300ms
                keep third on A "$SWIFTNET" arp watch -n -I eth0 --state $state -w 1ms
                wait $watching
                cp $state $KEPT/after.out; : >$KEPT/after.err; echo 0 >$KEPT/after.status
                watch fourth --state $state -w 50
                claim B 2001:db8::1 02:aa:00:00:00:01
                finish
                printf 'root:x:0:0\\n' >$KEPT/passwd
                keep foreign on A "$SWIFTNET" arp watch -I eth0 --state $KEPT/passwd -w 1ms
                keep passwd cat $KEPT/passwd
                """)
        func addresses(_ text: Substring) throws -> Set<String> {
            Set(try Self.objects(String(text)).compactMap { $0["address"] as? String })
        }
        let killed = try kept.kept("killed").output
        let whole = killed[..<(killed.lastIndex(of: "\n").map(killed.index(after:)) ?? killed.startIndex)]
        let known = try addresses(whole)
        #expect(known.count >= 500)
        let second = try kept.kept("second")
        let place = try kept.kept("torn").output.utf8.lastIndex(of: UInt8(ascii: "\n")).map {
            kept["torn"]?.output.utf8.distance(from: killed.startIndex, to: $0) ?? 0
        }
        #expect(second.errors.contains("the last line, at byte \((place ?? 0) + 1), was not written to its end"))
        #expect(second.status == 0 && !second.output.contains(" bogon: 2001:db8::1 "), "\(second.errors)")
        let after = try kept.kept("after").output
        #expect(try addresses(after[...]).isSuperset(of: known))
        #expect(after.split(separator: "\n").count == (try addresses(after[...])).count)
        let third = try kept.kept("third")
        #expect(third.status == 2 && third.errors.contains("in use by another process"))
        #expect(try kept.kept("fourth").hasLine(" 2001:db8::1 is ", " 02:aa:00:00:00:01 "))
        #expect(try kept.kept("foreign").status == 2 && kept.kept("foreign").errors.contains("left as it is"))
        #expect(try kept.kept("passwd").output == "root:x:0:0\n")
    }

    @Test func `what can't be watched is said`() async throws {
        let kept = try await Lab.run(
            """
            watch() { keep "$1" on A "$SWIFTNET" arp watch -w 1ms "${@:2}"; }
            keep user unprivileged A "$SWIFTNET" arp watch -w 1ms
            on A ip tuntap add tun7 mode tun
            on A ip link add down7 type bridge
            watch nowhere -I nothing
            watch loop -I lo
            watch tunnel -I tun7
            watch down -I down7
            watch twice -I eth0 -I eth0
            watch word eth0
            watch folder --state /nowhere/file
            watch count -c 0
            """)
        let user = try kept.kept("user")
        #expect(user.status == 2 && user.errors.contains("arp watch needs CAP_NET_RAW"))
        #expect(try kept.kept("nowhere").errors.contains("interface nothing: No such device"))
        #expect(try kept.kept("loop").errors.contains("lo has no neighbours"))
        #expect(try kept.kept("tunnel").errors.contains("tun7 has no neighbours"))
        #expect(try kept.kept("down").errors.contains("down7 is down"))
        #expect(try kept.kept("folder").errors.contains("/nowhere/file"))
        for name in ["nowhere", "loop", "tunnel", "down", "folder"] {
            #expect(try kept.kept(name).status == 2, "\(name)")
        }
        for name in ["twice", "word", "count"] { #expect(try kept.kept(name).status == 64, "\(name)") }
    }
}
