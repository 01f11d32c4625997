import Analysis
import Probes
import Testing
import Wire

@Suite("Watching a way")
struct TraceWatchTests {
    private struct Recorder: TraceObserver {
        var events: [TraceEvent] = []
        var shouldStop: Bool { false }
        mutating func traceDidReport(_ event: TraceEvent, _ engine: borrowing TraceWatch) { events.append(event) }
        mutating func traceDidWake(_ signal: Signal, _ engine: borrowing TraceWatch) {}
        mutating func traceIsIdle(at now: Instant, _ engine: borrowing TraceWatch) -> Instant { .distantFuture }
    }

    private struct Outcome {
        var watch: TraceWatch
        var events: [TraceEvent]
        var sent: [WayProbe]
        var length: Nanoseconds

        var way: WatchedWay { watch.ways[0] }

        var changes: [String] {
            events.compactMap { event in
                switch event {
                case .changed(_, let ttl, let from, let to): "\(ttl): \(from) -> \(to)"
                case .moved(_, let from, let to): "end \(from) -> \(to)"
                default: nil
                }
            }
        }
    }

    private let journey = Journey()

    private func watch(
        targets: [TraceTarget]? = nil, rounds: Int = 10, interval: Nanoseconds = 100 * .millisecond,
        interruptAt: Nanoseconds? = nil,
        _ script: @escaping (_ probe: WayProbe, _ round: Int) -> [WayAnswer]
    ) throws -> Outcome {
        let clock = ManualClock()
        let start = clock.now
        var link = ScriptedWay(clock) { probe in script(probe, Int((probe.at - start) / interval) + 1) }
        if let interruptAt { link.signals = [(start + interruptAt, .finish)] }
        var watch = TraceWatch(
            plan: journey.plan, targets: targets ?? journey.targets, interval: interval, rounds: rounds)
        var recorder = Recorder()
        try TraceSession.run(&watch, over: &link, observer: &recorder, clock: { clock.now })
        return Outcome(watch: watch, events: recorder.events, sent: link.sent, length: clock.now - start)
    }

    /// A way of so many hops, a millisecond each.
    private func plain(_ probe: WayProbe, hops: Int) -> [WayAnswer] {
        let hop = min(probe.ttl, hops)
        return [(Int64(hop) * .millisecond, hop == hops ? probe.arrived() : probe.exceeded(by: journey.router(hop)))]
    }

    @Test("Each hop of a plain way is asked once a round, and nothing is lost")
    func quiet() throws {
        let outcome = try watch { probe, _ in plain(probe, hops: 6) }
        #expect(outcome.way.lastTTL == 6)
        #expect(outcome.way.way.map(\.sent) == Array(repeating: 10, count: 6))
        #expect(outcome.way.way.map(\.lost) == Array(repeating: 0, count: 6))
        #expect(outcome.way.way.map(\.roundTrips.mean) == (1...6).map { Int64($0) * .millisecond })
        #expect(outcome.way.isReached)
        #expect(outcome.changes == [])
        // Only the first round looks how far it is.
        #expect(outcome.sent.count { $0.ttl > 6 } <= 8)
    }

    @Test("A router that answers seldom loses nothing that goes on; what the target loses is lost from some hop on")
    func onward() throws {
        let outcome = try watch(rounds: 20) { probe, round in
            if probe.ttl == 2, round % 2 == 0 { return [] }
            if probe.ttl >= 4, round % 4 == 0 { return [] }
            return plain(probe, hops: 5)
        }
        #expect(outcome.way.way.map(\.lost) == [0, 10, 0, 5, 5])
        #expect((0..<5).map { outcome.way.lossFromHere($0) } == [0, 0, 0, 250_000, 250_000])
    }

    @Test("What is under way at an interrupt is not lost")
    func underWay() throws {
        let outcome = try watch(rounds: 100, interruptAt: 302 * .millisecond) { probe, _ in
            let hop = min(probe.ttl, 5)
            return [
                (
                    hop == 5 ? 80 * .millisecond : .millisecond,
                    hop == 5 ? probe.arrived() : probe.exceeded(by: journey.router(hop))
                )
            ]
        }
        #expect(outcome.way.way.allSatisfy { $0.lost == 0 })
    }

    @Test("The last round has time to come back")
    func grace() throws {
        let outcome = try watch(rounds: 3) { probe, _ in
            let hop = min(probe.ttl, 3)
            return [(300 * .millisecond, hop == 3 ? probe.arrived() : probe.exceeded(by: journey.router(hop)))]
        }
        #expect(outcome.way.way.map(\.received) == [3, 3, 3])
        #expect(outcome.way.way.map(\.lost) == [0, 0, 0])
    }

