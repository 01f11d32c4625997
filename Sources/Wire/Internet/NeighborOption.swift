/// A walk over the options of a neighbour discovery message (RFC 4861 section 4.6).
public struct NeighborOptions: ~Escapable {
    @usableFromInline let bytes: Span<UInt8>
    /// Where the next option starts.
    public private(set) var position = 0

    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) { self.bytes = bytes }

    /// The next option; nil after the last one, and after an error.
    ///
    /// - Throws: `truncated` where one byte is left, `badLength` where an option's length is zero or reaches past the
    ///   end. Offsets count from the first option.
    @_lifetime(copy self)
    public mutating func next() throws(WireError) -> NeighborDiscoveryOption? {
        let start = position
        let available = bytes.count - start
        guard available > 0 else { return nil }
        position = bytes.count
        guard available >= 2 else {
            throw WireError("Neighbor discovery option", .truncated(needed: 2, available: available), at: start)
        }
        let length = Int(bytes[start + 1]) * 8
        guard length > 0, length <= available else {
            throw WireError(
                "Neighbor discovery option",
                .badLength(field: "length", value: length, minimum: 8, maximum: available), at: start + 1)
        }
        position = start + length
        return NeighborDiscoveryOption(bytes: bytes.slice(at: start, upTo: length), position: start)
    }
}

/// An option of a neighbour discovery message in borrowed bytes.
///
///      0                   1                   2                   3
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |     Type      |    Length     |              ...              |
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
public struct NeighborDiscoveryOption: ~Escapable {
    @usableFromInline let bytes: Span<UInt8>
    /// Where the option starts, counted from the first one.
    public let position: Int

    /// `bytes` are those that the length counts: at least 8, a multiple of 8.
    @_lifetime(copy bytes)
    init(bytes: Span<UInt8>, position: Int) {
        self.bytes = bytes
        self.position = position
    }

    @inlinable public var type: NeighborOptionType { NeighborOptionType(rawValue: bytes[0]) }
    /// The whole option, in bytes: a multiple of 8.
    @inlinable public var byteCount: Int { bytes.count }
    /// All that follows type and length.
    @inlinable public var payload: Span<UInt8> { @_lifetime(copy self) get { bytes.extracting(droppingFirst: 2) } }

    /// The option as an owned value. An option of an unknown type, or a link-layer address that is not 6 bytes long, is
    /// kept as bytes.
    ///
    /// - Throws: `badLength` where the option has not the length of its type.
    public func decoded() throws(WireError) -> NeighborOption {
        switch type {
        case .sourceLinkLayerAddress where byteCount == 8: return .sourceLinkLayerAddress(bytes.macAddress(at: 2))
        case .targetLinkLayerAddress where byteCount == 8: return .targetLinkLayerAddress(bytes.macAddress(at: 2))
        case .prefixInformation:
            try check(32...32)
            return .prefixInformation(
                PrefixInformation(
                    prefix: bytes.ipv6Address(at: 16), length: bytes[2], flags: PrefixFlags(rawValue: bytes[3]),
                    validLifetime: bytes.uint32(at: 4), preferredLifetime: bytes.uint32(at: 8)))
        case .redirectedHeader: return .redirectedHeader([UInt8](copying: bytes.suffix(from: 8)))
        case .mtu:
            try check(8...8)
            return .mtu(bytes.uint32(at: 4))
        case .routeInformation: return .routeInformation(try routeInformation())
        case .recursiveDNSServers:
            try check(24...2040)
            return .recursiveDNSServers(
                lifetime: bytes.uint32(at: 4), (0..<(byteCount - 8) / 16).map { bytes.ipv6Address(at: 8 + $0 * 16) })
        case .dnsSearchList:
            try check(16...2040)
            return .dnsSearchList(lifetime: bytes.uint32(at: 4), [UInt8](copying: bytes.suffix(from: 8)))
        case .nonce: return .nonce([UInt8](copying: payload))
        default: return .other(type, [UInt8](copying: payload))
        }
    }

    private func check(_ allowed: ClosedRange<Int>) throws(WireError) {
        guard allowed.contains(byteCount) else {
            throw WireError(
                "Neighbor discovery option",
                .badLength(
                    field: "length", value: byteCount, minimum: allowed.lowerBound, maximum: allowed.upperBound),
                at: position + 1)
        }
    }

    /// The prefix may be cut to the bytes that its length needs (RFC 4191 section 2.3).
    private func routeInformation() throws(WireError) -> RouteInformation {
        let length = bytes[2]
        try check(length > 64 ? 24...24 : length > 0 ? 16...24 : 8...24)
        var prefix: UInt128 = 0
        if byteCount >= 16 { prefix = UInt128(bytes.uint64(at: 8)) << 64 }
        if byteCount >= 24 { prefix |= UInt128(bytes.uint64(at: 16)) }
        return RouteInformation(
            prefix: IPv6Address(rawValue: prefix), length: length,
            preference: RouterPreference(rawValue: bytes[3] >> 3 & 3), lifetime: bytes.uint32(at: 4))
    }
}

