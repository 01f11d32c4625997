import Wire

/// Numbers of one width, as ranges; sorted and apart from each other once they are normalised.
///
/// A range takes two numbers, 8 bytes of IPv4 and 32 of IPv6; to sort them takes as much again, or half of it.
struct SortedRanges<Number: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
    struct Range: Hashable, Sendable {
        var first: Number
        var last: Number
    }

    private(set) var ranges: [Range] = []
    /// Whether each range begins behind the one before it.
    private var isNormal = true

    /// Adds a range; many that come in order and touch are one at once.
    mutating func append(_ first: Number, _ last: Number) {
        if let end = ranges.last?.last, first <= end || first == end &+ 1 {
            isNormal = false
        }
        ranges.append(Range(first: first, last: last))
    }

    /// Sorts, and merges what overlaps or touches.
    mutating func normalize() {
        guard !isNormal else { return }
        isNormal = true
        sort()
        var kept = 0
        for index in 1..<ranges.count {
            let range = ranges[index]
            let end = ranges[kept].last
            if range.first <= end || range.first == end &+ 1 {
                // Behind the highest number comes 0, which only a range of it could begin with.
                if range.last > end { ranges[kept].last = range.last }
            } else {
                kept += 1
                ranges[kept] = range
            }
        }
        ranges.removeSubrange((kept + 1)...)
    }

    private mutating func sort() {
        var isSorted = true
        for index in 1..<ranges.count where ranges[index].first < ranges[index - 1].first {
            isSorted = false
            break
        }
        guard !isSorted else { return }
        if Number.bitWidth == 32, ranges.count > 1 << 12 { return sortByDigits() }
        ranges.sort { $0.first < $1.first }
    }

    /// By eleven bits at a time, the lowest first.
    private mutating func sortByDigits() {
        var other = [Range](repeating: Range(first: 0, last: 0), count: ranges.count)
        for shift in [0, 11, 22] {
            var places = [Int](repeating: 0, count: 1 << 11)
            for range in ranges { places[Int(range.first >> Number(shift) & 0x7FF)] += 1 }
            var sum = 0
            for digit in places.indices { (places[digit], sum) = (sum, sum + places[digit]) }
            for range in ranges {
                let digit = Int(range.first >> Number(shift) & 0x7FF)
                other[places[digit]] = range
                places[digit] += 1
            }
            swap(&ranges, &other)
        }
    }

    var count: AddressCount {
        ranges.reduce(into: AddressCount()) { $0 += AddressCount(UInt128($1.first)...UInt128($1.last)) }
    }

    // MARK: Of normalised ranges

    func contains(_ first: Number, _ last: Number) -> Bool {
        let index = index(of: first)
        return index < ranges.count && ranges[index].first <= first && ranges[index].last >= last
    }

    func overlaps(_ first: Number, _ last: Number) -> Bool {
        let index = index(of: first)
        return index < ranges.count && ranges[index].first <= last
    }

    /// The first range that does not end before a number.
    private func index(of number: Number) -> Int {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].last < number { low = middle + 1 } else { high = middle }
        }
        return low
    }

    func intersection(_ other: SortedRanges) -> SortedRanges {
        var result = SortedRanges()
        var (mine, theirs) = (0, 0)
        while mine < ranges.count, theirs < other.ranges.count {
            let (left, right) = (ranges[mine], other.ranges[theirs])
            let (first, last) = (max(left.first, right.first), min(left.last, right.last))
            if first <= last { result.append(first, last) }
            if left.last < right.last { mine += 1 } else { theirs += 1 }
        }
        return result
    }

    func subtracting(_ other: SortedRanges) -> SortedRanges {
        var result = SortedRanges()
        var theirs = 0
        for range in ranges {
            var first = range.first
            while theirs < other.ranges.count, other.ranges[theirs].last < first { theirs += 1 }
            var index = theirs
            var isCovered = false
            while index < other.ranges.count, other.ranges[index].first <= range.last {
                let hole = other.ranges[index]
                if hole.first > first { result.append(first, hole.first - 1) }
                isCovered = hole.last >= range.last
                if isCovered { break }
                first = hole.last + 1
                index += 1
            }
            if !isCovered { result.append(first, range.last) }
        }
        return result
    }
}
