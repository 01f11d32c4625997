import Wire

// Text is built as bytes: reports write hundreds of thousands of lines, and a `String` for each number would cost more
// than the packets do.

extension [UInt8] {
    /// `value` divided by ten to the power of `decimals`: 12345 with 3 decimals is 12.345.
    ///
    /// - Parameter isTrimmed: leaves out zeros at the end, and the point where only zeros would follow.
    public mutating func append(fixedPoint value: Int64, decimals: Int, isTrimmed: Bool = false) {
        if value < 0 { append(UInt8(ascii: "-")) }
        var scale: UInt64 = 1
        for _ in 0..<decimals { scale *= 10 }
        let (whole, fraction) = value.magnitude.quotientAndRemainder(dividingBy: scale)
        append(decimal: whole)
        guard decimals > 0, !isTrimmed || fraction > 0 else { return }
        append(UInt8(ascii: "."))
        if decimals > 1 { append(decimal: fraction, zeroPaddedTo: decimals) } else { append(decimal: fraction) }
        while isTrimmed, last == UInt8(ascii: "0") { removeLast() }
    }

    /// Spaces up to `width` columns after `start`; every byte from there on counts as one column.
    mutating func pad(to width: Int, since start: Int) { append(spaces: width - (count - start)) }

    /// Writes `body` flush right in a column of `width`.
    mutating func append(alignedRightTo width: Int, _ body: (inout [UInt8]) -> Void) {
        let start = count
        body(&self)
        let missing = width - (count - start)
        if missing > 0 { insert(contentsOf: repeatElement(UInt8(ascii: " "), count: missing), at: start) }
    }
}

extension TextOutput where Self: ~Copyable {
    mutating func append(spaces count: Int) {
        for _ in 0..<max(0, count) { append(UInt8(ascii: " ")) }
    }
}

// Times and shares as people read them.
extension [UInt8] {
    /// A round trip in milliseconds, as exact as ping shows it: 0.045, 1.23, 12.3, 123.
    public mutating func append(milliseconds time: Int64) {
        switch time {
        case ..<999_500: append(fixedPoint: rounded(time, to: 1_000), decimals: 3)
        case ..<9_995_000: append(fixedPoint: rounded(time, to: 10_000), decimals: 2)
        case ..<99_950_000: append(fixedPoint: rounded(time, to: 100_000), decimals: 1)
        default: append(decimal: rounded(time, to: 1_000_000))
        }
    }

    /// A round trip in milliseconds with three decimals, as ping's summary shows it.
    mutating func append(exactMilliseconds time: Int64) {
        append(fixedPoint: rounded(time, to: 1_000), decimals: 3)
    }

    /// A time in the largest unit in which it is at least one: `2 s`, `1.5 ms`, `45.123 µs`, `12 ns`.
    public mutating func append(duration time: Int64) {
        switch time.magnitude {
        case ..<1_000:
            append(decimal: time)
            append(text: " ns")
        case ..<1_000_000:
            append(fixedPoint: time, decimals: 3, isTrimmed: true)
            append(text: " µs")
        case ..<1_000_000_000:
            append(fixedPoint: rounded(time, to: 1_000), decimals: 3, isTrimmed: true)
            append(text: " ms")
        default:
            append(fixedPoint: rounded(time, to: 1_000_000), decimals: 3, isTrimmed: true)
            append(text: " s")
        }
    }

    /// A share in per cent with about six digits, as C's `%g` writes them: `0%`, `33.3333%`. The share of nothing is 0.
    public mutating func append(percentage part: Int, of whole: Int) {
        append(fixedPoint: millionths(ofPercent: part, of: whole), decimals: 6, isTrimmed: true)
        append(UInt8(ascii: "%"))
    }

    private func rounded(_ value: Int64, to unit: Int64) -> Int64 {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: unit)
        if remainder.magnitude * 2 < unit.magnitude { return quotient }
        return quotient + (value < 0 ? -1 : 1)
    }
}

/// Per cent of `whole` that `part` is, in millionths, and rounded to six digits from 1 % on; neither 0 nor 100 % where
/// that would be said of a share that is not.
func millionths(ofPercent part: Int, of whole: Int) -> Int64 {
    guard whole > 0 else { return 0 }
    let exact = Int128(part) * 100_000_000
    let unit: Int128 = part * 10 >= whole ? 100 : part * 100 >= whole ? 10 : 1
    let share = (exact + Int128(whole) * unit / 2) / (Int128(whole) * unit) * unit
    if part > 0, share == 0 { return 1 }
    if part < whole, share >= 100_000_000 { return 99_999_900 }
    return Int64(clamping: share)
}
