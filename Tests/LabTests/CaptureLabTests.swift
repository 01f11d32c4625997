import Foundation
import TestSupport
import Testing
import Wire

/// Live capture, on interfaces of the lab.
@Suite(.needsLab) struct CaptureLabTests {
    /// Beside what `Lab` has:
    ///
    ///     catch NAME HOST ARG...    starts `swiftnet capture ARG...` on a host, and waits until it has begun
    ///     stop NAME [SIGNAL]        ends it with SIGINT, and waits
    ///     talk N                    A asks B with N echo requests of each family, a few milliseconds apart
    private static let functions = """
        catch() {
          local name=$1
          keep "$name" on "$2" sh -c 'echo $$ >"$0"; exec "$@"' "$KEPT/$name.pid" "$SWIFTNET" capture "${@:3}" &
          until grep -q listening "$KEPT/$name.err" 2>/dev/null; do sleep 0.02; done
          # A moment for what was under way.
          sleep 0.05
        }
        signal() { kill -"$2" "$(cat "$KEPT/$1.pid")"; }
        stop() { signal "$1" "${2-INT}"; wait; }
        talk() {
          on A "$SWIFTNET" ping -q -c "$1" -i 5ms 10.66.0.2 >/dev/null
          on A "$SWIFTNET" ping -q -c "$1" -i 5ms fd66::2 >/dev/null
        }
        # Neighbours know each other, so that there is nothing but echo packets.
        talk 1

        """

    private static func run(_ script: String) async throws -> [String: Outcome] {
        try await Lab.run(functions + script)
    }

    private static func objects(_ outcome: Outcome) throws -> [[String: Any]] { try outcome.objects("capture") }

    @Test func `packets of both families are told as they pass, and counted`() async throws {
        let kept = try await Self.run(
            """
            catch text B -i eth0 -n icmp or icmp6
            catch json B -i eth0 --json icmp or icmp6
            talk 3
            sleep 0.1; signal json INT; stop text
            """)
        let text = try kept.kept("text")
        #expect(text.status == 0 && text.lines.count { $0.contains("10.66.0.1 > 10.66.0.2: ICMP Echo Request") } == 3)
        #expect(text.hasLine(" In IP6 fd66::1 > fd66::2: ICMP6 Echo Request"), "\(text.output)")
        #expect(text.hasLine(" Out IP6 fd66::2 > fd66::1: ICMP6 Echo Reply"))
        #expect(text.errors.contains("listening on eth0 (ETHERNET)\n"))
        #expect(text.errors.contains(" captured, "))
        #expect(text.errors.hasSuffix(" received by filter, 0 dropped by kernel, 0 dropped by swiftnet\n"))
        let json = try Self.objects(try kept.kept("json"))
        #expect(json.count { $0["ip"] != nil } == 6 && json.count { $0["ipv6"] != nil } >= 6)
        #expect(json.last?["type"] as? String == "summary")
        #expect(json.last?["captured"] as? Int == json.count - 1)
        #expect((json.first?["frame"] as? [String: Any])?["interface_name"] as? String == "eth0")
    }

    @Test func `all interfaces, or some, each with its name`() async throws {
        let kept = try await Self.run(
            """
            catch any R1 -i any -c 8 icmp
            catch two R1 -i lan -i r2 --write "$KEPT/two.pcapng" --comment 'a remark' icmp
            on A "$SWIFTNET" ping -q -c 2 -i 5ms 10.66.39.9 >/dev/null
            sleep 0.1; stop two
            keep told "$SWIFTNET" decode "$KEPT/two.pcapng"
            """)
        let any = try kept.kept("any")
        for line in ["lan In IP 10.66.0.1", "r2 Out IP 10.66.0.1", "r2 In IP 10.66.39.9", "lan Out IP 10.66.39.9"] {
            #expect(any.lines.count { $0.contains(" \(line)") } == 2, "\(any.output)")
        }
        let two = try kept.kept("two")
        #expect(two.status == 0 && two.errors.contains("lan: 4 received, 0 dropped by kernel"), "\(two.errors)")
        #expect(try two.packets().count { $0.direction == .inbound } == 4)
        var notes = CaptureReader()
        var cursor = 0
        var names: [String?] = []
        var statistics: [UInt64?] = []
        let bytes = try #require(two.capture)
        reading: while true {
            switch try notes.next(in: bytes.span, at: &cursor, isEnd: true) {
            case .note(.interface(let interface, _)): names.append(interface.name)
            case .note(.statistics(let counts)): statistics.append(counts.received)
            case .note(.section(let section)): #expect(section.header.comments == ["a remark"])
            case .note, .packet: continue
            case .needMore, .end: break reading
            }
        }
        #expect(Set(names) == ["lan", "r2"] && statistics == [4, 4])
        #expect(try kept.kept("told").lines.count { $0.contains("ICMP Echo") } == 8)
    }

