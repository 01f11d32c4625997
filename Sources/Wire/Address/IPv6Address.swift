/// A 128-bit Internet address (RFC 4291). A zone ("%eth0", RFC 4007) is no part of it: it belongs to a machine.
public struct IPv6Address: RawRepresentable, Hashable, Sendable {
    public static let byteCount = 16
    public static let bitCount = 128
    public static let any = IPv6Address(rawValue: 0)
    public static let loopback = IPv6Address(rawValue: 1)

    /// The address as a number: ::1 is 1.
    public let rawValue: UInt128

    @inlinable public init(rawValue: UInt128) { self.rawValue = rawValue }

    /// Whether the address is ::1.
    @inlinable public var isLoopback: Bool { rawValue == 1 }
    /// Whether the address lies in ff00::/8.
    @inlinable public var isMulticast: Bool { rawValue >> 120 == 0xFF }
    /// Whether the address lies in fe80::/10, and so means something only together with an interface.
    @inlinable public var isLinkLocal: Bool { rawValue >> 118 == 0x3FA }
    /// The IPv4 address of an IPv4-mapped one, ::ffff:0:0/96.
    @inlinable public var mappedIPv4: IPv4Address? {
        rawValue >> 32 == 0xFFFF ? IPv4Address(rawValue: UInt32(truncatingIfNeeded: rawValue)) : nil
    }

    /// Reads the three text forms of RFC 4291 section 2.2: eight groups, `::` for one run of zero groups, and a dotted
    /// quad in place of the last two.
    @inlinable public init?(_ text: some StringProtocol) { self.init(digits: Array(text.utf8)) }

    @usableFromInline init?(digits text: [UInt8]) {
        let colon = UInt8(ascii: ":")
        var value: UInt128 = 0
        var groups = 0
        /// The groups before `::`.
        var gap: Int?
        var place = 0
        if text.starts(with: [colon, colon]) { (gap, place) = (0, 2) }
        while place < text.count || groups == 0 && gap == nil {
            let start = place
            var group: UInt128 = 0
            while place < text.count, place - start < 4, let digit = text[place].hexDigitValue {
                group = group << 4 | UInt128(digit)
                place += 1
            }
            if place < text.count, text[place] == UInt8(ascii: "."), groups <= 6 {
                guard let address = IPv4Address(String(decoding: text[start...], as: UTF8.self)) else { return nil }
                value = value << 32 | UInt128(address.rawValue)
                groups += 2
                break
            }
            guard place > start, groups < 8 else { return nil }
            value = value << 16 | group
            groups += 1
            guard place < text.count else { break }
            guard text[place] == colon, place + 1 < text.count else { return nil }
            place += 1
            if text[place] == colon {
                guard gap == nil else { return nil }
                gap = groups
                place += 1
            }
        }
        guard let gap else {
            guard groups == 8 else { return nil }
            self.init(rawValue: value)
            return
        }
        guard groups < 8 else { return nil }
        let tail = UInt128(groups - gap) * 16
        let low = value & ((1 << tail) - 1)
        self.init(rawValue: gap == 0 ? low : (value >> tail) << UInt128(128 - 16 * gap) | low)
    }

    /// The groups that `::` stands for: the first longest run of at least two that are zero (RFC 5952 section 4.2).
    @inlinable var longestZeroRun: Range<Int> {
        // A bit for each group that is zero, the first group's the lowest.
        var zeros = 0
        var rest = rawValue
        for _ in 0..<8 {
            zeros = zeros << 1 | (rest & 0xFFFF == 0 ? 1 : 0)
            rest >>= 16
        }
        // Those that begin a run of `length`.
        var starts = zeros
        var length = 1
        while starts & zeros >> length != 0 {
            starts &= zeros >> length
            length += 1
        }
        let first = starts.trailingZeroBitCount
        return length > 1 ? first..<first + length : 0..<0
    }

    /// Appends the address as RFC 5952 recommends: lower case, no leading zeros, `::` for the longest run of zeros, a
    /// dotted quad after ::ffff:0:0/96.
    @inlinable
    public func write(to output: inout some TextOutput & ~Copyable) {
        let zeros = longestZeroRun
        let end = mappedIPv4 == nil ? 8 : 6
        var index = 0
        while index < end {
            if index == zeros.lowerBound, !zeros.isEmpty {
                output.append(word: 0x3A3A, count: 2)
                index = zeros.upperBound
                continue
            }
            if index > 0, index != zeros.upperBound || zeros.isEmpty { output.append(UInt8(ascii: ":")) }
            let half = UInt64(truncatingIfNeeded: index < 4 ? rawValue >> 64 : rawValue)
            let group = UInt32(truncatingIfNeeded: half &>> UInt64(48 &- 16 &* (index & 3))) & 0xFFFF
            let digits = group > 0xFFF ? 4 : group > 0xFF ? 3 : group > 0xF ? 2 : 1
            output.append(hexDigits: group, count: digits)
            index += 1
        }
        if let mapped = mappedIPv4 {
            output.append(UInt8(ascii: ":"))
            mapped.write(to: &output)
        }
    }
}

extension IPv6Address: Comparable, CustomStringConvertible {
    @inlinable public static func < (left: IPv6Address, right: IPv6Address) -> Bool { left.rawValue < right.rawValue }

    public var description: String {
        var text: [UInt8] = []
        write(to: &text)
        return String(decoding: text, as: UTF8.self)
    }
}

extension IPv6Address {
    /// The multicast group that a node with this address listens on for neighbour solicitations
    /// (RFC 4291 section 2.7.1).
    public var solicitedNode: IPv6Address {
        IPv6Address(rawValue: UInt128(0xFF02) << 112 | 0x1_FF00_0000 | rawValue & 0xFF_FFFF)
    }
}
