/// Where a host is (RFC 1876): on the ground in thousandths of a second of arc, in height above a level 100 km below
/// the sea in centimetres, and how large it is and how sure that is.
///
///     |        VERSION        |         SIZE          |
///     |       HORIZ PRE       |       VERT PRE        |
///     |                   LATITUDE                    |
///     |                   LONGITUDE                   |
///     |                   ALTITUDE                    |
@usableFromInline
struct DNSLocation: Hashable {
    static let byteCount = 16
    /// The equator, and the prime meridian.
    private static let middle: Int64 = 1 << 31
    private static let secondOfArc: Int64 = 1000
    private static let degree = 3600 * secondOfArc
    private static let seaLevel: Int64 = 10_000_000

    var size: UInt8
    var horizontalPrecision: UInt8
    var verticalPrecision: UInt8
    var latitude: UInt32
    var longitude: UInt32
    var altitude: UInt32

    /// - Throws: `badValue` for another version than 0, a digit above 9, and a place that is not on the Earth.
    static func check(_ bytes: Span<UInt8>) throws(WireError) {
        guard bytes[0] == 0 else { throw WireError("LOC", .badValue(field: "version", value: Int(bytes[0]))) }
        for index in 1...3 where bytes[index] >> 4 > 9 || bytes[index] & 0xF > 9 {
            throw WireError("LOC", .badValue(field: "size", value: Int(bytes[index])), at: index)
        }
        for (place, limit) in [(4, 90 * degree), (8, 180 * degree)] {
            let value = Int64(bytes.uint32(at: place)) - middle
            guard value.magnitude <= limit.magnitude else {
                throw WireError("LOC", .badValue(field: "angle", value: Int(value)), at: place)
            }
        }
    }

    /// From bytes that were checked.
    init(_ bytes: Span<UInt8>) {
        (size, horizontalPrecision, verticalPrecision) = (bytes[1], bytes[2], bytes[3])
        latitude = bytes.uint32(at: 4)
        longitude = bytes.uint32(at: 8)
        altitude = bytes.uint32(at: 12)
    }

    /// Whether no length is zero in another way than the shortest one: written, they are the same.
    var isShortest: Bool {
        [size, horizontalPrecision, verticalPrecision].allSatisfy { $0 == 0 || $0 >> 4 > 0 }
    }

    var bytes: [UInt8] {
        [0, size, horizontalPrecision, verticalPrecision]
            + [latitude, longitude, altitude].flatMap { [UInt8](bigEndian: $0) }
    }

    func write(to text: inout some TextOutput & ~Copyable) {
        Self.write(angle: latitude, positive: "N", negative: "S", to: &text)
        text.append(UInt8(ascii: " "))
        Self.write(angle: longitude, positive: "E", negative: "W", to: &text)
        text.append(UInt8(ascii: " "))
        Self.write(centimetres: Int64(altitude) - Self.seaLevel, to: &text)
        for length in [size, horizontalPrecision, verticalPrecision] {
            text.append(UInt8(ascii: " "))
            Self.write(length: length, to: &text)
        }
    }

    private static func write(
        angle: UInt32, positive: String, negative: String, to text: inout some TextOutput & ~Copyable
    ) {
        let value = Int64(angle) - middle
        let rest = UInt64(value.magnitude)
        text.append(decimal: rest / UInt64(degree))
        text.append(UInt8(ascii: " "))
        text.append(decimal: rest / 60_000 % 60)
        text.append(UInt8(ascii: " "))
        text.append(decimal: rest / 1000 % 60)
        text.append(UInt8(ascii: "."))
        text.append(decimal: rest % 1000, zeroPaddedTo: 3)
        text.append(UInt8(ascii: " "))
        text.append(text: value < 0 ? negative : positive)
    }

    private static func write(centimetres: Int64, to text: inout some TextOutput & ~Copyable) {
        if centimetres < 0 { text.append(UInt8(ascii: "-")) }
        text.append(decimal: UInt64(centimetres.magnitude / 100))
        text.append(UInt8(ascii: "."))
        text.append(decimal: UInt64(centimetres.magnitude % 100), zeroPaddedTo: 2)
        text.append(UInt8(ascii: "m"))
    }

