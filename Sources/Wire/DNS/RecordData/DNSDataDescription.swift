// The fields of data that has a form of its own.

extension DNSRecordView {
    @inlinable
    func describeSpecial<Sink: FieldSink & ~Copyable>(
        _ field: DNSRecordField, _ value: Range<Int>, _ reader: borrowing DNSDataReader, into sink: inout Sink,
        at offset: Int
    ) {
        let place = offset + value.lowerBound..<offset + value.upperBound
        switch field.form {
        case .names:
            sink.openItem(field.name, field.label, at: place)
            describeName(field.name, field.label, value, into: &sink, at: offset)
            sink.close()
        case .prefixName: if !value.isEmpty { describeName(field.name, field.label, value, into: &sink, at: offset) }
        case .counted8: describeCounted(field, value, lengthByteCount: 1, into: &sink, at: offset)
        case .counted16: describeCounted(field, value, lengthByteCount: 2, into: &sink, at: offset)
        case .gateway(let mask):
            describeGateway(field, reader.gatewayKind(mask), value, into: &sink, at: offset)
        case .addressSuffix:
            guard !value.isEmpty else { return }
            let suffix = value.reduce(UInt128(0)) { $0 << 8 | UInt128(message[$1]) }
            sink.address(field.name, field.label, IPv6Address(rawValue: suffix), at: place)
        case .typeBitmap, .oldTypeBitmap:
            let types = TypeBitmap.types(
                in: message.extracting(value), isOld: field.form == .oldTypeBitmap, limit: toldBitCount + 1)
            for type in types.prefix(toldBitCount) {
                sink.openItem(field.name, of: type, at: place)
                sink.number(field.name, field.label, type, at: place)
                sink.close()
            }
            warnOfRest(types.count, into: &sink, at: place)
        case .parameters: ServiceParameters.describe(message.extracting(value), into: &sink, at: place.lowerBound)
        case .prefixes: AddressPrefixes.describe(message.extracting(value), into: &sink, at: place.lowerBound)
        case .location: DNSLocation.describe(message.extracting(value), into: &sink, at: place)
        default: describeBytes(field, value, reader, into: &sink, at: offset)
        }
    }

    /// A bitmap of 8 KiB has 65,536 bits: more of them than this are told by their bytes alone.
    @usableFromInline var toldBitCount: Int { 512 }

    @inlinable
    func warnOfRest<Sink: FieldSink & ~Copyable>(_ count: Int, into sink: inout Sink, at place: Range<Int>) {
        if count > toldBitCount { sink.warning("_ws.expert", "there are more, which are not told", at: place) }
    }

    /// A length, and what it counts.
    @inlinable
    func describeCounted<Sink: FieldSink & ~Copyable>(
        _ field: DNSRecordField, _ value: Range<Int>, lengthByteCount: Int, into sink: inout Sink, at offset: Int
    ) {
        let start = offset + value.lowerBound
        let content = value.dropFirst(lengthByteCount)
        if let lengthName = field.lengthName {
            sink.number(
                lengthName, "Length", UInt(content.count), .units("bytes"), at: start..<start + lengthByteCount)
        }
        let place = start + lengthByteCount..<offset + value.upperBound
        guard field.presentation == .base32 else {
            // An empty salt is told, data that is not there is not.
            guard !content.isEmpty || lengthByteCount == 1 else { return }
            return sink.bytes(field.name, field.label, message.extracting(content), at: place)
        }
        sink.text(field.name, field.label, base32Text(content).span, at: place)
    }

    @usableFromInline
    func base32Text(_ place: Range<Int>) -> [UInt8] {
        var text: [UInt8] = []
        text.append(base32: message.extracting(place))
        return text.map(\.lowercased)
    }

    @inlinable
    func describeGateway<Sink: FieldSink & ~Copyable>(
        _ field: DNSRecordField, _ kind: UInt8, _ value: Range<Int>, into sink: inout Sink, at offset: Int
    ) {
        let place = offset + value.lowerBound..<offset + value.upperBound
        switch kind {
        case 1:
            // Fields: dns.ipseckey.gateway_ipv4 dns.amtrelay.relay_ipv4
            sink.address(field.name + "_ipv4", field.label, message.ipv4Address(at: value.lowerBound), at: place)
        case 2:
            // Fields: dns.ipseckey.gateway_ipv6 dns.amtrelay.relay_ipv6
            sink.address(field.name + "_ipv6", field.label, message.ipv6Address(at: value.lowerBound), at: place)
        // Fields: dns.ipseckey.gateway_dns dns.amtrelay.relay_dns
        case 3: describeName(field.name + "_dns", field.label, value, into: &sink, at: offset)
        default: break
        }
    }

