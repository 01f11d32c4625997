import Wire

/// What a frame says of a neighbour: which address has which MAC address, and how it says so.
public struct NeighborSighting: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        case request, reply
        case reverseRequest = "reverse request"
        case reverseReply = "reverse reply"
        case solicitation, advertisement
        case echoReply = "echo reply"
        case listenerReport = "listener report"
        /// No frame at all: what the system knew already.
        case table = "neighbour table"
    }

    public var kind: Kind
    /// Whom the frame tells of: ARP's sender, the target of an advertisement, else the sender of the packet.
    public var address: IPAddress
    /// The MAC address it is said to have; of a packet that does not say, the frame's.
    public var mac: MACAddress
    /// Whom a question is about, and of ARP also whom an answer is for.
    public var target: IPAddress?
    public var targetMAC: MACAddress?
    public var frameSource: MACAddress
    public var frameDestination: MACAddress
    public var flags: NeighborAdvertisementFlags?
    public var options: [NeighborOption] = []
    /// Identifiers of VLANs, from outside in.
    public var vlans: [UInt16] = []
    /// Whether the packet came in SNAP, as IEEE 802 frames have it (RFC 1042).
    public var isSNAP = false
    /// Of an echo reply: identifier and sequence.
    public var echo: (identifier: UInt16, sequence: UInt16)? {
        echoNumbers.map { (UInt16($0 >> 16), UInt16(truncatingIfNeeded: $0)) }
    }
    private var echoNumbers: UInt32?
    /// Bytes behind the message that are not all zero.
    public var padding: [UInt8] = []

    /// A conversation about an address that nobody has yet: asked from nobody (RFC 5227, RFC 4862 section 5.4).
    public var isProbe: Bool {
        switch (kind, address) {
        case (.request, .v4(.any)), (.solicitation, .v6(.any)): true
        default: false
        }
    }

    /// What the system's neighbour table says.
    public init(known address: IPAddress, mac: MACAddress) {
        kind = .table
        (self.address, self.mac) = (address, mac)
        (frameSource, frameDestination) = (mac, .zero)
    }

    /// Reads a frame of Ethernet; nil for one that says nothing of a neighbour, or says it wrongly.
    public init?(_ packet: borrowing LinkPacket) {
        let header = packet.linkHeader
        guard header.count >= EthernetHeader.byteCount else { return nil }
        var vlans = packet.tag.map { [$0 & 0xFFF] } ?? []
        var type = EtherType(rawValue: header.uint16(at: 12))
        var rest = packet.bytes
        while type == .vlan || type == .qinq, vlans.count < LinkLayer.maximumTagCount,
            let tagged = try? VLANTaggedPayload(parsing: rest)
        {
            vlans.append(tagged.identifier)
            type = tagged.etherType
            rest = tagged.payload
        }
        var isSNAP = false
        if type.isLengthField, rest.count >= 8, rest.uint16(at: 0) == 0xAAAA, rest[2] == 3,
            rest[3] == 0, rest.uint16(at: 4) == 0
        {
            isSNAP = true
            type = EtherType(rawValue: rest.uint16(at: 6))
            rest = rest.suffix(from: 8)
        }
        let frame = (header.macAddress(at: 6), header.macAddress(at: 0))
        switch type {
        case .arp, .rarp:
            guard let message = (try? ARPPacket(parsing: rest))?.message else { return nil }
            self.init(message, source: frame.0, destination: frame.1)
            let behind = rest.suffix(from: ARPMessage.byteCount)
            if (0..<behind.count).contains(where: { behind[$0] != 0 }) { padding = [UInt8](copying: behind) }
        case .ipv6:
            guard let network = try? NetworkPacket(parsing: rest) else { return nil }
            self.init(network, source: frame.0, destination: frame.1)
        default: return nil
        }
        self.vlans = vlans
        self.isSNAP = isSNAP
    }

    private init?(_ message: ARPMessage, source: MACAddress, destination: MACAddress) {
        switch message.opcode {
        case .request: kind = .request
        case .reply: kind = .reply
        case .reverseRequest: kind = .reverseRequest
        case .reverseReply: kind = .reverseReply
        default: return nil
        }
        // A reverse answer tells its asker who he is, and so of the target.
        address = .v4(kind == .reverseReply ? message.targetProtocol : message.senderProtocol)
        mac = kind == .reverseReply ? message.targetHardware : message.senderHardware
        target = .v4(kind == .reverseReply ? message.senderProtocol : message.targetProtocol)
        targetMAC = kind == .reverseReply ? message.senderHardware : message.targetHardware
        (frameSource, frameDestination) = (source, destination)
    }

    /// Of neighbour discovery only what nobody can have sent from behind a router is believed: hop limit 255 (RFC 4861
    /// section 7.1), and a checksum that fits.
    private init?(_ network: NetworkPacket, source: MACAddress, destination: MACAddress) {
        guard network.protocolNumber == .icmpv6, case .v6(let sender) = network.source,
            case .v6(let receiver) = network.destination, network.transport.count >= 4
        else { return nil }
        let message = network.transport
        var checksum = PseudoHeader.ipv6(source: sender, destination: receiver).checksum(
            protocol: IPProtocol.icmpv6.rawValue, length: message.count)
        checksum.add(message)
        guard checksum.value == 0 else { return nil }
        (address, mac) = (.v6(sender), source)
        (frameSource, frameDestination) = (source, destination)
        switch ICMPv6Type(rawValue: message[0]) {
        case .echoReply:
            guard message.count >= 8 else { return nil }
            kind = .echoReply
            echoNumbers = UInt32(message.uint16(at: 4)) << 16 | UInt32(message.uint16(at: 6))
        case .multicastListenerReport, .multicastListenerReportV2: kind = .listenerReport
        case .neighborSolicitation, .neighborAdvertisement:
            guard network.timeToLive == 255, let discovery = try? NeighborDiscovery(parsing: message) else {
                return nil
            }
            options = discovery.options
            switch discovery.message {
            case .neighborAdvertisement(let target, let flags):
                kind = .advertisement
                address = .v6(target)
                self.flags = flags
            case .neighborSolicitation(let target):
                kind = .solicitation
                self.target = .v6(target)
            default: return nil
            }
            for option in discovery.options {
                switch option {
                case .targetLinkLayerAddress(let own) where kind == .advertisement: mac = own
                case .sourceLinkLayerAddress(let own) where kind == .solicitation: mac = own
                default: break
                }
            }
        default: return nil
        }
    }
}
