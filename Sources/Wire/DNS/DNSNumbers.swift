// A table.

/// The kind of a query (IANA "DNS OpCodes").
public struct DNSOpcode: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let query = DNSOpcode(rawValue: 0)
    public static let notify = DNSOpcode(rawValue: 4)
    public static let update = DNSOpcode(rawValue: 5)
    public static let stateful = DNSOpcode(rawValue: 6)

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "QUERY", "RFC 1035"),
        Assignment(1, "IQUERY", "RFC 3425"),
        Assignment(2, "STATUS", "RFC 1035"),
        Assignment(4, "NOTIFY", "RFC 1996"),
        Assignment(5, "UPDATE", "RFC 2136"),
        Assignment(6, "DSO", "RFC 8490"),
    ]
}

/// How it went (IANA "DNS RCODEs"). The header has the lower four bits, EDNS the upper eight (RFC 6891).
public struct DNSResponseCode: AssignedNumber {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let noError = DNSResponseCode(rawValue: 0)
    public static let formatError = DNSResponseCode(rawValue: 1)
    public static let serverFailure = DNSResponseCode(rawValue: 2)
    public static let noSuchName = DNSResponseCode(rawValue: 3)
    public static let notImplemented = DNSResponseCode(rawValue: 4)
    public static let refused = DNSResponseCode(rawValue: 5)
    public static let badVersion = DNSResponseCode(rawValue: 16)
    public static let badCookie = DNSResponseCode(rawValue: 23)

    public static let assignments: [Assignment<UInt16>] = [
        Assignment(0, "NOERROR", "RFC 1035"),
        Assignment(1, "FORMERR", "RFC 1035"),
        Assignment(2, "SERVFAIL", "RFC 1035"),
        Assignment(3, "NXDOMAIN", "RFC 1035"),
        Assignment(4, "NOTIMP", "RFC 1035"),
        Assignment(5, "REFUSED", "RFC 1035"),
        Assignment(6, "YXDOMAIN", "RFC 2136"),
        Assignment(7, "YXRRSET", "RFC 2136"),
        Assignment(8, "NXRRSET", "RFC 2136"),
        Assignment(9, "NOTAUTH", "RFC 2136, RFC 8945"),
        Assignment(10, "NOTZONE", "RFC 2136"),
        Assignment(11, "DSOTYPENI", "RFC 8490"),
        Assignment(16, "BADVERS", "RFC 6891"),
        Assignment(17, "BADKEY", "RFC 8945"),
        Assignment(18, "BADTIME", "RFC 8945"),
        Assignment(19, "BADMODE", "RFC 2930"),
        Assignment(20, "BADNAME", "RFC 2930"),
        Assignment(21, "BADALG", "RFC 2930"),
        Assignment(22, "BADTRUNC", "RFC 8945"),
        Assignment(23, "BADCOOKIE", "RFC 7873"),
    ]
}

/// Whose names (IANA "DNS CLASSes"). Nearly always the Internet's.
public struct DNSClass: AssignedNumber {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let internet = DNSClass(rawValue: 1)
    public static let chaos = DNSClass(rawValue: 3)
    public static let hesiod = DNSClass(rawValue: 4)
    public static let none = DNSClass(rawValue: 254)
    public static let any = DNSClass(rawValue: 255)

    public static let assignments: [Assignment<UInt16>] = [
        Assignment(0, "Reserved", "RFC 6895"),
        Assignment(1, "IN", "RFC 1035"),
        Assignment(2, "CS", "RFC 1035"),
        Assignment(3, "CH", "Moon, Chaosnet, MIT AI Memo 628"),
        Assignment(4, "HS", "Dyer and Hsu, Hesiod, 1987"),
        Assignment(254, "NONE", "RFC 2136"),
        Assignment(255, "ANY", "RFC 1035"),
    ]

    /// `CLASS17` for a class without a name (RFC 3597).
    public var description: String { name ?? "CLASS\(rawValue)" }
}

/// An option of EDNS (IANA "DNS EDNS0 Option Codes").
public struct EDNSOptionCode: AssignedNumber {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let longLivedQuery = EDNSOptionCode(rawValue: 1)
    public static let nameServerID = EDNSOptionCode(rawValue: 3)
    public static let understoodAlgorithms = EDNSOptionCode(rawValue: 5)
    public static let understoodDSHashes = EDNSOptionCode(rawValue: 6)
    public static let understoodNSEC3Hashes = EDNSOptionCode(rawValue: 7)
    public static let clientSubnet = EDNSOptionCode(rawValue: 8)
    public static let expire = EDNSOptionCode(rawValue: 9)
    public static let cookie = EDNSOptionCode(rawValue: 10)
    public static let keepalive = EDNSOptionCode(rawValue: 11)
    public static let padding = EDNSOptionCode(rawValue: 12)
    public static let chain = EDNSOptionCode(rawValue: 13)
    public static let keyTag = EDNSOptionCode(rawValue: 14)
    public static let extendedError = EDNSOptionCode(rawValue: 15)
    public static let reportChannel = EDNSOptionCode(rawValue: 18)
    public static let zoneVersion = EDNSOptionCode(rawValue: 19)

