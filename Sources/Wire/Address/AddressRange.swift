/// Addresses of one family that follow each other, from the first to the last.
public struct AddressRange: Hashable, Sendable {
    public let first: IPAddress
    public let last: IPAddress

    /// Nil where the last comes before the first, or is of the other family.
    public init?(_ first: IPAddress, _ last: IPAddress) {
        guard first.isIPv6 == last.isIPv6, first <= last else { return nil }
        (self.first, self.last) = (first, last)
    }

    public init(_ block: AddressBlock) { (first, last) = (block.network, block.last) }

    /// Numbers of one family, in order.
    public init(numbers: ClosedRange<UInt128>, isIPv6: Bool) {
        first = IPAddress(number: numbers.lowerBound, isIPv6: isIPv6)
        last = IPAddress(number: numbers.upperBound, isIPv6: isIPv6)
    }

    public var isIPv6: Bool { first.isIPv6 }
    public var numbers: ClosedRange<UInt128> { first.number...last.number }
    public var count: AddressCount { AddressCount(numbers) }

    public func contains(_ other: AddressRange) -> Bool {
        isIPv6 == other.isIPv6 && first <= other.first && other.last <= last
    }

    public func overlaps(_ other: AddressRange) -> Bool {
        isIPv6 == other.isIPv6 && first <= other.last && other.first <= last
    }

    /// The fewest blocks that hold these addresses and no others, in order.
    public var blocks: AddressBlocks { AddressBlocks(self) }

    /// The one block that it is; nil where it takes several.
    public var block: AddressBlock? {
        var blocks = blocks
        guard let block = blocks.next(), block.last == last else { return nil }
        return block
    }
}

/// The blocks of a range, from the lowest to the highest.
public struct AddressBlocks: Sequence, IteratorProtocol, Sendable {
    private let isIPv6: Bool
    private let last: UInt128
    private var first: UInt128?

    init(_ range: AddressRange) {
        isIPv6 = range.isIPv6
        (first, last) = (range.numbers.lowerBound, range.numbers.upperBound)
    }

    public mutating func next() -> AddressBlock? {
        guard let start = first else { return nil }
        // The largest that begins here, and the largest that does not reach beyond the end.
        let (size, isAll) = (last - start).addingReportingOverflow(1)
        let fitting = isAll ? 128 : 127 - size.leadingZeroBitCount
        let hostBitCount = Swift.min(start.trailingZeroBitCount, fitting)
        let bitCount = isIPv6 ? IPv6Address.bitCount : IPv4Address.bitCount
        let end = start | (hostBitCount == 128 ? .max : (1 << UInt128(hostBitCount)) - 1)
        first = end < last ? end + 1 : nil
        return AddressBlock(IPAddress(number: start, isIPv6: isIPv6), prefixLength: bitCount - hostBitCount)
    }
}

/// How many addresses: 0 to 2^128, which is one more than fits into a number of 128 bits.
public struct AddressCount: Hashable, Sendable {
    /// The number, modulo 2^128.
    public private(set) var low: UInt128
    /// Whether it is 2^128: all of IPv6.
    public private(set) var isAll = false

    public init(_ count: UInt128 = 0) { low = count }

    public init(_ numbers: ClosedRange<UInt128>) {
        (low, isAll) = (numbers.upperBound - numbers.lowerBound).addingReportingOverflow(1)
    }

    /// The sum; 2^128 where it would be more.
    public static func += (left: inout AddressCount, right: AddressCount) {
        let (sum, isOver) = left.low.addingReportingOverflow(right.low)
        left.isAll = left.isAll || right.isAll || isOver
        left.low = left.isAll ? 0 : sum
    }

    /// The number as `Int`; nil where it is more than fits.
    public var exact: Int? { isAll ? nil : Int(exactly: low) }

    @inlinable
    public func write(to text: inout some TextOutput & ~Copyable) {
        if isAll { return text.append(text: "340282366920938463463374607431768211456") }
        text.append(decimal: low)
    }
}

extension AddressCount: Comparable, CustomStringConvertible {
    public static func < (left: AddressCount, right: AddressCount) -> Bool {
        left.isAll == right.isAll ? left.low < right.low : right.isAll
    }

    public var description: String {
        var text: [UInt8] = []
        write(to: &text)
        return String(decoding: text, as: UTF8.self)
    }
}

extension AddressRange: CustomStringConvertible {
    public var description: String { "\(first)-\(last)" }
}

extension IPAddress {
    /// The address as a number: of 32 bits, or of 128.
    @inlinable public var number: UInt128 {
        switch self {
        case .v4(let address): UInt128(address.rawValue)
        case .v6(let address): address.rawValue
        }
    }

    /// The address of this number; of IPv4's, the lowest 32 bits count.
    @inlinable
    public init(number: UInt128, isIPv6: Bool) {
        self =
            isIPv6
            ? .v6(IPv6Address(rawValue: number)) : .v4(IPv4Address(rawValue: UInt32(truncatingIfNeeded: number)))
    }
}

extension TextOutput where Self: ~Copyable {
    /// Appends the digits of a number.
    @inlinable
    public mutating func append(decimal value: UInt128) {
        if let small = UInt64(exactly: value) { return append(decimal: small) }
        let (high, low) = value.quotientAndRemainder(dividingBy: 10_000_000_000_000_000)
        append(decimal: high)
        append(decimal: UInt64(low), zeroPaddedTo: 16)
    }
}
