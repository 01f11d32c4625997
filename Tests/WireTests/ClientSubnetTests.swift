import Testing
import Wire

@Suite struct ClientSubnetTests {
    @Test(arguments: [
        ("192.0.2.129/25", "192.0.2.128/25", [0, 1, 25, 0, 192, 0, 2, 128]), ("0", "0.0.0.0/0", [0, 1, 0, 0]),
        ("192.0.2.1", "192.0.2.1/32", [0, 1, 32, 0, 192, 0, 2, 1]),
        ("10.255.0.0/9", "10.128.0.0/9", [0, 1, 9, 0, 10, 128]),
        ("2001:db8::1/33", "2001:db8::/33", [0, 2, 33, 0, 0x20, 1, 0x0D, 0xB8, 0]),
    ])
    func `no more of an address is told than the length says`(text: String, network: String, data: [UInt8]) throws {
        let subnet = try #require(ClientSubnet(text))
        #expect(subnet.network.description == network && subnet.data == data)
    }

    @Test(arguments: ["", "x", "192.0.2.0/33", "192.0.2.0/", "192.0.2.0/-1", "::/129"])
    func `what is no network is refused`(text: String) { #expect(ClientSubnet(text) == nil) }

    @Test func `the scope of an answer is believed where it is for the same clients`() throws {
        let subnet = try #require(ClientSubnet("192.0.2.0/24"))
        #expect(subnet.scopeLength(in: [0, 1, 24, 16, 192, 0, 2]) == 16)
        for data: [UInt8] in [
            [], [0, 1, 24, 16, 192, 0], [0, 1, 24, 16, 192, 0, 3], [0, 1, 16, 16, 192, 0], [0, 2, 24, 16, 192, 0, 2],
            [0, 1, 24, 16, 192, 0, 2, 0],
        ] { #expect(subnet.scopeLength(in: data) == nil, "\(data)") }
    }
}
