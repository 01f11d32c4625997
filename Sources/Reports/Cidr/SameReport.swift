import Analysis
import Wire

/// Whether two hosts are in one subnet, shown bit by bit.
public struct SameReport: Sendable {
    private let format: CidrFormat

    public init(_ format: CidrFormat) { self.format = format }

    public func write(_ same: SameSubnet, to text: inout TextBuffer) {
        switch format {
        case .text(let isColored): write(same, isColored, &text)
        case .json:
            var line: [UInt8] = []
            JSONWriter.line(to: &line) { $0.add(same) }
            text.append(copying: line.span)
        case .csv:
            text.append(text: "first,first_network,second,second_network,common_bits,same\r\n")
            text.append(text: "\(same.first),\(same.firstBlock),\(same.second),\(same.secondBlock),")
            text.append(text: "\(same.commonBitCount),\(same.isSame)\r\n")
        }
    }

    // MARK: Text

    private func write(_ same: SameSubnet, _ isColored: Bool, _ text: inout TextBuffer) {
        let width = max(same.first.description.utf8.count, same.second.description.utf8.count) + 6
        writeBits(same.first, same.firstBlock.prefixLength, width, isColored, &text)
        writeMarks(same, width, &text)
        writeBits(same.second, same.secondBlock.prefixLength, width, isColored, &text)
        text.append(text: "\n\(Self.verdict(same))\n\n")
        writeWay(same.first, same.firstBlock, same.second, same.firstSeesSecond, &text)
        writeWay(same.second, same.secondBlock, same.first, same.secondSeesFirst, &text)
        if same.firstSeesSecond != same.secondSeesFirst {
            text.append(
                text: "One takes the other for a neighbour, and not the other way round: their prefixes differ.\n")
        }
    }

    private static func verdict(_ same: SameSubnet) -> String {
        let common = "the first \(same.commonBitCount) bits are equal"
        if same.isSame {
            let block =
                same.firstBlock == same.secondBlock
                ? "\(same.firstBlock)" : "\(same.firstBlock) and \(same.secondBlock)"
            return "Same subnet: both are in \(block); \(common)."
        }
        if same.firstBlock == same.secondBlock { return "Same subnet, \(same.firstBlock)." }
        return "Different subnets: \(same.firstBlock) and \(same.secondBlock); only \(common)."
    }

    private func writeBits(
        _ address: IPAddress, _ length: Int, _ width: Int, _ isColored: Bool, _ text: inout TextBuffer
    ) {
        let bits = BitText(prefixLength: length, isColored: isColored)
        let start = text.count
        text.append(text: "\(address)/\(length)")
        text.append(spaces: width - (text.count - start))
        switch address {
        case .v4(let address): bits.write(address, to: &text)
        case .v6(let address):
            bits.write(address, half: 0, to: &text)
            text.append(word: "\n")
            text.append(spaces: width)
            bits.write(address, half: 1, to: &text)
        }
        text.append(word: "\n")
    }

    /// Marks the first bit in which they differ; in the line between those of IPv4, behind those of IPv6.
    private func writeMarks(_ same: SameSubnet, _ width: Int, _ text: inout TextBuffer) {
        let common = same.commonBitCount
        guard !same.first.isIPv6, common < 32 else { return }
        let length = same.firstBlock.prefixLength
        guard length == same.secondBlock.prefixLength else { return }
        let column = common + common / 8 + (common >= length && length > 0 ? 1 : 0)
        text.append(spaces: width)
        text.append(text: String(repeating: "=", count: column))
        text.append(text: "^ differ from here\n")
    }

    private func writeWay(
        _ host: IPAddress, _ block: AddressBlock, _ other: IPAddress, _ isNeighbor: Bool, _ text: inout TextBuffer
    ) {
        let (protocolName, question) = host.isIPv6 ? ("NDP", "solicits") : ("ARP", "asks")
        guard isNeighbor else {
            text.append(
                text: "\(host) finds \(other) outside \(block): it \(question) by \(protocolName) for its gateway, "
                    + "and sends the packet to the gateway's MAC address.\n")
            return
        }
        if host == other { return }
        text.append(
            text: "\(host) finds \(other) in \(block): it \(question) by \(protocolName) for \(other) itself, "
                + "and sends the packet straight to its MAC address.\n")
    }
}

extension JSONWriter {
    fileprivate mutating func add(_ same: SameSubnet) {
        add("type", "same")
        add("same", same.isSame)
        add("first", same.first)
        add("first_network", text: same.firstBlock) { $1.write(to: &$0) }
        add("first_asks_for", same.firstSeesSecond ? "host" : "gateway")
        add("second", same.second)
        add("second_network", text: same.secondBlock) { $1.write(to: &$0) }
        add("second_asks_for", same.secondSeesFirst ? "host" : "gateway")
        add("common_bits", same.commonBitCount)
        add("protocol", same.first.isIPv6 ? "ndp" : "arp")
    }
}
