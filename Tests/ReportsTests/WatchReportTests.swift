import Foundation
import Probes
import TestSupport
import Testing
import Wire

@testable import Reports

@Suite struct WatchReportTests {
    private static let report = WatchReport(
        vendor: { $0.rawValue >> 40 == 0 ? "Evil, \u{1B}[2J\"Inc\"" : nil },
        name: { $0 == .v4(IPv4Address(rawValue: 0x0A00_0005)) ? "host\u{7}.test" : nil })

    private static func events() throws -> [LinkEvent] {
        var sighting = LinkSighting(
            try #require(IPAddress("10.0.0.5")), at: MACAddress(rawValue: 0x0000_5E00_0107), by: .reply,
            on: "eth\u{1B}0", vlan: 5, frameSource: MACAddress(rawValue: 0x0200_0000_0007),
            time: 1_795_000_000 * .second)
        return LinkEvent.Kind.allCases.enumerated().map { index, kind in
            if index == 7 { sighting.address = .v6(IPv6Address(rawValue: 0x2001_0DB8 << 96)) }
            var event = LinkEvent(kind, sighting)
            event.previousMAC = MACAddress(rawValue: 0x0000_0000_0009)
            event.previousInterface = "eth1"
            event.previousSource = kind == .failover ? MACAddress(rawValue: 0x0000_0000_000A) : nil
            (event.firstSeen, event.lastSeen) = (1_790_000_000 * .second, 1_790_000_001 * .second)
            (event.isGateway, event.isOwn, event.suppressedCount) = (index % 2 == 0, index % 3 == 0, index)
            return event
        }
    }

    @Test func `every event is a line without control characters, whatever is in it`() throws {
        for event in try Self.events() {
            for form in [WatchReport.text, WatchReport.csv, WatchReport.json] {
                var bytes: [UInt8] = []
                form(Self.report)(event, &bytes)
                #expect(bytes.count { $0 == UInt8(ascii: "\n") } == 1 && bytes.last == UInt8(ascii: "\n"))
                #expect(bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x0A || $0 == 0x0D })
            }
        }
    }

    @Test(
        arguments: [
            ("a", "v", nil, "is at 00:00:5e:00:01:07 (VRRP group 7), it was at 02:00:00:00:00:0a"),
            (
                "v", "v", "b",
                "at 00:00:5e:00:01:07 (VRRP group 7) is served by 02:00:00:00:00:0c (locally administered), "
                    + "it was served by 02:00:00:00:00:0b"
            ),
        ] as [(Character, Character, Character?, String)])
    func `a failover is to another MAC address, or to another router behind the same`(
        before: Character, now: Character, server: Character?, words: String
    ) throws {
        func mac(_ name: Character) -> MACAddress {
            MACAddress(rawValue: name == "v" ? 0x0000_5E00_0107 : 0x0200_0000_000A + (name == "a" ? 0 : 1))
        }
        var watch = LinkWatch()
        watch.update([WatchedLink("eth0")], ownMACs: [])
        let address = try #require(IPAddress("10.0.0.5"))
        func see(_ name: Character, from source: MACAddress, at time: Nanoseconds) -> [LinkEvent] {
            watch.see(LinkSighting(address, at: mac(name), by: .reply, on: "eth0", frameSource: source, time: time))
        }
        _ = see(before, from: mac(server ?? before), at: 0)
        // The frame is from a router's own MAC address either way.
        let event = try #require(see(now, from: MACAddress(rawValue: 0x0200_0000_000C), at: 100 * .second).first)
        let report = WatchReport(vendor: { _ in nil }, name: { _ in nil })
        var text: [UInt8] = []
        report.text(event, to: &text)
        #expect(String(decoding: text, as: UTF8.self).hasSuffix("failover: 10.0.0.5 \(words), by ARP reply\n"))
    }

    @Test func `JSON is as its schema says`() throws {
        let schema = try SchemaValidator(named: "arp-watch")
        var bytes: [UInt8] = []
        for event in try Self.events() { Self.report.json(event, to: &bytes) }
        var summary = WatchSummary()
        (summary.interfaces, summary.counts, summary.elapsed) = (["eth0"], [.new: 3, .conflict: 1], 5 * .second)
        summary.json(at: 0, to: &bytes)
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        #expect(lines.count == LinkEvent.Kind.allCases.count + 1)
        for line in lines {
            #expect(schema.faults(in: try JSONSerialization.jsonObject(with: Data(line))) == [])
        }
    }

    @Test func `the words say who, where and what was before`() throws {
        let report = WatchReport(vendor: { _ in nil }, name: { _ in nil })
        let (first, second) = (MACAddress(rawValue: 0x0200_0000_0001), MACAddress(rawValue: 0x0200_0000_0002))
        let sighting = LinkSighting(
            try #require(IPAddress("10.0.0.254")), at: second, by: .gratuitous, on: "eth0",
            time: 1_795_000_000 * .second)
        var event = LinkEvent(.gatewayClaimed, sighting)
        (event.previousMAC, event.isGateway, event.suppressedCount) = (first, true, 3)
        var text: [UInt8] = []
        report.text(event, to: &text)
        var summary = WatchSummary()
        (summary.interfaces, summary.elapsed, summary.frameCount) = (["eth0"], 2 * .second, 9)
        (summary.stationCount, summary.counts, summary.droppedCount) = (4, [.new: 4, .gatewayClaimed: 1], 2)
        summary.text(to: &text)
        #expect(
            String(decoding: text, as: UTF8.self) == """
                2026-11-18T11:06:40.000000000Z eth0: gateway-claimed: the gateway 10.0.0.254 is claimed by \
                02:00:00:00:00:02 (locally administered), it was at 02:00:00:00:00:01, by gratuitous ARP (3 more before)
                --- eth0: 9 messages, 4 stations, 2 s
                4 new, 1 gateway-claimed, 2 frames dropped by the kernel

                """)
    }
}
