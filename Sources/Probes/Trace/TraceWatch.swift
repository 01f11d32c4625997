import Analysis
import Wire

/// What is known of one hop of a way that is watched.
public struct WatchedHop: Sendable {
    /// Somebody who has answered at this hop.
    public struct Answerer: Sendable {
        public let address: IPAddress
        public internal(set) var received = 0
        public internal(set) var roundTrips = RoundTripStatistics()
        /// Its latest answer.
        public internal(set) var latest: TraceAnswer
    }

    public let ttl: Int
    public internal(set) var sent = 0
    public internal(set) var received = 0
    /// Given up: what is under way is not among them.
    public internal(set) var lost = 0
    /// Answers that came when their probe was given up: each is one lost less.
    public internal(set) var late = 0
    public internal(set) var duplicates = 0
    /// Of those that were lost: how often somebody said that the target can't be reached.
    public internal(set) var refused = 0
    /// What he said last.
    public internal(set) var refusal: TraceAnswer?
    public internal(set) var roundTrips = RoundTripStatistics()
    public internal(set) var last: Nanoseconds?
    /// In the order in which they were first seen.
    public internal(set) var answerers: [Answerer] = []
    /// Who answered last.
    public internal(set) var current: IPAddress?
    /// How often that was another one than before.
    public internal(set) var changes = 0

    init(ttl: Int) { self.ttl = ttl }

    /// Probes of which is known what became of them.
    public var knownCount: Int { received + lost }

    /// Of the sample, with n-1: nil with fewer than two round trips.
    public var standardDeviation: Double? {
        guard roundTrips.count > 1, let deviation = roundTrips.meanDeviation else { return nil }
        let count = Double(roundTrips.count)
        return Double(deviation) * (count / (count - 1)).squareRoot()
    }
}

/// Asks all hops of a way over and over, and keeps count.
public struct TraceWatch: TraceDecider, Sendable {
    public let plan: TracePlan
    public let interval: Nanoseconds
    /// Nil: without end.
    public let rounds: Int?
    public private(set) var hops: [WatchedHop]
    /// Rounds that have begun.
    public private(set) var round = 0
    /// The TTL with which the target is reached, as of late.
    public private(set) var lastTTL: Int?
    public private(set) var isPaused = false
    public private(set) var isReached = false
    public private(set) var failure: LinkError?
    private var wire: TraceWire
    /// Probes that left before this one, in the order in which they did, are waited for no longer.
    private var oldest = 0
    /// Probes that are waited for.
    private var openCount = 0
    private var events: [TraceEvent] = []
    private var nextHop = 0
    private var roundStart: Instant?
    private var nextDeparture: Instant?
    private var highest = 0
    private var longest: Nanoseconds = 0
    private var isInterrupted = false
    private var endsAt: Instant?

    /// Changes at one hop that are told: a router that shares packets among several makes one with each.
    private static let toldChanges = 5

    public init(plan: TracePlan, target: TraceTarget, interval: Nanoseconds, rounds: Int?) {
        self.plan = plan
        self.interval = max(interval, .millisecond)
        self.rounds = rounds
        hops = (plan.firstTTL...plan.maximumTTL).map { WatchedHop(ttl: $0) }
        wire = TraceWire(plan, targets: [target])
    }

    public var targets: [TraceTarget] { wire.targets }
    public var target: TraceTarget { wire.targets[0] }
    public mutating func laneOpened(identifier: UInt16) { wire.writer.add(identifier: identifier) }
    public mutating func interrupt() { isInterrupted = true }
    public mutating func pause(_ isPaused: Bool) { self.isPaused = isPaused }

    public func write(_ probe: TraceProbe, into output: inout OutputSpan<UInt8>) {
        wire.writer.write(probe, to: target, into: &output)
    }

    /// Forgets all counts; what is under way counts for nothing.
    public mutating func reset() {
        discard(beyond: 0)
        round = 0
        highest = 0
    }

    /// The hops of the way, as it is now.
    public var way: ArraySlice<WatchedHop> { hops.prefix(horizon) }
    private var horizon: Int {
        if let lastTTL { return lastTTL - plan.firstTTL + 1 }
        return min(hops.count, round <= 1 ? hops.count : highest + plan.gap)
    }

    /// The part of the probes, in millionths of all that have met their fate, that was lost here and at all hops
    /// behind: what a router does not answer though it passes it on is no loss of the way. Nil where nothing is known.
    public func lossFromHere(_ hop: Int) -> Int? {
        let known = way.dropFirst(hop).filter { $0.knownCount > 0 }
        return known.map { $0.lost * 1_000_000 / $0.knownCount }.min()
    }

    // MARK: What next

