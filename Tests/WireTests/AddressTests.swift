import Testing
import Wire
import TestSupport

@Suite struct IPv4AddressTests {
    @Test(
        arguments: [
            ("0.0.0.0", 0), ("255.255.255.255", 0xFFFF_FFFF), ("127.0.0.1", 0x7F00_0001), ("10.100.122.9", 0x0A64_7A09),
        ] as [(String, UInt32)]) func `reads and writes a dotted quad`(text: String, value: UInt32)
    {
        #expect(IPv4Address(text)?.rawValue == value)
        #expect(IPv4Address(rawValue: value).description == text)
    }

    @Test(arguments: [
        "", ".", "1", "1.2.3", "1.2.3.4.5", "1.2.3.", ".1.2.3", "1..2.3", "256.0.0.1", "1.2.3.256", "01.2.3.4",
        "1.2.3.00", "1.2.3.4 ", " 1.2.3.4", "+1.2.3.4", "-1.2.3.4", "0x1.2.3.4", "1.2.3.4/8", "1,2,3,4", "a.b.c.d",
        "4294967295", "99999999999999999999.1.1.1", "1.2.3.\u{661}",
    ]) func `refuses anything else`(text: String) {
        #expect(IPv4Address(text) == nil)
    }

    @Test(
        arguments: [
            ("127.1", 0x7F00_0001), ("0x7f.1", 0x7F00_0001), ("0X7F.0.0.1", 0x7F00_0001), ("010.0.0.1", 0x0800_0001),
            ("4294967295", 0xFFFF_FFFF), ("0", 0), ("00", 0), ("0xffffffff", 0xFFFF_FFFF), ("1.2.772", 0x0102_0304),
            ("1.16777215", 0x01FF_FFFF), ("037777777777", 0xFFFF_FFFF), ("1.2.3.4", 0x0102_0304),
        ] as [(String, UInt32)]) func `reads what inet_aton does`(text: String, value: UInt32)
    {
        #expect(IPv4Address(classic: text)?.rawValue == value)
    }

    @Test(arguments: [
        "", ".", "1.", ".1", "1..2", "1.2.3.4.5", "4294967296", "0x100000000", "1.16777216", "1.2.65536", "1.2.3.256",
        "256.1", "08", "09.1", "0x", "0xg", "1a", "-1", "+1", "1.2.3.0x", "99999999999999999999999", "127.1 ",
    ]) func `refuses what inet_aton does`(text: String) {
        #expect(IPv4Address(classic: text) == nil)
    }

    @Test func `knows special addresses`() {
        #expect(IPv4Address.loopback.isLoopback && !IPv4Address.any.isLoopback)
        #expect(IPv4Address(rawValue: 0xE000_0001).isMulticast && IPv4Address(rawValue: 0xEFFF_FFFF).isMulticast)
        #expect(!IPv4Address(rawValue: 0xF000_0000).isMulticast && !IPv4Address(rawValue: 0xDFFF_FFFF).isMulticast)
        #expect(IPv4Address(rawValue: 0xA9FE_0000).isLinkLocal && !IPv4Address(rawValue: 0xA9FF_0000).isLinkLocal)
    }
}

@Suite struct IPv6AddressTests {
    @Test(arguments: [
        ("::", "::"), ("::1", "::1"), ("1::", "1::"), ("0:0:0:0:0:0:0:0", "::"), ("0:0:0:0:0:0:0:1", "::1"),
        ("2001:DB8::ABCD", "2001:db8::abcd"), ("2001:0db8:0000::0001", "2001:db8::1"),
        ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), ("2001:db8::1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
        ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"), ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
        ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"), ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"), ("1:0:0:0:0:0:0:0", "1::"),
        ("1:2:3:4:5:6:0:0", "1:2:3:4:5:6::"), ("::ffff:192.0.2.1", "::ffff:192.0.2.1"),
        ("::FFFF:c000:201", "::ffff:192.0.2.1"), ("::ffff:0:0", "::ffff:0.0.0.0"), ("::192.0.2.1", "::c000:201"),
        ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"), ("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"),
        ("1::1.2.3.4", "1::102:304"), ("fe80::1", "fe80::1"), ("::ffff:1:0:0", "::ffff:1:0:0"),
        ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
    ]) func `reads the forms of RFC 4291 and writes that of RFC 5952`(text: String, canonical: String) {
        #expect(IPv6Address(text)?.description == canonical)
        #expect(IPv6Address(canonical) == IPv6Address(text))
    }

    @Test(arguments: [
        "", ":", ":::", "::::", "1:::2", "::1::", "1::2::3", ":1", "1:", ":1::", "::1:", "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "::1:2:3:4:5:6:7:8", "12345::", "::00001", "::g", "::-1", "::+1",
        "1:2:3:4:5:6:7:1.2.3.4", "::1.2.3", "::1.2.3.256", "::1.2.3.04", "1.2.3.4::", "::1.2.3.4:5", "1.2.3.4",
        "::1 ", " ::1", "::1%eth0", "[::1]", "::1/128", "::1:2:3:4:5:6:1.2.3.4", "::\u{661}",
    ]) func `refuses anything else`(text: String) {
        #expect(IPv6Address(text) == nil)
    }

    @Test func `survives a random round trip`() {
        var random = SeededGenerator(seed: 5952)
        for _ in 0..<2000 {
            var value = UInt128(0)
            for _ in 0..<8 {
                value = value << 16 | UInt128(random.next() & [0, 0, 0, 1, 0xFF, 0xFFFF][Int(random.next() % 6)])
            }
            let address = IPv6Address(rawValue: value)
            #expect(IPv6Address(address.description) == address)
        }
    }

    @Test func `knows special addresses`() throws {
        #expect(IPv6Address.loopback.isLoopback && !IPv6Address.any.isLoopback)
        #expect(try #require(IPv6Address("ff02::1")).isMulticast)
        #expect(try #require(IPv6Address("febf::1")).isLinkLocal)
        #expect(try !#require(IPv6Address("fec0::1")).isLinkLocal)
        #expect(IPv6Address("::ffff:10.0.0.1")?.mappedIPv4 == IPv4Address("10.0.0.1"))
        #expect(IPv6Address("::1:ffff:10.0.0.1")?.mappedIPv4 == nil)
        #expect(IPv6Address("2001:db8::12:3456")?.solicitedNode == IPv6Address("ff02::1:ff12:3456"))
    }
}

