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
        line.text.append(addingCapacity: 29) { output in
            output.append(word: ", length ")
            output.append(decimal: UInt64(length))
        }
    }

    /// All that every segment has, written into one piece of room.
    @usableFromInline
    func summarizeNumbers(into line: inout SummaryLine, _ length: Int) {
        let (flags, sequence, acknowledgment) = (flags, sequenceNumber, acknowledgmentNumber)
        let (window, urgent) = (window, urgentPointer)
        line.text.append(addingCapacity: 110) { output in
            output.append(word: "Flags [")
            flags.write(to: &output)
            output.append(word: "], seq ")
            output.append(decimal: UInt64(sequence))
            if length > 0 {
                output.append(UInt8(ascii: ":"))
                output.append(decimal: UInt64(sequence &+ UInt32(truncatingIfNeeded: length)))
            }
            if flags.contains(.ack) {
                output.append(word: ", ack ")
                output.append(decimal: UInt64(acknowledgment))
            }
            output.append(word: ", win ")
            output.append(eightDigits: UInt32(window), atLeast: 1)
            if flags.contains(.urgent) {
                output.append(word: ", urg ")
                output.append(eightDigits: UInt32(urgent), atLeast: 1)
            }
        }
    }

    @inlinable
    public func next(_ context: inout LayerContext) -> NextLayer {
        context.sourcePort = sourcePort
        context.destinationPort = destinationPort
        context.carrier = ""
        let kind: LayerKind = context.isQuoted ? .data : LayerKind(tcp: sourcePort, destinationPort)
        return NextLayer(kind, at: headerByteCount)
    }
}

extension TCPFlags {
    /// As tcpdump writes them: `S.` for SYN and ACK, `none` where there is none.
    @_lifetime(text: copy text)
    func write(to text: inout OutputSpan<UInt8>) {
        let start = text.count
        if contains(.fin) { text.append(UInt8(ascii: "F")) }
        if contains(.syn) { text.append(UInt8(ascii: "S")) }
        if contains(.reset) { text.append(UInt8(ascii: "R")) }
        if contains(.push) { text.append(UInt8(ascii: "P")) }
        if contains(.ack) { text.append(UInt8(ascii: ".")) }
        if contains(.urgent) { text.append(UInt8(ascii: "U")) }
        if contains(.cwr) { text.append(UInt8(ascii: "W")) }
        if contains(.ece) { text.append(UInt8(ascii: "E")) }
        if contains(.ae) { text.append(UInt8(ascii: "e")) }
        if text.count == start { text.append(word: "none") }
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
            guard kind != .endOfOptions, kind != .noOperation else {
                line.write(kind == .endOfOptions ? "eol" : "nop")
                if kind == .endOfOptions { break }
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
