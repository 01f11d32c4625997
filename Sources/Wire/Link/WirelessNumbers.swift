/// What an 802.11 frame is: its type in the two bits above a subtype's four (IEEE 802.11 table 9-1).
public struct WirelessFrameKind: AssignedNumber {
    public let rawValue: UInt8
    /// Keeps the low six bits.
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue & 0x3F }

    @inlinable public var isManagement: Bool { rawValue < 0x10 }
    @inlinable public var isControl: Bool { rawValue >> 4 == 1 }
    @inlinable public var isData: Bool { rawValue >> 4 == 2 }
    /// Whether a data frame has the two bytes of quality of service.
    @inlinable public var isQoS: Bool { rawValue & 0x38 == 0x28 }
    /// Whether a data frame carries nothing.
    @inlinable public var isNull: Bool { isData && rawValue & 4 != 0 }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0x00, "Association Request", "IEEE 802.11"),
        Assignment(0x01, "Association Response", "IEEE 802.11"),
        Assignment(0x02, "Reassociation Request", "IEEE 802.11"),
        Assignment(0x03, "Reassociation Response", "IEEE 802.11"),
        Assignment(0x04, "Probe Request", "IEEE 802.11"),
        Assignment(0x05, "Probe Response", "IEEE 802.11"),
        Assignment(0x06, "Timing Advertisement", "IEEE 802.11"),
        Assignment(0x08, "Beacon", "IEEE 802.11"),
        Assignment(0x09, "ATIM", "IEEE 802.11"),
        Assignment(0x0A, "Disassociation", "IEEE 802.11"),
        Assignment(0x0B, "Authentication", "IEEE 802.11"),
        Assignment(0x0C, "Deauthentication", "IEEE 802.11"),
        Assignment(0x0D, "Action", "IEEE 802.11"),
        Assignment(0x0E, "Action No Ack", "IEEE 802.11"),
        Assignment(0x12, "Trigger", "IEEE 802.11ax"),
        Assignment(0x13, "TACK", "IEEE 802.11ah"),
        Assignment(0x14, "Beamforming Report Poll", "IEEE 802.11"),
        Assignment(0x15, "NDP Announcement", "IEEE 802.11"),
        Assignment(0x16, "Control Frame Extension", "IEEE 802.11"),
        Assignment(0x17, "Control Wrapper", "IEEE 802.11"),
        Assignment(0x18, "Block Ack Request", "IEEE 802.11"),
        Assignment(0x19, "Block Ack", "IEEE 802.11"),
        Assignment(0x1A, "PS-Poll", "IEEE 802.11"),
        Assignment(0x1B, "RTS", "IEEE 802.11"),
        Assignment(0x1C, "CTS", "IEEE 802.11"),
        Assignment(0x1D, "Ack", "IEEE 802.11"),
        Assignment(0x1E, "CF-End", "IEEE 802.11"),
        Assignment(0x1F, "CF-End + CF-Ack", "IEEE 802.11"),
        Assignment(0x20, "Data", "IEEE 802.11"),
        Assignment(0x21, "Data + CF-Ack", "IEEE 802.11"),
        Assignment(0x22, "Data + CF-Poll", "IEEE 802.11"),
        Assignment(0x23, "Data + CF-Ack + CF-Poll", "IEEE 802.11"),
        Assignment(0x24, "Null", "IEEE 802.11"),
        Assignment(0x25, "CF-Ack", "IEEE 802.11"),
        Assignment(0x26, "CF-Poll", "IEEE 802.11"),
        Assignment(0x27, "CF-Ack + CF-Poll", "IEEE 802.11"),
        Assignment(0x28, "QoS Data", "IEEE 802.11"),
        Assignment(0x29, "QoS Data + CF-Ack", "IEEE 802.11"),
        Assignment(0x2A, "QoS Data + CF-Poll", "IEEE 802.11"),
        Assignment(0x2B, "QoS Data + CF-Ack + CF-Poll", "IEEE 802.11"),
        Assignment(0x2C, "QoS Null", "IEEE 802.11"),
        Assignment(0x2E, "QoS CF-Poll", "IEEE 802.11"),
        Assignment(0x2F, "QoS CF-Ack + CF-Poll", "IEEE 802.11"),
        Assignment(0x30, "DMG Beacon", "IEEE 802.11"),
        Assignment(0x31, "S1G Beacon", "IEEE 802.11"),
    ]
}

/// The four families of 802.11 frames.
public struct WirelessFrameType: AssignedNumber {
    public let rawValue: UInt8
    /// Keeps the low two bits.
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue & 3 }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "Management", "IEEE 802.11"),
        Assignment(1, "Control", "IEEE 802.11"),
        Assignment(2, "Data", "IEEE 802.11"),
        Assignment(3, "Extension", "IEEE 802.11"),
    ]
}
