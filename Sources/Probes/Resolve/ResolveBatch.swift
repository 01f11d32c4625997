import Wire

/// Many questions at once, each with an engine of its own: none waits for another.
public struct ResolveBatch: Sendable {
    public enum Action: Hashable, Sendable {
        case send([UInt8], to: DNSServer, over: DNSTransport, token: Int)
        case part(ResolveAnswer, token: Int)
        case finish(ResolveAnswer?, token: Int)
        case wait(until: Instant)
        /// There is nothing to wait for.
        case idle
    }

    private struct Slot {
        var engine: ResolveEngine
        var token: Int
        var identifiers: [UInt16] = []
        var deadline: Instant?
    }

    private var slots: [Slot?] = []
    private var free: [Int] = []
    /// No deadline is before this one. It may be that of a question that is answered.
    private var earliest = Instant.distantFuture
    /// Slots that may have something to do at once.
    private var ready: [Int] = []
    /// Which slot waits for an answer with this identifier. No two do, so that one socket serves all.
    private var owners: [UInt16: Int] = [:]
    private var remarks: [(token: Int, remark: ResolveRemark)] = []
    /// Whose message left last.
    private var lastSender: Int?
    /// How many questions are under way.
    public private(set) var count = 0

    public init() {}

    /// No more identifiers than these are in use, so that a free one is found soon.
    public static let maximumCount = 16_384
    /// With more in use than these, late answers to earlier tries are given up.
    private static let highestIdentifierCount = 32_768

    /// - Parameter token: by which the answer is told apart from others.
    public mutating func add(_ plan: ResolvePlan, token: Int) {
        let slot = Slot(engine: ResolveEngine(plan), token: token)
        count += 1
        if let place = free.popLast() {
            slots[place] = slot
            ready.append(place)
        } else {
            slots.append(slot)
            ready.append(slots.count - 1)
        }
    }

    /// What happened since the last call.
    public mutating func takeRemarks() -> [(token: Int, remark: ResolveRemark)] {
        defer { remarks = [] }
        return remarks
    }

    public mutating func next(at now: Instant) -> Action {
        while true {
            while let place = ready.popLast() {
                if let action = advance(place, at: now) { return action }
            }
            guard count > 0 else { return .idle }
            // Looked for only when one may have passed: there may be thousands.
            if now >= earliest {
                earliest = .distantFuture
                for (place, slot) in slots.enumerated() {
                    guard let deadline = slot?.deadline else { continue }
                    if deadline <= now { ready.append(place) } else { earliest = min(earliest, deadline) }
                }
            }
            if ready.isEmpty { return .wait(until: earliest) }
        }
    }

    /// Lets one engine go on; nil where it waits.
    private mutating func advance(_ place: Int, at now: Instant) -> Action? {
        guard var slot = slots[place] else { return nil }
        // Taken out while it is changed, so that it is not copied.
        slots[place] = nil
        if owners.count > Self.highestIdentifierCount {
            for identifier in slot.identifiers { owners[identifier] = nil }
            slot.identifiers = []
        }
        var taken: [UInt16] = []
        let action = slot.engine.next(at: now) {
            var identifier = UInt16.random(in: 0...UInt16.max)
            while owners[identifier] != nil { identifier = .random(in: 0...UInt16.max) }
            taken.append(identifier)
            return identifier
        }
        for identifier in taken { owners[identifier] = place }
        slot.identifiers += taken
        for remark in slot.engine.takeRemarks() { remarks.append((slot.token, remark)) }
        switch action {
        case .send(let message, let server, let transport):
            slot.deadline = nil
            slots[place] = slot
            ready.append(place)
            lastSender = place
            return .send(message, to: server, over: transport, token: slot.token)
        case .part(let answer):
            slots[place] = slot
            ready.append(place)
            return .part(answer, token: slot.token)
        case .wait(let deadline):
            slot.deadline = deadline
            slots[place] = slot
            earliest = min(earliest, deadline)
            return nil
        case .finish(let answer):
            for identifier in slot.identifiers { owners[identifier] = nil }
            free.append(place)
            count -= 1
            return .finish(answer, token: slot.token)
        }
    }

