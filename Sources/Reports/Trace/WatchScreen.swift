import Probes
import Wire

/// A way that is watched, on a terminal: the table, and a graph of the last round trips of one hop.
public struct WatchScreen: Sendable {
    public var columns: Int
    public var rows: Int
    private let isColored: Bool
    private var traces: [Int: LatencyTrace] = [:]
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
            traces[answer.probe.ttl, default: LatencyTrace()].add(.answered(answer.roundTrip))
        case .lost(let probe): traces[probe.ttl, default: LatencyTrace()].add(.lost)
        default: break
        }
    }

    public mutating func reset() { traces = [:] }
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
        head.appendEscaped(watch.target.name)
        head.append(text: " (\(watch.target.address))  round \(watch.round)")
        head.append(text: watch.isPaused ? "  paused" : "")
        head.append(text: "   q quit  p pause  r reset  s sort  d columns  n names")
        screen.line(head)
        var table: [UInt8] = []
        var content = WatchTable(labels, options)
        content.columns = columnsShown
        content.order = order
        content.writeText(watch, into: &table)
        let lines = table.split(separator: UInt8(ascii: "\n"))
        for line in lines.prefix(max(0, rows - 2)) { screen.line(Array(line)) }
        // What room is left shows the hops' last round trips, the farthest first.
        var left = rows - 1 - lines.count
        for hop in watch.way.reversed() where left >= 2 {
            guard let trace = traces[hop.ttl], hop.received > 0 else { continue }
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
