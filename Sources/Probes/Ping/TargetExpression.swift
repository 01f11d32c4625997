import Wire

/// What a user can name as targets: an address, a block, a range, or a name for the resolver.
public enum TargetExpression: Hashable, Sendable {
    /// One address, with the zone that followed `%`.
    case address(IPAddress, zone: String?)
    /// The hosts of a block, or the addresses of a range, first and last included.
    case range(first: IPAddress, last: IPAddress)
    case name(String)

    /// What is wrong with a target's text.
    public struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
        public let description: String

        init(_ description: String) { self.description = description }
    }

    /// The most addresses that one expression may stand for.
    public static let maximumCount = 1 << 20

    /// Understands `ADDRESS[%ZONE]`, `inet_aton` shorthands, `BLOCK/LENGTH`, `FIRST-LAST` and `FIRST-N` (the last part
    /// of the address); everything else that could be one is a name.
    public init(_ text: String) throws(Failure) {
        if let address = Self.address(text) {
            self = address
        } else if text.contains("/") {
            self = try Self.block(text)
        } else if let range = try Self.range(text) {
            self = range
        } else {
            guard !text.isEmpty, text.utf8.count <= 255, text.unicodeScalars.allSatisfy(Self.mayStandInName) else {
                throw Failure("not a host, address, block or range")
            }
            self = .name(text)
        }
    }

    private static func mayStandInName(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value > 0x20 && scalar.value != 0x7F && !(0x80...0x9F).contains(scalar.value)
    }

    private static func address(_ text: String) -> TargetExpression? {
        let parts = text.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 2 {
            guard let address = IPv6Address(parts[0]), !parts[1].isEmpty else { return nil }
            return .address(.v6(address), zone: String(parts[1]))
        }
        if let address = IPAddress(text) ?? IPv4Address(classic: text).map(IPAddress.v4) {
            return .address(address, zone: nil)
        }
        return nil
    }

    private static func block(_ text: String) throws(Failure) -> TargetExpression {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let base = IPAddress(parts[0]) ?? IPv4Address(classic: parts[0]).map(IPAddress.v4)
        guard let base, let length = prefixLength(parts[1]), let block = AddressBlock(base, prefixLength: length) else {
            throw Failure("not an address block: ADDRESS/LENGTH, with a length of 0...32 or 0...128")
        }
        return try hosts(of: block)
    }

    private static func prefixLength(_ text: Substring) -> Int? {
        text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
    }

    /// Network and broadcast address are left out of an IPv4 block that has both.
    private static func hosts(of block: AddressBlock) throws(Failure) -> TargetExpression {
        try check(hostBits: block.hostBitCount)
        guard case .v4(let first) = block.network, case .v4(let last) = block.last, block.prefixLength <= 30 else {
            return .range(first: block.network, last: block.last)
        }
        return .range(
            first: .v4(IPv4Address(rawValue: first.rawValue + 1)), last: .v4(IPv4Address(rawValue: last.rawValue - 1)))
    }

    private static func check(hostBits: Int) throws(Failure) {
        guard hostBits <= 20 else { throw Failure("more than \(maximumCount) addresses") }
    }

    private static func range(_ text: String) throws(Failure) -> TargetExpression? {
        let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let first = IPAddress(parts[0]) else { return nil }
        guard let last = IPAddress(parts[1]) ?? lastPart(parts[1], after: first), last.isIPv6 == first.isIPv6 else {
            throw Failure("not a range: FIRST-LAST, two addresses of one family")
        }
        guard first <= last else { throw Failure("an empty range: \(first) is above \(last)") }
        guard distance(first, last) < UInt128(maximumCount) else {
            throw Failure("more than \(maximumCount) addresses")
        }
        return .range(first: first, last: last)
    }

    /// `10.0.0.1-20`: an address with its last byte, or group, replaced.
    private static func lastPart(_ text: some StringProtocol, after first: IPAddress) -> IPAddress? {
        switch first {
        case .v4(let address):
            UInt8(text).map { .v4(IPv4Address(rawValue: address.rawValue & ~0xFF | UInt32($0))) }
        case .v6(let address):
            UInt16(text, radix: 16).map { .v6(IPv6Address(rawValue: address.rawValue & ~0xFFFF | UInt128($0))) }
        }
    }

    private static func distance(_ first: IPAddress, _ last: IPAddress) -> UInt128 {
        switch (first, last) {
        case (.v4(let first), .v4(let last)): UInt128(last.rawValue - first.rawValue)
        case (.v6(let first), .v6(let last)): last.rawValue - first.rawValue
        default: 0
        }
    }

    /// The addresses of a range, in order.
    public static func addresses(from first: IPAddress, through last: IPAddress) -> [IPAddress] {
        switch (first, last) {
        case (.v4(let first), .v4(let last)) where first <= last:
            (first.rawValue...last.rawValue).map { .v4(IPv4Address(rawValue: $0)) }
        case (.v6(let first), .v6(let last)) where first <= last:
            (0...UInt32(truncatingIfNeeded: last.rawValue - first.rawValue)).map {
                .v6(IPv6Address(rawValue: first.rawValue + UInt128($0)))
            }
        default: []
        }
    }
}
