/// The TCP header (RFC 9293 section 3.1).
///
///      0                   1                   2                   3
///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |          Source Port          |       Destination Port        |
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |                        Sequence Number                        |
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |                    Acknowledgment Number                      |
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |  Data |     |A|C|E|U|A|P|R|S|F|                               |
///     | Offset|Rsrvd|E|W|C|R|C|S|S|Y|I|            Window             |
///     |       |     | |R|E|G|K|H|T|N|N|                               |
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |           Checksum            |         Urgent Pointer        |
///     +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
///     |  Options, data ...
public struct TCPHeader: Hashable, Sendable {
    /// Without options.
    public static let minimumByteCount = 20
    /// What a data offset of 4 bits can count.
    public static let maximumByteCount = 60

    public var sourcePort: UInt16
    public var destinationPort: UInt16
    public var sequenceNumber: UInt32
    public var acknowledgmentNumber: UInt32
    public var flags: TCPFlags
    /// As sent, before any window scale.
    public var window: UInt16
    public var urgentPointer: UInt16
    /// In wire order, at most 40 bytes.
    public var options: [TCPOption]

    public init(
        sourcePort: UInt16, destinationPort: UInt16, sequenceNumber: UInt32, acknowledgmentNumber: UInt32 = 0,
        flags: TCPFlags, window: UInt16, urgentPointer: UInt16 = 0, options: [TCPOption] = []
    ) {
        self.sourcePort = sourcePort
        self.destinationPort = destinationPort
        self.sequenceNumber = sequenceNumber
        self.acknowledgmentNumber = acknowledgmentNumber
        self.flags = flags
        self.window = window
        self.urgentPointer = urgentPointer
        self.options = options
    }

    /// Header and options, padded to a multiple of 4 bytes.
    public var byteCount: Int {
        Self.minimumByteCount + (options.reduce(0) { $0 + $1.byteCount } + 3) / 4 * 4
    }

    /// Appends the header and `payload`, with data offset and checksum filled in. Options are padded with zeros, which
    /// end them. The options must take no more than 40 bytes.
    @_lifetime(output: copy output)
    public func serialize(
        into output: inout OutputSpan<UInt8>, payload: Span<UInt8>, pseudoHeader: PseudoHeader
    ) {
        let headerCount = byteCount
        precondition(headerCount <= Self.maximumByteCount, "a TCP header has at most 60 bytes")
        let start = output.count
        output.append(bigEndian: sourcePort)
        output.append(bigEndian: destinationPort)
        output.append(bigEndian: sequenceNumber)
        output.append(bigEndian: acknowledgmentNumber)
        output.append(bigEndian: UInt16(headerCount / 4) << 12 | flags.rawValue & 0xFFF)
        output.append(bigEndian: window)
        output.append(bigEndian: UInt16(0))
        output.append(bigEndian: urgentPointer)
        for option in options { option.serialize(into: &output) }
        for _ in output.count - start..<headerCount { output.append(0) }
        output.append(copying: payload)
        var checksum = pseudoHeader.checksum(protocol: IPProtocol.tcp.rawValue, length: headerCount + payload.count)
        checksum.add(output.span.suffix(from: start))
        output.set(checksum.value, at: start + 16)
    }
}

/// The flags of a TCP segment, and the three reserved bits before them (RFC 9293 section 3.1, RFC 9768).
public struct TCPFlags: OptionSet, Hashable, Sendable {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let fin = TCPFlags(rawValue: 0x001)
    public static let syn = TCPFlags(rawValue: 0x002)
    public static let reset = TCPFlags(rawValue: 0x004)
    public static let push = TCPFlags(rawValue: 0x008)
    public static let ack = TCPFlags(rawValue: 0x010)
    public static let urgent = TCPFlags(rawValue: 0x020)
    /// ECN-Echo (RFC 3168).
    public static let ece = TCPFlags(rawValue: 0x040)
    /// Congestion Window Reduced (RFC 3168).
    public static let cwr = TCPFlags(rawValue: 0x080)
    /// Accurate ECN (RFC 9768); the nonce sum, NS, of RFC 3540 before.
    public static let ae = TCPFlags(rawValue: 0x100)
}

/// A TCP segment in borrowed bytes. Once `init` returns, no accessor traps.
public struct TCPSegment: ~Escapable {
    @usableFromInline let bytes: Span<UInt8>

