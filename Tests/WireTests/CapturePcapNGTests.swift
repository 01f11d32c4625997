import TestSupport
import Testing

@testable import Wire

/// Every block and option of pcapng.
@Suite struct CapturePcapNGTests {
    typealias Packet = CaptureContents.Packet

    @Test(arguments: [false, true]) func `reads packets of every block, with all that is told of them`(
        isBigEndian: Bool
    ) {
        var file = CaptureBytes(isBigEndian: isBigEndian)
        file.section()
        file.interface(1)
        file.interface(101, snapLength: 3, file.option(9, [9]), file.option(13, [32]))
        file.enhanced(
            1, 0x1_0000_0002, [1, 2, 3, 4, 5], original: 99, file.option(1, "one"),
            file.option(2, file.number(UInt32(0x62))), file.option(3, [2, 0xAA]),
            file.option(4, file.number(UInt64(3))),
            file.option(5, file.number(UInt64(4))), file.option(6, file.number(UInt32(5))), file.option(7, [1, 6]),
            file.option(8, file.number(UInt32(7)) + file.number(UInt32(8))), file.option(1, "two"))
        file.obsolete(0, drops: 9, 1_500_000, [6], file.option(2, file.number(UInt32(1))))
        file.obsolete(0, drops: 0xFFFF, 0, [])
        file.simple(2, [7, 8])
        let read = CaptureContents(file.bytes)
        #expect(
            read.packets == [
                Packet(0x1_0000_0002, [1, 2, 3, 4, 5], original: 99, .raw, on: 1),
                Packet(1_500_000_000, [6], original: 2), Packet(0, [], original: 1), Packet(nil, [7, 8]),
            ])
        #expect(read.records.map(\.direction) == [.outbound, .inbound, nil, nil])
        #expect(read.records.map(\.hasComment) == [true, false, false, false])
        #expect(read.records.map(\.frameCheckSequenceLength) == [3, nil, nil, nil], "a packet's flags come first")
        var details = CapturedPacketDetails()
        (details.comments, details.dropCount, details.packetID, details.queue) = (["one", "two"], 3, 4, 5)
        (details.hashes, details.verdicts) = ([[2, 0xAA]], [[1, 6]])
        (details.processID, details.threadID) = (7, 8)
        #expect(read.details[0] == details)
        #expect(read.details[1].dropCount == 9 && read.details[2] == CapturedPacketDetails())
        #expect(read.notes.count == 3 && read.error == nil)
    }

    @Test func `each section has its byte order and its interfaces`() {
        var file = CaptureBytes(isBigEndian: true)
        file.section()
        file.interface(1)
        file.interface(113)
        file.enhanced(1, 1, [1])
        var second = CaptureBytes(isBigEndian: false)
        second.section()
        second.interface(229, snapLength: 1)
        second.enhanced(0, 2, [2])
        second.simple(7, [3])
        let read = CaptureContents(file.bytes + second.bytes)
        #expect(
            read.packets == [
                Packet(1_000, [1], .linuxSLL, on: 1), Packet(2_000, [2], .ipv6, on: 2),
                Packet(nil, [3], original: 7, .ipv6, on: 2),
            ])
        #expect(read.notes.last == .interface(PcapNGInterface(linkType: .ipv6, snapLength: 1), index: 2))
    }

    @Test(arguments: [
        (UInt8(6), Int64(0), UInt64(1_500_000), Int64(1_500_000_000)), (0, 0, 2, 2_000_000_000), (9, 0, 7, 7),
        (12, 0, 7_999, 7), (127, 0, .max, 0), (0x80 | 10, 0, 1536, 1_500_000_000), (0xFF, 0, .max, 0),
        (0x80, 0, 3, 3_000_000_000), (6, 10, 1, 10_000_001_000), (6, -1, 1, -999_999_000), (6, 0, .max, .max),
        (0, .max, .max, .max), (9, .min, 0, .min),
    ])
    func `turns every unit into nanoseconds`(resolution: UInt8, offset: Int64, ticks: UInt64, expected: Int64) {
        var file = CaptureBytes(isBigEndian: true)
        file.section()
        file.interface(1, file.option(9, [resolution]), file.option(14, file.number(offset)))
        file.enhanced(0, ticks, [])
        #expect(CaptureContents(file.bytes).packets == [Packet(expected, [])])
    }

    static let damages: [(body: [UInt8], type: UInt32, WireError.Reason, at: Int)] = [
        ([0, 0, 0, 2] + [UInt8](repeating: 0, count: 16), 6, .badValue(field: "interface", value: 2), 8),
        ([0, 1] + [UInt8](repeating: 0, count: 18), 2, .badValue(field: "interface", value: 1), 8),
        (
            [UInt8](repeating: 0, count: 12) + [0, 0, 0, 1, 0, 0, 0, 1], 6,
            .badLength(field: "captured length", value: 1, minimum: 0, maximum: 0), 20
        ),
        ([0, 0, 0, 9, 1, 2, 3, 4], 3, .badLength(field: "original length", value: 9, minimum: 0, maximum: 4), 8),
        ([0, 0, 0, 0], 6, .truncated(needed: 20, available: 4), 8),
        ([], 3, .truncated(needed: 4, available: 0), 8),
        ([0, 0, 0, 0], 2, .truncated(needed: 20, available: 4), 8),
        ([0, 1, 0, 0], 1, .truncated(needed: 8, available: 4), 8),
    ]

    @Test(arguments: damages.indices) func `refuses packets that can't be`(index: Int) {
        let damage = Self.damages[index]
        var file = CaptureBytes(isBigEndian: true)
        file.section()
        file.interface(1)
        file.enhanced(0, 1, [1])
        let place = file.bytes.count
        file.block(damage.type, damage.body)
        let read = CaptureContents(file.bytes)
        #expect(read.packets == [Packet(1_000, [1])])
        #expect(read.error?.reason == damage.2 && read.error?.offset == place + damage.at)
    }

    static let frames: [(Int, UInt8, WireError)] = [
        (0, 6, WireError("capture file", .badValue(field: "magic number", value: 0x060D_0D0A))),
        (8, 0, WireError("pcapng block", .badValue(field: "byte-order magic", value: 0x1A2B_3C00), at: 8)),
        (12, 2, WireError("pcapng section header", .badValue(field: "major version", value: 2), at: 12)),
        (
            4, 8,
            WireError(
                "pcapng block", .badLength(field: "total length", value: 8, minimum: 12, maximum: 0xFFFF_FFFC), at: 4)
        ),
        (4, 0x2D, WireError("pcapng block", .badValue(field: "total length", value: 0x2D), at: 4)),
        (40, 0, WireError("pcapng block", .badValue(field: "second total length", value: 0), at: 40)),
    ]

    @Test(arguments: frames) func `refuses a frame that can't be`(index: Int, value: UInt8, error: WireError) {
        var file = PcapNGTests.file
        file[index] = value
        #expect(CaptureContents(file).error == error)
    }

    @Test func `bad options are noted, and the packet is given`() {
        var file = CaptureBytes(isBigEndian: true)
        file.section([0, 4, 0, 13, 1, 2, 3, 4])
        file.interface(1, file.option(9, [6, 6]))
        file.enhanced(0, 1, [1], file.option(2, [1, 0, 0]), file.option(1, "still here"))
        file.enhanced(0, 2, [2], [0, 1, 0xFF, 0xFF])
        let read = CaptureContents(file.bytes)
        #expect(read.packets == [Packet(1_000, [1]), Packet(2_000, [2])] && read.error == nil)
        #expect(read.details[0].comments == ["still here"])
        let damages = read.notes.compactMap { if case .damage(let error) = $0 { error.description } else { nil } }
        #expect(
            damages == [
                "pcapng section header: option length 13 is outside 0...8 (byte 26)",
                "pcapng interface description: option length 2 is outside 1...1 (byte 58)",
                "pcapng enhanced packet: option length 3 is outside 4...4 (byte 106)",
                "pcapng enhanced packet: option length 65535 is outside 0...4 (byte 170)",
            ])
    }

    @Test func `blocks without packets are noted in their order`() {
        var file = CaptureBytes(isBigEndian: false)
        file.section(file.option(1, "all"), file.option(2, "cpu"), file.option(3, "os\0"), file.option(4, "app"))
        file.interface(
            1, snapLength: 96, file.option(1, "why"), file.option(2, "eth0"), file.option(3, "uplink"),
            file.option(4, [10, 0, 0, 1, 255, 255, 255, 0]),
            file.option(5, [UInt8](repeating: 0, count: 15) + [1, 64]),
            file.option(6, [2, 0, 0, 0, 0, 1]), file.option(8, file.number(UInt64(1_000_000_000))),
            file.option(11, [0] + Array("tcp".utf8)), file.option(12, "Linux"), file.option(15, "card"),
            file.option(13, [4]))
        let names =
            [1, 0, 9, 0, 10, 0, 0, 1, 97, 0, 98, 99, 0, 0, 0, 0] + [3, 0, 8, 0, 2, 0, 0, 0, 0, 1, 109, 0]
            + [0, 0, 0, 0] as [UInt8]
        file.block(4, names + file.option(2, "dns") + file.option(3, [9, 9, 9, 9]) + file.option(1, "asked"))
        file.block(9, Array("MESSAGE=x\n\0\0".utf8))
        file.block(10, file.number(UInt32(0x544C_534B)) + file.number(UInt32(3)) + [1, 2, 3, 0])
        file.block(0xBAD, file.number(UInt32(32_473)) + [1, 2, 3, 4])
        file.block(0x4000_0BAD, file.number(UInt32(7)))
        file.block(77, [1, 2, 3, 4])
        file.statistics(
            0, 3, file.option(2, file.ticks(1)), file.option(3, file.ticks(2)), file.option(4, file.number(UInt64(10))),
            file.option(5, file.number(UInt64(11))), file.option(6, file.number(UInt64(12))),
            file.option(7, file.number(UInt64(13))), file.option(8, file.number(UInt64(14))))
        let read = CaptureContents(file.bytes)
        #expect(read.error == nil && read.notes == Self.notes)
    }

    static let notes: [CaptureNote] = {
        var section = CaptureSection(format: .pcapng, isBigEndian: false, majorVersion: 1, minorVersion: 0)
        section.header = PcapNGSectionHeader(application: "app", operatingSystem: "os")
        (section.header.hardware, section.header.comments) = ("cpu", ["all"])
        var interface = PcapNGInterface(
            linkType: .ethernet, snapLength: 96, name: "eth0", interfaceDescription: "uplink")
        interface.addresses = [
            .init(address: .v4(IPv4Address(rawValue: 0x0A00_0001)), prefixLength: 24),
            .init(address: .v6(.loopback), prefixLength: 64),
        ]
        (interface.macAddress, interface.speed) = (MACAddress(rawValue: 0x0200_0000_0001), 1_000_000_000)
        (interface.filter, interface.operatingSystem, interface.hardware) = ("tcp", "Linux", "card")
        (interface.frameCheckSequenceLength, interface.comments) = (4, ["why"])
        var names = CaptureNames()
        names.entries = [.init(address: .v4(IPv4Address(rawValue: 0x0A00_0001)), names: ["a", "bc"])]
        names.macEntries = [.init(address: MACAddress(rawValue: 0x0200_0000_0001), names: ["m"])]
        (names.server, names.comments) = ("dns", ["asked"])
        names.serverAddresses = [.v4(IPv4Address(rawValue: 0x0909_0909))]
        var statistics = PcapNGInterfaceStatistics(timestamp: 3_000, received: 10, dropped: 11)
        (statistics.start, statistics.end) = (1_000, 2_000)
        (statistics.accepted, statistics.droppedBySystem, statistics.delivered) = (12, 13, 14)
        return [
            .section(section), .interface(interface, index: 0), .names(names), .journal("MESSAGE=x\n"),
            .secrets(CaptureSecretsType(rawValue: 0x544C_534B), byteCount: 3),
            .custom(enterprise: 32_473, byteCount: 4),
            .custom(enterprise: 7, byteCount: 0), .unknown(PcapNGBlockType(rawValue: 77), byteCount: 4),
            .statistics(statistics),
        ]
    }()

    @Test func `what can't be of a block without packets is noted`() {
        var file = CaptureBytes(isBigEndian: true)
        file.section()
        file.statistics(1, 0)
        file.block(5, [])
        file.block(4, [0, 1, 0, 9, 1, 2, 3, 4])
        file.block(10, [1, 2, 3, 4, 0, 0, 0, 9])
        file.block(0xBAD, [])
        let damages = CaptureContents(file.bytes).notes.compactMap { note in
            if case .damage(let error) = note { error.header } else { nil }
        }
        #expect(
            damages == [
                "pcapng interface statistics", "pcapng interface statistics", "pcapng name resolution",
                "pcapng decryption secrets", "pcapng custom block",
            ])
    }

    @Test(arguments: [4 << 20, 1 << 17]) func `a long block is passed over piece by piece`(step: Int) {
        var file = CaptureBytes(isBigEndian: false)
        file.section()
        file.interface(1)
        file.block(77, [UInt8](repeating: 0xFF, count: 5 << 20))
        file.enhanced(0, 1, [1])
        let read = CaptureContents(file.bytes, step: step)
        #expect(read.packets == [Packet(1_000, [1])] && read.error == nil)
        #expect(read.notes.last == .unknown(PcapNGBlockType(rawValue: 77), byteCount: 5 << 20))
        let cut = CaptureContents(file.bytes.dropLast(100), step: step)
        #expect(cut.error?.header == "pcapng block" && cut.packets.isEmpty)
    }

    @Test func `a packet's block is not passed over`() {
        var file = CaptureBytes(isBigEndian: true)
        file.section()
        let place = file.bytes.count
        file.bytes += file.number(UInt32(6)) + file.number(UInt32(0xFFFF_FFF0)) + [0, 0, 0, 0]
        let reason = WireError.Reason.badLength(
            field: "total length", value: 0xFFFF_FFF0, minimum: 12, maximum: CaptureReader.longestRecord)
        #expect(CaptureContents(file.bytes).error == WireError("pcapng block", reason, at: place + 4))
    }

    @Test func `reads back what is written`() {
        var random = SeededGenerator(seed: 10)
        for _ in 0..<300 {
            var file: [UInt8] = []
            let section = Self.section(&random)
            section.serialize(into: &file)
            let interface = Self.interface(&random)
            interface.serialize(into: &file)
            let data = (0..<Int.random(in: 0...70, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random)
            }
            let packet = PcapNGEnhancedPacket(
                timestamp: .random(in: 0...(.max), using: &random),
                originalLength: .random(in: data.count...0xFFFF_FFFF, using: &random),
                direction: [nil, .inbound, .outbound].randomElement(using: &random) ?? nil, comment: Self.text(&random))
            packet.serialize(into: &file, data: data.span)
            var statistics = PcapNGInterfaceStatistics(
                timestamp: .random(in: 0...(.max), using: &random), received: Self.number(&random),
                dropped: Self.number(&random))
            (statistics.start, statistics.delivered) = (.random(in: 0...(.max), using: &random), Self.number(&random))
            statistics.serialize(into: &file)
            let read = CaptureContents(file)
            let expected = Packet(packet.timestamp, data, original: packet.originalLength, interface.linkType)
            #expect(read.packets == [expected] && read.records[0].direction == packet.direction)
            #expect(read.details[0].comments == [packet.comment].compactMap(\.self))
            #expect(read.notes.count == 3 && read.notes[1] == .interface(interface, index: 0))
            #expect(read.notes[2] == .statistics(statistics))
            guard case .section(let again) = read.notes[0] else { continue }
            #expect(again.header == section)
        }
    }

    private static func section(_ random: inout SeededGenerator) -> PcapNGSectionHeader {
        var section = PcapNGSectionHeader(application: text(&random), operatingSystem: text(&random))
        (section.hardware, section.comments) = (text(&random), [text(&random)].compactMap(\.self))
        return section
    }

    private static func interface(_ random: inout SeededGenerator) -> PcapNGInterface {
        var interface = PcapNGInterface(
            linkType: LinkType(rawValue: .random(in: 0...(.max), using: &random)),
            snapLength: .random(in: 0...(.max), using: &random), name: text(&random),
            interfaceDescription: text(&random))
        (interface.speed, interface.filter) = (number(&random), text(&random))
        interface.macAddress = number(&random).map(MACAddress.init(rawValue:))
        interface.frameCheckSequenceLength = number(&random).map { Int($0 % 31) }
        interface.addresses = [
            .init(
                address: .v4(IPv4Address(rawValue: .random(in: 0...(.max), using: &random))),
                prefixLength: .random(in: 0...32, using: &random)),
            .init(
                address: .v6(IPv6Address(rawValue: .random(in: 0...(.max), using: &random))),
                prefixLength: .random(in: 0...128, using: &random)),
        ]
        return interface
    }

    private static func number(_ random: inout SeededGenerator) -> UInt64? {
        Bool.random(using: &random) ? .random(in: 0...(.max), using: &random) : nil
    }

    private static func text(_ random: inout SeededGenerator) -> String? {
        let count = Int.random(in: -2...9, using: &random)
        return count < 0 ? nil : String((0..<count).map { _ in "abcé€😀".randomElement(using: &random) ?? "a" })
    }
}
