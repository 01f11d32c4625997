extension DNSRecordView {
    @inlinable
    func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at offset: Int, as dialect: DNSDialect) {
        let nameEnd = offset + name.end
        sink.openItem("dns.resp", "Record", at: offset + name.start..<offset + end)
        name.describe("dns.resp.name", "Name", into: &sink, at: offset)
        if type == .srv { describeService(into: &sink, at: offset) }
        sink.number("dns.resp.type", "Type", type, at: nameEnd..<nameEnd + 2)
        if type == .opt {
            describeEDNS(into: &sink, at: nameEnd + 2)
        } else {
            describeClass(into: &sink, at: nameEnd + 2, as: dialect)
        }
        sink.number(
            "dns.resp.len", "Data length", UInt(dataLength), .units("bytes"), at: nameEnd + 8..<nameEnd + 10)
        if isCut {
            let place = offset + data.lowerBound..<offset + data.upperBound
            sink.bytes("dns.data", "Data", message.extracting(data), at: place)
            sink.warning("_ws.malformed", "the message ends within the data of this record", at: place)
        } else if dataLength > 0 {
            describeData(into: &sink, at: offset)
        }
        sink.close()
    }

    @inlinable
    func describeClass<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at start: Int, as dialect: DNSDialect) {
        let place = start..<start + 2
        if dialect == .multicast {
            sink.number("dns.resp.class", "Class", DNSClass(rawValue: classValue & 0x7FFF), .hex(4), at: place)
            sink.flag("dns.resp.cache_flush", "Cache flush", classValue & 0x8000 != 0, at: place)
        } else {
            sink.number("dns.resp.class", "Class", dnsClass, .hex(4), at: place)
        }
        sink.number("dns.resp.ttl", "Time to live", timeToLive, .units("s"), at: start + 2..<start + 6)
    }

    /// The owner of an SRV record says service and protocol: `_sip._tcp.example.com` (RFC 2782).
    @inlinable
    func describeService<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at offset: Int) {
        let place = offset + name.start..<offset + name.end
        guard let parts = serviceParts else { return }
        sink.text("dns.srv.service", "Service", parts.service.span, at: place)
        sink.text("dns.srv.proto", "Protocol", parts.transport.span, at: place)
        sink.text("dns.srv.name", "Name", parts.domain.span, at: place)
    }

    @usableFromInline var serviceParts: (service: [UInt8], transport: [UInt8], domain: [UInt8])? {
        var labels = name.labels
        guard let service = labels.next(), let transport = labels.next() else { return nil }
        var domain: [UInt8] = []
        while let label = labels.next() {
            if !domain.isEmpty { domain.append(UInt8(ascii: ".")) }
            domain.append(copying: message.extracting(label))
        }
        guard !domain.isEmpty else { return nil }
        return ([UInt8](copying: message.extracting(service)), [UInt8](copying: message.extracting(transport)), domain)
    }

    /// Tells the fields of the data, whose places count from the message's start.
    @inlinable
    public func describeData<Sink: FieldSink & ~Copyable>(into sink: inout Sink) { describeData(into: &sink, at: 0) }

    @inlinable
    func describeData<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at offset: Int) {
        var reader = DNSDataReader(message, data)
        guard let fields = type.fields(in: dialectlessClass) else {
            sink.bytes(
                "dns.data", "Data", message.extracting(data), at: offset + data.lowerBound..<offset + data.upperBound)
            return
        }
        do {
            for field in fields {
                var count = 0
                while reader.hasMore(field, after: count) {
                    let place = try reader.take(field.form)
                    describe(field, place, reader, into: &sink, at: offset)
                    count += 1
                }
            }
        } catch {
            let place = offset + reader.position..<offset + reader.end
            sink.bytes("dns.data", "Data", message.extracting(reader.position..<reader.end), at: place)
            sink.warning("_ws.malformed", error.offset(by: offset).description, at: place)
            return
        }
        guard !reader.isAtEnd else { return }
        let place = offset + reader.position..<offset + reader.end
        sink.bytes("dns.data", "Data", message.extracting(reader.position..<reader.end), at: place)
        sink.warning("_ws.malformed", "more data than the type has", at: place)
    }

    /// The class without the bit that multicast DNS puts into it.
    @usableFromInline var dialectlessClass: DNSClass { DNSClass(rawValue: classValue & 0x7FFF) }

    @inlinable
    func describe<Sink: FieldSink & ~Copyable>(
        _ field: DNSRecordField, _ value: Range<Int>, _ reader: borrowing DNSDataReader, into sink: inout Sink,
        at offset: Int
    ) {
        let start = value.lowerBound
        let place = offset + start..<offset + value.upperBound
        switch field.form {
        case .uint8: describe(field, UInt64(message[start]), into: &sink, at: place)
        case .uint16: describe(field, UInt64(message.uint16(at: start)), into: &sink, at: place)
        case .uint32: describe(field, UInt64(message.uint32(at: start)), into: &sink, at: place)
        case .uint48: describe(field, message.uint48(at: start), into: &sink, at: place)
        case .ipv4: sink.address(field.name, field.label, message.ipv4Address(at: start), at: place)
        case .ipv6: sink.address(field.name, field.label, message.ipv6Address(at: start), at: place)
        case .name: describeName(field.name, field.label, value, into: &sink, at: offset)
        case .text, .optionalText:
            if field.presentation == .bare || field.presentation == .plain {
                describeText(field, value, into: &sink, at: offset)
            }
        case .texts:
            sink.openItem(field.name, field.label, at: place)
            describeText(field, value, into: &sink, at: offset)
            sink.close()
        case .options: EDNSOption.describe(message.extracting(value), into: &sink, at: offset + start)
        default: describeSpecial(field, value, reader, into: &sink, at: offset)
        }
    }

    @inlinable
    func describeName<Sink: FieldSink & ~Copyable>(
        _ fieldName: String, _ label: String, _ value: Range<Int>, into sink: inout Sink, at offset: Int
    ) {
        guard let name = try? DNSNameView(parsing: message, at: value.lowerBound) else { return }
        name.describe(fieldName, label, into: &sink, at: offset)
    }

    @inlinable
    func describe<Sink: FieldSink & ~Copyable>(
        _ field: DNSRecordField, _ number: UInt64, into sink: inout Sink, at place: Range<Int>
    ) {
        if field.presentation == .time || field.presentation == .seconds {
            return sink.text(field.name, field.label, AbsoluteTime.text(seconds: number).span, at: place)
        }
        let meaning = Sink.usesMeanings ? field.meaning(number) : nil
        guard !field.flags.isEmpty else {
            return sink.number(field.name, field.label, number, field.style, meaning: meaning, at: place)
        }
        sink.open(field.name, field.label, at: place)
        sink.number(field.name, field.label, number, field.style, meaning: meaning, at: place)
        for flag in field.flags { sink.flag(flag.name, flag.label, number & flag.mask != 0, at: place) }
        sink.close()
    }

    @inlinable
    func describeText<Sink: FieldSink & ~Copyable>(
        _ field: DNSRecordField, _ value: Range<Int>, into sink: inout Sink, at offset: Int
    ) {
        let start = offset + value.lowerBound
        if let lengthName = field.lengthName {
            sink.number(
                lengthName, "Length", message[value.lowerBound], .units("bytes"), at: start..<start + 1)
        }
        let text = value.lowerBound + 1..<value.upperBound
        sink.text(field.name, field.label, message.extracting(text), at: start + 1..<offset + value.upperBound)
    }
}
