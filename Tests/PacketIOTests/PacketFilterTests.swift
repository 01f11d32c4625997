import CPacketIO
import Probes
import Testing
import Wire

@testable import PacketIO

/// Runs a classic packet filter as the kernel does, as far as our filters go: loads from the network header on.
private func run(_ filter: PacketFilter, on packet: [UInt8]) throws -> UInt32 {
    struct Unknown: Error { let code: UInt16 }
    let network: UInt32 = 0xFFF0_0000
    var accumulator: UInt32 = 0
    var index: UInt32 = 0
    var place = 0
    while place < filter.instructions.count {
        let step = filter.instructions[place]
        place += 1
        func load(_ offset: UInt32) -> UInt32? {
            packet.indices.contains(Int(offset)) ? UInt32(packet[Int(offset)]) : nil
        }
        switch step.code {
        case 0x30, 0x50:
            // A load past the end ends the program, and drops the packet.
            let offset = step.operand &- network &+ (step.code == 0x50 ? index : 0)
            guard let value = load(offset) else { return 0 }
            accumulator = value
        case 0x54: accumulator &= step.operand
        case 0x64: accumulator <<= step.operand
        case 0x74: accumulator >>= step.operand
        case 0x07: index = accumulator
        case 0x15: place += Int(accumulator == step.operand ? step.jump_true : step.jump_false)
        case 0x05: place += Int(step.operand)
        case 0x06: return step.operand
        default: throw Unknown(code: step.code)
        }
    }
    return 0
}

@Suite struct PacketFilterTests {
    private static func ipv4(_ transport: [UInt8], optionWords: Int = 0, number: UInt8 = 1) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: 20 + 4 * optionWords)
        header[0] = 0x45 + UInt8(optionWords)
        header[9] = number
        return header + transport
    }

    private static func ipv6(_ transport: [UInt8], next: UInt8 = 58) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: 40)
        header[0] = 0x60
        header[6] = next
        return header + transport
    }

    /// An ICMP message with this identifier.
    private static func message(_ type: UInt8, _ identifier: UInt16 = 0) -> [UInt8] {
        [type, 0, 0, 0, UInt8(identifier >> 8), UInt8(identifier & 0xFF), 0, 1]
    }

    private static let filter = PacketFilter(echoWithIdentifierPrefix: 0xAB)

    @Test(arguments: [0, 8, 13, 14] as [UInt8])
    func `queries pass under our identifiers only`(type: UInt8) throws {
        #expect(try run(Self.filter, on: Self.ipv4(Self.message(type, 0xAB07))) > 0)
        #expect(try run(Self.filter, on: Self.ipv4(Self.message(type, 0xAB07), optionWords: 10)) > 0)
        #expect(try run(Self.filter, on: Self.ipv4(Self.message(type, 0xAC07))) == 0)
    }

    @Test func `errors pass, other messages and protocols do not`() throws {
        for type: UInt8 in [3, 4, 5, 11, 12] { #expect(try run(Self.filter, on: Self.ipv4(Self.message(type))) > 0) }
        for type: UInt8 in [9, 10, 15, 42] {
            #expect(try run(Self.filter, on: Self.ipv4(Self.message(type, 0xAB00))) == 0)
        }
        #expect(try run(Self.filter, on: Self.ipv4(Self.message(8, 0xAB00), number: 17)) == 0)
    }

    @Test func `IPv6 has the same rules`() throws {
        for type: UInt8 in [128, 129] {
            #expect(try run(Self.filter, on: Self.ipv6(Self.message(type, 0xAB07))) > 0)
            #expect(try run(Self.filter, on: Self.ipv6(Self.message(type, 0xBA07))) == 0)
        }
        for type: UInt8 in [1, 2, 3, 4, 137] { #expect(try run(Self.filter, on: Self.ipv6(Self.message(type))) > 0) }
        for type: UInt8 in [130, 133, 135, 136] {
            #expect(try run(Self.filter, on: Self.ipv6(Self.message(type))) == 0)
        }
        #expect(try run(Self.filter, on: Self.ipv6(Self.message(129, 0xAB07), next: 6)) == 0)
        #expect(try run(Self.filter, on: Self.ipv6(Self.message(129), next: 0)) > 0, "behind an extension header")
    }

    @Test func `what is cut short is dropped`() throws {
        let whole = Self.ipv4(Self.message(0, 0xAB07))
        for count in 0..<25 { #expect(try run(Self.filter, on: Array(whole.prefix(count))) == 0) }
    }

    @Test func `libpcap compiles expressions, and says what is wrong with bad ones`() throws {
        #expect(try !PacketFilter(compiling: "arp or icmp or icmp6", linkType: .ethernet).instructions.isEmpty)
        #expect(throws: LinkError.self) { try PacketFilter(compiling: "arp or or", linkType: .ethernet) }
    }
}
