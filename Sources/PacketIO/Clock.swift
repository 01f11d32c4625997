import CPacketIO
import Probes

/// The machine's clocks.
public enum SystemClock {
    /// Never steps: for scheduling.
    public static func now() -> Instant { Instant(nanoseconds: cpk_monotonic_ns()) }
    /// Nanoseconds since 1970-01-01 00:00 UTC: for telling people when.
    public static func wallClock() -> Nanoseconds { cpk_realtime_ns() }
}
