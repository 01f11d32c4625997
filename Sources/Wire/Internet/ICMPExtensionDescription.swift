extension ICMPExtensions {
    /// Tells `sink` what follows the quote of an ICMP error, readable or not. Wireshark names the fields alike for both
    /// versions of ICMP.
    @inlinable
    static func describe<Sink: FieldSink & ~Copyable>(
        _ bytes: Span<UInt8>, into sink: inout Sink, at offset: Int
    ) {
        do {
            try ICMPExtensions(parsing: bytes).describe(into: &sink, at: offset)
        } catch {
            sink.warning("icmp.ext", error.description, at: offset..<offset + bytes.count)
        }
    }

    /// Tells `sink` the fields. `offset` is the structure's place in the packet.
    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at offset: Int) {
        sink.openItem("icmp.ext", "ICMP Extensions", at: offset..<offset + bytes.count)
        sink.number("icmp.ext.version", "Version", version, at: offset..<offset + 1)
        sink.number("icmp.ext.checksum", "Checksum", checksum, .hex(4), at: offset + 2..<offset + 4)
        if isChecksumValid == false {
            sink.warning("icmp.ext.checksum_bad", "the checksum is wrong", at: offset + 2..<offset + 4)
        }
        var objects = objects
        var position = objects.position
        do {
            while let object = try objects.next() {
                object.describe(into: &sink, at: offset + position)
                position = objects.position
            }
        } catch {
            sink.warning("icmp.ext.length", error.description, at: offset + position..<offset + bytes.count)
        }
        sink.close()
    }
}

extension ICMPExtensionObject {
    @inlinable
    func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at offset: Int) {
        sink.openItem("icmp.ext.object", of: objectClass, at: offset..<offset + Int(length))
        sink.number("icmp.ext.length", "Length", length, .units("bytes"), at: offset..<offset + 2)
        sink.number("icmp.ext.class", "Class", objectClass, at: offset + 2..<offset + 3)
        sink.number("icmp.ext.ctype", "C-Type", classType, at: offset + 3..<offset + 4)
        for index in 0..<labelCount {
            guard let entry = label(at: index) else { break }
            entry.describe(into: &sink, at: offset + 4 + index * MPLSLabelStackEntry.byteCount)
        }
        if labelCount == 0 { describePayload(into: &sink, at: offset + 4..<offset + Int(length)) }
        sink.close()
    }

    @inlinable
    func describePayload<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at place: Range<Int>) {
        do {
            switch try decoded() {
            case .interfaceInformation(let information): information.describe(into: &sink, at: place)
            case .interfaceIdentification(let identification): identification.describe(into: &sink, at: place)
            default: sink.bytes("icmp.ext.data", "Data", payload, at: place)
            }
        } catch {
            sink.warning("icmp.ext.data", error.description, at: place)
        }
    }
}

extension MPLSLabelStackEntry {
    /// Tells `sink` the fields, as an ICMP extension names them.
    @inlinable
    func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at offset: Int) {
        sink.openItem("icmp.mpls", "MPLS Stack Entry", at: offset..<offset + 4)
        sink.number("icmp.mpls.label", "Label", label, at: offset..<offset + 3)
        sink.number("icmp.mpls.exp", "Traffic class", trafficClass, at: offset + 2..<offset + 3)
        sink.flag("icmp.mpls.s", "Bottom of stack", isBottomOfStack, at: offset + 2..<offset + 3)
        sink.number("icmp.mpls.ttl", "Time to live", timeToLive, at: offset + 3..<offset + 4)
        sink.close()
    }
}

extension InterfaceInformation {
    @inlinable
    func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at place: Range<Int>) {
        sink.number(
            "icmp.int_info.role", "Interface Role", UInt64(role.rawValue), .decimal,
            meaning: Sink.usesMeanings ? role.name : nil, at: place)
        if let index { sink.number("icmp.int_info.index", "Interface Index", index, at: place) }
        switch address {
        case .v4(let address): sink.address("icmp.int_info.ipv4", "Address", address, at: place)
        case .v6(let address): sink.address("icmp.int_info.ipv6", "Address", address, at: place)
        case nil: break
        }
        if let name { sink.text("icmp.int_info.name", "Name", name.span, at: place) }
        if let mtu { sink.number("icmp.int_info.mtu", "MTU", mtu, .units("bytes"), at: place) }
    }
}

extension InterfaceInformation.Role {
    /// What the role means, in words.
    public var name: String {
        switch self {
        case .incoming: "interface the datagram came in by"
        case .incomingSubIP: "sub-IP component the datagram came in by"
        case .outgoing: "interface the datagram would have gone out by"
        case .nextHop: "next hop the datagram would have gone to"
        }
    }
}

extension InterfaceIdentification {
    @inlinable
    func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at place: Range<Int>) {
        switch self {
        case .name(let name): sink.text("icmp.int_ident.name", "Name", name.span, at: place)
        case .index(let index): sink.number("icmp.int_ident.index", "Interface Index", index, at: place)
        case .address(.v4(let address)): sink.address("icmp.int_ident.ipv4", "Address", address, at: place)
        case .address(.v6(let address)): sink.address("icmp.int_ident.ipv6", "Address", address, at: place)
        }
    }
}
