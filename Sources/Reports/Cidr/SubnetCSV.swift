import Wire

/// Subnets, addresses and ranges as rows (RFC 4180).
public struct SubnetCSV: Sendable {
    static let columns = [
        "address", "network", "prefix", "netmask", "wildcard", "first", "last", "addresses", "first_host", "last_host",
        "hosts", "broadcast", "kind", "special_block", "reference", "class", "reverse_name", "hex", "integer",
    ]

    private var line: [UInt8] = []

    public init() {}

    public func writeHeader(to text: inout TextBuffer) {
        text.append(text: Self.columns.joined(separator: ","))
        text.append(word: "\r\n")
    }

    public mutating func write(_ facts: SubnetFacts, to text: inout TextBuffer) {
        line.removeAll(keepingCapacity: true)
        var row = CSVRow()
        let block = facts.block
        row.add(facts.address)
        row.add(block?.network)
        row.add(block?.prefixLength)
        row.add(block?.mask)
        row.add(block?.wildcard)
        row.add(facts.range.first)
        row.add(facts.range.last)
        row.add { facts.range.count.write(to: &$0) }
        row.add(block?.hosts.first)
        row.add(block?.hosts.last)
        row.add { text in block?.hosts.count.write(to: &text) }
        row.add(block?.broadcast.map { .v4($0) })
        row.add(facts.kind)
        row.add(facts.special?.block.description)
        row.add(facts.special?.reference)
        row.add(facts.addressClass?.rawValue)
        row.add { facts.address.writeReverseName(to: &$0) }
        row.add { $0.append(hex: facts.address) }
        row.add { $0.append(decimal: facts.address.number) }
        row.end(columns: Self.columns.count, into: &line)
        text.append(copying: line.span)
    }
}
