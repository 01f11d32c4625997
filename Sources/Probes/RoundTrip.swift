/// The time between a departure and an arrival, from the best clock that saw both.
enum RoundTrip {
    /// How much longer than what this program saw a round trip by stamps may be before their clock is taken to have
    /// been set.
    static let tolerance: Nanoseconds = .millisecond

    /// A difference of stamps is believed only where it is possible: their clock may have been set meanwhile.
    static func between(
        _ sent: PacketStamps, _ sentAt: Instant, and arrived: PacketStamps, _ now: Instant
    ) -> (Nanoseconds, StampClock) {
        let seen = max(0, now - sentAt)
        func difference(_ start: Nanoseconds, _ end: Nanoseconds) -> Nanoseconds? {
            guard start > 0, end >= start, end - start <= seen + tolerance else { return nil }
            return end - start
        }
        if let span = difference(sent.hardware, arrived.hardware) { return (span, .hardware) }
        if let span = difference(sent.kernel, arrived.kernel) { return (span, .kernel) }
        return (seen, .user)
    }
}
