/// What `RoundTripStatistics` keeps of more than one round trip.
struct RoundTripSeries: Sendable {
    private var moments = Moments()
    private var distribution = LatencyDistribution()
    private var lowest = Int64.max
    private var highest: Int64 = 0
    private var previous: Int64?
    private var smoothedDifference = 0.0
    private var smoothedValue = 0.0

    /// Adds the next round trip. A negative one, which only a clock set back can make, counts as 0.
    mutating func add(_ roundTrip: Int64) {
        let value = max(0, roundTrip)
        let latest = Double(value)
        smoothedValue += moments.count == 0 ? latest : (latest - smoothedValue) / 8
        if let previous {
            smoothedDifference += (Double(abs(value - previous)) - smoothedDifference) / 16
        }
        previous = value
        lowest = min(lowest, value)
        highest = max(highest, value)
        moments.add(UInt64(value))
        distribution.add(value)
    }

    var count: Int { moments.count }
    // Everything below is nil before the first round trip.
    var minimum: Int64? { known(lowest) }
    var maximum: Int64? { known(highest) }
    /// The mean, rounded to the nearest nanosecond.
    var mean: Int64? { known(moments.mean) }
    /// The standard deviation of the population, which iputils' ping prints as mdev.
    var meanDeviation: Int64? { known(whole(moments.standardDeviation)) }
    /// The interarrival jitter of RFC 3550 section 6.4.1, from consecutive round trips; 0 before the second.
    var jitter: Int64? { known(whole(smoothedDifference)) }
    /// The moving average in which each round trip weighs an eighth, the first all: SRTT in RFC 6298, ewma in iputils.
    var smoothedAverage: Int64? { known(whole(smoothedValue)) }
    var median: Int64? { percentile(50) }

    /// The round trip at or below which `percent` (0...100) of all lie, by nearest rank.
    func percentile(_ percent: Int) -> Int64? {
        if nearestRank(percent, of: count) >= count { return maximum }
        return distribution.percentile(percent).map { min(max($0, lowest), highest) }
    }

    /// All round trips in at most `rows` buckets with round bounds: see ``LatencyHistogram/buckets(atMost:)``.
    func buckets(atMost rows: Int) -> [LatencyBucket] {
        count == 0 ? [] : distribution.buckets(atMost: rows, from: lowest, through: highest)
    }

    /// All round trips as a histogram.
    var histogram: LatencyHistogram { distribution.asHistogram }

    /// Adds the round trips of another series, for totals over targets.
    ///
    /// The result is that of one series of all round trips, except where order matters: jitter and the smoothed average
    /// become the means of both, each weighted with its count.
    mutating func merge(_ other: RoundTripSeries) {
        guard other.count > 0 else { return }
        let share = Double(other.count) / Double(count + other.count)
        smoothedDifference += (other.smoothedDifference - smoothedDifference) * share
        smoothedValue += (other.smoothedValue - smoothedValue) * share
        previous = nil
        lowest = min(lowest, other.lowest)
        highest = max(highest, other.highest)
        moments.merge(other.moments)
        distribution.merge(other.distribution)
    }

    private func known(_ value: Int64) -> Int64? { count == 0 ? nil : value }

    /// A double that may have rounded up to 2^63, as nanoseconds.
    private func whole(_ value: Double) -> Int64 { value < 0x1p63 ? Int64(value.rounded()) : .max }
}
