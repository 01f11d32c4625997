import Wire

/// What the numbers of an address, a subnet or a range say of it.
public struct SubnetFacts: Sendable {
    public let expression: AddressExpression
    /// Whose facts are told: the address that was given, of a range its first.
    let address: IPAddress
    /// The subnet, if it is one.
    let block: AddressBlock?
    let range: AddressRange
    /// The smallest special block that holds all of it, among those of its family.
    let specialRow: Int?

    public init(_ expression: AddressExpression) {
        self.expression = expression
        range = expression.range
        block = expression.block
        switch expression {
        case .address(let address), .block(let address, _): self.address = address
        case .range(let range): address = range.first
        }
        specialRow = SpecialPurpose.row(of: range)
    }

    var special: SpecialPurpose? { specialRow.map { SpecialPurpose.all(isIPv6: range.isIPv6)[$0] } }

    /// In a word: the kind of the special block, else public where all of it is, and mixed where only a part is.
    var kind: String { special?.kind ?? (isMixed ? "mixed" : "public") }

    /// Whether some of it is special, and some is not.
    var isMixed: Bool { specialRow == nil && SpecialPurpose.holdsAny(of: range) }

    /// The special blocks that are a part of it, but for those within others.
    var parts: [SpecialPurpose] {
        guard let block, isMixed else { return [] }
        return SpecialPurpose.largest(within: block)
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
