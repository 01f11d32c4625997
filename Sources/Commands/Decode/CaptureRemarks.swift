import PacketIO
import Wire

/// What captures tell beside their packets that a reader should know: what is damaged in them, and what was lost when
/// they were made.
struct CaptureRemarks {
    /// What the inputs are called.
    private let names: [String]
    private var damageCount = 0
    /// What each interface counted last.
    private var statistics: [UInt32: (name: String, counts: PcapNGInterfaceStatistics)] = [:]

    /// Every byte of a file may be wrong: what is told of that has an end.
    private static let toldDamageCount = 20

    init(_ names: [String]) { self.names = names }

    var hasDamage: Bool { damageCount > 0 }

    /// Looks at the notes of a batch, and says at once what is damaged.
    mutating func look(at batch: borrowing PacketBatch) {
        for note in batch.notes {
            switch note.note {
            case .damage(let error):
                damageCount += 1
                if damageCount <= Self.toldDamageCount { warn("\(names[batch.input]): \(error)") }
            case .statistics(let counts):
                let interface = batch.interface(counts.interfaceID)?.name ?? "interface \(counts.interfaceID)"
                statistics[counts.interfaceID] = ("\(names[batch.input]): \(interface)", counts)
            default: break
            }
        }
    }

    /// Says, behind the last batch, what was lost.
    func finish() {
        if damageCount > Self.toldDamageCount {
            warn("and \(damageCount - Self.toldDamageCount) more places like these")
        }
        for (_, (name, counts)) in statistics.sorted(by: { $0.key < $1.key }) {
            let parts = [(counts.dropped, "the interface"), (counts.droppedBySystem, "the system")]
                .compactMap { count, who in count.flatMap { $0 > 0 ? "\($0) by \(who)" : nil } }
            if !parts.isEmpty {
                warn("\(name): packets dropped when this was captured: \(parts.joined(separator: ", "))")
            }
        }
    }
}
