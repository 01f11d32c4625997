/// A row of a registry of ICMP codes: what one code of one type means.
///
/// A code means nothing without its type, so ICMP codes are no `AssignedNumber`: ``ICMPv4Kind`` and ``ICMPv6Kind`` pair
/// the two.
public struct ICMPCodeAssignment: Hashable, Sendable {
    public let type: UInt8
    public let code: UInt8
    /// The registry's name: "Port Unreachable".
    public let name: String
    /// The same in plain words, to stand in a sentence: "port unreachable".
    public let sentence: String
    /// Where it is defined: "RFC 792".
    public let reference: String

    public init(_ type: UInt8, _ code: UInt8, _ name: String, _ sentence: String, _ reference: String) {
        self.type = type
        self.code = code
        self.name = name
        self.sentence = sentence
        self.reference = reference
    }
}

extension [ICMPCodeAssignment] {
    /// The row for a pair, in a table sorted by type and code.
    func row(type: UInt8, code: UInt8) -> ICMPCodeAssignment? {
        let wanted = UInt16(type) << 8 | UInt16(code)
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if UInt16(self[middle].type) << 8 | UInt16(self[middle].code) < wanted {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low < count && self[low].type == type && self[low].code == code ? self[low] : nil
    }
}

extension AssignedNumber {
    /// Where the registry says the value is defined; nil where it has no row.
    public var reference: String? {
        Self.assignments.first { $0.rawValue == rawValue }?.reference
    }
}

extension String {
    /// A title as it stands within a sentence: "Echo Reply" becomes "echo reply", "MPL Control Message" keeps its MPL.
    var insideSentence: String {
        split(separator: " ").map { word in
            word.dropFirst().contains(where: \.isUppercase) ? String(word) : word.lowercased()
        }.joined(separator: " ")
    }
}
