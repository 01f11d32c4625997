import Foundation
import TestSupport
import Testing

/// `swiftnet arp table` on hosts of the lab, beside `ip neigh`.
@Suite(.needsLab) struct ARPTableLabTests {
    private static func objects(_ outcome: Outcome) throws -> [[String: Any]] { try outcome.objects("machine") }

    @Test func `entries are shown, made and removed as ip does it`() async throws {
        let kept = try await Lab.run(
            """
            table() { keep "$1" on A "$SWIFTNET" arp table "${@:2}"; }
            theirs() { keep "$1" on A ip neigh show "${@:2}"; }
            on A "$SWIFTNET" ping -c 1 10.66.0.2 >/dev/null
            on A "$SWIFTNET" ping -c 1 fd66::3 >/dev/null
            table learnt 10.66.0.2 --json
            table six -6 fd66::/64 --json
            table add4 add 10.66.0.50 02:66:00:00:00:50 -I eth0
            table add6 add fd66::50 02:66:00:00:00:60 -I eth0 --state stale --router
            table noarp add 10.66.0.51 02:66:00:00:00:51 -I eth0 --state noarp
            table proxy add 10.66.0.52 -I eth0 --proxy
            table again add 10.66.0.50 02:66:00:00:00:99 -I eth0
            theirs ip1 nud all
            theirs ip2 proxy
            table shown --json
            table replaced add 10.66.0.50 02:66:00:00:00:99 -I eth0 --temporary --replace
            theirs ip3 10.66.0.50
            table gone delete 10.66.0.50 -I eth0
            table unproxy delete 10.66.0.52 -I eth0 --proxy
            table none delete 10.66.0.77 -I eth0
            theirs ip4 10.66.0.50
            theirs ip5 proxy
            """)
        let learnt = try #require(try Self.objects(kept.kept("learnt")).first)
        #expect(learnt["mac"] as? String == "02:66:00:00:00:02" && learnt["state"] as? String == "reachable")
        #expect(learnt["confirmed_age_ms"] is Int && learnt["used_age_ms"] is Int)
        #expect(try Self.objects(kept.kept("six")).contains { $0["address"] as? String == "fd66::3" })
        for name in ["add4", "add6", "noarp", "proxy", "replaced", "gone", "unproxy"] {
            let outcome = try kept.kept(name)
            #expect(outcome.status == 0 && outcome.output.isEmpty && outcome.errors.isEmpty, "\(name): \(outcome)")
        }
        let again = try kept.kept("again")
        #expect(again.status == 2 && again.errors.contains("10.66.0.50 is in the table already"))
        let ip = try kept.kept("ip1")
        #expect(ip.hasLine("10.66.0.50 dev eth0 lladdr 02:66:00:00:00:50 PERMANENT"))
        #expect(ip.hasLine("fd66::50 dev eth0 lladdr 02:66:00:00:00:60 router STALE"))
        #expect(ip.hasLine("10.66.0.51 dev eth0 lladdr 02:66:00:00:00:51 NOARP"))
        #expect(try kept.kept("ip2").hasLine("10.66.0.52 dev eth0 proxy"))
        let shown = try Self.objects(kept.kept("shown")).map {
            "\($0["address"] ?? "") \($0["mac"] ?? "") \($0["state"] ?? "") \($0["router"] ?? "") \($0["proxy"] ?? "")"
        }
        for line in [
            "10.66.0.50 02:66:00:00:00:50 permanent 0 0", "fd66::50 02:66:00:00:00:60 stale 1 0",
            "10.66.0.51 02:66:00:00:00:51 no ARP 0 0", "10.66.0.52  none 0 1",
        ] {
            #expect(shown.contains(line), "\(line) is not in \(shown)")
        }
        #expect(!shown.contains { $0.hasPrefix("224.") || $0.hasPrefix("ff02") }, "\(shown)")
        #expect(try kept.kept("ip3").hasLine("10.66.0.50 dev eth0 lladdr 02:66:00:00:00:99 REACHABLE"))
        let none = try kept.kept("none")
        #expect(none.status == 1 && none.errors.contains("10.66.0.77 is not in the table"))
        #expect(try !kept.kept("ip4").output.contains("lladdr"))
        #expect(try kept.kept("ip5").output.isEmpty)
    }

