import Analysis
import Probes
import Wire

// ping's summary of one target.

extension PingTextReport {
    func summarizeSingle(_ engine: borrowing PingEngine, elapsed: Nanoseconds, into text: inout [UInt8]) {
        guard let state = engine.targets.first else { return }
        text.append(text: "\n--- ")
        text.appendEscaped(state.target.name)
        text.append(text: " ping statistics ---\n")
        append(countsOf: state, foreign: engine.counters.foreign, elapsed: elapsed, to: &text)
        append(roundTripsOf: state, elapsed: elapsed, to: &text)
        if let outage = state.loss.longestOutage {
            text.append(text: "    longest outage: ")
            text.append(decimal: outage.count)
            text.append(text: outage.count == 1 ? " probe, " : " probes, ")
            text.append(duration: outage.duration)
            text.append(text: "\n")
        }
        if let search = engine.pathMTUSearch { text.append(resultOf: search) }
        if let rows = options.histogramRows {
            text.append(histogram: state.roundTrips.buckets(atMost: rows))
        }
    }

    private func append(
        countsOf state: TargetState, foreign: Int, elapsed: Nanoseconds, to text: inout [UInt8]
    ) {
        text.append(decimal: state.sent)
        text.append(text: " packets transmitted, ")
        text.append(decimal: state.received)
        text.append(text: " received")
        text.append(counts: [
            (state.duplicates, "duplicates"), (state.corrupt, "corrupted"), (state.truncated, "truncated"),
            (state.fromOtherAddress, "from other addresses"), (state.late, "late"), (state.reordered, "reordered"),
            (foreign, "foreign"), (state.errors, "errors"),
        ])
        text.append(text: ", ")
        text.append(percentage: state.lost, of: state.received + state.lost)
        text.append(text: " packet loss")
        if state.inFlight > 0 {
            text.append(text: ", ")
            text.append(decimal: state.inFlight)
            text.append(text: " still unanswered")
        }
        text.append(text: ", time ")
        text.append(decimal: elapsed / .millisecond)
        text.append(text: "ms\n")
    }

    private func append(roundTripsOf state: TargetState, elapsed: Nanoseconds, to text: inout [UInt8]) {
        let times = state.roundTrips
        guard times.count > 0 else { return }
        text.append(text: "rtt min/avg/max/mdev = ")
        text.append(exactMilliseconds: [times.minimum, times.mean, times.maximum, times.meanDeviation])
        text.append(text: " ms")
        if plan.pacing.isDrivenByAnswers, state.sent > 1 {
            text.append(text: ", ipg/ewma ")
            text.append(exactMilliseconds: [elapsed / Int64(state.sent - 1), times.smoothedAverage])
            text.append(text: " ms")
        }
        text.append(text: "\n    median/p90/p95/p99 = ")
        text.append(exactMilliseconds: [times.median, times.percentile(90), times.percentile(95), times.percentile(99)])
        text.append(text: " ms, jitter = ")
        text.append(exactMilliseconds: [times.jitter])
        text.append(text: " ms\n")
    }
}

extension [UInt8] {
    /// `, +1 late, +2 errors`: what there was any of.
    mutating func append(counts: [(count: Int, name: String)]) {
        for (count, name) in counts where count > 0 {
            append(text: ", +")
            append(decimal: count)
            append(text: " ")
            append(text: name)
        }
    }

    fileprivate mutating func append(resultOf search: PathMTUSearch) {
        guard let pathMTU = search.pathMTU else { return append(text: "path MTU not found\n") }
        append(text: "path MTU ")
        append(decimal: pathMTU)
        append(text: search.sawSilence ? " bytes, longer packets vanish without a word (black hole)\n" : " bytes\n")
    }
}

extension PingPacing {
    /// Whether probes leave when answers come, so that their pace is worth telling.
    var isDrivenByAnswers: Bool {
        switch self {
        case .fixed, .sequential: false
        case .flood, .adaptive, .unpaced: true
        }
    }
}
