/// What a record of LLDP tells (IEEE 802.1AB table 8-1).
public struct LLDPRecordType: AssignedNumber {
    public let rawValue: UInt8
    /// Keeps the low seven bits.
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue & 0x7F }

    public static let end = LLDPRecordType(rawValue: 0)
    public static let chassisID = LLDPRecordType(rawValue: 1)
    public static let portID = LLDPRecordType(rawValue: 2)
    public static let timeToLive = LLDPRecordType(rawValue: 3)
    public static let systemName = LLDPRecordType(rawValue: 5)

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "End of LLDPDU", "IEEE 802.1AB"),
        Assignment(1, "Chassis ID", "IEEE 802.1AB"),
        Assignment(2, "Port ID", "IEEE 802.1AB"),
        Assignment(3, "Time To Live", "IEEE 802.1AB"),
        Assignment(4, "Port Description", "IEEE 802.1AB"),
        Assignment(5, "System Name", "IEEE 802.1AB"),
        Assignment(6, "System Description", "IEEE 802.1AB"),
        Assignment(7, "System Capabilities", "IEEE 802.1AB"),
        Assignment(8, "Management Address", "IEEE 802.1AB"),
        Assignment(127, "Organization Specific", "IEEE 802.1AB"),
    ]
}

/// What names a chassis (IEEE 802.1AB table 8-2).
public struct LLDPChassisSubtype: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(1, "Chassis component", "IEEE 802.1AB"),
        Assignment(2, "Interface alias", "IEEE 802.1AB"),
        Assignment(3, "Port component", "IEEE 802.1AB"),
        Assignment(4, "MAC address", "IEEE 802.1AB"),
        Assignment(5, "Network address", "IEEE 802.1AB"),
        Assignment(6, "Interface name", "IEEE 802.1AB"),
        Assignment(7, "Locally assigned", "IEEE 802.1AB"),
    ]
}

/// What names a port (IEEE 802.1AB table 8-3).
public struct LLDPPortSubtype: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(1, "Interface alias", "IEEE 802.1AB"),
        Assignment(2, "Port component", "IEEE 802.1AB"),
        Assignment(3, "MAC address", "IEEE 802.1AB"),
        Assignment(4, "Network address", "IEEE 802.1AB"),
        Assignment(5, "Interface name", "IEEE 802.1AB"),
        Assignment(6, "Agent circuit ID", "IEEE 802.1AB"),
        Assignment(7, "Locally assigned", "IEEE 802.1AB"),
    ]
}
