import Wire

/// Finds all ways to a target, hop by hop: the Multipath Detection Algorithm (Augustin et al. 2007, Veitch et al. 2009),
/// in the manner of MDA-Lite (Vermeulen et al. 2018).
///
/// Each hop is asked by as many flows as it takes to be sure that there is no router more than were seen. Flows are
/// spread over the routers of the hop before, and those of them that share traffic among several are asked by as many
/// flows of their own: such flows have to be found first, by the hop before. With `isStrict` that holds for all routers.
public struct PathEngine: TraceDecider, Sendable {
    /// What came of one flow at one hop.
    private enum Cell: Sendable {
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
    private struct Repeat: Sendable {
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
    public private(set) var graph = PathGraph()
    public private(set) var sent = 0
    public private(set) var received = 0
    public private(set) var end: TraceEnd?
    private var wire: TraceWire
    private var cells: [[Cell]] = []
    private var answers: [IPAddress: TraceAnswer] = [:]
    /// By hop: whether each packet goes its own way there.
    private var balances: [PathBalance?] = []
    /// Flows that the target has answered at this hop or one before.
    private var arrivedFlows: Set<Int> = []
    private var repetition: Repeat?
    private var longest: Nanoseconds?
    private var queue: [(hop: Int, flow: Int)] = []
    private var events: [TraceEvent] = []
    private var silentHops = 0
    private var nextDeparture: Instant?
    private var isInterrupted = false

    /// Flows there can be, each with a port of its own.
    private static let maximumFlows = 600
    /// How often a flow is asked again that may go several ways: five times the same by chance once in 32.
    private static let repetitions = 5
    /// Flows that show each router of the hop before that leads to one alone.
    private static let least = 2

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

    private var isWaiting: Bool {
        repetition?.number != nil || cells.contains { $0.contains(where: \.isOpen) }
    }

    private mutating func openHop() {
        cells.append([])
        balances.append(nil)
    }

