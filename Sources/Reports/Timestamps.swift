import Probes
import Wire

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