    @Test func `flushing takes what was learnt, and what was asked for`() async throws {
        let kept = try await Lab.run(
            """
            table() { keep "$1" on A "$SWIFTNET" arp table "${@:2}"; }
            for n in 71 72 73; do on A ip neigh add 10.66.0.$n lladdr 02:66:00:00:00:$n dev eth0 nud stale; done
            on A ip neigh add 10.66.0.74 lladdr 02:66:00:00:00:74 dev eth0
            on A ip neigh add fd66::71 lladdr 02:66:00:00:00:71 dev eth0 nud stale
            table block flush 10.66.0.72/31
            keep left1 on A ip neigh show
            table six flush -6 fd66::71 --json
            table rest flush 10.66.0.0/24 -I eth0
            keep left2 on A ip neigh show
            table permanent flush --state permanent
            keep left3 on A ip neigh show
            """)
        #expect(try kept.kept("block").output == "2 entries flushed\n")
        let left = try kept.kept("left1")
        #expect(left.hasLine("10.66.0.71 ", "lladdr") && left.hasLine("10.66.0.74 ", "PERMANENT"))
        #expect(!left.hasLine("10.66.0.72 ", "lladdr") && !left.hasLine("10.66.0.73 ", "lladdr"))
        #expect(try Self.objects(kept.kept("six")).first?["flushed"] as? Int == 1)
        #expect(try kept.kept("rest").output == "1 entry flushed\n")
        #expect(try kept.kept("left2").hasLine("10.66.0.74 ", "PERMANENT"))
        #expect(try kept.kept("permanent").output == "1 entry flushed\n")
        #expect(try !kept.kept("left3").hasLine("10.66.0.74 "))
    }

    @Test func `an ordinary user may look, and is told what changing needs`() async throws {
        let kept = try await Lab.run(
            """
            user() { keep "$1" unprivileged A "$SWIFTNET" arp table "${@:2}"; }
            on A ip neigh add 10.66.0.50 lladdr 02:66:00:00:00:50 dev eth0
            user shown
            user add add 10.66.0.60 02:66:00:00:00:60 -I eth0
            user delete delete 10.66.0.50 -I eth0
            user flush flush --state permanent
            user nothing flush 192.0.2.0/24
            keep nowhere on A "$SWIFTNET" arp table add 10.66.0.60 02:66:00:00:00:60 -I nothing
            keep loop on A "$SWIFTNET" arp table add 10.66.0.60 02:66:00:00:00:60 -I lo
            user unsaid add 10.66.0.60 02:66:00:00:00:60
            user short add 10.66.0.60 -I eth0
            user word add 10.66.0.60 02:66:00:00:00 -I eth0
            user group add ff02::1 02:66:00:00:00:60 -I eth0
            user unknown 10.66.0.99
            """)
        #expect(try kept.kept("shown").hasLine("10.66.0.50", "eth0", "02:66:00:00:00:50", "permanent"))
        for name in ["add", "delete", "flush"] {
            let outcome = try kept.kept(name)
            #expect(outcome.status == 2 && outcome.output.isEmpty)
            #expect(outcome.errors.contains("arp table \(name) needs CAP_NET_ADMIN"), "\(outcome)")
            #expect(outcome.errors.contains("sudo setcap cap_net_admin,cap_net_raw+ep /"), "\(outcome)")
        }
        #expect(try kept.kept("nothing").status == 2 && kept.kept("nothing").output.isEmpty)
        #expect(try kept.kept("nowhere").status == 2 && kept.kept("nowhere").errors.contains("interface nothing"))
        #expect(try kept.kept("loop").status == 2 && kept.kept("loop").errors.contains("lo has no neighbours"))
        for name in ["unsaid", "short", "word", "group"] { #expect(try kept.kept(name).status == 64, "\(name)") }
        #expect(try kept.kept("unknown").status == 1)
    }
}
