import Analysis
import Probes
import Wire

// fping's lines: many targets.

extension PingTextReport {
    // MARK: Who is there

    mutating func tellAlive(
        _ event: PingEvent, _ engine: borrowing PingEngine, at time: Nanoseconds, into text: inout [UInt8]
    ) {
        switch event {
        case .reply(let reply):
            guard reply.isCounted, !isTold[reply.probe.target] else { return }
            isTold[reply.probe.target] = true
            guard !options.isQuiet, !options.unreachableOnly else { return }
            if options.aliveOnly {
                text.appendEscaped(engine.targets[reply.probe.target].target.name)
            } else {
                appendTime(time, to: &text)
                append(reply, engine, to: &text)
            }
            text.append(text: "\n")
        case .failure(let failure):
            if !failure.isNotice { tellUnreachable(failure.probe.target, failure, engine, at: time, into: &text) }
        case .timeout(let probe):
            tellUnreachable(probe.target, nil, engine, at: time, into: &text)
        case .sent, .foreign:
            break
        }
    }

    /// `10.0.0.1 is alive (0.05 ms)`
    private func append(_ reply: PingReply, _ engine: borrowing PingEngine, to text: inout [UInt8]) {
        let target = reply.probe.target
        text.appendEscaped(engine.targets[target].target.name)
        text.append(text: " is alive")
        if let roundTrip = reply.roundTrip {
            text.append(text: " (")
            text.append(milliseconds: roundTrip)
            text.append(text: " ms)")
        }
        append(oddities: reply, engine, to: &text)
    }

    private func append(oddities reply: PingReply, _ engine: borrowing PingEngine, to text: inout [UInt8]) {
        guard !reply.marks.isEmpty else { return }
        text.append(marksOf: reply, askedAddress: engine.targets[reply.probe.target].target.endpoint.address)
        if reply.marks.contains(.differentAddress) {
            text.append(text: " from ")
            text.append(host: reply.from, options.names)
        }
    }

    /// Says that a target is unreachable, where no try is left.
    private mutating func tellUnreachable(
        _ target: Int, _ failure: PingFailure?, _ engine: borrowing PingEngine, at time: Nanoseconds,
        into text: inout [UInt8]
    ) {
        guard !isTold[target], engine.targets[target].isGivenUp(engine.plan) else { return }
        isTold[target] = true
        guard !options.isQuiet, !options.aliveOnly else { return }
        if !options.unreachableOnly { appendTime(time, to: &text) }
        append(unreachable: target, failure, engine, to: &text)
    }

    private func append(
        unreachable target: Int, _ failure: PingFailure?, _ engine: borrowing PingEngine, to text: inout [UInt8]
    ) {
        text.appendEscaped(engine.targets[target].target.name)
        if !options.unreachableOnly {
            text.append(text: " is unreachable")
            if let failure {
                text.append(text: " (")
                append(cause: failure, to: &text)
                text.append(text: ")")
            }
        }
        text.append(text: "\n")
    }

    private func append(cause failure: PingFailure, to text: inout [UInt8]) {
        text.append(wordsOf: failure)
        guard let from = failure.from else { return }
        text.append(text: " from ")
        text.append(host: from, options.names)
    }

    /// At the end, those that were still being asked.
    mutating func tellUndecided(_ engine: borrowing PingEngine, into output: inout ReportOutput) {
        guard !options.isQuiet, !options.aliveOnly else { return }
        for target in isTold.indices where !isTold[target] {
            guard engine.targets[target].received == 0, engine.targets[target].lost > 0 else { continue }
            isTold[target] = true
            append(unreachable: target, nil, engine, to: &output.results)
        }
    }

    // MARK: A line an answer

    func tellEach(_ event: PingEvent, _ engine: borrowing PingEngine, at time: Nanoseconds, into text: inout [UInt8]) {
        switch event {
        case .reply(let reply):
            append(reply.probe, engine, at: time, to: &text)
            append(contentOf: reply, to: &text)
            append(runningStatisticsOf: reply.probe.target, engine, to: &text)
            append(oddities: reply, engine, to: &text)
        case .failure(let failure):
            append(failure.probe, engine, at: time, to: &text)
            append(cause: failure, to: &text)
            append(runningStatisticsOf: failure.probe.target, engine, to: &text)
        case .timeout(let probe):
            guard options.showsLost || options.isVerbose else { return }
            append(probe, engine, at: time, to: &text)
            text.append(text: "timed out")
            append(runningStatisticsOf: probe.target, engine, to: &text)
        case .sent, .foreign:
            return
        }
        text.append(text: "\n")
    }

