extension IGMPMessage: PacketLayer {
    public static let name = "igmp"
    public static let announcements: [LayerAnnouncement] = [.ipProtocol(.igmp)]

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        sink.open("igmp", "Internet Group Management Protocol", at: context.place(0, bytes.count))
        if let version { sink.number("igmp.version", "IGMP Version", version, at: context.place(0, 1)) }
        sink.number("igmp.type", "Type", type, .hex(2), at: context.place(0, 1))
        describeResponseTime(into: &sink, at: context.place(1, 1))
        sink.number("igmp.checksum", "Checksum", checksum, .hex(4), at: context.place(2, 2))
        if context.isWhole, !isChecksumValid {
            sink.warning("igmp.bad_checksum", "the checksum is wrong", at: context.place(2, 2))
        }
        if let group { sink.address("igmp.maddr", "Multicast Address", group, at: context.place(4, 4)) }
        if version == 3 {
            if type == .query {
                describeQuery(into: &sink, in: context)
            } else {
                describeRecords(into: &sink, in: context)
            }
        } else {
            let start = version == nil ? 4 : 8
            let rest = bytes.suffix(from: start)
            if !rest.isEmpty { sink.bytes("igmp.data", "Data", rest, at: context.place(start, rest.count)) }
        }
        sink.close()
    }

    @inlinable
    func describeResponseTime<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at place: Range<Int>) {
        guard version == 2 || type == .query && version == 3 else {
            return sink.bytes("igmp.reserved", "Reserved", bytes.slice(at: 1, upTo: 1), at: place)
        }
        let time = maximumResponseTime
        guard version == 3, bytes[1] >= 128 else {
            return sink.number("igmp.max_resp", "Max Resp Time", time, .units("tenths of a second"), at: place)
        }
        sink.open("igmp.max_resp", "Max Resp Time", at: place)
        sink.number("igmp.max_resp", "Max Resp Time", time, .units("tenths of a second"), at: place)
        sink.number("igmp.max_resp.exp", "Exponent", bytes[1] >> 4 & 7, .hex(2), at: place)
        sink.number("igmp.max_resp.mant", "Mantissa", bytes[1] & 15, .hex(2), at: place)
        sink.close()
    }

    @inlinable
    func describeQuery<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        sink.flag("igmp.s", "Suppress router-side processing", bytes[8] & 8 != 0, at: context.place(8, 1))
        sink.number("igmp.qrv", "QRV", bytes[8] & 7, at: context.place(8, 1))
        sink.number("igmp.qqic", "QQIC", bytes[9], at: context.place(9, 1))
        sink.number("igmp.num_src", "Num Src", UInt(count), at: context.place(10, 2))
        describeSources(at: 12, count, into: &sink, in: context)
    }

    @inlinable
    func describeSources<Sink: FieldSink & ~Copyable>(
        at start: Int, _ wanted: Int, into sink: inout Sink, in context: LayerContext
    ) {
        let count = addressCount(at: start, upTo: wanted)
        for index in 0..<count {
            let place = start + 4 * index
            sink.openItem("igmp.source", "Source", at: context.place(place, 4))
            sink.address("igmp.saddr", "Source Address", bytes.ipv4Address(at: place), at: context.place(place, 4))
            sink.close()
        }
        guard count < wanted else { return }
        sink.warning("igmp.num_src.past_end", "there are fewer sources", at: context.place(start, bytes.count - start))
    }

    @inlinable
    func describeRecords<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        sink.open("igmp.records", "Group Records", at: context.place(4, bytes.count - 4))
        sink.bytes("igmp.reserved", "Reserved", bytes.slice(at: 4, upTo: 2), at: context.place(4, 2))
        sink.number("igmp.num_grp_recs", "Num Group Records", UInt(count), at: context.place(6, 2))
        var start = 8
        var rest = count
        while rest > 0, start + 8 <= bytes.count {
            let sources = Int(bytes.uint16(at: start + 2))
            let length = 8 + 4 * (sources + Int(bytes[start + 1]))
            let available = Swift.min(length, bytes.count - start)
            sink.openItem("igmp.record", "Group Record", at: context.place(start, available))
            describeRecord(at: start, sources, into: &sink, in: context)
            sink.close()
            start += available
            rest -= 1
        }
        if rest > 0 {
            let place = context.place(start, bytes.count - start)
            sink.warning("igmp.num_grp_recs.past_end", "there are fewer records", at: place)
        }
        sink.close()
    }

    @inlinable
    func describeRecord<Sink: FieldSink & ~Copyable>(
        at start: Int, _ sources: Int, into sink: inout Sink, in context: LayerContext
    ) {
        let kind = IGMPRecordType(rawValue: bytes[start])
        sink.number("igmp.record_type", "Record Type", kind, at: context.place(start, 1))
        let words = bytes[start + 1]
        sink.number("igmp.aux_data_len", "Aux Data Len", words, .units("words"), at: context.place(start + 1, 1))
        sink.number("igmp.num_src", "Num Src", UInt(sources), at: context.place(start + 2, 2))
        let group = bytes.ipv4Address(at: start + 4)
        sink.address("igmp.maddr", "Multicast Address", group, at: context.place(start + 4, 4))
        describeSources(at: start + 8, sources, into: &sink, in: context)
        let data = bytes.slice(at: start + 8 + 4 * sources, upTo: 4 * Int(words))
        guard !data.isEmpty else { return }
        sink.bytes("igmp.aux_data", "Aux Data", data, at: context.place(start + 8 + 4 * sources, data.count))
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        line.write(protocol: "IGMP")
        line.write(" ")
        line.write(type)
        if type == .query, let version {
            line.write(" v")
            line.write(version)
        }
        if let group, group != .any {
            line.write(" ")
            line.write(group)
        }
        if type == .query, version != 1, maximumResponseTime != 100 {
            line.write(", max resp ")
            line.write(maximumResponseTime / 10)
            line.write(".")
            line.write(maximumResponseTime % 10)
            line.write(" s")
        }
        if version == 3 { type == .query ? summarizeSources(into: &line) : summarizeRecords(into: &line) }
        if context.isWhole, !isChecksumValid { line.writeWarning("bad IGMP checksum") }
    }

    private func summarizeSources(into line: inout SummaryLine) {
        let sources = addressCount(at: 12, upTo: count)
        for index in 0..<Swift.min(sources, 8) {
            line.write(index == 0 ? ", sources " : " ")
            line.write(bytes.ipv4Address(at: 12 + 4 * index))
        }
        if sources > 8 { line.write(" ...") }
    }

    private func summarizeRecords(into line: inout SummaryLine) {
        line.write(", ")
        line.write(count)
        line.write(count == 1 ? " record" : " records")
        var start = 8
        var index = 0
        while index < Swift.min(count, 8), start + 8 <= bytes.count {
            line.write(index == 0 ? ": " : "; ")
            line.write(IGMPRecordType(rawValue: bytes[start]))
            line.write(" ")
            line.write(bytes.ipv4Address(at: start + 4))
            let sources = Int(bytes.uint16(at: start + 2))
            for source in 0..<Swift.min(addressCount(at: start + 8, upTo: sources), 4) {
                line.write(source == 0 ? " from " : " ")
                line.write(bytes.ipv4Address(at: start + 8 + 4 * source))
            }
            start += 8 + 4 * (sources + Int(bytes[start + 1]))
            index += 1
        }
    }
}
