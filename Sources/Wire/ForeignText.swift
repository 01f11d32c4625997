/// A character of text that came from outside, or the byte that is none.
public enum ForeignCharacter: Hashable {
    /// May go to a terminal as it is.
    case plain(Unicode.Scalar)
    /// Would steer a terminal, or reorder what is shown around it.
    case control(Unicode.Scalar)
    /// Not UTF-8.
    case stray(UInt8)
}

/// Takes bytes apart that should be UTF-8, and may be anything.
public struct ForeignText: ~Escapable {
    private let bytes: Span<UInt8>
    private var place = 0

    @_lifetime(copy bytes)
    public init(_ bytes: Span<UInt8>) { self.bytes = bytes }

    public mutating func next() -> ForeignCharacter? {
        guard place < bytes.count else { return nil }
        let first = bytes[place]
        place += 1
        if first < 0x80 { return Self.character(Unicode.Scalar(first)) }
        let (count, least): (Int, UInt32) =
            switch first {
            case 0xC2...0xDF: (1, 0x80)
            case 0xE0...0xEF: (2, 0x800)
            case 0xF0...0xF4: (3, 0x10000)
            default: (0, 0)
            }
        guard count > 0, place + count <= bytes.count else { return .stray(first) }
        var value = UInt32(first) & (0x3F >> UInt32(count))
        for index in place..<place + count {
            guard bytes[index] >> 6 == 2 else { return .stray(first) }
            value = value << 6 | UInt32(bytes[index] & 0x3F)
        }
        guard value >= least, let scalar = Unicode.Scalar(value) else { return .stray(first) }
        place += count
        return Self.character(scalar)
    }

    private static func character(_ scalar: Unicode.Scalar) -> ForeignCharacter {
        switch scalar.value {
        // Controls, line and paragraph separators, and marks of writing direction.
        case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
            .control(scalar)
        default: .plain(scalar)
        }
    }
}

extension Span where Element == UInt8 {
    /// How many bytes at the start are printable ASCII, and neither of these two.
    @inlinable
    public func printablePrefixLength(except first: UInt8, _ second: UInt8) -> Int {
        for index in indices {
            let byte = self[index]
            if !byte.isPrintable || byte == first || byte == second { return index }
        }
        return count
    }

    /// Whether all bytes are printable ASCII, and neither of these two.
    @inlinable
    public func isPrintable(except first: UInt8, _ second: UInt8) -> Bool {
        printablePrefixLength(except: first, second) == count
    }
}

extension UInt8 {
    /// Whether the byte is printable ASCII.
    @inlinable public var isPrintable: Bool { self >= 0x20 && self < 0x7F }
}

extension TextOutput where Self: ~Copyable {
    /// Appends text that came from outside - a name, an interface, a system's message - so that none of its bytes can
    /// steer a terminal: controls, whatever is no UTF-8, and the backslash itself become `\x1b`, byte for byte.
    public mutating func appendEscaped(_ text: Span<UInt8>) {
        let backslash = UInt8(ascii: "\\")
        guard !text.isPrintable(except: backslash, backslash) else { return append(copying: text) }
        var characters = ForeignText(text)
        while let character = characters.next() {
            switch character {
            case .plain(let scalar) where scalar != "\\":
                for byte in UTF8.encode(scalar) ?? .init() { append(byte) }
            default: append(escaping: character)
            }
        }
    }

    /// Appends a character byte for byte as `\x1b`.
    public mutating func append(escaping character: ForeignCharacter) {
        switch character {
        case .plain(let scalar), .control(let scalar):
            for byte in UTF8.encode(scalar) ?? .init() { append(escaped: byte) }
        case .stray(let byte): append(escaped: byte)
        }
    }

    public mutating func appendEscaped(_ text: [UInt8]) { appendEscaped(text.span) }

    public mutating func appendEscaped(_ text: String) { appendEscaped(text.utf8Span.span) }

    private mutating func append(escaped byte: UInt8) {
        append(text: "\\x")
        append(hexDigits: UInt32(byte), count: 2)
    }
}
