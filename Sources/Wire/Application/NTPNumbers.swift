/// What happens to the last minute of the month (RFC 5905 section 7.3).
public struct NTPLeapIndicator: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let none = NTPLeapIndicator(rawValue: 0)
    public static let unsynchronized = NTPLeapIndicator(rawValue: 3)

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "no warning", "RFC 5905"),
        Assignment(1, "leap second ahead", "RFC 5905"),
        Assignment(2, "second left out ahead", "RFC 5905"),
        Assignment(3, "unsynchronized", "RFC 5905"),
    ]
}

/// Who speaks to whom (RFC 5905 section 7.3).
public struct NTPMode: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let client = NTPMode(rawValue: 3)
    public static let server = NTPMode(rawValue: 4)
    public static let control = NTPMode(rawValue: 6)
    public static let privateUse = NTPMode(rawValue: 7)

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "reserved", "RFC 5905"),
        Assignment(1, "symmetric active", "RFC 5905"),
        Assignment(2, "symmetric passive", "RFC 5905"),
        Assignment(3, "client", "RFC 5905"),
        Assignment(4, "server", "RFC 5905"),
        Assignment(5, "broadcast", "RFC 5905"),
        Assignment(6, "control", "RFC 9327"),
        Assignment(7, "private", "RFC 5905"),
    ]
}

/// How far a clock is from the one that all go by (RFC 5905 section 7.3).
public struct NTPStratum: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "unspecified or invalid", "RFC 5905"),
        Assignment(1, "primary reference", "RFC 5905"),
        Assignment(2, "secondary reference", "RFC 5905"),
        Assignment(3, "secondary reference", "RFC 5905"),
        Assignment(4, "secondary reference", "RFC 5905"),
        Assignment(5, "secondary reference", "RFC 5905"),
        Assignment(6, "secondary reference", "RFC 5905"),
        Assignment(7, "secondary reference", "RFC 5905"),
        Assignment(8, "secondary reference", "RFC 5905"),
        Assignment(9, "secondary reference", "RFC 5905"),
        Assignment(10, "secondary reference", "RFC 5905"),
        Assignment(11, "secondary reference", "RFC 5905"),
        Assignment(12, "secondary reference", "RFC 5905"),
        Assignment(13, "secondary reference", "RFC 5905"),
        Assignment(14, "secondary reference", "RFC 5905"),
        Assignment(15, "secondary reference", "RFC 5905"),
        Assignment(16, "unsynchronized", "RFC 5905"),
    ]
}

/// Four letters by which a server says why it sends no time (IANA "NTP Kiss-o'-Death Codes").
public struct NTPKissCode: AssignedNumber {
    public let rawValue: UInt32
    @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt32>] = [
        Assignment(0x41435354, "the association belongs to an anycast server", "RFC 5905"),
        Assignment(0x41555448, "the server could not authenticate", "RFC 5905"),
        Assignment(0x4155544F, "Autokey failed", "RFC 5905"),
        Assignment(0x42435354, "the association belongs to a broadcast server", "RFC 5905"),
        Assignment(0x43525950, "authentication or identification failed", "RFC 5905"),
        Assignment(0x44454E59, "access is denied", "RFC 5905"),
        Assignment(0x44524F50, "the peer was lost", "RFC 5905"),
        Assignment(0x494E4954, "not synchronized for the first time yet", "RFC 5905"),
        Assignment(0x4D435354, "the association belongs to a server found by multicast", "RFC 5905"),
        Assignment(0x4E4B4559, "no such key", "RFC 5905"),
        Assignment(0x4E54534E, "NTS failed", "RFC 8915"),
        Assignment(0x52415445, "asked too often", "RFC 5905"),
        Assignment(0x524D4F54, "the association was altered from afar", "RFC 5905"),
        Assignment(0x52535452, "access is denied by policy", "RFC 5905"),
        Assignment(0x53544550, "the clock was set, and is not synchronized yet", "RFC 5905"),
    ]
}

