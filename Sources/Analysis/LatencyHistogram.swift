/// How often each latency came, in bounded memory and with at most 1 % of error (0.79 %) in any value read back.
///
/// The buckets are log-linear, as in HdrHistogram: up to 127 ns one a nanosecond, from there 64 to each doubling. They
/// reach over the whole of `Int64`, so that no value is out of range: 3,712 counters, 29,696 bytes, allocated when the
/// first value comes.
public struct LatencyHistogram: Hashable, Sendable {
    static let bucketCount = 57 * 64 + 64

    private var counts: [Int] = []
    /// How many values were added.
    public private(set) var count = 0

    public init() {}

    /// Adds a latency in nanoseconds; a negative one counts as 0.
    public mutating func add(_ latency: Int64) {
        if counts.isEmpty { counts = Array(repeating: 0, count: Self.bucketCount) }
        counts[Self.index(of: max(0, latency))] += 1
        count += 1
    }

    /// Adds what another histogram counted.
    public mutating func merge(_ other: LatencyHistogram) {
        guard other.count > 0 else { return }
        guard count > 0 else {
            self = other
            return
        }
        for index in counts.indices { counts[index] += other.counts[index] }
        count += other.count
    }

    /// The latency below or at which `percent` (0...100) of all values lie, by nearest rank: the middle of the bucket
    /// that holds it. Nil where nothing was added.
    public func percentile(_ percent: Int) -> Int64? {
        guard count > 0 else { return nil }
        return bucket(atRank: nearestRank(percent, of: count)).map(Self.middle)
    }

    /// The bucket that holds the value at `rank` (from 1) in ascending order.
    func bucket(atRank rank: Int) -> Int? {
        var seen = 0
        for index in counts.indices {
            seen += counts[index]
            if seen >= rank { return index }
        }
        return nil
    }

    /// How many values lie below `bound`: those in the bucket that `bound` cuts are taken to lie evenly in it.
    func count(below bound: Int64) -> Int {
        guard count > 0, bound > 0 else { return 0 }
        let cut = Self.index(of: bound)
        let range = Self.range(of: cut)
        let size = Int128(range.upperBound - range.lowerBound) + 1
        let part = Int128(counts[cut]) * Int128(bound - range.lowerBound) / size
        return counts[..<cut].reduce(0, +) + Int(part)
    }

    /// The bucket of a value that is not negative.
    static func index(of value: Int64) -> Int {
        guard value >= 128 else { return Int(value) }
        let shift = 57 - value.leadingZeroBitCount
        return shift * 64 + Int(value >> Int64(shift))
    }

    /// The values that a bucket holds.
    static func range(of index: Int) -> ClosedRange<Int64> {
        guard index >= 128 else { return Int64(index)...Int64(index) }
        let shift = index / 64 - 1
        let lower = Int64(index - shift * 64) << Int64(shift)
        return lower...lower + ((1 << Int64(shift)) - 1)
    }

    static func middle(of index: Int) -> Int64 {
        let range = range(of: index)
        return range.lowerBound + (range.upperBound - range.lowerBound) / 2
    }
}

/// The rank (from 1) of a percentile among `count` values by the nearest-rank method: the smallest rank that has at
/// least `percent` per cent of the values at or below it.
func nearestRank(_ percent: Int, of count: Int) -> Int {
    let percent = min(max(percent, 0), 100)
    let (hundreds, rest) = count.quotientAndRemainder(dividingBy: 100)
    return max(1, hundreds * percent + (rest * percent + 99) / 100)
}
