/// What a record of CDP tells.
public struct CDPRecordType: AssignedNumber {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let deviceID = CDPRecordType(rawValue: 1)
    public static let addresses = CDPRecordType(rawValue: 2)
    public static let portID = CDPRecordType(rawValue: 3)
    public static let capabilities = CDPRecordType(rawValue: 4)
    public static let softwareVersion = CDPRecordType(rawValue: 5)
    public static let platform = CDPRecordType(rawValue: 6)
    public static let managementAddresses = CDPRecordType(rawValue: 0x16)

    public static let assignments: [Assignment<UInt16>] = [
        Assignment(0x01, "Device ID"),
        Assignment(0x02, "Addresses"),
        Assignment(0x03, "Port ID"),
        Assignment(0x04, "Capabilities"),
        Assignment(0x05, "Software Version"),
        Assignment(0x06, "Platform"),
        Assignment(0x07, "IP Prefix"),
        Assignment(0x08, "Protocol Hello"),
        Assignment(0x09, "VTP Management Domain"),
        Assignment(0x0A, "Native VLAN"),
        Assignment(0x0B, "Duplex"),
        Assignment(0x0E, "VoIP VLAN Reply"),
        Assignment(0x0F, "VoIP VLAN Query"),
        Assignment(0x10, "Power Consumption"),
        Assignment(0x11, "MTU"),
        Assignment(0x12, "Trust Bitmap"),
        Assignment(0x13, "Untrusted Port CoS"),
        Assignment(0x14, "System Name"),
        Assignment(0x15, "System Object ID"),
        Assignment(0x16, "Management Addresses"),
        Assignment(0x17, "Location"),
        Assignment(0x18, "External Port ID"),
        Assignment(0x19, "Power Requested"),
        Assignment(0x1A, "Power Available"),
        Assignment(0x1B, "Port Unidirectional"),
        Assignment(0x1D, "EnergyWise"),
        Assignment(0x1F, "Spare PoE"),
    ]
}

/// What a Cisco device tells its neighbours of itself, in borrowed bytes: a version, how long to keep it, a checksum,
/// and records of type and length. Once `init` returns, no accessor traps.
public struct CDPPacket: ~Escapable {
    public static let headerByteCount = 4

    @usableFromInline let bytes: Span<UInt8>

    /// - Throws: `truncated` below 4 bytes.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(Self.headerByteCount, "CDP")
        self.bytes = bytes
    }

    @inlinable public var version: UInt8 { bytes[0] }
    /// How long the news may be kept, in seconds.
    @inlinable public var timeToLive: UInt8 { bytes[1] }
    @inlinable public var checksum: UInt16 { bytes.uint16(at: 2) }

    /// Whether the sum is right. Cisco takes a last byte that is left over for the lower half of a word, and for a
    /// negative number: both ways of summing are in use.
    public var isChecksumValid: Bool {
        var sum = InternetChecksum()
        sum.add(bytes)
        guard !sum.isIntact, bytes.count & 1 == 1 else { return sum.isIntact }
        var other = InternetChecksum()
        other.add(bytes.extracting(first: bytes.count - 1))
        let last = bytes[bytes.count - 1]
        other.add(last < 0x80 ? UInt16(last) : 0xFF00 | UInt16(last))
        // A negative byte borrows from the word before.
        if other.isIntact { return true }
        if last >= 0x80 { other.add(UInt16(0xFFFE)) }
        return other.isIntact
    }

    /// The record at `start`; nil after the last, or where one is cut or has no room for its own head.
    @inlinable
    func record(at start: Int) -> (type: CDPRecordType, length: Int)? {
        guard start + 4 <= bytes.count else { return nil }
        let length = Int(bytes.uint16(at: start + 2))
        guard length >= 4, start + length <= bytes.count else { return nil }
        return (CDPRecordType(rawValue: bytes.uint16(at: start)), length)
    }
}