    /// A digit and how many zeros follow it, in centimetres.
    private static func write(length: UInt8, to text: inout some TextOutput & ~Copyable) {
        let centimetres = (0..<length & 0xF).reduce(UInt64(length >> 4)) { value, _ in value * 10 }
        guard centimetres > 0, length & 0xF >= 2 else { return write(centimetres: Int64(centimetres), to: &text) }
        text.append(decimal: centimetres / 100)
        text.append(UInt8(ascii: "m"))
    }
}

extension DNSLocation {
    /// From words as they are written: `51 30 12.748 N 0 7 39.695 W 0.00m 1m 10000m 10m`, of which minutes, seconds and
    /// the lengths behind the altitude may be left out. Nil where they can't be understood.
    init?(_ words: [String]) {
        var rest = words[...]
        guard let latitude = Self.angle(&rest, positive: "N", negative: "S", degrees: 90),
            let longitude = Self.angle(&rest, positive: "E", negative: "W", degrees: 180),
            let height = rest.popFirst().flatMap(Self.centimetres),
            let altitude = UInt32(exactly: height + Self.seaLevel), rest.count <= 3
        else { return nil }
        // 1 m, 10 km and 10 m.
        var lengths: [UInt8] = [0x12, 0x16, 0x13]
        for (index, word) in rest.enumerated() {
            guard let centimetres = Self.centimetres(word), let length = Self.length(centimetres) else { return nil }
            lengths[index] = length
        }
        (size, horizontalPrecision, verticalPrecision) = (lengths[0], lengths[1], lengths[2])
        (self.latitude, self.longitude, self.altitude) = (latitude, longitude, altitude)
    }

    /// Degrees, minutes and seconds up to the letter.
    private static func angle(
        _ words: inout ArraySlice<String>, positive: String, negative: String, degrees: Int64
    ) -> UInt32? {
        guard let end = words.firstIndex(where: { $0.uppercased() == positive || $0.uppercased() == negative }) else {
            return nil
        }
        let numbers = words[..<end]
        let isNegative = words[end].uppercased() == negative
        words = words[(end + 1)...]
        guard (1...3).contains(numbers.count) else { return nil }
        var value: Int64 = 0
        for (number, unit) in zip(numbers, [degree, 60_000, 1000]) {
            let limit = unit == degree ? degrees * 1000 : 59_999
            guard let thousandths = decimal(number, fractionDigits: unit == 1000 ? 3 : 0), thousandths <= limit else {
                return nil
            }
            value += thousandths * unit / 1000
        }
        guard value <= degrees * degree else { return nil }
        return UInt32(exactly: middle + (isNegative ? -value : value))
    }

    private static func centimetres(_ text: String) -> Int64? {
        let number = text.last == "m" ? text.dropLast() : text[...]
        let isNegative = number.first == "-"
        return decimal(String(isNegative ? number.dropFirst() : number), fractionDigits: 2).map {
            isNegative ? -$0 / 10 : $0 / 10
        }
    }

    /// A number with at most so many digits behind its dot, in thousandths.
    private static func decimal(_ text: String, fractionDigits: Int) -> Int64? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let fraction = parts.count == 2 ? parts[1] : ""
        guard parts[0].count <= 9, fraction.count <= fractionDigits, parts.count == 1 || !fraction.isEmpty,
            (parts[0] + fraction).utf8.allSatisfy({ (0x30...0x39).contains($0) }), let whole = Int64(parts[0])
        else { return nil }
        let padded = fraction + String(repeating: "0", count: 3 - fraction.count)
        return Int64(padded).map { whole * 1000 + $0 }
    }

    private static func length(_ centimetres: Int64) -> UInt8? {
        var (digit, zeros) = (centimetres, UInt8(0))
        while digit > 9 {
            digit /= 10
            zeros += 1
        }
        return digit < 0 || zeros > 9 ? nil : UInt8(digit) << 4 | zeros
    }
}
