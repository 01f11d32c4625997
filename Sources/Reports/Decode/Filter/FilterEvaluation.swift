import Wire

/// The answers of a filter's terms to one packet.
struct FilterEvaluation {
    /// What the values of a term's field were like so far.
    fileprivate struct State {
        var hasValue = false
        /// Whether one was as asked for.
        var holds = false
        /// Whether one was not.
        var fails = false
        var count = 0
    }

    /// A value that is kept for a comparison of two fields.
    private enum Kept {
        case number(Int128)
        case mac(UInt64)
        case ipv4(UInt32)
        case ipv6(UInt128)
        case bytes([UInt8])
    }

    /// More values of a field than this are not compared with another field's.
    private static let maximumKeptCount = 256

    let program: FilterProgram
    private let early: [Bool]
    private var states: [State]
    private var kept: [[Kept]]
    /// Parts of the frame that terms ask for, once all of it is known.
    private var parts: [(term: Int, range: Range<Int>)] = []
    private var matchers: [BytePatternMatcher]

    init(_ program: FilterProgram) {
        self.program = program
        early = program.terms.indices.map { program.isEarly($0) }
        states = Array(repeating: State(), count: program.terms.count)
        kept = Array(repeating: [], count: program.storeCount)
        matchers = program.patterns.map(BytePatternMatcher.init)
    }

    mutating func reset() {
        for index in states.indices { states[index] = State() }
        for index in kept.indices where !kept[index].isEmpty { kept[index].removeAll(keepingCapacity: true) }
    }

    @inline(__always)
    mutating func note(_ term: Int, _ holds: Bool) {
        states[term].hasValue = true
        if holds { states[term].holds = true } else { states[term].fails = true }
    }

    // MARK: Values

    mutating func take(flag value: Bool, _ index: Int) {
        if case .isThere = program.terms[index].test { return note(index, value) }
        take(number: value ? 1 : 0, index)
    }

    mutating func take(number value: Int128, _ index: Int) {
        let term = program.terms[index]
        if term.measure != nil {
            if term.measure == .count { states[index].count += 1 }
            return
        }
        check(term.mask.map { value & Int128($0) } ?? value, term, index)
    }

    /// Answers a term about a number, be it a value or made of one.
    private mutating func check(_ value: Int128, _ term: FilterTerm, _ index: Int) {
        switch term.test {
        case .isThere: note(index, true)
        case .isIn: note(index, holds(value, term.numbers, program.numbers))
        case .keeps(let store): keep(.number(value), in: store)
        case .contains, .matches, .compares: break
        }
    }

    @inline(__always)
    private func holds<Value: Comparable>(_ value: Value, _ places: Range<Int>, _ pool: [ClosedRange<Value>]) -> Bool {
        for place in places where pool[place].contains(value) { return true }
        return false
    }

    mutating func take(_ address: MACAddress, _ index: Int) {
        let term = program.terms[index]
        guard term.isOfWholeValue else { return take(high: UInt128(address.rawValue) << 80, count: 6, index) }
        switch term.test {
        case .isIn: note(index, holds(address.rawValue, term.macs, program.macs))
        case .keeps(let store): keep(.mac(address.rawValue), in: store)
        default: note(index, true)
        }
    }

    mutating func take(_ address: IPv4Address, _ index: Int) {
        let term = program.terms[index]
        guard term.isOfWholeValue else { return take(high: UInt128(address.rawValue) << 96, count: 4, index) }
        switch term.test {
        case .isIn: note(index, holds(address.rawValue, term.ipv4, program.ipv4))
        case .keeps(let store): keep(.ipv4(address.rawValue), in: store)
        default: note(index, true)
        }
    }

    mutating func take(_ address: IPv6Address, _ index: Int) {
        let term = program.terms[index]
        guard term.isOfWholeValue else { return take(high: address.rawValue, count: 16, index) }
        switch term.test {
        case .isIn: note(index, holds(address.rawValue, term.ipv6, program.ipv6))
        case .keeps(let store): keep(.ipv6(address.rawValue), in: store)
        default: note(index, true)
        }
    }

