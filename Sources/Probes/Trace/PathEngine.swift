import Wire

/// Finds all ways to a target, hop by hop: the Multipath Detection Algorithm (Augustin et al. 2007, Veitch et al.
/// 2009), in the manner of MDA-Lite (Vermeulen et al. 2018).
///
/// Each hop is asked by as many flows as it takes to be sure that there is no router more than were seen. Flows are
/// spread over the routers of the hop before. Those of them that share traffic among several are asked by as many flows
/// of their own, which have to be found first, by the hop before; with `isStrict` that holds for all routers.
public struct PathEngine: TraceDecider, Sendable {
    /// What came of one flow at one hop.
    enum Cell: Sendable {
        case unasked
        case flying(UInt16, at: Instant, tries: Int)
        case again(tries: Int)
        case answered(IPAddress)
        case lost

        var isOpen: Bool {
            switch self {
            case .flying, .again: true
            case .unasked, .answered, .lost: false
            }
        }
    }

    /// The same flow asked over and over at one hop, to see whether it always goes the same way.
    struct Repeat: Sendable {
        var hop: Int
        var flow: Int
        var first: IPAddress
        var left: Int
        var number: UInt16?
        var at: Instant?
    }

    public let plan: TracePlan
    public let confidence: PathConfidence
    /// Whether each router is asked by flows of its own, also where it was not seen to share traffic.
    public let isStrict: Bool
    public internal(set) var graph = PathGraph()
    public private(set) var sent = 0
    public private(set) var received = 0
    public private(set) var end: TraceEnd?
    private var wire: TraceWire
    var cells: [[Cell]] = []
    var answers: [IPAddress: TraceAnswer] = [:]
    /// By hop: whether each packet goes its own way there.
    var balances: [PathBalance?] = []
    /// Flows that the target has answered at this hop or one before.
    var arrivedFlows: Set<Int> = []
    var repetition: Repeat?
    private var longest: Nanoseconds?
    var queue: [(hop: Int, flow: Int)] = []
    private var events: [TraceEvent] = []
    var silentHops = 0
    private var nextDeparture: Instant?
    private var isInterrupted = false

    /// Flows there can be, each with a port of its own.
    static let maximumFlows = 600
    /// How often a flow is asked again that may go several ways: five times the same by chance once in 32.
    static let repetitions = 5
    /// Flows that show each router of the hop before that leads to one alone.
    static let least = 2

    public init(plan: TracePlan, target: TraceTarget, confidence: PathConfidence, isStrict: Bool = false) {
        self.plan = plan
        self.confidence = confidence
        self.isStrict = isStrict
        wire = TraceWire(plan, targets: [target])
    }

    public var targets: [TraceTarget] { wire.targets }
    public var identifiers: [UInt16] { wire.writer.identifiers }
    private var target: TraceTarget { wire.targets[0] }
    /// How many flows were used.
    public var flowCount: Int { cells.map { $0.count { if case .unasked = $0 { false } else { true } } }.max() ?? 0 }

    public mutating func laneOpened(identifier: UInt16) { wire.writer.add(identifier: identifier) }
    public mutating func interrupt() { isInterrupted = true }

    public func write(_ probe: TraceProbe, into output: inout OutputSpan<UInt8>) {
        wire.writer.write(probe, to: target, into: &output)
    }

    // MARK: What next

    public mutating func next(at now: Instant) -> TraceAction {
        if !events.isEmpty { return .report(events.removeFirst()) }
        if end != nil { return .finish }
        if isInterrupted { return finish(.interrupted) }
        var wake = expire(at: now)
        if cells.isEmpty { openHop() }
        // Each time something is asked, or the next hop begins.
        while queue.isEmpty, !isWaiting {
            if let action = think() { return action }
        }
        guard let next = queue.first else { return .wait(until: wake) }
        if next.flow >= identifiers.count { return .openLane }
        if let due = nextDeparture, due > now {
            wake = min(wake, due)
            return .wait(until: wake)
        }
        queue.removeFirst()
        return .send(depart(next.hop, next.flow, at: now))
    }

    var isWaiting: Bool {
        repetition?.number != nil || cells.suffix(2).contains { $0.contains(where: \.isOpen) }
    }

    mutating func openHop() {
        cells.append([])
        balances.append(nil)
    }

