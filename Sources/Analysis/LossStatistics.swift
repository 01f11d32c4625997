/// How many probes came back, and the longest time that none did. All times are nanoseconds of one clock.
///
/// Call `answered(sentAt:)` or `lost(sentAt:until:)` once for each probe, in the order of sending, when its fate is
/// known; a probe still under way is not counted yet.
public struct LossStatistics: Hashable, Sendable {
    /// Consecutive lost probes.
    public struct Outage: Hashable, Sendable {
        /// How many probes were lost in a row.
        public let count: Int
        /// When the first of them was sent.
        public let start: Int64
        /// When the next answered probe was sent; while there is none, when the last of the lost ones was given up.
        public let end: Int64

        public var duration: Int64 {
            let (duration, overflow) = end.subtractingReportingOverflow(start)
            return overflow ? .max : duration
        }

        public init(count: Int, start: Int64, end: Int64) {
            self.count = count
            self.start = start
            self.end = max(start, end)
        }

        /// More probes lost, or as many over a longer time.
        func isLonger(than other: Outage?) -> Bool {
            guard let other else { return true }
            return count == other.count ? duration > other.duration : count > other.count
        }
    }

    public private(set) var received = 0
    public private(set) var lost = 0
    /// Empty where nothing has been lost, else one element: on the heap, where it is needed.
    private var outages: [Outages] = []

    private struct Outages: Hashable, Sendable {
        var current: Outage?
        var longestEnded: Outage?

        mutating func keep(_ outage: Outage?) {
            if let outage, outage.isLonger(than: longestEnded) { longestEnded = outage }
        }
    }

    public init() {}

    /// The run of lost probes that no answer has ended yet.
    public var currentOutage: Outage? { outages.first?.current }

    /// The probes whose fate is known.
    public var sent: Int { received + lost }

    /// Lost probes in per cent of those sent; 0 where none was.
    public var lossPercentage: Double { sent == 0 ? 0 : Double(lost) / Double(sent) * 100 }

    /// The longest run of lost probes, the present one included; nil where none was lost.
    public var longestOutage: Outage? {
        guard let known = outages.first else { return nil }
        if let current = known.current, current.isLonger(than: known.longestEnded) { return current }
        return known.longestEnded
    }

    /// The next probe, sent at this time, was answered.
    public mutating func answered(sentAt time: Int64) {
        received += 1
        guard !outages.isEmpty, let current = outages[0].current else { return }
        outages[0].keep(Outage(count: current.count, start: current.start, end: time))
        outages[0].current = nil
    }

    /// The next probe, sent at this time, was given up at `end`: when its time was up, or when an error came instead of
    /// an answer.
    public mutating func lost(sentAt time: Int64, until end: Int64) {
        lost += 1
        if outages.isEmpty { outages.append(Outages()) }
        let current = outages[0].current ?? Outage(count: 0, start: time, end: end)
        outages[0].current = Outage(count: current.count + 1, start: current.start, end: max(current.end, end))
    }

    /// Adds the probes of another target, for totals. Outages stay those of single targets.
    public mutating func merge(_ other: LossStatistics) {
        received += other.received
        lost += other.lost
        guard !outages.isEmpty || !other.outages.isEmpty else { return }
        var merged = outages.first ?? Outages()
        for outage in [merged.current, other.longestOutage] { merged.keep(outage) }
        merged.current = nil
        outages = [merged]
    }
}
