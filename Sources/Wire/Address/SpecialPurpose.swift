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
        guard let block = AddressBlock(text) else { preconditionFailure("\(text) is no block") }
        return block
    }

    /// All rows of a family, each before those that it lies in.
    public static func all(isIPv6: Bool) -> [SpecialPurpose] { isIPv6 ? rows6 : rows4 }

    private static let rows4 = (ipv4Registry + ipv4Multicast).sorted { $0.block.prefixLength > $1.block.prefixLength }
    private static let rows6 = (ipv6Registry + ipv6Others).sorted { $0.block.prefixLength > $1.block.prefixLength }

    /// The smallest that holds the address.
    public init?(_ address: IPAddress) {
        guard let row = Self.all(isIPv6: address.isIPv6).first(where: { $0.block.contains(address) }) else {
            return nil
        }
        self = row
    }

    /// The smallest that holds all of the block.
    public init?(_ block: AddressBlock) {
        guard let row = Self.all(isIPv6: block.isIPv6).first(where: { $0.block.contains(block) }) else { return nil }
        self = row
    }

    /// Those within the block that are not all of it, in order.
    public static func within(_ block: AddressBlock) -> [SpecialPurpose] {
        all(isIPv6: block.isIPv6).filter { block.contains($0.block) && $0.block != block }.sorted {
            $0.block < $1.block
        }
    }
}
