import Wire

/// The fields somebody asks for by name: columns of a table, terms of a filter.
public struct FieldSelection: Sendable {
    /// As asked for.
    public let names: [String]
    /// What is told, and the place in `names` that it is for.
    private let told: [(name: String, index: Int)]
    /// For each length of a name the first that is told, and for each that is told the next of its length: -1 where
    /// there is none. Most names that a packet tells have a length that nobody asks for.
    private let firsts: [Int]
    private let nexts: [Int]
    /// For each that is told the next of the same name.
    private let doubles: [Int]
    /// The layers that can tell one of them.
    private let layers: [String]

    private static let lengthCount = 64

    /// - Parameter names: Wireshark's; those that stand for a pair, as "ip.addr" does, are told under both names.
    public init(_ names: [String]) {
        self.names = names
        var told: [(name: String, index: Int)] = []
        for (index, name) in names.enumerated() {
            told += (FieldNames.pairs[name] ?? [name]).map { ($0, index) }
        }
        self.told = told
        var firsts = Array(repeating: -1, count: Self.lengthCount)
        var nexts: [Int] = []
        for (place, entry) in told.enumerated().reversed() {
            let length = Self.length(of: entry.name)
            nexts.append(firsts[length])
            firsts[length] = place
        }
        self.firsts = firsts
        self.nexts = nexts.reversed()
        doubles = told.indices.map { place in
            told[(place + 1)...].firstIndex { $0.name == told[place].name } ?? -1
        }
        layers = Set(told.flatMap { FieldNames.layers(of: $0.name) }).sorted()
    }

    @inline(__always)
    private static func length(of name: String) -> Int { min(name.utf8.count, lengthCount - 1) }

    /// Whether a layer can tell any of the fields.
    func wants(_ layer: String) -> Bool {
        for wanted in layers where wanted == layer { return true }
        return false
    }

    /// The first that is told under this name; -1 where none is.
    @inline(__always)
    func first(of name: String) -> Int {
        let place = firsts[Self.length(of: name)]
        return place < 0 ? -1 : first(of: name, from: place)
    }

    private func first(of name: String, from first: Int) -> Int {
        var place = first
        while place >= 0, told[place].name != name { place = nexts[place] }
        return place
    }

    /// Whether a name is worth a closer look.
    @inline(__always)
    func mayMatch(_ name: String) -> Bool { firsts[Self.length(of: name)] >= 0 }

    /// The next that is told under the same name; -1 where there is no more.
    @inline(__always)
    func next(after place: Int) -> Int { doubles[place] }

    /// The place in `names` of one that is told.
    @inline(__always)
    func index(of place: Int) -> Int { told[place].index }
}
