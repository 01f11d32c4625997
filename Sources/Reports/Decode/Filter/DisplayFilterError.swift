/// What is wrong with a display filter, and where.
public struct DisplayFilterError: Error, Hashable, Sendable, CustomStringConvertible {
    public let expression: String
    /// The place of the first character that is wrong, counted in characters from 1.
    public let column: Int
    /// How many characters are wrong; at least 1.
    public let width: Int
    public let message: String

    init(_ fault: FilterFault, in expression: String) {
        self.expression = expression
        message = fault.message
        let bytes = Array(expression.utf8)
        let start = min(fault.range.lowerBound, bytes.count)
        let end = min(max(start, fault.range.upperBound), bytes.count)
        column = Self.characterCount(bytes[..<start]) + 1
        width = max(1, Self.characterCount(bytes[start..<end]))
    }

    /// All bytes of a character but the first begin with the bits 10.
    private static func characterCount(_ bytes: ArraySlice<UInt8>) -> Int { bytes.count { $0 & 0xC0 != 0x80 } }

    public var description: String { "column \(column): \(message)" }

    /// Two lines: the expression, and a mark below what is wrong.
    public var excerpt: String {
        let line = expression.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : String($0) }.joined()
        return line + "\n" + String(repeating: " ", count: column - 1) + "^" + String(repeating: "~", count: width - 1)
    }
}

/// What is wrong, at which bytes of the expression.
struct FilterFault: Error {
    let range: Range<Int>
    let message: String

    init(at range: Range<Int>, _ message: String) {
        self.range = range
        self.message = message
    }
}
