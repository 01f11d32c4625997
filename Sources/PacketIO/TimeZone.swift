import Glibc

/// The time zone of this machine, or of TZ in the environment.
public enum TimeZone {
    /// Seconds that local time is ahead of UTC, at a second since 1970.
    @Sendable
    public static func offset(at second: Int64) -> Int {
        var time = time_t(second)
        var parts = unsafe tm()
        guard unsafe localtime_r(&time, &parts) != nil else { return 0 }
        return unsafe parts.tm_gmtoff
    }
}
