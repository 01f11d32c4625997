/// An echo request or reply to send (RFC 792).
public struct ICMPv4Echo: Hashable, Sendable {
    public static let headerByteCount = 8

    public var isReply: Bool
    public var identifier: UInt16
    public var sequenceNumber: UInt16

    @inlinable
    public init(isReply: Bool = false, identifier: UInt16, sequenceNumber: UInt16) {
        self.isReply = isReply
        self.identifier = identifier
        self.sequenceNumber = sequenceNumber
    }

    /// Appends the message, checksum filled in. Allocates nothing.
    @inlinable
    @_lifetime(output: copy output)
    public func serialize(into output: inout OutputSpan<UInt8>, payload: Span<UInt8>) {
        let start = output.count
        let type: ICMPv4Type = isReply ? .echoReply : .echoRequest
        output.append(bigEndian: UInt32(type.rawValue) << 24)
        output.append(bigEndian: identifier)
        output.append(bigEndian: sequenceNumber)
        output.append(copying: payload)
        output.set(InternetChecksum.of(output.span.suffix(from: start)), at: start + 2)
    }
}

/// A timestamp request or reply to send (RFC 792).
///
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |     Type      |      Code     |          Checksum             |
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |           Identifier          |        Sequence Number        |
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |     Originate Timestamp                                       |
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |     Receive Timestamp                                         |
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |     Transmit Timestamp                                        |
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
public struct ICMPv4TimestampMessage: Hashable, Sendable {
    public static let byteCount = 20

    public var isReply: Bool
    public var identifier: UInt16
    public var sequenceNumber: UInt16
    public var timestamps: ICMPv4Timestamps

    public init(isReply: Bool = false, identifier: UInt16, sequenceNumber: UInt16, timestamps: ICMPv4Timestamps) {
        self.isReply = isReply
        self.identifier = identifier
        self.sequenceNumber = sequenceNumber
        self.timestamps = timestamps
    }

    /// Appends the message, checksum filled in.
    @_lifetime(output: copy output)
    public func serialize(into output: inout OutputSpan<UInt8>) {
        let start = output.count
        let type: ICMPv4Type = isReply ? .timestampReply : .timestampRequest
        output.append(bigEndian: UInt32(type.rawValue) << 24)
        output.append(bigEndian: identifier)
        output.append(bigEndian: sequenceNumber)
        output.append(bigEndian: timestamps.originate)
        output.append(bigEndian: timestamps.receive)
        output.append(bigEndian: timestamps.transmit)
        output.set(InternetChecksum.of(output.span.suffix(from: start)), at: start + 2)
    }
}

/// An address mask request or reply to send (RFC 950).
public struct ICMPv4AddressMaskMessage: Hashable, Sendable {
    public static let byteCount = 12

    public var isReply: Bool
    public var identifier: UInt16
    public var sequenceNumber: UInt16
    public var mask: IPv4Address

    public init(isReply: Bool = false, identifier: UInt16, sequenceNumber: UInt16, mask: IPv4Address = .any) {
        self.isReply = isReply
        self.identifier = identifier
        self.sequenceNumber = sequenceNumber
        self.mask = mask
    }

    /// Appends the message, checksum filled in.
    @_lifetime(output: copy output)
    public func serialize(into output: inout OutputSpan<UInt8>) {
        let start = output.count
        let type: ICMPv4Type = isReply ? .addressMaskReply : .addressMaskRequest
        output.append(bigEndian: UInt32(type.rawValue) << 24)
        output.append(bigEndian: identifier)
        output.append(bigEndian: sequenceNumber)
        output.append(bigEndian: mask.rawValue)
        output.set(InternetChecksum.of(output.span.suffix(from: start)), at: start + 2)
    }
}

/// An error to send: what went wrong, the datagram it is about, and what else the node has to say (RFC 792, RFC 4884).
public struct ICMPv4Error: Hashable, Sendable {
    /// What stands in the second word of the header.
    public enum Detail: Hashable, Sendable {
        case none
        /// In bytes (RFC 1191).
        case nextHopMTU(UInt16)
        case gateway(IPv4Address)
        /// A byte of the quoted datagram.
        case pointer(UInt8)
    }

    public var kind: ICMPv4Kind
    public var detail: Detail
    /// Sent only with the types that may have any: destination unreachable, time exceeded and parameter problem.
    public var extensions: [ICMPExtension]

    public init(type: ICMPv4Type, code: UInt8, detail: Detail = .none, extensions: [ICMPExtension] = []) {
        kind = ICMPv4Kind(type: type, code: code)
        self.detail = detail
        self.extensions = extensions
    }

    private var hasExtensions: Bool {
        switch kind.type {
        case .destinationUnreachable, .timeExceeded, .parameterProblem: !extensions.isEmpty
        default: false
        }
    }

    /// The bytes of the message that quotes `count` bytes.
    public func byteCount(quoting count: Int) -> Int {
        guard hasExtensions else { return 8 + count }
        return 8 + ICMPQuoteLayout.paddedByteCount(count, unit: 4) + extensions.structureByteCount
    }

    /// Appends the message, checksum filled in. Before extensions, the quote is padded to 128 bytes at least, and cut
    /// to the 1,020 bytes that its length field can count.
    @_lifetime(output: copy output)
    public func serialize(into output: inout OutputSpan<UInt8>, quoting datagram: Span<UInt8>) {
        let start = output.count
        let padded = hasExtensions ? ICMPQuoteLayout.paddedByteCount(datagram.count, unit: 4) : datagram.count
        output.append(bigEndian: UInt32(kind.type.rawValue) << 24 | UInt32(kind.code) << 16)
        var word = hasExtensions ? UInt32(padded / 4) << 16 : 0
        switch detail {
        case .none: break
        case .nextHopMTU(let mtu): word |= UInt32(mtu)
        case .gateway(let gateway): word = gateway.rawValue
        case .pointer(let pointer): word |= UInt32(pointer) << 24
        }
        output.append(bigEndian: word)
        let quote = datagram.extracting(first: padded)
        output.append(copying: quote)
        for _ in quote.count..<padded { output.append(0) }
        if hasExtensions { extensions.serialize(into: &output) }
        output.set(InternetChecksum.of(output.span.suffix(from: start)), at: start + 2)
    }
}
