import Probes
import Wire

/// Pinging told as comma-separated values (RFC 4180): a header, then a row an event. The summary goes to the notes, as
/// text, so that all rows are alike.
public struct PingCSVReport: PingReport, Sendable {
    /// The columns, in order; a row leaves empty what it has no value for.
    static let columns = [
        "time", "type", "target", "address", "sequence", "from", "bytes", "ttl", "rtt_ns", "clock", "marks",
        "icmp_type", "icmp_code", "message", "mtu",
    ]

    private var summaryText = PingTextReport()
    private var reportsSending = false

    public init() {}

    public mutating func start(_ context: PingContext, at time: Nanoseconds, into output: inout ReportOutput) {
        reportsSending = context.plan.reportsSending
        var unused = ReportOutput()
        summaryText.start(context, at: time, into: &unused)
        if context.targets.count > 1 { summaryText.form = .each }
        CSVRow.head(Self.columns, into: &output.results)
    }

    public mutating func event(
        _ event: PingEvent, _ engine: borrowing PingEngine, at time: Nanoseconds, into output: inout ReportOutput
    ) {
        var row = CSVRow()
        row.add { $0.append(rfc3339: time) }
        switch event {
        case .sent(let probe, let byteCount):
            guard reportsSending else { return }
            row.add("sent")
            row.add(probe, engine)
            row.skip()
            row.add(byteCount)
        case .reply(let reply): row.add(reply, engine)
        case .failure(let failure): row.add(failure, engine)
        case .timeout(let probe):
            row.add("timeout")
            row.add(probe, engine)
        case .foreign(let address):
            row.add("foreign")
            row.skip(3)
            row.add(address)
        }
        row.end(columns: Self.columns.count, into: &output.results)
    }

    public mutating func status(_ engine: borrowing PingEngine, at time: Nanoseconds, into output: inout ReportOutput) {
        summaryText.status(engine, at: time, into: &output)
    }

    public mutating func summary(
        _ engine: borrowing PingEngine, end: PingEnd, elapsed: Nanoseconds, at time: Nanoseconds,
        into output: inout ReportOutput
    ) {
        var text = ReportOutput()
        summaryText.summary(engine, end: end, elapsed: elapsed, at: time, into: &text)
        output.notes += text.results
        output.notes += text.notes
    }
}

extension CSVRow {
    fileprivate mutating func add(_ probe: ProbeID, _ engine: borrowing PingEngine) {
        add(engine.targets[probe.target].target.name)
        add(engine.targets[probe.target].target.endpoint.address)
        add(probe.sequence)
    }

    fileprivate mutating func add(_ reply: PingReply, _ engine: borrowing PingEngine) {
        add(reply.typeName)
        add(reply.probe, engine)
        add(reply.from)
        add(reply.byteCount)
        add(reply.ttl)
        add(reply.roundTrip)
        add(reply.roundTrip == nil ? nil : reply.clock.rawValue)
        add(reply.markNames.joined(separator: " "))
        add(reply.oddICMP?.type)
        add(reply.oddICMP?.code)
        if reply.kind == .open || reply.kind == .closed { add(reply.kind == .open ? "open" : "closed") }
    }

    fileprivate mutating func add(_ failure: PingFailure, _ engine: borrowing PingEngine) {
        add(failure.isNotice ? "notice" : "error")
        add(failure.probe, engine)
        add(failure.from)
        skip()
        add(failure.ttl)
        add(failure.roundTrip)
        add(failure.roundTrip == nil ? nil : failure.clock.rawValue)
        skip()
        add(failure.icmp?.type)
        add(failure.icmp?.code)
        add(failure.words)
        add(failure.nextHopMTU)
    }
}
