import Wire

/// What one message on a link says of who has an address: that somebody has it, or would like to.
public struct LinkSighting: Hashable, Sendable {
    /// What said so.
    public enum Message: String, Hashable, Sendable {
        case request, reply, reverseReply = "reverse reply"
        /// ARP about the sender's own address (RFC 5227 section 2.3), or an advertisement that nobody asked for.
        case gratuitous
        case solicitation, advertisement, redirect
        case routerSolicitation = "router solicitation"
        case routerAdvertisement = "router advertisement"
        /// The question whether an address is free (RFC 5227 section 2.1.1, RFC 4862 section 5.4).
        case probe
        /// The kernel's table of neighbours.
        case table
    }

    /// Nanoseconds since 1970 UTC.
    public var time: Nanoseconds
    /// The name of the interface on which it was seen.
    public var interface: String
    /// The outermost tag that the interface showed; nil where there was none, or one with a priority alone.
    public var vlan: UInt16?
    public var address: IPAddress
    public var mac: MACAddress
    /// Who sent the frame; nil where there was none.
    public var frameSource: MACAddress?
    public var message: Message

    public init(
        _ address: IPAddress, at mac: MACAddress, by message: Message, on interface: String, vlan: UInt16? = nil,
        frameSource: MACAddress? = nil, time: Nanoseconds
    ) {
        (self.address, self.mac, self.message) = (address, mac, message)
        (self.interface, self.vlan, self.frameSource, self.time) = (interface, vlan, frameSource, time)
    }
}

// Reading frames. What a kernel would not believe is not a claim: neighbour discovery that came by a router, with an
// option without length, or without the link-layer address that it is about.
extension LinkSighting {
    /// Nil for a frame that says nothing of the kind, or is damaged.
    public init?(frame: Span<UInt8>, on interface: String, time: Nanoseconds) {
        guard let link = try? LinkLayer(parsing: frame, as: .ethernet), let source = link.source else { return nil }
        let tag = link.tag(at: 0)?.identifier
        let found: (IPAddress, MACAddress, Message)?
        switch link.etherType {
        case .arp, .rarp: found = Self.claim(inARP: link.payload)
        case .ipv6: found = Self.claim(inIPv6: link.payload, from: source)
        default: found = nil
        }
        guard let (address, mac, message) = found, mac != .zero else { return nil }
        self.init(
            address, at: mac, by: message, on: interface, vlan: tag == 0 ? nil : tag, frameSource: source, time: time)
    }

    private static func claim(inARP bytes: Span<UInt8>) -> (IPAddress, MACAddress, Message)? {
        guard let message = (try? ARPPacket(parsing: bytes))?.message else { return nil }
        if message.isProbe { return (.v4(message.targetProtocol), message.senderHardware, .probe) }
        guard message.senderProtocol != .any else { return nil }
        let kind: Message
        switch message.opcode {
        case .request, .reply:
            kind = message.isGratuitous ? .gratuitous : message.opcode == .request ? .request : .reply
        case .reverseReply: kind = .reverseReply
        default: return nil
        }
        return (.v4(message.senderProtocol), message.senderHardware, kind)
    }

    private static func claim(
        inIPv6 bytes: Span<UInt8>, from source: MACAddress
    ) -> (IPAddress, MACAddress, Message)? {
        guard let packet = try? NetworkPacket(parsing: bytes), packet.protocolNumber == .icmpv6,
            packet.timeToLive == 255, !packet.isLaterFragment, case .v6(let sender) = packet.source,
            let message = try? NeighborDiscoveryMessage(parsing: packet.transport), message.code == 0
        else { return nil }
        var options = LinkLayerOptions()
        guard options.read(message) else { return nil }
        let target = message.target ?? .any
        switch message.type {
        case .neighborSolicitation:
            if sender == .any { return (.v6(target), source, .probe) }
            return options.source.map { (.v6(sender), $0, .solicitation) }
        case .neighborAdvertisement:
            // Only an answer to one host may leave the option out.
            let isForAll = packet.destination.isMulticast
            return (.v6(target), options.target ?? source, isForAll ? .gratuitous : .advertisement)
        case .redirect: return options.target.map { (.v6(target), $0, .redirect) }
        case .routerSolicitation where sender != .any:
            return options.source.map { (.v6(sender), $0, .routerSolicitation) }
        case .routerAdvertisement: return options.source.map { (.v6(sender), $0, .routerAdvertisement) }
        default: return nil
        }
    }
}

/// The link-layer addresses that a message of neighbour discovery tells; of several of a kind the first.
private struct LinkLayerOptions {
    var source: MACAddress?
    var target: MACAddress?

    /// False where an option is damaged: then the whole message is void (RFC 4861 section 4.6).
    mutating func read(_ message: borrowing NeighborDiscoveryMessage) -> Bool {
        var walk = message.options
        do {
            while let option = try walk.next() {
                guard option.byteCount == 8 else { continue }
                if option.type == .sourceLinkLayerAddress, source == nil { source = option.payload.macAddress(at: 0) }
                if option.type == .targetLinkLayerAddress, target == nil { target = option.payload.macAddress(at: 0) }
            }
            return true
        } catch {
            return false
        }
    }
}
