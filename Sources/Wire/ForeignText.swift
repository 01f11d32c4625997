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
public struct ForeignText<Bytes: Collection<UInt8>>: Sequence, IteratorProtocol {
    private var rest: Bytes.SubSequence

    public init(_ bytes: Bytes) { rest = bytes[...] }

    public mutating func next() -> ForeignCharacter? {
        guard let first = rest.popFirst() else { return nil }
        if first < 0x80 { return Self.character(Unicode.Scalar(first)) }
        let (count, least): (Int, UInt32) =
            switch first {
            case 0xC2...0xDF: (1, 0x80)
            case 0xE0...0xEF: (2, 0x800)
            case 0xF0...0xF4: (3, 0x10000)
            default: (0, 0)
            }
        let following = rest.prefix(count)
        guard count > 0, following.count == count, following.allSatisfy({ $0 >> 6 == 2 }) else { return .stray(first) }
        let value = following.reduce(UInt32(first) & (0x3F >> UInt32(count))) { $0 << 6 | UInt32($1 & 0x3F) }
        guard value >= least, let scalar = Unicode.Scalar(value) else { return .stray(first) }
        rest = rest.dropFirst(count)
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

extension [UInt8] {
    /// Appends text that came from outside - a name, an interface, a system's message - so that none of its bytes can
    /// steer a terminal: controls, whatever is no UTF-8, and the backslash itself become `\x1b`, byte for byte.
    public mutating func appendEscaped(_ text: some Collection<UInt8>) {
        if text.allSatisfy({ (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "\\") }) {
            append(contentsOf: text)
            return
        }
        for character in ForeignText(text) {
            switch character {
            case .plain("\\"): append(escaped: UInt8(ascii: "\\"))
            case .plain(let scalar): append(contentsOf: UTF8.encode(scalar) ?? .init())
            case .control(let scalar):
                for byte in UTF8.encode(scalar) ?? .init() { append(escaped: byte) }
            case .stray(let byte): append(escaped: byte)
            }
        }
    }

    public mutating func appendEscaped(_ text: String) { appendEscaped(text.utf8) }

    private mutating func append(escaped byte: UInt8) {
        append(text: "\\x")
        append(UInt8.hexDigit(byte >> 4))
        append(UInt8.hexDigit(byte & 15))
    }
}
