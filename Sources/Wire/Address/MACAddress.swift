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
    public func write(to text: inout [UInt8]) {
        text.append(addingCapacity: 17) { output in write(to: &output) }
    }

    /// Appends the address as text: 17 bytes.
    @inlinable
    @_lifetime(output: copy output)
    public func write(to output: inout OutputSpan<UInt8>) {
        for shift in stride(from: 40, through: 0, by: -8) {
            let byte = UInt8(truncatingIfNeeded: rawValue >> UInt64(shift))
            output.append(UInt8.hexDigit(byte >> 4))
            output.append(UInt8.hexDigit(byte & 15))
            if shift > 0 { output.append(UInt8(ascii: ":")) }
        }
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
