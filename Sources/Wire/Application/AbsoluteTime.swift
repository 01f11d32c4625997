/// A moment, as protocols carry it: written as Wireshark writes it, "Nov 14, 2023 22:13:20.500000000 UTC".
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
        // Years that begin in March have their leap day at the end.
        let shifted = month > 2 ? year : year - 1
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let days = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - Self.daysBefore1970
        self.init(seconds: days * 86400 + secondsOfDay, nanoseconds: nanoseconds)
    }

    /// From the 1st of March of the year 0.
    private static let daysBefore1970: Int64 = 719_468
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// From 1970 on, for a hundred thousand years.
    var text: [UInt8] {
        let days = seconds / 86400 + Self.daysBefore1970
        let time = UInt64(seconds % 86400)
        let era = days / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * month + 2) / 5 + 1
        let year = yearOfEra + era * 400 + (month >= 10 ? 1 : 0)
        var text = Array(Self.months[Int((month + 2) % 12)].utf8)
        text.append(text: day < 10 ? "  " : " ")
        text.append(decimal: day)
        text.append(text: ", ")
        text.append(decimal: year)
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
