import Wire

/// The way to one target, as far as it is known.
public struct Trace: Sendable {
    public let target: TraceTarget
    public private(set) var hops: [TraceHop]
    /// The lowest TTL whose probe got all the way, or was told that there is none.
    public private(set) var lastTTL: Int?
    public private(set) var sent = 0
    public private(set) var received = 0
    public private(set) var duplicates = 0
    public private(set) var late = 0
    public internal(set) var end: TraceEnd?
    private(set) var sizes: TraceSizes
    private let plan: TracePlan
    private let index: Int
    /// The next probe of the first round, which goes by all hops, then the next of the second.
    private var cursor = (query: 0, hop: 0)
    /// Hops that were told of.
    private var toldCount = 0
    private(set) var events: [TraceEvent] = []

    init(_ target: TraceTarget, index: Int, _ plan: TracePlan) {
        self.target = target
        self.index = index
        self.plan = plan
        let least = plan.minimumByteCount(to: target)
        sizes = TraceSizes(
            plan.byteCount(to: target), least: target.isIPv6 ? max(least, 1280) : max(least, 68),
            unit: plan.byteUnit, hops: plan.maximumTTL - plan.firstTTL + 1)
        hops = (plan.firstTTL...plan.maximumTTL).map { TraceHop(ttl: $0, queries: plan.queries) }
    }

    public var findsMTU: Bool { plan.findsMTU }
    /// The length of the packets that reach the end of the way, header and all, in bytes.
    public var byteCount: Int { sizes.sizes[min(place(horizon), sizes.sizes.count - 1)] }

    mutating func takeEvents() -> [TraceEvent] {
        if events.isEmpty { return [] }
        defer { events.removeAll(keepingCapacity: true) }
        return events
    }

    // MARK: Where it ends

    private func place(_ ttl: Int) -> Int { ttl - plan.firstTTL }
    /// The highest TTL that was answered.
    private var highest: Int? { hops.last { !$0.isSilent }?.ttl }
    /// How far there is a point in asking.
    private var horizon: Int {
        lastTTL ?? min(plan.maximumTTL, (highest ?? plan.firstTTL - 1) + plan.gap)
    }

    /// The hops that are part of the way, or may be.
    public var way: ArraySlice<TraceHop> { hops.prefix(max(0, place(horizon) + 1)) }
    /// The answer that ends the way.
    public var last: TraceAnswer? {
        lastTTL.flatMap { ttl in
            let hop = hops[place(ttl)]
            return hop.last ?? hop.answers.compactMap { $0 }.first
        }
    }

    /// Probes whose answers are waited for.
    var flyingCount: Int {
        way.reduce(0) { count, hop in
            count + hop.slots.count { if case .flying = $0 { true } else { false } }
        }
    }

    // MARK: Sending

    /// What to send next: each hop once, then each a second time; and those that stayed silent, when their time is up.
    ///
    /// - Parameter inOrder: whether the nearest hop comes first, whatever it is asked for.
    func openSlot(inOrder: Bool) -> (hop: Int, slot: Int)? {
        if !inOrder {
            let limit = place(lastTTL ?? plan.maximumTTL)
            var (query, hop) = cursor
            while query < plan.queries {
                if hop > limit {
                    (query, hop) = (query + 1, 0)
                } else if case .unasked = hops[hop].slots[query] {
                    return (hop, query)
                } else {
                    hop += 1
                }
            }
        }
        for hop in way.indices {
            for (slot, state) in hops[hop].slots.enumerated() {
                switch state {
                case .again: return (hop, slot)
                case .unasked where inOrder: return (hop, slot)
                case .unasked, .flying, .answered, .lost: continue
                }
            }
        }
        return nil
    }

    mutating func depart(_ probe: TraceProbe, hop: Int, slot: Int, at now: Instant) {
        var tries = 1
        if case .again(let before) = hops[hop].slots[slot] { tries = before + 1 } else { cursor = (slot, hop + 1) }
        hops[hop].slots[slot] = .flying(probe, at: now, tries: tries)
        sent += 1
        events.append(.sent(probe))
    }

    mutating func failed(_ probe: TraceProbe, _ error: LinkError, at now: Instant) {
        guard let (hop, slot) = find(probe) else { return }
        if case .messageTooLong(let mtu) = error.kind, plan.findsMTU, shorten(to: mtu, probe, from: nil) {
            return hops[hop].slots[slot] = .again(tries: 0)
        }
        events.append(.failed(probe, error))
        hops[hop].slots[slot] = .lost(probe, at: now)
        // What else goes wrong, such as a rule of the firewall, may be over with the next probe; and a way that was
        // there a moment ago too.
        switch error.kind {
        case .messageTooLong, .lasting: finish(.failed(error))
        case .unreachable: if highest == nil { finish(.failed(error)) }
        case .forbidden, .other: break
        }
    }