    /// An address as bytes: the first `count` of a number.
    private mutating func take(high value: UInt128, count: Int, _ index: Int) {
        var bytes = InlineArray<16, UInt8>(repeating: 0)
        for place in 0..<count { bytes[place] = UInt8(truncatingIfNeeded: value >> UInt128(120 - 8 * place)) }
        take(bytes: bytes.span.extracting(0..<count), index)
    }

    /// A group or a layer begins.
    mutating func take(group range: Range<Int>, _ index: Int) {
        let term = program.terms[index]
        if term.asksLayer {
            parts.append((index, term.reachesEnd ? range.lowerBound..<Int.max : range))
        } else if term.measure == .count {
            if term.isOfLayer { states[index].count += 1 }
        } else if case .isThere = term.test {
            note(index, true)
        }
    }

    /// Answers what was asked of whole layers.
    mutating func look(into frame: Span<UInt8>) {
        guard !parts.isEmpty else { return }
        for place in parts.indices {
            let (term, range) = parts[place]
            take(bytes: frame.extracting(range.clamped(to: 0..<frame.count)), term)
        }
        parts.removeAll(keepingCapacity: true)
    }

    // MARK: Bytes

    mutating func take(bytes value: Span<UInt8>, _ index: Int) {
        let term = program.terms[index]
        if term.measure == .count {
            states[index].count += 1
            return
        }
        guard let slice = term.slice else { return check(value, term, index) }
        if let range = slice.range(in: value.count) { check(value.extracting(range), term, index) }
    }

    private mutating func check(_ value: Span<UInt8>, _ term: FilterTerm, _ index: Int) {
        if term.measure == .length { return check(Int128(value.count), term, index) }
        if let mask = term.mask {
            var number: UInt64 = 0
            for place in value.indices { number = number << 8 | UInt64(value[place]) }
            return check(Int128(number & mask), term, index)
        }
        switch term.test {
        case .isThere: note(index, true)
        case .isIn: note(index, holds(value, term))
        case .contains(let needle): note(index, contains(value, program.needles[needle], term.folding))
        // Both cases match anyway.
        case .matches(let pattern):
            if !states[index].holds || term.quantifier != .any { note(index, matchers[pattern].matches(value)) }
        case .keeps(let store):
            keep(.bytes([UInt8](copying: value).map { term.folding($0) }), in: store)
        case .compares: break
        }
    }

    private func holds(_ value: Span<UInt8>, _ term: FilterTerm) -> Bool {
        for place in term.texts {
            let range = program.texts[place]
            if let lower = range.lower {
                let order = order(value, lower, term.folding)
                guard order > 0 || order == 0 && range.includesLower else { continue }
            }
            if let upper = range.upper {
                let order = order(value, upper, term.folding)
                guard order < 0 || order == 0 && range.includesUpper else { continue }
            }
            return true
        }
        return false
    }

    /// Below, at or above zero as the value stands before, at or after some bytes of the program.
    private func order(_ value: Span<UInt8>, _ range: Range<Int>, _ folding: LetterFolding) -> Int {
        for index in 0..<min(value.count, range.count) {
            let difference = Int(folding(value[index])) - Int(program.bytes[range.lowerBound + index])
            if difference != 0 { return difference }
        }
        return value.count - range.count
    }

    private func contains(_ value: Span<UInt8>, _ needle: FilterNeedle, _ folding: LetterFolding) -> Bool {
        guard !needle.bytes.isEmpty else { return true }
        var length = 0
        for index in value.indices {
            let byte = folding(value[index])
            while length > 0, program.bytes[needle.bytes.lowerBound + length] != byte {
                length = program.fallbacks[needle.fallbacks.lowerBound + length - 1]
            }
            if program.bytes[needle.bytes.lowerBound + length] == byte { length += 1 }
            if length == needle.bytes.count { return true }
        }
        return false
    }

