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

    @inlinable func group(_ index: Int) -> UInt16 {
        UInt16(truncatingIfNeeded: rawValue >> UInt128(112 - 16 * index))
    }

    /// The first longest run of at least two zero groups: what `::` stands for (RFC 5952 section 4.2).
    @inlinable var longestZeroRun: Range<Int> {
        var longest = 0..<0
        var start = 0
        while start < 8 {
            var end = start
            while end < 8, group(end) == 0 { end += 1 }
            if end - start > longest.count { longest = start..<end }
            start = end + 1
        }
        return longest.count > 1 ? longest : 0..<0
    }

    /// Appends the address as RFC 5952 recommends: lower case, no leading zeros, `::` for the longest run of zeros, a
    /// dotted quad after ::ffff:0:0/96.
    @inlinable
    public func write(to text: inout [UInt8]) {
        text.append(addingCapacity: 45) { output in write(to: &output) }
    }

    /// Appends the address as text: at most 45 bytes.
    @inlinable
    @_lifetime(output: copy output)
    public func write(to output: inout OutputSpan<UInt8>) {
        let zeros = longestZeroRun
        var index = 0
        let end = mappedIPv4 == nil ? 8 : 6
        while index < end {
            if index == zeros.lowerBound, !zeros.isEmpty {
                output.append(UInt8(ascii: ":"))
                output.append(UInt8(ascii: ":"))
                index = zeros.upperBound
                continue
            }
            if index > 0, index != zeros.upperBound || zeros.isEmpty { output.append(UInt8(ascii: ":")) }
            Self.writeGroup(group(index), to: &output)
            index += 1
        }
        if let mapped = mappedIPv4 {
            output.append(UInt8(ascii: ":"))
            mapped.write(to: &output)
        }
    }

    @inlinable
    @_lifetime(output: copy output)
    static func writeGroup(_ group: UInt16, to output: inout OutputSpan<UInt8>) {
        if group > 0xFFF { output.append(UInt8.hexDigit(UInt8(truncatingIfNeeded: group >> 12))) }
        if group > 0xFF { output.append(UInt8.hexDigit(UInt8(truncatingIfNeeded: group >> 8) & 15)) }
        if group > 0xF { output.append(UInt8.hexDigit(UInt8(truncatingIfNeeded: group >> 4) & 15)) }
        output.append(UInt8.hexDigit(UInt8(truncatingIfNeeded: group) & 15))
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
