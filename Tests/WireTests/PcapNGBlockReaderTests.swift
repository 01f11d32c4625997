import Testing

@testable import Wire
import TestSupport

@Suite struct PcapNGBlockReaderTests {
    /// An owned block, to compare.
    enum Block: Equatable {
        case section(PcapNGSectionHeader)
        case interface(PcapNGInterface)
        case packet(PcapNGEnhancedPacket, [UInt8])
        case simplePacket(Int, [UInt8])
        case statistics(PcapNGInterfaceStatistics)
        case other(PcapNGBlockType, [UInt8])
    }

    static func blocks(_ file: [UInt8]) throws(WireError) -> [Block] {
        var reader = PcapNGBlockReader(file.span)
        var blocks: [Block] = []
        while let block = try reader.next() {
            switch block {
            case .sectionHeader(let header): blocks.append(.section(header))
            case .interface(let interface): blocks.append(.interface(interface))
            case .packet(let packet, let data): blocks.append(.packet(packet, [UInt8](copying: data)))
            case .simplePacket(let length, let data): blocks.append(.simplePacket(length, [UInt8](copying: data)))
            case .statistics(let statistics): blocks.append(.statistics(statistics))
            case .other(let type, let body): blocks.append(.other(type, [UInt8](copying: body)))
            }
        }
        return blocks
    }

    static let expected: [Block] = [
        .section(PcapNGTests.section), .interface(PcapNGTests.interface),
        .packet(PcapNGTests.packet, PcapNGTests.data), .statistics(PcapNGTests.statistics),
    ]

    /// A block around a body, in big-endian byte order.
    static func bigEndian(_ type: UInt32, _ body: [UInt8]) -> [UInt8] {
        [UInt8](capacity: body.count + 12) { output in
            output.append(bigEndian: type)
            output.append(bigEndian: UInt32(body.count + 12))
            output.append(copying: body.span)
            output.append(bigEndian: UInt32(body.count + 12))
        }
    }

    static let bigEndianSection = bigEndian(
        0x0A0D_0D0A, [0x1A, 0x2B, 0x3C, 0x4D, 0, 1, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255])

    @Test func `reads back what was written`() throws {
        #expect(try Self.blocks(PcapNGTests.file) == Self.expected)
    }

