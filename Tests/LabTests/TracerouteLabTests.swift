import Foundation
import TestSupport
import Testing
import Wire

/// `swiftnet traceroute` in the lab, past three routers whose answers are the kernel's.
@Suite(.needsLab) struct TracerouteLabTests {
    private static let routers: [Family: [String]] = [
        .v4: ["10.66.0.254", "10.66.12.2", "10.66.23.3"], .v6: ["fd66::fe", "fd66:0:0:12::2", "fd66:0:0:23::3"],
    ]

    @Test(arguments: Family.allCases)
    func `all kinds of probes go the same way`(family: Family) async throws {
        let names = ["udp", "icmp", "closed", "sctp", "open", "plain", "ping"]
        let kept = try await Lab.run(
            """
            trace() { keep "$1" "${@:2:2}" "$SWIFTNET" traceroute -n "${@:4}" \(family.far); }
            trace udp on A
            trace icmp on A -I
            trace closed on A -T
            trace sctp on A --sctp
            trace plain unprivileged A
            trace ping unprivileged A -I
            fault tcp-open 80
            trace open on A -T
            """)
        for name in names {
            let outcome = try kept.kept(name)
            #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(name): \(outcome.errors)")
            #expect(outcome.hops == Self.routers[family, default: []] + [family.far], "\(name): \(outcome.output)")
        }
        #expect(try kept.kept("sctp").hasLine(family.far, "!P"), "the target speaks no SCTP")
    }

    @Test func `what needs a right that is not there says so, with status 2`() async throws {
        let kept = try await Lab.run(
            """
            refuse() { keep "$1" unprivileged "$2" "$SWIFTNET" traceroute -n "${@:3}"; }
            refuse -T A -T 10.66.39.9
            refuse --sctp A --sctp 10.66.39.9
            refuse -g A -g 10.66.12.2 10.66.39.9
            refuse -l A -l 5 fd66:0:0:39::9
            refuse -I C -I 10.66.39.9
            """)
        for option in ["-T", "--sctp", "-g", "-l", "-I"] {
            let outcome = try kept.kept(option)
            #expect(outcome.status == 2 && outcome.output.isEmpty)
            #expect(outcome.errors.contains("\(option) needs CAP_NET_RAW"), "\(outcome.errors)")
        }
    }

    @Test(arguments: Family.allCases)
    func `who refuses is told with a mark, and status 1`(family: Family) async throws {
        let kept = try await Lab.run(
            """
            trace() { keep "$1" on A "$SWIFTNET" traceroute -n "${@:2}"; }
            trace net \(family == .v4 ? "10.99.0.1" : "fd99::1")
            fault unreach admin-prohibited
            trace admin \(family.far)
            fault clear
            fault unreach \(family == .v4 ? "host" : "addr-unreachable")
            trace host \(family.far)
            """)
        for (name, mark) in [("net", "!N"), ("admin", "!X"), ("host", "!H")] {
            let outcome = try kept.kept(name)
            #expect(outcome.status == 1 && outcome.hasLine(family.lastRouter, mark), "\(name): \(outcome.output)")
            #expect(outcome.errors.contains("was not reached: \(family.lastRouter) says Destination Unreachable"))
        }
    }

    @Test(arguments: Family.allCases)
    func `the longest packet is found, and what was sent is recorded`(family: Family) async throws {
        let kept = try await Lab.run(
            """
            fault mtu 1400
            keep mtu on A "$SWIFTNET" traceroute --json --mtu \(family.far)
            fault clear
            keep write on A "$SWIFTNET" traceroute -n --write "$KEPT/write.pcapng" \(family.far)
            """)
        let objects = try kept.kept("mtu").objects("traceroute")
        #expect(objects.last?["path_mtu"] as? Int == 1400 && objects.last?["reached"] as? Bool == true)
        #expect(objects.contains { $0["type"] as? String == "mtu" && $0["mtu"] as? Int == 1400 })
        let packets = try kept.kept("write").packets()
        #expect(packets.count { $0.direction == .outbound } >= 4 && packets.count { $0.direction == .inbound } >= 4)
    }
}

extension Outcome {
    /// Who answered each hop first, in the text without names; `*` where nobody did.
    var hops: [String] {
        lines.dropFirst().compactMap { line in
            let words = line.split(separator: " ")
            return words.count > 1 ? String(words[1]) : nil
        }
    }
}
