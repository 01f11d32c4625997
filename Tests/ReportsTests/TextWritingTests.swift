import Testing
import Wire

@testable import Reports

func text(_ write: (inout [UInt8]) -> Void) -> String {
    var bytes: [UInt8] = []
    write(&bytes)
    return String(decoding: bytes, as: UTF8.self)
}

@Suite struct TextWritingTests {
    @Test(arguments: [0, 7, 10, -1, 1_234_567, .max, .min] as [Int64])
    func `writes whole numbers`(number: Int64) {
        #expect(text { $0.append(decimal: number) } == String(number))
    }

    @Test(arguments: [
        (0, 3, "0.000", "0"), (5, 3, "0.005", "0.005"), (12345, 3, "12.345", "12.345"), (1500, 3, "1.500", "1.5"),
        (-1500, 3, "-1.500", "-1.5"), (-5, 1, "-0.5", "-0.5"), (7, 0, "7", "7"), (20, 1, "2.0", "2"),
        (100, 0, "100", "100"),
    ])
    func `writes fixed-point numbers`(value: Int64, decimals: Int, whole: String, trimmed: String) {
        #expect(text { $0.append(fixedPoint: value, decimals: decimals) } == whole)
        #expect(text { $0.append(fixedPoint: value, decimals: decimals, isTrimmed: true) } == trimmed)
    }

    /// ping's steps, which are taken where rounding would show another digit.
    @Test(arguments: [
        (0, "0.000"), (499, "0.000"), (500, "0.001"), (45_123, "0.045"), (99_999, "0.100"), (999_499, "0.999"),
        (999_500, "1.00"), (1_234_567, "1.23"), (9_994_999, "9.99"), (9_995_000, "10.0"), (12_345_678, "12.3"),
        (99_949_999, "99.9"), (99_950_000, "100"), (123_456_789, "123"), (10_000_500_000, "10001"),
    ])
    func `writes round trips as ping does`(time: Int64, expected: String) {
        #expect(text { $0.append(milliseconds: time) } == expected)
    }

    @Test(arguments: [
        (0, "0 ns"), (999, "999 ns"), (1_000, "1 µs"), (45_123, "45.123 µs"), (1_500_000, "1.5 ms"),
        (2_000_000_000, "2 s"), (2_345_678_901, "2.346 s"), (-1_000, "-1 µs"),
    ])
    func `writes durations with their unit`(time: Int64, expected: String) {
        #expect(text { $0.append(duration: time) } == expected)
    }

    @Test(arguments: [
        (0, 0, "0%"), (0, 3, "0%"), (3, 3, "100%"), (1, 3, "33.3333%"), (2, 3, "66.6667%"), (1, 8, "12.5%"),
        (1, 1000, "0.1%"), (1, 30, "3.33333%"), (1, 3000, "0.033333%"), (1, 10_000_000_000, "0.000001%"),
        (9_999_999_999, 10_000_000_000, "99.9999%"),
    ])
    func `writes shares, of which neither nothing nor all is rounded to`(part: Int, whole: Int, expected: String) {
        #expect(text { $0.append(percentage: part, of: whole) } == expected)
    }

    @Test func `fills columns`() {
        let row = text { row in
            row.append(text: "ab")
            row.pad(to: 4, since: 0)
            row.append(alignedRightTo: 5) { $0.append(decimal: 123) }
            row.pad(to: 2, since: 0)
        }
        #expect(row == "ab    123")
    }
}

@Suite struct ForeignTextTests {
    @Test(arguments: [
        ("plain-name.example", "plain-name.example"), ("größe ☃ 𝄞", "größe ☃ 𝄞"),
        ("\u{1B}[31mred\u{7}", "\\x1b[31mred\\x07"), ("a\nb\tc\u{7F}", "a\\x0ab\\x09c\\x7f"),
        ("\u{9B}31m", "\\xc2\\x9b31m"), ("a\u{202E}b", "a\\xe2\\x80\\xaeb"), ("back\\slash", "back\\x5cslash"),
    ])
    func `controls are escaped`(foreign: String, expected: String) {
        #expect(text { $0.appendEscaped(foreign) } == expected)
    }

    @Test(
        arguments: [
            ([0x61, 0xFF, 0x62], "a\\xffb"), ([0xC3], "\\xc3"), ([0xC0, 0x80], "\\xc0\\x80"),
            ([0xE0, 0x80, 0x80], "\\xe0\\x80\\x80"), ([0xED, 0xA0, 0x80], "\\xed\\xa0\\x80"),
            ([0xF4, 0x90, 0x80, 0x80], "\\xf4\\x90\\x80\\x80"), ([0xE2, 0x98, 0x83], "☃"),
            ([0xE2, 0x98], "\\xe2\\x98"),
            ([0xF0, 0x9D, 0x84, 0x9E, 0x80], "𝄞\\x80"),
        ] as [([UInt8], String)])
    func `bytes that are no UTF-8 are escaped`(foreign: [UInt8], expected: String) {
        #expect(text { $0.appendEscaped(foreign) } == expected)
    }

    @Test func `no byte, alone or after any other, reaches a terminal as a control`() {
        for first in UInt8.min...UInt8.max {
            for second in UInt8.min...UInt8.max {
                let written = text { $0.appendEscaped([first, second]) }
                #expect(written.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) })
                #expect(!written.unicodeScalars.contains("\u{FFFD}"))
            }
        }
    }
}

@Suite struct TimestampsTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000000000Z"), (-1, "1969-12-31T23:59:59.999999999Z"),
            (951_782_400_000_000_000, "2000-02-29T00:00:00.000000000Z"),
            (951_868_800_000_000_001, "2000-03-01T00:00:00.000000001Z"),
            (1_709_251_199_999_999_999, "2024-02-29T23:59:59.999999999Z"),
            (1_785_587_696_000_000_789, "2026-08-01T12:34:56.000000789Z"),
            (4_107_542_399_000_000_000, "2100-02-28T23:59:59.000000000Z"),
            (4_107_542_400_000_000_000, "2100-03-01T00:00:00.000000000Z"),
            (-2_203_891_200_000_000_000, "1900-03-01T00:00:00.000000000Z"),
            (-2_203_891_200_000_000_001, "1900-02-28T23:59:59.999999999Z"),
            (.max, "2262-04-11T23:47:16.854775807Z"), (.min, "1677-09-21T00:12:43.145224192Z"),
        ] as [(Int64, String)])
    func `writes moments as RFC 3339 does`(time: Int64, expected: String) {
        #expect(text { $0.append(rfc3339: time) } == expected)
    }

    @Test func `reckons every day of four centuries`() {
        var (year, month, day): (Int64, UInt8, UInt8) = (1800, 1, 1)
        for number in Int64(-62_091)..<84_006 {
            let date = CivilDate(daysSince1970: number)
            #expect(date.year == year && date.month == month && date.day == day)
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            let lengths: [UInt8] = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            day += 1
            if day > lengths[Int(month) - 1] { (month, day) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
        }
        #expect(year == 2200)
    }

    @Test(arguments: [(0, "0.000000"), (1_785_587_696_000_123_999, "1785587696.000123"), (-1, "-0.000001")])
    func `writes seconds since 1970`(time: Int64, expected: String) {
        #expect(text { $0.append(unixTime: time) } == expected)
    }
}
