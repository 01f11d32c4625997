// Network byte order on spans: every header is read and written through these few functions.
//
// Each takes one piece of its length out of the span, so that there is one check and, where possible, one load.
// The readers trap past the end, as any subscript does; a codec's `init(parsing:)` checks lengths once, before any
// accessor runs, so that no byte off the wire can reach a trap.

extension Span where Element == UInt8 {
    /// The big-endian 16-bit number at `offset`.
    @inlinable
    @inline(__always)
    public func uint16(at offset: Int) -> UInt16 {
        let bytes = extracting(offset..<offset + 2)
        return UInt16(bytes[0]) << 8 | UInt16(bytes[1])
    }

    /// The big-endian 24-bit number at `offset`.
    @inlinable
    @inline(__always)
    public func uint24(at offset: Int) -> UInt32 {
        let bytes = extracting(offset..<offset + 3)
        return UInt32(bytes[0]) << 16 | UInt32(bytes[1]) << 8 | UInt32(bytes[2])
    }

    /// The big-endian 32-bit number at `offset`.
    @inlinable
    @inline(__always)
    public func uint32(at offset: Int) -> UInt32 {
        let bytes = extracting(offset..<offset + 4)
        return UInt32(bytes[0]) << 24 | UInt32(bytes[1]) << 16 | UInt32(bytes[2]) << 8 | UInt32(bytes[3])
    }

    /// The big-endian 48-bit number at `offset`.
    @inlinable
    @inline(__always)
    public func uint48(at offset: Int) -> UInt64 {
        let bytes = extracting(offset..<offset + 6)
        return UInt64(bytes.uint16(at: 0)) << 32 | UInt64(bytes.uint32(at: 2))
    }

    /// The big-endian 64-bit number at `offset`.
    @inlinable
    @inline(__always)
    public func uint64(at offset: Int) -> UInt64 {
        let bytes = extracting(offset..<offset + 8)
        let upper = UInt64(bytes[0]) << 56 | UInt64(bytes[1]) << 48 | UInt64(bytes[2]) << 40 | UInt64(bytes[3]) << 32
        return upper | UInt64(bytes[4]) << 24 | UInt64(bytes[5]) << 16 | UInt64(bytes[6]) << 8 | UInt64(bytes[7])
    }

    /// The big-endian 128-bit number at `offset`.
    @inlinable
    @inline(__always)
    public func uint128(at offset: Int) -> UInt128 {
        UInt128(uint64(at: offset)) << 64 | UInt128(uint64(at: offset + 8))
    }

    /// Fewer than eight bytes as a number whose lowest byte is the first.
    @inlinable
    @inline(__always)
    var word: UInt64 {
        guard count >= 4 else {
            guard count > 0 else { return 0 }
            // The first, the one in the middle and the last: of less than four bytes that is all.
            let ends = UInt64(self[0]) | UInt64(self[count &- 1]) &<< UInt64(8 &* (count &- 1))
            return ends | UInt64(self[count / 2]) &<< UInt64(8 &* (count / 2))
        }
        let last = UInt64(uint32(at: count &- 4).byteSwapped) &<< UInt64(8 &* (count &- 4))
        return UInt64(uint32(at: 0).byteSwapped) | last
    }

    /// The bytes from `offset` on, or an empty span where `offset` lies past the end. Never traps.
    @inlinable
    @_lifetime(copy self)
    public func suffix(from offset: Int) -> Span<UInt8> {
        extracting(droppingFirst: Swift.min(Swift.max(offset, 0), count))
    }

    /// At most `length` bytes from `offset` on; fewer where the span ends before. Never traps.
    @inlinable
    @_lifetime(copy self)
    public func slice(at offset: Int, upTo length: Int) -> Span<UInt8> {
        suffix(from: offset).extracting(first: Swift.max(0, length))
    }

    /// Whether both spans hold the same bytes.
    @inlinable
    public func elementsEqual(_ other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in indices where self[index] != other[index] { return false }
        return true
    }
}

extension Array where Element == UInt8 {
    /// A copy of the bytes of a span.
    @inlinable
    public init(copying bytes: Span<UInt8>) {
        self.init(capacity: bytes.count) { output in
            output.append(copying: bytes)
        }
    }

