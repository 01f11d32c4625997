import Testing
import Wire

@Suite struct WirelessFrameTests {
    static let snap = [UInt8](hex: "aaaa03 000000 0800") + Inner.ipv4
    static let addresses = "010101010101 020202020202 030303030303"
    /// To the access point, with quality of service.
    static let data = [UInt8](hex: "8801 3000 \(addresses) 2301 0500") + snap

    @Test func `reads a data frame down to the packet`() throws {
        let frame = try WirelessFrame(parsing: Self.data.span)
        #expect(frame.kind.isData == true && frame.kind.isQoS == true && frame.isToDistribution == true)
        #expect(frame.destination == MACAddress("03:03:03:03:03:03"))
        #expect(frame.source == MACAddress("02:02:02:02:02:02"))
        #expect(frame.sequenceNumber == 0x12 && frame.fragmentNumber == 3 && frame.duration == 48)
        var whole = Self.data
        whole[22] = 0x20
        #expect(summary(.wlan, whole) == Inner.ipv4Summary)
        let sink = fields(.wlan, whole)
        #expect(sink.values("wlan.bssid") == ["01:01:01:01:01:01"] && sink.values("wlan.qos.tid") == ["5"])
        #expect(sink.values("wlan.fc.type_subtype") == ["40 (QoS Data)"])
        #expect(sink.values("ip.src") == ["127.0.0.1"])
    }

    @Test(arguments: [
        (0, "01:01:01:01:01:01", "02:02:02:02:02:02", "03:03:03:03:03:03"),
        (1, "03:03:03:03:03:03", "02:02:02:02:02:02", "01:01:01:01:01:01"),
        (2, "01:01:01:01:01:01", "03:03:03:03:03:03", "02:02:02:02:02:02"),
        (3, "03:03:03:03:03:03", "04:04:04:04:04:04", nil as String?),
    ]) func `finds who sent to whom`(flags: Int, destination: String, source: String, network: String?) {
        let fourth = flags == 3 ? "040404040404" : ""
        let sink = fields(.wlan, [UInt8](hex: "080\(flags) 0000 \(Self.addresses) 0000 \(fourth)") + Self.snap)
        #expect(sink.values("wlan.da") == [destination] && sink.values("wlan.sa") == [source])
        #expect(sink.values("wlan.bssid") == (network.map { [$0] } ?? []))
        #expect(sink.values("ip.src") == ["127.0.0.1"])
    }

    @Test func `leaves alone what it can't read`() {
        let protected = [UInt8](hex: "0842 0000 \(Self.addresses) 0000") + Self.snap
        #expect(
            summary(.wlan, protected)
                == "802.11 Data 03:03:03:03:03:03 > 01:01:01:01:01:01, protected, length \(Self.snap.count)")
        #expect(summary(.wlan, [UInt8](hex: "4801 0000 \(Self.addresses) 0000")).hasSuffix("length 0") == true)
        #expect(summary(.wlan, [UInt8](hex: "0800 0000 \(Self.addresses) 0100 aa")) == "802.11, length 1")
    }

    @Test func `reads the first packet of several`() {
        let length = [UInt8(0), UInt8(Self.snap.count)]
        let inner = [UInt8](hex: "010101010101 020202020202") + length + Self.snap + [0, 0, 0]
        #expect(summary(.wlan, [UInt8](hex: "8801 0000 \(Self.addresses) 0000 8500") + inner) == Inner.ipv4Summary)
    }

    @Test(arguments: [
        (
            "8000 0000 ffffffffffff 020202020202 020202020202 0000 0000000000000000 6400 0100 0003 6c6162",
            "802.11 Beacon 02:02:02:02:02:02 > ff:ff:ff:ff:ff:ff (lab), length 17"
        ),
        (
            "c008 0000 010101010101 020202020202 020202020202 0000 0100",
            "802.11 Deauthentication 02:02:02:02:02:02 > 01:01:01:01:01:01, retry, length 2"
        ),
        ("d400 0000 010101010101", "802.11 Ack to 01:01:01:01:01:01, length 0"),
        ("b400 0000 010101010101 020202020202", "802.11 RTS to 01:01:01:01:01:01, length 0"),
    ]) func `names management and control`(frame: String, words: String) {
        #expect(summary(.wlan, [UInt8](hex: frame)) == words)
    }

    @Test(arguments: 0..<26) func `refuses a buffer too short`(count: Int) {
        #expect(throws: WireError("802.11", .truncated(needed: count < 4 ? 4 : 26, available: count))) {
            _ = try WirelessFrame(parsing: Self.data.span.extracting(first: count))
        }
        #expect(throws: WireError("802.11", .badValue(field: "version", value: 1))) {
            let bytes: [UInt8] = [0x81, 0, 0, 0]
            _ = try WirelessFrame(parsing: bytes.span)
        }
    }
}

@Suite struct RadiotapFrameTests {
    /// Two words, flags with a check sequence at the end, rate, channel, signal.
    static let header = [UInt8](hex: "0000 1600 2e000080 00000000 10 0c 6c09 a000 d3 00 0000")
    static let ack = [UInt8](hex: "d400 0000 010101010101")

    @Test func `reads fields behind all words, and cuts the check sequence off`() throws {
        let frame = try RadiotapFrame(parsing: Self.header.span)
        #expect(frame.hasFrameCheck == true && frame.signal == -45 && frame.frequency == 2412)
        let bytes = Self.header + Self.ack + [1, 2, 3, 4]
        let sink = fields(.radiotap, bytes)
        #expect(sink.values("radiotap.present.word") == ["2147483694", "0"])
        #expect(sink.values("radiotap.dbm_antsignal") == ["-45"] && sink.values("radiotap.flags.fcs") == ["true"])
        #expect(sink.values("radiotap.datarate") == ["\(Array("6".utf8))"])
        #expect(sink.values("data.data") == [])
        #expect(
            summary(.radiotap, bytes, showsLinkLayer: true)
                == "2412 MHz -45 dBm 802.11 Ack to 01:01:01:01:01:01, length 0")
    }

    @Test(arguments: 0..<22) func `refuses a buffer too short`(count: Int) {
        #expect(throws: WireError("radiotap", .truncated(needed: count < 8 ? 8 : 22, available: count))) {
            _ = try RadiotapFrame(parsing: Self.header.span.extracting(first: count))
        }
    }

    @Test func `refuses other versions, and words that don't fit`() {
        #expect(throws: WireError("radiotap", .badValue(field: "version", value: 1))) {
            let bytes: [UInt8] = [1, 0, 8, 0, 0, 0, 0, 0]
            _ = try RadiotapFrame(parsing: bytes.span)
        }
        let reason = WireError.Reason.badLength(field: "length", value: 8, minimum: 12, maximum: 0xFFFF)
        #expect(throws: WireError("radiotap", reason, at: 2)) {
            let bytes = [UInt8](hex: "0000 0800 00000080 00000000")
            _ = try RadiotapFrame(parsing: bytes.span)
        }
    }

    @Test func `tells no field that reaches past the header`() {
        let sink = fields(.radiotap, [UInt8](hex: "0000 0800 2f000000") + Self.ack)
        #expect(sink.values("radiotap.mactime") == [] && sink.values("wlan.ra") == ["01:01:01:01:01:01"])
    }
}
