/// A PPP frame in a session of PPP over Ethernet. Once `init` returns, no accessor traps.
public struct PPPoESession: PacketLayer, ~Escapable {
    public static let name = "pppoes"
    public static let announcements: [LayerAnnouncement] = [.etherType(.pppoeSession)]

    public let packet: PPPoEPacket

    /// - Throws: what ``PPPoEPacket`` does.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) { packet = try PPPoEPacket(parsing: bytes) }

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        sink.open("pppoes", "PPP-over-Ethernet Session", at: context.place(0, PPPoEHeader.byteCount))
        packet.describeHeader(into: &sink, in: context)
        sink.close()
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        line.write(protocol: "PPPoE")
        line.write(" ses ")
        line.write(hex: UInt64(packet.sessionIdentifier))
        if packet.code != .session {
            line.write(", code ")
            line.write(packet.code)
        }
        line.write(": ")
    }

    @inlinable
    public func next(_ context: inout LayerContext) -> NextLayer {
        context.carrier = "PPPoE"
        return NextLayer(.ppp, at: PPPoEHeader.byteCount, byteCount: Int(packet.length))
    }
}

/// What a host and an access concentrator say to each other before there is a session. Once `init` returns, no accessor
/// traps.
public struct PPPoEDiscovery: PacketLayer, ~Escapable {
    public static let name = "pppoed"
    public static let announcements: [LayerAnnouncement] = [.etherType(.pppoeDiscovery)]

    public let packet: PPPoEPacket

    /// - Throws: what ``PPPoEPacket`` does.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) { packet = try PPPoEPacket(parsing: bytes) }

    /// Where the next tag's value begins in the payload, and its length; nil after the last, or where one is cut.
    @inlinable
    func tag(at start: Int) -> (tag: PPPoETag, length: Int)? {
        let tags = packet.payload
        guard start + 4 <= tags.count else { return nil }
        let length = Int(tags.uint16(at: start + 2))
        guard start + 4 + length <= tags.count else { return nil }
        return (PPPoETag(rawValue: tags.uint16(at: start)), length)
    }

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        let tags = packet.payload
        sink.open("pppoed", "PPP-over-Ethernet Discovery", at: context.place(0, PPPoEHeader.byteCount + tags.count))
        packet.describeHeader(into: &sink, in: context)
        guard !tags.isEmpty else { return sink.close() }
        sink.open("pppoed.tags", "PPPoE Tags", at: context.place(PPPoEHeader.byteCount, tags.count))
        var start = 0
        while let (tag, length) = tag(at: start) {
            let place = context.place(PPPoEHeader.byteCount + start, 4 + length)
            sink.openItem("pppoed.tag", "Tag", at: place)
            sink.number("pppoed.tag", "Tag", tag, .hex(4), at: place.lowerBound..<place.lowerBound + 2)
            let lengthPlace = place.lowerBound + 2..<place.lowerBound + 4
            sink.number("pppoed.tag_length", "Tag Length", UInt(length), .units("bytes"), at: lengthPlace)
            let value = tags.slice(at: start + 4, upTo: length)
            if length > 0 { Self.describe(value, of: tag, into: &sink, at: place.lowerBound + 4..<place.upperBound) }
            sink.close()
            start += 4 + length
            if tag == .endOfList { start = tags.count }
        }
        if start < tags.count {
            let place = context.place(PPPoEHeader.byteCount + start, tags.count - start)
            sink.warning("pppoed.tag_length.invalid", "the tags can't be read to their end", at: place)
        }
        sink.close()
        sink.close()
    }

    @inlinable
    static func describe<Sink: FieldSink & ~Copyable>(
        _ value: Span<UInt8>, of tag: PPPoETag, into sink: inout Sink, at place: Range<Int>
    ) {
        switch tag.rawValue {
        case 0x0101: sink.text("pppoed.tags.service_name", "Service-Name", value, at: place)
        case 0x0102: sink.text("pppoed.tags.ac_name", "AC-Name", value, at: place)
        case 0x0103: sink.bytes("pppoed.tags.host_uniq", "Host-Uniq", value, at: place)
        case 0x0104: sink.bytes("pppoed.tags.ac_cookie", "AC-Cookie", value, at: place)
        case 0x0105 where value.count >= 4:
            let vendor = value.uint32(at: 0)
            let middle = place.lowerBound + 4
            sink.number("pppoed.tags.vendor_id", "Vendor id", vendor, at: place.lowerBound..<middle)
            let rest = value.suffix(from: 4)
            guard !rest.isEmpty else { return }
            sink.bytes("pppoed.tags.vendor_unspecified", "Vendor unspecified", rest, at: middle..<place.upperBound)
        case 0x0106: sink.bytes("pppoed.tags.credits", "Credits", value, at: place)
        case 0x0107: sink.bytes("pppoed.tags.metrics", "Metrics", value, at: place)
        case 0x0110: sink.bytes("pppoed.tags.relay_session_id", "Relay-Session-Id", value, at: place)
        case 0x0111: sink.bytes("pppoed.tags.hurl", "HURL", value, at: place)
        case 0x0112: sink.bytes("pppoed.tags.motm", "MOTM", value, at: place)
        case 0x0120: sink.bytes("pppoed.tags.max_payload", "PPP-Max-Payload", value, at: place)
        case 0x0121: sink.bytes("pppoed.tags.ip_route_add", "IP Route Add", value, at: place)
        case 0x0201: sink.text("pppoed.tags.service_name_error", "Service-Name-Error", value, at: place)
        case 0x0202: sink.text("pppoed.tags.ac_system_error", "AC-System-Error", value, at: place)
        case 0x0203: sink.text("pppoed.tags.generic_error", "Generic-Error", value, at: place)
        default: sink.bytes("pppoed.tag.unknown_data", "Unknown Data", value, at: place)
        }
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        line.write(protocol: "PPPoE")
        line.write(" ")
        line.write(packet.code)
        if packet.sessionIdentifier != 0 {
            line.write(", ses ")
            line.write(hex: UInt64(packet.sessionIdentifier))
        }
        var start = 0
        while let (tag, length) = tag(at: start), tag != .endOfList {
            line.write(" [")
            line.write(tag)
            if tag == .serviceName || tag == .concentratorName || tag.rawValue >> 8 == 2, length > 0 {
                line.write(" ")
                line.write(foreign: packet.payload.slice(at: start + 4, upTo: length))
            }
            line.write("]")
            start += 4 + length
        }
    }
}
