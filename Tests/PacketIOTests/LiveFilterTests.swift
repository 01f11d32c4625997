import CPacketIO
import Testing
import Wire

@testable import PacketIO

@Suite struct LiveFilterTests {
    private static func filter(
        _ expression: String?, _ linkType: LinkType = .ethernet, _ loopback: LiveFilter.Loopback = .none,
        snapLength: UInt32 = 96
    ) throws -> LiveFilter {
        let program = try expression.map { try PacketFilter(compiling: $0, linkType: linkType) } ?? .everything
        return LiveFilter(program, isCooked: linkType == .linuxSLL2, loopback: loopback, snapLength: snapLength)
    }

    /// An instruction as the kernel's documents write it: code, operand, and how far it jumps.
    private func rows(_ filter: LiveFilter) -> [[UInt32]] {
        filter.instructions.map { [UInt32($0.code), $0.operand, UInt32($0.jump_true), UInt32($0.jump_false)] }
    }

    @Test func `without an expression all packets pass, as far as they are kept`() throws {
        let filter = try Self.filter(nil)
        #expect(rows(filter) == [[0x06, 96, 0, 0]] && filter.doubt == .none)
    }

    @Test func `what loopback sends is left out, for it comes back`() throws {
        #expect(
            rows(try Self.filter(nil, .ethernet, .only)) == [
                [0x28, 0xFFFF_F004, 0, 0], [0x15, 4, 0, 1], [0x06, 0, 0, 0], [0x06, 96, 0, 0],
            ])
        #expect(
            rows(try Self.filter(nil, .linuxSLL2, .index(7))) == [
                [0x20, 0xFFFF_F008, 0, 0], [0x15, 7, 0, 3],
                [0x28, 0xFFFF_F004, 0, 0], [0x15, 4, 0, 1], [0x06, 0, 0, 0], [0x06, 96, 0, 0],
            ])
    }

    @Test func `an expression keeps its sense, and no more of a packet than asked`() throws {
        let filter = try Self.filter("udp port 53")
        let plain = try PacketFilter(compiling: "udp port 53", linkType: .ethernet)
        #expect(filter.instructions.count == plain.instructions.count && filter.doubt == .none)
        let ends = filter.instructions.filter { $0.code == 0x06 }.map(\.operand)
        #expect(Set(ends) == [0, 96])
    }

    @Test(arguments: ["vlan", "vlan 5 and icmp", "ether proto 0x8100", "vlan and vlan"])
    func `tagged packets pass an expression that asks for tags, and are looked at again`(expression: String) throws {
        let filter = try Self.filter(expression)
        #expect(filter.doubt == .tagged)
        #expect(rows(filter).prefix(3) == [[0x30, 0xFFFF_F030, 0, 0], [0x15, 0, 1, 0], [0x06, 96, 0, 0]])
    }

    @Test(arguments: [
        "icmp6", "tcp port 80", "ip host 10.0.0.1", "greater 100", "ip[0] & 0xf = 5 and tcp[13] & 2 != 0",
    ])
    func `on a cooked socket offsets count from the network layer`(expression: String) throws {
        let filter = try Self.filter(expression, .linuxSLL2)
        let plain = try PacketFilter(compiling: expression, linkType: .linuxSLL2)
        #expect(filter.doubt == .none && filter.instructions.count == plain.instructions.count)
        for (one, other) in zip(filter.instructions, plain.instructions) {
            guard [0x20, 0x28, 0x30, 0x40, 0x48, 0x50, 0xB1].contains(one.code) else { continue }
            #expect(one.operand == (other.operand == 0 ? 0xFFFF_F000 : other.operand - 20))
        }
    }

    @Test func `packets without a link header are filtered too`() throws {
        let filter = try Self.filter("icmp6", .raw)
        #expect(filter.doubt == .none && filter.instructions.contains { $0.operand == 58 })
    }

    @Test func `what the kernel can't look at is looked at here`() throws {
        let filter = try Self.filter("link[12] = 2", .linuxSLL2)
        #expect(filter.doubt == .all && rows(filter) == [[0x06, 96, 0, 0]])
    }

    @Test(arguments: [(1 << 17, 1 << 16, 2), (16 << 20, 1 << 19, 32), (1 << 20, 1 << 17, 8), (5 << 20, 1 << 19, 10)])
    func `a ring has whole blocks, two at least`(byteCount: Int, size: Int, count: Int) {
        #expect(LiveSocket.blocks(byteCount) == (size, count))
    }
}
