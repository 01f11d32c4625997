import Wire

/// Many blocks, or addresses: a line each.
public struct BlockRows: Sendable {
    private let format: CidrFormat
    private var line: [UInt8] = []

    public init(_ format: CidrFormat) { self.format = format }

    /// Appends the names of the columns, where rows have some.
    public func writeHeader(to text: inout TextBuffer, isAddresses: Bool = false) {
        guard format == .csv else { return }
        text.append(text: isAddresses ? "address\r\n" : "block,network,prefix,first,last,addresses\r\n")
    }

    public mutating func write(_ block: AddressBlock, to text: inout TextBuffer) {
        switch format {
        case .text:
            block.write(to: &text)
            text.append(word: "\n")
        case .json:
            line.removeAll(keepingCapacity: true)
            JSONWriter.line(to: &line) { $0.add(row: block) }
            text.append(copying: line.span)
        case .csv: writeCSV(block, to: &text)
        }
    }

    private func writeCSV(_ block: AddressBlock, to text: inout TextBuffer) {
        block.write(to: &text)
        text.append(word: ",")
        block.network.write(to: &text)
        text.append(word: ",")
        text.append(decimal: UInt64(block.prefixLength))
        text.append(word: ",")
        block.network.write(to: &text)
        text.append(word: ",")
        block.last.write(to: &text)
        text.append(word: ",")
        AddressRange(block).count.write(to: &text)
        text.append(word: "\r\n")
    }

    public mutating func write(_ address: IPAddress, to text: inout TextBuffer) {
        if format == .json { text.append(text: "{\"type\":\"address\",\"address\":\"") }
        address.write(to: &text)
        switch format {
        case .text: text.append(word: "\n")
        case .json: text.append(word: "\"}\n")
        case .csv: text.append(word: "\r\n")
        }
    }

    /// Text of an expression as it stands: an address keeps its host bits.
    public mutating func write(_ expression: AddressExpression, to text: inout TextBuffer) {
        guard case .text = format else {
            for block in expression.range.blocks { write(block, to: &text) }
            return
        }
        switch expression {
        case .address(let address): address.write(to: &text)
        case .block(let address, let length):
            address.write(to: &text)
            text.append(word: "/")
            text.append(decimal: UInt64(length))
        case .range(let range):
            range.first.write(to: &text)
            text.append(word: "-")
            range.last.write(to: &text)
        }
        text.append(word: "\n")
    }
}

extension JSONWriter {
    mutating func add(row block: AddressBlock) {
        add("type", "block")
        add("block", text: block) { $1.write(to: &$0) }
        add("network", block.network)
        add("prefix", block.prefixLength)
        add("first", block.network)
        add("last", block.last)
        add("addresses", AddressRange(block).count)
    }
}
