/// Who speaks through an LLC header (IEEE 802.2; the IEEE's list of LSAP addresses). The lowest bit, which makes an
/// address that of a group or a command a response, is no part of it.
public struct ServiceAccessPoint: AssignedNumber {
    public let rawValue: UInt8
    /// Keeps the upper seven bits, where they are.
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue & 0xFE }

    public static let spanningTree = ServiceAccessPoint(rawValue: 0x42)
    public static let snap = ServiceAccessPoint(rawValue: 0xAA)
    public static let ipx = ServiceAccessPoint(rawValue: 0xE0)

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0x00, "Null", "IEEE 802.2"),
        Assignment(0x02, "LLC Management", "IEEE 802.2"),
        Assignment(0x04, "SNA Path Control"),
        Assignment(0x06, "IP", "RFC 790"),
        Assignment(0x08, "SNA"),
        Assignment(0x0C, "SNA 2"),
        Assignment(0x0E, "PROWAY Management"),
        Assignment(0x18, "TI"),
        Assignment(0x42, "STP", "IEEE 802.1D"),
        Assignment(0x4E, "EIA RS-511"),
        Assignment(0x54, "ISI IP"),
        Assignment(0x7E, "ISO 8208"),
        Assignment(0x80, "XNS"),
        Assignment(0x82, "BACnet"),
        Assignment(0x86, "Nestar"),
        Assignment(0x8E, "PROWAY Active Station"),
        Assignment(0x98, "ARP", "RFC 826"),
        Assignment(0xAA, "SNAP", "IEEE 802"),
        Assignment(0xBC, "Banyan VINES"),
        Assignment(0xE0, "IPX"),
        Assignment(0xF0, "NetBIOS"),
        Assignment(0xF4, "IBM LAN Management"),
        Assignment(0xF8, "Remote Program Load"),
        Assignment(0xFA, "Ungermann-Bass"),
        Assignment(0xFC, "RPL"),
        Assignment(0xFE, "ISO Network Layer", "ISO 8473"),
    ]
}

/// Whose numbers follow: the first three bytes of addresses that an organization has from the IEEE. Those that the
/// protocols here speak of.
public struct OrganizationIdentifier: AssignedNumber {
    public let rawValue: UInt32
    /// Keeps the low 24 bits.
    @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue & 0xFF_FFFF }

    /// An EtherType follows (RFC 1042).
    public static let etherType = OrganizationIdentifier(rawValue: 0)
    public static let cisco = OrganizationIdentifier(rawValue: 0x00000C)
    /// An EtherType follows here too (IEEE 802.1H).
    public static let bridgeTunnel = OrganizationIdentifier(rawValue: 0x0000F8)
    public static let ieee8021 = OrganizationIdentifier(rawValue: 0x0080C2)
    public static let ieee8023 = OrganizationIdentifier(rawValue: 0x00120F)
    public static let tia = OrganizationIdentifier(rawValue: 0x0012BB)
    public static let profinet = OrganizationIdentifier(rawValue: 0x000ECF)

    public static let assignments: [Assignment<UInt32>] = [
        Assignment(0x000000, "EtherType", "RFC 1042"),
        Assignment(0x00000C, "Cisco"),
        Assignment(0x00005E, "IANA", "RFC 9542"),
        Assignment(0x000081, "Nortel"),
        Assignment(0x0000F8, "Bridge Tunnel", "IEEE 802.1H"),
        Assignment(0x000C29, "VMware"),
        Assignment(0x000ECF, "PROFINET", "IEC 61158"),
        Assignment(0x000FAC, "IEEE 802.11"),
        Assignment(0x00120F, "IEEE 802.3"),
        Assignment(0x0012BB, "TIA TR-41 (MED)", "ANSI/TIA-1057"),
        Assignment(0x0050F2, "Microsoft"),
        Assignment(0x0080C2, "IEEE 802.1"),
        Assignment(0x00AA00, "Intel"),
        Assignment(0x00E02B, "Extreme"),
        Assignment(0x00E052, "Foundry"),
        Assignment(0x080007, "Apple"),
        Assignment(0x080009, "Hewlett-Packard"),
        Assignment(0x506F9A, "Wi-Fi Alliance"),
    ]
}

/// What Cisco's numbers in a SNAP header stand for.
public struct CiscoProtocol: AssignedNumber {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let perVLANSpanningTree = CiscoProtocol(rawValue: 0x010B)
    public static let discovery = CiscoProtocol(rawValue: 0x2000)

    public static let assignments: [Assignment<UInt16>] = [
        Assignment(0x0102, "DRiP"),
        Assignment(0x0104, "PAgP"),
        Assignment(0x0105, "MLS Hello"),
        Assignment(0x010B, "PVST+"),
        Assignment(0x010C, "VLAN Bridge"),
        Assignment(0x0111, "UDLD"),
        Assignment(0x0115, "MCP"),
        Assignment(0x2000, "CDP"),
        Assignment(0x2001, "CGMP"),
        Assignment(0x2003, "VTP"),
        Assignment(0x2004, "DTP"),
        Assignment(0x200A, "STP UplinkFast"),
    ]
}

/// What IEEE 802.1's numbers in a SNAP header stand for (RFC 2684 appendix B).
public struct BridgedProtocol: AssignedNumber {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let ethernetWithFCS = BridgedProtocol(rawValue: 1)
    public static let ethernet = BridgedProtocol(rawValue: 7)

    public static let assignments: [Assignment<UInt16>] = [
        Assignment(0x0001, "802.3 with FCS", "RFC 2684"),
        Assignment(0x0002, "802.4 with FCS", "RFC 2684"),
        Assignment(0x0003, "802.5 with FCS", "RFC 2684"),
        Assignment(0x0004, "FDDI with FCS", "RFC 2684"),
        Assignment(0x0005, "802.6 with FCS", "RFC 2684"),
        Assignment(0x0007, "802.3", "RFC 2684"),
        Assignment(0x0008, "802.4", "RFC 2684"),
        Assignment(0x0009, "802.5", "RFC 2684"),
        Assignment(0x000A, "FDDI", "RFC 2684"),
        Assignment(0x000B, "802.6", "RFC 2684"),
        Assignment(0x000D, "Fragments", "RFC 2684"),
        Assignment(0x000E, "BPDU", "RFC 2684"),
    ]
}
