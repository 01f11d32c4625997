// A table.

/// Who speaks to whom: the op field (RFC 951).
public struct BOOTPOperation: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let request = BOOTPOperation(rawValue: 1)
    public static let reply = BOOTPOperation(rawValue: 2)

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(1, "Boot Request", "RFC 951"),
        Assignment(2, "Boot Reply", "RFC 951"),
    ]
}

/// What a message is about (IANA "DHCP Message Type 53 Values").
public struct DHCPMessageType: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let discover = DHCPMessageType(rawValue: 1)
    public static let offer = DHCPMessageType(rawValue: 2)
    public static let request = DHCPMessageType(rawValue: 3)
    public static let decline = DHCPMessageType(rawValue: 4)
    public static let acknowledgment = DHCPMessageType(rawValue: 5)
    public static let refusal = DHCPMessageType(rawValue: 6)
    public static let release = DHCPMessageType(rawValue: 7)
    public static let inform = DHCPMessageType(rawValue: 8)

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(1, "Discover", "RFC 2131"),
        Assignment(2, "Offer", "RFC 2131"),
        Assignment(3, "Request", "RFC 2131"),
        Assignment(4, "Decline", "RFC 2131"),
        Assignment(5, "ACK", "RFC 2131"),
        Assignment(6, "NAK", "RFC 2131"),
        Assignment(7, "Release", "RFC 2131"),
        Assignment(8, "Inform", "RFC 2131"),
        Assignment(9, "Force Renew", "RFC 3203"),
        Assignment(10, "Lease Query", "RFC 4388"),
        Assignment(11, "Lease Unassigned", "RFC 4388"),
        Assignment(12, "Lease Unknown", "RFC 4388"),
        Assignment(13, "Lease Active", "RFC 4388"),
        Assignment(14, "Bulk Lease Query", "RFC 6926"),
        Assignment(15, "Lease Query Done", "RFC 6926"),
        Assignment(16, "Active Lease Query", "RFC 7724"),
        Assignment(17, "Lease Query Status", "RFC 7724"),
        Assignment(18, "TLS", "RFC 7724"),
    ]
}

/// Something a relay says of where a client is (IANA "DHCP Relay Agent Sub-Option Codes").
public struct DHCPRelaySuboption: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(1, "Agent Circuit ID", "RFC 3046"),
        Assignment(2, "Agent Remote ID", "RFC 3046"),
        Assignment(4, "DOCSIS Device Class", "RFC 3256"),
        Assignment(5, "Link Selection", "RFC 3527"),
        Assignment(6, "Subscriber ID", "RFC 3993"),
        Assignment(7, "RADIUS Attributes", "RFC 4014"),
        Assignment(8, "Authentication", "RFC 4030"),
        Assignment(9, "Vendor-Specific Information", "RFC 4243"),
        Assignment(10, "Relay Agent Flags", "RFC 5010"),
        Assignment(11, "Server Identifier Override", "RFC 5107"),
        Assignment(12, "Relay Agent Identifier", "RFC 6925"),
        Assignment(13, "Access Technology Type", "RFC 7839"),
        Assignment(14, "Access Network Name", "RFC 7839"),
        Assignment(15, "Access Point Name", "RFC 7839"),
        Assignment(16, "Access Point BSSID", "RFC 7839"),
        Assignment(17, "Operator Identifier", "RFC 7839"),
        Assignment(18, "Operator Realm", "RFC 7839"),
        Assignment(19, "Relay Source Port", "RFC 8357"),
        Assignment(151, "Virtual Subnet Selection", "RFC 6607"),
        Assignment(152, "Virtual Subnet Selection Control", "RFC 6607"),
    ]
}

/// How NetBIOS looks for names (RFC 2132 section 8.7).
public struct NetBIOSNodeType: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(1, "B-node", "RFC 2132"),
        Assignment(2, "P-node", "RFC 2132"),
        Assignment(4, "M-node", "RFC 2132"),
        Assignment(8, "H-node", "RFC 2132"),
    ]
}

/// Which fields of the header hold options (RFC 2132 section 9.3).
public struct DHCPOverload: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(1, "file holds options", "RFC 2132"),
        Assignment(2, "sname holds options", "RFC 2132"),
        Assignment(3, "file and sname hold options", "RFC 2132"),
    ]
}