    @Test("What comes after it was given up is no loss any more")
    func late() throws {
        let outcome = try watch(rounds: 30) { probe, round in
            if probe.ttl == 2, round == 3 { return [(1_500 * .millisecond, probe.exceeded(by: journey.router(2)))] }
            return plain(probe, hops: 4)
        }
        #expect(outcome.way.way.map(\.late) == [0, 1, 0, 0])
        #expect(outcome.way.way.map(\.lost) == [0, 0, 0, 0])
        #expect(outcome.way.hops[1].roundTrips.maximum == 1_500 * .millisecond)
    }

    @Test("Answers that come twice are counted apart")
    func duplicates() throws {
        let outcome = try watch { probe, _ in plain(probe, hops: 4) + (probe.ttl == 2 ? plain(probe, hops: 4) : []) }
        #expect(outcome.way.way.map(\.duplicates) == [0, 10, 0, 0])
        #expect(outcome.way.way.map(\.received) == [10, 10, 10, 10])
    }

    @Test("A way that becomes longer or shorter is an event, and no loss", arguments: [(5, 7), (7, 5)])
    func length(before: Int, after: Int) throws {
        let outcome = try watch(rounds: 12) { probe, round in plain(probe, hops: round < 5 ? before : after) }
        #expect(outcome.way.lastTTL == after)
        #expect(outcome.way.way.count == after)
        #expect(outcome.way.way.allSatisfy { $0.lost == 0 })
        #expect(outcome.changes.contains { $0.hasPrefix("end \(before) -> ") })
    }

    @Test("Another router at a hop is an event, and each has figures of its own")
    func change() throws {
        let outcome = try watch { probe, round in
            if probe.ttl == 2, round >= 6 { return [(9 * .millisecond, probe.exceeded(by: journey.router(77)))] }
            return plain(probe, hops: 4)
        }
        #expect(outcome.changes == ["2: \(journey.router(2)) -> \(journey.router(77))"])
        #expect(outcome.way.hops[1].answerers.map(\.received) == [5, 5])
        #expect(outcome.way.hops[1].answerers.map(\.roundTrips.mean) == [2 * .millisecond, 9 * .millisecond])
        #expect(outcome.way.hops[1].lost == 0)
    }

    @Test("A way that is cut for a while keeps its counts, and what is refused is lost")
    func cut() throws {
        let outcome = try watch { probe, round in
            if (4...6).contains(round), probe.ttl >= 3 {
                return [(.millisecond, probe.unreachable(1, by: journey.router(2)))]
            }
            return plain(probe, hops: 5)
        }
        #expect(outcome.way.way.map(\.sent) == [10, 10, 10, 10, 10])
        #expect(outcome.way.way.map(\.received) == [10, 10, 7, 7, 7])
        #expect(outcome.way.way.map(\.refused) == [0, 0, 3, 3, 3])
        #expect(outcome.way.way.map(\.lost) == [0, 0, 3, 3, 3])
        #expect(outcome.way.hops[4].refusal?.from == journey.router(2))
        #expect(outcome.changes == [])
    }

    @Test("What was given up is remembered without being looked at again and again")
    func manyLosses() throws {
        let outcome = try watch(rounds: 5_000, interval: 10 * .millisecond) { probe, _ in
            probe.ttl == 2 ? [] : plain(probe, hops: 3)
        }
        #expect(outcome.way.way.map(\.lost) == [0, 5000, 0])
        #expect(outcome.way.way.map(\.received) == [5000, 0, 5000])
    }

    @Test("Jitter and deviation are those of the literature")
    func statistics() throws {
        let times: [Nanoseconds] = [22_000_000, 20_200_000, 20_200_000, 25_000_000, 21_000_000]
        let outcome = try watch(rounds: 5) { probe, round in
            probe.ttl == 1 ? [(times[round - 1], probe.exceeded(by: journey.router(1)))] : plain(probe, hops: 2)
        }
        let hop = outcome.way.hops[0]
        let mean = times.reduce(0, +) / 5
        let squares = times.map { Double(($0 - mean) * ($0 - mean)) }.reduce(0, +)
        #expect(abs((hop.standardDeviation ?? 0) - (squares / 4).squareRoot()) < 2)
        // RFC 3550: J += (|D| - J) / 16.
        var jitter = 0.0
        for (near, far) in zip(times, times.dropFirst()) { jitter += (abs(Double(far - near)) - jitter) / 16 }
        #expect(abs(Double(hop.roundTrips.jitter ?? 0) - jitter) < 2)
    }

