import Probes
import Wire

/// A probe as the network sees it, and the packets that may come back.
struct SentProbe {
    static let firstIdentifier: UInt16 = 40_000
    /// Where we send from.
    static let source4 = IPAddress.v4(IPv4Address(rawValue: 0xC000_0201))
    static let source6 = IPAddress.v6(IPv6Address(rawValue: 0x2001_0DB8 << 96 | 1))
    static let router4 = IPAddress.v4(IPv4Address(rawValue: 0xC000_02FE))
    static let router6 = IPAddress.v6(IPv6Address(rawValue: 0x2001_0DB8 << 96 | 0xFE))

    let probe: PingProbe
    let source: IPAddress
    let destination: IPAddress
    let number: IPProtocol
    /// From the transport layer on, with the UDP header that the system would write.
    let bytes: [UInt8]

    init(_ probe: PingProbe, _ written: [UInt8], _ method: PingMethod) {
        self.probe = probe
        destination = probe.endpoint.address
        source = destination.isIPv6 ? Self.source6 : Self.source4
        switch method {
        case .echo, .timestamp:
            number = destination.isIPv6 ? .icmpv6 : .icmp
            bytes = written
        case .tcp:
            number = .tcp
            bytes = written
        case .udp(let port):
            number = .udp
            let header = UDPHeader(sourcePort: Self.firstIdentifier + UInt16(probe.lane), destinationPort: port)
            bytes = Self.datagram(header, written, source, destination)
        }
    }

    private static func datagram(
        _ header: UDPHeader, _ payload: [UInt8], _ source: IPAddress, _ destination: IPAddress
    ) -> [UInt8] {
        guard let pseudoHeader = PseudoHeader(source: source, destination: destination) else { return [] }
        return serialized(UDPHeader.byteCount + payload.count) { output in
            header.serialize(into: &output, payload: payload.span, pseudoHeader: pseudoHeader)
        }
    }

    /// The header that stands before the transport layer of a packet from `source` to `destination`.
    static func networkHeader(
        _ source: IPAddress, _ destination: IPAddress, _ number: IPProtocol, _ byteCount: Int,
        options: [IPv4Option] = []
    ) -> [UInt8] {
        switch (source, destination) {
        case (.v4(let source), .v4(let destination)):
            var header = IPv4Header(protocolNumber: number, source: source, destination: destination)
            header.options = options
            return serialized(header.byteCount) { header.serialize(into: &$0, payloadLength: byteCount) }
        case (.v6(let source), .v6(let destination)):
            let header = IPv6Header(nextHeader: number, source: source, destination: destination)
            return serialized(IPv6Header.byteCount) { header.serialize(into: &$0, payloadLength: byteCount) }
        default: return []
        }
    }

    /// The right answer. An echo reply is the request with another type.
    func reply(isClosed: Bool) -> [UInt8] {
        switch number {
        case .tcp:
            guard bytes.count >= 20, let pseudoHeader = PseudoHeader(source: destination, destination: source) else {
                return bytes
            }
            let header = TCPHeader(
                sourcePort: bytes.span.uint16(at: 2), destinationPort: bytes.span.uint16(at: 0), sequenceNumber: 1,
                acknowledgmentNumber: bytes.span.uint32(at: 4) &+ 1, flags: isClosed ? [.reset, .ack] : [.syn, .ack],
                window: 0)
            return serialized(20) { output in
                header.serialize(into: &output, payload: [UInt8]().span, pseudoHeader: pseudoHeader)
            }
        case .udp:
            let header = UDPHeader(sourcePort: bytes.span.uint16(at: 2), destinationPort: bytes.span.uint16(at: 0))
            return Self.datagram(header, Array(bytes.dropFirst(8)), destination, source)
        default:
            var reply = bytes
            reply[0] = destination.isIPv6 ? 129 : reply[0] == 13 ? 14 : 0
            reply.fillICMPChecksum(from: destination, to: source)
            return reply
        }
    }

    /// A router's error, which quotes the probe.
    func error(type: UInt8, code: UInt8, detail: UInt32, hasLabels: Bool) -> [UInt8] {
        let quote = Self.networkHeader(source, destination, number, bytes.count) + bytes
        let labels: [ICMPExtension] = hasLabels ? [.mplsLabelStack([MPLSLabelStackEntry(rawValue: detail)])] : []
        guard destination.isIPv6 else {
            let details: [ICMPv4Error.Detail] = [.none, .nextHopMTU(UInt16(truncatingIfNeeded: detail)), .pointer(20)]
            let error = ICMPv4Error(
                type: ICMPv4Type(rawValue: type), code: code, detail: details[Int(detail % 3)], extensions: labels)
            return serialized(error.byteCount(quoting: quote.count)) { error.serialize(into: &$0, quoting: quote.span) }
        }
        let pseudoHeader = PseudoHeader(source: Self.router6, destination: source)
        if type == ICMPv6Type.redirect.rawValue, case .v6(let target) = destination {
            let redirect = NeighborDiscovery(
                .redirect(target: target, destination: target), options: [.redirectedHeader(quote)])
            return serialized(redirect.byteCount) { redirect.serialize(into: &$0, pseudoHeader: pseudoHeader) }
        }
        let error = ICMPv6Error(
            type: ICMPv6Type(rawValue: type), code: code, detail: type == 2 ? .mtu(detail) : .none, extensions: labels)
        return serialized(error.byteCount(quoting: quote.count)) { output in
            error.serialize(into: &output, quoting: quote.span, pseudoHeader: pseudoHeader)
        }
    }
}

extension [UInt8] {
    /// Fills in the checksum of an ICMP message of either family.
    fileprivate mutating func fillICMPChecksum(from source: IPAddress, to destination: IPAddress) {
        (self[2], self[3]) = (0, 0)
        var sum = InternetChecksum()
        if source.isIPv6, let pseudoHeader = PseudoHeader(source: source, destination: destination) {
            sum = pseudoHeader.checksum(protocol: IPProtocol.icmpv6.rawValue, length: count)
        }
        sum.add(span)
        self[2] = UInt8(sum.value >> 8)
        self[3] = UInt8(sum.value & 0xFF)
    }
}