    @Test func `reads a big-endian section behind a little-endian one`() throws {
        // Raw IP, snap length 4, microseconds as no if_tsresol says otherwise; 1 s before the epoch's 2 s.
        let interface = Self.bigEndian(1, [0, 101, 0, 0, 0, 0, 0, 4])
        let packet = Self.bigEndian(
            6, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0x0F, 0x42, 0x40, 0, 0, 0, 2, 0, 0, 0, 9, 0x45, 0x46, 0, 0])
        let simple = Self.bigEndian(3, [0, 0, 0, 9, 1, 2, 3, 4])
        let unknown = Self.bigEndian(0x0BAD, [0, 0, 0, 1])
        let file = PcapNGTests.file + Self.bigEndianSection + interface + packet + simple + unknown
        let raw = PcapNGInterface(linkType: .raw, snapLength: 4)
        #expect(
            try Self.blocks(file) == Self.expected + [
                .section(PcapNGSectionHeader()), .interface(raw),
                .packet(PcapNGEnhancedPacket(timestamp: 1_000_000_000, originalLength: 9), [0x45, 0x46]),
                .simplePacket(9, [1, 2, 3, 4]), .other(PcapNGBlockType(rawValue: 0x0BAD), [0, 0, 0, 1]),
            ])
    }

    @Test(arguments: [
        (UInt8(6), Int64(0), UInt64(1_500_000), Int64(1_500_000_000)), (0, 0, 2, 2_000_000_000), (9, 0, 7, 7),
        (12, 0, 7_999, 7), (127, 0, .max, 0), (0x80 | 10, 0, 1536, 1_500_000_000), (0xFF, 0, .max, 0),
        (0x80, 0, 3, 3_000_000_000), (6, 10, 1, 10_000_001_000), (6, -1, 1, -999_999_000),
        (0, .max, .max, .max), (9, .min, 0, .min),
    ])
    func `turns every unit into nanoseconds`(resolution: UInt8, offset: Int64, ticks: UInt64, expected: Int64) {
        #expect(PcapNGTimescale(resolution: resolution, offset: offset).nanoseconds(ticks) == expected)
    }

    @Test func `survives every truncation and says where it stopped`() throws {
        let starts = [0, 44, 84, 144]
        for count in 0..<PcapNGTests.file.count {
            let cut = Array(PcapNGTests.file.prefix(count))
            if starts.contains(count) {
                #expect(try Self.blocks(cut) == Array(Self.expected.prefix(starts.count { $0 < count })))
                continue
            }
            let start = starts.last { $0 <= count } ?? 0
            let error = #expect(throws: WireError.self) { _ = try Self.blocks(cut) }
            #expect(error?.offset == start)
            guard case .truncated(let needed, let available) = error?.reason else { throw Unexpected() }
            #expect(available == count - start && needed > available)
        }
    }

    static let lengths: [(Int, UInt8, WireError)] = [
        (0, 6, WireError("pcapng block", .badValue(field: "first block type", value: 0x0A0D_0D06))),
        (8, 0, WireError("pcapng block", .badValue(field: "byte-order magic", value: 0x1A2B_3C00), at: 8)),
        (12, 2, WireError("pcapng section header", .badValue(field: "major version", value: 2), at: 12)),
        (
            4, 8,
            WireError(
                "pcapng block", .badLength(field: "total length", value: 8, minimum: 12, maximum: 0xFFFF_FFFC), at: 4)
        ),
        (4, 0x2D, WireError("pcapng block", .badValue(field: "total length", value: 0x2D), at: 4)),
        (40, 0, WireError("pcapng block", .badValue(field: "second total length", value: 0), at: 40)),
        (
            26, 13,
            WireError(
                "pcapng section header", .badLength(field: "option length", value: 13, minimum: 0, maximum: 12), at: 26)
        ),
        (
            62, 2,
            WireError(
                "pcapng interface description", .badLength(field: "option length", value: 2, minimum: 1, maximum: 1),
                at: 62)
        ),
        (92, 1, WireError("pcapng enhanced packet", .badValue(field: "interface", value: 1), at: 92)),
        (
            104, 29,
            WireError(
                "pcapng enhanced packet", .badLength(field: "captured length", value: 29, minimum: 0, maximum: 28),
                at: 104)
        ),
        (
            122, 3,
            WireError(
                "pcapng enhanced packet", .badLength(field: "option length", value: 3, minimum: 4, maximum: 4), at: 122)
        ),
        (152, 9, WireError("pcapng interface statistics", .badValue(field: "interface", value: 9), at: 152)),
        (
            166, 9,
            WireError(
                "pcapng interface statistics", .badLength(field: "option length", value: 9, minimum: 8, maximum: 8),
                at: 166)
        ),
    ]

    @Test(arguments: lengths) func `refuses a field that can't be`(index: Int, value: UInt8, error: WireError) {
        var file = PcapNGTests.file
        file[index] = value
        #expect(throws: error) { _ = try Self.blocks(file) }
    }

    @Test(arguments: [(UInt32(1), 8), (3, 4), (5, 12), (6, 20), (0x0A0D_0D0A, 16)])
    func `refuses a body too short`(type: UInt32, needed: Int) {
        let body: [UInt8] = type == 0x0A0D_0D0A ? [0x1A, 0x2B, 0x3C, 0x4D, 0, 1, 0, 0, 0, 0, 0, 0] : []
        let file = Self.bigEndianSection + Self.bigEndian(type, Array(body.prefix(needed - 4)))
        let error = #expect(throws: WireError.self) { _ = try Self.blocks(file) }
        #expect(error?.reason == .truncated(needed: needed, available: body.count))
        #expect(error?.offset == 28 + 8)
    }

    @Test func `a simple packet needs an interface and its bytes`() {
        let simple = Self.bigEndian(3, [0, 0, 0, 9, 1, 2, 3, 4])
        #expect(throws: WireError("pcapng simple packet", .badValue(field: "interface", value: 0), at: 36)) {
            _ = try Self.blocks(Self.bigEndianSection + simple)
        }
        let file = Self.bigEndianSection + Self.bigEndian(1, [0, 1, 0, 0, 0, 0, 0, 0]) + simple
        #expect(
            throws: WireError(
                "pcapng simple packet", .badLength(field: "original length", value: 9, minimum: 0, maximum: 4), at: 56)
        ) { _ = try Self.blocks(file) }
    }

    @Test func `survives random bytes`() {
        var random = SeededGenerator(seed: 9)
        for _ in 0..<5000 {
            var file = PcapNGTests.file
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                file[.random(in: file.indices, using: &random)] = .random(in: 0...255, using: &random)
            }
            _ = try? Self.blocks(file)
            let noise = (0..<Int.random(in: 0...64, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            _ = try? Self.blocks(PcapNGTests.file + noise)
        }
    }

    @Test func `survives a random round trip`() throws {
        var random = SeededGenerator(seed: 10)
        for _ in 0..<300 {
            var file: [UInt8] = []
            let section = PcapNGSectionHeader(application: Self.text(&random), operatingSystem: Self.text(&random))
            section.serialize(into: &file)
            let interface = PcapNGInterface(
                linkType: LinkType(rawValue: .random(in: 0...(.max), using: &random)),
                snapLength: .random(in: 0...(.max), using: &random), name: Self.text(&random),
                interfaceDescription: Self.text(&random))
            interface.serialize(into: &file)
            let data = (0..<Int.random(in: 0...70, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random)
            }
            let packet = PcapNGEnhancedPacket(
                timestamp: .random(in: 0...(.max), using: &random),
                originalLength: .random(in: data.count...0xFFFF_FFFF, using: &random),
                direction: [nil, .inbound, .outbound].randomElement(using: &random) ?? nil, comment: Self.text(&random))
            packet.serialize(into: &file, data: data.span)
            let statistics = PcapNGInterfaceStatistics(
                timestamp: .random(in: 0...(.max), using: &random),
                received: Bool.random(using: &random) ? .random(in: 0...(.max), using: &random) : nil,
                dropped: Bool.random(using: &random) ? .random(in: 0...(.max), using: &random) : nil)
            statistics.serialize(into: &file)
            #expect(
                try Self.blocks(file) == [
                    .section(section), .interface(interface), .packet(packet, data), .statistics(statistics),
                ])
        }
    }

    static func text(_ random: inout SeededGenerator) -> String? {
        let count = Int.random(in: -2...9, using: &random)
        return count < 0 ? nil : String((0..<count).map { _ in "abcé€😀".randomElement(using: &random) ?? "a" })
    }
}
