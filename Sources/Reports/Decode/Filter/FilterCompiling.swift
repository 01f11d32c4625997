// What the parts of a display filter mean: which values fit which fields, and the terms that they make.

extension FilterParser {
    /// A field or protocol alone.
    mutating func presence(_ operand: FilterOperand) throws(FilterFault) -> Int {
        switch operand.kind {
        case .literal(let literal):
            if literal.isQuoted { throw FilterFault(at: operand.range, "expected a field or a protocol, not text") }
            throw FilterFault(unknown: literal.token)
        case .field(let field):
            if field.mask != nil { return compare(field, .greater, with: 0) }
            guard field.isPlain else {
                throw FilterFault(at: operand.range.upperBound..<operand.range.upperBound, "expected a comparison")
            }
            return add(field.term(.isThere), of: field.name)
        }
    }

    mutating func comparison(
        _ left: FilterOperand, _ relation: FilterRelation, _ right: FilterOperand
    ) throws(FilterFault) -> Int {
        switch (left.kind, right.kind) {
        case (.field(let field), .literal(let literal)):
            return try compare(field, relation, [(literal, nil)], at: left.range)
        case (.literal(let literal), .field(let field)):
            return try compare(field, relation.flipped, [(literal, nil)], at: right.range)
        case (.field(let one), .field(let other)):
            return try compare(one, relation, other, at: left.range.lowerBound..<right.range.upperBound)
        case (.literal(let literal), .literal):
            if literal.token.mayBeName { throw FilterFault(unknown: literal.token) }
            throw FilterFault(at: left.range, "one side of a comparison has to be a field")
        }
    }

    mutating func member(
        _ left: FilterOperand, of elements: [(FilterLiteral, FilterLiteral?)]
    ) throws(FilterFault) -> Int {
        try compare(try field(left), .equal, elements, at: left.range)
    }

    /// The field of an operand that has to be one.
    private func field(_ operand: FilterOperand) throws(FilterFault) -> FilterField {
        switch operand.kind {
        case .field(let field): return field
        case .literal(let literal):
            if literal.token.mayBeName { throw FilterFault(unknown: literal.token) }
            throw FilterFault(at: operand.range, "expected a field or a protocol, not \(literal.shown)")
        }
    }

    // MARK: What is made of values

    func masked(_ operand: FilterOperand, by literal: FilterLiteral) throws(FilterFault) -> FilterOperand {
        var field = try field(operand)
        let isNumber =
            field.slice == nil ? !field.kinds.isDisjoint(with: [.number, .flag]) : field.slice?.isNumber == true
        guard isNumber, field.measure == nil, field.folding == .none else {
            throw FilterFault(at: operand.range, "bits are tested in numbers and in at most eight bytes")
        }
        guard let number = literal.number, let mask = UInt64(exactly: number) else {
            throw FilterFault(at: literal.token.range, "expected a number after \"&\", not \(literal.shown)")
        }
        field.mask = mask & (field.mask ?? .max)
        return FilterOperand(kind: .field(field), range: operand.range.lowerBound..<literal.token.range.upperBound)
    }

    func apply(_ function: String, to operand: FilterOperand) throws(FilterFault) -> FilterField {
        var field = try field(operand)
        switch function {
        case "count":
            guard field.isPlain else { throw FilterFault(at: operand.range, "expected a field's name") }
            field.measure = .count
        case "len":
            guard field.hasBytes else { throw FilterFault(at: operand.range, "expected a field of text or bytes") }
            field.measure = .length
        default:
            let isText = field.slice == nil && !field.kinds.isDisjoint(with: [.text, .warning])
            guard field.hasBytes, isText else { throw FilterFault(at: operand.range, "expected a field of text") }
            field.folding = function == "lower" ? .lower : .upper
        }
        return field
    }

    // MARK: Terms

    private mutating func add(_ term: FilterTerm, of name: String?) -> Int {
        let index = program.add(term, of: name)
        return program.add(.term(index))
    }

    private mutating func compare(_ field: FilterField, _ relation: FilterRelation, with number: Int128) -> Int {
        var term = field.term(.isIn)
        let start = program.numbers.count
        program.numbers.add(relation, number...number)
        term.numbers = start..<program.numbers.count
        return add(term, of: field.name)
    }

