extension IPv6ExtensionHeader {
    /// Whether the header's fields are fields of IPv6; others are protocols of their own.
    @inlinable var isPartOfIPv6: Bool {
        kind == .hopByHop || kind == .destinationOptions || kind == .routing || kind == .fragment
    }

    /// Tells `sink` the fields. `base` is the place in the packet where the fixed header ends.
    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at base: Int) {
        let start = base + offset
        let range = start..<start + bytes.count
        switch kind {
        case .hopByHop: describeOptions("ipv6.hopopts", "IPv6 Hop-by-Hop Option", into: &sink, at: range)
        case .destinationOptions:
            describeOptions("ipv6.dstopts", "Destination Options for IPv6", into: &sink, at: range)
        case .routing: describeRouting(into: &sink, at: range)
        case .fragment: describeFragment(into: &sink, at: range)
        case .ah: describeAuthentication(into: &sink, at: range)
        case .mobility: describeOpaque("mip6", "Mobile IPv6", "mip6.proto", "mip6.hlen", into: &sink, at: range)
        case .hip: describeOpaque("hip", "Host Identity Protocol", "hip.proto", "hip.hdr_len", into: &sink, at: range)
        default: describeOpaque("shim6", "Shim6 Protocol", "shim6.nxt", "shim6.len", into: &sink, at: range)
        }
    }

    @inlinable
    func describeOptions<Sink: FieldSink & ~Copyable>(
        _ name: String, _ title: String, into sink: inout Sink, at range: Range<Int>
    ) {
        let start = range.lowerBound
        sink.openItem(name, title, at: range)
        sink.number(name + ".nxt", "Next Header", nextHeader, at: start..<start + 1)
        sink.number(name + ".len", "Length", bytes[1], at: start + 1..<start + 2)
        var options = options
        while let option = options.next() { option.describe(into: &sink, at: start - offset) }
        if let error = options.error {
            let range = start - offset + error.offset..<range.upperBound
            sink.warning("ipv6.opt.invalid_len", "the options can't be read to their end", at: range)
        }
        sink.close()
    }

    @inlinable
    func describeFragment<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at range: Range<Int>) {
        guard let fragment else { return }
        let start = range.lowerBound
        sink.openItem("ipv6.fraghdr", "Fragment Header for IPv6", at: range)
        sink.number("ipv6.fraghdr.nxt", "Next header", nextHeader, at: start..<start + 1)
        sink.number("ipv6.fraghdr.reserved_octet", "Reserved octet", bytes[1], .hex(2), at: start + 1..<start + 2)
        // As Wireshark has it, in units of eight bytes.
        let units = UInt(fragment.fragmentOffset / 8)
        sink.number("ipv6.fraghdr.offset", "Offset", units, .units("eights of bytes"), at: start + 2..<start + 4)
        sink.number("ipv6.fraghdr.reserved_bits", "Reserved bits", bytes[3] >> 1 & 3, at: start + 3..<start + 4)
        sink.flag("ipv6.fraghdr.more", "More Fragments", fragment.moreFragments, at: start + 3..<start + 4)
        sink.number("ipv6.fraghdr.ident", "Identification", fragment.identification, .hex(8), at: start + 4..<start + 8)
        sink.close()
    }

    @inlinable
    func describeRouting<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at range: Range<Int>) {
        guard let routing else { return }
        let start = range.lowerBound
        sink.openItem("ipv6.routing", "Routing Header for IPv6", at: range)
        sink.number("ipv6.routing.nxt", "Next Header", nextHeader, at: start..<start + 1)
        sink.number("ipv6.routing.len", "Length", bytes[1], at: start + 1..<start + 2)
        sink.number("ipv6.routing.type", "Type", routing.type, at: start + 2..<start + 3)
        sink.number("ipv6.routing.segleft", "Segments Left", bytes[3], at: start + 3..<start + 4)
        describeSegments(of: routing, into: &sink, at: range)
        sink.close()
    }

    @inlinable
    func describeSegments<Sink: FieldSink & ~Copyable>(
        of routing: borrowing IPv6Routing, into sink: inout Sink, at range: Range<Int>
    ) {
        let start = range.lowerBound
        switch routing.type {
        case .sourceRoute: describeAddresses("ipv6.routing.src.addr", of: routing, into: &sink, at: start)
        case .mobility: describeAddresses("ipv6.routing.mipv6.home_address", of: routing, into: &sink, at: start)
        case .segmentRouting:
            sink.number("ipv6.routing.srh.last_entry", "Last Entry", bytes[4], at: start + 4..<start + 5)
            sink.number("ipv6.routing.srh.flags", "Flags", bytes[5], .hex(2), at: start + 5..<start + 6)
            sink.number("ipv6.routing.srh.tag", "Tag", bytes.uint16(at: 6), .hex(4), at: start + 6..<start + 8)
            describeAddresses("ipv6.routing.srh.addr", of: routing, into: &sink, at: start)
        case .rpl:
            let pad = bytes[5] >> 4
            sink.number(
                "ipv6.routing.rpl.cmprI", "Compressed Internal Octets", bytes[4] >> 4, at: start + 4..<start + 5)
            sink.number("ipv6.routing.rpl.cmprE", "Compressed Final Octets", bytes[4] & 15, at: start + 4..<start + 5)
            sink.number("ipv6.routing.rpl.pad", "Padding Bytes", pad, at: start + 5..<start + 6)
            let addresses = bytes.suffix(from: 8)
            sink.bytes("ipv6.routing.rpl.address", "Addresses", addresses, at: start + 8..<range.upperBound)
        default:
            let data = routing.data
            sink.bytes("ipv6.routing.unknown_data", "Type-Specific Data", data, at: start + 4..<range.upperBound)
        }
    }

    @inlinable
    func describeAddresses<Sink: FieldSink & ~Copyable>(
        _ name: String, of routing: borrowing IPv6Routing, into sink: inout Sink, at start: Int
    ) {
        for index in 0..<routing.addressCount {
            let place = 8 + 16 * index
            sink.address(name, "Address", bytes.ipv6Address(at: place), at: start + place..<start + place + 16)
        }
    }

    @inlinable
    func describeAuthentication<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at range: Range<Int>) {
        let start = range.lowerBound
        sink.open("ah", "Authentication Header", at: range)
        sink.number("ah.next_header", "Next header", nextHeader, at: start..<start + 1)
        sink.number("ah.length", "Length", bytes[1], at: start + 1..<start + 2)
        sink.number("ah.spi", "AH SPI", bytes.uint32(at: 4), .hex(8), at: start + 4..<start + 8)
        if bytes.count >= 12 {
            sink.number("ah.sequence", "AH Sequence", bytes.uint32(at: 8), at: start + 8..<start + 12)
            sink.bytes("ah.icv", "AH ICV", bytes.suffix(from: 12), at: start + 12..<range.upperBound)
        }
        sink.close()
    }

    /// A header that is stepped over and shown as bytes.
    @inlinable
    func describeOpaque<Sink: FieldSink & ~Copyable>(
        _ name: String, _ title: String, _ next: String, _ length: String, into sink: inout Sink, at range: Range<Int>
    ) {
        let start = range.lowerBound
        sink.open(name, title, at: range)
        sink.number(next, "Next Header", nextHeader, at: start..<start + 1)
        sink.number(length, "Length", bytes[1], at: start + 1..<start + 2)
        sink.bytes(name + ".data", "Data", bytes.suffix(from: 2), at: start + 2..<range.upperBound)
        sink.close()
    }
}