    /// - Throws: `truncated` below 20 bytes or below what the data offset says, `badLength` where the data offset is
    ///   below 20 bytes.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(TCPHeader.minimumByteCount, "TCP")
        let offset = Int(bytes[12] >> 4) * 4
        guard offset >= TCPHeader.minimumByteCount else {
            throw WireError(
                "TCP",
                .badLength(
                    field: "data offset", value: offset, minimum: TCPHeader.minimumByteCount,
                    maximum: TCPHeader.maximumByteCount),
                at: 12)
        }
        try bytes.require(offset, "TCP")
        self.bytes = bytes
    }

    @inlinable public var sourcePort: UInt16 { bytes.uint16(at: 0) }
    @inlinable public var destinationPort: UInt16 { bytes.uint16(at: 2) }
    @inlinable public var sequenceNumber: UInt32 { bytes.uint32(at: 4) }
    @inlinable public var acknowledgmentNumber: UInt32 { bytes.uint32(at: 8) }
    /// Header and options, in bytes: 20...60.
    @inlinable public var headerByteCount: Int { Int(bytes[12] >> 4) * 4 }
    /// The flags, and the three reserved bits above them.
    @inlinable public var flags: TCPFlags { TCPFlags(rawValue: bytes.uint16(at: 12) & 0xFFF) }
    /// As sent, before any window scale.
    @inlinable public var window: UInt16 { bytes.uint16(at: 14) }
    @inlinable public var checksum: UInt16 { bytes.uint16(at: 16) }
    @inlinable public var urgentPointer: UInt16 { bytes.uint16(at: 18) }
    /// The options' bytes, padding included: at most 40.
    @inlinable public var optionBytes: Span<UInt8> {
        @_lifetime(copy self) get { bytes.slice(at: 20, upTo: headerByteCount - 20) }
    }
    /// A walk over the options.
    @inlinable public var options: TCPOptions {
        @_lifetime(copy self) get { TCPOptions(parsing: optionBytes) }
    }
    @inlinable public var payload: Span<UInt8> { @_lifetime(copy self) get { bytes.suffix(from: headerByteCount) } }

    /// The owned header. Options end, as a receiver ends them, at the first that can't be read.
    public var header: TCPHeader {
        var known: [TCPOption] = []
        var walk = options
        while let option = try? walk.next() { known.append(option) }
        return TCPHeader(
            sourcePort: sourcePort, destinationPort: destinationPort, sequenceNumber: sequenceNumber,
            acknowledgmentNumber: acknowledgmentNumber, flags: flags, window: window, urgentPointer: urgentPointer,
            options: known)
    }

    /// Whether the checksum is right. Bytes that a capture cut off make it wrong.
    public func isChecksumValid(_ pseudoHeader: PseudoHeader) -> Bool {
        var sum = pseudoHeader.checksum(protocol: IPProtocol.tcp.rawValue, length: bytes.count)
        sum.add(bytes)
        return sum.isIntact
    }

    /// What is known of the checksum; `pseudoHeader` is nil where it can't be judged.
    @inlinable
    public func checksumStatus(_ pseudoHeader: PseudoHeader?) -> ChecksumStatus {
        guard let pseudoHeader else { return .unverified }
        return ChecksumStatus(isChecksumValid(pseudoHeader))
    }

    /// Tells `sink` the fields. `offset` is the segment's place in the packet; `pseudoHeader` is nil where the
    /// addresses are not known or bytes are missing, and then the checksum is not judged.
    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(
        into sink: inout Sink, at offset: Int, pseudoHeader: PseudoHeader?
    ) {
        sink.open("tcp", "Transmission Control Protocol", at: offset..<offset + headerByteCount)
        sink.number("tcp.srcport", "Source Port", sourcePort, at: offset..<offset + 2)
        sink.number("tcp.dstport", "Destination Port", destinationPort, at: offset + 2..<offset + 4)
        sink.number(
            "tcp.len", "Segment Length", UInt(bytes.count - headerByteCount), .units("bytes"),
            at: offset + 12..<offset + 13)
        sink.number("tcp.seq_raw", "Sequence Number", sequenceNumber, at: offset + 4..<offset + 8)
        sink.number("tcp.ack_raw", "Acknowledgment Number", acknowledgmentNumber, at: offset + 8..<offset + 12)
        sink.number(
            "tcp.hdr_len", "Header Length", UInt8(truncatingIfNeeded: headerByteCount), .units("bytes"),
            at: offset + 12..<offset + 13)
        flags.describe(into: &sink, at: offset + 12..<offset + 14)
        sink.number("tcp.window_size_value", "Window", window, at: offset + 14..<offset + 16)
        sink.number("tcp.checksum", "Checksum", checksum, .hex(4), at: offset + 16..<offset + 18)
        sink.checksum(
            "tcp.checksum.status", warning: "tcp.checksum_bad.expert", at: offset + 16..<offset + 18,
            checksumStatus(pseudoHeader))
        sink.number("tcp.urgent_pointer", "Urgent Pointer", urgentPointer, at: offset + 18..<offset + 20)
        if !optionBytes.isEmpty { TCPOptions.describe(optionBytes, into: &sink, at: offset + 20) }
        sink.close()
    }
}

extension TCPFlags {
    @inlinable
    func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at place: Range<Int>) {
        sink.group("tcp.flags", "Flags", of: UInt64(rawValue), at: place) { sink in
            sink.number("tcp.flags", "Value", rawValue, .hex(4), at: place)
            sink.number("tcp.flags.res", "Reserved", rawValue >> 9, at: place)
            sink.flag("tcp.flags.ae", "Accurate ECN", contains(.ae), at: place)
            sink.flag("tcp.flags.cwr", "Congestion Window Reduced", contains(.cwr), at: place)
            sink.flag("tcp.flags.ece", "ECN-Echo", contains(.ece), at: place)
            sink.flag("tcp.flags.urg", "Urgent", contains(.urgent), at: place)
            sink.flag("tcp.flags.ack", "Acknowledgment", contains(.ack), at: place)
            sink.flag("tcp.flags.push", "Push", contains(.push), at: place)
            sink.flag("tcp.flags.reset", "Reset", contains(.reset), at: place)
            sink.flag("tcp.flags.syn", "Syn", contains(.syn), at: place)
            sink.flag("tcp.flags.fin", "Fin", contains(.fin), at: place)
        }
    }
}
