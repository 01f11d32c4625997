/// What a PPP frame carries (IANA "Point-to-Point (PPP) Protocol Field Assignments"). Those below 0x4000 are packets of
/// the network layer, those from 0x8000 on negotiate them, those from 0xC000 on run the link.
public struct PPPProtocol: AssignedNumber {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let ipv4 = PPPProtocol(rawValue: 0x0021)
    public static let ipv6 = PPPProtocol(rawValue: 0x0057)
    public static let lcp = PPPProtocol(rawValue: 0xC021)

    public static let assignments: [Assignment<UInt16>] = [
        Assignment(0x0001, "Padding", "RFC 1661"),
        Assignment(0x0003, "ROHC small CID", "RFC 3241"),
        Assignment(0x0005, "ROHC large CID", "RFC 3241"),
        Assignment(0x0021, "IPv4", "RFC 1332"),
        Assignment(0x0023, "OSI", "RFC 1377"),
        Assignment(0x0025, "XNS IDP", "RFC 1764"),
        Assignment(0x0027, "DECnet", "RFC 1762"),
        Assignment(0x0029, "AppleTalk", "RFC 1378"),
        Assignment(0x002B, "IPX", "RFC 1552"),
        Assignment(0x002D, "VJ compressed TCP/IP", "RFC 1144"),
        Assignment(0x002F, "VJ uncompressed TCP/IP", "RFC 1144"),
        Assignment(0x0031, "Bridging", "RFC 3518"),
        Assignment(0x0033, "ST-II", "RFC 1190"),
        Assignment(0x0035, "VINES", "RFC 1763"),
        Assignment(0x003D, "Multilink", "RFC 1990"),
        Assignment(0x003F, "NetBIOS", "RFC 2097"),
        Assignment(0x0041, "Cisco Systems"),
        Assignment(0x0049, "Serial Data", "RFC 1963"),
        Assignment(0x004B, "SNA over 802.2", "RFC 2043"),
        Assignment(0x004D, "SNA", "RFC 2043"),
        Assignment(0x0053, "Encryption", "RFC 1968"),
        Assignment(0x0055, "Link Encryption", "RFC 1968"),
        Assignment(0x0057, "IPv6", "RFC 5072"),
        Assignment(0x0059, "Muxing", "RFC 3153"),
        Assignment(0x0061, "RTP IPHC Full Header", "RFC 2509"),
        Assignment(0x0063, "RTP IPHC Compressed TCP", "RFC 2509"),
        Assignment(0x0065, "RTP IPHC Compressed non-TCP", "RFC 2509"),
        Assignment(0x0067, "RTP IPHC Compressed UDP 8", "RFC 2509"),
        Assignment(0x0069, "RTP IPHC Compressed RTP 8", "RFC 2509"),
        Assignment(0x00FB, "Link Compression", "RFC 1962"),
        Assignment(0x00FD, "Compression", "RFC 1962"),
        Assignment(0x0201, "802.1D Hello"),
        Assignment(0x0207, "CDP"),
        Assignment(0x0281, "MPLS", "RFC 3032"),
        Assignment(0x0283, "MPLS Multicast", "RFC 3032"),
        Assignment(0x02A9, "LLDP", "RFC 8961"),
        Assignment(0x8021, "IPCP", "RFC 1332"),
        Assignment(0x8023, "OSINLCP", "RFC 1377"),
        Assignment(0x8025, "XNSCP", "RFC 1764"),
        Assignment(0x8027, "DNCP", "RFC 1762"),
        Assignment(0x8029, "ATCP", "RFC 1378"),
        Assignment(0x802B, "IPXCP", "RFC 1552"),
        Assignment(0x8031, "BCP", "RFC 3518"),
        Assignment(0x8035, "BVCP", "RFC 1763"),
        Assignment(0x803D, "MPCP", "RFC 1990"),
        Assignment(0x803F, "NBFCP", "RFC 2097"),
        Assignment(0x8041, "Cisco Systems Control"),
        Assignment(0x8049, "SDCP", "RFC 1963"),
        Assignment(0x804D, "SNACP", "RFC 2043"),
        Assignment(0x8053, "ECP", "RFC 1968"),
        Assignment(0x8055, "ILECP", "RFC 1968"),
        Assignment(0x8057, "IPV6CP", "RFC 5072"),
        Assignment(0x8059, "PPPMuxCP", "RFC 3153"),
        Assignment(0x80FB, "ILCCP", "RFC 1962"),
        Assignment(0x80FD, "CCP", "RFC 1962"),
        Assignment(0x8207, "CDPCP"),
        Assignment(0x8281, "MPLSCP", "RFC 3032"),
        Assignment(0xC021, "LCP", "RFC 1661"),
        Assignment(0xC023, "PAP", "RFC 1334"),
        Assignment(0xC025, "LQR", "RFC 1989"),
        Assignment(0xC027, "SPAP"),
        Assignment(0xC029, "CBCP"),
        Assignment(0xC02B, "BACP", "RFC 2125"),
        Assignment(0xC02D, "BAP", "RFC 2125"),
        Assignment(0xC081, "Container Control"),
        Assignment(0xC223, "CHAP", "RFC 1994"),
        Assignment(0xC225, "RSA Authentication"),
        Assignment(0xC227, "EAP", "RFC 3748"),
    ]
}

/// What a packet that runs or negotiates a link is for (IANA "PPP LCP and IPCP Codes").
public struct PPPCode: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "Vendor-Specific", "RFC 2153"),
        Assignment(1, "Configure-Request", "RFC 1661"),
        Assignment(2, "Configure-Ack", "RFC 1661"),
        Assignment(3, "Configure-Nak", "RFC 1661"),
        Assignment(4, "Configure-Reject", "RFC 1661"),
        Assignment(5, "Terminate-Request", "RFC 1661"),
        Assignment(6, "Terminate-Ack", "RFC 1661"),
        Assignment(7, "Code-Reject", "RFC 1661"),
        Assignment(8, "Protocol-Reject", "RFC 1661"),
        Assignment(9, "Echo-Request", "RFC 1661"),
        Assignment(10, "Echo-Reply", "RFC 1661"),
        Assignment(11, "Discard-Request", "RFC 1661"),
        Assignment(12, "Identification", "RFC 1570"),
        Assignment(13, "Time-Remaining", "RFC 1570"),
        Assignment(14, "Reset-Request", "RFC 1962"),
        Assignment(15, "Reset-Ack", "RFC 1962"),
    ]
}

/// What a packet of PPP's password authentication is (RFC 1334 section 2.2).
public struct PAPCode: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(1, "Authenticate-Request", "RFC 1334"),
        Assignment(2, "Authenticate-Ack", "RFC 1334"),
        Assignment(3, "Authenticate-Nak", "RFC 1334"),
    ]
}

/// What a packet of PPP's challenge handshake is (RFC 1994 section 4).
public struct CHAPCode: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(1, "Challenge", "RFC 1994"),
        Assignment(2, "Response", "RFC 1994"),
        Assignment(3, "Success", "RFC 1994"),
        Assignment(4, "Failure", "RFC 1994"),
    ]
}
