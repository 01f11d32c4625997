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
    public var text = TextBuffer()
    /// What the packet has so far, in wire order.
    private var values = TextBuffer()
    private var pieces: [Piece] = []
    /// The first and the last piece of each column; -1 where it has none.
    private var columns: [(first: Int, last: Int)]
    /// A group that was opened last and is asked for: it is told by its own number, or as present.
    private var pending = ""

    /// A value.
    private struct Piece {
        var place: Range<Int>
        /// The next of the same column; -1 for the last.
        var next = -1
    }

    /// - Parameter isCSV: commas between fields, and quotes (RFC 4180) where a value needs them; else tabs.
    public init(_ selection: FieldSelection, occurrence: Occurrence = .all, isCSV: Bool = false) {
        self.selection = selection
        self.occurrence = occurrence
        self.isCSV = isCSV
        columns = Array(repeating: (-1, -1), count: selection.names.count)
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

    public mutating func tell(_ facts: borrowing PacketFacts, _ frame: Span<UInt8>, _ walk: PacketWalk) {
        facts.describe(frame, walk, into: &self)
        walk.describe(frame, into: &self)
        tellPending()
        for index in columns.indices {
            if index > 0 { text.append(separator) }
            if columns[index].first >= 0 { writeColumn(index) }
        }
        text.append(word: "\n")
        pieces.removeAll(keepingCapacity: true)
        values.removeAll()
    }

    private mutating func writeColumn(_ index: Int) {
        let first = columns[index].first
        columns[index] = (-1, -1)
        if isCSV, pieces[first].next >= 0 || isSpecial(pieces[first].place) { return writeQuoted(from: first) }
        var piece = first
        while piece >= 0 {
            if piece != first { text.append(word: ",") }
            text.append(&values, pieces[piece].place)
            piece = pieces[piece].next
        }
    }

    /// Whether a value needs quotes in CSV.
    private mutating func isSpecial(_ place: Range<Int>) -> Bool {
        var isSpecial = false
        values.withBytes { values in
            for index in place {
                switch values[index] {
                case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"): isSpecial = true
                default: break
                }
            }
        }
        return isSpecial
    }

    private mutating func writeQuoted(from first: Int) {
        text.append(word: "\"")
        values.withBytes { values in
            var piece = first
            while piece >= 0 {
                if piece != first { text.append(word: ",") }
                for index in pieces[piece].place {
                    if values[index] == UInt8(ascii: "\"") { text.append(word: "\"") }
                    text.append(values[index])
                }
                piece = pieces[piece].next
            }
        }
        text.append(word: "\"")
    }

    /// Puts a value into the columns that are for it.
    @inline(__always)
    private mutating func keep(_ name: String, _ value: (inout TextBuffer) -> Void) {
        if !pending.isEmpty {
            if pending == name { pending = "" } else { tellPending() }
        }
        let place = selection.first(of: name)
        guard place >= 0 else { return }
        let start = values.count
        value(&values)
        add(place, start..<values.count)
    }

    private mutating func tellPending() {
        guard !pending.isEmpty else { return }
        let start = values.count
        values.append(word: "1")
        add(selection.first(of: pending), start..<values.count)
        pending = ""
    }

    /// Adds a value to all columns for what is told at a place of the selection.
    private mutating func add(_ first: Int, _ bytes: Range<Int>) {
        var place = first
        while place >= 0 {
            let column = selection.index(of: place)
            place = selection.next(after: place)
            let last = columns[column].last
            if last >= 0, occurrence == .first { continue }
            if last >= 0, occurrence == .all {
                pieces[last].next = pieces.count
                columns[column].last = pieces.count
            } else {
                columns[column] = (pieces.count, pieces.count)
            }
            pieces.append(Piece(place: bytes))
        }
    }

    public mutating func wants(_ layer: String) -> Bool { selection.wants(layer) }
    public mutating func wants(field name: String) -> Bool { selection.first(of: name) >= 0 }

    public mutating func open(_ name: String, _ title: String, at bytes: Range<Int>) {
        tellPending()
        if selection.first(of: name) >= 0 { pending = name }
    }

    public mutating func close() {}

    public mutating func number(
        _ name: String, _ label: String, _ value: UInt64, _ style: NumberStyle, meaning: String?, at bytes: Range<Int>
    ) {
        keep(name) { output in
            if case .hex(let digits) = style {
                output.append(word: "0x")
                output.append(hex: value, digits: digits)
            } else {
                output.append(decimal: value)
            }
        }
    }

    public mutating func signed(
        _ name: String, _ label: String, _ value: Int64, _ style: NumberStyle, at bytes: Range<Int>
    ) {
        keep(name) { output in
            if value < 0 { output.append(word: "-") }
            output.append(decimal: value.magnitude)
        }
    }

    public mutating func flag(_ name: String, _ label: String, _ value: Bool, at bytes: Range<Int>) {
        keep(name) { $0.append(value ? UInt8(ascii: "1") : UInt8(ascii: "0")) }
    }

    public mutating func address(_ name: String, _ label: String, _ value: MACAddress, at bytes: Range<Int>) {
        keep(name) { value.write(to: &$0) }
    }

    public mutating func address(_ name: String, _ label: String, _ value: IPv4Address, at bytes: Range<Int>) {
        keep(name) { value.write(to: &$0) }
    }

    public mutating func address(_ name: String, _ label: String, _ value: IPv6Address, at bytes: Range<Int>) {
        keep(name) { value.write(to: &$0) }
    }

    public mutating func bytes(_ name: String, _ label: String, _ value: Span<UInt8>, at bytes: Range<Int>) {
        keep(name) { $0.append(hex: value) }
    }

    public mutating func text(_ name: String, _ label: String, _ value: Span<UInt8>, at bytes: Range<Int>) {
        guard selection.mayMatch(name) else { return }
        keep(name) { $0.appendEscaped(value) }
    }

    public mutating func warning(_ name: String, _ text: String, at bytes: Range<Int>) {
        self.text(name, "", text, at: bytes)
    }
}
