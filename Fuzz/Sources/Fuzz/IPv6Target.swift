import Wire

/// IPv6, its extension headers and their options.
enum IPv6Target {
    static func run(_ bytes: Span<UInt8>) {
        walkOptions(IPv6OptionIterator(bytes, at: 0), bytes.count)
        if bytes.count > 0 {
            let rest = bytes.suffix(from: 1)
            walkHeaders(IPv6ExtensionHeaderIterator(rest, first: IPProtocol(rawValue: bytes[0])), rest.count)
        }
        if let routing = try? IPv6Routing(parsing: bytes) { look(at: routing) }
        if let fragment = try? IPv6FragmentHeader(parsing: bytes) { look(at: fragment) }
        if let packet = try? IPv6Packet(parsing: bytes) { look(at: packet, bytes) }
    }

    private static func look(at packet: borrowing IPv6Packet, _ bytes: Span<UInt8>) {
        use((packet.flowLabel, packet.payloadLength, packet.hopLimit, packet.declaredLength, packet.isTruncated))
        use((packet.source.description, packet.destination.description))
        use(assigned: packet.dscp)
        use(assigned: packet.ecn)
        use(assigned: packet.nextHeader)
        let payload = packet.payload
        check(IPv6Header.byteCount + payload.count <= bytes.count, "the payload lies in the bytes")
        walkHeaders(packet.extensionHeaders, payload.count)
        let upper = packet.upperLayer
        use((upper.protocolNumber, upper.isLaterFragment, upper.finalDestination, upper.error?.description))
        check(
            upper.error != nil || upper.offset + upper.payload.count == payload.count, "the upper layer is what is left"
        )
        check(upper.error == nil || upper.payload.isEmpty, "nothing is told of what could not be reached")
        ConsumingSink.describe(bytes.count) { sink in packet.describe(into: &sink, at: place) }
        let header = packet.header
        let written = serialized(IPv6Header.byteCount) { output in
            header.serialize(into: &output, payloadLength: Int(packet.payloadLength))
        }
        check(
            written.span.elementsEqual(bytes.extracting(first: IPv6Header.byteCount)), "the header is written as it was"
        )
    }

    private static func walkHeaders(_ headers: consuming IPv6ExtensionHeaderIterator, _ end: Int) {
        var count = 0
        while let header = headers.next() {
            count += 1
            check(count <= IPv6ExtensionHeaderIterator.maximumCount, "the walk ends")
            check(header.bytes.count >= 8 && header.offset + header.bytes.count <= end, "a header lies in the packet")
            use(assigned: header.kind)
            use(header.nextHeader)
            walkOptions(header.options, header.offset + header.bytes.count)
            if let value = header.optionsHeader { writeAndRead(value, header) }
            if let fragment = header.fragment { look(at: fragment) }
            if let routing = header.routing { look(at: routing) }
            ConsumingSink.describe(end) { sink in header.describe(into: &sink, at: place) }
        }
        check((0...end).contains(headers.offset), "the walk ends in the packet")
        guard let error = headers.error else { return }
        use(error.description)
        check((0...IPv6Header.byteCount + end).contains(error.offset), "an error lies in the packet")
    }

    private static func walkOptions(_ options: consuming IPv6OptionIterator, _ end: Int) {
        while let field = options.next() {
            use(assigned: field.type)
            use(assigned: field.type.unknownAction)
            use((field.type.mayChange, field.jumboPayloadLength))
            use(field.data)
            check(field.offset + field.byteCount <= end, "an option lies in its header")
            let option = field.option
            check(option.type == field.type && option.byteCount == field.byteCount, "an option is as long as its field")
            let written = serialized(option.byteCount) { output in option.serialize(into: &output) }
            var again = IPv6OptionIterator(written.span, at: 0)
            check(again.next()?.option == option, "an option is read as written")
            ConsumingSink.describe(end) { sink in field.describe(into: &sink, at: place) }
        }
        guard let error = options.error else { return }
        use(error.description)
        check((0...end).contains(error.offset), "an error lies in the header")
    }

    /// Padding may come on top of options that ended with an error.
    private static func writeAndRead(_ value: IPv6OptionsHeader, _ header: borrowing IPv6ExtensionHeader) {
        let written = serialized(value.byteCount) { output in value.serialize(into: &output) }
        var headers = IPv6ExtensionHeaderIterator(written.span, first: header.kind)
        guard let again = headers.next()?.optionsHeader else { fatalError("what was written is read") }
        check(again.nextHeader == value.nextHeader, "the next header is read as written")
        check(again.options.starts(with: value.options), "the options are read as written")
        check(written.count <= header.bytes.count, "options take no more than they did")
    }

    private static func look(at fragment: IPv6FragmentHeader) {
        use(fragment.isAtomic)
        let written = serialized(IPv6FragmentHeader.byteCount) { output in fragment.serialize(into: &output) }
        check((try? IPv6FragmentHeader(parsing: written.span)) == fragment, "a fragment header is read as written")
    }

    private static func look(at routing: borrowing IPv6Routing) {
        use(assigned: routing.type)
        use((routing.nextHeader, routing.segmentsLeft))
        use(routing.data)
        let destination = IPv6Address(rawValue: .max)
        for index in 0..<routing.addressCount {
            check(routing.address(at: index, destination: destination) != nil, "address \(index) is there")
        }
        check(routing.address(at: -1, destination: destination) == nil, "no address is before the first")
        check(
            routing.address(at: routing.addressCount, destination: destination) == nil, "no address is after the last")
        use(routing.finalDestination(destination))
        let header = routing.header
        let written = serialized(header.byteCount) { output in header.serialize(into: &output) }
        guard let again = try? IPv6Routing(parsing: written.span) else { fatalError("what was written is read") }
        check(again.header == header, "a routing header is read as written")
        check(again.addressCount == routing.addressCount, "as many addresses are read as were written")
    }
}
