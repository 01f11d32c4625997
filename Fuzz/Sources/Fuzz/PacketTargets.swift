import Wire

/// Packets of either family: as they come off the wire, and as errors quote them.
enum PacketTargets {
    static func quoted(_ bytes: Span<UInt8>) {
        guard let quote = try? QuotedPacket(parsing: bytes) else { return }
        use((quote.source.description, quote.destination.description))
        use((quote.timeToLive, quote.totalLength, quote.identification, quote.isLaterFragment))
        use(assigned: quote.protocolNumber)
        use(assigned: quote.dscp)
        use(assigned: quote.ecn)
        use(quote.transport)
        check(quote.isIPv6 == quote.destination.isIPv6, "both addresses are of one family")
        check(
            quote.transport.isEmpty || quote.transportOffset + quote.transport.count <= bytes.count,
            "the transport lies in the quote")
        // A whole packet is read alike by the strict codec.
        guard let packet = try? NetworkPacket(parsing: bytes) else { return }
        check(
            quote.source == packet.source && quote.destination == packet.destination
                && quote.timeToLive == packet.timeToLive, "a quote is read as a packet is")
    }

    /// Everything that people are told of a frame.
    static func frame(_ bytes: Span<UInt8>) {
        for type in [LinkType.ethernet, .raw] {
            ConsumingSink.describe(bytes.count, at: 0) { PacketWalk(type).describe(bytes, into: &$0) }
        }
    }

    /// The whole way down: network layer, transport, and what errors quote.
    static func network(_ bytes: Span<UInt8>) {
        guard let packet = try? NetworkPacket(parsing: bytes) else { return }
        use((packet.source.description, packet.destination.description, packet.timeToLive))
        use(assigned: packet.protocolNumber)
        use(packet.transport)
        check(packet.transportOffset + packet.transport.count <= bytes.count, "the transport lies in the packet")
        guard let pseudoHeader = PseudoHeader(source: packet.source, destination: packet.destination) else {
            fatalError("both addresses are of one family")
        }
        let count = packet.transport.count
        if packet.isLaterFragment { return }
        switch packet.protocolNumber {
        case .udp:
            guard let datagram = try? UDPDatagram(parsing: packet.transport) else { return }
            ConsumingSink.describe(count) { datagram.describe(into: &$0, at: place, pseudoHeader: pseudoHeader) }
        case .tcp:
            guard let segment = try? TCPSegment(parsing: packet.transport) else { return }
            ConsumingSink.describe(count) { segment.describe(into: &$0, at: place, pseudoHeader: pseudoHeader) }
        case .icmp:
            guard let message = try? ICMPv4Message(parsing: packet.transport) else { return }
            ConsumingSink.describe(count) { message.describe(into: &$0, at: place) }
            quoted(message.quoted)
        case .icmpv6:
            guard let message = try? ICMPv6Message(parsing: packet.transport) else { return }
            ConsumingSink.describe(count) { message.describe(into: &$0, at: place, pseudoHeader: pseudoHeader) }
            quoted(message.quoted)
        default: break
        }
    }
}
