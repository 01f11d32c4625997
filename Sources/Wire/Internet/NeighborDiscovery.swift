/// A neighbour discovery message in borrowed bytes: router solicitation and advertisement, neighbour solicitation and
/// advertisement, redirect (RFC 4861 section 4). Once `init` returns, no accessor traps.
///
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |     Type      |     Code      |          Checksum             |
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |R|S|O|                     Reserved                            |  neighbour advertisement
///     | Cur Hop Limit |M|O|H|Prf|P| R |       Router Lifetime         |  router advertisement
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |  Target Address, 16 bytes                                     |  neighbour messages, redirect
///     |  Destination Address, 16 bytes                                |  redirect
///     |  Reachable Time, Retrans Timer, 4 bytes each                  |  router advertisement
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |   Options ...
public struct NeighborDiscoveryMessage: ~Escapable {
    @usableFromInline let bytes: Span<UInt8>

    /// `bytes` are the whole ICMPv6 message.
    ///
    /// - Throws: `truncated` below the bytes that the type always has, `badValue` for a type that is not 133...137.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(8, "Neighbor discovery")
        guard let needed = Self.fixedByteCount(ICMPv6Type(rawValue: bytes[0])) else {
            throw WireError("Neighbor discovery", .badValue(field: "type", value: Int(bytes[0])))
        }
        try bytes.require(needed, "Neighbor discovery")
        self.bytes = bytes
    }

    /// What precedes the options, in bytes.
    @inlinable static func fixedByteCount(_ type: ICMPv6Type) -> Int? {
        switch type {
        case .routerSolicitation: 8
        case .routerAdvertisement: 16
        case .neighborSolicitation, .neighborAdvertisement: 24
        case .redirect: 40
        default: nil
        }
    }

    @usableFromInline var optionsOffset: Int { Self.fixedByteCount(type) ?? bytes.count }

    @inlinable public var type: ICMPv6Type { ICMPv6Type(rawValue: bytes[0]) }
    @inlinable public var code: UInt8 { bytes[1] }
    @inlinable public var checksum: UInt16 { bytes.uint16(at: 2) }

    /// The flags of a neighbour advertisement; nil for any other message.
    @inlinable public var flags: NeighborAdvertisementFlags? {
        type == .neighborAdvertisement ? NeighborAdvertisementFlags(rawValue: bytes[4]) : nil
    }

    /// The address asked for or advertised, or the better first hop of a redirect; nil for router messages.
    @inlinable public var target: IPv6Address? {
        optionsOffset >= 24 ? bytes.ipv6Address(at: 8) : nil
    }

    /// The address that a redirect is about; nil for any other message.
    @inlinable public var destination: IPv6Address? { type == .redirect ? bytes.ipv6Address(at: 24) : nil }

    /// What a router advertisement says before its options; nil for any other message.
    public var routerParameters: RouterParameters? {
        guard type == .routerAdvertisement else { return nil }
        return RouterParameters(
            hopLimit: bytes[4], flags: RouterAdvertisementFlags(rawValue: bytes[5]), lifetime: bytes.uint16(at: 6),
            reachableTime: bytes.uint32(at: 8), retransmitTimer: bytes.uint32(at: 12))
    }

    /// A walk over the options.
    @inlinable public var options: NeighborOptions {
        @_lifetime(copy self) get { NeighborOptions(parsing: bytes.suffix(from: optionsOffset)) }
    }
}

/// The flags of a neighbour advertisement (RFC 4861 section 4.4).
public struct NeighborAdvertisementFlags: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The sender is a router.
    public static let router = NeighborAdvertisementFlags(rawValue: 0x80)
    /// The message answers a solicitation.
    public static let solicited = NeighborAdvertisementFlags(rawValue: 0x40)
    /// The link-layer address is to replace a known one.
    public static let override = NeighborAdvertisementFlags(rawValue: 0x20)
}

/// The flags of a router advertisement (RFC 4861 section 4.2, RFC 4191, RFC 4389, RFC 6275).
public struct RouterAdvertisementFlags: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Addresses are to be had by DHCPv6.
    public static let managed = RouterAdvertisementFlags(rawValue: 0x80)
    /// Other configuration is to be had by DHCPv6.
    public static let otherConfiguration = RouterAdvertisementFlags(rawValue: 0x40)
    public static let homeAgent = RouterAdvertisementFlags(rawValue: 0x20)
    public static let proxy = RouterAdvertisementFlags(rawValue: 0x04)

    /// How much the router is preferred as a default router.
    public var preference: RouterPreference { RouterPreference(rawValue: rawValue >> 3 & 3) }
}

