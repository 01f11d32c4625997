/// Sorted numbers, and a way to find the last that is not above another: by its highest 16 bits to a few of them, and
/// from there by halves.
struct StartIndex<Number: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
    private let starts: [Number]
    /// How many numbers lie below each value of the highest 16 bits.
    private let places: [UInt32]

    init(_ starts: [Number]) {
        self.starts = starts
        guard !starts.isEmpty else {
            places = []
            return
        }
        var places = [UInt32](repeating: 0, count: 1 << 16 | 1)
        var place = 0
        for bucket in 0..<1 << 16 {
            while place < starts.count, Self.bucket(starts[place]) < bucket { place += 1 }
            places[bucket] = UInt32(place)
        }
        places[1 << 16] = UInt32(starts.count)
        self.places = places
    }

    private static func bucket(_ number: Number) -> Int { Int(truncatingIfNeeded: number >> (Number.bitWidth - 16)) }

    /// The place of the last number that is not above this one; -1 where all are.
    @inline(__always)
    func place(of number: Number) -> Int {
        guard !places.isEmpty else { return -1 }
        let bucket = Self.bucket(number)
        var (low, high) = (Int(places[bucket]), Int(places[bucket &+ 1]))
        while low < high {
            let middle = (low &+ high) / 2
            if starts[middle] <= number { low = middle &+ 1 } else { high = middle }
        }
        return low &- 1
    }
}

/// Ranges apart from each other, to be asked for many numbers.
struct RangeIndex<Number: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
    private let firsts: StartIndex<Number>
    private let lasts: [Number]

    init(_ ranges: SortedRanges<Number>) {
        firsts = StartIndex(ranges.ranges.map(\.first))
        lasts = ranges.ranges.map(\.last)
    }

    @inline(__always)
    func contains(_ number: Number) -> Bool {
        let place = firsts.place(of: number)
        return place >= 0 && number <= lasts[place]
    }
}