@Suite struct MACAddressTests {
    @Test(arguments: ["02:42:ac:11:00:fe", "02:42:AC:11:00:FE", "02-42-ac-11-00-fe", "0242ac1100fe", "0242AC1100FE"])
    func `reads the usual forms`(text: String) {
        #expect(MACAddress(text)?.rawValue == 0x0242_AC11_00FE)
        #expect(MACAddress(text)?.description == "02:42:ac:11:00:fe")
    }

    @Test(arguments: [
        "", "02:42:ac:11:00", "02:42:ac:11:00:fe:01", "02:42-ac:11:00:fe", "2:42:ac:11:0:fe", "02 42 ac 11 00 fe",
        "0242ac1100f", "0242ac1100fg", "02:42:ac:11:00:f ", "02:42:ac:11:00:+f", "0242.ac11.00fe", ":::::::::::::::::",
    ]) func `refuses anything else`(text: String) {
        #expect(MACAddress(text) == nil)
    }

    @Test func `knows its two bits`() {
        #expect(MACAddress.broadcast.isGroup)
        #expect(MACAddress("33:33:00:00:00:01")?.isGroup == true)
        #expect(MACAddress("02:00:00:00:00:00")?.isLocallyAdministered == true)
        #expect(MACAddress("00:1b:21:00:00:00")?.isLocallyAdministered == false)
        #expect(MACAddress("00:1b:21:00:00:00")?.isGroup == false)
        #expect(MACAddress(rawValue: .max) == .broadcast)
    }
}

@Suite struct AddressBlockTests {
    @Test(arguments: [
        ("10.1.2.3/8", "10.0.0.0/8", "10.255.255.255"), ("1.2.3.4/0", "0.0.0.0/0", "255.255.255.255"),
        ("1.2.3.4/32", "1.2.3.4/32", "1.2.3.4"), ("1.2.3.5/31", "1.2.3.4/31", "1.2.3.5"),
        ("2001:db8::1/32", "2001:db8::/32", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"),
        ("::1/0", "::/0", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"), ("::1/128", "::1/128", "::1"),
        ("::1/127", "::/127", "::1"),
    ]) func `has a first and a last address`(text: String, written: String, last: String) throws {
        let block = try #require(AddressBlock(text))
        #expect(block.description == written)
        #expect(block.last.description == last)
        #expect(block.contains(block.network) && block.contains(block.last))
        #expect(block.hostBitCount == block.network.bitCount - block.prefixLength)
    }

    @Test(arguments: [
        "", "/", "1.2.3.4", "1.2.3.4/", "/8", "1.2.3.4/33", "::/129", "1.2.3.4/-1", "1.2.3.4/+8", "1.2.3.4/ 8",
        "1.2.3/8", "1.2.3.4/8/8", "1.2.3.4/255.0.0.0", "1.2.3.4/99999999999999999999",
    ]) func `refuses anything else`(text: String) {
        #expect(AddressBlock(text) == nil)
    }

    @Test func `holds its own and no other`() throws {
        let block = try #require(AddressBlock("10.100.122.0/24"))
        #expect(try block.contains(#require(IPAddress("10.100.122.255"))))
        #expect(try !block.contains(#require(IPAddress("10.100.123.0"))))
        #expect(try !block.contains(#require(IPAddress("10.100.121.255"))))
        #expect(try !#require(AddressBlock("0.0.0.0/0")).contains(.v6(.any)))
        #expect(block.mask.description == "255.255.255.0")
        #expect(AddressBlock("::/0")?.mask.description == "::")
        #expect(AddressBlock("1.2.3.4/32")?.mask.description == "255.255.255.255")
        #expect(AddressBlock(.v4(.any), prefixLength: -1) == nil)
    }
}

@Suite struct IPAddressTests {
    @Test func `sorts IPv4 before IPv6, and each by number`() throws {
        let texts = ["9.0.0.1", "10.0.0.1", "255.255.255.255", "::", "::1", "ff02::1"]
        let addresses = try texts.map { try #require(IPAddress($0)) }
        #expect(addresses.reversed().sorted().map(\.description) == texts)
    }
}
