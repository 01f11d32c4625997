import Analysis
import TestSupport
import Testing
import Wire

@Suite struct AddressSetTests {
    private static func set(_ text: String) throws -> AddressSet {
        AddressSet(try text.split(separator: " ").map { try AddressExpression(String($0)).range })
    }

    private static func text(_ set: AddressSet) -> String { set.blocks.map(\.description).joined(separator: " ") }

    @Test(arguments: [
        ("", ""), ("10.0.0.0/25 10.0.0.128/25", "10.0.0.0/24"), ("10.0.0.128/25 10.0.0.0/25", "10.0.0.0/24"),
        ("10.0.0.0/8 10.1.0.0/16 10.0.0.0/8", "10.0.0.0/8"), ("0.0.0.0/0 255.255.255.255", "0.0.0.0/0"),
        ("255.255.255.255 0.0.0.0", "0.0.0.0/32 255.255.255.255/32"),
        ("::/1 8000::/1 0.0.0.0/1 128.0.0.0/1", "0.0.0.0/0 ::/0"),
        ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff ::", "::/128 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128"),
        ("10.0.0.0 10.0.0.2 10.0.0.1", "10.0.0.0/31 10.0.0.2/32"),
    ]) func `merges what overlaps or touches`(text: String, merged: String) throws {
        #expect(Self.text(try Self.set(text)) == merged)
    }

    @Test(arguments: [
        ("0.0.0.0/0", "0.0.0.0/0", "", "0.0.0.0/0"), ("::/0", "::/1", "8000::/1", "::/1"),
        ("10.0.0.0/24", "10.0.0.64/26", "10.0.0.0/26 10.0.0.128/25", "10.0.0.64/26"),
        ("10.0.0.0/24", "::/0", "10.0.0.0/24", ""),
        ("10.0.0.0/30", "10.0.0.0 10.0.0.3", "10.0.0.1/32 10.0.0.2/32", "10.0.0.0/32 10.0.0.3/32"),
        (
            "255.255.255.252/30", "255.255.255.255",
            "255.255.255.252/31 255.255.255.254/32",
            "255.255.255.255/32"
        ),
    ]) func `subtracts and intersects`(first: String, second: String, left: String, common: String) throws {
        let (one, two) = (try Self.set(first), try Self.set(second))
        #expect(Self.text(one.subtracting(two)) == left)
        #expect(Self.text(one.intersection(two)) == common)
    }

    /// Against a list of 4096 addresses, of which each is in or out.
    @Test func `agrees with a list of addresses`() {
        var generator = SeededGenerator(seed: 4)
        for round in 0..<200 {
            let isIPv6 = round % 2 == 1
            var (sets, lists) = ([AddressSet](), [[Bool]]())
            for _ in 0..<2 {
                var (set, list) = (AddressSet(), [Bool](repeating: false, count: 4096))
                for _ in 0..<Int.random(in: 0...40, using: &generator) {
                    let first = Int.random(in: 0..<4096, using: &generator)
                    let last = min(4095, first + Int.random(in: 0..<64, using: &generator))
                    set.insert(AddressRange(numbers: UInt128(first)...UInt128(last), isIPv6: isIPv6))
                    for index in first...last { list[index] = true }
                }
                set.normalize()
                sets.append(set)
                lists.append(list)
            }
            #expect(Self.list(sets[0]) == lists[0])
            #expect(Self.list(sets[0].intersection(sets[1])) == zip(lists[0], lists[1]).map { $0 && $1 })
            #expect(Self.list(sets[0].subtracting(sets[1])) == zip(lists[0], lists[1]).map { $0 && !$1 })
            let filter = AddressFilter(sets[0])
            for index in 0..<4096 {
                let address = IPAddress(number: UInt128(index), isIPv6: isIPv6)
                #expect(filter.contains(address) == lists[0][index])
            }
        }
    }

    private static func list(_ set: AddressSet) -> [Bool] {
        var list = [Bool](repeating: false, count: 4096)
        for index in 0..<set.rangeCount {
            for number in set.range(at: index).numbers { list[Int(number)] = true }
        }
        return list
    }

    /// Enough that they are sorted digit by digit.
    @Test func `sorts many`() {
        var generator = SeededGenerator(seed: 9)
        var set = AddressSet()
        var numbers: Set<UInt32> = []
        for _ in 0..<20_000 {
            let number = UInt32.random(in: 0 ... .max, using: &generator)
            numbers.insert(number)
            set.insert(AddressRange(numbers: UInt128(number)...UInt128(number), isIPv6: false))
        }
        set.normalize()
        #expect(set.ipv4Count.exact == numbers.count)
        #expect(set.blocks.first?.network == numbers.min().map { .v4(IPv4Address(rawValue: $0)) })
        #expect(zip(set.blocks, set.blocks.dropFirst()).allSatisfy { $0.last < $1.network })
    }
}

