import ArgumentParser
import PacketIO
import Probes
import Reports
import Wire

/// All ways to a target.
struct PathFinding: TraceWork {
    let run: TraceRun

    func perform<Link: PacketLink & ~Copyable>(over link: consuming Link, isRaw: Bool) throws -> ExitCode {
        var link = link
        let command = run.command
        var engine = PathEngine(
            plan: run.plan, target: run.targets[0], confidence: PathConfidence(percent: command.confidence),
            isStrict: command.isStrict)
        var printer = PathPrinter(isJSON: command.format.json, isVerbose: command.isVerbose, run.labelling)
        printer.start(run.context(isRaw: isRaw))
        do {
            try TraceSession.run(&engine, over: &link, observer: &printer, clock: SystemClock.now)
        } catch {
            throw couldNotAsk(error.message)
        }
        let labels = printer.labels(of: engine.graph)
        let report = PathReport(
            engine.graph, to: run.targets[0], flows: engine.identifiers, labels, run.textOptions)
        var output: [UInt8] = []
        if command.format.json {
            report.writeJSON(engine, at: SystemClock.wallClock(), into: &output)
        } else {
            report.write(command.format.csv ? .csv : command.form, into: &output)
            tellCount(engine)
        }
        StandardStream.output.write(output)
        return status(of: engine)
    }

    private func tellCount(_ engine: borrowing PathEngine) {
        let count = engine.graph.pathCount
        let unit = count == 1 ? "path" : "paths"
        warn("\(count) \(unit) to \(run.targets[0].name), by \(engine.sent) probes of \(engine.flowCount) flows")
        let ttls = engine.graph.uncertain
        if !ttls.isEmpty {
            warn("too few answers to be sure at hop \(ttls.map(String.init).joined(separator: ", "))")
        }
        if case .failed(let error)? = engine.end { warn(error.message) }
    }

    private func status(of engine: borrowing PathEngine) -> ExitCode {
        switch engine.end {
        case .reached: ExitStatus.success
        case .failed: ExitStatus.couldNotAsk
        case .refused, .silent, .interrupted, nil: ExitStatus.noAnswer
        }
    }
}

/// Tells of probes and answers as they pass, where that is wanted, and has names looked up.
private struct PathPrinter: TraceObserver {
    private var report: TraceJSONReport?
    private let isVerbose: Bool
    private let labelling: TraceLabelling
    private var output = ReportOutput()
    private(set) var shouldStop = false

    /// How long names are waited for when all ways are known.
    private static let patience: Nanoseconds = 2 * .second

    init(isJSON: Bool, isVerbose: Bool, _ labelling: TraceLabelling) {
        report = isJSON ? TraceJSONReport(isVerbose: isVerbose) : nil
        self.isVerbose = isVerbose
        self.labelling = labelling
    }

    mutating func start(_ context: TraceContext) {
        report?.start(context, at: SystemClock.wallClock(), into: &output)
        flush()
    }

    mutating func traceDidReport(_ event: TraceEvent, _ engine: borrowing PathEngine) {
        if case .answer(let answer, _) = event { _ = labelling.isKnown(answer.from) }
        report?.event(event, labelling.labels, at: SystemClock.wallClock(), into: &output)
    }

    mutating func traceDidWake(_ signal: Signal, _ engine: borrowing PathEngine) {
        if signal == .status { warn("\(engine.sent) sent, \(engine.received) answered, \(engine.flowCount) flows") }
    }

    mutating func traceIsIdle(at now: Instant, _ engine: borrowing PathEngine) -> Instant {
        flush()
        return .distantFuture
    }

    private mutating func flush() { if !output.write() { shouldStop = true } }

    /// What is known of all that were found, by now or a little later.
    mutating func labels(of graph: PathGraph) -> TraceLabels {
        flush()
        let end = SystemClock.now() + Self.patience
        let addresses = graph.nodes.compactMap(\.address)
        while !addresses.reduce(true, { labelling.isKnown($1) && $0 }), SystemClock.now() < end {
            SystemClock.sleep(2 * .millisecond)
        }
        return labelling.labels
    }
}
