import CPacketIO
import Probes
import Wire

/// A filter that the kernel runs on each packet, before anybody is woken.
struct PacketFilter: Sendable {
    let instructions: [cpk_filter_instruction]

    static let everything = PacketFilter(instructions: [])
    static let nothing = PacketFilter(instructions: [
        cpk_filter_instruction(code: 0x06, jump_true: 0, jump_false: 0, operand: 0)
    ])

    private init(instructions: [cpk_filter_instruction]) { self.instructions = instructions }

    /// From an expression in libpcap's language.
    ///
    /// - Throws: libpcap's words, where it does not understand the expression or is not there.
    init(compiling expression: String, linkType: LinkType) throws(LinkError) {
        var compiled = [cpk_filter_instruction](repeating: cpk_filter_instruction(), count: 0xFFFF)
        var message = [CChar](repeating: 0, count: 256)
        let count = unsafe cpk_compile_filter(
            expression, Int32(linkType.rawValue), &compiled, UInt32(compiled.count), &message, message.count)
        guard count >= 0 else {
            let text = String(decoding: message.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            throw LinkError(.other, "filter: \(text)")
        }
        instructions = Array(compiled.prefix(Int(count)))
    }

    /// Echo and time stamp messages with an identifier whose upper byte is `identifierPrefix`, and the ICMP errors of
    /// both families, whatever the link's header. Written out, because loading libpcap takes longer than a short run.
    init(echoWithIdentifierPrefix identifierPrefix: UInt8) {
        var program = Program()
        program.loadNetworkByte(0)
        program.shiftRight(4)
        program.jump(ifEqual: 6, to: .ipv6)
        program.sortICMPv4(identifierPrefix)
        program.mark(.ipv6)
        program.sortICMPv6(identifierPrefix)
        program.mark(.reject)
        program.end(keeping: 0)
        program.mark(.accept)
        program.end(keeping: 0x40000)
        instructions = program.assembled()
    }
}

extension PacketFilter {
    /// What neighbours say to each other on Ethernet: ARP and RARP, also in SNAP and behind tags that the kernel leaves
    /// on, neighbour discovery, multicast listener reports and echoes of IPv6.
    static let neighbors: PacketFilter = {
        var program = Program()
        program.loadHalf(12)
        for type: EtherType in [.arp, .rarp, .vlan, .qinq] {
            program.jump(ifEqual: UInt32(type.rawValue), to: .accept)
        }
        program.jump(ifEqual: UInt32(EtherType.ipv6.rawValue), to: .ipv6)
        program.jump(ifGreater: 1500, to: .reject)
        program.loadHalf(14)
        program.jump(ifEqual: 0xAAAA, to: .accept)
        program.jump(to: .reject)
        program.mark(.ipv6)
        program.loadByte(20)
        // Multicast listener reports stand behind a hop-by-hop header.
        program.jump(ifEqual: 0, to: .accept)
        program.jump(unlessEqual: UInt32(IPProtocol.icmpv6.rawValue), to: .reject)
        program.loadByte(54)
        for type: UInt32 in [128, 129, 131, 132, 134, 135, 136, 143] { program.jump(ifEqual: type, to: .accept) }
        program.mark(.reject)
        program.end(keeping: 0)
        program.mark(.accept)
        program.end(keeping: 0x40000)
        return PacketFilter(instructions: program.assembled())
    }()
}

extension PacketFilter {
    /// What comes from these ports, as a raw socket of TCP or SCTP sees it: of IPv4 with its header, of IPv6 without.
    init(fromPorts ports: [UInt16], isIPv6: Bool) {
        var program = Program()
        if isIPv6 {
            program.loadHalf(0)
        } else {
            program.loadIPv4HeaderLength()
            program.loadIndexedNetworkHalf(0)
        }
        for port in ports { program.jump(ifEqual: UInt32(port), to: .accept) }
        program.end(keeping: 0)
        program.mark(.accept)
        program.end(keeping: 0x40000)
        instructions = program.assembled()
    }
}

extension Program {
    fileprivate mutating func sortICMPv4(_ identifierPrefix: UInt8) {
        loadNetworkByte(9)
        jump(unlessEqual: UInt32(IPProtocol.icmp.rawValue), to: .reject)
        loadIPv4HeaderLength()
        loadIndexedNetworkByte(0)
        for type: UInt32 in [0, 8, 13, 14] { jump(ifEqual: type, to: .identifier4) }
        for type: UInt32 in [3, 4, 5, 11, 12] { jump(ifEqual: type, to: .accept) }
        jump(to: .reject)
        mark(.identifier4)
        loadIndexedNetworkByte(4)
        jump(ifEqual: UInt32(identifierPrefix), to: .accept)
        jump(to: .reject)
    }

