import Wire

/// A field's value as it stood in a packet.
public enum FieldValue {
    case unsigned(UInt64, NumberStyle)
    case signed(Int64)
    case flag(Bool)
    case mac(MACAddress)
    case ipv4(IPv4Address)
    case ipv6(IPv6Address)
    case bytes([UInt8])
    /// Text from the wire: nothing is known of it.
    case text([UInt8])
    /// A layer or a group: it is there, and has no value of its own.
    case present
}

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

    /// Calls `body` with the place in `names` of each that a field of this name is for.
    @inline(__always)
    func match(_ name: String, _ body: (Int) -> Void) {
        var place = first(of: name)
        while place >= 0 {
            body(index(of: place))
            place = next(after: place)
        }
    }

    /// The next that is told under the same name; -1 where there is no more.
    @inline(__always)
    func next(after place: Int) -> Int { doubles[place] }

    /// The place in `names` of one that is told.
    @inline(__always)
    func index(of place: Int) -> Int { told[place].index }
}

/// Picks the fields of a selection out of a packet, each with all its values in wire order.
public struct FieldPicker: FieldSink, ~Copyable {
    public static var usesMeanings: Bool { false }

    public let selection: FieldSelection
    /// The values of each name of the selection.
    public private(set) var values: [[FieldValue]]

    public init(_ selection: FieldSelection) {
        self.selection = selection
        values = Array(repeating: [], count: selection.names.count)
    }

    /// Picks from a packet; what was picked before is gone.
    public mutating func pick(_ facts: PacketFacts, _ frame: Span<UInt8>, _ walk: PacketWalk) {
        for index in values.indices { values[index].removeAll(keepingCapacity: true) }
        facts.describe(into: &self)
        walk.describe(frame, into: &self)
    }

    public mutating func wants(_ layer: String) -> Bool { selection.wants(layer) }
    public func wants(field name: String) -> Bool { selection.mayMatch(name) }

    @inline(__always)
    private mutating func keep(_ name: String, _ value: @autoclosure () -> FieldValue) {
        var place = selection.first(of: name)
        while place >= 0 {
            let index = selection.index(of: place)
            // What a group of this name is itself, in place of that it is there.
            if case .present = values[index].last { values[index].removeLast() }
            values[index].append(value())
            place = selection.next(after: place)
        }
    }

    public mutating func open(_ name: String, _ title: String, at bytes: Range<Int>) { keep(name, .present) }
    public mutating func close() {}
    public mutating func number(
        _ name: String, _ label: String, _ value: UInt64, _ style: NumberStyle, meaning: String?, at bytes: Range<Int>
    ) {
        keep(name, .unsigned(value, style))
    }
    public mutating func signed(
        _ name: String, _ label: String, _ value: Int64, _ style: NumberStyle, at bytes: Range<Int>
    ) {
        keep(name, .signed(value))
    }
    public mutating func flag(_ name: String, _ label: String, _ value: Bool, at bytes: Range<Int>) {
        keep(name, .flag(value))
    }
    public mutating func address(_ name: String, _ label: String, _ value: MACAddress, at bytes: Range<Int>) {
        keep(name, .mac(value))
    }
    public mutating func address(_ name: String, _ label: String, _ value: IPv4Address, at bytes: Range<Int>) {
        keep(name, .ipv4(value))
    }
    public mutating func address(_ name: String, _ label: String, _ value: IPv6Address, at bytes: Range<Int>) {
        keep(name, .ipv6(value))
    }
    public mutating func bytes(_ name: String, _ label: String, _ value: Span<UInt8>, at bytes: Range<Int>) {
        keep(name, .bytes([UInt8](copying: value)))
    }
    public mutating func text(_ name: String, _ label: String, _ value: Span<UInt8>, at bytes: Range<Int>) {
        keep(name, .text([UInt8](copying: value)))
    }
    public mutating func warning(_ name: String, _ text: String, at bytes: Range<Int>) {
        keep(name, .text(Array(text.utf8)))
    }
}
