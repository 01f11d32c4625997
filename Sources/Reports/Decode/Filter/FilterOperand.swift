/// One side of a comparison.
struct FilterOperand {
    enum Kind {
        case literal(FilterLiteral)
        case field(FilterField)
    }

    let kind: Kind
    let range: Range<Int>
}

/// A field, and what is made of its values before they are compared.
struct FilterField {
    let name: String
    let kinds: FieldKinds
    var slice: FilterSlice?
    var folding = LetterFolding.none
    var measure: FilterTerm.Measure?
    var mask: UInt64?

    /// Of what kind the values are that are compared.
    var valueKinds: FieldKinds {
        if measure != nil || mask != nil { return .number }
        if slice != nil { return .bytes }
        return isLayer ? [] : kinds.subtracting([.layer, .group])
    }

    /// Whether it has no value, only bytes.
    var isLayer: Bool {
        !kinds.isDisjoint(with: [.layer, .group]) && kinds.isSubset(of: [.layer, .group, .warning])
    }

    /// Whether there are bytes to look into.
    var hasBytes: Bool {
        guard measure == nil, mask == nil else { return false }
        return slice != nil || isLayer || !kinds.isDisjoint(with: [.bytes, .text, .warning, .mac, .ipv4, .ipv6])
    }

    /// A bare name asks whether it is there; anything made of its values has to be compared.
    var isPlain: Bool { slice == nil && measure == nil && folding == .none && mask == nil }

    func term(_ test: FilterTerm.Test) -> FilterTerm {
        var term = FilterTerm(test)
        term.slice = slice
        term.folding = folding
        term.measure = measure
        term.mask = mask
        term.isOfLayer = isLayer
        if case .isThere = test { return term }
        term.asksLayer = isLayer && measure != .count
        term.reachesEnd = kinds.contains(.layer)
        return term
    }
}

extension FieldKinds {
    private static let words: [(kinds: FieldKinds, text: String)] = [
        ([.number, .signed], "a number"), (.flag, "true or false"), (.mac, "a MAC address"),
        (.ipv4, "an IPv4 address or block"), (.ipv6, "an IPv6 address or block"),
        (.bytes, "bytes such as 0a:ff"), ([.text, .warning], "text"), (.time, "a time"),
    ]

    /// What values of these kinds are compared with.
    var expected: String {
        let parts = Self.words.filter { !isDisjoint(with: $0.kinds) }.map(\.text)
        guard let last = parts.last, parts.count > 1 else { return parts.first ?? "nothing" }
        return parts.dropLast().joined(separator: ", ") + " or " + last
    }
}