@Suite struct BlockTableTests {
    @Test func `the smallest block counts`() throws {
        var table = BlockTable()
        for (text, label) in [
            ("10.0.0.0/8", "ten"), ("10.1.0.0/16", "one"), ("10.1.0.0/16", "two"), ("0.0.0.0/0", "all"),
            ("2001:db8::/32", "docs"), ("2001:db8::5", "five"), ("255.255.255.255", "last"),
            ("10.0.0.4-10.0.0.6", "range"),
        ] {
            table.insert(try AddressExpression(text).range, label: label.utf8Span.span)
        }
        table.prepare()
        for (text, label) in [
            ("10.1.2.3", "two"), ("10.2.0.0", "ten"), ("11.0.0.0", "all"), ("2001:db8::5", "five"),
            ("2001:db8::6", "docs"),
            ("2001:db9::", nil), ("255.255.255.255", "last"), ("255.255.255.254", "all"), ("10.0.0.5", "range"),
            ("10.0.0.7", "ten"), ("10.0.0.3", "ten"), ("::", nil),
        ] as [(String, String?)] {
            let row = table.row(of: try #require(IPAddress(text)))
            #expect(row.map { String(decoding: table.label(ofRow: $0), as: UTF8.self) } == label, "\(text)")
        }
    }

    @Test func `agrees with a search through all rows`() throws {
        var generator = SeededGenerator(seed: 5)
        for round in 0..<100 {
            let isIPv6 = round % 2 == 1
            let bits = isIPv6 ? 128 : 32
            var (table, blocks) = (BlockTable(), [AddressBlock]())
            for _ in 0..<50 {
                let address = IPAddress(number: UInt128.random(in: 0..<1024, using: &generator), isIPv6: isIPv6)
                let length = Int.random(in: bits - 10...bits, using: &generator)
                blocks.append(try #require(AddressBlock(address, prefixLength: length)))
                table.insert(AddressRange(blocks[blocks.count - 1]), label: "x".utf8Span.span)
            }
            table.prepare()
            for number in 0..<1100 {
                let address = IPAddress(number: UInt128(number), isIPv6: isIPv6)
                let best = blocks.filter { $0.contains(address) }.max { $0.prefixLength < $1.prefixLength }
                #expect(table.row(of: address).map { table.block(ofRow: $0) } == best)
            }
        }
    }
}

@Suite struct AddressScannerTests {
    @Test(arguments: [
        ("10.0.0.1", "10.0.0.1"), ("[10.0.0.1]", "10.0.0.1"), ("src=10.0.0.1:443,dst=10.0.0.2/24", "10.0.0.1 10.0.0.2"),
        ("from 10.0.0.1.", "10.0.0.1"), ("1.2.3.4.5", ""), ("1.2.3.4.in-addr.arpa", ""), ("v1.2.3.4", ""),
        ("1.2.3.4x", ""),
        ("1.2.3.256", ""), ("01.2.3.4", ""), ("a.1.2.3.4", ""), ("1.2.3", ""), ("1.2.3.4 5.6.7.8", "1.2.3.4 5.6.7.8"),
        ("10.0.0.1-10.0.0.9", "10.0.0.1 10.0.0.9"), ("HTTP/1.1 200", ""), ("[23/Nov/2026:12:34:56 +0000]", ""),
        ("2001:db8::1", "2001:db8::1"), ("[2001:db8::1]:80", "2001:db8::1"), ("2001:db8::1.", "2001:db8::1"),
        ("2001:db8::1: down", "2001:db8::1"), ("2001:db8:: up", "2001:db8::"), ("from:2001:db8::1", "2001:db8::1"),
        ("ip6:2001:db8::1", "2001:db8::1"), ("fe80::1%eth0", "fe80::1"), ("1::2::3", ""), ("2001:db8::1x", ""),
        ("00:1b:21:ab:cd:ef", ""), ("12:34:56", ""), ("::ffff:10.0.0.1", "::ffff:10.0.0.1"),
        ("ip4:10.0.0.1", "10.0.0.1"),
        ("face:10.0.0.1", "10.0.0.1"), ("std::vector", ""), ("::1", "::1"), ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"),
        ("1:2:3:4:5:6:7:8:9", ""), ("2001:DB8::A", "2001:db8::a"), ("", ""), (".", ""), (":", ""), ("...", ""),
        (":::", ""),
        ("é10.0.0.1", ""), ("10.0.0.1\n10.0.0.2\n", "10.0.0.1 10.0.0.2"), ("(10.0.0.1)", "10.0.0.1"),
        ("10.0.0.1\0", "10.0.0.1"),
    ]) func `finds addresses at the edges of words`(text: String, addresses: String) {
        var found: [String] = []
        var scanner = AddressScanner(text.utf8Span.span)
        while let next = scanner.next() { found.append(next.address.description) }
        #expect(found.joined(separator: " ") == addresses)
    }

    @Test func `tells where they stand`() {
        let text = "a 10.0.0.1, b [2001:db8::1]"
        var scanner = AddressScanner(text.utf8Span.span)
        #expect(scanner.next()?.bytes == 2..<10)
        #expect(scanner.next()?.bytes == 15..<26)
        #expect(scanner.next() == nil && scanner.next() == nil)
    }
}

@Suite struct SubnetPlanTests {
    @Test func `finds room for the largest first, and tells in the order asked`() throws {
        let block = try #require(AddressBlock("10.0.0.0/24"))
        let plan = try #require(SubnetPlan(block, hosts: [10, 50, 2, 1, 20]))
        #expect(
            plan.subnets.map { "\($0.block)" } == [
                "10.0.0.96/28", "10.0.0.0/26", "10.0.0.112/31", "10.0.0.114/32", "10.0.0.64/27",
            ])
        #expect(
            plan.free.blocks.map(\.description) == ["10.0.0.115/32", "10.0.0.116/30", "10.0.0.120/29", "10.0.0.128/25"])
    }

