/// An ICMP message in borrowed bytes (RFC 792). Once `init` returns, no accessor traps.
///
///      0                   1                   2                   3
///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |     Type      |     Code      |          Checksum             |
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |           Identifier          |        Sequence Number        |  echo, timestamp, mask
///     |                       Gateway Address                         |  redirect
///     |     unused    |     Length    |          Next-Hop MTU         |  unreachable
///     |    Pointer    |     Length    |            unused             |  parameter problem
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |  data, or the datagram that an error is about ...
public struct ICMPv4Message: ~Escapable {
    public static let headerByteCount = 8

    @usableFromInline let bytes: Span<UInt8>

    /// - Throws: `truncated` below 8 bytes, 20 for a timestamp, 12 for an address mask, or what a router advertisement
    ///   says it holds; `badLength` where that one's entries are shorter than an address and its preference.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(Self.headerByteCount, "ICMP")
        let needed = try Self.fixedByteCount(bytes)
        try bytes.require(needed, "ICMP")
        self.bytes = bytes
    }

    /// The bytes of a message that always are there, told from its first 8.
    @usableFromInline
    static func fixedByteCount(_ bytes: Span<UInt8>) throws(WireError) -> Int {
        switch ICMPv4Type(rawValue: bytes[0]) {
        case .timestampRequest, .timestampReply: return 20
        case .addressMaskRequest, .addressMaskReply: return 12
        case .routerAdvertisement:
            let entry = Int(bytes[5])
            guard bytes[4] == 0 || entry >= 2 else {
                throw WireError(
                    "ICMP", .badLength(field: "address entry size", value: entry, minimum: 2, maximum: 255), at: 5)
            }
            return headerByteCount + Int(bytes[4]) * entry * 4
        default: return headerByteCount
        }
    }

    @inlinable public var type: ICMPv4Type { ICMPv4Type(rawValue: bytes[0]) }
    @inlinable public var code: UInt8 { bytes[1] }
    /// Type and code together, with their names.
    @inlinable public var kind: ICMPv4Kind { ICMPv4Kind(type: type, code: code) }
    @inlinable public var checksum: UInt16 { bytes.uint16(at: 2) }
    /// Whether the checksum is right. Bytes that a capture cut off make it wrong.
    @inlinable public var isChecksumValid: Bool { InternetChecksum.of(bytes) == 0 }

    /// What a request and its reply share: in echo, timestamp, information and address mask messages.
    @inlinable public var identifier: UInt16 { bytes.uint16(at: 4) }
    /// The number of a request, in the messages that have an identifier; of an extended echo only
    /// ``extendedSequenceNumber``.
    @inlinable public var sequenceNumber: UInt16 { bytes.uint16(at: 6) }
    /// All that follows the first 8 bytes: the data of an echo.
    @inlinable public var payload: Span<UInt8> { @_lifetime(copy self) get { bytes.extracting(droppingFirst: 8) } }

    /// The times of a timestamp message; nil for any other.
    public var timestamps: ICMPv4Timestamps? {
        guard type == .timestampRequest || type == .timestampReply else { return nil }
        return ICMPv4Timestamps(
            originate: bytes.uint32(at: 8), receive: bytes.uint32(at: 12), transmit: bytes.uint32(at: 16))
    }

    /// The mask of an address mask message (RFC 950); nil for any other.
    public var addressMask: IPv4Address? {
        type == .addressMaskRequest || type == .addressMaskReply ? bytes.ipv4Address(at: 8) : nil
    }
}

/// The three times of a timestamp message, in milliseconds since midnight UT. The high bit set says that the time is
/// something else (RFC 792).
public struct ICMPv4Timestamps: Hashable, Sendable {
    /// When the sender last touched the request.
    public var originate: UInt32
    /// When the echoer first touched it.
    public var receive: UInt32
    /// When the echoer last touched the reply.
    public var transmit: UInt32

    public init(originate: UInt32, receive: UInt32 = 0, transmit: UInt32 = 0) {
        self.originate = originate
        self.receive = receive
        self.transmit = transmit
    }
}

