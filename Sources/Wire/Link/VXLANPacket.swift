/// The header in front of an Ethernet frame in UDP (RFC 7348 section 5), with the group policy that some send in it
/// (draft-smith-vxlan-group-policy).
///
///      0                   1                   2                   3
///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///     +-+-----+-+---------------------+-------------------------------+
///     |G|     |I|    |D|   |A|        |       Group Policy ID         |
///     +-+-----+-+---------------------+---------------+---------------+
///     |            VXLAN Network Identifier           |   Reserved    |
///     +-----------------------------------------------+---------------+
public struct VXLANHeader: Hashable, Sendable {
    public static let byteCount = 8

    /// 0...16,777,215; higher bits are not written.
    public var networkIdentifier: UInt32
    /// The group of whoever sent the frame; nil where the header has none.
    public var groupPolicy: UInt16?

    public init(networkIdentifier: UInt32, groupPolicy: UInt16? = nil) {
        self.networkIdentifier = networkIdentifier
        self.groupPolicy = groupPolicy
    }

    /// Appends the header.
    @_lifetime(output: copy output)
    public func serialize(into output: inout OutputSpan<UInt8>) {
        output.append(bigEndian: UInt16(groupPolicy == nil ? 0x0800 : 0x8800))
        output.append(bigEndian: groupPolicy ?? 0)
        output.append(bigEndian: networkIdentifier << 8)
    }
}

/// An Ethernet frame in VXLAN, in borrowed bytes. Once `init` returns, no accessor traps.
public struct VXLANPacket: PacketLayer, ~Escapable {
    public static let name = "vxlan"
    /// 8472 is what Linux used before there was a number.
    public static let announcements: [LayerAnnouncement] = [.udpPort(4789), .udpPort(8472)]

    @usableFromInline let bytes: Span<UInt8>

    /// - Throws: `truncated` below 8 bytes.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(VXLANHeader.byteCount, "VXLAN")
        self.bytes = bytes
    }

    @inlinable public var flags: UInt16 { bytes.uint16(at: 0) }
    @inlinable public var hasGroupPolicy: Bool { flags & 0x8000 != 0 }
    /// Whether the network identifier is valid, as it has to be.
    @inlinable public var hasNetworkIdentifier: Bool { flags & 0x0800 != 0 }
    @inlinable public var groupPolicy: UInt16 { bytes.uint16(at: 2) }
    @inlinable public var networkIdentifier: UInt32 { bytes.uint24(at: 4) }
    @inlinable public var payload: Span<UInt8> {
        @_lifetime(copy self) get { bytes.suffix(from: VXLANHeader.byteCount) }
    }
    /// The owned header.
    public var header: VXLANHeader {
        VXLANHeader(networkIdentifier: networkIdentifier, groupPolicy: hasGroupPolicy ? groupPolicy : nil)
    }

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        let place = context.place(0, 2)
        sink.open("vxlan", "Virtual eXtensible Local Area Network", at: context.place(0, VXLANHeader.byteCount))
        sink.open("vxlan.flags", "Flags", at: place)
        sink.number("vxlan.flags", "Flags", flags, .hex(4), at: place)
        sink.flag("vxlan.flag_g", "GBP Extension", hasGroupPolicy, at: place)
        sink.flag("vxlan.flag_i", "VXLAN Network ID (VNI)", hasNetworkIdentifier, at: place)
        sink.flag("vxlan.flag_d", "Don't Learn", flags & 0x0040 != 0, at: place)
        sink.flag("vxlan.flag_a", "Policy Applied", flags & 0x0008 != 0, at: place)
        sink.number("vxlan.flags_reserved", "Reserved", flags & 0x77B7, .hex(4), at: place)
        sink.close()
        sink.number("vxlan.gbp", "Group Policy ID", groupPolicy, at: context.place(2, 2))
        sink.number("vxlan.vni", "VXLAN Network Identifier (VNI)", networkIdentifier, at: context.place(4, 3))
        if !hasNetworkIdentifier {
            sink.warning("vxlan.vni.invalid", "the flags say that there is no identifier", at: context.place(4, 3))
        }
        sink.number("vxlan.reserved8", "Reserved", bytes[7], at: context.place(7, 1))
        sink.close()
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        line.write(protocol: "VXLAN")
        line.write(" vni ")
        line.write(networkIdentifier)
        line.write(": ")
    }

    @inlinable
    public func next(_ context: inout LayerContext) -> NextLayer {
        context.carrier = "VXLAN"
        return NextLayer(.ethernet, at: VXLANHeader.byteCount)
    }
}
