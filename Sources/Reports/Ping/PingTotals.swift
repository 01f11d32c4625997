import Analysis
import Probes

/// What a run comes to, over all targets.
struct PingTotals: Sendable {
    /// Up to so many targets, percentiles over all of them are computed: each costs a merge of distributions.
    static let mergeLimit = 1000

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
    var minimum: Int64?
    var maximum: Int64?
    var mean: Int64?
    var smoothedAverage: Int64?
    /// All round trips; nil where there are too many targets.
    var roundTrips: RoundTripStatistics?

    init(_ engine: borrowing PingEngine) {
        targets = engine.targets.count
        foreign = engine.counters.foreign
        var sum: Int128 = 0
        var count = 0
        for index in 0..<targets {
            add(engine.targets[index])
            guard let mean = engine.targets[index].roundTrips.mean else { continue }
            sum += Int128(mean) * Int128(engine.targets[index].roundTrips.count)
            count += engine.targets[index].roundTrips.count
        }
        if count > 0 { mean = Int64(clamping: (sum + Int128(count / 2)) / Int128(count)) }
        guard targets <= Self.mergeLimit else { return }
        var merged = targets == 1 ? engine.targets[0].roundTrips : RoundTripStatistics()
        if targets > 1 { for index in 0..<targets { merged.merge(engine.targets[index].roundTrips) } }
        smoothedAverage = merged.smoothedAverage
        roundTrips = merged
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
        if let least = state.roundTrips.minimum { minimum = Swift.min(minimum ?? .max, least) }
        if let most = state.roundTrips.maximum { maximum = Swift.max(maximum ?? 0, most) }
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
        if let minimum = totals.minimum, let mean = totals.mean, let maximum = totals.maximum {
            let smoothed = totals.smoothedAverage
            append(text: smoothed == nil ? ", min/avg/max = " : ", min/avg/ewma/max = ")
            append(exactMilliseconds: [minimum, mean, smoothed, maximum])
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
