/// A block of addresses that are not like others, as a registry or an RFC says.
public struct SpecialPurpose: Hashable, Sendable {
    /// Who says so.
    public enum Registry: String, Hashable, Sendable {
        /// IANA's IPv4 and IPv6 special-purpose address registries (RFC 6890, RFC 8190).
        case specialPurpose = "special-purpose"
        /// IANA's registries of multicast addresses, and the RFCs on their scopes.
        case multicast
        /// The addressing architecture (RFC 4291) and what changed it.
        case architecture
    }

    public let block: AddressBlock
    /// What it is in a word: private, loopback, multicast.
    public let kind: String
    /// The registry's name for it.
    public let name: String
    /// "RFC 1918".
    public let reference: String
    public let registry: Registry
    /// Year and month: "1996-02".
    public let allocated: String?
    /// Year and month; nil while it is in force.
    public let terminated: String?
    /// What the special-purpose registry says of it; nil where it says nothing.
    public let isSource: Bool?
    public let isDestination: Bool?
    public let isForwardable: Bool?
    public let isGloballyReachable: Bool?
    public let isReservedByProtocol: Bool?

    /// - Parameter rules: the five columns of the registry, `T`, `F`, or `-` where there is no answer.
    init(
        _ block: String, _ kind: String, _ name: String, _ reference: String, _ registry: Registry = .specialPurpose,
        allocated: String? = nil, terminated: String? = nil, _ rules: String = "-----"
    ) {
        let answers = rules.utf8.map { $0 == UInt8(ascii: "-") ? nil : $0 == UInt8(ascii: "T") }
        self.block = Self.literal(block)
        (self.kind, self.name, self.reference, self.registry) = (kind, name, reference, registry)
        (self.allocated, self.terminated) = (allocated, terminated)
        (isSource, isDestination, isForwardable) = (answers[0], answers[1], answers[2])
        (isGloballyReachable, isReservedByProtocol) = (answers[3], answers[4])
    }

    /// A block that stands in a table of the source.
    private static func literal(_ text: String) -> AddressBlock {
        guard let block = (try? AddressExpression(text))?.block else { preconditionFailure("\(text) is no block") }
        return block
    }

    /// All rows of a family, in the order of their addresses, each behind those that it lies in.
    public static func all(isIPv6: Bool) -> [SpecialPurpose] { index(isIPv6: isIPv6).rows }

    private static func index(isIPv6: Bool) -> SpecialPurposeIndex { isIPv6 ? .ipv6 : .ipv4 }

    /// The smallest that holds the address.
    public init?(_ address: IPAddress) {
        self.init(AddressRange(numbers: address.number...address.number, isIPv6: address.isIPv6))
    }

    /// The smallest that holds all of the block.
    public init?(_ block: AddressBlock) { self.init(AddressRange(block)) }

    /// The smallest that holds all of the range.
    public init?(_ range: AddressRange) {
        guard let row = Self.row(of: range) else { return nil }
        self = Self.index(isIPv6: range.isIPv6).rows[row]
    }

    /// The place of the smallest that holds all of the range, among all of the family.
    public static func row(of range: AddressRange) -> Int? {
        index(isIPv6: range.isIPv6).row(holding: range.numbers)
    }

    /// Whether any address of the range is special.
    public static func holdsAny(of range: AddressRange) -> Bool {
        index(isIPv6: range.isIPv6).overlaps(range.numbers)
    }

    /// Those within a block that is in none itself, but for those within others of them.
    public static func largest(within block: AddressBlock) -> [SpecialPurpose] {
        index(isIPv6: block.isIPv6).largest(within: block)
    }
}
