import Wire

/// What a layer, and those that it carries, tell a sink: "llc.oui 12 (Cisco)".
func fields(_ kind: LayerKind, _ bytes: [UInt8]) -> RecordingSink {
    var sink = RecordingSink()
    PacketWalk(kind).describe(bytes.span, into: &sink)
    return sink
}

/// What the one-line summary says of a layer and of those that it carries.
func summary(_ kind: LayerKind, _ bytes: [UInt8], showsLinkLayer: Bool = false) -> String {
    var line = SummaryLine(showsLinkLayer: showsLinkLayer)
    PacketWalk(kind).summarize(bytes.span, into: &line)
    return String(decoding: line.text.bytes, as: UTF8.self)
}

/// Packets that are put into others.
enum Inner {
    /// UDP from port 12345 of 127.0.0.1 to port 9 of 127.0.0.1, no data.
    static let ipv4 = [UInt8](hex: "4500 001c 0001 0000 4011 7cce 7f000001 7f000001 3039 0009 0008 0000")
    static let ipv4Summary = "IP 127.0.0.1.12345 > 127.0.0.1.9: UDP, no data, length 0"
    /// The same from ::1 to ::1.
    static let ipv6 = [UInt8](
        hex: "6000 0000 0008 1140 00000000000000000000000000000001 00000000000000000000000000000001 3039 0009 0008 0000"
    )
    static let ipv6Summary = "IP6 ::1.12345 > ::1.9: UDP, no data, length 0"
    static let ethernet = [UInt8](hex: "ffffffffffff 024242424242 0800") + ipv4
}
