/// The kind of an IPv4 option: copied flag, class and number in one byte (IANA "IP Option Numbers").
public struct IPv4OptionType: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let endOfList = IPv4OptionType(rawValue: 0)
    public static let noOperation = IPv4OptionType(rawValue: 1)
    public static let recordRoute = IPv4OptionType(rawValue: 7)
    public static let timestamp = IPv4OptionType(rawValue: 68)
    public static let security = IPv4OptionType(rawValue: 130)
    public static let looseSourceRoute = IPv4OptionType(rawValue: 131)
    public static let streamIdentifier = IPv4OptionType(rawValue: 136)
    public static let strictSourceRoute = IPv4OptionType(rawValue: 137)
    public static let routerAlert = IPv4OptionType(rawValue: 148)

    /// Whether every fragment carries the option.
    @inlinable public var isCopied: Bool { rawValue & 0x80 != 0 }
    /// 0 for control, 2 for debugging and measurement.
    @inlinable public var optionClass: UInt8 { rawValue >> 5 & 3 }
    @inlinable public var number: UInt8 { rawValue & 0x1F }
    /// Whether the option holds a pointer and a list of addresses.
    @inlinable public var isRoute: Bool {
        self == .recordRoute || self == .looseSourceRoute || self == .strictSourceRoute
    }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "End of Options List", "RFC 791"),
        Assignment(1, "No Operation", "RFC 791"),
        Assignment(7, "Record Route", "RFC 791"),
        Assignment(10, "Experimental Measurement"),
        Assignment(11, "MTU Probe", "RFC 1063"),
        Assignment(12, "MTU Reply", "RFC 1063"),
        Assignment(15, "ENCODE"),
        Assignment(25, "Quick-Start", "RFC 4782"),
        Assignment(30, "Experiment (30)", "RFC 4727"),
        Assignment(68, "Timestamp", "RFC 791"),
        Assignment(82, "Traceroute", "RFC 1393"),
        Assignment(94, "Experiment (94)", "RFC 4727"),
        Assignment(130, "Security", "RFC 1108"),
        Assignment(131, "Loose Source Route", "RFC 791"),
        Assignment(133, "Extended Security", "RFC 1108"),
        Assignment(134, "Commercial Security"),
        Assignment(136, "Stream ID", "RFC 791"),
        Assignment(137, "Strict Source Route", "RFC 791"),
        Assignment(142, "Experimental Access Control"),
        Assignment(144, "IMI Traffic Descriptor"),
        Assignment(145, "Extended Internet Protocol", "RFC 1385"),
        Assignment(147, "Address Extension"),
        Assignment(148, "Router Alert", "RFC 2113"),
        Assignment(149, "Selective Directed Broadcast"),
        Assignment(151, "Dynamic Packet State"),
        Assignment(152, "Upstream Multicast Packet"),
        Assignment(158, "Experiment (158)", "RFC 4727"),
        Assignment(205, "Experimental Flow Control"),
        Assignment(222, "Experiment (222)", "RFC 4727"),
    ]

    /// Wireshark's name for the option's group of fields.
    @inlinable var fieldName: String {
        switch self {
        case .endOfList: "ip.options.eol"
        case .noOperation: "ip.options.nop"
        case .recordRoute: "ip.options.record_route"
        case .timestamp: "ip.options.timestamp"
        case .security: "ip.options.security"
        case .looseSourceRoute: "ip.options.route"
        case .streamIdentifier: "ip.options.sid"
        case .strictSourceRoute: "ip.options.source_route"
        case .routerAlert: "ip.options.routeralert"
        default: "ip.options.other"
        }
    }
}

/// How secret a datagram is (RFC 1108 section 2.2).
public struct IPv4SecurityLevel: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0x01, "Reserved 4", "RFC 1108"),
        Assignment(0x3D, "Top Secret", "RFC 1108"),
        Assignment(0x5A, "Secret", "RFC 1108"),
        Assignment(0x66, "Reserved 3", "RFC 1108"),
        Assignment(0x96, "Confidential", "RFC 1108"),
        Assignment(0xAB, "Unclassified", "RFC 1108"),
        Assignment(0xCC, "Reserved 2", "RFC 1108"),
        Assignment(0xF1, "Reserved 1", "RFC 1108"),
    ]
}

/// What each entry of a timestamp option holds (RFC 791 section 3.1).
public struct IPv4TimestampFlag: AssignedNumber {
    public let rawValue: UInt8
    /// Keeps the low four bits.
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue & 15 }

    public static let timestampsOnly = IPv4TimestampFlag(rawValue: 0)
    public static let withAddresses = IPv4TimestampFlag(rawValue: 1)
    public static let prespecified = IPv4TimestampFlag(rawValue: 3)

    /// The bytes of an entry.
    @inlinable public var entryByteCount: Int { self == .timestampsOnly ? 4 : 8 }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "timestamps only", "RFC 791"),
        Assignment(1, "timestamps and addresses", "RFC 791"),
        Assignment(3, "timestamps of prespecified addresses", "RFC 791"),
    ]
}
