// Addresses that stand in others, and what else the bits of an address tell.

/// An IPv4 address within one of IPv6, by the form of the latter.
public enum EmbeddedAddress: Hashable, Sendable {
    /// ::ffff:0:0/96 (RFC 4291 section 2.5.5.2).
    case mapped(IPv4Address)
    /// ::/96, deprecated (RFC 4291 section 2.5.5.1).
    case compatible(IPv4Address)
    /// 64:ff9b::/96 (RFC 6052 section 2.1).
    case nat64(IPv4Address)
    /// 64:ff9b:1::/48, read as a prefix of 48 bits (RFC 8215, RFC 6052 section 2.2).
    case localNAT64(IPv4Address)
    /// The router's, in 2002::/16 (RFC 3056 section 2).
    case sixToFour(IPv4Address)
    /// Server, and the client as it is seen behind its NAT, in 2001::/32 (RFC 4380 section 4).
    case teredo(server: IPv4Address, client: IPv4Address, port: UInt16, flags: UInt16)
    /// The interface identifier of ISATAP (RFC 5214 section 6.1).
    case isatap(IPv4Address)

    public init?(_ address: IPv6Address) {
        let number = address.rawValue
        let low = IPv4Address(rawValue: UInt32(truncatingIfNeeded: number))
        switch number >> 96 {
        case 0 where number >> 32 == 0xFFFF: self = .mapped(low)
        case 0 where number >> 32 == 0 && number > 0xFFFF: self = .compatible(low)
        case 0x0064_FF9B where number >> 32 & 0xFFFF_FFFF_FFFF_FFFF == 0: self = .nat64(low)
        case 0x2001_0000: self = Self.teredo(number)
        case _ where number >> 80 == 0x0064_FF9B_0001: self = .localNAT64(Self.split(number))
        case _ where number >> 112 == 0x2002:
            self = .sixToFour(IPv4Address(rawValue: UInt32(truncatingIfNeeded: number >> 80)))
        case _ where number >> 32 & 0xFDFF_FFFF == 0x0000_5EFE: self = .isatap(low)
        default: return nil
        }
    }

    private static func teredo(_ number: UInt128) -> EmbeddedAddress {
        // Port and client are written upside down, so that no NAT translates them on the way.
        .teredo(
            server: IPv4Address(rawValue: UInt32(truncatingIfNeeded: number >> 64)),
            client: IPv4Address(rawValue: ~UInt32(truncatingIfNeeded: number)),
            port: ~UInt16(truncatingIfNeeded: number >> 32), flags: UInt16(truncatingIfNeeded: number >> 48))
    }

    /// Two bytes before the eight bits that are always zero, and two behind them.
    private static func split(_ number: UInt128) -> IPv4Address {
        let high = UInt32(truncatingIfNeeded: number >> 64) & 0xFFFF
        return IPv4Address(rawValue: high << 16 | UInt32(truncatingIfNeeded: number >> 40) & 0xFFFF)
    }

    /// The address in it: of Teredo, the client's.
    public var address: IPv4Address {
        switch self {
        case .mapped(let address), .compatible(let address), .nat64(let address), .localNAT64(let address),
            .sixToFour(let address), .isatap(let address):
            address
        case .teredo(_, let client, _, _): client
        }
    }

    /// In a word.
    public var kind: String {
        switch self {
        case .mapped: "mapped"
        case .compatible: "compatible"
        case .nat64, .localNAT64: "nat64"
        case .sixToFour: "6to4"
        case .teredo: "teredo"
        case .isatap: "isatap"
        }
    }
}

extension IPv6Address {
    /// The MAC address that the interface identifier was made of (RFC 4291 appendix A); nil where it has none.
    public var hardwareAddress: MACAddress? {
        let identifier = UInt64(truncatingIfNeeded: rawValue)
        guard identifier >> 24 & 0xFFFF == 0xFFFE, !isMulticast else { return nil }
        return MACAddress(rawValue: ((identifier >> 40) << 24 | identifier & 0xFF_FFFF) ^ 0x0200_0000_0000)
    }

    /// An IPv4 address as IPv6 has it: ::ffff:192.0.2.1.
    public init(mapping address: IPv4Address) { self.init(rawValue: 0xFFFF << 32 | UInt128(address.rawValue)) }
}

/// How far packets to a group go (RFC 7346 section 2, RFC 2365 section 6, RFC 5771).
public enum MulticastScope: String, Hashable, Sendable {
    case interfaceLocal = "interface-local"
    case linkLocal = "link-local"
    case realmLocal = "realm-local"
    case adminLocal = "admin-local"
    case siteLocal = "site-local"
    case organizationLocal = "organization-local"
    case global
    case reserved, unassigned

    /// Nil where the address is no group's.
    public init?(_ address: IPAddress) {
        guard address.isMulticast else { return nil }
        switch address {
        case .v4(let address): self = Self.scope(address.rawValue)
        case .v6(let address): self = Self.scope(UInt8(truncatingIfNeeded: address.rawValue >> 112 & 0xF))
        }
    }

    private static func scope(_ number: UInt32) -> MulticastScope {
        if number >> 8 == 0xE0_0000 { return .linkLocal }
        guard number >> 24 == 239 else { return .global }
        if number >> 16 == 0xEFFF { return .siteLocal }
        return number >> 18 == 0x3BF0 ? .organizationLocal : .unassigned
    }

    private static func scope(_ number: UInt8) -> MulticastScope {
        switch number {
        case 1: .interfaceLocal
        case 2: .linkLocal
        case 3: .realmLocal
        case 4: .adminLocal
        case 5: .siteLocal
        case 8: .organizationLocal
        case 0xE: .global
        case 0, 0xF: .reserved
        default: .unassigned
        }
    }
}
