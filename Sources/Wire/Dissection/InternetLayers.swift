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
        line.writeICMP(kind.codeName ?? type.description, echo: isEcho ? (identifier, sequenceNumber) : nil)
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

    @usableFromInline var isEcho: Bool { type == .echoRequest || type == .echoReply }

    @inlinable
    public func next(_ context: inout LayerContext) -> NextLayer {
        context.afterICMP(quoting: type.isError ? quoted.count : nil, payload: isEcho ? payload.count : 0)
    }
}

extension SummaryLine {
    /// ` Echo Request, id 163, seq 1`
    fileprivate mutating func writeICMP(_ name: String, echo: (identifier: UInt16, sequenceNumber: UInt16)?) {
        write(" ")
        write(name)
        guard let echo else { return }
        write(", id ")
        write(echo.identifier)
        write(", seq ")
        write(echo.sequenceNumber)
    }
}

extension LayerContext {
    /// What stands behind the 8 bytes that all messages of ICMP begin with: the packet that an error quotes, or data.
    @usableFromInline
    mutating func afterICMP(quoting quoted: Int?, payload: Int) -> NextLayer {
        carrier = .none
        guard let quoted else { return NextLayer(.data, at: 8, byteCount: payload) }
        isQuoted = true
        return NextLayer(.ip, at: 8, byteCount: quoted)
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
        line.writeICMP(kind.codeName ?? type.description, echo: isEcho ? (identifier, sequenceNumber) : nil)
        if !isEcho, !type.isError, let message = try? NeighborDiscoveryMessage(parsing: bytes),
            let target = message.target
        {
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

    @usableFromInline var isEcho: Bool { type == .echoRequest || type == .echoReply }

    @inlinable
    public func next(_ context: inout LayerContext) -> NextLayer {
        context.afterICMP(
            quoting: type.isError ? quoted.count : nil, payload: isEcho ? Swift.max(0, bytes.count - 8) : 0)
    }
}
