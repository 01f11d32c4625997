/// A number from a registry: EtherType, IP protocol, ICMP type, port.
///
/// Registries are open: a value that no table names is kept and shown as a number, never refused. One table per
/// registry names values in output and parses names on the command line.
public protocol AssignedNumber: RawRepresentable, Hashable, Sendable, CustomStringConvertible
where RawValue: FixedWidthInteger & UnsignedInteger & Sendable {
    init(rawValue: RawValue)

    /// The registry, in ascending order of its numbers.
    static var assignments: [Assignment<RawValue>] { get }
}

/// A row of a registry.
public struct Assignment<RawValue: Hashable & Sendable>: Hashable, Sendable {
    public let rawValue: RawValue
    /// The name people know the value by: "Echo Request", "IPv4", "MSS".
    public let name: String
    /// Where it is defined: "RFC 792".
    public let reference: String

    public init(_ rawValue: RawValue, _ name: String, _ reference: String = "") {
        self.rawValue = rawValue
        self.name = name
        self.reference = reference
    }
}

extension AssignedNumber {
    private var assignment: Assignment<RawValue>? {
        let table = Self.assignments
        let index = table.partitionIndex { $0.rawValue < rawValue }
        return index < table.count && table[index].rawValue == rawValue ? table[index] : nil
    }

    /// The name that the registry gives the value; nil where it has none.
    public var name: String? { assignment?.name }

    /// Where the registry says the value is defined; nil where it has no row.
    public var reference: String? { assignment?.reference }

    /// The value with this name, upper and lower case alike, or with this decimal or `0x` hexadecimal number.
    public init?(named text: String) {
        let wanted = text.lowercased()
        if let match = Self.assignments.first(where: { $0.name.lowercased() == wanted }) {
            self.init(rawValue: match.rawValue)
        } else if let number = Self.number(wanted) {
            self.init(rawValue: number)
        } else {
            return nil
        }
    }

    /// Digits only: `RawValue(_:radix:)` would take a sign too.
    private static func number(_ text: String) -> RawValue? {
        let isHex = text.hasPrefix("0x")
        let digits = isHex ? text.dropFirst(2) : Substring(text)
        guard digits.utf8.allSatisfy({ $0.hexDigitValue != nil }) else { return nil }
        return RawValue(digits, radix: isHex ? 16 : 10)
    }

    public var description: String { name ?? String(rawValue) }
}

extension Array {
    /// In a sorted array: the place of the first element that is not before what is looked for.
    func partitionIndex(where isBefore: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
