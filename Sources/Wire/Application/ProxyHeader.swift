/// The header of the PROXY protocol, version 2, by which a proxy says whose message it carries (HAProxy's
/// proxy-protocol.txt, section 2.2).
///
///     +--------------------------------------------+
///     | signature: 0D 0A 0D 0A 00 0D 0A 51 55 49 54 0A
///     +---------+---------+-------------------------+
///     | version | family, |   length of what        |
///     | command | protocol|   follows               |
///     +---------+---------+-------------------------+
///     | addresses, source first; ports, likewise    |
///     +---------------------------------------------+
public struct ProxyHeader: Hashable, Sendable {
    /// From where to where the message was sent that the proxy carries.
    public struct Path: Hashable, Sendable {
        public var source: IPAddress
        public var sourcePort: UInt16
        public var destination: IPAddress
        public var destinationPort: UInt16

        /// Nil where the addresses are of two families.
        public init?(from source: IPAddress, port sourcePort: UInt16, to destination: IPAddress, port: UInt16) {
            guard source.isIPv6 == destination.isIPv6 else { return nil }
            self.source = source
            self.sourcePort = sourcePort
            self.destination = destination
            destinationPort = port
        }
    }

    /// Nil where the proxy speaks for itself.
    public var path: Path?

    public init(_ path: Path?) { self.path = path }

    static let signature: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A]

    /// - Parameter isStream: whether it stands at the beginning of a connection, or in each datagram.
    public func serialized(isStream: Bool) -> [UInt8] {
        guard let path else { return Self.signature + [0x20, 0, 0, 0] }
        let (family, addresses): (UInt8, [UInt8]) =
            switch (path.source, path.destination) {
            case (.v4(let source), .v4(let destination)):
                (0x10, [UInt8](bigEndian: source.rawValue) + [UInt8](bigEndian: destination.rawValue))
            default: (0x20, path.source.sixteenBytes + path.destination.sixteenBytes)
            }
        let ports = [UInt8](bigEndian: path.sourcePort) + [UInt8](bigEndian: path.destinationPort)
        let length = [UInt8](bigEndian: UInt16(addresses.count + ports.count))
        return Self.signature + [0x21, family | (isStream ? 1 : 2)] + length + addresses + ports
    }
}

extension ProxyHeader {
    /// As `source#port-destination#port`, the ports being 0 where they are left out; empty for a proxy that speaks for
    /// itself. Nil for all else.
    public init?(_ text: String) {
        guard !text.isEmpty else {
            self.init(nil)
            return
        }
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { end in
            end.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        }
        guard ends.count == 2 else { return nil }
        let addresses = ends.compactMap { IPAddress($0[0]) }
        let ports = ends.compactMap { $0.count == 2 ? UInt16($0[1]) : 0 }
        guard addresses.count == 2, ports.count == 2,
            let path = Path(from: addresses[0], port: ports[0], to: addresses[1], port: ports[1])
        else { return nil }
        self.init(path)
    }
}

extension IPAddress {
    fileprivate var sixteenBytes: [UInt8] {
        switch self {
        case .v4(let address): [UInt8](bigEndian: 0xFFFF << 32 | UInt128(address.rawValue))
        case .v6(let address): [UInt8](bigEndian: address.rawValue)
        }
    }
}
