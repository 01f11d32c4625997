import PacketIO
import Probes
import Reports
import Wire

/// Prints what a report has to say, when there is time to: before each wait, and when much has gathered.
struct PingPrinter<Report: PingReport>: PingObserver {
    private(set) var report: Report
    private var output = ReportOutput()
    private let names: NameCache?
    /// Addresses whose names the report has.
    private var known: Set<IPAddress> = []
    /// Whether nobody reads the results any more.
    private(set) var shouldStop = false

    /// Text that may gather before it is written.
    private static var enough: Int { 1 << 16 }

    init(_ report: Report, names: NameCache?) {
        self.report = report
        self.names = names
    }

    mutating func start(_ context: PingContext) {
        // The target's own name is looked up while the first probe is on its way.
        if let names, context.targets.count == 1 { _ = names.name(of: context.targets[0].endpoint.address) }
        report.start(context, at: SystemClock.wallClock(), into: &output)
        flush()
    }

    mutating func pingDidReport(_ event: PingEvent, _ engine: borrowing PingEngine) {
        if let names { learnNames(event, names) }
        report.event(event, engine, at: SystemClock.wallClock(), into: &output)
        if output.results.count > Self.enough { flush() }
    }

    mutating func pingDidWake(_ signal: Signal, _ engine: borrowing PingEngine) {
        if signal == .status { report.status(engine, at: SystemClock.wallClock(), into: &output) }
        if signal == .resize, let size = StandardStream.output.size {
            report.resize(columns: size.columns, rows: size.rows)
        }
        flush()
    }

    mutating func pingIsIdle(at now: Instant, _ engine: borrowing PingEngine) -> Instant {
        let isPicture = report.draw(engine, at: SystemClock.wallClock(), into: &output)
        flush()
        return isPicture ? now + Self.frameInterval : .distantFuture
    }

    /// Between two pictures of a live view.
    private static var frameInterval: Nanoseconds { 100 * .millisecond }

    mutating func finish(_ engine: borrowing PingEngine, end: PingEnd, elapsed: Nanoseconds) {
        report.summary(engine, end: end, elapsed: elapsed, at: SystemClock.wallClock(), into: &output)
        flush()
    }

    private mutating func flush() { if !output.write() { shouldStop = true } }

    /// Looks names up beside the pinging: a line shows the name that is known when it is printed.
    private mutating func learnNames(_ event: PingEvent, _ names: NameCache) {
        let address: IPAddress? =
            switch event {
            case .reply(let reply): reply.from
            case .failure(let failure): failure.from
            default: nil
            }
        guard let address, !known.contains(address), let name = names.name(of: address) else { return }
        known.insert(address)
        report.learn(name, of: address)
    }
}
