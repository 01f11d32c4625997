/// Where text is put together, as bytes: a `String` for each number would cost more than the packet it tells of.
public protocol TextOutput: ~Copyable {
    mutating func append(_ byte: UInt8)
    /// Appends the lowest `count` bytes of a word, at most 8, the lowest first.
    mutating func append(word: UInt64, count: Int)
    mutating func append(copying bytes: Span<UInt8>)
    /// Appends two hexadecimal digits for each byte.
    mutating func append(hex bytes: Span<UInt8>)
}

extension [UInt8]: TextOutput {
    @inlinable
    public mutating func append(word: UInt64, count: Int) {
        append(addingCapacity: 8) { output in
            var rest = word
            for _ in 0..<count {
                output.append(UInt8(truncatingIfNeeded: rest))
                rest >>= 8
            }
        }
    }
}

extension TextOutput where Self: ~Copyable {
    @inlinable
    public mutating func append(text: String) { append(copying: text.utf8Span.span) }

    /// Appends the digits of a number.
    @inlinable
    public mutating func append(decimal value: UInt64) {
        guard value >= 10_000 else { return append(fourDigits: value) }
        guard value >= 100_000_000 else { return append(digits: UInt32(truncatingIfNeeded: value), atLeast: 1) }
        // Numbers of 32 bits are many: in front of the last eight digits they have one or two.
        guard value < 10_000_000_000 else { return append(longDecimal: value) }
        let (upper, lower) = value.quotientAndRemainder(dividingBy: 100_000_000)
        append(twoDigits: upper)
        append(digits: UInt32(truncatingIfNeeded: lower), atLeast: 8)
    }

    @inlinable
    @inline(never)
    mutating func append(longDecimal value: UInt64) {
        append(decimal: value / 100_000_000)
        append(digits: UInt32(truncatingIfNeeded: value % 100_000_000), atLeast: 8)
    }

    /// Appends a number of at most 99.
    @inlinable
    @inline(__always)
    mutating func append(twoDigits value: UInt64) {
        let tens = (value &* 103) >> 10
        let digits = tens | (value &- tens &* 10) << 8 | 0x3030
        append(word: value < 10 ? digits >> 8 : digits, count: value < 10 ? 1 : 2)
    }

    /// Appends a number of at most 9,999. How: see `append(digits:atLeast:)`.
    @inlinable
    @inline(__always)
    mutating func append(fourDigits value: UInt64) {
        let hundreds = (value &* 10_486) >> 20
        let pairs = hundreds | (value &- hundreds &* 100) << 16
        let tens = (pairs &* 103) >> 10 & 0x000F_000F
        let digits = tens | (pairs &- tens &* 10) << 8
        // The last digit counts, even where it is 0.
        let zeros = (digits | 1 << 24).trailingZeroBitCount / 8
        append(word: (digits | 0x3030_3030) &>> UInt64(zeros &* 8), count: 4 &- zeros)
    }

    @inlinable
    public mutating func append(decimal value: Int64) {
        if value < 0 { append(UInt8(ascii: "-")) }
        append(decimal: value.magnitude)
    }

    @inlinable
    public mutating func append(decimal value: Int) { append(decimal: Int64(value)) }

    /// Appends at least `width` digits.
    @inlinable
    public mutating func append(decimal value: UInt64, zeroPaddedTo width: Int) {
        guard value >= 100_000_000 || width > 8 else {
            return append(digits: UInt32(truncatingIfNeeded: value), atLeast: width)
        }
        append(longDecimal: value, zeroPaddedTo: width)
    }

    @inlinable
    @inline(never)
    mutating func append(longDecimal value: UInt64, zeroPaddedTo width: Int) {
        append(decimal: value / 100_000_000, zeroPaddedTo: max(width - 8, 1))
        append(digits: UInt32(truncatingIfNeeded: value % 100_000_000), atLeast: 8)
    }

    /// Appends at least `width` digits, 8 at most, of a number below 100,000,000.
    @inlinable
    @inline(__always)
    mutating func append(digits value: UInt32, atLeast width: Int) {
        // All digits at once, each in a byte, the first in the lowest: two halves of four, four pairs, eight digits.
        // The products with 10486 and 103 are the quotients by 100 and 10, exact for numbers so small.
        let halves = UInt64(value / 10_000) | UInt64(value % 10_000) << 32
        let hundreds = (halves &* 10_486) >> 20 & 0x7F_0000_007F
        let pairs = hundreds | (halves &- hundreds &* 100) << 16
        let tens = (pairs &* 103) >> 10 & 0x000F_000F_000F_000F
        let digits = tens | (pairs &- tens &* 10) << 8
        let zeros = Swift.min(digits.trailingZeroBitCount / 8, 8 &- width)
        append(word: (digits | 0x3030_3030_3030_3030) &>> UInt64(zeros &* 8), count: 8 &- zeros)
    }

    /// Appends the lowest `count` hexadecimal digits of a number, at most 8.
    @inlinable
    @inline(__always)
    mutating func append(hexDigits value: UInt32, count: Int) {
        // Each digit to a byte of its own, the last one to the lowest; then turned round.
        var nibbles = UInt64(value)
        nibbles = (nibbles | nibbles << 16) & 0x0000_FFFF_0000_FFFF
        nibbles = (nibbles | nibbles << 8) & 0x00FF_00FF_00FF_00FF
        nibbles = (nibbles | nibbles << 4) & 0x0F0F_0F0F_0F0F_0F0F
        // 39 more for those from ten on.
        let letters = (nibbles &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
        let digits = nibbles &+ 0x3030_3030_3030_3030 &+ letters &* 39
        append(word: digits.byteSwapped &>> UInt64(64 &- 8 &* count), count: count)
    }

    /// Appends hexadecimal digits, as many as are needed, and at least `digits`.
    @inlinable
    public mutating func append(hex value: UInt64, digits: Int = 1) {
        let needed = Swift.max((67 - value.leadingZeroBitCount) / 4, Swift.min(digits, 16), 1)
        if needed > 8 { append(hexDigits: UInt32(truncatingIfNeeded: value >> 32), count: needed - 8) }
        append(hexDigits: UInt32(truncatingIfNeeded: value), count: Swift.min(needed, 8))
    }

    /// Appends two hexadecimal digits for each byte.
    @inlinable
    public mutating func append(hex bytes: Span<UInt8>) {
        var index = 0
        while index &+ 7 < bytes.count {
            let eight = bytes.uint64(at: index)
            append(hexDigits: UInt32(truncatingIfNeeded: eight >> 32), count: 8)
            append(hexDigits: UInt32(truncatingIfNeeded: eight), count: 8)
            index &+= 8
        }
        while index < bytes.count {
            append(hexDigits: UInt32(bytes[index]), count: 2)
            index &+= 1
        }
    }
}
