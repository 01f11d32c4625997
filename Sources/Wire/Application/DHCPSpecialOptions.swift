// Options of DHCP whose values have a form of their own.

extension DHCPOptionValue {
    @inlinable
    func describeSpecial<Sink: FieldSink & ~Copyable>(
        _ code: DHCPOptionCode, _ field: DHCPOptionField, into sink: inout Sink
    ) {
        switch code.rawValue {
        case 46: describeNumbers(field, { NetBIOSNodeType(rawValue: UInt8($0)) }, into: &sink)
        case 52: describeNumbers(field, { DHCPOverload(rawValue: UInt8($0)) }, into: &sink)
        case 53: describeNumbers(field, { DHCPMessageType(rawValue: UInt8($0)) }, into: &sink)
        case 55: describeNumbers(field, { DHCPOptionCode(rawValue: UInt8($0)) }, into: &sink)
        case 93: describeNumbers(field, { BootArchitecture(rawValue: $0) }, into: &sink)
        case 119, 137: describeDomains(field, from: 0, into: &sink)
        case 121, 249: describeRoutes(field, into: &sink)
        case 61: describeClientIdentifier(into: &sink)
        case 77: describeUserClasses(into: &sink)
        case 81: describeFQDN(into: &sink)
        case 82: describeRelay(into: &sink)
        case 124, 125: describeVendor(isClass: code.rawValue == 124, into: &sink)
        default: describeRare(code, into: &sink)
        }
    }

    @inlinable
    func describeDomains<Sink: FieldSink & ~Copyable>(
        _ field: DHCPOptionField, from start: Int, into sink: inout Sink
    ) {
        var position = start
        while position < bytes.count {
            guard let name = try? DNSNameView(parsing: bytes, at: position) else {
                sink.warning("_ws.malformed", "no domain name", at: place(from: position))
                return
            }
            let part = place(position..<name.end)
            sink.openItem(field.name, field.label, at: part)
            sink.text(field.name, field.label, name.plainText.span, at: part)
            if let problem = name.problem { sink.warning("_ws.malformed", problem.description, at: part) }
            sink.close()
            position = name.end
        }
    }

    /// Destinations as long as their masks need, each with its router (RFC 3442).
    @inlinable
    func describeRoutes<Sink: FieldSink & ~Copyable>(_ field: DHCPOptionField, into sink: inout Sink) {
        var position = 0
        while position < bytes.count {
            let width = Int(bytes[position])
            let length = 1 + (width + 7) / 8 + 4
            guard width <= 32, position + length <= bytes.count else {
                sink.warning("dhcp.option.classless_static.route", "no route", at: place(from: position))
                return
            }
            let part = place(position..<position + length)
            sink.openItem(field.name, field.label, at: part)
            sink.bytes(field.name, field.label, bytes.slice(at: position, upTo: length), at: part)
            sink.close()
            position += length
        }
    }

    /// A hardware address after its type, something of the client's own, or, after 255, a DUID (RFC 4361).
    @inlinable
    func describeClientIdentifier<Sink: FieldSink & ~Copyable>(into sink: inout Sink) {
        guard bytes.count >= 2 else {
            sink.warning("_ws.malformed", "a client identifier has at least 2 bytes", at: place)
            return
        }
        let type = bytes[0]
        if type == 1, bytes.count == 7 {
            let hardware = ARPHardwareType(rawValue: UInt16(type))
            sink.number("dhcp.hw.type", "Hardware type", hardware, .hex(2), at: place(0..<1))
            let address = MACAddress(rawValue: bytes.uint48(at: 1))
            sink.address("dhcp.hw.mac_addr", "Client MAC address", address, at: place(1..<7))
        } else if type == 255, bytes.count >= 7 {
            sink.text("dhcp.client_id.iaid", "IAID", bytes.slice(at: 1, upTo: 4).hexText.span, at: place(1..<5))
            let unique = DHCPUniqueIdentifier(bytes.suffix(from: 5))
            unique.describe(DHCPUniqueIdentifier.namesInV4, into: &sink, at: place(from: 5))
        } else {
            sink.number("dhcp.client_id.type", "Type", type, at: place(0..<1))
            sink.bytes("dhcp.client_id", "Identifier", bytes.suffix(from: 1), at: place(from: 1))
        }
    }

