/// The IPv6 header (RFC 8200 section 3).
///
///      0                   1                   2                   3
///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///     +-------+-----------+---+---------------------------------------+
///     |Version|   DSCP    |ECN|              Flow Label               |
///     +-------+-----------+---+-------+---------------+---------------+
///     |         Payload Length        |  Next Header  |   Hop Limit   |
///     +-------------------------------+---------------+---------------+
///     |                        Source Address                         |
///     |                          (16 bytes)                           |
///     +---------------------------------------------------------------+
///     |                      Destination Address                      |
///     |                          (16 bytes)                           |
///     +---------------------------------------------------------------+
public struct IPv6Header: Hashable, Sendable {
    public static let byteCount = 40

    public var dscp = DSCP.bestEffort
    public var ecn = ECN.notCapable
    /// 20 bits.
    public var flowLabel: UInt32 = 0
    public var nextHeader: IPProtocol
    public var hopLimit: UInt8 = 64
    public var source: IPv6Address
    public var destination: IPv6Address

    public init(nextHeader: IPProtocol, source: IPv6Address, destination: IPv6Address) {
        self.nextHeader = nextHeader
        self.source = source
        self.destination = destination
    }

    /// Appends the header for `payloadLength` bytes of extension headers and upper layer.
    ///
    /// Above 65,535 the length is written as zero: the packet is a jumbogram, whose hop-by-hop options must tell the
    /// length (RFC 2675).
    @_lifetime(output: copy output)
    public func serialize(into output: inout OutputSpan<UInt8>, payloadLength: Int) {
        let trafficClass = UInt32(dscp.rawValue << 2 | ecn.rawValue)
        output.append(bigEndian: 6 << 28 | trafficClass << 20 | (flowLabel & 0xF_FFFF))
        output.append(bigEndian: payloadLength > 0xFFFF ? 0 : UInt16(payloadLength))
        output.append(nextHeader.rawValue)
        output.append(hopLimit)
        output.append(bigEndian: source.rawValue)
        output.append(bigEndian: destination.rawValue)
    }
}

/// An IPv6 packet in borrowed bytes. Once `init` returns, no accessor traps.
///
/// Where the length field is zero, a jumbo payload option tells the length; without one, the packet reaches to the end
/// of the bytes, as a sender's own capture shows where the network card cuts the segments. Where the capture cut the
/// packet short, `payload` is what is there; `isTruncated` tells.
public struct IPv6Packet: ~Escapable {
    @usableFromInline let bytes: Span<UInt8>
    /// The length of all that follows the fixed header, in bytes, as the packet tells it; nil where it does not.
    public let declaredLength: Int?

