/// The protocol inside an Ethernet frame (IEEE 802 Numbers). Below 0x0600 the field is an 802.3 length instead.
public struct EtherType: AssignedNumber {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let ipv4 = EtherType(rawValue: 0x0800)
    public static let arp = EtherType(rawValue: 0x0806)
    public static let wakeOnLAN = EtherType(rawValue: 0x0842)
    public static let trill = EtherType(rawValue: 0x22F3)
    public static let transparentEthernetBridging = EtherType(rawValue: 0x6558)
    public static let rarp = EtherType(rawValue: 0x8035)
    public static let vlan = EtherType(rawValue: 0x8100)
    public static let ipv6 = EtherType(rawValue: 0x86DD)
    public static let ppp = EtherType(rawValue: 0x880B)
    public static let macControl = EtherType(rawValue: 0x8808)
    public static let slowProtocols = EtherType(rawValue: 0x8809)
    public static let mpls = EtherType(rawValue: 0x8847)
    public static let mplsMulticast = EtherType(rawValue: 0x8848)
    public static let pppoeDiscovery = EtherType(rawValue: 0x8863)
    public static let pppoeSession = EtherType(rawValue: 0x8864)
    public static let jumboLLC = EtherType(rawValue: 0x8870)
    public static let eapol = EtherType(rawValue: 0x888E)
    public static let qinq = EtherType(rawValue: 0x88A8)
    public static let lldp = EtherType(rawValue: 0x88CC)
    public static let macsec = EtherType(rawValue: 0x88E5)
    public static let ptp = EtherType(rawValue: 0x88F7)
    public static let erspan = EtherType(rawValue: 0x88BE)
    /// ERSPAN's third type.
    public static let erspan3 = EtherType(rawValue: 0x22EB)
    public static let cfm = EtherType(rawValue: 0x8902)
    public static let loopback = EtherType(rawValue: 0x9000)
    /// What stacked tags used before 802.1ad gave them 0x88A8.
    public static let oldQinQ = EtherType(rawValue: 0x9100)

    /// Whether the field is an 802.3 length and no type (IEEE 802.3 section 3.2.6).
    @inlinable public var isLengthField: Bool { rawValue < 0x0600 }
    /// Whether a VLAN tag follows.
    @inlinable public var isVLANTag: Bool { self == .vlan || self == .qinq || self == .oldQinQ }

