/// What a bridge tells its neighbours (IEEE 802.1Q section 14.4).
public struct BPDUType: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let configuration = BPDUType(rawValue: 0)
    public static let rapid = BPDUType(rawValue: 2)
    public static let topologyChange = BPDUType(rawValue: 0x80)

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0x00, "Configuration", "IEEE 802.1D"),
        Assignment(0x02, "Rapid/Multiple Spanning Tree", "IEEE 802.1Q"),
        Assignment(0x80, "Topology Change Notification", "IEEE 802.1D"),
    ]
}

/// Which spanning tree protocol is spoken (IEEE 802.1Q section 14.4).
public struct BPDUVersion: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let multiple = BPDUVersion(rawValue: 3)

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "STP", "IEEE 802.1D"),
        Assignment(2, "RSTP", "IEEE 802.1w"),
        Assignment(3, "MSTP", "IEEE 802.1Q"),
        Assignment(4, "SPB", "IEEE 802.1aq"),
    ]
}

/// What a port does that sent a rapid BPDU.
public struct BPDUPortRole: AssignedNumber {
    public let rawValue: UInt8
    /// Keeps the low two bits.
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue & 3 }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "Unknown", "IEEE 802.1Q"),
        Assignment(1, "Alternate or Backup", "IEEE 802.1Q"),
        Assignment(2, "Root", "IEEE 802.1Q"),
        Assignment(3, "Designated", "IEEE 802.1Q"),
    ]
}

/// A priority in steps of 4,096, a number of 12 bits, and a bridge's address (IEEE 802.1Q section 13.26.2).
public struct BridgeIdentifier: RawRepresentable, Hashable, Sendable {
    public let rawValue: UInt64

    @inlinable public init(rawValue: UInt64) { self.rawValue = rawValue }

    @inlinable public var priority: UInt16 { UInt16(truncatingIfNeeded: rawValue >> 48) & 0xF000 }
    /// The VLAN, or the tree, that it is about.
    @inlinable public var systemExtension: UInt16 { UInt16(truncatingIfNeeded: rawValue >> 48) & 0x0FFF }
    @inlinable public var address: MACAddress { MACAddress(rawValue: rawValue) }
}

/// A message of the spanning tree protocols, from 802.1D's to that of many trees, in borrowed bytes. Once `init`
/// returns, no accessor traps.
///
///     +----------+---------+------+-------+---------+-----------+-----------+
///     | Protocol | Version | Type | Flags | Root    | Path Cost | Bridge    |
///     |    2     |    1    |  1   |   1   |   8     |     4     |   8       |
///     +----------+---------+------+-------+---------+-----------+-----------+
///     | Port  | Message Age | Max Age | Hello Time | Forward Delay |  Version 1 Length, 3 Length ...
///     |   2   |      2      |    2    |     2      |       2       |
public struct BridgeProtocolDataUnit: ~Escapable {
    @usableFromInline let bytes: Span<UInt8>

    /// What a configuration takes, in bytes.
    public static let configurationByteCount = 35

    /// - Throws: `truncated` where the fixed part is cut: 4 bytes of a notification, 35 of the others; `badValue` for a
    ///   protocol other than 0.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(4, "STP")
        let number = Int(bytes.uint16(at: 0))
        guard number == 0 else { throw WireError("STP", .badValue(field: "protocol", value: number)) }
        let isKnown = bytes[3] == BPDUType.configuration.rawValue || bytes[3] == BPDUType.rapid.rawValue
        guard !isKnown || bytes.count >= Self.configurationByteCount else {
            throw WireError("STP", .truncated(needed: Self.configurationByteCount, available: bytes.count))
        }
        self.bytes = bytes
    }

    @inlinable public var version: BPDUVersion { BPDUVersion(rawValue: bytes[2]) }
    @inlinable public var type: BPDUType { BPDUType(rawValue: bytes[3]) }
    /// Whether all fields up to the forward delay are there.
    @inlinable public var isConfiguration: Bool { type == .configuration || type == .rapid }
    /// Zero where the message is no configuration.
    @inlinable public var flags: UInt8 { isConfiguration ? bytes[4] : 0 }
    @inlinable public var root: BridgeIdentifier? {
        isConfiguration ? BridgeIdentifier(rawValue: bytes.uint64(at: 5)) : nil
    }
    @inlinable public var rootPathCost: UInt32 { isConfiguration ? bytes.uint32(at: 13) : 0 }
    @inlinable public var bridge: BridgeIdentifier? {
        isConfiguration ? BridgeIdentifier(rawValue: bytes.uint64(at: 17)) : nil
    }
    @inlinable public var port: UInt16 { isConfiguration ? bytes.uint16(at: 25) : 0 }
}
