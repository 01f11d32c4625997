/// An address of either family.
public enum IPAddress: Hashable, Sendable {
    case v4(IPv4Address)
    case v6(IPv6Address)

    /// Strict text of either family, without a zone.
    @inlinable public init?(_ text: some StringProtocol) {
        if let address = IPv4Address(text) {
            self = .v4(address)
        } else if let address = IPv6Address(text) {
            self = .v6(address)
        } else {
            return nil
        }
    }

    @inlinable public var isIPv6: Bool { if case .v6 = self { true } else { false } }

    @inlinable public var isLoopback: Bool {
        switch self {
        case .v4(let address): address.isLoopback
        case .v6(let address): address.isLoopback
        }
    }

    @inlinable public var isMulticast: Bool {
        switch self {
        case .v4(let address): address.isMulticast
        case .v6(let address): address.isMulticast
        }
    }

    @inlinable public var isLinkLocal: Bool {
        switch self {
        case .v4(let address): address.isLinkLocal
        case .v6(let address): address.isLinkLocal
        }
    }

    /// The number of bits: 32 or 128.
    @inlinable public var bitCount: Int { isIPv6 ? IPv6Address.bitCount : IPv4Address.bitCount }

    /// Appends the address as text.
    @inlinable
    public func write(to text: inout some TextOutput & ~Copyable) {
        switch self {
        case .v4(let address): address.write(to: &text)
        case .v6(let address): address.write(to: &text)
        }
    }
}

extension IPAddress: Comparable, CustomStringConvertible {
    /// IPv4 sorts before IPv6, and each family by number.
    @inlinable public static func < (left: IPAddress, right: IPAddress) -> Bool {
        switch (left, right) {
        case (.v4(let left), .v4(let right)): left < right
        case (.v6(let left), .v6(let right)): left < right
        case (.v4, .v6): true
        case (.v6, .v4): false
        }
    }

    public var description: String {
        switch self {
        case .v4(let address): address.description
        case .v6(let address): address.description
        }
    }
}

extension Span where Element == UInt8 {
    /// The IPv4 address at `offset`.
    @inlinable @inline(__always) public func ipv4Address(at offset: Int) -> IPv4Address {
        IPv4Address(rawValue: uint32(at: offset))
    }
    /// The IPv6 address at `offset`.
    @inlinable @inline(__always) public func ipv6Address(at offset: Int) -> IPv6Address {
        IPv6Address(rawValue: uint128(at: offset))
    }
    /// The MAC address at `offset`.
    @inlinable public func macAddress(at offset: Int) -> MACAddress { MACAddress(rawValue: uint48(at: offset)) }
}
