import Analysis
import Probes
import Wire

/// Pinging shown on a terminal while it runs: for each target its figures and a graph of its last round trips, which
/// scrolls to the left; a lost probe is a ×.
///
/// It writes nothing while events come. Whoever owns the terminal asks for `frame` as often as it is to be drawn.
public struct PingLiveReport: PingReport, Sendable {
    /// Switches to the alternate screen and hides the cursor.
    public static let enter = Array("\u{1B}[?1049h\u{1B}[?25l\u{1B}[2J".utf8)
    /// Leaves the terminal as it was.
    public static let leave = Array("\u{1B}[0m\u{1B}[?25h\u{1B}[?1049l".utf8)

    public private(set) var columns: Int
    public private(set) var rows: Int
    public var isColored: Bool

    private var traces: [LatencyTrace] = []
    private var startTime: Nanoseconds = 0
    private var mustClear = true
    private var summaryText: PingTextReport
    private var heading: [UInt8] = []

    public init(columns: Int, rows: Int, isColored: Bool = true, options: PingTextOptions = PingTextOptions()) {
        self.columns = max(1, columns)
        self.rows = max(1, rows)
        self.isColored = isColored
        summaryText = PingTextReport(options: options)
    }

    /// The terminal has another size: the next frame is drawn anew.
    public mutating func resize(columns: Int, rows: Int) {
        self.columns = max(1, columns)
        self.rows = max(1, rows)
        mustClear = true
    }

    public mutating func start(_ context: PingContext, at time: Nanoseconds, into output: inout ReportOutput) {
        startTime = time
        traces = Array(repeating: LatencyTrace(), count: context.targets.count)
        var text = ReportOutput()
        summaryText.start(context, at: time, into: &text)
        if context.targets.count > 1 { summaryText.form = .each }
        heading = text.results
        output.results += Self.enter
    }

    public mutating func event(
        _ event: PingEvent, _ engine: borrowing PingEngine, at time: Nanoseconds, into output: inout ReportOutput
    ) {
        summaryText.note(event)
        switch event {
        case .reply(let reply):
            guard reply.isCounted, let roundTrip = reply.roundTrip else { return }
            traces[reply.probe.target].add(.answered(roundTrip))
        case .failure(let failure): if !failure.isNotice { traces[failure.probe.target].add(.lost) }
        case .timeout(let probe): traces[probe.target].add(.lost)
        case .sent, .foreign: break
        }
    }

    public mutating func status(
        _ engine: borrowing PingEngine, at time: Nanoseconds, into output: inout ReportOutput
    ) {
        mustClear = true
    }

    /// Leaves the alternate screen; what stays on the terminal is the text report's start and summary.
    public mutating func summary(
        _ engine: borrowing PingEngine, end: PingEnd, elapsed: Nanoseconds, at time: Nanoseconds,
        into output: inout ReportOutput
    ) {
        output.results += Self.leave + heading
        summaryText.summary(engine, end: end, elapsed: elapsed, at: time, into: &output)
    }

    // MARK: Drawing

    public mutating func draw(
        _ engine: borrowing PingEngine, at time: Nanoseconds, into output: inout ReportOutput
    ) -> Bool {
        output.results += frame(engine, at: time)
        return true
    }

    /// The whole screen, drawn over what was there.
    public mutating func frame(_ engine: borrowing PingEngine, at time: Nanoseconds) -> [UInt8] {
        var screen = LiveScreen(columns: columns, rows: rows, isColored: isColored)
        if mustClear { screen.bytes.append(text: "\u{1B}[2J") }
        mustClear = false
        screen.bytes.append(text: "\u{1B}[H")
        let layout = LiveLayout(targets: traces.count, columns: columns, rows: rows)
        screen.line(header(engine, layout, at: time))
        for target in 0..<layout.shown {
            screen.line(figures(of: target, engine, layout))
            screen.graph(traces[target].last(columns), height: layout.graphHeight)
        }
        screen.finish()
        return screen.bytes
    }

    private func header(_ engine: borrowing PingEngine, _ layout: LiveLayout, at time: Nanoseconds) -> [UInt8] {
        var text: [UInt8] = []
        text.append(text: "swiftnet ping  ")
        text.append(timeOfDay: max(0, time - startTime) / .second)
        text.append(text: "  ")
        text.append(decimal: engine.counters.sent)
        text.append(text: " sent, ")
        text.append(decimal: engine.counters.received)
        text.append(text: " received")
        if layout.shown < traces.count {
            text.append(text: "  (")
            text.append(decimal: traces.count - layout.shown)
            text.append(text: " more targets)")
        }
        return text
    }

    private func figures(of target: Int, _ engine: borrowing PingEngine, _ layout: LiveLayout) -> [UInt8] {
        let state = engine.targets[target]
        var text: [UInt8] = []
        text.appendEscaped(state.target.name)
        // A long name leaves room for the figures.
        text.removeLast(text.count - LiveScreen.byteCount(of: text, fitting: max(16, columns - 72)))
        text.append(text: "  last ")
        switch traces[target].latest {
        case .answered(let roundTrip):
            text.append(milliseconds: roundTrip)
            text.append(text: " ms")
        case .lost: text.append(text: "lost")
        case nil: text.append(text: "-")
        }
        if let mean = state.roundTrips.mean, let high = state.roundTrips.percentile(95) {
            text.append(text: "  avg ")
            text.append(milliseconds: mean)
            text.append(text: "  p95 ")
            text.append(milliseconds: high)
        }
        text.append(text: "  loss ")
        text.append(percentage: state.lost, of: state.knownCount)
        if let most = traces[target].last(columns).maximum {
            text.append(text: "  graph to ")
            text.append(duration: most)
        }
        return text
    }
}

extension [LatencyTrace.Fate] {
    /// The longest round trip.
    var maximum: Nanoseconds? {
        var most: Nanoseconds?
        for case .answered(let roundTrip) in self { most = Swift.max(most ?? 0, roundTrip) }
        return most
    }
}
