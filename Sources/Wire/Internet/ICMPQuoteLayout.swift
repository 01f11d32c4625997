/// How what follows the header of an ICMP error divides into the quoted datagram and the extensions (RFC 4884).
@usableFromInline
struct ICMPQuoteLayout {
    /// A quote that extensions follow is zero-padded to at least this many bytes.
    static let minimumByteCount = 128

    /// Quoted bytes, padding included.
    @usableFromInline let quotedByteCount: Int
    /// Where the extensions start: at the end where there are none.
    @usableFromInline let extensionsOffset: Int

    /// - Parameters:
    ///   - body: what follows the 8 bytes of header.
    ///   - length: the length field in bytes; zero where the sender set none.
    ///   - mayBeLegacy: whether a sender that sets no length field may still have put extensions at byte 128, as nodes
    ///     did before RFC 4884 (section 5.5). Only an intact checksum tells them from quoted bytes.
    @usableFromInline
    init(body: Span<UInt8>, length: Int, mayBeLegacy: Bool) {
        if length > 0 {
            quotedByteCount = min(length, body.count)
            extensionsOffset = quotedByteCount
        } else if mayBeLegacy, body.count >= Self.minimumByteCount + 8, body[Self.minimumByteCount] >> 4 == 2,
            body.uint16(at: Self.minimumByteCount + 2) != 0,
            InternetChecksum.of(body.suffix(from: Self.minimumByteCount)) == 0
        {
            quotedByteCount = Self.minimumByteCount
            extensionsOffset = Self.minimumByteCount
        } else {
            quotedByteCount = body.count
            extensionsOffset = body.count
        }
    }

    /// What a quote of `count` bytes takes before extensions, in units of `unit` bytes, which a length field of 8 bits
    /// has to hold.
    static func paddedByteCount(_ count: Int, unit: Int) -> Int {
        let padded = (max(count, minimumByteCount) + unit - 1) / unit * unit
        return min(padded, 255 * unit)
    }
}