/// What an extension field holds (IANA "NTP Extension Field Types").
public struct NTPExtensionType: AssignedNumber {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt16>] = [
        Assignment(0x0002, "No-Operation Request", "RFC 5906"),
        Assignment(0x0102, "Association Message Request", "RFC 5906"),
        Assignment(0x0104, "Unique Identifier", "RFC 8915"),
        Assignment(0x0202, "Certificate Message Request", "RFC 5906"),
        Assignment(0x0204, "NTS Cookie", "RFC 8915"),
        Assignment(0x0302, "Cookie Message Request", "RFC 5906"),
        Assignment(0x0304, "NTS Cookie Placeholder", "RFC 8915"),
        Assignment(0x0402, "Autokey Message Request", "RFC 5906"),
        Assignment(0x0404, "NTS Authenticator and Encrypted Extension Fields", "RFC 8915"),
        Assignment(0x0502, "Leapseconds Message Request", "RFC 5906"),
        Assignment(0x0602, "Sign Message Request", "RFC 5906"),
        Assignment(0x0702, "IFF Identity Message Request", "RFC 5906"),
        Assignment(0x0802, "GQ Identity Message Request", "RFC 5906"),
        Assignment(0x0902, "MV Identity Message Request", "RFC 5906"),
        Assignment(0x2005, "Checksum Complement", "RFC 7821"),
        Assignment(0x8002, "No-Operation Response", "RFC 5906"),
        Assignment(0x8102, "Association Message Response", "RFC 5906"),
        Assignment(0x8202, "Certificate Message Response", "RFC 5906"),
        Assignment(0x8302, "Cookie Message Response", "RFC 5906"),
        Assignment(0x8402, "Autokey Message Response", "RFC 5906"),
        Assignment(0x8502, "Leapseconds Message Response", "RFC 5906"),
        Assignment(0x8602, "Sign Message Response", "RFC 5906"),
        Assignment(0x8702, "IFF Identity Message Response", "RFC 5906"),
        Assignment(0x8802, "GQ Identity Message Response", "RFC 5906"),
        Assignment(0x8902, "MV Identity Message Response", "RFC 5906"),
        Assignment(0xC002, "No-Operation Error Response", "RFC 5906"),
        Assignment(0xC102, "Association Message Error Response", "RFC 5906"),
        Assignment(0xC202, "Certificate Message Error Response", "RFC 5906"),
        Assignment(0xC302, "Cookie Message Error Response", "RFC 5906"),
        Assignment(0xC402, "Autokey Message Error Response", "RFC 5906"),
        Assignment(0xC502, "Leapseconds Message Error Response", "RFC 5906"),
        Assignment(0xC602, "Sign Message Error Response", "RFC 5906"),
        Assignment(0xC702, "IFF Identity Message Error Response", "RFC 5906"),
        Assignment(0xC802, "GQ Identity Message Error Response", "RFC 5906"),
        Assignment(0xC902, "MV Identity Message Error Response", "RFC 5906"),
    ]
}

/// What a control message asks for (RFC 9327 section 2).
public struct NTPControlOperation: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "reserved", "RFC 9327"),
        Assignment(1, "read status", "RFC 9327"),
        Assignment(2, "read variables", "RFC 9327"),
        Assignment(3, "write variables", "RFC 9327"),
        Assignment(4, "read clock variables", "RFC 9327"),
        Assignment(5, "write clock variables", "RFC 9327"),
        Assignment(6, "set trap address/port", "RFC 9327"),
        Assignment(7, "asynchronous message", "RFC 9327"),
        Assignment(8, "runtime configuration", "RFC 9327"),
        Assignment(9, "save config to file", "RFC 9327"),
        Assignment(10, "retrieve MRU (mrulist)", "RFC 9327"),
        Assignment(11, "retrieve ordered list", "RFC 9327"),
        Assignment(12, "request a client nonce", "RFC 9327"),
        Assignment(31, "unset trap address/port", "RFC 9327"),
    ]
}

/// Whose private messages these are.
public struct NTPImplementation: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "UNIV"),
        Assignment(2, "XNTPD_OLD"),
        Assignment(3, "XNTPD"),
    ]
}

/// What a private message asks ntpd for.
public struct NTPPrivateRequest: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "PEER_LIST"),
        Assignment(1, "PEER_LIST_SUM"),
        Assignment(2, "PEER_INFO"),
        Assignment(3, "PEER_STATS"),
        Assignment(4, "SYS_INFO"),
        Assignment(5, "SYS_STATS"),
        Assignment(6, "IO_STATS"),
        Assignment(7, "MEM_STATS"),
        Assignment(8, "LOOP_INFO"),
        Assignment(9, "TIMER_STATS"),
        Assignment(10, "CONFIG"),
        Assignment(11, "UNCONFIG"),
        Assignment(12, "SET_SYS_FLAG"),
        Assignment(13, "CLR_SYS_FLAG"),
        Assignment(14, "MONITOR"),
        Assignment(15, "NOMONITOR"),
        Assignment(16, "GET_RESTRICT"),
        Assignment(17, "RESADDFLAGS"),
        Assignment(18, "RESSUBFLAGS"),
        Assignment(19, "UNRESTRICT"),
        Assignment(20, "MON_GETLIST"),
        Assignment(21, "RESET_STATS"),
        Assignment(22, "RESET_PEER"),
        Assignment(23, "REREAD_KEYS"),
        Assignment(24, "DO_DIRTY_HACK"),
        Assignment(25, "DONT_DIRTY_HACK"),
        Assignment(26, "TRUSTKEY"),
        Assignment(27, "UNTRUSTKEY"),
        Assignment(28, "AUTHINFO"),
        Assignment(29, "TRAPS"),
        Assignment(30, "ADD_TRAP"),
        Assignment(31, "CLR_TRAP"),
        Assignment(32, "REQUEST_KEY"),
        Assignment(33, "CONTROL_KEY"),
        Assignment(34, "GET_CTLSTATS"),
        Assignment(35, "GET_LEAPINFO"),
        Assignment(36, "GET_CLOCKINFO"),
        Assignment(37, "SET_CLKFUDGE"),
        Assignment(38, "GET_KERNEL"),
        Assignment(39, "GET_CLKBUGINFO"),
        Assignment(41, "SET_PRECISION"),
        Assignment(42, "MON_GETLIST_1"),
        Assignment(43, "HOSTNAME_ASSOCID"),
        Assignment(44, "IF_STATS"),
        Assignment(45, "IF_RELOAD"),
    ]
}

/// Why ntpd did not do what a private message asked for.
public struct NTPPrivateError: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "No error"),
        Assignment(1, "incompatible implementation number"),
        Assignment(2, "unimplemented request code"),
        Assignment(3, "format error"),
        Assignment(4, "no data available"),
        Assignment(7, "authentication failure"),
    ]
}
