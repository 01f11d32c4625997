/// The items of an APL record (RFC 3123): each a family, a prefix length, a negation, and the bytes of the address
/// without the zeros at its end.
///
///     +-----------------------------------+
///     |          ADDRESSFAMILY            |
///     |      PREFIX     |N|  AFDLENGTH    |
///     |            AFDPART ...            |
///     +-----------------------------------+
@usableFromInline
enum AddressPrefixes {
    @usableFromInline static let fixedByteCount = 4

    /// An item, with the bytes of its address.
    @usableFromInline
    struct Item: ~Escapable {
        @usableFromInline let family: UInt16
        @usableFromInline let prefixLength: UInt8
        @usableFromInline let isNegated: Bool
        @usableFromInline let address: Span<UInt8>

        @_lifetime(copy bytes)
        init(at place: Int, in bytes: Span<UInt8>) {
            family = bytes.uint16(at: place)
            prefixLength = bytes[place + 2]
            isNegated = bytes[place + 3] & 0x80 != 0
            address = bytes.slice(at: place + fixedByteCount, upTo: Int(bytes[place + 3] & 0x7F))
        }

        /// How many bytes an address of the family has; nil for a family that is not known.
        var addressByteCount: Int? { family == 1 ? 4 : family == 2 ? 16 : nil }
    }

    /// How many bytes the item at `place` has; nil where the data ends before it does.
    @usableFromInline
    static func byteCount(at place: Int, in bytes: Span<UInt8>) -> Int? {
        guard place + fixedByteCount <= bytes.count else { return nil }
        let count = fixedByteCount + Int(bytes[place + 3] & 0x7F)
        return place + count <= bytes.count ? count : nil
    }

    /// The item at `place`, which was checked.
    @usableFromInline
    @_lifetime(copy bytes)
    static func item(at place: Int, in bytes: Span<UInt8>) -> Item {
        Item(at: place, in: bytes)
    }

    /// - Throws: `truncated`; `badValue` and `badLength` for a family, a prefix and an address that can't be.
    static func check(_ bytes: Span<UInt8>) throws(WireError) {
        var position = 0
        while position < bytes.count {
            guard let count = byteCount(at: position, in: bytes) else {
                let needed =
                    bytes.count - position < fixedByteCount
                    ? fixedByteCount : fixedByteCount + Int(bytes[position + 3] & 0x7F)
                throw WireError("APL", .truncated(needed: needed, available: bytes.count - position), at: position)
            }
            let item = item(at: position, in: bytes)
            guard let longest = item.addressByteCount else {
                throw WireError("APL", .badValue(field: "address family", value: Int(item.family)), at: position)
            }
            guard Int(item.prefixLength) <= 8 * longest else {
                throw length("prefix length", Int(item.prefixLength), 8 * longest, position + 2)
            }
            guard item.address.count <= longest else {
                throw length("address length", item.address.count, longest, position + 3)
            }
            guard item.address.count == 0 || item.address[item.address.count - 1] != 0 else {
                throw WireError("APL", .badValue(field: "last byte", value: 0), at: position + count - 1)
            }
            position += count
        }
    }

    private static func length(_ field: StaticText, _ value: Int, _ maximum: Int, _ place: Int) -> WireError {
        WireError("APL", .badLength(field: field, value: value, minimum: 0, maximum: maximum), at: place)
    }

    /// Appends an item as it is written: `!1:192.0.2.0/24`.
    static func write(_ item: borrowing Item, to text: inout some TextOutput & ~Copyable) {
        if item.isNegated { text.append(UInt8(ascii: "!")) }
        text.append(decimal: UInt64(item.family))
        text.append(UInt8(ascii: ":"))
        let leading = EDNSOption.leading(item.address)
        if item.family == 1 {
            IPv4Address(rawValue: UInt32(truncatingIfNeeded: leading >> 96)).write(to: &text)
        } else {
            IPv6Address(rawValue: leading).write(to: &text)
        }
        text.append(UInt8(ascii: "/"))
        text.append(decimal: UInt64(item.prefixLength))
    }

    /// The bytes of an item that is written so; nil where it can't be understood.
    static func bytes(of text: String) -> [UInt8]? {
        let isNegated = text.hasPrefix("!")
        let parts = text.dropFirst(isNegated ? 1 : 0).split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let family = UInt16(parts[0]) else { return nil }
        let halves = parts[1].split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count == 2, let prefix = UInt8(halves[1]) else { return nil }
        var address: [UInt8]
        switch family {
        case 1:
            guard prefix <= 32, let value = IPv4Address(halves[0]) else { return nil }
            address = [UInt8](bigEndian: value.rawValue)
        case 2:
            guard prefix <= 128, let value = IPv6Address(halves[0]) else { return nil }
            address = [UInt8](bigEndian: value.rawValue)
        default: return nil
        }
        while address.last == 0 { address.removeLast() }
        let negation: UInt8 = isNegated ? 0x80 : 0
        return [UInt8](bigEndian: family) + [prefix, negation | UInt8(address.count)] + address
    }
}
