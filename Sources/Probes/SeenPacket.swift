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
        linkHeader = [UInt8](copying: packet.linkHeader)
        bytes = [UInt8](copying: packet.bytes)
        source = packet.source
        ttl = packet.ttl
        stamps = packet.stamps
        isReportedError = packet.error != nil
    }

    /// The frame as it was on the link, as far as it was seen.
    public var frame: [UInt8] { linkHeader + bytes }
}
