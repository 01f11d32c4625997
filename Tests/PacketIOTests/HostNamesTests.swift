import Testing
import Wire

@testable import PacketIO

/// What captures call hosts and interfaces, and from which packet on.
@Suite struct HostNamesTests {
    private static func section() -> [UInt8] {
        var file: [UInt8] = []
        PcapNGSectionHeader().serialize(into: &file)
        return file
    }

    private static func interface(_ name: String) -> [UInt8] {
        var file: [UInt8] = []
        PcapNGInterface(linkType: .ethernet, name: name).serialize(into: &file)
        return file
    }

    private static func packets(_ count: Int, on interface: UInt32 = 0) -> [UInt8] {
        var file: [UInt8] = []
        for _ in 0..<count {
            PcapNGEnhancedPacket(interfaceID: interface, timestamp: 1, originalLength: 4)
                .serialize(into: &file, data: [1, 2, 3, 4].span)
        }
        return file
    }

    /// A name resolution block for 10.0.0.1.
    private static func name(_ name: String) -> [UInt8] {
        func number(_ value: Int, _ size: Int) -> [UInt8] { (0..<size).map { UInt8(value >> (8 * $0) & 0xFF) } }
        let value = [10, 0, 0, 1] + Array(name.utf8) + [0]
        let padding = [UInt8](repeating: 0, count: (4 - value.count % 4) % 4)
        let records = number(1, 2) + number(value.count, 2) + value + padding + number(0, 4)
        return number(4, 4) + number(records.count + 12, 4) + records + number(records.count + 12, 4)
    }

    /// For each packet what 10.0.0.1 is called, or a hyphen, and for its interface the number and how many there are.
    private func told(_ inputs: [[UInt8]]) throws -> (names: [String], interfaces: [[Int]]) {
        var (names, interfaces): ([String], [[Int]]) = ([], [])
        for file in inputs {
            var source = PacketSource(file, named: "memory")
            var batch = PacketBatch(byteCount: 4096)
            while try source.fill(&batch) {
                for record in batch.records {
                    names.append(batch.hostNames.names[.v4(IPv4Address(rawValue: 0x0A00_0001))] ?? "-")
                    interfaces.append([record.interface - batch.inputStart, batch.interfaceCount])
                }
            }
        }
        return (names, interfaces)
    }

    @Test func `a name holds from where it stands, to the end of its section`() throws {
        let begin = Self.section() + Self.interface("eth0")
        let first = begin + Self.packets(2) + Self.name("first.example") + Self.packets(300)
        let second = Self.name("second.example") + Self.packets(200) + begin + Self.packets(3)
        let names = try told([first + second]).names
        let expected = [
            Array(repeating: "-", count: 2), Array(repeating: "first.example", count: 300),
            Array(repeating: "second.example", count: 200), Array(repeating: "-", count: 3),
        ]
        #expect(names == expected.flatMap(\.self))
    }

    @Test(arguments: [
        "", "10.0.0.2", "1234", "a b", "a > b", "a\u{1B}[31m", "\u{202E}a", String(repeating: "a", count: 254),
    ])
    func `what can't be told from an address or a line is no name`(name: String) throws {
        let file =
            Self.section() + Self.interface("eth0") + Self.name("good.example") + Self.name(name) + Self.packets(1)
        #expect(try told([file]).names == ["good.example"])
    }

    @Test func `interfaces count from where they stand, and in their input`() throws {
        let file =
            Self.section() + Self.interface("eth0") + Self.packets(2) + Self.interface("eth1") + Self.packets(1, on: 1)
            + Self.section() + Self.interface("eth2") + Self.packets(1)
        let interfaces = try told([file]).interfaces
        #expect(interfaces == [[0, 1], [0, 1], [1, 2], [2, 3]])
    }
}
