/// How a field's values are compared. Of several values, one that fits is enough for any but the two named here.
enum FilterRelation: Sendable {
    case equal
    /// No value is equal, and there is one.
    case notEqual
    /// All values are equal, and there is one.
    case allEqual
    case anyNotEqual
    case less, lessOrEqual, greater, greaterOrEqual

    /// The relation that holds when both sides are exchanged.
    var flipped: FilterRelation {
        switch self {
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        default: self
        }
    }
}

/// A word or a sign of a display filter.
struct FilterToken {
    enum Kind: Equatable {
        /// A name, a number, an address: anything without quotes.
        case word
        /// What stood in quotes, its escapes resolved.
        case text
        case leftParenthesis, rightParenthesis, leftBrace, rightBrace, leftBracket, rightBracket
        case comma, dots, and, or, xor, not, bitAnd, contains, matches, isIn
        case relation(FilterRelation)
        case end
    }

    let kind: Kind
    /// Its place in the expression, in bytes.
    let range: Range<Int>
    /// The word, or the text without quotes.
    var bytes: [UInt8] = []
    /// For text, where each byte of it stands in the expression.
    var places: [Int] = []
    /// An escape that only a pattern can mean, such as `\d`: it was kept as it is.
    var patternEscape: Range<Int>?

    /// The word or text as a string, for names and for messages.
    var string: String { String(decoding: bytes, as: UTF8.self) }
}
