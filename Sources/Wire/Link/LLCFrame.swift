/// What an 802.3 frame carries in place of an EtherType: an LLC header (IEEE 802.2 section 3), and where both of its
/// addresses are 0xAA, a SNAP header (IEEE 802 section 9.5; RFC 1042).
///
///      0                   1                   2                   3
///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///     +---------------+---------------+---------------+---------------+
///     |     DSAP      |     SSAP      |  Control (1, or 2 of I and S) |
///     +---------------+---------------+---------------+---------------+
///     |         Organization (from the fourth byte on of SNAP)        |
///     +-------------------------------+-------------------------------+
///     |           Protocol            |
///     +-------------------------------+
public struct SNAPHeader: Hashable, Sendable {
    public static let byteCount = 8

    public var organization: OrganizationIdentifier
    public var protocolNumber: UInt16

    public init(organization: OrganizationIdentifier = .etherType, protocolNumber: UInt16) {
        self.organization = organization
        self.protocolNumber = protocolNumber
    }

    /// Appends the LLC header, unnumbered information between SNAP's service access points, and the SNAP header.
    @_lifetime(output: copy output)
    public func serialize(into output: inout OutputSpan<UInt8>) {
        output.append(bigEndian24: 0xAAAA03)
        output.append(bigEndian24: organization.rawValue)
        output.append(bigEndian: protocolNumber)
    }
}

/// An LLC header and what follows, in borrowed bytes. Once `init` returns, no accessor traps.
public struct LLCFrame: ~Escapable {
    @usableFromInline let bytes: Span<UInt8>

    /// - Throws: `truncated` below 3 bytes, and where the second byte of the control field or the SNAP header is cut.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(3, "LLC")
        self.bytes = bytes
        guard bytes.count >= headerByteCount else {
            let header: StaticText = isSNAP ? "SNAP" : "LLC"
            throw WireError(header, .truncated(needed: headerByteCount, available: bytes.count))
        }
    }

    @inlinable public var destination: ServiceAccessPoint { ServiceAccessPoint(rawValue: bytes[0]) }
    /// Whether the destination is a group.
    @inlinable public var isGroup: Bool { bytes[0] & 1 != 0 }
    @inlinable public var source: ServiceAccessPoint { ServiceAccessPoint(rawValue: bytes[1]) }
    @inlinable public var isResponse: Bool { bytes[1] & 1 != 0 }
    /// Whether the frame is unnumbered, and its control field one byte long: the others count what they send.
    @inlinable public var isUnnumbered: Bool { bytes[2] & 3 == 3 }
    @inlinable public var isSupervisory: Bool { bytes[2] & 3 == 1 }
    /// What an unnumbered frame is for.
    @inlinable public var modifier: LLCModifier { LLCModifier(rawValue: bytes[2] >> 2) }
    /// Whether the frame carries a packet of the layer above.
    @inlinable public var isInformation: Bool { isUnnumbered ? modifier == .information : !isSupervisory }
    @inlinable public var isSNAP: Bool { bytes[0] == 0xAA && bytes[1] == 0xAA && bytes[2] == 3 }
    @inlinable public var headerByteCount: Int { isSNAP ? SNAPHeader.byteCount : isUnnumbered ? 3 : 4 }
    /// The SNAP header; nil where there is none.
    @inlinable public var snap: SNAPHeader? {
        guard isSNAP else { return nil }
        return SNAPHeader(
            organization: OrganizationIdentifier(rawValue: bytes.uint24(at: 3)), protocolNumber: bytes.uint16(at: 6))
    }
    @inlinable public var payload: Span<UInt8> {
        @_lifetime(copy self) get { bytes.suffix(from: headerByteCount) }
    }

    /// What the payload is read as.
    @inlinable var nextKind: LayerKind {
        guard isInformation else { return .data }
        guard let snap else { return LayerKind(llc: destination.rawValue) }
        switch snap.organization {
        case .etherType, .bridgeTunnel:
            let type = EtherType(rawValue: snap.protocolNumber)
            return type.isLengthField ? .data : LayerKind(type)
        case .ieee8021 where snap.protocolNumber == BridgedProtocol.ethernet.rawValue: return .ethernet
        case .ieee8021 where snap.protocolNumber == BridgedProtocol.ethernetWithFCS.rawValue: return .ethernet
        default: return LayerKind(snap: snap.organization, snap.protocolNumber)
        }
    }
}

/// What an unnumbered LLC frame asks or answers (IEEE 802.2 section 5.4.3): the six upper bits of its control field
/// without the poll bit.
public struct LLCModifier: AssignedNumber {
    public let rawValue: UInt8
    /// Drops the poll bit.
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue & 0x3B }

    public static let information = LLCModifier(rawValue: 0)

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0x00, "UI", "IEEE 802.2"),
        Assignment(0x03, "DM", "IEEE 802.2"),
        Assignment(0x10, "DISC", "IEEE 802.2"),
        Assignment(0x18, "UA", "IEEE 802.2"),
        Assignment(0x1B, "SABME", "IEEE 802.2"),
        Assignment(0x21, "FRMR", "IEEE 802.2"),
        Assignment(0x2B, "XID", "IEEE 802.2"),
        Assignment(0x38, "TEST", "IEEE 802.2"),
    ]
}

/// What a supervisory LLC frame says of the frames that were received (IEEE 802.2 section 5.4.2).
public struct LLCSupervision: AssignedNumber {
    public let rawValue: UInt8
    /// Keeps the low two bits.
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue & 3 }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "RR", "IEEE 802.2"),
        Assignment(1, "RNR", "IEEE 802.2"),
        Assignment(2, "REJ", "IEEE 802.2"),
    ]
}
