import Reports
import Testing
import Wire

@Suite struct PacketLinesTests {
    private static let second: Int64 = 1_000_000_000
    private static let summary =
        "IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [S], seq 1000, win 64240, "
        + "options [mss 1460,sackOK,TS val 1 ecr 0,nop,wscale 7], length 0\n"

    private func text(
        _ frame: [UInt8] = SampleFrame.syn, as type: LinkType = .ethernet,
        time: Int64? = 1_700_000_000 * second + 123_456_789,
        previous: Int64? = nil, _ change: (inout PacketLineOptions) -> Void = { _ in }
    ) -> String {
        var options = PacketLineOptions()
        change(&options)
        var lines = PacketLines(options)
        var facts = PacketFacts(number: 12, time: time, length: frame.count, capturedLength: frame.count)
        facts.previousTime = previous
        facts.firstTime = 1_699_999_999 * Self.second
        lines.tell(facts, frame.span, PacketWalk(type))
        return String(decoding: lines.text.bytes, as: UTF8.self)
    }

    @Test func `seconds before 1970 count backwards`() {
        let line = text(time: -10_500_000_000) { $0.timeStyle = .epoch }
        #expect(line.hasPrefix("-10.500000 IP"), "\(line)")
    }

    @Test(arguments: [
        (PacketTimeStyle.timeOfDay, "22:13:20.123456 "),
        (.none, ""),
        (.epoch, "1700000000.123456 "),
        (.delta, "00:00:02.123456 "),
        (.dateAndTime, "2023-11-14 22:13:20.123456 "),
        (.sinceFirst, "00:00:01.123456 "),
    ])
    func `writes times in each style`(style: PacketTimeStyle, expected: String) {
        let text = text(previous: 1_699_999_998 * Self.second) { $0.timeStyle = style }
        #expect(text == expected + Self.summary)
    }

    @Test func `writes nanoseconds where they are wanted`() {
        #expect(text { $0.timeDecimals = 9 } == "22:13:20.123456789 " + Self.summary)
    }

    @Test func `writes local time`() {
        #expect(text { $0.timeZone = { _ in 3600 } } == "23:13:20.123456 " + Self.summary)
    }

    @Test func `writes a dash for a time that nobody knows`() { #expect(text(time: nil) == "- " + Self.summary) }

    @Test func `shows time that ran backwards`() {
        let text = text(previous: 1_700_000_001 * Self.second) {
            $0.timeStyle = .delta
        }
        #expect(text == "-00:00:00.876543 " + Self.summary)
    }

    @Test func `numbers packets`() { #expect(text { $0.showsNumber = true }.hasPrefix("   12  22:13:20")) }

    @Test func `tells link-layer addresses`() {
        #expect(
            text { $0.showsLinkLayer = true }
                .contains(" 02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype IPv4: IP 10.0.0.1"))
    }

    @Test func `shows the bytes from the network layer on, or all`() {
        let hex = text { $0.dump = PacketDump(.hex, includesLinkLayer: false) }
        #expect(hex.contains("\n\t0x0000:  4500 003c 1234 4000 4006 1486 0a00 0001\n"))
        let all = text { $0.dump = PacketDump(.hexAndText, includesLinkLayer: true) }
        #expect(all.contains("\n\t0x0000:  0200 0000 0002 0200 0000 0001 0800 4500  ..............E.\n"))
    }

    @Test func `shows the tree with places, or with bytes`() {
        let rows = text { $0.tree = .fields }.split(separator: "\n").map { $0.split(separator: " ") }
        #expect(rows.contains(["ip.ttl", "64", "22"]))
        #expect(text { $0.tree = .fieldsAndBytes }.contains(" 0a 00 00 01\n"))
    }

    @Test func `quotes what an error is about`() {
        let line = text(SampleFrame.unreachable, as: .raw) { $0.timeStyle = .none }
        #expect(line.contains("ICMP Port Unreachable, length 36"))
        #expect(line.contains(", about IP 10.0.0.1.5000 > 10.0.0.2.9: "))
    }
}
