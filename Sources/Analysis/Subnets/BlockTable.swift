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
    private var ipv4 = LongestMatch<UInt32>()
    private var ipv6 = LongestMatch<UInt128>()

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
        for index in order {
            let numbers = AddressRange(entries[index].block).numbers
            if entries[index].block.isIPv6 {
                ipv6.append(numbers.lowerBound, numbers.upperBound, Int32(index))
            } else {
                ipv4.append(UInt32(numbers.lowerBound), UInt32(numbers.upperBound), Int32(index))
            }
        }
        ipv4.finish()
        ipv6.finish()
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

/// Blocks that lie in each other, as a row of places from which on another one is the smallest.
struct LongestMatch<Number: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
    private var starts: [Number] = []
    private var owners: [Int32] = []
    private var index = StartIndex<Number>([])
    /// The blocks that hold the place that was reached, the largest first.
    private var open: [(last: Number, owner: Int32)] = []

    /// Adds a block; they come in order, a larger one before those within it.
    mutating func append(_ first: Number, _ last: Number, _ owner: Int32) {
        close(before: first)
        if let same = open.last, same.last == last, starts.last == first { open.removeLast() }
        begin(first, owner)
        open.append((last, owner))
    }

    private mutating func begin(_ start: Number, _ owner: Int32) {
        if starts.last == start {
            owners[owners.count - 1] = owner
        } else {
            starts.append(start)
            owners.append(owner)
        }
    }

    /// Closes the blocks that end before a number.
    private mutating func close(before first: Number) {
        while let ended = open.last, ended.last < first {
            open.removeLast()
            begin(ended.last + 1, open.last?.owner ?? -1)
        }
    }

    mutating func finish() {
        while let ended = open.popLast() {
            if ended.last < .max { begin(ended.last + 1, open.last?.owner ?? -1) }
        }
        index = StartIndex(starts)
        starts = []
    }

    /// -1 where no block holds the number.
    @inline(__always)
    func owner(of number: Number) -> Int32 {
        let place = index.place(of: number)
        return place < 0 ? -1 : owners[place]
    }
}
