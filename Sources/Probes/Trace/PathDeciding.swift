import Wire

// Which flow is asked next, and at which hop.

extension PathEngine {
    func node(_ hop: Int, _ flow: Int) -> IPAddress? {
        if hop >= 0, case .answered(let address) = self[hop, flow] { address } else { nil }
    }

    /// Those who have answered at a hop, in order.
    func nodes(_ hop: Int) -> [IPAddress] {
        guard hop >= 0 else { return [] }
        var found: [IPAddress] = []
        for flow in cells[hop].indices {
            if let address = node(hop, flow), !found.contains(address) { found.append(address) }
        }
        return found
    }

    /// Looks at the last hop, and asks for what is missing; goes on to the next where nothing is.
    mutating func think() -> TraceAction? {
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
}
