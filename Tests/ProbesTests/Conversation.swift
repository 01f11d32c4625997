import Analysis
import Probes
import Testing
import Wire

/// A ping from start to end against a scripted network, and what it led to.
struct Conversation {
    var plan = PingPlan()
    var targets = [Self.target()]
    var form = ScriptedLink.Form.network
    var stamping = ScriptedLink.Stamping.none
    var wallClock: ((Instant) -> Nanoseconds)?
    var delay: Nanoseconds = 0
    var labour: Nanoseconds = 0
    var isFull: (Nanoseconds) -> Bool = { _ in false }
    var signals: [(at: Nanoseconds, signal: Signal)] = []

    /// 192.0.2.2 and onwards, or 2001:db8::2 and onwards.
    static func target(_ index: Int = 0, isIPv6: Bool = false) -> PingTarget {
        let address: IPAddress =
            isIPv6
            ? .v6(IPv6Address(rawValue: 0x2001_0db8 << 96 | UInt128(index + 2)))
            : .v4(IPv4Address(rawValue: 0xC000_0202 + UInt32(index)))
        return PingTarget(
            name: "target \(index)", endpoint: Endpoint(address), source: ScriptedLink.address(isIPv6: isIPv6))
    }

    init(_ change: (inout Conversation) -> Void = { _ in }) {
        plan.cookie = 0x0123_4567_89AB_CDEF
        plan.count = 1
        change(&self)
    }

    struct Outcome {
        var engine: PingEngine
        var events: [(at: Nanoseconds, event: PingEvent)] = []
        var sent: [SentProbe] = []
        var start = Instant(nanoseconds: 0)
        var length: Nanoseconds = 0
        var lanes = 0
        var longestQueue = 0
        var woke: [Signal] = []

        var state: TargetState { engine.targets[0] }
        /// Each event as a line.
        var story: [String] { events.map { $0.event.line } }
        /// Each event as a line behind the time, in milliseconds, at which it was told.
        var timedStory: [String] { events.map { "\($0.at / .millisecond): \($0.event.line)" } }
        var replies: [PingReply] { events.compactMap { if case .reply(let reply) = $0.event { reply } else { nil } } }
        var failures: [PingFailure] {
            events.compactMap { if case .failure(let failure) = $0.event { failure } else { nil } }
        }
        /// When each probe left, in milliseconds from the start.
        var departures: [Nanoseconds] { sent.map { ($0.at - start) / .millisecond } }
    }

    private struct Recorder: PingObserver {
        let clock: ManualClock
        let start: Instant
        var events: [(at: Nanoseconds, event: PingEvent)] = []
        var woke: [Signal] = []

        mutating func pingDidReport(_ event: PingEvent, _ engine: borrowing PingEngine) {
            events.append((clock.now - start, event))
        }
        mutating func pingDidWake(_ signal: Signal, _ engine: borrowing PingEngine) { woke.append(signal) }
    }

    /// Runs the ping; `network` tells what becomes of each probe.
    func run(_ network: @escaping (SentProbe) -> [Happening]) throws -> Outcome {
        let clock = ManualClock()
        let start = clock.now
        let isFull = isFull
        var link = ScriptedLink(clock: clock, script: network)
        link.method = plan.method
        link.form = form
        link.stamping = stamping
        if let wallClock { link.wallClock = wallClock }
        link.delay = delay
        link.labour = labour
        link.isFull = { isFull($0 - start) }
        for (time, signal) in signals { link.raise(signal, at: start + time) }
        var outcome = Outcome(engine: PingEngine(plan: plan, targets: targets), start: start)
        var recorder = Recorder(clock: clock, start: start)
        try PingSession.run(&outcome.engine, over: &link, observer: &recorder, clock: { clock.now })
        let isStuck = link.isStuck
        #expect(!isStuck, "the engine waits for what will never come")
        outcome.events = recorder.events
        outcome.woke = recorder.woke
        outcome.sent = link.sent
        outcome.length = clock.now - start
        outcome.lanes = link.identifiers.count
        outcome.longestQueue = link.longestQueue
        outcome.engine.expectBalance()
        return outcome
    }
}

extension PingEngine {
    /// Whether no probe is counted twice, and none is forgotten.
    var isBalanced: Bool {
        let sums: [(Int, Int)] = [
            (counters.sent, targets.reduce(0) { $0 + $1.sent }),
            (counters.received, targets.reduce(0) { $0 + $1.received }),
            (counters.lost, targets.reduce(0) { $0 + $1.lost }),
            (counters.errors, targets.reduce(0) { $0 + $1.errors }),
            (counters.duplicates, targets.reduce(0) { $0 + $1.duplicates }),
            (counters.sent, counters.received + counters.lost + inFlight),
        ]
        return sums.allSatisfy { $0.0 == $0.1 }
            && targets.allSatisfy { $0.inFlight >= 0 && $0.sent == $0.received + $0.lost + $0.inFlight }
    }

    func expectBalance(_ comment: String = "", _ location: SourceLocation = #_sourceLocation) {
        #expect(isBalanced, "\(comment): \(counters), \(inFlight) in flight", sourceLocation: location)
    }
}

extension PingEvent {
    /// The event in words: `reply 1`, `reply 2 late`, `timeout 3`, `failure 4: 3/1`.
    var line: String {
        switch self {
        case .sent(let id, let byteCount): "sent \(id.name) \(byteCount)"
        case .reply(let reply): ([reply.kind.word, reply.probe.name] + reply.marks.words).joined(separator: " ")
        case .failure(let failure): "\(failure.isNotice ? "notice" : "failure") \(failure.probe.name): \(failure.word)"
        case .timeout(let id): "timeout \(id.name)"
        case .foreign(let address): "foreign from \(address)"
        }
    }
}

extension ProbeID {
    /// The sequence, behind the target's number where it is not the first.
    fileprivate var name: String { target == 0 ? "\(sequence)" : "\(target)#\(sequence)" }
}

extension ReplyKind {
    fileprivate var word: String {
        switch self {
        case .echo: "reply"
        case .timestamp(let originate, let receive, let transmit): "timestamps(\(originate) \(receive) \(transmit))"
        case .open: "open"
        case .closed: "closed"
        case .data: "data"
        }
    }
}

extension ReplyMarks {
    fileprivate var words: [String] {
        let names: [(ReplyMarks, String)] = [
            (.duplicate, "duplicate"), (.late, "late"), (.reordered, "reordered"), (.differentAddress, "elsewhere"),
            (.corrupt, "corrupt"), (.badChecksum, "bad-checksum"), (.truncated, "truncated"), (.extended, "extended"),
            (.oddCode, "odd-code"),
        ]
        return names.filter { contains($0.0) }.map(\.1)
    }
}

extension PingFailure {
    fileprivate var word: String {
        switch cause {
        case .icmp(let type, let code): "\(type)/\(code)"
        case .icmpv6(let type, let code): "v6 \(type)/\(code)"
        case .local(let error): error.message
        }
    }
}
