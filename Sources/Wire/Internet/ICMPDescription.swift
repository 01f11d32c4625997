// The fields of ICMP messages, under Wireshark's names.

extension ICMPv4Message {
    /// Tells `sink` the fields. `offset` is the message's place in the packet. The data of an echo and the datagram
    /// that an error quotes are left to whoever walks the layers; extensions are told. Only where the message `isWhole`
    /// its checksum is judged.
    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(
        into sink: inout Sink, at offset: Int, isWhole: Bool = true
    ) {
        sink.open("icmp", "Internet Control Message Protocol", at: offset..<offset + bytes.count)
        sink.number("icmp.type", "Type", type, at: offset..<offset + 1)
        sink.number(
            "icmp.code", "Code", UInt64(code), .decimal, meaning: Sink.usesMeanings ? kind.codeName : nil,
            at: offset + 1..<offset + 2)
        sink.number("icmp.checksum", "Checksum", checksum, .hex(4), at: offset + 2..<offset + 4)
        sink.checksum(
            "icmp.checksum.status", warning: "icmp.checksum_bad", at: offset + 2..<offset + 4,
            isWhole ? ChecksumStatus(isChecksumValid) : .unverified
        )
        if type.isError {
            describeError(into: &sink, at: offset)
        } else {
            describeQuery(into: &sink, at: offset)
        }
        if !extensionBytes.isEmpty {
            ICMPExtensions.describe(extensionBytes, into: &sink, at: offset + 8 + extensionsOffset)
        }
        sink.close()
    }

    @inlinable
    func describeError<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at offset: Int) {
        if let gateway { sink.address("icmp.redir_gw", "Gateway Address", gateway, at: offset + 4..<offset + 8) }
        if let pointer { sink.number("icmp.pointer", "Pointer", pointer, at: offset + 4..<offset + 5) }
        if quotedWordCount > 0 {
            sink.number("icmp.length", "Length", quotedWordCount, .units("words"), at: offset + 5..<offset + 6)
        }
        if let nextHopMTU {
            sink.number("icmp.mtu", "MTU of next hop", nextHopMTU, .units("bytes"), at: offset + 6..<offset + 8)
        }
    }

    @inlinable
    func describeQuery<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at offset: Int) {
        switch type {
        case .routerAdvertisement: return describeRouters(into: &sink, at: offset)
        case .routerSolicitation: return
        default: sink.number("icmp.ident", "Identifier", identifier, at: offset + 4..<offset + 6)
        }
        if let extendedSequenceNumber {
            sink.number(
                "icmp.ext.echo.seq", "Sequence Number", extendedSequenceNumber, at: offset + 6..<offset + 7)
        } else {
            sink.number("icmp.seq", "Sequence Number", sequenceNumber, at: offset + 6..<offset + 8)
        }
        if let isLocalInterface {
            sink.flag("icmp.ext.echo.req.local", "Local bit", isLocalInterface, at: offset + 7..<offset + 8)
        }
        if let status = interfaceStatus {
            let place = offset + 7..<offset + 8
            sink.number("icmp.ext.echo.rsp.state", "State", status.state, at: place)
            sink.flag("icmp.ext.echo.rsp.active", "Active bit", status.isActive, at: place)
            sink.flag("icmp.ext.echo.rsp.ipv4", "IPv4 bit", status.runsIPv4, at: place)
            sink.flag("icmp.ext.echo.rsp.ipv6", "IPv6 bit", status.runsIPv6, at: place)
        }
        describeTimesAndMask(into: &sink, at: offset)
    }

    @inlinable
    func describeTimesAndMask<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at offset: Int) {
        if let times = timestamps {
            let unit = NumberStyle.units("ms")
            sink.number(
                "icmp.originate_timestamp", "Originate Timestamp", times.originate, unit, at: offset + 8..<offset + 12)
            sink.number(
                "icmp.receive_timestamp", "Receive Timestamp", times.receive, unit, at: offset + 12..<offset + 16)
            sink.number(
                "icmp.transmit_timestamp", "Transmit Timestamp", times.transmit, unit, at: offset + 16..<offset + 20)
        }
        if let mask = addressMask {
            sink.address("icmp.address_mask", "Address Mask", mask, at: offset + 8..<offset + 12)
        }
    }

    @inlinable
    func describeRouters<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at offset: Int) {
        let entry = Int(bytes[5]) * 4
        sink.number("icmp.num_addrs", "Number of addresses", bytes[4], at: offset + 4..<offset + 5)
        sink.number(
            "icmp.addr_entry_size", "Address entry size", bytes[5], .units("words"), at: offset + 5..<offset + 6)
        sink.number("icmp.lifetime", "Lifetime", sequenceNumber, .units("s"), at: offset + 6..<offset + 8)
        for index in 0..<routerCount {
            guard let router = router(at: index) else { break }
            let start = offset + Self.headerByteCount + index * entry
            sink.address("icmp.router_address", "Router address", router.address, at: start..<start + 4)
            sink.number(
                "icmp.pref_level", "Preference level", UInt32(bitPattern: router.preference), .hex(8),
                at: start + 4..<start + 8)
        }
    }
}

