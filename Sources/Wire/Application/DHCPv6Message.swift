/// A message of DHCPv6 (RFC 8415 sections 8 and 9): of a client or server
///
///      0                   1                   2                   3
///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///     |   msg-type    |               transaction-id                  |
///
/// or of a relay: msg-type, hop-count, link-address and peer-address, 34 bytes in all. Options follow.
public struct DHCPv6Message: Hashable, Sendable {
    public enum Header: Hashable, Sendable {
        /// The identifier has 24 bits.
        case plain(DHCPv6MessageType, transactionIdentifier: UInt32)
        case relay(DHCPv6MessageType, hopCount: UInt8, link: IPv6Address, peer: IPv6Address)

        public var byteCount: Int {
            switch self {
            case .plain: DHCPv6Packet.headerByteCount
            case .relay: DHCPv6Packet.relayHeaderByteCount
            }
        }
    }

    public struct Option: Hashable, Sendable {
        public var code: DHCPv6OptionCode
        /// At most 65,535 bytes, options within it among them.
        public var data: [UInt8]

        public init(_ code: DHCPv6OptionCode, _ data: [UInt8]) {
            self.code = code
            self.data = data
        }
    }

    public var header: Header
    public var options: [Option]

    public init(_ header: Header, options: [Option]) {
        self.header = header
        self.options = options
    }

    /// - Throws: what ``DHCPv6Packet`` and ``DHCPv6Options`` throw.
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        let packet = try DHCPv6Packet(parsing: bytes)
        header =
            packet.isRelay
            ? .relay(packet.type, hopCount: packet.hopCount, link: packet.linkAddress, peer: packet.peerAddress)
            : .plain(packet.type, transactionIdentifier: packet.transactionIdentifier)
        options = []
        var walk = DHCPv6Options(bytes, packet.headerLength..<bytes.count)
        while let option = try walk.next() {
            options.append(Option(option.code, [UInt8](copying: bytes.extracting(option.data))))
        }
    }

    /// In bytes.
    public var byteCount: Int { options.reduce(header.byteCount) { $0 + 4 + $1.data.count } }

    @_lifetime(output: copy output)
    public func serialize(into output: inout OutputSpan<UInt8>) {
        switch header {
        case .plain(let type, let identifier):
            output.append(type.rawValue)
            output.append(bigEndian24: identifier)
        case .relay(let type, let hopCount, let link, let peer):
            output.append(type.rawValue)
            output.append(hopCount)
            output.append(bigEndian: link.rawValue)
            output.append(bigEndian: peer.rawValue)
        }
        for option in options {
            output.append(bigEndian: option.code.rawValue)
            output.append(bigEndian: UInt16(truncatingIfNeeded: option.data.count))
            output.append(copying: option.data.span)
        }
    }
}
