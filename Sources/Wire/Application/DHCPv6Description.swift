extension DHCPv6Packet {
    /// Options within options, and messages within messages, deeper than this are told as bytes. RFC 8415 allows eight
    /// relays on the way.
    @usableFromInline static let maximumDepth = 24

    /// Tells the fields of a message that begins at `offset` of the frame. Whoever calls has opened a group.
    @inlinable
    func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at offset: Int, depth: Int) {
        sink.number("dhcpv6.msgtype", "Message type", type, at: offset..<offset + 1)
        if isRelay {
            sink.number("dhcpv6.hopcount", "Hopcount", hopCount, at: offset + 1..<offset + 2)
            sink.address("dhcpv6.linkaddr", "Link address", linkAddress, at: offset + 2..<offset + 18)
            sink.address("dhcpv6.peeraddr", "Peer address", peerAddress, at: offset + 18..<offset + 34)
        } else {
            sink.number(
                "dhcpv6.xid", "Transaction ID", transactionIdentifier, .hex(6), at: offset + 1..<offset + 4)
        }
        let options = DHCPv6OptionValue(
            bytes.suffix(from: headerLength), at: offset + headerLength, depth: depth,
            isFromClient: type != .advertise && type != .reply)
        options.describeOptions(from: 0, into: &sink)
    }
}

/// The value of an option of DHCPv6, and where it begins in the frame.
@usableFromInline
struct DHCPv6OptionValue: ~Escapable {
    @usableFromInline let bytes: Span<UInt8>
    @usableFromInline let start: Int
    @usableFromInline let depth: Int
    /// Whether a client speaks: some flags mean other things to it.
    @usableFromInline let isFromClient: Bool

