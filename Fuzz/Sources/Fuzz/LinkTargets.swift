import Wire

/// Ethernet and its VLAN tags, ARP.
enum LinkTargets {
    static func ethernet(_ bytes: Span<UInt8>) {
        if let frame = try? EthernetFrame(parsing: bytes) { look(at: frame, bytes) }
        if let tagged = try? VLANTaggedPayload(parsing: bytes) { look(at: tagged, bytes) }
        for type in [LinkType.ethernet, .raw, .ipv4, .linuxSLL] {
            if let layer = try? LinkLayer(parsing: bytes, as: type) { look(at: layer, bytes) }
        }
    }

    private static func look(at frame: borrowing EthernetFrame, _ bytes: Span<UInt8>) {
        use(frame.destination.description)
        use((frame.source.isGroup, frame.source.isLocallyAdministered, frame.isLengthField))
        use(assigned: frame.etherType)
        check(
            EthernetHeader.byteCount + frame.payload.count + frame.padding.count == bytes.count,
            "header, payload and padding are the frame")
        check(!frame.isTruncated || frame.padding.isEmpty, "what is cut off is not padded")
        let header = frame.header
        let written = serialized(EthernetHeader.byteCount) { output in header.serialize(into: &output) }
        check(written.span.elementsEqual(bytes.extracting(first: written.count)), "the header is written as it was")
        ConsumingSink.describe(bytes.count) { sink in frame.describe(into: &sink, at: place) }
    }

    private static func look(at tagged: borrowing VLANTaggedPayload, _ bytes: Span<UInt8>) {
        use((tagged.isDropEligible, tagged.identifier, tagged.payload.count))
        use(assigned: tagged.priority)
        use(assigned: tagged.etherType)
        let tag = tagged.tag
        let written = serialized(VLANTag.byteCount) { output in tag.serialize(into: &output) }
        check(written.span.elementsEqual(bytes.extracting(first: written.count)), "the tag is written as it was")
        ConsumingSink.describe(bytes.count) { sink in tagged.describe(into: &sink, at: place) }
        let entry = MPLSLabelStackEntry(rawValue: bytes.uint32(at: 0))
        let same = MPLSLabelStackEntry(
            label: entry.label, trafficClass: entry.trafficClass, isBottomOfStack: entry.isBottomOfStack,
            timeToLive: entry.timeToLive)
        check(same == entry, "a label is put together as it was")
    }

    private static func look(at layer: borrowing LinkLayer, _ bytes: Span<UInt8>) {
        use((layer.isIP, layer.source, layer.destination, layer.etherType))
        use(assigned: layer.linkType)
        use(layer.payload)
        check(layer.payloadOffset + layer.payload.count == bytes.count, "the payload reaches to the end")
        check(layer.tagCount <= LinkLayer.maximumTagCount, "there are not too many tags")
        for index in 0..<layer.tagCount { check(layer.tag(at: index) != nil, "tag \(index) is there") }
        check(layer.tag(at: -1) == nil && layer.tag(at: layer.tagCount) == nil, "no other tag is there")
    }

    static func arp(_ bytes: Span<UInt8>) {
        guard let packet = try? ARPPacket(parsing: bytes) else { return }
        use(assigned: packet.hardwareType)
        use(assigned: packet.protocolType)
        use(assigned: packet.opcode)
        check(packet.senderHardware.count == packet.hardwareLength, "the sender's hardware address is whole")
        check(packet.senderProtocol.count == packet.protocolLength, "the sender's protocol address is whole")
        check(packet.targetHardware.count == packet.hardwareLength, "the target's hardware address is whole")
        check(packet.targetProtocol.count == packet.protocolLength, "the target's protocol address is whole")
        ConsumingSink.describe(bytes.count) { sink in packet.describe(into: &sink, at: place) }
        check((packet.message != nil) == packet.isEthernetIPv4, "messages are of Ethernet and IPv4")
        guard let message = packet.message else { return }
        use((message.isGratuitous, message.isProbe, message.isAnnouncement))
        let written = serialized(ARPMessage.byteCount) { output in message.serialize(into: &output) }
        check(written.span.elementsEqual(bytes.extracting(first: written.count)), "the message is written as it was")
    }
}
