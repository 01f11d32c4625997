import Testing
import TestSupport
import Wire

@testable import Probes

/// Frames of neighbours, as a link would give them.
enum NeighborFrames {
    static let own = MACAddress(rawValue: 0x02_00_00_00_00_01)
    static let other = MACAddress(rawValue: 0x02_00_00_00_00_02)
    static let third = MACAddress(rawValue: 0x02_00_00_00_00_03)

    static func ip(_ text: String) throws -> IPAddress { try #require(IPAddress(text)) }

    static func bytes(_ write: (inout OutputSpan<UInt8>) -> Void) -> [UInt8] {
        [UInt8](capacity: 256, initializingWith: write)
    }

    /// An answer by ARP to who asks from 10.0.0.1.
    static func reply(
        from address: String, _ mac: MACAddress = other, opcode: ARPOpcode = .reply, to target: String = "10.0.0.1"
    ) -> [UInt8] {
        bytes { output in
            EthernetHeader(destination: own, source: mac, etherType: .arp).serialize(into: &output)
            ARPMessage(
                opcode: opcode, senderHardware: mac, senderProtocol: IPv4Address(address) ?? .any,
                targetHardware: own, targetProtocol: IPv4Address(target) ?? .any
            ).serialize(into: &output)
        }
    }

    /// An advertisement of neighbour discovery.
    static func advertisement(of address: String, _ mac: MACAddress = other, hopLimit: UInt8 = 255) throws -> [UInt8] {
        let target = try #require(IPv6Address(address))
        let message = NeighborDiscovery(
            .neighborAdvertisement(target: target, [.solicited, .override]), options: [.targetLinkLayerAddress(mac)])
        return bytes { output in
            EthernetHeader(destination: own, source: mac, etherType: .ipv6).serialize(into: &output)
            var header = IPv6Header(nextHeader: .icmpv6, source: target, destination: .loopback)
            header.hopLimit = hopLimit
            header.serialize(into: &output, payloadLength: message.byteCount)
            message.serialize(into: &output, pseudoHeader: .ipv6(source: target, destination: .loopback))
        }
    }

    /// What an engine makes of a frame.
    static func give<Engine: NeighborEngine>(
        _ frame: [UInt8], to engine: inout Engine, at milliseconds: Int64, sent: Bool = false, stamp: Int64? = nil
    ) -> Engine.Event? {
        let span = frame.span
        var packet = LinkPacket(span.suffix(from: 14), .network)
        packet.linkHeader = span.extracting(first: 14)
        packet.direction = sent ? .sent : .received
        packet.stamps = PacketStamps(kernel: stamp ?? milliseconds * .millisecond)
        return engine.receive(packet, at: Instant(nanoseconds: milliseconds * .millisecond))
    }

    static func sighting(of frame: [UInt8]) -> NeighborSighting? {
        let span = frame.span
        var packet = LinkPacket(span.suffix(from: min(14, frame.count)), .network)
        packet.linkHeader = span.extracting(first: min(14, frame.count))
        return NeighborSighting(packet)
    }
}

@Suite struct NeighborSightingTests {
    @Test func `an answer says who has which address`() throws {
        let reply = try #require(NeighborFrames.sighting(of: NeighborFrames.reply(from: "10.0.0.2")))
        #expect(reply.kind == .reply && reply.mac == NeighborFrames.other && reply.padding == [])
        #expect(try reply.address == NeighborFrames.ip("10.0.0.2") && reply.target == NeighborFrames.ip("10.0.0.1"))
        let advertisement = try #require(NeighborFrames.sighting(of: NeighborFrames.advertisement(of: "fe80::2")))
        #expect(advertisement.kind == .advertisement && advertisement.flags == [.solicited, .override])
        #expect(try advertisement.address == NeighborFrames.ip("fe80::2") && advertisement.mac == NeighborFrames.other)
    }

    @Test func `what came from behind a router, or was damaged, is not believed`() throws {
        #expect(try NeighborFrames.sighting(of: NeighborFrames.advertisement(of: "fe80::2", hopLimit: 254)) == nil)
        var frame = try NeighborFrames.advertisement(of: "fe80::2")
        frame[60] ^= 1
        #expect(NeighborFrames.sighting(of: frame) == nil)
    }

