import Testing
import Wire

@Suite struct TFTPPacketTests {
    private static func bytes(_ operation: UInt8, _ text: String) -> [UInt8] { [0, operation] + Array(text.utf8) }
    static let request = bytes(1, "boot/pxelinux.0\0octet\0tsize\00\0blksize\01468\0")

    @Test func `reads a request and its options`() {
        #expect(
            PacketWalk.fields(.tftp, Self.request) == [
                "tftp", "tftp.opcode=1 (RRQ)", "tftp.source_file=boot/pxelinux.0", "tftp.type=octet", "tftp.option",
                "tftp.option.name=tsize", "tftp.option.value=0", "tftp.option", "tftp.option.name=blksize",
                "tftp.option.value=1468",
            ])
    }

    @Test(arguments: [
        (request, "TFTP RRQ boot/pxelinux.0, octet, tsize 0, blksize 1468"),
        (bytes(2, "up\u{1B}\0netascii\0"), "TFTP WRQ up\\x1b, netascii"),
        ([0, 3, 0, 1] + [1, 2, 3], "TFTP DATA block 1, 3 bytes"),
        ([0, 4, 0, 7], "TFTP ACK block 7"), (bytes(5, "\0\u{1}nothing\0"), "TFTP ERROR File not found: nothing"),
        (bytes(6, "blksize\01468\0"), "TFTP OACK, blksize 1468"),
    ]) func `sums up a packet`(bytes: [UInt8], summary: String) {
        #expect(PacketWalk.summary(.tftp, bytes) == summary)
    }

    @Test func `reads blocks and errors`() {
        #expect(
            PacketWalk.fields(.tftp, [0, 3, 1, 0, 9]) == [
                "tftp", "tftp.opcode=3 (DATA)", "tftp.block=256", "data", "data.data=1 bytes", "data.len=1",
            ])
        #expect(
            PacketWalk.fields(.tftp, Self.bytes(5, "\0\u{8}no\0")) == [
                "tftp", "tftp.opcode=5 (ERROR)", "tftp.error.code=8 (Option negotiation failed)",
                "tftp.error.message=no",
            ])
    }

    @Test func `warns of text without an end`() {
        let fields = PacketWalk.fields(.tftp, Self.bytes(1, "cut"))
        #expect(fields.contains("tftp.source_file=cut"))
        #expect(fields.contains { $0.hasPrefix("! _ws.malformed") })
    }

    @Test func `refuses a buffer too short`() {
        #expect(throws: WireError("TFTP", .truncated(needed: 4, available: 3))) {
            let bytes: [UInt8] = [0, 4, 0]
            _ = try TFTPPacket(parsing: bytes.span)
        }
    }

    @Test func `takes for data what has no known operation`() {
        #expect(PacketWalk.fields(.tftp, [0, 9, 1, 1]).first == "data")
        #expect(PacketWalk.fields(.tftp, [0, 0, 1, 1]).first == "data")
    }

    @Test func `survives broken packets`() {
        let messages = [Self.request, [0, 3, 0, 1, 1, 2], Self.bytes(5, "\0\u{1}nothing\0"), Self.bytes(6, "a\0b\0")]
        #expect(StrictSink.complaints(.tftp, breaking: messages) == [])
    }
}
