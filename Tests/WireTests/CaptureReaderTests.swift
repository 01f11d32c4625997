import TestSupport
import Testing

@testable import Wire

/// pcap, and what holds for both formats.
@Suite struct CaptureReaderTests {
    typealias Packet = CaptureContents.Packet

    @Test(
        arguments: [
            (UInt32(0xA1B2_C3D4), CaptureSection.Format.pcap, Int64(7_000)),
            (0xA1B2_3C4D, .pcapNanoseconds, 7), (0xA1B2_CD34, .pcapModified, 7_000),
        ], [false, true])
    func `reads pcap of every kind in both byte orders`(
        kind: (magic: UInt32, format: CaptureSection.Format, fraction: Int64), isBigEndian: Bool
    ) throws {
        var file = CaptureBytes(isBigEndian: isBigEndian)
        let extra: [UInt8] = kind.format == .pcapModified ? [3, 0, 0, 0, 8, 0, 4, 0] : []
        file.pcap(kind.magic)
        file.record(1, 7, [1, 2, 3], extra: extra)
        file.record(0xFFFF_FFFF, 0, [], original: 60, extra: extra)
        let read = CaptureContents(file.bytes)
        let late = Int64(0xFFFF_FFFF) * 1_000_000_000
        #expect(read.packets == [Packet(1_000_000_000 + kind.fraction, [1, 2, 3]), Packet(late, [], original: 60)])
        #expect(read.error == nil)
        #expect(read.records[0].direction == (extra.isEmpty ? nil : .outbound))
        let section = CaptureSection(
            format: kind.format, isBigEndian: isBigEndian, majorVersion: 2, minorVersion: 4)
        let interface = PcapNGInterface(linkType: .ethernet, snapLength: 65_535)
        #expect(read.notes == [.section(section), .interface(interface, index: 0)])
    }

    @Test(arguments: [
        (UInt32(1), LinkType.ethernet, Int?.none), (0x2400_0001, .ethernet, 4), (0x0400_0069, .ieee80211, 0),
        // Without its bit the length means nothing.
        (0x2000_0001, .ethernet, nil), (0xF400_FFFF, LinkType(rawValue: 0xFFFF), 30),
    ])
    func `the link type leaves room for the length of the frame check sequence`(
        network: UInt32, linkType: LinkType, length: Int?
    ) {
        var file = CaptureBytes(isBigEndian: false)
        file.pcap(0xA1B2_C3D4, network: network)
        file.record(0, 0, [1])
        let read = CaptureContents(file.bytes)
        #expect(read.packets == [Packet(0, [1], linkType)])
        #expect(read.records[0].frameCheckSequenceLength == length)
    }

    @Test(arguments: [(UInt16(2), UInt16(4), 2, 9), (2, 3, 2, 9), (2, 2, 2, 9), (543, 0, 2, 9)])
    func `old versions have the lengths the other way round`(major: UInt16, minor: UInt16, kept: Int, original: Int) {
        let isSwapped = major == 543 || minor < 4
        var file = CaptureBytes(isBigEndian: true)
        file.pcap(0xA1B2_C3D4, version: (major, minor))
        file.record(0, 0, [1, 2], captured: isSwapped ? 9 : 2, original: isSwapped ? 2 : 9)
        #expect(CaptureContents(file.bytes).packets == [Packet(0, [1, 2], original: 9)])
    }

    @Test func `packets longer than the snap length, or than they were, are given as they are`() {
        var file = CaptureBytes(isBigEndian: false)
        file.pcap(0xA1B2_C3D4, snapLength: 2)
        file.record(0, 0, [1, 2, 3, 4], original: 3)
        #expect(CaptureContents(file.bytes).packets == [Packet(0, [1, 2, 3, 4], original: 3)])
    }

