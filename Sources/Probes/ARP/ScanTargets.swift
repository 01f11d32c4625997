import Wire

/// Addresses to be asked for, numbered from 0, each once.
public struct ScanTargets: Sendable {
    private struct Run {
        var first: IPAddress
        var count: Int
        /// The number of its first address.
        var start: Int
    }

    /// In ascending order.
    private var runs: [Run] = []
    public private(set) var count = 0
    /// In which order they are asked; empty: in their own.
    private var order: [UInt32] = []

    /// - Parameters:
    ///   - ranges: first and last address of each, of one family; what is in several is asked for once.
    ///   - excluded: who is not asked: ourselves.
    public init(_ ranges: [(first: IPAddress, last: IPAddress)], excluding excluded: [IPAddress] = []) {
        var pieces = ranges
        for address in excluded {
            pieces = pieces.flatMap { Self.cut(address, out: $0) }
        }
        for range in pieces.sorted(by: { $0.first < $1.first }) {
            var first = range.first
            if let last = runs.last, last.first.isIPv6 == first.isIPv6,
                let end = last.first.advanced(by: UInt128(last.count - 1)), end >= first
            {
                guard range.last > end, let next = end.advanced(by: 1) else { continue }
                first = next
            }
            let length = Int(clamping: first.distance(to: range.last)) + 1
            runs.append(Run(first: first, count: length, start: count))
            count += length
        }
    }

    /// How many addresses a range has.
    public static func count(_ range: (first: IPAddress, last: IPAddress)) -> UInt128 {
        let (sum, overflow) = range.first.distance(to: range.last).addingReportingOverflow(1)
        return overflow ? .max : sum
    }

    private static func cut(
        _ address: IPAddress, out range: (first: IPAddress, last: IPAddress)
    ) -> [(first: IPAddress, last: IPAddress)] {
        guard address.isIPv6 == range.first.isIPv6, range.first <= address, address <= range.last else {
            return [range]
        }
        var pieces: [(first: IPAddress, last: IPAddress)] = []
        if range.first < address, let before = address.retreated() { pieces.append((range.first, before)) }
        if address < range.last, let after = address.advanced(by: 1) { pieces.append((after, range.last)) }
        return pieces
    }

    /// Has them asked by chance, the same for the same numbers.
    public mutating func shuffle(using random: inout some RandomNumberGenerator) {
        order = (0..<UInt32(count)).shuffled(using: &random)
    }

    func index(inOrder place: Int) -> Int { order.isEmpty ? place : Int(order[place]) }

    public subscript(index: Int) -> IPAddress {
        let run = runs[runs.lastPlace { $0.start <= index } ?? 0]
        return run.first.advanced(by: UInt128(index - run.start)) ?? run.first
    }

    /// The number of an address; nil where it is none of these.
    public func index(of address: IPAddress) -> Int? {
        guard let place = runs.lastPlace(where: { $0.first <= address }), runs[place].first.isIPv6 == address.isIPv6
        else { return nil }
        let distance = runs[place].first.distance(to: address)
        return distance < UInt128(runs[place].count) ? runs[place].start + Int(distance) : nil
    }
}

extension Array {
    /// The last element, of those in front, for which it is true.
    fileprivate func lastPlace(where isTrue: (Element) -> Bool) -> Int? {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isTrue(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? nil : low - 1
    }
}

extension IPAddress {
    fileprivate var number: UInt128 {
        switch self {
        case .v4(let address): UInt128(address.rawValue)
        case .v6(let address): address.rawValue
        }
    }

    /// How many steps it is to a later address of the family.
    fileprivate func distance(to other: IPAddress) -> UInt128 { other.number - number }

    /// Nil behind the last address of the family.
    fileprivate func advanced(by steps: UInt128) -> IPAddress? {
        let (sum, overflow) = number.addingReportingOverflow(steps)
        if isIPv6 { return overflow ? nil : .v6(IPv6Address(rawValue: sum)) }
        return UInt32(exactly: sum).map { .v4(IPv4Address(rawValue: $0)) }
    }

    fileprivate func retreated() -> IPAddress? {
        guard number > 0 else { return nil }
        return isIPv6
            ? .v6(IPv6Address(rawValue: number - 1))
            : .v4(IPv4Address(rawValue: UInt32(truncatingIfNeeded: number - 1)))
    }
}
