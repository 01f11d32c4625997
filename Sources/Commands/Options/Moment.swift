import Wire

/// Moments as people write them.
enum Moment {
    /// Nanoseconds since 1970 UTC: from seconds with a fraction, or from a date and time as RFC 3339 writes them
    /// (`2026-11-23T12:34:56.5Z`, `+01:00` for an offset; a date alone is its midnight, UTC).
    static func parse(_ text: String) -> Int64? {
        if let seconds = fixedPoint(Substring(text)) { return seconds }
        guard text.utf8.count >= 10, let days = days(text.prefix(10)) else { return nil }
        let midnight = days.multipliedReportingOverflow(by: 86_400 * 1_000_000_000)
        guard !midnight.overflow else { return nil }
        var rest = text.dropFirst(10)
        guard let separator = rest.popFirst() else { return midnight.partialValue }
        guard separator == "T" || separator == "t" || separator == " " else { return nil }
        guard let offset = takeOffset(&rest), let time = timeOfDay(rest) else { return nil }
        let (sum, overflow) = midnight.partialValue.addingReportingOverflow(time - offset)
        return overflow ? nil : sum
    }

    private static func number(_ text: Substring, digits: Int) -> Int64? {
        guard text.utf8.count == digits, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int64(text)
    }

    /// Seconds, with up to nine decimals.
    private static func fixedPoint(_ text: Substring) -> Int64? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, !whole.isEmpty, whole.utf8.count <= 10,
            let seconds = number(whole, digits: whole.utf8.count)
        else { return nil }
        guard parts.count == 2 else { return seconds.multipliedReportingOverflow(by: 1_000_000_000).partialValue }
        guard (1...9).contains(parts[1].utf8.count), let fraction = number(parts[1], digits: parts[1].utf8.count) else {
            return nil
        }
        let scale = (parts[1].utf8.count..<9).reduce(Int64(1)) { scale, _ in scale * 10 }
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? nil : product &+ fraction * scale
    }

    /// Days since 1970 of a date: `2026-11-23`.
    private static func days(_ text: Substring) -> Int64? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, let year = number(parts[0], digits: 4), let month = number(parts[1], digits: 2),
            let day = number(parts[2], digits: 2), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        return CivilDate(year: year, month: UInt8(month), day: UInt8(day)).daysSince1970
    }

    /// Takes the zone off the end, in nanoseconds ahead of UTC; none is UTC.
    private static func takeOffset(_ text: inout Substring) -> Int64? {
        if text.last == "Z" || text.last == "z" {
            text.removeLast()
            return 0
        }
        guard let sign = text.lastIndex(where: { $0 == "+" || $0 == "-" }) else { return 0 }
        let parts = text[text.index(after: sign)...].split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let hours = number(parts[0], digits: 2), let minutes = number(parts[1], digits: 2),
            hours < 24, minutes < 60
        else { return nil }
        let offset = (hours * 3600 + minutes * 60) * 1_000_000_000
        defer { text = text[..<sign] }
        return text[sign] == "-" ? -offset : offset
    }

    /// Nanoseconds since midnight of `12:34`, `12:34:56` or `12:34:56.789`.
    private static func timeOfDay(_ text: Substring) -> Int64? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), let hours = number(parts[0], digits: 2),
            let minutes = number(parts[1], digits: 2), hours < 24, minutes < 60
        else { return nil }
        guard let seconds = parts.count == 3 ? fixedPoint(parts[2]) : 0, seconds < 61 * 1_000_000_000 else {
            return nil
        }
        return (hours * 3600 + minutes * 60) * 1_000_000_000 + seconds
    }
}
