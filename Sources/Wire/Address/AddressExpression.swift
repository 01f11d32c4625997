/// Addresses as people write them.
///
/// | form | is |
/// |---|---|
/// | `10.0.0.1`, `2001:db8::1` | an address |
/// | `167772161`, `0x0a000001` | the same as a number; of IPv6 from 2^32, or nine hexadecimal digits, on |
/// | `10.0.0.1/8`, `2001:db8::1/32` | an address and the prefix of its subnet |
/// | `10.0.0.1/255.0.0.0`, `10.0.0.1 255.0.0.0` | the same with a mask |
/// | `10.0.0.1/0.255.255.255`, `10.0.0.1 0.255.255.255` | the same with a wildcard, the mask upside down |
/// | `10.0.0.1-10.0.0.9`, `10.0.0.1 - 10.0.0.9`, `10.0.0.1-9` | a range |
public enum AddressExpression: Hashable, Sendable {
    case address(IPAddress)
    /// The address may have host bits; the length fits its family.
    case block(IPAddress, prefixLength: Int)
    case range(AddressRange)

    /// - Throws: what is wrong with the text; spaces around it are not.
    @inlinable
    public init(parsing text: Span<UInt8>) throws(AddressTextError) {
        var reader = AddressTextReader(text)
        guard let expression = reader.expression() else { throw AddressTextError(diagnosing: text) }
        self = expression
    }

    public init(_ text: String) throws(AddressTextError) { try self.init(parsing: text.utf8Span.span) }

    /// All its addresses: of an address with a prefix, those of the subnet.
    public var range: AddressRange {
        switch self {
        case .address(let address): AddressRange(numbers: address.number...address.number, isIPv6: address.isIPv6)
        case .block(let address, let length): AddressRange(address, prefixLength: length)
        case .range(let range): range
        }
    }

    /// The subnet, of an address alone the block that it makes; nil where it is a range that takes several.
    public var block: AddressBlock? {
        switch self {
        case .address(let address): AddressBlock(address, prefixLength: address.bitCount)
        case .block(let address, let length): AddressBlock(address, prefixLength: length)
        case .range(let range): range.block
        }
    }
}

extension AddressRange {
    /// The subnet with a prefix that fits the family.
    @inlinable
    init(_ address: IPAddress, prefixLength: Int) {
        let hostBitCount = address.bitCount &- prefixLength
        let mask: UInt128 = hostBitCount == 128 ? .max : (1 << UInt128(hostBitCount)) &- 1
        let number = address.number
        self.init(numbers: number & ~mask...number | mask, isIPv6: address.isIPv6)
    }
}

/// Reads one expression; what is wrong is found out only where something is.
@usableFromInline
struct AddressTextReader: ~Escapable {
    @usableFromInline let text: Span<UInt8>
    @usableFromInline var place = 0
    @usableFromInline var end: Int

    @inlinable
    @_lifetime(copy text)
    init(_ text: Span<UInt8>) {
        self.text = text
        end = text.count
        while end > 0, text[end &- 1].isBlankOrLineEnd { end &-= 1 }
        skipBlanks()
    }

    @inlinable
    mutating func expression() -> AddressExpression? {
        guard let (address, isPlainNumber) = address() else { return nil }
        if place == end { return .address(address) }
        if text[place] == UInt8(ascii: "/") {
            place &+= 1
            guard !isPlainNumber || address.number > 0xFF, let length = suffix(of: address), place == end else {
                return nil
            }
            return .block(address, prefixLength: length)
        }
        return rangeOrMask(address)
    }

    /// What stands behind the first address, other than a slash.
    @usableFromInline
    mutating func rangeOrMask(_ address: IPAddress) -> AddressExpression? {
        let hasBlank = text[place].isBlank
        skipBlanks()
        if text[place] == UInt8(ascii: "-") {
            place &+= 1
            skipBlanks()
            return last(after: address).flatMap { place == end ? AddressRange(address, $0) : nil }.map { .range($0) }
        }
        guard hasBlank, let length = maskLength(of: address), place == end else { return nil }
        return .block(address, prefixLength: length)
    }

    @inlinable
    mutating func skipBlanks() {
        while place < end, text[place].isBlank { place &+= 1 }
    }

    @inlinable
    mutating func address() -> (IPAddress, isPlainNumber: Bool)? {
        if let address = IPAddress(reading: text, at: &place) { return (address, false) }
        return number().map { ($0, true) }
    }

    /// The prefix behind a slash: its length, a mask or a wildcard.
    @inlinable
    mutating func suffix(of address: IPAddress) -> Int? {
        let start = place
        var length = 0
        while place < end, place &- start < 4, let digit = text[place].decimalValue {
            length = length &* 10 &+ Int(digit)
            place &+= 1
        }
        if place == end { return place > start && length <= address.bitCount ? length : nil }
        place = start
        return maskLength(of: address)
    }

    /// How many bits a mask, or a wildcard, leaves to the network.
    @usableFromInline
    mutating func maskLength(of address: IPAddress) -> Int? {
        guard let mask = IPAddress(reading: text, at: &place), mask.isIPv6 == address.isIPv6 else { return nil }
        return mask.maskLength
    }

    /// The end of a range: an address, or the last number of an IPv4 address.
    private mutating func last(after first: IPAddress) -> IPAddress? {
        let start = place
        guard let (address, isPlainNumber) = address() else { return nil }
        guard isPlainNumber, address.number <= 0xFF, case .v4(let first) = first, !text.holds(0x30, at: start) else {
            return address
        }
        return .v4(IPv4Address(rawValue: first.rawValue & ~0xFF | UInt32(address.number)))
    }

    /// A decimal number, or a hexadecimal one with `0x`.
    @usableFromInline
    mutating func number() -> IPAddress? {
        let isHex = text.holds(0x30, at: place) && (text.holds(0x78, at: place + 1) || text.holds(0x58, at: place + 1))
        let start = isHex ? place + 2 : place
        var value: UInt128 = 0
        var index = start
        while index < end, let digit = isHex ? text[index].hexDigitValue : text[index].decimalValue.map(UInt8.init) {
            let (product, isOver) = value.multipliedReportingOverflow(by: isHex ? 16 : 10)
            let (sum, isMore) = product.addingReportingOverflow(UInt128(digit))
            guard !isOver, !isMore else { return nil }
            value = sum
            index += 1
        }
        guard index > start else { return nil }
        place = index
        let isIPv6 = isHex && index - start > 8 || value > UInt128(UInt32.max)
        return IPAddress(number: value, isIPv6: isIPv6)
    }
}

extension IPAddress {
    /// How many bits a mask, or its inverse, leaves to the network; nil where its ones are not all at one end. Only
    /// zeros are the mask of everything, only ones that of a single address.
    public var maskLength: Int? {
        switch self {
        case .v4(let mask): Self.maskLength(mask.rawValue)
        case .v6(let mask): Self.maskLength(mask.rawValue)
        }
    }

    private static func maskLength<Bits: FixedWidthInteger>(_ mask: Bits) -> Int? {
        let ones = (~mask).leadingZeroBitCount
        // Shifted by all its bits, a number is 0.
        if mask == Bits.max << (Bits.bitWidth - ones) { return ones }
        return mask & (mask &+ 1) == 0 ? mask.leadingZeroBitCount : nil
    }
}
