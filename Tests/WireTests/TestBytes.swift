import Wire
import TestSupport

extension Array where Element == UInt8 {
    /// The bytes that pairs of hexadecimal digits stand for; anything else in the text is passed over.
    init(hex text: String) {
        let digits = text.utf8.compactMap { $0.hexDigitValue }
        self = stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    static func random(_ count: Int, using random: inout SeededGenerator) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
    }
}

/// Keeps what a codec tells a sink as lines of "name value", and checks that groups are closed and ranges make sense.
struct RecordingSink: FieldSink {
    private(set) var lines: [String] = []
    private(set) var depth = 0
    private(set) var highestByte = 0

    /// The text of the values under this name.
    func values(_ name: String) -> [String] {
        lines.filter { $0.hasPrefix(name + " ") }.map { String($0.dropFirst(name.count + 1)) }
    }

    private mutating func note(_ line: String, _ range: Range<Int>) {
        lines.append(line)
        highestByte = max(highestByte, range.upperBound)
    }

    mutating func open(_ name: String, _ title: String, at bytes: Range<Int>) {
        note("\(name) {", bytes)
        depth += 1
    }
    mutating func close() { depth -= 1 }
    mutating func number(
        _ name: String, _ label: String, _ value: UInt64, _ style: NumberStyle, meaning: String?, at bytes: Range<Int>
    ) {
        note("\(name) \(value)" + (meaning.map { " (\($0))" } ?? ""), bytes)
    }
    mutating func signed(
        _ name: String, _ label: String, _ value: Int64, _ style: NumberStyle, at bytes: Range<Int>
    ) {
        note("\(name) \(value)", bytes)
    }

    mutating func flag(_ name: String, _ label: String, _ value: Bool, at bytes: Range<Int>) {
        note("\(name) \(value)", bytes)
    }
    mutating func address(_ name: String, _ label: String, _ value: MACAddress, at bytes: Range<Int>) {
        note("\(name) \(value)", bytes)
    }
    mutating func address(_ name: String, _ label: String, _ value: IPv4Address, at bytes: Range<Int>) {
        note("\(name) \(value)", bytes)
    }
    mutating func address(_ name: String, _ label: String, _ value: IPv6Address, at bytes: Range<Int>) {
        note("\(name) \(value)", bytes)
    }
    mutating func bytes(_ name: String, _ label: String, _ value: Span<UInt8>, at bytes: Range<Int>) {
        note("\(name) \([UInt8](copying: value))", bytes)
    }
    mutating func text(_ name: String, _ label: String, _ value: Span<UInt8>, at bytes: Range<Int>) {
        note("\(name) \([UInt8](copying: value))", bytes)
    }
    mutating func warning(_ name: String, _ text: String, at bytes: Range<Int>) { note("\(name) !", bytes) }
}
