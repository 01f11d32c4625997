/// Whom a packet was for, as Linux tells with each that it captures (packet(7), `sll_pkttype`).
public struct LinuxPacketType: AssignedNumber {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let host = LinuxPacketType(rawValue: 0)
    public static let broadcast = LinuxPacketType(rawValue: 1)
    public static let multicast = LinuxPacketType(rawValue: 2)
    public static let otherHost = LinuxPacketType(rawValue: 3)
    public static let outgoing = LinuxPacketType(rawValue: 4)

    public static let assignments: [Assignment<UInt16>] = [
        Assignment(0, "In"),
        Assignment(1, "Broadcast"),
        Assignment(2, "Multicast"),
        Assignment(3, "Other host"),
        Assignment(4, "Out"),
    ]
}

/// The kind of interface on which Linux captured a packet: ARP's hardware types, and Linux's own beyond 255
/// (`ARPHRD_` in if_arp.h).
public struct LinuxHardwareType: AssignedNumber {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let ethernet = LinuxHardwareType(rawValue: 1)
    public static let rawIP = LinuxHardwareType(rawValue: 519)
    public static let tunnel = LinuxHardwareType(rawValue: 768)
    public static let tunnel6 = LinuxHardwareType(rawValue: 769)
    public static let loopback = LinuxHardwareType(rawValue: 772)
    public static let sit = LinuxHardwareType(rawValue: 776)
    public static let gre = LinuxHardwareType(rawValue: 778)
    public static let ieee80211 = LinuxHardwareType(rawValue: 801)
    public static let ieee80211Radiotap = LinuxHardwareType(rawValue: 803)
    public static let netlink = LinuxHardwareType(rawValue: 824)
    /// IP without a header before it, as of TUN devices and WireGuard.
    public static let headerless = LinuxHardwareType(rawValue: 65534)

    public static let assignments: [Assignment<UInt16>] = [
        Assignment(0, "NET/ROM"),
        Assignment(1, "Ethernet", "RFC 826"),
        Assignment(3, "AX.25"),
        Assignment(6, "IEEE 802"),
        Assignment(7, "ARCNET", "RFC 1201"),
        Assignment(15, "Frame Relay"),
        Assignment(19, "ATM", "RFC 2225"),
        Assignment(24, "IEEE 1394"),
        Assignment(27, "EUI-64"),
        Assignment(32, "InfiniBand", "RFC 4391"),
        Assignment(256, "SLIP", "RFC 1055"),
        Assignment(257, "CSLIP", "RFC 1144"),
        Assignment(271, "X.25"),
        Assignment(280, "CAN"),
        Assignment(512, "PPP", "RFC 1661"),
        Assignment(513, "Cisco HDLC"),
        Assignment(516, "LAPB"),
        Assignment(519, "Raw IP"),
        Assignment(768, "IPIP tunnel", "RFC 2003"),
        Assignment(769, "IP6IP6 tunnel", "RFC 2473"),
        Assignment(770, "Frame Relay access device"),
        Assignment(772, "Loopback"),
        Assignment(773, "LocalTalk"),
        Assignment(774, "FDDI"),
        Assignment(776, "SIT tunnel", "RFC 4213"),
        Assignment(777, "IP over DDP"),
        Assignment(778, "GRE tunnel", "RFC 2784"),
        Assignment(779, "PIM register"),
        Assignment(783, "IrDA"),
        Assignment(801, "IEEE 802.11"),
        Assignment(802, "IEEE 802.11 with Prism header"),
        Assignment(803, "IEEE 802.11 with radiotap header"),
        Assignment(804, "IEEE 802.15.4"),
        Assignment(820, "Phonet"),
        Assignment(823, "IPv6 GRE tunnel", "RFC 7676"),
        Assignment(824, "Netlink"),
        Assignment(825, "6LoWPAN", "RFC 4944"),
        Assignment(826, "VSOCK monitor"),
        Assignment(65534, "None"),
    ]
}

/// What follows a cooked header where its protocol is no EtherType (`ETH_P_` in if_ether.h, below 0x0600).
public struct LinuxFrameType: AssignedNumber {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// IPX, straight after the cooked header.
    public static let raw8023 = LinuxFrameType(rawValue: 1)
    public static let llc = LinuxFrameType(rawValue: 4)

    public static let assignments: [Assignment<UInt16>] = [
        Assignment(0x0001, "Raw 802.3"),
        Assignment(0x0003, "All"),
        Assignment(0x0004, "LLC", "IEEE 802.2"),
        Assignment(0x0005, "SNAP"),
        Assignment(0x0007, "Wan PPP"),
        Assignment(0x0008, "PPP MP"),
        Assignment(0x0009, "LocalTalk"),
        Assignment(0x000C, "CAN"),
        Assignment(0x000D, "CAN FD"),
        Assignment(0x000E, "CAN XL"),
        Assignment(0x0010, "PPP talk"),
        Assignment(0x0011, "Token Ring"),
        Assignment(0x0015, "Mobitex"),
        Assignment(0x0017, "IrDA"),
        Assignment(0x0019, "HDLC"),
        Assignment(0x00F5, "Phonet"),
        Assignment(0x00F6, "IEEE 802.15.4"),
        Assignment(0x00F7, "CAIF"),
    ]
}
