/// A length of time in nanoseconds: exact, cheap to compute with, and good for 292 years.
public typealias Nanoseconds = Int64

extension Nanoseconds {
    public static let microsecond: Nanoseconds = 1_000
    public static let millisecond: Nanoseconds = 1_000_000
    public static let second: Nanoseconds = 1_000_000_000
}

/// A point on a monotonic clock, in nanoseconds since some start: engines are told it, and never read a clock.
public struct Instant: Hashable, Comparable, Sendable {
    public var nanoseconds: Nanoseconds

    @inlinable public init(nanoseconds: Nanoseconds) { self.nanoseconds = nanoseconds }

    public static let distantFuture = Instant(nanoseconds: .max)

    @inlinable public static func < (left: Instant, right: Instant) -> Bool { left.nanoseconds < right.nanoseconds }
    /// Later by `duration`; the distant future stays where it is.
    @inlinable public static func + (left: Instant, duration: Nanoseconds) -> Instant {
        let (sum, overflow) = left.nanoseconds.addingReportingOverflow(duration)
        return Instant(nanoseconds: overflow ? .max : sum)
    }
    @inlinable public static func - (left: Instant, right: Instant) -> Nanoseconds {
        left.nanoseconds &- right.nanoseconds
    }
}

/// Who took the times that a round trip was computed from.
public enum StampClock: String, Hashable, Sendable {
    /// The network card, on the wire.
    case hardware
    /// The kernel, at the driver's door.
    case kernel
    /// This program, around its system calls: includes waiting for the processor.
    case user
}

/// When a packet passed a stamping place: real-time clock of the kernel and, where there is one, the card's own clock;
/// zero where it was not stamped.
public struct PacketStamps: Hashable, Sendable {
    public var kernel: Nanoseconds
    public var hardware: Nanoseconds

    @inlinable public init(kernel: Nanoseconds = 0, hardware: Nanoseconds = 0) {
        self.kernel = kernel
        self.hardware = hardware
    }
}
