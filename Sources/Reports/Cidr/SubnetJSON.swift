import Wire

/// Subnets, addresses and ranges as JSON: an object a line.
public struct SubnetJSON: Sendable {
    private var line: [UInt8] = []

    public init() {}

    /// Appends all that is known of it.
    public mutating func write(_ facts: SubnetFacts, to text: inout TextBuffer) {
        line.removeAll(keepingCapacity: true)
        JSONWriter.line(to: &line) { $0.add(facts) }
        text.append(copying: line.span)
    }
}

extension JSONWriter {
    fileprivate mutating func add(_ facts: SubnetFacts) {
        add("type", facts.block == nil ? "range" : "subnet")
        add("family", facts.range.isIPv6 ? "ipv6" : "ipv4")
        add("address", facts.address)
        if let block = facts.block { add(subnet: block) }
        add("first", facts.range.first)
        add("last", facts.range.last)
        add("addresses", facts.range.count)
        if facts.block == nil { add("blocks", strings: facts.range.blocks.map(\.description)) }
        addKind(facts)
        addForms(facts)
    }

    private mutating func add(subnet block: AddressBlock) {
        add("network", block.network)
        add("prefix", block.prefixLength)
        add("netmask", block.mask)
        add("wildcard", block.wildcard)
        add("broadcast", block.broadcast.map { .v4($0) })
        add("first_host", block.hosts.first)
        add("last_host", block.hosts.last)
        add("hosts", block.hosts.count)
    }

    private mutating func addKind(_ facts: SubnetFacts) {
        add("kind", facts.kind)
        if let special = facts.special { add("special_purpose", object: { $0.add(special) }) }
        add("special_parts", strings: facts.parts.map(\.block.description))
        add("scope", facts.scope?.rawValue)
        add("class", facts.addressClass?.rawValue)
        add("class_network", text: facts.classNetwork) { $1.write(to: &$0) }
    }

    private mutating func add(_ special: SpecialPurpose) {
        add("block", text: special.block) { $1.write(to: &$0) }
        add("name", special.name)
        add("reference", special.reference)
        add("registry", special.registry.rawValue)
        add("allocated", special.allocated)
        add("terminated", special.terminated)
        add("source", special.isSource)
        add("destination", special.isDestination)
        add("forwardable", special.isForwardable)
        add("globally_reachable", special.isGloballyReachable)
        add("reserved_by_protocol", special.isReservedByProtocol)
    }

    private mutating func addForms(_ facts: SubnetFacts) {
        add("reverse_name", text: facts.address) { $1.writeReverseName(to: &$0) }
        add("reverse_zone", text: facts.block) { $1.writeReverseZone(to: &$0) }
        add("hex", text: facts.address) { $0.append(hex: $1) }
        add("integer", facts.address.number)
        add("ipv4_mapped", facts.mapped)
        add("solicited_node", facts.solicitedNode)
        add("mac", text: facts.ipv6?.hardwareAddress) { $1.write(to: &$0) }
        guard let embedded = facts.embedded else { return }
        add("embedded", object: { $0.add(embedded) })
    }

    private mutating func add(_ embedded: EmbeddedAddress) {
        add("form", embedded.kind)
        add("address", .v4(embedded.address))
        guard case .teredo(let server, _, let port, let flags) = embedded else { return }
        add("port", port)
        add("server", .v4(server))
        add("flags", flags)
    }

    /// A number of addresses; of more than 2^53, a string.
    mutating func add(_ name: StaticName, _ count: AddressCount) {
        if count.isAll { add(name, count.description) } else { add(name, count.low) }
    }
}

extension AddressBlock {
    /// The mask upside down: what access lists of routers take.
    var wildcard: IPAddress {
        IPAddress(number: ~mask.number, isIPv6: isIPv6)
    }
}

extension TextOutput where Self: ~Copyable {
    /// Appends `0x` and all digits of an address.
    mutating func append(hex address: IPAddress) {
        append(text: "0x")
        switch address {
        case .v4(let address): append(hex: UInt64(address.rawValue), digits: 8)
        case .v6(let address):
            append(hex: UInt64(truncatingIfNeeded: address.rawValue >> 64), digits: 16)
            append(hex: UInt64(truncatingIfNeeded: address.rawValue), digits: 16)
        }
    }
}
