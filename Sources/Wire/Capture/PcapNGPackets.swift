// The three blocks that hold packets.

extension CaptureReader {
    /// An Enhanced Packet (section 4.3 of the draft): interface, time, both lengths, packet, options.
    mutating func enhancedPacket(_ body: borrowing PcapNGFields, at place: Int) throws(WireError) -> CaptureStep {
        guard body.count >= 20 else {
            throw WireError(
                "pcapng enhanced packet", .truncated(needed: 20, available: body.count), at: body.offset)
        }
        return try packet(
            body, at: place, "pcapng enhanced packet", interface: Int(body.uint32(at: 0)), marks: .time)
    }

    /// A Packet of the format's first draft: the interface in 16 bits, and as many for packets dropped before.
    mutating func obsoletePacket(_ body: borrowing PcapNGFields, at place: Int) throws(WireError) -> CaptureStep {
        guard body.count >= 20 else {
            throw WireError("pcapng packet", .truncated(needed: 20, available: body.count), at: body.offset)
        }
        return try packet(
            body, at: place, "pcapng packet", interface: Int(body.uint16(at: 0)), marks: [.time, .obsolete])
    }

    private mutating func packet(
        _ body: borrowing PcapNGFields, at place: Int, _ header: StaticText, interface: Int, marks: CaptureRecord.Marks
    ) throws(WireError) -> CaptureStep {
        guard interface < interfaces.count else {
            throw WireError(header, .badValue(field: "interface", value: interface), at: body.offset)
        }
        let captured = Int(body.uint32(at: 12))
        let optionsStart = 20 + (captured + 3) / 4 * 4
        guard captured <= body.count - 20 else {
            throw body.named(header).badLength("captured length", captured, 0...body.count - 20, at: 12)
        }
        let layout = interfaces[interface]
        guard captured <= layout.linkType.longestPacket else {
            throw body.named(header).badLength("captured length", captured, 0...layout.linkType.longestPacket, at: 12)
        }
        var flags: UInt32 = 0
        var marks = marks
        if body.isBigEndian { marks.insert(.bigEndian) }
        if body.count > optionsStart { (flags, marks) = look(atOptionsOf: body.named(header), optionsStart, marks) }
        let ticks = UInt64(body.uint32(at: 4)) << 32 | UInt64(body.uint32(at: 8))
        let frameCheckLength = UInt8(flags >> 5 & 0xF)
        return .packet(
            CaptureRecord(
                time: layout.nanoseconds(ticks), offset: place + 20, captured: UInt32(captured),
                original: body.uint32(at: 16), interface: UInt32(earlierInterfaces + interface), flags: flags,
                optionsLength: max(0, body.count - optionsStart), linkType: layout.linkType,
                frameCheckLength: frameCheckLength == 0 ? layout.frameCheckLength : frameCheckLength, marks: marks))
    }

    /// Finds the flags among the options, and whether there is a comment; damage becomes a note.
    private mutating func look(
        atOptionsOf body: borrowing PcapNGFields, _ start: Int, _ known: CaptureRecord.Marks
    ) -> (UInt32, CaptureRecord.Marks) {
        var flags: UInt32 = 0
        var marks = known
        let damage = body.damage(inOptionsFrom: start) { (code, value) throws(WireError) in
            switch code {
            case PcapNGOption.comment: marks.insert(.comment)
            case PcapNGOption.packetFlags:
                try value.requireExactly(4)
                flags = value.uint32(at: 0)
            case PcapNGOption.packetDropCount, PcapNGOption.packetID, PcapNGOption.packetProcess:
                try value.requireExactly(8)
            case PcapNGOption.packetQueue: try value.requireExactly(4)
            default: break
            }
        }
        if let damage { waiting = .damage(damage) }
        return (flags, marks)
    }

    /// A Simple Packet (section 4.4): of interface 0, without a time; its length is to be worked out.
    mutating func simplePacket(_ body: borrowing PcapNGFields, at place: Int) throws(WireError) -> CaptureStep {
        let body = body.named("pcapng simple packet")
        try body.require(4)
        guard let layout = interfaces.first else { throw body.badValue("interface", 0, at: 0) }
        let length = Int(body.uint32(at: 0))
        let kept = layout.snapLength == 0 ? length : min(length, Int(layout.snapLength))
        let room = min(body.count - 4, layout.linkType.longestPacket)
        guard kept <= room else { throw body.badLength("original length", length, 0...room, at: 0) }
        return .packet(
            CaptureRecord(
                time: 0, offset: place + 4, captured: UInt32(kept), original: UInt32(length),
                interface: UInt32(earlierInterfaces), linkType: layout.linkType,
                frameCheckLength: layout.frameCheckLength, marks: body.isBigEndian ? .bigEndian : []))
    }
}
