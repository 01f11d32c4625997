/// Hop-by-hop or destination options: the same header under two numbers (RFC 8200 sections 4.3 and 4.6).
///
///     +---------------+---------------+-------------------------------+
///     |  Next Header  |  Hdr Ext Len  |  Options ...
///     +---------------+---------------+-------------------------------+
public struct IPv6OptionsHeader: Hashable, Sendable {
    public var nextHeader: IPProtocol
    public var options: [IPv6Option]

    public init(nextHeader: IPProtocol, options: [IPv6Option]) {
        self.nextHeader = nextHeader
        self.options = options
    }

    /// The length with padding to a multiple of eight, in bytes; at most 2,048.
    public var byteCount: Int { (2 + optionByteCount + 7) / 8 * 8 }

    private var optionByteCount: Int { options.reduce(0) { $0 + $1.byteCount } }

    /// Appends the header, padded to a multiple of eight bytes.
    @_lifetime(output: copy output)
    public func serialize(into output: inout OutputSpan<UInt8>) {
        precondition(byteCount <= 2048, "IPv6 options have at most 2,046 bytes")
        output.append(nextHeader.rawValue)
        output.append(UInt8(byteCount / 8 - 1))
        for option in options { option.serialize(into: &output) }
        let missing = byteCount - 2 - optionByteCount
        if missing == 1 { IPv6Option.pad1.serialize(into: &output) }
        if missing > 1 { IPv6Option.padN(missing).serialize(into: &output) }
    }
}

/// The fragment header (RFC 8200 section 4.5).
///
///     +---------------+---------------+-------------------------+---+-+
///     |  Next Header  |   Reserved    |      Fragment Offset    |Res|M|
///     +---------------+---------------+-------------------------+---+-+
///     |                         Identification                        |
///     +---------------------------------------------------------------+
public struct IPv6FragmentHeader: Hashable, Sendable {
    public static let byteCount = 8

    public var nextHeader: IPProtocol
    /// In bytes, a multiple of 8, at most 65,528.
    public var fragmentOffset: Int
    public var moreFragments: Bool
    public var identification: UInt32

    /// Whether the packet is in pieces at all; an atomic fragment is whole (RFC 6946).
    @inlinable public var isPartial: Bool { moreFragments || fragmentOffset > 0 }

    public init(nextHeader: IPProtocol, fragmentOffset: Int, moreFragments: Bool, identification: UInt32) {
        self.nextHeader = nextHeader
        self.fragmentOffset = fragmentOffset
        self.moreFragments = moreFragments
        self.identification = identification
    }

    /// - Throws: `truncated` below 8 bytes.
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(Self.byteCount, "IPv6 fragment")
        self.init(checked: bytes)
    }

    @usableFromInline
    init(checked bytes: Span<UInt8>) {
        nextHeader = IPProtocol(rawValue: bytes[0])
        fragmentOffset = Int(bytes.uint16(at: 2) & 0xFFF8)
        moreFragments = bytes[3] & 1 != 0
        identification = bytes.uint32(at: 4)
    }

    /// Whether the packet is whole after all: an atomic fragment (RFC 6946).
    @inlinable public var isAtomic: Bool { fragmentOffset == 0 && !moreFragments }

    /// Appends the header, reserved bits zero.
    @_lifetime(output: copy output)
    public func serialize(into output: inout OutputSpan<UInt8>) {
        precondition((0...0xFFF8).contains(fragmentOffset) && fragmentOffset % 8 == 0, "no such fragment offset")
        output.append(nextHeader.rawValue)
        output.append(0)
        output.append(bigEndian: UInt16(fragmentOffset) | (moreFragments ? 1 : 0))
        output.append(bigEndian: identification)
    }
}

/// A routing header (RFC 8200 section 4.4): `data` is what follows the first four bytes.
///
///     +---------------+---------------+---------------+---------------+
///     |  Next Header  |  Hdr Ext Len  |  Routing Type | Segments Left |
///     +---------------+---------------+---------------+---------------+
///     |                     type-specific data ...
public struct IPv6RoutingHeader: Hashable, Sendable {
    public var nextHeader: IPProtocol
    public var type: IPv6RoutingType
    public var segmentsLeft: UInt8
    /// Four bytes more than a multiple of eight, at most 2,044.
    public var data: [UInt8]

    public init(nextHeader: IPProtocol, type: IPv6RoutingType, segmentsLeft: UInt8, data: [UInt8]) {
        self.nextHeader = nextHeader
        self.type = type
        self.segmentsLeft = segmentsLeft
        self.data = data
    }

    /// A type 0 route over at most 127 addresses (RFC 5095 forbids to follow it), or with one address a type 2 one.
    public init(nextHeader: IPProtocol, type: IPv6RoutingType, addresses: [IPv6Address]) {
        let data = [UInt8](capacity: 4 + 16 * addresses.count) { output in
            output.append(bigEndian: UInt32(0))
            for address in addresses { output.append(bigEndian: address.rawValue) }
        }
        self.init(nextHeader: nextHeader, type: type, segmentsLeft: UInt8(addresses.count), data: data)
    }

    /// A segment routing header (RFC 8754): the segments in the order they are visited, 1...127 of them.
    public init(nextHeader: IPProtocol, segments: [IPv6Address], tag: UInt16 = 0) {
        precondition((1...127).contains(segments.count), "a segment routing header has 1 to 127 segments")
        let last = UInt8(segments.count - 1)
        let data = [UInt8](capacity: 4 + 16 * segments.count) { output in
            output.append(last)
            output.append(0)
            output.append(bigEndian: tag)
            for segment in segments.reversed() { output.append(bigEndian: segment.rawValue) }
        }
        self.init(nextHeader: nextHeader, type: .segmentRouting, segmentsLeft: last, data: data)
    }

    public var byteCount: Int { 4 + data.count }

    /// Appends the header.
    @_lifetime(output: copy output)
    public func serialize(into output: inout OutputSpan<UInt8>) {
        precondition(byteCount % 8 == 0 && (8...2048).contains(byteCount), "no such length of a routing header")
        output.append(nextHeader.rawValue)
        output.append(UInt8(byteCount / 8 - 1))
        output.append(type.rawValue)
        output.append(segmentsLeft)
        output.append(copying: data.span)
    }
}

/// The kind of a routing header (IANA "Routing Types").
public struct IPv6RoutingType: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let sourceRoute = IPv6RoutingType(rawValue: 0)
    public static let mobility = IPv6RoutingType(rawValue: 2)
    public static let rpl = IPv6RoutingType(rawValue: 3)
    public static let segmentRouting = IPv6RoutingType(rawValue: 4)

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "Source Route", "RFC 5095"),
        Assignment(1, "Nimrod"),
        Assignment(2, "Type 2", "RFC 6275"),
        Assignment(3, "RPL Source Route", "RFC 6554"),
        Assignment(4, "Segment Routing", "RFC 8754"),
        Assignment(5, "CRH-16", "RFC 9631"),
        Assignment(6, "CRH-32", "RFC 9631"),
        Assignment(253, "Experiment 1", "RFC 4727"),
        Assignment(254, "Experiment 2", "RFC 4727"),
    ]
}
