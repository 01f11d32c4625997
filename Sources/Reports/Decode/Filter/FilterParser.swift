/// Reads a display filter. Each function reads one level of its grammar, the loosest first:
///
///     or    = xor { "or" xor }
///     xor   = and { "xor" and }
///     and   = not { "and" not }
///     not   = "not" not | test
///     test  = value [ relation value | "contains" value | "matches" text | [ "not" ] "in" set ]
///     value = single { "&" number }
struct FilterParser {
    /// Parentheses, negations and functions within one another; more could exhaust the stack.
    static let maximumDepth = 100
    static let maximumLength = 16_384

    /// What has been read: a test, or a value that might become one side of a comparison.
    enum Part {
        case node(Int)
        case value(FilterOperand)
    }

    private let tokens: [FilterToken]
    private var place = 0
    private var depth = 0
    var program = FilterProgram()

    static func program(of expression: String) throws(FilterFault) -> FilterProgram {
        let bytes = Array(expression.utf8)
        guard bytes.count <= maximumLength else {
            throw FilterFault(at: maximumLength..<bytes.count, "a filter has at most \(maximumLength) bytes")
        }
        var parser = FilterParser(tokens: try FilterLexer.tokens(of: bytes))
        guard parser.token.kind != .end else { throw FilterFault(at: 0..<0, "expected a filter") }
        let part = try parser.or()
        parser.program.root = try parser.node(part)
        guard parser.token.kind == .end else { throw parser.unexpected("\"and\", \"or\" or the end") }
        return parser.program
    }

    private init(tokens: [FilterToken]) { self.tokens = tokens }

    var token: FilterToken { tokens[place] }
    private var before: FilterToken? { place > 0 ? tokens[place - 1] : nil }

    private mutating func take(_ kind: FilterToken.Kind) -> Bool {
        guard token.kind == kind else { return false }
        place += 1
        return true
    }

    private mutating func expect(_ kind: FilterToken.Kind, _ text: String) throws(FilterFault) {
        if !take(kind) { throw unexpected(text) }
    }

    func unexpected(_ expected: String) -> FilterFault {
        if token.kind == .end { return FilterFault(at: token.range, "expected \(expected), but the filter ends") }
        return FilterFault(at: token.range, "expected \(expected)")
    }

    private mutating func deeper<Result>(
        _ body: (inout FilterParser) throws(FilterFault) -> Result
    ) throws(FilterFault) -> Result {
        guard depth < Self.maximumDepth else {
            throw FilterFault(at: token.range, "a filter is nested \(Self.maximumDepth) deep at most")
        }
        depth += 1
        let result = try body(&self)
        depth -= 1
        return result
    }

    // MARK: Logic

    private mutating func or() throws(FilterFault) -> Part {
        try joined(by: .or, FilterNode.any) { parser throws(FilterFault) in
            try parser.joined(by: .xor, FilterNode.odd) { parser throws(FilterFault) in
                try parser.joined(by: .and, FilterNode.all) { parser throws(FilterFault) in try parser.not() }
            }
        }
    }

    private mutating func joined(
        by kind: FilterToken.Kind, _ make: (Range<Int>) -> FilterNode,
        _ next: (inout FilterParser) throws(FilterFault) -> Part
    ) throws(FilterFault) -> Part {
        let first = try next(&self)
        guard token.kind == kind else { return first }
        var nodes = [try node(first)]
        while take(kind) { nodes.append(try node(try next(&self))) }
        return .node(program.join(nodes, by: make))
    }

    private mutating func not() throws(FilterFault) -> Part {
        guard take(.not) else { return try test() }
        let inner = try deeper { parser throws(FilterFault) in try parser.node(try parser.not()) }
        return .node(program.add(.not(inner)))
    }

    /// A part as a test: a value alone asks whether it is there.
    private mutating func node(_ part: Part) throws(FilterFault) -> Int {
        switch part {
        case .node(let node): return node
        case .value(let operand): return try presence(operand)
        }
    }

    private mutating func test() throws(FilterFault) -> Part {
        let first = try value()
        guard case .value(let left) = first else { return first }
        let sign = token
        switch sign.kind {
        case .relation(let relation):
            place += 1
            return .node(try comparison(left, relation, try operand("after \"\(text(of: sign))\"")))
        case .contains:
            place += 1
            return .node(try contains(left, try operand("after \"contains\"")))
        case .matches:
            place += 1
            guard token.kind == .text else { throw unexpected("a pattern in quotes after \"\(text(of: sign))\"") }
            place += 1
            return .node(try matches(left, before ?? sign))
        case .isIn:
            place += 1
            return .node(try membership(left))
        case .not where tokens[place + 1].kind == .isIn:
            place += 2
            return .node(program.add(.not(try membership(left))))
        default: return first
        }
    }

    private func text(of sign: FilterToken) -> String {
        guard sign.bytes.isEmpty, case .relation(let relation) = sign.kind else {
            return sign.bytes.isEmpty ? "~" : sign.string
        }
        return switch relation {
        case .equal: "=="
        case .notEqual: "!="
        case .allEqual: "==="
        case .anyNotEqual: "!=="
        case .less: "<"
        case .lessOrEqual: "<="
        case .greater: ">"
        case .greaterOrEqual: ">="
        }
    }

    /// Only a pattern can mean `\d`.
    private func checkEscapes(of token: FilterToken) throws(FilterFault) {
        guard let range = token.patternEscape, let first = token.places.firstIndex(of: range.lowerBound) else { return }
        let letter = String(decoding: token.bytes[first..<first + 2], as: UTF8.self)
        throw FilterFault(at: range, "\"\(letter)\" has no meaning; a backslash is written \"\\\\\"")
    }

