/// An Ethernet frame that a switch mirrors to somebody over GRE (draft-foschiano-erspan): ERSPAN's second type, and its
/// third, in borrowed bytes. Once `init` returns, no accessor traps.
///
///      0                   1                   2                   3
///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///     +-------+-----------------------+-----+---+-+-------------------+
///     |  Ver  |         VLAN          | COS |En |T|     Session       |
///     +-------+-----------------------+-----+---+-+-------------------+
///     |  Type II: reserved (12), index (20). Type III: time stamp     |
///     +-------------------------------+-------------------------------+
///     |  III: Security Group Tag      |P| Frame Type| HW ID |D|Gra|O| |
///     +-------------------------------+-------------------------------+
public struct ERSPANFrame: PacketLayer, ~Escapable {
    public static let name = "erspan"
    public static let announcements: [LayerAnnouncement] = [.etherType(.erspan), .etherType(.erspan3)]

    @usableFromInline let bytes: Span<UInt8>
    public let headerByteCount: Int

    /// - Throws: `truncated` where the header is cut; `badValue` for a version other than 1 and 2.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(8, "ERSPAN")
        let version = Int(bytes[0] >> 4)
        guard version == 1 || version == 2 else {
            throw WireError("ERSPAN", .badValue(field: "version", value: version))
        }
        let hasMore = version == 2 && bytes.count >= 12 && bytes[11] & 1 != 0
        let length = version == 1 ? 8 : hasMore ? 20 : 12
        try bytes.require(length, "ERSPAN")
        self.bytes = bytes
        headerByteCount = length
    }

    /// 1 for the second type, 2 for the third.
    @inlinable public var version: UInt8 { bytes[0] >> 4 }
    @inlinable public var vlan: UInt16 { bytes.uint16(at: 0) & 0x0FFF }
    @inlinable public var session: UInt16 { bytes.uint16(at: 2) & 0x03FF }
    @inlinable public var isTruncated: Bool { bytes[2] & 0x04 != 0 }

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        sink.open("erspan", "Encapsulated Remote Switch Packet Analysis", at: context.place(0, headerByteCount))
        sink.number("erspan.version", "Version", version, at: context.place(0, 1))
        sink.number("erspan.vlan", "VLAN", vlan, at: context.place(0, 2))
        sink.number("erspan.cos", "COS", bytes[2] >> 5, at: context.place(2, 1))
        let name = version == 1 ? "erspan.encap" : "erspan.bso"
        sink.number(name, version == 1 ? "Encapsulation" : "Damage", bytes[2] >> 3 & 3, at: context.place(2, 1))
        sink.flag("erspan.truncated", "Truncated", isTruncated, at: context.place(2, 1))
        sink.number("erspan.spanid", "Session", session, at: context.place(2, 2))
        if version == 1 {
            sink.number("erspan.reserved", "Reserved", bytes.uint32(at: 4) >> 20, at: context.place(4, 2))
            sink.number("erspan.index", "Index", bytes.uint32(at: 4) & 0xF_FFFF, at: context.place(4, 4))
        } else {
            describeThird(into: &sink, in: context)
        }
        sink.close()
    }

    @inlinable
    func describeThird<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        let last = bytes.uint16(at: 10)
        let place = context.place(10, 2)
        sink.number("erspan.timestamp", "Timestamp", bytes.uint32(at: 4), at: context.place(4, 4))
        sink.number("erspan.sgt", "Security Group Tag", bytes.uint16(at: 8), at: context.place(8, 2))
        sink.number("erspan.p", "Has Ethernet PDU", last >> 15, at: place)
        sink.number("erspan.ft", "Frame Type", last >> 10 & 0x1F, at: place)
        sink.number("erspan.hw", "Hardware ID", last >> 4 & 0x3F, at: place)
        sink.number("erspan.direction", "Direction", last >> 3 & 1, at: place)
        sink.number("erspan.gra", "Timestamp granularity", last >> 1 & 3, at: place)
        sink.number("erspan.o", "Optional subheader", last & 1, at: place)
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        line.write(protocol: "ERSPAN")
        line.write(" session ")
        line.write(session)
        line.write(": ")
    }

    @inlinable
    public func next(_ context: inout LayerContext) -> NextLayer {
        context.carrier = "ERSPAN"
        // The third type says of IP packets that they have no Ethernet header.
        let isIP = version == 2 && bytes.uint16(at: 10) >> 10 & 0x1F == 2
        return NextLayer(isIP ? .ip : .ethernet, at: headerByteCount)
    }
}
