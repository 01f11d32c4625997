import Wire

/// Addresses that are looked for in much text.
public struct AddressFilter: Sendable {
    private let ipv4: RangeIndex<UInt32>
    private let ipv6: RangeIndex<UInt128>

    /// - Parameter set: normalised.
    public init(_ set: AddressSet) {
        ipv4 = RangeIndex(set.ipv4)
        ipv6 = RangeIndex(set.ipv6)
    }

    public func contains(_ address: IPAddress) -> Bool {
        switch address {
        case .v4(let address): ipv4.contains(address.rawValue)
        case .v6(let address): ipv6.contains(address.rawValue)
        }
    }

    /// The next address in the text that is one of these.
    public func next(_ scanner: inout AddressScanner) -> FoundAddress? {
        while let found = scanner.next() {
            if contains(found.address) { return found }
        }
        return nil
    }
}
