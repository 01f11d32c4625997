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
/// address. It is gone through from the start each time, since one question is all that a run has.
public struct VendorList: Sendable {
    private let bytes: [UInt8]

    public init(csv bytes: [UInt8]) { self.bytes = bytes }

    /// The assignments that `isWanted` says yes to. Rows that are not as they should be are passed over.
    ///
    /// - Parameter limit: the most that are looked for.
    public func assignments(limit: Int, where isWanted: (VendorAssignment) -> Bool) -> [VendorAssignment] {
        var found: [VendorAssignment] = []
        var place = 0
        while place < bytes.count, found.count < limit {
            let fields = row(at: &place)
            guard fields.count >= 3, (6...9).contains(fields[1].utf8.count),
                fields[1].utf8.allSatisfy({ $0.hexDigitValue != nil })
            else { continue }
            let assignment = VendorAssignment(
                registry: fields[0], digits: fields[1].uppercased(), organization: fields[2])
            if isWanted(assignment) { found.append(assignment) }
        }
        return found
    }

    /// The one whose digits the address of these digits begins with.
    ///
    /// - Parameter digits: hexadecimal, without anything between them.
    public func assignment(of digits: String) -> VendorAssignment? {
        let wanted = digits.uppercased()
        return assignments(limit: 1) { wanted.hasPrefix($0.digits) }.first
    }

    /// The first three fields of a row; moves `place` behind its end. A quoted field may hold line ends.
    private func row(at place: inout Int) -> [String] {
        var fields: [String] = []
        var field: [UInt8] = []
        var (isQuoted, isKept) = (false, true)
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            switch byte {
            case UInt8(ascii: "\"") where isQuoted && place < bytes.count && bytes[place] == byte:
                place += 1
                if isKept { field.append(byte) }
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: ",") where !isQuoted, UInt8(ascii: "\n") where !isQuoted:
                if isKept { fields.append(Self.text(field)) }
                field.removeAll(keepingCapacity: true)
                isKept = fields.count < 3
                if byte == UInt8(ascii: "\n") { return fields }
            default: if isKept { field.append(byte) }
            }
        }
        if isKept { fields.append(Self.text(field)) }
        return fields
    }

    /// Without the blanks around it, of which the lists have some.
    private static func text(_ bytes: [UInt8]) -> String {
        let start = bytes.firstIndex { $0 > 0x20 } ?? bytes.count
        let end = (bytes.lastIndex { $0 > 0x20 } ?? -1) + 1
        return String(decoding: start < end ? bytes[start..<end] : [], as: UTF8.self)
    }
}