    @Test func `a length that nothing can have is an error, with its place`() {
        for (network, limit) in [(UInt32(1), 262_144), (249, 128 << 20)] {
            var file = CaptureBytes(isBigEndian: false)
            file.pcap(0xA1B2_C3D4, network: network)
            file.record(0, 0, [1])
            file.record(0, 0, [], captured: UInt32(limit + 1))
            let read = CaptureContents(file.bytes)
            #expect(read.packets.count == 1)
            let reason = WireError.Reason.badLength(
                field: "captured length", value: limit + 1, minimum: 0, maximum: limit)
            #expect(read.error == WireError("pcap packet header", reason, at: 24 + 17 + 8))
        }
    }

    @Test func `what is no capture is told by its first bytes`() {
        let magic = WireError("capture file", .badValue(field: "magic number", value: 0x7F45_4C46))
        #expect(CaptureContents([0x7F, 0x45, 0x4C, 0x46, 2]).error == magic)
        #expect(CaptureContents([]).error == WireError("capture file", .truncated(needed: 4, available: 0)))
        #expect(CaptureContents([0xA1]).error == WireError("capture file", .truncated(needed: 4, available: 1)))
        var file = CaptureBytes(isBigEndian: true)
        file.pcap(0xA1B2_C3D4, version: (1, 0))
        #expect(
            CaptureContents(file.bytes).error
                == WireError("pcap file header", .badValue(field: "major version", value: 1), at: 4))
    }

    static var mixed: [UInt8] {
        var file = CaptureBytes(isBigEndian: true)
        file.section(file.option(4, "test"))
        file.interface(101, snapLength: 9, file.option(2, "eth0"))
        file.enhanced(0, 5, [1, 2, 3], file.option(1, "remark"), file.option(2, file.number(UInt32(2))))
        file.block(0x1234_5678, [UInt8](repeating: 1, count: 40))
        file.simple(4, [9, 8, 7, 6])
        return file.bytes
    }

    static var plain: [UInt8] {
        var file = CaptureBytes(isBigEndian: false)
        file.pcap(0xA1B2_C3D4)
        for length in [0, 1, 60, 3] { file.record(1, 2, [UInt8](repeating: 7, count: length)) }
        return file.bytes
    }

    @Test(arguments: [mixed, plain], [1, 2, 3, 7, 16, 64]) func `any piece will do`(file: [UInt8], step: Int) {
        let (whole, pieces) = (CaptureContents(file), CaptureContents(file, step: step))
        let rows = CaptureContents(file, step: step, quickly: true)
        #expect(whole.packets == rows.packets && whole.notes == rows.notes && whole.error == rows.error)
        #expect(pieces.packets == whole.packets && pieces.notes == whole.notes && pieces.details == whole.details)
        #expect(pieces.error == nil && whole.error == nil && !whole.packets.isEmpty)
    }

    @Test(arguments: [mixed, plain]) func `survives every truncation and says where it stopped`(file: [UInt8]) {
        let whole = CaptureContents(file)
        for count in 0..<file.count {
            let read = CaptureContents(Array(file.prefix(count)), step: 5)
            #expect(read.packets == Array(whole.packets.prefix(read.packets.count)))
            guard let error = read.error else { continue }
            guard case .truncated(let needed, let available) = error.reason else {
                Issue.record("\(error)")
                continue
            }
            #expect(needed > available && error.offset + available == count)
        }
    }

    @Test(arguments: [mixed, plain]) func `survives random bytes`(file: [UInt8]) {
        var random = SeededGenerator(seed: 9)
        for _ in 0..<3000 {
            var damaged = file
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                damaged[.random(in: file.indices, using: &random)] = .random(in: 0...255, using: &random)
            }
            let (whole, pieces) = (CaptureContents(damaged), CaptureContents(damaged, step: 11))
            #expect(whole.packets == pieces.packets && whole.notes == pieces.notes)
            #expect(whole.error?.offset == pieces.error?.offset)
        }
    }

    @Test func `records stay small`() { #expect(MemoryLayout<CaptureRecord>.stride <= 40) }
}
