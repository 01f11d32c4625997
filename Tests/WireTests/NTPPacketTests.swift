import TestSupport
import Testing
import Wire

@Suite struct NTPPacketTests {
    /// What a server that listens to GPS answers.
    static let frame = [UInt8](
        hex: """
            240106ee 00000000 000000a2 47505300 e8fe6f70e6666666 e8fe6f801f9add37 e8fe6f8033333333 e8fe6f804ccccccc
            """)

    private static func fields(_ bytes: [UInt8]) -> [String] { PacketWalk.fields(.ntp, bytes) }

    @Test func `reads a real answer`() throws {
        #expect(
            Self.fields(Self.frame) == [
                "ntp", "ntp.flags", "ntp.flags=36", "ntp.flags.li=0 (no warning)", "ntp.flags.vn=4",
                "ntp.flags.mode=4 (server)", "ntp.stratum=1 (primary reference)", "ntp.ppoll=6 (64 s)",
                "ntp.precision=238 (4 us)", "ntp.rootdelay=0", "ntp.rootdispersion=162", "ntp.refid=4 bytes",
                "ntp.reftime=Nov 14, 2023 22:13:04.899999999 UTC", "ntp.org=Nov 14, 2023 22:13:20.123456788 UTC",
                "ntp.rec=Nov 14, 2023 22:13:20.199999999 UTC", "ntp.xmt=Nov 14, 2023 22:13:20.299999999 UTC",
            ])
        #expect(
            PacketWalk.summary(.ntp, Self.frame)
                == "NTPv4 server, stratum 1, refid GPS, poll 6, precision -18, length 48")
    }

    @Test func `writes the same bytes back`() throws {
        let header = try #require(try NTPPacket(parsing: Self.frame.span).header)
        #expect([UInt8](capacity: 48) { header.serialize(into: &$0) } == Self.frame)
    }

    @Test(arguments: 0..<48) func `refuses a buffer too short`(count: Int) {
        let bytes = Array(Self.frame.prefix(count))
        #expect(throws: WireError("NTP", .truncated(needed: 48, available: count))) {
            _ = try NTPPacket(parsing: bytes.span)
        }
    }

    @Test(arguments: [(0x16, 12), (0x17, 8)]) func `refuses a control message too short`(first: UInt8, needed: Int) {
        let bytes = [first] + [UInt8](repeating: 0, count: needed - 2)
        #expect(throws: WireError("NTP", .truncated(needed: needed, available: needed - 1))) {
            _ = try NTPPacket(parsing: bytes.span)
        }
    }

    @Test func `survives a random round trip`() throws {
        var random = SeededGenerator(seed: 5905)
        for _ in 0..<500 {
            func time() -> NTPTimestamp { NTPTimestamp(rawValue: .random(in: 0...(.max), using: &random)) }
            let header = NTPHeader(
                leap: NTPLeapIndicator(rawValue: .random(in: 0...3, using: &random)),
                version: .random(in: 0...7, using: &random),
                mode: NTPMode(rawValue: .random(in: 0...5, using: &random)),
                stratum: NTPStratum(rawValue: .random(in: 0...255, using: &random)),
                poll: .random(in: -128...127, using: &random), precision: .random(in: -128...127, using: &random),
                rootDelay: .random(in: 0...(.max), using: &random),
                rootDispersion: .random(in: 0...(.max), using: &random),
                referenceID: .random(in: 0...(.max), using: &random), reference: time(), origin: time(),
                receive: time(), transmit: time())
            let bytes = [UInt8](capacity: 48) { header.serialize(into: &$0) }
            let again = try NTPPacket(parsing: bytes.span).header
            #expect(again == header)
        }
    }

    @Test(
        arguments: [
            (0xE8FE_6F80_8000_0000, 1_700_000_000, 500_000_000), (0x0000_0001_0000_0000, 2_085_978_497, 0),
            (0xFFFF_FFFF_FFFF_FFFF, 2_085_978_495, 999_999_999),
        ] as [(UInt64, Int64, UInt64)]) func `counts time from two eras`(raw: UInt64, seconds: Int64, fraction: UInt64)
    {
        let time = NTPTimestamp(rawValue: raw)
        #expect(time.secondsSince1970 == seconds && time.nanoseconds == fraction)
    }

    @Test(
        arguments: [
            ("feb  7 2036", 0x0000_0001_4000_0000, "Feb  7, 2036 06:28:17.250000000 UTC"),
            ("leap day", 0xE98A_4780_0000_0000, "Feb 29, 2024 00:00:00.000000000 UTC"),
            ("year's end", 0xE93C_7EFF_0000_0000, "Dec 31, 2023 23:59:59.000000000 UTC"), ("none", 0, "NULL"),
        ] as [(String, UInt64, String)]) func `writes times as Wireshark does`(name: String, raw: UInt64, text: String)
    {
        var frame = Self.frame
        for index in 0..<8 { frame[40 + index] = UInt8(truncatingIfNeeded: raw >> UInt64(56 - 8 * index)) }
        #expect(Self.fields(frame).last == "ntp.xmt=" + text)
    }

    @Test func `says why a server sends no time`() {
        var frame = Self.frame
        frame.replaceSubrange(0..<2, with: [0xE4, 0])
        frame.replaceSubrange(12..<16, with: Array("RATE".utf8))
        #expect(
            PacketWalk.summary(.ntp, frame)
                == "NTPv4 server, stratum 0, kiss-o'-death RATE: asked too often, unsynchronized, poll 6, "
                + "precision -18, length 48")
    }

    @Test func `reads extension fields and what authenticates them`() {
        let field = [UInt8](hex: "0104001c") + [UInt8](repeating: 1, count: 24)
        let mac = [UInt8](hex: "00000009") + [UInt8](repeating: 2, count: 16)
        let fields = Self.fields(Self.frame + field + mac)
        #expect(
            fields.suffix(6) == [
                "ntp.ext", "ntp.ext.type=260 (Unique Identifier)", "ntp.ext.length=28", "ntp.ext.value=24 bytes",
                "ntp.keyid=4 bytes", "ntp.mac=16 bytes",
            ])
    }

    @Test(arguments: [0, 4, 7, 200]) func `warns of the length of an extension field`(length: UInt8) {
        let fields = Self.fields(Self.frame + [1, 4, 0, length] + [UInt8](repeating: 1, count: 32))
        #expect(fields.last?.hasPrefix("! ntp.ext.invalid_length") == true)
    }

    @Test func `reads control messages`() {
        let control = [UInt8](hex: "168200010615000000000006") + Array("leap=0".utf8)
        let fields = Self.fields(control)
        #expect(fields.contains("ntp.ctrl.flags2.opcode=2 (read variables)"))
        #expect(fields.contains("ntp.ctrl.status=1557") && fields.last == "ntp.ctrl.data=leap=0")
        #expect(PacketWalk.summary(.ntp, control) == "NTPv2 control response, read variables, seq 1, length 18")
        let list = [UInt8](hex: "1700032a00000000")
        #expect(Self.fields(list).contains("ntp.priv.reqcode=42 (MON_GETLIST_1)"))
        #expect(PacketWalk.summary(.ntp, list) == "NTPv2 private request, MON_GETLIST_1, length 8")
    }

    @Test func `survives broken packets`() {
        let extended = Self.frame + [UInt8](hex: "0104001c") + [UInt8](repeating: 1, count: 44)
        let control = [UInt8](hex: "168200010615000000000006") + Array("leap=0".utf8)
        let messages = [Self.frame, extended, control, [UInt8](hex: "9700032a0000000001020304")]
        #expect(StrictSink.complaints(.ntp, breaking: messages) == [])
    }
}
