import Wire

/// Subnets, addresses and ranges for people: a line each of what is known of them.
public struct SubnetText: Sendable {
    /// The columns before a value, and before the bits beside it.
    static let labelWidth = 16
    static let valueWidth = 24

    private let isColored: Bool
    private var isFirst = true

    public init(isColored: Bool = false) { self.isColored = isColored }

    /// Appends all that is known of it, and a blank line between two.
    public mutating func write(_ facts: SubnetFacts, to text: inout TextBuffer) {
        if !isFirst { text.append(word: "\n") }
        isFirst = false
        if let block = facts.block { write(subnet: block, facts, &text) } else { write(range: facts, &text) }
        writeKind(facts, &text)
        writeForms(facts, &text)
    }

    // MARK: Numbers

    private func write(subnet block: AddressBlock, _ facts: SubnetFacts, _ text: inout TextBuffer) {
        let bits = BitText(prefixLength: block.prefixLength, isColored: isColored)
        row("Address", facts.address, bits, &text)
        row("Netmask", block.mask, bits, &text) {
            $0.append(word: " = "); $0.append(decimal: block.prefixLength)
        }
        row("Wildcard", block.wildcard, bits, &text)
        row("Network", block.network, bits, &text) {
            $0.append(word: "/"); $0.append(decimal: block.prefixLength)
        }
        row("First host", block.hosts.first, bits, &text)
        row("Last host", block.hosts.last, bits, &text)
        if let broadcast = block.broadcast { row("Broadcast", .v4(broadcast), bits, &text) }
        label("Hosts", &text)
        block.hosts.count.write(to: &text)
        text.append(text: note(hostsOf: block))
        text.append(word: "\n")
    }

    private func note(hostsOf block: AddressBlock) -> String {
        switch (block.hostBitCount, block.isIPv6) {
        case (0, _): " (one address)"
        case (1, false): " (a link with two ends, RFC 3021)"
        case (1, true): " (a link with two ends, RFC 6164)"
        case (_, false): " of \(AddressRange(block).count) addresses"
        case (_, true): " of 2^\(block.hostBitCount) addresses"
        }
    }

    private func write(range facts: SubnetFacts, _ text: inout TextBuffer) {
        row("First", &text) { facts.range.first.write(to: &$0) }
        row("Last", &text) { facts.range.last.write(to: &$0) }
        row("Addresses", &text) { facts.range.count.write(to: &$0) }
        var name = "Blocks"
        for block in facts.range.blocks {
            row(name, &text) { block.write(to: &$0) }
            name = ""
        }
    }

    // MARK: Meaning

    private func writeKind(_ facts: SubnetFacts, _ text: inout TextBuffer) {
        row("Kind", &text) { text in
            text.append(text: facts.kind)
            guard let special = facts.special else { return }
            text.append(text: ": \(special.name), ")
            special.block.write(to: &text)
            text.append(text: " (\(special.reference))")
        }
        if let rules = facts.special?.rules { row("", &text) { $0.append(text: rules) } }
        var name = "Parts"
        for part in facts.parts {
            row(name, &text) { $0.append(text: "\(part.block) is \(part.kind): \(part.name) (\(part.reference))") }
            name = ""
        }
        if let scope = facts.scope { row("Scope", &text) { $0.append(text: scope.rawValue) } }
        guard let addressClass = facts.addressClass else { return }
        row("Class", &text) { text in
            text.append(text: addressClass.rawValue)
            if let network = facts.classNetwork { text.append(text: ", whose network is \(network)") }
        }
    }

    private func writeForms(_ facts: SubnetFacts, _ text: inout TextBuffer) {
        row("Reverse name", &text) { facts.address.writeReverseName(to: &$0) }
        if let block = facts.block, block.hostBitCount > 0 {
            row("Reverse zone", &text) { block.writeReverseZone(to: &$0) }
        }
        row("Hexadecimal", &text) { $0.append(hex: facts.address) }
        row("Integer", &text) { $0.append(decimal: facts.address.number) }
        if let mapped = facts.mapped { row("IPv4-mapped", &text) { mapped.write(to: &$0) } }
        if let node = facts.solicitedNode { row("Solicited-node", &text) { node.write(to: &$0) } }
        if let mac = facts.ipv6?.hardwareAddress {
            row("MAC", &text) { text in
                mac.write(to: &text)
                text.append(text: " (EUI-64)")
            }
        }
        if let embedded = facts.embedded { row("IPv4 within", &text) { $0.append(text: embedded.words) } }
        if let ipv6 = facts.ipv6, let block = facts.block { writeBits(of: ipv6, block.prefixLength, &text) }
    }

    private func writeBits(of address: IPv6Address, _ prefixLength: Int, _ text: inout TextBuffer) {
        let bits = BitText(prefixLength: prefixLength, isColored: isColored)
        for half in 0..<2 { row(half == 0 ? "Bits" : "", &text) { bits.write(address, half: half, to: &$0) } }
    }

    // MARK: Lines

    private func label(_ name: String, _ text: inout TextBuffer) {
        let start = text.count
        if isColored { text.append(word: "\u{1B}[1m") }
        text.append(text: name)
        if !name.isEmpty { text.append(word: ":") }
        if isColored { text.append(word: "\u{1B}[0m") }
        text.append(spaces: Self.labelWidth - (text.count - start) + (isColored ? 8 : 0))
    }

    private func row(_ name: String, _ text: inout TextBuffer, _ write: (inout TextBuffer) -> Void) {
        label(name, &text)
        write(&text)
        text.append(word: "\n")
    }

    /// An address, and its bits beside it; those of IPv6 take more room than a line has.
    private func row(
        _ name: String, _ address: IPAddress, _ bits: BitText, _ text: inout TextBuffer,
        _ write: (inout TextBuffer) -> Void = { _ in }
    ) {
        row(name, &text) { text in
            let start = text.count
            address.write(to: &text)
            write(&text)
            guard case .v4(let address) = address else { return }
            text.append(spaces: Self.valueWidth - (text.count - start))
            bits.write(address, to: &text)
        }
    }
}

extension SpecialPurpose {
    /// What the registry allows, in words; nil where it says nothing.
    fileprivate var rules: String? {
        if let terminated { return "ended \(terminated)" }
        guard let isForwardable, let isReservedByProtocol else { return nil }
        var words = [isForwardable ? "forwarded by routers" : "never forwarded"]
        switch isGloballyReachable {
        case true: words.append("globally reachable")
        case false: words.append("not globally reachable")
        default: break
        }
        if isReservedByProtocol { words.append("reserved by the protocol") }
        if isSource == false { words.append("no source") }
        if isDestination == false { words.append("no destination") }
        return words.joined(separator: ", ")
    }
}

extension EmbeddedAddress {
    fileprivate var words: String {
        switch self {
        case .teredo(let server, let client, let port, _):
            "client \(client), port \(port), server \(server) (teredo)"
        default: "\(address) (\(kind))"
        }
    }
}
