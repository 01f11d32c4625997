/// The words of a record as zone files have them (RFC 1035 section 5.1): between blanks, with quotation marks round
/// what has blanks in it, over several lines within parentheses, comments behind semicolons.
struct ZoneWords {
    /// A word, without its quotation marks, and with its backslashes.
    struct Word: Hashable {
        var text: [UInt8]
        var isQuoted: Bool

        /// What the backslashes stand for: `\.` for a dot, `\DDD` for any byte; nil where nothing that makes sense
        /// follows one.
        var plain: [UInt8]? {
            var rest = text[...]
            var plain: [UInt8] = []
            while let byte = rest.popFirst() {
                guard byte == UInt8(ascii: "\\") else {
                    plain.append(byte)
                    continue
                }
                guard let escaped = rest.popEscaped() else { return nil }
                plain.append(escaped)
            }
            return plain
        }

        var string: String { String(decoding: text, as: UTF8.self) }
    }

    private var rest: ArraySlice<UInt8>
    private var depth = 0
    /// Whether a quotation mark or a parenthesis has no other half.
    private(set) var isBroken = false

    init(_ text: [UInt8]) { rest = text[...] }

    /// What stands behind the last word.
    var unread: ArraySlice<UInt8> { rest }

    /// The next word; nil behind the last one.
    mutating func next() -> Word? {
        skipBlanks()
        guard !rest.isEmpty, !isBroken else { return nil }
        var word = Word(text: [], isQuoted: false)
        while let byte = rest.first, !isBroken {
            switch byte {
            case UInt8(ascii: "\""):
                word.isQuoted = true
                takeQuoted(&word)
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"), UInt8(ascii: ";"),
                UInt8(ascii: "("), UInt8(ascii: ")"):
                return word
            default: takeByte(&word)
            }
        }
        return isBroken ? nil : word
    }

    private mutating func skipBlanks() {
        while let byte = rest.first {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"): break
            case UInt8(ascii: ";"):
                rest = rest.drop { $0 != UInt8(ascii: "\n") }
                continue
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"): depth -= 1
            default: return
            }
            rest.removeFirst()
        }
        if depth != 0 { isBroken = true }
    }

    /// A byte, and the next one where it is a backslash.
    private mutating func takeByte(_ word: inout Word) {
        guard let byte = rest.popFirst() else { return }
        word.text.append(byte)
        if byte == UInt8(ascii: "\\"), let escaped = rest.popFirst() { word.text.append(escaped) }
    }

    private mutating func takeQuoted(_ word: inout Word) {
        rest.removeFirst()
        while let byte = rest.first, byte != UInt8(ascii: "\"") { takeByte(&word) }
        isBroken = rest.popFirst() == nil
    }
}

extension ArraySlice<UInt8> {
    /// Takes what stands behind a backslash: three digits for a byte by its number, or any other byte for itself.
    mutating func popEscaped() -> UInt8? {
        guard let first = popFirst() else { return nil }
        guard let digit = first.decimalDigit else { return first }
        guard let second = popFirst()?.decimalDigit, let third = popFirst()?.decimalDigit else { return nil }
        return UInt8(exactly: digit * 100 + second * 10 + third)
    }
}

extension UInt8 {
    fileprivate var decimalDigit: Int? {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) ? Int(self - UInt8(ascii: "0")) : nil
    }
}
