/// The special labels (IANA "Special-Purpose MPLS Label Values").
public struct MPLSSpecialLabel: AssignedNumber {
    public let rawValue: UInt32
    /// Keeps the low 20 bits.
    @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue & 0xF_FFFF }

    public static let ipv4ExplicitNull = MPLSSpecialLabel(rawValue: 0)
    public static let ipv6ExplicitNull = MPLSSpecialLabel(rawValue: 2)

    public static let assignments: [Assignment<UInt32>] = [
        Assignment(0, "IPv4 Explicit NULL", "RFC 3032"),
        Assignment(1, "Router Alert", "RFC 3032"),
        Assignment(2, "IPv6 Explicit NULL", "RFC 3032"),
        Assignment(3, "Implicit NULL", "RFC 3032"),
        Assignment(7, "Entropy Label Indicator", "RFC 6790"),
        Assignment(13, "Generic Associated Channel", "RFC 5586"),
        Assignment(14, "OAM Alert", "RFC 3429"),
        Assignment(15, "Extension", "RFC 7274"),
    ]
}

/// An entry of a label stack and what it stands before, in borrowed bytes. A stack is as many of these. Once `init`
/// returns, no accessor traps.
public struct MPLSFrame: PacketLayer, ~Escapable {
    public static let name = "mpls"
    public static let announcements: [LayerAnnouncement] = [
        .etherType(.mpls), .etherType(.mplsMulticast), .pppProtocol(0x0281), .pppProtocol(0x0283), .ipProtocol(.mpls),
        .udpPort(6635),
    ]

    @usableFromInline let bytes: Span<UInt8>

    /// - Throws: `truncated` below 4 bytes.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(MPLSLabelStackEntry.byteCount, "MPLS")
        self.bytes = bytes
    }

    @inlinable public var entry: MPLSLabelStackEntry { MPLSLabelStackEntry(rawValue: bytes.uint32(at: 0)) }
    @inlinable public var payload: Span<UInt8> {
        @_lifetime(copy self) get { bytes.suffix(from: MPLSLabelStackEntry.byteCount) }
    }

    /// What the payload is read as. No field says: a label means what the routers agreed on. IP is known by its
    /// version; a first half of zero is a control word (RFC 4385), mostly in front of an Ethernet frame.
    @inlinable var nextKind: LayerKind {
        guard entry.isBottomOfStack else { return .mpls }
        let payload = payload
        guard payload.count > 0 else { return .data }
        switch payload[0] >> 4 {
        case 4: return .ipv4
        case 6: return .ipv6
        case 0 where Self.isLikelyEthernet(payload.suffix(from: 4)): return .pseudowire
        default: return Self.isLikelyEthernet(payload) ? .ethernet : .data
        }
    }

    /// Whether bytes have a type at an EtherType's place that a layer reads, or a length that fits.
    @inlinable
    static func isLikelyEthernet(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count >= EthernetHeader.byteCount else { return false }
        let type = EtherType(rawValue: bytes.uint16(at: 12))
        guard type.isLengthField else { return LayerKind(type) != .data }
        return type.rawValue >= 3 && EthernetHeader.byteCount + Int(type.rawValue) <= bytes.count
    }

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        let entry = entry
        let place = context.place(0, MPLSLabelStackEntry.byteCount)
        sink.open("mpls", "MultiProtocol Label Switching Header", at: place)
        sink.number("mpls.label", "MPLS Label", MPLSSpecialLabel(rawValue: entry.label), at: place)
        sink.number("mpls.exp", "MPLS Experimental Bits", entry.trafficClass, at: place)
        sink.number("mpls.bottom", "MPLS Bottom Of Label Stack", UInt8(entry.isBottomOfStack ? 1 : 0), at: place)
        sink.number("mpls.ttl", "MPLS TTL", entry.timeToLive, at: place)
        sink.close()
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        let entry = entry
        line.write(protocol: "MPLS")
        line.write(" label ")
        line.write(MPLSSpecialLabel(rawValue: entry.label))
        if entry.trafficClass != 0 {
            line.write(", tc ")
            line.write(entry.trafficClass)
        }
        line.write(", ttl ")
        line.write(entry.timeToLive)
        line.write(": ")
    }

    @inlinable
    public func next(_ context: inout LayerContext) -> NextLayer {
        context.carrier = payload.count > 0 && payload[0] >> 4 == 1 ? "Associated Channel" : "Payload"
        return NextLayer(nextKind, at: MPLSLabelStackEntry.byteCount)
    }
}

/// The control word in front of an Ethernet frame in a pseudowire (RFC 4448 section 4.6), in borrowed bytes. Once
/// `init` returns, no accessor traps.
public struct EthernetPseudowire: PacketLayer, ~Escapable {
    public static let name = "pwethcw"
    public static let headerByteCount = 4

    @usableFromInline let bytes: Span<UInt8>

    /// - Throws: `truncated` below 4 bytes.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(Self.headerByteCount, "Pseudowire")
        self.bytes = bytes
    }

    /// 0 where the pseudowire does not count.
    @inlinable public var sequenceNumber: UInt16 { bytes.uint16(at: 2) }

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        sink.open("pwethcw", "PW Ethernet Control Word", at: context.place(0, Self.headerByteCount))
        sink.number("pweth.cw.sequence_number", "Sequence Number", sequenceNumber, at: context.place(2, 2))
        sink.close()
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        line.write(protocol: "PW")
        line.write(": ")
    }

    @inlinable
    public func next(_ context: inout LayerContext) -> NextLayer {
        context.carrier = "PW"
        return NextLayer(.ethernet, at: Self.headerByteCount)
    }
}
