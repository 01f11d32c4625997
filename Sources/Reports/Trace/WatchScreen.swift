import Probes
import Wire

/// Ways that are watched, one at a time on a terminal: the table, and a graph of the last round trips of one hop.
public struct WatchScreen: Sendable {
    public var columns: Int
    public var rows: Int
    private let isColored: Bool
    /// By target and TTL.
    private var traces: [[Int: LatencyTrace]] = []
    /// The target that is shown.
    private var target = 0
    private var mustClear = true
    private var columnsShown = WatchTable.Columns.all
    private var order = WatchTable.Order.hop

    public init(columns: Int, rows: Int, isColored: Bool) {
        self.columns = max(1, columns)
        self.rows = max(1, rows)
        self.isColored = isColored
    }

    public mutating func resize(columns: Int, rows: Int) {
        self.columns = max(1, columns)
        self.rows = max(1, rows)
        mustClear = true
    }

    public mutating func note(_ event: TraceEvent) {
        switch event {
        case .answer(let answer, _) where answer.copies == 0:
            add(.answered(answer.roundTrip), of: answer.probe)
        case .lost(let probe): add(.lost, of: probe)
        default: break
        }
    }

    private mutating func add(_ fate: LatencyTrace.Fate, of probe: TraceProbe) {
        while traces.count <= probe.target { traces.append([:]) }
        traces[probe.target][probe.ttl, default: LatencyTrace()].add(fate)
    }

    public mutating func reset() { traces = [] }
    /// Another target, and the next time the one behind it.
    public mutating func changeTarget() {
        target += 1
        mustClear = true
    }
    /// Other figures, and the next time others again.
    public mutating func changeColumns() { columnsShown = Self.next(columnsShown) }
    /// Another order, and so on.
    public mutating func changeOrder() { order = Self.next(order) }

    private static func next<Choice: CaseIterable & Equatable>(_ choice: Choice) -> Choice
    where Choice.AllCases == [Choice] {
        let all = Choice.allCases
        return all[((all.firstIndex(of: choice) ?? 0) + 1) % all.count]
    }

    /// The whole screen, drawn over what was there.
    public mutating func draw(
        _ watch: borrowing TraceWatch, _ labels: TraceLabels, _ options: TraceTextOptions, into output: inout [UInt8]
    ) {
        var screen = LiveScreen(columns: columns, rows: rows, isColored: isColored)
        if mustClear { screen.bytes.append(text: "\u{1B}[2J") }
        mustClear = false
        screen.bytes.append(text: "\u{1B}[H")
        var head: [UInt8] = []
        head.append(text: "swiftnet traceroute  ")
        target %= watch.ways.count
        let way = watch.ways[target]
        head.appendEscaped(way.target.name)
        head.append(text: " (\(way.target.address))  round \(watch.round)")
        if watch.ways.count > 1 { head.append(text: "  target \(target + 1) of \(watch.ways.count)") }
        head.append(text: watch.isPaused ? "  paused" : "")
        head.append(text: "   q quit  p pause  r reset  s sort  d columns  n names")
        if watch.ways.count > 1 { head.append(text: "  t target") }
        screen.line(head)
        var table: [UInt8] = []
        var content = WatchTable(labels, options)
        content.columns = columnsShown
        content.order = order
        content.writeText(way, into: &table)
        let lines = table.split(separator: UInt8(ascii: "\n"))
        for line in lines.prefix(max(0, rows - 2)) { screen.line(Array(line)) }
        // What room is left shows the hops' last round trips, the farthest first.
        var left = rows - 1 - lines.count
        for hop in way.way.reversed() where left >= 2 {
            guard traces.indices.contains(target), let trace = traces[target][hop.ttl], hop.received > 0 else {
                continue
            }
            var title: [UInt8] = []
            title.append(text: "hop \(hop.ttl), last \(trace.count)")
            screen.line(title)
            screen.graph(trace.last(columns), height: 1)
            left -= 2
        }
        screen.finish()
        output += screen.bytes
    }
}
