import ArgumentParser
import PacketIO
import Probes
import Reports
import Wire

/// Ways that are watched: on a terminal as they go, else told at the end.
struct WatchRun: TraceWork {
    let run: TraceRun

    func perform<Link: PacketLink & ~Copyable>(over link: consuming Link, isRaw: Bool) throws -> ExitCode {
        var link = link
        let command = run.command
        var watch = TraceWatch(
            plan: run.plan, targets: run.targets, interval: Nanoseconds(command.interval ?? 1_000_000_000),
            rounds: command.rounds ?? (command.isReport ? 10 : nil))
        let size = StandardStream.output.size
        let isLive = !command.isReport && !command.format.json && !command.format.csv && size != nil
        var observer = WatchObserver(
            run.labelling, run.textOptions, isJSON: command.format.json, isVerbose: command.isVerbose,
            screen: isLive
                ? size.map { WatchScreen(columns: $0.columns, rows: $0.rows, isColored: command.format.usesColor) }
                : nil)
        observer.start(run.context(isRaw: isRaw))
        var obstacle: LinkError?
        do {
            try TraceSession.run(&watch, over: &link, observer: &observer, clock: SystemClock.now)
        } catch {
            obstacle = error
        }
        observer.finish()
        var output: [UInt8] = []
        if command.format.json {
            WatchJSON.write(watch, observer.labels, at: SystemClock.wallClock(), into: &output)
        } else if command.format.csv {
            WatchCSV.write(watch, observer.labels, into: &output)
        } else if command.isMarkdown {
            WatchTable(observer.labels, observer.options).writeMarkdown(watch, into: &output)
        } else {
            WatchTable(observer.labels, observer.options).writeText(watch, into: &output)
        }
        StandardStream.output.write(output)
        if let obstacle { throw couldNotAsk(obstacle.message) }
        return status(of: watch)
    }

    /// What could not be asked is told, once.
    private func status(of watch: borrowing TraceWatch) -> ExitCode {
        let failures = watch.ways.compactMap(\.failure)
        for failure in Set(failures.map(\.message)).sorted() { warn(failure) }
        if !failures.isEmpty { return ExitStatus.couldNotAsk }
        return watch.ways.allSatisfy(\.isReached) ? ExitStatus.success : ExitStatus.noAnswer
    }
}

/// Draws, or tells of each answer, and takes what keys ask for.
private struct WatchObserver: TraceObserver {
    private let labelling: TraceLabelling
    private(set) var options: TraceTextOptions
    private var report: TraceJSONReport?
    private var screen: WatchScreen?
    private var keys: KeySource?
    private var output = ReportOutput()
    private var drawnAt = Instant(nanoseconds: 0)
    private(set) var shouldStop = false
    private var isNumeric: Bool
    private var wish: Wish?

    private enum Wish { case pause, reset }

    /// Between two pictures.
    private static let frame: Nanoseconds = 100 * .millisecond

    init(
        _ labelling: TraceLabelling, _ options: TraceTextOptions, isJSON: Bool, isVerbose: Bool, screen: WatchScreen?
    ) {
        self.labelling = labelling
        self.options = options
        isNumeric = options.isNumeric
        report = isJSON ? TraceJSONReport(isVerbose: isVerbose) : nil
        self.screen = screen
        keys = screen == nil ? nil : KeySource()
    }

    var labels: TraceLabels { labelling.labels }

    mutating func start(_ context: TraceContext) {
        report?.start(context, at: SystemClock.wallClock(), into: &output)
        if screen != nil { output.results += PingLiveReport.enter }
        flush()
    }

    mutating func traceDidReport(_ event: TraceEvent, _ engine: borrowing TraceWatch) {
        if case .answer(let answer, _) = event { _ = labelling.isKnown(answer.from) }
        screen?.note(event)
        let labels = labels
        report?.event(event, labels, at: SystemClock.wallClock(), into: &output)
        guard report == nil, screen == nil, case .failed(_, let error) = event, options.isVerbose else { return }
        warn(error.message)
    }

    mutating func traceDidWake(_ signal: Signal, _ engine: borrowing TraceWatch) {
        switch signal {
        case .resize:
            if let size = StandardStream.output.size { screen?.resize(columns: size.columns, rows: size.rows) }
        case .status:
            var text: [UInt8] = []
            WatchTable(labels, options).writeText(engine, into: &text)
            if screen == nil { StandardStream.error.write(text) }
        case .finish: break
        }
    }

    mutating func traceIsIdle(at now: Instant, _ engine: borrowing TraceWatch) -> Instant {
        if screen != nil {
            readKeys()
            if now - drawnAt >= Self.frame {
                drawnAt = now
                for hop in engine.ways.flatMap(\.way) {
                    for answerer in hop.answerers { _ = labelling.isKnown(answerer.address) }
                }
                let (labels, options) = (labels, options)
                screen?.draw(engine, labels, options, into: &output.results)
            }
        }
        flush()
        return screen == nil ? .distantFuture : drawnAt + Self.frame
    }

    private mutating func readKeys() {
        while let key = keys?.next() {
            switch key {
            case UInt8(ascii: "q"), 3: shouldStop = true
            case UInt8(ascii: "p"), UInt8(ascii: " "): wish = .pause
            case UInt8(ascii: "r"):
                wish = .reset
                screen?.reset()
            case UInt8(ascii: "s"): screen?.changeOrder()
            case UInt8(ascii: "t"), 9: screen?.changeTarget()
            case UInt8(ascii: "d"): screen?.changeColumns()
            case UInt8(ascii: "n"): options.isNumeric = isNumeric || !options.isNumeric
            default: break
            }
        }
    }

    mutating func traceMayChange(_ engine: inout TraceWatch) {
        switch wish {
        case .pause: engine.pause(!engine.isPaused)
        case .reset: engine.reset()
        case nil: return
        }
        wish = nil
    }

    mutating func finish() {
        keys = nil
        if screen != nil { output.results += PingLiveReport.leave }
        flush()
    }

    private mutating func flush() { if !output.write() { shouldStop = true } }
}
