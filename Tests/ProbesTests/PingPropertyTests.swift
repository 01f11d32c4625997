import Analysis
import Probes
import Testing
import Wire
import TestSupport

/// Whatever arrives, in whatever order: nothing traps, and the counts add up.
@Suite struct PingPropertyTests {
    /// An engine and what a random network has seen of it.
    struct Chaos {
        var random: SeededGenerator
        var engine: PingEngine
        var now = Instant(nanoseconds: 1)
        var sent: [SentProbe] = []
        var lanes = 0

        init(seed: UInt64) {
            random = SeededGenerator(seed: seed)
            engine = PingEngine(plan: PingPlan(), targets: [])
            var plan = PingPlan()
            plan.cookie = 1
            plan.method = [.echo, .echo, .timestamp, .tcp(port: 80), .udp(port: 7)][number(5)]
            plan.pacing = [.fixed, .flood(window: 3), .adaptive(window: 2), .unpaced, .sequential][number(5)]
            plan.count = [nil, 1, 20, 200][number(4)]
            plan.countsReplies = number(4) == 0
            plan.deadline = number(4) == 0 ? 3 * .second : nil
            plan.interval = Nanoseconds(number(5)) * 10 * .millisecond
            plan.timeout = Nanoseconds(1 + number(50)) * 10 * .millisecond
            plan.sizes =
                [
                    .constant(number(40)), .sweep(minimum: 1, maximum: 30, step: 1 + number(7)),
                    .search(PathMTUSearch(minimum: 68, maximum: 200)),
                ][number(3)]
            plan.preload = 1 + number(3)
            plan.reportsSending = number(2) == 0
            plan.expectsManySources = number(4) == 0
            if number(3) == 0 { plan.stopRules.losses = 1 + number(9) }
            if number(3) == 0 { plan.stopRules.lossesInARow = 1 + number(3) }
            if number(3) == 0 { plan.stopRules.replies = 1 + number(9) }
            let targets = (0...number(4)).map {
                Conversation.target($0, isIPv6: plan.method != .timestamp && Bool.random(using: &random))
            }
            engine = PingEngine(plan: plan, targets: targets)
        }

        mutating func number(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &random) }

        mutating func step() -> Bool {
            switch number(10) {
            case 0...4: return advance()
            case 5, 6: answer()
            case 7: receiveNoise()
            case 8: now = now + Nanoseconds(number(100)) * .millisecond
            default:
                let failing = UInt64(number(max(1, sent.count + 2)))
                let kind: LinkError.Kind = number(2) == 0 ? .other : .messageTooLong(mtu: number(300))
                if number(5) == 0 { _ = engine.sendFailed(number: failing, error: LinkError(kind, "no")) }
                if number(200) == 0 { engine.interrupt() }
            }
            return true
        }

        /// Does what the engine wants; false when it has finished.
        private mutating func advance() -> Bool {
            switch engine.next(at: now, hasRoom: number(8) > 0) {
            case .openLane:
                engine.laneOpened(identifier: UInt16(40_000 + lanes))
                lanes += 1
            case .send(let probe): leave(probe)
            case .wait(let time): if number(2) == 0 { now = max(now, min(time, now + .second)) }
            case .report: break
            case .finish: return false
            }
            return true
        }

        private mutating func leave(_ probe: PingProbe) {
            var bytes = [UInt8](capacity: engine.byteCount(of: probe)) { output in
                engine.write(probe, into: &output)
            }
            let identifier = UInt16(40_000 + probe.lane)
            if case .udp = engine.plan.method {
                bytes = [UInt8(identifier >> 8), UInt8(identifier & 0xFF), 0, 7, 0, 0, 0, 0] + bytes
            }
            sent.append(
                SentProbe(
                    number: sent.count + 1, destination: probe.endpoint,
                    source: ScriptedLink.address(isIPv6: probe.endpoint.address.isIPv6), lane: probe.lane,
                    identifier: identifier, bytes: bytes, at: now, method: engine.plan.method))
        }

