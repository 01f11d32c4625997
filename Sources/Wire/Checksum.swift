/// The Internet checksum (RFC 1071): the one's complement of the one's-complement sum of 16-bit words.
///
/// Feed it the pieces in wire order; a piece of odd length may only come last, or the next byte would be summed in the
/// wrong half of its word.
public struct InternetChecksum: Sendable {
    @usableFromInline var sum: UInt64 = 0

    @inlinable public init() {}

    @inlinable
    public mutating func add(_ value: UInt16) { sum &+= UInt64(value) }

    @inlinable
    public mutating func add(_ value: UInt32) {
        sum &+= UInt64(value >> 16) &+ UInt64(value & 0xFFFF)
    }

    @inlinable
    public mutating func add(_ value: UInt128) {
        add(UInt32(truncatingIfNeeded: value >> 96))
        add(UInt32(truncatingIfNeeded: value >> 64))
        add(UInt32(truncatingIfNeeded: value >> 32))
        add(UInt32(truncatingIfNeeded: value))
    }

    /// Adds four words at once.
    @inlinable
    @inline(__always)
    mutating func add(_ value: UInt64) {
        let (partial, isOver) = sum.addingReportingOverflow(value)
        sum = partial &+ (isOver ? 1 : 0)
    }

    /// Adds bytes; one left over at the end counts as the upper half of a word.
    @inlinable
    public mutating func add(_ bytes: Span<UInt8>) {
        var index = 0
        // A carry out of 64 bits counts as one, as one out of 16 does.
        while index &+ 31 < bytes.count {
            let some = bytes.extracting(index..<index &+ 32)
            add(some.uint64(at: 0))
            add(some.uint64(at: 8))
            add(some.uint64(at: 16))
            add(some.uint64(at: 24))
            index &+= 32
        }
        // Room for carries again.
        sum = (sum >> 32) &+ (sum & 0xFFFF_FFFF)
        while index &+ 7 < bytes.count {
            let eight = bytes.uint64(at: index)
            sum &+= (eight >> 32) &+ (eight & 0xFFFF_FFFF)
            index &+= 8
        }
        while index &+ 1 < bytes.count {
            sum &+= UInt64(bytes.uint16(at: index))
            index &+= 2
        }
        if index < bytes.count { sum &+= UInt64(bytes[index]) << 8 }
    }

    /// The checksum to put into a header whose own checksum field was summed as zero.
    @inlinable public var value: UInt16 { ~folded }

    /// Whether what was summed, its checksum field included, is intact.
    @inlinable public var isIntact: Bool { folded == 0xFFFF }

    @inlinable var folded: UInt16 {
        var folded = sum
        while folded > 0xFFFF { folded = (folded & 0xFFFF) &+ (folded >> 16) }
        return UInt16(truncatingIfNeeded: folded)
    }

    /// The checksum of `bytes` alone.
    @inlinable
    public static func of(_ bytes: Span<UInt8>) -> UInt16 {
        var checksum = InternetChecksum()
        checksum.add(bytes)
        return checksum.value
    }
}

/// The addresses, length and protocol that UDP, TCP and ICMPv6 sum together with their own bytes
/// (RFC 768, RFC 9293 section 3.1, RFC 8200 section 8.1).
public enum PseudoHeader: Hashable, Sendable {
    case ipv4(source: IPv4Address, destination: IPv4Address)
    case ipv6(source: IPv6Address, destination: IPv6Address)

    /// The pseudo-header for a pair of addresses; nil where their families differ.
    public init?(source: IPAddress, destination: IPAddress) {
        switch (source, destination) {
        case (.v4(let source), .v4(let destination)): self = .ipv4(source: source, destination: destination)
        case (.v6(let source), .v6(let destination)): self = .ipv6(source: source, destination: destination)
        default: return nil
        }
    }

    /// A checksum that has already summed the pseudo-header of an upper-layer packet of `length` bytes.
    public func checksum(protocol number: UInt8, length: Int) -> InternetChecksum {
        var checksum = InternetChecksum()
        switch self {
        case .ipv4(let source, let destination):
            checksum.add(source.rawValue)
            checksum.add(destination.rawValue)
        case .ipv6(let source, let destination):
            checksum.add(source.rawValue)
            checksum.add(destination.rawValue)
        }
        checksum.add(UInt32(truncatingIfNeeded: length))
        checksum.add(UInt16(number))
        return checksum
    }
}