    @inlinable
    func describeBytes<Sink: FieldSink & ~Copyable>(
        _ field: DNSRecordField, _ value: Range<Int>, _ reader: borrowing DNSDataReader, into sink: inout Sink,
        at offset: Int
    ) {
        let bytes = message.extracting(value)
        let place = offset + value.lowerBound..<offset + value.upperBound
        switch field.presentation {
        case .quoted: sink.text(field.name, field.label, bytes, at: place)
        case .dashes where bytes.count == 6: sink.address(field.name, field.label, bytes.macAddress(at: 0), at: place)
        case .bits:
            let bits = bytes.setBits(toldBitCount + 1)
            for bit in bits.prefix(toldBitCount) {
                let byte = place.lowerBound + bit / 8..<place.lowerBound + bit / 8 + 1
                sink.openItem(field.name, field.label, at: byte)
                sink.number(field.name, field.label, UInt(bit), at: byte)
                sink.close()
            }
            warnOfRest(bits.count, into: &sink, at: place)
        default:
            if !bytes.isEmpty { sink.bytes(field.name, field.label, bytes, at: place) }
        }
        guard field.name == "dns.dnskey.public_key" || field.name == "dns.key.public_key" else { return }
        sink.number(
            field.name == "dns.key.public_key" ? "dns.key.key_id" : "dns.dnskey.key_id", "Key id",
            DNSKeyTag.value(of: message.extracting(reader.start..<reader.end)), at: place)
    }
}

/// The number that names a key among those of a zone (RFC 4034 appendix B).
public enum DNSKeyTag {
    /// - Parameter data: of a DNSKEY record.
    public static func value(of data: Span<UInt8>) -> UInt16 {
        // RSAMD5 takes it from the key's modulus.
        if data.count >= 7, data[3] == 1 { return data.uint16(at: data.count - 3) }
        var sum: UInt32 = 0
        for index in data.indices { sum &+= index & 1 == 0 ? UInt32(data[index]) << 8 : UInt32(data[index]) }
        return UInt16(truncatingIfNeeded: sum &+ sum >> 16)
    }
}

extension ServiceParameters {
    @inlinable
    static func describe<Sink: FieldSink & ~Copyable>(_ bytes: Span<UInt8>, into sink: inout Sink, at offset: Int) {
        var position = 0
        while let count = byteCount(at: position, in: bytes) {
            let parameter = parameter(at: position, in: bytes)
            let start = offset + position
            let place = start + fixedByteCount..<start + count
            sink.openItem("dns.svcb.svcparam", of: parameter.key, at: start..<start + count)
            sink.number("dns.svcb.svcparam.key", "SvcParamKey", parameter.key, at: start..<start + 2)
            sink.number(
                "dns.svcb.svcparam.value.length", "SvcParamValue length", UInt(parameter.value.count),
                .units("bytes"), at: start + 2..<start + 4)
            describe(parameter, into: &sink, at: place)
            sink.close()
            position += count
        }
    }

    @inlinable
    static func describe<Sink: FieldSink & ~Copyable>(
        _ parameter: borrowing Parameter, into sink: inout Sink, at place: Range<Int>
    ) {
        let value = parameter.value
        let start = place.lowerBound
        switch parameter.key {
        case .mandatory:
            for index in stride(from: 0, to: value.count, by: 2) {
                let key = ServiceParameterKey(rawValue: value.uint16(at: index))
                describeItem("dns.svcb.svcparam.mandatory.key", into: &sink, at: start + index..<start + index + 2) {
                    $0.number("dns.svcb.svcparam.mandatory.key", "Mandatory key", key, at: $1)
                }
            }
        case .protocols: describeProtocols(value, into: &sink, at: start)
        case .port: sink.number("dns.svcb.svcparam.port", "Port", value.uint16(at: 0), at: place)
        case .ipv4Hint:
            for index in stride(from: 0, to: value.count, by: 4) {
                let address = value.ipv4Address(at: index)
                describeItem("dns.svcb.svcparam.ipv4hint.ip", into: &sink, at: start + index..<start + index + 4) {
                    $0.address("dns.svcb.svcparam.ipv4hint.ip", "IP", address, at: $1)
                }
            }
        case .ipv6Hint:
            for index in stride(from: 0, to: value.count, by: 16) {
                let address = value.ipv6Address(at: index)
                describeItem("dns.svcb.svcparam.ipv6hint.ip", into: &sink, at: start + index..<start + index + 16) {
                    $0.address("dns.svcb.svcparam.ipv6hint.ip", "IP", address, at: $1)
                }
            }
        case .encryptedClientHello: sink.bytes("dns.svcb.svcparam.echconfig", "ECHConfig", value, at: place)
        case .dohPath:
            sink.bytes("dns.svcb.svcparam.value", "SvcParamValue", value, at: place)
            sink.text("dns.svcb.svcparam.dohpath", "DoH path", value, at: place)
        default: if !value.isEmpty { sink.bytes("dns.svcb.svcparam.value", "SvcParamValue", value, at: place) }
        }
    }

