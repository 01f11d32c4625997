import Wire

/// One form in which packets are told, each by itself.
public protocol PacketReport: ~Copyable, SendableMetatype {
    /// Appends what is told of a packet, whole lines.
    mutating func write(_ facts: PacketFacts, _ frame: Span<UInt8>, _ walk: PacketWalk, to output: inout [UInt8])
}

extension PacketLines: PacketReport {}
extension PacketJSON: PacketReport {}
extension FieldTable: PacketReport {}
