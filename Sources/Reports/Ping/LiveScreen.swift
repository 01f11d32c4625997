import Probes
import Wire

/// How a screen is shared between targets: a line of figures each, and a graph of so many lines.
struct LiveLayout: Hashable {
    let shown: Int
    let graphHeight: Int

    init(targets: Int, columns: Int, rows: Int) {
        let room = max(0, rows - 1)
        shown = min(targets, max(room / 2, min(room, 1)))
        graphHeight = shown == 0 ? 0 : min(16, max(0, room / shown - 1))
    }
}

/// A frame under construction: never wider than the terminal, never higher.
struct LiveScreen {
    private static let blocks = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    let columns: Int
    let rows: Int
    let isColored: Bool
    var bytes: [UInt8] = []
    private var linesDrawn = 0

    init(columns: Int, rows: Int, isColored: Bool) {
        self.columns = columns
        self.rows = rows
        self.isColored = isColored
    }

    /// A line of text without controls, cut to the terminal's width.
    mutating func line(_ text: [UInt8]) {
        draw { $0.bytes += text.prefix(Self.byteCount(of: text, fitting: $0.columns)) }
    }

    /// How many bytes of a text fit into so many columns. What a terminal may draw twice as wide counts as two.
    static func byteCount(of text: [UInt8], fitting columns: Int) -> Int {
        var used = 0
        for (index, byte) in text.enumerated() where byte >> 6 != 2 {
            used += byte > 0xE0 ? 2 : 1
            if used > columns { return index }
        }
        return text.count
    }

    /// A graph, one column a fate, scaled to the longest round trip in it.
    mutating func graph(_ fates: [LatencyTrace.Fate], height: Int) {
        guard height > 0 else { return }
        let most = max(1, fates.maximum ?? 1)
        let levels = fates.map { fate -> Int? in
            guard case .answered(let roundTrip) = fate else { return nil }
            return max(1, Int((Int128(roundTrip) * Int128(height * 8) + Int128(most / 2)) / Int128(most)))
        }
        for row in stride(from: height - 1, through: 0, by: -1) {
            draw { screen in
                for level in levels { screen.cell(level, row) }
            }
        }
    }

    /// One column of one row of a graph, row 0 the lowest; a nil level is a loss.
    private mutating func cell(_ level: Int?, _ row: Int) {
        guard let level else {
            if row > 0 { return bytes.append(text: " ") }
            return bytes.append(text: isColored ? "\u{1B}[31m×\u{1B}[39m" : "×")
        }
        let filled = level - row * 8
        bytes.append(text: filled <= 0 ? " " : Self.blocks[min(filled, 8) - 1])
    }

    /// Erases a line and draws it. Erasing comes first: after a full line the cursor may stand on its last column.
    private mutating func draw(_ body: (inout LiveScreen) -> Void) {
        guard linesDrawn < rows else { return }
        if linesDrawn > 0 { bytes.append(text: "\r\n") }
        linesDrawn += 1
        bytes.append(text: "\u{1B}[K")
        body(&self)
    }

    /// Erases what an earlier frame left below.
    mutating func finish() {
        if linesDrawn < rows { bytes.append(text: "\r\n\u{1B}[J") }
    }
}
