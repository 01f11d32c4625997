/// A row of a histogram that people read: how many latencies lie in `lowerBound..<upperBound`, in nanoseconds.
public struct LatencyBucket: Hashable, Sendable {
    public let lowerBound: Int64
    public let upperBound: Int64
    public let count: Int

    public init(lowerBound: Int64, upperBound: Int64, count: Int) {
        self.lowerBound = lowerBound
        self.upperBound = upperBound
        self.count = count
    }
}

extension LatencyHistogram {
    /// At most `rows` buckets with round bounds that hold every value; none where nothing was added.
    ///
    /// Every bound is a multiple of one step of 1, 2 or 5 times a power of ten, and all buckets are one step wide,
    /// except that the last may be wider: it takes a tail of at most 5 % of the values where that tail would otherwise
    /// crowd the rest into a few rows. Counts are off by what the error of the histogram moves over a bound.
    public func buckets(atMost rows: Int) -> [LatencyBucket] {
        guard let first = bucket(atRank: 1), let last = bucket(atRank: count), count > 0 else { return [] }
        return buckets(
            atMost: rows, from: Self.range(of: first).lowerBound, through: Self.range(of: last).upperBound)
    }

    /// The same where the smallest and the largest value are known.
    func buckets(atMost rows: Int, from minimum: Int64, through maximum: Int64) -> [LatencyBucket] {
        guard let bulk = bucket(atRank: nearestRank(95, of: count)) else { return [] }
        let range = Self.range(of: bulk)
        let layout = BucketLayout(
            rows: rows, minimum: minimum, bulk: min(max(minimum, range.upperBound), maximum), maximum: maximum,
            finest: range.upperBound - range.lowerBound)
        return layout.buckets(total: count, below: count(below:))
    }
}

/// Where the bounds of a histogram's rows lie.
struct BucketLayout {
    private let start: UInt64
    private let step: UInt64
    private let rows: Int
    private let end: UInt64

    /// - Parameters:
    ///   - bulk: the value up to which no row may be wider than a step; what lies beyond may share the last row.
    ///   - finest: a step below this would show detail that is not there.
    init(rows: Int, minimum: Int64, bulk: Int64, maximum: Int64, finest: Int64) {
        func needed(_ step: UInt64, through value: Int64) -> Int {
            Int(clamping: UInt64(value) / step - UInt64(minimum) / step) + 1
        }
        let wanted = max(1, rows)
        var power = 0
        while Self.step(power) < UInt64(finest) { power += 1 }
        while needed(Self.step(power), through: maximum) > wanted {
            let coarser = Self.step(power + 1)
            let tailPays = needed(coarser, through: maximum) > wanted
            if tailPays, needed(Self.step(power), through: bulk) < wanted { break }
            power += 1
        }
        step = Self.step(power)
        start = UInt64(minimum) / step * step
        end = (UInt64(maximum) / step + 1) * step
        self.rows = min(wanted, needed(step, through: maximum))
    }

    /// 1, 2, 5, 10, 20, 50 and so on; from the 57th on 10^19, which is more than `Int64` holds.
    private static func step(_ power: Int) -> UInt64 {
        let power = min(power, 57)
        return (0..<power / 3).reduce([1, 2, 5][power % 3]) { step, _ in step * 10 }
    }

    /// The rows. `below` says how many of the `total` values lie below a bound.
    func buckets(total: Int, below: (Int64) -> Int) -> [LatencyBucket] {
        var counted = 0
        return (0..<rows).map { row in
            let isLast = row == rows - 1
            let lower = start + UInt64(row) * step
            let upper = Int64(clamping: isLast ? end : lower + step)
            let reached = isLast ? total : below(upper)
            defer { counted = reached }
            return LatencyBucket(lowerBound: Int64(clamping: lower), upperBound: upper, count: reached - counted)
        }
    }
}