    /// Appends a copy of the bytes of a span.
    @inlinable
    public mutating func append(copying bytes: Span<UInt8>) {
        append(addingCapacity: bytes.count) { output in
            output.append(copying: bytes)
        }
    }
}

extension MutableSpan where Element == UInt8 {
    /// Overwrites the bytes from `start` on.
    @inlinable
    @inline(__always)
    @_lifetime(self: copy self)
    mutating func copy(_ bytes: Span<UInt8>, at start: Int) {
        // Checked as a whole, so that the loop can take many bytes at once.
        var place = _mutatingExtracting(start..<start + bytes.count)
        for index in bytes.indices { place[index] = bytes[index] }
    }

    /// Overwrites the bytes from `start` on with two hexadecimal digits for each of `bytes`. The loop has neither a
    /// table nor a branch, so that a compiler makes it take eight bytes at once.
    @_lifetime(self: copy self)
    mutating func write(hex bytes: Span<UInt8>, at start: Int) {
        var place = _mutatingExtracting(start..<start + 2 * bytes.count)
        for index in bytes.indices {
            let (upper, lower) = (bytes[index] >> 4, bytes[index] & 0xF)
            place[2 &* index] = upper &+ 48 &+ (upper > 9 ? 39 : 0)
            place[2 &* index &+ 1] = lower &+ 48 &+ (lower > 9 ? 39 : 0)
        }
    }
}

extension OutputSpan where Element == UInt8 {
    /// Appends a big-endian 16-bit number.
    @inlinable
    @_lifetime(self: copy self)
    public mutating func append(bigEndian value: UInt16) {
        append(UInt8(truncatingIfNeeded: value >> 8))
        append(UInt8(truncatingIfNeeded: value))
    }

    /// Appends the low 24 bits of a number, big-endian.
    @inlinable
    @_lifetime(self: copy self)
    public mutating func append(bigEndian24 value: UInt32) {
        append(UInt8(truncatingIfNeeded: value >> 16))
        append(bigEndian: UInt16(truncatingIfNeeded: value))
    }

    /// Appends a big-endian 32-bit number.
    @inlinable
    @_lifetime(self: copy self)
    public mutating func append(bigEndian value: UInt32) {
        append(bigEndian: UInt16(truncatingIfNeeded: value >> 16))
        append(bigEndian: UInt16(truncatingIfNeeded: value))
    }

    /// Appends the low 48 bits of a number, big-endian.
    @inlinable
    @_lifetime(self: copy self)
    public mutating func append(bigEndian48 value: UInt64) {
        append(bigEndian: UInt16(truncatingIfNeeded: value >> 32))
        append(bigEndian: UInt32(truncatingIfNeeded: value))
    }

    /// Appends a big-endian 64-bit number.
    @inlinable
    @_lifetime(self: copy self)
    public mutating func append(bigEndian value: UInt64) {
        append(bigEndian: UInt32(truncatingIfNeeded: value >> 32))
        append(bigEndian: UInt32(truncatingIfNeeded: value))
    }

    /// Appends a big-endian 128-bit number.
    @inlinable
    @_lifetime(self: copy self)
    public mutating func append(bigEndian value: UInt128) {
        append(bigEndian: UInt64(truncatingIfNeeded: value >> 64))
        append(bigEndian: UInt64(truncatingIfNeeded: value))
    }

    /// Appends a copy of the bytes of a span.
    @inlinable
    @_lifetime(self: copy self)
    public mutating func append(copying bytes: Span<UInt8>) {
        let start = count
        append(repeating: 0, count: bytes.count)
        var room = mutableSpan
        room.copy(bytes, at: start)
    }

    /// Overwrites the 16-bit number at `offset` of what has been written so far: how a checksum gets into its header.
    @inlinable
    @_lifetime(self: copy self)
    public mutating func set(_ value: UInt16, at offset: Int) {
        var written = mutableSpan
        written[offset] = UInt8(truncatingIfNeeded: value >> 8)
        written[offset + 1] = UInt8(truncatingIfNeeded: value)
    }
}

extension [UInt8] {
    /// A number as bytes, the highest first.
    public init(bigEndian value: some FixedWidthInteger & UnsignedInteger) {
        self = stride(from: value.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