    @usableFromInline
    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>, at start: Int, depth: Int, isFromClient: Bool) {
        self.bytes = bytes
        self.start = start
        self.depth = depth
        self.isFromClient = isFromClient
    }

    @inlinable var place: Range<Int> { start..<start + bytes.count }
    @inlinable func place(_ range: Range<Int>) -> Range<Int> { start + range.lowerBound..<start + range.upperBound }
    @inlinable func place(from offset: Int) -> Range<Int> { place(min(offset, bytes.count)..<bytes.count) }

    /// Tells the options from `offset` on, each as an item.
    @inlinable
    func describeOptions<Sink: FieldSink & ~Copyable>(from offset: Int, into sink: inout Sink) {
        var options = DHCPv6Options(bytes, min(offset, bytes.count)..<bytes.count)
        do {
            while let option = try options.next() {
                sink.openItem("dhcpv6.option", "Option", at: place(option.start..<option.data.upperBound))
                sink.number("dhcpv6.option.type", "Option", option.code, at: place(option.start..<option.start + 2))
                sink.number(
                    "dhcpv6.option.length", "Length", UInt(option.data.count), .units("bytes"),
                    at: place(option.start + 2..<option.start + 4))
                let value = DHCPv6OptionValue(
                    bytes.extracting(option.data), at: start + option.data.lowerBound, depth: depth + 1,
                    isFromClient: isFromClient)
                value.describe(option.code, into: &sink)
                sink.close()
            }
        } catch {
            sink.warning("_ws.malformed", error.offset(by: start).description, at: place(from: error.offset))
        }
    }

    @inlinable
    func describe<Sink: FieldSink & ~Copyable>(_ code: DHCPv6OptionCode, into sink: inout Sink) {
        guard depth <= DHCPv6Packet.maximumDepth else {
            sink.bytes("dhcpv6.option.value", "Value", bytes, at: place)
            sink.warning("_ws.malformed", "options are packed too deep into each other", at: place)
            return
        }
        guard let field = code.field else {
            if let offset = code.innerOptionsOffset {
                describeOptions(from: offset, into: &sink)
            } else if !bytes.isEmpty {
                sink.bytes("dhcpv6.option.value", "Value", bytes, at: place)
            }
            return
        }
        guard fits(field.form) else { return tellBadLength(into: &sink) }
        describe(code, field, into: &sink)
    }

    @inlinable
    func tellBadLength<Sink: FieldSink & ~Copyable>(into sink: inout Sink) {
        sink.bytes("dhcpv6.option.value", "Value", bytes, at: place)
        sink.warning("_ws.malformed", "a length of \(bytes.count) is not one that this option has", at: place)
    }

    @usableFromInline
    func fits(_ form: DHCPv6OptionField.Form) -> Bool {
        let count = bytes.count
        return switch form {
        case .uint8: count == 1
        case .uint16: count == 2
        case .uint32: count == 4
        case .codes: count % 2 == 0
        case .ipv6: count == 16
        case .ipv6List: count > 0 && count % 16 == 0
        case .text, .bytes, .domains, .uniqueIdentifier, .special: true
        }
    }

    @inlinable
    func describe<Sink: FieldSink & ~Copyable>(
        _ code: DHCPv6OptionCode, _ field: DHCPv6OptionField, into sink: inout Sink
    ) {
        switch field.form {
        case .uint8: sink.number(field.name, field.label, bytes[0], field.style, at: place)
        case .uint16: sink.number(field.name, field.label, bytes.uint16(at: 0), field.style, at: place)
        case .uint32: sink.number(field.name, field.label, bytes.uint32(at: 0), field.style, at: place)
        case .ipv6: sink.address(field.name, field.label, address(at: 0), at: place)
        case .text: sink.text(field.name, field.label, bytes, at: place)
        case .bytes: sink.bytes(field.name, field.label, bytes, at: place)
        case .domains: describeDomains(field.name, field.label, from: 0, into: &sink)
        case .uniqueIdentifier:
            sink.bytes("dhcpv6.duid.bytes", "DUID", bytes, at: place)
            DHCPUniqueIdentifier(bytes).describe(DHCPUniqueIdentifier.namesInV6, into: &sink, at: place)
        case .codes, .ipv6List: describeList(field, into: &sink)
        case .special: describeSpecial(code, into: &sink)
        }
    }

    @usableFromInline func address(at offset: Int) -> IPv6Address { IPv6Address(rawValue: bytes.uint128(at: offset)) }

    @inlinable
    func describeList<Sink: FieldSink & ~Copyable>(_ field: DHCPv6OptionField, into sink: inout Sink) {
        let step = field.form == .codes ? 2 : 16
        var index = 0
        while index + step <= bytes.count {
            let part = place(index..<index + step)
            // Fields: dhcpv6.bcmcs_server_a dhcpv6.capwap_ac_v6 dhcpv6.dns_server dhcpv6.lq_client_link
            // Fields: dhcpv6.nis_server dhcpv6.nisp_server dhcpv6.pana_agent dhcpv6.requested_option_code
            // Fields: dhcpv6.sip_server_a dhcpv6.sntp_server
            sink.openItem(field.name, field.label, at: part)
            if step == 2 {
                let code = DHCPv6OptionCode(rawValue: bytes.uint16(at: index))
                // Fields: dhcpv6.requested_option_code
                sink.number(field.name, field.label, code, at: part)
            } else {
                // Fields: dhcpv6.bcmcs_server_a dhcpv6.capwap_ac_v6 dhcpv6.dns_server dhcpv6.lq_client_link
                // Fields: dhcpv6.nis_server dhcpv6.nisp_server dhcpv6.pana_agent dhcpv6.sip_server_a
                // Fields: dhcpv6.sntp_server
                sink.address(field.name, field.label, address(at: index), at: part)
            }
            sink.close()
            index += step
        }
    }

    /// Names as DNS has them, told with the dot at their end.
    @inlinable
    func describeDomains<Sink: FieldSink & ~Copyable>(
        _ name: String, _ label: String, from offset: Int, into sink: inout Sink
    ) {
        var position = offset
        while position < bytes.count {
            guard let domain = try? DNSNameView(parsing: bytes, at: position) else {
                describePartialName(name, label, from: position, into: &sink)
                return
            }
            let part = place(position..<domain.end)
            sink.openItem(name, label, at: part)
            sink.text(name, label, domain.dottedText.span, at: part)
            if let problem = domain.problem { sink.warning("_ws.malformed", problem.description, at: part) }
            sink.close()
            position = domain.end
        }
    }
}

extension DHCPv6OptionValue {
    /// A name that ends with the option, as a client may have it that does not know its domain (RFC 4704 section 4.2).
    @inlinable
    func describePartialName<Sink: FieldSink & ~Copyable>(
        _ name: String, _ label: String, from offset: Int, into sink: inout Sink
    ) {
        let part = place(from: offset)
        guard let text = partialName(from: offset) else {
            sink.bytes("dhcpv6.option.value", "Value", bytes.suffix(from: offset), at: part)
            sink.warning("_ws.malformed", "no name", at: part)
            return
        }
        sink.openItem(name, label, at: part)
        sink.text(name, label, text.span, at: part)
        sink.close()
    }

    @usableFromInline
    func partialName(from offset: Int) -> [UInt8]? {
        var text: [UInt8] = []
        var position = offset
        while position < bytes.count {
            let length = Int(bytes[position])
            guard (1...DNSName.maximumLabelByteCount).contains(length), position + 1 + length <= bytes.count else {
                return nil
            }
            if position > offset { text.append(UInt8(ascii: ".")) }
            text.append(copying: bytes.slice(at: position + 1, upTo: length))
            position += 1 + length
        }
        return text
    }
}

extension DNSNameView {
    /// As ``plainText``, with the dot at the end.
    @usableFromInline var dottedText: [UInt8] { isRoot ? [UInt8(ascii: ".")] : plainText + [UInt8(ascii: ".")] }
}
