import CPacketIO
import Glibc
import Probes

/// The machine's clocks.
public enum SystemClock {
    /// Never steps: for scheduling.
    public static func now() -> Instant { Instant(nanoseconds: cpk_monotonic_ns()) }
    /// Nanoseconds since 1970-01-01 00:00 UTC: for telling people when.
    public static func wallClock() -> Nanoseconds { cpk_realtime_ns() }

    /// Waits; a signal may cut it short.
    public static func sleep(_ time: Nanoseconds) {
        var ready: UInt64 = 0
        _ = unsafe cpk_wait([], 0, (now() + time).nanoseconds, &ready)
    }
}

/// Makes sure that the kernel stamps packets before the first probe leaves: asked for early, it is ready when needed.
public struct StampPreparation: ~Copyable {
    private let descriptor: Int32

    /// Asks for stamps; returns at once.
    public init() { descriptor = cpk_stamps_begin() }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Waits until packets are stamped; two milliseconds at most.
    public borrowing func await() {
        if descriptor >= 0 { _ = cpk_stamps_await(descriptor) }
    }
}
