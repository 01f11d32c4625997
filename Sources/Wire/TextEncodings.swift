// Bytes as letters and digits: Base64, Base32 with the extended hexadecimal alphabet, and hexadecimal (RFC 4648).

private let base64Alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
private let base32Alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUV".utf8)
private let hexAlphabet = Array("0123456789ABCDEF".utf8)

extension TextOutput where Self: ~Copyable {
    /// Appends Base64, padded (RFC 4648 section 4).
    mutating func append(base64 bytes: Span<UInt8>) {
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let count = min(3, bytes.count - start)
            var group: UInt32 = 0
            for index in 0..<3 { group = group << 8 | (index < count ? UInt32(bytes[start + index]) : 0) }
            for index in 0..<4 {
                append(index <= count ? base64Alphabet[Int(group >> UInt32(18 - 6 * index) & 0x3F)] : UInt8(ascii: "="))
            }
        }
    }

    /// Appends Base32 in the order of hexadecimal digits, without padding (RFC 5155 section 3.3).
    mutating func append(base32 bytes: Span<UInt8>) {
        var (bits, bitCount) = (UInt32(0), 0)
        for index in bytes.indices {
            bits = bits << 8 | UInt32(bytes[index])
            bitCount += 8
            while bitCount >= 5 {
                bitCount -= 5
                append(base32Alphabet[Int(bits >> UInt32(bitCount) & 0x1F)])
            }
        }
        if bitCount > 0 { append(base32Alphabet[Int(bits << UInt32(5 - bitCount) & 0x1F)]) }
    }

    /// Appends two upper-case hexadecimal digits for each byte.
    mutating func append(upperHex bytes: Span<UInt8>) {
        for index in bytes.indices {
            append(hexAlphabet[Int(bytes[index] >> 4)])
            append(hexAlphabet[Int(bytes[index] & 0xF)])
        }
    }
}

extension [UInt8] {
    /// Base64 with the alphabet of URLs, not padded (RFC 4648 section 5).
    public init(base64URLOf bytes: Span<UInt8>) {
        self = []
        append(base64: bytes)
        while last == UInt8(ascii: "=") { removeLast() }
        for index in indices where self[index] == UInt8(ascii: "+") { self[index] = UInt8(ascii: "-") }
        for index in indices where self[index] == UInt8(ascii: "/") { self[index] = UInt8(ascii: "_") }
    }

    /// The bytes that Base64 stands for, padded; nil where it is none, or bits are set that mean nothing.
    public init?(base64 text: some Collection<UInt8>) {
        let padding = text.reversed().prefix { $0 == UInt8(ascii: "=") }.count
        guard text.count % 4 == 0, padding <= 2 else { return nil }
        self.init(text.dropLast(padding), base64Alphabet, bitsPerDigit: 6)
    }

    /// The bytes that Base32 in the order of hexadecimal digits stands for, unpadded, upper and lower case alike.
    public init?(base32 text: some Collection<UInt8>) {
        guard ![1, 3, 6].contains(text.count % 8) else { return nil }
        self.init(text.map(\.uppercased), base32Alphabet, bitsPerDigit: 5)
    }

    /// The bytes that hexadecimal digits stand for, upper and lower case alike.
    public init?(hexDigits text: some Collection<UInt8>) {
        guard text.count % 2 == 0 else { return nil }
        self.init(text.map(\.uppercased), hexAlphabet, bitsPerDigit: 4)
    }

    private init?(_ digits: some Collection<UInt8>, _ alphabet: [UInt8], bitsPerDigit: Int) {
        self = []
        reserveCapacity(digits.count * bitsPerDigit / 8)
        var (bits, bitCount) = (UInt32(0), 0)
        for digit in digits {
            guard let value = alphabet.firstIndex(of: digit) else { return nil }
            bits = (bits << UInt32(bitsPerDigit) | UInt32(value)) & 0xFFFF
            bitCount += bitsPerDigit
            guard bitCount >= 8 else { continue }
            bitCount -= 8
            append(UInt8(truncatingIfNeeded: bits >> UInt32(bitCount)))
        }
        guard bits & (1 << UInt32(bitCount) - 1) == 0 else { return nil }
    }
}

extension UInt8 {
    fileprivate var uppercased: UInt8 { (0x61...0x7A).contains(self) ? self & 0xDF : self }
}
