/// The header of PPP over Ethernet (RFC 2516 section 4), the same while a session is looked for and in it.
///
///      0                   1                   2                   3
///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///     +-------+-------+---------------+-------------------------------+
///     |  Ver  | Type  |     Code      |          Session ID           |
///     +-------+-------+---------------+-------------------------------+
///     |            Length             |  Tags, or a PPP frame ...
public struct PPPoEHeader: Hashable, Sendable {
    public static let byteCount = 6

    public var code: PPPoECode
    public var sessionIdentifier: UInt16

    public init(code: PPPoECode = .session, sessionIdentifier: UInt16) {
        self.code = code
        self.sessionIdentifier = sessionIdentifier
    }

    /// Appends the header and `payload`, which has at most 65,535 bytes.
    @_lifetime(output: copy output)
    public func serialize(into output: inout OutputSpan<UInt8>, payload: Span<UInt8>) {
        precondition(payload.count <= 0xFFFF, "PPPoE carries at most 65,535 bytes")
        output.append(0x11)
        output.append(code.rawValue)
        output.append(bigEndian: sessionIdentifier)
        output.append(bigEndian: UInt16(payload.count))
        output.append(copying: payload)
    }
}

/// What a packet of PPP over Ethernet is for (IANA "PPPoE Code Fields").
public struct PPPoECode: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let session = PPPoECode(rawValue: 0)

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0x00, "Session", "RFC 2516"),
        Assignment(0x07, "PADO", "RFC 2516"),
        Assignment(0x09, "PADI", "RFC 2516"),
        Assignment(0x0A, "PADG", "RFC 5578"),
        Assignment(0x0B, "PADC", "RFC 5578"),
        Assignment(0x0C, "PADQ", "RFC 5578"),
        Assignment(0x19, "PADR", "RFC 2516"),
        Assignment(0x65, "PADS", "RFC 2516"),
        Assignment(0xA7, "PADT", "RFC 2516"),
        Assignment(0xD3, "PADM"),
        Assignment(0xD4, "PADN"),
    ]
}

/// What is told or asked for while a session is looked for (IANA "PPPoE TAG Values").
public struct PPPoETag: AssignedNumber {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let endOfList = PPPoETag(rawValue: 0)
    public static let serviceName = PPPoETag(rawValue: 0x0101)
    public static let concentratorName = PPPoETag(rawValue: 0x0102)

    public static let assignments: [Assignment<UInt16>] = [
        Assignment(0x0000, "End-Of-List", "RFC 2516"),
        Assignment(0x0101, "Service-Name", "RFC 2516"),
        Assignment(0x0102, "AC-Name", "RFC 2516"),
        Assignment(0x0103, "Host-Uniq", "RFC 2516"),
        Assignment(0x0104, "AC-Cookie", "RFC 2516"),
        Assignment(0x0105, "Vendor-Specific", "RFC 2516"),
        Assignment(0x0106, "Credits", "RFC 5578"),
        Assignment(0x0107, "Metrics", "RFC 5578"),
        Assignment(0x0108, "Sequence Number", "RFC 5578"),
        Assignment(0x0109, "Credit Scale Factor", "RFC 5578"),
        Assignment(0x0110, "Relay-Session-Id", "RFC 2516"),
        Assignment(0x0111, "HURL"),
        Assignment(0x0112, "MOTM"),
        Assignment(0x0120, "PPP-Max-Payload", "RFC 4638"),
        Assignment(0x0121, "IP_Route_Add"),
        Assignment(0x0201, "Service-Name-Error", "RFC 2516"),
        Assignment(0x0202, "AC-System-Error", "RFC 2516"),
        Assignment(0x0203, "Generic-Error", "RFC 2516"),
    ]
}

/// A packet of PPP over Ethernet, in borrowed bytes, Ethernet's padding cut off. Once `init` returns, no accessor
/// traps.
public struct PPPoEPacket: ~Escapable {
    @usableFromInline let bytes: Span<UInt8>

    /// - Throws: `truncated` below 6 bytes.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(PPPoEHeader.byteCount, "PPPoE")
        self.bytes = bytes.extracting(first: PPPoEHeader.byteCount + Int(bytes.uint16(at: 4)))
    }

    /// 1.
    @inlinable public var version: UInt8 { bytes[0] >> 4 }
    /// 1.
    @inlinable public var type: UInt8 { bytes[0] & 15 }
    @inlinable public var code: PPPoECode { PPPoECode(rawValue: bytes[1]) }
    @inlinable public var sessionIdentifier: UInt16 { bytes.uint16(at: 2) }
    /// The length of tags or frame, in bytes.
    @inlinable public var length: UInt16 { bytes.uint16(at: 4) }
    @inlinable public var payload: Span<UInt8> {
        @_lifetime(copy self) get { bytes.suffix(from: PPPoEHeader.byteCount) }
    }
    /// Whether fewer bytes were there than the length field says.
    @inlinable public var isTruncated: Bool { payload.count < Int(length) }
    /// The owned header.
    public var header: PPPoEHeader { PPPoEHeader(code: code, sessionIdentifier: sessionIdentifier) }

    @inlinable
    func describeHeader<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        sink.number("pppoe.version", "Version", version, at: context.place(0, 1))
        sink.number("pppoe.type", "Type", type, at: context.place(0, 1))
        sink.number("pppoe.code", "Code", code, .hex(2), at: context.place(1, 1))
        sink.number("pppoe.session_id", "Session ID", sessionIdentifier, .hex(4), at: context.place(2, 2))
        sink.number("pppoe.payload_length", "Payload Length", length, .units("bytes"), at: context.place(4, 2))
        if isTruncated {
            sink.warning("pppoe.payload_length.bad", "the length reaches past the end", at: context.place(4, 2))
        }
    }
}