    public mutating func next(at now: Instant) -> TraceAction {
        if !events.isEmpty { return .report(events.removeFirst()) }
        if wire.writer.identifiers.isEmpty { return .openLane }
        expire(at: now)
        if !events.isEmpty { return .report(events.removeFirst()) }
        if isInterrupted || failure != nil { return .finish }
        if let endsAt {
            if openCount == 0 { return .finish }
            return .wait(until: endsAt)
        }
        if isPaused { return .wait(until: earliestExpiry) }
        let start = roundStart ?? now
        if roundStart == nil || nextHop >= horizon && now >= start + interval { beginRound(at: now) }
        if endsAt != nil { return next(at: now) }
        guard nextHop < horizon else { return .wait(until: min(earliestExpiry, (roundStart ?? now) + interval)) }
        if let due = nextDeparture, due > now { return .wait(until: min(due, earliestExpiry)) }
        return .send(depart(at: now))
    }

    private mutating func beginRound(at now: Instant) {
        if let rounds, round >= rounds {
            endsAt = now + min(max(longest * 2 + 10 * .millisecond, plan.patience.unknown), plan.patience.maximum)
            return
        }
        round += 1
        nextHop = 0
        // From when it was due, so that delays do not add up; but rounds that were missed are not made up for.
        roundStart = max((roundStart ?? now) + (round > 1 ? interval : 0), now + -interval)
    }

    private mutating func depart(at now: Instant) -> TraceProbe {
        let hop = nextHop
        let (ttl, byteCount) = (hops[hop].ttl, plan.byteCount(to: target))
        let probe = wire.table.depart({ TraceProbe(number: $0, target: 0, ttl: ttl, byteCount: byteCount) }, at: now)
        openCount += 1
        hops[hop].sent += 1
        nextHop += 1
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
            hops[probe.ttl - plan.firstTTL].lost += 1
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
        hops[flight.probe.ttl - plan.firstTTL].sent -= 1
        events.append(.failed(flight.probe, error))
        // Later rounds may fare better, but not where nobody has answered yet.
        if longest == 0, case .unreachable = error.kind { failure = error }
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
        let (number, hop) = (answer.probe.number, answer.probe.ttl - plan.firstTTL)
        let fate = wire.table[number]?.fate ?? .settled
        events.append(.answer(answer, isLate: fate != .open))
        guard fate != .settled else {
            if answer.copies > 0 { hops[hop].duplicates += 1 }
            return
        }
        settle(number, as: .settled)
        if fate == .lost {
            hops[hop].lost -= 1
            hops[hop].late += 1
        }
        // Once the target was there, a word that it can't be reached is a loss, and does not end the way.
        if isReached, answer.isFinal, !answer.isReached {
            hops[hop].lost += 1
            hops[hop].refused += 1
            hops[hop].refusal = answer
            return
        }
        hops[hop].received += 1
        hops[hop].roundTrips.add(answer.roundTrip)
        hops[hop].last = answer.roundTrip
        highest = max(highest, hop + 1)
        longest = max(longest, answer.roundTrip)
        credit(answer, hop)
        follow(answer)
    }

    private mutating func credit(_ answer: TraceAnswer, _ hop: Int) {
        if let place = hops[hop].answerers.firstIndex(where: { $0.address == answer.from }) {
            hops[hop].answerers[place].latest = answer
        } else if hops[hop].answerers.count < PathConfidence.maximumWays {
            hops[hop].answerers.append(WatchedHop.Answerer(address: answer.from, latest: answer))
        }
        if let place = hops[hop].answerers.firstIndex(where: { $0.address == answer.from }) {
            hops[hop].answerers[place].received += 1
            hops[hop].answerers[place].roundTrips.add(answer.roundTrip)
        }
        if let before = hops[hop].current, before != answer.from {
            hops[hop].changes += 1
            // Beyond the end of the way the target answers where a router did.
            let isEnd = answer.isFinal && answer.probe.ttl > lastTTL ?? .max
            if hops[hop].changes <= Self.toldChanges, !isEnd {
                events.append(.changed(target: 0, ttl: answer.probe.ttl, from: before, to: answer.from))
            }
        }
        hops[hop].current = answer.from
    }

    /// Where the way ends now: it may have become shorter, or longer.
    private mutating func follow(_ answer: TraceAnswer) {
        let ttl = answer.probe.ttl
        if answer.isReached { isReached = true }
        if answer.isFinal {
            guard ttl < lastTTL ?? .max else { return }
            if let lastTTL { events.append(.moved(target: 0, from: lastTTL, to: ttl)) }
            lastTTL = ttl
            discard(beyond: ttl)
        } else if let last = lastTTL, ttl >= last {
            // The target is looked for again, from here on.
            events.append(.moved(target: 0, from: last, to: ttl + 1))
            lastTTL = nil
            highest = ttl - plan.firstTTL + 1
        }
    }

    /// What was sent beyond the end counts for nothing.
    private mutating func discard(beyond ttl: Int) {
        for departure in oldest..<max(oldest, wire.table.departures) {
            let probe = wire.table[departure: departure].probe
            if probe.ttl > ttl { settle(probe.number, as: .settled) }
        }
        for place in hops.indices where hops[place].ttl > ttl { hops[place] = WatchedHop(ttl: hops[place].ttl) }
    }
}
