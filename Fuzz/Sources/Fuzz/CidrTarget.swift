import Analysis
import Reports
import Wire

/// Lines of blocks, and text with addresses in it.
enum CidrTarget {
    static func run(_ bytes: Span<UInt8>) {
        expressions(bytes)
        scanner(bytes)
        sets(bytes)
    }

    // MARK: What people write

    private static func expressions(_ bytes: Span<UInt8>) {
        var start = 0
        while start < bytes.count {
            let end = bytes.lineEnd(from: start)
            look(at: bytes.extracting(start..<end))
            start = end
        }
    }

    private static func look(at line: Span<UInt8>) {
        do throws(AddressTextError) {
            let expression = try AddressExpression(parsing: line)
            let range = expression.range
            let again = try AddressExpression(range.description).range
            check(again == range, "a range is read as written")
            check(expression.block.map { AddressRange($0) == range } ?? true, "a block is its addresses")
            var (place, count) = (range.first, 0)
            for block in range.blocks {
                check(block.network == place, "blocks follow each other")
                count += 1
                if block.last == range.last { break }
                check(block.last < range.last, "blocks end with their range")
                place = IPAddress(number: block.last.number + 1, isIPv6: range.isIPv6)
            }
            check(count <= 254, "a range has few blocks")
            tell(expression)
        } catch {
            check(!error.description.isEmpty && error.description.utf8.count < 1000, "an error is told in short")
        }
    }

    private static func tell(_ expression: AddressExpression) {
        let facts = SubnetFacts(expression)
        var text = TextBuffer()
        var (lines, json, csv) = (SubnetText(isColored: true), SubnetJSON(), SubnetCSV())
        lines.write(facts, to: &text)
        json.write(facts, to: &text)
        csv.write(facts, to: &text)
        text.withBytes { use($0) }
    }

    // MARK: What stands in text

    private static func scanner(_ bytes: Span<UInt8>) {
        var scanner = AddressScanner(bytes)
        var place = 0
        while let found = scanner.next() {
            check(found.bytes.lowerBound >= place, "addresses follow each other")
            place = found.bytes.upperBound
            let word = String(decoding: [UInt8](copying: bytes.extracting(found.bytes)), as: UTF8.self)
            check(IPAddress(word) == found.address, "an address is what stands there")
        }
    }

    // MARK: Sets, beside 256 addresses of which each is in or out

    private static func sets(_ bytes: Span<UInt8>) {
        guard bytes.count > 2 else { return }
        let isIPv6 = bytes[0] & 1 == 1
        var (sets, lists) = (
            [AddressSet(), AddressSet()], [[Bool]](repeating: .init(repeating: false, count: 256), count: 2)
        )
        var index = 1
        while index + 1 < bytes.count {
            let (first, last) = (min(bytes[index], bytes[index + 1]), max(bytes[index], bytes[index + 1]))
            let side = index / 2 % 2
            // At the upper end of all numbers, where sums overflow.
            let base: UInt128 = (isIPv6 ? .max : UInt128(UInt32.max)) - 255
            sets[side].insert(AddressRange(numbers: base + UInt128(first)...base + UInt128(last), isIPv6: isIPv6))
            for number in first...last { lists[side][Int(number)] = true }
            index += 2
        }
        for side in 0..<2 { sets[side].normalize() }
        compare(sets[0], lists[0])
        compare(sets[0].subtracting(sets[1]), zip(lists[0], lists[1]).map { $0 && !$1 })
        compare(sets[0].intersection(sets[1]), zip(lists[0], lists[1]).map { $0 && $1 })
    }

    private static func compare(_ set: AddressSet, _ list: [Bool]) {
        var seen = [Bool](repeating: false, count: 256)
        for index in 0..<set.rangeCount {
            for number in set.range(at: index).numbers { seen[Int(truncatingIfNeeded: number & 0xFF)] = true }
        }
        check(seen == list, "a set is what was put into it")
    }
}
