/// A 48-bit IEEE 802 address.
public struct MACAddress: RawRepresentable, Hashable, Sendable {
    public static let byteCount = 6
    public static let broadcast = MACAddress(rawValue: 0xFFFF_FFFF_FFFF)
    public static let zero = MACAddress(rawValue: 0)

    /// The address in the low 48 bits; the upper 16 are zero.
    public let rawValue: UInt64

    @inlinable public init(rawValue: UInt64) { self.rawValue = rawValue & 0xFFFF_FFFF_FFFF }

    /// Set in addresses of groups, broadcast among them (the I/G bit).
    @inlinable public var isGroup: Bool { rawValue & 0x0100_0000_0000 != 0 }
    /// Set where nobody assigned the address from an OUI (the U/L bit).
    @inlinable public var isLocallyAdministered: Bool { rawValue & 0x0200_0000_0000 != 0 }

    /// Six pairs of hexadecimal digits separated by `:` or `-`, or one run of twelve digits.
    public init?(_ text: some StringProtocol) {
        let digits = Array(text.utf8)
        guard digits.count == 17 || digits.count == 12 else { return nil }
        let step = digits.count == 17 ? 3 : 2
        let separator: UInt8? = step == 3 ? digits[2] : nil
        if let separator, separator != UInt8(ascii: ":") && separator != UInt8(ascii: "-") { return nil }
        var value: UInt64 = 0
        for index in 0..<6 {
            let start = index * step
            guard let high = digits[start].hexDigitValue, let low = digits[start + 1].hexDigitValue else { return nil }
            if let separator, index < 5, digits[start + 2] != separator { return nil }
            value = value << 8 | UInt64(high << 4 | low)
        }
        self.init(rawValue: value)
    }

    /// Appends the address as text: six lower-case pairs with colons.
    @inlinable
    public func write(to output: inout some TextOutput & ~Copyable) {
        output.append(word: Self.text(rawValue >> 24), count: 8)
        output.append(UInt8(ascii: ":"))
        output.append(word: Self.text(rawValue), count: 8)
    }

    /// The lowest three bytes of a number as `a0:b1:c2`, the first digit in the lowest byte.
    @inlinable
    @inline(__always)
    static func text(_ value: UInt64) -> UInt64 {
        let bytes = value >> 16 & 0xFF | (value >> 8 & 0xFF) << 24 | (value & 0xFF) << 48
        let nibbles = bytes >> 4 & 0x000F_0000_0F00_000F | bytes << 8 & 0x0F00_000F_0000_0F00
        // 39 more for those from ten on.
        let letters = (nibbles &+ 0x0606_0006_0600_0606) >> 4 & 0x0101_0001_0100_0101
        return nibbles &+ 0x3030_3A30_303A_3030 &+ letters &* 39
    }
}

extension MACAddress: CustomStringConvertible {
    public var description: String {
        var text: [UInt8] = []
        write(to: &text)
        return String(decoding: text, as: UTF8.self)
    }
}

extension UInt8 {
    /// The value of an ASCII hexadecimal digit; nil for any other byte.
    @inlinable public var hexDigitValue: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// The lower-case ASCII digit for a value below 16.
    @inlinable public static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") &+ value : UInt8(ascii: "a") &- 10 &+ value
    }
}