    private func find(_ probe: TraceProbe) -> (hop: Int, slot: Int)? {
        let hop = place(probe.ttl)
        guard hops.indices.contains(hop) else { return nil }
        let slot = hops[hop].slots.firstIndex {
            switch $0 {
            case .flying(let other, _, _), .lost(let other, _): other.number == probe.number
            default: false
            }
        }
        return slot.map { (hop, $0) }
    }

    // MARK: Answers

    mutating func receive(_ answer: TraceAnswer, at now: Instant) {
        guard answer.copies == 0 else {
            duplicates += 1
            return events.append(.answer(answer, isLate: false))
        }
        received += 1
        guard let (hop, slot) = find(answer.probe) else {
            // It has been asked again meanwhile, and that is answered or under way.
            return takeEarlier(answer)
        }
        var isLate = false
        if case .lost = hops[hop].slots[slot] { isLate = true }
        if isLate { late += 1 }
        events.append(.answer(answer, isLate: isLate))
        if isLate, hop < toldCount { return }
        if answer.kind == .tooBig, plan.findsMTU, shorten(to: answer.mtu, answer.probe, from: answer.from) {
            return hops[hop].slots[slot] = .again(tries: 0)
        }
        settle(answer, hop, slot)
    }

    /// The answer to an earlier probe of this hop does as well as the one to the last.
    private mutating func takeEarlier(_ answer: TraceAnswer) {
        late += 1
        events.append(.answer(answer, isLate: true))
        let hop = place(answer.probe.ttl)
        guard hops.indices.contains(hop), hop >= toldCount, answer.kind != .tooBig else { return }
        let slot = hops[hop].slots.firstIndex {
            switch $0 {
            case .flying, .again: true
            default: false
            }
        }
        if let slot { settle(answer, hop, slot) }
    }

    private mutating func settle(_ answer: TraceAnswer, _ hop: Int, _ slot: Int) {
        hops[hop].slots[slot] = .answered(answer)
        sizes.pass(answer.probe.byteCount, at: hop)
        let ends = answer.isFinal || answer.kind == .tooBig
        if ends { lastTTL = min(lastTTL ?? .max, answer.probe.ttl) }
    }

    /// Nothing tells which probe this is the answer to: it is the only one under way.
    mutating func receive(nameless answer: TraceAnswer, at now: Instant) {
        for hop in way.indices {
            for case .flying(let probe, let at, _) in hops[hop].slots {
                var answer = answer
                answer.probe = probe
                answer.roundTrip = max(0, now - at)
                answer.clock = .user
                return receive(answer, at: now)
            }
        }
    }

    /// What is under way is asked again.
    mutating func askAllAnew() {
        for hop in hops.indices {
            for (slot, state) in hops[hop].slots.enumerated() {
                if case .flying = state { hops[hop].slots[slot] = .again(tries: 0) }
            }
        }
    }

    // MARK: The longest packet

    /// A probe was too long: whether the hop can be asked anew, with a shorter one.
    private mutating func shorten(to mtu: Int?, _ probe: TraceProbe, from router: IPAddress?) -> Bool {
        let hop = place(probe.ttl)
        let before = sizes.sizes.min() ?? 0
        if let size = sizes.refuse(probe.byteCount, at: hop, mtu: mtu), size < before {
            events.append(.mtu(target: index, ttl: probe.ttl, byteCount: size, from: router))
        }
        return sizes.sizes[hop] < probe.byteCount
    }

    /// Where the first hop lies behind a hole that swallows long packets, finds what goes through. Whether it is still
    /// at it.
    private mutating func measureHole() -> Bool {
        guard plan.findsMTU, let hop = way.indices.first(where: { sizes.isBehindHole($0) }),
            way.prefix(upTo: hop).allSatisfy(\.isSettled)
        else { return false }
        guard hops[hop].isSettled else { return true }
        if sizes.halve(at: hop) == nil {
            let size = sizes.close(at: hop)
            events.append(.mtu(target: index, ttl: hops[hop].ttl, byteCount: size, from: nil))
            for place in way.indices.dropFirst(hop) where place >= toldCount { askAnew(place) }
            return true
        }
        askAnew(hop)
        return true
    }

