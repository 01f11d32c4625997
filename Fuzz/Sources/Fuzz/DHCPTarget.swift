import Wire

/// Messages of DHCP and DHCPv6: as the walk tells them, and as values that are written and read again.
enum DHCPTarget {
    static func run(_ bytes: Span<UInt8>) {
        tell(.dhcp, bytes)
        tell(.dhcpv6, bytes)
        if let message = try? DHCPv6Message(parsing: bytes) {
            let written = serialized(message.byteCount) { output in message.serialize(into: &output) }
            check(written.span.elementsEqual(bytes), "the message is written as it was")
        }
        guard let message = try? DHCPMessage(parsing: bytes) else { return }
        let written = message.serialized()
        check((try? DHCPMessage(parsing: written.span)) == message, "the message is read as written")
    }

    private static func tell(_ kind: LayerKind, _ bytes: Span<UInt8>) {
        ConsumingSink.describe(bytes.count, at: 0) { sink in PacketWalk(kind).describe(bytes, into: &sink) }
        var line = SummaryLine()
        PacketWalk(kind).summarize(bytes, into: &line)
        check(line.text.bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F }, "nothing in a summary steers a terminal")
    }
}
