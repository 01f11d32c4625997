/// What IPsec encrypts (RFC 4303 section 2): a header, and bytes that nobody else can read, in borrowed bytes. Once
/// `init` returns, no accessor traps.
///
///      0                   1                   2                   3
///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///     +---------------------------------------------------------------+
///     |               Security Parameters Index (SPI)                 |
///     +---------------------------------------------------------------+
///     |                      Sequence Number                          |
///     +---------------------------------------------------------------+
///     |  Encrypted data, integrity check value ...
public struct EncapsulatingSecurityPayload: PacketLayer, ~Escapable {
    public static let name = "esp"
    public static let announcements: [LayerAnnouncement] = [.ipProtocol(.esp)]
    public static let headerByteCount = 8

    @usableFromInline let bytes: Span<UInt8>

    /// - Throws: `truncated` below 8 bytes.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(Self.headerByteCount, "ESP")
        self.bytes = bytes
    }

    /// Tells the receiver which keys to use.
    @inlinable public var securityParametersIndex: UInt32 { bytes.uint32(at: 0) }
    @inlinable public var sequenceNumber: UInt32 { bytes.uint32(at: 4) }
    @inlinable public var encryptedData: Span<UInt8> {
        @_lifetime(copy self) get { bytes.suffix(from: Self.headerByteCount) }
    }

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        sink.open("esp", "Encapsulating Security Payload", at: context.place(0, bytes.count))
        sink.number("esp.spi", "ESP SPI", securityParametersIndex, .hex(8), at: context.place(0, 4))
        sink.number("esp.sequence", "ESP Sequence", sequenceNumber, at: context.place(4, 4))
        if !encryptedData.isEmpty {
            let place = context.place(8, encryptedData.count)
            sink.bytes("esp.encrypted_data", "ESP Encrypted Data", encryptedData, at: place)
        }
        sink.close()
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        line.write(protocol: "ESP")
        line.write(" spi ")
        line.write(hex: UInt64(securityParametersIndex))
        line.write(", seq ")
        line.write(sequenceNumber)
        line.write(", length ")
        line.write(bytes.count)
    }
}

/// The header that vouches for a packet, in front of what IPv4 carries (RFC 4302 section 2), in borrowed bytes; in IPv6
/// it is an extension header. Once `init` returns, no accessor traps.
///
///      0                   1                   2                   3
///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///     +---------------+---------------+-------------------------------+
///     |  Next Header  |    Length     |           Reserved            |
///     +---------------+---------------+-------------------------------+
///     |               Security Parameters Index (SPI)                 |
///     +---------------------------------------------------------------+
///     |                      Sequence Number                          |
///     +---------------------------------------------------------------+
///     |  Integrity check value ...
public struct AuthenticationHeader: PacketLayer, ~Escapable {
    public static let name = "ah"
    public static let announcements: [LayerAnnouncement] = [.ipProtocol(.ah)]
    public static let minimumByteCount = 12

    @usableFromInline let bytes: Span<UInt8>

    /// - Throws: `truncated` where the header is cut; `badLength` where it says that it has less than 12 bytes.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(Self.minimumByteCount, "AH")
        let length = (Int(bytes[1]) + 2) * 4
        guard length >= Self.minimumByteCount else {
            throw WireError("AH", .badLength(field: "length", value: length, minimum: 12, maximum: 1028), at: 1)
        }
        try bytes.require(length, "AH")
        self.bytes = bytes
    }

    @inlinable public var nextHeader: IPProtocol { IPProtocol(rawValue: bytes[0]) }
    /// The header's length, in bytes.
    @inlinable public var headerByteCount: Int { (Int(bytes[1]) + 2) * 4 }
    /// Tells the receiver which keys to use.
    @inlinable public var securityParametersIndex: UInt32 { bytes.uint32(at: 4) }
    @inlinable public var sequenceNumber: UInt32 { bytes.uint32(at: 8) }
    @inlinable public var integrityCheckValue: Span<UInt8> {
        @_lifetime(copy self) get { bytes.slice(at: 12, upTo: headerByteCount - 12) }
    }

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        sink.open("ah", "Authentication Header", at: context.place(0, headerByteCount))
        sink.number("ah.next_header", "Next header", nextHeader, at: context.place(0, 1))
        sink.number("ah.length", "Length", bytes[1], at: context.place(1, 1))
        sink.bytes("ah.reserved", "Reserved", bytes.slice(at: 2, upTo: 2), at: context.place(2, 2))
        sink.number("ah.spi", "AH SPI", securityParametersIndex, .hex(8), at: context.place(4, 4))
        sink.number("ah.sequence", "AH Sequence", sequenceNumber, at: context.place(8, 4))
        let value = integrityCheckValue
        if !value.isEmpty { sink.bytes("ah.icv", "AH ICV", value, at: context.place(12, value.count)) }
        sink.close()
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        line.write(protocol: "AH")
        line.write(" spi ")
        line.write(hex: UInt64(securityParametersIndex))
        line.write(", seq ")
        line.write(sequenceNumber)
        line.write(": ")
    }

    @inlinable
    public func next(_ context: inout LayerContext) -> NextLayer {
        let kind = LayerKind(nextHeader)
        if kind == .data { context.carrier = .ipProtocol(nextHeader) }
        return NextLayer(kind, at: headerByteCount)
    }
}

