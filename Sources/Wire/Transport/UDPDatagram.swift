/// The UDP header (RFC 768).
///
///      0      7 8     15 16    23 24    31
///     +--------+--------+--------+--------+
///     |   Source Port   | Destination Port|
///     +--------+--------+--------+--------+
///     |     Length      |    Checksum     |
///     +--------+--------+--------+--------+
///     |          data octets ...
public struct UDPHeader: Hashable, Sendable {
    public static let byteCount = 8

    public var sourcePort: UInt16
    public var destinationPort: UInt16

    public init(sourcePort: UInt16, destinationPort: UInt16) {
        self.sourcePort = sourcePort
        self.destinationPort = destinationPort
    }

    /// Appends the header and `payload`, with length and checksum filled in.
    ///
    /// A checksum that comes out as zero is sent as 0xFFFF: zero says that the sender computed none (RFC 768).
    /// The payload must leave the datagram within 65,535 bytes.
    @_lifetime(output: copy output)
    public func serialize(
        into output: inout OutputSpan<UInt8>, payload: Span<UInt8>, pseudoHeader: PseudoHeader
    ) {
        let length = Self.byteCount + payload.count
        precondition(length <= 0xFFFF, "a UDP datagram has at most 65,535 bytes")
        let start = output.count
        output.append(bigEndian: sourcePort)
        output.append(bigEndian: destinationPort)
        output.append(bigEndian: UInt16(length))
        output.append(bigEndian: UInt16(0))
        output.append(copying: payload)
        var checksum = pseudoHeader.checksum(protocol: IPProtocol.udp.rawValue, length: length)
        checksum.add(output.span.suffix(from: start))
        output.set(checksum.value == 0 ? 0xFFFF : checksum.value, at: start + 6)
    }
}

/// A UDP datagram in borrowed bytes. Once `init` returns, no accessor traps.
///
/// A length field of zero stands for a jumbogram: the datagram then reaches to the end of the bytes (RFC 2675). Where
/// the capture cut the datagram short, `payload` is what is there; `isTruncated` tells.
public struct UDPDatagram: ~Escapable {
    @usableFromInline let bytes: Span<UInt8>

    /// - Throws: `truncated` below 8 bytes, `badLength` where the length field is 1...7.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(UDPHeader.byteCount, "UDP")
        let length = Int(bytes.uint16(at: 4))
        guard length == 0 || length >= UDPHeader.byteCount else {
            throw WireError(
                "UDP", .badLength(field: "length", value: length, minimum: UDPHeader.byteCount, maximum: 0xFFFF), at: 4)
        }
        self.bytes = bytes.extracting(first: length == 0 ? bytes.count : length)
    }

    @inlinable public var sourcePort: UInt16 { bytes.uint16(at: 0) }
    @inlinable public var destinationPort: UInt16 { bytes.uint16(at: 2) }
    /// The length field: header and payload, in bytes.
    @inlinable public var length: UInt16 { bytes.uint16(at: 4) }
    @inlinable public var checksum: UInt16 { bytes.uint16(at: 6) }
    @inlinable public var payload: Span<UInt8> { @_lifetime(copy self) get { bytes.extracting(droppingFirst: 8) } }
    /// Whether fewer bytes were there than the length field says.
    @inlinable public var isTruncated: Bool { bytes.count < Int(length) }
    /// The owned header.
    public var header: UDPHeader { UDPHeader(sourcePort: sourcePort, destinationPort: destinationPort) }

    /// Whether the checksum is right; nil where it can't be told: none was sent, or bytes are missing.
    public func isChecksumValid(_ pseudoHeader: PseudoHeader) -> Bool? {
        guard !isTruncated, checksum != 0 else { return nil }
        var sum = pseudoHeader.checksum(protocol: IPProtocol.udp.rawValue, length: bytes.count)
        sum.add(bytes)
        return sum.isIntact
    }

    /// What is known of the checksum; `pseudoHeader` is nil where it can't be judged.
    @inlinable
    public func checksumStatus(_ pseudoHeader: PseudoHeader?) -> ChecksumStatus {
        guard checksum != 0 else { return .absent }
        guard let pseudoHeader else { return .unverified }
        return ChecksumStatus(isChecksumValid(pseudoHeader))
    }

    /// Tells `sink` the fields. `offset` is the datagram's place in the packet; `pseudoHeader` is nil where the
    /// addresses are not known, and then the checksum is not judged.
    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(
        into sink: inout Sink, at offset: Int, pseudoHeader: PseudoHeader?
    ) {
        sink.open("udp", "User Datagram Protocol", at: offset..<offset + UDPHeader.byteCount)
        sink.number("udp.srcport", "Source Port", sourcePort, at: offset..<offset + 2)
        sink.number("udp.dstport", "Destination Port", destinationPort, at: offset + 2..<offset + 4)
        sink.number("udp.length", "Length", length, .units("bytes"), at: offset + 4..<offset + 6)
        sink.number("udp.checksum", "Checksum", checksum, .hex(4), at: offset + 6..<offset + 8)
        sink.checksum(
            "udp.checksum.status", warning: "udp.checksum.bad", at: offset + 6..<offset + 8,
            checksumStatus(pseudoHeader))
        sink.close()
    }
}
