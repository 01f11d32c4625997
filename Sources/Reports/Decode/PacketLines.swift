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
    /// Addresses even where the capture has names for them (-n).
    public var isNumeric = false
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

    public var text: TextBuffer {
        _read { yield line.text }
        _modify { yield &line.text }
    }

    public mutating func use(hostNames: [IPAddress: String]) {
        if !options.isNumeric { line.hostNames = hostNames }
    }

    public mutating func tell(_ facts: borrowing PacketFacts, _ frame: Span<UInt8>, _ walk: PacketWalk) {
        if options.showsNumber {
            var bound = 10_000
            while bound > 1, facts.number < bound {
                line.write(" ")
                bound /= 10
            }
            line.write(facts.number)
            line.write("  ")
        }
        time.write(facts, to: &line.text)
        if facts.isOneOfSeveralInterfaces || facts.direction != nil { writeOrigin(facts) }
        let start = line.text.count
        walk.summarize(frame, into: &line)
        if line.text.count == start { writeUnknown(frame.count) }
        line.write("\n")
        if let tree = options.tree { write(tree, facts, frame, walk) }
        if let dump = options.dump { dump.write(frame, walk, to: &line.text) }
    }

    private mutating func writeUnknown(_ byteCount: Int) {
        line.write("link-layer data, length ")
        line.write(byteCount)
    }

    /// The interface, where a capture has several, and which way the packet went.
    private mutating func writeOrigin(_ facts: borrowing PacketFacts) {
        if facts.isOneOfSeveralInterfaces, let name = facts.interfaceName {
            line.write(foreign: name.utf8Span.span)
            line.write(" ")
        }
        switch facts.direction {
        case .inbound: line.write("In ")
        case .outbound: line.write("Out ")
        case nil: break
        }
    }

    private mutating func write(
        _ tree: PacketLineOptions.PacketTree, _ facts: borrowing PacketFacts, _ frame: Span<UInt8>, _ walk: PacketWalk
    ) {
        var text = TreeText(frame: [UInt8](copying: frame), indent: 4, showsBytes: tree == .fieldsAndBytes)
        facts.describe(frame, walk, into: &text)
        walk.describe(frame, into: &text)
        line.text.append(copying: text.text.span)
    }
}
