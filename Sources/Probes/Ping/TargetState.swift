import Analysis

/// How it stands with one target.
public struct TargetState: Sendable {
    public enum StopReason: Hashable, Sendable {
        case replies
        case losses
        case lossesInARow
        case searchEnded
    }

    public let target: PingTarget
    public internal(set) var sent = 0
    /// Probes answered, each counted once.
    public internal(set) var received = 0
    /// Probes that ran out of time, or met an error and have not been answered after all.
    public internal(set) var lost = 0
    /// ICMP errors and refusals of this machine. Most are about a lost probe; there may be several about one, and one
    /// about a probe that was answered, before or after.
    public internal(set) var errors = 0
    public internal(set) var duplicates = 0
    /// Answers whose content was damaged.
    public internal(set) var corrupt = 0
    /// Answers that came from another address than was asked.
    public internal(set) var fromOtherAddress = 0
    /// Answers shorter than what was sent; they count as answers.
    public internal(set) var truncated = 0
    /// Answers that came after their time was up.
    public internal(set) var late = 0
    public internal(set) var reordered = 0
    public internal(set) var roundTrips = RoundTripStatistics()
    public internal(set) var loss = LossStatistics()
    public internal(set) var stopReason: StopReason?
    /// Probes whose fate is not known.
    public internal(set) var inFlight = 0

    /// The number of the last probe sent.
    var lastNumber: UInt64?
    var nextDue = Instant(nanoseconds: 0)
    var highestAnswered: UInt64 = 0
    var isSending = true
    var isFinished = false

    init(_ target: PingTarget) { self.target = target }
}

/// Totals over all targets, and what belongs to none.
public struct PingCounters: Hashable, Sendable {
    public internal(set) var sent = 0
    public internal(set) var received = 0
    public internal(set) var lost = 0
    public internal(set) var errors = 0
    public internal(set) var duplicates = 0
    /// Packets that looked like answers and were none of ours.
    public internal(set) var foreign = 0

    public init() {}
}
