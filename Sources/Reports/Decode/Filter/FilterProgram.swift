/// One question to a packet's fields. Plain numbers only: the values to compare with lie in the program's pools, so
/// that looking at a term neither allocates nor counts references.
struct FilterTerm: Sendable {
    enum Test: Sendable {
        /// Whether there is a value; a flag has to be set.
        case isThere
        /// Whether the value is in the term's ranges.
        case isIn
        case contains(needle: Int)
        case matches(pattern: Int)
        /// Keeps the value for a comparison of two fields.
        case keeps(store: Int)
        /// The comparison itself.
        case compares(pair: Int)
    }

    enum Measure: Sendable {
        case length, count
    }

    /// What a term asks of the values of a field that occurs more than once.
    enum Quantifier: Sendable {
        case any, none, all, notAll

        init(_ relation: FilterRelation) {
            self =
                switch relation {
                case .notEqual: .none
                case .allEqual: .all
                case .anyNotEqual: .notAll
                default: .any
                }
        }
    }

    var test: Test
    var quantifier = Quantifier.any
    var slice: FilterSlice?
    var folding = LetterFolding.none
    var measure: Measure?
    var mask: UInt64?
    /// Whether the field is a layer or a group without a value.
    var isOfLayer = false
    /// Whether the bytes of such a one are what is asked of; those of a layer reach to the end of the frame.
    var asksLayer = false
    var reachesEnd = false

    var numbers = 0..<0
    var ipv4 = 0..<0
    var ipv6 = 0..<0
    var macs = 0..<0
    var texts = 0..<0

    init(_ test: Test) { self.test = test }

    /// Whether an address is compared as such, not byte by byte.
    var isOfWholeValue: Bool {
        switch test {
        case .contains, .matches: false
        case .isThere, .isIn, .keeps, .compares: slice == nil && measure == nil
        }
    }
}

/// Some bytes of a value.
struct FilterSlice: Hashable, Sendable {
    /// Counted from the end where it is negative.
    let start: Int
    /// Up to the end where it is nil.
    let count: Int?

    /// Whether the bytes can be taken for one number.
    var isNumber: Bool { (1...8).contains(count ?? 0) }

    /// The bytes of a value of `length` bytes; nil where it does not have them all.
    func range(in length: Int) -> Range<Int>? {
        let first = start < 0 ? length + start : start
        guard first >= 0, first < length, count ?? 0 <= length - first else { return nil }
        return first..<(count.map { first + $0 } ?? length)
    }
}

/// What `lower()` and `upper()` do to letters; others than those of ASCII stay as they are.
enum LetterFolding: Sendable {
    case none, lower, upper

    @inline(__always)
    func callAsFunction(_ byte: UInt8) -> UInt8 {
        switch self {
        case .none: byte
        case .lower: byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
        case .upper: byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") ? byte & ~0x20 : byte
        }
    }
}

/// Texts from one to another, in the order of their bytes; a bound that is nil is none.
struct FilterTextRange: Sendable {
    /// In the program's bytes.
    var lower: Range<Int>?
    var upper: Range<Int>?
    var includesLower = true
    var includesUpper = true
}

/// Bytes to look for, by the method of Knuth, Morris and Pratt: no value makes the search slow.
struct FilterNeedle: Sendable {
    /// In the program's bytes.
    let bytes: Range<Int>
    /// In the program's fallbacks: for each length of a match how much of it is left when the next byte differs.
    let fallbacks: Range<Int>
}

struct FilterPair: Sendable {
    let relation: FilterRelation
    let left: Int
    let right: Int
}

/// How the answers of terms make the answer of the whole. Children lie in the program's list.
enum FilterNode: Sendable {
    case term(Int)
    case not(Int)
    case all(Range<Int>)
    case any(Range<Int>)
    /// Whether an odd number holds.
    case odd(Range<Int>)
}

/// A display filter that has been read: terms, the values they compare with, and how they are joined.
struct FilterProgram: Sendable {
    var terms: [FilterTerm] = []
    /// The field of each term; nil for a comparison of two.
    var fields: [String?] = []
    var nodes: [FilterNode] = []
    var children: [Int] = []
    var root = 0

    var numbers: [ClosedRange<Int128>] = []
    var ipv4: [ClosedRange<UInt32>] = []
    var ipv6: [ClosedRange<UInt128>] = []
    var macs: [ClosedRange<UInt64>] = []
    var texts: [FilterTextRange] = []
    var needles: [FilterNeedle] = []
    var patterns: [BytePattern] = []
    var pairs: [FilterPair] = []
    var storeCount = 0
    var bytes: [UInt8] = []
    var fallbacks: [Int] = []

    /// Whether the name of a layer answers a term, before any field is told.
    func isAnsweredByName(_ term: Int) -> Bool {
        guard case .isThere = terms[term].test, let field = fields[term] else { return false }
        return FieldNames.kinds(of: field)?.contains(.layer) ?? false
    }

    /// Whether a term is answered by the first of two walks.
    func isEarly(_ term: Int) -> Bool {
        if case .compares(let pair) = terms[term].test {
            return isEarly(pairs[pair].left) && isEarly(pairs[pair].right)
        }
        guard !isAnsweredByName(term), let field = fields[term] else { return true }
        return FieldNames.layers(of: field).allSatisfy(DisplayFilter.earlyLayers.contains)
    }

    /// A copy that shares none of the storage that every packet looks into.
    func unshared() -> FilterProgram {
        var copy = self
        copy.terms = terms.map(\.self)
        copy.nodes = nodes.map(\.self)
        copy.children = children.map(\.self)
        copy.numbers = numbers.map(\.self)
        copy.ipv4 = ipv4.map(\.self)
        copy.ipv6 = ipv6.map(\.self)
        copy.macs = macs.map(\.self)
        copy.texts = texts.map(\.self)
        copy.needles = needles.map(\.self)
        copy.pairs = pairs.map(\.self)
        copy.bytes = bytes.map(\.self)
        copy.fallbacks = fallbacks.map(\.self)
        return copy
    }

    mutating func add(_ node: FilterNode) -> Int {
        nodes.append(node)
        return nodes.count - 1
    }

    mutating func add(_ term: FilterTerm, of field: String?) -> Int {
        terms.append(term)
        fields.append(field)
        return terms.count - 1
    }

    /// Joins nodes by a range of children.
    mutating func join(_ joined: [Int], by node: (Range<Int>) -> FilterNode) -> Int {
        if joined.count == 1 { return joined[0] }
        children += joined
        return add(node(children.count - joined.count..<children.count))
    }

    mutating func add(bytes added: [UInt8]) -> Range<Int> {
        bytes += added
        return bytes.count - added.count..<bytes.count
    }

    mutating func add(needle: [UInt8]) -> Int {
        var fallback = [0]
        for index in needle.indices.dropFirst() {
            var length = fallback[index - 1]
            while length > 0, needle[length] != needle[index] { length = fallback[length - 1] }
            fallback.append(needle[length] == needle[index] ? length + 1 : 0)
        }
        fallbacks += fallback
        let place = add(bytes: needle)
        needles.append(
            FilterNeedle(bytes: place, fallbacks: fallbacks.count - fallback.count..<fallbacks.count))
        return needles.count - 1
    }
}
