/// The protocol that an IPv4 datagram carries, or the next header of IPv6
/// (IANA "Assigned Internet Protocol Numbers").
public struct IPProtocol: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let hopByHop = IPProtocol(rawValue: 0)
    public static let icmp = IPProtocol(rawValue: 1)
    public static let igmp = IPProtocol(rawValue: 2)
    public static let ipv4 = IPProtocol(rawValue: 4)
    public static let tcp = IPProtocol(rawValue: 6)
    public static let udp = IPProtocol(rawValue: 17)
    public static let dccp = IPProtocol(rawValue: 33)
    public static let ipv6 = IPProtocol(rawValue: 41)
    public static let routing = IPProtocol(rawValue: 43)
    public static let fragment = IPProtocol(rawValue: 44)
    public static let rsvp = IPProtocol(rawValue: 46)
    public static let gre = IPProtocol(rawValue: 47)
    public static let esp = IPProtocol(rawValue: 50)
    public static let ah = IPProtocol(rawValue: 51)
    public static let icmpv6 = IPProtocol(rawValue: 58)
    public static let noNextHeader = IPProtocol(rawValue: 59)
    public static let destinationOptions = IPProtocol(rawValue: 60)
    public static let eigrp = IPProtocol(rawValue: 88)
    public static let ospf = IPProtocol(rawValue: 89)
    public static let etherIP = IPProtocol(rawValue: 97)
    public static let pim = IPProtocol(rawValue: 103)
    public static let ipComp = IPProtocol(rawValue: 108)
    public static let vrrp = IPProtocol(rawValue: 112)
    public static let l2tp = IPProtocol(rawValue: 115)
    public static let sctp = IPProtocol(rawValue: 132)
    public static let mpls = IPProtocol(rawValue: 137)
    public static let mobility = IPProtocol(rawValue: 135)
    public static let udpLite = IPProtocol(rawValue: 136)
    public static let hip = IPProtocol(rawValue: 139)
    public static let shim6 = IPProtocol(rawValue: 140)
    public static let ethernet = IPProtocol(rawValue: 143)

    /// Whether IPv6 treats it as an extension header that a reader may step over (IANA "IPv6 Extension Header Types").
    /// ESP is one too, but what it hides can't be stepped over.
    @inlinable public var isSkippableExtensionHeader: Bool {
        switch rawValue {
        case 0, 43, 44, 51, 60, 135, 139, 140: true
        default: false
        }
    }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "HOPOPT", "RFC 8200"),
        Assignment(1, "ICMP", "RFC 792"),
        Assignment(2, "IGMP", "RFC 1112"),
        Assignment(3, "GGP", "RFC 823"),
        Assignment(4, "IPv4", "RFC 2003"),
        Assignment(5, "ST", "RFC 1819"),
        Assignment(6, "TCP", "RFC 9293"),
        Assignment(7, "CBT", "RFC 2189"),
        Assignment(8, "EGP", "RFC 888"),
        Assignment(9, "IGP"),
        Assignment(10, "BBN-RCC-MON"),
        Assignment(11, "NVP-II", "RFC 741"),
        Assignment(12, "PUP"),
        Assignment(13, "ARGUS"),
        Assignment(14, "EMCON"),
        Assignment(15, "XNET", "IEN 158"),
        Assignment(16, "CHAOS"),
        Assignment(17, "UDP", "RFC 768"),
        Assignment(18, "MUX", "IEN 90"),
        Assignment(19, "DCN-MEAS"),
        Assignment(20, "HMP", "RFC 869"),
        Assignment(21, "PRM"),
        Assignment(22, "XNS-IDP"),
        Assignment(23, "TRUNK-1"),
        Assignment(24, "TRUNK-2"),
        Assignment(25, "LEAF-1"),
        Assignment(26, "LEAF-2"),
        Assignment(27, "RDP", "RFC 908"),
        Assignment(28, "IRTP", "RFC 938"),
        Assignment(29, "ISO-TP4", "RFC 905"),
        Assignment(30, "NETBLT", "RFC 969"),
        Assignment(31, "MFE-NSP"),
        Assignment(32, "MERIT-INP"),
        Assignment(33, "DCCP", "RFC 4340"),
        Assignment(34, "3PC"),
        Assignment(35, "IDPR", "RFC 1479"),
        Assignment(36, "XTP"),
        Assignment(37, "DDP"),
        Assignment(38, "IDPR-CMTP"),
        Assignment(39, "TP++"),
        Assignment(40, "IL"),
        Assignment(41, "IPv6", "RFC 2473"),
        Assignment(42, "SDRP", "RFC 1940"),
        Assignment(43, "IPv6-Route", "RFC 8200"),
        Assignment(44, "IPv6-Frag", "RFC 8200"),
        Assignment(45, "IDRP"),
        Assignment(46, "RSVP", "RFC 2205"),
        Assignment(47, "GRE", "RFC 2784"),
        Assignment(48, "DSR", "RFC 4728"),
        Assignment(49, "BNA"),
        Assignment(50, "ESP", "RFC 4303"),
        Assignment(51, "AH", "RFC 4302"),
        Assignment(52, "I-NLSP"),
        Assignment(53, "SWIPE"),
        Assignment(54, "NARP", "RFC 1735"),
        Assignment(55, "Min-IPv4", "RFC 2004"),
        Assignment(56, "TLSP"),
        Assignment(57, "SKIP"),
        Assignment(58, "IPv6-ICMP", "RFC 8200"),
        Assignment(59, "IPv6-NoNxt", "RFC 8200"),
        Assignment(60, "IPv6-Opts", "RFC 8200"),
        Assignment(61, "any host internal protocol"),
        Assignment(62, "CFTP"),
        Assignment(63, "any local network"),
        Assignment(64, "SAT-EXPAK"),
        Assignment(65, "KRYPTOLAN"),
        Assignment(66, "RVD"),
        Assignment(67, "IPPC"),
        Assignment(68, "any distributed file system"),
        Assignment(69, "SAT-MON"),
        Assignment(70, "VISA"),
        Assignment(71, "IPCV"),
        Assignment(72, "CPNX"),
        Assignment(73, "CPHB"),
        Assignment(74, "WSN"),
        Assignment(75, "PVP"),
        Assignment(76, "BR-SAT-MON"),
        Assignment(77, "SUN-ND"),
        Assignment(78, "WB-MON"),
        Assignment(79, "WB-EXPAK"),
        Assignment(80, "ISO-IP"),
        Assignment(81, "VMTP", "RFC 1045"),
        Assignment(82, "SECURE-VMTP"),
        Assignment(83, "VINES"),
        Assignment(84, "IPTM"),
        Assignment(85, "NSFNET-IGP"),
        Assignment(86, "DGP"),
        Assignment(87, "TCF"),
        Assignment(88, "EIGRP", "RFC 7868"),
        Assignment(89, "OSPFIGP", "RFC 2328"),
        Assignment(90, "Sprite-RPC"),
        Assignment(91, "LARP"),
        Assignment(92, "MTP", "RFC 1301"),
        Assignment(93, "AX.25"),
        Assignment(94, "IPIP"),
        Assignment(95, "MICP"),
        Assignment(96, "SCC-SP"),
        Assignment(97, "ETHERIP", "RFC 3378"),
        Assignment(98, "ENCAP", "RFC 1241"),
        Assignment(99, "any private encryption scheme"),
        Assignment(100, "GMTP"),
        Assignment(101, "IFMP", "RFC 1953"),
        Assignment(102, "PNNI"),
        Assignment(103, "PIM", "RFC 7761"),
        Assignment(104, "ARIS"),
        Assignment(105, "SCPS"),
        Assignment(106, "QNX"),
        Assignment(107, "A/N"),
        Assignment(108, "IPComp", "RFC 3173"),
        Assignment(109, "SNP"),
        Assignment(110, "Compaq-Peer"),
        Assignment(111, "IPX-in-IP"),
        Assignment(112, "VRRP", "RFC 9568"),
        Assignment(113, "PGM", "RFC 3208"),
        Assignment(114, "any 0-hop protocol"),
        Assignment(115, "L2TP", "RFC 3931"),
        Assignment(116, "DDX"),
        Assignment(117, "IATP"),
        Assignment(118, "STP"),
        Assignment(119, "SRP"),
        Assignment(120, "UTI"),
        Assignment(121, "SMP"),
        Assignment(122, "SM"),
        Assignment(123, "PTP"),
        Assignment(124, "ISIS over IPv4"),
        Assignment(125, "FIRE"),
        Assignment(126, "CRTP"),
        Assignment(127, "CRUDP"),
        Assignment(128, "SSCOPMCE"),
        Assignment(129, "IPLT"),
        Assignment(130, "SPS"),
        Assignment(131, "PIPE"),
        Assignment(132, "SCTP", "RFC 9260"),
        Assignment(133, "FC", "RFC 6172"),
        Assignment(134, "RSVP-E2E-IGNORE", "RFC 3175"),
        Assignment(135, "Mobility Header", "RFC 6275"),
        Assignment(136, "UDPLite", "RFC 3828"),
        Assignment(137, "MPLS-in-IP", "RFC 4023"),
        Assignment(138, "manet", "RFC 5498"),
        Assignment(139, "HIP", "RFC 7401"),
        Assignment(140, "Shim6", "RFC 5533"),
        Assignment(141, "WESP", "RFC 5840"),
        Assignment(142, "ROHC", "RFC 5858"),
        Assignment(143, "Ethernet", "RFC 8986"),
        Assignment(144, "AGGFRAG", "RFC 9347"),
        Assignment(145, "NSH", "RFC 9491"),
        Assignment(146, "Homa"),
        Assignment(147, "BIT-EMU", "RFC 9801"),
        Assignment(253, "experimentation and testing (253)", "RFC 3692"),
        Assignment(254, "experimentation and testing (254)", "RFC 3692"),
        Assignment(255, "Reserved"),
    ]
}
