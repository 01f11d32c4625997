import Probes
import Testing
import Wire

@testable import Reports

@Suite struct PingLiveReportTests {
    /// Round trips of 1 to 8 ms, the fourth probe lost.
    static func scene(
        columns: Int, rows: Int, _ targets: [PingTarget] = [.at("10.0.0.1", "ho\u{1B}st")], isColored: Bool = false
    ) -> PingScene<PingLiveReport> {
        var scene = PingScene(PingLiveReport(columns: columns, rows: rows, isColored: isColored), targets) {
            $0.plan.count = 8
            $0.plan.timeout = 100 * .millisecond
        }
        for round in 0..<8 {
            scene.run(to: Double(round) * 1000)
            for index in targets.indices where round != 3 {
                scene.reply(to: round * targets.count + index, after: Double(round + 1) * 1000)
            }
        }
        return scene
    }

    static func frame(_ scene: inout PingScene<PingLiveReport>) -> String {
        String(decoding: scene.report.frame(scene.engine, at: scene.time), as: UTF8.self)
    }

    /// The text of a frame's lines, its control sequences taken out.
    static func lines(_ frame: String) -> [String] {
        frame.replacing(/\u{1B}\[[0-9;?]*[A-Za-z]/, with: "").replacing("\r\n", with: "\n")
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    @Test func `figures and a graph`() {
        var scene = Self.scene(columns: 100, rows: 4)
        #expect(
            Self.lines(Self.frame(&scene)) == [
                "swiftnet ping  00:00:07  8 sent, 7 received",
                "ho\\x1bst  last 8.00 ms  avg 4.57  p95 8.00  loss 12.5%  graph to 8 ms",
                "    ▂▄▆█", "▂▄▆×████",
            ])
    }

    @Test func `losses are red where there is colour, and erasing comes before drawing`() {
        var scene = Self.scene(columns: 40, rows: 3, isColored: true)
        #expect(Self.frame(&scene).hasSuffix("\r\n\u{1B}[K▁▂▃\u{1B}[31m×\u{1B}[39m▅▆▇█"))
    }

    @Test func `the graph scrolls, and nothing is wider or higher than the terminal`() {
        let targets: [PingTarget] = (1...5).map { .at("10.0.0.\($0)", String(repeating: "名", count: 90)) }
        for (columns, rows) in [(1, 1), (5, 2), (20, 5), (81, 24), (300, 60)] {
            var scene = Self.scene(columns: columns, rows: rows, targets)
            let lines = Self.lines(Self.frame(&scene))
            #expect(lines.count <= rows)
            for line in lines {
                let width = line.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x3000 ? 2 : 1) }
                #expect(width <= columns)
            }
        }
        var scene = Self.scene(columns: 3, rows: 3)
        #expect(Self.lines(Self.frame(&scene)).last == "▆▇█")
    }

    @Test func `a new size clears the screen once`() {
        var scene = Self.scene(columns: 40, rows: 10)
        #expect(Self.frame(&scene).hasPrefix("\u{1B}[2J"))
        #expect(!Self.frame(&scene).hasPrefix("\u{1B}[2J"))
        scene.report.resize(columns: 20, rows: 5)
        #expect(Self.frame(&scene).hasPrefix("\u{1B}[2J"))
    }

    @Test func `more targets than fit are counted`() {
        let targets: [PingTarget] = (1...5).map { .at("10.0.0.\($0)") }
        var scene = Self.scene(columns: 80, rows: 5, targets)
        #expect(Self.lines(Self.frame(&scene))[0].hasSuffix("(3 more targets)"))
    }

    @Test func `the terminal is left as it was, with the summary on it`() {
        var scene = Self.scene(columns: 80, rows: 24)
        scene.end()
        let enter = String(decoding: PingLiveReport.enter, as: UTF8.self)
        let leave = String(decoding: PingLiveReport.leave, as: UTF8.self)
        #expect(scene.results.hasPrefix(enter + leave + "PING ho\\x1bst (10.0.0.1) 56(84) bytes of data.\n\n---"))
    }

    @Test func `a trace forgets what is older than it can show`() {
        var trace = LatencyTrace()
        for time in 0..<Nanoseconds(LatencyTrace.capacity + 10) { trace.add(.answered(time)) }
        #expect(trace.count == LatencyTrace.capacity)
        #expect(trace.last(2) == [.answered(1032), .answered(1033)])
        #expect(trace.last(5000).first == .answered(10))
    }
}