    /// - Throws: `truncated` below 40 bytes, `badValue` for another version.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(IPv6Header.byteCount, "IPv6")
        guard bytes[0] >> 4 == 6 else {
            throw WireError("IPv6", .badValue(field: "version", value: Int(bytes[0] >> 4)))
        }
        let length = Int(bytes.uint16(at: 4))
        let declared = length > 0 ? length : Self.lengthOfZero(bytes)
        declaredLength = declared
        self.bytes = bytes.extracting(first: declared.map { IPv6Header.byteCount + $0 } ?? bytes.count)
    }

    /// What a length field of zero stands for: nothing follows, a jumbogram, or nil: whatever is there.
    @usableFromInline
    static func lengthOfZero(_ bytes: Span<UInt8>) -> Int? {
        let next = IPProtocol(rawValue: bytes[6])
        if next == .noNextHeader { return 0 }
        guard next == .hopByHop, bytes.count >= 48 else { return nil }
        let header = bytes.slice(at: IPv6Header.byteCount, upTo: (Int(bytes[41]) + 1) * 8)
        var options = IPv6OptionIterator(header.suffix(from: 2), at: 2)
        while let option = options.next() {
            // RFC 2675 section 2: what fits a plain length field is no jumbogram.
            if let length = option.jumboPayloadLength { return length > 0xFFFF ? Int(length) : nil }
        }
        return nil
    }

    @inlinable public var dscp: DSCP { DSCP(rawValue: UInt8(truncatingIfNeeded: bytes.uint16(at: 0) >> 6)) }
    @inlinable public var ecn: ECN { ECN(rawValue: UInt8(truncatingIfNeeded: bytes.uint16(at: 0) >> 4)) }
    @inlinable public var flowLabel: UInt32 { bytes.uint32(at: 0) & 0xF_FFFF }
    /// The length field: zero in a jumbogram.
    @inlinable public var payloadLength: UInt16 { bytes.uint16(at: 4) }
    @inlinable public var nextHeader: IPProtocol { IPProtocol(rawValue: bytes[6]) }
    @inlinable public var hopLimit: UInt8 { bytes[7] }
    @inlinable public var source: IPv6Address { bytes.ipv6Address(at: 8) }
    @inlinable public var destination: IPv6Address { bytes.ipv6Address(at: 24) }
    /// All that follows the fixed header: extension headers and upper layer.
    @inlinable public var payload: Span<UInt8> {
        @_lifetime(copy self) get { bytes.suffix(from: IPv6Header.byteCount) }
    }
    /// Whether fewer bytes were there than the packet says.
    @inlinable public var isTruncated: Bool {
        if let declaredLength { payload.count < declaredLength } else { false }
    }
    /// The extension headers, one after the other.
    @inlinable public var extensionHeaders: IPv6ExtensionHeaderIterator {
        @_lifetime(copy self) get { IPv6ExtensionHeaderIterator(payload, first: nextHeader) }
    }
    /// What the extension headers lead to.
    @inlinable public var upperLayer: IPv6UpperLayer {
        @_lifetime(copy self) get { IPv6UpperLayer(payload, first: nextHeader, destination: destination) }
    }
    /// The owned header.
    public var header: IPv6Header {
        var header = IPv6Header(nextHeader: nextHeader, source: source, destination: destination)
        header.dscp = dscp
        header.ecn = ecn
        header.flowLabel = flowLabel
        header.hopLimit = hopLimit
        return header
    }

    /// Tells `sink` the fields, those of the extension headers after the fixed header's. `offset` is where the packet
    /// starts.
    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at offset: Int) {
        sink.open("ipv6", "Internet Protocol Version 6", at: offset..<offset + IPv6Header.byteCount)
        sink.number("ipv6.version", "Version", bytes[0] >> 4, at: offset..<offset + 1)
        let trafficClass = dscp.rawValue << 2 | ecn.rawValue
        sink.group("ipv6.tclass", "Traffic Class", of: UInt64(trafficClass), at: offset..<offset + 2) { sink in
            sink.number("ipv6.tclass", "Value", trafficClass, .hex(8), at: offset..<offset + 2)
            sink.number("ipv6.tclass.dscp", "Differentiated Services Codepoint", dscp, at: offset..<offset + 2)
            sink.number("ipv6.tclass.ecn", "Explicit Congestion Notification", ecn, at: offset + 1..<offset + 2)
        }
        sink.number("ipv6.flow", "Flow Label", flowLabel, .hex(5), at: offset + 1..<offset + 4)
        sink.number("ipv6.plen", "Payload Length", payloadLength, .units("bytes"), at: offset + 4..<offset + 6)
        sink.number("ipv6.nxt", "Next Header", nextHeader, at: offset + 6..<offset + 7)
        sink.number("ipv6.hlim", "Hop Limit", hopLimit, at: offset + 7..<offset + 8)
        sink.address("ipv6.src", "Source Address", source, at: offset + 8..<offset + 24)
        sink.address("ipv6.dst", "Destination Address", destination, at: offset + 24..<offset + 40)
        var headers = extensionHeaders
        while let header = headers.next() {
            if header.isPartOfIPv6 { header.describe(into: &sink, at: offset + IPv6Header.byteCount) }
        }
        if let error = headers.error {
            sink.warning("_ws.malformed", error.description, at: offset + error.offset..<offset + bytes.count)
        }
        sink.close()
        headers = extensionHeaders
        while let header = headers.next() {
            if !header.isPartOfIPv6 { header.describe(into: &sink, at: offset + IPv6Header.byteCount) }
        }
    }
}