    mutating func depart(_ hop: Int, _ flow: Int, at now: Instant) -> TraceProbe {
        let (ttl, byteCount) = (plan.firstTTL + hop, plan.byteCount(to: target))
        let probe = wire.table.depart(
            { TraceProbe(number: $0, target: 0, ttl: ttl, flow: flow, byteCount: byteCount) }, at: now)
        sent += 1
        nextDeparture = now + plan.pace / 4
        if repetition?.hop == hop, repetition?.flow == flow {
            repetition?.number = probe.number
            repetition?.at = now
        } else {
            var tries = 1
            if case .again(let before) = self[hop, flow] { tries = before + 1 }
            self[hop, flow] = .flying(probe.number, at: now, tries: tries)
        }
        events.append(.sent(probe))
        return probe
    }

    subscript(hop: Int, flow: Int) -> Cell {
        get { hop >= 0 && flow < cells[hop].count ? cells[hop][flow] : .unasked }
        set {
            while cells[hop].count <= flow { cells[hop].append(.unasked) }
            cells[hop][flow] = newValue
        }
    }

    mutating func ask(_ hop: Int, _ flow: Int) {
        guard case .unasked = self[hop, flow] else { return }
        self[hop, flow] = .again(tries: 0)
        queue.append((hop, flow))
    }

    mutating func finish(_ end: TraceEnd) -> TraceAction {
        self.end = end
        draw()
        events.append(.finished(target: 0))
        return .report(events.removeFirst())
    }

    // MARK: What comes back

    public mutating func receive(_ packet: borrowing LinkPacket, at now: Instant) {
        switch wire.read(packet, at: now) {
        case .departed(let number, let stamps): wire.table.note(stamps, of: number)
        case .answer(var answer):
            answer.copies = wire.table.noteAnswer(to: answer.probe.number)
            events.append(.answer(answer, isLate: false))
            guard answer.copies == 0 else { return }
            received += 1
            note(answer)
        case .unknown, nil: break
        }
    }

    private mutating func note(_ answer: TraceAnswer) {
        longest = max(longest ?? 0, answer.roundTrip)
        if answers[answer.from]?.isFinal != true, answers[answer.from] == nil || answer.isFinal {
            answers[answer.from] = answer
        }
        if let repetition, repetition.number == answer.probe.number {
            self.repetition?.number = nil
            self.repetition?.left -= 1
            if answer.from != repetition.first {
                balances[repetition.hop] = .packet
                self.repetition?.left = 0
            }
            return
        }
        let hop = answer.probe.ttl - plan.firstTTL
        guard cells.indices.contains(hop) else { return }
        switch self[hop, answer.probe.flow] {
        case .flying, .again, .lost:
            self[hop, answer.probe.flow] = .answered(answer.from)
            queue.removeAll { $0.hop == hop && $0.flow == answer.probe.flow }
        case .unasked, .answered: break
        }
    }

    public mutating func sendFailed(number: UInt64, error: LinkError, at now: Instant) {
        guard let flight = wire.table[UInt16(truncatingIfNeeded: number)] else { return }
        events.append(.failed(flight.probe, error))
        // Later ones may fare better, but not where nobody has answered yet.
        if received == 0 { end = end ?? .failed(error) }
    }

    /// Has those asked again that were not answered in time.
    private mutating func expire(at now: Instant) -> Instant {
        var wake = Instant.distantFuture
        if let number = repetition?.number, let at = repetition?.at {
            let due = at + patience(0)
            if due <= now {
                repetition?.number = nil
                repetition?.left -= 1
                if let flight = wire.table[number] { events.append(.lost(flight.probe)) }
            } else {
                wake = due
            }
        }
        for hop in cells.indices.suffix(2) {
            for flow in cells[hop].indices {
                guard case .flying(let number, let at, let tries) = cells[hop][flow] else { continue }
                let due = at + patience(tries)
                if due > now {
                    wake = min(wake, due)
                } else if tries < plan.tries {
                    cells[hop][flow] = .again(tries: tries)
                    queue.append((hop, flow))
                } else {
                    cells[hop][flow] = .lost
                    if let flight = wire.table[number] { events.append(.lost(flight.probe)) }
                }
            }
        }
        return wake
    }

    /// Each try is waited for longer: routers that limit their answers give one a second, as a rule.
    private func patience(_ tries: Int) -> Nanoseconds {
        let patience = plan.patience
        let usual = longest.map { max($0 * 2 + 10 * .millisecond, patience.minimum) } ?? patience.unknown
        return min(tries <= 1 ? usual : usual * Int64(tries * tries), patience.maximum)
    }
}
