import Wire

/// One form in which packets are told, each by itself.
public protocol PacketReport: ~Copyable, SendableMetatype {
    /// What has been told since it was last emptied: whole lines.
    var text: TextBuffer { get set }

    /// From here on, what hosts are called by those who made the capture.
    mutating func use(hostNames: [IPAddress: String])

    mutating func tell(_ facts: borrowing PacketFacts, _ frame: Span<UInt8>, _ walk: PacketWalk)
}

extension PacketReport where Self: ~Copyable {
    /// Only people want names.
    public mutating func use(hostNames: [IPAddress: String]) {}
}

extension PacketLines: PacketReport {}
extension PacketJSON: PacketReport {}
extension FieldTable: PacketReport {}
