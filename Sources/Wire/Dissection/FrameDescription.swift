/// Tells a sink every field of every layer of a frame, from the outermost in, as far as it can be read. Where a layer
/// stops making sense it says why, and the rest is told as bytes.
public enum FrameDescription {
    /// A frame or packet as it was seen: `bytes` begin with what `linkType` says.
    public static func describe<Sink: FieldSink & ~Copyable>(
        _ bytes: Span<UInt8>, as linkType: LinkType, into sink: inout Sink
    ) {
        guard linkType == .ethernet else { return network(bytes, at: 0, into: &sink) }
        do {
            try EthernetFrame(parsing: bytes).describe(into: &sink, at: 0)
            let layer = try LinkLayer(parsing: bytes, as: .ethernet)
            describeTags(bytes, layer.tagCount, into: &sink)
            let offset = layer.payloadOffset
            switch layer.etherType {
            case .arp, .rarp: try describeARP(layer.payload, at: offset, into: &sink)
            case .ipv4, .ipv6: network(layer.payload, at: offset, into: &sink)
            default: rest(layer.payload, at: offset, into: &sink)
            }
        } catch {
            stopped(error, bytes.count, into: &sink)
        }
    }

    private static func describeTags<Sink: FieldSink & ~Copyable>(
        _ bytes: Span<UInt8>, _ count: Int, into sink: inout Sink
    ) {
        for index in 0..<count {
            let offset = EthernetHeader.byteCount + VLANTag.byteCount * index
            if let tag = try? VLANTaggedPayload(parsing: bytes.suffix(from: offset)) {
                tag.describe(into: &sink, at: offset)
            }
        }
    }

    private static func describeARP<Sink: FieldSink & ~Copyable>(
        _ bytes: Span<UInt8>, at offset: Int, into sink: inout Sink
    ) throws(WireError) {
        do {
            try ARPPacket(parsing: bytes).describe(into: &sink, at: offset)
        } catch {
            throw error.offset(by: offset)
        }
    }

    private static func network<Sink: FieldSink & ~Copyable>(
        _ bytes: Span<UInt8>, at offset: Int, into sink: inout Sink
    ) {
        do {
            if bytes.count > 0, bytes[0] >> 4 == 6 {
                let packet = try IPv6Packet(parsing: bytes)
                packet.describe(into: &sink, at: offset)
            } else {
                let datagram = try IPv4Datagram(parsing: bytes)
                datagram.describe(into: &sink, at: offset)
            }
            let packet = try NetworkPacket(parsing: bytes)
            guard !packet.isLaterFragment else {
                return rest(packet.transport, at: offset + packet.transportOffset, into: &sink)
            }
            let header = PseudoHeader(source: packet.source, destination: packet.destination)
            transport(
                packet.transport, packet.protocolNumber, header, at: offset + packet.transportOffset, into: &sink)
        } catch {
            stopped(error.offset(by: offset), offset + bytes.count, into: &sink)
        }
    }

    private static func transport<Sink: FieldSink & ~Copyable>(
        _ bytes: Span<UInt8>, _ number: IPProtocol, _ header: PseudoHeader?, at offset: Int, into sink: inout Sink
    ) {
        do {
            switch number {
            case .icmp: try ICMPv4Message(parsing: bytes).describe(into: &sink, at: offset)
            case .icmpv6: try ICMPv6Message(parsing: bytes).describe(into: &sink, at: offset, pseudoHeader: header)
            case .udp:
                let datagram = try UDPDatagram(parsing: bytes)
                datagram.describe(into: &sink, at: offset, pseudoHeader: header)
                rest(datagram.payload, at: offset + UDPHeader.byteCount, into: &sink)
            case .tcp:
                let segment = try TCPSegment(parsing: bytes)
                segment.describe(into: &sink, at: offset, pseudoHeader: header)
                rest(segment.payload, at: offset + segment.headerByteCount, into: &sink)
            default: rest(bytes, at: offset, into: &sink)
            }
        } catch {
            stopped(error.offset(by: offset), offset + bytes.count, into: &sink)
        }
    }

    private static func rest<Sink: FieldSink & ~Copyable>(
        _ bytes: Span<UInt8>, at offset: Int, into sink: inout Sink
    ) {
        guard bytes.count > 0 else { return }
        sink.open("data", "Data", at: offset..<offset + bytes.count)
        sink.bytes("data.data", "Data", bytes, at: offset..<offset + bytes.count)
        sink.close()
    }

    private static func stopped<Sink: FieldSink & ~Copyable>(_ error: WireError, _ end: Int, into sink: inout Sink) {
        sink.warning("_ws.malformed", error.description, at: min(error.offset, end)..<end)
    }
}
