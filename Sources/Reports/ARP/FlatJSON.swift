import Wire

/// Reads a JSON object (RFC 8259) whose values are text, whole numbers from 0 on, words, or arrays of text: what a
/// line of a file of ours is. Anything else is no such object.
enum FlatJSON {
    enum Value: Hashable {
        case text(String)
        case number(Int)
        case texts([String])
        /// true, false or null.
        case word
    }

    /// Of two members of one name the last holds.
    static func object(_ bytes: ArraySlice<UInt8>) -> [String: Value]? {
        var reader = Reader(bytes: bytes)
        var members: [String: Value] = [:]
        guard reader.take("{") else { return nil }
        if reader.take("}") { return reader.isAtEnd ? members : nil }
        repeat {
            guard let name = reader.text(), reader.take(":"), let value = reader.value() else { return nil }
            members[name] = value
        } while reader.take(",")
        return reader.take("}") && reader.isAtEnd ? members : nil
    }

    private struct Reader {
        var bytes: ArraySlice<UInt8>

        var isAtEnd: Bool {
            mutating get {
                skipSpace()
                return bytes.isEmpty
            }
        }

        private mutating func skipSpace() { bytes = bytes.drop { [0x20, 0x09, 0x0D].contains($0) } }

        mutating func take(_ character: Unicode.Scalar) -> Bool {
            skipSpace()
            guard bytes.first == UInt8(ascii: character) else { return false }
            bytes.removeFirst()
            return true
        }

        mutating func value() -> Value? {
            skipSpace()
            switch bytes.first {
            case UInt8(ascii: "\""): return text().map { .text($0) }
            case UInt8(ascii: "["): return texts().map { .texts($0) }
            case let byte? where (0x30...0x39).contains(byte):
                let digits = bytes.prefix { (0x30...0x39).contains($0) }
                bytes = bytes.dropFirst(digits.count)
                guard digits.count == 1 || digits.first != UInt8(ascii: "0") else { return nil }
                return Int(String(decoding: digits, as: UTF8.self)).map { .number($0) }
            default:
                for word in ["true", "false", "null"] where bytes.starts(with: word.utf8) {
                    bytes = bytes.dropFirst(word.utf8.count)
                    return .word
                }
                return nil
            }
        }

        private mutating func texts() -> [String]? {
            guard take("[") else { return nil }
            if take("]") { return [] }
            var texts: [String] = []
            repeat {
                guard let text = text() else { return nil }
                texts.append(text)
            } while take(",")
            return take("]") ? texts : nil
        }

        mutating func text() -> String? {
            guard take("\"") else { return nil }
            var text: [UInt8] = []
            while let byte = bytes.popFirst() {
                switch byte {
                case UInt8(ascii: "\""): return String(validating: text, as: UTF8.self)
                case UInt8(ascii: "\\"):
                    guard let scalar = escape() else { return nil }
                    text += Array(String(scalar).utf8)
                case ..<0x20: return nil
                default: text.append(byte)
                }
            }
            return nil
        }

        /// Names and addresses need no half of a pair of UTF-16.
        private mutating func escape() -> Unicode.Scalar? {
            switch bytes.popFirst() {
            case UInt8(ascii: "\""): return "\""
            case UInt8(ascii: "\\"): return "\\"
            case UInt8(ascii: "/"): return "/"
            case UInt8(ascii: "b"): return "\u{8}"
            case UInt8(ascii: "f"): return "\u{C}"
            case UInt8(ascii: "n"): return "\n"
            case UInt8(ascii: "r"): return "\r"
            case UInt8(ascii: "t"): return "\t"
            case UInt8(ascii: "u"):
                let digits = bytes.prefix(4).compactMap(\.hexDigitValue)
                guard digits.count == 4 else { return nil }
                bytes = bytes.dropFirst(4)
                return Unicode.Scalar(digits.reduce(UInt32(0)) { $0 << 4 | UInt32($1) })
            default: return nil
            }
        }
    }
}
