import Analysis
import Wire

/// What a session is to do next.
public enum PingAction: Hashable, Sendable {
    case openLane
    case send(PingProbe)
    case report(PingEvent)
    /// Nothing is to do before this moment, unless packets come.
    case wait(until: Instant)
    case finish
}

/// A probe that is to leave now.
public struct PingProbe: Hashable, Sendable {
    public let id: ProbeID
    public let endpoint: Endpoint
    public let lane: Int
    /// Counted from 1 over all targets: names the probe to the link, and on the wire.
    public let number: UInt64
    public let payloadByteCount: Int
}

/// Decides what to ping when, and what each packet that comes back means. Knows no socket and no clock.
///
/// `next(at:)` is asked until it says `wait` or `finish`; packets are given to `receive(_:at:)`. Rules:
/// a probe's send time is kept here, by sequence; a target is done when each of its probes was answered or ran out of
/// time, or when a stop rule holds.
public struct PingEngine: Sendable {
    public let plan: PingPlan
    public internal(set) var targets: [TargetState]
    public internal(set) var counters = PingCounters()
    /// How the search for the path MTU stands, where there is one.
    public internal(set) var pathMTUSearch: PathMTUSearch?

    var table = ProbeTable()
    var identifiers: [UInt16] = []
    /// Only where answers do not carry a sequence of ours: UDP.
    var targetsByAddress: [IPAddress: Int] = [:]
    /// The payload of the last probe written, at the longest: cookie, number, pattern.
    var payload: [UInt8]
    var started: Instant?

    /// Targets that still send, in turn; `cursor` is at the next.
    private var active: [UInt32]
    private var cursor = 0
    private var unfinished: Int
    private var lastSent: Instant?
    /// Whether this machine refused a probe since the last answer: no reason to hurry with the next.
    private var wasRefused = false
    /// When the last target was done.
    private var completed: Instant?
    /// Whether somebody ended the run.
    public private(set) var isInterrupted = false
    private var pending: [PingEvent] = []

    public init(plan: PingPlan, targets: [PingTarget]) {
        self.plan = plan
        self.targets = targets.map(TargetState.init)
        active = Array(0..<UInt32(targets.count))
        unfinished = targets.count
        if case .search(let search) = plan.sizes { pathMTUSearch = search }
        if case .udp = plan.method {
            for (index, target) in targets.enumerated() { targetsByAddress[target.endpoint.address] = index }
        }
        payload = Self.makePayload(plan)
    }

    // MARK: What to do next

    /// - Parameter hasRoom: whether the link takes another probe.
    public mutating func next(at now: Instant, hasRoom: Bool = true) -> PingAction {
        if started == nil { start(at: now) }
        if let event = pending.popLast() { return .report(event) }
        while let fate = table.takeFate(failedUntil: Instant(nanoseconds: now.nanoseconds &- plan.timeout)) {
            take(fate)
        }
        if let event = expire(at: now) { return .report(event) }
        if isOver(at: now) {
            while let fate = table.takeFate(passingOverInFlight: true) { take(fate) }
            return .finish
        }
        if let completed { return .wait(until: min(completed + lingering, nextExpiry)) }
        guard hasRoom, let due = nextDue() else { return .wait(until: nextExpiry) }
        if due > now { return .wait(until: min(due, nextExpiry)) }
        let place = table.nextPlace
        if place.lane >= identifiers.count { return .openLane }
        return .send(depart(from: place, at: now))
    }

    /// A lane has been opened under this identifier.
    public mutating func laneOpened(identifier: UInt16) {
        identifiers.append(identifier)
        table.addLane()
    }

    /// No more probes: `finish` comes next. What is in flight counts neither as answered nor as lost.
    public mutating func interrupt() { isInterrupted = true }

    /// A probe could not be sent.
    public mutating func sendFailed(number: UInt64, error: LinkError) -> PingEvent? {
        guard let place = place(ofNumber: number) else { return nil }
        wasRefused = true
        var failure = PingFailure(unknownProbe, .local(error), from: nil)
        if case .messageTooLong(let mtu) = error.kind { failure.nextHopMTU = mtu }
        return record(failure, of: place, at: table[place].sentAt)
    }

