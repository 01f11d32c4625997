import Wire

/// Reads regular expressions as Perl writes them: `.`, `[a-z]`, `\d \s \w \b`, `^ $`, `( )`, `|`, `* + ? {2,5}`.
struct BytePatternParser {
    static let maximumDepth = 60
    static let maximumRepetition = 1000

    private let pattern: [UInt8]
    private var place = 0
    private var depth = 0
    private var ignoresCase = true
    /// Whether `.` matches a line feed.
    private var dotIsAny = false

    static func parse(_ pattern: [UInt8]) throws(BytePatternError) -> BytePatternTree {
        var parser = BytePatternParser(pattern: pattern)
        let tree = try parser.choice()
        guard parser.place == pattern.count else { throw parser.fault("a \")\" without a \"(\"") }
        return tree
    }

    private init(pattern: [UInt8]) { self.pattern = pattern }

    private var next: UInt8? { place < pattern.count ? pattern[place] : nil }

    private func fault(_ message: String, at place: Int? = nil) -> BytePatternError {
        BytePatternError(place: place ?? self.place, message: message)
    }

    private mutating func take(_ sign: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: sign) else { return false }
        place += 1
        return true
    }

    private mutating func choice() throws(BytePatternError) -> BytePatternTree {
        var parts = [try sequence()]
        while take("|") { parts.append(try sequence()) }
        return parts.count == 1 ? parts[0] : .choice(parts)
    }

    private mutating func sequence() throws(BytePatternError) -> BytePatternTree {
        var parts: [BytePatternTree] = []
        while let byte = next, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") {
            guard let part = try atom() else { continue }
            parts.append(try repeated(part))
        }
        return .sequence(parts)
    }

    private mutating func repeated(_ part: BytePatternTree) throws(BytePatternError) -> BytePatternTree {
        var part = part
        while let byte = next {
            switch byte {
            case UInt8(ascii: "*"): part = .repeated(part, 0, nil)
            case UInt8(ascii: "+"): part = .repeated(part, 1, nil)
            case UInt8(ascii: "?"): part = .repeated(part, 0, 1)
            case UInt8(ascii: "{"):
                guard let bounds = try bounds() else { return part }
                part = .repeated(part, bounds.least, bounds.most)
                place -= 1
            default: return part
            }
            place += 1
            // Whether as much or as little as possible is taken changes nothing in whether there is a match.
            _ = take("?")
            if next == UInt8(ascii: "*") || next == UInt8(ascii: "+") { throw fault("nothing to repeat") }
        }
        return part
    }

    /// `{2}`, `{2,}`, `{2,5}`; nil where the brace stands for itself.
    private mutating func bounds() throws(BytePatternError) -> (least: Int, most: Int?)? {
        let start = place
        place += 1
        let least = number()
        let hasComma = take(",")
        let most = hasComma ? number() : least
        guard let least, take("}") else {
            place = start
            return nil
        }
        guard max(least, most ?? 0) <= Self.maximumRepetition else {
            throw fault("at most \(Self.maximumRepetition) repetitions", at: start)
        }
        guard most ?? least >= least else { throw fault("the bounds are the wrong way round", at: start) }
        return (least, most)
    }

    private mutating func number() -> Int? {
        var value: Int?
        while let byte = next, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
            value = min((value ?? 0) * 10 + Int(byte - UInt8(ascii: "0")), 1_000_000)
            place += 1
        }
        return value
    }

    /// nil for what stands for nothing, such as `(?i)`.
    private mutating func atom() throws(BytePatternError) -> BytePatternTree? {
        let byte = pattern[place]
        let start = place
        place += 1
        switch byte {
        case UInt8(ascii: "("): return try group(from: start)
        case UInt8(ascii: "["): return .take(cased(try bracket(from: start)))
        case UInt8(ascii: "."): return .take(dotIsAny ? .all : ByteSet.newline.inverted)
        case UInt8(ascii: "^"): return .assert(.start)
        case UInt8(ascii: "$"): return .assert(.end)
        case UInt8(ascii: "\\"): return try escape()
        case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"):
            throw fault("nothing to repeat", at: start)
        case 0xC0...:
            // A character of several bytes is repeated as a whole.
            while let more = next, more & 0xC0 == 0x80 { place += 1 }
            return .sequence(pattern[start..<place].map { .take(ByteSet($0...$0)) })
        default: return .take(cased(ByteSet(byte...byte)))
        }
    }

    private func cased(_ set: ByteSet) -> ByteSet { ignoresCase ? set.ignoringCase : set }

    private mutating func group(from start: Int) throws(BytePatternError) -> BytePatternTree? {
        let outer = (ignoresCase, dotIsAny)
        if take("?") {
            guard try flags(from: start) else { return nil }
        }
        guard depth < Self.maximumDepth else { throw fault("groups are nested too deep", at: start) }
        depth += 1
        let tree = try choice()
        depth -= 1
        guard take(")") else { throw fault("this \"(\" has no \")\"", at: start) }
        (ignoresCase, dotIsAny) = outer
        return tree
    }

    /// `(?:`, `(?i)`, `(?-i:` and the like.
    ///
    /// - Returns: whether a group follows; flags that end with `)` hold until the group round them ends.
    private mutating func flags(from start: Int) throws(BytePatternError) -> Bool {
        var isSet = true
        while let byte = next {
            place += 1
            switch byte {
            case UInt8(ascii: "i"): ignoresCase = isSet
            case UInt8(ascii: "s"): dotIsAny = isSet
            case UInt8(ascii: "-"): isSet = false
            case UInt8(ascii: ":"): return true
            case UInt8(ascii: ")"): return false
            default: throw fault("groups begin with \"(\", \"(?:\", \"(?i)\" or \"(?s)\"", at: start)
            }
        }
        throw fault("this \"(\" has no \")\"", at: start)
    }

    // MARK: Escapes

    private mutating func escape() throws(BytePatternError) -> BytePatternTree {
        guard let letter = next else { throw fault("nothing follows the \"\\\"", at: place - 1) }
        switch letter {
        case UInt8(ascii: "b"): return assertion(.wordBoundary)
        case UInt8(ascii: "B"): return assertion(.noWordBoundary)
        case UInt8(ascii: "A"): return assertion(.start)
        case UInt8(ascii: "z"), UInt8(ascii: "Z"): return assertion(.end)
        default: return .take(cased(try escapedSet()))
        }
    }

    private mutating func assertion(_ assertion: BytePattern.Assertion) -> BytePatternTree {
        place += 1
        return .assert(assertion)
    }

    private static let classes: [UInt8: ByteSet] = [
        UInt8(ascii: "d"): .digits, UInt8(ascii: "D"): ByteSet.digits.inverted, UInt8(ascii: "s"): .space,
        UInt8(ascii: "S"): ByteSet.space.inverted, UInt8(ascii: "w"): .word, UInt8(ascii: "W"): ByteSet.word.inverted,
        UInt8(ascii: "h"): ByteSet(9...9, 32...32), UInt8(ascii: "N"): ByteSet.newline.inverted,
    ]

    private static let controls: [UInt8: UInt8] = [
        UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9, UInt8(ascii: "f"): 12,
        UInt8(ascii: "v"): 11, UInt8(ascii: "a"): 7, UInt8(ascii: "e"): 27, UInt8(ascii: "0"): 0,
    ]

    /// What follows a backslash, in brackets or not, as far as it takes a byte.
    private mutating func escapedSet() throws(BytePatternError) -> ByteSet {
        guard let letter = next else { throw fault("nothing follows the \"\\\"", at: place - 1) }
        place += 1
        if let set = Self.classes[letter] { return set }
        if let control = Self.controls[letter] { return ByteSet(control...control) }
        if letter == UInt8(ascii: "x") {
            guard place + 2 <= pattern.count, let high = pattern[place].hexDigitValue,
                let low = pattern[place + 1].hexDigitValue
            else { throw fault("expected two hexadecimal digits after \"\\x\"") }
            place += 2
            return ByteSet(high << 4 | low...high << 4 | low)
        }
        if letter >= UInt8(ascii: "1"), letter <= UInt8(ascii: "9") {
            throw fault("references to groups are not supported", at: place - 2)
        }
        guard !ByteSet.letters.contains(letter) else {
            throw fault("\"\\\(Unicode.Scalar(letter))\" has no meaning", at: place - 2)
        }
        return ByteSet(letter...letter)
    }

    // MARK: Brackets

    private static let named: [(name: String, set: ByteSet)] = [
        ("alnum", .alphanumerics), ("alpha", .letters), ("digit", .digits), ("lower", .lower), ("upper", .upper),
        ("space", .space), ("punct", .punctuation), ("xdigit", .hexDigits), ("word", .word),
    ]

    private mutating func bracket(from start: Int) throws(BytePatternError) -> ByteSet {
        let isInverted = take("^")
        var set = ByteSet()
        var isFirst = true
        while let byte = next, byte != UInt8(ascii: "]") || isFirst {
            isFirst = false
            set.formUnion(try element())
        }
        guard take("]") else { throw fault("this \"[\" has no \"]\"", at: start) }
        return isInverted ? cased(set).inverted : set
    }

    /// A byte, a range of bytes or a class.
    private mutating func element() throws(BytePatternError) -> ByteSet {
        if let named = namedClass() { return named }
        let start = place
        guard let first = try bound() else { return try escapedSet() }
        guard next == UInt8(ascii: "-"), place + 1 < pattern.count, pattern[place + 1] != UInt8(ascii: "]") else {
            return ByteSet(first...first)
        }
        place += 1
        guard let last = try bound(), last >= first else { throw fault("this range has no end", at: start) }
        return ByteSet(first...last)
    }

    /// One byte; nil where a class follows, its backslash taken.
    private mutating func bound() throws(BytePatternError) -> UInt8? {
        guard let byte = next else { throw fault("this has no end") }
        guard byte < 0x80 else { throw fault("only characters of ASCII can stand in brackets") }
        place += 1
        guard byte == UInt8(ascii: "\\") else { return byte }
        guard let letter = next else { throw fault("nothing follows the \"\\\"", at: place - 1) }
        if letter == UInt8(ascii: "b") {
            place += 1
            return 8
        }
        if Self.classes[letter] != nil { return nil }
        let set = try escapedSet()
        return (0...255).first { set.contains($0) }
    }

    private mutating func namedClass() -> ByteSet? {
        for (name, set) in Self.named {
            let text = Array("[:\(name):]".utf8)
            if pattern[place...].starts(with: text) {
                place += text.count
                return set
            }
        }
        return nil
    }
}
