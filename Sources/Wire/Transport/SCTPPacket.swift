/// An SCTP packet (RFC 9260 section 3), in borrowed bytes: a common header, and chunks padded to multiples of four.
/// Once `init` returns, no accessor traps.
///
///      0                   1                   2                   3
///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///     +-------------------------------+-------------------------------+
///     |         Source Port           |       Destination Port        |
///     +-------------------------------+-------------------------------+
///     |                       Verification Tag                        |
///     +---------------------------------------------------------------+
///     |                     Checksum (CRC-32C)                        |
///     +---------------+---------------+-------------------------------+
///     |  Chunk Type   |  Chunk Flags  |         Chunk Length          |
///     +---------------+---------------+-------------------------------+
///     |  Chunk Value ...
public struct SCTPPacket: ~Escapable {
    public static let headerByteCount = 12

    @usableFromInline let bytes: Span<UInt8>

    /// - Throws: `truncated` below 12 bytes.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(Self.headerByteCount, "SCTP")
        self.bytes = bytes
    }

    @inlinable public var sourcePort: UInt16 { bytes.uint16(at: 0) }
    @inlinable public var destinationPort: UInt16 { bytes.uint16(at: 2) }
    /// By which the receiver knows that the packet belongs to the association; 0 with INIT.
    @inlinable public var verificationTag: UInt32 { bytes.uint32(at: 4) }
    /// As it stands on the wire: CRC-32C, its least byte first.
    @inlinable public var checksum: UInt32 { bytes.uint32(at: 8) }

    public var isChecksumValid: Bool {
        var check = CRC32C()
        check.add(bytes.extracting(first: 8))
        check.add(0)
        check.add(0)
        check.add(0)
        check.add(0)
        check.add(bytes.suffix(from: Self.headerByteCount))
        return check.value.byteSwapped == checksum
    }

    /// A chunk's place in the packet.
    @usableFromInline
    struct Chunk {
        @usableFromInline let start: Int
        /// Of its head and value, without padding, in bytes; 4 at least.
        @usableFromInline let length: Int

        @inlinable
        init(start: Int, length: Int) {
            self.start = start
            self.length = length
        }

        @inlinable var end: Int { start + length }
        /// Where the next chunk begins.
        @inlinable var next: Int { start + (length + 3) / 4 * 4 }
    }

    /// The chunk at `start`; nil after the last, or where one is cut or has no room for its own head.
    @inlinable
    func chunk(at start: Int) -> Chunk? {
        guard start + 4 <= bytes.count else { return nil }
        let length = Int(bytes.uint16(at: start + 2))
        guard length >= 4, start + length <= bytes.count else { return nil }
        return Chunk(start: start, length: length)
    }
}

/// The check value of SCTP and iSCSI (RFC 9260 appendix A): the CRC with Castagnoli's polynomial.
public struct CRC32C: Sendable {
    private var state: UInt32 = .max

    public init() {}

    public mutating func add(_ byte: UInt8) {
        state = state >> 8 ^ Self.table[Int(UInt8(truncatingIfNeeded: state) ^ byte)]
    }

    public mutating func add(_ bytes: Span<UInt8>) {
        let table = Self.table
        for index in bytes.indices { state = state >> 8 ^ table[Int(UInt8(truncatingIfNeeded: state) ^ bytes[index])] }
    }

    /// The check value of all that was added.
    public var value: UInt32 { ~state }

    private static let table: [UInt32] = (0..<256).map { byte in
        var remainder = UInt32(byte)
        for _ in 0..<8 { remainder = remainder & 1 == 0 ? remainder >> 1 : remainder >> 1 ^ 0x82F6_3B78 }
        return remainder
    }
}
