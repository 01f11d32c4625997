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
    /// Probes that had left before this many others did count for nothing.
    var since = 0

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

/// What is known of a way that is watched.
public struct WatchedWay: Sendable {
    public let target: TraceTarget
    public private(set) var hops: [WatchedHop]
    /// The TTL with which the target is reached, as of late.
    public private(set) var lastTTL: Int?
    public private(set) var isReached = false
    /// Why nothing can be sent to it.
    public private(set) var failure: LinkError?
    /// Whether anybody has ever answered, also before counts began anew.
    private var hasAnswered = false
    /// Hops up to the farthest that answered.
    private var highest = 0
    /// The next to be asked in this round.
    private var nextHop = 0
    /// Whether the first round is over, in which the target is looked for as far as may be.
    private var isKnown = false
    private let index: Int
    private let gap: Int

    /// Changes at one hop that are told: a router that shares packets among several makes one with each.
    private static let toldChanges = 5

    init(_ target: TraceTarget, index: Int, _ plan: TracePlan) {
        self.target = target
        self.index = index
        gap = plan.gap
        hops = (plan.firstTTL...plan.maximumTTL).map { WatchedHop(ttl: $0) }
    }

    /// The hops of the way, as it is now.
    public var way: ArraySlice<WatchedHop> { hops.prefix(horizon) }
    private var horizon: Int {
        if let lastTTL { return place(lastTTL) + 1 }
        return min(hops.count, isKnown ? highest + gap : hops.count)
    }

    private func place(_ ttl: Int) -> Int { ttl - hops[0].ttl }

    /// The part of the probes, in millionths of all that have met their fate, that was lost here and at all hops
    /// behind: what a router does not answer though it passes it on is no loss of the way. Nil where nothing is known.
    public func lossFromHere(_ hop: Int) -> Int? {
        let known = way.dropFirst(hop).filter { $0.knownCount > 0 }
        return known.map { $0.lost * 1_000_000 / $0.knownCount }.min()
    }

    mutating func reset() { highest = 0 }

    /// How it stands with the target.
    public var end: TraceEnd {
        if isReached { return .reached }
        if let failure { return .failed(failure) }
        return lastTTL == nil ? .silent : .refused
    }

    // MARK: What leaves

    /// Whether there are hops to be asked in this round.
    var hasMore: Bool { failure == nil && nextHop < horizon }

    mutating func beginRound(_ round: Int) {
        nextHop = 0
        isKnown = round > 1
    }

    /// The TTL of the next probe.
    mutating func askNext() -> Int {
        defer { nextHop += 1 }
        hops[nextHop].sent += 1
        return hops[nextHop].ttl
    }

    mutating func lose(_ probe: TraceProbe) { hops[place(probe.ttl)].lost += 1 }

    mutating func sendFailed(_ probe: TraceProbe, _ error: LinkError) {
        hops[place(probe.ttl)].sent -= 1
        // Later rounds may fare better, but not where nobody has answered yet.
        if !hasAnswered, case .unreachable = error.kind { failure = error }
    }

    // MARK: What comes back

    /// Whether a probe belongs to what is counted now.
    func counts(_ probe: TraceProbe, _ departure: Int) -> Bool { departure >= hops[place(probe.ttl)].since }

    mutating func noteDuplicate(_ answer: TraceAnswer) { hops[place(answer.probe.ttl)].duplicates += 1 }

    /// - Parameter wasLost: whether it had been given up.
    /// - Returns: what is new about the way.
    mutating func note(_ answer: TraceAnswer, wasLost: Bool) -> [TraceEvent] {
        let hop = place(answer.probe.ttl)
        if wasLost {
            hops[hop].lost -= 1
            hops[hop].late += 1
        }
        // Once the target was there, a word that it can't be reached is a loss, and does not end the way.
        if isReached, answer.isFinal, !answer.isReached {
            hops[hop].lost += 1
            hops[hop].refused += 1
            hops[hop].refusal = answer
            return []
        }
        hasAnswered = true
        hops[hop].received += 1
        hops[hop].roundTrips.add(answer.roundTrip)
        hops[hop].last = answer.roundTrip
        highest = max(highest, hop + 1)
        return credit(answer, hop) + follow(answer)
    }

    private mutating func credit(_ answer: TraceAnswer, _ hop: Int) -> [TraceEvent] {
        if let place = hops[hop].answerers.firstIndex(where: { $0.address == answer.from }) {
            hops[hop].answerers[place].latest = answer
        } else if hops[hop].answerers.count < PathConfidence.maximumWays {
            hops[hop].answerers.append(WatchedHop.Answerer(address: answer.from, latest: answer))
        }
        if let place = hops[hop].answerers.firstIndex(where: { $0.address == answer.from }) {
            hops[hop].answerers[place].received += 1
            hops[hop].answerers[place].roundTrips.add(answer.roundTrip)
        }
        defer { hops[hop].current = answer.from }
        guard let before = hops[hop].current, before != answer.from else { return [] }
        hops[hop].changes += 1
        // Beyond the end of the way the target answers where a router did.
        let isEnd = answer.isFinal && answer.probe.ttl > lastTTL ?? .max
        guard hops[hop].changes <= Self.toldChanges, !isEnd else { return [] }
        return [.changed(target: index, ttl: answer.probe.ttl, from: before, to: answer.from)]
    }

    /// Where the way ends now: it may have become shorter, or longer.
    private mutating func follow(_ answer: TraceAnswer) -> [TraceEvent] {
        let ttl = answer.probe.ttl
        if answer.isReached { isReached = true }
        let before = lastTTL
        if answer.isFinal {
            guard ttl < before ?? .max else { return [] }
            lastTTL = ttl
            return before.map { [.moved(target: index, from: $0, to: ttl)] } ?? []
        }
        guard let before, ttl >= before else { return [] }
        // The target is looked for again, from here on.
        lastTTL = nil
        highest = place(ttl) + 1
        return [.moved(target: index, from: before, to: ttl + 1)]
    }

    /// - Parameter departure: how many probes have left; only what leaves from now on counts.
    mutating func forget(beyond ttl: Int, since departure: Int) {
        for place in hops.indices where hops[place].ttl > ttl {
            hops[place] = WatchedHop(ttl: hops[place].ttl)
            hops[place].since = departure
        }
    }
}