    @Test func `tags within, SNAP and padding are seen`() throws {
        let reply = NeighborFrames.reply(from: "10.0.0.2")
        let tagged = Array(reply[..<12]) + [0x81, 0x00, 0x00, 0x07] + Array(reply[12...])
        #expect(try #require(NeighborFrames.sighting(of: tagged)).vlans == [7])
        let snap = Array(reply[..<12]) + [0, 36, 0xAA, 0xAA, 3, 0, 0, 0, 8, 6] + Array(reply[14...]) + [0, 0, 9]
        let sighting = try #require(NeighborFrames.sighting(of: snap))
        #expect(sighting.isSNAP && sighting.padding == [0, 0, 9])
    }

    @Test func `no frame, cut or changed, is read wrongly`() throws {
        var random = SeededGenerator(seed: 6)
        for frame in [NeighborFrames.reply(from: "10.0.0.2"), try NeighborFrames.advertisement(of: "fe80::2")] {
            for count in 0..<frame.count { #expect(NeighborFrames.sighting(of: Array(frame[..<count])) == nil) }
            for _ in 0..<2000 {
                var damaged = frame
                for _ in 0..<3 {
                    damaged[Int.random(in: frame.indices, using: &random)] = .random(in: 0...255, using: &random)
                }
                _ = NeighborFrames.sighting(of: damaged)
            }
        }
    }
}

@Suite struct ScanTargetsTests {
    private static func targets(_ ranges: [(String, String)], without: [String] = []) throws -> ScanTargets {
        ScanTargets(
            try ranges.map { (try NeighborFrames.ip($0.0), try NeighborFrames.ip($0.1)) },
            excluding: try without.map(NeighborFrames.ip))
    }

    @Test func `what is named twice is asked once, and we ourselves never`() throws {
        let targets = try Self.targets(
            [("10.0.0.5", "10.0.0.9"), ("10.0.0.1", "10.0.0.6"), ("fd00::1", "fd00::2"), ("10.0.0.7", "10.0.0.8")],
            without: ["10.0.0.1", "10.0.0.4", "10.0.0.9", "fd00::1"])
        #expect(
            (0..<targets.count).map { targets[$0].description }
                == ["10.0.0.2", "10.0.0.3", "10.0.0.5", "10.0.0.6", "10.0.0.7", "10.0.0.8", "fd00::2"])
        for index in 0..<targets.count { #expect(targets.index(of: targets[index]) == index) }
        for text in ["10.0.0.1", "10.0.0.4", "10.0.0.9", "9.255.255.255", "fd00::1", "fd00::3", "::"] {
            #expect(try targets.index(of: NeighborFrames.ip(text)) == nil)
        }
    }

    @Test func `the ends of both families are no trap`() throws {
        let all = try Self.targets([("255.255.255.254", "255.255.255.255"), ("0.0.0.0", "0.0.0.1")])
        #expect(all.count == 4)
        let last = "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
        let six = try Self.targets([(last, last)], without: [last])
        #expect(six.count == 0)
        #expect(try ScanTargets.count((NeighborFrames.ip("::"), NeighborFrames.ip(last))) == .max)
    }

    @Test func `chance asks each once, the same for the same seed`() throws {
        var targets = try Self.targets([("10.0.0.0", "10.0.3.255")])
        var random = SeededGenerator(seed: 3)
        targets.shuffle(using: &random)
        let order = (0..<1024).map { targets.index(inOrder: $0) }
        #expect(Set(order).count == 1024 && order != Array(0..<1024))
        var again = try Self.targets([("10.0.0.0", "10.0.3.255")])
        random = SeededGenerator(seed: 3)
        again.shuffle(using: &random)
        #expect((0..<1024).map { again.index(inOrder: $0) } == order)
    }
}

@Suite struct NeighborScanTests {
    private static func scan(
        _ last: String = "10.0.0.4", tries: Int = 2, gap: Nanoseconds = .millisecond, limit: Int? = nil
    ) throws -> NeighborScan {
        var plan = NeighborScanPlan(
            targets: ScanTargets([(try NeighborFrames.ip("10.0.0.2"), try NeighborFrames.ip(last))]))
        plan.probe4 = NeighborProbe(frameSource: NeighborFrames.own, source: try NeighborFrames.ip("10.0.0.1"))
        (plan.tries, plan.gap, plan.limit, plan.timeout) = (tries, gap, limit, 80 * .millisecond)
        return NeighborScan(plan)
    }

