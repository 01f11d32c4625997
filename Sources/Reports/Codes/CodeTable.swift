import Wire

/// A table of `codes`: a registry that the codecs use, with what is told of its values.
public struct CodeTable: Sendable {
    /// The word it is asked for by: "icmp".
    public let name: String
    public let title: String
    /// Other words it is asked for by, alone or together with other tables: "http".
    let aliases: [String]
    /// Digits of its numbers where they are written in hexadecimal, else 0.
    let hexDigits: Int
    /// The highest number; nil in a table of words.
    let maximum: UInt32?
    /// Whether a number without a row is known to be nobody's.
    let isComplete: Bool
    let notes: String
    let entryRows: @Sendable () -> [CodeRow]

    init(
        _ name: String, _ title: String, aliases: [String] = [], hexDigits: Int = 0, maximum: UInt32? = nil,
        isComplete: Bool = true, notes: String, entries: @escaping @Sendable () -> [CodeRow]
    ) {
        self.name = name
        self.title = title
        self.aliases = aliases
        self.hexDigits = hexDigits
        self.maximum = maximum
        self.isComplete = isComplete
        self.notes = notes
        self.entryRows = entries
    }

    /// Of a registry of numbers.
    init<Number: AssignedNumber>(
        _ name: String, _ title: String, _ registry: Number.Type, aliases: [String] = [], hexDigits: Int = 0,
        maximum: UInt32? = nil, isComplete: Bool = true, notes: String
    ) {
        self.init(
            name, title, aliases: aliases, hexDigits: hexDigits,
            maximum: maximum ?? UInt32(clamping: Number.RawValue.max), isComplete: isComplete, notes: notes
        ) {
            Number.assignments.map {
                CodeRow(table: "", value: UInt32($0.rawValue), name: $0.name, reference: $0.reference)
            }
        }
    }

    /// Of the types and codes of ICMP, each type before its codes.
    init<Kind: ICMPKind>(
        _ name: String, _ title: String, _ kind: Kind.Type, aliases: [String], notes: String
    ) {
        self.init(name, title, aliases: aliases, maximum: 255, notes: notes) {
            Kind.MessageType.assignments.flatMap { type in
                let codes = Kind.codes.filter { $0.type == type.rawValue }
                return [CodeRow(table: "", value: UInt32(type.rawValue), name: type.name, reference: type.reference)]
                    + codes.map {
                        CodeRow(
                            table: "", value: UInt32($0.type), code: $0.code, name: $0.name, reference: $0.reference)
                    }
            }
        }
    }

    /// Of a registry of words.
    init(
        _ name: String, _ title: String, aliases: [String], notes: String,
        words: @escaping @Sendable () -> [(name: String, reference: String)]
    ) {
        self.init(name, title, aliases: aliases, isComplete: false, notes: notes) {
            words().map { CodeRow(table: "", name: $0.name, reference: $0.reference) }
        }
    }

    /// All rows, in the order of the registry.
    public func rows() -> [CodeRow] {
        let notes = CodeNotes(notes, hasRanges: maximum != nil).notes
        return entryRows().map { entry in
            var row = entry
            row.table = name
            if let value = row.value { row.label = label(value, row.code) }
            if let note = notes[key(row)] {
                row.meaning = note.meaning
                row.cause = note.cause
            }
            return row
        }
    }

    /// What a row's note is kept under.
    func key(_ row: CodeRow) -> String {
        guard let value = row.value else { return row.name }
        return label(value, row.code, separator: "/")
    }

    /// `3`, `3 1`, `0x0800`.
    func label(_ value: UInt32, _ code: UInt8? = nil, separator: String = " ") -> String {
        guard hexDigits > 0 else { return code.map { "\(value)\(separator)\($0)" } ?? String(value) }
        let digits = String(value, radix: 16, uppercase: true)
        return "0x" + String(repeating: "0", count: max(0, hexDigits - digits.utf8.count)) + digits
    }
}

// Numbers as people write them.
extension CodeTable {
    /// Decimal digits, or hexadecimal ones behind `0x`.
    static func number(_ text: String) -> UInt32? {
        let isHex = text.lowercased().hasPrefix("0x")
        let digits = isHex ? text.dropFirst(2) : Substring(text)
        guard digits.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
        return UInt32(digits, radix: isHex ? 16 : 10)
    }

    /// A number of this table: where it writes four hexadecimal digits, four of them that can't be meant as decimal
    /// ones need no `0x`.
    func number(_ text: String) -> UInt32? {
        let looksHex = text.hasPrefix("0") || text.contains { $0.isLetter }
        if hexDigits == 4, text.utf8.count == 4, looksHex, let number = Self.number("0x" + text) { return number }
        return Self.number(text)
    }
}
