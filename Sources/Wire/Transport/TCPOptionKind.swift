/// The kind of a TCP option (IANA "TCP Option Kind Numbers").
public struct TCPOptionKind: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let endOfOptions = TCPOptionKind(rawValue: 0)
    public static let noOperation = TCPOptionKind(rawValue: 1)
    public static let maximumSegmentSize = TCPOptionKind(rawValue: 2)
    public static let windowScale = TCPOptionKind(rawValue: 3)
    public static let sackPermitted = TCPOptionKind(rawValue: 4)
    public static let sack = TCPOptionKind(rawValue: 5)
    public static let timestamps = TCPOptionKind(rawValue: 8)
    public static let md5Signature = TCPOptionKind(rawValue: 19)
    public static let userTimeout = TCPOptionKind(rawValue: 28)
    public static let authentication = TCPOptionKind(rawValue: 29)
    public static let multipath = TCPOptionKind(rawValue: 30)
    public static let fastOpenCookie = TCPOptionKind(rawValue: 34)

    /// Wireshark's name of an option of this kind.
    @inlinable var fieldName: String {
        switch self {
        case .endOfOptions: "tcp.options.eol"
        case .noOperation: "tcp.options.nop"
        case .maximumSegmentSize: "tcp.options.mss"
        case .windowScale: "tcp.options.wscale"
        case .sackPermitted: "tcp.options.sack_perm"
        case .sack: "tcp.options.sack"
        case .timestamps: "tcp.options.timestamp"
        case .md5Signature: "tcp.options.md5"
        case .userTimeout: "tcp.options.user_to"
        case .authentication: "tcp.options.ao"
        case .multipath: "tcp.options.mptcp"
        case .fastOpenCookie: "tcp.options.tfo"
        default: "tcp.options.unknown"
        }
    }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "End of Option List", "RFC 9293"),
        Assignment(1, "No-Operation", "RFC 9293"),
        Assignment(2, "Maximum Segment Size", "RFC 9293"),
        Assignment(3, "Window Scale", "RFC 7323"),
        Assignment(4, "SACK Permitted", "RFC 2018"),
        Assignment(5, "SACK", "RFC 2018"),
        Assignment(6, "Echo", "RFC 1072, obsoleted by RFC 6247"),
        Assignment(7, "Echo Reply", "RFC 1072, obsoleted by RFC 6247"),
        Assignment(8, "Timestamps", "RFC 7323"),
        Assignment(9, "Partial Order Connection Permitted", "RFC 1693, obsoleted by RFC 6247"),
        Assignment(10, "Partial Order Service Profile", "RFC 1693, obsoleted by RFC 6247"),
        Assignment(11, "CC", "RFC 1644, obsoleted by RFC 6247"),
        Assignment(12, "CC.NEW", "RFC 1644, obsoleted by RFC 6247"),
        Assignment(13, "CC.ECHO", "RFC 1644, obsoleted by RFC 6247"),
        Assignment(14, "TCP Alternate Checksum Request", "RFC 1146, obsoleted by RFC 6247"),
        Assignment(15, "TCP Alternate Checksum Data", "RFC 1146, obsoleted by RFC 6247"),
        Assignment(16, "Skeeter", "IANA"),
        Assignment(17, "Bubba", "IANA"),
        Assignment(18, "Trailer Checksum", "IANA"),
        Assignment(19, "MD5 Signature", "RFC 2385, obsoleted by RFC 5925"),
        Assignment(20, "SCPS Capabilities", "IANA"),
        Assignment(21, "Selective Negative Acknowledgements", "IANA"),
        Assignment(22, "Record Boundaries", "IANA"),
        Assignment(23, "Corruption Experienced", "IANA"),
        Assignment(24, "SNAP", "IANA"),
        Assignment(26, "TCP Compression Filter", "IANA"),
        Assignment(27, "Quick-Start Response", "RFC 4782"),
        Assignment(28, "User Timeout", "RFC 5482"),
        Assignment(29, "TCP Authentication Option", "RFC 5925"),
        Assignment(30, "Multipath TCP", "RFC 8684"),
        Assignment(34, "TCP Fast Open Cookie", "RFC 7413"),
        Assignment(69, "Encryption Negotiation", "RFC 8547"),
        Assignment(172, "Accurate ECN Order 0", "RFC 9768"),
        Assignment(174, "Accurate ECN Order 1", "RFC 9768"),
        Assignment(253, "RFC3692-style Experiment 1", "RFC 4727"),
        Assignment(254, "RFC3692-style Experiment 2", "RFC 4727"),
    ]
}

/// What a Multipath TCP option is for (RFC 8684 section 8).
public struct MultipathSubtype: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "MP_CAPABLE", "RFC 8684"),
        Assignment(1, "MP_JOIN", "RFC 8684"),
        Assignment(2, "DSS", "RFC 8684"),
        Assignment(3, "ADD_ADDR", "RFC 8684"),
        Assignment(4, "REMOVE_ADDR", "RFC 8684"),
        Assignment(5, "MP_PRIO", "RFC 8684"),
        Assignment(6, "MP_FAIL", "RFC 8684"),
        Assignment(7, "MP_FASTCLOSE", "RFC 8684"),
        Assignment(8, "MP_TCPRST", "RFC 8684"),
        Assignment(15, "MP_EXPERIMENTAL", "RFC 8684"),
    ]
}
