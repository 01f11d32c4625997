import Testing
import Wire

@Suite struct AddressExpressionTests {
    @Test(arguments: [
        ("10.0.0.1", "10.0.0.1-10.0.0.1"), (" 10.0.0.1\t", "10.0.0.1-10.0.0.1"), ("10.0.0.1\r", "10.0.0.1-10.0.0.1"),
        ("2001:db8::1", "2001:db8::1-2001:db8::1"), ("::ffff:192.0.2.1", "::ffff:192.0.2.1-::ffff:192.0.2.1"),
        ("10.100.122.2/24", "10.100.122.0-10.100.122.255"), ("10.1.2.3/0", "0.0.0.0-255.255.255.255"),
        ("2001:db8::1/32", "2001:db8::-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"),
        ("::/0", "::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"), ("10.0.0.1/255.255.255.0", "10.0.0.0-10.0.0.255"),
        ("10.0.0.1 255.255.255.0", "10.0.0.0-10.0.0.255"), ("10.0.0.1\t255.255.255.0", "10.0.0.0-10.0.0.255"),
        ("10.0.0.1/0.0.0.255", "10.0.0.0-10.0.0.255"), ("10.0.0.1 0.0.0.3", "10.0.0.0-10.0.0.3"),
        ("10.0.0.1/0.0.0.0", "0.0.0.0-255.255.255.255"), ("10.0.0.1/255.255.255.255", "10.0.0.1-10.0.0.1"),
        ("2001:db8::1/ffff:ffff::", "2001:db8::-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"),
        ("10.0.0.1-10.0.1.9", "10.0.0.1-10.0.1.9"), ("10.0.0.1 - 10.0.1.9", "10.0.0.1-10.0.1.9"),
        ("10.0.0.1- 10.0.1.9", "10.0.0.1-10.0.1.9"), ("10.0.0.1-9", "10.0.0.1-10.0.0.9"),
        ("2001:db8::1-2001:db8::9", "2001:db8::1-2001:db8::9"), ("167772161", "10.0.0.1-10.0.0.1"),
        ("0", "0.0.0.0-0.0.0.0"), ("4294967295", "255.255.255.255-255.255.255.255"), ("4294967296", "::1:0:0-::1:0:0"),
        ("0x0a000001", "10.0.0.1-10.0.0.1"), ("0XA000001", "10.0.0.1-10.0.0.1"), ("0x100000000", "::1:0:0-::1:0:0"),
        ("0x20010db8000000000000000000000001", "2001:db8::1-2001:db8::1"), ("0x000000001", "::1-::1"),
        ("167772161/8", "10.0.0.0-10.255.255.255"), ("0x0a000001-0x0a000009", "10.0.0.1-10.0.0.9"),
        (
            "340282366920938463463374607431768211455",
            "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
        ),
    ]) func `reads each form`(text: String, range: String) throws {
        #expect(try AddressExpression(text).range.description == range)
    }

    @Test func `an address keeps its host bits`() throws {
        let expression = try AddressExpression("10.100.122.2/24")
        guard case .block(let address, let length) = expression else { throw TestFailure.unexpected }
        #expect(address.description == "10.100.122.2" && length == 24)
        #expect(expression.block?.description == "10.100.122.0/24")
    }

    enum TestFailure: Error { case unexpected }

