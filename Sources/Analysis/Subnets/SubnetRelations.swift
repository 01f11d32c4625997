import Wire

/// Two hosts, each with the prefix that it believes in, and whether each takes the other for a neighbour.
public struct SameSubnet: Hashable, Sendable {
    public let first: IPAddress
    public let second: IPAddress
    /// The subnets that they think they are in.
    public let firstBlock: AddressBlock
    public let secondBlock: AddressBlock

    /// Nil where they are of two families, or a prefix does not fit.
    public init?(_ first: IPAddress, _ firstLength: Int, _ second: IPAddress, _ secondLength: Int) {
        guard first.isIPv6 == second.isIPv6, let firstBlock = AddressBlock(first, prefixLength: firstLength),
            let secondBlock = AddressBlock(second, prefixLength: secondLength)
        else { return nil }
        (self.first, self.second) = (first, second)
        (self.firstBlock, self.secondBlock) = (firstBlock, secondBlock)
    }

    /// Whether the first asks for the second itself, and not for its gateway.
    public var firstSeesSecond: Bool { firstBlock.contains(second) }
    public var secondSeesFirst: Bool { secondBlock.contains(first) }
    /// Whether both take the other for a neighbour.
    public var isSame: Bool { firstSeesSecond && secondSeesFirst }

    /// How many bits the two have in common, from the left.
    public var commonBitCount: Int {
        (first.number ^ second.number).leadingZeroBitCount - (128 - first.bitCount)
    }
}

/// Which of many ranges share addresses.
public enum Overlaps {
    /// Of each range that has an address in common with one before it, in order of their first addresses, itself and
    /// the one that reaches furthest of those before.
    public static func find(in ranges: [AddressRange]) -> [(first: AddressRange, second: AddressRange)] {
        let sorted = ranges.sorted { $0.first == $1.first ? $0.last > $1.last : $0.first < $1.first }
        var pairs: [(first: AddressRange, second: AddressRange)] = []
        var furthest: AddressRange?
        for range in sorted {
            if let before = furthest, before.overlaps(range) { pairs.append((before, range)) }
            if furthest.map({ $0.last < range.last }) ?? true { furthest = range }
        }
        return pairs
    }
}