/// How a lease query went (IANA "DHCP Status Code Type 151 Values").
public struct DHCPLeaseQueryStatus: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "Success", "RFC 6926"),
        Assignment(1, "UnspecFail", "RFC 6926"),
        Assignment(2, "QueryTerminated", "RFC 6926"),
        Assignment(3, "MalformedQuery", "RFC 6926"),
        Assignment(4, "NotAllowed", "RFC 6926"),
        Assignment(5, "DataMissing", "RFC 7724"),
        Assignment(6, "ConnectionActive", "RFC 7724"),
        Assignment(7, "CatchUpComplete", "RFC 7724"),
        Assignment(8, "TLSConnectionRefused", "RFC 7724"),
    ]
}

/// What a client that boots from the network runs on (IANA "Processor Architecture Types").
public struct BootArchitecture: AssignedNumber {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt16>] = [
        Assignment(0, "x86 BIOS", "RFC 5970"),
        Assignment(1, "NEC/PC98", "RFC 5970"),
        Assignment(2, "Itanium", "RFC 5970"),
        Assignment(3, "DEC Alpha", "RFC 5970"),
        Assignment(4, "Arc x86", "RFC 5970"),
        Assignment(5, "Intel Lean Client", "RFC 5970"),
        Assignment(6, "x86 UEFI", "RFC 5970"),
        Assignment(7, "x64 UEFI", "RFC 5970"),
        Assignment(8, "EFI Xscale", "RFC 5970"),
        Assignment(9, "EBC", "RFC 5970"),
        Assignment(10, "ARM 32-bit UEFI", "RFC 5970"),
        Assignment(11, "ARM 64-bit UEFI", "RFC 5970"),
        Assignment(12, "PowerPC Open Firmware", "RFC 5970"),
        Assignment(13, "PowerPC ePAPR", "RFC 5970"),
        Assignment(14, "POWER OPAL v3", "RFC 5970"),
        Assignment(15, "x86 UEFI HTTP", "RFC 5970"),
        Assignment(16, "x64 UEFI HTTP", "RFC 5970"),
        Assignment(17, "EBC HTTP", "RFC 5970"),
        Assignment(18, "ARM 32-bit UEFI HTTP", "RFC 5970"),
        Assignment(19, "ARM 64-bit UEFI HTTP", "RFC 5970"),
        Assignment(20, "x86 BIOS HTTP", "RFC 5970"),
        Assignment(21, "ARM 32-bit U-Boot", "RFC 5970"),
        Assignment(22, "ARM 64-bit U-Boot", "RFC 5970"),
        Assignment(23, "ARM 32-bit U-Boot HTTP", "RFC 5970"),
        Assignment(24, "ARM 64-bit U-Boot HTTP", "RFC 5970"),
        Assignment(25, "RISC-V 32-bit UEFI", "RFC 5970"),
        Assignment(26, "RISC-V 32-bit UEFI HTTP", "RFC 5970"),
        Assignment(27, "RISC-V 64-bit UEFI", "RFC 5970"),
        Assignment(28, "RISC-V 64-bit UEFI HTTP", "RFC 5970"),
        Assignment(29, "RISC-V 128-bit UEFI", "RFC 5970"),
        Assignment(30, "RISC-V 128-bit UEFI HTTP", "RFC 5970"),
        Assignment(31, "s390 Basic", "RFC 5970"),
        Assignment(32, "s390 Extended", "RFC 5970"),
        Assignment(33, "MIPS 32-bit UEFI", "RFC 5970"),
        Assignment(34, "MIPS 64-bit UEFI", "RFC 5970"),
        Assignment(35, "Sunway 32-bit UEFI", "RFC 5970"),
        Assignment(36, "Sunway 64-bit UEFI", "RFC 5970"),
        Assignment(37, "LoongArch 32-bit UEFI", "RFC 5970"),
        Assignment(38, "LoongArch 32-bit UEFI HTTP", "RFC 5970"),
        Assignment(39, "LoongArch 64-bit UEFI", "RFC 5970"),
        Assignment(40, "LoongArch 64-bit UEFI HTTP", "RFC 5970"),
        Assignment(41, "ARM rpiboot", "RFC 5970"),
    ]
}

/// What a client or server calls itself by (IANA "DUIDs").
public struct DUIDType: AssignedNumber {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let linkLayerAndTime = DUIDType(rawValue: 1)
    public static let enterprise = DUIDType(rawValue: 2)
    public static let linkLayer = DUIDType(rawValue: 3)
    public static let uuid = DUIDType(rawValue: 4)

    public static let assignments: [Assignment<UInt16>] = [
        Assignment(1, "DUID-LLT", "RFC 8415"),
        Assignment(2, "DUID-EN", "RFC 8415"),
        Assignment(3, "DUID-LL", "RFC 8415"),
        Assignment(4, "DUID-UUID", "RFC 6355"),
    ]
}
