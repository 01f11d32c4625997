import Wire

/// How two blocks lie to each other, a line a pair.
public struct RelationReport: Sendable {
    public enum Relation: String, Sendable {
        case contains, overlaps
    }

    private let format: CidrFormat
    private let relation: Relation
    private var line: [UInt8] = []

    public init(_ format: CidrFormat, _ relation: Relation) {
        (self.format, self.relation) = (format, relation)
    }

    public func writeHeader(to text: inout TextBuffer) {
        if format == .csv { text.append(text: "first,second,\(relation.rawValue)\r\n") }
    }

    public mutating func write(
        _ first: AddressRange, _ second: AddressRange, _ holds: Bool, to text: inout TextBuffer
    ) {
        switch format {
        case .text:
            first.writeShort(to: &text)
            text.append(text: words(holds))
            second.writeShort(to: &text)
            text.append(word: "\n")
        case .json:
            line.removeAll(keepingCapacity: true)
            JSONWriter.line(to: &line) { object in
                object.add("type", relation.rawValue)
                object.add("first", text: first) { $1.writeShort(to: &$0) }
                object.add("second", text: second) { $1.writeShort(to: &$0) }
                object.add(relation == .contains ? "contains" : "overlaps", holds)
            }
            text.append(copying: line.span)
        case .csv:
            first.writeShort(to: &text)
            text.append(word: ",")
            second.writeShort(to: &text)
            text.append(text: holds ? ",true\r\n" : ",false\r\n")
        }
    }

    private func words(_ holds: Bool) -> String {
        switch (relation, holds) {
        case (.contains, true): " contains "
        case (.contains, false): " does not contain "
        case (.overlaps, true): " overlaps "
        case (.overlaps, false): " does not overlap "
        }
    }
}

extension AddressRange {
    /// Appends the block that it is, or else its ends.
    func writeShort(to text: inout some TextOutput & ~Copyable) {
        if let block { return block.write(to: &text) }
        first.write(to: &text)
        text.append(UInt8(ascii: "-"))
        last.write(to: &text)
    }
}