    /// `10.0.0.1 : [0], `
    private func append(
        _ probe: ProbeID, _ engine: borrowing PingEngine, at time: Nanoseconds, to text: inout [UInt8]
    ) {
        appendTime(time, to: &text)
        append(paddedNameOf: probe.target, engine, to: &text)
        text.append(text: " : [")
        text.append(decimal: probe.sequence - 1)
        text.append(text: "], ")
    }

    private func append(paddedNameOf target: Int, _ engine: borrowing PingEngine, to text: inout [UInt8]) {
        let start = text.count
        text.appendEscaped(engine.targets[target].target.name)
        text.pad(to: nameWidth, since: start)
    }

    private func append(contentOf reply: PingReply, to text: inout [UInt8]) {
        switch reply.kind {
        case .open: text.append(text: "open")
        case .closed: text.append(text: "closed")
        case .echo, .timestamp, .data:
            text.append(decimal: reply.byteCount)
            text.append(text: " bytes")
        }
        guard let roundTrip = reply.roundTrip else { return }
        text.append(text: ", ")
        text.append(milliseconds: roundTrip)
        text.append(text: " ms")
    }

    /// ` (0.05 avg, 0% loss)`
    private func append(runningStatisticsOf target: Int, _ engine: borrowing PingEngine, to text: inout [UInt8]) {
        text.append(text: " (")
        if let mean = engine.targets[target].roundTrips.mean {
            text.append(milliseconds: mean)
            text.append(text: " avg, ")
        }
        text.append(percentage: engine.targets[target].lost, of: engine.targets[target].knownCount)
        text.append(text: " loss)")
    }

    // MARK: The end

    func summarizeEach(_ engine: borrowing PingEngine, into text: inout [UInt8]) {
        if !options.isQuiet { text.append(text: "\n") }
        for index in engine.targets.indices {
            append(summaryOf: engine.targets[index], index, engine, to: &text)
        }
    }

    /// `10.0.0.1 : xmt/rcv/%loss = 3/3/0%, min/avg/max = 0.04/0.05/0.06`
    private func append(
        summaryOf state: TargetState, _ index: Int, _ engine: borrowing PingEngine, to text: inout [UInt8]
    ) {
        append(paddedNameOf: index, engine, to: &text)
        text.append(text: " : xmt/rcv/%loss = ")
        text.append(decimal: state.sent)
        text.append(text: "/")
        text.append(decimal: state.received)
        text.append(text: "/")
        text.append(percentage: state.lost, of: state.knownCount)
        if let minimum = state.roundTrips.minimum, let mean = state.roundTrips.mean,
            let maximum = state.roundTrips.maximum
        {
            text.append(text: ", min/avg/max = ")
            text.append(milliseconds: minimum)
            text.append(text: "/")
            text.append(milliseconds: mean)
            text.append(text: "/")
            text.append(milliseconds: maximum)
        }
        text.append(text: "\n")
    }

    func appendTotals(_ engine: borrowing PingEngine, elapsed: Nanoseconds, into text: inout [UInt8]) {
        let totals = PingTotals(engine)
        text.append(text: "\n")
        text.append(decimal: totals.targets)
        text.append(text: " targets: ")
        text.append(decimal: totals.alive)
        text.append(text: " alive, ")
        text.append(decimal: totals.unreachable)
        text.append(text: " unreachable")
        let undecided = totals.targets - totals.alive - totals.unreachable
        if undecided > 0 {
            text.append(text: ", ")
            text.append(decimal: undecided)
            text.append(text: " undecided")
        }
        text.append(text: "\n")
        text.append(packetsOf: totals, elapsed: elapsed)
        if let rows = options.histogramRows { text.append(histogram: totals.roundTrips.buckets(atMost: rows)) }
    }
}

extension [UInt8] {
    fileprivate mutating func append(packetsOf totals: PingTotals, elapsed: Nanoseconds) {
        append(decimal: totals.sent)
        append(text: " sent, ")
        append(decimal: totals.received)
        append(text: " received")
        append(counts: [(totals.corrupt, "corrupted"), (totals.fromOtherAddress, "from other addresses")])
        append(text: ", ")
        append(percentage: totals.lost, of: totals.received + totals.lost)
        append(text: " loss, elapsed ")
        append(duration: elapsed)
        append(text: "\n")
        let times = totals.roundTrips
        if times.count > 0 {
            append(text: "min/avg/max = ")
            append(exactMilliseconds: [times.minimum, times.mean, times.maximum])
            append(text: " ms\n")
        }
    }
}

extension TargetState {
    /// Probes whose fate is known.
    var knownCount: Int { received + lost }

    /// Whether no probe of it was answered, and none is to follow or under way.
    func isGivenUp(_ plan: PingPlan) -> Bool {
        guard received == 0, inFlight == 0, lost > 0 else { return false }
        if stopReason != nil { return true }
        guard let count = plan.count, !plan.countsReplies else { return false }
        return sent >= count
    }
}
