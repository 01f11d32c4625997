import Analysis
import Probes
import Wire

/// Pinging told as JSON Lines: an object an event, as `Schemas/ping.schema.json` describes them.
public struct PingJSONReport: PingReport, Sendable {
    /// The buckets of the histogram at the most; nil: none is told.
    public var histogramRows: Int?

    private var plan = PingPlan()

    public init(histogramRows: Int? = nil) { self.histogramRows = histogramRows }

    public mutating func start(_ context: PingContext, at time: Nanoseconds, into output: inout ReportOutput) {
        plan = context.plan
        JSONWriter.line(to: &output.results) { line in
            line.add(type: "start", at: time)
            line.add("targets", context.targets.count)
            if context.targets.count == 1 { line.add(context.targets[0]) }
            line.add("source", context.source)
            line.add("interface", context.interface)
            line.add(plan.method)
            line.add("payload_bytes", context.payloadByteCount)
            line.add("raw_socket", context.isRaw)
            line.add("count", plan.count)
            line.add("interval_ns", plan.interval)
            line.add("timeout_ns", plan.timeout)
            line.add("deadline_ns", plan.deadline)
        }
    }

    public mutating func event(
        _ event: PingEvent, _ engine: borrowing PingEngine, at time: Nanoseconds, into output: inout ReportOutput
    ) {
        switch event {
        case .sent(let probe, let byteCount):
            guard plan.reportsSending else { return }
            tell("sent", probe, engine, at: time, into: &output) { $0.add("payload_bytes", byteCount) }
        case .timeout(let probe):
            tell("timeout", probe, engine, at: time, into: &output) { $0.add("timeout_ns", plan.timeout) }
        case .reply(let reply):
            let target = engine.targets[reply.probe.target].target
            JSONWriter.line(to: &output.results) { $0.add(reply, of: target, at: time) }
        case .failure(let failure):
            let target = engine.targets[failure.probe.target].target
            JSONWriter.line(to: &output.results) { $0.add(failure, of: target, at: time) }
        case .foreign(let address):
            JSONWriter.line(to: &output.results) { line in
                line.add(type: "foreign", at: time)
                line.add("from", address)
            }
        }
    }

    private func tell(
        _ type: String, _ probe: ProbeID, _ engine: borrowing PingEngine, at time: Nanoseconds,
        into output: inout ReportOutput, _ more: (inout JSONWriter) -> Void
    ) {
        let target = engine.targets[probe.target].target
        JSONWriter.line(to: &output.results) { line in
            line.add(type: type, at: time)
            line.add(probe, of: target)
            more(&line)
        }
    }

    public mutating func status(_ engine: borrowing PingEngine, at time: Nanoseconds, into output: inout ReportOutput) {
        let totals = PingTotals(engine)
        JSONWriter.line(to: &output.results) { line in
            line.add(type: "status", at: time)
            line.add(totals)
        }
    }

    public mutating func summary(
        _ engine: borrowing PingEngine, end: PingEnd, elapsed: Nanoseconds, at time: Nanoseconds,
        into output: inout ReportOutput
    ) {
        for index in engine.targets.indices {
            let state = engine.targets[index]
            JSONWriter.line(to: &output.results) { line in
                line.add(type: "target", at: time)
                line.add(state, histogramRows: histogramRows)
                line.add(engine.pathMTUSearch)
            }
        }
        let totals = PingTotals(engine)
        JSONWriter.line(to: &output.results) { line in
            line.add(type: "summary", at: time)
            line.add(totals)
            line.add(engine.pathMTUSearch)
            line.add("elapsed_ns", elapsed)
            line.add("end", end.rawValue)
            if let rows = histogramRows, totals.targets > 1 {
                line.add(histogram: totals.roundTrips.buckets(atMost: rows))
            }
        }
    }
}
