/// Latencies kept whole while they are few, counted in a histogram once they are many.
///
/// The values themselves cost up to 4 kB, so that a sweep over thousands of targets with a few probes each stays small;
/// the histogram's 30 kB are allocated with value number 513.
struct LatencyDistribution: Sendable {
    /// Up to this many values the answers are exact.
    static let exactCount = 512

    private var samples: [Int64] = []
    private var histogram = LatencyHistogram()

    var count: Int { samples.count + histogram.count }

    mutating func add(_ latency: Int64) {
        if histogram.count > 0 {
            histogram.add(latency)
        } else if samples.count < Self.exactCount {
            samples.append(latency)
        } else {
            spill()
            histogram.add(latency)
        }
    }

    mutating func merge(_ other: LatencyDistribution) {
        if other.histogram.count > 0 {
            spill()
            histogram.merge(other.histogram)
        }
        // One by one: a histogram of the other's few samples would cost more than they do.
        for sample in other.samples { add(sample) }
    }

    private mutating func spill() {
        histogram = asHistogram
        samples = []
    }

    var asHistogram: LatencyHistogram {
        var result = histogram
        for sample in samples { result.add(sample) }
        return result
    }

    /// By nearest rank; nil where nothing was added.
    func percentile(_ percent: Int) -> Int64? {
        guard histogram.count == 0 else { return histogram.percentile(percent) }
        guard !samples.isEmpty else { return nil }
        return samples.sorted()[nearestRank(percent, of: count) - 1]
    }

    func buckets(atMost rows: Int, from minimum: Int64, through maximum: Int64) -> [LatencyBucket] {
        guard histogram.count == 0, let bulk = percentile(95) else {
            return histogram.buckets(atMost: rows, from: minimum, through: maximum)
        }
        let layout = BucketLayout(
            rows: rows, minimum: minimum, bulk: bulk, maximum: maximum, finest: bulk / 1000)
        return layout.buckets(total: count) { bound in samples.count { $0 < bound } }
    }
}
