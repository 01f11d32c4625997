import Wire

/// DNS messages: as the walk tells them, and as values that are written and read again.
enum DNSTarget {
    static func run(_ bytes: Span<UInt8>) {
        for kind in [LayerKind.dns, .dnsStream, .mdns, .llmnr] {
            ConsumingSink.describe(bytes.count, at: 0) { sink in PacketWalk(kind).describe(bytes, into: &sink) }
            var line = SummaryLine()
            PacketWalk(kind).summarize(bytes, into: &line)
            check(line.text.bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F }, "nothing in a summary steers a terminal")
        }
        name(bytes)
        guard let message = try? DNSMessage(parsing: bytes) else { return }
        for record in [message.answers, message.authorities, message.additionals].joined() { present(record) }
        for isCompressed in [true, false] {
            // Names that were compressed may need more than 64 KiB when they are not.
            guard let written = try? message.serialized(isCompressed: isCompressed) else { continue }
            let again = try? DNSMessage(parsing: written.span)
            let records = [message.answers, message.authorities, message.additionals].joined()
            check(again == message || records.contains(where: \.isMalformed), "the message is read as written")
        }
    }

    private static func name(_ bytes: Span<UInt8>) {
        guard let name = try? DNSName(parsing: bytes, at: 0) else { return }
        use(name.labelCount)
        let written = serialized(name.byteCount) { output in name.serialize(into: &output) }
        check((try? DNSName(parsing: written.span, at: 0)) == name, "the name is read as written")
        let again = DNSName(name.description)
        check(again == name && again?.description == name.description, "the name is understood as presented")
    }

    /// Data as zone files have it: the type's number in two bytes, and text.
    static func text(_ bytes: Span<UInt8>) {
        guard bytes.count >= 2 else { return }
        let type = DNSType(rawValue: bytes.uint16(at: 0))
        let text = [UInt8](copying: bytes.extracting(droppingFirst: 2))
        guard let data = try? DNSRecordData(presentation: text, of: type) else { return }
        present(DNSRecord(.root, type, data, timeToLive: 0))
    }

    /// What a record says can be read again.
    private static func present(_ record: DNSRecord) {
        var text: [UInt8] = []
        record.presentData(to: &text)
        check(text.allSatisfy { $0 >= 0x20 && $0 < 0x7F }, "nothing in a record steers a terminal")
        let fields = record.type.fields(in: record.dnsClass)
        // No data is written as none where the type may have none.
        guard !text.isEmpty else {
            return check(record.data.bytes.isEmpty, "a record with data says something")
        }
        let again = try? DNSRecordData(presentation: text, of: record.type, in: record.dnsClass)
        check(again?.bytes == record.data.bytes || fields == nil && again == nil, "the data is understood as presented")
        use(record.data)
    }
}
