/// An echo request or reply to send (RFC 4443 section 4).
public struct ICMPv6Echo: Hashable, Sendable {
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

    /// Appends the message; without a pseudo-header the checksum stays zero, for a kernel to fill in.
    @inlinable
    @_lifetime(output: copy output)
    public func serialize(
        into output: inout OutputSpan<UInt8>, payload: Span<UInt8>, pseudoHeader: PseudoHeader?
    ) {
        let start = output.count
        let type: ICMPv6Type = isReply ? .echoReply : .echoRequest
        output.append(bigEndian: UInt32(type.rawValue) << 24)
        output.append(bigEndian: identifier)
        output.append(bigEndian: sequenceNumber)
        output.append(copying: payload)
        output.setICMPv6Checksum(from: start, pseudoHeader: pseudoHeader)
    }
}

/// An error to send: what went wrong, the packet it is about, and what else the node has to say
/// (RFC 4443 section 3, RFC 4884).
public struct ICMPv6Error: Hashable, Sendable {
    /// What stands in the second word of the header.
    public enum Detail: Hashable, Sendable {
        case none
        /// In bytes.
        case mtu(UInt32)
        /// A byte of the quoted packet.
        case pointer(UInt32)
    }

    public var kind: ICMPv6Kind
    public var detail: Detail
    /// Sent only with the types that may have any: destination unreachable and time exceeded.
    public var extensions: [ICMPExtension]

    public init(type: ICMPv6Type, code: UInt8, detail: Detail = .none, extensions: [ICMPExtension] = []) {
        kind = ICMPv6Kind(type: type, code: code)
        self.detail = detail
        self.extensions = extensions
    }

    private var hasExtensions: Bool {
        !extensions.isEmpty && (kind.type == .destinationUnreachable || kind.type == .timeExceeded)
    }

    /// The bytes of the message that quotes `count` bytes.
    public func byteCount(quoting count: Int) -> Int {
        guard hasExtensions else { return 8 + count }
        return 8 + ICMPQuoteLayout.paddedByteCount(count, unit: 8) + extensions.structureByteCount
    }

    /// Appends the message; without a pseudo-header the checksum stays zero, for a kernel to fill in.
    ///
    /// Before extensions, the quote is padded to 128 bytes at least, and cut to the 2,040 bytes that its length field
    /// can count. The sender sees to it that the packet stays within 1,280 bytes (RFC 4443 section 2.4).
    @_lifetime(output: copy output)
    public func serialize(
        into output: inout OutputSpan<UInt8>, quoting packet: Span<UInt8>, pseudoHeader: PseudoHeader?
    ) {
        let start = output.count
        let padded = hasExtensions ? ICMPQuoteLayout.paddedByteCount(packet.count, unit: 8) : packet.count
        output.append(bigEndian: UInt32(kind.type.rawValue) << 24 | UInt32(kind.code) << 16)
        switch detail {
        case .none: output.append(bigEndian: hasExtensions ? UInt32(padded / 8) << 24 : 0)
        case .mtu(let value), .pointer(let value): output.append(bigEndian: value)
        }
        let quote = packet.extracting(first: padded)
        output.append(copying: quote)
        for _ in quote.count..<padded { output.append(0) }
        if hasExtensions { extensions.serialize(into: &output) }
        output.setICMPv6Checksum(from: start, pseudoHeader: pseudoHeader)
    }
}
