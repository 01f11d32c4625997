import ArgumentParser
import Probes

/// A length of time on the command line: seconds, or a number with a unit. Fractions are allowed.
struct DurationArgument: ExpressibleByArgument, Hashable, Sendable {
    let nanoseconds: Nanoseconds

    private static let units: [(suffix: String, nanoseconds: Double)] = [
        ("ns", 1), ("us", 1e3), ("µs", 1e3), ("ms", 1e6), ("min", 60e9), ("m", 60e9), ("s", 1e9), ("h", 3600e9),
    ]

    /// The longest that is accepted: a hundred days.
    static let maximum = 8_640_000.0 * 1e9

    init?(argument: String) {
        let unit = Self.units.first { argument.hasSuffix($0.suffix) }
        let digits = unit.map { String(argument.dropLast($0.suffix.count)) } ?? argument
        guard let first = digits.utf8.first, first != UInt8(ascii: "-"), first != UInt8(ascii: "+"),
            digits.utf8.allSatisfy({ $0 == UInt8(ascii: ".") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let number = Double(digits)
        else { return nil }
        let value = number * (unit?.nanoseconds ?? 1e9)
        guard value.isFinite, value <= Self.maximum else { return nil }
        nanoseconds = Nanoseconds(value.rounded())
    }

    init(nanoseconds: Nanoseconds) { self.nanoseconds = nanoseconds }

    var defaultValueDescription: String {
        nanoseconds % .second == 0 ? "\(nanoseconds / .second)" : "\(Double(nanoseconds) / 1e9)"
    }
}

/// A size in bytes on the command line: a number, or one with k, M or G (powers of 1024).
struct SizeArgument: ExpressibleByArgument, Hashable, Sendable {
    let byteCount: Int

    init?(argument: String) {
        let factors: [Character: Int] = ["k": 1 << 10, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30]
        let factor = argument.last.flatMap { factors[$0] }
        let digits = factor == nil ? argument : String(argument.dropLast())
        guard let number = Int(digits), number >= 0, digits.first != "+" else { return nil }
        let (product, overflow) = number.multipliedReportingOverflow(by: factor ?? 1)
        guard !overflow else { return nil }
        byteCount = product
    }
}

/// A whole number, decimal or `0x` hexadecimal.
struct NumberArgument<Value: FixedWidthInteger & Sendable>: ExpressibleByArgument, Hashable, Sendable {
    let value: Value

    init?(argument: String) {
        let isHex = argument.hasPrefix("0x") || argument.hasPrefix("0X")
        let digits = isHex ? String(argument.dropFirst(2)) : argument
        guard digits.first != "+", let value = Value(digits, radix: isHex ? 16 : 10) else { return nil }
        self.value = value
    }
}
