/// The blocks of IPv6 in which a translator puts IPv4 addresses (RFC 6052).
public enum TranslationPrefix {
    /// That have an address that every translator knows: ipv4only.arpa's (RFC 7050 section 3).
    private static let knownAddresses: [UInt32] = [0xC000_00AA, 0xC000_00AB]
    private static let lengths = [96, 64, 56, 48, 40, 32]

    /// The block that an address of ipv4only.arpa shows; nil where it is none that a translator made.
    public static func shown(by address: IPv6Address) -> AddressBlock? {
        for length in lengths where knownAddresses.contains(embedded(in: address, behind: length)) {
            return AddressBlock(.v6(address), prefixLength: length)
        }
        return nil
    }

    /// The IPv4 address behind a prefix of such a length; bits 64 to 71 are no part of it (RFC 6052 section 2.2).
    public static func embedded(in address: IPv6Address, behind length: Int) -> UInt32 {
        let value = address.rawValue
        guard length < 96 else { return UInt32(truncatingIfNeeded: value) }
        let withoutGap = (value >> 64) << 56 | (value & (1 << 56 - 1))
        return UInt32(truncatingIfNeeded: withoutGap >> (120 - length - 32))
    }
}
