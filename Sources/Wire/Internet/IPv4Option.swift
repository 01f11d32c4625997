/// An option of an IPv4 header (RFC 791 section 3.1).
public enum IPv4Option: Hashable, Sendable {
    case endOfList
    case noOperation
    /// Routers write their addresses into the slots.
    case recordRoute(IPv4Route)
    /// The datagram passes these addresses, and any others between them.
    case looseSourceRoute(IPv4Route)
    /// The datagram passes these addresses and no other.
    case strictSourceRoute(IPv4Route)
    case timestamp(IPv4Timestamps)
    /// 0 asks routers to look at the datagram (RFC 2113).
    case routerAlert(UInt16)
    /// A classification and the authorities that protect it (RFC 1108).
    case security(IPv4SecurityLevel, authorities: [UInt8])
    case streamIdentifier(UInt16)
    /// What none of the above describes, malformed options of those kinds among them: the bytes after the length.
    case other(IPv4OptionType, [UInt8])

    /// An empty record route option for at most nine addresses.
    public static func recordRoute(slots: Int) -> IPv4Option {
        .recordRoute(IPv4Route(addresses: Array(repeating: .any, count: slots)))
    }

    /// An empty timestamp option: at most nine slots for times, four for times and addresses.
    public static func timestamp(slots: Int, withAddresses: Bool) -> IPv4Option {
        let entry = IPv4Timestamps.Entry(address: withAddresses ? .any : nil, time: 0)
        return .timestamp(
            IPv4Timestamps(
                flag: withAddresses ? .withAddresses : .timestampsOnly, entries: Array(repeating: entry, count: slots)))
    }

    /// A timestamp option that only these addresses fill in, at most four.
    public static func timestamp(prespecified addresses: [IPv4Address]) -> IPv4Option {
        let entries = addresses.map { IPv4Timestamps.Entry(address: $0, time: 0) }
        return .timestamp(IPv4Timestamps(flag: .prespecified, entries: entries))
    }

    /// A source route over at most nine addresses, the final destination last; the header's own destination is the
    /// first stop.
    public static func sourceRoute(_ addresses: [IPv4Address], isStrict: Bool) -> IPv4Option {
        let route = IPv4Route(addresses: addresses)
        return isStrict ? .strictSourceRoute(route) : .looseSourceRoute(route)
    }

    public var type: IPv4OptionType {
        switch self {
        case .endOfList: .endOfList
        case .noOperation: .noOperation
        case .recordRoute: .recordRoute
        case .looseSourceRoute: .looseSourceRoute
        case .strictSourceRoute: .strictSourceRoute
        case .timestamp: .timestamp
        case .routerAlert: .routerAlert
        case .security: .security
        case .streamIdentifier: .streamIdentifier
        case .other(let type, _): type
        }
    }

    /// The length in the header, in bytes.
    public var byteCount: Int {
        switch self {
        case .endOfList, .noOperation: 1
        case .recordRoute(let route), .looseSourceRoute(let route), .strictSourceRoute(let route):
            3 + 4 * route.addresses.count
        case .timestamp(let timestamps): 4 + timestamps.flag.entryByteCount * timestamps.entries.count
        case .routerAlert, .streamIdentifier: 4
        case .security(_, let authorities): 3 + authorities.count
        case .other(_, let data): 2 + data.count
        }
    }

    /// Appends the option, which must be at most 255 bytes long; a header has room for 40.
    @_lifetime(output: copy output)
    public func serialize(into output: inout OutputSpan<UInt8>) {
        output.append(type.rawValue)
        if self == .endOfList || self == .noOperation { return }
        precondition(byteCount <= 0xFF, "an IPv4 option has at most 255 bytes")
        output.append(UInt8(byteCount))
        switch self {
        case .endOfList, .noOperation: break
        case .recordRoute(let route), .looseSourceRoute(let route), .strictSourceRoute(let route):
            output.append(route.pointer)
            for address in route.addresses { output.append(bigEndian: address.rawValue) }
        case .timestamp(let timestamps): timestamps.serialize(into: &output)
        case .routerAlert(let value), .streamIdentifier(let value): output.append(bigEndian: value)
        case .security(let level, let authorities):
            output.append(level.rawValue)
            output.append(copying: authorities.span)
        case .other(_, let data): output.append(copying: data.span)
        }
    }
}

/// The addresses of a record route or source route option.
///
///     +--------+--------+--------+---------//--------+
///     |  type  | length | pointer|     route data    |
///     +--------+--------+--------+---------//--------+
public struct IPv4Route: Hashable, Sendable {
    /// Where the next address goes or comes from, counted from the option's first byte as 1: 4 is the first address.
    public var pointer: UInt8
    public var addresses: [IPv4Address]

    public init(pointer: UInt8 = 4, addresses: [IPv4Address]) {
        self.pointer = pointer
        self.addresses = addresses
    }

    /// How many addresses are filled in, or have been passed.
    public var usedCount: Int { min(max(Int(pointer) - 4, 0) / 4, addresses.count) }
    /// The addresses before the pointer.
    public var used: [IPv4Address] { Array(addresses.prefix(usedCount)) }
}

/// The times of a timestamp option.
///
///     +--------+--------+--------+--------+
///     |  type  | length | pointer|oflw|flg|
///     +--------+--------+--------+--------+
///     |         internet address          |
///     +--------+--------+--------+--------+
///     |             timestamp             |
///     +--------+--------+--------+--------+
public struct IPv4Timestamps: Hashable, Sendable {
    public struct Entry: Hashable, Sendable {
        /// nil where the option holds times only.
        public var address: IPv4Address?
        /// Milliseconds since midnight UT; anything else where the highest bit is set.
        public var time: UInt32

        public init(address: IPv4Address?, time: UInt32) {
            self.address = address
            self.time = time
        }
    }

    /// Where the next entry goes, counted from the option's first byte as 1: 5 is the first.
    public var pointer: UInt8
    /// How many hosts found no room, 0...15.
    public var overflow: UInt8
    public var flag: IPv4TimestampFlag
    public var entries: [Entry]

    public init(pointer: UInt8 = 5, overflow: UInt8 = 0, flag: IPv4TimestampFlag, entries: [Entry]) {
        self.pointer = pointer
        self.overflow = overflow
        self.flag = flag
        self.entries = entries
    }

    /// How many entries have a time.
    public var usedCount: Int { min(max(Int(pointer) - 5, 0) / flag.entryByteCount, entries.count) }
    /// The entries before the pointer.
    public var used: [Entry] { Array(entries.prefix(usedCount)) }

    @_lifetime(output: copy output)
    func serialize(into output: inout OutputSpan<UInt8>) {
        output.append(pointer)
        output.append(overflow << 4 | flag.rawValue)
        for entry in entries {
            if flag != .timestampsOnly { output.append(bigEndian: (entry.address ?? .any).rawValue) }
            output.append(bigEndian: entry.time)
        }
    }
}
