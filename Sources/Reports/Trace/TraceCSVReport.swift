import Probes
import Wire

/// A trace told as comma-separated values (RFC 4180): a row an answer, or a query that had none.
public struct TraceCSVReport: TraceReport, Sendable {
    static let columns = [
        "target", "target_address", "ttl", "query", "address", "name", "as", "rtt_ns", "kind", "mark", "icmp_type",
        "icmp_code", "reply_ttl", "mtu",
    ]

    private var targets: [TraceTarget] = []

    public init() {}

    public mutating func start(_ context: TraceContext, at time: Nanoseconds, into output: inout ReportOutput) {
        targets = context.targets
        var row = CSVRow()
        for column in Self.columns { row.add(column) }
        row.end(columns: Self.columns.count, into: &output.results)
    }

    public mutating func event(
        _ event: TraceEvent, _ labels: TraceLabels, at time: Nanoseconds, into output: inout ReportOutput
    ) {
        guard case .hop(let target, let hop) = event else { return }
        for (query, answer) in hop.answers.enumerated() {
            var row = CSVRow()
            row.add(targets[target].name)
            row.add(targets[target].address)
            row.add(hop.ttl)
            row.add(query + 1)
            if let answer { add(answer, labels, to: &row) }
            row.end(columns: Self.columns.count, into: &output.results)
        }
    }

    private func add(_ answer: TraceAnswer, _ labels: TraceLabels, to row: inout CSVRow) {
        row.add(answer.from)
        row.add(labels.names[answer.from])
        row.add((labels.origins[answer.from] ?? nil)?.words)
        row.add(answer.roundTrip)
        row.add(answer.kindName)
        row.add(answer.mark)
        row.add(answer.icmp?.type)
        row.add(answer.icmp?.code)
        row.add(answer.ttl)
        row.add(answer.mtu)
    }

    public mutating func summary(
        _ trace: Trace, index: Int, _ labels: TraceLabels, at time: Nanoseconds, into output: inout ReportOutput
    ) {
        guard trace.end != .reached else { return }
        output.notes.append(text: "swiftnet: ")
        output.notes.appendEscaped(trace.target.name)
        output.notes.append(text: " was not reached\n")
    }
}