/// A prefix on the link (RFC 4861 section 4.6.2).
public struct PrefixInformation: Hashable, Sendable {
    public var prefix: IPv6Address
    /// In bits; above 128 makes no sense, but is kept.
    public var length: UInt8
    public var flags: PrefixFlags
    /// In seconds; 0xFFFFFFFF is for ever.
    public var validLifetime: UInt32
    /// In seconds; 0xFFFFFFFF is for ever.
    public var preferredLifetime: UInt32

    public init(
        prefix: IPv6Address, length: UInt8, flags: PrefixFlags, validLifetime: UInt32, preferredLifetime: UInt32
    ) {
        self.prefix = prefix
        self.length = length
        self.flags = flags
        self.validLifetime = validLifetime
        self.preferredLifetime = preferredLifetime
    }
}

public struct PrefixFlags: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let onLink = PrefixFlags(rawValue: 0x80)
    /// Hosts may form addresses of their own from the prefix.
    public static let autonomous = PrefixFlags(rawValue: 0x40)
    /// The prefix field holds the router's whole address (RFC 6275).
    public static let routerAddress = PrefixFlags(rawValue: 0x20)
}

/// A route that a router offers besides the default one (RFC 4191 section 2.3).
public struct RouteInformation: Hashable, Sendable {
    public var prefix: IPv6Address
    /// In bits; above 128 makes no sense, but is kept.
    public var length: UInt8
    public var preference: RouterPreference
    /// In seconds; 0xFFFFFFFF is for ever.
    public var lifetime: UInt32

    public init(prefix: IPv6Address, length: UInt8, preference: RouterPreference = .medium, lifetime: UInt32) {
        self.prefix = prefix
        self.length = length
        self.preference = preference
        self.lifetime = lifetime
    }
}

/// An option to send, or one that was read. What has no place of its own in a case is sent as zero.
public enum NeighborOption: Hashable, Sendable {
    case sourceLinkLayerAddress(MACAddress)
    case targetLinkLayerAddress(MACAddress)
    case prefixInformation(PrefixInformation)
    /// The start of the packet that a redirect is about, padded to a multiple of 8.
    case redirectedHeader([UInt8])
    /// In bytes.
    case mtu(UInt32)
    case routeInformation(RouteInformation)
    /// The lifetime is in seconds (RFC 8106).
    case recursiveDNSServers(lifetime: UInt32, [IPv6Address])
    /// Domain names in DNS's own form, padded with zeros (RFC 8106).
    case dnsSearchList(lifetime: UInt32, [UInt8])
    /// RFC 3971 section 5.3.2.
    case nonce([UInt8])
    /// All that follows type and length.
    case other(NeighborOptionType, [UInt8])

    public var type: NeighborOptionType {
        switch self {
        case .sourceLinkLayerAddress: .sourceLinkLayerAddress
        case .targetLinkLayerAddress: .targetLinkLayerAddress
        case .prefixInformation: .prefixInformation
        case .redirectedHeader: .redirectedHeader
        case .mtu: .mtu
        case .routeInformation: .routeInformation
        case .recursiveDNSServers: .recursiveDNSServers
        case .dnsSearchList: .dnsSearchList
        case .nonce: .nonce
        case .other(let type, _): type
        }
    }

    /// The whole option, padded to a multiple of 8 bytes.
    public var byteCount: Int {
        let content =
            switch self {
            case .sourceLinkLayerAddress, .targetLinkLayerAddress, .mtu: 6
            case .prefixInformation: 30
            case .routeInformation: 22
            case .redirectedHeader(let header): 6 + header.count
            case .recursiveDNSServers(_, let servers): 6 + servers.count * IPv6Address.byteCount
            case .dnsSearchList(_, let names): 6 + names.count
            case .nonce(let bytes), .other(_, let bytes): bytes.count
            }
        return min((2 + content + 7) / 8, 255) * 8
    }

