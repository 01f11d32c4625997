import Wire

@testable import Reports

/// Packets to ask filters about, by name.
enum FilterScene {
    static let names = ["syn", "answer", "udp6", "arp", "error"]

    /// 192.0.2.1:40000 to 10.1.2.3:443, TTL 5, SYN, MSS 1460.
    static let syn = ipv4(from: 0xC000_0201, to: 0x0A01_0203, ttl: 5, .tcp) { pseudoHeader in
        let options: [TCPOption] = [.maximumSegmentSize(1460)]
        let header = TCPHeader(
            sourcePort: 40_000, destinationPort: 443, sequenceNumber: 7, flags: .syn, window: 64_240, options: options)
        return bytes(header.byteCount) { header.serialize(into: &$0, payload: Span(), pseudoHeader: pseudoHeader) }
    }

    /// 10.1.2.3:443 to 192.0.2.1:40000, TTL 64, SYN and ACK, five bytes of payload: "\u{0}AbC\n".
    static let answer = ipv4(from: 0x0A01_0203, to: 0xC000_0201, ttl: 64, .tcp) { pseudoHeader in
        let payload: [UInt8] = [0, 0x41, 0x62, 0x43, 10]
        let header = TCPHeader(
            sourcePort: 443, destinationPort: 40_000, sequenceNumber: 9, acknowledgmentNumber: 8, flags: [.syn, .ack],
            window: 1000)
        return bytes(header.byteCount + payload.count) {
            header.serialize(into: &$0, payload: payload.span, pseudoHeader: pseudoHeader)
        }
    }

    /// fe80::1 to ff02::fb, UDP from 5000 to 5001, "GET /index".
    static let udp6: [UInt8] = {
        let source = IPv6Address(rawValue: 0xFE80 << 112 | 1)
        let destination = IPv6Address(rawValue: 0xFF02 << 112 | 0xFB)
        let payload = Array("GET /index".utf8)
        var header = IPv6Header(nextHeader: .udp, source: source, destination: destination)
        header.hopLimit = 255
        return ethernet(.ipv6)
            + bytes(48 + payload.count) { output in
                header.serialize(into: &output, payloadLength: 8 + payload.count)
                UDPHeader(sourcePort: 5000, destinationPort: 5001).serialize(
                    into: &output, payload: payload.span,
                    pseudoHeader: .ipv6(source: source, destination: destination))
            }
    }()

    /// Who has 10.0.0.2, in VLAN 163.
    static let arp =
        ethernet(.vlan) + [0x00, 0xA3, 0x08, 0x06]
        + [0, 1, 8, 0, 6, 4, 0, 1, 2, 0, 0, 0, 0, 1, 10, 0, 0, 1, 0, 0, 0, 0, 0, 0, 10, 0, 0, 2]

    /// Time exceeded at an interface that is called "uplink.163", about a datagram of 128 bytes to 10.9.9.9.
    static let error = ipv4(from: 0xC633_6401, to: 0xC000_0201, ttl: 60, .icmp) { _ in
        var quote: [UInt8] = [0x45, 0, 0, 200, 0, 1, 0, 0, 1, 17, 0, 0, 192, 0, 2, 1, 10, 9, 9, 9]
        quote += [UInt8](repeating: 0, count: 128 - quote.count)
        let name = [12] + Array("uplink.163".utf8) + [0]
        let object: [UInt8] = [0, UInt8(4 + name.count), 2, 0x02]
        return [11, 0, 0, 0, 0, 32, 0, 0] + quote + [0x20, 0, 0, 0] + object + name
    }

    static func packet(_ name: String) -> [UInt8] {
        switch name {
        case "syn": syn
        case "answer": answer
        case "udp6": udp6
        case "arp": arp
        default: error
        }
    }

    /// The names of the packets that a filter lets through. The packets are numbered from 1, and one second apart from
    /// 2024-05-01 12:00:00 UTC on.
    static func matches(_ expression: String) throws(DisplayFilterError) -> [String] {
        var matcher = DisplayFilterMatcher(try DisplayFilter(expression))
        var found: [String] = []
        for (index, name) in names.enumerated() {
            let frame = packet(name)
            let facts = PacketFacts(
                number: index + 1, time: 1_714_564_800_000_000_000 + Int64(index) * 1_000_000_000,
                length: frame.count, capturedLength: frame.count, interface: 0)
            if matcher.matches(facts, frame.span, PacketWalk(LinkType.ethernet)) { found.append(name) }
        }
        return found
    }

    private static func bytes(_ count: Int, _ write: (inout OutputSpan<UInt8>) -> Void) -> [UInt8] {
        [UInt8](capacity: count) { output in write(&output) }
    }

    private static func ethernet(_ type: EtherType) -> [UInt8] {
        let header = EthernetHeader(
            destination: MACAddress(rawValue: 0x0200_0000_0002), source: MACAddress(rawValue: 0x0200_0000_0001),
            etherType: type)
        return bytes(EthernetHeader.byteCount) { header.serialize(into: &$0) }
    }

    private static func ipv4(
        from source: UInt32, to destination: UInt32, ttl: UInt8, _ number: IPProtocol,
        _ payload: (PseudoHeader) -> [UInt8]
    ) -> [UInt8] {
        let (source, destination) = (IPv4Address(rawValue: source), IPv4Address(rawValue: destination))
        var header = IPv4Header(protocolNumber: number, source: source, destination: destination)
        header.timeToLive = ttl
        let inner = payload(.ipv4(source: source, destination: destination))
        let outer = bytes(header.byteCount) { header.serialize(into: &$0, payloadLength: inner.count) }
        return ethernet(.ipv4) + outer + inner
    }
}
