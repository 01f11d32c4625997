import Analysis
import Wire

/// Asks all hops of the ways to its targets over and over, and keeps count.
public struct TraceWatch: TraceDecider, Sendable {
    public let plan: TracePlan
    public let interval: Nanoseconds
    /// Nil: without end.
    public let rounds: Int?
    /// In the order of the targets.
    public private(set) var ways: [WatchedWay]
    /// Rounds that have begun.
    public private(set) var round = 0
    public private(set) var isPaused = false
    private var wire: TraceWire
    /// Probes that left before this one, in the order in which they did, are waited for no longer.
    private var oldest = 0
    /// Probes that are waited for.
    private var openCount = 0
    private var events: [TraceEvent] = []
    /// The way whose turn it is.
    private var turn = 0
    private var roundStart: Instant?
    private var nextDeparture: Instant?
    private var longest: Nanoseconds = 0
    private var isInterrupted = false
    private var endsAt: Instant?

    public init(plan: TracePlan, targets: [TraceTarget], interval: Nanoseconds, rounds: Int?) {
        self.plan = plan
        self.interval = max(interval, .millisecond)
        self.rounds = rounds
        ways = targets.enumerated().map { WatchedWay($1, index: $0, plan) }
        wire = TraceWire(plan, targets: targets)
    }

    public var targets: [TraceTarget] { wire.targets }
    public mutating func laneOpened(identifier: UInt16) { wire.writer.add(identifier: identifier) }
    public mutating func interrupt() { isInterrupted = true }
    public mutating func pause(_ isPaused: Bool) { self.isPaused = isPaused }

    public func write(_ probe: TraceProbe, into output: inout OutputSpan<UInt8>) {
        wire.writer.write(probe, to: targets[probe.target], into: &output)
    }

    /// Forgets all counts; what is under way counts for nothing.
    public mutating func reset() {
        for index in ways.indices {
            ways[index].reset()
            discard(of: index, beyond: 0)
        }
        round = 0
    }

    // MARK: What next

    public mutating func next(at now: Instant) -> TraceAction {
        if !events.isEmpty { return .report(events.removeFirst()) }
        if wire.writer.identifiers.isEmpty { return .openLane }
        expire(at: now)
        if !events.isEmpty { return .report(events.removeFirst()) }
        if isInterrupted || ways.allSatisfy({ $0.failure != nil }) { return .finish }
        if let endsAt {
            if openCount == 0 { return .finish }
            return .wait(until: endsAt)
        }
        if isPaused { return .wait(until: earliestExpiry) }
        let roundEnd = roundStart.map { $0 + interval } ?? now
        var due = nextWay()
        if roundStart == nil || due == nil && now >= roundEnd {
            beginRound(at: now)
            if endsAt != nil { return next(at: now) }
            due = nextWay()
        }
        guard let due else { return .wait(until: min(earliestExpiry, max(roundEnd, now + .millisecond))) }
        if let departure = nextDeparture, departure > now { return .wait(until: min(departure, earliestExpiry)) }
        return .send(depart(on: due, at: now))
    }

    /// Each way in its turn, hop after hop.
    private func nextWay() -> Int? {
        ways.indices.lazy.map { (turn + $0) % ways.count }.first { ways[$0].hasMore }
    }

    private mutating func beginRound(at now: Instant) {
        if let rounds, round >= rounds {
            endsAt = now + min(max(longest * 2 + 10 * .millisecond, plan.patience.unknown), plan.patience.maximum)
            return
        }
        round += 1
        for index in ways.indices { ways[index].beginRound(round) }
        // From when it was due, so that delays do not add up; but rounds that were missed are not made up for.
        roundStart = max((roundStart ?? now) + (round > 1 ? interval : 0), now + -interval)
    }

    private mutating func depart(on index: Int, at now: Instant) -> TraceProbe {
        let (ttl, byteCount) = (ways[index].askNext(), plan.byteCount(to: targets[index]))
        let probe = wire.table.depart(
            { TraceProbe(number: $0, target: index, ttl: ttl, byteCount: byteCount) }, at: now)
        openCount += 1
        turn = (index + 1) % ways.count
        nextDeparture = now + plan.pace
        events.append(.sent(probe))
        return probe
    }

    /// How long an answer is waited for: five times as long as the longest took, and a second at least. What comes
    /// later is counted all the same.
    private var patience: Nanoseconds { min(plan.patience.maximum, max(.second, longest * 5)) }

    private var earliestExpiry: Instant {
        mutating get {
            while oldest < wire.table.departures, wire.table[departure: oldest].fate != .open { oldest += 1 }
            return oldest < wire.table.departures ? wire.table[departure: oldest].sentAt + patience : .distantFuture
        }
    }

    /// Gives up what was waited for long enough; at the end, all.
    private mutating func expire(at now: Instant) {
        let isOver = endsAt.map { now >= $0 } ?? false
        while openCount > 0, isOver || earliestExpiry <= now, earliestExpiry < .distantFuture {
            let probe = wire.table[departure: oldest].probe
            settle(probe.number, as: .lost)
            ways[probe.target].lose(probe)
            events.append(.lost(probe))
        }
    }

    private mutating func settle(_ number: UInt16, as fate: TraceTable.Flight.Fate) {
        if wire.table[number]?.fate == .open { openCount -= 1 }
        wire.table.settle(number, as: fate)
    }

    public mutating func sendFailed(number: UInt64, error: LinkError, at now: Instant) {
        let number = UInt16(truncatingIfNeeded: number)
        guard let flight = wire.table[number], flight.fate == .open else { return }
        settle(number, as: .settled)
        ways[flight.probe.target].sendFailed(flight.probe, error)
        events.append(.failed(flight.probe, error))
    }

    // MARK: What comes back

    public mutating func receive(_ packet: borrowing LinkPacket, at now: Instant) {
        switch wire.read(packet, at: now) {
        case .departed(let number, let stamps): wire.table.note(stamps, of: number)
        case .answer(var answer):
            answer.copies = wire.table.noteAnswer(to: answer.probe.number)
            note(answer)
        case .unknown, nil: break
        }
    }

    private mutating func note(_ answer: TraceAnswer) {
        let (number, index) = (answer.probe.number, answer.probe.target)
        let fate = wire.table[number]?.fate ?? .settled
        events.append(.answer(answer, isLate: fate != .open))
        guard let departure = wire.table.departure(of: number), ways[index].counts(answer.probe, departure) else {
            return
        }
        guard fate != .settled else {
            if answer.copies > 0 { ways[index].noteDuplicate(answer) }
            return
        }
        settle(number, as: .settled)
        longest = max(longest, answer.roundTrip)
        let before = ways[index].lastTTL
        events += ways[index].note(answer, wasLost: fate == .lost)
        if let last = ways[index].lastTTL, last != before { discard(of: index, beyond: last) }
    }

    /// What was sent beyond the end counts for nothing, whenever it is answered.
    private mutating func discard(of index: Int, beyond ttl: Int) {
        for departure in oldest..<max(oldest, wire.table.departures) {
            let probe = wire.table[departure: departure].probe
            if probe.target == index, probe.ttl > ttl { settle(probe.number, as: .settled) }
        }
        ways[index].forget(beyond: ttl, since: wire.table.departures)
    }
}