    /// Runs the engine by a clock of its own; gives what it sent when, in milliseconds, and when it ended.
    private static func run(
        _ scan: inout NeighborScan, from start: Int64 = 0, answers: [Int64: [UInt8]] = [:]
    ) -> (sent: [String], end: Int64) {
        var sent: [String] = []
        var now = start
        for _ in 0..<10_000 {
            if let frame = answers[now] { _ = NeighborFrames.give(frame, to: &scan, at: now) }
            switch scan.next(at: Instant(nanoseconds: now * .millisecond)) {
            case .send(let number): sent.append("\(now):\(number)")
            case .wait(let deadline):
                let due = (deadline.nanoseconds + 999_999) / .millisecond
                now = answers.keys.filter { $0 > now && $0 < due }.min() ?? due
            case .finish: return (sent, now)
            }
        }
        return (sent, -1)
    }

    @Test func `the silent are asked again when their time is over, longer each time`() throws {
        var scan = try Self.scan()
        let (sent, end) = Self.run(&scan)
        #expect(sent == ["0:0", "1:1", "2:2", "81:0", "82:1", "83:2"], "a millisecond is rounded up")
        #expect(end == 83 + 120 && scan.sent == 6 && scan.answered == 0)
    }

    @Test func `who answers is asked no more, and all is over when all have answered in time`() throws {
        var scan = try Self.scan(tries: 3)
        let answers: [Int64: [UInt8]] = [
            3: NeighborFrames.reply(from: "10.0.0.2"), 90: NeighborFrames.reply(from: "10.0.0.3"),
        ]
        let (sent, _) = Self.run(&scan, answers: answers)
        #expect(sent.filter { $0.hasSuffix(":0") }.count == 1 && sent.filter { $0.hasSuffix(":1") }.count == 2)
        #expect(sent.filter { $0.hasSuffix(":2") }.count == 3 && scan.answered == 2)
    }

