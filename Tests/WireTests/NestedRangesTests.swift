import TestSupport
import Testing
import Wire

@Suite struct NestedRangesTests {
    /// Whose range is the smallest that holds each number of a byte, by looking through all.
    private static func owners(_ blocks: [(first: UInt8, last: UInt8)]) -> [Int32] {
        (0...255).map { number in
            let holding = blocks.indices.filter { blocks[$0].first <= number && number <= blocks[$0].last }
            let smallest = holding.min { left, right in
                let (one, other) = (blocks[left].last - blocks[left].first, blocks[right].last - blocks[right].first)
                return one == other ? left > right : one < other
            }
            return smallest.map { Int32($0) } ?? -1
        }
    }

    @Test func `each place has the smallest range that holds it`() {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<2000 {
            var blocks: [(first: UInt8, last: UInt8)] = []
            for _ in 0..<Int.random(in: 0...12, using: &generator) {
                let bits = UInt8.random(in: 0...8, using: &generator)
                let first = bits == 8 ? 0 : UInt8.random(in: 0...255, using: &generator) & ~((1 << bits) - 1)
                blocks.append((first, bits == 8 ? 255 : first | ((1 << bits) - 1)))
            }
            // As blocks are sorted: a larger one before those within it.
            blocks.sort { $0.first == $1.first ? $0.last > $1.last : $0.first < $1.first }
            var ranges = NestedRanges<UInt8>()
            for (place, block) in blocks.enumerated() { ranges.append(block.first, block.last, Int32(place)) }
            ranges.finish()
            #expect(ranges.starts == ranges.starts.sorted() && Set(ranges.starts).count == ranges.starts.count)
            let told = (0...255).map { number -> Int32 in
                ranges.starts.lastIndex { $0 <= number }.map { ranges.owners[$0] } ?? -1
            }
            #expect(told == Self.owners(blocks))
        }
    }

    @Test func `the next larger range is told, and the highest number need not be the type's`() {
        var ranges = NestedRanges<UInt16>()
        #expect(ranges.append(0, 99, 0) == -1)
        #expect(ranges.append(10, 19, 1) == 0)
        #expect(ranges.append(12, 13, 2) == 1)
        #expect(ranges.append(20, 29, 3) == 0)
        ranges.finish(at: 99)
        #expect(ranges.starts == [0, 10, 12, 14, 20, 30] && ranges.owners == [0, 1, 2, 1, 3, 0])
    }
}
