import Wire

/// Chosen fields as a row a packet: values between separators, empty where a packet has none. Values have the form that
/// tables of Wireshark's fields give them.
public struct FieldTable: FieldSink, ~Copyable {
    public enum Occurrence: Sendable {
        case first, last, all
    }

    public static var usesMeanings: Bool { false }

    private let selection: FieldSelection
    private let occurrence: Occurrence
    private let isCSV: Bool
    /// What the packet has for each column so far, and how many values that is.
    private var columns: [[UInt8]]
    private var counts: [Int]
    /// A group that was opened last and is asked for: it is told by its own number, or as present.
    private var pending = ""

    /// - Parameter isCSV: commas between fields, and quotes (RFC 4180) where a value needs them; else tabs.
    public init(_ selection: FieldSelection, occurrence: Occurrence = .all, isCSV: Bool = false) {
        self.selection = selection
        self.occurrence = occurrence
        self.isCSV = isCSV
        columns = Array(repeating: [], count: selection.names.count)
        counts = Array(repeating: 0, count: selection.names.count)
    }

    /// Appends the names of the fields as a row.
    public func writeHeader(to output: inout [UInt8]) {
        for (index, name) in selection.names.enumerated() {
            if index > 0 { output.append(separator) }
            output.append(text: name)
        }
        output.append(UInt8(ascii: "\n"))
    }

    private var separator: UInt8 { isCSV ? UInt8(ascii: ",") : UInt8(ascii: "\t") }

    public mutating func write(
        _ facts: PacketFacts, _ frame: Span<UInt8>, _ walk: PacketWalk, to output: inout [UInt8]
    ) {
        facts.describe(into: &self)
        walk.describe(frame, into: &self)
        tellPending()
        for index in columns.indices {
            if index > 0 { output.append(separator) }
            guard counts[index] > 0 else { continue }
            let start = output.count
            output.append(contentsOf: columns[index])
            if isCSV { output.quoteCSV(from: start) }
            columns[index].removeAll(keepingCapacity: true)
            counts[index] = 0
        }
        output.append(UInt8(ascii: "\n"))
    }

    /// Puts a value of at most `byteCount` bytes into the columns that are for it.
    @inline(__always)
    private mutating func keep(_ name: String, _ byteCount: Int, _ value: (inout OutputSpan<UInt8>) -> Void) {
        if !pending.isEmpty {
            if pending == name { pending = "" } else { tellPending() }
        }
        add(name, byteCount, value)
    }

    private mutating func tellPending() {
        guard !pending.isEmpty else { return }
        add(pending, 1) { $0.append(UInt8(ascii: "1")) }
        pending = ""
    }

    @inline(__always)
    private mutating func add(_ name: String, _ byteCount: Int, _ value: (inout OutputSpan<UInt8>) -> Void) {
        selection.match(name) { column in
            if counts[column] > 0, occurrence == .first { return }
            if occurrence == .last { columns[column].removeAll(keepingCapacity: true) }
            let isFirst = columns[column].isEmpty && (counts[column] == 0 || occurrence == .last)
            columns[column].append(addingCapacity: byteCount + 1) { output in
                if !isFirst { output.append(UInt8(ascii: ",")) }
                value(&output)
            }
            counts[column] += 1
        }
    }

    public mutating func wants(_ layer: String) -> Bool { selection.wants(layer) }
    public func wants(field name: String) -> Bool { selection.mayMatch(name) }

    public mutating func open(_ name: String, _ title: String, at bytes: Range<Int>) {
        tellPending()
        if selection.first(of: name) >= 0 { pending = name }
    }

    public mutating func close() {}

    public mutating func number(
        _ name: String, _ label: String, _ value: UInt64, _ style: NumberStyle, meaning: String?, at bytes: Range<Int>
    ) {
        keep(name, 20) { output in
            if case .hex(let digits) = style {
                output.append(hex: value, digits: digits)
            } else {
                output.append(decimal: value)
            }
        }
    }

    public mutating func signed(
        _ name: String, _ label: String, _ value: Int64, _ style: NumberStyle, at bytes: Range<Int>
    ) {
        keep(name, 21) { output in
            if value < 0 { output.append(UInt8(ascii: "-")) }
            output.append(decimal: value.magnitude)
        }
    }

    public mutating func flag(_ name: String, _ label: String, _ value: Bool, at bytes: Range<Int>) {
        keep(name, 1) { $0.append(value ? UInt8(ascii: "1") : UInt8(ascii: "0")) }
    }

    public mutating func address(_ name: String, _ label: String, _ value: MACAddress, at bytes: Range<Int>) {
        keep(name, 17) { value.write(to: &$0) }
    }

    public mutating func address(_ name: String, _ label: String, _ value: IPv4Address, at bytes: Range<Int>) {
        keep(name, 15) { value.write(to: &$0) }
    }

    public mutating func address(_ name: String, _ label: String, _ value: IPv6Address, at bytes: Range<Int>) {
        keep(name, 45) { value.write(to: &$0) }
    }

    public mutating func bytes(_ name: String, _ label: String, _ value: Span<UInt8>, at bytes: Range<Int>) {
        keep(name, 2 * value.count) { $0.append(hex: value) }
    }

    public mutating func text(_ name: String, _ label: String, _ value: Span<UInt8>, at bytes: Range<Int>) {
        guard selection.mayMatch(name) else { return }
        var escaped: [UInt8] = []
        escaped.appendEscaped(value)
        keep(name, escaped.count) { $0.append(copying: escaped.span) }
    }

    public mutating func warning(_ name: String, _ text: String, at bytes: Range<Int>) {
        self.text(name, "", text, at: bytes)
    }
}

extension OutputSpan where Element == UInt8 {
    /// Appends `0x`, and at least so many hexadecimal digits.
    @_lifetime(self: copy self)
    mutating func append(hex value: UInt64, digits: Int) {
        append(text: "0x")
        var shift = 4 * (max((67 - value.leadingZeroBitCount) / 4, min(digits, 16), 1) - 1)
        while shift >= 0 {
            append(UInt8.hexDigit(UInt8(truncatingIfNeeded: value >> UInt64(shift)) & 15))
            shift -= 4
        }
    }
}

extension [UInt8] {
    /// `0x`, and at least so many hexadecimal digits.
    mutating func append(hex value: UInt64, digits: Int) {
        append(addingCapacity: 18) { $0.append(hex: value, digits: digits) }
    }

    mutating func append(hex bytes: Span<UInt8>) {
        append(addingCapacity: 2 * bytes.count) { $0.append(hex: bytes) }
    }

    /// Puts what stands from `start` on into quotes, where CSV needs them.
    fileprivate mutating func quoteCSV(from start: Int) {
        let special: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r")]
        guard self[start...].contains(where: special.contains) else { return }
        let plain = Array(self[start...])
        removeLast(count - start)
        append(UInt8(ascii: "\""))
        for byte in plain {
            if byte == UInt8(ascii: "\"") { append(byte) }
            append(byte)
        }
        append(UInt8(ascii: "\""))
    }
}