    @Test func `a copy is no conflict, another MAC address is one, and strangers are nobody`() throws {
        var scan = try Self.scan(gap: 0)
        for _ in 0..<3 { _ = scan.next(at: Instant(nanoseconds: 0)) }
        guard case .answer(let answer)? = NeighborFrames.give(NeighborFrames.reply(from: "10.0.0.2"), to: &scan, at: 5)
        else { return #expect(Bool(false), "no answer") }
        #expect(answer.roundTrip == 5 * .millisecond && answer.clock == .user && answer.tries == 1)
        guard
            case .duplicate(_, let count)? = NeighborFrames.give(
                NeighborFrames.reply(from: "10.0.0.2"), to: &scan, at: 6)
        else { return #expect(Bool(false), "no duplicate") }
        let lie = NeighborFrames.reply(from: "10.0.0.2", NeighborFrames.third)
        guard case .conflict(_, let others)? = NeighborFrames.give(lie, to: &scan, at: 7)
        else { return #expect(Bool(false), "no conflict") }
        #expect(count == 1 && others == [NeighborFrames.other])
        #expect(scan.conflicts.map(\.macs) == [[NeighborFrames.other, NeighborFrames.third]])
        #expect(NeighborFrames.give(NeighborFrames.reply(from: "10.0.0.9"), to: &scan, at: 8) == nil)
        #expect(NeighborFrames.give(NeighborFrames.reply(from: "10.0.0.3", opcode: .request), to: &scan, at: 8) == nil)
        #expect(scan.answered == 1 && scan.duplicates == 1)
    }

    @Test func `the kernel's stamps make the round trip`() throws {
        var scan = try Self.scan(gap: 0)
        for _ in 0..<3 { _ = scan.next(at: Instant(nanoseconds: 0)) }
        let question = NeighborFrames.bytes { scan.write(1, into: &$0) }
        #expect(NeighborFrames.give(question, to: &scan, at: 1, sent: true, stamp: 500_000) == nil)
        let event = NeighborFrames.give(NeighborFrames.reply(from: "10.0.0.3"), to: &scan, at: 9, stamp: 530_000)
        guard case .answer(let answer)? = event else { return #expect(Bool(false), "no answer") }
        #expect(
            answer.clock == .kernel && (29_999...30_000).contains(answer.roundTrip ?? 0), "the last bit is not time's")
    }

    @Test func `a limit and an interrupt end it at once`() throws {
        var scan = try Self.scan(gap: 0, limit: 1)
        _ = scan.next(at: Instant(nanoseconds: 0))
        _ = NeighborFrames.give(NeighborFrames.reply(from: "10.0.0.2"), to: &scan, at: 1)
        #expect(scan.next(at: Instant(nanoseconds: 2_000_000)) == .finish)
        var other = try Self.scan(gap: 0)
        other.interrupt()
        #expect(other.next(at: Instant(nanoseconds: 0)) == .finish)
    }

    @Test func `a limit holds for both families together`() throws {
        var plan = LinkScanPlan(
            probe: NeighborProbe(frameSource: NeighborFrames.own, source: .v6(.any)), sources: [.loopback])
        plan.limit = 2
        var both = WholeScan(scan: try Self.scan(gap: 0, limit: 2), call: LinkScan(plan, identifier: 7))
        for _ in 0..<8 { _ = both.next(at: Instant(nanoseconds: 0)) }
        _ = NeighborFrames.give(NeighborFrames.reply(from: "10.0.0.2"), to: &both, at: 1)
        #expect(both.next(at: Instant(nanoseconds: 2_000_000)) != .finish)
        _ = NeighborFrames.give(try NeighborFrames.advertisement(of: "fe80::2"), to: &both, at: 2)
        #expect(both.scan?.answered == 1 && both.call?.answered == 1)
        #expect(both.next(at: Instant(nanoseconds: 3_000_000)) == .finish)
    }

    @Test func `a liar with many MAC addresses fills no memory`() throws {
        var scan = try Self.scan(gap: 0)
        for _ in 0..<3 { _ = scan.next(at: Instant(nanoseconds: 0)) }
        for number in 0..<1000 {
            let mac = MACAddress(rawValue: 0x02_00_00_01_00_00 + UInt64(number))
            _ = NeighborFrames.give(NeighborFrames.reply(from: "10.0.0.2", mac), to: &scan, at: 5)
        }
        #expect(scan.conflicts[0].macs.count == 16)
    }
}

/// A link on which somebody never stops talking.
private struct NoisyLink: PacketLink, ~Copyable {
    let frame = NeighborFrames.reply(from: "10.0.0.9")
    var received = 0

    mutating func openLane() -> UInt16 { 0 }
    mutating func send(
        to destination: Endpoint, lane: Int, token: UInt64, byteCount: Int, _ write: (inout OutputSpan<UInt8>) -> Void
    ) {}
    mutating func flush() -> Bool { true }
    mutating func takeFailures() -> [(token: UInt64, error: LinkError)] { [] }
    mutating func receive() -> Int {
        received += 1
        return 1
    }
    @_lifetime(borrow self)
    borrowing func packet(_ index: Int) -> LinkPacket {
        var packet = LinkPacket(frame.span.suffix(from: 14), .network)
        packet.linkHeader = frame.span.extracting(first: 14)
        return packet
    }
    mutating func countOverruns() -> Int { 0 }
    mutating func wait(until deadline: Instant) -> Wake { .packets }
}

@Suite struct NeighborSessionTests {
    @Test func `a link that never falls silent can't keep it from ending`() throws {
        var plan = NeighborAskPlan(
            target: try NeighborFrames.ip("10.0.0.2"),
            probe: NeighborProbe(frameSource: NeighborFrames.own, source: try NeighborFrames.ip("10.0.0.1")))
        (plan.count, plan.timeout) = (1, 10 * .millisecond)
        var engine = NeighborAsk(plan)
        var link = NoisyLink()
        var now: Int64 = 0
        NeighborSession.run(&engine, over: &link) {
            now += 1_000_000
            return Instant(nanoseconds: now)
        } tell: { _, _ in
            true
        }
        #expect(engine.sent == 1 && engine.verdict == .unanswered && link.received < 100)
    }
}

@Suite struct NeighborAskTests {
    private static func ask(_ change: (inout NeighborAskPlan) -> Void = { _ in }) throws -> NeighborAsk {
        let probe = NeighborProbe(frameSource: NeighborFrames.own, source: try NeighborFrames.ip("10.0.0.1"))
        var plan = NeighborAskPlan(target: try NeighborFrames.ip("10.0.0.2"), probe: probe)
        change(&plan)
        return NeighborAsk(plan, random: SeededGenerator(seed: 1))
    }

    private static func at(_ milliseconds: Int64) -> Instant { Instant(nanoseconds: milliseconds * .millisecond) }

    @Test func `questions leave evenly, and the last is given its time`() throws {
        var ask = try Self.ask { $0.count = 2 }
        #expect(ask.next(at: Self.at(0)) == .send(1) && ask.next(at: Self.at(0)) == .wait(until: Self.at(1000)))
        #expect(ask.next(at: Self.at(1003)) == .send(2), "late")
        #expect(ask.next(at: Self.at(1003)) == .wait(until: Self.at(2003)) && ask.next(at: Self.at(2003)) == .finish)
        #expect(ask.verdict == .unanswered)
    }

    @Test func `it ends soon after its answer, and at once with -f`() throws {
        var ask = try Self.ask { $0.count = 1 }
        _ = ask.next(at: Self.at(0))
        #expect(NeighborFrames.give(NeighborFrames.reply(from: "10.0.0.2"), to: &ask, at: 3) != nil)
        #expect(ask.next(at: Self.at(3)) == .wait(until: Self.at(53)), "somebody else may answer too")
        var first = try Self.ask { $0.endsAtFirst = true }
        _ = first.next(at: Self.at(0))
        _ = NeighborFrames.give(NeighborFrames.reply(from: "10.0.0.2"), to: &first, at: 3)
        #expect(first.next(at: Self.at(3)) == .finish && first.verdict == .answered)
    }

    @Test func `a late answer is timed by the question that it can belong to`() throws {
        var ask = try Self.ask()
        _ = ask.next(at: Self.at(0))
        let question = NeighborFrames.bytes { ask.write(1, into: &$0) }
        _ = NeighborFrames.give(question, to: &ask, at: 1, sent: true, stamp: 1_000_000)
        _ = ask.next(at: Self.at(1000))
        _ = NeighborFrames.give(question, to: &ask, at: 1001, sent: true, stamp: 1_001_000_000)
        // Stamped before the second question left, read after.
        let event = NeighborFrames.give(
            NeighborFrames.reply(from: "10.0.0.2"), to: &ask, at: 1002, stamp: 1_000_500_000)
        guard case .reply(let reply)? = event else { return #expect(Bool(false), "no reply") }
        #expect(reply.sequence == 1 && reply.roundTrip == 999_500_000 && reply.clock == .kernel)
    }

    @Test func `answers to others, about others and of our own are none`() throws {
        var ask = try Self.ask()
        _ = ask.next(at: Self.at(0))
        for frame in [
            NeighborFrames.reply(from: "10.0.0.3"), NeighborFrames.reply(from: "10.0.0.2", to: "10.0.0.9"),
            NeighborFrames.reply(from: "10.0.0.2", opcode: .request),
            NeighborFrames.reply(from: "10.0.0.2", NeighborFrames.own),
        ] { #expect(NeighborFrames.give(frame, to: &ask, at: 1) == nil) }
        #expect(ask.received == 0)
    }

    @Test func `an address is taken by who has it, and by who is about to take it`() throws {
        for (frame, isTaken) in [
            (NeighborFrames.reply(from: "10.0.0.2", opcode: .reply, to: "0.0.0.0"), true),
            (NeighborFrames.reply(from: "10.0.0.2", opcode: .request, to: "10.0.0.77"), true),
            (NeighborFrames.reply(from: "0.0.0.0", opcode: .request, to: "10.0.0.2"), true),
            (NeighborFrames.reply(from: "0.0.0.0", opcode: .request, to: "10.0.0.3"), false),
            (NeighborFrames.reply(from: "10.0.0.3", opcode: .reply, to: "10.0.0.2"), false),
        ] {
            var ask = try Self.ask {
                $0.purpose = .detectDuplicate
                $0.probe.source = .v4(.any)
            }
            _ = ask.next(at: Self.at(0))
            #expect((NeighborFrames.give(frame, to: &ask, at: 1) != nil) == isTaken)
            #expect(ask.verdict == (isTaken ? .taken : .free))
        }
    }

    @Test func `times by chance stay within their range (RFC 5227)`() throws {
        var ask = try Self.ask {
            $0.count = 100
            $0.interval = .second...2 * .second
        }
        var now: Int64 = 0
        var last: Int64?
        while case .some(let action) = Optional(ask.next(at: Instant(nanoseconds: now))), action != .finish {
            switch action {
            case .send:
                if let last { #expect((.second...2 * .second).contains(now - last)) }
                last = now
            case .wait(let deadline): now = deadline.nanoseconds
            case .finish: break
            }
        }
        #expect(ask.sent == 100)
    }
}
