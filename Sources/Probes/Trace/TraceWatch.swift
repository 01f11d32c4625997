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
    private struct Flight: Sendable {
        var hop: Int
        var at: Instant
        var isLost = false
    }

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
    private var flights: [UInt16: Flight] = [:]
    private var order: [UInt16] = []
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
    /// Numbers that are remembered after they were given up.
    private static let remembered = 20_000

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
        hops = hops.map { WatchedHop(ttl: $0.ttl) }
        flights = [:]
        order = []
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
            if now >= endsAt || flights.values.allSatisfy(\.isLost) { return .finish }
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
        flights[probe.number] = Flight(hop: hop, at: now)
        order.append(probe.number)
        if order.count > Self.remembered { forget() }
        hops[hop].sent += 1
        nextHop += 1
        nextDeparture = now + plan.pace
        events.append(.sent(probe))
        return probe
    }

    private mutating func forget() {
        for number in order.prefix(Self.remembered / 2) { flights[number] = nil }
        order.removeFirst(Self.remembered / 2)
    }

    /// How long an answer is waited for: five times as long as the longest took, and a second at least. What comes
    /// later is counted all the same.
    private var patience: Nanoseconds { min(plan.patience.maximum, max(.second, longest * 5)) }

    private var earliestExpiry: Instant {
        let open = flights.values.filter { !$0.isLost }.map(\.at).min()
        return open.map { $0 + patience } ?? .distantFuture
    }

    private mutating func expire(at now: Instant) {
        guard earliestExpiry <= now || endsAt.map({ now >= $0 }) == true else { return }
        for (number, flight) in flights where !flight.isLost {
            guard flight.at + patience <= now || endsAt.map({ now >= $0 }) == true else { continue }
            flights[number]?.isLost = true
            hops[flight.hop].lost += 1
            if let flight = wire.table[number] { events.append(.lost(flight.probe)) }
        }
    }

    public mutating func sendFailed(number: UInt64, error: LinkError, at now: Instant) {
        let number = UInt16(truncatingIfNeeded: number)
        guard let flight = flights[number], let sent = wire.table[number] else { return }
        flights[number] = nil
        hops[flight.hop].sent -= 1
        events.append(.failed(sent.probe, error))
        // Later rounds may fare better, but not the first one.
        if round <= 1, case .unreachable = error.kind { failure = error }
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
        guard let flight = flights[answer.probe.number] else {
            let hop = answer.probe.ttl - plan.firstTTL
            if answer.copies > 0, hops.indices.contains(hop) { hops[hop].duplicates += 1 }
            return events.append(.answer(answer, isLate: true))
        }
        flights[answer.probe.number] = nil
        let hop = flight.hop
        events.append(.answer(answer, isLate: flight.isLost))
        if flight.isLost {
            hops[hop].lost -= 1
            hops[hop].late += 1
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
        for (number, flight) in flights where hops[flight.hop].ttl > ttl { flights[number] = nil }
        for place in hops.indices where hops[place].ttl > ttl { hops[place] = WatchedHop(ttl: hops[place].ttl) }
    }
}
