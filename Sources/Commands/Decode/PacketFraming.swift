import PacketIO
import Reports
import Wire

/// Makes of one record after the other what is known of its packet, and the walk that reads it.
struct PacketFraming: ~Copyable {
    /// Of the packet at hand.
    private(set) var facts = PacketFacts(number: 0, time: nil, length: 0, capturedLength: 0)
    /// The last packet's link type, and what reads it: mostly the same for all.
    private var linkType = LinkType.ethernet
    private var kind = LayerKind.ethernet

    /// Goes to the place before a batch's first packet.
    mutating func begin(_ batch: borrowing PacketBatch) {
        facts.number = batch.firstNumber - 1
        facts.firstTime = batch.firstTime
        facts.interface = nil
        facts.interfaceName = nil
        facts.isOneOfSeveralInterfaces = batch.tellsInterfaces && batch.interfaceCount > 1
    }

    /// Goes on to the packet of the batch's next record.
    @inline(__always)
    mutating func next(_ record: CaptureRecord, of batch: borrowing PacketBatch) -> PacketWalk {
        facts.number += 1
        facts.time = record.hasTime ? record.time : nil
        facts.length = record.originalLength
        facts.capturedLength = record.capturedLength
        facts.direction = record.direction.map { $0 == .inbound ? .inbound : .outbound }
        if batch.tellsInterfaces, record.interface - batch.inputStart != facts.interface {
            facts.interface = record.interface - batch.inputStart
            facts.interfaceName = batch.interface(of: record).name
        }
        if record.hasMoreOptions {
            facts.details = PacketFacts.Details(record.details(in: batch.bytes))
        } else if facts.details != nil {
            facts.details = nil
        }
        if record.linkType != linkType {
            linkType = record.linkType
            kind = LayerKind(linkType)
        }
        return PacketWalk(kind, originalLength: record.originalLength)
    }

    /// Times since the packet before count from this one.
    mutating func noteTold() { facts.previousTime = facts.time }
}
