import Wire
import TestSupport

/// A sink that keeps what it is told, a line a field: "tcp.srcport=80". Groups are indented.
struct FieldTranscript: FieldSink {
    private(set) var lines: [String] = []
    private var depth = 0

    private mutating func add(_ line: String) { lines.append(String(repeating: " ", count: depth) + line) }

    mutating func open(_ name: String, _ title: String, at bytes: Range<Int>) {
        add(name)
        depth += 1
    }

    mutating func close() { depth -= 1 }

    mutating func number(
        _ name: String, _ label: String, _ value: UInt64, _ style: NumberStyle, meaning: String?, at bytes: Range<Int>
    ) {
        add("\(name)=\(value)" + (meaning.map { " (\($0))" } ?? ""))
    }

    mutating func signed(
        _ name: String, _ label: String, _ value: Int64, _ style: NumberStyle, at bytes: Range<Int>
    ) {
        add("\(name)=\(value)")
    }

    mutating func flag(_ name: String, _ label: String, _ value: Bool, at bytes: Range<Int>) { add("\(name)=\(value)") }
    mutating func address(_ name: String, _ label: String, _ value: MACAddress, at bytes: Range<Int>) {
        add("\(name)=\(value)")
    }
    mutating func address(_ name: String, _ label: String, _ value: IPv4Address, at bytes: Range<Int>) {
        add("\(name)=\(value)")
    }
    mutating func address(_ name: String, _ label: String, _ value: IPv6Address, at bytes: Range<Int>) {
        add("\(name)=\(value)")
    }
    mutating func bytes(_ name: String, _ label: String, _ value: Span<UInt8>, at bytes: Range<Int>) {
        add("\(name)=\(value.count) bytes")
    }
    mutating func text(_ name: String, _ label: String, _ value: Span<UInt8>, at bytes: Range<Int>) {
        add("\(name)=\(String(decoding: [UInt8](copying: value), as: UTF8.self))")
    }
    mutating func warning(_ name: String, _ text: String, at bytes: Range<Int>) { add("! \(name): \(text)") }
}

extension [UInt8] {
    /// The bytes of a hexadecimal dump; blanks don't matter. Anything else than digits ends it.
    init(dump: String) {
        self = []
        var high: UInt8?
        for digit in dump.utf8.lazy.filter({ $0 != UInt8(ascii: " ") }).map(\.hexDigitValue) {
            guard let digit else { break }
            if let upper = high { append(upper << 4 | digit) }
            high = high == nil ? digit : nil
        }
    }

    static func random(count: ClosedRange<Int>, using random: inout SeededGenerator) -> [UInt8] {
        (0..<Int.random(in: count, using: &random)).map { _ in .random(in: 0...255, using: &random) }
    }
}
