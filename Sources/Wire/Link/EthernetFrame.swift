/// The Ethernet header (Ethernet II, RFC 894; IEEE 802.3 section 3).
///
///      0         1         2         3         4         5
///     +---------+---------+---------+---------+---------+---------+
///     |                   Destination Address                     |
///     +---------+---------+---------+---------+---------+---------+
///     |                      Source Address                       |
///     +---------+---------+---------+---------+---------+---------+
///     |   Type or Length  |  data octets ...
public struct EthernetHeader: Hashable, Sendable {
    public static let byteCount = 14
    /// The fewest bytes a frame has on the wire, its frame check sequence not counted; who sends less is padded.
    public static let minimumFrameByteCount = 60

    public var destination: MACAddress
    public var source: MACAddress
    public var etherType: EtherType

    public init(destination: MACAddress, source: MACAddress, etherType: EtherType) {
        self.destination = destination
        self.source = source
        self.etherType = etherType
    }

    /// Appends the header.
    @_lifetime(output: copy output)
    public func serialize(into output: inout OutputSpan<UInt8>) {
        output.append(bigEndian48: destination.rawValue)
        output.append(bigEndian48: source.rawValue)
        output.append(bigEndian: etherType.rawValue)
    }

    /// Appends the header with tags behind it, from outside in; what they say of the type is not looked at.
    ///
    /// A tag within a tag: the outer one is the provider's (IEEE 802.1ad).
    @_lifetime(output: copy output)
    public func serialize(tags: [VLANTag], into output: inout OutputSpan<UInt8>) {
        var header = self
        if !tags.isEmpty { header.etherType = tags.count > 1 ? .qinq : .vlan }
        header.serialize(into: &output)
        for (index, tag) in tags.enumerated() {
            var tag = tag
            tag.etherType = index + 1 < tags.count ? .vlan : etherType
            tag.serialize(into: &output)
        }
    }
}

/// An Ethernet frame in borrowed bytes, without its frame check sequence. Once `init` returns, no accessor traps.
public struct EthernetFrame: ~Escapable {
    @usableFromInline let bytes: Span<UInt8>

    /// - Throws: `truncated` below 14 bytes.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(EthernetHeader.byteCount, "Ethernet")
        self.bytes = bytes
    }

    @inlinable public var destination: MACAddress { bytes.macAddress(at: 0) }
    @inlinable public var source: MACAddress { bytes.macAddress(at: 6) }
    /// The type; the length of an 802.3 frame, where `isLengthField` says so.
    @inlinable public var etherType: EtherType { EtherType(rawValue: bytes.uint16(at: 12)) }
    /// Whether the type field is an 802.3 length: an LLC header follows.
    @inlinable public var isLengthField: Bool { etherType.isLengthField }
    /// What the frame carries, padding included; an 802.3 length cuts the padding off.
    @inlinable public var payload: Span<UInt8> {
        @_lifetime(copy self) get {
            bytes.slice(at: EthernetHeader.byteCount, upTo: isLengthField ? Int(etherType.rawValue) : bytes.count)
        }
    }
    /// What follows the bytes that an 802.3 length counts; empty in Ethernet II.
    @inlinable public var padding: Span<UInt8> {
        @_lifetime(copy self) get { bytes.suffix(from: EthernetHeader.byteCount + payload.count) }
    }
    /// Whether fewer bytes were there than an 802.3 length says.
    @inlinable public var isTruncated: Bool { isLengthField && payload.count < Int(etherType.rawValue) }
    /// The owned header.
    public var header: EthernetHeader {
        EthernetHeader(destination: destination, source: source, etherType: etherType)
    }

    /// Tells `sink` the fields. `offset` is the frame's place in the packet.
    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at offset: Int) {
        let title = isLengthField ? "IEEE 802.3 Ethernet" : "Ethernet II"
        sink.open("eth", title, at: offset..<offset + EthernetHeader.byteCount)
        sink.address("eth.dst", "Destination", destination, at: offset..<offset + 6)
        sink.address("eth.src", "Source", source, at: offset + 6..<offset + 12)
        if source.isGroup {
            sink.warning("eth.src_not_group", "a source can't be a group", at: offset + 6..<offset + 12)
        }
        if isLengthField {
            sink.number("eth.len", "Length", etherType.rawValue, .units("bytes"), at: offset + 12..<offset + 14)
            if isTruncated {
                sink.warning("eth.len.past_end", "the length reaches past the end", at: offset + 12..<offset + 14)
            }
        } else {
            sink.number("eth.type", "Type", etherType, .hex(4), at: offset + 12..<offset + 14)
        }
        sink.close()
    }
}
