import PacketIO
import Reports
import Wire

/// Makes of a record what is known of its packet, and the walk that reads it.
struct PacketFraming {
    /// The last packet's link type, and what reads it: mostly the same for all.
    private var linkType = LinkType.ethernet
    private var kind = LayerKind.ethernet

    func facts(_ record: CaptureRecord, _ number: Int, of batch: borrowing PacketBatch) -> PacketFacts {
        var facts = PacketFacts(
            number: number, time: record.hasTime ? record.time : nil, length: record.originalLength,
            capturedLength: record.capturedLength)
        facts.firstTime = batch.firstTime
        facts.direction = record.direction.map { $0 == .inbound ? .inbound : .outbound }
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
