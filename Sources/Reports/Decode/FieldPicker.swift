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
    /// The lengths of the names that are told: bit 7 for a name of 7 bytes.
    private let lengths: UInt64
    /// The layers that can tell any of them.
    private let layers: [String]

    /// - Parameter names: Wireshark's; those that stand for a pair, as "ip.addr" does, are told under both names.
    public init(_ names: [String]) {
        self.names = names
        var told: [(name: String, index: Int)] = []
        for (index, name) in names.enumerated() {
            told += (FieldNames.pairs[name] ?? [name]).map { ($0, index) }
        }
        self.told = told
        lengths = told.reduce(0) { $0 | 1 << UInt64(min($1.name.utf8.count, 63)) }
        let families = Set(told.map { String($0.name.prefix { $0 != "." }) })
        layers = families + FieldNames.families.filter { !families.isDisjoint(with: $0.value) }.map(\.key)
    }

    /// Whether a layer can tell any of the fields.
    func wants(_ layer: String) -> Bool {
        for wanted in layers where wanted.utf8.count == layer.utf8.count && wanted == layer { return true }
        return false
    }

    /// Whether a name is worth a closer look.
    @inline(__always)
    func mayMatch(_ name: String) -> Bool { lengths & 1 << UInt64(Swift.min(name.utf8.count, 63)) != 0 }

    /// Calls `body` with the place in `names` of each that a field of this name is for.
    @inline(__always)
    func match(_ name: String, _ body: (Int) -> Void) {
        guard mayMatch(name) else { return }
        for entry in told where entry.name == name { body(entry.index) }
    }
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
        selection.match(name) { values[$0].append(value()) }
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
        selection.match(name) { values[$0].append(.bytes([UInt8](copying: value))) }
    }
    public mutating func text(_ name: String, _ label: String, _ value: Span<UInt8>, at bytes: Range<Int>) {
        selection.match(name) { values[$0].append(.text([UInt8](copying: value))) }
    }
    public mutating func warning(_ name: String, _ text: String, at bytes: Range<Int>) {
        keep(name, .text(Array(text.utf8)))
    }
}
