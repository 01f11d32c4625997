import Wire

/// Subnets for numbers of hosts, cut from one block: variable length subnet masks (RFC 1878).
public struct SubnetPlan: Sendable {
    public struct Subnet: Hashable, Sendable {
        /// What was asked for.
        public let hosts: UInt128
        public let block: AddressBlock
    }

    /// In the order in which they were asked for.
    public let subnets: [Subnet]
    /// What is left of the block.
    public let free: AddressSet

    /// The largest come first in the block, so that all fit if any order does; nil where they don't fit.
    public init?(_ block: AddressBlock, hosts wanted: [UInt128]) {
        var places = [AddressBlock?](repeating: nil, count: wanted.count)
        var next: UInt128? = block.network.number
        let last = block.last.number
        for index in wanted.indices.sorted(by: { wanted[$0] > wanted[$1] }) {
            guard let start = next, let bits = Self.hostBitCount(for: wanted[index], isIPv6: block.isIPv6),
                bits <= block.hostBitCount, start <= last,
                let subnet = AddressBlock(
                    IPAddress(number: start, isIPv6: block.isIPv6), prefixLength: block.network.bitCount - bits)
            else { return nil }
            places[index] = subnet
            let end = subnet.last.number
            next = end == .max ? nil : end + 1
        }
        subnets = zip(wanted, places).compactMap { wanted, place in
            place.map { Subnet(hosts: wanted, block: $0) }
        }
        let used = AddressSet(subnets.map { AddressRange($0.block) })
        free = AddressSet([AddressRange(block)]).subtracting(used)
    }

    /// The host bits of the smallest subnet with so many hosts.
    private static func hostBitCount(for hosts: UInt128, isIPv6: Bool) -> Int? {
        let most = isIPv6 ? 128 : 32
        return (0...most).first { bits in
            let address = IPAddress(number: 0, isIPv6: isIPv6)
            guard let block = AddressBlock(address, prefixLength: most - bits) else { return false }
            return block.hosts.count >= AddressCount(hosts)
        }
    }
}

extension AddressBlock {
    /// The blocks of a longer prefix that it is made of, in order.
    public func subnets(prefixLength: Int) -> Subnets? {
        guard (self.prefixLength...network.bitCount).contains(prefixLength) else { return nil }
        return Subnets(self, prefixLength)
    }

    /// The smallest block that holds all of these; nil where there are none, or of both families.
    public static func supernet(of ranges: some Collection<AddressRange>) -> AddressBlock? {
        guard let family = ranges.first?.isIPv6, ranges.allSatisfy({ $0.isIPv6 == family }) else { return nil }
        let first = ranges.map(\.first).min() ?? IPAddress(number: 0, isIPv6: family)
        let last = ranges.map(\.last).max() ?? first
        let common = (first.number ^ last.number).leadingZeroBitCount - (128 - first.bitCount)
        return AddressBlock(first, prefixLength: common)
    }
}

/// The equal parts of a block.
public struct Subnets: Sequence, IteratorProtocol, Sendable {
    private let block: AddressBlock
    private let prefixLength: Int
    private var number: UInt128?

    fileprivate init(_ block: AddressBlock, _ prefixLength: Int) {
        (self.block, self.prefixLength) = (block, prefixLength)
        number = block.network.number
    }

    public mutating func next() -> AddressBlock? {
        guard let start = number else { return nil }
        let address = IPAddress(number: start, isIPv6: block.isIPv6)
        guard let subnet = AddressBlock(address, prefixLength: prefixLength) else { return nil }
        let end = subnet.last
        number = end < block.last ? end.number + 1 : nil
        return subnet
    }
}
