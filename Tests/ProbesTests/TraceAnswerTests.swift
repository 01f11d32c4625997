import Probes
import Testing
import Wire

@Suite("What routers say of a way")
struct TraceAnswerTests {
    @Test("Each code of unreachable ends the way at its hop", arguments: [false, true])
    func unreachable(isIPv6: Bool) throws {
        let journey = Journey(isIPv6: isIPv6) { $0.plan.method = .echo }
        for code in 0...(isIPv6 ? 6 : 15) as ClosedRange<UInt8> {
            let outcome = try journey.run { probe in
                let router = journey.router(min(probe.ttl, 3))
                return [
                    (.millisecond, probe.ttl >= 3 ? probe.unreachable(code, by: router) : probe.exceeded(by: router))
                ]
            }
            // What is too long has a code of its own in IPv4.
            #expect(outcome.trace.end == .refused)
            #expect(outcome.trace.lastTTL == 3)
            #expect(outcome.trace.last?.icmp == ICMPCode(type: isIPv6 ? 1 : 3, code: code, isIPv6: isIPv6))
            #expect(outcome.story.count == 3)
        }
    }

    @Test("A router that says so but now and then is put where its answer's TTL says")
    func folded() throws {
        let journey = Journey()
        let outcome = try journey.run { probe in
            if probe.ttl < 3 { return [(.millisecond, probe.exceeded(by: journey.router(probe.ttl)))] }
            // Only of one probe, and that was to go far.
            return probe.ttl == 9 ? [(.millisecond, probe.unreachable(13, by: journey.router(3), ttl: 62))] : []
        }
        #expect(outcome.trace.end == .refused)
        #expect(outcome.trace.lastTTL == 3)
        #expect(outcome.story == ["1 \(journey.router(1))", "2 \(journey.router(2))", "3 \(journey.router(3)) ! ?"])
    }

    @Test("Labels that a router adds are kept")
    func extensions() throws {
        let entry = MPLSLabelStackEntry(label: 16_001, trafficClass: 0, isBottomOfStack: true, timeToLive: 1)
        let stack = ICMPExtension.mplsLabelStack([entry, entry, entry])
        let journey = Journey()
        let outcome = try journey.run { probe in
            [
                (
                    .millisecond,
                    probe.ttl >= 3
                        ? probe.arrived() : probe.error(11, 0, by: journey.router(probe.ttl), extensions: [stack])
                )
            ]
        }
        #expect(outcome.trace.hops[0].answers[0]?.extensions == [stack])
    }

    @Test("The longest packet is found, hop by hop")
    func mtu() throws {
        let journey = Journey {
            $0.plan.findsMTU = true
            $0.plan.byteCount = 1500
        }
        let outcome = try journey.run { probe in
            let narrow = [(hop: 3, mtu: 1400), (hop: 5, mtu: 1300)].first {
                probe.ttl > $0.hop && probe.bytes.count > $0.mtu
            }
            if let narrow {
                return [(.millisecond, probe.error(3, 4, by: journey.router(narrow.hop), mtu: UInt16(narrow.mtu)))]
            }
            return [(.millisecond, probe.ttl >= 8 ? probe.arrived() : probe.exceeded(by: journey.router(probe.ttl)))]
        }
        #expect(outcome.trace.end == .reached)
        #expect(outcome.trace.byteCount == 1300)
        let sizes = outcome.trace.way.map { $0.answers[0]?.probe.byteCount }
        #expect(sizes == [1500, 1500, 1500, 1400, 1400, 1300, 1300, 1300])
        #expect(outcome.sent.allSatisfy { $0.bytes[6] & 0x40 != 0 })
    }

    @Test("Who finds every packet too long is listened to for a while only", arguments: [nil, 1, 1400])
    func endlesslyTooLong(mtu: UInt16?) throws {
        let journey = Journey {
            $0.plan.findsMTU = true
            $0.plan.byteCount = 1500
        }
        var told: UInt16 = 1500
        let outcome = try journey.run { probe in
            if probe.ttl < 3 { return [(.millisecond, probe.exceeded(by: journey.router(probe.ttl)))] }
            // A byte less each time, or always the same.
            told -= told > 68 ? 1 : 0
            return [(.millisecond, probe.error(3, 4, by: journey.router(2), mtu: mtu == 1 ? told : mtu))]
        }
        #expect(outcome.trace.end == .refused)
        #expect(outcome.trace.lastTTL == 3)
        #expect(outcome.sent.count < 1_200)
    }

    @Test(
        "Packets of SCTP are whole words, whatever a router says, or swallows", arguments: [false, true], [false, true])
    func wholeWords(isIPv6: Bool, isHole: Bool) throws {
        let limit = 1_402
        let journey = Journey(isIPv6: isIPv6) {
            $0.plan.method = .sctp
            $0.plan.findsMTU = true
            $0.plan.byteCount = 1_500
        }
        let outcome = try journey.run { probe in
            if probe.ttl > 2, probe.bytes.count > limit {
                let tooLong = probe.error(
                    isIPv6 ? 2 : 3, isIPv6 ? 0 : 4, by: journey.router(2), mtu: UInt16(limit))
                return isHole ? [] : [(.millisecond, tooLong)]
            }
            if probe.ttl < 4 { return [(.millisecond, probe.exceeded(by: journey.router(probe.ttl)))] }
            return [(.millisecond, probe.unreachable(isIPv6 ? 4 : 3, by: probe.destination))]
        }
        #expect(outcome.sent.allSatisfy { $0.bytes.count % 4 == 0 })
        #expect(outcome.trace.byteCount == 1_400)
        #expect(outcome.trace.lastTTL == 4)
    }