    @Test func `refuses what does not fit`() throws {
        let block = try #require(AddressBlock("10.0.0.0/24"))
        #expect(SubnetPlan(block, hosts: [255]) == nil && SubnetPlan(block, hosts: [126, 126, 1]) == nil)
        #expect(SubnetPlan(block, hosts: [254])?.free.isEmpty == true)
        let all = try #require(AddressBlock("::/0"))
        #expect(SubnetPlan(all, hosts: [.max])?.subnets.first?.block == all)
        #expect(SubnetPlan(all, hosts: [.max, 1]) == nil)
        #expect(SubnetPlan(try #require(AddressBlock("255.255.255.0/24")), hosts: [100, 100])?.free.isEmpty == true)
    }

    @Test(
        arguments: [
            ("10.0.0.0/24 10.0.3.0/24", "10.0.0.0/22"), ("0.0.0.0 255.255.255.255", "0.0.0.0/0"), ("::1", "::1/128"),
            ("10.0.0.1 10.0.0.1", "10.0.0.1/32"), ("2001:db8::/32 2001:db9::/32", "2001:db8::/31"),
            ("10.0.0.1 ::1", nil), ("", nil),
        ] as [(String, String?)]) func `finds what holds all`(text: String, block: String?) throws
    {
        let ranges = try text.split(separator: " ").map { try AddressExpression(String($0)).range }
        #expect(AddressBlock.supernet(of: ranges)?.description == block)
    }

    @Test func `two hosts ask for each other, or for the gateway`() throws {
        func same(_ first: String, _ length: Int, _ second: String, _ other: Int) throws -> SameSubnet? {
            SameSubnet(try #require(IPAddress(first)), length, try #require(IPAddress(second)), other)
        }
        #expect(try same("10.0.0.1", 24, "10.0.0.200", 24)?.isSame == true)
        #expect(try same("10.0.0.1", 24, "10.0.1.1", 24)?.isSame == false)
        #expect(try same("10.0.0.0", 31, "10.0.0.1", 31)?.isSame == true)
        #expect(try same("10.0.0.1", 32, "10.0.0.2", 32)?.isSame == false)
        #expect(try same("::1", 0, "ffff::1", 0)?.commonBitCount == 0)
        #expect(try same("10.0.0.1", 24, "10.0.1.1", 23)?.isSame == false)
        let uneven = try #require(try same("10.0.0.1", 24, "10.0.1.1", 16))
        #expect(!uneven.firstSeesSecond && uneven.secondSeesFirst && uneven.commonBitCount == 23)
        #expect(try same("10.0.0.1", 24, "::1", 24) == nil)
        #expect(try same("10.0.0.1", 33, "10.0.0.2", 33) == nil)
    }

    @Test func `finds what overlaps`() throws {
        let ranges = try ["10.0.0.0/8", "11.0.0.0/8", "10.1.0.0/16", "10.2.0.0/16", "::/0", "::1"].map {
            try AddressExpression($0).range
        }
        let pairs = Overlaps.find(in: ranges).map {
            "\($0.first.block?.description ?? "") \($0.second.block?.description ?? "")"
        }
        #expect(pairs == ["10.0.0.0/8 10.1.0.0/16", "10.0.0.0/8 10.2.0.0/16", "::/0 ::1/128"])
    }

    @Test(arguments: [0, 1, 2, 99, 255, 1000] as [UInt128]) func `a random order has each number once`(highest: UInt128)
    {
        let numbers = Array(RandomOrder(through: highest, count: 5000, seed: 3))
        #expect(numbers.sorted() == Array(0...highest))
        #expect(numbers == Array(RandomOrder(through: highest, count: 5000, seed: 3)))
        #expect(Array(RandomOrder(through: .max, count: 100, seed: 1)).count == 100)
        #expect(highest < 99 || numbers != Array(RandomOrder(through: highest, count: 5000, seed: 4)))
    }
}
