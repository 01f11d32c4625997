/// The header of Generic Routing Encapsulation (RFC 2784, RFC 2890); version 1 carries PPP for PPTP (RFC 2637).
///
///      0                   1                   2                   3
///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///     +-+-+-+-+-+-----+-+-------+-----+-------------------------------+
///     |C|R|K|S|s|Recur|A| Flags | Ver |         Protocol Type         |
///     +-+-+-+-+-+-----+-+-------+-----+-------------------------------+
///     |      Checksum (C or R)        |        Offset (C or R)        |
///     +-------------------------------+-------------------------------+
///     |         Key (K); payload length and call ID in version 1      |
///     +---------------------------------------------------------------+
///     |                     Sequence Number (S)                       |
///     +---------------------------------------------------------------+
///     |   Routing (R) in version 0, Acknowledgment (A) in version 1   |
///     +---------------------------------------------------------------+
public struct GREHeader: Hashable, Sendable {
    public var protocolType: EtherType
    public var hasChecksum: Bool
    /// Tells one tunnel between two hosts from another; NVGRE has a network in the upper 24 bits (RFC 7637).
    public var key: UInt32?
    public var sequenceNumber: UInt32?

    public init(
        protocolType: EtherType, hasChecksum: Bool = false, key: UInt32? = nil, sequenceNumber: UInt32? = nil
    ) {
        self.protocolType = protocolType
        self.hasChecksum = hasChecksum
        self.key = key
        self.sequenceNumber = sequenceNumber
    }

    public var byteCount: Int { 4 + (hasChecksum ? 4 : 0) + (key == nil ? 0 : 4) + (sequenceNumber == nil ? 0 : 4) }

    /// Appends the header, of version 0, and `payload`, with the checksum filled in.
    @_lifetime(output: copy output)
    public func serialize(into output: inout OutputSpan<UInt8>, payload: Span<UInt8>) {
        let start = output.count
        let flags: UInt16 =
            (hasChecksum ? 0x8000 : 0) | (key == nil ? 0 : 0x2000) | (sequenceNumber == nil ? 0 : 0x1000)
        output.append(bigEndian: flags)
        output.append(bigEndian: protocolType.rawValue)
        if hasChecksum { output.append(bigEndian: UInt32(0)) }
        if let key { output.append(bigEndian: key) }
        if let sequenceNumber { output.append(bigEndian: sequenceNumber) }
        output.append(copying: payload)
        if hasChecksum { output.set(InternetChecksum.of(output.span.suffix(from: start)), at: start + 4) }
    }
}

/// A packet in GRE, in borrowed bytes. Once `init` returns, no accessor traps.
public struct GREPacket: ~Escapable {
    @usableFromInline let bytes: Span<UInt8>
    public let headerByteCount: Int

    /// - Throws: `truncated` where the header, or an entry of its source routes, is cut; `badValue` for a version other
    ///   than 0 and 1.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(4, "GRE")
        let version = Int(bytes[1] & 7)
        guard version <= 1 else { throw WireError("GRE", .badValue(field: "version", value: version)) }
        let flags = bytes[0]
        var length = flags & 0xC0 != 0 ? 8 : 4
        if flags & 0x20 != 0 { length += 4 }
        if flags & 0x10 != 0 { length += 4 }
        if version == 1, bytes[1] & 0x80 != 0 { length += 4 }
        if version == 0, flags & 0x40 != 0 {
            // Entries follow up to one that is empty and of no address family (RFC 1701).
            var isLast = false
            while !isLast, length + 4 <= bytes.count {
                isLast = bytes.uint16(at: length) == 0 && bytes[length + 3] == 0
                length += 4 + Int(bytes[length + 3])
            }
            if !isLast { length = max(length, bytes.count + 4) }
        }
        try bytes.require(length, "GRE")
        self.bytes = bytes
        headerByteCount = length
    }

    @inlinable public var hasChecksum: Bool { bytes[0] & 0x80 != 0 }
    @inlinable public var hasRouting: Bool { version == 0 && bytes[0] & 0x40 != 0 }
    @inlinable public var hasKey: Bool { bytes[0] & 0x20 != 0 }
    @inlinable public var hasSequenceNumber: Bool { bytes[0] & 0x10 != 0 }
    @inlinable public var hasAcknowledgment: Bool { version == 1 && bytes[1] & 0x80 != 0 }
    /// 0; 1 for PPTP.
    @inlinable public var version: UInt8 { bytes[1] & 7 }
    @inlinable public var protocolType: EtherType { EtherType(rawValue: bytes.uint16(at: 2)) }
    @inlinable var hasOffset: Bool { bytes[0] & 0xC0 != 0 }
    @inlinable public var checksum: UInt16? { hasOffset ? bytes.uint16(at: 4) : nil }
    @inlinable var keyOffset: Int { hasOffset ? 8 : 4 }
    /// The key; the payload's length and a call's number in version 1.
    @inlinable public var key: UInt32? { hasKey ? bytes.uint32(at: keyOffset) : nil }
    @inlinable var sequenceOffset: Int { keyOffset + (hasKey ? 4 : 0) }
    @inlinable public var sequenceNumber: UInt32? { hasSequenceNumber ? bytes.uint32(at: sequenceOffset) : nil }
    @inlinable var lastOffset: Int { sequenceOffset + (hasSequenceNumber ? 4 : 0) }
    @inlinable public var acknowledgmentNumber: UInt32? { hasAcknowledgment ? bytes.uint32(at: lastOffset) : nil }
    @inlinable public var payload: Span<UInt8> {
        @_lifetime(copy self) get { bytes.slice(at: headerByteCount, upTo: payloadByteCount) }
    }
    /// At most so many bytes belong to the payload: version 1 says how many.
    @inlinable var payloadByteCount: Int {
        guard version == 1, let key else { return .max }
        return Int(key >> 16)
    }
    /// Whether the checksum over header and payload is right; nil where there is none.
    public var isChecksumValid: Bool? {
        guard hasChecksum else { return nil }
        var sum = InternetChecksum()
        sum.add(bytes)
        return sum.isIntact
    }
    /// The owned header; nil for version 1 and where there are source routes.
    public var header: GREHeader? {
        guard version == 0, !hasRouting else { return nil }
        return GREHeader(
            protocolType: protocolType, hasChecksum: hasChecksum, key: key, sequenceNumber: sequenceNumber)
    }

    /// What the payload is read as.
    @inlinable var nextKind: LayerKind {
        // ERSPAN's first type has no header of its own, and no sequence number in GRE's.
        if protocolType == .erspan, !hasSequenceNumber { return .ethernet }
        return protocolType.isLengthField ? .data : LayerKind(protocolType)
    }
}