    public static let assignments: [Assignment<UInt16>] = [
        Assignment(0x0600, "XNS-IDP"),
        Assignment(0x0800, "IPv4", "RFC 894"),
        Assignment(0x0805, "X.25"),
        Assignment(0x0806, "ARP", "RFC 826"),
        Assignment(0x0842, "Wake-on-LAN"),
        Assignment(0x08FF, "AX.25"),
        Assignment(0x0BAD, "VINES"),
        Assignment(0x2001, "NHRP", "RFC 2332"),
        Assignment(0x22EA, "SRP", "IEEE 802.1Q"),
        Assignment(0x22EB, "ERSPAN III"),
        Assignment(0x22F0, "AVTP", "IEEE 1722"),
        Assignment(0x22F1, "ROHC", "RFC 5795"),
        Assignment(0x22F3, "TRILL", "RFC 6325"),
        Assignment(0x22F4, "L2-IS-IS", "RFC 6325"),
        Assignment(0x6001, "DEC MOP Dump/Load"),
        Assignment(0x6002, "DEC MOP Remote Console"),
        Assignment(0x6003, "DECnet"),
        Assignment(0x6004, "DEC LAT"),
        Assignment(0x6007, "DEC LAVC"),
        Assignment(0x6558, "Transparent Ethernet Bridging", "RFC 1701"),
        Assignment(0x8035, "RARP", "RFC 903"),
        Assignment(0x809B, "AppleTalk"),
        Assignment(0x80F3, "AARP"),
        Assignment(0x8100, "VLAN", "IEEE 802.1Q"),
        Assignment(0x8102, "SLPP"),
        Assignment(0x8103, "VLACP"),
        Assignment(0x8137, "IPX"),
        Assignment(0x8204, "QNX Qnet"),
        Assignment(0x86DD, "IPv6", "RFC 2464"),
        Assignment(0x8808, "MAC Control", "IEEE 802.3"),
        Assignment(0x8809, "Slow Protocols", "IEEE 802.3"),
        Assignment(0x880B, "PPP", "RFC 7042"),
        Assignment(0x8819, "CobraNet"),
        Assignment(0x8847, "MPLS", "RFC 5332"),
        Assignment(0x8848, "MPLS Multicast", "RFC 5332"),
        Assignment(0x8863, "PPPoE Discovery", "RFC 2516"),
        Assignment(0x8864, "PPPoE Session", "RFC 2516"),
        Assignment(0x8870, "Jumbo LLC"),
        Assignment(0x887B, "HomePlug"),
        Assignment(0x888E, "EAPOL", "IEEE 802.1X"),
        Assignment(0x8892, "PROFINET"),
        Assignment(0x8899, "Realtek"),
        Assignment(0x88A2, "AoE"),
        Assignment(0x88A4, "EtherCAT"),
        Assignment(0x88A8, "QinQ", "IEEE 802.1Q"),
        Assignment(0x88AB, "POWERLINK"),
        Assignment(0x88B5, "Experimental 1", "IEEE 802"),
        Assignment(0x88B6, "Experimental 2", "IEEE 802"),
        Assignment(0x88B7, "OUI Extended", "IEEE 802"),
        Assignment(0x88B8, "GOOSE", "IEC 61850"),
        Assignment(0x88B9, "GSE Management", "IEC 61850"),
        Assignment(0x88BA, "Sampled Values", "IEC 61850"),
        Assignment(0x88BE, "ERSPAN"),
        Assignment(0x88C7, "802.11 Pre-Authentication", "IEEE 802.11"),
        Assignment(0x88CA, "TIPC"),
        Assignment(0x88CC, "LLDP", "IEEE 802.1AB"),
        Assignment(0x88CD, "SERCOS III"),
        Assignment(0x88D9, "LLTD"),
        Assignment(0x88DC, "WSMP", "IEEE 1609"),
        Assignment(0x88E1, "HomePlug AV"),
        Assignment(0x88E3, "MRP", "IEC 62439-2"),
        Assignment(0x88E5, "MACsec", "IEEE 802.1AE"),
        Assignment(0x88E7, "PBB", "IEEE 802.1Q"),
        Assignment(0x88EE, "E-LMI", "MEF 16"),
        Assignment(0x88F5, "MVRP", "IEEE 802.1Q"),
        Assignment(0x88F6, "MMRP", "IEEE 802.1Q"),
        Assignment(0x88F7, "PTP", "IEEE 1588"),
        Assignment(0x88F8, "NC-SI"),
        Assignment(0x88FB, "PRP", "IEC 62439-3"),
        Assignment(0x8902, "CFM", "IEEE 802.1Q"),
        Assignment(0x8906, "FCoE"),
        Assignment(0x890D, "802.11 Encapsulation", "IEEE 802.11"),
        Assignment(0x8914, "FIP"),
        Assignment(0x8915, "RoCE"),
        Assignment(0x8917, "MIH", "IEEE 802.21"),
        Assignment(0x891D, "TTEthernet"),
        Assignment(0x8926, "VN-Tag"),
        Assignment(0x8929, "MSRP", "IEEE 802.1Q"),
        Assignment(0x892F, "HSR", "IEC 62439-3"),
        Assignment(0x893A, "1905.1", "IEEE 1905.1"),
        Assignment(0x893F, "E-Tag", "IEEE 802.1BR"),
        Assignment(0x8940, "ECP", "IEEE 802.1Q"),
        Assignment(0x8947, "GeoNetworking"),
        Assignment(0x894F, "NSH", "RFC 8300"),
        Assignment(0x9000, "Loopback"),
        Assignment(0x9100, "QinQ (old)"),
        Assignment(0x99FE, "TECMP"),
        Assignment(0xA0ED, "LoWPAN", "RFC 7973"),
        Assignment(0xAEFE, "eCPRI"),
        Assignment(0xCAFE, "LLT"),
        Assignment(0xD28B, "Arista Timestamp"),
        Assignment(0xF1C1, "R-Tag", "IEEE 802.1CB"),
    ]
}
