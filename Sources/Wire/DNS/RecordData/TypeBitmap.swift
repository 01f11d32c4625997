/// The types that a name has (RFC 4034 section 4.1.2): blocks of 256 types, each with its number, a length and a bit a
/// type, the first type in the highest bit. Before, one bitmap of at most 128 types (RFC 2535 section 5.2).
@usableFromInline
enum TypeBitmap {
    private static let longestBlock = 32
    private static let longestOldBitmap = 16

    /// - Throws: `truncated`, and what is wrong with a block: out of order, empty, too long, or ending with a zero.
    static func check(_ bytes: Span<UInt8>) throws(WireError) {
        var position = 0
        var last = -1
        while position < bytes.count {
            guard position + 2 <= bytes.count else { throw truncated(2, bytes.count - position, position) }
            let block = Int(bytes[position])
            let length = Int(bytes[position + 1])
            guard block > last else {
                throw WireError("DNS type bitmap", .badValue(field: "block", value: block), at: position)
            }
            guard (1...longestBlock).contains(length) else {
                let reason = WireError.Reason.badLength(
                    field: "length", value: length, minimum: 1, maximum: longestBlock)
                throw WireError("DNS type bitmap", reason, at: position + 1)
            }
            guard position + 2 + length <= bytes.count else {
                throw truncated(2 + length, bytes.count - position, position)
            }
            position += 2 + length
            guard bytes[position - 1] != 0 else {
                throw WireError("DNS type bitmap", .badValue(field: "last byte", value: 0), at: position - 1)
            }
            last = block
        }
    }

    private static func truncated(_ needed: Int, _ available: Int, _ place: Int) -> WireError {
        WireError("DNS type bitmap", .truncated(needed: needed, available: available), at: place)
    }

    static func checkOld(_ bytes: Span<UInt8>) throws(WireError) {
        guard (1...longestOldBitmap).contains(bytes.count) else {
            let reason = WireError.Reason.badLength(
                field: "length", value: bytes.count, minimum: 1, maximum: longestOldBitmap)
            throw WireError("DNS type bitmap", reason)
        }
        // The highest bit says that it is no bitmap but something else, which never came to be.
        guard bytes[0] & 0x80 == 0 else {
            throw WireError("DNS type bitmap", .badValue(field: "type 0", value: 1))
        }
    }

    /// The types in a bitmap that was checked; at most `limit`.
    @usableFromInline
    static func types(in bytes: Span<UInt8>, isOld: Bool, limit: Int = .max) -> [DNSType] {
        if isOld { return types(in: bytes, from: 0, limit) }
        var types: [DNSType] = []
        var position = 0
        while position + 2 <= bytes.count, types.count < limit {
            let block = UInt16(bytes[position]) << 8
            let bits = bytes.slice(at: position + 2, upTo: Int(bytes[position + 1]))
            types += Self.types(in: bits, from: block, limit - types.count)
            position += 2 + Int(bytes[position + 1])
        }
        return types
    }

    private static func types(in bits: Span<UInt8>, from first: UInt16, _ limit: Int) -> [DNSType] {
        bits.setBits(limit).map { DNSType(rawValue: first | UInt16($0)) }
    }

    /// The bitmap of these types; of the old kind nil where one is above 127, or none is there.
    static func bytes(of types: Set<DNSType>, isOld: Bool) -> [UInt8]? {
        let sorted = types.map(\.rawValue).sorted()
        if isOld {
            guard let last = sorted.last, last < 8 * UInt16(longestOldBitmap), sorted.first != 0 else { return nil }
            return bits(of: sorted)
        }
        var bytes: [UInt8] = []
        for block in Set(sorted.map { $0 >> 8 }).sorted() {
            let bits = bits(of: sorted.filter { $0 >> 8 == block }.map { $0 & 0xFF })
            bytes += [UInt8(block), UInt8(bits.count)] + bits
        }
        return bytes
    }

    private static func bits(of sorted: [UInt16]) -> [UInt8] {
        var bits = [UInt8](repeating: 0, count: Int(sorted.last ?? 0) / 8 + 1)
        for number in sorted { bits[Int(number / 8)] |= 0x80 >> UInt8(number % 8) }
        return bits
    }
}

extension Span where Element == UInt8 {
    /// The places of the bits that are set, counted from the highest of the first byte; at most `limit`.
    @usableFromInline
    func setBits(_ limit: Int = .max) -> [Int] {
        var places: [Int] = []
        for index in indices where self[index] != 0 {
            for bit in 0..<8 where self[index] & 0x80 >> UInt8(bit) != 0 {
                guard places.count < limit else { return places }
                places.append(8 * index + bit)
            }
        }
        return places
    }
}
