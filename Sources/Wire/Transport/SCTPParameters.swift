extension SCTPPacket {
    /// Where a parameter or a cause is: type and length, its value, and padding to a multiple of four; nil where none
    /// can be read.
    @inlinable
    func parameter(in range: Range<Int>) -> (length: Int, value: Range<Int>, next: Int)? {
        let start = range.lowerBound
        guard start + 4 <= range.upperBound else { return nil }
        let length = Int(bytes.uint16(at: start + 2))
        guard length >= 4, start + length <= range.upperBound else { return nil }
        return (length, start + 4..<start + length, min(start + (length + 3) / 4 * 4, range.upperBound))
    }

    @inlinable
    func describeParameters<Sink: FieldSink & ~Copyable>(
        _ range: Range<Int>, into sink: inout Sink, in context: LayerContext
    ) {
        var rest = range
        while let parameter = parameter(in: rest) {
            let start = rest.lowerBound
            let type = SCTPParameterType(rawValue: bytes.uint16(at: start))
            sink.openItem("sctp.parameter", type.name ?? "Parameter", at: context.place(start, parameter.length))
            sink.number("sctp.parameter_type", "Parameter type", type, .hex(4), at: context.place(start, 2))
            let place = context.place(start + 2, 2)
            sink.number("sctp.parameter_length", "Parameter length", UInt(parameter.length), .units("bytes"), at: place)
            let value = parameter.value
            if !value.isEmpty { describe(type, at: value.lowerBound, value.count, into: &sink, in: context) }
            sink.close()
            rest = parameter.next..<range.upperBound
        }
        guard !rest.isEmpty else { return }
        let place = context.place(rest.lowerBound, rest.count)
        sink.warning("sctp.parameter_length.bad", "the parameters can't be read to their end", at: place)
    }

    @inlinable
    func describe<Sink: FieldSink & ~Copyable>(
        _ type: SCTPParameterType, at start: Int, _ length: Int, into sink: inout Sink, in context: LayerContext
    ) {
        let value = bytes.slice(at: start, upTo: length)
        let place = context.place(start, length)
        switch (type.rawValue, length) {
        case (1, _): sink.bytes("sctp.parameter_heartbeat_information", "Information", value, at: place)
        case (5, 4): sink.address("sctp.parameter_ipv4_address", "Address", value.ipv4Address(at: 0), at: place)
        case (6, 16): sink.address("sctp.parameter_ipv6_address", "Address", value.ipv6Address(at: 0), at: place)
        case (7, _): sink.bytes("sctp.parameter_state_cookie", "State cookie", value, at: place)
        case (9, 4):
            let time = value.uint32(at: 0)
            sink.number("sctp.parameter_cookie_preservative_incr", "Life-span", time, .units("ms"), at: place)
        case (11, _): sink.text("sctp.parameter_hostname", "Hostname", value, at: place)
        case (12, _):
            for index in 0..<length / 2 {
                let type = SCTPParameterType(rawValue: value.uint16(at: 2 * index))
                let place = context.place(start + 2 * index, 2)
                sink.openItem("sctp.parameter_supported_address", "Supported address", at: place)
                sink.number("sctp.parameter_supported_address_type", "Address type", type, at: place)
                sink.close()
            }
        case (0x8008, _):
            for index in 0..<length {
                let type = SCTPChunkType(rawValue: value[index])
                let place = context.place(start + index, 1)
                sink.openItem("sctp.supported_chunk", "Supported chunk", at: place)
                sink.number("sctp.supported_chunk_type", "Chunk type", type, at: place)
                sink.close()
            }
        case (0xC006, 4):
            sink.number("sctp.adaptation_layer_indication", "Indication", value.uint32(at: 0), .hex(8), at: place)
        default: sink.bytes("sctp.parameter_value", "Parameter value", value, at: place)
        }
    }

    /// Tells why the association fails.
    @inlinable
    func describeCauses<Sink: FieldSink & ~Copyable>(
        _ range: Range<Int>, into sink: inout Sink, in context: LayerContext
    ) {
        var rest = range
        while let parameter = parameter(in: rest) {
            let start = rest.lowerBound
            let cause = SCTPErrorCause(rawValue: bytes.uint16(at: start))
            sink.openItem("sctp.cause", cause.name ?? "Cause", at: context.place(start, parameter.length))
            sink.number("sctp.cause_code", "Cause code", cause, .hex(4), at: context.place(start, 2))
            let place = context.place(start + 2, 2)
            sink.number("sctp.cause_length", "Cause length", UInt(parameter.length), .units("bytes"), at: place)
            if !parameter.value.isEmpty {
                let value = bytes.extracting(parameter.value)
                let place = context.place(parameter.value.lowerBound, value.count)
                sink.bytes("sctp.cause_information", "Cause information", value, at: place)
            }
            sink.close()
            rest = parameter.next..<range.upperBound
        }
        guard !rest.isEmpty else { return }
        let place = context.place(rest.lowerBound, rest.count)
        sink.warning("sctp.cause_length.bad", "the causes can't be read to their end", at: place)
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        line.write(protocol: "SCTP")
        var start = Self.headerByteCount
        var count = 0
        while let chunk = chunk(at: start) {
            line.write(count == 0 ? " [" : "] [")
            line.write(SCTPChunkType(rawValue: bytes[start]))
            summarize(chunk, into: &line)
            count += 1
            start = chunk.next
        }
        if count > 0 { line.write("]") }
        line.write(", length ")
        line.write(bytes.count - Self.headerByteCount)
        if start < bytes.count { line.writeWarning("bad chunk length") }
        if context.isWhole, !isChecksumValid { line.writeWarning("bad SCTP checksum") }
    }

    private func summarize(_ chunk: Chunk, into line: inout SummaryLine) {
        let start = chunk.start + 4
        switch (SCTPChunkType(rawValue: bytes[chunk.start]), chunk.length) {
        case (.data, 16...):
            line.write(" tsn ")
            line.write(bytes.uint32(at: start))
            line.write(", sid ")
            line.write(bytes.uint16(at: start + 4))
            line.write(", ssn ")
            line.write(bytes.uint16(at: start + 6))
            line.write(", ppid ")
            line.write(SCTPPayloadProtocol(rawValue: bytes.uint32(at: start + 8)))
            line.write(", length ")
            line.write(chunk.length - 16)
        case (.initiation, 20...), (.initiationAck, 20...):
            line.write(" tag ")
            line.write(hex: UInt64(bytes.uint32(at: start)))
            line.write(", rwnd ")
            line.write(bytes.uint32(at: start + 4))
            line.write(", out ")
            line.write(bytes.uint16(at: start + 8))
            line.write(", in ")
            line.write(bytes.uint16(at: start + 10))
            line.write(", tsn ")
            line.write(bytes.uint32(at: start + 12))
        case (.selectiveAck, 16...):
            line.write(" ack ")
            line.write(bytes.uint32(at: start))
            line.write(", rwnd ")
            line.write(bytes.uint32(at: start + 4))
            line.write(", gaps ")
            line.write(bytes.uint16(at: start + 8))
        case (.abort, 8...), (.error, 8...):
            line.write(" ")
            line.write(SCTPErrorCause(rawValue: bytes.uint16(at: start)))
        default: break
        }
    }

    @inlinable
    public func next(_ context: inout LayerContext) -> NextLayer {
        context.sourcePort = sourcePort
        context.destinationPort = destinationPort
        return .none
    }
}
