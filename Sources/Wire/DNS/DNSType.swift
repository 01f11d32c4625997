// A table.

/// The type of a resource record, or what a question asks for (IANA "Resource Record (RR) TYPEs").
public struct DNSType: AssignedNumber {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let a = DNSType(rawValue: 1)
    public static let ns = DNSType(rawValue: 2)
    public static let cname = DNSType(rawValue: 5)
    public static let soa = DNSType(rawValue: 6)
    public static let null = DNSType(rawValue: 10)
    public static let ptr = DNSType(rawValue: 12)
    public static let hinfo = DNSType(rawValue: 13)
    public static let mx = DNSType(rawValue: 15)
    public static let txt = DNSType(rawValue: 16)
    public static let aaaa = DNSType(rawValue: 28)
    public static let srv = DNSType(rawValue: 33)
    public static let naptr = DNSType(rawValue: 35)
    public static let dname = DNSType(rawValue: 39)
    public static let opt = DNSType(rawValue: 41)
    public static let ds = DNSType(rawValue: 43)
    public static let rrsig = DNSType(rawValue: 46)
    public static let nsec = DNSType(rawValue: 47)
    public static let dnskey = DNSType(rawValue: 48)
    public static let nsec3 = DNSType(rawValue: 50)
    public static let tlsa = DNSType(rawValue: 52)
    public static let svcb = DNSType(rawValue: 64)
    public static let https = DNSType(rawValue: 65)
    public static let tkey = DNSType(rawValue: 249)
    public static let tsig = DNSType(rawValue: 250)
    public static let ixfr = DNSType(rawValue: 251)
    public static let axfr = DNSType(rawValue: 252)
    public static let any = DNSType(rawValue: 255)
    public static let caa = DNSType(rawValue: 257)

    /// `TYPE65280` for a type without a name (RFC 3597).
    public var description: String { name ?? "TYPE\(rawValue)" }

    /// By its name, upper and lower case alike, or as `TYPE65280`.
    public init?(presentation text: String) {
        let upper = text.uppercased()
        if let match = Self.assignments.first(where: { $0.name == upper }) {
            self.init(rawValue: match.rawValue)
        } else {
            guard upper.hasPrefix("TYPE"), upper.dropFirst(4).utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let number = UInt16(upper.dropFirst(4))
            else { return nil }
            self.init(rawValue: number)
        }
    }

