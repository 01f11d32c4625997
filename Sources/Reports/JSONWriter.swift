import Probes
import Wire

/// Writes one JSON object a line (RFC 8259), members in the order in which they are added, and can write nothing else:
/// objects and arrays end where their closure does, text is escaped, numbers are whole or have fixed decimals.
///
/// What is unknown (nil) is left out. A whole number beyond 2^53, which many readers would round, becomes a string.
public struct JSONWriter {
    private var bytes: [UInt8] = []
    private var isFirst = true

    /// Appends an object and a line feed to `output`.
    public static func line(to output: inout [UInt8], _ body: (inout JSONWriter) -> Void) {
        // Swapped, not copied: a second owner would make the first byte written copy all that is there.
        var writer = JSONWriter()
        swap(&writer.bytes, &output)
        writer.braces(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
        writer.bytes.append(UInt8(ascii: "\n"))
        swap(&writer.bytes, &output)
    }

    // MARK: Members

    public mutating func add(_ name: StaticName, _ value: String?) {
        guard let value else { return }
        key(name)
        string(value.utf8Span.span)
    }

    /// Text of unknown encoding: what is no UTF-8 becomes U+FFFD.
    public mutating func add(_ name: StaticName, _ value: [UInt8]?) {
        guard let value else { return }
        key(name)
        string(value.span)
    }

    /// A value that is JSON already.
    mutating func add(_ name: StaticName, json value: [UInt8]?) {
        guard let value else { return }
        key(name)
        bytes += value
    }

    public mutating func add(_ name: StaticName, _ value: (some BinaryInteger)?) {
        guard let value else { return }
        key(name)
        let isExact = value.magnitude <= 1 << 53
        if !isExact { bytes.append(UInt8(ascii: "\"")) }
        if let value = Int64(exactly: value) {
            bytes.append(decimal: value)
        } else {
            bytes.append(text: String(value))
        }
        if !isExact { bytes.append(UInt8(ascii: "\"")) }
    }

    /// `value` divided by ten to the power of `decimals`.
    public mutating func add(_ name: StaticName, fixedPoint value: Int64, decimals: Int) {
        key(name)
        bytes.append(fixedPoint: value, decimals: decimals, isTrimmed: true)
    }

    public mutating func add(_ name: StaticName, _ value: Bool?) {
        guard let value else { return }
        key(name)
        bytes.append(text: value ? "true" : "false")
    }

    public mutating func add(_ name: StaticName, _ value: IPAddress?) {
        guard let value else { return }
        key(name)
        quoted { value.write(to: &$0) }
    }

    /// Text of a value's own making, which needs no escapes.
    mutating func add<Value>(_ name: StaticName, text value: Value?, _ write: (inout [UInt8], Value) -> Void) {
        guard let value else { return }
        key(name)
        quoted { write(&$0, value) }
    }

    /// A moment, in nanoseconds since 1970 UTC.
    public mutating func add(_ name: StaticName, moment: Nanoseconds) {
        key(name)
        quoted { $0.append(rfc3339: moment) }
    }

    public mutating func add(_ name: StaticName, object body: (inout JSONWriter) -> Void) {
        key(name)
        braces(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
    }

    /// An array of objects, one for each element; left out where there is none.
    public mutating func add<Element>(
        _ name: StaticName, objects elements: [Element], _ body: (inout JSONWriter, Element) -> Void
    ) {
        guard !elements.isEmpty else { return }
        key(name)
        braces(UInt8(ascii: "["), UInt8(ascii: "]")) { array in
            for element in elements {
                array.comma()
                array.braces(UInt8(ascii: "{"), UInt8(ascii: "}")) { body(&$0, element) }
            }
        }
    }

    /// An array of strings; left out where there is none.
    public mutating func add(_ name: StaticName, strings: [String]) {
        guard !strings.isEmpty else { return }
        key(name)
        braces(UInt8(ascii: "["), UInt8(ascii: "]")) { array in
            for text in strings {
                array.comma()
                array.string(text.utf8Span.span)
            }
        }
    }

    /// An array of numbers; left out where there is none.
    public mutating func add(_ name: StaticName, numbers: [Int64]) {
        guard !numbers.isEmpty else { return }
        key(name)
        braces(UInt8(ascii: "["), UInt8(ascii: "]")) { array in
            for number in numbers {
                array.comma()
                array.bytes.append(decimal: number)
            }
        }
    }

    // MARK: Bytes

    private mutating func comma() {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
    }

    private mutating func key(_ name: StaticName) {
        comma()
        string(name.text.utf8Span.span)
        bytes.append(UInt8(ascii: ":"))
    }

    private mutating func braces(_ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) -> Void) {
        bytes.append(open)
        isFirst = true
        body(&self)
        bytes.append(close)
        isFirst = false
    }

    private mutating func quoted(_ body: (inout [UInt8]) -> Void) {
        bytes.append(UInt8(ascii: "\""))
        body(&bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func string(_ text: Span<UInt8>) {
        bytes.append(UInt8(ascii: "\""))
        bytes.append(jsonEscaped: text)
        bytes.append(UInt8(ascii: "\""))
    }
}

/// A member's name: a literal of the source, so that no name comes from outside.
public struct StaticName: ExpressibleByStringLiteral, Sendable {
    let text: String
    public init(stringLiteral text: String) { self.text = text }
}

extension TextOutput where Self: ~Copyable {
    /// Appends text of unknown encoding as it stands within a JSON string; what is no UTF-8 becomes U+FFFD.
    mutating func append(jsonEscaped text: Span<UInt8>) {
        var start = 0
        while start < text.count {
            let rest = text.suffix(from: start)
            let plain = rest.printablePrefixLength(except: UInt8(ascii: "\""), UInt8(ascii: "\\"))
            if plain > 0 { append(copying: rest.extracting(first: plain)) }
            var special = plain
            // Mostly the end of a line.
            while special < rest.count, let letter = rest[special].escapeLetter {
                append(escape: letter)
                special += 1
            }
            let foreign = special
            while special < rest.count, !rest[special].isPrintable { special += 1 }
            if special > foreign { append(jsonEscaping: rest.extracting(foreign..<special)) }
            start += special
        }
    }

    private mutating func append(jsonEscaping text: Span<UInt8>) {
        var characters = ForeignText(text)
        while let character = characters.next() {
            switch character {
            case .plain(let scalar): for byte in UTF8.encode(scalar) ?? .init() { append(byte) }
            // All that count as controls lie below U+10000.
            case .control(let scalar):
                if let letter = UInt8(exactly: scalar.value)?.escapeLetter {
                    append(escape: letter)
                } else {
                    append(escape: UInt8(ascii: "u"))
                    append(hex: UInt64(scalar.value), digits: 4)
                }
            case .stray: append(text: "\u{FFFD}")
            }
        }
    }

    private mutating func append(escape byte: UInt8) {
        append(word: UInt64(byte) << 8 | UInt64(UInt8(ascii: "\\")), count: 2)
    }
}

extension UInt8 {
    /// What stands behind the backslash in JSON for a character that has a short escape.
    fileprivate var escapeLetter: UInt8? {
        switch self {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): self
        case UInt8(ascii: "\n"): UInt8(ascii: "n")
        case UInt8(ascii: "\t"): UInt8(ascii: "t")
        case UInt8(ascii: "\r"): UInt8(ascii: "r")
        default: nil
        }
    }
}
