import Wire

/// Each protocol of the walk, from its own first byte on, with nothing round it. The input's first byte chooses.
enum LayerTargets {
    static func run(_ bytes: Span<UInt8>) {
        guard bytes.count > 0 else { return }
        let kind = LayerKind.allCases[Int(bytes[0]) % LayerKind.allCases.count]
        let packet = bytes.suffix(from: 1)
        ConsumingSink.describe(packet.count, at: 0) { PacketWalk(kind).describe(packet, into: &$0) }
        for isBrief in [false, true] {
            var line = SummaryLine(showsLinkLayer: true, isBrief: isBrief)
            PacketWalk(kind).summarize(packet, into: &line)
            check(line.text.allSatisfy { $0 >= 0x20 && $0 != 0x7F }, "nothing in a summary steers a terminal")
        }
/// Every protocol of the walk: described and summed up, whatever the bytes are. The first byte chooses where the walk
/// begins.
enum LayerTargets {
    static func run(_ bytes: Span<UInt8>) {
        guard bytes.count > 0 else { return }
        let kinds = LayerKind.allCases
        let walk = PacketWalk(kinds[Int(bytes[0]) % kinds.count])
        let frame = bytes.suffix(from: 1)
        ConsumingSink.describe(frame.count, at: 0) { sink in walk.describe(frame, into: &sink) }
        var line = SummaryLine(showsLinkLayer: bytes[0] & 1 != 0)
        walk.summarize(frame, into: &line)
        for byte in line.text { check(byte >= 0x20 && byte != 0x7F, "nothing in a line steers a terminal") }
        use(line.text.count)
    }
}
