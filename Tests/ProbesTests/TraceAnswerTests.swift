import Probes
import Testing
import Wire

@Suite("What routers say of a way")
struct TraceAnswerTests {
    @Test("Each code of unreachable ends the way at its hop", arguments: Array(0...15).map { UInt8($0) })
    func unreachable(code: UInt8) throws {
        let journey = Journey { $0.plan.method = .echo }
        let outcome = try journey.run { probe in
            [
                (
                    .millisecond,
                    probe.ttl >= 3
                        ? probe.unreachable(code, by: journey.router(3)) : probe.exceeded(by: journey.router(probe.ttl))
                )
            ]
        }
        #expect(outcome.trace.end == .refused)
        #expect(outcome.trace.lastTTL == 3)
        #expect(outcome.trace.last?.icmp == ICMPCode(type: 3, code: code, isIPv6: false))
        #expect(outcome.story.count == 3)
    }

    @Test("Each code of IPv6's unreachable ends the way at its hop", arguments: Array(0...6).map { UInt8($0) })
    func unreachable6(code: UInt8) throws {
        let journey = Journey(isIPv6: true) { $0.plan.method = .echo }
        let outcome = try journey.run { probe in
            [
                (
                    .millisecond,
                    probe.ttl >= 3
                        ? probe.unreachable(code, by: journey.router(3)) : probe.exceeded(by: journey.router(probe.ttl))
                )
            ]
        }
        #expect(outcome.trace.end == .refused)
        #expect(outcome.trace.lastTTL == 3)
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