    @Test(arguments: [
        ("", "there is no address"), ("   ", "there is no address"),
        ("10.0.0.0/33", "a prefix of IPv4 has 0 to 32 bits, not 33"),
        ("2001:db8::/129", "a prefix of IPv6 has 0 to 128 bits, not 129"),
        ("10.0.0.0/99999999999999999999", "a prefix of IPv4 has 0 to 32 bits, not 99999999999999999999"),
        ("10.0.0.0/", "there is no prefix length behind the slash"),
        ("10.0.0.0/x", "'x' is no prefix length, mask or wildcard"),
        ("10.0.0.0/-1", "'-1' is no prefix length, mask or wildcard"),
        ("1.2.3", "an IPv4 address has four numbers, and 1.2.3 has 3"),
        ("1.2.3.4.5", "an IPv4 address has four numbers, and 1.2.3.4.5 has 5"),
        ("1.2.3.", "an IPv4 address has a number on each side of a dot"), ("1.2.3.256", "256 is more than 255"),
        ("01.2.3.4", "01 begins with a zero: some programs would read it as octal"),
        ("::1::", "'::' stands in ::1:: more than once: how many zeros is each of them?"),
        ("1:::2", "':::' has no meaning in an IPv6 address"),
        ("1:2:3", "an IPv6 address has eight groups, and 1:2:3 has 3"),
        ("1:2:3:4:5:6:7:8:9", "an IPv6 address has eight groups, and 1:2:3:4:5:6:7:8:9 has 9"),
        ("1:2:3:4::5:6:7:8", "'::' stands for no zeros: there are 8 groups without it"),
        ("12345::", "12345 has more than four digits"),
        ("1:2:3:4:5:6:7:", "an IPv6 address neither begins nor ends with a single colon"),
        ("g::1", "'g' has no place in an IPv6 address"),
        ("::ffff:1.2.3", "an IPv4 address has four numbers, and 1.2.3 has 3"),
        ("fe80::1%eth0", "a zone (%eth0) belongs to a machine, and to no block: leave it out"),
        ("10/8", "10/8 is short for what? Write 10.0.0.0/8"),
        ("10.0.0.1 255.0.255.0", "255.0.255.0 is no mask: its ones are not all at one end"),
        ("10.0.0.1/ffff::", "ffff:: is no mask of IPv4"),
        ("10.0.0.9-10.0.0.1", "a range goes upwards, and 10.0.0.1 comes before 10.0.0.9"),
        ("10.0.0.1-2001:db8::", "a range is of one family: 10.0.0.1 and 2001:db8:: are not"),
        ("10.0.0.1-", "there is no address behind the dash"), ("localhost", "'localhost' is no IPv4 or IPv6 address"),
        ("1.2.3.4\0", "the byte 0x00 belongs to no address"),
        ("1.2.3.4\u{1B}[2J", "the byte 0x1b belongs to no address"),
        ("1.2.3.4/24 5", "'24 5' is no prefix length, mask or wildcard"),
        (
            "340282366920938463463374607431768211456",
            "340282366920938463463374607431768211456 is a number of more than 128 bits"
        ),
    ]) func `says what is wrong`(text: String, words: String) {
        #expect(throws: AddressTextError.self) { try AddressExpression(text) }
        do { _ = try AddressExpression(text) } catch { #expect(error.description == words) }
    }

    @Test(arguments: [UInt8(ascii: "1"), UInt8(ascii: ":"), UInt8(ascii: "."), 0x20, 0x00, 0xFF])
    func `ten megabytes are no address`(byte: UInt8) {
        let bytes = [UInt8](repeating: byte, count: 10 << 20)
        #expect(throws: AddressTextError.self) { try AddressExpression(parsing: bytes.span) }
    }

    @Test(
        arguments: [
            ("255.255.255.0", 24), ("0.0.0.255", 24), ("0.0.0.0", 0), ("255.255.255.255", 32), ("128.0.0.0", 1),
            ("255.0.255.0", nil), ("127.255.255.255", 1), ("::", 0), ("ffff::", 16), ("::ffff", 112), ("ffff::1", nil),
        ] as [(String, Int?)]) func `a mask has its ones at one end`(text: String, length: Int?) throws
    {
        #expect(try #require(IPAddress(text)).maskLength == length)
    }
}

@Suite struct AddressRangeTests {
    @Test(arguments: [
        ("0.0.0.0-255.255.255.255", "0.0.0.0/0"), ("::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "::/0"),
        ("10.0.0.1-10.0.0.9", "10.0.0.1/32 10.0.0.2/31 10.0.0.4/30 10.0.0.8/31"),
        ("255.255.255.254-255.255.255.255", "255.255.255.254/31"), ("0.0.0.0-0.0.0.2", "0.0.0.0/31 0.0.0.2/32"),
        ("::1-::3", "::1/128 ::2/127"),
        (
            "ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
            "ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe/127"
        ),
    ]) func `is the fewest blocks`(text: String, blocks: String) throws {
        let range = try AddressExpression(text).range
        #expect(range.blocks.map(\.description).joined(separator: " ") == blocks)
    }

    @Test func `counts up to two to the power of 128`() throws {
        #expect(try AddressExpression("::/0").range.count.description == "340282366920938463463374607431768211456")
        #expect(try AddressExpression("::/1").range.count.description == "170141183460469231731687303715884105728")
        var sum = AddressCount()
        sum += try AddressExpression("::/1").range.count
        sum += try AddressExpression("8000::/1").range.count
        #expect(sum.isAll && sum.exact == nil && AddressCount(.max) < sum)
        sum += AddressCount(1)
        #expect(sum.isAll)
    }

    @Test(
        arguments: [
            ("10.0.0.0/24", "10.0.0.1-10.0.0.254", "10.0.0.255"), ("10.0.0.0/30", "10.0.0.1-10.0.0.2", "10.0.0.3"),
            ("10.0.0.0/31", "10.0.0.0-10.0.0.1", nil), ("10.0.0.0/32", "10.0.0.0-10.0.0.0", nil),
            ("0.0.0.0/0", "0.0.0.1-255.255.255.254", "255.255.255.255"),
            ("2001:db8::/64", "2001:db8::1-2001:db8::ffff:ffff:ffff:ffff", nil),
            ("2001:db8::/127", "2001:db8::-2001:db8::1", nil),
            ("2001:db8::/128", "2001:db8::-2001:db8::", nil),
            ("::/0", "::1-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", nil),
        ] as [(String, String, String?)]) func `a subnet has hosts`(text: String, hosts: String, broadcast: String?)
        throws
    {
        let block = try #require(AddressBlock(text))
        #expect(block.hosts.description == hosts)
        #expect(block.broadcast?.description == broadcast)
    }

    @Test(arguments: [
        ("0.0.0.0", "A"), ("127.0.0.1", "A"), ("128.0.0.0", "B"), ("191.255.0.0", "B"), ("192.0.0.0", "C"),
        ("223.255.255.255", "C"), ("224.0.0.0", "D"), ("240.0.0.0", "E"), ("255.255.255.255", "E"),
    ])
    func `an IPv4 address has a class`(text: String, name: String) throws {
        #expect(AddressClass(try #require(IPv4Address(text))).rawValue == name)
    }

    @Test func `a class has networks`() throws {
        let address = try #require(IPv4Address("172.16.5.4"))
        #expect(AddressClass.b.network(of: address)?.description == "172.16.0.0/16")
        #expect(AddressClass.d.network(of: address) == nil)
    }

    @Test(arguments: [
        ("10.100.122.2/24", "2.122.100.10.in-addr.arpa", "122.100.10.in-addr.arpa"),
        ("10.100.122.2/20", "2.122.100.10.in-addr.arpa", "100.10.in-addr.arpa"),
        ("10.1.2.3/0", "3.2.1.10.in-addr.arpa", "in-addr.arpa"),
        (
            "2001:db8::1/32", "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa",
            "8.b.d.0.1.0.0.2.ip6.arpa"
        ),
        (
            "2001:db8::1/30", "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa",
            "b.d.0.1.0.0.2.ip6.arpa"
        ),
    ]) func `has names in the reverse tree`(text: String, name: String, zone: String) throws {
        guard case .block(let address, _) = try AddressExpression(text) else { return }
        let block = try #require(try AddressExpression(text).block)
        var (first, second): ([UInt8], [UInt8]) = ([], [])
        address.writeReverseName(to: &first)
        block.writeReverseZone(to: &second)
        #expect(String(decoding: first, as: UTF8.self) == name)
        #expect(String(decoding: second, as: UTF8.self) == zone)
    }
}
