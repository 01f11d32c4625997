/// How long packets to each hop may be, as far as it is known.
///
/// A router that can't take a packet on says so, as a rule, and how long it could be. Where it does not, packets
/// vanish: a hop that answers the shortest probe but not the longest is behind such a hole, and the least length that
/// vanishes is found by halving what is left.
struct TraceSizes: Sendable {
    /// Of the next packet to each hop.
    private(set) var sizes: [Int]
    /// The shortest packet that there is a point in.
    let least: Int
    /// All lengths are multiples of it.
    private let unit: Int
    /// Of each hop that was silent: the shortest packet that vanished.
    private var vanished: [Int?]
    /// Of each hop that was silent: the longest packet that was answered all the same.
    private var passed: [Int?]
    /// How often somebody may still say that a packet to a hop is too long: who does so over and over, a byte less each
    /// time, is not listened to for ever.
    private var patience: [Int]

    init(_ size: Int, least: Int, unit: Int, hops: Int) {
        self.least = min(least, size)
        self.unit = unit
        sizes = Array(repeating: size, count: hops)
        vanished = Array(repeating: nil, count: hops)
        passed = Array(repeating: nil, count: hops)
        patience = Array(repeating: 32, count: hops)
    }

    /// A packet of `size` bytes to this hop was too long, and so it will be for all behind it: the router says what it
    /// takes, or else the next length is tried that there are links of (RFC 1191 section 7.1).
    ///
    /// - Returns: what is tried now; nil where it is the same as before.
    mutating func refuse(_ size: Int, at hop: Int, mtu: Int?) -> Int? {
        guard patience[hop] > 0 else { return nil }
        patience[hop] -= 1
        let told = mtu.flatMap { $0 < size ? $0 : nil }
        return limit(max(least, told ?? Self.plateaus.first { $0 < size } ?? least), from: hop) ? sizes[hop] : nil
    }

    private mutating func limit(_ size: Int, from hop: Int) -> Bool {
        let size = size / unit * unit
        guard size < sizes[hop] else { return false }
        for place in sizes.indices.dropFirst(hop) { sizes[place] = min(sizes[place], size) }
        return true
    }

    private static let plateaus = [32_000, 17_914, 8_166, 4_352, 2_002, 1_492, 1_006, 508, 296, 68]

    /// Packets of this length stayed without an answer. Whether a shorter one should be tried.
    mutating func vanish(_ size: Int, at hop: Int) -> Bool {
        guard size > least else { return false }
        if let low = passed[hop] {
            vanished[hop] = size
            sizes[hop] = middle(low, size)
            return sizes[hop] > low
        }
        vanished[hop] = size
        sizes[hop] = least
        return true
    }

    /// Whether the hop answers short packets alone.
    func isBehindHole(_ hop: Int) -> Bool { vanished[hop] != nil && passed[hop] != nil }

    mutating func pass(_ size: Int, at hop: Int) {
        if vanished[hop] != nil { passed[hop] = max(passed[hop] ?? 0, size) }
    }

    /// The next length to try at a hop behind a hole; nil where the longest is found.
    mutating func halve(at hop: Int) -> Int? {
        guard let low = passed[hop], let high = vanished[hop], high - low > unit else { return nil }
        sizes[hop] = middle(low, high)
        return sizes[hop]
    }

    private func middle(_ low: Int, _ high: Int) -> Int { (low + high) / 2 / unit * unit }

    /// What was found holds for all hops from here on: those behind are asked anew, with packets as long as that.
    mutating func close(at hop: Int) -> Int {
        let found = passed[hop] ?? least
        for place in sizes.indices.dropFirst(hop) {
            sizes[place] = found
            vanished[place] = nil
            passed[place] = nil
        }
        return found
    }
}