        /// A right answer, or an error, or either with some bytes changed.
        private mutating func answer() {
            guard let probe = sent.suffix(40).randomElement(using: &random) else { return }
            let kinds: [Happening] = [
                probe.reply(), probe.error(UInt8(number(6)), UInt8(number(16))), probe.datagram(probe.payload),
                probe.reportedError(UInt8(number(13)), UInt8(number(6)), information: UInt32(number(300))),
                probe.error(UInt8([2, 3, 137][number(3)]), 4) { $0.detail = 100 },
                probe.bytes.count >= 20
                    ? probe.segment(number(2) == 0 ? [.syn, .ack] : [.reset, .ack]) : probe.reply(),
            ]
            guard case .arrival(_, var packet) = kinds[number(kinds.count)] else { return }
            for _ in 0..<[0, 0, 0, 1, 3][number(5)] where !packet.bytes.isEmpty {
                packet.bytes[number(packet.bytes.count)] = UInt8(number(256))
            }
            if number(8) == 0 { packet.bytes.removeLast(number(packet.bytes.count + 1)) }
            let isNetwork = packet.error == nil && number(2) == 0
            let bytes = (isNetwork ? packet.networkHeader : []) + packet.bytes
            hand(bytes, isNetwork ? .network : layer(packet.number), packet, isSent: number(10) == 0)
        }

        private mutating func layer(_ number: IPProtocol) -> LinkPacket.Layer {
            self.number(6) == 0 ? .payload(number) : .transport(number)
        }

        private mutating func receiveNoise() {
            var bytes = (0..<number(120)).map { _ in UInt8.random(in: 0...255, using: &random) }
            if !bytes.isEmpty, number(2) == 0 { bytes[0] = [0, 3, 8, 14, 0x45, 0x60, 129, 137][number(8)] }
            let numbers: [IPProtocol] = [.icmp, .icmpv6, .tcp, .udp, IPProtocol(rawValue: UInt8(number(256)))]
            let layer: LinkPacket.Layer = number(3) == 0 ? .network : layer(numbers[number(5)])
            var packet = ScriptedPacket(
                source: ScriptedLink.address(isIPv6: number(2) == 0), destination: router4, number: .icmp, bytes: [])
            if number(4) == 0 {
                packet.error = LinkPacket.ReportedError(
                    origin: number(3) == 0 ? .local : .icmp, type: UInt8(number(256)), code: UInt8(number(256)),
                    information: .random(in: 0...(.max), using: &random))
            }
            hand(bytes, layer, packet, isSent: number(6) == 0)
        }

        private mutating func hand(
            _ bytes: [UInt8], _ layer: LinkPacket.Layer, _ scripted: ScriptedPacket, isSent: Bool
        ) {
            var packet = LinkPacket(bytes.span, layer)
            packet.direction = isSent ? .sent : .received
            if number(8) > 0 { packet.source = scripted.source }
            if number(8) > 0 { packet.destination = scripted.destination }
            packet.lane = number(3) == 0 ? number(3) : nil
            packet.error = scripted.error
            packet.stamps = PacketStamps(kernel: Int64(number(3)) * now.nanoseconds, hardware: Int64(number(2)))
            packet.wireLength += [0, 0, 20][number(3)]
            packet.isChecksumVerified = number(2) == 0
            _ = engine.receive(packet, at: now)
        }
    }

    @Test(arguments: 0..<12)
    func `the counts add up`(batch: UInt64) {
        for seed in 0..<40 {
            var chaos = Chaos(seed: batch * 1_000 + UInt64(seed))
            var steps = 0
            while steps < 600, chaos.step() {
                steps += 1
                guard chaos.engine.isBalanced else { break }
            }
            // And after the end.
            for _ in 0..<20 { _ = chaos.step() }
            chaos.engine.expectBalance("batch \(batch), seed \(seed), step \(steps)")
            for target in chaos.engine.targets {
                #expect(target.loss.received <= target.received && target.loss.lost <= target.lost)
            }
        }
    }
}
