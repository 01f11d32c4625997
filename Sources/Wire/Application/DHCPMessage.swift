/// The header of BOOTP and DHCP (RFC 951, RFC 2131 section 2):
///
///      0                   1                   2                   3
///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///     |      op       |     htype     |     hlen      |     hops      |
///     |                              xid                              |
///     |             secs              |             flags             |
///     |          ciaddr, yiaddr, siaddr, giaddr: 4 bytes each         |
///     |           chaddr: 16 bytes; sname: 64; file: 128              |
public struct DHCPHeader: Hashable, Sendable {
    public static let byteCount = 236
    public static let serverNameByteCount = 64
    public static let fileByteCount = 128

    public var operation: BOOTPOperation
    /// As in ARP, of a byte.
    public var hardwareType: UInt8
    public var hardwareLength: UInt8
    public var hops: UInt8
    public var transactionIdentifier: UInt32
    /// Since the client began.
    public var seconds: UInt16
    public var flags: UInt16
    public var clientAddress: IPv4Address
    public var yourAddress: IPv4Address
    public var serverAddress: IPv4Address
    public var relayAddress: IPv4Address
    /// Left-aligned in its 16 bytes.
    public var hardwareAddress: UInt128
    /// At most 64 bytes; the rest is NULs.
    public var serverName: [UInt8]
    /// At most 128 bytes; the rest is NULs.
    public var file: [UInt8]

    public init(_ operation: BOOTPOperation, transactionIdentifier: UInt32, client: MACAddress) {
        self.operation = operation
        hardwareType = 1
        hardwareLength = 6
        hops = 0
        self.transactionIdentifier = transactionIdentifier
        seconds = 0
        flags = 0
        clientAddress = .any
        yourAddress = .any
        serverAddress = .any
        relayAddress = .any
        hardwareAddress = UInt128(client.rawValue) << 80
        serverName = []
        file = []
    }

    /// Appends 236 bytes.
    @_lifetime(output: copy output)
    public func serialize(into output: inout OutputSpan<UInt8>) {
        output.append(operation.rawValue)
        output.append(hardwareType)
        output.append(hardwareLength)
        output.append(hops)
        output.append(bigEndian: transactionIdentifier)
        output.append(bigEndian: seconds)
        output.append(bigEndian: flags)
        output.append(bigEndian: clientAddress.rawValue)
        output.append(bigEndian: yourAddress.rawValue)
        output.append(bigEndian: serverAddress.rawValue)
        output.append(bigEndian: relayAddress.rawValue)
        output.append(bigEndian: hardwareAddress)
        for index in 0..<Self.serverNameByteCount { output.append(index < serverName.count ? serverName[index] : 0) }
        for index in 0..<Self.fileByteCount { output.append(index < file.count ? file[index] : 0) }
    }
}

/// A message of DHCP: the header and its options.
public struct DHCPMessage: Hashable, Sendable {
    public var header: DHCPHeader
    /// Without pads and end.
    public var options: [Option]

    public struct Option: Hashable, Sendable {
        public var code: DHCPOptionCode
        /// As long as it likes: what doesn't fit into 255 bytes is split (RFC 3396).
        public var data: [UInt8]

        public init(_ code: DHCPOptionCode, _ data: [UInt8]) {
            self.code = code
            self.data = data
        }
    }

    public init(_ header: DHCPHeader, options: [Option]) {
        self.header = header
        self.options = options
    }

    /// Options that stand in several pieces are put together, in the place of the first one. The
    /// overload option is left out, since its options are with the others here.
    ///
    /// - Throws: what ``DHCPPacket`` throws; `badValue` where the magic cookie of DHCP is missing; what ``DHCPOptions``
    ///   throws.
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        let packet = try DHCPPacket(parsing: bytes)
        guard packet.hasCookie else {
            throw WireError("DHCP", .badValue(field: "magic cookie", value: 0), at: DHCPHeader.byteCount)
        }
        header = packet.header
        options = []
        for region in packet.optionRegions {
            var walk = DHCPOptions(bytes, region)
            while let option = try walk.next() {
                guard option.code != .pad, option.code != .overload else { continue }
                let data = [UInt8](copying: bytes.extracting(option.data))
                if let index = options.firstIndex(where: { $0.code == option.code }) {
                    options[index].data += data
                } else {
                    options.append(Option(option.code, data))
                }
            }
        }
    }

    /// The message's bytes, with the cookie before the options and the end option behind them.
    public func serialized() -> [UInt8] {
        var bytes = [UInt8](capacity: DHCPHeader.byteCount) { header.serialize(into: &$0) }
        bytes += DHCPPacket.cookie
        for option in options {
            var rest = option.data[...]
            repeat {
                let piece = rest.prefix(255)
                bytes.append(option.code.rawValue)
                bytes.append(UInt8(piece.count))
                bytes += piece
                rest = rest.dropFirst(255)
            } while !rest.isEmpty
        }
        bytes.append(DHCPOptionCode.end.rawValue)
        return bytes
    }
}
