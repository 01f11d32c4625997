import Probes

/// The last round trips of a target, oldest first: what a graph scrolls over.
struct LatencyTrace: Sendable {
    enum Fate: Hashable, Sendable {
        case answered(Nanoseconds)
        case lost
    }

    /// As many as the widest terminal has columns.
    static let capacity = 1024

    private var ring: [Fate] = []
    private var next = 0

    var count: Int { ring.count }

    mutating func add(_ fate: Fate) {
        if ring.count < Self.capacity {
            ring.append(fate)
        } else {
            ring[next] = fate
            next = (next + 1) % Self.capacity
        }
    }

    /// The last fates, at most so many.
    func last(_ count: Int) -> [Fate] {
        let wanted = min(count, ring.count)
        return (ring.count - wanted..<ring.count).map { ring[(next + $0) % ring.count] }
    }

    var latest: Fate? { last(1).first }
}
