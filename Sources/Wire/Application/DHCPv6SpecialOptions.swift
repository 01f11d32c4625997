// Options of DHCPv6 whose values have a form of their own.

extension DHCPv6OptionValue {
    @inlinable
    func describeSpecial<Sink: FieldSink & ~Copyable>(_ code: DHCPv6OptionCode, into sink: inout Sink) {
        switch (code.rawValue, bytes.count) {
        case (3, 12...), (25, 12...): describeAssociation(into: &sink)
        case (4, 4...):
            sink.text("dhcpv6.iata", "IATA", bytes.slice(at: 0, upTo: 4).hexText.span, at: place(0..<4))
            describeOptions(from: 4, into: &sink)
        case (5, 24...): describeAddress(into: &sink)
        case (26, 25...): describePrefix(into: &sink)
        case (8, 2):
            // In hundredths of a second on the wire.
            let elapsed = UInt(bytes.uint16(at: 0)) * 10
            sink.number("dhcpv6.elapsed_time", "Elapsed time", elapsed, .units("ms"), at: place)
        case (9, 1...): describeRelayed(into: &sink)
        case (11, 11...): describeAuthentication(into: &sink)
        case (13, 2...):
            let status = DHCPv6StatusCode(rawValue: bytes.uint16(at: 0))
            sink.number("dhcpv6.status_code", "Status Code", status, at: place(0..<2))
            if bytes.count > 2 {
                sink.text("dhcpv6.status_msg", "Status Message", bytes.suffix(from: 2), at: place(from: 2))
            }
        case (15, _): describeClasses(user: true, from: 0, into: &sink)
        case (16, 4...): describeVendorClass(into: &sink)
        case (17, 4...): describeVendorOptions(into: &sink)
        case (19, 1):
            let type = DHCPv6MessageType(rawValue: bytes[0])
            sink.number("dhcpv6.reconf_msg", "Reconfigure message type", type, at: place)
        case (37, 4...):
            sink.number("dhcpv6.remoteid.enterprise", "Enterprise ID", bytes.uint32(at: 0), at: place(0..<4))
            sink.bytes("dhcpv6.remoteid_enterprise_id", "Remote-ID", bytes.suffix(from: 4), at: place(from: 4))
        case (39, 1...): describeFQDN(into: &sink)
        case (56, _): describeTimeServers(into: &sink)
        case (61, 2...) where bytes.count % 2 == 0: describeArchitectures(into: &sink)
        case (67, 1...):
            sink.number("dhcpv6.pd_exclude.pref_len", "Prefix length", bytes[0], at: place(0..<1))
            sink.bytes("dhcpv6.pd_exclude.subnet_id", "IPv6 subnet ID", bytes.suffix(from: 1), at: place(from: 1))
        case (79, 8):
            let address = MACAddress(rawValue: bytes.uint48(at: 2))
            sink.address("dhcpv6.client_linklayer_addr", "Client Link-Layer Address", address, at: place(2..<8))
        default: tellBadLength(into: &sink)
        }
    }

    /// An association of addresses or prefixes (RFC 8415 sections 21.4 and 21.21).
    @inlinable
    func describeAssociation<Sink: FieldSink & ~Copyable>(into sink: inout Sink) {
        sink.text("dhcpv6.iaid", "IAID", bytes.slice(at: 0, upTo: 4).hexText.span, at: place(0..<4))
        sink.number("dhcpv6.iaid.t1", "T1", bytes.uint32(at: 4), .units("s"), at: place(4..<8))
        sink.number("dhcpv6.iaid.t2", "T2", bytes.uint32(at: 8), .units("s"), at: place(8..<12))
        describeOptions(from: 12, into: &sink)
    }

    @inlinable
    func describeAddress<Sink: FieldSink & ~Copyable>(into sink: inout Sink) {
        sink.address("dhcpv6.iaaddr.ip", "IPv6 address", address(at: 0), at: place(0..<16))
        sink.number(
            "dhcpv6.iaaddr.pref_lifetime", "Preferred lifetime", bytes.uint32(at: 16), .units("s"), at: place(16..<20))
        sink.number(
            "dhcpv6.iaaddr.valid_lifetime", "Valid lifetime", bytes.uint32(at: 20), .units("s"), at: place(20..<24))
        describeOptions(from: 24, into: &sink)
    }