    public static let assignments: [Assignment<UInt16>] = [
        Assignment(1, "A", "RFC 1035"),
        Assignment(2, "NS", "RFC 1035"),
        Assignment(3, "MD", "RFC 1035"),
        Assignment(4, "MF", "RFC 1035"),
        Assignment(5, "CNAME", "RFC 1035"),
        Assignment(6, "SOA", "RFC 1035"),
        Assignment(7, "MB", "RFC 1035"),
        Assignment(8, "MG", "RFC 1035"),
        Assignment(9, "MR", "RFC 1035"),
        Assignment(10, "NULL", "RFC 1035"),
        Assignment(11, "WKS", "RFC 1035"),
        Assignment(12, "PTR", "RFC 1035"),
        Assignment(13, "HINFO", "RFC 1035"),
        Assignment(14, "MINFO", "RFC 1035"),
        Assignment(15, "MX", "RFC 1035"),
        Assignment(16, "TXT", "RFC 1035"),
        Assignment(17, "RP", "RFC 1183"),
        Assignment(18, "AFSDB", "RFC 1183"),
        Assignment(19, "X25", "RFC 1183"),
        Assignment(20, "ISDN", "RFC 1183"),
        Assignment(21, "RT", "RFC 1183"),
        Assignment(22, "NSAP", "RFC 1706"),
        Assignment(23, "NSAP-PTR", "RFC 1706"),
        Assignment(24, "SIG", "RFC 2536"),
        Assignment(25, "KEY", "RFC 2536"),
        Assignment(26, "PX", "RFC 2163"),
        Assignment(27, "GPOS", "RFC 1712"),
        Assignment(28, "AAAA", "RFC 3596"),
        Assignment(29, "LOC", "RFC 1876"),
        Assignment(30, "NXT", "RFC 2535"),
        Assignment(31, "EID", "Patton, Nimrod, 1995"),
        Assignment(32, "NIMLOC", "Patton, Nimrod, 1995"),
        Assignment(33, "SRV", "RFC 2782"),
        Assignment(34, "ATMA", "ATM Forum, ATM Name System V2.0"),
        Assignment(35, "NAPTR", "RFC 3403"),
        Assignment(36, "KX", "RFC 2230"),
        Assignment(37, "CERT", "RFC 4398"),
        Assignment(38, "A6", "RFC 2874"),
        Assignment(39, "DNAME", "RFC 6672"),
        Assignment(40, "SINK", "draft-eastlake-kitchen-sink"),
        Assignment(41, "OPT", "RFC 6891"),
        Assignment(42, "APL", "RFC 3123"),
        Assignment(43, "DS", "RFC 4034"),
        Assignment(44, "SSHFP", "RFC 4255"),
        Assignment(45, "IPSECKEY", "RFC 4025"),
        Assignment(46, "RRSIG", "RFC 4034"),
        Assignment(47, "NSEC", "RFC 4034"),
        Assignment(48, "DNSKEY", "RFC 4034"),
        Assignment(49, "DHCID", "RFC 4701"),
        Assignment(50, "NSEC3", "RFC 5155"),
        Assignment(51, "NSEC3PARAM", "RFC 5155"),
        Assignment(52, "TLSA", "RFC 6698"),
        Assignment(53, "SMIMEA", "RFC 8162"),
        Assignment(55, "HIP", "RFC 8005"),
        Assignment(56, "NINFO", "Reid, 2008"),
        Assignment(57, "RKEY", "Reid, 2008"),
        Assignment(58, "TALINK", "Wijngaards, 2010"),
        Assignment(59, "CDS", "RFC 7344"),
        Assignment(60, "CDNSKEY", "RFC 7344"),
        Assignment(61, "OPENPGPKEY", "RFC 7929"),
        Assignment(62, "CSYNC", "RFC 7477"),
        Assignment(63, "ZONEMD", "RFC 8976"),
        Assignment(64, "SVCB", "RFC 9460"),
        Assignment(65, "HTTPS", "RFC 9460"),
        Assignment(66, "DSYNC", "RFC 9859"),
        Assignment(67, "HHIT", "RFC 9886"),
        Assignment(68, "BRID", "RFC 9886"),
        Assignment(99, "SPF", "RFC 7208"),
        Assignment(100, "UINFO", "IANA"),
        Assignment(101, "UID", "IANA"),
        Assignment(102, "GID", "IANA"),
        Assignment(103, "UNSPEC", "IANA"),
        Assignment(104, "NID", "RFC 6742"),
        Assignment(105, "L32", "RFC 6742"),
        Assignment(106, "L64", "RFC 6742"),
        Assignment(107, "LP", "RFC 6742"),
        Assignment(108, "EUI48", "RFC 7043"),
        Assignment(109, "EUI64", "RFC 7043"),
        Assignment(128, "NXNAME", "RFC 9824"),
        Assignment(249, "TKEY", "RFC 2930"),
        Assignment(250, "TSIG", "RFC 8945"),
        Assignment(251, "IXFR", "RFC 1995"),
        Assignment(252, "AXFR", "RFC 5936"),
        Assignment(253, "MAILB", "RFC 1035"),
        Assignment(254, "MAILA", "RFC 1035"),
        Assignment(255, "ANY", "RFC 8482"),
        Assignment(256, "URI", "RFC 7553"),
        Assignment(257, "CAA", "RFC 8659"),
        Assignment(258, "AVC", "Wolfgang, 2016"),
        Assignment(259, "DOA", "draft-durand-doa-over-dns"),
        Assignment(260, "AMTRELAY", "RFC 8777"),
        Assignment(261, "RESINFO", "RFC 9606"),
        Assignment(262, "WALLET", "Johansson, 2024"),
        Assignment(263, "CLA", "Johnson, 2024"),
        Assignment(264, "IPN", "Johnson, 2024"),
        Assignment(32768, "TA", "Weiler, 2005"),
        Assignment(32769, "DLV", "RFC 8749"),
    ]
}