    /// Ends where what is left is to be rejected.
    fileprivate mutating func sortICMPv6(_ identifierPrefix: UInt8) {
        loadNetworkByte(6)
        jump(unlessEqual: UInt32(IPProtocol.icmpv6.rawValue), to: .extended6)
        loadNetworkByte(40)
        for type: UInt32 in [1, 2, 3, 4, 137] { jump(ifEqual: type, to: .accept) }
        for type: UInt32 in [128, 129] { jump(ifEqual: type, to: .identifier6) }
        jump(to: .reject)
        mark(.identifier6)
        loadNetworkByte(44)
        jump(ifEqual: UInt32(identifierPrefix), to: .accept)
        jump(to: .reject)
        // Behind extension headers the engine has to look for itself.
        mark(.extended6)
        for header: UInt32 in [0, 43, 44, 60] { jump(ifEqual: header, to: .accept) }
    }
}

/// An assembler for the kernel's classic packet filters: forward jumps to named places.
private struct Program {
    enum Place: Hashable { case identifier4, ipv6, identifier6, extended6, reject, accept }

    private enum Step {
        case plain(UInt16, UInt32)
        case jumpIfEqual(UInt32, then: Place?, otherwise: Place?)
        case jumpIfGreater(UInt32, then: Place)
        case jump(Place)
    }

    /// Offsets from here on count from the network header (SKF_NET_OFF).
    private static let networkOffset: UInt32 = 0xFFF0_0000

    private var steps: [Step] = []
    private var places: [Place: Int] = [:]

    /// From the start of the frame.
    mutating func loadHalf(_ offset: UInt32) { steps.append(.plain(0x28, offset)) }
    mutating func loadByte(_ offset: UInt32) { steps.append(.plain(0x30, offset)) }
    mutating func loadNetworkByte(_ offset: UInt32) { steps.append(.plain(0x30, Self.networkOffset + offset)) }
    /// The byte at `offset` behind the IPv4 header, whose length is in the index register.
    mutating func loadIndexedNetworkByte(_ offset: UInt32) { steps.append(.plain(0x50, Self.networkOffset + offset)) }
    mutating func loadIndexedNetworkHalf(_ offset: UInt32) { steps.append(.plain(0x48, Self.networkOffset + offset)) }
    mutating func shiftRight(_ bits: UInt32) { steps.append(.plain(0x74, bits)) }
    mutating func loadIPv4HeaderLength() {
        loadNetworkByte(0)
        steps += [.plain(0x54, 15), .plain(0x64, 2), .plain(0x07, 0)]
    }
    mutating func jump(ifEqual value: UInt32, to place: Place) {
        steps.append(.jumpIfEqual(value, then: place, otherwise: nil))
    }
    mutating func jump(unlessEqual value: UInt32, to place: Place) {
        steps.append(.jumpIfEqual(value, then: nil, otherwise: place))
    }
    mutating func jump(ifGreater value: UInt32, to place: Place) { steps.append(.jumpIfGreater(value, then: place)) }
    mutating func jump(to place: Place) { steps.append(.jump(place)) }
    mutating func end(keeping byteCount: UInt32) { steps.append(.plain(0x06, byteCount)) }
    mutating func mark(_ place: Place) { places[place] = steps.count }

    func assembled() -> [cpk_filter_instruction] {
        steps.enumerated().map { index, step in
            func distance(_ place: Place?) -> Int { place.flatMap { places[$0] }.map { $0 - index - 1 } ?? 0 }
            return switch step {
            case .plain(let code, let operand):
                cpk_filter_instruction(code: code, jump_true: 0, jump_false: 0, operand: operand)
            case .jumpIfEqual(let value, let then, let otherwise):
                cpk_filter_instruction(
                    code: 0x15, jump_true: UInt8(distance(then)), jump_false: UInt8(distance(otherwise)), operand: value
                )
            case .jumpIfGreater(let value, let then):
                cpk_filter_instruction(code: 0x25, jump_true: UInt8(distance(then)), jump_false: 0, operand: value)
            case .jump(let place):
                cpk_filter_instruction(code: 0x05, jump_true: 0, jump_false: 0, operand: UInt32(distance(place)))
            }
        }
    }
}
