import Wire

/// ICMP.
enum ICMPv4Target {
    static func run(_ bytes: Span<UInt8>) {
        guard let message = try? ICMPv4Message(parsing: bytes) else { return }
        use(assigned: message.type)
        use((message.kind.name, message.kind.sentence, message.kind.codeName, message.kind.reference))
        use((message.checksum, message.isChecksumValid, message.identifier, message.sequenceNumber))
        use((message.quotedWordCount, message.nextHopMTU, message.gateway, message.pointer))
        use((message.extendedSequenceNumber, message.isLocalInterface, message.routerLifetime))
        if let status = message.interfaceStatus {
            use((status.isActive, status.runsIPv4, status.runsIPv6))
            use(assigned: status.state)
        }
        for index in 0..<message.routerCount { check(message.router(at: index) != nil, "router \(index) is there") }
        check(
            message.router(at: message.routerCount) == nil && message.router(at: -1) == nil, "no other router is there")
        ConsumingSink.describe(bytes.count) { sink in message.describe(into: &sink, at: place) }
        PacketTargets.quoted(message.quoted)
        writeQuery(message)
        if message.type.isError { writeError(message) }
    }

    private static func writeQuery(_ message: borrowing ICMPv4Message) {
        let (identifier, sequence) = (message.identifier, message.sequenceNumber)
        if message.type == .echoReply || message.type == .echoRequest {
            let echo = ICMPv4Echo(
                isReply: message.type == .echoReply, identifier: identifier, sequenceNumber: sequence)
            let payload = message.payload
            read(serialized(8 + payload.count) { echo.serialize(into: &$0, payload: payload) }) { again in
                check(again.payload.elementsEqual(message.payload), "the data is read as written")
                check(again.type == message.type && again.code == 0, "the type is read as written")
                check(again.identifier == identifier && again.sequenceNumber == sequence, "so are the numbers")
            }
        }
        if let timestamps = message.timestamps {
            let value = ICMPv4TimestampMessage(
                isReply: message.type == .timestampReply, identifier: identifier, sequenceNumber: sequence,
                timestamps: timestamps)
            read(serialized(ICMPv4TimestampMessage.byteCount) { value.serialize(into: &$0) }) { again in
                check(again.timestamps == timestamps, "times are read as written")
            }
        }
        if let mask = message.addressMask {
            let value = ICMPv4AddressMaskMessage(
                isReply: message.type == .addressMaskReply, identifier: identifier, sequenceNumber: sequence, mask: mask
            )
            read(serialized(ICMPv4AddressMaskMessage.byteCount) { value.serialize(into: &$0) }) { again in
                check(again.addressMask == mask, "the mask is read as written")
            }
        }
        if let extensions = message.extensions {
            writeExtendedEcho(message, ICMPExtensionsTarget.look(at: extensions, extensionByteCount(message)))
        }
    }

    private static func writeExtendedEcho(_ message: borrowing ICMPv4Message, _ extensions: [ICMPExtension]) {
        guard let sequence = message.extendedSequenceNumber, let isLocal = message.isLocalInterface,
            case .interfaceIdentification(let interface) = extensions.first
        else { return }
        let request = ExtendedEchoRequest(
            identifier: message.identifier, sequenceNumber: sequence, isLocal: isLocal, interface: interface)
        read(serialized(request.byteCount) { request.serialize(icmpv4Into: &$0) }) { again in
            check(again.extendedSequenceNumber == sequence, "the sequence number is read as written")
            guard let objects = again.extensions else { fatalError("an extended echo request has an object") }
            check(
                ICMPExtensionsTarget.look(at: objects, extensionByteCount(again)) == [
                    .interfaceIdentification(interface)
                ],
                "the interface is read as written")
        }
    }

    private static func extensionByteCount(_ message: borrowing ICMPv4Message) -> Int {
        message.payload.count - message.quoted.count
    }

    private static func writeError(_ message: borrowing ICMPv4Message) {
        var detail = ICMPv4Error.Detail.none
        if let mtu = message.nextHopMTU { detail = .nextHopMTU(mtu) }
        if let gateway = message.gateway { detail = .gateway(gateway) }
        if let pointer = message.pointer { detail = .pointer(pointer) }
        var extensions: [ICMPExtension] = []
        if let found = message.extensions {
            extensions = ICMPExtensionsTarget.look(at: found, extensionByteCount(message))
        }
        let error = ICMPv4Error(type: message.type, code: message.code, detail: detail, extensions: extensions)
        let quote = message.quoted
        let written = serialized(error.byteCount(quoting: quote.count)) { error.serialize(into: &$0, quoting: quote) }
        // A long quote without extensions may look as if it had some: before RFC 4884 nothing told.
        if extensions.isEmpty, quote.count > 128 { return }
        read(written) { again in
            check(again.kind == message.kind && again.nextHopMTU == message.nextHopMTU, "the kind is read as written")
            check(again.gateway == message.gateway && again.pointer == message.pointer, "so are the details")
            let common = min(again.quoted.count, message.quoted.count)
            check(
                again.quoted.extracting(first: common).elementsEqual(message.quoted.extracting(first: common)),
                "the quote is read as written")
            var decoded: [ICMPExtension] = []
            if let found = again.extensions {
                decoded = ICMPExtensionsTarget.look(at: found, extensionByteCount(again))
            }
            check(decoded == extensions, "the extensions are read as written")
        }
    }

    private static func read(_ written: [UInt8], _ body: (borrowing ICMPv4Message) -> Void) {
        guard let again = try? ICMPv4Message(parsing: written.span) else { fatalError("what was written is read") }
        check(again.isChecksumValid, "the checksum is right")
        body(again)
    }
}
