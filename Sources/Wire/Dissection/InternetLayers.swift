// The network layer and its messages as the walk knows them.

/// An IP packet whose version only its first byte tells.
public struct RawIP: PacketLayer, ~Escapable {
    public static let name = "raw"
    public static let announcements: [LayerAnnouncement] = [.linkType(.raw)]

    @usableFromInline let version: UInt8

    /// - Throws: `badValue` for a version other than 4 and 6.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        guard bytes.count > 0 else { throw WireError("IP", .truncated(needed: 1, available: 0)) }
        version = bytes[0] >> 4
        guard version == 4 || version == 6 else {
            throw WireError("IP", .badValue(field: "version", value: Int(version)))
        }
    }

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {}
    @inlinable public func summarize(into line: inout SummaryLine, in context: LayerContext) {}
    @inlinable public func next(_ context: inout LayerContext) -> NextLayer {
        NextLayer(version == 4 ? .ipv4 : .ipv6, at: 0)
    }
}

extension SummaryLine {
    /// `IP 10.0.0.1.80 > 10.0.0.2.4711: `, the ports where a transport has them at its start. Most lines begin so, and
    /// all of it is written into one piece of room.
    @inline(__always)
    @usableFromInline
    mutating func writeFlow(
        isIPv6: Bool, _ number: IPProtocol, _ transport: Span<UInt8>, source: (inout OutputSpan<UInt8>) -> Void,
        destination: (inout OutputSpan<UInt8>) -> Void
    ) {
        let hasPorts = (number == .tcp || number == .udp || number == .sctp) && transport.count >= 4
        if isColored { writeBold(isIPv6 ? "IP6" : "IP") }
        let isPlain = !isColored
        text.append(addingCapacity: 120) { output in
            if isPlain { if isIPv6 { output.append(word: "IP6") } else { output.append(word: "IP") } }
            output.append(UInt8(ascii: " "))
            source(&output)
            if hasPorts { output.append(port: transport.uint16(at: 0)) }
            output.append(word: " > ")
            destination(&output)
            if hasPorts { output.append(port: transport.uint16(at: 2)) }
            output.append(word: ": ")
        }
    }
}

extension OutputSpan where Element == UInt8 {
    @inline(__always)
    @_lifetime(self: copy self)
    fileprivate mutating func append(port: UInt16) {
        append(UInt8(ascii: "."))
        append(eightDigits: UInt32(port), atLeast: 1)
    }
}

extension IPv4Datagram: PacketLayer {
    public static let name = "ip"
    public static let announcements: [LayerAnnouncement] = [
        .linkType(.ipv4), .etherType(.ipv4), .ipProtocol(.ipv4), .pppProtocol(0x0021), .llc(0x06),
    ]

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        describe(into: &sink, at: context.offset)
    }

    @inlinable
    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        let isLater = fragmentOffset > 0
        summarizeFlow(into: &line, isLater ? .hopByHop : protocolNumber)
        if !isHeaderChecksumValid, !context.isQuoted { line.write("[bad IP checksum] ") }
        if isLater || moreFragments { summarizeFragment(into: &line) }
    }

    @usableFromInline
    func summarizeFlow(into line: inout SummaryLine, _ number: IPProtocol) {
        let (source, destination) = (source, destination)
        line.writeFlow(isIPv6: false, number, payload) {
            source.write(to: &$0)
        } destination: {
            destination.write(to: &$0)
        }
    }

    @usableFromInline
    func summarizeFragment(into line: inout SummaryLine) {
        line.write("fragment ")
        line.write(identification)
        line.write(" at ")
        line.write(fragmentOffset)
        line.write(moreFragments ? ", more follow: " : ", the last: ")
    }

    @inlinable
    public func next(_ context: inout LayerContext) -> NextLayer {
        context.addresses = pseudoHeader
        context.isWhole = fragmentOffset == 0 && !moreFragments && !isTruncated && !context.isQuoted
        let place = headerLength
        guard fragmentOffset == 0 else {
            context.carrier = protocolNumber.description
            return NextLayer(.data, at: place, byteCount: payload.count)
        }
        let kind = LayerKind(protocolNumber)
        if kind == .data { context.carrier = protocolNumber.description }
        return NextLayer(kind, at: place, byteCount: payload.count)
    }
}