extension ICMPv6Message {
    /// Tells `sink` the fields. `offset` is the message's place in the packet; `pseudoHeader` is nil where the
    /// addresses are not known, and then the checksum is not judged. The data of an echo and the packet that an error
    /// quotes are left to whoever walks the layers; extensions, neighbour discovery and multicast listener fields are
    /// told.
    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(
        into sink: inout Sink, at offset: Int, pseudoHeader: PseudoHeader?
    ) {
        sink.open("icmpv6", "Internet Control Message Protocol v6", at: offset..<offset + bytes.count)
        sink.number("icmpv6.type", "Type", type, at: offset..<offset + 1)
        sink.number(
            "icmpv6.code", "Code", UInt64(code), .decimal, meaning: Sink.usesMeanings ? kind.codeName : nil,
            at: offset + 1..<offset + 2)
        sink.number("icmpv6.checksum", "Checksum", checksum, .hex(4), at: offset + 2..<offset + 4)
        sink.checksum(
            "icmpv6.checksum.status", warning: "icmpv6.checksum_bad.expert", at: offset + 2..<offset + 4,
            checksumStatus(pseudoHeader))
        switch type.rawValue {
        case 130...132, 143: describeListener(into: &sink, at: offset)
        case 133...137: describeNeighbors(into: &sink, at: offset)
        case 128, 129, 160, 161: describeEcho(into: &sink, at: offset)
        default: describeError(into: &sink, at: offset)
        }
        if !extensionBytes.isEmpty {
            ICMPExtensions.describe(extensionBytes, into: &sink, at: offset + 8 + extensionsOffset)
        }
        sink.close()
    }

    @inlinable
    func checksumStatus(_ pseudoHeader: PseudoHeader?) -> ChecksumStatus {
        guard let pseudoHeader else { return .unverified }
        return ChecksumStatus(isChecksumValid(pseudoHeader))
    }

    @inlinable
    func describeListener<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at offset: Int) {
        do {
            try MulticastListenerMessage(parsing: bytes).describe(into: &sink, at: offset)
        } catch {
            sink.warning("icmpv6.undecoded.type", error.description, at: offset + 4..<offset + bytes.count)
        }
    }

    @inlinable
    func describeNeighbors<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at offset: Int) {
        do {
            try NeighborDiscoveryMessage(parsing: bytes).describe(into: &sink, at: offset)
        } catch {
            sink.warning("icmpv6.undecoded.type", error.description, at: offset + 4..<offset + bytes.count)
        }
    }

    @inlinable
    func describeEcho<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at offset: Int) {
        sink.number("icmpv6.echo.identifier", "Identifier", identifier, .hex(4), at: offset + 4..<offset + 6)
        if let extendedSequenceNumber {
            sink.number(
                "icmpv6.ext.echo.seq", "Sequence Number", extendedSequenceNumber, at: offset + 6..<offset + 7)
        } else {
            sink.number("icmpv6.echo.sequence_number", "Sequence", sequenceNumber, at: offset + 6..<offset + 8)
        }
        let place = offset + 7..<offset + 8
        if let isLocalInterface { sink.flag("icmpv6.ext.echo.req.local", "Local bit", isLocalInterface, at: place) }
        if let status = interfaceStatus {
            sink.number("icmpv6.ext.echo.rsp.state", "State", status.state, at: place)
            sink.flag("icmpv6.ext.echo.rsp.active", "Active bit", status.isActive, at: place)
            sink.flag("icmpv6.ext.echo.rsp.ipv4", "IPv4 bit", status.runsIPv4, at: place)
            sink.flag("icmpv6.ext.echo.rsp.ipv6", "IPv6 bit", status.runsIPv6, at: place)
        }
    }

    @inlinable
    func describeError<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at offset: Int) {
        if let mtu { sink.number("icmpv6.mtu", "MTU", mtu, .units("bytes"), at: offset + 4..<offset + 8) }
        if let pointer { sink.number("icmpv6.pointer", "Pointer", pointer, at: offset + 4..<offset + 8) }
        if quotedWordCount > 0 {
            sink.number("icmp.length", "Length", quotedWordCount, .units("words"), at: offset + 4..<offset + 5)
        }
        if !type.isError, !body.isEmpty {
            sink.bytes("icmpv6.data", "Data", body, at: offset + 4..<offset + bytes.count)
        }
    }
}
