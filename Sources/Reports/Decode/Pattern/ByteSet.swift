/// A set of bytes.
struct ByteSet: Hashable, Sendable {
    private var low: UInt128 = 0
    private var high: UInt128 = 0

    init() {}
    init(_ bytes: ClosedRange<UInt8>...) {
        for range in bytes { insert(range) }
    }

    @inline(__always)
    func contains(_ byte: UInt8) -> Bool {
        (byte < 128 ? low : high) >> UInt128(byte & 127) & 1 != 0
    }

    mutating func insert(_ byte: UInt8) {
        if byte < 128 { low |= 1 << UInt128(byte) } else { high |= 1 << UInt128(byte & 127) }
    }

    mutating func insert(_ range: ClosedRange<UInt8>) {
        for byte in range { insert(byte) }
    }

    mutating func formUnion(_ other: ByteSet) {
        low |= other.low
        high |= other.high
    }

    var inverted: ByteSet {
        var result = self
        result.low = ~low
        result.high = ~high
        return result
    }

    /// With both cases of each ASCII letter that it has.
    var ignoringCase: ByteSet {
        var result = self
        for letter in UInt8(ascii: "a")...UInt8(ascii: "z") where contains(letter) || contains(letter & ~0x20) {
            result.insert(letter)
            result.insert(letter & ~0x20)
        }
        return result
    }

    static let all = ByteSet(0...255)
    static let digits = ByteSet(48...57)
    static let upper = ByteSet(65...90)
    static let lower = ByteSet(97...122)
    static let letters = ByteSet(65...90, 97...122)
    static let alphanumerics = ByteSet(48...57, 65...90, 97...122)
    /// Letters, digits and `_`.
    static let word = ByteSet(48...57, 65...90, 95...95, 97...122)
    static let space = ByteSet(9...13, 32...32)
    static let newline = ByteSet(10...10)
    static let hexDigits = ByteSet(48...57, 65...70, 97...102)
    static let punctuation = ByteSet(33...47, 58...64, 91...96, 123...126)
}