    /// Appends the option, padded with zeros; bytes beyond the 2,040 that an option has room for are dropped.
    @_lifetime(output: copy output)
    func serialize(into output: inout OutputSpan<UInt8>) {
        let start = output.count
        output.append(type.rawValue)
        output.append(UInt8(byteCount / 8))
        switch self {
        case .sourceLinkLayerAddress(let address), .targetLinkLayerAddress(let address):
            output.append(bigEndian48: address.rawValue)
        case .prefixInformation(let information):
            output.append(information.length)
            output.append(information.flags.rawValue)
            output.append(bigEndian: information.validLifetime)
            output.append(bigEndian: information.preferredLifetime)
            output.append(bigEndian: UInt32(0))
            output.append(bigEndian: information.prefix.rawValue)
        case .redirectedHeader(let header):
            output.append(bigEndian48: 0)
            output.append(copying: header.span.extracting(first: byteCount - 8))
        case .mtu(let mtu):
            output.append(bigEndian48: UInt64(mtu))
        case .routeInformation(let route):
            output.append(route.length)
            output.append((route.preference.rawValue & 3) << 3)
            output.append(bigEndian: route.lifetime)
            output.append(bigEndian: route.prefix.rawValue)
        case .recursiveDNSServers(let lifetime, let servers):
            output.append(bigEndian48: UInt64(lifetime))
            for server in servers.prefix((byteCount - 8) / 16) { output.append(bigEndian: server.rawValue) }
        case .dnsSearchList(let lifetime, let names):
            output.append(bigEndian48: UInt64(lifetime))
            output.append(copying: names.span.extracting(first: byteCount - 8))
        case .nonce(let bytes), .other(_, let bytes):
            output.append(copying: bytes.span.extracting(first: byteCount - 2))
        }
        for _ in output.count - start..<byteCount { output.append(0) }
    }
}

/// The type of a neighbour discovery option (IANA "IPv6 Neighbor Discovery Option Formats").
public struct NeighborOptionType: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let sourceLinkLayerAddress = NeighborOptionType(rawValue: 1)
    public static let targetLinkLayerAddress = NeighborOptionType(rawValue: 2)
    public static let prefixInformation = NeighborOptionType(rawValue: 3)
    public static let redirectedHeader = NeighborOptionType(rawValue: 4)
    public static let mtu = NeighborOptionType(rawValue: 5)
    public static let nonce = NeighborOptionType(rawValue: 14)
    public static let routeInformation = NeighborOptionType(rawValue: 24)
    public static let recursiveDNSServers = NeighborOptionType(rawValue: 25)
    public static let dnsSearchList = NeighborOptionType(rawValue: 31)

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(1, "Source Link-layer Address", "RFC 4861"),
        Assignment(2, "Target Link-layer Address", "RFC 4861"),
        Assignment(3, "Prefix Information", "RFC 4861"),
        Assignment(4, "Redirected Header", "RFC 4861"),
        Assignment(5, "MTU", "RFC 4861"),
        Assignment(6, "NBMA Shortcut Limit", "RFC 2491"),
        Assignment(7, "Advertisement Interval", "RFC 6275"),
        Assignment(8, "Home Agent Information", "RFC 6275"),
        Assignment(9, "Source Address List", "RFC 3122"),
        Assignment(10, "Target Address List", "RFC 3122"),
        Assignment(11, "CGA", "RFC 3971"),
        Assignment(12, "RSA Signature", "RFC 3971"),
        Assignment(13, "Timestamp", "RFC 3971"),
        Assignment(14, "Nonce", "RFC 3971"),
        Assignment(15, "Trust Anchor", "RFC 3971"),
        Assignment(16, "Certificate", "RFC 3971"),
        Assignment(17, "IP Address/Prefix", "RFC 5568"),
        Assignment(18, "New Router Prefix Information", "RFC 4068"),
        Assignment(19, "Link-layer Address", "RFC 5568"),
        Assignment(20, "Neighbor Advertisement Acknowledgment", "RFC 5568"),
        Assignment(23, "MAP", "RFC 4140"),
        Assignment(24, "Route Information", "RFC 4191"),
        Assignment(25, "Recursive DNS Server", "RFC 8106"),
        Assignment(26, "RA Flags Extension", "RFC 5175"),
        Assignment(27, "Handover Key Request", "RFC 5269"),
        Assignment(28, "Handover Key Reply", "RFC 5269"),
        Assignment(29, "Handover Assist Information", "RFC 5271"),
        Assignment(30, "Mobile Node Identifier", "RFC 5271"),
        Assignment(31, "DNS Search List", "RFC 8106"),
        Assignment(32, "Proxy Signature", "RFC 6496"),
        Assignment(33, "Address Registration", "RFC 6775"),
        Assignment(34, "6LoWPAN Context", "RFC 6775"),
        Assignment(35, "Authoritative Border Router", "RFC 6775"),
        Assignment(36, "6LoWPAN Capability Indication", "RFC 7400"),
        Assignment(37, "DHCP Captive-Portal", "RFC 8910"),
        Assignment(38, "PREF64", "RFC 8781"),
        Assignment(138, "CARD Request", "RFC 4065"),
        Assignment(139, "CARD Reply", "RFC 4065"),
        Assignment(253, "RFC3692-style Experiment 1", "RFC 4727"),
        Assignment(254, "RFC3692-style Experiment 2", "RFC 4727"),
    ]
}