    // MARK: Two fields

    private mutating func keep(_ value: Kept, in store: Int) {
        if kept[store].count < Self.maximumKeptCount { kept[store].append(value) }
    }

    /// The answer to a comparison of two fields: of all their values, pair by pair.
    private func state(of pair: FilterPair) -> State {
        var state = State()
        guard case .keeps(let left) = program.terms[pair.left].test,
            case .keeps(let right) = program.terms[pair.right].test
        else { return state }
        for one in kept[left] {
            for other in kept[right] {
                guard let holds = Self.compare(one, pair.relation, other) else { continue }
                state.hasValue = true
                if holds { state.holds = true } else { state.fails = true }
            }
        }
        return state
    }

    /// nil where the values are not of one kind.
    private static func compare(_ one: Kept, _ relation: FilterRelation, _ other: Kept) -> Bool? {
        switch (one, other) {
        case (.number(let one), .number(let other)): relation.holds(one < other, one == other)
        case (.mac(let one), .mac(let other)): relation.holds(one < other, one == other)
        case (.ipv4(let one), .ipv4(let other)): relation.holds(one < other, one == other)
        case (.ipv6(let one), .ipv6(let other)): relation.holds(one < other, one == other)
        case (.bytes(let one), .bytes(let other)):
            relation.holds(one.lexicographicallyPrecedes(other), one == other)
        default: nil
        }
    }

    // MARK: The whole

    /// The answer of the filter; nil where it depends on what has not been told yet.
    func result(isComplete: Bool) -> Bool? { answer(of: program.root, isComplete) }

    private func answer(of node: Int, _ isComplete: Bool) -> Bool? {
        switch program.nodes[node] {
        case .term(let term): return answer(toTerm: term, isComplete)
        case .not(let inner): return answer(of: inner, isComplete).map { !$0 }
        case .all(let children): return answer(of: children, isComplete, decidedBy: false)
        case .any(let children): return answer(of: children, isComplete, decidedBy: true)
        case .odd(let children):
            var result = false
            for place in children {
                guard let answer = answer(of: program.children[place], isComplete) else { return nil }
                result = result != answer
            }
            return result
        }
    }

    private func answer(of children: Range<Int>, _ isComplete: Bool, decidedBy deciding: Bool) -> Bool? {
        var isKnown = true
        for place in children {
            let answer = answer(of: program.children[place], isComplete)
            if answer == deciding { return deciding }
            isKnown = isKnown && answer != nil
        }
        return isKnown ? !deciding : nil
    }

    private func answer(toTerm index: Int, _ isComplete: Bool) -> Bool? {
        guard isComplete || early[index] else { return nil }
        let term = program.terms[index]
        if term.measure == .count {
            let holds = holds(Int128(states[index].count), term.numbers, program.numbers)
            return term.quantifier == .none || term.quantifier == .notAll ? !holds : holds
        }
        guard case .compares(let number) = term.test else { return states[index].answer(term.quantifier) }
        let pair = program.pairs[number]
        return state(of: pair).answer(FilterTerm.Quantifier(pair.relation))
    }
}

extension FilterEvaluation.State {
    fileprivate func answer(_ quantifier: FilterTerm.Quantifier) -> Bool {
        switch quantifier {
        case .any: holds
        case .none: hasValue && !holds
        case .all: hasValue && !fails
        case .notAll: fails
        }
    }
}

extension FilterRelation {
    /// For relations that ask that nothing is equal: whether something is.
    fileprivate func holds(_ isLess: Bool, _ isEqual: Bool) -> Bool {
        switch self {
        case .equal, .notEqual, .allEqual, .anyNotEqual: isEqual
        case .less: isLess
        case .lessOrEqual: isLess || isEqual
        case .greater: !isLess && !isEqual
        case .greaterOrEqual: !isLess
        }
    }
}
