import Testing
import Wire

@Suite struct TranslationPrefixTests {
    /// RFC 6052 section 2.4: 192.0.2.33 behind a prefix of each length.
    @Test(arguments: [
        (32, "2001:db8:c000:221::"), (40, "2001:db8:1c0:2:21::"), (48, "2001:db8:122:c000:2:2100::"),
        (56, "2001:db8:122:3c0:0:221::"), (64, "2001:db8:122:344:c0:2:2100::"), (96, "2001:db8:122:344::192.0.2.33"),
    ])
    func `an address is found behind a prefix of each length`(length: Int, text: String) throws {
        let address = try #require(IPv6Address(text))
        #expect(TranslationPrefix.embedded(in: address, behind: length) == 0xC000_0221)
    }

    @Test(arguments: [
        ("64:ff9b::192.0.0.170", "64:ff9b::/96"), ("64:ff9b::192.0.0.171", "64:ff9b::/96"),
        ("2001:db8:c000:aa::", "2001:db8::/32"), ("2001:db8:1c0:0:aa::", "2001:db8:100::/40"),
        ("2001:db8:122:344:c0:0:ab00::", "2001:db8:122:344::/64"), ("2001:db8::1", nil), ("::", nil),
    ])
    func `an address of ipv4only.arpa shows its block`(text: String, block: String?) throws {
        let address = try #require(IPv6Address(text))
        #expect(TranslationPrefix.shown(by: address)?.description == block)
    }
}
