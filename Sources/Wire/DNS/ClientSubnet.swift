/// For clients of which network an answer is wanted (RFC 7871 section 6):
///
///      0                   1                   2                   3
///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///     +-------------------------------+---------------+---------------+
///     |            FAMILY             | SOURCE PREFIX | SCOPE PREFIX  |
///     +-------------------------------+---------------+---------------+
///     |  ADDRESS: as many bytes as the source prefix needs, rest 0   ...
///     +---------------------------------------------------------------+
public struct ClientSubnet: Hashable, Sendable {
    public let network: AddressBlock

    private static let scopeOffset = 3

    public init(_ network: AddressBlock) { self.network = network }

    /// - Parameter text: `192.0.2.0/24`; an address alone is a whole one, `0` is nobody's.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = IPAddress(parts[0] == "0" ? "0.0.0.0" : parts[0]) else { return nil }
        let whole = parts[0] == "0" ? 0 : address.bitCount
        guard let length = parts.count == 2 ? Int(parts[1]) : whole,
            let network = AddressBlock(address, prefixLength: length)
        else { return nil }
        self.init(network)
    }

    /// Of the option of EDNS in a query, with no more of the address than the length says.
    public var data: [UInt8] {
        let bytes: [UInt8] =
            switch network.network {
            case .v4(let address): [UInt8](bigEndian: address.rawValue)
            case .v6(let address): [UInt8](bigEndian: address.rawValue)
            }
        let length = network.prefixLength
        return [0, network.network.isIPv6 ? 2 : 1, UInt8(length), 0] + bytes.prefix((length + 7) / 8)
    }

    /// For how many bits of the address an answer holds; nil where its option is for other clients.
    ///
    /// - Parameter data: of the option in the answer.
    public func scopeLength(in data: [UInt8]) -> Int? {
        let asked = self.data
        guard data.count == asked.count, data.prefix(Self.scopeOffset) == asked.prefix(Self.scopeOffset),
            data.dropFirst(Self.scopeOffset + 1) == asked.dropFirst(Self.scopeOffset + 1)
        else { return nil }
        return Int(data[Self.scopeOffset])
    }
}
