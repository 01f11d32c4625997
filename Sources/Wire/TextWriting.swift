// Text is built as bytes: a `String` for each number would cost more than the packet it tells of.

extension [UInt8] {
    public mutating func append(text: String) { append(copying: text.utf8Span.span) }

    @inlinable
    public mutating func append(decimal value: UInt64) {
        append(addingCapacity: 20) { output in output.append(decimal: value) }
    }

    @inlinable
    public mutating func append(decimal value: Int64) {
        if value < 0 { append(UInt8(ascii: "-")) }
        append(decimal: value.magnitude)
    }

    @inlinable
    public mutating func append(decimal value: Int) { append(decimal: Int64(value)) }

    /// At least `width` digits.
    public mutating func append(decimal value: UInt64, zeroPaddedTo width: Int) {
        append(addingCapacity: Swift.max(20, width)) { output in output.append(decimal: value, zeroPaddedTo: width) }
    }
}

extension OutputSpan where Element == UInt8 {
    @_lifetime(self: copy self)
    public mutating func append(text: String) { append(copying: text.utf8Span.span) }

    /// Appends text from the byte at `start` on.
    @_lifetime(self: copy self)
    public mutating func append(text: String, from start: Int) {
        append(copying: text.utf8Span.span.suffix(from: start))
    }

    /// Appends a literal of at most 15 bytes: a constant in a register, whose bytes the compiler stores one by one.
    @inlinable
    @inline(__always)
    @_lifetime(self: copy self)
    public mutating func append(word: String) {
        var place = count
        append(repeating: 0, count: word.utf8.count)
        var room = mutableSpan
        for byte in word.utf8 {
            room[place] = byte
            place &+= 1
        }
    }

    /// Appends the digits of a number, at most 20.
    @inlinable
    @_lifetime(self: copy self)
    public mutating func append(decimal value: UInt64) {
        guard value < 100_000_000 else {
            append(decimal: value / 100_000_000)
            return append(eightDigits: UInt32(truncatingIfNeeded: value % 100_000_000), atLeast: 8)
        }
        append(eightDigits: UInt32(truncatingIfNeeded: value), atLeast: 1)
    }

    /// Appends at least `width` digits.
    @inlinable
    @_lifetime(self: copy self)
    public mutating func append(decimal value: UInt64, zeroPaddedTo width: Int) {
        var bound: UInt64 = 10
        for _ in 1..<Swift.max(width, 2) {
            if value < bound { append(UInt8(ascii: "0")) }
            bound = bound.multipliedReportingOverflow(by: 10).partialValue
        }
        append(decimal: value)
    }

    /// Appends a number below 100,000,000.
    @inlinable
    @inline(__always)
    @_lifetime(self: copy self)
    mutating func append(eightDigits value: UInt32, atLeast width: Int) {
        // All digits at once, each in a byte, the first in the lowest: two halves of four, four pairs, eight digits.
        // The products with 10486 and 103 are the quotients by 100 and 10, exact for numbers so small.
        let halves = UInt64(value / 10_000) | UInt64(value % 10_000) << 32
        let hundreds = (halves &* 10_486) >> 20 & 0x7F_0000_007F
        let pairs = hundreds | (halves &- hundreds &* 100) << 16
        let tens = (pairs &* 103) >> 10 & 0x000F_000F_000F_000F
        let digits = tens | (pairs &- tens &* 10) << 8
        let zeros = Swift.min(digits.trailingZeroBitCount / 8, 8 &- width)
        var rest = (digits | 0x3030_3030_3030_3030) >> UInt64(zeros &* 8)
        var place = count
        append(repeating: 0, count: 8 &- zeros)
        var room = mutableSpan
        while rest > 0 {
            room[place] = UInt8(truncatingIfNeeded: rest)
            rest >>= 8
            place &+= 1
        }
    }

    /// Appends the digits of a byte.
    @inlinable
    @_lifetime(self: copy self)
    mutating func append(decimal value: UInt8) {
        if value >= 100 { append(UInt8(ascii: "0") &+ value / 100) }
        if value >= 10 { append(UInt8(ascii: "0") &+ value / 10 % 10) }
        append(UInt8(ascii: "0") &+ value % 10)
    }
}