    @Test func `loopback is seen once`() async throws {
        let kept = try await Self.run(
            """
            catch lo B -i lo
            catch any B -i any
            on B "$SWIFTNET" ping -q -c 2 -i 5ms ::1 >/dev/null
            sleep 0.1; signal lo INT; stop any
            """)
        #expect(try kept.kept("lo").lines.count { $0.contains("ICMP6 Echo") } == 4)
        #expect(try kept.kept("any").lines.count { $0.contains(" lo In IP6 ::1 > ::1: ICMP6 Echo") } == 4)
    }

    @Test func `VLAN tags are where they were, and filters find them`() async throws {
        let kept = try await Self.run(
            """
            serve() {
              on B /usr/bin/python3 \(Lab.root.path)/Tests/Lab/vlan.py eth0 10.66.0.200 "$@" >"$KEPT/vlan" 2>&1 &
              server=$!
              until grep -q ready "$KEPT/vlan" 2>/dev/null; do sleep 0.02; done
            }
            serve 42 7
            catch all B -i eth0 -e arp or icmp or vlan
            catch tagged B -i eth0 vlan 42 and vlan 7 and icmp
            catch other B -i eth0 vlan 43
            catch none B -i eth0 vlan 44
            ping ping A -q -c 2 -i 0.05 --vlan 42 --vlan 7 -I eth0 10.66.0.200
            talk 1
            # More than a batch has room for, all of it turned down by two of them.
            ping flood A -q -c 450 -i 0.002 -s 1400 --vlan 42 --vlan 7 -I eth0 10.66.0.200
            ping other A -q -c 1 -W 0.2 --vlan 43 -I eth0 10.66.0.200
            { kill -9 $server; wait $server; } 2>/dev/null || true
            serve 42
            catch cooked B -i any
            ping ping A -q -c 1 --vlan 42 -I eth0 10.66.0.200
            { kill -9 $server; wait $server; } 2>/dev/null || true
            sleep 0.1; for name in all tagged other none; do signal $name INT; done; stop cooked
            """)
        let tagged = try kept.kept("tagged")
        #expect(tagged.lines.count { $0.contains("ICMP Echo") } == 904, "\(tagged.output.prefix(1000))")
        #expect(
            tagged.hasLine(" In vlan 42: vlan 7: IP 10.66.0.1 > 10.66.0.200: ICMP Echo Request"), "\(tagged.output)")
        #expect(tagged.errors.contains("904 packets captured, 904 received by filter"), "\(tagged.errors)")
        let other = try kept.kept("other")
        #expect(other.status == 0 && other.hasLine(" vlan 43: ARP, Request, who has 10.66.0.200"), "\(other.output)")
        let none = try kept.kept("none")
        #expect(none.status == 1 && none.errors.contains("0 packets captured, 0 received by filter"))
        #expect(try kept.kept("all").lines.contains { $0.contains("vlan 42") && $0.contains("Echo Request") })
        let cooked = try kept.kept("cooked")
        for line in ["In vlan 42: IP 10.66.0.1 > 10.66.0.200", "Out vlan 42: IP 10.66.0.200 > 10.66.0.1"] {
            #expect(cooked.hasLine(" eth0 \(line)"), "\(cooked.output)")
        }
    }

    @Test func `frames for others are seen in promiscuous mode alone`() async throws {
        let kept = try await Self.run(
            """
            catch all C -i eth0 icmp
            ip -d -n C link show eth0 | grep -o 'promiscuity [0-9]' >"$KEPT/on"
            stop all
            catch own C -i eth0 -p icmp
            ip -d -n C link show eth0 | grep -o 'promiscuity [0-9]' >"$KEPT/off"
            stop own
            keep modes cat "$KEPT/on" "$KEPT/off"
            """)
        #expect(try kept.kept("modes").output == "promiscuity 1\npromiscuity 0\n")
        #expect(try kept.kept("own").status == 1)
    }

    @Test func `a snap length cuts, and the length on the wire is known`() async throws {
        let kept = try await Self.run(
            """
            catch cut B -i eth0 -s 40 -c 2 --json icmp
            catch file B -i eth0 -s 40 -c 2 --write "$KEPT/file.pcapng" icmp6
            talk 2; wait
            """)
        let json = try Self.objects(try kept.kept("cut"))
        let frame = try #require(json.first?["frame"] as? [String: Any])
        #expect(frame["len"] as? Int == 98 && frame["cap_len"] as? Int == 40 && json.count == 3)
        #expect(try kept.kept("file").packets().map(\.bytes.count) == [40, 40])
    }

    @Test func `files follow each other, and the ring keeps the last`() async throws {
        let kept = try await Self.run(
            """
            mkdir "$KEPT/files"
            catch ring B -i eth0 --write "$KEPT/files/r.pcapng" --rotate-count 4 --ring 2 icmp
            catch time B -i eth0 --write "$KEPT/files/t.pcap" -G 0.2 icmp
            talk 5; sleep 0.5; talk 1; sleep 0.1
            signal ring INT; stop time
            keep files ls "$KEPT/files"
            keep last "$SWIFTNET" decode "$KEPT"/files/r_00003*
            """)
        let files = try kept.kept("files")
        #expect(files.lines.count { $0.hasPrefix("r_") } == 2 && files.lines.count { $0.hasPrefix("t_") } >= 2)
        #expect(
            files.lines.contains { $0.hasPrefix("r_00002_20") } && files.lines.contains { $0.hasPrefix("r_00003_20") })
        let last = try kept.kept("last")
        #expect(last.status == 0 && last.lines.count { $0.contains("ICMP Echo") } == 4, "\(last.output)")
    }

    @Test func `a capture can be read while it is made`() async throws {
        let kept = try await Self.run(
            """
            talk 40 &
            keep pipe on B bash -c '"$SWIFTNET" capture -i eth0 --write - -c 6 icmp | "$SWIFTNET" decode'
            keep head on B bash -c 'set -o pipefail; "$SWIFTNET" capture -i eth0 icmp6 | head -n 1'
            wait
            """)
        #expect(try kept.kept("pipe").lines.count { $0.contains("ICMP Echo") } == 6)
        let head = try kept.kept("head")
        #expect(head.status == 0 && head.lines.count { $0.contains("ICMP6 Echo") } == 1, "\(head.errors)")
    }

    @Test(arguments: ["INT", "TERM", "HUP"])
    func `a signal ends it with all that came before`(signal: String) async throws {
        let kept = try await Self.run(
            """
            catch file B -i eth0 --write "$KEPT/file.pcapng" icmp or icmp6
            talk 2; stop file \(signal)
            catch none B -i eth0 udp port 9
            stop none \(signal)
            """)
        let file = try kept.kept("file")
        let count = try file.packets().count
        #expect(
            file.status == 0 && count >= 8 && file.errors.contains("\n\(count) packets captured, \(count) received"))
        #expect(try kept.kept("none").status == 1)
    }

    @Test func `SIGUSR1 asks for the counts, and a duration is kept`() async throws {
        let kept = try await Self.run(
            """
            catch asked B -i eth0 icmp
            talk 1; sleep 0.1; signal asked USR1
            until grep -q captured "$KEPT/asked.err"; do sleep 0.02; done
            stop asked
            keep timed on B "$SWIFTNET" capture -i eth0 --duration 0.2 udp port 9
            """)
        let asked = try kept.kept("asked")
        let line = "2 packets captured, 2 received by filter, 0 dropped by kernel, 0 dropped by swiftnet\n"
        #expect(asked.errors == "listening on eth0 (ETHERNET)\n\(line)\(line)" && asked.status == 0)
        #expect(try kept.kept("timed").status == 1)
    }

    @Test func `a full disk ends it with a file that is whole`() async throws {
        let kept = try await Self.run(
            """
            mkdir "$KEPT/small"; mount -t tmpfs -o size=64k tmpfs "$KEPT/small"
            catch full B -i eth0 --write "$KEPT/small/f.pcapng"
            on A "$SWIFTNET" ping -q -c 150 -i 1ms -s 1000 10.66.0.2 >/dev/null
            wait
            keep decoded "$SWIFTNET" decode "$KEPT/small/f.pcapng"
            umount "$KEPT/small"
            """)
        let full = try kept.kept("full")
        #expect(full.status == 2 && full.errors.contains("f.pcapng: No space left on device"), "\(full.errors)")
        let decoded = try kept.kept("decoded")
        let count = decoded.lines.count { $0.contains("ICMP Echo") }
        #expect(decoded.status == 0 && decoded.errors == "" && (40...63).contains(count))
        #expect(full.errors.contains("\(decoded.lines.count - 1) packets captured"), "\(full.errors)")
        #expect(!full.errors.contains(", 0 dropped by swiftnet"))
    }

    @Test func `an interface that goes away ends it, or leaves the others`() async throws {
        let kept = try await Self.run(
            """
            catch gone B -i eth0 --write "$KEPT/gone.pcapng" icmp
            catch others B -i eth0 -i lo icmp or icmp6
            talk 1; sleep 0.1
            ip -n B link del eth0
            sleep 0.1
            on B "$SWIFTNET" ping -q -c 1 ::1 >/dev/null
            sleep 0.1; stop others
            ip -n C link set eth0 down
            keep down on C "$SWIFTNET" capture -i eth0
            keep nosuch on C "$SWIFTNET" capture -i 'no such'
            """)
        let gone = try kept.kept("gone")
        #expect(
            gone.status == 2 && gone.errors.contains("swiftnet: eth0 is gone\n2 packets captured"), "\(gone.errors)")
        #expect(try gone.packets().count == 2)
        let others = try kept.kept("others")
        #expect(others.status == 2 && others.hasLine(" lo In IP6 ::1 > ::1"), "\(others.output)")
        let down = try kept.kept("down")
        #expect(down.status == 2 && down.errors == "swiftnet: eth0 is down: ip link set eth0 up\n")
        let none = try kept.kept("nosuch")
        #expect(none.status == 2 && none.errors.contains("no such"))
    }

    @Test func `it needs one right, and keeps none`() async throws {
        let kept = try await Self.run(
            """
            catch held B -i eth0
            keep rights sh -c 'grep -h ^CapEff: /proc/$0/task/*/status | sort -u' "$(cat "$KEPT/held.pid")"
            stop held
            keep refused unprivileged B "$SWIFTNET" capture -i eth0
            keep list unprivileged B "$SWIFTNET" capture --list
            keep json unprivileged B "$SWIFTNET" capture --list --json
            """)
        #expect(try kept.kept("rights").output == "CapEff:\t0000000000000000\n")
        let refused = try kept.kept("refused")
        #expect(refused.status == 2 && refused.errors.contains("sudo setcap cap_net_raw+ep "))
        let list = try kept.kept("list")
        #expect(
            list.status == 0
                && list.hasLine("eth0", "up", "ETHERNET", "02:66:00:00:00:02", "10.66.0.2/24", "fd66::2/64"))
        #expect(try Self.objects(try kept.kept("json")).map { $0["name"] as? String } == ["any", "lo", "eth0"])
    }

    @Test func `what stands in its way is told`() async throws {
        let kept = try await Self.run(
            """
            keep filter on B "$SWIFTNET" capture -i eth0 no such filter
            keep clock on B "$SWIFTNET" capture -i eth0 --hardware-time
            keep folder on B "$SWIFTNET" capture -i eth0 --write /nowhere/f
            keep user on B "$SWIFTNET" capture -i eth0 -Z nosuch
            """)
        #expect(try kept.kept("filter").status == 64)
        #expect(try kept.kept("clock").errors == "swiftnet: eth0 has no clock to stamp all packets with\n")
        #expect(try kept.kept("folder").errors == "swiftnet: /nowhere/f: No such file or directory\n")
        #expect(try kept.kept("user").errors == "swiftnet: there is no user nosuch\n")
        for name in ["clock", "folder", "user"] { #expect(try kept.kept(name).status == 2) }
    }
}