    @inlinable
    func describePrefix<Sink: FieldSink & ~Copyable>(into sink: inout Sink) {
        sink.number(
            "dhcpv6.iaprefix.pref_lifetime", "Preferred lifetime", bytes.uint32(at: 0), .units("s"), at: place(0..<4))
        sink.number(
            "dhcpv6.iaprefix.valid_lifetime", "Valid lifetime", bytes.uint32(at: 4), .units("s"), at: place(4..<8))
        sink.number("dhcpv6.iaprefix.pref_len", "Prefix length", bytes[8], .units("bits"), at: place(8..<9))
        sink.address("dhcpv6.iaprefix.pref_addr", "Prefix address", address(at: 9), at: place(9..<25))
        describeOptions(from: 25, into: &sink)
    }

    /// The message that a relay passes on (RFC 8415 section 21.10).
    @inlinable
    func describeRelayed<Sink: FieldSink & ~Copyable>(into sink: inout Sink) {
        do {
            let packet = try DHCPv6Packet(parsing: bytes)
            packet.describe(into: &sink, at: start, depth: depth)
        } catch {
            sink.bytes("dhcpv6.option.value", "Value", bytes, at: place)
            sink.warning("_ws.malformed", error.offset(by: start).description, at: place)
        }
    }

    @inlinable
    func describeAuthentication<Sink: FieldSink & ~Copyable>(into sink: inout Sink) {
        sink.number("dhcpv6.auth.protocol", "Protocol", bytes[0], at: place(0..<1))
        sink.number("dhcpv6.auth.algorithm", "Algorithm", bytes[1], at: place(1..<2))
        sink.number("dhcpv6.auth.rdm", "RDM", bytes[2], at: place(2..<3))
        sink.bytes(
            "dhcpv6.auth.replay_detection", "Replay Detection", bytes.slice(at: 3, upTo: 8), at: place(3..<11))
        guard bytes.count > 11 else { return }
        sink.bytes("dhcpv6.auth.info", "Authentication Information", bytes.suffix(from: 11), at: place(from: 11))
    }

    /// Data after lengths of two bytes.
    @inlinable
    func describeClasses<Sink: FieldSink & ~Copyable>(user: Bool, from offset: Int, into sink: inout Sink) {
        var position = offset
        while position < bytes.count {
            let length = position + 2 <= bytes.count ? Int(bytes.uint16(at: position)) : bytes.count
            guard position + 2 + length <= bytes.count else {
                sink.warning("_ws.malformed", "no room for a class", at: place(from: position))
                return
            }
            let data = position + 2..<position + 2 + length
            sink.openItem(
                user ? "dhcpv6.userclass" : "dhcpv6.vendorclass", "Class", at: place(position..<data.upperBound))
            if user {
                sink.number(
                    "dhcpv6.userclass.length", "Length", UInt(length), .units("bytes"),
                    at: place(position..<position + 2))
                sink.bytes("dhcpv6.userclass.opaque_data", "Suboption", bytes.extracting(data), at: place(data))
            } else {
                sink.text("dhcpv6.vendorclass.data", "vendor-class-data", bytes.extracting(data), at: place(data))
            }
            sink.close()
            position = data.upperBound
        }
    }

    @inlinable
    func describeVendorClass<Sink: FieldSink & ~Copyable>(into sink: inout Sink) {
        sink.number("dhcpv6.vendorclass.enterprise", "Enterprise ID", bytes.uint32(at: 0), at: place(0..<4))
        describeClasses(user: false, from: 4, into: &sink)
    }

    @inlinable
    func describeVendorOptions<Sink: FieldSink & ~Copyable>(into sink: inout Sink) {
        sink.number("dhcpv6.vendoropts.enterprise", "Enterprise ID", bytes.uint32(at: 0), at: place(0..<4))
        describeSuboptions(
            "dhcpv6.vendoropts", "option", "dhcpv6.vendoropts.enterprise.option_code",
            "dhcpv6.vendoropts.enterprise.option_length", from: 4, into: &sink
        ) { sink, _, value in
            sink.bytes("dhcpv6.vendoropts.enterprise.option_data", "Option data", value.bytes, at: value.place)
        }
    }

