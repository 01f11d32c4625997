import TestSupport
import Testing
import Wire

@Suite struct ProxyHeaderTests {
    private static let signature = "0d0a0d0a 000d0a51 5549540a "

    @Test(arguments: [
        ("192.0.2.1#99-192.0.2.2#53", true, "21 11 000c c0000201 c0000202 0063 0035"),
        ("192.0.2.1#99-192.0.2.2#53", false, "21 12 000c c0000201 c0000202 0063 0035"),
        ("192.0.2.1-192.0.2.2", false, "21 12 000c c0000201 c0000202 0000 0000"),
        (
            "2001:db8::1#1-::2#2", true,
            "21 21 0024 20010db8000000000000000000000001 00000000000000000000000000000002 0001 0002"
        ),
        (
            "2001:db8::1-::2", false,
            "21 22 0024 20010db8000000000000000000000001 00000000000000000000000000000002 00000000"
        ),
        ("", true, "20 00 0000"), ("", false, "20 00 0000"),
    ])
    func `says from where to where a message goes`(text: String, isStream: Bool, hex: String) throws {
        let header = try #require(ProxyHeader(text))
        #expect(header.serialized(isStream: isStream) == [UInt8](hex: Self.signature + hex))
    }

    @Test(arguments: [
        "192.0.2.1", "192.0.2.1-", "-192.0.2.1", "192.0.2.1-::1", "a-b", "192.0.2.1#-192.0.2.2",
        "192.0.2.1#65536-192.0.2.2", "192.0.2.1-192.0.2.2-192.0.2.3", "192.0.2.1#1#2-192.0.2.2",
    ])
    func `needs two addresses of one family`(text: String) { #expect(ProxyHeader(text) == nil) }
}
