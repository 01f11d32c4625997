import Wire

/// A packet that passed a link, kept with its bytes.
public struct SeenPacket: Hashable, Sendable {
    public var direction: LinkPacket.Direction
    public var layer: LinkPacket.Layer
    /// The frame's header before `bytes`; empty where it was not seen.
    public var linkHeader: [UInt8]
    public var bytes: [UInt8]
    public var source: IPAddress?
    public var ttl: UInt8?
    public var stamps: PacketStamps
    /// Whether the kernel took an ICMP error apart, and `bytes` are what it quoted.
    public var isReportedError: Bool

    public init(_ packet: borrowing LinkPacket) {
        direction = packet.direction
        layer = packet.layer
        linkHeader = packet.wholeLinkHeader
        bytes = [UInt8](copying: packet.bytes)
        source = packet.source
        ttl = packet.ttl
        stamps = packet.stamps
        isReportedError = packet.error != nil
    }

    /// The frame as it was on the link, as far as it was seen.
    public var frame: [UInt8] { linkHeader + bytes }
}

extension LinkPacket {
    /// The frame's header, with the VLAN tag that the kernel took off.
    var wholeLinkHeader: [UInt8] {
        var header = [UInt8](copying: linkHeader)
        guard let tag, header.count >= EthernetHeader.byteCount else { return header }
        let place = 2 * MACAddress.byteCount
        let type = EtherType.vlan.rawValue
        header.insert(
            contentsOf: [type, tag].flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }, at: place)
        return header
    }

    /// The frame as it was on the link, as far as it was seen.
    public var wholeFrame: [UInt8] { wholeLinkHeader + [UInt8](copying: bytes) }
}
