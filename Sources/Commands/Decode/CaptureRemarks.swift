import PacketIO
import Wire

/// What captures tell beside their packets that a reader should know: what is damaged in them, and what was lost when
/// they were made.
struct CaptureRemarks {
    /// What the inputs are called.
    private let names: [String]
    private var damageCount = 0
    /// What each interface counted last, where it lost packets.
    private var losses: [UInt32: String] = [:]
    private var untoldLossCount = 0

    /// Every byte of a file may be wrong, and it may tell of any number of interfaces: what is told has an end.
    private static let toldCount = 20

    init(_ names: [String]) { self.names = names }

    var hasDamage: Bool { damageCount > 0 }

    /// Looks at the notes of a batch, and says at once what is damaged.
    mutating func look(at batch: borrowing PacketBatch) {
        for note in batch.notes {
            switch note.note {
            case .damage(let error):
                damageCount += 1
                if damageCount <= Self.toldCount { warn("\(names[batch.input]): \(error)") }
            case .statistics(let counts):
                let interface = batch.interface(counts.interfaceID)?.name ?? "interface \(counts.interfaceID)"
                keep(counts, "\(names[batch.input]): \(interface.prefix(64))")
            default: break
            }
        }
    }

    private mutating func keep(_ counts: PcapNGInterfaceStatistics, _ name: String) {
        let parts = [(counts.dropped, "the interface"), (counts.droppedBySystem, "the system")]
            .compactMap { count, who in count.flatMap { $0 > 0 ? "\($0) by \(who)" : nil } }
        if parts.isEmpty {
            losses[counts.interfaceID] = nil
        } else if losses[counts.interfaceID] != nil || losses.count < Self.toldCount {
            losses[counts.interfaceID] =
                "\(name): packets dropped when this was captured: \(parts.joined(separator: ", "))"
        } else {
            untoldLossCount += 1
        }
    }

    /// Says, behind the last batch, what was lost.
    func finish() {
        if damageCount > Self.toldCount { warn("and \(damageCount - Self.toldCount) more places like these") }
        for (_, loss) in losses.sorted(by: { $0.key < $1.key }) { warn(loss) }
        if untoldLossCount > 0 { warn("and \(untoldLossCount) more interfaces like these") }
    }
}
