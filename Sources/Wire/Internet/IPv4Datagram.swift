/// The IPv4 header (RFC 791 section 3.1).
///
///      0                   1                   2                   3
///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///     +-------+-------+-----------+---+-------------------------------+
///     |Version|  IHL  |   DSCP    |ECN|         Total Length          |
///     +-------+-------+-----------+---+-----+-------------------------+
///     |        Identification         |Flags|     Fragment Offset     |
///     +---------------+---------------+-----+-------------------------+
///     |  Time to Live |    Protocol   |        Header Checksum        |
///     +---------------+---------------+-------------------------------+
///     |                        Source Address                         |
///     +---------------------------------------------------------------+
///     |                      Destination Address                      |
///     +---------------------------------------------------------------+
///     |                    Options and padding ...
public struct IPv4Header: Hashable, Sendable {
    /// The length of a header without options.
    public static let minimumByteCount = 20
    public static let maximumByteCount = 60

    public var dscp = DSCP.bestEffort
    public var ecn = ECN.notCapable
    public var identification: UInt16 = 0
    /// The bit that RFC 791 reserves, RFC 3514's on April 1st.
    public var isReservedFlagSet = false
    public var dontFragment = false
    public var moreFragments = false
    /// In bytes, a multiple of 8, at most 65,528.
    public var fragmentOffset = 0
    public var timeToLive: UInt8 = 64
    public var protocolNumber: IPProtocol
    public var source: IPv4Address
    public var destination: IPv4Address
    /// At most 40 bytes of them. Padding to a multiple of four is added when written.
    public var options: [IPv4Option] = []

    public init(protocolNumber: IPProtocol, source: IPv4Address, destination: IPv4Address) {
        self.protocolNumber = protocolNumber
        self.source = source
        self.destination = destination
    }

    /// The length of the header with its options and their padding.
    public var byteCount: Int {
        Self.minimumByteCount + (options.reduce(0) { $0 + $1.byteCount } + 3) / 4 * 4
    }

    /// Appends the header for a payload of `payloadLength` bytes, with lengths and checksum filled in.
    ///
    /// The options must fit into 40 bytes and the datagram into 65,535.
    @_lifetime(output: copy output)
    public func serialize(into output: inout OutputSpan<UInt8>, payloadLength: Int) {
        let length = byteCount
        precondition(length <= Self.maximumByteCount, "IPv4 options have at most 40 bytes")
        precondition(length + payloadLength <= 0xFFFF, "an IPv4 datagram has at most 65,535 bytes")
        let start = output.count
        output.append(0x40 | UInt8(length / 4))
        output.append(dscp.rawValue << 2 | ecn.rawValue)
        output.append(bigEndian: UInt16(length + payloadLength))
        output.append(bigEndian: identification)
        output.append(bigEndian: flagsAndOffset)
        output.append(timeToLive)
        output.append(protocolNumber.rawValue)
        output.append(bigEndian: UInt16(0))
        output.append(bigEndian: source.rawValue)
        output.append(bigEndian: destination.rawValue)
        for option in options { option.serialize(into: &output) }
        while output.count < start + length { output.append(IPv4OptionType.endOfList.rawValue) }
        output.set(InternetChecksum.of(output.span.suffix(from: start)), at: start + 10)
    }

    private var flagsAndOffset: UInt16 {
        precondition((0...0xFFF8).contains(fragmentOffset) && fragmentOffset % 8 == 0, "no such fragment offset")
        return (isReservedFlagSet ? 0x8000 : 0) | (dontFragment ? 0x4000 : 0) | (moreFragments ? 0x2000 : 0)
            | UInt16(fragmentOffset / 8)
    }
}

/// An IPv4 datagram in borrowed bytes. Once `init` returns, no accessor traps.
///
/// A total length of zero, which a sender's own capture shows where the network card cuts the segments, stands for "to
/// the end of the bytes". Where the capture cut the datagram short, `payload` is what is there; `isTruncated` tells.
public struct IPv4Datagram: ~Escapable {
    @usableFromInline let bytes: Span<UInt8>

    /// - Throws: `truncated` where the header is cut, `badValue` for another version, `badLength` where the header
    ///   length is below 20 or the total length below the header's.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        let minimum = IPv4Header.minimumByteCount
        try bytes.require(minimum, "IPv4")
        guard bytes[0] >> 4 == 4 else {
            throw WireError("IPv4", .badValue(field: "version", value: Int(bytes[0] >> 4)))
        }
        let headerLength = Int(bytes[0] & 15) * 4
        guard headerLength >= minimum else {
            throw WireError(
                "IPv4",
                .badLength(
                    field: "header length", value: headerLength, minimum: minimum, maximum: IPv4Header.maximumByteCount)
            )
        }
        try bytes.require(headerLength, "IPv4")
        let length = Int(bytes.uint16(at: 2))
        guard length == 0 || length >= headerLength else {
            throw WireError(
                "IPv4", .badLength(field: "total length", value: length, minimum: headerLength, maximum: 0xFFFF), at: 2)
        }
        self.bytes = bytes.extracting(first: length == 0 ? bytes.count : length)
    }

    /// The length of the header with its options, in bytes: 20...60.
    @inlinable public var headerLength: Int { Int(bytes[0] & 15) * 4 }
    @inlinable public var dscp: DSCP { DSCP(rawValue: bytes[1] >> 2) }
    @inlinable public var ecn: ECN { ECN(rawValue: bytes[1]) }
    /// The total length field: header and payload, in bytes.
    @inlinable public var totalLength: UInt16 { bytes.uint16(at: 2) }
    @inlinable public var identification: UInt16 { bytes.uint16(at: 4) }
    @inlinable public var isReservedFlagSet: Bool { bytes[6] & 0x80 != 0 }
    @inlinable public var dontFragment: Bool { bytes[6] & 0x40 != 0 }
    @inlinable public var moreFragments: Bool { bytes[6] & 0x20 != 0 }
    /// Where the payload belongs in the whole datagram's, in bytes.
    @inlinable public var fragmentOffset: Int { Int(bytes.uint16(at: 6) & 0x1FFF) * 8 }
    /// Whether the datagram is a part of one.
    @inlinable public var isFragment: Bool { bytes.uint16(at: 6) & 0x3FFF != 0 }
    @inlinable public var timeToLive: UInt8 { bytes[8] }
    @inlinable public var protocolNumber: IPProtocol { IPProtocol(rawValue: bytes[9]) }
    @inlinable public var headerChecksum: UInt16 { bytes.uint16(at: 10) }
    @inlinable public var source: IPv4Address { bytes.ipv4Address(at: 12) }
    @inlinable public var destination: IPv4Address { bytes.ipv4Address(at: 16) }
    /// The options, padding included, as bytes; none in most datagrams.
    @inlinable public var optionBytes: Span<UInt8> {
        @_lifetime(copy self) get {
            bytes.slice(at: IPv4Header.minimumByteCount, upTo: headerLength - IPv4Header.minimumByteCount)
        }
    }
    /// The options, one after the other.
    @inlinable public var options: IPv4OptionIterator {
        @_lifetime(copy self) get { IPv4OptionIterator(optionBytes) }
    }
    @inlinable public var payload: Span<UInt8> {
        @_lifetime(copy self) get { bytes.suffix(from: headerLength) }
    }
    /// Whether fewer bytes were there than the total length says.
    @inlinable public var isTruncated: Bool { bytes.count < Int(totalLength) }

    /// Whether the header checksum is right.
    public var isHeaderChecksumValid: Bool {
        var sum = InternetChecksum()
        sum.add(bytes.extracting(first: headerLength))
        return sum.isIntact
    }
}
