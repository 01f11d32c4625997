// EDNS: the OPT record, which lends its class and TTL to other things (RFC 6891 section 6.1.3).

extension DNSRecordView {
    /// The fields in the place of class and TTL, which begin at `start` of the frame.
    @inlinable
    func describeEDNS<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at start: Int) {
        let flags = UInt16(truncatingIfNeeded: timeToLive)
        sink.number(
            "dns.rr.udp_payload_size", "UDP payload size", classValue, .units("bytes"), at: start..<start + 2)
        sink.number(
            "dns.resp.ext_rcode", "Higher bits in extended RCODE", UInt8(timeToLive >> 24), .hex(2),
            at: start + 2..<start + 3)
        sink.number(
            "dns.resp.edns0_version", "EDNS0 version", UInt8(truncatingIfNeeded: timeToLive >> 16),
            at: start + 3..<start + 4)
        let place = start + 4..<start + 6
        sink.open("dns.resp.z", "Z", at: place)
        sink.number("dns.resp.z", "Z", flags, .hex(4), at: place)
        sink.flag("dns.resp.z.do", "DO bit", flags & 0x8000 != 0, at: place)
        sink.number("dns.resp.z.reserved", "Reserved", flags & 0x7FFF, .hex(4), at: place)
        sink.close()
    }
}

extension EDNSOption {
    /// Tells the option in `bytes`, code and length first, which begin at `start` of the frame.
    @inlinable
    static func describe<Sink: FieldSink & ~Copyable>(_ bytes: Span<UInt8>, into sink: inout Sink, at start: Int) {
        let code = EDNSOptionCode(rawValue: bytes.uint16(at: 0))
        let data = bytes.suffix(from: 4)
        let place = start + 4..<start + bytes.count
        sink.openItem("dns.opt", "Option", at: start..<start + bytes.count)
        sink.number("dns.opt.code", "Option Code", code, at: start..<start + 2)
        sink.number("dns.opt.len", "Option Length", bytes.uint16(at: 2), .units("bytes"), at: start + 2..<start + 4)
        sink.bytes("dns.opt.data", "Option Data", data, at: place)
        switch code {
        case .clientSubnet: describeSubnet(data, into: &sink, at: place)
        case .cookie: describeCookie(data, into: &sink, at: place)
        case .keepalive where data.count == 2:
            // In units of 100 ms (RFC 7828).
            sink.number(
                "dns.opt.edns_tcp_keepalive.timeout", "Timeout", data.uint16(at: 0), .units("x 100 ms"), at: place)
        case .padding: sink.bytes("dns.opt.padding", "Padding", data, at: place)
        case .extendedError where data.count >= 2:
            sink.number(
                "dns.opt.ext_error.info_code", "Info Code", ExtendedDNSError(rawValue: data.uint16(at: 0)),
                at: place.lowerBound..<place.lowerBound + 2)
            if data.count > 2 {
                sink.text(
                    "dns.opt.ext_error.extra_text", "Extra Text", data.suffix(from: 2),
                    at: place.lowerBound + 2..<place.upperBound)
            }
        case .understoodAlgorithms: describe("dns.opt.dau", "DAU", data, into: &sink, at: place)
        case .understoodDSHashes: describe("dns.opt.dhu", "DHU", data, into: &sink, at: place)
        case .understoodNSEC3Hashes: describe("dns.opt.n3u", "N3U", data, into: &sink, at: place)
        case .chain:
            if let name = try? DNSNameView(parsing: data, at: 0), data.count > 0 {
                name.describe("dns.opt.chain.fqdn", "Closest Trust Point", into: &sink, at: place.lowerBound)
            }
        default: break
        }
        sink.close()
    }

    /// A list of numbers of a byte each.
    @inlinable
    static func describe<Sink: FieldSink & ~Copyable>(
        _ name: String, _ label: String, _ data: Span<UInt8>, into sink: inout Sink, at place: Range<Int>
    ) {
        for index in data.indices {
            let byte = place.lowerBound + index..<place.lowerBound + index + 1
            sink.openItem(name, label, at: byte)
            sink.number(name, label, data[index], at: byte)
            sink.close()
        }
    }

    /// RFC 7871 section 6: the address has as many bytes as the prefix needs.
    @inlinable
    static func describeSubnet<Sink: FieldSink & ~Copyable>(
        _ data: Span<UInt8>, into sink: inout Sink, at place: Range<Int>
    ) {
        let start = place.lowerBound
        guard data.count >= 4 else {
            sink.warning("_ws.malformed", "a client subnet has at least 4 bytes", at: place)
            return
        }
        let family = data.uint16(at: 0)
        sink.number("dns.opt.client.family", "Family", family, at: start..<start + 2)
        sink.number("dns.opt.client.netmask", "Source Netmask", data[2], at: start + 2..<start + 3)
        sink.number("dns.opt.client.scope", "Scope Netmask", data[3], at: start + 3..<start + 4)
        let address = data.suffix(from: 4)
        let addressPlace = start + 4..<place.upperBound
        switch (family, address.count) {
        case (1, ...4):
            let value = IPv4Address(rawValue: UInt32(truncatingIfNeeded: leading(address) >> 96))
            sink.address("dns.opt.client.addr4", "Client Subnet", value, at: addressPlace)
        case (2, ...16):
            let value = IPv6Address(rawValue: leading(address))
            sink.address("dns.opt.client.addr6", "Client Subnet", value, at: addressPlace)
        default: sink.bytes("dns.opt.client.addr", "Client Subnet", address, at: addressPlace)
        }
    }

    /// At most 16 bytes as the upper ones of a number.
    @usableFromInline
    static func leading(_ bytes: Span<UInt8>) -> UInt128 {
        var value: UInt128 = 0
        for index in bytes.indices.prefix(16) { value |= UInt128(bytes[index]) << UInt128(120 - 8 * index) }
        return value
    }

    /// RFC 7873 section 4: eight bytes of the client, and none or 8 to 32 of the server.
    @inlinable
    static func describeCookie<Sink: FieldSink & ~Copyable>(
        _ data: Span<UInt8>, into sink: inout Sink, at place: Range<Int>
    ) {
        guard data.count == 8 || (16...40).contains(data.count) else {
            sink.warning("_ws.malformed", "a cookie has 8, or 16 to 40 bytes", at: place)
            return
        }
        let start = place.lowerBound
        sink.bytes("dns.opt.cookie.client", "Client Cookie", data.slice(at: 0, upTo: 8), at: start..<start + 8)
        if data.count > 8 {
            sink.bytes("dns.opt.cookie.server", "Server Cookie", data.suffix(from: 8), at: start + 8..<place.upperBound)
        }
    }
}
