import Testing
import Wire
import TestSupport

@Suite struct EthernetFrameTests {
    static let frame = [UInt8](hex: "3333 0000 0001 0242 ac11 0002 86dd 6000 0000")

    @Test func `reads a real frame`() throws {
        let frame = try EthernetFrame(parsing: Self.frame.span)
        #expect(frame.destination == MACAddress("33:33:00:00:00:01"))
        #expect(frame.source == MACAddress("02:42:ac:11:00:02"))
        #expect(frame.etherType == .ipv6)
        #expect(frame.isLengthField == false)
        #expect([UInt8](copying: frame.payload) == [0x60, 0, 0, 0])
        #expect(frame.padding.isEmpty == true)
    }

    @Test func `writes the same bytes back`() throws {
        let header = try EthernetFrame(parsing: Self.frame.span).header
        #expect([UInt8](capacity: 14) { header.serialize(into: &$0) } == Array(Self.frame.prefix(14)))
    }

    @Test(arguments: 0..<14) func `refuses a buffer too short`(count: Int) {
        #expect(throws: WireError("Ethernet", .truncated(needed: 14, available: count))) {
            _ = try EthernetFrame(parsing: Self.frame.span.extracting(first: count))
        }
    }

    @Test func `takes a type below 0x0600 for a length that cuts the padding off`() throws {
        let bytes = [UInt8](hex: "0180c2000000 0242ac110002 0003 424203 0000")
        let frame = try EthernetFrame(parsing: bytes.span)
        #expect(frame.isLengthField == true)
        #expect(frame.isTruncated == false)
        #expect([UInt8](copying: frame.payload) == [0x42, 0x42, 0x03])
        #expect([UInt8](copying: frame.padding) == [0, 0])
        let cut = try EthernetFrame(parsing: bytes.span.extracting(first: 16))
        #expect(cut.isTruncated == true)
        #expect(cut.payload.count == 2)
    }

    @Test(arguments: [(0x05FF, true), (0x0600, false), (0x0800, false), (0, true)])
    func `draws the line between length and type`(value: Int, isLength: Bool) {
        #expect(EtherType(rawValue: UInt16(value)).isLengthField == isLength)
    }

    @Test func `describes itself under Wireshark's names`() throws {
        var sink = RecordingSink()
        try EthernetFrame(parsing: Self.frame.span).describe(into: &sink, at: 0)
        #expect(
            sink.lines == [
                "eth {", "eth.dst 33:33:00:00:00:01", "eth.src 02:42:ac:11:00:02", "eth.type 34525 (IPv6)",
            ])
        #expect(sink.depth == 0)
    }

    @Test func `survives a random round trip`() throws {
        var random = SeededGenerator(seed: 894)
        for _ in 0..<500 {
            let header = EthernetHeader(
                destination: MACAddress(rawValue: random.next()), source: MACAddress(rawValue: random.next()),
                etherType: EtherType(rawValue: .random(in: 0...(.max), using: &random)))
            let bytes = [UInt8](capacity: 14) { header.serialize(into: &$0) }
            #expect(try EthernetFrame(parsing: bytes.span).header == header)
        }
    }
}

@Suite struct VLANTagTests {
    static let bytes = [UInt8](hex: "b064 0800 45")

    @Test func `reads a real tag`() throws {
        let tagged = try VLANTaggedPayload(parsing: Self.bytes.span)
        #expect(tagged.priority == PriorityCodePoint(rawValue: 5))
        #expect(tagged.isDropEligible == true)
        #expect(tagged.identifier == 100)
        #expect(tagged.etherType == .ipv4)
        #expect([UInt8](copying: tagged.payload) == [0x45])
    }

    @Test func `writes the same bytes back`() throws {
        let tag = try VLANTaggedPayload(parsing: Self.bytes.span).tag
        #expect([UInt8](capacity: 4) { tag.serialize(into: &$0) } == Array(Self.bytes.prefix(4)))
    }

    @Test(arguments: 0..<4) func `refuses a buffer too short`(count: Int) {
        #expect(throws: WireError("802.1Q", .truncated(needed: 4, available: count))) {
            _ = try VLANTaggedPayload(parsing: Self.bytes.span.extracting(first: count))
        }
    }

    @Test func `describes itself under Wireshark's names`() throws {
        var sink = RecordingSink()
        try VLANTaggedPayload(parsing: Self.bytes.span).describe(into: &sink, at: 14)
        #expect(
            sink.lines == [
                "vlan {", "vlan.priority 5 (Voice)", "vlan.dei true", "vlan.id 100", "vlan.etype 2048 (IPv4)",
            ])
        #expect(sink.highestByte == 18)
    }

    @Test func `survives a random round trip`() throws {
        var random = SeededGenerator(seed: 8021)
        for _ in 0..<500 {
            let tag = VLANTag(
                priority: PriorityCodePoint(rawValue: .random(in: 0...7, using: &random)),
                isDropEligible: .random(using: &random), identifier: .random(in: 0...4095, using: &random),
                etherType: EtherType(rawValue: .random(in: 0...(.max), using: &random)))
            let bytes = [UInt8](capacity: 4) { tag.serialize(into: &$0) }
            #expect(try VLANTaggedPayload(parsing: bytes.span).tag == tag)
        }
    }
}
