import Wire

/// A value as it is written in a display filter: what it means depends on the field it is compared with.
struct FilterLiteral {
    let token: FilterToken

    var isQuoted: Bool { token.kind == .text }

    /// As messages show it.
    var shown: String { isQuoted ? "the text \"\(token.string)\"" : "\"\(token.string)\"" }

    /// Decimal, `0x` hexadecimal, `0b` binary, or octal after a zero; at most 64 bits, and maybe a sign.
    var number: Int128? {
        guard !isQuoted else { return nil }
        var digits = token.bytes[...]
        let isNegative = digits.first == UInt8(ascii: "-")
        if isNegative || digits.first == UInt8(ascii: "+") { digits = digits.dropFirst() }
        var radix: UInt64 = 10
        if digits.count > 1, digits.first == UInt8(ascii: "0") {
            switch digits[digits.startIndex + 1] | 0x20 {
            case UInt8(ascii: "x"): radix = 16
            case UInt8(ascii: "b"): radix = 2
            default: radix = 8
            }
            digits = digits.dropFirst(radix == 8 ? 1 : 2)
        }
        guard !digits.isEmpty else { return nil }
        var value: UInt64 = 0
        for byte in digits {
            guard let digit = byte.hexDigitValue, digit < radix else { return nil }
            let (product, isTooLarge) = value.multipliedReportingOverflow(by: radix)
            let (sum, overflows) = product.addingReportingOverflow(UInt64(digit))
            guard !isTooLarge, !overflows else { return nil }
            value = sum
        }
        return isNegative ? -Int128(value) : Int128(value)
    }

    var flag: Bool? {
        switch token.string.lowercased() {
        case "true": true
        case "false": false
        default: number.map { $0 != 0 }
        }
    }

    var ipv4: ClosedRange<UInt32>? {
        guard let block, case .v4(let first) = block.network, case .v4(let last) = block.last else { return nil }
        return first.rawValue...last.rawValue
    }

    var ipv6: ClosedRange<UInt128>? {
        guard let block, case .v6(let first) = block.network, case .v6(let last) = block.last else { return nil }
        return first.rawValue...last.rawValue
    }

    /// An address is a block of one.
    private var block: AddressBlock? {
        let text = token.string
        if let address = IPAddress(text) { return AddressBlock(address, prefixLength: address.bitCount) }
        return AddressBlock(text)
    }

    var mac: UInt64? {
        guard token.bytes.count == 17 else { return nil }
        return MACAddress(token.string)?.rawValue
    }

    /// Pairs of hexadecimal digits, with nothing or with one and the same of `:`, `-` and `.` between them.
    var byteSequence: [UInt8]? {
        guard !isQuoted else { return token.bytes }
        var result: [UInt8] = []
        var separator: UInt8?
        var index = 0
        let digits = token.bytes
        while index < digits.count {
            guard index + 1 < digits.count, let high = digits[index].hexDigitValue,
                let low = digits[index + 1].hexDigitValue
            else { return nil }
            result.append(high << 4 | low)
            index += 2
            guard index < digits.count, digits[index].hexDigitValue == nil else { continue }
            guard [UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: ".")].contains(digits[index]),
                separator ?? digits[index] == digits[index], index + 1 < digits.count
            else { return nil }
            separator = digits[index]
            index += 1
        }
        return result.isEmpty ? nil : result
    }
}

// MARK: Moments

extension FilterLiteral {
    /// In nanoseconds since 1970 UTC: seconds with a fraction (`1700000000.5`), or a date (`"2024-05-01"`,
    /// `"2024-05-01 12:30:00.5"`, `"2024-05-01T12:30:00Z"`, with an offset such as `+02:00`). Without one it is UTC.
    var time: Int128? {
        var reader = DigitReader(rest: token.bytes[...])
        guard let first = reader.number(digits: 1...12) else { return nil }
        if reader.rest.isEmpty || reader.rest.first == UInt8(ascii: ".") {
            guard let fraction = reader.fraction() else { return nil }
            return reader.rest.isEmpty ? Int128(first) * 1_000_000_000 + fraction : nil
        }
        guard first < 10_000, let month = reader.number(digits: 2...2, after: "-"), (1...12).contains(month),
            let day = reader.number(digits: 2...2, after: "-"), (1...31).contains(day)
        else { return nil }
        let seconds = Self.days(year: first, month: month, day: day) * 86_400
        guard !reader.rest.isEmpty else { return Int128(seconds) * 1_000_000_000 }
        guard let clock = reader.timeOfDay() else { return nil }
        return Int128(seconds) * 1_000_000_000 + clock
    }

    /// Days since 1970-01-01 of the Gregorian calendar.
    private static func days(year: Int, month: Int, day: Int) -> Int {
        // Years that begin in March have their leap day at the end.
        let shifted = month > 2 ? year : year - 1
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    }
}

/// Reads numbers off the front of a text.
private struct DigitReader {
    var rest: ArraySlice<UInt8>

    mutating func number(digits: ClosedRange<Int>, after sign: Unicode.Scalar? = nil) -> Int? {
        if let sign {
            guard rest.first == UInt8(ascii: sign) else { return nil }
            rest = rest.dropFirst()
        }
        let found = rest.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        guard digits.contains(found.count) else { return nil }
        rest = rest.dropFirst(found.count)
        return found.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    /// In billionths; 0 where there is none.
    mutating func fraction() -> Int128? {
        guard rest.first == UInt8(ascii: ".") else { return 0 }
        let count = rest.count
        guard var value = number(digits: 1...9, after: ".") else { return nil }
        for _ in (count - rest.count - 1)..<9 { value *= 10 }
        return Int128(value)
    }

    /// `T12:30`, `12:30:05.25Z`, `12:30+02:00`, in nanoseconds since midnight UTC; nil where anything else follows.
    mutating func timeOfDay() -> Int128? {
        guard rest.first == UInt8(ascii: "T") || rest.first == UInt8(ascii: " ") else { return nil }
        rest = rest.dropFirst()
        guard let hour = number(digits: 2...2), hour < 24, let minute = number(digits: 2...2, after: ":"), minute < 60
        else { return nil }
        var nanoseconds = Int128(hour * 3600 + minute * 60) * 1_000_000_000
        if rest.first == UInt8(ascii: ":") {
            guard let second = number(digits: 2...2, after: ":"), second <= 60, let fraction = fraction() else {
                return nil
            }
            nanoseconds += Int128(second) * 1_000_000_000 + fraction
        }
        guard let offset = offset() else { return nil }
        return rest.isEmpty ? nanoseconds - Int128(offset) * 1_000_000_000 : nil
    }

    /// Seconds east of Greenwich.
    private mutating func offset() -> Int? {
        guard let sign = rest.first else { return 0 }
        if sign == UInt8(ascii: "Z") {
            rest = rest.dropFirst()
            return 0
        }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
        rest = rest.dropFirst()
        guard let hour = number(digits: 2...2), let minute = number(digits: 2...2, after: ":") else { return nil }
        return (sign == UInt8(ascii: "-") ? -1 : 1) * (hour * 3600 + minute * 60)
    }
}
