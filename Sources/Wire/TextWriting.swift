// Text is built as bytes: a `String` for each number would cost more than the packet it tells of.

extension [UInt8] {
    @inlinable
    public mutating func append(text: String) { append(contentsOf: text.utf8) }

    public mutating func append(decimal value: UInt64) {
        if value >= 10 { append(decimal: value / 10) }
        append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value % 10))
    }

    public mutating func append(decimal value: Int64) {
        if value < 0 { append(UInt8(ascii: "-")) }
        append(decimal: value.magnitude)
    }

    public mutating func append(decimal value: Int) { append(decimal: Int64(value)) }

    /// At least `width` digits.
    public mutating func append(decimal value: UInt64, zeroPaddedTo width: Int) {
        var bound: UInt64 = 10
        for _ in 1..<Swift.max(width, 2) {
            if value < bound { append(UInt8(ascii: "0")) }
            bound = bound.multipliedReportingOverflow(by: 10).partialValue
        }
        append(decimal: value)
    }
}
