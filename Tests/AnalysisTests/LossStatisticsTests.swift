import Analysis
import Testing

@Suite struct LossStatisticsTests {
    /// One probe a second, given up after two: `.` came back, `x` did not.
    static func statistics(_ fates: String) -> LossStatistics {
        var statistics = LossStatistics()
        for (second, fate) in fates.enumerated() {
            let time = Int64(second) * 1_000_000_000
            if fate == "." {
                statistics.answered(sentAt: time)
            } else {
                statistics.lost(sentAt: time, until: time + 2_000_000_000)
            }
        }
        return statistics
    }

    static func outage(_ count: Int, from start: Int64, to end: Int64) -> LossStatistics.Outage {
        LossStatistics.Outage(count: count, start: start * 1_000_000_000, end: end * 1_000_000_000)
    }

    @Test(arguments: [
        ("", 0, 0), ("....", 4, 0), ("xx", 0, 2), ("x...", 3, 1), ("..x.xx.", 4, 3),
    ])
    func `counts probes`(fates: String, received: Int, lost: Int) {
        let statistics = Self.statistics(fates)
        #expect(statistics.received == received && statistics.lost == lost)
        #expect(statistics.sent == received + lost)
        #expect(statistics.lossPercentage == (fates.isEmpty ? 0 : Double(lost) * 100 / Double(fates.count)))
    }

    @Test(arguments: [
        ("..x.xxx.x", outage(3, from: 4, to: 7)),
        ("xx.x", outage(2, from: 0, to: 2)),
        (".xx", outage(2, from: 1, to: 4)),
        ("xx.xxx", outage(3, from: 3, to: 7)),
    ])
    func `finds the longest outage`(fates: String, expected: LossStatistics.Outage) {
        #expect(Self.statistics(fates).longestOutage == expected)
    }

    @Test func `no probe lost is no outage`() {
        #expect(Self.statistics("...").longestOutage == nil)
        #expect(LossStatistics().longestOutage == nil)
    }

    @Test func `of two equally many the longer in time wins`() {
        var statistics = Self.statistics("x.")
        statistics.lost(sentAt: 10_000_000_000, until: 12_000_000_000)
        statistics.answered(sentAt: 15_000_000_000)
        #expect(statistics.longestOutage == Self.outage(1, from: 10, to: 15))
        #expect(statistics.longestOutage?.duration == 5_000_000_000)
    }

    @Test func `an outage lasts until the next answered probe`() {
        var statistics = Self.statistics(".xx")
        #expect(statistics.currentOutage == Self.outage(2, from: 1, to: 4))
        statistics.answered(sentAt: 3_000_000_000)
        #expect(statistics.currentOutage == nil)
        #expect(statistics.longestOutage == Self.outage(2, from: 1, to: 3))
    }

    @Test func `a probe given up early does not end an outage before those given up late`() {
        var statistics = Self.statistics("x")
        statistics.lost(sentAt: 1_000_000_000, until: 1_100_000_000)
        #expect(statistics.currentOutage == Self.outage(2, from: 0, to: 2))
    }

    @Test func `merging adds counts and keeps the longest outage`() {
        var total = Self.statistics("xx..x")
        let other = Self.statistics(".xxx")
        total.merge(other)
        #expect(total.sent == 9 && total.lost == 6 && total.received == 3)
        #expect(total.longestOutage == Self.outage(3, from: 1, to: 5))
        #expect(total.currentOutage == nil)
    }

    @Test func `times from end to end of Int64 do not overflow`() {
        #expect(LossStatistics.Outage(count: 1, start: .min, end: .max).duration == .max)
    }
}
