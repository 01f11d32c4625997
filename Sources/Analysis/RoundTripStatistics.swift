/// What a series of round trips says, in bounded memory however long it runs. All times are nanoseconds.
///
/// Everything but `percentile(_:)` and `buckets(atMost:)` is exact, and so are those two up to 512 round trips; from
/// there on they are read from a ``LatencyHistogram``, 1 % off at most.
///
/// One round trip takes no memory beside the value itself: many targets are asked only once.
public struct RoundTripStatistics: Sendable {
    /// The only round trip there has been; -1 for none, or for many.
    private var single: Int64 = -1
    /// Empty, or one series: on the heap, where it is needed.
    private var series: [RoundTripSeries] = []

    public init() {}

    /// Adds the next round trip. A negative one, which only a clock set back can make, counts as 0.
    public mutating func add(_ roundTrip: Int64) {
        if !series.isEmpty {
            series[0].add(roundTrip)
        } else if single < 0 {
            single = max(0, roundTrip)
        } else {
            becomeSeries()
            series[0].add(roundTrip)
        }
    }

    public var count: Int { series.first?.count ?? (single < 0 ? 0 : 1) }
    // Everything below is nil before the first round trip.
    public var minimum: Int64? { known(\.minimum) }
    public var maximum: Int64? { known(\.maximum) }
    /// The mean, rounded to the nearest nanosecond.
    public var mean: Int64? { known(\.mean) }
    /// The standard deviation of the population, which iputils' ping prints as mdev.
    public var meanDeviation: Int64? { count == 1 ? 0 : series.first?.meanDeviation }
    /// The interarrival jitter of RFC 3550 section 6.4.1, from consecutive round trips; 0 before the second.
    public var jitter: Int64? { count == 1 ? 0 : series.first?.jitter }
    /// The moving average in which each round trip weighs an eighth, the first all: SRTT in RFC 6298, ewma in iputils.
    public var smoothedAverage: Int64? { known(\.smoothedAverage) }
    public var median: Int64? { percentile(50) }

    /// The round trip at or below which `percent` (0...100) of all lie, by nearest rank.
    public func percentile(_ percent: Int) -> Int64? {
        series.first?.percentile(percent) ?? (single < 0 ? nil : single)
    }

    /// All round trips in at most `rows` buckets with round bounds: see ``LatencyHistogram/buckets(atMost:)``.
    public func buckets(atMost rows: Int) -> [LatencyBucket] { whole.buckets(atMost: rows) }

    /// All round trips as a histogram.
    public var histogram: LatencyHistogram { whole.histogram }

    /// Adds the round trips of another series, for totals over targets.
    ///
    /// The result is that of one series of all round trips, except where order matters: jitter and the smoothed average
    /// become the means of both, each weighted with its count.
    public mutating func merge(_ other: RoundTripStatistics) {
        guard other.count > 0 else { return }
        if series.isEmpty { becomeSeries() }
        series[0].merge(other.whole)
    }

    private mutating func becomeSeries() {
        series = [whole]
        single = -1
    }

    private var whole: RoundTripSeries {
        if let series = series.first { return series }
        var series = RoundTripSeries()
        if single >= 0 { series.add(single) }
        return series
    }

    private func known(_ figure: KeyPath<RoundTripSeries, Int64?>) -> Int64? {
        series.first?[keyPath: figure] ?? (single < 0 ? nil : single)
    }
}