    // MARK: Values

    private mutating func operand(_ context: String) throws(FilterFault) -> FilterOperand {
        let start = token.range.lowerBound
        guard [.word, .text, .leftParenthesis].contains(token.kind) else { throw unexpected("a value \(context)") }
        guard case .value(let operand) = try value() else {
            throw FilterFault(at: start..<(before?.range.upperBound ?? start), "expected a value \(context)")
        }
        return operand
    }

    private mutating func value() throws(FilterFault) -> Part {
        var part = try single()
        while token.kind == .bitAnd {
            guard case .value(let operand) = part else { throw unexpected("\"and\", \"or\" or the end") }
            place += 1
            guard token.kind == .word else { throw unexpected("a number after \"&\"") }
            place += 1
            part = .value(try masked(operand, by: FilterLiteral(token: tokens[place - 1])))
        }
        return part
    }

    private mutating func single() throws(FilterFault) -> Part {
        let start = token
        if take(.leftParenthesis) {
            let inner = try deeper { parser throws(FilterFault) in try parser.or() }
            try expect(.rightParenthesis, "\")\"")
            return inner
        }
        guard start.kind == .word || start.kind == .text else {
            throw unexpected("a field, a protocol, \"not\" or \"(\"")
        }
        try checkEscapes(of: start)
        place += 1
        if start.kind == .word, take(.leftParenthesis) { return .value(try function(start)) }
        let literal = FilterOperand(kind: .literal(FilterLiteral(token: start)), range: start.range)
        guard start.kind == .word, let kinds = FieldNames.kinds(of: start.string) else {
            if token.kind == .leftBracket, start.kind == .word { throw FilterFault(unknown: start) }
            return .value(literal)
        }
        var field = FilterField(name: start.string, kinds: kinds)
        if take(.leftBracket) { field.slice = try slice(of: field) }
        return .value(
            FilterOperand(kind: .field(field), range: start.range.lowerBound..<tokens[place - 1].range.upperBound))
    }

    /// `len(field)` and the like, from after the parenthesis on.
    private mutating func function(_ name: FilterToken) throws(FilterFault) -> FilterOperand {
        guard ["len", "count", "lower", "upper"].contains(name.string) else {
            throw FilterFault(
                at: name.range, "there is no function \"\(name.string)\"; there are len, count, lower and upper")
        }
        let argument = try deeper { parser throws(FilterFault) in
            try parser.operand("in the parentheses of \"\(name.string)\"")
        }
        try expect(.rightParenthesis, "\")\"")
        let range = name.range.lowerBound..<tokens[place - 1].range.upperBound
        return FilterOperand(kind: .field(try apply(name.string, to: argument)), range: range)
    }

    /// `[2:4]` four bytes from the third on, `[2-4]` three, `[2]` one, `[2:]`, `[:4]`; a negative start counts from
    /// the end.
    private mutating func slice(of field: FilterField) throws(FilterFault) -> FilterSlice {
        let start = token
        guard !field.kinds.isDisjoint(with: [.layer, .group, .bytes, .text, .warning, .mac, .ipv4, .ipv6]) else {
            throw FilterFault(at: tokens[place - 2].range, "\(field.name) has no bytes to take some of")
        }
        guard take(.word), let slice = FilterSlice(start.bytes) else {
            throw FilterFault(at: start.range, "expected a range of bytes such as 0:4, 2-5, 3 or -2:2")
        }
        try expect(.rightBracket, "\"]\"")
        return slice
    }

    private mutating func membership(_ left: FilterOperand) throws(FilterFault) -> Int {
        guard take(.leftBrace) else {
            return try member(left, of: [(try element(), nil)])
        }
        var elements: [(FilterLiteral, FilterLiteral?)] = []
        repeat {
            let lower = try element()
            elements.append((lower, take(.dots) ? try element() : nil))
        } while take(.comma)
        try expect(.rightBrace, "\",\" or \"}\"")
        return try member(left, of: elements)
    }

    private mutating func element() throws(FilterFault) -> FilterLiteral {
        guard token.kind == .word || token.kind == .text else { throw unexpected("a value") }
        try checkEscapes(of: token)
        place += 1
        return FilterLiteral(token: tokens[place - 1])
    }
}

extension FilterFault {
    /// A word that is neither a field nor a value.
    init(unknown token: FilterToken) {
        self.init(at: token.range, UnknownFieldError(token.string).description)
    }
}

extension FilterSlice {
    init?(_ text: [UInt8]) {
        var digits = text[...]
        let isNegative = digits.first == UInt8(ascii: "-")
        if isNegative { digits = digits.dropFirst() }
        let first = Self.takeNumber(&digits)
        guard let sign = digits.first else {
            guard let first else { return nil }
            self.init(start: isNegative ? -first : first, count: 1)
            return
        }
        digits = digits.dropFirst()
        let second = Self.takeNumber(&digits)
        guard digits.isEmpty, first != nil || second != nil, first != nil || !isNegative else { return nil }
        let start = first ?? 0
        if sign == UInt8(ascii: ":") {
            guard second != 0 else { return nil }
            self.init(start: isNegative ? -start : start, count: second)
        } else {
            guard sign == UInt8(ascii: "-"), let second, !isNegative, second >= start else { return nil }
            self.init(start: start, count: second - start + 1)
        }
    }

    /// At most five digits, so that sums are small.
    private static func takeNumber(_ text: inout ArraySlice<UInt8>) -> Int? {
        let found = text.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        guard !found.isEmpty, found.count <= 5 else { return nil }
        text = text.dropFirst(found.count)
        return found.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }
}