    /// An element of a list of single values.
    @inlinable
    static func describeItem<Sink: FieldSink & ~Copyable>(
        _ name: String, into sink: inout Sink, at place: Range<Int>, _ describe: (inout Sink, Range<Int>) -> Void
    ) {
        // Fields: dns.svcb.svcparam.mandatory.key dns.svcb.svcparam.ipv4hint.ip dns.svcb.svcparam.ipv6hint.ip
        sink.openItem(name, "Item", at: place)
        describe(&sink, place)
        sink.close()
    }

    @inlinable
    static func describeProtocols<Sink: FieldSink & ~Copyable>(
        _ value: Span<UInt8>, into sink: inout Sink, at start: Int
    ) {
        var position = 0
        while position < value.count {
            let length = Int(value[position])
            let place = start + position..<start + position + 1 + length
            sink.openItem("dns.svcb.svcparam.alpn", "ALPN", at: place)
            sink.number(
                "dns.svcb.svcparam.alpn.length", "ALPN length", value[position], .units("bytes"),
                at: place.lowerBound..<place.lowerBound + 1)
            sink.text(
                "dns.svcb.svcparam.alpn", "ALPN", value.slice(at: position + 1, upTo: length),
                at: place.lowerBound + 1..<place.upperBound)
            sink.close()
            position += 1 + length
        }
    }
}

extension AddressPrefixes {
    @inlinable
    static func describe<Sink: FieldSink & ~Copyable>(_ bytes: Span<UInt8>, into sink: inout Sink, at offset: Int) {
        var position = 0
        while let count = byteCount(at: position, in: bytes) {
            let item = item(at: position, in: bytes)
            let start = offset + position
            let place = start + fixedByteCount..<start + count
            sink.openItem("dns.apl", "Address prefix", at: start..<start + count)
            sink.number("dns.apl.address_family", "Address Family", item.family, at: start..<start + 2)
            sink.number("dns.apl.coded_prefix", "Prefix Length", item.prefixLength, at: start + 2..<start + 3)
            sink.flag("dns.apl.negation", "Negation Flag", item.isNegated, at: start + 3..<start + 4)
            sink.number(
                "dns.apl.afdlength", "Address Length", UInt(item.address.count), .units("bytes"),
                at: start + 3..<start + 4)
            let leading = EDNSOption.leading(item.address)
            if item.family == 1 {
                let address = IPv4Address(rawValue: UInt32(truncatingIfNeeded: leading >> 96))
                sink.address("dns.apl.afdpart.ipv4", "Address", address, at: place)
            } else {
                sink.address("dns.apl.afdpart.ipv6", "Address", IPv6Address(rawValue: leading), at: place)
            }
            sink.close()
            position += count
        }
    }
}

extension DNSLocation {
    @inlinable
    static func describe<Sink: FieldSink & ~Copyable>(_ bytes: Span<UInt8>, into sink: inout Sink, at place: Range<Int>)
    {
        let start = place.lowerBound
        sink.text("dns.loc", "Location", text(of: bytes).span, at: place)
        sink.number("dns.loc.version", "Version", bytes[0], at: start..<start + 1)
        sink.number("dns.loc.size", "Size", bytes[1], .hex(2), at: start + 1..<start + 2)
        sink.number(
            "dns.loc.horizontal_precision", "Horizontal Precision", bytes[2], .hex(2), at: start + 2..<start + 3)
        sink.number("dns.loc.vertical_precision", "Vertical Precision", bytes[3], .hex(2), at: start + 3..<start + 4)
        sink.number("dns.loc.latitude", "Latitude", bytes.uint32(at: 4), at: start + 4..<start + 8)
        sink.number("dns.loc.longitude", "Longitude", bytes.uint32(at: 8), at: start + 8..<start + 12)
        sink.number("dns.loc.altitude", "Altitude", bytes.uint32(at: 12), at: start + 12..<start + 16)
    }

    @usableFromInline
    static func text(of bytes: Span<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        DNSLocation(bytes).write(to: &text)
        return text
    }
}
