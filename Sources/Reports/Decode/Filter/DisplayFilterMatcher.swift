import Wire

/// Asks packets what a display filter asks. Terms are answered while the fields are told, so that a comparison of
/// numbers or addresses allocates nothing.
public struct DisplayFilterMatcher: FieldSink, ~Copyable {
    public static var usesMeanings: Bool { false }

    /// A layer that some term is about.
    private struct Layer {
        let name: String
        /// Whether its fields have to be told in the first walk, and in the second.
        var isWanted = (early: false, late: false)
        /// The terms that ask whether it is there.
        var terms: [Int] = []
    }

    private enum Walk {
        case early, late, all
    }

    private let selection: FieldSelection
    private let program: FilterProgram
    /// For each name of the selection its terms, and whether they are answered in the first walk.
    private let slots: [(terms: Range<Int>, isEarly: Bool)]
    private let slotTerms: [Int]
    private let layers: [Layer]
    /// The walks that the terms need: one of all, or two.
    private let isSplit: Bool
    private let asksFrame: Bool

    private var evaluation: FilterEvaluation
    private var walkKind = Walk.all

    public init(_ filter: DisplayFilter) {
        // Made anew, so that threads share no storage and count no references in common.
        let program = filter.program.unshared()
        selection = FieldSelection(filter.selection.names)
        self.program = program
        evaluation = FilterEvaluation(program)
        var slots: [(Range<Int>, Bool)] = []
        var slotTerms: [Int] = []
        for name in filter.selection.names {
            let start = slotTerms.count
            slotTerms += program.terms.indices.filter {
                program.fields[$0] == name && !program.isAnsweredByName($0)
            }
            slots.append((start..<slotTerms.count, slotTerms.last.map { program.isEarly($0) } ?? true))
        }
        self.slots = slots
        self.slotTerms = slotTerms
        layers = Self.layers(program)
        isSplit = Set(program.terms.indices.map { program.isEarly($0) }).count == 2
        asksFrame = layers.contains { $0.name == "frame" && ($0.isWanted.early || $0.isWanted.late) }
    }

    private static func layers(_ program: FilterProgram) -> [Layer] {
        var layers: [Layer] = []
        for (index, field) in program.fields.enumerated() {
            guard let field else { continue }
            for name in FieldNames.layers(of: field) {
                let place = layers.firstIndex { $0.name == name } ?? layers.count
                if place == layers.count { layers.append(Layer(name: name)) }
                if program.isAnsweredByName(index) {
                    if name == field { layers[place].terms.append(index) }
                } else if program.isEarly(index) {
                    layers[place].isWanted.early = true
                } else {
                    layers[place].isWanted.late = true
                }
            }
        }
        return layers
    }

    /// Whether a packet is what the filter asks for.
    ///
    /// - Parameter frame: the captured bytes.
    public mutating func matches(_ facts: borrowing PacketFacts, _ frame: Span<UInt8>, _ walk: PacketWalk) -> Bool {
        evaluation.reset()
        walkKind = isSplit ? .early : .all
        tell(facts, frame, walk)
        walk.describe(frame, into: &self)
        evaluation.look(into: frame)
        guard isSplit else { return evaluation.result(isComplete: true) ?? false }
        if let decided = evaluation.result(isComplete: false) { return decided }
        walkKind = .late
        walk.describe(frame, into: &self)
        evaluation.look(into: frame)
        return evaluation.result(isComplete: true) ?? false
    }

    private mutating func tell(_ facts: borrowing PacketFacts, _ frame: Span<UInt8>, _ walk: PacketWalk) {
        _ = wants("frame")
        guard asksFrame else { return }
        facts.describe(frame, walk, into: &self, withTimes: false)
        guard let time = facts.time else { return }
        take("frame.time", Int128(time))
        take("frame.time_epoch", Int128(time))
    }

    public mutating func wants(field name: String) -> Bool { selection.mayMatch(name) }

    public mutating func wants(_ layer: String) -> Bool {
        for index in layers.indices where layers[index].name == layer {
            if walkKind != .late {
                for term in layers[index].terms { evaluation.note(term, true) }
            }
            let isWanted = layers[index].isWanted
            switch walkKind {
            case .early: return isWanted.early
            case .late: return isWanted.late
            case .all: return isWanted.early || isWanted.late
            }
        }
        return false
    }

    // MARK: Fields

    /// Calls `body` with each term that asks for the field.
    @inline(__always)
    private mutating func ask(_ name: String, _ body: (inout FilterEvaluation, Int) -> Void) {
        var slot = selection.first(of: name)
        while slot >= 0 {
            let (terms, isEarly) = slots[selection.index(of: slot)]
            if walkKind == .all || isEarly == (walkKind == .early) {
                for place in terms { body(&evaluation, slotTerms[place]) }
            }
            slot = selection.next(after: slot)
        }
    }

    private mutating func take(_ name: String, _ value: Int128) { ask(name) { $0.take(number: value, $1) } }

    public mutating func open(_ name: String, _ title: String, at bytes: Range<Int>) {
        ask(name) { $0.take(group: bytes, $1) }
    }
    public mutating func close() {}
    public mutating func number(
        _ name: String, _ label: String, _ value: UInt64, _ style: NumberStyle, meaning: String?, at bytes: Range<Int>
    ) {
        ask(name) { $0.take(number: Int128(truncatingIfNeeded: value), $1) }
    }
    public mutating func signed(
        _ name: String, _ label: String, _ value: Int64, _ style: NumberStyle, at bytes: Range<Int>
    ) {
        ask(name) { $0.take(number: Int128(truncatingIfNeeded: value), $1) }
    }
    public mutating func flag(_ name: String, _ label: String, _ value: Bool, at bytes: Range<Int>) {
        ask(name) { $0.take(flag: value, $1) }
    }
    public mutating func address(_ name: String, _ label: String, _ value: MACAddress, at bytes: Range<Int>) {
        ask(name) { $0.take(value, $1) }
    }
    public mutating func address(_ name: String, _ label: String, _ value: IPv4Address, at bytes: Range<Int>) {
        ask(name) { $0.take(value, $1) }
    }
    public mutating func address(_ name: String, _ label: String, _ value: IPv6Address, at bytes: Range<Int>) {
        ask(name) { $0.take(value, $1) }
    }
    public mutating func bytes(_ name: String, _ label: String, _ value: Span<UInt8>, at bytes: Range<Int>) {
        ask(name) { $0.take(bytes: value, $1) }
    }
    public mutating func text(_ name: String, _ label: String, _ value: Span<UInt8>, at bytes: Range<Int>) {
        ask(name) { $0.take(bytes: value, $1) }
    }
    public mutating func warning(_ name: String, _ text: String, at bytes: Range<Int>) {
        ask(name) { $0.take(bytes: text.utf8Span.span, $1) }
    }
}
