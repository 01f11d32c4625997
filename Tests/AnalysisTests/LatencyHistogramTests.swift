import Testing

@testable import Analysis
import TestSupport

@Suite struct LatencyHistogramTests {
    static func histogram(_ values: some Sequence<Int64>) -> LatencyHistogram {
        var histogram = LatencyHistogram()
        for value in values { histogram.add(value) }
        return histogram
    }

    @Test func `the buckets follow one another without a gap over all of Int64`() {
        var next: Int64 = 0
        for index in 0..<LatencyHistogram.bucketCount {
            let range = LatencyHistogram.range(of: index)
            #expect(range.lowerBound == next)
            #expect(LatencyHistogram.index(of: range.lowerBound) == index)
            #expect(LatencyHistogram.index(of: range.upperBound) == index)
            let widest = max(
                LatencyHistogram.middle(of: index) - range.lowerBound,
                range.upperBound - LatencyHistogram.middle(of: index))
            #expect(Double(widest) <= 0.0079 * Double(range.lowerBound))
            next = range.upperBound &+ 1
        }
        #expect(next == .min)
    }

    @Test func `takes at most 30,000 bytes`() {
        #expect(LatencyHistogram.bucketCount * MemoryLayout<Int>.size <= 30_000)
    }

    @Test func `percentiles are within one per cent`() throws {
        var random = SeededGenerator(seed: 1)
        let values = (0..<10_000).map { _ in Int64(1) << Int64.random(in: 0...42, using: &random) }
            .map { Int64.random(in: 0...$0, using: &random) }
        let histogram = Self.histogram(values)
        let sorted = values.sorted()
        for percent in 1...100 {
            let exact = Double(sorted[percent * 100 - 1])
            #expect(abs(Double(try #require(histogram.percentile(percent))) - exact) <= 0.01 * exact)
        }
    }

    @Test func `nothing has no percentile and no buckets`() {
        #expect(LatencyHistogram().percentile(50) == nil)
        #expect(LatencyHistogram().buckets(atMost: 5).isEmpty)
    }

    @Test func `merging adds counts`() {
        var merged = Self.histogram([1, 1000])
        merged.merge(LatencyHistogram())
        merged.merge(Self.histogram([1000, 5_000_000]))
        #expect(merged == Self.histogram([1, 1000, 1000, 5_000_000]))
    }

    @Test func `rows have round bounds`() {
        let statistics = RoundTripStatisticsTests.statistics([10, 12, 13, 13, 17, 21].map { $0 * 100_000 })
        #expect(
            statistics.buckets(atMost: 3) == [
                LatencyBucket(lowerBound: 1_000_000, upperBound: 1_500_000, count: 4),
                LatencyBucket(lowerBound: 1_500_000, upperBound: 2_000_000, count: 1),
                LatencyBucket(lowerBound: 2_000_000, upperBound: 2_500_000, count: 1),
            ])
    }

    @Test func `a long tail shares the last row`() {
        let values = (0..<100).map { 10_000_000 + Int64($0) * 10_000 } + [250_000_000]
        let rows = RoundTripStatisticsTests.statistics(values).buckets(atMost: 6)
        #expect(rows.map(\.count) == [20, 20, 20, 20, 20, 1])
        #expect(rows.first?.lowerBound == 10_000_000)
        #expect(rows.last == LatencyBucket(lowerBound: 11_000_000, upperBound: 250_200_000, count: 1))
    }

    @Test(arguments: [1, 2, 5, 10, 30]) func `rows hold every value once`(rows: Int) {
        var random = SeededGenerator(seed: UInt64(rows))
        for _ in 0..<200 {
            let top = Int64(1) << Int64.random(in: 0...62, using: &random)
            let values = (0..<Int.random(in: 1...600, using: &random)).map { _ in
                Int64.random(in: 0...top, using: &random)
            }
            let statistics = RoundTripStatisticsTests.statistics(values)
            for buckets in [statistics.buckets(atMost: rows), Self.histogram(values).buckets(atMost: rows)] {
                #expect(1...rows ~= buckets.count)
                #expect(buckets.reduce(0) { $0 + $1.count } == values.count)
                #expect(buckets.allSatisfy { $0.count >= 0 && $0.lowerBound < $0.upperBound })
                #expect(zip(buckets, buckets.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
                #expect(buckets[0].lowerBound <= statistics.minimum ?? 0)
                #expect(buckets[buckets.count - 1].upperBound >= statistics.maximum ?? 0)
            }
        }
    }

    @Test func `rows of few values count exactly`() {
        let values = RoundTripStatisticsTests.series(500, seed: 3)
        for bucket in RoundTripStatisticsTests.statistics(values).buckets(atMost: 12) {
            #expect(bucket.count == values.count { bucket.lowerBound..<bucket.upperBound ~= $0 })
        }
    }
}
