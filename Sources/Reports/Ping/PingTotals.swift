import Analysis
import Probes
import Wire

/// What a run comes to, over all targets.
struct PingTotals: Sendable {
    var targets = 0
    /// Targets of which at least one probe was answered.
    var alive = 0
    /// Targets none of whose probes was answered, and at least one lost.
    var unreachable = 0
    var sent = 0
    var received = 0
    var lost = 0
    var errors = 0
    var duplicates = 0
    var corrupt = 0
    var truncated = 0
    var fromOtherAddress = 0
    var late = 0
    var reordered = 0
    var inFlight = 0
    var foreign = 0
    var roundTrips = RoundTripStatistics()

    init(_ engine: borrowing PingEngine) {
        targets = engine.targets.count
        foreign = engine.counters.foreign
        for index in 0..<targets { add(engine.targets[index]) }
    }

    private mutating func add(_ state: TargetState) {
        if state.received > 0 {
            alive += 1
        } else if state.lost > 0 {
            unreachable += 1
        }
        sent += state.sent
        received += state.received
        lost += state.lost
        errors += state.errors
        duplicates += state.duplicates
        corrupt += state.corrupt
        truncated += state.truncated
        fromOtherAddress += state.fromOtherAddress
        late += state.late
        reordered += state.reordered
        inFlight += state.inFlight
        roundTrips.merge(state.roundTrips)
    }
}

extension [UInt8] {
    /// One line for somebody who asks meanwhile: `3/4 packets, 25% loss, min/avg/ewma/max = ... ms`.
    mutating func append(statusOf totals: PingTotals) {
        append(decimal: totals.received)
        append(text: "/")
        append(decimal: totals.sent)
        append(text: " packets, ")
        append(percentage: totals.lost, of: totals.received + totals.lost)
        append(text: " loss")
        let times = totals.roundTrips
        if times.count > 0 {
            append(text: ", min/avg/ewma/max = ")
            append(exactMilliseconds: [times.minimum, times.mean, times.smoothedAverage, times.maximum])
            append(text: " ms")
        }
        if totals.inFlight > 0 {
            append(text: ", ")
            append(decimal: totals.inFlight)
            append(text: " still unanswered")
        }
        append(text: "\n")
    }

    /// The times that are known, between slashes.
    mutating func append(exactMilliseconds times: [Int64?]) {
        for (index, time) in times.compactMap({ $0 }).enumerated() {
            if index > 0 { append(text: "/") }
            append(exactMilliseconds: time)
        }
    }
}
