import Wire

// What lines are made of.
extension DNSFlags {
    /// The flags by the names that people have for them, in the order of the header.
    var named: [(name: String, isSet: Bool)] {
        [
            ("qr", isResponse), ("aa", isAuthoritative), ("tc", isTruncated), ("rd", recursionDesired),
            ("ra", recursionAvailable), ("ad", isAuthentic), ("cd", checkingDisabled),
        ]
    }
}

extension [UInt8] {
    /// Goes on to a column, at least one further: by tabs of eight where one is passed, else by blanks.
    mutating func tab(_ column: inout Int, to target: Int) {
        let end = Swift.max(target, column + 1)
        let tabs = end / 8 - column / 8
        for _ in 0..<tabs { append(UInt8(ascii: "\t")) }
        for _ in 0..<end - (tabs > 0 ? end / 8 * 8 : column) { append(UInt8(ascii: " ")) }
        column = end
    }

    mutating func append(text: String, _ column: inout Int) {
        append(text: text)
        column += text.utf8.count
    }

    /// Text from outside: control characters are shown, not sent.
    mutating func append(foreign text: String) { append(foreign: text.utf8Span.span) }

    mutating func append(foreign text: Span<UInt8>) {
        var characters = ForeignText(text)
        while let character = characters.next() {
            if case .plain(let scalar) = character {
                append(text: String(scalar))
            } else {
                append(escaping: character)
            }
        }
    }

    /// Seconds as `1w2d3h4m5s`, without the parts that are zero.
    mutating func append(duration seconds: UInt32) {
        guard seconds > 0 else { return append(text: "0s") }
        var rest = seconds
        for (unit, length) in [("w", 604_800), ("d", 86_400), ("h", 3600), ("m", 60), ("s", 1)] as [(String, UInt32)] {
            if rest >= length { append(text: "\(rest / length)\(unit)") }
            rest %= length
        }
    }

    /// `Mon Nov 23 09:32:08 UTC 2026`, or `+0100` in place of UTC.
    mutating func append(dateOf second: Int64, offset: (Int64) -> Int) {
        let ahead = offset(second)
        let (days, rest) = floorDivide(second + Int64(ahead), by: 86_400)
        let date = CivilDate(daysSince1970: days)
        append(text: weekdays[Int((days % 7 + 7) % 7)])
        append(text: " ")
        append(text: months[Int(date.month) - 1])
        append(text: " ")
        append(decimal: UInt64(date.day), zeroPaddedTo: 2)
        append(text: " ")
        append(timeOfDay: rest)
        append(text: " ")
        if ahead == 0 {
            append(text: "UTC")
        } else {
            append(text: ahead < 0 ? "-" : "+")
            append(decimal: UInt64(abs(ahead) / 3600), zeroPaddedTo: 2)
            append(decimal: UInt64(abs(ahead) / 60 % 60), zeroPaddedTo: 2)
        }
        append(text: " ")
        append(decimal: date.year)
    }
}

private let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
private let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
