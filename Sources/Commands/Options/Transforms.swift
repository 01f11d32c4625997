import ArgumentParser
import Probes

// What turns the words of the command line into numbers. They give plain `Int`: each further type that options hold
// costs a start a tenth of a millisecond where the argument parser reads them.

/// A length of time, in nanoseconds: seconds, or a number with a unit. Fractions are allowed.
@Sendable func duration(_ text: String) throws -> Int {
    let units: [(suffix: String, nanoseconds: Double)] = [
        ("ns", 1), ("us", 1e3), ("µs", 1e3), ("ms", 1e6), ("min", 60e9), ("m", 60e9), ("s", 1e9), ("h", 3600e9),
    ]
    let unit = units.first { text.hasSuffix($0.suffix) }
    let digits = unit.map { String(text.dropLast($0.suffix.count)) } ?? text
    let isPlain = digits.utf8.allSatisfy {
        $0 == UInt8(ascii: ".") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
    }
    guard isPlain, let number = Double(digits) else {
        throw ValidationError("'\(text)' is no length of time: seconds, or a number with ns, us, ms, s, m or h.")
    }
    let nanoseconds = number * (unit?.nanoseconds ?? 1e9)
    guard nanoseconds <= 8_640_000e9 else { throw ValidationError("'\(text)' is longer than a hundred days.") }
    return Int(nanoseconds.rounded())
}

/// A number of bytes, or one with k, M or G: powers of 1024.
@Sendable func byteCount(_ text: String) throws -> Int {
    let factors: [Character: Int] = ["k": 1 << 10, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30]
    let factor = text.last.flatMap { factors[$0] }
    let digits = factor == nil ? text : String(text.dropLast())
    guard let number = Int(digits), number >= 0, digits.first != "+" else {
        throw ValidationError("'\(text)' is no size: a number of bytes, or one with k, M or G.")
    }
    let (product, overflow) = number.multipliedReportingOverflow(by: factor ?? 1)
    guard !overflow else { throw ValidationError("'\(text)' is too large.") }
    return product
}

/// A whole number, in decimal digits.
@Sendable func wholeNumber(_ text: String) throws -> Int {
    guard let number = Int(text), text.first != "+" else { throw ValidationError("'\(text)' is no whole number.") }
    return number
}

/// A port of TCP or UDP.
@Sendable func port(_ text: String) throws -> Int {
    guard let number = UInt16(text), number > 0, text.first != "+" else {
        throw ValidationError("'\(text)' is no port: 1...65535.")
    }
    return Int(number)
}

/// A whole number from 0 on, decimal or `0x` hexadecimal.
func number(upTo maximum: Int) -> @Sendable (String) throws -> Int {
    { text in
        let isHex = text.hasPrefix("0x") || text.hasPrefix("0X")
        let digits = isHex ? String(text.dropFirst(2)) : text
        guard digits.first != "+", let value = Int(digits, radix: isHex ? 16 : 10), (0...maximum).contains(value) else {
            throw ValidationError("'\(text)' is no number of 0...\(maximum).")
        }
        return value
    }
}
