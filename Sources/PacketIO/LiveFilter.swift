import CPacketIO
import Wire

/// A filter as the kernel runs it on a packet socket, where packets are not quite as they were on the wire.
///
/// - The kernel has taken the outer VLAN tag off: a filter that asks for tags passes tagged packets on, and is asked
///   again when the tag is back in its place.
/// - A socket without link headers (cooked) shows the filter packets without the header that it counts with: what the
///   filter loads from there comes from where the kernel keeps it.
/// - What loopback sends it receives again: it is seen once.
struct LiveFilter: Sendable {
    /// Which packets the kernel can't tell about: to be filtered again, by the expression as it stands.
    enum Doubt: Hashable, Sendable {
        case none, tagged, all
    }

    /// Where there may be packets of loopback.
    enum Loopback: Hashable, Sendable {
        case none
        case only
        /// Among others, on the interface of this index.
        case index(UInt32)
    }

    let instructions: [cpk_filter_instruction]
    let doubt: Doubt

    /// - Parameter snapLength: bytes that the kernel is to keep of a packet.
    init(_ filter: PacketFilter, isCooked: Bool, loopback: Loopback, snapLength: UInt32) {
        let body = filter.instructions.isEmpty ? [Self.end(keeping: snapLength)] : filter.instructions
        var program = Self.prelude(loopback)
        guard let fitted = Self.fitted(body, isCooked: isCooked, snapLength) else {
            instructions = program + [Self.end(keeping: snapLength)]
            doubt = .all
            return
        }
        let asksForTags = Self.asksForTags(filter.instructions)
        if asksForTags {
            program += [
                Self.load(Self.byte, .tagIsPresent), Self.jump(ifEqual: 0, skip: 1, else: 0),
                Self.end(keeping: snapLength),
            ]
        }
        instructions = program + fitted
        doubt = asksForTags ? .tagged : .none
    }

    // MARK: Parts

    /// What the kernel tells of a packet beside its bytes (`SKF_AD_`).
    private enum Fact: UInt32 {
        case protocolType = 0
        case packetType = 4
        case interfaceIndex = 8
        case hardwareType = 28
        case tagIsPresent = 48

        var place: UInt32 { 0xFFFF_F000 + rawValue }
    }

    private static let word: UInt16 = 0x20
    private static let halfWord: UInt16 = 0x28
    private static let byte: UInt16 = 0x30
    private static let outgoing: UInt32 = 4

    private static func load(_ code: UInt16, _ fact: Fact) -> cpk_filter_instruction {
        cpk_filter_instruction(code: code, jump_true: 0, jump_false: 0, operand: fact.place)
    }

    private static func jump(ifEqual value: UInt32, skip: UInt8, else other: UInt8) -> cpk_filter_instruction {
        cpk_filter_instruction(code: 0x15, jump_true: skip, jump_false: other, operand: value)
    }

    private static func end(keeping byteCount: UInt32) -> cpk_filter_instruction {
        cpk_filter_instruction(code: 0x06, jump_true: 0, jump_false: 0, operand: byteCount)
    }

    /// Rejects what loopback sends.
    private static func prelude(_ loopback: Loopback) -> [cpk_filter_instruction] {
        let rejection = [load(halfWord, .packetType), jump(ifEqual: outgoing, skip: 0, else: 1), end(keeping: 0)]
        return switch loopback {
        case .none: []
        case .only: rejection
        case .index(let index): [load(word, .interfaceIndex), jump(ifEqual: index, skip: 0, else: 3)] + rejection
        }
    }

    /// Whether the program compares anything with the EtherType of a VLAN tag.
    private static func asksForTags(_ program: [cpk_filter_instruction]) -> Bool {
        program.contains { $0.code & 0xF7 == 0x15 && [0x8100, 0x88A8, 0x9100].contains($0.operand) }
    }

    /// The program with the length to keep; nil where it asks a cooked header for what only the whole packet tells.
    private static func fitted(
        _ program: [cpk_filter_instruction], isCooked: Bool, _ snapLength: UInt32
    ) -> [cpk_filter_instruction]? {
        var result: [cpk_filter_instruction] = []
        for var instruction in program {
            switch (instruction.code & 7, instruction.code & 0xE0) {
            case (0x06, _) where instruction.code == 0x06 && instruction.operand != 0: instruction.operand = snapLength
            // Loads from the packet: absolute, indexed, and of the IPv4 header's length.
            case (0, 0x20), (0, 0x40), (1, 0xA0):
                guard isCooked, instruction.operand < 0x8000_0000 else { break }
                guard let operand = cookedPlace(instruction.operand) else { return nil }
                instruction.operand = operand
            default: break
            }
            result.append(instruction)
        }
        return result
    }

    /// Where a cooked socket has what stands at a place behind the second version's header.
    private static func cookedPlace(_ place: UInt32) -> UInt32? {
        switch place {
        case UInt32(LinuxCookedHeader.secondByteCount)...: place - UInt32(LinuxCookedHeader.secondByteCount)
        case 0: Fact.protocolType.place
        case 4: Fact.interfaceIndex.place
        case 8: Fact.hardwareType.place
        case 10: Fact.packetType.place
        default: nil
        }
    }
}
