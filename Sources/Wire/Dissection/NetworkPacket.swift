/// What a receive loop wants to know of an IPv4 or IPv6 packet, found in one call and without an allocation: who sent
/// it to whom, and where its upper layer is.
///
/// Checks what ``IPv4Datagram`` and ``IPv6Packet`` check. Once `init` returns, no accessor traps.
public struct NetworkPacket: ~Escapable {
    public let source: IPAddress
    public let destination: IPAddress
    /// What `transport` is; the extension header that is cut, where one is.
    public let protocolNumber: IPProtocol
    /// IPv4's TTL or IPv6's hop limit.
    public let timeToLive: UInt8
    /// Whether `transport` begins in the middle of something: a fragment other than the first.
    public let isLaterFragment: Bool
    /// Where `transport` begins in the packet, in bytes.
    public let transportOffset: Int
    /// The upper-layer packet, link-layer padding cut off; empty where an extension header is cut.
    public let transport: Span<UInt8>

    @inlinable public var isIPv6: Bool { source.isIPv6 }

    /// - Throws: what the two codecs throw, and `badValue` for a version other than 4 and 6.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        guard bytes.count > 0 else { throw WireError("IP", .truncated(needed: 1, available: 0)) }
        switch bytes[0] >> 4 {
        case 4: self.init(try IPv4Datagram(parsing: bytes))
        case 6: self.init(try IPv6Packet(parsing: bytes))
        case let version: throw WireError("IP", .badValue(field: "version", value: Int(version)))
        }
    }

    @inlinable
    @_lifetime(copy datagram)
    public init(_ datagram: borrowing IPv4Datagram) {
        source = .v4(datagram.source)
        destination = .v4(datagram.destination)
        protocolNumber = datagram.protocolNumber
        timeToLive = datagram.timeToLive
        isLaterFragment = datagram.fragmentOffset > 0
        transportOffset = datagram.headerLength
        transport = datagram.payload
    }

    @inlinable
    @_lifetime(copy packet)
    public init(_ packet: borrowing IPv6Packet) {
        source = .v6(packet.source)
        destination = .v6(packet.destination)
        timeToLive = packet.hopLimit
        guard packet.nextHeader.isSkippableExtensionHeader else {
            protocolNumber = packet.nextHeader
            isLaterFragment = false
            transportOffset = IPv6Header.byteCount
            transport = packet.payload
            return
        }
        let upper = packet.upperLayer
        protocolNumber = upper.protocolNumber
        isLaterFragment = upper.isLaterFragment
        transportOffset = IPv6Header.byteCount + upper.offset
        transport = upper.payload
    }
}
