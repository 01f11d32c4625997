import Wire

/// Cuts a display filter into words and signs.
struct FilterLexer {
    private let bytes: [UInt8]
    private var place = 0
    private(set) var tokens: [FilterToken] = []

    /// - Throws: where a sign has no meaning, or a text has no end or a bad escape.
    static func tokens(of bytes: [UInt8]) throws(FilterFault) -> [FilterToken] {
        var lexer = FilterLexer(bytes: bytes)
        while lexer.place < bytes.count { try lexer.next() }
        lexer.tokens.append(FilterToken(kind: .end, range: bytes.count..<bytes.count))
        return lexer.tokens
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private static let signs: [(text: String, kind: FilterToken.Kind)] = [
        ("===", .relation(.allEqual)), ("!==", .relation(.anyNotEqual)), ("==", .relation(.equal)),
        ("!=", .relation(.notEqual)), ("~=", .relation(.anyNotEqual)), (">=", .relation(.greaterOrEqual)),
        ("<=", .relation(.lessOrEqual)), ("&&", .and), ("||", .or), ("^^", .xor), ("..", .dots),
        ("<", .relation(.less)), (">", .relation(.greater)), ("!", .not), ("&", .bitAnd), ("~", .matches),
        ("(", .leftParenthesis), (")", .rightParenthesis), ("{", .leftBrace), ("}", .rightBrace),
        ("[", .leftBracket), ("]", .rightBracket), (",", .comma),
    ]

    private static let words: [String: FilterToken.Kind] = [
        "and": .and, "or": .or, "xor": .xor, "not": .not, "in": .isIn,
        "eq": .relation(.equal), "any_eq": .relation(.equal), "ne": .relation(.notEqual),
        "all_ne": .relation(.notEqual), "all_eq": .relation(.allEqual), "any_ne": .relation(.anyNotEqual),
        "gt": .relation(.greater), "lt": .relation(.less), "ge": .relation(.greaterOrEqual),
        "le": .relation(.lessOrEqual), "contains": .contains, "matches": .matches,
        "bitand": .bitAnd, "bitwise_and": .bitAnd,
    ]

    private mutating func next() throws(FilterFault) {
        let byte = bytes[place]
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
            place += 1
        case UInt8(ascii: "\""):
            try takeText(isRaw: false, from: place)
        case UInt8(ascii: "r"), UInt8(ascii: "R"):
            if place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: "\"") {
                try takeText(isRaw: true, from: place + 1)
            } else {
                takeWord()
            }
        default:
            if !takeSign() {
                guard isWord(at: place) else { throw strangeByte() }
                takeWord()
            }
        }
    }

    private func strangeByte() -> FilterFault {
        let rest = bytes[place...].dropFirst().prefix { $0 & 0xC0 == 0x80 }.count
        let range = place..<place + 1 + rest
        if bytes[place] == UInt8(ascii: "'") { return FilterFault(at: range, "text is put between double quotes") }
        if bytes[place] == UInt8(ascii: "=") { return FilterFault(at: range, "equality is tested with \"==\"") }
        if bytes[place] == UInt8(ascii: "|") { return FilterFault(at: range, "\"or\" is written \"||\"") }
        let isShown = bytes[place] > 0x20 && bytes[place] < 0x7F
        let sign = isShown ? " \"" + String(decoding: bytes[range], as: UTF8.self) + "\"" : ""
        return FilterFault(at: range, "this character\(sign) has no meaning outside of quotes")
    }

    private mutating func takeSign() -> Bool {
        for sign in Self.signs {
            let length = sign.text.utf8.count
            if place + length <= bytes.count, sign.text.utf8.elementsEqual(bytes[place..<place + length]) {
                tokens.append(FilterToken(kind: sign.kind, range: place..<place + length))
                place += length
                return true
            }
        }
        return false
    }

    private func isWord(at index: Int) -> Bool {
        switch bytes[index] {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "-"),
            UInt8(ascii: "/"), UInt8(ascii: "+"):
            true
        case UInt8(ascii: "."): index + 1 >= bytes.count || bytes[index + 1] != UInt8(ascii: ".")
        default: false
        }
    }

    private mutating func takeWord() {
        let start = place
        while place < bytes.count, isWord(at: place) { place += 1 }
        let word = Array(bytes[start..<place])
        let keyword = Self.words[String(decoding: word, as: UTF8.self)]
        tokens.append(FilterToken(kind: keyword ?? .word, range: start..<place, bytes: word))
    }
}

