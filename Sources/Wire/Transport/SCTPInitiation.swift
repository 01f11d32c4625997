/// The chunk that begins an association of SCTP (RFC 9260 section 3.3.2), to send.
///
///     +---------------------------------------------------------------+
///     |   Type = 1    |  Chunk Flags  |      Chunk Length             |
///     +---------------------------------------------------------------+
///     |                         Initiate Tag                          |
///     +---------------------------------------------------------------+
///     |           Advertised Receiver Window Credit (a_rwnd)          |
///     +---------------------------------------------------------------+
///     |  Number of Outbound Streams   |  Number of Inbound Streams    |
///     +---------------------------------------------------------------+
///     |                          Initial TSN                          |
///     +---------------------------------------------------------------+
public struct SCTPInitiation: Hashable, Sendable {
    /// Of the chunk, without parameters.
    public static let byteCount = 20

    /// By which the other side's packets are known; not 0.
    public var initiateTag: UInt32
    /// In bytes.
    public var receiverWindow: UInt32 = 65_536
    public var outboundStreams: UInt16 = 1
    public var inboundStreams: UInt16 = 1
    public var initialSequenceNumber: UInt32
    /// Bytes of a parameter that only makes the packet longer (RFC 4820 section 4): a multiple of 4, at most 65,512.
    public var paddingByteCount = 0

    public init(initiateTag: UInt32, initialSequenceNumber: UInt32) {
        self.initiateTag = initiateTag
        self.initialSequenceNumber = initialSequenceNumber
    }

    /// Appends a whole packet with this chunk alone, its check value filled in.
    @_lifetime(output: copy output)
    public func serialize(into output: inout OutputSpan<UInt8>, sourcePort: UInt16, destinationPort: UInt16) {
        precondition(paddingByteCount % 4 == 0 && Self.byteCount + paddingByteCount <= 0xFFFF, "no such padding")
        let start = output.count
        output.append(bigEndian: sourcePort)
        output.append(bigEndian: destinationPort)
        output.append(bigEndian: UInt32(0))
        output.append(bigEndian: UInt32(0))
        output.append(
            bigEndian: UInt32(SCTPChunkType.initiation.rawValue) << 24 | UInt32(Self.byteCount + paddingByteCount))
        output.append(bigEndian: initiateTag)
        output.append(bigEndian: receiverWindow)
        output.append(bigEndian: outboundStreams)
        output.append(bigEndian: inboundStreams)
        output.append(bigEndian: initialSequenceNumber)
        if paddingByteCount > 0 {
            output.append(bigEndian: UInt32(SCTPParameterType.padding.rawValue) << 16 | UInt32(paddingByteCount))
            for _ in 4..<paddingByteCount { output.append(0) }
        }
        var check = CRC32C()
        check.add(output.span.suffix(from: start))
        let value = check.value.byteSwapped
        output.set(UInt16(value >> 16), at: start + 8)
        output.set(UInt16(truncatingIfNeeded: value), at: start + 10)
    }
}
