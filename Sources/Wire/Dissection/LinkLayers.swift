// Link layers as the walk knows them.

extension EthernetFrame: PacketLayer {
    public static let name = "eth"
    public static let announcements: [LayerAnnouncement] = [
        .linkType(.ethernet), .etherType(.transparentEthernetBridging),
    ]

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        describe(into: &sink, at: context.offset)
    }

    @inlinable
    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        if line.showsLinkLayer { summarizeAddresses(into: &line) }
    }

    @usableFromInline
    func summarizeAddresses(into line: inout SummaryLine) {
        line.write(source)
        line.write(" > ")
        line.write(destination)
        line.write(isLengthField ? ", 802.3, length " : ", ethertype ")
        line.write(etherType)
        line.write(": ")
    }

    @inlinable
    public func next(_ context: inout LayerContext) -> NextLayer {
        context.carrier = "Ethernet"
        guard !isLengthField else {
            // What is no LLC is Novell's IPX.
            context.carrier = "IPX"
            return NextLayer(.llc, at: EthernetHeader.byteCount, byteCount: Int(etherType.rawValue))
        }
        return NextLayer(LayerKind(etherType), at: EthernetHeader.byteCount)
    }
}

extension VLANTaggedPayload: PacketLayer {
    public static let name = "vlan"
    public static let announcements: [LayerAnnouncement] = [
        .etherType(.vlan), .etherType(.qinq), .etherType(.oldQinQ),
    ]

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        describe(into: &sink, at: context.offset)
    }

    @inlinable
    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        line.write("vlan ")
        line.write(identifier)
        if line.showsLinkLayer {
            line.write(", p ")
            line.write(priority.rawValue)
            line.write(isDropEligible ? ", DEI" : "")
        }
        line.write(": ")
    }

    @inlinable
    public func next(_ context: inout LayerContext) -> NextLayer {
        guard !etherType.isLengthField else {
            context.carrier = "IPX"
            return NextLayer(.llc, at: VLANTag.byteCount, byteCount: Int(etherType.rawValue))
        }
        return NextLayer(LayerKind(etherType), at: VLANTag.byteCount)
    }
}

extension ARPPacket: PacketLayer {
    public static let name = "arp"
    public static let announcements: [LayerAnnouncement] = [.etherType(.arp), .etherType(.rarp)]

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        describe(into: &sink, at: context.offset)
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        line.write(protocol: "ARP")
        guard let message else {
            line.write(", ")
            line.write(hardwareType)
            line.write(" ")
            line.write(opcode)
            return
        }
        switch message.opcode {
        case .request:
            line.write(message.isAnnouncement ? ", Announcement, who has " : ", Request, who has ")
            line.write(message.targetProtocol)
            line.write(" tell ")
            line.write(message.isProbe ? "nobody (probe)" : message.senderProtocol.description)
        case .reply:
            line.write(", Reply, ")
            line.write(message.senderProtocol)
            line.write(" is at ")
            line.write(message.senderHardware)
        default:
            line.write(", ")
            line.write(opcode)
            line.write(", ")
            line.write(message.senderHardware)
            line.write(" > ")
            line.write(message.targetHardware)
        }
        if message.isGratuitous, !message.isAnnouncement { line.write(" (gratuitous)") }
    }
}
