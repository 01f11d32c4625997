import Testing
import Wire

@Suite struct WakeOnLANTests {
    private static let address: [UInt8] = [2, 0, 0, 0, 0, 0x2A]
    static let packet = [UInt8](repeating: 0xFF, count: 6) + (0..<16).flatMap { _ in address }

    @Test func `reads a packet with a password`() {
        #expect(
            PacketWalk.fields(.wakeOnLAN, Self.packet + [1, 2, 3, 4]) == [
                "wol", "wol.sync=6 bytes", "wol.mac=02:00:00:00:00:2a", "wol.passwd=4 bytes",
            ])
        #expect(PacketWalk.summary(.wakeOnLAN, Self.packet) == "Wake-on-LAN 02:00:00:00:00:2a")
    }

    @Test func `is found by port and type`() {
        #expect(LayerKind(udp: 40000, 9) == .wakeOnLAN)
        #expect(LayerKind(EtherType.wakeOnLAN) == .wakeOnLAN)
    }

    @Test func `takes for data what does not begin as one`() {
        #expect(PacketWalk.fields(.wakeOnLAN, Array("echo".utf8)).first == "data")
    }

    @Test func `warns of addresses that differ`() {
        var packet = Self.packet
        packet[101] ^= 1
        #expect(PacketWalk.fields(.wakeOnLAN, packet).contains { $0.hasPrefix("! _ws.malformed") })
    }

    @Test(arguments: 0..<102) func `refuses every shorter buffer`(count: Int) {
        #expect(throws: WireError("Wake-on-LAN", .truncated(needed: 102, available: count))) {
            _ = try WakeOnLAN(parsing: Self.packet.span.extracting(first: count))
        }
    }

    @Test func `survives broken packets`() {
        #expect(StrictSink.complaints(.wakeOnLAN, breaking: [Self.packet, Self.packet + Self.address]) == [])
    }
}
