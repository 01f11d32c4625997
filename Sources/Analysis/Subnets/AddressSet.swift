import Wire

/// Addresses of both families, whatever blocks and ranges they came in.
public struct AddressSet: Sendable {
    var ipv4 = SortedRanges<UInt32>()
    var ipv6 = SortedRanges<UInt128>()

    public init() {}

    public init(_ ranges: some Sequence<AddressRange>) {
        for range in ranges { insert(range) }
        normalize()
    }

    /// Adds addresses. Whoever has added all calls ``normalize()`` before anything is asked.
    public mutating func insert(_ range: AddressRange) {
        switch (range.first, range.last) {
        case (.v4(let first), .v4(let last)): ipv4.append(first.rawValue, last.rawValue)
        case (.v6(let first), .v6(let last)): ipv6.append(first.rawValue, last.rawValue)
        default: break
        }
    }

    /// Sorts, and merges what overlaps or touches.
    public mutating func normalize() {
        ipv4.normalize()
        ipv6.normalize()
    }

    public var isEmpty: Bool { ipv4.ranges.isEmpty && ipv6.ranges.isEmpty }
    public var ipv4Count: AddressCount { ipv4.count }
    public var ipv6Count: AddressCount { ipv6.count }

    /// The ranges that it is made of, from the lowest on, IPv4 first; no two touch.
    public var rangeCount: Int { ipv4.ranges.count + ipv6.ranges.count }

    public func range(at index: Int) -> AddressRange {
        if index < ipv4.ranges.count {
            let range = ipv4.ranges[index]
            return AddressRange(numbers: UInt128(range.first)...UInt128(range.last), isIPv6: false)
        }
        let range = ipv6.ranges[index - ipv4.ranges.count]
        return AddressRange(numbers: range.first...range.last, isIPv6: true)
    }

    public func contains(_ range: AddressRange) -> Bool {
        let numbers = range.numbers
        if range.isIPv6 { return ipv6.contains(numbers.lowerBound, numbers.upperBound) }
        return ipv4.contains(UInt32(numbers.lowerBound), UInt32(numbers.upperBound))
    }

    public func overlaps(_ range: AddressRange) -> Bool {
        let numbers = range.numbers
        if range.isIPv6 { return ipv6.overlaps(numbers.lowerBound, numbers.upperBound) }
        return ipv4.overlaps(UInt32(numbers.lowerBound), UInt32(numbers.upperBound))
    }

    public func intersection(_ other: AddressSet) -> AddressSet {
        var result = AddressSet()
        (result.ipv4, result.ipv6) = (ipv4.intersection(other.ipv4), ipv6.intersection(other.ipv6))
        return result
    }

    public func subtracting(_ other: AddressSet) -> AddressSet {
        var result = AddressSet()
        (result.ipv4, result.ipv6) = (ipv4.subtracting(other.ipv4), ipv6.subtracting(other.ipv6))
        return result
    }
}
