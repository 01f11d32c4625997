/// A PPP frame (RFC 1661 section 2), with or without the address and control bytes of HDLC (RFC 1662), its protocol in
/// two bytes or, where that is odd and fits, in one. Once `init` returns, no accessor traps.
///
///     +---------+---------+---------------------+
///     |  0xFF   |  0x03   | Protocol (1 or 2)   |
///     +---------+---------+---------------------+
public struct PPPFrame: PacketLayer, ~Escapable {
    public static let name = "ppp"
    public static let announcements: [LayerAnnouncement] = [
        .linkType(.ppp), .linkType(.pppHDLC), .etherType(.ppp),
    ]

    @usableFromInline let bytes: Span<UInt8>
    @usableFromInline let protocolOffset: Int

    /// - Throws: `truncated` where the protocol is cut.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        let hasAddress = bytes.count >= 2 && bytes.uint16(at: 0) == 0xFF03
        protocolOffset = hasAddress ? 2 : 0
        self.bytes = bytes
        let isCompressed = bytes.count > protocolOffset && bytes[protocolOffset] & 1 != 0
        let needed = protocolOffset + (isCompressed ? 1 : 2)
        try bytes.require(needed, "PPP")
    }

    /// Whether the frame begins with HDLC's address and control bytes.
    @inlinable public var hasAddress: Bool { protocolOffset > 0 }
    /// Whether the protocol is one byte long (RFC 1661 section 6.5).
    @inlinable public var isProtocolCompressed: Bool { bytes[protocolOffset] & 1 != 0 }
    @inlinable public var protocolNumber: PPPProtocol {
        let first = UInt16(bytes[protocolOffset])
        return PPPProtocol(rawValue: isProtocolCompressed ? first : bytes.uint16(at: protocolOffset))
    }
    @inlinable public var headerByteCount: Int { protocolOffset + (isProtocolCompressed ? 1 : 2) }
    @inlinable public var payload: Span<UInt8> {
        @_lifetime(copy self) get { bytes.suffix(from: headerByteCount) }
    }

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        sink.open("ppp", "Point-to-Point Protocol", at: context.place(0, headerByteCount))
        if hasAddress {
            sink.number("ppp.address", "Address", bytes[0], .hex(2), at: context.place(0, 1))
            sink.number("ppp.control", "Control", bytes[1], .hex(2), at: context.place(1, 1))
        }
        let place = context.place(protocolOffset, headerByteCount - protocolOffset)
        sink.number("ppp.protocol", "Protocol", protocolNumber, .hex(4), at: place)
        sink.close()
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        let isRead = LayerKind(pppProtocol: protocolNumber.rawValue) != .data
        guard line.showsLinkLayer || !isRead else { return }
        line.write(protocol: "PPP")
        line.write(" ")
        line.write(protocolNumber)
        line.write(isRead ? ": " : ", length ")
        if !isRead { line.write(payload.count) }
    }

    @inlinable
    public func next(_ context: inout LayerContext) -> NextLayer {
        context.carrier = .none
        return NextLayer(LayerKind(pppProtocol: protocolNumber.rawValue), at: headerByteCount)
    }
}
