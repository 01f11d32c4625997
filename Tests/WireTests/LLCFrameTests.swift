import Testing
import TestSupport
import Wire

@Suite struct LLCFrameTests {
    static let snap = [UInt8](hex: "aaaa03 000000 0800") + Inner.ipv4
    static let spanningTree = [UInt8](hex: "424203")

    @Test func `reads a SNAP header`() throws {
        let frame = try LLCFrame(parsing: Self.snap.span)
        #expect(frame.destination == .snap && frame.source == .snap)
        #expect(frame.isSNAP == true && frame.isUnnumbered == true && frame.isInformation == true)
        #expect(frame.snap == SNAPHeader(protocolNumber: 0x0800))
        #expect([UInt8](copying: frame.payload) == Inner.ipv4)
    }

    @Test func `reads a header without SNAP`() throws {
        let frame = try LLCFrame(parsing: Self.spanningTree.span)
        #expect(frame.destination == .spanningTree && frame.snap == nil && frame.headerByteCount == 3)
        #expect(frame.isGroup == false && frame.isResponse == false)
    }

    @Test func `reads the two bytes of a frame that counts`() {
        let sink = fields(.llc, [UInt8](hex: "f0f1 0e0b 616263"))
        #expect(sink.values("llc.control") == ["{", "2830"])
        #expect(sink.values("llc.control.n_s") == ["7"] && sink.values("llc.control.n_r") == ["5"])
        #expect(sink.values("llc.control.f") == ["true"])
        #expect(sink.values("data.len") == ["3"])
        let ready = fields(.llc, [UInt8](hex: "f0f1 0104"))
        #expect(ready.values("llc.control.s_ftype") == ["0 (RR)"])
    }

    @Test func `writes the same bytes back`() throws {
        let read = try LLCFrame(parsing: Self.snap.span).snap
        let header = try #require(read)
        #expect([UInt8](capacity: 8) { header.serialize(into: &$0) } == Array(Self.snap.prefix(8)))
    }

    @Test(arguments: 0..<8) func `refuses a buffer too short`(count: Int) {
        let error = WireError(count < 3 ? "LLC" : "SNAP", .truncated(needed: count < 3 ? 3 : 8, available: count))
        #expect(throws: error) { _ = try LLCFrame(parsing: Self.snap.span.extracting(first: count)) }
        #expect(throws: WireError("LLC", .truncated(needed: 4, available: 3))) {
            let bytes: [UInt8] = [0xF0, 0xF0, 0]
            _ = try LLCFrame(parsing: bytes.span)
        }
    }

    @Test func `survives a random round trip`() throws {
        var random = SeededGenerator(seed: 8022)
        for _ in 0..<300 {
            let header = SNAPHeader(
                organization: OrganizationIdentifier(rawValue: .random(in: 0...(.max), using: &random)),
                protocolNumber: .random(in: 0...(.max), using: &random))
            let bytes = [UInt8](capacity: 8) { header.serialize(into: &$0) }
            #expect(try LLCFrame(parsing: bytes.span).snap == header)
        }
    }

    @Test func `describes itself under Wireshark's names`() {
        #expect(
            fields(.llc, [UInt8](hex: "aaaa03 00000c 0111 00")).lines.prefix(16) == [
                "llc {", "llc.dsap {", "llc.dsap 170 (SNAP)", "llc.dsap.sap 85 (SNAP)", "llc.dsap.ig false",
                "llc.ssap {", "llc.ssap 170 (SNAP)", "llc.ssap.sap 85 (SNAP)", "llc.ssap.cr false",
                "llc.control {", "llc.control 3", "llc.control.u_modifier_cmd 0 (UI)", "llc.control.ftype 3",
                "llc.oui 12 (Cisco)", "llc.cisco_pid 273 (UDLD)", "data {",
            ])
    }

    @Test func `leads from Ethernet and VLAN to what is in it`() {
        let length = [UInt8(0), UInt8(Self.snap.count)]
        let addresses = [UInt8](hex: "ffffffffffff 024242424242")
        #expect(summary(.ethernet, addresses + length + Self.snap + [0, 0]) == Inner.ipv4Summary)
        let tagged = addresses + [0x81, 0, 0, 5] + length + Self.snap
        #expect(summary(.ethernet, tagged) == "vlan 5: " + Inner.ipv4Summary)
        let bridged = addresses + [0, 0x32] + [UInt8](hex: "aaaa03 0080c2 0007") + Inner.ethernet
        #expect(summary(.ethernet, bridged) == Inner.ipv4Summary)
    }

    @Test func `takes ones for IPX straight in the frame`() {
        let bytes = [UInt8](hex: "ffffffffffff 024242424242 0004 ffff 0022")
        #expect(summary(.ethernet, bytes) == "IPX, length 4")
    }

    @Test(arguments: [
        ("aaaf af 810100", "LLC, dsap SNAP, ssap 174 (response), XID, length 3"),
        ("f0f0 0104", "LLC, dsap NetBIOS, ssap NetBIOS, RR, ack 2, length 0"),
        ("f1f0 0e0b 61", "LLC, dsap NetBIOS (group), ssap NetBIOS, I, seq 7, ack 5, length 1"),
        ("aaaa03 00000c 0111 00", "SNAP, oui Cisco, pid UDLD, length 1"),
        ("aaaa03 000001 1234 00", "SNAP, oui 1, pid 0x1234, length 1"),
    ]) func `sums up`(bytes: String, text: String) {
        #expect(summary(.llc, [UInt8](hex: bytes)) == text)
    }
}
