/// An ICMPv6 message in borrowed bytes (RFC 4443). Once `init` returns, no accessor traps.
///
///      0                   1                   2                   3
///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |     Type      |     Code      |          Checksum             |
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |           Identifier          |        Sequence Number        |  echo
///     |                             MTU                               |  packet too big
///     |                            Pointer                            |  parameter problem
///     |     Length    |                   unused                      |  unreachable, time exceeded
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |  data, or the packet that an error is about ...
///
/// Neighbour discovery and multicast listener messages have views of their own, over the same bytes:
/// ``NeighborDiscoveryMessage`` and ``MulticastListenerMessage``.
public struct ICMPv6Message: ~Escapable {
    /// What every message has.
    public static let headerByteCount = 4

    /// The whole message.
    public let bytes: Span<UInt8>

    /// - Throws: `truncated` below 4 bytes, or below 8 for an error or an echo.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(Self.headerByteCount, "ICMPv6")
        if Self.hasSecondWord(ICMPv6Type(rawValue: bytes[0])), bytes.count < 8 {
            throw WireError("ICMPv6", .truncated(needed: 8, available: bytes.count))
        }
        self.bytes = bytes
    }

    /// Whether what follows the first word of a message of this type is known to be another one.
    @inlinable static func hasSecondWord(_ type: ICMPv6Type) -> Bool {
        switch type.rawValue {
        case 1...4, 128, 129, 160, 161: true
        default: false
        }
    }

    @inlinable public var type: ICMPv6Type { ICMPv6Type(rawValue: bytes[0]) }
    @inlinable public var code: UInt8 { bytes[1] }
    /// Type and code together, with their names.
    @inlinable public var kind: ICMPv6Kind { ICMPv6Kind(type: type, code: code) }
    @inlinable public var checksum: UInt16 { bytes.uint16(at: 2) }

    /// Whether the checksum is right. Bytes that a capture cut off make it wrong.
    public func isChecksumValid(_ pseudoHeader: PseudoHeader) -> Bool {
        var sum = pseudoHeader.checksum(protocol: IPProtocol.icmpv6.rawValue, length: bytes.count)
        sum.add(bytes)
        return sum.isIntact
    }

    /// What a request and its reply share, in echo messages; zero in a message too short to have one.
    @inlinable public var identifier: UInt16 { bytes.count >= 8 ? bytes.uint16(at: 4) : 0 }
    /// The number of an echo; zero in a message too short to have one. Of an extended echo only
    /// ``extendedSequenceNumber``.
    @inlinable public var sequenceNumber: UInt16 { bytes.count >= 8 ? bytes.uint16(at: 6) : 0 }
    /// All that follows the first 8 bytes: the data of an echo.
    @inlinable public var payload: Span<UInt8> { @_lifetime(copy self) get { bytes.suffix(from: 8) } }
    /// All that follows the first 4 bytes, whatever the type makes of it.
    @inlinable public var body: Span<UInt8> { @_lifetime(copy self) get { bytes.suffix(from: 4) } }
}

// Errors.
extension ICMPv6Message {
    /// Whether extensions may follow the quote, and the first byte of the second word counts its 64-bit words
    /// (RFC 4884 section 4).
    @usableFromInline var mayHaveExtensions: Bool { type == .destinationUnreachable || type == .timeExceeded }

    /// The length field of an error that may have extensions: the quote's length in 64-bit words, zero where the sender
    /// set none.
    @inlinable public var quotedWordCount: UInt8 { mayHaveExtensions ? bytes[4] : 0 }

    @usableFromInline var layout: ICMPQuoteLayout {
        ICMPQuoteLayout(body: payload, length: Int(quotedWordCount) * 8, mayBeLegacy: false)
    }

    /// The packet that an error is about, as much of it as was sent, or the zeros that pad it before extensions; empty
    /// unless the message is an error.
    public var quoted: Span<UInt8> {
        @_lifetime(copy self) get {
            payload.extracting(first: type.isError ? layout.quotedByteCount : 0)
        }
    }

    /// Where in the payload the extensions start.
    @usableFromInline var extensionsOffset: Int {
        if type == .extendedEchoRequest { return 0 }
        return mayHaveExtensions ? layout.extensionsOffset : payload.count
    }

    /// What follows the quote, or an extended echo request's header; empty where nothing does.
    @usableFromInline var extensionBytes: Span<UInt8> {
        @_lifetime(copy self) get { payload.extracting(droppingFirst: extensionsOffset) }
    }

    /// The extensions of an error or of an extended echo request; nil where there are none that can be read.
    public var extensions: ICMPExtensions? {
        @_lifetime(copy self) get { try? ICMPExtensions(parsing: extensionBytes) }
    }

    /// The largest packet that the next hop takes, in bytes; nil unless the message is Packet Too Big.
    @inlinable public var mtu: UInt32? { type == .packetTooBig ? bytes.uint32(at: 4) : nil }

    /// The byte of the quoted packet that a parameter problem is about; nil for any other message.
    @inlinable public var pointer: UInt32? { type == .parameterProblem ? bytes.uint32(at: 4) : nil }
}

// Extended echo (RFC 8335).
extension ICMPv6Message {
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