    /// Takes what came from a server: a message for whom it has the number of, a failure for all that wait there.
    public mutating func receive(_ arrival: ResolveArrival) {
        switch arrival.content {
        case .message(let bytes):
            guard bytes.count >= 2, let place = owners[bytes.span.uint16(at: 0)] else {
                // Whose it was is not known; with one question it is that one's.
                if count == 1, let place = slots.firstIndex(where: { $0 != nil }) { give(arrival, to: place) }
                return
            }
            give(arrival, to: place)
        case .refusal(let identifier, _):
            if let place = owners[identifier] { give(arrival, to: place) }
        case .failure:
            for place in slots.indices where slots[place] != nil { give(arrival, to: place) }
        }
    }

    /// The message that was to be sent last has not left.
    public mutating func refuse(_ error: LinkError, to server: DNSServer, over transport: DNSTransport) {
        guard let place = lastSender else { return }
        give(ResolveArrival(server, transport, .failure(error)), to: place)
    }

    private mutating func give(_ arrival: ResolveArrival, to place: Int) {
        slots[place]?.engine.receive(arrival)
        ready.append(place)
    }
}

/// What there is to ask next.
public enum ResolveNext: Hashable, Sendable {
    /// - Parameter token: by which the answer is told apart from others.
    case ask(ResolvePlan, token: Int)
    /// Nothing before one that is under way has its answer.
    case later
    case end
}

/// Who has questions, and wants the answers.
public protocol ResolveWork {
    mutating func next() -> ResolveNext
    /// Takes an answer, or none; what it returns is asked by the same token.
    mutating func finish(_ token: Int, with answer: ResolveAnswer?) -> ResolvePlan?
    /// Takes a message of a zone; an answer, or none, tells that it was the last.
    mutating func take(part: ResolveAnswer, _ token: Int)
    /// Is told each message that leaves.
    mutating func note(sent message: [UInt8], _ token: Int)
    /// Is told what happens on the way.
    mutating func note(_ remark: ResolveRemark, _ token: Int)
}

extension ResolveBatch {
    /// Asks until all is answered, or has nobody left to be asked.
    ///
    /// - Parameters:
    ///   - window: how many questions are under way at most.
    ///   - interval: between two questions that begin, so that servers are not flooded.
    public static func run(
        on link: inout some ResolveLink & ~Copyable, window: Int, interval: Nanoseconds = 0,
        of work: inout some ResolveWork
    ) {
        var batch = ResolveBatch()
        let window = min(max(window, 1), maximumCount)
        var state = ResolveNext.later
        var begin = link.now
        while true {
            let isEnd = state == .end
            state = isEnd ? .end : .later
            while !isEnd, batch.count < window, link.now >= begin {
                state = work.next()
                guard case .ask(let plan, let token) = state else { break }
                batch.add(plan, token: token)
                // A pause is not made up for by a flood.
                if interval > 0 { begin = max(begin + interval, link.now + -.millisecond) }
            }
            let action = batch.next(at: link.now)
            for (token, remark) in batch.takeRemarks() { work.note(remark, token) }
            switch action {
            case .idle:
                if state == .end { return }
                _ = link.receive(until: begin)
            case .part(let answer, let token): work.take(part: answer, token)
            case .finish(let answer, let token):
                if let plan = work.finish(token, with: answer) { batch.add(plan, token: token) }
            case .wait(let deadline):
                let mayBegin = state != .end && batch.count < window && begin > link.now
                if let arrival = link.receive(until: mayBegin ? min(deadline, begin) : deadline) {
                    batch.receive(arrival)
                }
            case .send(let message, let server, let transport, let token):
                work.note(sent: message.numbered(for: transport), token)
                do throws(LinkError) {
                    try link.send(message, to: server, over: transport)
                } catch {
                    batch.refuse(error, to: server, over: transport)
                }
            }
        }
    }
}
