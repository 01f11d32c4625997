import Probes
import TestSupport
import Testing
import Wire

/// What a watch makes of what it sees. The link has 10.0.0.0/24 and 2001:db8::/64; this machine has .1, at `o`, and
/// .254 is the gateway.
@Suite struct LinkWatchTests {
    private static func mac(_ name: Substring) throws -> MACAddress {
        switch name {
        case "o": MACAddress(rawValue: 0x0200_0000_0001)
        // VRRP's group 7, and HSRP's.
        case "v": MACAddress(rawValue: 0x0000_5E00_0107)
        case "h": MACAddress(rawValue: 0x0000_0C07_AC07)
        default: MACAddress(rawValue: 0x0200_0000_FF00 | UInt64(try #require(name.utf8.first)))
        }
    }

    private static func watch(_ limit: Int = LinkWatch.defaultStationLimit) throws -> LinkWatch {
        var watch = LinkWatch(stationLimit: limit)
        var link = WatchedLink("eth0", mac: try mac("o"))
        link.addresses = [try #require(IPAddress("10.0.0.1"))]
        link.subnets = [try #require(AddressBlock("10.0.0.0/24")), try #require(AddressBlock("2001:db8::/64"))]
        link.gateways = [try #require(IPAddress("10.0.0.254")), try #require(IPAddress("fe80::fe"))]
        link.separateVLANs = [9]
        let second = WatchedLink("eth1", mac: MACAddress(rawValue: 0x0200_0000_0002))
        watch.update([link, second], ownMACs: [try mac("o"), MACAddress(rawValue: 0x0200_0000_0002)])
        return watch
    }

    /// "SECONDS ADDRESS MAC [MESSAGE] [from:MAC] [on:INTERFACE] [vlan:NUMBER]"
    private static func sighting(_ text: Substring) throws -> LinkSighting {
        let words = text.split(separator: " ")
        let address = try #require(IPAddress(String(words[1])))
        let time = Nanoseconds(try #require(Double(words[0])) * 1e9) + 1_000_000 * .second
        var sighting = LinkSighting(address, at: try mac(words[2]), by: .reply, on: "eth0", time: time)
        for word in words.dropFirst(3) {
            let parts = word.split(separator: ":")
            switch parts[0] {
            case "from": sighting.frameSource = try mac(parts[1])
            case "on": sighting.interface = String(parts[1])
            case "vlan": sighting.vlan = UInt16(parts[1])
            default: sighting.message = try #require(LinkSighting.Message(rawValue: String(word)))
            }
        }
        return sighting
    }

    @Test(
        arguments: [
            ("", ""),
            ("0 10.0.0.5 a", "new"),
            ("0 10.0.0.5 a; 1 10.0.0.5 a; 2 10.0.0.6 a", "new, , new"),
            ("0 2001:db8::5 a advertisement; 0 fe80::5 a advertisement", "new, new"),
            ("0 10.0.0.5 a gratuitous; 1 10.0.0.5 a gratuitous", "new, gratuitous"),
            // Changes, with time between them.
            ("0 10.0.0.5 a; 100 10.0.0.5 b", "new, changed"),
            ("0 10.0.0.5 a; 100 10.0.0.5 b; 200 10.0.0.5 a", "new, changed, flip-flop"),
            (
                "0 10.0.0.5 a; 100 10.0.0.5 b; 200 10.0.0.5 c; 300 10.0.0.5 a; 400 10.0.0.5 c",
                "new, changed, changed, reused, flip-flop"
            ),
            ("0 10.0.0.5 a; 20000000 10.0.0.5 a", "new, returned"),
            // Two at a time, or in turn.
            ("0 10.0.0.5 a; 1.9 10.0.0.5 b", "new, conflict"),
            ("0 10.0.0.5 a; 2.1 10.0.0.5 b", "new, changed"),
            ("5 10.0.0.5 a; 4 10.0.0.5 b", "new, conflict"),
            (
                "0 10.0.0.5 a; 10 10.0.0.5 b; 20 10.0.0.5 a; 30 10.0.0.5 b; 40 10.0.0.5 a",
                "new, changed, flip-flop, conflict, conflict"
            ),
            ("0 10.0.0.5 a; 1 10.0.0.5 b table", "new, changed"),
            // Gateways, of both families, whenever it is.
            ("0 10.0.0.254 a; 1000 10.0.0.254 b", "new, gateway-claimed"),
            ("0 fe80::fe a; 1000 fe80::fe b advertisement", "new, gateway-claimed"),
            ("0 10.0.0.254 a vlan:5; 1000 10.0.0.254 b vlan:5", "new, changed"),
            ("0 10.0.0.254 a; 1 10.0.0.254 v", "new, gateway-claimed"),
            ("0 10.0.0.254 v; 1 10.0.0.254 a", "new, gateway-claimed"),
            // Addresses of this machine.
            ("0 10.0.0.1 o; 0 10.0.0.1 a; 900 10.0.0.1 o gratuitous", ", conflict, "),
            ("0 10.0.0.1 a probe; 0 10.0.0.1 o probe", "probe, "),
            ("0 10.0.0.1 o on:eth1", ""),
            // Who would like to have an address.
            ("0 10.0.0.5 a probe; 0 10.0.0.5 a; 1 10.0.0.5 a probe; 2 10.0.0.5 b probe", ", new, , probe"),
            // Virtual routers.
            ("0 10.0.0.5 v from:a; 1 10.0.0.5 v from:a; 2 10.0.0.5 v from:b", "new, , failover"),
            ("0 10.0.0.254 v from:v; 1 10.0.0.254 v from:a; 2 10.0.0.254 v from:b", "new, , failover"),
            ("0 10.0.0.5 a; 100 10.0.0.5 v; 200 10.0.0.5 h", "new, failover, failover"),
            ("0 10.0.0.5 v; 100 10.0.0.5 a", "new, changed"),
            // Frames from others.
            (
                "0 10.0.0.5 a from:a; 1 10.0.0.5 a from:b; 2 10.0.0.5 a from:b; 3 10.0.0.5 a from:c",
                "new, mismatch, , mismatch"
            ),
            ("0 10.0.0.5 a from:b gratuitous; 1 10.0.0.5 a from:c gratuitous", "new mismatch, mismatch"),
            // What the link has no subnet for.
            ("0 192.0.2.1 a; 9 192.0.2.1 a; 99 192.0.2.1 b", "bogon, , changed"),
            ("0 2001:db8:1::1 a; 0 224.0.0.1 a; 0 255.255.255.255 a", "bogon, bogon, bogon"),
            ("0 169.254.1.1 a; 0 192.0.2.1 a on:eth1; 0 192.0.2.1 a vlan:5", "new, new, new"),
            // Links and VLANs are worlds of their own, and a pair may go from one to the other.
            ("0 10.0.0.5 a vlan:5; 0 10.0.0.5 b; 0 10.0.0.5 c vlan:9; 0 10.0.0.5 c on:eth2", "new, new, , "),
            ("0 10.0.0.5 a; 5 10.0.0.5 a on:eth1; 6 10.0.0.5 a on:eth1; 9 10.0.0.5 a", "new, moved, , moved"),
            ("0 fe80::5 a; 5 fe80::5 a on:eth1; 9 fe80::5 a", "new, new, "),
        ] as [(String, String)])
    func `each sighting is told as what it is`(seen: String, told: String) throws {
        var watch = try Self.watch()
        let kinds = try seen.split(separator: ";").map { text in
            try watch.see(Self.sighting(text)).map(\.kind.rawValue).joined(separator: " ")
        }
        #expect(kinds.joined(separator: ", ") == told)
    }

    @Test func `an event says what was before`() throws {
        var watch = try Self.watch()
        _ = watch.see(try Self.sighting("0 10.0.0.254 a"))
        _ = watch.see(try Self.sighting("5 10.0.0.254 a"))
        let event = try #require(watch.see(try Self.sighting("9 10.0.0.254 b")).first)
        #expect(try event.previousMAC == Self.mac("a") && event.isGateway && !event.isOwn)
        #expect(event.firstSeen == 1_000_000 * .second && event.lastSeen == 1_000_005 * .second)
        #expect(watch.alarmCount == 1 && watch.counts == [.new: 1, .gatewayClaimed: 1])
        let own = try #require(watch.see(try Self.sighting("9 10.0.0.1 b")).first)
        #expect(try own.isOwn && own.previousMAC == Self.mac("o"))
    }

    @Test func `the kernel's table tells what was not seen, and guards what is entered by hand`() throws {
        var watch = try Self.watch()
        func learn(_ address: String, _ name: Substring, _ state: Neighbor.State, at seconds: Int64) throws -> String {
            var neighbor = Neighbor(try #require(IPAddress(address)), interfaceIndex: 1)
            (neighbor.mac, neighbor.state, neighbor.confirmedAge) = (try Self.mac(name), state, 30_000)
            let time = (1_000_000 + seconds) * Nanoseconds.second
            return watch.learn(neighbor, on: "eth0", at: time).map(\.kind.rawValue).joined()
        }
        #expect(try learn("10.0.0.5", "a", .stale, at: 0) == "new")
        #expect(watch.records().first?.lastSeen == (1_000_000 - 30) * .second)
        #expect(watch.records().first?.firstSeen == (1_000_000 - 30) * .second, "not after it was seen last")
        #expect(try learn("10.0.0.5", "a", .reachable, at: 1) == "")
        #expect(try learn("10.0.0.6", "a", .failed, at: 1) == "" && watch.stationCount == 1)
        #expect(try learn("10.0.0.1", "o", .reachable, at: 1) == "" && watch.stationCount == 1)
        // A frame was here first: the table is late, and has nothing to say.
        #expect(watch.see(try Self.sighting("100 10.0.0.5 b")).first?.kind == .changed)
        #expect(try learn("10.0.0.5", "a", .stale, at: 100) == "")
        #expect(try learn("10.0.0.5", "c", .reachable, at: 100) == "changed")
        // Entered by hand: nobody else is to have it, however long ago that was.
        #expect(try learn("10.0.0.7", "p", .permanent, at: 200) == "new")
        #expect(watch.see(try Self.sighting("90000 10.0.0.7 q")).first?.kind == .conflict)
        #expect(watch.see(try Self.sighting("90001 10.0.0.7 p")).isEmpty)
        #expect(try learn("10.0.0.7", "p", .stale, at: 90_002) == "")
        #expect(watch.see(try Self.sighting("90009 10.0.0.7 q")).first?.kind == .changed)
    }

    @Test func `a clock that begins in 1970 makes no time before that, which no file could have`() throws {
        var watch = try Self.watch()
        var neighbor = Neighbor(try #require(IPAddress("10.0.0.5")), interfaceIndex: 1)
        (neighbor.mac, neighbor.state, neighbor.confirmedAge) = (try Self.mac("a"), .stale, .max)
        _ = watch.learn(neighbor, on: "eth0", at: 10 * .second)
        #expect(watch.records().map(\.lastSeen) == [0] && watch.records().map(\.firstSeen) == [0])
    }

    @Test func `an entry that was taken out unseen guards nothing when the table is learnt anew`() throws {
        var watch = try Self.watch()
        var pinned = Neighbor(try #require(IPAddress("10.0.0.7")), interfaceIndex: 1)
        (pinned.mac, pinned.state) = (try Self.mac("p"), .permanent)
        _ = watch.learn(pinned, on: "eth0", at: 1_000_000 * .second)
        watch.forgetPinned()
        #expect(watch.see(try Self.sighting("900 10.0.0.7 q")).map(\.kind) == [.changed])
    }

    @Test func `a flood costs neither memory nor output, and hides no alarm`() throws {
        var watch = try Self.watch(100)
        var told = 0
        for number in 0..<100_000 {
            var sighting = try Self.sighting("0 10.0.0.5 a")
            sighting.mac = MACAddress(rawValue: 0x0200_0000_0000 | UInt64(number))
            sighting.time += Nanoseconds(number)
            told += watch.see(sighting).count
        }
        #expect(told == 1 + 5 && watch.suppressedCount == 100_000 - 6)
        #expect(watch.records()[0].previousMACs.count == LinkWatch.previousLimit)
        let later = try #require(watch.see(try Self.sighting("30 10.0.0.5 b")).first)
        #expect(later.suppressedCount == 100_000 - 6)
        for number in 0..<1000 {
            var sighting = try Self.sighting("0 2001:db8::1 a")
            sighting.address = .v6(IPv6Address(rawValue: UInt128(number) | 0x2001_0DB8 << 96))
            _ = watch.see(sighting)
        }
        #expect(watch.stationCount == 100 && watch.isFull && watch.untrackedCount == 901)
        // Gossip of an address does not use up what there is for alarms; and there is always room for a gateway.
        for number in 0..<50 { _ = watch.see(try Self.sighting("\(40 + number) 10.0.0.254 a gratuitous")) }
        for _ in 0..<9 { _ = watch.see(try Self.sighting("90 10.0.0.254 a gratuitous")) }
        #expect(watch.see(try Self.sighting("90 10.0.0.254 b")).map(\.kind) == [.gatewayClaimed])
    }

    @Test func `whoever asks often whether an address is free hides no claim of it`() throws {
        var watch = try Self.watch()
        var pinned = Neighbor(try #require(IPAddress("10.0.0.7")), interfaceIndex: 1)
        (pinned.mac, pinned.state) = (try Self.mac("p"), .permanent)
        _ = watch.learn(pinned, on: "eth0", at: 0)
        for address in ["10.0.0.1", "10.0.0.7"] {
            for _ in 0..<50 { _ = watch.see(try Self.sighting("0 \(address) a probe")) }
            #expect(watch.see(try Self.sighting("1 \(address) a")).map(\.kind) == [.conflict], "\(address)")
        }
        #expect(watch.alarmCount == 2 && watch.counts[.probe] == 10)
    }

    @Test func `what is remembered goes on where it ended`() throws {
        var watch = try Self.watch()
        for text in ["0 10.0.0.5 a", "100 10.0.0.5 b", "100 10.0.0.6 c vlan:5"] {
            _ = watch.see(try Self.sighting(Substring(text)))
        }
        #expect(watch.takeChanges().count == 2 && watch.takeChanges().isEmpty)
        _ = watch.see(try Self.sighting("110 10.0.0.5 b"))
        #expect(watch.takeChanges().isEmpty)
        _ = watch.see(try Self.sighting("170 10.0.0.5 b"))
        #expect(watch.takeChanges().map(\.lastSeen) == [1_000_170 * .second])
        var next = try Self.watch()
        for record in watch.records() { next.restore(record) }
        #expect(next.records() == watch.records() && next.takeChanges().isEmpty)
        #expect(next.see(try Self.sighting("300 10.0.0.5 a")).map(\.kind) == [.flipFlop])
        #expect(next.see(try Self.sighting("300 10.0.0.6 c vlan:5")).isEmpty)
    }

    @Test func `a watch that was full of stations and knew its gateway can go on`() throws {
        var watch = try Self.watch(3)
        for number in 2..<9 { _ = watch.see(try Self.sighting("0 10.0.0.\(number) a")) }
        #expect(watch.stationCount == 3 && watch.untrackedCount == 4)
        #expect(watch.see(try Self.sighting("0 10.0.0.254 a")).map(\.kind) == [.new])
        var next = try Self.watch(3)
        let isKept = watch.records().map { next.restore($0) }
        #expect(isKept == [true, true, true, true])
        #expect(next.isFull)
        #expect(next.see(try Self.sighting("9 10.0.0.254 b")).map(\.kind) == [.gatewayClaimed])
        #expect(next.see(try Self.sighting("9 10.0.0.9 b")).isEmpty)
    }

    @Test func `there is an end to gateways, and to what is restored`() throws {
        var watch = LinkWatch(stationLimit: 0)
        var link = WatchedLink("eth0", mac: try Self.mac("o"))
        link.gateways = Set((0..<100).map { .v6(IPv6Address(rawValue: 0xFE80 << 112 | $0)) })
        watch.update([link], ownMACs: [])
        for gateway in link.gateways {
            var sighting = try Self.sighting("0 10.0.0.5 a")
            sighting.address = gateway
            _ = watch.see(sighting)
        }
        #expect(watch.stationCount == LinkWatch.gatewayRoom)
        #expect(watch.untrackedCount == 100 - LinkWatch.gatewayRoom)
        var next = LinkWatch(stationLimit: 0)
        let isKept = watch.records().map { next.restore($0) }
        #expect(!isKept.contains(false))
        let other = StationRecord(
            try #require(IPAddress("10.0.0.5")), at: try Self.mac("a"), on: "eth0", firstSeen: 0, lastSeen: 0)
        let isOtherKept = next.restore(other)
        #expect(!isOtherKept)
    }
}
