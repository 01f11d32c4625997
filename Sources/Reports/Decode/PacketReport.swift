import Wire

/// One form in which packets are told, each by itself.
public protocol PacketReport: ~Copyable, SendableMetatype {
    /// What has been told since it was last emptied: whole lines.
    var text: TextBuffer { get set }

    mutating func tell(_ facts: borrowing PacketFacts, _ frame: Span<UInt8>, _ walk: PacketWalk)
}

extension PacketLines: PacketReport {}
extension PacketJSON: PacketReport {}
extension FieldTable: PacketReport {}