// MARK: Text

extension FilterLexer {
    /// - Parameter quote: the place of the quotation mark; a raw text has an "r" before it.
    private mutating func takeText(isRaw: Bool, from quote: Int) throws(FilterFault) {
        let start = place
        var token = FilterToken(kind: .text, range: start..<start)
        place = quote + 1
        while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
            let isEscape = bytes[place] == UInt8(ascii: "\\") && place + 1 < bytes.count
            if isEscape, isRaw {
                // A quotation mark after a backslash doesn't end a raw text; both belong to it.
                token.append(bytes[place], at: place)
                token.append(bytes[place + 1], at: place + 1)
                place += 2
            } else if isEscape {
                try takeEscape(into: &token)
            } else {
                token.append(bytes[place], at: place)
                place += 1
            }
        }
        guard place < bytes.count else {
            throw FilterFault(at: start..<bytes.count, "the quotation mark that ends this text is missing")
        }
        place += 1
        tokens.append(
            FilterToken(
                kind: .text, range: start..<place, bytes: token.bytes, places: token.places,
                patternEscape: token.patternEscape))
    }

    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9, UInt8(ascii: "a"): 7,
        UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "v"): 11, UInt8(ascii: "\\"): UInt8(ascii: "\\"),
        UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "'"): UInt8(ascii: "'"),
    ]

    /// As in C: letters, `\x` and two hexadecimal digits, up to three octal ones, `\u` and four hexadecimal ones.
    private mutating func takeEscape(into token: inout FilterToken) throws(FilterFault) {
        let start = place
        let letter = bytes[place + 1]
        place += 2
        switch letter {
        case UInt8(ascii: "x"):
            guard let value = digits(2, radix: 16, from: place), value.end == place + 2 else {
                throw FilterFault(at: start..<place, "expected two hexadecimal digits after \"\\x\"")
            }
            token.append(UInt8(truncatingIfNeeded: value.value), at: start)
            place = value.end
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            guard let value = digits(3, radix: 8, from: place - 1), value.value < 256 else {
                throw FilterFault(at: start..<min(start + 4, bytes.count), "a byte is \\377 at most")
            }
            token.append(UInt8(truncatingIfNeeded: value.value), at: start)
            place = value.end
        case UInt8(ascii: "u"):
            guard let value = digits(4, radix: 16, from: place), value.end == place + 4,
                let scalar = Unicode.Scalar(value.value)
            else {
                throw FilterFault(at: start..<place, "expected four hexadecimal digits of a character after \"\\u\"")
            }
            for byte in String(Character(scalar)).utf8 { token.append(byte, at: start) }
            place = value.end
        default:
            if let byte = Self.escapes[letter] {
                token.append(byte, at: start)
            } else {
                token.patternEscape = token.patternEscape ?? start..<place
                token.append(UInt8(ascii: "\\"), at: start)
                token.append(letter, at: start + 1)
            }
        }
    }

    /// The number that at most `count` digits make; nil where there is none.
    private func digits(_ count: Int, radix: UInt32, from start: Int) -> (value: UInt32, end: Int)? {
        var value: UInt32 = 0
        var index = start
        while index < min(start + count, bytes.count), let digit = bytes[index].hexDigitValue, digit < radix {
            value = value * radix + UInt32(digit)
            index += 1
        }
        return index > start ? (value, index) : nil
    }
}

extension FilterToken {
    fileprivate mutating func append(_ byte: UInt8, at place: Int) {
        bytes.append(byte)
        places.append(place)
    }
}
