import Probes
import Wire

/// What is known of addresses beside what their packets say.
public struct TraceLabels: Sendable {
    public var names: [IPAddress: String] = [:]
    /// Nil for an address that nobody announces; no entry where nothing was asked.
    public var origins: [IPAddress: AddressOrigin?] = [:]

    public init() {}
}

/// What is known before the first probe leaves.
public struct TraceContext: Sendable {
    public var plan: TracePlan
    public var targets: [TraceTarget]
    public var interface: String?
    /// Whether packets are written and read whole; else the kernel writes their headers, and keeps those of answers.
    public var isRaw: Bool

    public init(plan: TracePlan, targets: [TraceTarget], interface: String?, isRaw: Bool) {
        self.plan = plan
        self.targets = targets
        self.interface = interface
        self.isRaw = isRaw
    }
}

/// What is told of each hop beside who answered, and how fast.
public struct TraceTextOptions: Sendable {
    /// Addresses alone, without names.
    public var isNumeric = false
    /// Who announces the address.
    public var showsOrigins = false
    /// What routers add to their answers (RFC 4884).
    public var showsExtensions = false
    /// How many hops the answer came back over, where these are not as many as it took to get there.
    public var showsReturn = false
    public var isVerbose = false
    public var isColored = false

    public init() {}
}

/// One form that a trace is told in.
public protocol TraceReport {
    mutating func start(_ context: TraceContext, at time: Nanoseconds, into output: inout ReportOutput)
    /// - Parameter time: now, in nanoseconds since 1970 UTC.
    mutating func event(
        _ event: TraceEvent, _ labels: TraceLabels, at time: Nanoseconds, into output: inout ReportOutput)
    /// A trace has ended.
    mutating func summary(
        _ trace: Trace, index: Int, _ labels: TraceLabels, at time: Nanoseconds, into output: inout ReportOutput)
}