    public static let assignments: [Assignment<UInt16>] = [
        Assignment(0, "Reserved", "RFC 6891"),
        Assignment(1, "LLQ", "RFC 8764"),
        Assignment(2, "Update Lease", "RFC 9664"),
        Assignment(3, "NSID", "RFC 5001"),
        Assignment(4, "Owner", "draft-cheshire-edns0-owner-option"),
        Assignment(5, "DAU", "RFC 6975"),
        Assignment(6, "DHU", "RFC 6975"),
        Assignment(7, "N3U", "RFC 6975"),
        Assignment(8, "Client Subnet", "RFC 7871"),
        Assignment(9, "EXPIRE", "RFC 7314"),
        Assignment(10, "COOKIE", "RFC 7873"),
        Assignment(11, "TCP Keepalive", "RFC 7828"),
        Assignment(12, "Padding", "RFC 7830"),
        Assignment(13, "CHAIN", "RFC 7901"),
        Assignment(14, "Key Tag", "RFC 8145"),
        Assignment(15, "Extended DNS Error", "RFC 8914"),
        Assignment(16, "Client Tag", "draft-bellis-dnsop-edns-tags"),
        Assignment(17, "Server Tag", "draft-bellis-dnsop-edns-tags"),
        Assignment(18, "Report-Channel", "RFC 9567"),
        Assignment(19, "ZONEVERSION", "RFC 9660"),
        Assignment(20292, "Umbrella Ident", "Cisco Umbrella"),
        Assignment(26946, "DeviceID", "Cisco Umbrella"),
    ]
}

/// What went wrong, in more detail (IANA "Extended DNS Error Codes", RFC 8914).
public struct ExtendedDNSError: AssignedNumber {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt16>] = [
        Assignment(0, "Other Error", "RFC 8914"),
        Assignment(1, "Unsupported DNSKEY Algorithm", "RFC 8914"),
        Assignment(2, "Unsupported DS Digest Type", "RFC 8914"),
        Assignment(3, "Stale Answer", "RFC 8914"),
        Assignment(4, "Forged Answer", "RFC 8914"),
        Assignment(5, "DNSSEC Indeterminate", "RFC 8914"),
        Assignment(6, "DNSSEC Bogus", "RFC 8914"),
        Assignment(7, "Signature Expired", "RFC 8914"),
        Assignment(8, "Signature Not Yet Valid", "RFC 8914"),
        Assignment(9, "DNSKEY Missing", "RFC 8914"),
        Assignment(10, "RRSIGs Missing", "RFC 8914"),
        Assignment(11, "No Zone Key Bit Set", "RFC 8914"),
        Assignment(12, "NSEC Missing", "RFC 8914"),
        Assignment(13, "Cached Error", "RFC 8914"),
        Assignment(14, "Not Ready", "RFC 8914"),
        Assignment(15, "Blocked", "RFC 8914"),
        Assignment(16, "Censored", "RFC 8914"),
        Assignment(17, "Filtered", "RFC 8914"),
        Assignment(18, "Prohibited", "RFC 8914"),
        Assignment(19, "Stale NXDOMAIN Answer", "RFC 8914"),
        Assignment(20, "Not Authoritative", "RFC 8914"),
        Assignment(21, "Not Supported", "RFC 8914"),
        Assignment(22, "No Reachable Authority", "RFC 8914"),
        Assignment(23, "Network Error", "RFC 8914"),
        Assignment(24, "Invalid Data", "RFC 8914"),
        Assignment(25, "Signature Expired before Valid", "Stubenbord, 2022"),
        Assignment(26, "Too Early", "RFC 9250"),
        Assignment(27, "Unsupported NSEC3 Iterations Value", "RFC 9276"),
        Assignment(28, "Unable to conform to policy", "draft-homburg-dnsop-codcp"),
        Assignment(29, "Synthesized", "PowerDNS, 2023"),
        Assignment(30, "Invalid Query Type", "RFC 9824"),
    ]
}
