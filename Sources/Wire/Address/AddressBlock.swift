/// A run of addresses that share their first bits: `10.100.122.0/24` (RFC 4632), `2001:db8::/32` (RFC 4291).
public struct AddressBlock: Hashable, Sendable {
    /// The lowest address of the block: its host bits are zero.
    public let network: IPAddress
    /// The number of network bits: 0...32 or 0...128.
    public let prefixLength: Int

    /// The block that holds `address`, its host bits cleared; nil where the length does not fit the family.
    public init?(_ address: IPAddress, prefixLength: Int) {
        guard (0...address.bitCount).contains(prefixLength) else { return nil }
        self.prefixLength = prefixLength
        switch address {
        case .v4(let address):
            network = .v4(IPv4Address(rawValue: address.rawValue & ~Self.hostMask4(prefixLength)))
        case .v6(let address):
            network = .v6(IPv6Address(rawValue: address.rawValue & ~Self.hostMask6(prefixLength)))
        }
    }

    /// `ADDRESS/LENGTH`; the address may have host bits.
    @inlinable public init?(_ text: some StringProtocol) { self.init(text: String(text)) }

    @usableFromInline init?(text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let address = IPAddress(parts[0]), let length = Int(parts[1]),
            parts[1].utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") })
        else { return nil }
        self.init(address, prefixLength: length)
    }

    static func hostMask4(_ prefixLength: Int) -> UInt32 { prefixLength == 32 ? 0 : .max >> UInt32(prefixLength) }
    static func hostMask6(_ prefixLength: Int) -> UInt128 { prefixLength == 128 ? 0 : .max >> UInt128(prefixLength) }

    /// The highest address: broadcast, in an IPv4 block of at least four addresses.
    public var last: IPAddress {
        switch network {
        case .v4(let address): .v4(IPv4Address(rawValue: address.rawValue | Self.hostMask4(prefixLength)))
        case .v6(let address): .v6(IPv6Address(rawValue: address.rawValue | Self.hostMask6(prefixLength)))
        }
    }

    /// The hosts of a subnet: without network and broadcast address (RFC 950) or the routers' anycast address (RFC 4291
    /// section 2.6.1), but both addresses of a link with two ends (RFC 3021, RFC 6164), and the one address of a host.
    public var hosts: AddressRange {
        guard hostBitCount > 1 else { return AddressRange(self) }
        let numbers = AddressRange(self).numbers
        let last = isIPv6 ? numbers.upperBound : numbers.upperBound - 1
        return AddressRange(numbers: numbers.lowerBound + 1...last, isIPv6: isIPv6)
    }

    /// The address that reaches all hosts; nil where there is none: in IPv6, on a link with two ends, of one host.
    public var broadcast: IPv4Address? {
        guard case .v4(let address) = last, hostBitCount > 1 else { return nil }
        return address
    }

    public var isIPv6: Bool { network.isIPv6 }

    /// Whether all of `other` is in it.
    public func contains(_ other: AddressBlock) -> Bool {
        prefixLength <= other.prefixLength && contains(other.network)
    }

    /// The number of host bits.
    public var hostBitCount: Int { network.bitCount - prefixLength }

    /// Whether `address` is of the block's family and in it.
    public func contains(_ address: IPAddress) -> Bool {
        address.isIPv6 == network.isIPv6 && address >= network && address <= last
    }

    /// The mask as an address: 255.255.255.0 for an IPv4 `/24`.
    public var mask: IPAddress {
        switch network {
        case .v4: .v4(IPv4Address(rawValue: ~Self.hostMask4(prefixLength)))
        case .v6: .v6(IPv6Address(rawValue: ~Self.hostMask6(prefixLength)))
        }
    }
}

extension AddressBlock: Comparable {
    /// By the first address, and from the largest block to the smallest.
    public static func < (left: AddressBlock, right: AddressBlock) -> Bool {
        left.network == right.network ? left.prefixLength < right.prefixLength : left.network < right.network
    }
}

extension AddressBlock {
    /// Appends `ADDRESS/LENGTH`.
    @inlinable
    public func write(to text: inout some TextOutput & ~Copyable) {
        network.write(to: &text)
        text.append(UInt8(ascii: "/"))
        text.append(decimal: UInt64(prefixLength))
    }
}

extension AddressBlock: CustomStringConvertible {
    public var description: String { "\(network)/\(prefixLength)" }
}
