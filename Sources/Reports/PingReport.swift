import Probes
import Wire

/// What a report has to say so far: `results` go to standard output, `notes` to standard error. Whoever prints takes
/// them and empties them.
public struct ReportOutput: Sendable {
    public var results: [UInt8] = []
    public var notes: [UInt8] = []

    public init() {}
}

/// What is known before the first probe leaves.
public struct PingContext: Sendable {
    public var plan: PingPlan
    public var targets: [PingTarget]
    /// The address and interface that probes leave by, where there is one target.
    public var source: IPAddress?
    public var interface: String?
    /// Bytes of payload in the first probe, for the first line.
    public var payloadByteCount: Int
    /// Bytes of IPv4 options that each probe carries.
    public var ipOptionByteCount = 0
    /// Whether a raw socket is used; else a ping, UDP or TCP socket.
    public var isRaw: Bool

    public init(plan: PingPlan, targets: [PingTarget], payloadByteCount: Int, isRaw: Bool) {
        self.plan = plan
        self.targets = targets
        self.payloadByteCount = payloadByteCount
        self.isRaw = isRaw
    }
}

/// How a run ended.
public enum PingEnd: String, Hashable, Sendable {
    /// All probes met their fate, or a stop rule held.
    case finished
    case deadline
    case interrupted
}

/// One form that pinging is told in: text, JSON Lines, CSV.
public protocol PingReport {
    mutating func start(_ context: PingContext, at time: Nanoseconds, into output: inout ReportOutput)
    /// - Parameter time: now, in nanoseconds since 1970 UTC.
    mutating func event(
        _ event: PingEvent, _ engine: borrowing PingEngine, at time: Nanoseconds, into output: inout ReportOutput)
    /// How it stands, for somebody who asked (SIGQUIT).
    mutating func status(_ engine: borrowing PingEngine, at time: Nanoseconds, into output: inout ReportOutput)
    mutating func summary(
        _ engine: borrowing PingEngine, end: PingEnd, elapsed: Nanoseconds, at time: Nanoseconds,
        into output: inout ReportOutput)

    /// The name of an address has become known.
    mutating func learn(_ name: String, of address: IPAddress)
    /// The terminal has another size.
    mutating func resize(columns: Int, rows: Int)
    /// Draws how it stands now; false where this form shows no picture.
    mutating func draw(_ engine: borrowing PingEngine, at time: Nanoseconds, into output: inout ReportOutput) -> Bool
}

extension PingReport {
    public mutating func learn(_ name: String, of address: IPAddress) {}
    public mutating func resize(columns: Int, rows: Int) {}
    public mutating func draw(
        _ engine: borrowing PingEngine, at time: Nanoseconds, into output: inout ReportOutput
    ) -> Bool { false }
}