    /// When the packet left and when its answer came by the kernel's clock, in microseconds after a moment; and what
    /// the round trip then is, three milliseconds by our own clock.
    @Test(
        "A kernel's clock that is set meanwhile makes no time negative or absurd",
        arguments: [
            (0, 2_900, 2_900), (0, 0, 0), (5_000_000, 0, 3_000), (0, 3_600_000_000, 3_000), (0, 4_294_967_296, 3_000),
            (0, 4_100, 3_000),
        ])
    func clockStep(left: Int64, came: Int64, expected: Int64) throws {
        let journey = Journey()
        var engine = TraceEngine(plan: journey.plan, targets: journey.targets)
        engine.laneOpened(identifier: 50_000)
        let start = Instant(nanoseconds: .second)
        guard let first = probe(engine.next(at: start)) else {
            Issue.record("a probe comes first")
            return
        }
        let bytes = [UInt8](capacity: first.byteCount) { engine.write(first, into: &$0) }
        let epoch = 1_700_000_000 * Nanoseconds.second
        var departure = LinkPacket(bytes.span, .network)
        departure.direction = .sent
        departure.stamps = PacketStamps(kernel: epoch + left * 1_000)
        engine.receive(departure, at: start)
        let answer = WayProbe(count: 1, bytes: bytes, at: start).exceeded(by: journey.router(1))
        var arrival = LinkPacket(answer.span, .network)
        arrival.stamps = PacketStamps(kernel: epoch + came * 1_000)
        engine.receive(arrival, at: start + 3 * .millisecond)
        #expect(engine.traces[0].hops[0].answers.map { $0?.roundTrip } == [expected * 1_000])
    }

    @Test("Where nothing is quoted that tells probes apart, they are asked one by one, when all is quiet")
    func nameless() throws {
        let journey = Journey()
        var engine = TraceEngine(plan: journey.plan, targets: journey.targets)
        var now = Instant(nanoseconds: .second)
        func step() -> TraceAction {
            while true {
                let action = engine.next(at: now)
                if case .report = action { continue }
                return action
            }
        }
        func hear(_ router: IPAddress) {
            let nothing: [UInt8] = []
            var packet = LinkPacket(nothing.span, .payload(.udp))
            packet.source = router
            packet.destination = journey.targets[0].address
            packet.error = LinkPacket.ReportedError(origin: .icmp, type: 11, code: 0, information: 0)
            engine.receive(packet, at: now)
        }
        guard case .openLane = step() else {
            Issue.record("a lane comes first")
            return
        }
        engine.laneOpened(identifier: 50_000)
        for ttl in 1...8 { #expect(probe(step())?.ttl == ttl) }
        now = now + .millisecond
        // Of eight under way all routers speak at once.
        for hop in 1...8 { hear(journey.router(hop)) }
        guard case .wait(let until) = step() else {
            Issue.record("late answers are waited for first")
            return
        }
        #expect(until - now == journey.plan.patience.unknown)
        now = until
        for hop in 1...4 {
            #expect(probe(step())?.ttl == hop)
            now = now + .millisecond
            hear(journey.router(hop))
        }
        _ = step()
        #expect((1...4).map { engine.traces[0].hops[$0 - 1].addresses } == (1...4).map { [journey.router($0)] })
    }

    private func probe(_ action: TraceAction) -> TraceProbe? {
        if case .send(let probe) = action { probe } else { nil }
    }

    @Test("A hole that swallows long packets is measured to the byte")
    func hole() throws {
        let journey = Journey {
            $0.plan.findsMTU = true
            $0.plan.byteCount = 1500
        }
        let outcome = try journey.run { probe in
            if probe.ttl > 4, probe.bytes.count > 1387 { return [] }
            return [(.millisecond, probe.ttl >= 8 ? probe.arrived() : probe.exceeded(by: journey.router(probe.ttl)))]
        }
        #expect(outcome.trace.end == .reached)
        #expect(outcome.trace.byteCount == 1387)
        let sizes = outcome.trace.way.map { $0.answers[0]?.probe.byteCount }
        #expect(sizes == [1500, 1500, 1500, 1500, 1387, 1387, 1387, 1387])
        #expect(outcome.length < 3 * .second)
    }

    @Test("Without a search, a packet that is too long ends the way where it does")
    func tooBig() throws {
        let journey = Journey { $0.plan.byteCount = 1500 }
        let outcome = try journey.run { probe in
            [
                (
                    .millisecond,
                    probe.ttl > 2
                        ? probe.error(3, 4, by: journey.router(2), mtu: 1400)
                        : probe.exceeded(by: journey.router(probe.ttl))
                )
            ]
        }
        #expect(outcome.trace.end == .refused)
        #expect(outcome.trace.last?.mtu == 1400)
        #expect(outcome.trace.lastTTL == 3)
    }
}
