// Names by which the DNS finds an address's name.

extension IPAddress {
    /// Appends the name that has the PTR record: `2.122.100.10.in-addr.arpa` (RFC 1035 section 3.5), or 32 digits below
    /// `ip6.arpa` (RFC 3596 section 2.5).
    @inlinable
    public func writeReverseName(to text: inout some TextOutput & ~Copyable) {
        writeReverseName(labels: isIPv6 ? 32 : 4, to: &text)
    }

    @inlinable
    func writeReverseName(labels: Int, to text: inout some TextOutput & ~Copyable) {
        switch self {
        case .v4(let address):
            for label in 0..<labels {
                let shift = UInt32(8 * (4 - labels + label))
                text.append(decimal: UInt64(address.rawValue >> shift & 0xFF))
                text.append(UInt8(ascii: "."))
            }
            text.append(text: "in-addr.arpa")
        case .v6(let address):
            for label in 0..<labels {
                let shift = UInt128(4 * (32 - labels + label))
                text.append(.hexDigit(UInt8(truncatingIfNeeded: address.rawValue >> shift & 0xF)))
                text.append(UInt8(ascii: "."))
            }
            text.append(text: "ip6.arpa")
        }
    }
}

extension AddressBlock {
    /// Appends the smallest zone of the reverse tree that holds the block: zones end at whole bytes, of IPv6 at whole
    /// digits.
    @inlinable
    public func writeReverseZone(to text: inout some TextOutput & ~Copyable) {
        network.writeReverseName(labels: prefixLength / (isIPv6 ? 4 : 8), to: &text)
    }
}
