/// What an IGMP message says (IANA "IGMP Type Numbers").
public struct IGMPType: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let query = IGMPType(rawValue: 0x11)
    public static let report1 = IGMPType(rawValue: 0x12)
    public static let report2 = IGMPType(rawValue: 0x16)
    public static let leave = IGMPType(rawValue: 0x17)
    public static let report3 = IGMPType(rawValue: 0x22)

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0x11, "Membership Query", "RFC 1112"),
        Assignment(0x12, "Membership Report v1", "RFC 1112"),
        Assignment(0x13, "DVMRP"),
        Assignment(0x14, "PIM v1"),
        Assignment(0x15, "Cisco Trace"),
        Assignment(0x16, "Membership Report v2", "RFC 2236"),
        Assignment(0x17, "Leave Group", "RFC 2236"),
        Assignment(0x1E, "Multicast Traceroute Response"),
        Assignment(0x1F, "Multicast Traceroute"),
        Assignment(0x22, "Membership Report v3", "RFC 9776"),
        Assignment(0x30, "Multicast Router Advertisement", "RFC 4286"),
        Assignment(0x31, "Multicast Router Solicitation", "RFC 4286"),
        Assignment(0x32, "Multicast Router Termination", "RFC 4286"),
    ]
}

/// What a record of an IGMPv3 report says of a group and sources (RFC 9776 section 4.2.13).
public struct IGMPRecordType: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(1, "Mode Is Include", "RFC 9776"),
        Assignment(2, "Mode Is Exclude", "RFC 9776"),
        Assignment(3, "Change To Include Mode", "RFC 9776"),
        Assignment(4, "Change To Exclude Mode", "RFC 9776"),
        Assignment(5, "Allow New Sources", "RFC 9776"),
        Assignment(6, "Block Old Sources", "RFC 9776"),
    ]
}

/// An IGMP message of any version (RFC 1112, RFC 2236, RFC 9776), in borrowed bytes. Once `init` returns, no accessor
/// traps.
///
///      0                   1                   2                   3
///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///     +---------------+---------------+-------------------------------+
///     |     Type      | Max Resp Code |           Checksum            |
///     +---------------+---------------+-------------------------------+
///     |                         Group Address                         |
///     +-------+-+-----+---------------+-------------------------------+
///     | Resv  |S| QRV |     QQIC      |     Number of Sources (v3)    |
///     +-------+-+-----+---------------+-------------------------------+
///     |                       Source Address ...                      |
public struct IGMPMessage: ~Escapable {
    @usableFromInline let bytes: Span<UInt8>

    /// - Throws: `truncated` below 8 bytes; 4 will do for a type that is not of a group.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        let needed = bytes.count > 0 && bytes[0] >= 0x30 ? 4 : 8
        try bytes.require(needed, "IGMP")
        self.bytes = bytes
    }

    @inlinable public var type: IGMPType { IGMPType(rawValue: bytes[0]) }
    @inlinable public var checksum: UInt16 { bytes.uint16(at: 2) }
    /// Of IGMP itself; nil for the protocols that share its number.
    @inlinable public var version: UInt8? {
        switch type {
        case .query: bytes.count >= 12 ? 3 : bytes[1] == 0 ? 1 : 2
        case .report1: 1
        case .report2, .leave: 2
        case .report3: 3
        default: nil
        }
    }
    /// The longest time that hosts may wait with their report, in tenths of a second.
    @inlinable public var maximumResponseTime: UInt32 {
        version == 3 ? Self.decode(bytes[1]) : UInt32(bytes[1])
    }
    /// The group that is asked for, joined or left; zero where all are. Nil for a message that has none.
    @inlinable public var group: IPv4Address? {
        guard version != nil, type != .report3 else { return nil }
        return bytes.ipv4Address(at: 4)
    }
    /// How many sources a query of version 3 names, or how many records a report has.
    @inlinable public var count: Int {
        version == 3 ? Int(bytes.uint16(at: type == .report3 ? 6 : 10)) : 0
    }

    public var isChecksumValid: Bool {
        var sum = InternetChecksum()
        sum.add(bytes)
        return sum.isIntact
    }

    /// From 128 on, a number of four bits that is shifted left (RFC 9776 section 4.1.1).
    @inlinable
    static func decode(_ code: UInt8) -> UInt32 {
        code < 128 ? UInt32(code) : (UInt32(code & 15) | 16) << (UInt32(code >> 4 & 7) + 3)
    }

    /// How many whole addresses there are from `start` on, at most `count`.
    @inlinable
    func addressCount(at start: Int, upTo count: Int) -> Int { Swift.min(count, Swift.max(0, bytes.count - start) / 4) }
}
