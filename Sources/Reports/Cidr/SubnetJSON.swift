import Wire

/// Subnets, addresses and ranges as JSON: an object a line.
///
/// Members that every subnet has are written as they come, without `JSONWriter`: there may be a million of them. None
/// of their values needs an escape.
public struct SubnetJSON: Sendable {
    private var line: [UInt8] = []
    /// What is said of each special block is worked out once.
    private static let kinds = SpecialPurpose.all(isIPv6: false).map(kind)
    private static let kinds6 = SpecialPurpose.all(isIPv6: true).map(kind)

    public init() {}

    /// Appends all that is known of it.
    public mutating func write(_ facts: SubnetFacts, to text: inout TextBuffer) {
        text.append(text: facts.block == nil ? "{\"type\":\"range\"" : "{\"type\":\"subnet\"")
        text.append(text: facts.range.isIPv6 ? ",\"family\":\"ipv6\"" : ",\"family\":\"ipv4\"")
        text.append(word: ",\"address\":\"")
        text.value(facts.address)
        if let block = facts.block { write(subnet: block, &text) }
        text.append(word: ",\"first\":\"")
        text.value(facts.range.first)
        text.append(word: ",\"last\":\"")
        text.value(facts.range.last)
        text.append(word: ",\"addresses\":")
        text.number(facts.range.count)
        writeKind(facts, &text)
        writeNames(facts, &text)
        writeRare(facts, &text)
        text.append(word: "}\n")
    }

    private func write(subnet block: AddressBlock, _ text: inout TextBuffer) {
        let hosts = block.hosts
        text.append(word: ",\"network\":\"")
        text.value(block.network)
        text.append(word: ",\"prefix\":")
        text.append(decimal: UInt64(block.prefixLength))
        text.append(word: ",\"netmask\":\"")
        text.value(block.mask)
        text.append(word: ",\"wildcard\":\"")
        text.value(block.wildcard)
        if let broadcast = block.broadcast {
            text.append(word: ",\"broadcast\":\"")
            text.value(.v4(broadcast))
        }
        text.append(word: ",\"first_host\":\"")
        text.value(hosts.first)
        text.append(word: ",\"last_host\":\"")
        text.value(hosts.last)
        text.append(word: ",\"hosts\":")
        text.number(hosts.count)
    }

    private func writeKind(_ facts: SubnetFacts, _ text: inout TextBuffer) {
        if let row = facts.specialRow {
            let kind = facts.range.isIPv6 ? Self.kinds6[row] : Self.kinds[row]
            text.append(copying: kind.span)
        } else {
            text.append(text: facts.isMixed ? ",\"kind\":\"mixed\"" : ",\"kind\":\"public\"")
        }
        guard let addressClass = facts.addressClass else { return }
        text.append(word: ",\"class\":\"")
        text.append(text: addressClass.rawValue)
        text.append(word: "\"")
        guard let network = facts.classNetwork else { return }
        text.append(text: ",\"class_network\":\"")
        network.write(to: &text)
        text.append(word: "\"")
    }

    private func writeNames(_ facts: SubnetFacts, _ text: inout TextBuffer) {
        text.append(text: ",\"reverse_name\":\"")
        facts.address.writeReverseName(to: &text)
        if let block = facts.block {
            text.append(text: "\",\"reverse_zone\":\"")
            block.writeReverseZone(to: &text)
        }
        text.append(word: "\",\"hex\":\"")
        text.append(hex: facts.address)
        text.append(word: "\"")
        text.append(word: ",\"integer\":")
        text.number(AddressCount(facts.address.number))
        if let mapped = facts.mapped {
            text.append(text: ",\"ipv4_mapped\":\"")
            mapped.write(to: &text)
            text.append(word: "\"")
        }
        if let node = facts.solicitedNode {
            text.append(text: ",\"solicited_node\":\"")
            node.write(to: &text)
            text.append(word: "\"")
        }
    }

    /// What few have.
    private mutating func writeRare(_ facts: SubnetFacts, _ text: inout TextBuffer) {
        let (mac, embedded, scope) = (facts.ipv6?.hardwareAddress, facts.embedded, facts.scope)
        let isRange = facts.block == nil
        guard mac != nil || embedded != nil || scope != nil || isRange || facts.isMixed else { return }
        line.removeAll(keepingCapacity: true)
        JSONWriter.line(to: &line) { object in
            if isRange { object.add("blocks", strings: facts.range.blocks.map(\.description)) }
            object.add("special_parts", strings: facts.parts.map(\.block.description))
            object.add("scope", scope?.rawValue)
            object.add("mac", text: mac) { $1.write(to: &$0) }
            if let embedded { object.add("embedded", object: { $0.add(embedded) }) }
        }
        guard line.count > 3 else { return }
        text.append(word: ",")
        text.append(copying: line.span.extracting(1..<line.count - 2))
    }

    /// Kind and special block as members of an object.
    private static func kind(_ special: SpecialPurpose) -> [UInt8] {
        var line: [UInt8] = []
        JSONWriter.line(to: &line) { object in
            object.add("kind", special.kind)
            object.add("special_purpose", object: { $0.add(special) })
        }
        return [UInt8(ascii: ",")] + line.dropFirst().dropLast(2)
    }
}

extension TextBuffer {
    /// Appends an address and the quote behind it.
    fileprivate mutating func value(_ address: IPAddress) {
        address.write(to: &self)
        append(word: "\"")
    }

    /// Appends a number; beyond 2^53, a string.
    fileprivate mutating func number(_ count: AddressCount) {
        let isExact = !count.isAll && count.low <= 1 << 53
        if !isExact { append(word: "\"") }
        count.write(to: &self)
        if !isExact { append(word: "\"") }
    }
}

extension JSONWriter {
    fileprivate mutating func add(_ special: SpecialPurpose) {
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

    fileprivate mutating func add(_ embedded: EmbeddedAddress) {
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
