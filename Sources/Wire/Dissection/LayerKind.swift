/// Every protocol that the walk reads: a case, and its line in ``visit(_:_:_:)``.
public enum LayerKind: UInt8, CaseIterable, Sendable {
    case data
    case ethernet, vlan, arp, ip
    case ipv4, ipv6, icmp, icmpv6
    case udp, tcp
    case tls
    case http
    case ntp
    case tftp
    case syslog
    case ssh
}

/// Whoever does something with each layer of a packet.
public protocol LayerVisitor: ~Copyable {
    mutating func visit<Layer: PacketLayer & ~Escapable>(
        _ layer: Layer.Type, _ bytes: Span<UInt8>, _ context: inout LayerContext
    ) throws(WireError) -> NextLayer
}

extension LayerKind {
    /// Has `visitor` visit the type that reads this protocol. Spelled out, so that every call is specialised.
    @inlinable
    func visit<Visitor: LayerVisitor & ~Copyable>(
        _ visitor: inout Visitor, _ bytes: Span<UInt8>, _ context: inout LayerContext
    ) throws(WireError) -> NextLayer {
        switch self {
        case .data: try visitor.visit(OpaqueData.self, bytes, &context)
        case .ethernet: try visitor.visit(EthernetFrame.self, bytes, &context)
        case .vlan: try visitor.visit(VLANTaggedPayload.self, bytes, &context)
        case .arp: try visitor.visit(ARPPacket.self, bytes, &context)
        case .ip: try visitor.visit(RawIP.self, bytes, &context)
        case .ipv4: try visitor.visit(IPv4Datagram.self, bytes, &context)
        case .ipv6: try visitor.visit(IPv6Packet.self, bytes, &context)
        case .icmp: try visitor.visit(ICMPv4Message.self, bytes, &context)
        case .icmpv6: try visitor.visit(ICMPv6Message.self, bytes, &context)
        case .udp: try visitor.visit(UDPDatagram.self, bytes, &context)
        case .tcp: try visitor.visit(TCPSegment.self, bytes, &context)
        case .tls: try visitor.visit(TLSRecords.self, bytes, &context)
        case .http: try visitor.visit(HTTPMessage.self, bytes, &context)
        case .ntp: try visitor.visit(NTPPacket.self, bytes, &context)
        case .tftp: try visitor.visit(TFTPPacket.self, bytes, &context)
        case .syslog: try visitor.visit(SyslogMessage.self, bytes, &context)
        case .ssh: try visitor.visit(SSHStream.self, bytes, &context)
        }
    }
}