    /// Classes after their lengths (RFC 3004); Windows sends plain text.
    @inlinable
    func describeUserClasses<Sink: FieldSink & ~Copyable>(into sink: inout Sink) {
        var position = 0
        while position < bytes.count, position + 1 + Int(bytes[position]) <= bytes.count {
            position += 1 + Int(bytes[position])
        }
        guard position == bytes.count else {
            sink.text("dhcp.option.user_class.text", "User Class Data (Text)", text(from: 0), at: place)
            return
        }
        position = 0
        while position < bytes.count {
            let length = Int(bytes[position])
            sink.openItem(
                "dhcp.option.user_class", "Instance of User Class", at: place(position..<position + 1 + length))
            sink.number(
                "dhcp.option.user_class.length", "User Class Length", bytes[position], .units("bytes"),
                at: place(position..<position + 1))
            sink.bytes(
                "dhcp.option.user_class.data", "User Class Data", bytes.slice(at: position + 1, upTo: length),
                at: place(position + 1..<position + 1 + length))
            sink.close()
            position += 1 + length
        }
    }

    /// The client's name, in ASCII or as DNS has it (RFC 4702).
    @inlinable
    func describeFQDN<Sink: FieldSink & ~Copyable>(into sink: inout Sink) {
        guard bytes.count >= 3 else {
            sink.warning("_ws.malformed", "a client FQDN has at least 3 bytes", at: place)
            return
        }
        let flags = bytes[0]
        let flagPlace = place(0..<1)
        sink.open("dhcp.fqdn.flags", "Flags", at: flagPlace)
        sink.number("dhcp.fqdn.flags", "Flags", flags, .hex(2), at: flagPlace)
        sink.number("dhcp.fqdn.mbz", "Reserved flags", flags >> 4, .hex(2), at: flagPlace)
        sink.flag("dhcp.fqdn.n", "No server updates", flags & 8 != 0, at: flagPlace)
        sink.flag("dhcp.fqdn.e", "Encoded as in DNS", flags & 4 != 0, at: flagPlace)
        sink.flag("dhcp.fqdn.o", "Server overrides", flags & 2 != 0, at: flagPlace)
        sink.flag("dhcp.fqdn.s", "Server", flags & 1 != 0, at: flagPlace)
        sink.close()
        sink.number("dhcp.fqdn.rcode1", "A-RR result", bytes[1], at: place(1..<2))
        sink.number("dhcp.fqdn.rcode2", "PTR-RR result", bytes[2], at: place(2..<3))
        guard bytes.count > 3 else { return }
        if flags & 4 != 0, let name = try? DNSNameView(parsing: bytes, at: 3) {
            sink.text("dhcp.fqdn.name", "Client name", name.plainText.span, at: place(from: 3))
        } else {
            sink.text("dhcp.fqdn.name", "Client name", text(from: 3), at: place(from: 3))
        }
    }

    /// Enterprises, each with its data after the length (RFC 3925).
    @inlinable
    func describeVendor<Sink: FieldSink & ~Copyable>(isClass: Bool, into sink: inout Sink) {
        var position = 0
        while position < bytes.count {
            guard position + 5 <= bytes.count, position + 5 + Int(bytes[position + 4]) <= bytes.count else {
                sink.warning(
                    "dhcp.option.enterprise.malformed", "no room for an enterprise's data", at: place(from: position))
                return
            }
            let length = Int(bytes[position + 4])
            let data = position + 5..<position + 5 + length
            sink.openItem(
                isClass ? "dhcp.option.vi_class" : "dhcp.option.vi", "Enterprise", at: place(position..<data.upperBound)
            )
            sink.number(
                isClass ? "dhcp.option.vi_class.enterprise" : "dhcp.option.vi.enterprise", "Enterprise",
                bytes.uint32(at: position), at: place(position..<position + 4))
            sink.number(
                isClass ? "dhcp.option.vi_class.length" : "dhcp.option.vi.length", "Length", UInt8(length),
                .units("bytes"), at: place(position + 4..<position + 5))
            if isClass {
                sink.text("dhcp.option.vi_class.data", "Data", bytes.extracting(data), at: place(data))
            } else {
                sink.bytes("dhcp.option.vi.value", "Value", bytes.extracting(data), at: place(data))
            }
            sink.close()
            position = data.upperBound
        }
    }
}

extension Span<UInt8> {
    /// The bytes in hexadecimal, as text.
    @usableFromInline var hexText: [UInt8] {
        var text: [UInt8] = []
        for index in indices {
            text.append(UInt8.hexDigit(self[index] >> 4))
            text.append(UInt8.hexDigit(self[index] & 15))
        }
        return text
    }
}
