import Wire

/// What is known of one hop of a way.
public struct TraceHop: Sendable {
    enum Slot: Sendable {
        case unasked
        /// Under way, or to be asked again.
        case flying(TraceProbe, at: Instant, tries: Int)
        case again(tries: Int)
        case answered(TraceAnswer)
        case lost(TraceProbe, at: Instant)
    }

    public let ttl: Int
    /// One for each query.
    var slots: [Slot]

    init(ttl: Int, queries: Int) {
        self.ttl = ttl
        slots = Array(repeating: .unasked, count: queries)
    }

    /// In the order of the queries; nil where one was not answered.
    public var answers: [TraceAnswer?] {
        slots.map { if case .answered(let answer) = $0 { answer } else { nil } }
    }

    /// All who have answered, in order, each once.
    public var addresses: [IPAddress] {
        var addresses: [IPAddress] = []
        for case let answer? in answers where !addresses.contains(answer.from) { addresses.append(answer.from) }
        return addresses
    }

    public var isSilent: Bool { !answers.contains { $0 != nil } }
    /// The answer that ends the way here.
    public var last: TraceAnswer? { answers.compactMap { $0 }.first(where: \.isFinal) }
    /// Whether the hop was found by the TTL of an answer to a probe that went further, since none to its own came.
    public var isInferred: Bool { answers.contains { $0?.isInferred == true } }

    var isSettled: Bool {
        slots.allSatisfy {
            switch $0 {
            case .answered, .lost: true
            case .unasked, .flying, .again: false
            }
        }
    }

    var longestRoundTrip: Nanoseconds? { answers.compactMap { $0?.roundTrip }.max() }
}

/// What happens in a trace.
public enum TraceEvent: Sendable {
    case sent(TraceProbe)
    /// Any answer: also one that came late, or again.
    case answer(TraceAnswer, isLate: Bool)
    /// Nothing came in time, and the probe is given up.
    case lost(TraceProbe)
    case failed(TraceProbe, LinkError)
    /// All of a hop is known that will be.
    case hop(target: Int, TraceHop)
    /// Longer packets than this get no further than the hop.
    case mtu(target: Int, ttl: Int, byteCount: Int, from: IPAddress?)
    /// While a way is watched: somebody else answers at a hop.
    case changed(target: Int, ttl: Int, from: IPAddress, to: IPAddress)
    /// While a way is watched: it is shorter, or longer.
    case moved(target: Int, from: Int, to: Int)
    case finished(target: Int)
}

/// How a trace has ended.
public enum TraceEnd: Hashable, Sendable {
    case reached
    /// A router said that it can't be reached, or something on the way did.
    case refused
    /// Nobody answers from some hop on, or up to the last TTL.
    case silent
    case failed(LinkError)
    case interrupted
}
