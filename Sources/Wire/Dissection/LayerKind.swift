/// Every protocol that the walk reads: a case, and its line in ``visit(_:_:_:)``.
public enum LayerKind: UInt8, CaseIterable, Sendable {
    case data
    case ethernet, vlan, arp, ip
    case ipv4, ipv6, icmp, icmpv6
    case udp, tcp
    case dns, dnsStream, mdns, llmnr
    case llc, linuxCooked, linuxCooked2, null, loop
    case ppp, lcp, ipcp, ipv6cp, ccp, pap, chap
    case tls
    case dhcp, dhcpv6
    case gre, erspan, esp, ah, udpEncapsulation, etherIP
    case wlan, radiotap
    case igmp, vrrp, sctp
    case stp, slow, lacp, lldp, cdp
    case mpls, pseudowire, vxlan, geneve, pppoeSession, pppoeDiscovery
    case http
    case ntp
    case tftp
    case syslog
    case ssh
    case wakeOnLAN
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
        case .dns: try visitor.visit(DNSDatagram<UnicastDNS>.self, bytes, &context)
        case .dnsStream: try visitor.visit(DNSStreamSegment.self, bytes, &context)
        case .mdns: try visitor.visit(DNSDatagram<MulticastDNS>.self, bytes, &context)
        case .llmnr: try visitor.visit(DNSDatagram<LLMNR>.self, bytes, &context)
        case .llc: try visitor.visit(LLCFrame.self, bytes, &context)
        case .linuxCooked: try visitor.visit(LinuxCookedFrame.self, bytes, &context)
        case .linuxCooked2: try visitor.visit(LinuxCookedFrame2.self, bytes, &context)
        case .null: try visitor.visit(NullFrame.self, bytes, &context)
        case .loop: try visitor.visit(LoopFrame.self, bytes, &context)
        case .ppp: try visitor.visit(PPPFrame.self, bytes, &context)
        case .lcp: try visitor.visit(PPPControlPacket<LCP>.self, bytes, &context)
        case .ipcp: try visitor.visit(PPPControlPacket<IPCP>.self, bytes, &context)
        case .ipv6cp: try visitor.visit(PPPControlPacket<IPv6CP>.self, bytes, &context)
        case .ccp: try visitor.visit(PPPControlPacket<CCP>.self, bytes, &context)
        case .pap: try visitor.visit(PPPControlPacket<PAP>.self, bytes, &context)
        case .chap: try visitor.visit(PPPControlPacket<CHAP>.self, bytes, &context)
        case .tls: try visitor.visit(TLSRecords.self, bytes, &context)
        case .dhcp: try visitor.visit(DHCPPacket.self, bytes, &context)
        case .dhcpv6: try visitor.visit(DHCPv6Packet.self, bytes, &context)
        case .gre: try visitor.visit(GREPacket.self, bytes, &context)
        case .erspan: try visitor.visit(ERSPANFrame.self, bytes, &context)
        case .esp: try visitor.visit(EncapsulatingSecurityPayload.self, bytes, &context)
        case .ah: try visitor.visit(AuthenticationHeader.self, bytes, &context)
        case .udpEncapsulation: try visitor.visit(UDPEncapsulation.self, bytes, &context)
        case .etherIP: try visitor.visit(EtherIPPacket.self, bytes, &context)
        case .wlan: try visitor.visit(WirelessFrame.self, bytes, &context)
        case .radiotap: try visitor.visit(RadiotapFrame.self, bytes, &context)
        case .igmp: try visitor.visit(IGMPMessage.self, bytes, &context)
        case .vrrp: try visitor.visit(VRRPAdvertisement.self, bytes, &context)
        case .sctp: try visitor.visit(SCTPPacket.self, bytes, &context)
        case .stp: try visitor.visit(BridgeProtocolDataUnit.self, bytes, &context)
        case .slow: try visitor.visit(SlowProtocolFrame.self, bytes, &context)
        case .lacp: try visitor.visit(LinkAggregationFrame.self, bytes, &context)
        case .lldp: try visitor.visit(LLDPFrame.self, bytes, &context)
        case .cdp: try visitor.visit(CDPPacket.self, bytes, &context)
        case .mpls: try visitor.visit(MPLSFrame.self, bytes, &context)
        case .pseudowire: try visitor.visit(EthernetPseudowire.self, bytes, &context)
        case .vxlan: try visitor.visit(VXLANPacket.self, bytes, &context)
        case .geneve: try visitor.visit(GenevePacket.self, bytes, &context)
        case .pppoeSession: try visitor.visit(PPPoESession.self, bytes, &context)
        case .pppoeDiscovery: try visitor.visit(PPPoEDiscovery.self, bytes, &context)
        case .http: try visitor.visit(HTTPMessage.self, bytes, &context)
        case .ntp: try visitor.visit(NTPPacket.self, bytes, &context)
        case .tftp: try visitor.visit(TFTPPacket.self, bytes, &context)
        case .syslog: try visitor.visit(SyslogMessage.self, bytes, &context)
        case .ssh: try visitor.visit(SSHStream.self, bytes, &context)
        case .wakeOnLAN: try visitor.visit(WakeOnLAN.self, bytes, &context)
        }
    }
}
