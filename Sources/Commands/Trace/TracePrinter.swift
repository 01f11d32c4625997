import PacketIO
import Probes
import Reports
import Wire

/// Names of addresses, and who announces them, looked up beside the work.
final class TraceLabelling {
    private let names: NameCache?
    private let origins: AddressCache<AddressOrigin>?
    private(set) var labels = TraceLabels()

    init(names: Bool, origins: AddressCache<AddressOrigin>?) {
        self.names = names ? NameCache() : nil
        self.origins = origins
    }

    /// Whether all is known that can be; asks for it if not.
    func isKnown(_ address: IPAddress) -> Bool {
        var isKnown = true
        if let names {
            if let name = names.name(of: address) { labels.names[address] = name }
            isKnown = names.isKnown(address)
        }
        guard let origins, specialKind(of: address) == nil else { return isKnown }
        if let origin = origins.value(of: address) { labels.origins[address] = origin }
        return isKnown && origins.isKnown(address)
    }
}

/// Prints a trace. Hops wait for the names of those who answered, and for the hops before them; nothing else does.
struct TracePrinter<Report: TraceReport>: TraceObserver {
    private var report: Report
    private var output = ReportOutput()
    private let labelling: TraceLabelling
    private var held: [(event: TraceEvent, since: Instant)] = []
    private(set) var shouldStop = false

    /// How long a hop waits for a name.
    private static var patience: Nanoseconds { 2 * .second }
    /// How often it is looked whether a name is there.
    private static var glance: Nanoseconds { 2 * .millisecond }

    init(_ report: Report, _ labelling: TraceLabelling) {
        self.report = report
        self.labelling = labelling
    }

    mutating func start(_ context: TraceContext) {
        report.start(context, at: SystemClock.wallClock(), into: &output)
        flush()
    }

    mutating func traceDidReport(_ event: TraceEvent, _ engine: borrowing TraceEngine) {
        switch event {
        case .hop, .finished:
            held.append((event, SystemClock.now()))
            release(engine)
        case .answer(let answer, _):
            _ = labelling.isKnown(answer.from)
            tell(event)
        default: tell(event)
        }
    }

    private mutating func tell(_ event: TraceEvent) {
        report.event(event, labelling.labels, at: SystemClock.wallClock(), into: &output)
    }

    /// Tells of what has waited long enough, in its order.
    private mutating func release(_ engine: borrowing TraceEngine) {
        while let first = held.first {
            if case .hop(_, let hop) = first.event {
                let isKnown = hop.addresses.reduce(true) { labelling.isKnown($1) && $0 }
                guard isKnown || SystemClock.now() - first.since > Self.patience else { return }
            }
            held.removeFirst()
            if case .finished(let target) = first.event {
                report.summary(
                    engine.traces[target], index: target, labelling.labels, at: SystemClock.wallClock(), into: &output)
            } else {
                tell(first.event)
            }
        }
    }

    mutating func traceDidWake(_ signal: Signal, _ engine: borrowing TraceEngine) {
        guard signal == .status else { return }
        for trace in engine.traces {
            let hops = trace.hops.last { !$0.isSilent }?.ttl ?? 0
            output.notes += Array(
                "\(trace.target.name): \(trace.sent) sent, \(trace.received) answered, up to hop \(hops)\n".utf8)
        }
    }

    mutating func traceIsIdle(at now: Instant, _ engine: borrowing TraceEngine) -> Instant {
        release(engine)
        flush()
        return held.isEmpty ? .distantFuture : now + Self.glance
    }

    mutating func finish(_ engine: borrowing TraceEngine) {
        flush()
        release(engine)
        while !held.isEmpty, !shouldStop {
            SystemClock.sleep(Self.glance)
            release(engine)
            flush()
        }
        flush()
    }

    private mutating func flush() { if !output.write() { shouldStop = true } }
}
