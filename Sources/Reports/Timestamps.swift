import Probes
import Wire

/// A date of the Gregorian calendar, reckoned back and forth without end.
struct CivilDate: Hashable {
    var year: Int64
    var month: UInt8
    var day: UInt8

    /// The date so many days after 1 January 1970.
    ///
    /// Counted in years that begin in March, so that the leap day is the last: in these the months before day `d` are
    /// `(5 d + 2) / 153`.
    init(daysSince1970 days: Int64) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        day = UInt8(dayOfYear - (153 * marchMonth + 2) / 5 + 1)
        month = UInt8(marchMonth < 10 ? marchMonth + 3 : marchMonth - 9)
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }
}

extension TextOutput where Self: ~Copyable {
    /// A moment as RFC 3339 writes it, in UTC and to the nanosecond: `2026-08-01T12:34:56.000000789Z`.
    ///
    /// - Parameter time: nanoseconds since 1970 UTC; reaches from 1677 to 2262.
    public mutating func append(rfc3339 time: Nanoseconds) {
        let (days, rest) = floorDivide(time, by: 86_400 * .second)
        let date = CivilDate(daysSince1970: days)
        append(decimal: date.year.magnitude, zeroPaddedTo: 4)
        for part in [date.month, date.day] {
            append(UInt8(ascii: "-"))
            append(decimal: UInt64(part), zeroPaddedTo: 2)
        }
        append(UInt8(ascii: "T"))
        append(timeOfDay: rest / .second)
        append(UInt8(ascii: "."))
        append(decimal: UInt64(rest % .second), zeroPaddedTo: 9)
        append(UInt8(ascii: "Z"))
    }

    /// Hours, minutes and seconds of a day's second: `12:34:56`.
    mutating func append(timeOfDay seconds: Int64) {
        append(decimal: UInt64(seconds / 3600), zeroPaddedTo: 2)
        append(UInt8(ascii: ":"))
        append(decimal: UInt64(seconds / 60 % 60), zeroPaddedTo: 2)
        append(UInt8(ascii: ":"))
        append(decimal: UInt64(seconds % 60), zeroPaddedTo: 2)
    }

}

extension [UInt8] {
    /// Seconds since 1970 with six decimals, as `ping -D` writes them.
    public mutating func append(unixTime time: Nanoseconds) {
        append(fixedPoint: floorDivide(time, by: .microsecond).quotient, decimals: 6)
    }
}

/// The quotient rounded down, and the remainder that is then never negative.
func floorDivide(_ value: Int64, by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
}
