import Wire

/// UDP and TCP with its options.
enum TransportTargets {
    static func udp(_ bytes: Span<UInt8>) {
        guard let datagram = try? UDPDatagram(parsing: bytes) else { return }
        let header = datagram.header
        check(datagram.sourcePort == header.sourcePort, "the source port is the header's")
        check(datagram.destinationPort == header.destinationPort, "the destination port is the header's")
        use((datagram.length, datagram.checksum, datagram.isTruncated))
        use(datagram.payload)
        ConsumingSink.describe(bytes.count) { sink in datagram.describe(into: &sink, at: place, pseudoHeader: nil) }
        guard datagram.payload.count <= 0xFFFF - UDPHeader.byteCount else { return }
        for pseudoHeader in pseudoHeaders {
            use(datagram.isChecksumValid(pseudoHeader))
            ConsumingSink.describe(bytes.count) { sink in
                datagram.describe(into: &sink, at: place, pseudoHeader: pseudoHeader)
            }
            let payload = datagram.payload
            let written = serialized(UDPHeader.byteCount + payload.count) { output in
                header.serialize(into: &output, payload: payload, pseudoHeader: pseudoHeader)
            }
            guard let again = try? UDPDatagram(parsing: written.span) else { fatalError("what was written is read") }
            check(again.header == header && again.payload.elementsEqual(payload), "the datagram is read as written")
            check(again.isChecksumValid(pseudoHeader) == true, "the checksum is right")
        }
    }

    static func tcp(_ bytes: Span<UInt8>) {
        walkOptions(bytes)
        guard let segment = try? TCPSegment(parsing: bytes) else { return }
        let header = segment.header
        use((segment.sourcePort, segment.destinationPort, segment.sequenceNumber, segment.acknowledgmentNumber))
        use((segment.flags, segment.window, segment.checksum, segment.urgentPointer))
        check(
            segment.headerByteCount + segment.payload.count == bytes.count, "header and payload are the segment")
        check(segment.optionBytes.count == segment.headerByteCount - 20, "the options fill the header")
        walkOptions(segment.optionBytes)
        ConsumingSink.describe(bytes.count) { sink in segment.describe(into: &sink, at: place, pseudoHeader: nil) }
        let payload = segment.payload
        for pseudoHeader in pseudoHeaders {
            use(segment.isChecksumValid(pseudoHeader))
            ConsumingSink.describe(bytes.count) { sink in
                segment.describe(into: &sink, at: place, pseudoHeader: pseudoHeader)
            }
            let written = serialized(header.byteCount + payload.count) { output in
                header.serialize(into: &output, payload: payload, pseudoHeader: pseudoHeader)
            }
            guard let again = try? TCPSegment(parsing: written.span) else { fatalError("what was written is read") }
            check(again.header == header && again.payload.elementsEqual(payload), "the segment is read as written")
            check(again.isChecksumValid(pseudoHeader), "the checksum is right")
        }
    }

    /// An error ends the walk.
    private static func walkOptions(_ bytes: Span<UInt8>) {
        var walk = TCPOptions(parsing: bytes)
        var last = walk.position
        while true {
            do {
                guard let option = try walk.next() else { break }
                use(assigned: option.kind)
                check(walk.position == last + option.byteCount, "an option takes the bytes that it says")
                last = walk.position
            } catch {
                use(error.description)
                check((0...bytes.count).contains(error.offset), "an error lies in the options")
                check((try? walk.next()) == .some(nil), "nothing comes after an error")
            }
        }
        check(walk.position == bytes.count, "a walk ends at the end")
    }
}