// Errors.
extension ICMPv4Message {
    /// Whether extensions may follow the quote, and the byte before the MTU counts its words (RFC 4884 section 4).
    @usableFromInline var mayHaveExtensions: Bool {
        type == .destinationUnreachable || type == .timeExceeded || type == .parameterProblem
    }

    /// The length field of an error that may have extensions: the quote's length in 32-bit words, zero where the sender
    /// set none.
    @inlinable public var quotedWordCount: UInt8 { mayHaveExtensions ? bytes[5] : 0 }

    @usableFromInline var layout: ICMPQuoteLayout {
        ICMPQuoteLayout(body: payload, length: Int(quotedWordCount) * 4, mayBeLegacy: mayHaveExtensions)
    }

    /// The datagram that an error is about, as much of it as was sent, or the zeros that pad it before extensions;
    /// empty unless the message is an error.
    public var quoted: Span<UInt8> {
        @_lifetime(copy self) get {
            payload.extracting(first: type.isError ? layout.quotedByteCount : 0)
        }
    }

    /// What follows the quote, or an extended echo request's header; empty where nothing does.
    @usableFromInline var extensionBytes: Span<UInt8> {
        @_lifetime(copy self) get { payload.extracting(droppingFirst: extensionsOffset) }
    }

    /// Where in the payload the extensions start.
    @usableFromInline var extensionsOffset: Int {
        if type == .extendedEchoRequest { return 0 }
        return mayHaveExtensions ? layout.extensionsOffset : payload.count
    }

    /// The extensions of an error or of an extended echo request; nil where there are none that can be read.
    public var extensions: ICMPExtensions? {
        @_lifetime(copy self) get { try? ICMPExtensions(parsing: extensionBytes) }
    }

    /// The largest datagram that the next hop takes, in bytes, where fragmentation was needed (RFC 1191); nil for any
    /// other message, zero from a router that does not tell.
    @inlinable public var nextHopMTU: UInt16? {
        type == .destinationUnreachable && code == 4 ? bytes.uint16(at: 6) : nil
    }

    /// The better first hop of a redirect; nil for any other message.
    @inlinable public var gateway: IPv4Address? { type == .redirect ? bytes.ipv4Address(at: 4) : nil }

    /// The byte of the quoted datagram that a parameter problem is about; nil for any other message.
    @inlinable public var pointer: UInt8? { type == .parameterProblem ? bytes[4] : nil }
}

// Router discovery (RFC 1256).
extension ICMPv4Message {
    /// How many routers a router advertisement names; zero for any other message.
    public var routerCount: Int { type == .routerAdvertisement ? Int(bytes[4]) : 0 }

    /// How long the routers may be believed, in seconds; nil unless the message is a router advertisement.
    public var routerLifetime: UInt16? { type == .routerAdvertisement ? bytes.uint16(at: 6) : nil }

    /// The router with this index, and how much it is preferred: higher is better, `Int32.min` says never by default.
    public func router(at index: Int) -> (address: IPv4Address, preference: Int32)? {
        guard index >= 0, index < routerCount else { return nil }
        let position = Self.headerByteCount + index * Int(bytes[5]) * 4
        return (bytes.ipv4Address(at: position), Int32(bitPattern: bytes.uint32(at: position + 4)))
    }
}

// Extended echo (RFC 8335).
extension ICMPv4Message {
    /// The 8-bit sequence number of an extended echo; nil for any other message.
    public var extendedSequenceNumber: UInt8? {
        type == .extendedEchoRequest || type == .extendedEchoReply ? bytes[6] : nil
    }

    /// Whether an extended echo request asks for an interface of the node that it is sent to.
    public var isLocalInterface: Bool? { type == .extendedEchoRequest ? bytes[7] & 1 != 0 : nil }

    /// What an extended echo reply says of the interface; nil for any other message.
    public var interfaceStatus: ExtendedEchoStatus? {
        type == .extendedEchoReply ? ExtendedEchoStatus(rawValue: bytes[7]) : nil
    }
}
