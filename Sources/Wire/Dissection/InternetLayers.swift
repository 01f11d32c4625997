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
    /// `10.0.0.1.80 > 10.0.0.2.4711: `, the ports where a transport has them at its start.
    @usableFromInline
    mutating func writeFlow(
        from source: IPAddress, to destination: IPAddress, _ number: IPProtocol, _ transport: Span<UInt8>
    ) {
        let hasPorts = (number == .tcp || number == .udp || number == .sctp) && transport.count >= 4
        write(host: source)
        if hasPorts { write(port: transport.uint16(at: 0)) }
        write(" > ")
        write(host: destination)
        if hasPorts { write(port: transport.uint16(at: 2)) }
        write(": ")
    }

    @inline(__always)
    private mutating func write(port: UInt16) {
        write(".")
        write(port)
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
        line.write(protocol: "IP")
        line.write(" ")
        let number = isLater ? .hopByHop : protocolNumber
        line.writeFlow(from: .v4(source), to: .v4(destination), number, payload)
        if !isHeaderChecksumValid, !context.isQuoted { line.write("[bad IP checksum] ") }
        if isLater || moreFragments { summarizeFragment(into: &line) }
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
            context.carrier = .ipProtocol(protocolNumber)
            return NextLayer(.data, at: place, byteCount: payload.count)
        }
        let kind = LayerKind(protocolNumber)
        if kind == .data { context.carrier = .ipProtocol(protocolNumber) }
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
        line.write(protocol: "IP6")
        line.write(" ")
        let number = upper.isLaterFragment ? .hopByHop : upper.protocolNumber
        line.writeFlow(from: .v6(source), to: .v6(destination), number, upper.payload)
        if nextHeader.isSkippableExtensionHeader { summarizeExtensions(into: &line) }
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
        if kind == .data { context.carrier = .ipProtocol(upper.protocolNumber) }
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
        context.carrier = .none
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
        context.carrier = .none
        guard type.isError else {
            let isEcho = type == .echoRequest || type == .echoReply
            return NextLayer(.data, at: 8, byteCount: isEcho ? Swift.max(0, bytes.count - 8) : 0)
        }
        context.isQuoted = true
        return NextLayer(.ip, at: 8, byteCount: quoted.count)
    }
}
