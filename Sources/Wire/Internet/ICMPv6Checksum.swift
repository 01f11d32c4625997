extension OutputSpan where Element == UInt8 {
    /// Fills in the checksum of the ICMPv6 message that starts at `start` and ends with what has been written so far
    /// (RFC 4443 section 2.3); leaves it alone without a pseudo-header, for a kernel to fill in.
    @inlinable
    @_lifetime(self: copy self)
    mutating func setICMPv6Checksum(from start: Int, pseudoHeader: PseudoHeader?) {
        guard let pseudoHeader else { return }
        var checksum = pseudoHeader.checksum(protocol: IPProtocol.icmpv6.rawValue, length: count - start)
        checksum.add(span.suffix(from: start))
        set(checksum.value, at: start + 2)
    }
}
