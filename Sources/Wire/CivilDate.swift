/// A date of the Gregorian calendar, reckoned back and forth without end.
///
/// Counted in years that begin in March, so that the leap day is the last: in these the months before day `d` are
/// `(5 d + 2) / 153`.
public struct CivilDate: Hashable, Sendable {
    public var year: Int64
    /// From 1 on.
    public var month: UInt8
    /// From 1 on.
    public var day: UInt8

    public init(year: Int64, month: UInt8, day: UInt8) {
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// From the 1st of March of the year 0.
    private static let daysBefore1970: Int64 = 719_468

    /// The date so many days after 1 January 1970.
    public init(daysSince1970 days: Int64) {
        let shifted = days + Self.daysBefore1970
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        day = UInt8(dayOfYear - (153 * marchMonth + 2) / 5 + 1)
        month = UInt8(marchMonth < 10 ? marchMonth + 3 : marchMonth - 9)
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Of a year from 0 on.
    public var daysSince1970: Int64 {
        let shifted = month > 2 ? year : year - 1
        let dayOfYear = (153 * ((Int64(month) + 9) % 12) + 2) / 5 + Int64(day) - 1
        return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - Self.daysBefore1970
    }
}
