/// A moment, as protocols carry it: written as Wireshark writes it, "Nov 14, 2023 22:13:20.500000000 UTC".
@usableFromInline
struct AbsoluteTime {
    /// Since the beginning of 1970, without leap seconds.
    let seconds: Int64
    /// 0..<1,000,000,000
    let nanoseconds: UInt64

    init(seconds: Int64, nanoseconds: UInt64) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// Of a date in the Gregorian calendar, months and days counted from 1, and a time of day in UTC.
    init(year: Int64, month: Int64, day: Int64, secondsOfDay: Int64, nanoseconds: UInt64) {
        let days = CivilDate(year: year, month: UInt8(month), day: UInt8(day)).daysSince1970
        self.init(seconds: days * 86400 + secondsOfDay, nanoseconds: nanoseconds)
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// - Parameter seconds: since 1970, below 2^48.
    @usableFromInline
    static func text(seconds: UInt64) -> [UInt8] {
        AbsoluteTime(seconds: Int64(truncatingIfNeeded: seconds), nanoseconds: 0).text
    }

    /// From 1970 on, for millions of years.
    var text: [UInt8] {
        let date = CivilDate(daysSince1970: seconds / 86400)
        let time = UInt64(seconds % 86400)
        var text = Array(Self.months[Int(date.month) - 1].utf8)
        text.append(text: date.day < 10 ? "  " : " ")
        text.append(decimal: UInt64(date.day))
        text.append(text: ", ")
        text.append(decimal: date.year)
        for (index, part) in [time / 3600, time / 60 % 60, time % 60].enumerated() {
            text.append(UInt8(ascii: index == 0 ? " " : ":"))
            text.append(decimal: part, zeroPaddedTo: 2)
        }
        text.append(UInt8(ascii: "."))
        text.append(decimal: nanoseconds, zeroPaddedTo: 9)
        text.append(text: " UTC")
        return text
    }
}