/// IPsec in UDP, so that it gets through address translation (RFC 3948): ESP, a key exchange behind four zeros, or one
/// byte that only keeps the way open. Once `init` returns, no accessor traps.
public struct UDPEncapsulation: PacketLayer, ~Escapable {
    public static let name = "udpencap"
    public static let announcements: [LayerAnnouncement] = [.udpPort(4500)]

    @usableFromInline let bytes: Span<UInt8>

    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) { self.bytes = bytes }

    @inlinable public static func accepts(_ bytes: Span<UInt8>) -> Bool {
        bytes.count == 1 ? bytes[0] == 0xFF : bytes.count >= 8
    }

    @inlinable public var isKeepalive: Bool { bytes.count == 1 && bytes[0] == 0xFF }
    /// Whether a key exchange follows: zeros are no SPI.
    @inlinable public var hasMarker: Bool { bytes.count >= 4 && bytes.uint32(at: 0) == 0 }

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        let length = isKeepalive ? 1 : hasMarker ? 4 : 0
        sink.open("udpencap", "UDP Encapsulation of IPsec Packets", at: context.place(0, length))
        if isKeepalive {
            sink.bytes("udpencap.nat_keepalive", "NAT-keepalive packet", bytes, at: context.place(0, 1))
        } else if hasMarker {
            let marker = bytes.slice(at: 0, upTo: 4)
            sink.bytes("udpencap.non_esp_marker", "Non-ESP Marker", marker, at: context.place(0, 4))
        }
        sink.close()
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        if isKeepalive {
            line.write("NAT keepalive")
        } else {
            line.write("NAT-T: ")
        }
    }

    @inlinable
    public func next(_ context: inout LayerContext) -> NextLayer {
        guard !isKeepalive else { return .none }
        context.carrier = "ISAKMP"
        return hasMarker ? NextLayer(LayerKind(udp: 500, 500), at: 4) : NextLayer(.esp, at: 0)
    }
}

/// An Ethernet frame straight in IP (RFC 3378): a version, and bits that have to be zero. Once `init` returns, no
/// accessor traps.
public struct EtherIPPacket: PacketLayer, ~Escapable {
    public static let name = "etherip"
    public static let announcements: [LayerAnnouncement] = [.ipProtocol(.etherIP)]
    public static let headerByteCount = 2

    @usableFromInline let bytes: Span<UInt8>

    /// - Throws: `truncated` below 2 bytes.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(Self.headerByteCount, "EtherIP")
        self.bytes = bytes
    }

    /// 3.
    @inlinable public var version: UInt8 { bytes[0] >> 4 }

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        let place = context.place(0, Self.headerByteCount)
        sink.open("etherip", "Ethernet over IP", at: place)
        sink.number("etherip.ver", "Version", version, at: place)
        if version != 3 { sink.warning("etherip.ver.not3", "the version has to be 3", at: place) }
        let reserved = bytes.uint16(at: 0) & 0x0FFF
        sink.number("etherip.reserved", "Reserved", reserved, .hex(4), at: place)
        if reserved != 0 { sink.warning("etherip.reserved.not0", "the reserved bits have to be zero", at: place) }
        sink.close()
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        line.write(protocol: "EtherIP")
        line.write(": ")
    }

    @inlinable
    public func next(_ context: inout LayerContext) -> NextLayer {
        context.carrier = "EtherIP"
        return NextLayer(version == 3 ? .ethernet : .data, at: Self.headerByteCount)
    }
}