extension IPv6Packet: PacketLayer {
    public static let name = "ipv6"
    public static let announcements: [LayerAnnouncement] = [
        .linkType(.ipv6), .etherType(.ipv6), .ipProtocol(.ipv6), .pppProtocol(0x0057),
    ]

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        describe(into: &sink, at: context.offset)
    }

    @inlinable
    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        let upper = upperLayer
        summarizeFlow(into: &line, upper.isLaterFragment ? .hopByHop : upper.protocolNumber, upper.payload)
        if nextHeader.isSkippableExtensionHeader { summarizeExtensions(into: &line) }
    }

    @usableFromInline
    func summarizeFlow(into line: inout SummaryLine, _ number: IPProtocol, _ transport: Span<UInt8>) {
        let (source, destination) = (source, destination)
        line.writeFlow(isIPv6: true, number, transport) {
            source.write(to: &$0)
        } destination: {
            destination.write(to: &$0)
        }
    }

    @usableFromInline
    func summarizeExtensions(into line: inout SummaryLine) {
        var headers = extensionHeaders
        while let header = headers.next() {
            line.write(header.kind)
            line.write(": ")
        }
    }

    @inlinable
    public func next(_ context: inout LayerContext) -> NextLayer {
        let upper = upperLayer
        context.addresses = PseudoHeader(source: .v6(source), destination: .v6(upper.finalDestination))
        context.isWhole = !isTruncated && !(upper.fragment?.isPartial ?? false) && !context.isQuoted
        var kind = upper.isLaterFragment ? .data : LayerKind(upper.protocolNumber)
        if upper.protocolNumber.isSkippableExtensionHeader { kind = .data }
        if kind == .data { context.carrier = upper.protocolNumber.description }
        return NextLayer(kind, at: IPv6Header.byteCount + upper.offset, byteCount: upper.payload.count)
    }
}

extension ICMPv4Message: PacketLayer {
    public static let name = "icmp"
    public static let announcements: [LayerAnnouncement] = [.ipProtocol(.icmp)]

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        describe(into: &sink, at: context.offset, isWhole: context.isWhole)
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        line.write(protocol: "ICMP")
        line.write(" ")
        line.write(kind.codeName ?? type.description)
        switch type {
        case .echoRequest, .echoReply:
            line.write(", id ")
            line.write(identifier)
            line.write(", seq ")
            line.write(sequenceNumber)
        default: break
        }
        if let nextHopMTU {
            line.write(", mtu ")
            line.write(nextHopMTU)
        }
        if let gateway {
            line.write(", by ")
            line.write(gateway)
        }
        line.write(", length ")
        line.write(bytes.count)
        if context.isWhole, !isChecksumValid { line.writeWarning("bad ICMP checksum") }
        if type.isError, !quoted.isEmpty { line.write(", about ") }
    }

    @inlinable
    public func next(_ context: inout LayerContext) -> NextLayer {
        context.carrier = ""
        guard type.isError else {
            let isEcho = type == .echoRequest || type == .echoReply
            return NextLayer(.data, at: Self.headerByteCount, byteCount: isEcho ? payload.count : 0)
        }
        context.isQuoted = true
        return NextLayer(.ip, at: Self.headerByteCount, byteCount: quoted.count)
    }
}

extension ICMPv6Message: PacketLayer {
    public static let name = "icmpv6"
    public static let announcements: [LayerAnnouncement] = [.ipProtocol(.icmpv6)]

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        describe(into: &sink, at: context.offset, pseudoHeader: context.checksumHeader)
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        line.write(protocol: "ICMP6")
        line.write(" ")
        line.write(kind.codeName ?? type.description)
        if type == .echoRequest || type == .echoReply {
            line.write(", id ")
            line.write(identifier)
            line.write(", seq ")
            line.write(sequenceNumber)
        }
        if let message = try? NeighborDiscoveryMessage(parsing: bytes), let target = message.target {
            line.write(type == .neighborSolicitation ? ", who has " : ", target ")
            line.write(target)
        }
        if let mtu {
            line.write(", mtu ")
            line.write(mtu)
        }
        line.write(", length ")
        line.write(bytes.count)
        if let header = context.checksumHeader, !isChecksumValid(header) { line.writeWarning("bad ICMPv6 checksum") }
        if type.isError, !quoted.isEmpty { line.write(", about ") }
    }

    @inlinable
    public func next(_ context: inout LayerContext) -> NextLayer {
        context.carrier = ""
        guard type.isError else {
            let isEcho = type == .echoRequest || type == .echoReply
            return NextLayer(.data, at: 8, byteCount: isEcho ? Swift.max(0, bytes.count - 8) : 0)
        }
        context.isQuoted = true
        return NextLayer(.ip, at: 8, byteCount: quoted.count)
    }
}