    private mutating func depart(_ hop: Int, _ flow: Int, at now: Instant) -> TraceProbe {
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

    private subscript(hop: Int, flow: Int) -> Cell {
        get { hop >= 0 && flow < cells[hop].count ? cells[hop][flow] : .unasked }
        set {
            while cells[hop].count <= flow { cells[hop].append(.unasked) }
            cells[hop][flow] = newValue
        }
    }

    private mutating func ask(_ hop: Int, _ flow: Int) {
        guard case .unasked = self[hop, flow] else { return }
        self[hop, flow] = .again(tries: 0)
        queue.append((hop, flow))
    }

    private mutating func finish(_ end: TraceEnd) -> TraceAction {
        self.end = end
        draw()
        events.append(.finished(target: 0))
        return .report(events.removeFirst())
    }

    // MARK: Deciding

    private func node(_ hop: Int, _ flow: Int) -> IPAddress? {
        if hop >= 0, case .answered(let address) = self[hop, flow] { address } else { nil }
    }

    /// Those who have answered at a hop, in order.
    private func nodes(_ hop: Int) -> [IPAddress] {
        guard hop >= 0 else { return [] }
        var found: [IPAddress] = []
        for flow in cells[hop].indices {
            if let address = node(hop, flow), !found.contains(address) { found.append(address) }
        }
        return found
    }

    /// Looks at the last hop, and asks for what is missing; goes on to the next where nothing is.
    private mutating func think() -> TraceAction? {
        let hop = cells.count - 1
        if repetition != nil || isMeshed(hop), checkRepetition(hop) { return nil }
        if let open = missingFlow(hop) {
            ask(open.hop, open.flow)
            // As many as are missing for sure are asked at once.
            while let more = missingFlow(hop), queue.count < 16 { ask(more.hop, more.flow) }
            return nil
        }
        if checkRepetition(hop) { return nil }
        return advance(from: hop)
    }

    private mutating func advance(from hop: Int) -> TraceAction? {
        let found = nodes(hop)
        silentHops = found.isEmpty ? silentHops + 1 : 0
        if !found.isEmpty, answeredCount(hop) < wantedCount(hop, found.count), !isComplete(hop) {
            graph.uncertain.append(plan.firstTTL + hop)
        }
        for flow in cells[hop].indices {
            guard let address = node(hop, flow), let answer = answers[address] else { continue }
            if answer.isFinal { arrivedFlows.insert(flow) }
        }
        let isOver = !found.isEmpty && found.allSatisfy { answers[$0]?.isFinal == true }
        if isOver {
            return finish(found.contains { answers[$0]?.isReached == true } ? .reached : .refused)
        }
        if silentHops >= plan.gap || plan.firstTTL + hop >= plan.maximumTTL { return finish(.silent) }
        openHop()
        return nil
    }

    private func wantedCount(_ hop: Int, _ ways: Int) -> Int { confidence.flows(forSeen: max(1, ways)) }
    private func answeredCount(_ hop: Int) -> Int { cells[hop].indices.count { node(hop, $0) != nil } }
    /// Whether all flows that go on beyond the hop before have been asked: some have arrived already.
    private func isComplete(_ hop: Int) -> Bool { !arrivedFlows.isEmpty }

    /// Flows asked at a hop, or about to be, that may still count.
    private func hopefulCount(_ hop: Int) -> Int {
        cells[hop].indices.count { flow in
            if case .lost = cells[hop][flow] { false } else if case .unasked = cells[hop][flow] { false } else { true }
        }
    }

    /// The next flow that has to be asked, and where.
    private func missingFlow(_ hop: Int) -> (hop: Int, flow: Int)? {
        let seen = nodes(hop).count
        let lost = cells[hop].count { if case .lost = $0 { true } else { false } }
        // A silent hop is believed after three flows; a slow one after as many losses as it has to have answers.
        if seen == 0, lost >= 3 { return nil }
        if lost >= wantedCount(hop, seen) { return nil }
        if let lonely = lonelyFlow(hop) { return lonely }
        if let own = controlledFlow(hop) { return own }
        guard hopefulCount(hop) < wantedCount(hop, seen) else { return nil }
        return spreadFlow(hop)
    }

    /// A router that was seen by flows alone of which the hop before is not known: its link would be a guess.
    private func lonelyFlow(_ hop: Int) -> (hop: Int, flow: Int)? {
        guard hop > 0, !nodes(hop - 1).isEmpty else { return nil }
        for address in nodes(hop) {
            let flows = cells[hop].indices.filter { node(hop, $0) == address }
            let isLinked = flows.contains { flow in
                if node(hop - 1, flow) != nil { return true }
                return self[hop - 1, flow].isOpen
            }
            guard !isLinked else { continue }
            if let flow = flows.first(where: { if case .unasked = self[hop - 1, $0] { true } else { false } }) {
                return (hop - 1, flow)
            }
        }
        return nil
    }

    /// A flow through a router of the hop before of which too little is known.
    private func controlledFlow(_ hop: Int) -> (hop: Int, flow: Int)? {
        let before = nodes(hop - 1).filter { answers[$0]?.isFinal != true }
        guard before.count > 1, balances[hop - 1] != .packet else { return nil }
        for router in before {
            let flows = cells[hop - 1].indices.filter { node(hop - 1, $0) == router }
            let successors = Set(flows.compactMap { node(hop, $0) })
            let isSharing = successors.count > 1
            let wanted = isStrict || isSharing ? confidence.flows(forSeen: successors.count) : Self.least
            let asked = flows.filter { self[hop, $0].isOpen || node(hop, $0) != nil }
            let lost = flows.count { if case .lost = self[hop, $0] { true } else { false } }
            guard asked.count < wanted, lost < wanted else { continue }
            if let flow = flows.first(where: { if case .unasked = self[hop, $0] { true } else { false } }) {
                return (hop, flow)
            }
            // None is left: another has to be found that goes this way.
            if let flow = freshFlow(at: hop - 1) { return (hop - 1, flow) }
        }
        return nil
    }

    /// A flow that nothing is known of at this hop, from the router of the hop before that has been asked least.
    private func spreadFlow(_ hop: Int) -> (hop: Int, flow: Int)? {
        let before = nodes(hop - 1).filter { answers[$0]?.isFinal != true }
        let byRouter = before.map { router in cells[hop - 1].indices.filter { node(hop - 1, $0) == router } }
        let sorted = byRouter.sorted { left, right in askedCount(left, hop) < askedCount(right, hop) }
        for flows in sorted {
            for flow in flows { if case .unasked = self[hop, flow] { return (hop, flow) } }
        }
        return freshFlow(at: hop).map { (hop, $0) }
    }

    private func askedCount(_ flows: [Int], _ hop: Int) -> Int {
        flows.count { if case .unasked = self[hop, $0] { false } else { true } }
    }

    private func freshFlow(at hop: Int) -> Int? {
        (0..<Self.maximumFlows).first { flow in
            if arrivedFlows.contains(flow) { return false }
            guard case .unasked = self[hop, flow] else { return false }
            return true
        }
    }

    // MARK: By flow or by packet

    /// Where routers seem to share traffic, sees whether one flow always goes the same way. Whether it is still at it.
    private mutating func checkRepetition(_ hop: Int) -> Bool {
        if let repetition {
            guard repetition.left > 0 else {
                balances[repetition.hop] = balances[repetition.hop] ?? .flow
                self.repetition = nil
                return false
            }
            queue.append((repetition.hop, repetition.flow))
            return true
        }
        guard let place = doubtfulHop(upTo: hop),
            let flow = cells[place].indices.first(where: { node(place, $0) != nil }), let first = node(place, flow)
        else { return false }
        repetition = Repeat(hop: place, flow: flow, first: first, left: Self.repetitions)
        return checkRepetition(hop)
    }

    /// Whether one of several routers leads to several, as it also looks where each packet goes its own way.
    private func isMeshed(_ hop: Int) -> Bool {
        guard hop > 0, balances[hop - 1] == nil, nodes(hop - 1).count > 1 else { return false }
        return nodes(hop - 1).contains { router in
            Set(cells[hop - 1].indices.filter { node(hop - 1, $0) == router }.compactMap { node(hop, $0) }).count > 1
        }
    }

    /// A hop of several routers, of which the next has not shown by now that each flow keeps its way.
    private mutating func doubtfulHop(upTo hop: Int) -> Int? {
        for place in [hop - 1, hop] where place >= 0 && balances[place] == nil {
            let found = nodes(place)
            guard found.count > 1 else { continue }
            if place == hop, !found.allSatisfy({ answers[$0]?.isFinal == true }) { continue }
            guard keepsWays(place, place + 1) || keepsWays(place - 1, place) else {
                return place
            }
            balances[place] = .flow
        }
        return nil
    }

    /// Whether the routers of two hops belong together one by one, by so many flows that it can't be chance.
    private func keepsWays(_ near: Int, _ far: Int) -> Bool {
        guard near >= 0, far < cells.count, nodes(near).count > 1, nodes(far).count > 1 else { return false }
        let common = cells[near].indices.filter { node(near, $0) != nil && node(far, $0) != nil }
        var partners: [IPAddress: IPAddress] = [:]
        for flow in common {
            guard let (left, right) = node(near, flow).flatMap({ left in node(far, flow).map { (left, $0) } }) else {
                continue
            }
            if let known = partners[left], known != right { return false }
            partners[left] = right
        }
        return Set(partners.values).count > 1 && common.count >= confidence.flows(forSeen: 1)
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
        end = end ?? .failed(error)
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

    // MARK: Drawing

    /// Links those who answered the same flow at hops that follow each other. Where each packet goes its own way, two
    /// answers say nothing of a link, unless one end of it is the only one there.
    private mutating func draw() {
        var places: [[Int?]] = []
        for hop in cells.indices {
            let isSilent = nodes(hop).isEmpty
            // What lies behind the last that answered is nobody.
            if isSilent, !cells.indices.dropFirst(hop).contains(where: { !nodes($0).isEmpty }) { break }
            let ttl = plan.firstTTL + hop
            places.append(
                cells[hop].indices.map { flow in
                    guard let address = node(hop, flow) else {
                        return isSilent ? graph.place(of: nil, ttl: ttl, nil, isTarget: false) : nil
                    }
                    let answer = answers[address]
                    return graph.place(of: address, ttl: ttl, answer, isTarget: answer?.isReached == true)
                })
            link(places, hop)
        }
        for hop in places.indices where hop > 0 {
            for place in Set(places[hop - 1].compactMap { $0 }) where graph.successors(of: place).count > 1 {
                graph.nodes[place].balance = balances[hop]
            }
        }
        graph.edges.sort { ($0.ttl, $0.from ?? -1, $0.to) < ($1.ttl, $1.from ?? -1, $1.to) }
    }

    private mutating func link(_ places: [[Int?]], _ hop: Int) {
        let ttl = plan.firstTTL + hop
        let before = hop > 0 ? Set(places[hop - 1].compactMap { $0 }) : []
        let here = Set(places[hop].compactMap { $0 })
        let isLoose = hop > 0 && (balances[hop] == .packet || balances[hop - 1] == .packet)
        for (flow, place) in places[hop].enumerated() {
            guard let place else { continue }
            guard hop > 0 else {
                graph.link(nil, place, ttl: ttl, flow: flow)
                continue
            }
            if isLoose, before.count > 1, here.count > 1 { continue }
            let source = flow < places[hop - 1].count ? places[hop - 1][flow] : nil
            if let source, source != place {
                graph.link(source, place, ttl: ttl, flow: flow)
            } else if before.count == 1, let only = before.first, graph.nodes[only].address == nil {
                graph.link(only, place, ttl: ttl, flow: flow)
            }
        }
    }
}
