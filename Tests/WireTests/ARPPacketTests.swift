import Testing
import Wire
import TestSupport

@Suite struct ARPPacketTests {
    /// A request with the padding that Ethernet adds.
    static let packet = [UInt8](
        hex: "0001 0800 0604 0001 0242ac110002 ac110002 000000000000 ac110001" + String(repeating: "00", count: 18))

    static func written(_ message: ARPMessage) -> [UInt8] { [UInt8](capacity: 28) { message.serialize(into: &$0) } }

    @Test func `reads a real request`() throws {
        let packet = try ARPPacket(parsing: Self.packet.span)
        #expect(packet.hardwareType == .ethernet)
        #expect(packet.protocolType == .ipv4)
        #expect(packet.opcode == .request)
        #expect([UInt8](copying: packet.senderHardware) == [2, 0x42, 0xAC, 0x11, 0, 2])
        #expect([UInt8](copying: packet.targetProtocol) == [0xAC, 0x11, 0, 1])
        let decoded = packet.message
        let message = try #require(decoded)
        #expect(message.senderHardware == MACAddress("02:42:ac:11:00:02"))
        #expect(message.senderProtocol == IPv4Address("172.17.0.2"))
        #expect(message.targetHardware == .zero)
        #expect(message.targetProtocol == IPv4Address("172.17.0.1"))
        #expect(!message.isGratuitous && !message.isProbe && !message.isAnnouncement)
    }

    @Test func `writes the same bytes back`() throws {
        let decoded = try ARPPacket(parsing: Self.packet.span).message
        let message = try #require(decoded)
        #expect(Self.written(message) == Array(Self.packet.prefix(28)))
    }

    @Test(arguments: 0..<28) func `refuses a buffer too short`(count: Int) {
        #expect(throws: WireError("ARP", .truncated(needed: count < 8 ? 8 : 28, available: count))) {
            _ = try ARPPacket(parsing: Self.packet.span.extracting(first: count))
        }
    }

    @Test(arguments: [0, 5, 7, 255]) func `refuses other lengths of Ethernet's addresses`(length: Int) {
        var bytes = Self.packet
        bytes[4] = UInt8(length)
        #expect(
            throws: WireError("ARP", .badLength(field: "hardware length", value: length, minimum: 6, maximum: 6), at: 4)
        ) {
            _ = try ARPPacket(parsing: bytes.span)
        }
    }

    @Test(arguments: [0, 3, 16, 255]) func `refuses other lengths of IPv4's addresses`(length: Int) {
        var bytes = Self.packet
        bytes[5] = UInt8(length)
        #expect(
            throws: WireError("ARP", .badLength(field: "protocol length", value: length, minimum: 4, maximum: 4), at: 5)
        ) {
            _ = try ARPPacket(parsing: bytes.span)
        }
    }

    @Test func `refuses ATM, whose layout is another`() {
        var bytes = Self.packet
        bytes[1] = 19
        #expect(throws: WireError("ARP", .badValue(field: "hardware type", value: 19))) {
            _ = try ARPPacket(parsing: bytes.span)
        }
    }

    @Test func `reads addresses of any length`() throws {
        let bytes = [UInt8](hex: "0020 86dd ff ff 0002") + [UInt8](repeating: 7, count: 4 * 255)
        let packet = try ARPPacket(parsing: bytes.span)
        #expect(packet.message == nil)
        #expect(packet.targetProtocol.count == 255)
        var sink = RecordingSink()
        packet.describe(into: &sink, at: 14)
        #expect(sink.highestByte == 14 + bytes.count)
        let empty = [UInt8](hex: "0020 86dd 00 00 0002")
        #expect(try ARPPacket(parsing: empty.span).senderHardware.isEmpty)
    }

    @Test func `knows probes, announcements and gratuitous packets`() {
        let host = IPv4Address(rawValue: 0x0A00_0001)
        var message = ARPMessage(
            opcode: .request, senderHardware: MACAddress(rawValue: 1), senderProtocol: .any, targetHardware: .zero,
            targetProtocol: host)
        #expect(message.isProbe && !message.isGratuitous)
        message.senderProtocol = host
        #expect(!message.isProbe && message.isGratuitous && message.isAnnouncement)
        message.opcode = .reply
        #expect(message.isGratuitous && !message.isAnnouncement)
        message.opcode = .reverseRequest
        #expect(!message.isGratuitous)
    }

    @Test func `describes itself under Wireshark's names`() throws {
        var sink = RecordingSink()
        try ARPPacket(parsing: Self.packet.span).describe(into: &sink, at: 0)
        #expect(sink.values("arp.opcode") == ["1 (Request)"])
        #expect(sink.values("arp.hw.type") == ["1 (Ethernet)"])
        #expect(sink.values("arp.src.hw_mac") == ["02:42:ac:11:00:02"])
        #expect(sink.values("arp.dst.proto_ipv4") == ["172.17.0.1"])
        #expect(sink.depth == 0 && sink.highestByte == 28)
    }

    @Test func `survives a random round trip`() throws {
        var random = SeededGenerator(seed: 826)
        for _ in 0..<500 {
            let message = ARPMessage(
                hardwareType: .random(using: &random) ? .ethernet : .ieee802,
                opcode: ARPOpcode(rawValue: .random(in: 0...(.max), using: &random)),
                senderHardware: MACAddress(rawValue: random.next()),
                senderProtocol: IPv4Address(rawValue: .random(in: 0...(.max), using: &random)),
                targetHardware: MACAddress(rawValue: random.next()),
                targetProtocol: IPv4Address(rawValue: .random(in: 0...(.max), using: &random)))
            #expect(try ARPPacket(parsing: Self.written(message).span).message == message)
        }
    }
}
