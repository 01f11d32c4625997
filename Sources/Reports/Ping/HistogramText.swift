import Analysis
import Probes
import Wire

/// The unit in which all bounds of a histogram are written, exactly.
struct HistogramUnit: Hashable {
    let name: String
    let nanoseconds: Int64
    let decimals: Int

    init(_ buckets: [LatencyBucket]) {
        let largest = buckets.last?.upperBound ?? 0
        let units: [(String, Int64, Int)] = [
            ("s", .second, 9), ("ms", .millisecond, 6), ("µs", .microsecond, 3), ("ns", 1, 0),
        ]
        let unit = units.first { $0.1 <= largest } ?? ("ns", 1, 0)
        var decimals = 0
        var scale = unit.1
        let bounds = buckets.flatMap { [$0.lowerBound, $0.upperBound] }
        while decimals < unit.2, bounds.contains(where: { $0 % scale != 0 }) {
            decimals += 1
            scale /= 10
        }
        name = unit.0
        nanoseconds = unit.1
        self.decimals = decimals
    }

    func append(_ bound: Int64, to text: inout [UInt8]) {
        var scale = nanoseconds
        for _ in 0..<decimals { scale /= 10 }
        text.append(fixedPoint: bound / scale, decimals: decimals)
    }

    /// How many columns a bound takes.
    func width(of bound: Int64) -> Int {
        var text: [UInt8] = []
        append(bound, to: &text)
        return text.count
    }
}

extension [UInt8] {
    /// A row a bucket: bounds, a bar in eighths of a column, and how many there were.
    mutating func append(histogram buckets: [LatencyBucket], barWidth: Int = 40) {
        guard let last = buckets.last, let most = buckets.map(\.count).max(), most > 0 else { return }
        let unit = HistogramUnit(buckets)
        let width = unit.width(of: last.upperBound)
        for bucket in buckets {
            append(text: "    ")
            append(alignedRightTo: width) { unit.append(bucket.lowerBound, to: &$0) }
            append(text: " - ")
            append(alignedRightTo: width) { unit.append(bucket.upperBound, to: &$0) }
            append(text: " ")
            append(text: unit.name)
            append(text: " ")
            append(bar: bucket.count, of: most, width: barWidth)
            append(text: " ")
            append(decimal: bucket.count)
            append(text: "\n")
        }
    }

    /// A bar of `width` columns at the most, in eighths, padded; what is there is seen, be it ever so little.
    private mutating func append(bar value: Int, of most: Int, width: Int) {
        var eighths = Int(Int128(value) * Int128(width * 8) / Int128(most))
        if value > 0 { eighths = Swift.max(1, eighths) }
        for _ in 0..<eighths / 8 { append(text: "█") }
        let rest = eighths % 8
        if rest > 0 { append(text: ["▏", "▎", "▍", "▌", "▋", "▊", "▉"][rest - 1]) }
        append(spaces: width - eighths / 8 - (rest > 0 ? 1 : 0))
    }
}
