import Testing

@testable import Wire

@Suite struct PcapNGTests {
    /// Laid out by hand after sections 3 and 4 of the draft.
    static let file: [UInt8] = [
        // Section header: byte-order magic, version 1.0, section length unknown, shb_userappl "swift" padded to 8.
        0x0A, 0x0D, 0x0D, 0x0A, 0x2C, 0, 0, 0, 0x4D, 0x3C, 0x2B, 0x1A, 1, 0, 0, 0,
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        4, 0, 5, 0, 0x73, 0x77, 0x69, 0x66, 0x74, 0, 0, 0, 0, 0, 0, 0, 0x2C, 0, 0, 0,
        // Interface: Ethernet, reserved, snap length 262,144, if_tsresol 9, if_name "eth0".
        1, 0, 0, 0, 0x28, 0, 0, 0, 1, 0, 0, 0, 0, 0, 4, 0, 9, 0, 1, 0, 9, 0, 0, 0,
        2, 0, 4, 0, 0x65, 0x74, 0x68, 0x30, 0, 0, 0, 0, 0x28, 0, 0, 0,
        // Enhanced packet: interface 0, time 0x1700_0001_0000_0002, 5 of 60 bytes, epb_flags inbound, comment "hi".
        6, 0, 0, 0, 0x3C, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0x17, 2, 0, 0, 0, 5, 0, 0, 0, 60, 0, 0, 0,
        0xDE, 0xAD, 0xBE, 0xEF, 0x99, 0, 0, 0, 2, 0, 4, 0, 1, 0, 0, 0,
        1, 0, 2, 0, 0x68, 0x69, 0, 0, 0, 0, 0, 0, 0x3C, 0, 0, 0,
        // Interface statistics: interface 0, isb_ifrecv 3, isb_ifdrop 1.
        5, 0, 0, 0, 0x34, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0x17, 3, 0, 0, 0,
        4, 0, 8, 0, 3, 0, 0, 0, 0, 0, 0, 0, 5, 0, 8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x34, 0, 0, 0,
    ]
    static let section = PcapNGSectionHeader(application: "swift")
    static let interface = PcapNGInterface(linkType: .ethernet, snapLength: 262_144, name: "eth0")
    static let packet = PcapNGEnhancedPacket(
        timestamp: 0x1700_0001_0000_0002, originalLength: 60, direction: .inbound, comment: "hi")
    static let data: [UInt8] = [0xDE, 0xAD, 0xBE, 0xEF, 0x99]
    static let statistics = PcapNGInterfaceStatistics(timestamp: 0x1700_0001_0000_0003, received: 3, dropped: 1)

    @Test func `writes the bytes of the draft`() {
        var written: [UInt8] = []
        Self.section.serialize(into: &written)
        Self.interface.serialize(into: &written)
        Self.packet.serialize(into: &written, data: Self.data.span)
        Self.statistics.serialize(into: &written)
        #expect(written == Self.file)
    }

    @Test func `pads from the start of the block wherever that stands`() {
        var written: [UInt8] = [0]
        Self.packet.serialize(into: &written, data: Self.data.span)
        #expect(written.dropFirst() == Self.file[84..<144])
    }

    @Test func `without options there is no end of options`() {
        var written: [UInt8] = []
        PcapNGSectionHeader().serialize(into: &written)
        #expect(written.count == 28)
        PcapNGEnhancedPacket(timestamp: 0, originalLength: 0).serialize(into: &written, data: [UInt8]().span)
        #expect(written.count == 28 + 32)
    }

    @Test func `a time before 1970 is written as 0`() throws {
        var written = Array(Self.file[..<84])
        PcapNGEnhancedPacket(timestamp: -1, originalLength: 0).serialize(into: &written, data: [UInt8]().span)
        #expect(written[96..<104] == [0, 0, 0, 0, 0, 0, 0, 0])
    }

    @Test(arguments: [0, 1, 2, 3]) func `a text too long is cut between characters`(offset: Int) throws {
        let text = String(repeating: "x", count: offset) + String(repeating: "€", count: 30_000)
        var written: [UInt8] = []
        PcapNGSectionHeader(application: text).serialize(into: &written)
        var reader = CaptureReader()
        var cursor = 0
        guard case .note(.section(let section)) = try reader.next(in: written.span, at: &cursor, isEnd: true) else {
            throw Unexpected()
        }
        let kept = section.header.application ?? ""
        #expect(text.hasPrefix(kept))
        #expect(0xFFFD...0xFFFF ~= kept.utf8.count)
    }
}

struct Unexpected: Error {}