    private mutating func compare(
        _ field: FilterField, _ relation: FilterRelation, _ values: [(FilterLiteral, FilterLiteral?)],
        at range: Range<Int>
    ) throws(FilterFault) -> Int {
        let kinds = field.valueKinds
        guard !kinds.isEmpty else {
            throw FilterFault(
                at: range, "\(field.name) has no value to compare; look into it with \"contains\", \"matches\" or [0:4]"
            )
        }
        var term = field.term(.isIn)
        term.quantifier = FilterTerm.Quantifier(relation)
        let start = program
        for (lower, upper) in values {
            guard program.add(lower, to: upper, relation, kinds) else {
                if let upper, program.add(lower, to: nil, .equal, kinds) {
                    let fits = program.add(upper, to: nil, .equal, kinds)
                    throw FilterFault(
                        at: upper.token.range,
                        fits ? "the range ends before it begins" : misfit(upper, field.name, kinds))
                }
                throw FilterFault(at: lower.token.range, misfit(lower, field.name, kinds))
            }
        }
        term.numbers = start.numbers.count..<program.numbers.count
        term.ipv4 = start.ipv4.count..<program.ipv4.count
        term.ipv6 = start.ipv6.count..<program.ipv6.count
        term.macs = start.macs.count..<program.macs.count
        term.texts = start.texts.count..<program.texts.count
        return add(term, of: field.name)
    }

    private func misfit(_ literal: FilterLiteral, _ name: String, _ kinds: FieldKinds) -> String {
        let what = "\(name) is compared with \(kinds.expected), not \(literal.shown)"
        guard literal.token.mayBeName, literal.token.bytes.contains(UInt8(ascii: ".")) else { return what }
        let error = UnknownFieldError(literal.token.string)
        return error.suggestions.isEmpty ? what : what + "; " + error.description
    }

    private mutating func compare(
        _ left: FilterField, _ relation: FilterRelation, _ right: FilterField, at range: Range<Int>
    ) throws(FilterFault) -> Int {
        guard left.measure != .count, right.measure != .count else {
            throw FilterFault(at: range, "a count is compared with a number")
        }
        let classes: [FieldKinds] = [
            [.number, .signed, .flag, .time], .mac, .ipv4, .ipv6, [.bytes, .text, .warning],
        ]
        let (one, other) = (left.valueKinds, right.valueKinds)
        guard classes.contains(where: { !one.isDisjoint(with: $0) && !other.isDisjoint(with: $0) }) else {
            throw FilterFault(
                at: range, "\(left.name) and \(right.name) can't be compared: their values differ in kind")
        }
        let first = program.storeCount
        program.storeCount += 2
        for (index, field) in [left, right].enumerated() {
            _ = program.add(field.term(.keeps(store: first + index)), of: field.name)
        }
        program.pairs.append(
            FilterPair(relation: relation, left: program.terms.count - 2, right: program.terms.count - 1))
        return add(FilterTerm(.compares(pair: program.pairs.count - 1)), of: nil)
    }

    mutating func contains(_ left: FilterOperand, _ right: FilterOperand) throws(FilterFault) -> Int {
        let field = try field(left)
        guard field.hasBytes else {
            throw FilterFault(at: left.range, "\"contains\" looks into text and bytes, which \(field.name) has not")
        }
        guard case .literal(let literal) = right.kind else {
            throw FilterFault(at: right.range, "expected text or bytes after \"contains\"")
        }
        let isText = field.slice == nil && !field.isLayer && field.kinds.isDisjoint(with: [.bytes, .address])
        guard let needle = isText ? literal.token.bytes : literal.byteSequence else {
            throw FilterFault(at: right.range, "expected text in quotes or bytes such as 0a:ff, not \(literal.shown)")
        }
        return add(field.term(.contains(needle: program.add(needle: needle))), of: field.name)
    }

    mutating func matches(_ left: FilterOperand, _ right: FilterToken) throws(FilterFault) -> Int {
        let field = try field(left)
        guard field.hasBytes else {
            throw FilterFault(at: left.range, "\"matches\" looks into text and bytes, which \(field.name) has not")
        }
        do {
            program.patterns.append(try BytePattern(right.bytes))
        } catch {
            let start = error.place < right.places.count ? right.places[error.place] : right.range.upperBound - 1
            throw FilterFault(at: start..<start + 1, "in the pattern: \(error.message)")
        }
        return add(field.term(.matches(pattern: program.patterns.count - 1)), of: field.name)
    }
}

