import Wire

/// The frame by which a neighbour is asked for its MAC address, or told of ours: ARP for IPv4, neighbour discovery for
/// IPv6.
public struct NeighborProbe: Hashable, Sendable {
    /// What the frame is to do.
    public enum Purpose: Hashable, Sendable {
        case ask
        /// Tells all of an address that is ours: as a request, or as an answer that nobody asked for.
        case announce(asReply: Bool)
    }

    public var purpose = Purpose.ask
    /// The MAC address that the frame comes from.
    public var frameSource: MACAddress
    /// The address that asks; "any" asks for one that nobody should have.
    public var source: IPAddress
    /// From outside in. What they say of the type is not looked at.
    public var tags: [VLANTag] = []
    /// In SNAP, as IEEE 802 frames have it (RFC 1042).
    public var usesSNAP = false
    /// What follows the message.
    public var padding: [UInt8] = []
    /// ARP's fields where they are to be other than they should be.
    public var fields = ARPFields()

    /// The longest frame there can be without what is padded: Ethernet, two tags, IPv6 and a solicitation.
    public static let longestByteCount = 128

    public init(frameSource: MACAddress, source: IPAddress) {
        self.frameSource = frameSource
        self.source = source
    }

    public var byteCount: Int { Self.longestByteCount + padding.count }

    /// Appends the frame that asks for `target`.
    ///
    /// - Parameter destination: nil: everybody who may have the address.
    @_lifetime(output: copy output)
    public func write(
        for target: IPAddress, to destination: MACAddress? = nil, into output: inout OutputSpan<UInt8>
    ) {
        switch target {
        case .v4(let target): writeARP(target, to: destination ?? fields.frameDestination ?? .broadcast, into: &output)
        case .v6(let target): writeDiscovery(target, to: destination ?? fields.frameDestination, into: &output)
        }
        output.append(copying: padding.span)
    }

    /// Appends a reverse request: who is it that has this MAC address? (RFC 903)
    @_lifetime(output: copy output)
    public func write(reverse mac: MACAddress, into output: inout OutputSpan<UInt8>) {
        var probe = self
        probe.fields.opcode = .reverseRequest
        probe.fields.targetHardware = mac
        probe.fields.etherType = .rarp
        probe.writeARP(.any, to: fields.frameDestination ?? .broadcast, into: &output)
        output.append(copying: padding.span)
    }

    @_lifetime(output: copy output)
    private func writeARP(_ target: IPv4Address, to destination: MACAddress, into output: inout OutputSpan<UInt8>) {
        var sender = IPv4Address.any
        if case .v4(let source) = source { sender = source }
        var opcode = ARPOpcode.request
        var targetHardware = MACAddress.zero
        if case .announce(let isReply) = purpose {
            sender = target
            // RFC 5227 section 3: in an answer that nobody asked for the target is the sender itself.
            if isReply { (opcode, targetHardware) = (.reply, fields.senderHardware ?? frameSource) }
        }
        if fields.senderIsTarget { sender = target }
        writeHeader(fields.etherType ?? .arp, to: destination, payload: ARPMessage.byteCount, into: &output)
        output.append(bigEndian: fields.hardwareType)
        output.append(bigEndian: fields.protocolType)
        output.append(fields.hardwareLength)
        output.append(fields.protocolLength)
        output.append(bigEndian: (fields.opcode ?? opcode).rawValue)
        output.append(bigEndian48: (fields.senderHardware ?? frameSource).rawValue)
        output.append(bigEndian: sender.rawValue)
        output.append(bigEndian48: (fields.targetHardware ?? targetHardware).rawValue)
        output.append(bigEndian: target.rawValue)
    }

    @_lifetime(output: copy output)
    private func writeDiscovery(
        _ target: IPv6Address, to destination: MACAddress?, into output: inout OutputSpan<UInt8>
    ) {
        var sender = IPv6Address.any
        if case .v6(let source) = source { sender = source }
        let own = fields.senderHardware ?? frameSource
        let receiver: IPv6Address
        let message: NeighborDiscovery
        if case .announce = purpose {
            (sender, receiver) = (target, .allNodes)
            message = NeighborDiscovery(
                .neighborAdvertisement(target: target, .override), options: [.targetLinkLayerAddress(own)])
        } else {
            receiver = destination == nil || sender == .any ? target.solicitedNode : target
            // Who has no address yet does not say his MAC address (RFC 4862 section 5.4.2).
            message = NeighborDiscovery(
                .neighborSolicitation(target: target), options: sender == .any ? [] : [.sourceLinkLayerAddress(own)])
        }
        writePacket(from: sender, to: receiver, destination, length: message.byteCount, into: &output)
        message.serialize(into: &output, pseudoHeader: .ipv6(source: sender, destination: receiver))
    }

    /// Appends what comes before an ICMPv6 message that stays on the link.
    ///
    /// - Parameter isAlert: whether the message is one of those to groups, behind a hop-by-hop header (RFC 3810).
    @_lifetime(output: copy output)
    func writePacket(
        from sender: IPv6Address, to receiver: IPv6Address, _ destination: MACAddress? = nil, length: Int,
        isAlert: Bool = false, into output: inout OutputSpan<UInt8>
    ) {
        let length = IPv6Header.byteCount + length
        writeHeader(.ipv6, to: destination ?? MACAddress(group: receiver), payload: length, into: &output)
        var header = IPv6Header(nextHeader: isAlert ? .hopByHop : .icmpv6, source: sender, destination: receiver)
        header.hopLimit = isAlert ? 1 : 255
        header.serialize(into: &output, payloadLength: length - IPv6Header.byteCount)
    }

    /// Appends the header of the frame, with tags and SNAP where there are any.
    @_lifetime(output: copy output)
    private func writeHeader(
        _ type: EtherType, to destination: MACAddress, payload: Int, into output: inout OutputSpan<UInt8>
    ) {
        let inner = usesSNAP ? EtherType(rawValue: UInt16(payload + 8)) : type
        EthernetHeader(destination: destination, source: frameSource, etherType: inner)
            .serialize(tags: tags, into: &output)
        guard usesSNAP else { return }
        for byte: UInt8 in [0xAA, 0xAA, 0x03, 0, 0, 0] { output.append(byte) }
        output.append(bigEndian: type.rawValue)
    }
}

/// Fields of an ARP packet, and of the frame that it is in, that somebody wants to be otherwise.
public struct ARPFields: Hashable, Sendable {
    public var hardwareType = ARPHardwareType.ethernet.rawValue
    public var protocolType = EtherType.ipv4.rawValue
    public var hardwareLength = UInt8(MACAddress.byteCount)
    public var protocolLength = UInt8(IPv4Address.byteCount)
    public var opcode: ARPOpcode?
    public var senderHardware: MACAddress?
    /// Whether the sender says that he has the address that he asks for.
    public var senderIsTarget = false
    public var targetHardware: MACAddress?
    public var frameDestination: MACAddress?
    public var etherType: EtherType?

    public init() {}
}

extension MACAddress {
    /// The group that frames for an IPv6 group are sent to (RFC 2464 section 7).
    public init(group: IPv6Address) {
        self.init(rawValue: 0x3333_0000_0000 | UInt64(truncatingIfNeeded: group.rawValue) & 0xFFFF_FFFF)
    }
}

extension IPv6Address {
    /// ff02::1, everybody on the link (RFC 4291 section 2.7.1).
    public static let allNodes = IPv6Address(rawValue: 0xFF02 << 112 | 1)
}
