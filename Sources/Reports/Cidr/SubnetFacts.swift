import Wire

/// What the numbers of an address, a subnet or a range say of it.
public struct SubnetFacts: Sendable {
    public let expression: AddressExpression
    /// Whose facts are told: the address that was given, of a range its first.
    let address: IPAddress
    /// The subnet, if it is one.
    let block: AddressBlock?
    let range: AddressRange
    /// The smallest special block that holds all of it.
    let special: SpecialPurpose?

    public init(_ expression: AddressExpression) {
        self.expression = expression
        range = expression.range
        block = expression.block
        switch expression {
        case .address(let address), .block(let address, _): self.address = address
        case .range(let range): address = range.first
        }
        special = block.flatMap { SpecialPurpose($0) } ?? Self.special(range)
    }

    private static func special(_ range: AddressRange) -> SpecialPurpose? {
        SpecialPurpose.all(isIPv6: range.isIPv6).first { AddressRange($0.block).contains(range) }
    }

    /// In a word: the kind of the special block, else public where all of it is, and mixed where only a part is.
    var kind: String {
        if let special { return special.kind }
        return isMixed ? "mixed" : "public"
    }

    /// Whether some of it is special, and some is not.
    private var isMixed: Bool {
        SpecialPurpose.all(isIPv6: range.isIPv6).contains { AddressRange($0.block).overlaps(range) }
    }

    /// The special blocks that are a part of it, but for those within others.
    var parts: [SpecialPurpose] {
        guard let block, special == nil else { return [] }
        return SpecialPurpose.within(block).reduce(into: []) { parts, next in
            if parts.last?.block.contains(next.block) != true { parts.append(next) }
        }
    }

    /// Of IPv4.
    var addressClass: AddressClass? {
        guard case .v4(let address) = address else { return nil }
        return AddressClass(address)
    }

    /// The network that the class alone would make.
    var classNetwork: AddressBlock? {
        guard case .v4(let address) = address else { return nil }
        return AddressClass(address).network(of: address)
    }

    var scope: MulticastScope? { MulticastScope(address) }

    var ipv6: IPv6Address? {
        if case .v6(let address) = address { address } else { nil }
    }

    var embedded: EmbeddedAddress? { ipv6.flatMap { EmbeddedAddress($0) } }

    /// Where neighbours are asked for the address; groups and nobody's address have none.
    var solicitedNode: IPAddress? {
        guard let ipv6, !ipv6.isMulticast, ipv6 != .any else { return nil }
        return .v6(ipv6.solicitedNode)
    }

    /// As IPv6 programs see an IPv4 address.
    var mapped: IPAddress? {
        guard case .v4(let address) = address else { return nil }
        return .v6(IPv6Address(mapping: address))
    }
}
