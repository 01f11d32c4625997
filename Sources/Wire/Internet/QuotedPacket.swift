/// The start of an IP packet as an ICMP error quotes it (RFC 792, RFC 1812 section 4.3.2.3, RFC 4443 section 3).
///
/// Reads leniently: the quote may end anywhere after the addresses, checksums are not looked at, and a total length
/// that some hosts byte-swap or shorten cuts nothing unless it leaves the eight bytes that identify a transport. Once
/// `init` returns, no accessor traps.
public struct QuotedPacket: ~Escapable {
    public let source: IPAddress
    public let destination: IPAddress
    /// What `transport` is; an extension header where the quote ends within it.
    public let protocolNumber: IPProtocol
    /// IPv4's TTL or IPv6's hop limit when the packet was quoted.
    public let timeToLive: UInt8
    /// The length of the whole packet as its header tells it, in bytes: IPv4's total length, or 40 more than IPv6's
    /// payload length.
    public let totalLength: Int
    public let dscp: DSCP
    public let ecn: ECN
    /// IPv4's identification, or that of an IPv6 fragment header; nil where IPv6 has none.
    public let identification: UInt32?
    /// Whether `transport` begins in the middle of something: a fragment other than the first.
    public let isLaterFragment: Bool
    /// Where `transport` begins in the quote, in bytes; past its end where the quote is too short.
    public let transportOffset: Int
    /// What is left of the upper-layer packet; empty where the quote ends before.
    public let transport: Span<UInt8>

    @inlinable public var isIPv6: Bool { source.isIPv6 }

    /// - Throws: `truncated` where the quote ends before the destination address does, `badValue` for a version other
    ///   than 4 and 6, `badLength` for an IPv4 header length below 20.
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        guard bytes.count > 0 else { throw WireError("quoted packet", .truncated(needed: 1, available: 0)) }
        switch bytes[0] >> 4 {
        case 4: try self.init(ipv4: bytes)
        case 6: try self.init(ipv6: bytes)
        case let version: throw WireError("quoted packet", .badValue(field: "version", value: Int(version)))
        }
    }

    @_lifetime(copy bytes)
    private init(ipv4 bytes: Span<UInt8>) throws(WireError) {
        let minimum = IPv4Header.minimumByteCount
        try bytes.require(minimum, "quoted IPv4")
        let headerLength = Int(bytes[0] & 15) * 4
        guard headerLength >= minimum else {
            throw WireError(
                "quoted IPv4", .badLength(field: "header length", value: headerLength, minimum: minimum, maximum: 60))
        }
        source = .v4(bytes.ipv4Address(at: 12))
        destination = .v4(bytes.ipv4Address(at: 16))
        protocolNumber = IPProtocol(rawValue: bytes[9])
        timeToLive = bytes[8]
        totalLength = Int(bytes.uint16(at: 2))
        dscp = DSCP(rawValue: bytes[1] >> 2)
        ecn = ECN(rawValue: bytes[1])
        identification = UInt32(bytes.uint16(at: 4))
        isLaterFragment = bytes.uint16(at: 6) & 0x1FFF != 0
        transportOffset = headerLength
        // Multi-part errors pad the quote with zeros (RFC 4884 section 5.5): the length tells them from the packet.
        let end = totalLength >= headerLength + 8 ? totalLength : bytes.count
        transport = bytes.slice(at: headerLength, upTo: end - headerLength)
    }

    @_lifetime(copy bytes)
    private init(ipv6 bytes: Span<UInt8>) throws(WireError) {
        let minimum = IPv6Header.byteCount
        try bytes.require(minimum, "quoted IPv6")
        source = .v6(bytes.ipv6Address(at: 8))
        destination = .v6(bytes.ipv6Address(at: 24))
        timeToLive = bytes[7]
        let payloadLength = Int(bytes.uint16(at: 4))
        totalLength = minimum + payloadLength
        dscp = DSCP(rawValue: UInt8(truncatingIfNeeded: bytes.uint16(at: 0) >> 6))
        ecn = ECN(rawValue: UInt8(truncatingIfNeeded: bytes.uint16(at: 0) >> 4))
        let payload = bytes.slice(at: minimum, upTo: payloadLength >= 8 ? payloadLength : bytes.count)
        let upper = IPv6UpperLayer(
            payload, first: IPProtocol(rawValue: bytes[6]), destination: bytes.ipv6Address(at: 24))
        protocolNumber = upper.protocolNumber
        identification = upper.fragment?.identification
        isLaterFragment = upper.isLaterFragment
        transportOffset = minimum + upper.offset
        transport = upper.payload
    }
}
