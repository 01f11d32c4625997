import Wire

/// The fields of a frame as an indented table: place, standard name, value and meaning, and the bytes themselves.
public struct TreeText: FieldSink, ~Copyable {
    public private(set) var text: [UInt8] = []
    private let frame: [UInt8]
    private var depth = 0
    private let indent: Int
    private let showsBytes: Bool

    /// Bytes of a field shown in hexadecimal; longer ones are cut.
    private static let shownByteCount = 8

    /// - Parameters:
    ///   - indent: columns that each line is moved in.
    ///   - showsBytes: the bytes of each field; else only where they are.
    public init(frame: [UInt8], indent: Int, showsBytes: Bool = true) {
        self.frame = frame
        self.indent = indent
        self.showsBytes = showsBytes
    }

    public mutating func open(_ name: String, _ title: String, at bytes: Range<Int>) {
        startLine()
        text.append(text: title)
        if depth == 0 {
            text.append(text: "  (bytes ")
            text.append(decimal: bytes.lowerBound)
            text.append(text: "-")
            text.append(decimal: max(bytes.lowerBound, bytes.upperBound - 1))
            text.append(text: ")")
        }
        text.append(UInt8(ascii: "\n"))
        depth += 1
    }

    public mutating func close() { depth -= 1 }

    public mutating func number(
        _ name: String, _ label: String, _ value: UInt64, _ style: NumberStyle, meaning: String?, at bytes: Range<Int>
    ) {
        var shown: [UInt8] = []
        switch style {
        case .decimal: shown.append(decimal: value)
        case .hex(let digits): shown.append(text: "0x" + Self.hex(value, digits: digits))
        case .units(let unit):
            shown.append(decimal: value)
            shown.append(text: " " + unit)
        }
        if let meaning { shown.append(text: " (\(meaning))") }
        line(name, shown, at: bytes)
    }

    public mutating func signed(
        _ name: String, _ label: String, _ value: Int64, _ style: NumberStyle, at bytes: Range<Int>
    ) {
        var shown: [UInt8] = []
        shown.append(decimal: value)
        if case .units(let unit) = style { shown.append(text: " " + unit) }
        line(name, shown, at: bytes)
    }

    public mutating func flag(_ name: String, _ label: String, _ value: Bool, at bytes: Range<Int>) {
        line(name, Array((value ? "set" : "not set").utf8), at: bytes)
    }

    public mutating func address(_ name: String, _ label: String, _ value: MACAddress, at bytes: Range<Int>) {
        var shown: [UInt8] = []
        value.write(to: &shown)
        line(name, shown, at: bytes)
    }

    public mutating func address(_ name: String, _ label: String, _ value: IPv4Address, at bytes: Range<Int>) {
        var shown: [UInt8] = []
        value.write(to: &shown)
        line(name, shown, at: bytes)
    }

    public mutating func address(_ name: String, _ label: String, _ value: IPv6Address, at bytes: Range<Int>) {
        var shown: [UInt8] = []
        value.write(to: &shown)
        line(name, shown, at: bytes)
    }

    public mutating func bytes(_ name: String, _ label: String, _ value: Span<UInt8>, at bytes: Range<Int>) {
        line(name, Array("\(value.count) bytes".utf8), at: bytes)
    }

    public mutating func text(_ name: String, _ label: String, _ value: Span<UInt8>, at bytes: Range<Int>) {
        var shown: [UInt8] = []
        shown.appendEscaped(value)
        line(name, shown, at: bytes)
    }

    public mutating func warning(_ name: String, _ text: String, at bytes: Range<Int>) {
        line("!", Array(text.utf8), at: bytes)
    }

    private mutating func startLine() {
        text.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent + 2 * depth))
    }

    /// Columns: where names, values and bytes begin.
    private mutating func line(_ name: String, _ value: [UInt8], at bytes: Range<Int>) {
        let start = text.count
        startLine()
        text.append(text: name)
        pad(to: start + indent + 34)
        text.append(contentsOf: value)
        pad(to: start + indent + 72)
        if showsBytes { writeBytes(at: bytes) } else { writePlace(bytes) }
        while text.last == UInt8(ascii: " ") { text.removeLast() }
        text.append(UInt8(ascii: "\n"))
    }

    private mutating func writePlace(_ bytes: Range<Int>) {
        text.append(decimal: bytes.lowerBound)
        guard bytes.count > 1 else { return }
        text.append(UInt8(ascii: "-"))
        text.append(decimal: bytes.upperBound - 1)
    }

    private mutating func writeBytes(at bytes: Range<Int>) {
        let present = bytes.clamped(to: 0..<frame.count)
        for index in present.prefix(Self.shownByteCount) {
            text.append(UInt8.hexDigit(frame[index] >> 4))
            text.append(UInt8.hexDigit(frame[index] & 15))
            text.append(UInt8(ascii: " "))
        }
        if present.count > Self.shownByteCount { text.append(text: "...") }
    }

    private mutating func pad(to column: Int) {
        text.append(UInt8(ascii: " "))
        while text.count < column { text.append(UInt8(ascii: " ")) }
    }

    private static func hex(_ value: UInt64, digits: Int) -> String {
        let plain = String(value, radix: 16)
        return String(repeating: "0", count: max(0, digits - plain.count)) + plain
    }
}
