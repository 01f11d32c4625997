import Wire

/// Follows the way to each target: asks all hops at once, and those that stay silent again.
public struct TraceEngine: TraceDecider, Sendable {
    public let plan: TracePlan
    public private(set) var traces: [Trace]
    public private(set) var isInterrupted = false
    /// Whether routers quote so little that only one probe can be under way: see ``TraceSighting``.
    public private(set) var asksOneByOne = false
    private var wire: TraceWire
    private var events: [TraceEvent] = []
    private var told = 0
    /// Probes that may leave at once.
    private var credits: Int
    private var nextDeparture: Instant?
    private var start: Instant?
    /// When the hops have to be looked at again, where nothing comes in before.
    private var lookAgain = Instant(nanoseconds: 0)
    /// Whether something has come in since they were.
    private var isStale = true
    /// Until then answers may come to probes that left before they were asked one by one: they would be taken for those
    /// to the one that is under way.
    private var quietUntil: Instant?
    /// The target whose turn it is.
    private var turn = 0

    public init(plan: TracePlan, targets: [TraceTarget]) {
        self.plan = plan
        traces = targets.enumerated().map { Trace($1, index: $0, plan) }
        wire = TraceWire(plan, targets: targets)
        credits = plan.burst
    }

    public var targets: [TraceTarget] { wire.targets }
    /// By flow: our port or ICMP identifier.
    public var identifiers: [UInt16] { wire.writer.identifiers }

    public mutating func laneOpened(identifier: UInt16) { wire.writer.add(identifier: identifier) }

    public func write(_ probe: TraceProbe, into output: inout OutputSpan<UInt8>) {
        wire.writer.write(probe, to: targets[probe.target], into: &output)
    }

    public mutating func interrupt() { isInterrupted = true }

    // MARK: What next

    public mutating func next(at now: Instant) -> TraceAction {
        if let event = nextEvent() { return .report(event) }
        if identifiers.isEmpty { return .openLane }
        let start = start ?? now
        self.start = start
        let isOver = plan.deadline.map { now >= start + $0 } ?? false
        // All hops are looked at where something has come in, or a time may be up: not for each probe that leaves.
        if isStale || isInterrupted || isOver || now >= lookAgain {
            isStale = false
            lookAgain = plan.deadline.map { start + $0 } ?? .distantFuture
            for index in traces.indices where traces[index].end == nil {
                lookAgain = min(lookAgain, traces[index].expire(at: now))
                if isInterrupted || isOver { traces[index].finish(.interrupted) }
            }
            gatherEvents()
            if let event = nextEvent() { return .report(event) }
        }
        if traces.allSatisfy({ $0.end != nil }) { return .finish }
        return depart(at: now) ?? .wait(until: min(lookAgain, wakeToSend))
    }

    private var wakeToSend: Instant {
        if let quietUntil { return quietUntil }
        guard hasRoom, traces.contains(where: { $0.end == nil && $0.openSlot(inOrder: asksOneByOne) != nil }) else {
            return .distantFuture
        }
        return nextDeparture ?? .distantFuture
    }

    private var hasRoom: Bool {
        if asksOneByOne { return quietUntil == nil && flyingCount == 0 }
        return plan.window.map { flyingCount < $0 } ?? true
    }

    private var flyingCount: Int { traces.reduce(0) { $0 + ($1.end == nil ? $1.flyingCount : 0) } }

    private mutating func depart(at now: Instant) -> TraceAction? {
        if let quietUntil, quietUntil <= now { self.quietUntil = nil }
        guard hasRoom, credits > 0 || (nextDeparture ?? now) <= now else { return nil }
        for offset in traces.indices {
            let index = (turn + offset) % traces.count
            guard traces[index].end == nil, let (hop, slot) = traces[index].openSlot(inOrder: asksOneByOne) else {
                continue
            }
            let (ttl, byteCount) = (traces[index].hops[hop].ttl, traces[index].sizes.sizes[hop])
            let probe = wire.table.depart(
                { TraceProbe(number: $0, target: index, ttl: ttl, byteCount: byteCount) }, at: now)
            traces[index].depart(probe, hop: hop, slot: slot, at: now)
            credits = max(0, credits - 1)
            nextDeparture = now + plan.pace
            lookAgain = min(lookAgain, now + plan.patience.minimum)
            turn = index + 1
            gatherEvents()
            return .send(probe)
        }
        return nil
    }

    private mutating func nextEvent() -> TraceEvent? {
        guard told < events.count else { return nil }
        defer {
            told += 1
            if told == events.count {
                events.removeAll(keepingCapacity: true)
                told = 0
            }
        }
        return events[told]
    }

    private mutating func gatherEvents() {
        for index in traces.indices { events += traces[index].takeEvents() }
    }

    // MARK: What comes back

    public mutating func receive(_ packet: borrowing LinkPacket, at now: Instant) {
        isStale = true
        switch wire.read(packet, at: now) {
        case .departed(let number, let stamps):
            wire.table.note(stamps, of: number)
        case .answer(var answer):
            answer.copies = wire.table.noteAnswer(to: answer.probe.number)
            traces[answer.probe.target].receive(answer, at: now)
            grantCredit()
        case .unknown(let answer):
            receive(nameless: answer, at: now)
        case nil: break
        }
        gatherEvents()
    }

    private mutating func receive(nameless answer: TraceAnswer, at now: Instant) {
        guard asksOneByOne else {
            asksOneByOne = true
            quietUntil = now + plan.patience.unknown
            for index in traces.indices { traces[index].askAllAnew() }
            return
        }
        if quietUntil == nil { traces[answer.probe.target].receive(nameless: answer, at: now) }
    }

    /// An answer shows that there is room on the way.
    private mutating func grantCredit() {
        if plan.burst > 1 { credits = min(plan.burst, credits + 1) }
    }

    public mutating func sendFailed(number: UInt64, error: LinkError, at now: Instant) {
        isStale = true
        guard let flight = wire.table[UInt16(truncatingIfNeeded: number)] else { return }
        traces[flight.probe.target].failed(flight.probe, error, at: now)
        gatherEvents()
    }
}
