/// What an ARP packet asks or answers (IANA "Address Resolution Protocol Parameters", Operation Codes).
public struct ARPOpcode: AssignedNumber {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let request = ARPOpcode(rawValue: 1)
    public static let reply = ARPOpcode(rawValue: 2)
    public static let reverseRequest = ARPOpcode(rawValue: 3)
    public static let reverseReply = ARPOpcode(rawValue: 4)
    public static let inverseRequest = ARPOpcode(rawValue: 8)
    public static let inverseReply = ARPOpcode(rawValue: 9)

    public static let assignments: [Assignment<UInt16>] = [
        Assignment(1, "Request", "RFC 826"),
        Assignment(2, "Reply", "RFC 826"),
        Assignment(3, "RARP-Request", "RFC 903"),
        Assignment(4, "RARP-Reply", "RFC 903"),
        Assignment(5, "DRARP-Request", "RFC 1931"),
        Assignment(6, "DRARP-Reply", "RFC 1931"),
        Assignment(7, "DRARP-Error", "RFC 1931"),
        Assignment(8, "InARP-Request", "RFC 2390"),
        Assignment(9, "InARP-Reply", "RFC 2390"),
        Assignment(10, "ARP-NAK", "RFC 1577"),
        Assignment(11, "MARS-Request", "RFC 2022"),
        Assignment(12, "MARS-Multi", "RFC 2022"),
        Assignment(13, "MARS-MServ", "RFC 2022"),
        Assignment(14, "MARS-Join", "RFC 2022"),
        Assignment(15, "MARS-Leave", "RFC 2022"),
        Assignment(16, "MARS-NAK", "RFC 2022"),
        Assignment(17, "MARS-Unserv", "RFC 2022"),
        Assignment(18, "MARS-SJoin", "RFC 2022"),
        Assignment(19, "MARS-SLeave", "RFC 2022"),
        Assignment(20, "MARS-Grouplist-Request", "RFC 2022"),
        Assignment(21, "MARS-Grouplist-Reply", "RFC 2022"),
        Assignment(22, "MARS-Redirect-Map", "RFC 2022"),
        Assignment(23, "MAPOS-UNARP", "RFC 2176"),
        Assignment(24, "OP_EXP1", "RFC 5494"),
        Assignment(25, "OP_EXP2", "RFC 5494"),
    ]
}

/// The kind of network whose addresses ARP resolves (IANA "Address Resolution Protocol Parameters", Hardware Types).
public struct ARPHardwareType: AssignedNumber {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let ethernet = ARPHardwareType(rawValue: 1)
    public static let ieee802 = ARPHardwareType(rawValue: 6)
    /// Its packets are laid out as RFC 2225 says, not as RFC 826 does.
    public static let atm = ARPHardwareType(rawValue: 19)

    public static let assignments: [Assignment<UInt16>] = [
        Assignment(1, "Ethernet", "RFC 826"),
        Assignment(2, "Experimental Ethernet"),
        Assignment(3, "AX.25"),
        Assignment(4, "ProNET Token Ring"),
        Assignment(5, "Chaos"),
        Assignment(6, "IEEE 802"),
        Assignment(7, "ARCNET", "RFC 1201"),
        Assignment(8, "Hyperchannel"),
        Assignment(9, "Lanstar"),
        Assignment(10, "Autonet Short Address"),
        Assignment(11, "LocalTalk"),
        Assignment(12, "LocalNet"),
        Assignment(13, "Ultra link"),
        Assignment(14, "SMDS"),
        Assignment(15, "Frame Relay"),
        Assignment(16, "ATM (16)"),
        Assignment(17, "HDLC"),
        Assignment(18, "Fibre Channel", "RFC 4338"),
        Assignment(19, "ATM", "RFC 2225"),
        Assignment(20, "Serial Line"),
        Assignment(21, "ATM (21)"),
        Assignment(22, "MIL-STD-188-220"),
        Assignment(23, "Metricom"),
        Assignment(24, "IEEE 1394.1995"),
        Assignment(25, "MAPOS", "RFC 2176"),
        Assignment(26, "Twinaxial"),
        Assignment(27, "EUI-64"),
        Assignment(28, "HIPARP", "RFC 2834"),
        Assignment(29, "ISO 7816-3"),
        Assignment(30, "ARPSec"),
        Assignment(31, "IPsec tunnel", "RFC 3456"),
        Assignment(32, "InfiniBand", "RFC 4391"),
        Assignment(33, "TIA-102"),
        Assignment(34, "Wiegand"),
        Assignment(35, "Pure IP"),
        Assignment(36, "HW_EXP1", "RFC 5494"),
        Assignment(37, "HFI"),
        Assignment(38, "Unified Bus"),
        Assignment(256, "HW_EXP2", "RFC 5494"),
        Assignment(257, "AEthernet"),
    ]
}
