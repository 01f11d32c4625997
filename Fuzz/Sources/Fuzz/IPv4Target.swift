import Wire

/// IPv4 and its options.
enum IPv4Target {
    static func run(_ bytes: Span<UInt8>) {
        walkOptions(IPv4OptionIterator(bytes, at: 0), bytes.count)
        guard let datagram = try? IPv4Datagram(parsing: bytes) else { return }
        use((datagram.totalLength, datagram.identification, datagram.timeToLive, datagram.headerChecksum))
        use((datagram.isReservedFlagSet, datagram.dontFragment, datagram.moreFragments, datagram.isFragment))
        use((datagram.source.description, datagram.destination.description, datagram.isTruncated))
        use((datagram.finalDestination, datagram.pseudoHeader, datagram.isHeaderChecksumValid))
        use(assigned: datagram.dscp)
        use(assigned: datagram.ecn)
        use(assigned: datagram.protocolNumber)
        use(datagram.payload)
        check((20...60).contains(datagram.headerLength), "a header has 20 to 60 bytes")
        check(datagram.optionBytes.count == datagram.headerLength - 20, "the options fill the header")
        check(datagram.headerLength + datagram.payload.count <= bytes.count, "the payload lies in the bytes")
        walkOptions(datagram.options, datagram.headerLength)
        ConsumingSink.describe(bytes.count) { sink in datagram.describe(into: &sink, at: place) }
        writeAndRead(datagram)
    }

    private static func walkOptions(_ options: consuming IPv4OptionIterator, _ end: Int) {
        while let field = options.next() {
            use(assigned: field.type)
            use((field.type.isCopied, field.type.optionClass, field.type.number, field.type.isRoute))
            use(field.data)
            check(field.offset + field.byteCount <= end, "an option lies in the header")
            let option = field.option
            check(option.type == field.type && option.byteCount == field.byteCount, "an option is as long as its field")
            switch option {
            case .recordRoute(let route), .looseSourceRoute(let route), .strictSourceRoute(let route):
                check(route.used.count == route.usedCount, "the used addresses are counted")
            case .timestamp(let timestamps):
                check(timestamps.used.count == timestamps.usedCount, "the used times are counted")
                use(assigned: timestamps.flag)
            case .security(let level, _): use(assigned: level)
            default: break
            }
            let written = serialized(option.byteCount) { output in option.serialize(into: &output) }
            var again = IPv4OptionIterator(written.span)
            check(again.next()?.option == option, "an option is read as written")
            ConsumingSink.describe(end) { sink in field.describe(into: &sink, at: place) }
        }
        guard let error = options.error else { return }
        use(error.description)
        check((0...end).contains(error.offset), "an error lies in the header")
    }

    private static func writeAndRead(_ datagram: borrowing IPv4Datagram) {
        let header = datagram.header
        let payloadLength = min(datagram.payload.count, 0xFFFF - header.byteCount)
        let written = serialized(header.byteCount) { output in
            header.serialize(into: &output, payloadLength: payloadLength)
        }
        guard let again = try? IPv4Datagram(parsing: written.span) else { fatalError("what was written is read") }
        check(again.header == header, "the header is read as written")
        check(again.isHeaderChecksumValid, "the checksum is right")
        check(again.isTruncated == (payloadLength > 0), "the total length counts the payload")
    }
}