    /// Probes whose fate is not known yet.
    public var inFlight: Int { table.inFlight }

    /// When the first probe left; nil before.
    public var startTime: Instant? { started }

    // MARK: Schedule

    private mutating func start(at now: Instant) {
        started = now
        for index in targets.indices { targets[index].nextDue = now }
    }

    private mutating func isOver(at now: Instant) -> Bool {
        if isInterrupted { return true }
        if let deadline = plan.deadline, let started, now >= started + deadline { return true }
        guard unfinished == 0 else { return false }
        completed = completed ?? now
        return completed.map { now >= $0 + lingering } ?? true
    }

    /// How long to stay after the last target is done: for more answers to a question to many, and for copies where
    /// there have been some.
    private var lingering: Nanoseconds {
        if targets.contains(where: { $0.stopReason != nil }) { return 0 }
        if plan.expectsManySources { return plan.timeout }
        guard counters.duplicates > 0 else { return 0 }
        return min(plan.timeout, 2 * (targets.lazy.compactMap(\.roundTrips.maximum).max() ?? 0))
    }

    private var nextExpiry: Instant {
        var expiry = table.oldestSentAt.map { $0 + plan.timeout } ?? .distantFuture
        if let deadline = plan.deadline, let started { expiry = min(expiry, started + deadline) }
        return expiry
    }

    /// When the next probe is to leave; nil where none is, for now.
    private mutating func nextDue() -> Instant? {
        skipFinished()
        guard cursor < active.count else { return nil }
        let target = targets[Int(active[cursor])]
        var due = target.nextDue
        if let lastSent {
            switch plan.pacing {
            case .fixed:
                break
            case .unpaced:
                due = lastSent
            case .flood(let window):
                due = isOpen(window) ? lastSent : lastSent + Self.floodFloor
            case .adaptive(let window):
                due = isOpen(window) ? lastSent : lastSent + plan.interval
            case .sequential:
                if table.inFlight > 0 { return nil }
                due = lastSent
            }
            due = max(due, lastSent + plan.gap)
        }
        return due
    }

    private func isOpen(_ window: Int) -> Bool { table.inFlight < window && !wasRefused }

    /// A flood without answers still sends a hundred probes a second, as ping's does.
    static let floodFloor: Nanoseconds = 10 * .millisecond

    /// Moves the cursor to a target that is to send; after the last, those that still send are taken anew.
    private mutating func skipFinished() {
        var wrapped = false
        while true {
            while cursor < active.count, !targets[Int(active[cursor])].isSending { cursor += 1 }
            if cursor < active.count || wrapped { return }
            active.removeAll { !targets[Int($0)].isSending }
            cursor = 0
            wrapped = true
        }
    }

    private mutating func depart(from place: ProbeTable.Place, at now: Instant) -> PingProbe {
        let index = Int(active[cursor])
        cursor += 1
        targets[index].sent += 1
        targets[index].inFlight += 1
        let sequence = targets[index].sent
        let size = payloadByteCount(sequence: sequence, target: index)
        let number = table.insert(
            at: place, target: index, sequence: UInt64(sequence), payloadByteCount: size, sentAt: now)
        targets[index].lastNumber = number
        schedule(index, at: now)
        lastSent = now
        counters.sent += 1
        if !wantsMore(index) { targets[index].isSending = false }
        let id = ProbeID(target: index, sequence: UInt64(sequence))
        if plan.reportsSending { pending.append(.sent(id, byteCount: size)) }
        return PingProbe(
            id: id, endpoint: targets[index].target.endpoint, lane: place.lane, number: number, payloadByteCount: size)
    }

    /// Plans from the planned time, not from now, so that lateness does not add up; after a long sleep, from now.
    private mutating func schedule(_ index: Int, at now: Instant) {
        if targets[index].sent < plan.preload { return }
        let planned = targets[index].nextDue + plan.interval
        targets[index].nextDue = planned + plan.interval < now ? now + plan.interval : planned
    }

