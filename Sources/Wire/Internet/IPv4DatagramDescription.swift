extension IPv4Datagram {
    /// The owned header. Its options end at the first one that can't be read, or at End of Options List.
    public var header: IPv4Header {
        var header = IPv4Header(protocolNumber: protocolNumber, source: source, destination: destination)
        header.dscp = dscp
        header.ecn = ecn
        header.identification = identification
        header.isReservedFlagSet = isReservedFlagSet
        header.dontFragment = dontFragment
        header.moreFragments = moreFragments
        header.fragmentOffset = fragmentOffset
        header.timeToLive = timeToLive
        var options = options
        while let option = options.next() {
            if option.type != .endOfList { header.options.append(option.option) }
        }
        return header
    }

    /// Where the datagram ends up: the last address of a source route that is not used up, or else the destination.
    public var finalDestination: IPv4Address {
        var options = options
        while let option = options.next() {
            guard option.type == .looseSourceRoute || option.type == .strictSourceRoute, option.isWellFormed else {
                continue
            }
            let data = option.data
            if data.count >= 5, Int(data[0]) <= option.byteCount { return data.ipv4Address(at: data.count - 4) }
        }
        return destination
    }

    /// What the checksums of UDP and TCP sum besides their own bytes.
    public var pseudoHeader: PseudoHeader {
        .ipv4(source: source, destination: headerLength == IPv4Header.minimumByteCount ? destination : finalDestination)
    }

    /// Tells `sink` the fields. `offset` is the datagram's place in the packet.
    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at offset: Int) {
        sink.open("ip", "Internet Protocol Version 4", at: offset..<offset + headerLength)
        sink.number("ip.version", "Version", bytes[0] >> 4, at: offset..<offset + 1)
        sink.number("ip.hdr_len", "Header Length", UInt(headerLength), .units("bytes"), at: offset..<offset + 1)
        sink.group("ip.dsfield", "Differentiated Services Field", of: UInt64(bytes[1]), at: offset + 1..<offset + 2) {
            sink in
            sink.number("ip.dsfield", "Value", bytes[1], .hex(2), at: offset + 1..<offset + 2)
            sink.number("ip.dsfield.dscp", "Differentiated Services Codepoint", dscp, at: offset + 1..<offset + 2)
            sink.number("ip.dsfield.ecn", "Explicit Congestion Notification", ecn, at: offset + 1..<offset + 2)
        }
        sink.number("ip.len", "Total Length", totalLength, .units("bytes"), at: offset + 2..<offset + 4)
        sink.number("ip.id", "Identification", identification, .hex(4), at: offset + 4..<offset + 6)
        sink.group("ip.flags", "Flags", of: UInt64(bytes[6] >> 5), at: offset + 6..<offset + 7) { sink in
            sink.number("ip.flags", "Value", bytes[6] >> 5, .hex(2), at: offset + 6..<offset + 7)
            sink.flag("ip.flags.rb", "Reserved bit", isReservedFlagSet, at: offset + 6..<offset + 7)
            sink.flag("ip.flags.df", "Don't fragment", dontFragment, at: offset + 6..<offset + 7)
            sink.flag("ip.flags.mf", "More fragments", moreFragments, at: offset + 6..<offset + 7)
        }
        sink.number(
            "ip.frag_offset", "Fragment Offset", UInt(fragmentOffset / 8), .units("times 8 bytes"),
            at: offset + 6..<offset + 8)
        sink.number("ip.ttl", "Time to Live", timeToLive, at: offset + 8..<offset + 9)
        sink.number("ip.proto", "Protocol", protocolNumber, at: offset + 9..<offset + 10)
        sink.number("ip.checksum", "Header Checksum", headerChecksum, .hex(4), at: offset + 10..<offset + 12)
        sink.checksum(
            "ip.checksum.status", warning: "ip.checksum_bad.expert", at: offset + 10..<offset + 12,
            isHeaderChecksumValid ? .good : .bad)
        sink.address("ip.src", "Source Address", source, at: offset + 12..<offset + 16)
        sink.address("ip.dst", "Destination Address", destination, at: offset + 16..<offset + 20)
        describeOptions(into: &sink, at: offset)
        sink.close()
    }

    @inlinable
    func describeOptions<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at offset: Int) {
        var options = options
        while let option = options.next() { option.describe(into: &sink, at: offset) }
        if let error = options.error {
            let range = offset + error.offset..<offset + headerLength
            sink.warning("ip.opt.len.invalid", "the options can't be read to their end", at: range)
        }
    }
}