    @Test("A router that shares packets fills no log")
    func sharing() throws {
        let outcome = try watch(rounds: 40) { probe, round in
            probe.ttl == 2
                ? [(.millisecond, probe.exceeded(by: journey.router(2 + round % 2 * 50)))] : plain(probe, hops: 4)
        }
        #expect(outcome.changes.count == 5)
        #expect(outcome.way.hops[1].changes == 39)
    }

    @Test("Counts begin anew when they are wanted to, and numbers do not meet")
    func numbers() throws {
        let outcome = try watch(rounds: 3_000, interval: 10 * .millisecond) { probe, _ in plain(probe, hops: 4) }
        #expect(outcome.way.way.map(\.received) == [3000, 3000, 3000, 3000])
        var watch = outcome.watch
        watch.reset()
        #expect(watch.ways[0].hops.allSatisfy { $0.sent == 0 && $0.answerers.isEmpty })
    }

    @Test("Each target has a way of its own, and one that is dead does not slow the others down")
    func targets() throws {
        var other = journey.targets[0]
        other.port += 1
        let outcome = try watch(targets: journey.targets + [other]) { probe, _ in
            probe.destinationPort == other.port && probe.ttl > 3 ? [] : plain(probe, hops: 6)
        }
        #expect(outcome.watch.ways.map(\.end) == [.reached, .silent])
        #expect(outcome.way.way.map(\.received) == Array(repeating: 10, count: 6))
        #expect(outcome.watch.ways[1].way.prefix(3).map(\.received) == [10, 10, 10])
        #expect(outcome.watch.ways[1].way.count == 3 + journey.plan.gap)
        #expect(outcome.watch.ways[1].way.dropFirst(3).allSatisfy { $0.received == 0 && $0.lost == $0.sent })
        // In turn, each hop of one before the next of the other.
        #expect(outcome.sent.prefix(4).map(\.ttl) == [1, 1, 2, 2])
    }

    @Test("Where one of two flows loses packets behind a router that shares them, its own way says so")
    func flows() throws {
        var other = journey.targets[0]
        other.port += 1
        let outcome = try watch(targets: journey.targets + [other], rounds: 20) { probe, round in
            let isOther = probe.destinationPort == other.port
            if isOther, probe.ttl >= 3, round % 2 == 0 { return [] }
            if probe.ttl == 2, isOther { return [(.millisecond, probe.exceeded(by: journey.router(77)))] }
            return plain(probe, hops: 4)
        }
        #expect(outcome.watch.ways.map { $0.lossFromHere(2) } == [0, 500_000])
        #expect(
            outcome.watch.ways.map { $0.hops[1].answerers.map(\.address) } == [
                [journey.router(2)], [journey.router(77)],
            ])
        #expect(outcome.changes == [])
    }

    @Test("What was lost before the way became shorter is no answer of the one after it")
    func lateBeyond() throws {
        let outcome = try watch(rounds: 40) { probe, round in
            // The fifth hop answers very late, when the way has long ended before it, and then is there again.
            if round < 5, probe.ttl == 5 { return [(2_500 * .millisecond, probe.exceeded(by: journey.router(5)))] }
            return plain(probe, hops: (10..<20).contains(round) ? 3 : 6)
        }
        #expect(outcome.way.hops.allSatisfy { $0.lost >= 0 && $0.received + $0.lost <= $0.sent })
        #expect(outcome.way.way.map(\.lost) == Array(repeating: 0, count: outcome.way.way.count))
        #expect(outcome.way.hops[4].late == 0)
    }

    @Test("A target that nothing can be sent to is given up, the others are watched on")
    func noWay() throws {
        var watch = TraceWatch(
            plan: journey.plan, targets: journey.targets + journey.targets, interval: .second, rounds: 2)
        watch.laneOpened(identifier: 4_711)
        var now = Instant(nanoseconds: 0)
        var sent = [0, 0]
        run: for _ in 0..<10_000 {
            switch watch.next(at: now) {
            case .send(let probe):
                sent[probe.target] += 1
                if probe.target == 1 {
                    let error = LinkError(.unreachable, "Network is unreachable")
                    watch.sendFailed(number: UInt64(probe.number), error: error, at: now)
                }
            case .wait(let deadline): now = max(now + 1, deadline)
            case .finish: break run
            case .openLane, .report: continue
            }
        }
        #expect(sent[1] == 1)
        #expect(sent[0] > journey.plan.maximumTTL)
        #expect(watch.ways[1].failure != nil)
        #expect(watch.ways[0].end == .silent)
    }
}