extension FilterToken {
    /// Whether somebody may have meant a field.
    fileprivate var mayBeName: Bool {
        guard kind == .word, let first = bytes.first, !bytes.contains(UInt8(ascii: ":")) else { return false }
        return first | 0x20 >= UInt8(ascii: "a") && first | 0x20 <= UInt8(ascii: "z") || first == UInt8(ascii: "_")
    }
}

// MARK: Ranges

extension Array {
    /// Adds the values that have a relation to those of a block. Above the highest there are none.
    mutating func add<Value: FixedWidthInteger>(
        _ relation: FilterRelation, _ block: ClosedRange<Value>
    ) where Element == ClosedRange<Value> {
        switch relation {
        case .equal, .notEqual, .allEqual, .anyNotEqual: append(block)
        case .less: if block.lowerBound > .min { append(.min...block.lowerBound - 1) }
        case .lessOrEqual: append(.min...block.upperBound)
        case .greater: if block.upperBound < .max { append(block.upperBound + 1 ... .max) }
        case .greaterOrEqual: append(block.lowerBound ... .max)
        }
    }

    /// Adds the values from the first of one block to the last of another.
    ///
    /// - Returns: whether there are such blocks, and in this order.
    fileprivate mutating func add<Value: FixedWidthInteger>(
        _ relation: FilterRelation, _ lower: ClosedRange<Value>?, to upper: ClosedRange<Value>?, isRange: Bool
    ) -> Bool where Element == ClosedRange<Value> {
        guard let lower else { return false }
        guard isRange else {
            add(relation, lower)
            return true
        }
        guard let upper, lower.lowerBound <= upper.upperBound else { return false }
        append(lower.lowerBound...upper.upperBound)
        return true
    }
}

extension FilterProgram {
    /// Adds what a literal means to fields of each of these kinds.
    ///
    /// - Returns: false where it means nothing to any.
    fileprivate mutating func add(
        _ lower: FilterLiteral, to upper: FilterLiteral?, _ relation: FilterRelation, _ kinds: FieldKinds
    ) -> Bool {
        var fits = false
        func note(_ one: Bool) { fits = fits || one }
        let isRange = upper != nil
        func number(_ kind: FieldKinds, _ value: (FilterLiteral) -> Int128?) {
            guard !kinds.isDisjoint(with: kind), let first = value(lower) else { return }
            note(numbers.add(relation, first...first, to: upper.flatMap(value).map { $0...$0 }, isRange: isRange))
        }
        if !kinds.isDisjoint(with: [.number, .signed]) {
            number([.number, .signed]) { $0.number }
        } else {
            number(.flag) { $0.flag.map { $0 ? 1 : 0 } }
        }
        number(.time) { $0.time }
        if kinds.contains(.ipv4) { note(ipv4.add(relation, lower.ipv4, to: upper?.ipv4, isRange: isRange)) }
        if kinds.contains(.ipv6) { note(ipv6.add(relation, lower.ipv6, to: upper?.ipv6, isRange: isRange)) }
        if kinds.contains(.mac) {
            note(macs.add(relation, lower.mac.map { $0...$0 }, to: upper?.mac.map { $0...$0 }, isRange: isRange))
        }
        let isText = !kinds.isDisjoint(with: [.text, .warning])
        if isText || kinds.contains(.bytes) {
            let first = isText ? lower.token.bytes : lower.byteSequence
            let last = isText ? upper?.token.bytes : upper?.byteSequence
            if let first, !isRange || last != nil { note(add(text: relation, first, to: last)) }
        }
        return fits
    }

    private mutating func add(text relation: FilterRelation, _ lower: [UInt8], to upper: [UInt8]?) -> Bool {
        if let upper, upper.lexicographicallyPrecedes(lower) { return false }
        let first = add(bytes: lower)
        let last = upper.map { add(bytes: $0) } ?? first
        switch relation {
        case .equal, .notEqual, .allEqual, .anyNotEqual: texts.append(FilterTextRange(lower: first, upper: last))
        case .less: texts.append(FilterTextRange(upper: last, includesUpper: false))
        case .lessOrEqual: texts.append(FilterTextRange(upper: last))
        case .greater: texts.append(FilterTextRange(lower: first, includesLower: false))
        case .greaterOrEqual: texts.append(FilterTextRange(lower: first))
        }
        return true
    }
}
