/// The class of an IPv4 address by its first bits (RFC 791 section 3.2, RFC 1112 section 4), as it was before blocks
/// had prefix lengths (RFC 4632).
public enum AddressClass: String, Hashable, Sendable, CaseIterable {
    case a = "A"
    case b = "B"
    case c = "C"
    /// Groups.
    case d = "D"
    /// Reserved.
    case e = "E"

    public init(_ address: IPv4Address) {
        self =
            switch (~address.rawValue).leadingZeroBitCount {
            case 0: .a
            case 1: .b
            case 2: .c
            case 3: .d
            default: .e
            }
    }

    /// The length of the class's networks, in bits; nil where it has none.
    public var prefixLength: Int? {
        switch self {
        case .a: 8
        case .b: 16
        case .c: 24
        case .d, .e: nil
        }
    }

    /// The network of an address by its class alone.
    public func network(of address: IPv4Address) -> AddressBlock? {
        prefixLength.flatMap { AddressBlock(.v4(address), prefixLength: $0) }
    }
}
