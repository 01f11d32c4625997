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

/// What an ICMP message of either family is about: its type and code together.
public protocol ICMPKind: Hashable, Sendable, CustomStringConvertible {
    associatedtype MessageType: AssignedNumber where MessageType.RawValue == UInt8

    var type: MessageType { get }
    var code: UInt8 { get }
    /// The codes of every type that has any, in ascending order. A type that is not here has code 0 only, nameless.
    static var codes: [ICMPCodeAssignment] { get }
}

extension ICMPKind {
    private var row: ICMPCodeAssignment? {
        let wanted = (type.rawValue, code)
        let index = Self.codes.partitionIndex { ($0.type, $0.code) < wanted }
        return index < Self.codes.count && (Self.codes[index].type, Self.codes[index].code) == wanted
            ? Self.codes[index] : nil
    }

    /// The name of the code alone; nil where the registry has none.
    public var codeName: String? { row?.name }

    /// "Destination Unreachable: Port Unreachable", "Echo Reply", "Destination Unreachable: code 99".
    public var name: String {
        let name = type.name ?? "Type \(type.rawValue)"
        if let codeName { return "\(name): \(codeName)" }
        return code == 0 ? name : "\(name): code \(code)"
    }

    /// Plain words for those who run `ping`: "port unreachable", "time to live exceeded in transit".
    public var sentence: String {
        if let row { return row.sentence }
        let name = type.name?.insideSentence ?? "type \(type.rawValue)"
        return code == 0 ? name : "\(name), code \(code)"
    }

    /// Where the code, or else the type, is defined.
    public var reference: String? { row?.reference ?? type.reference }

    public var description: String { name }
}

extension String {
    /// A title as it stands within a sentence: "Echo Reply" becomes "echo reply", "MPL Control Message" keeps its MPL.
    var insideSentence: String {
        split(separator: " ").map { word in
            word.dropFirst().contains(where: \.isUppercase) ? String(word) : word.lowercased()
        }.joined(separator: " ")
    }
}
