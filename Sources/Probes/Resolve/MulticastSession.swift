import Wire

/// Who wants to know what all on a link say.
public protocol MulticastWork {
    /// Is told each message that leaves.
    mutating func note(sent message: [UInt8], _ token: Int)
    /// Is told what happens on the way.
    mutating func note(_ remark: ResolveRemark, _ token: Int)
    /// Takes the answer of one of them.
    mutating func take(answer: ResolveAnswer, _ token: Int)
    /// There will be no more.
    mutating func end(_ token: Int)
}

/// Some questions to all on a link at once, each with an engine of its own.
public struct MulticastSession {
    private var engines: [(engine: MulticastEngine, token: Int)] = []

    public init() {}

    /// Of the questions that are not over.
    public var tokens: [Int] { engines.map(\.token) }

    /// - Parameter token: by which its answers are told apart from others.
    public mutating func add(_ plan: MulticastPlan, to server: DNSServer, token: Int) {
        var identifier = UInt16.random(in: 1...UInt16.max)
        let used = engines.map(\.engine)
        while used.contains(where: { $0.uses(identifier) }) { identifier = .random(in: 1...UInt16.max) }
        engines.append((MulticastEngine(plan, to: server, identifier: identifier), token))
    }

    /// Asks, and tells what comes, until the time of each question is over.
    public mutating func run(on link: inout some MulticastLink & ~Copyable, of work: inout some MulticastWork) {
        while true {
            var deadline = Instant.distantFuture
            for place in engines.indices.reversed() {
                if let wait = advance(place, on: &link, of: &work) {
                    deadline = min(deadline, wait)
                } else {
                    work.end(engines.remove(at: place).token)
                }
            }
            guard !engines.isEmpty else { return }
            if let arrival = link.receive(until: deadline) { give(arrival) }
        }
    }

    /// Lets one engine go on; until when it waits, or nil where it has ended.
    private mutating func advance(
        _ place: Int, on link: inout some MulticastLink & ~Copyable, of work: inout some MulticastWork
    ) -> Instant? {
        let token = engines[place].token
        while true {
            let action = engines[place].engine.next(at: link.now)
            for remark in engines[place].engine.takeRemarks() { work.note(remark, token) }
            switch action {
            case .send(let message):
                work.note(sent: message, token)
                do throws(LinkError) {
                    try link.send(message)
                } catch {
                    engines[place].engine.refuse(error)
                }
            case .answer(let answer): work.take(answer: answer, token)
            case .wait(let deadline): return deadline
            case .finish: return nil
            }
        }
    }

    /// To the one whose number it has, else to all.
    private mutating func give(_ arrival: MulticastArrival) {
        if !arrival.isShared, let place = engines.firstIndex(where: { $0.engine.owns(arrival) }) {
            return engines[place].engine.receive(arrival)
        }
        var arrival = arrival
        arrival.isShared = arrival.isShared || engines.count > 1
        for place in engines.indices { engines[place].engine.receive(arrival) }
    }
}
