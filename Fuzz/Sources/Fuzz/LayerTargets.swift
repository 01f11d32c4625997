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
            check(line.text.bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F }, "nothing in a summary steers a terminal")
        }
    }
}
