/// To whom the IEEE assigned a block of MAC addresses.
public struct VendorAssignment: Hashable, Sendable {
    /// `MA-L` (24 bits), `MA-M` (28), `MA-S` or `IAB` (36).
    public let registry: String
    /// The first digits of the addresses, 6 to 9, upper case.
    public let digits: String
    public let organization: String

    /// `00:1B:21/24`, `70:B3:D5:71:90:00/36`.
    public var block: String {
        let even = digits.utf8.count % 2 == 0 ? digits : digits + "0"
        var groups: [String] = []
        var rest = Substring(even)
        while !rest.isEmpty {
            groups.append(String(rest.prefix(2)))
            rest = rest.dropFirst(2)
        }
        return groups.joined(separator: ":") + "/\(digits.utf8.count * 4)"
    }
}

/// A list of assignments as the IEEE publishes it, comma-separated values (RFC 4180): registry, digits, organization,
/// address. Rows that are not as they should be are passed over.
public struct VendorList: Sendable {
    /// The first digits of addresses: so many of them, as a number.
    private struct Prefix: Hashable, Sendable {
        let value: UInt64
        let digitCount: Int
    }

    /// Where the fields of a row stand, quotes and all.
    private struct Row {
        var fields: [Range<Int>] = []

        mutating func add(_ field: Range<Int>) { if fields.count < 3 { fields.append(field) } }
    }

    private let bytes: [UInt8]
    /// Where the rows begin.
    private let places: [Prefix: Int]

    public init(csv bytes: [UInt8]) {
        self.bytes = bytes
        var places: [Prefix: Int] = [:]
        var (place, row) = (0, Row())
        while place < bytes.count {
            let start = place
            Self.read(&row, bytes.span, at: &place)
            guard let prefix = Self.prefix(in: row, bytes.span), places[prefix] == nil else { continue }
            places[prefix] = start
        }
        self.places = places
    }

    /// The assignments that `isWanted` says yes to, in the order of the list.
    ///
    /// - Parameter limit: the most that are looked for.
    public func assignments(limit: Int, where isWanted: (VendorAssignment) -> Bool) -> [VendorAssignment] {
        var found: [VendorAssignment] = []
        var (place, row) = (0, Row())
        while place < bytes.count, found.count < limit {
            Self.read(&row, bytes.span, at: &place)
            if let assignment = assignment(of: row), isWanted(assignment) { found.append(assignment) }
        }
        return found
    }

    /// The one whose digits the address of these digits begins with; of several the one with most digits.
    ///
    /// - Parameter digits: hexadecimal, without anything between them.
    public func assignment(of digits: String) -> VendorAssignment? {
        for count in (Self.digitCounts).reversed() where digits.utf8.count >= count {
            guard let value = UInt64(digits.prefix(count), radix: 16) else { continue }
            if var place = places[Prefix(value: value, digitCount: count)] {
                var row = Row()
                Self.read(&row, bytes.span, at: &place)
                return assignment(of: row)
            }
        }
        return nil
    }

    private static let digitCounts = 6...9

    private static func prefix(in row: Row, _ bytes: Span<UInt8>) -> Prefix? {
        guard row.fields.count == 3 else { return nil }
        let digits = bytes.extracting(row.fields[1])
        guard digitCounts.contains(digits.count) else { return nil }
        var value: UInt64 = 0
        for index in digits.indices {
            guard let digit = digits[index].hexDigitValue else { return nil }
            value = value << 4 | UInt64(digit)
        }
        return Prefix(value: value, digitCount: digits.count)
    }

    private func assignment(of row: Row) -> VendorAssignment? {
        guard Self.prefix(in: row, bytes.span) != nil else { return nil }
        let texts = row.fields.map { text($0) }
        return VendorAssignment(registry: texts[0], digits: texts[1].uppercased(), organization: texts[2])
    }

    /// Reads the first three fields of a row; moves `place` behind its end. A quoted field may hold line ends.
    private static func read(_ row: inout Row, _ bytes: Span<UInt8>, at place: inout Int) {
        row.fields.removeAll(keepingCapacity: true)
        var (start, isQuoted) = (place, false)
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            // Two quotes for one of the text are passed as an end and a beginning.
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            guard !isQuoted, byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") else { continue }
            row.add(start..<place - 1)
            start = place
            if byte == UInt8(ascii: "\n") { return }
        }
        row.add(start..<place)
    }

    /// What a field says: without its quotes, and the blanks around it, of which the lists have some.
    private func text(_ field: Range<Int>) -> String {
        var text: [UInt8] = []
        var isQuoted = false
        for place in field {
            if bytes[place] == UInt8(ascii: "\"") {
                isQuoted.toggle()
                // The second of two.
                guard isQuoted, place > field.lowerBound, bytes[place - 1] == bytes[place] else { continue }
            }
            text.append(bytes[place])
        }
        let start = text.firstIndex { $0 > 0x20 } ?? text.count
        let end = (text.lastIndex { $0 > 0x20 } ?? -1) + 1
        return String(decoding: start < end ? text[start..<end] : [], as: UTF8.self)
    }
}
