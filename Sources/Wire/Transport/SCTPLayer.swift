extension SCTPPacket: PacketLayer {
    public static let name = "sctp"
    public static let announcements: [LayerAnnouncement] = [
        .ipProtocol(.sctp), .linkType(.sctp), .udpPort(9899),
    ]

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        sink.open("sctp", "Stream Control Transmission Protocol", at: context.place(0, bytes.count))
        sink.number("sctp.srcport", "Source port", sourcePort, at: context.place(0, 2))
        sink.number("sctp.dstport", "Destination port", destinationPort, at: context.place(2, 2))
        sink.number("sctp.verification_tag", "Verification tag", verificationTag, .hex(8), at: context.place(4, 4))
        sink.number("sctp.checksum", "Checksum", checksum, .hex(8), at: context.place(8, 4))
        if context.isWhole, !isChecksumValid {
            sink.warning("sctp.checksum_bad.expert", "the checksum is wrong", at: context.place(8, 4))
        }
        var start = Self.headerByteCount
        while let chunk = chunk(at: start) {
            let end = Swift.min(chunk.next, bytes.count)
            let type = SCTPChunkType(rawValue: bytes[start])
            sink.openItem("sctp.chunk", type.name ?? "Chunk", at: context.place(start, end - start))
            sink.number("sctp.chunk_type", "Chunk type", type, at: context.place(start, 1))
            describeFlags(of: chunk, into: &sink, at: context.place(start + 1, 1))
            let length = UInt(chunk.length)
            sink.number("sctp.chunk_length", "Chunk length", length, .units("bytes"), at: context.place(start + 2, 2))
            describeValue(of: chunk, into: &sink, in: context)
            if end > chunk.end {
                let padding = bytes.slice(at: chunk.end, upTo: end - chunk.end)
                let place = context.place(chunk.end, end - chunk.end)
                sink.bytes("sctp.chunk_padding", "Chunk padding", padding, at: place)
            }
            sink.close()
            start = end
        }
        if start < bytes.count {
            let place = context.place(start, bytes.count - start)
            sink.warning("sctp.chunk_length.bad", "the chunks can't be read to their end", at: place)
        }
        sink.close()
    }

    @inlinable
    func describeFlags<Sink: FieldSink & ~Copyable>(of chunk: Chunk, into sink: inout Sink, at place: Range<Int>) {
        let flags = bytes[chunk.start + 1]
        switch SCTPChunkType(rawValue: bytes[chunk.start]) {
        case .data, .interleavedData:
            sink.open("sctp.chunk_flags", "Chunk flags", at: place)
            sink.number("sctp.chunk_flags", "Chunk flags", flags, .hex(2), at: place)
            sink.flag("sctp.data_i_bit", "Answer at once", flags & 8 != 0, at: place)
            sink.flag("sctp.data_u_bit", "Unordered", flags & 4 != 0, at: place)
            sink.flag("sctp.data_b_bit", "First segment", flags & 2 != 0, at: place)
            sink.flag("sctp.data_e_bit", "Last segment", flags & 1 != 0, at: place)
            sink.close()
        case .abort, .shutdownComplete:
            let isAbort = bytes[chunk.start] == SCTPChunkType.abort.rawValue
            let name = isAbort ? "sctp.abort_t_bit" : "sctp.shutdown_complete_t_bit"
            sink.open("sctp.chunk_flags", "Chunk flags", at: place)
            sink.number("sctp.chunk_flags", "Chunk flags", flags, .hex(2), at: place)
            sink.flag(name, "Tag reflected", flags & 1 != 0, at: place)
            sink.close()
        default: sink.number("sctp.chunk_flags", "Chunk flags", flags, .hex(2), at: place)
        }
    }

    @inlinable
    func describeValue<Sink: FieldSink & ~Copyable>(
        of chunk: Chunk, into sink: inout Sink, in context: LayerContext
    ) {
        let type = SCTPChunkType(rawValue: bytes[chunk.start])
        let start = chunk.start + 4
        switch (type, chunk.length) {
        case (.data, 16...), (.interleavedData, 20...): describeData(of: chunk, into: &sink, in: context)
        case (.initiation, 20...), (.initiationAck, 20...): describeInitiation(of: chunk, into: &sink, in: context)
        case (.selectiveAck, 16...): describeAcknowledgment(of: chunk, into: &sink, in: context)
        case (.heartbeat, _), (.heartbeatAck, _), (.reconfiguration, _):
            describeParameters(start..<chunk.end, into: &sink, in: context)
        case (.abort, _), (.error, _): describeCauses(start..<chunk.end, into: &sink, in: context)
        case (.cookieEcho, 5...):
            let cookie = bytes.slice(at: start, upTo: chunk.length - 4)
            sink.bytes("sctp.cookie", "Cookie", cookie, at: context.place(start, cookie.count))
        case (.shutdown, 8), (.congestionEcho, 8), (.windowReduced, 8):
            let name =
                type == .shutdown
                ? "sctp.shutdown_cumulative_tsn_ack"
                : type == .congestionEcho ? "sctp.ecne_lowest_tsn" : "sctp.cwr_lowest_tsn"
            sink.number(name, "TSN", bytes.uint32(at: start), at: context.place(start, 4))
        case (.forward, 8...): describeForward(of: chunk, into: &sink, in: context)
        case (_, 5...):
            let value = bytes.slice(at: start, upTo: chunk.length - 4)
            sink.bytes("sctp.chunk_value", "Chunk value", value, at: context.place(start, value.count))
        default: break
        }
    }

    @inlinable
    func describeData<Sink: FieldSink & ~Copyable>(of chunk: Chunk, into sink: inout Sink, in context: LayerContext) {
        let start = chunk.start + 4
        let isInterleaved = bytes[chunk.start] == SCTPChunkType.interleavedData.rawValue
        let stream = bytes.uint16(at: start + 4)
        sink.number(
            "sctp.data_tsn_raw", "Transmission sequence number", bytes.uint32(at: start), at: context.place(start, 4))
        sink.number("sctp.data_sid", "Stream identifier", stream, .hex(4), at: context.place(start + 4, 2))
        if isInterleaved {
            let place = context.place(start + 6, 2)
            sink.number("sctp.data_reserved", "Reserved", bytes.uint16(at: start + 6), at: place)
            let message = bytes.uint32(at: start + 8)
            sink.number("sctp.data_mid", "Message identifier", message, at: context.place(start + 8, 4))
        } else {
            let number = bytes.uint16(at: start + 6)
            sink.number("sctp.data_ssn", "Stream sequence number", number, at: context.place(start + 6, 2))
        }
        let place = start + (isInterleaved ? 12 : 8)
        if isInterleaved, bytes[chunk.start + 1] & 2 == 0 {
            sink.number("sctp.data_fsn", "Fragment number", bytes.uint32(at: place), at: context.place(place, 4))
        } else {
            let kind = SCTPPayloadProtocol(rawValue: bytes.uint32(at: place))
            sink.number("sctp.data_payload_proto_id", "Payload protocol", kind, at: context.place(place, 4))
        }
        let data = bytes.slice(at: place + 4, upTo: chunk.end - place - 4)
        if !data.isEmpty { sink.bytes("sctp.chunk_value", "Data", data, at: context.place(place + 4, data.count)) }
    }

    @inlinable
    func describeInitiation<Sink: FieldSink & ~Copyable>(
        of chunk: Chunk, into sink: inout Sink, in context: LayerContext
    ) {
        let start = chunk.start + 4
        let isAck = bytes[chunk.start] == SCTPChunkType.initiationAck.rawValue
        let tag = bytes.uint32(at: start)
        sink.number(
            isAck ? "sctp.initack_initiate_tag" : "sctp.init_initiate_tag", "Initiate tag", tag, .hex(8),
            at: context.place(start, 4))
        sink.number(
            isAck ? "sctp.initack_credit" : "sctp.init_credit", "Receiver window", bytes.uint32(at: start + 4),
            .units("bytes"), at: context.place(start + 4, 4))
        sink.number(
            isAck ? "sctp.initack_nr_out_streams" : "sctp.init_nr_out_streams", "Outbound streams",
            bytes.uint16(at: start + 8), at: context.place(start + 8, 2))
        sink.number(
            isAck ? "sctp.initack_nr_in_streams" : "sctp.init_nr_in_streams", "Inbound streams",
            bytes.uint16(at: start + 10), at: context.place(start + 10, 2))
        sink.number(
            isAck ? "sctp.initack_initial_tsn" : "sctp.init_initial_tsn", "Initial TSN", bytes.uint32(at: start + 12),
            at: context.place(start + 12, 4))
        describeParameters(start + 16..<chunk.end, into: &sink, in: context)
    }

    @inlinable
    func describeAcknowledgment<Sink: FieldSink & ~Copyable>(
        of chunk: Chunk, into sink: inout Sink, in context: LayerContext
    ) {
        let start = chunk.start + 4
        let gaps = Int(bytes.uint16(at: start + 8))
        let duplicates = Int(bytes.uint16(at: start + 10))
        let number = bytes.uint32(at: start)
        let window = bytes.uint32(at: start + 4)
        sink.number("sctp.sack_cumulative_tsn_ack_raw", "Cumulative TSN ACK", number, at: context.place(start, 4))
        sink.number("sctp.sack_a_rwnd", "Receiver window", window, .units("bytes"), at: context.place(start + 4, 4))
        sink.number("sctp.sack_number_of_gap_blocks", "Gap blocks", UInt(gaps), at: context.place(start + 8, 2))
        sink.number(
            "sctp.sack_number_of_duplicated_tsns", "Duplicated TSNs", UInt(duplicates),
            at: context.place(start + 10, 2))
        guard chunk.length >= 16 + 4 * (gaps + duplicates) else {
            let place = context.place(start + 8, 4)
            return sink.warning("sctp.sack_gap_block_malformed", "there are fewer blocks", at: place)
        }
        var place = start + 12
        for _ in 0..<gaps {
            let (first, last) = (bytes.uint16(at: place), bytes.uint16(at: place + 2))
            sink.openItem("sctp.sack_gap_block", "Gap block", at: context.place(place, 4))
            sink.number("sctp.sack_gap_block_start", "Start", first, at: context.place(place, 2))
            sink.number(
                "sctp.sack_gap_block_start_tsn", "Start TSN", number &+ UInt32(first), at: context.place(place, 2))
            sink.number("sctp.sack_gap_block_end", "End", last, at: context.place(place + 2, 2))
            sink.number(
                "sctp.sack_gap_block_end_tsn", "End TSN", number &+ UInt32(last), at: context.place(place + 2, 2))
            sink.close()
            place += 4
        }
        for _ in 0..<duplicates {
            sink.openItem("sctp.sack_duplicate", "Duplicate", at: context.place(place, 4))
            sink.number("sctp.sack_duplicate_tsn", "TSN", bytes.uint32(at: place), at: context.place(place, 4))
            sink.close()
            place += 4
        }
    }

    @inlinable
    func describeForward<Sink: FieldSink & ~Copyable>(
        of chunk: Chunk, into sink: inout Sink, in context: LayerContext
    ) {
        var start = chunk.start + 4
        sink.number("sctp.forward_tsn_tsn", "New cumulative TSN", bytes.uint32(at: start), at: context.place(start, 4))
        start += 4
        while start + 4 <= chunk.end {
            sink.openItem("sctp.forward_tsn", "Stream", at: context.place(start, 4))
            let (stream, number) = (bytes.uint16(at: start), bytes.uint16(at: start + 2))
            sink.number("sctp.forward_tsn_sid", "Stream identifier", stream, at: context.place(start, 2))
            sink.number("sctp.forward_tsn_ssn", "Stream sequence number", number, at: context.place(start + 2, 2))
            sink.close()
            start += 4
        }
    }
}
