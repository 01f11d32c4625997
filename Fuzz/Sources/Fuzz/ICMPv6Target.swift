import Wire

/// ICMPv6, neighbour discovery and multicast listener discovery.
enum ICMPv6Target {
    static func run(_ bytes: Span<UInt8>) {
        NeighborTargets.neighbors(bytes)
        NeighborTargets.listeners(bytes)
        guard let message = try? ICMPv6Message(parsing: bytes) else { return }
        use(assigned: message.type)
        use((message.kind.name, message.kind.sentence, message.kind.codeName, message.kind.reference))
        use((message.checksum, message.identifier, message.sequenceNumber, message.quotedWordCount))
        use((message.mtu, message.pointer, message.extendedSequenceNumber, message.isLocalInterface))
        use(message.body)
        if let status = message.interfaceStatus {
            use((status.isActive, status.runsIPv4, status.runsIPv6))
            use(assigned: status.state)
        }
        for pseudoHeader in pseudoHeaders {
            use(message.isChecksumValid(pseudoHeader))
            ConsumingSink.describe(bytes.count) { sink in
                message.describe(into: &sink, at: place, pseudoHeader: pseudoHeader)
            }
        }
        PacketTargets.quoted(message.quoted)
        if message.type == .echoRequest || message.type == .echoReply { writeEcho(message) }
        writeExtendedEcho(message)
        if message.type.isError { writeError(message) }
    }

    private static func writeEcho(_ message: borrowing ICMPv6Message) {
        let echo = ICMPv6Echo(
            isReply: message.type == .echoReply, identifier: message.identifier,
            sequenceNumber: message.sequenceNumber)
        let payload = message.payload
        let written = serialized(8 + payload.count) { output in
            echo.serialize(into: &output, payload: payload, pseudoHeader: pseudoHeaders[1])
        }
        read(written) { again in
            check(again.type == message.type && again.code == 0, "the type is read as written")
            check(again.identifier == message.identifier, "the identifier is read as written")
            check(again.sequenceNumber == message.sequenceNumber, "the sequence number is read as written")
            check(again.payload.elementsEqual(message.payload), "the data is read as written")
        }
    }

    private static func extensions(of message: borrowing ICMPv6Message) -> [ICMPExtension] {
        guard let extensions = message.extensions else { return [] }
        return ICMPExtensionsTarget.look(at: extensions, message.payload.count - message.quoted.count)
    }

    private static func writeExtendedEcho(_ message: borrowing ICMPv6Message) {
        guard let sequence = message.extendedSequenceNumber, let isLocal = message.isLocalInterface,
            case .interfaceIdentification(let interface) = extensions(of: message).first
        else { return }
        let request = ExtendedEchoRequest(
            identifier: message.identifier, sequenceNumber: sequence, isLocal: isLocal, interface: interface)
        let written = serialized(request.byteCount) { output in
            request.serialize(icmpv6Into: &output, pseudoHeader: pseudoHeaders[1])
        }
        read(written) { again in
            check(again.extendedSequenceNumber == sequence, "the sequence number is read as written")
            check(extensions(of: again) == [.interfaceIdentification(interface)], "the interface is read as written")
        }
    }

    private static func writeError(_ message: borrowing ICMPv6Message) {
        var detail = ICMPv6Error.Detail.none
        if let mtu = message.mtu { detail = .mtu(mtu) }
        if let pointer = message.pointer { detail = .pointer(pointer) }
        let found = extensions(of: message)
        let error = ICMPv6Error(type: message.type, code: message.code, detail: detail, extensions: found)
        let quote = message.quoted
        let written = serialized(error.byteCount(quoting: quote.count)) { output in
            error.serialize(into: &output, quoting: quote, pseudoHeader: pseudoHeaders[1])
        }
        read(written) { again in
            check(again.kind == message.kind, "the kind is read as written")
            check(again.mtu == message.mtu && again.pointer == message.pointer, "the details are read as written")
            let common = min(again.quoted.count, message.quoted.count)
            check(
                again.quoted.extracting(first: common).elementsEqual(message.quoted.extracting(first: common)),
                "the quote is read as written")
            check(extensions(of: again) == found, "the extensions are read as written")
        }
    }

    private static func read(_ written: [UInt8], _ body: (borrowing ICMPv6Message) -> Void) {
        guard let again = try? ICMPv6Message(parsing: written.span) else { fatalError("what was written is read") }
        check(again.isChecksumValid(pseudoHeaders[1]), "the checksum is right")
        body(again)
    }
}
