import Wire

/// What the lines of text for packets show besides the summary; the letters are tcpdump's.
public struct PacketLineOptions: Sendable {
    public var timeStyle = PacketTimeStyle.timeOfDay
    /// Digits after the second: 6 or 9.
    public var timeDecimals = 6
    /// Seconds that local time is ahead of UTC, at a second since 1970.
    public var timeZone: @Sendable (Int64) -> Int = { _ in 0 }
    /// The packet's number first (-#).
    public var showsNumber = false
    /// Link-layer addresses too (-e).
    public var showsLinkLayer = false
    /// Less of each packet (-q).
    public var isBrief = false
    public var isColored = false
    public var dump: PacketDump?
    /// The layers with all their fields below the summary.
    public var tree: PacketTree?

    public init() {}

    public enum PacketTree: Sendable {
        case fields
        /// And the bytes of each.
        case fieldsAndBytes
    }
}

/// A line of text for each packet, and below it what else is asked for.
public struct PacketLines: ~Copyable {
    private let options: PacketLineOptions
    private var line: SummaryLine
    private var time: PacketTimeText

    public init(_ options: PacketLineOptions) {
        self.options = options
        line = SummaryLine(
            isColored: options.isColored, showsLinkLayer: options.showsLinkLayer, isBrief: options.isBrief)
        time = PacketTimeText(style: options.timeStyle, decimals: options.timeDecimals, offset: options.timeZone)
    }

    public mutating func write(
        _ facts: PacketFacts, _ frame: Span<UInt8>, _ walk: PacketWalk, to output: inout [UInt8]
    ) {
        // Swapped, not copied: the line writes where the output goes.
        swap(&line.text, &output)
        if options.showsNumber {
            line.text.append(alignedRightTo: 5) { $0.append(decimal: facts.number) }
            line.write("  ")
        }
        time.write(facts, to: &line.text)
        if facts.interfaceName != nil || facts.direction != nil { writeOrigin(facts) }
        let start = line.text.count
        walk.summarize(frame, into: &line)
        if line.text.count == start { writeUnknown(frame.count) }
        line.text.append(UInt8(ascii: "\n"))
        swap(&line.text, &output)
        if let tree = options.tree { write(tree, facts, frame, walk, to: &output) }
        if let dump = options.dump { dump.write(frame, walk, to: &output) }
    }

    private mutating func writeUnknown(_ byteCount: Int) {
        line.write("link-layer data, length ")
        line.write(byteCount)
    }

    /// The interface, where a capture has several, and which way the packet went.
    private mutating func writeOrigin(_ facts: PacketFacts) {
        if let name = facts.interfaceName {
            line.write(foreign: name.utf8Span.span)
            line.write(" ")
        }
        switch facts.direction {
        case .inbound: line.write("In ")
        case .outbound: line.write("Out ")
        case nil: break
        }
    }

    private func write(
        _ tree: PacketLineOptions.PacketTree, _ facts: PacketFacts, _ frame: Span<UInt8>, _ walk: PacketWalk,
        to output: inout [UInt8]
    ) {
        var text = TreeText(frame: [UInt8](copying: frame), indent: 4, showsBytes: tree == .fieldsAndBytes)
        facts.describe(into: &text)
        walk.describe(frame, into: &text)
        output.append(contentsOf: text.text)
    }
}
