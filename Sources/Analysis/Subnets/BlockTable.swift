import Wire

/// Blocks with labels; an address has the label of the smallest block that holds it.
public struct BlockTable: Sendable {
    /// A row of the table: its block, and where its label stands.
    struct Entry: Sendable {
        let block: AddressBlock
        let label: Range<Int>
    }

    private var labels: [UInt8] = []
    private var entries: [Entry] = []
    private var ipv4 = LongestMatch(NestedRanges<UInt32>())
    private var ipv6 = LongestMatch(NestedRanges<UInt128>())

    public init() {}

    /// Adds a row; of two rows with the same block the later one counts. Whoever has added all calls ``prepare()``.
    public mutating func insert(_ range: AddressRange, label: Span<UInt8>) {
        let start = labels.count
        labels.append(copying: label)
        for block in range.blocks { entries.append(Entry(block: block, label: start..<labels.count)) }
    }

    /// Makes the table ready to be asked.
    public mutating func prepare() {
        let order = entries.indices.sorted {
            entries[$0].block == entries[$1].block ? $0 < $1 : entries[$0].block < entries[$1].block
        }
        var (four, six) = (NestedRanges<UInt32>(), NestedRanges<UInt128>())
        for index in order {
            let numbers = AddressRange(entries[index].block).numbers
            if entries[index].block.isIPv6 {
                six.append(numbers.lowerBound, numbers.upperBound, Int32(index))
            } else {
                four.append(UInt32(numbers.lowerBound), UInt32(numbers.upperBound), Int32(index))
            }
        }
        four.finish()
        six.finish()
        (ipv4, ipv6) = (LongestMatch(four), LongestMatch(six))
    }

    public var count: Int { entries.count }

    /// The row of the smallest block that holds the address; nil where none does.
    public func row(of address: IPAddress) -> Int? {
        let row =
            switch address {
            case .v4(let address): ipv4.owner(of: address.rawValue)
            case .v6(let address): ipv6.owner(of: address.rawValue)
            }
        return row < 0 ? nil : Int(row)
    }

    public func block(ofRow row: Int) -> AddressBlock { entries[row].block }

    /// Appends the label of a row.
    public func writeLabel(ofRow row: Int, to text: inout some TextOutput & ~Copyable) {
        text.append(copying: labels.span.extracting(entries[row].label))
    }

    public func label(ofRow row: Int) -> [UInt8] { Array(labels[entries[row].label]) }
}

/// Finds the smallest range that holds a number.
private struct LongestMatch<Number: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
    private let index: StartIndex<Number>
    private let owners: [Int32]

    init(_ ranges: NestedRanges<Number>) {
        index = StartIndex(ranges.starts)
        owners = ranges.owners
    }

    /// -1 where no range holds the number.
    @inline(__always)
    func owner(of number: Number) -> Int32 {
        let place = index.place(of: number)
        return place < 0 ? -1 : owners[place]
    }
}