    /// Whether another probe for the target is to follow those sent.
    private func wantsMore(_ index: Int) -> Bool {
        if pathMTUSearch != nil { return true }
        guard let count = plan.count else { return true }
        let state = targets[index]
        return plan.countsReplies ? state.received < count : state.sent < count
    }

    private func payloadByteCount(sequence: Int, target: Int) -> Int {
        switch plan.sizes {
        case .constant(let size): return size
        case .sweep(let minimum, let maximum, let step):
            return minimum + (sequence - 1) % ((maximum - minimum) / max(step, 1) + 1) * step
        case .search:
            return max(0, (pathMTUSearch?.next ?? 0) - headerByteCount(target: target))
        }
    }

    /// Bytes of IP and transport header before the payload.
    func headerByteCount(target: Int) -> Int {
        let isIPv6 = targets[target].target.endpoint.address.isIPv6
        let transport = if case .tcp = plan.method { 20 } else { 8 }
        return (isIPv6 ? 40 : 20) + transport
    }

    func packetSize(ofPayload byteCount: Int, target: Int) -> Int { byteCount + headerByteCount(target: target) }

    // MARK: Ends

    /// What depends on the order in which probes left: outages, and so the rule about losses in a row.
    private mutating func take(_ fate: ProbeTable.Fate) {
        if fate.answered {
            targets[fate.target].loss.answered(sentAt: fate.sentAt.nanoseconds)
            return
        }
        targets[fate.target].loss.lost(sentAt: fate.sentAt.nanoseconds, until: fate.settledAt.nanoseconds)
        let lossesInARow = targets[fate.target].loss.currentOutage?.count ?? 0
        if let limit = plan.stopRules.lossesInARow, lossesInARow >= limit {
            stop(fate.target, because: .lossesInARow)
            finishIfDone(fate.target)
        }
    }

    private mutating func expire(at now: Instant) -> PingEvent? {
        guard let place = table.oldestInFlight else { return nil }
        let probe = table[place]
        guard now >= probe.sentAt + plan.timeout else { return nil }
        table.settle(place, as: .lost, at: probe.sentAt + plan.timeout)
        let index = Int(probe.target)
        let size = packetSize(ofPayload: Int(probe.payloadByteCount), target: index)
        pathMTUSearch?.silent(size: size)
        settleTarget(index, isAnswer: false)
        return .timeout(ProbeID(target: index, sequence: probe.sequence))
    }

    /// A probe of the target has met its fate: counts it, applies the stop rules, and sees whether the target is done.
    mutating func settleTarget(_ index: Int, isAnswer: Bool) {
        targets[index].inFlight -= 1
        if isAnswer {
            targets[index].received += 1
            counters.received += 1
            wasRefused = false
        } else {
            targets[index].lost += 1
            counters.lost += 1
        }
        let state = targets[index]
        let rules = plan.stopRules
        if let limit = rules.replies, state.received >= limit { stop(index, because: .replies) }
        if let limit = rules.losses, state.lost >= limit { stop(index, because: .losses) }
        if let search = pathMTUSearch, search.next == nil { stop(index, because: .searchEnded) }
        if !wantsMore(index) { targets[index].isSending = false }
        finishIfDone(index)
    }

    /// A probe of the target that an error had settled is on its way again.
    mutating func takeBackLoss(_ index: Int) {
        targets[index].lost -= 1
        counters.lost -= 1
        targets[index].inFlight += 1
    }

    private mutating func stop(_ index: Int, because reason: TargetState.StopReason) {
        targets[index].isSending = false
        if targets[index].stopReason == nil { targets[index].stopReason = reason }
    }

    private mutating func finishIfDone(_ index: Int) {
        let state = targets[index]
        let awaitsNone = state.inFlight == 0 || state.stopReason != nil || plan.countsReplies
        guard !state.isFinished, !state.isSending, awaitsNone else { return }
        targets[index].isFinished = true
        unfinished -= 1
    }
}
