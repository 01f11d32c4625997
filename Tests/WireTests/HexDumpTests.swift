import TestSupport
import Testing

@testable import Wire

@Suite struct HexDumpTests {
    static func read(_ text: String) throws -> [[UInt8]] {
        try HexDump.packets(in: Array(text.utf8)).map(\.bytes)
    }

    /// 24 bytes whose characters look like digits.
    static let text = Array("abcdefgh0123456789 cd ef".utf8)

    static let forms: [(name: String, text: String)] = [
        (
            "xxd",
            """
            00000000: 6162 6364 6566 6768 3031 3233 3435 3637  abcdefgh01234567
            00000010: 3839 2063 6420 6566                      89 cd ef
            """
        ),
        (
            "xxd -c 8 -g 1",
            """
            00000000: 61 62 63 64 65 66 67 68  abcdefgh
            00000008: 30 31 32 33 34 35 36 37  01234567
            00000010: 38 39 20 63 64 20 65 66  89 cd ef
            """
        ),
        (
            "hexdump -C",
            """
            00000000  61 62 63 64 65 66 67 68  30 31 32 33 34 35 36 37  |abcdefgh01234567|
            00000010  38 39 20 63 64 20 65 66                           |89 cd ef|
            00000018
            """
        ),
        (
            "od -A x -t x1z",
            """
            000000 61 62 63 64 65 66 67 68 30 31 32 33 34 35 36 37  >abcdefgh01234567<
            000010 38 39 20 63 64 20 65 66                          >89 cd ef<
            000018
            """
        ),
        (
            "tcpdump -X",
            """
            07:22:09.213827 IP 10.0.200.151 > 224.0.0.1: igmp query v1
            \t0x0000:  6162 6364 6566 6768 3031 3233 3435 3637  abcdefgh01234567
            \t0x0010:  3839 2063 6420 6566                      89.cd.ef
            """
        ),
        ("tcpdump -x", "\t0x0000:  6162 6364 6566 6768 3031 3233 3435 3637\n\t0x0010:  3839 2063 6420 6566\n"),
        (
            "Wireshark",
            """
            0000   61 62 63 64 65 66 67 68 30 31 32 33 34 35 36 37   abcdefgh01234567
            0010   38 39 20 63 64 20 65 66                           89 cd ef
            """
        ),
        (
            "text2pcap",
            "0000  61 62 63 64 65 66 67 68  30 31 32 33 34 35 36 37\r\n0010  38 39 20 63 64 20 65 66\r\n"
        ),
        ("plain", "616263646566676830313233343536373839206364206566"),
        ("xxd -p, broken", "6162636465666768303132333435363738\n39206364206566\n"),
        ("colons", "61:62:63:64:65:66:67:68:30:31:32:33:34:35:36:37:38:39:20:63:64:20:65:66"),
        ("pairs", "61 62 63 64 65 66 67 68 30 31 32 33 34 35 36 37 38 39 20 63 64 20 65 66"),
        ("prefixed", "0x6162636465666768303132333435363738 0x39 0x20 0x636420 0x6566"),
        (
            "a C array",
            """
            /* Frame (24 bytes) */
            static const unsigned char pkt1[24] = {
            0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, /* abcdefgh */
            0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, // 01234567
            0x38, 0x39, 0x20, 0x63, 0x64, 0x20, 0x65, 0x66 };
            """
        ),
        (
            "an escaped string",
            #"""
            "\x61\x62\x63\x64\x65\x66\x67\x68\x30\x31\x32\x33\x34\x35\x36\x37" \
            "\x38\x39\x20\x63\x64\x20\x65\x66"
            """#
        ),
    ]

    @Test(arguments: forms.map(\.name)) func `reads every form`(name: String) throws {
        let text = try #require(Self.forms.first { $0.name == name }).text
        #expect(try Self.read(text) == [Self.text])
    }

    @Test(arguments: forms.map(\.name)) func `reads one packet behind the other`(name: String) throws {
        let text = try #require(Self.forms.first { $0.name == name }).text
        #expect(try Self.read(text + "\n\n" + text) == [Self.text, Self.text])
    }

    @Test func `single digits count where marks set them apart`() throws {
        #expect(try Self.read("0:1b:21:f:0:1") == [[0, 0x1B, 0x21, 15, 0, 1]])
        #expect(try Self.read("0x5, 0xA") == [[5, 10]])
        #expect(try Self.read("1,2") == [[1, 2]])
    }

    @Test func `digits in fours are no offset`() throws {
        #expect(try Self.read("0000 5e00 0101") == [[0, 0, 0x5E, 0, 1, 1]])
        #expect(try Self.read("0000 5e 00 01") == [[0x5E, 0, 1]])
    }

    @Test func `a star stands for the line before`() throws {
        let dump = """
            00000000  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|
            *
            00000040  01                                                |.|
            00000041
            """
        #expect(try Self.read(dump) == [[UInt8](repeating: 0, count: 64) + [1]])
    }

    @Test func `bytes that were put together again are no packet`() throws {
        let dump = """
            Frame (2 bytes):
            0000  01 02   ..

            Reassembled TCP (3 bytes):
            0000  01 02 03   ...

            0000  04 05   ..
            """
        #expect(try Self.read(dump) == [[1, 2], [4, 5]])
    }

    @Test func `lines of a summary are passed over`() throws {
        let dump = """
             1000   0.000000 10.0.200.151 → 224.0.0.1 IGMPv1 60 Membership Query

            0000  01 00 5e 00   ..^.
            """
        #expect(try Self.read(dump) == [[1, 0, 0x5E, 0]])
    }

    @Test func `packets know their lines`() throws {
        let packets = try HexDump.packets(in: Array("\n01\n02\n\n\n03\n".utf8))
        #expect(packets.map(\.line) == [2, 6] && packets.map(\.bytes) == [[1, 2], [3]])
        let dump = try HexDump.packets(in: Array("one\n0000 01\nanother\n0000 02".utf8))
        #expect(dump.map(\.line) == [2, 4])
    }

    @Test(arguments: [
        ("", "line 1: there are no hex digits"), ("\n \n", "line 1: there are no hex digits"),
        ("45 0", "line 1: an odd number of hex digits: 0"),
        ("45\n\n4500 003", "line 3: an odd number of hex digits: 003"),
        ("hello", "line 1: 'h' is no hex digit"), ("45 0x", "line 1: '0' is no hex digit"),
        ("45\n00 é", "line 2: 195 is no hex digit"),
        ("0000  45 00\n0003  00", "line 1: 2 bytes, where the next offset asks for 3"),
        ("0000  45 00\n0001  00 00", "line 1: 2 bytes, where the next offset asks for 1"),
        ("0000  45 00 0g 00\n0004  00", "line 1: '0g' is no byte in hex digits"),
        ("0000  45 00 0g", "line 1: '0g' is no byte in hex digits"),
        ("0000  45 00\n*\n0004  1\n", "line 3: '1' is no byte in hex digits"),
        ("0000  45 00\n*\nffffff  01\n", "line 3: the packet has more than 262144 bytes"),
    ])
    func `says which line is wrong`(text: String, message: String) {
        let error = #expect(throws: HexDumpError.self) { _ = try Self.read(text) }
        #expect(error?.description == message)
    }

    @Test func `guesses what a packet begins with`() {
        func guess(_ bytes: [UInt8]) -> LinkType { HexPacket(bytes: bytes, line: 1).likelyLinkType }
        let datagram: [UInt8] = [0x45, 0, 0, 21] + [UInt8](repeating: 0, count: 8) + [10, 0, 0, 1, 10, 0, 0, 2, 9]
        #expect(guess(datagram) == .raw)
        #expect(guess(Array(datagram.dropLast())) == .raw, "cut short")
        #expect(guess([0x60, 0, 0, 0, 0, 0, 58, 1] + [UInt8](repeating: 0, count: 32)) == .raw)
        let frame: [UInt8] = [0x45, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0] + datagram
        #expect(guess(frame) == .ethernet, "an address that begins like IPv4")
        #expect(guess([0x60, 0, 0, 0, 0, 1] + frame.dropFirst(6) + [UInt8](repeating: 0, count: 20)) == .ethernet)
        #expect(guess([]) == .ethernet && guess([0x45]) == .ethernet && guess([0x60, 1]) == .ethernet)
    }

    @Test func `packets become a capture without times`() throws {
        let datagram: [UInt8] = [0x45, 0, 0, 20] + [UInt8](repeating: 0, count: 16)
        let packets = [[1, 2, 3], [4], datagram].map { HexPacket(bytes: $0, line: 1) }
        typealias Packet = CaptureContents.Packet
        let guessed = CaptureContents(HexDump.capture(of: packets))
        #expect(
            guessed.packets == [Packet(nil, [1, 2, 3]), Packet(nil, [4]), Packet(nil, datagram, .raw, on: 1)]
                && guessed.error == nil)
        let told = CaptureContents(HexDump.capture(of: packets, as: .linuxSLL))
        #expect(told.packets.map(\.linkType) == [.linuxSLL, .linuxSLL, .linuxSLL] && told.notes.count == 2)
    }

    @Test func `survives random text, and reads what is printed`() throws {
        var random = SeededGenerator(seed: 11)
        let alphabet = Array("0123456789abcdef \n\t:x*|{},./\\\"g".utf8)
        for _ in 0..<3000 {
            let noise = (0..<Int.random(in: 0...120, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? 0
            }
            _ = try? HexDump.packets(in: noise)
            let bytes = (0..<Int.random(in: 1...70, using: &random)).map { _ in
                // Many of the characters beside the digits shall be digits and spaces.
                Bool.random(using: &random)
                    ? UInt8.random(in: 0...255, using: &random) : alphabet[.random(in: 0...16, using: &random)]
            }
            let group = [1, 2].randomElement(using: &random) ?? 1
            #expect(try Self.read(Self.dump(bytes, groupedBy: group)) == [bytes])
        }
    }

    /// The way `xxd` prints.
    static func dump(_ bytes: [UInt8], groupedBy group: Int) -> String {
        func hex(_ value: Int, _ width: Int) -> String {
            String((String(repeating: "0", count: width) + String(value, radix: 16)).suffix(width))
        }
        var lines: [String] = []
        for start in stride(from: 0, to: bytes.count, by: 16) {
            let line = bytes[start..<min(start + 16, bytes.count)]
            var digits = ""
            for (index, byte) in line.enumerated() {
                digits += (index.isMultiple(of: group) ? " " : "") + hex(Int(byte), 2)
            }
            digits += String(repeating: " ", count: 16 * 2 + 16 / group - digits.count)
            let shown = line.map { 0x20...0x7E ~= $0 ? Character(Unicode.Scalar($0)) : "." }
            lines.append("\(hex(start, 8)):\(digits)  \(String(shown))")
        }
        return lines.joined(separator: "\n")
    }
}