    /// Tells options within the option: code and length of each, and what `tell` says of its value.
    @inlinable
    func describeSuboptions<Sink: FieldSink & ~Copyable>(
        _ item: String, _ title: String, _ codeName: String, _ lengthName: String, from offset: Int,
        into sink: inout Sink, _ tell: (inout Sink, UInt16, borrowing DHCPv6OptionValue) -> Void
    ) {
        var options = DHCPv6Options(bytes, offset..<bytes.count)
        do {
            while let option = try options.next() {
                let data = option.data
                let code = option.code.rawValue
                // Fields: dhcpv6.vendoropts dhcpv6.ntpserver
                sink.openItem(item, title, at: place(option.start..<data.upperBound))
                // Fields: dhcpv6.vendoropts.enterprise.option_code dhcpv6.ntpserver.option.type
                sink.number(codeName, "Code", code, at: place(option.start..<option.start + 2))
                let length = UInt(data.count)
                let lengthPlace = place(option.start + 2..<option.start + 4)
                // Fields: dhcpv6.vendoropts.enterprise.option_length dhcpv6.ntpserver.option.length
                sink.number(lengthName, "Length", length, .units("bytes"), at: lengthPlace)
                let value = DHCPv6OptionValue(
                    bytes.extracting(data), at: start + data.lowerBound, depth: depth, isFromClient: isFromClient)
                tell(&sink, code, value)
                sink.close()
            }
        } catch {
            sink.warning("_ws.malformed", error.offset(by: start).description, at: place(from: error.offset))
        }
    }

    /// RFC 4704 section 4.1: what the bits mean depends on who speaks.
    @inlinable
    func describeFQDN<Sink: FieldSink & ~Copyable>(into sink: inout Sink) {
        let flags = bytes[0]
        let part = place(0..<1)
        sink.open("dhcpv6.client_fqdn_flags", "Flags", at: part)
        sink.number("dhcpv6.client_fqdn_flags", "Flags", flags, .hex(2), at: part)
        if isFromClient {
            sink.flag("dhcpv6.clientfqdn.client.n", "N bit", flags & 4 != 0, at: part)
            sink.flag("dhcpv6.clientfqdn.client.s", "S bit", flags & 1 != 0, at: part)
        } else {
            sink.flag("dhcpv6.clientfqdn.server.n", "N bit", flags & 4 != 0, at: part)
            sink.flag("dhcpv6.clientfqdn.server.o", "O bit", flags & 2 != 0, at: part)
            sink.flag("dhcpv6.clientfqdn.server.s", "S bit", flags & 1 != 0, at: part)
        }
        sink.close()
        describeDomains("dhcpv6.client_domain", "Client Domain Name", from: 1, into: &sink)
    }

    /// RFC 5908 section 4.
    @inlinable
    func describeTimeServers<Sink: FieldSink & ~Copyable>(into sink: inout Sink) {
        describeSuboptions(
            "dhcpv6.ntpserver", "NTP Server", "dhcpv6.ntpserver.option.type", "dhcpv6.ntpserver.option.length", from: 0,
            into: &sink
        ) { sink, code, value in
            let place = value.place
            switch (code, value.bytes.count) {
            case (1, 16): sink.address("dhcpv6.ntpserver.addr", "NTP Server Address", value.address(at: 0), at: place)
            case (2, 16):
                sink.address("dhcpv6.ntpserver.mc_addr", "NTP Multicast Address", value.address(at: 0), at: place)
            case (3, _): value.describeDomains("dhcpv6.ntpserver.fqdn", "NTP Server FQDN", from: 0, into: &sink)
            default: value.tellBadLength(into: &sink)
            }
        }
    }

    @inlinable
    func describeArchitectures<Sink: FieldSink & ~Copyable>(into sink: inout Sink) {
        var index = 0
        while index + 2 <= bytes.count {
            let part = place(index..<index + 2)
            let architecture = BootArchitecture(rawValue: bytes.uint16(at: index))
            sink.openItem("dhcpv6.client_arch", "Client System Architecture", at: part)
            sink.number("dhcpv6.client_arch", "Client System Architecture", architecture, at: part)
            sink.close()
            index += 2
        }
    }
}
