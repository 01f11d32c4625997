/// The rows of one family, to be found without looking through all of them.
///
/// Blocks lie within each other or apart, so that the addresses from one place on, up to the next, have the same
/// smallest block.
struct SpecialPurposeIndex: Sendable {
    static let ipv4 = SpecialPurposeIndex(SpecialPurpose.ipv4Registry + SpecialPurpose.ipv4Multicast, isIPv6: false)
    static let ipv6 = SpecialPurposeIndex(SpecialPurpose.ipv6Registry + SpecialPurpose.ipv6Others, isIPv6: true)

    /// In the order of their addresses, each behind those that it lies in.
    let rows: [SpecialPurpose]
    private let lasts: [UInt128]
    /// The next larger block of each row; -1 where there is none.
    private let parents: [Int]
    private let starts: [UInt128]
    private let owners: [Int32]

    private init(_ unsorted: [SpecialPurpose], isIPv6: Bool) {
        rows = unsorted.sorted { $0.block < $1.block }
        let highest: UInt128 = isIPv6 ? .max : UInt128(UInt32.max)
        lasts = rows.map { $0.block.last.number }
        var ranges = NestedRanges<UInt128>()
        parents = zip(rows, lasts).enumerated().map { place, row in
            Int(ranges.append(row.0.block.network.number, row.1, Int32(place)))
        }
        ranges.finish(at: highest)
        (starts, owners) = (ranges.starts, ranges.owners)
    }

    /// The smallest row that holds all of these; nil where none does.
    func row(holding numbers: ClosedRange<UInt128>) -> Int? {
        let place = place(of: numbers.lowerBound)
        var row = place < 0 ? -1 : Int(owners[place])
        while row >= 0, lasts[row] < numbers.upperBound { row = parents[row] }
        return row < 0 ? nil : row
    }

    /// Whether a row holds any of these.
    func overlaps(_ numbers: ClosedRange<UInt128>) -> Bool {
        let place = place(of: numbers.lowerBound)
        if place >= 0, owners[place] >= 0 { return true }
        return place + 1 < starts.count && starts[place + 1] <= numbers.upperBound
    }

    /// The last start that is not above a number; -1 where all are.
    private func place(of number: UInt128) -> Int {
        starts.partitionIndex { $0 <= number } - 1
    }

    /// The rows that lie in a block, but for those that lie in others of them.
    func largest(within block: AddressBlock) -> [SpecialPurpose] {
        rows.indices.filter {
            block.contains(rows[$0].block) && (parents[$0] < 0 || !block.contains(rows[parents[$0]].block))
        }.map { rows[$0] }
    }
}
