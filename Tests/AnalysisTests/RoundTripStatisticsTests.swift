import Testing

@testable import Analysis
import TestSupport

@Suite struct RoundTripStatisticsTests {
    static func statistics(_ values: some Sequence<Int64>) -> RoundTripStatistics {
        var statistics = RoundTripStatistics()
        for value in values { statistics.add(value) }
        return statistics
    }

    /// Round trips as a network makes them: 10 ms, some noise, now and then a long one.
    static func series(_ count: Int, seed: UInt64) -> [Int64] {
        var random = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            let tail =
                Int.random(in: 0..<50, using: &random) == 0 ? Int64.random(in: 0...500_000_000, using: &random) : 0
            return 10_000_000 + .random(in: 0...400_000, using: &random) + tail
        }
    }

    @Test func `says nothing before the first round trip`() {
        let statistics = RoundTripStatistics()
        #expect(statistics.count == 0)
        #expect(statistics.minimum == nil && statistics.maximum == nil && statistics.mean == nil)
        #expect(statistics.meanDeviation == nil && statistics.jitter == nil && statistics.smoothedAverage == nil)
        #expect(statistics.median == nil && statistics.percentile(99) == nil)
        #expect(statistics.buckets(atMost: 10).isEmpty)
    }

    @Test func `one round trip is all there is to say`() {
        let statistics = Self.statistics([1234])
        #expect(statistics.minimum == 1234 && statistics.maximum == 1234 && statistics.mean == 1234)
        #expect(statistics.meanDeviation == 0 && statistics.jitter == 0 && statistics.smoothedAverage == 1234)
        #expect(statistics.median == 1234 && statistics.percentile(99) == 1234)
    }

    @Test func `known values come out`() {
        let statistics = Self.statistics([2, 4, 4, 4, 5, 5, 7, 9].map { $0 * 1_000_000 })
        #expect(statistics.mean == 5_000_000)
        #expect(statistics.meanDeviation == 2_000_000)
        #expect(statistics.median == 4_000_000)
        #expect(statistics.percentile(0) == 2_000_000 && statistics.percentile(100) == 9_000_000)
    }

    @Test func `jitter follows RFC 3550`() {
        // 16 ms apart: J is 1 ms, then 1 + (8 - 1) / 16 = 1.4375 ms.
        let statistics = Self.statistics([10_000_000, 26_000_000, 18_000_000])
        #expect(statistics.jitter == 1_437_500)
    }

    @Test func `the smoothed average takes the first whole and an eighth of each other`() {
        #expect(Self.statistics([8_000_000, 16_000_000]).smoothedAverage == 9_000_000)
        #expect(Self.statistics([8_000_000, 16_000_000, 1_000_000]).smoothedAverage == 8_000_000)
    }

    @Test func `a negative round trip counts as zero`() {
        let statistics = Self.statistics([-5, .min, 10])
        #expect(statistics.minimum == 0 && statistics.maximum == 10 && statistics.mean == 3)
    }

    @Test(arguments: [(1, 1), (2, 2), (10, 10), (100, 99), (101, 100), (512, 507)])
    func `the 99th percentile is the nearest rank`(count: Int64, expected: Int64) {
        #expect(Self.statistics((1...count).reversed()).percentile(99) == expected)
    }

    @Test(arguments: [1, 2, 3, 99, 512, 513, 20_000])
    func `agrees with a naive computation`(count: Int) throws {
        let values = Self.series(count, seed: UInt64(count))
        let statistics = Self.statistics(values)
        let sorted = values.sorted()
        let mean = Double(values.reduce(0, +)) / Double(count)
        let variance = values.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / Double(count)
        #expect(statistics.count == count)
        #expect(statistics.minimum == sorted.first && statistics.maximum == sorted.last)
        #expect(statistics.mean == Int64(mean.rounded()))
        #expect(abs(Double(try #require(statistics.meanDeviation)) - variance.squareRoot()) <= 1)
        for percent in [0, 1, 50, 90, 95, 99, 100] {
            let rank = max(1, (percent * count + 99) / 100)
            let exact = sorted[rank - 1]
            let found = try #require(statistics.percentile(percent))
            #expect(count <= 512 ? found == exact : abs(Double(found - exact)) <= 0.01 * Double(exact))
            #expect(sorted[0]...sorted[count - 1] ~= found)
        }
    }

    @Test func `large values close together keep their deviation`() {
        let base: Int64 = 3_600_000_000_000_000
        #expect(Self.statistics((0..<1000).map { base + ($0 % 2) * 20 }).meanDeviation == 10)
    }

    @Test(arguments: [Int64.max / 4, .max]) func `the largest values do not overflow`(value: Int64) {
        let same = Self.statistics(repeatElement(value, count: 1000))
        #expect(same.mean == value && same.maximum == value && same.meanDeviation == 0)
        #expect(same.percentile(50) == value)
        let apart = Self.statistics((0..<1000).map { $0 % 2 == 0 ? 0 : value })
        #expect(apart.mean == value / 2 + value % 2)
        let deviation = Double(apart.meanDeviation ?? 0)
        #expect(abs(deviation / (Double(value) / 2) - 1) < 1e-12)
        #expect(apart.buckets(atMost: 5).reduce(0) { $0 + $1.count } == 1000)
        #expect(apart.buckets(atMost: 1).count == 1)
    }

    @Test(arguments: [(0, 10), (10, 0), (5, 300), (300, 300), (600, 5), (5, 600), (600, 700)])
    func `two series merged say what the whole says`(first: Int, second: Int) {
        let values = Self.series(first + second, seed: 7)
        let whole = Self.statistics(values)
        var merged = Self.statistics(values.prefix(first))
        merged.merge(Self.statistics(values.dropFirst(first)))
        #expect(merged.count == whole.count && merged.mean == whole.mean)
        #expect(merged.minimum == whole.minimum && merged.maximum == whole.maximum)
        #expect(merged.meanDeviation == whole.meanDeviation)
        for percent in 0...100 { #expect(merged.percentile(percent) == whole.percentile(percent)) }
        #expect(merged.histogram == whole.histogram)
    }

    @Test func `merging weighs what depends on order by count`() {
        var merged = Self.statistics([8_000, 8_000, 8_000])
        merged.merge(Self.statistics([16_000]))
        #expect(merged.smoothedAverage == 10_000)
        #expect(merged.jitter == 0)
        merged.add(10_000)
        #expect(merged.jitter == 0, "no difference across two targets")
    }
}
