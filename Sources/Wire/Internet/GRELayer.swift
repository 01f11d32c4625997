extension GREPacket: PacketLayer {
    public static let name = "gre"
    public static let announcements: [LayerAnnouncement] = [.ipProtocol(.gre)]

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        sink.open("gre", "Generic Routing Encapsulation", at: context.place(0, headerByteCount))
        describeFlags(into: &sink, at: context.place(0, 2))
        sink.number("gre.proto", "Protocol Type", protocolType, .hex(4), at: context.place(2, 2))
        if let checksum {
            sink.number("gre.checksum", "Checksum", checksum, .hex(4), at: context.place(4, 2))
            if context.isWhole, isChecksumValid == false {
                sink.warning("gre.checksum.incorrect", "the checksum is wrong", at: context.place(4, 2))
            }
            sink.number("gre.offset", "Offset", bytes.uint16(at: 6), at: context.place(6, 2))
        }
        if let key {
            let place = context.place(keyOffset, 4)
            if version == 1 {
                let (length, call) = (UInt16(key >> 16), UInt16(truncatingIfNeeded: key))
                let places = (context.place(keyOffset, 2), context.place(keyOffset + 2, 2))
                sink.number("gre.key.payload_length", "Payload Length", length, .units("bytes"), at: places.0)
                sink.number("gre.key.call_id", "Call ID", call, at: places.1)
            } else {
                sink.number("gre.key", "Key", key, .hex(8), at: place)
            }
        }
        if let sequenceNumber {
            let place = context.place(sequenceOffset, 4)
            sink.number("gre.sequence_number", "Sequence Number", sequenceNumber, at: place)
        }
        if let acknowledgmentNumber {
            let place = context.place(lastOffset, 4)
            sink.number("gre.ack_number", "Acknowledgment Number", acknowledgmentNumber, at: place)
        }
        if hasRouting { describeRouting(into: &sink, in: context) }
        sink.close()
    }

    @inlinable
    func describeFlags<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at place: Range<Int>) {
        let flags = bytes.uint16(at: 0)
        sink.open("gre.flags_and_version", "Flags and Version", at: place)
        sink.number("gre.flags_and_version", "Flags and Version", flags, .hex(4), at: place)
        sink.flag("gre.flags.checksum", "Checksum Bit", hasChecksum, at: place)
        sink.flag("gre.flags.routing", "Routing Bit", flags & 0x4000 != 0, at: place)
        sink.flag("gre.flags.key", "Key Bit", hasKey, at: place)
        sink.flag("gre.flags.sequence_number", "Sequence Number Bit", hasSequenceNumber, at: place)
        sink.flag("gre.flags.strict_source_route", "Strict Source Route Bit", flags & 0x0800 != 0, at: place)
        sink.number("gre.flags.recursion_control", "Recursion control", flags >> 8 & 7, at: place)
        if version == 1 { sink.flag("gre.flags.ack", "Acknowledgment", hasAcknowledgment, at: place) }
        sink.number("gre.flags.reserved", "Flags (Reserved)", flags >> 3 & (version == 1 ? 0x0F : 0x1F), at: place)
        sink.number("gre.flags.version", "Version", version, at: place)
        sink.close()
    }

    @inlinable
    func describeRouting<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        var start = lastOffset
        while start < headerByteCount {
            let length = Int(bytes[start + 3])
            sink.openItem("gre.routing", "Routing", at: context.place(start, 4 + length))
            let family = bytes.uint16(at: start)
            sink.number("gre.routing.address_family", "Address Family", family, at: context.place(start, 2))
            sink.number("gre.routing.sre_offset", "SRE Offset", bytes[start + 2], at: context.place(start + 2, 1))
            sink.number("gre.routing.src_length", "SRE Length", bytes[start + 3], at: context.place(start + 3, 1))
            if length > 0 {
                let place = context.place(start + 4, length)
                let route = bytes.slice(at: start + 4, upTo: length)
                sink.bytes("gre.routing.information", "Routing Information", route, at: place)
            }
            sink.close()
            start += 4 + length
        }
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        line.write(protocol: version == 1 ? "GREv1" : "GRE")
        if let key {
            line.write(version == 1 ? " call " : " key ")
            if version == 1 { line.write(key & 0xFFFF) } else { line.write(hex: UInt64(key)) }
        }
        if let sequenceNumber {
            line.write(" seq ")
            line.write(sequenceNumber)
        }
        if let acknowledgmentNumber {
            line.write(" ack ")
            line.write(acknowledgmentNumber)
        }
        if context.isWhole, isChecksumValid == false { line.writeWarning("bad GRE checksum") }
        if nextKind == .data {
            line.write(", ")
            line.write(protocolType)
            line.write(", length ")
            line.write(payload.count)
        } else if payload.isEmpty {
            line.write(", no payload")
        } else {
            line.write(": ")
        }
    }

    @inlinable
    public func next(_ context: inout LayerContext) -> NextLayer {
        context.carrier = .none
        return NextLayer(nextKind, at: headerByteCount, byteCount: payloadByteCount)
    }
}
