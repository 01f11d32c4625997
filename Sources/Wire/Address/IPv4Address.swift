/// A 32-bit Internet address (RFC 791).
public struct IPv4Address: RawRepresentable, Hashable, Sendable {
    public static let byteCount = 4
    public static let bitCount = 32
    public static let any = IPv4Address(rawValue: 0)
    public static let loopback = IPv4Address(rawValue: 0x7F00_0001)
    public static let broadcast = IPv4Address(rawValue: 0xFFFF_FFFF)

    /// The address as a number: 127.0.0.1 is 0x7F000001.
    public let rawValue: UInt32

    @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Whether the address lies in 127.0.0.0/8 (RFC 1122).
    @inlinable public var isLoopback: Bool { rawValue >> 24 == 127 }
    /// Whether the address lies in 224.0.0.0/4 (RFC 5771).
    @inlinable public var isMulticast: Bool { rawValue >> 28 == 14 }
    /// Whether the address lies in 169.254.0.0/16 (RFC 3927).
    @inlinable public var isLinkLocal: Bool { rawValue >> 16 == 0xA9FE }

    /// Four decimal numbers of 0...255, no leading zeros: the one form that means the same to every program.
    @inlinable public init?(_ text: some StringProtocol) {
        var value: UInt32 = 0
        var parts = 0
        var part: UInt32?
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                if part == 0 { return nil }
                let next = (part ?? 0) * 10 + UInt32(byte - UInt8(ascii: "0"))
                guard next <= 255 else { return nil }
                part = next
            case UInt8(ascii: "."):
                guard let done = part, parts < 3 else { return nil }
                value = value << 8 | done
                parts += 1
                part = nil
            default:
                return nil
            }
        }
        guard let last = part, parts == 3 else { return nil }
        self.init(rawValue: value << 8 | last)
    }

    /// What `inet_aton` understands: one to four numbers, decimal, octal (`010`) or hexadecimal (`0x10`), the last of
    /// which fills all bytes that are left. So `127.1` is 127.0.0.1.
    @inlinable public init?(classic text: some StringProtocol) { self.init(classicDigits: Array(text.utf8)) }

    @usableFromInline init?(classicDigits text: [UInt8]) {
        let parts = text.split(separator: UInt8(ascii: "."), maxSplits: 4, omittingEmptySubsequences: false)
        guard parts.count <= 4 else { return nil }
        var value: UInt64 = 0
        for (index, part) in parts.enumerated() {
            guard let number = Self.classicNumber(part) else { return nil }
            let bytes = index == parts.count - 1 ? 5 - parts.count : 1
            guard number < 1 << UInt64(8 * bytes) else { return nil }
            value = value << UInt64(8 * bytes) | number
        }
        self.init(rawValue: UInt32(value))
    }

    /// A number below 2^36 at most.
    private static func classicNumber(_ text: ArraySlice<UInt8>) -> UInt64? {
        var (digits, radix) = (text, 10 as UInt8)
        if digits.count > 1, digits.first == UInt8(ascii: "0") {
            digits.removeFirst()
            radix = 8
            // The letter's lower case.
            if let letter = digits.first, letter | 0x20 == UInt8(ascii: "x") {
                digits.removeFirst()
                radix = 16
            }
        }
        guard !digits.isEmpty else { return nil }
        var value: UInt64 = 0
        for digit in digits {
            guard let digit = digit.hexDigitValue, digit < radix, value <= UInt32.max else { return nil }
            value = value * UInt64(radix) + UInt64(digit)
        }
        return value
    }

    /// Appends the address as text.
    @inlinable
    public func write(to output: inout some TextOutput & ~Copyable) {
        let (first, second) = (Self.dottedPair(rawValue >> 16), Self.dottedPair(rawValue & 0xFFFF))
        output.append(word: first.text, count: first.byteCount)
        output.append(word: second.text, count: second.byteCount &- 1)
    }

    /// The numbers of two bytes with a dot behind each, the first digit in the lowest byte. Not inlined: what is known
    /// of the word would make a compiler store its bytes one by one.
    @inline(never)
    @usableFromInline
    static func dottedPair(_ value: UInt32) -> (text: UInt64, byteCount: Int) {
        let (first, second) = (dotted[Int(value >> 8)], dotted[Int(value & 0xFF)])
        let text = first.text | second.text &<< (8 &* first.byteCount)
        return (text, Int(truncatingIfNeeded: first.byteCount &+ second.byteCount))
    }

    /// The numbers of 0 to 255, each with a dot behind it.
    private static let dotted: [(text: UInt64, byteCount: UInt64)] = (UInt64(0)...255).map { number in
        var text = UInt64(UInt8(ascii: "."))
        var byteCount: UInt64 = 1
        var rest: UInt64 = number
        repeat {
            text = text << 8 | UInt64(UInt8(ascii: "0")) + rest % 10
            rest /= 10
            byteCount += 1
        } while rest > 0
        return (text, byteCount)
    }
}

extension IPv4Address: Comparable, CustomStringConvertible {
    @inlinable public static func < (left: IPv4Address, right: IPv4Address) -> Bool { left.rawValue < right.rawValue }

    public var description: String {
        var text: [UInt8] = []
        write(to: &text)
        return String(decoding: text, as: UTF8.self)
    }
}
