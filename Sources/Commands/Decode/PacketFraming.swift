import PacketIO
import Reports
import Wire

/// Makes of a record what is known of its packet, and the walk that reads it.
struct PacketFraming {
    /// The last packet's link type, and what reads it: mostly the same for all.
    private var linkType = LinkType.ethernet
    private var kind = LayerKind.ethernet
    private let tellsInterfaces: Bool

    init(_ choice: PacketChoice) { tellsInterfaces = choice.tellsInterfaces }

    func facts(_ record: CaptureRecord, _ number: Int, of batch: borrowing PacketBatch) -> PacketFacts {
        var facts = PacketFacts(
            number: number, time: record.hasTime ? record.time : nil, length: record.originalLength,
            capturedLength: record.capturedLength)
        facts.firstTime = batch.firstTime
        facts.direction = record.direction.map { $0 == .inbound ? .inbound : .outbound }
        if tellsInterfaces {
            facts.interface = record.interface
            facts.interfaceName = batch.interface(of: record).name
        }
        return facts
    }

    mutating func walk(_ record: CaptureRecord) -> PacketWalk {
        if record.linkType != linkType {
            linkType = record.linkType
            kind = LayerKind(linkType)
        }
        return PacketWalk(kind, originalLength: record.originalLength)
    }
}
