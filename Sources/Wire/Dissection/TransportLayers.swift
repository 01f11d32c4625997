// Transports as the walk knows them.

extension UDPDatagram: PacketLayer {
    public static let name = "udp"
    public static let announcements: [LayerAnnouncement] = [.ipProtocol(.udp)]

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        describe(into: &sink, at: context.offset, pseudoHeader: context.checksumHeader)
    }

    @inlinable
    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        guard payload.isEmpty else { return }
        line.write(length > UDPHeader.byteCount ? "UDP, length " : "UDP, no data, length ")
        line.write(Int(length) - UDPHeader.byteCount)
    }

    @inlinable
    public func next(_ context: inout LayerContext) -> NextLayer {
        context.sourcePort = sourcePort
        context.destinationPort = destinationPort
        context.carrier = "UDP"
        let kind: LayerKind = context.isQuoted ? .data : LayerKind(udp: sourcePort, destinationPort)
        return NextLayer(kind, at: UDPHeader.byteCount, byteCount: payload.count)
    }
}

extension TCPSegment: PacketLayer {
    public static let name = "tcp"
    public static let announcements: [LayerAnnouncement] = [.ipProtocol(.tcp)]

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        describe(into: &sink, at: context.offset, pseudoHeader: context.checksumHeader)
    }

    @inlinable
    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        let length = bytes.count - headerByteCount
        if line.isBrief {
            line.write("tcp ")
            line.write(length)
            return
        }
        summarizeNumbers(into: &line, length)
        if headerByteCount > TCPHeader.minimumByteCount { options.summarize(into: &line) }
        line.write(", length ")
        line.write(length)
    }

    @usableFromInline
    func summarizeNumbers(into line: inout SummaryLine, _ length: Int) {
        let flags = flags
        line.write("Flags [")
        line.write(flags)
        line.write("], seq ")
        line.write(sequenceNumber)
        if length > 0 {
            line.write(":")
            line.write(sequenceNumber &+ UInt32(truncatingIfNeeded: length))
        }
        if flags.contains(.ack) {
            line.write(", ack ")
            line.write(acknowledgmentNumber)
        }
        line.write(", win ")
        line.write(window)
        if flags.contains(.urgent) {
            line.write(", urg ")
            line.write(urgentPointer)
        }
    }

    @inlinable
    public func next(_ context: inout LayerContext) -> NextLayer {
        context.sourcePort = sourcePort
        context.destinationPort = destinationPort
        context.carrier = .none
        let kind: LayerKind = context.isQuoted ? .data : LayerKind(tcp: sourcePort, destinationPort)
        return NextLayer(kind, at: headerByteCount)
    }
}

extension SummaryLine {
    /// As tcpdump writes them: `S.` for SYN and ACK, `none` where there is none.
    fileprivate mutating func write(_ flags: TCPFlags) {
        let start = text.count
        if flags.contains(.fin) { write("F") }
        if flags.contains(.syn) { write("S") }
        if flags.contains(.reset) { write("R") }
        if flags.contains(.push) { write("P") }
        if flags.contains(.ack) { write(".") }
        if flags.contains(.urgent) { write("U") }
        if flags.contains(.cwr) { write("W") }
        if flags.contains(.ece) { write("E") }
        if flags.contains(.ae) { write("e") }
        if text.count == start { write("none") }
    }
}

extension TCPOptions {
    /// `, options [mss 1460,sackOK,TS val 1 ecr 0,nop,wscale 7]`. Read from the bytes: the values of an option in
    /// memory would be an allocation each.
    @usableFromInline
    func summarize(into line: inout SummaryLine) {
        line.write(", options [")
        var index = 0
        while index < bytes.count {
            if index > 0 { line.write(",") }
            let kind = TCPOptionKind(rawValue: bytes[index])
            if kind == .endOfOptions {
                line.write("eol")
                break
            }
            guard kind != .noOperation else {
                line.write("nop")
                index += 1
                continue
            }
            let length = index + 1 < bytes.count ? Int(bytes[index + 1]) : 0
            guard length >= 2, index + length <= bytes.count else {
                line.write("bad length")
                break
            }
            Self.summarize(kind, bytes.slice(at: index + 2, upTo: length - 2), into: &line)
            index += length
        }
        line.write("]")
    }

    private static func summarize(_ kind: TCPOptionKind, _ data: Span<UInt8>, into line: inout SummaryLine) {
        switch (kind, data.count) {
        case (.maximumSegmentSize, 2):
            line.write("mss ")
            line.write(data.uint16(at: 0))
        case (.windowScale, 1):
            line.write("wscale ")
            line.write(data[0])
        case (.sackPermitted, 0): line.write("sackOK")
        case (.timestamps, 8):
            line.write("TS val ")
            line.write(data.uint32(at: 0))
            line.write(" ecr ")
            line.write(data.uint32(at: 4))
        case (.sack, 8...) where data.count % 8 == 0:
            line.write("sack ")
            for start in stride(from: 0, to: data.count, by: 8) {
                line.write("{")
                line.write(data.uint32(at: start))
                line.write(":")
                line.write(data.uint32(at: start + 4))
                line.write("}")
            }
        default:
            line.write(kind)
            if data.count > 0 {
                line.write(" ")
                line.write(hex: data)
            }
        }
    }
}
