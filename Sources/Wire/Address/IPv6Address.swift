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
    public init?(_ text: some StringProtocol) {
        let text = String(text)
        let halves = text.split(separator: "::", maxSplits: 2, omittingEmptySubsequences: false)
        guard let head = halves.first, halves.count <= 2,
            let leading = Self.groups(head, mayEndInIPv4: halves.count == 1)
        else { return nil }
        var groups = leading
        if halves.count == 2 {
            guard let trailing = Self.groups(halves[1], mayEndInIPv4: true) else { return nil }
            let zeros = 8 - leading.count - trailing.count
            guard zeros >= 1 else { return nil }
            groups += Array(repeating: 0, count: zeros) + trailing
        }
        guard groups.count == 8 else { return nil }
        self.init(rawValue: groups.reduce(0) { $0 << 16 | UInt128($1) })
    }

    /// The groups of one side of `::`; none for empty text.
    private static func groups(_ text: Substring, mayEndInIPv4: Bool) -> [UInt16]? {
        guard !text.isEmpty else { return [] }
        var groups: [UInt16] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 8 else { return nil }
        for (index, part) in parts.enumerated() {
            if part.contains(".") {
                guard mayEndInIPv4, index == parts.count - 1, let address = IPv4Address(part) else { return nil }
                groups.append(UInt16(address.rawValue >> 16))
                groups.append(UInt16(truncatingIfNeeded: address.rawValue))
            } else {
                guard (1...4).contains(part.utf8.count), part.utf8.allSatisfy({ $0.hexDigitValue != nil }),
                    let group = UInt16(part, radix: 16)
                else { return nil }
                groups.append(group)
            }
        }
        return groups
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
