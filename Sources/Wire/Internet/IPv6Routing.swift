/// A routing header in borrowed bytes. Once `init` returns, no accessor traps.
public struct IPv6Routing: ~Escapable {
    @usableFromInline let bytes: Span<UInt8>

    /// - Throws: `truncated` where the header is cut.
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(8, "IPv6 routing")
        let length = (Int(bytes[1]) + 1) * 8
        try bytes.require(length, "IPv6 routing")
        self.bytes = bytes.extracting(first: length)
    }

    @usableFromInline
    @_lifetime(copy bytes)
    init(checked bytes: Span<UInt8>) { self.bytes = bytes }

    @inlinable public var nextHeader: IPProtocol { IPProtocol(rawValue: bytes[0]) }
    @inlinable public var type: IPv6RoutingType { IPv6RoutingType(rawValue: bytes[2]) }
    /// How many addresses are still to be visited.
    @inlinable public var segmentsLeft: UInt8 { bytes[3] }
    /// What follows the first four bytes.
    @inlinable public var data: Span<UInt8> { @_lifetime(copy self) get { bytes.suffix(from: 4) } }
    /// The owned header.
    public var header: IPv6RoutingHeader {
        IPv6RoutingHeader(
            nextHeader: nextHeader, type: type, segmentsLeft: segmentsLeft, data: [UInt8](copying: data))
    }

    /// The number of addresses that are there; 0 for types whose contents are not known.
    public var addressCount: Int {
        switch type {
        case .sourceRoute, .mobility: (bytes.count - 8) / 16
        case .segmentRouting: min(Int(bytes[4]) + 1, (bytes.count - 8) / 16)
        case .rpl: compressedCount
        default: 0
        }
    }

    /// The address at `index` as the header lists them: a segment routing header begins with the last.
    ///
    /// - Parameters:
    ///   - index: below `addressCount`, or the answer is nil.
    ///   - destination: the fixed header's destination, whose first bytes RPL leaves out of its addresses.
    public func address(at index: Int, destination: IPv6Address) -> IPv6Address? {
        guard (0..<addressCount).contains(index) else { return nil }
        guard type == .rpl else { return bytes.ipv6Address(at: 8 + 16 * index) }
        let elided = index == addressCount - 1 ? Int(bytes[4] & 15) : Int(bytes[4] >> 4)
        let start = 8 + index * (16 - Int(bytes[4] >> 4))
        var value = destination.rawValue
        for place in elided..<16 {
            let shift = UInt128(8 * (15 - place))
            value = value & ~(0xFF << shift) | UInt128(bytes[start + place - elided]) << shift
        }
        return IPv6Address(rawValue: value)
    }

    /// Where the packet is going in the end; nil where it is there, or where the header does not tell.
    public func finalDestination(_ destination: IPv6Address) -> IPv6Address? {
        guard segmentsLeft > 0 else { return nil }
        return address(at: type == .segmentRouting ? 0 : addressCount - 1, destination: destination)
    }

    /// The number of addresses in a type 3 header (RFC 6554 section 3): all but the last leave out CmprI bytes, the
    /// last leaves out CmprE.
    private var compressedCount: Int {
        let inner = 16 - Int(bytes[4] >> 4)
        let last = 16 - Int(bytes[4] & 15)
        let room = bytes.count - 8 - Int(bytes[5] >> 4)
        return room >= last ? (room - last) / inner + 1 : 0
    }
}