/// How much a router or a route is preferred (RFC 4191 section 2.1).
public struct RouterPreference: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let medium = RouterPreference(rawValue: 0)
    public static let high = RouterPreference(rawValue: 1)
    public static let low = RouterPreference(rawValue: 3)

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "Medium", "RFC 4191"),
        Assignment(1, "High", "RFC 4191"),
        Assignment(2, "Reserved", "RFC 4191"),
        Assignment(3, "Low", "RFC 4191"),
    ]
}

/// What a router advertisement says before its options (RFC 4861 section 4.2).
public struct RouterParameters: Hashable, Sendable {
    /// Zero where the router does not say.
    public var hopLimit: UInt8
    public var flags: RouterAdvertisementFlags
    /// How long the router is a default router, in seconds; zero says that it is none.
    public var lifetime: UInt16
    /// In milliseconds; zero where the router does not say.
    public var reachableTime: UInt32
    /// In milliseconds; zero where the router does not say.
    public var retransmitTimer: UInt32

    public init(
        hopLimit: UInt8 = 0, flags: RouterAdvertisementFlags = [], lifetime: UInt16, reachableTime: UInt32 = 0,
        retransmitTimer: UInt32 = 0
    ) {
        self.hopLimit = hopLimit
        self.flags = flags
        self.lifetime = lifetime
        self.reachableTime = reachableTime
        self.retransmitTimer = retransmitTimer
    }
}

/// A neighbour discovery message to send, or one that was read.
public struct NeighborDiscovery: Hashable, Sendable {
    public enum Message: Hashable, Sendable {
        case routerSolicitation
        case routerAdvertisement(RouterParameters)
        case neighborSolicitation(target: IPv6Address)
        case neighborAdvertisement(target: IPv6Address, NeighborAdvertisementFlags)
        case redirect(target: IPv6Address, destination: IPv6Address)
    }

    public var message: Message
    public var options: [NeighborOption]

    public init(_ message: Message, options: [NeighborOption] = []) {
        self.message = message
        self.options = options
    }

    /// Reads a whole ICMPv6 message, options and all.
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        let view = try NeighborDiscoveryMessage(parsing: bytes)
        let target = view.target ?? .any
        if let parameters = view.routerParameters {
            message = .routerAdvertisement(parameters)
        } else if let flags = view.flags {
            message = .neighborAdvertisement(target: target, flags)
        } else if let destination = view.destination {
            message = .redirect(target: target, destination: destination)
        } else {
            message = view.type == .routerSolicitation ? .routerSolicitation : .neighborSolicitation(target: target)
        }
        options = []
        var walk = view.options
        do {
            while let option = try walk.next() { options.append(try option.decoded()) }
        } catch {
            throw error.offset(by: view.optionsOffset)
        }
    }

    public var type: ICMPv6Type {
        switch message {
        case .routerSolicitation: .routerSolicitation
        case .routerAdvertisement: .routerAdvertisement
        case .neighborSolicitation: .neighborSolicitation
        case .neighborAdvertisement: .neighborAdvertisement
        case .redirect: .redirect
        }
    }

    public var byteCount: Int {
        (NeighborDiscoveryMessage.fixedByteCount(type) ?? 8) + options.reduce(0) { $0 + $1.byteCount }
    }

    /// Appends the ICMPv6 message; without a pseudo-header the checksum stays zero, for a kernel to fill in.
    @_lifetime(output: copy output)
    public func serialize(into output: inout OutputSpan<UInt8>, pseudoHeader: PseudoHeader?) {
        let start = output.count
        output.append(bigEndian: UInt32(type.rawValue) << 24)
        switch message {
        case .routerSolicitation:
            output.append(bigEndian: UInt32(0))
        case .routerAdvertisement(let parameters):
            output.append(parameters.hopLimit)
            output.append(parameters.flags.rawValue)
            output.append(bigEndian: parameters.lifetime)
            output.append(bigEndian: parameters.reachableTime)
            output.append(bigEndian: parameters.retransmitTimer)
        case .neighborSolicitation(let target):
            output.append(bigEndian: UInt32(0))
            output.append(bigEndian: target.rawValue)
        case .neighborAdvertisement(let target, let flags):
            output.append(bigEndian: UInt32(flags.rawValue) << 24)
            output.append(bigEndian: target.rawValue)
        case .redirect(let target, let destination):
            output.append(bigEndian: UInt32(0))
            output.append(bigEndian: target.rawValue)
            output.append(bigEndian: destination.rawValue)
        }
        for option in options { option.serialize(into: &output) }
        output.setICMPv6Checksum(from: start, pseudoHeader: pseudoHeader)
    }
}