    private mutating func askAnew(_ hop: Int) {
        // A second try is for hops that lose probes; what vanishes does so each time.
        hops[hop].slots[0] = .again(tries: sizes.isBehindHole(hop) ? plan.tries - 1 : 0)
    }

    // MARK: Time

    /// Gives up what was waited for long enough, or has it asked again; tells of hops that are certain.
    ///
    /// - Returns: when to look again.
    mutating func expire(at now: Instant) -> Instant {
        let patience = patiences()
        var wake = Instant.distantFuture
        for hop in way.indices {
            for slot in hops[hop].slots.indices {
                guard case .flying(let probe, let at, let tries) = hops[hop].slots[slot] else { continue }
                let due = at + patience[hop].wait(try: tries, upTo: plan.patience.maximum)
                if due > now {
                    wake = min(wake, due)
                } else if hops[hop].isSilent, tries < plan.tries {
                    hops[hop].slots[slot] = .again(tries: tries)
                } else {
                    giveUp(probe, hop, slot, at: now)
                }
            }
        }
        if measureHole() { return wake }
        tell()
        return wake
    }

    private mutating func giveUp(_ probe: TraceProbe, _ hop: Int, _ slot: Int, at now: Instant) {
        events.append(.lost(probe))
        guard plan.findsMTU, sizes.vanish(probe.byteCount, at: hop) else {
            hops[hop].slots[slot] = .lost(probe, at: now)
            return
        }
        hops[hop].slots[slot] = .again(tries: plan.tries - 1)
    }

    /// How long the answers of a hop are waited for.
    private struct Patience {
        var time: Nanoseconds
        /// Whether nobody has answered from behind it. The target may have used up what it says in a second: then the
        /// last try has to be a second after the first.
        var isUnknown: Bool

        func wait(try number: Int, upTo maximum: Nanoseconds) -> Nanoseconds {
            min(isUnknown && number == 2 ? time * 17 / 10 : time, maximum)
        }
    }

    /// By the answers of the hops around each.
    private func patiences() -> [Patience] {
        let patience = plan.patience
        var behind: Nanoseconds?
        var result: [Patience] = []
        let nearest = hops.compactMap(\.longestRoundTrip).max()
        for hop in hops.reversed() {
            if let longest = hop.longestRoundTrip { behind = max(behind ?? 0, longest) }
            if let behind {
                let time = max(behind * Int64(patience.near) / 100 + 10 * .millisecond, patience.minimum)
                result.append(Patience(time: time, isUnknown: false))
            } else {
                let time = max((nearest ?? 0) * Int64(patience.far) / 100, patience.unknown)
                result.append(Patience(time: time, isUnknown: true))
            }
        }
        return result.reversed()
    }

    private mutating func tell() {
        guard end == nil else { return }
        while toldCount < hops.count, hops[toldCount].ttl <= horizon, hops[toldCount].isSettled {
            fold(at: toldCount)
            // Silent hops are part of the way only where somebody answers behind them.
            if hops[toldCount].isSilent, hops[toldCount].ttl > highest ?? 0 { break }
            events.append(.hop(target: index, hops[toldCount]))
            toldCount += 1
        }
        guard way.allSatisfy(\.isSettled) else { return }
        finish(lastTTL == nil ? .silent : last?.isReached == true ? .reached : .refused)
    }

    /// A router that can't bring a packet on says so but now and then, and so perhaps of probes that were to go further
    /// alone. Where nothing answered at the hop that its answer's TTL says it is, it is that hop.
    private mutating func fold(at place: Int) {
        guard hops[place].isSilent, let last, last.kind == .unreachable, last.from != target.address,
            let hint = last.returnHops, hint == hops[place].ttl, hint < last.probe.ttl,
            hops[place..<self.place(last.probe.ttl)].allSatisfy(\.isSilent)
        else { return }
        var inferred = last
        inferred.isInferred = true
        hops[place].slots[0] = .answered(inferred)
        lastTTL = hint
    }

    /// Tells what is left to tell.
    mutating func finish(_ end: TraceEnd) {
        guard self.end == nil else { return }
        self.end = end
        for hop in way.dropFirst(toldCount) {
            let isKnown =
                switch end {
                case .failed, .interrupted: hop.ttl <= highest ?? 0
                case .reached, .refused, .silent: true
                }
            if isKnown { events.append(.hop(target: index, hop)) }
        }
        toldCount = hops.count
        events.append(.finished(target: index))
    }
}
