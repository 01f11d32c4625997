import Analysis
import Probes
import Testing
import Wire

@testable import Reports

@Suite struct PingManyTextTests {
    static let targets: [PingTarget] = [.at("10.0.0.1"), .at("10.0.0.22", "two\u{1B}"), .at("10.0.0.3")]

    /// The first target answers, a router speaks of the second, the third is silent.
    static func alive(_ change: (inout PingTextOptions) -> Void = { _ in }) -> PingScene<PingTextReport> {
        var options = PingTextOptions()
        change(&options)
        var scene = PingScene(PingTextReport(options: options), targets) {
            $0.plan.count = 2
            $0.plan.stopRules.replies = 1
            $0.plan.timeout = 500 * .millisecond
        }
        scene.run(to: 0)
        scene.reply(to: 0, after: 50)
        scene.reply(to: 0, after: 60)
        scene.fail(1, after: 70, from: "10.0.0.9", type: .destinationUnreachable, code: 1)
        scene.run(to: 1000)
        scene.fail(3, after: 100, from: "10.0.0.9", type: .destinationUnreachable, code: 1)
        scene.run(to: 2000)
        scene.end()
        return scene
    }

    @Test func `who is there reads like fping`() {
        let scene = Self.alive()
        #expect(
            scene.results == """
                10.0.0.1 is alive (0.050 ms)
                two\\x1b is unreachable (Destination Host Unreachable from 10.0.0.9)
                10.0.0.3 is unreachable

                """)
        #expect(
            scene.notes == """

                3 targets: 1 alive, 2 unreachable
                5 sent, 1 received, 80% loss, elapsed 1.5 s
                min/avg/max = 0.050/0.050/0.050 ms

                """)
    }

    @Test func `names alone, of those that answer or of those that do not`() {
        #expect(Self.alive { $0.aliveOnly = true }.results == "10.0.0.1\n")
        #expect(Self.alive { $0.unreachableOnly = true }.results == "two\\x1b\n10.0.0.3\n")
        #expect(Self.alive { $0.isQuiet = true }.results == "")
    }

    @Test func `those that are still being asked at the end are not called unreachable`() {
        var scene = PingScene(PingTextReport(), Self.targets) {
            $0.plan.count = 2
            $0.plan.stopRules.replies = 1
        }
        scene.run(to: 0)
        scene.end(.interrupted)
        #expect(scene.results == "")
        #expect(
            scene.notes
                == "\n3 targets: 0 alive, 0 unreachable, 3 undecided\n3 sent, 0 received, 0% loss, elapsed 0 ns\n")
    }

    @Test func `a line an answer reads like fping -c`() {
        var options = PingTextOptions()
        options.showsLost = true
        var scene = PingScene(PingTextReport(options: options), Self.targets) {
            $0.plan.count = 2
            $0.plan.timeout = 500 * .millisecond
        }
        scene.run(to: 0)
        scene.reply(to: 0, after: 50)
        scene.fail(1, after: 70, from: "10.0.0.9", type: .timeExceeded, code: 0)
        scene.run(to: 1000)
        scene.reply(to: 3, after: 150, from: "10.0.0.8")
        scene.run(to: 2000)
        scene.end()
        #expect(
            scene.results == """
                10.0.0.1 : [0], 64 bytes, 0.050 ms (0.050 avg, 0% loss)
                two\\x1b  : [0], Time to live exceeded in transit from 10.0.0.9 (100% loss)
                10.0.0.3 : [0], timed out (100% loss)
                10.0.0.1 : [1], 64 bytes, 0.150 ms (0.050 avg, 0% loss) \
                (DIFFERENT ADDRESS, asked 10.0.0.1!) from 10.0.0.8
                10.0.0.1 : [1], timed out (0.050 avg, 50% loss)
                two\\x1b  : [1], timed out (100% loss)
                10.0.0.3 : [1], timed out (100% loss)

                10.0.0.1 : xmt/rcv/%loss = 2/1/50%, min/avg/max = 0.050/0.050/0.050
                two\\x1b  : xmt/rcv/%loss = 2/0/100%
                10.0.0.3 : xmt/rcv/%loss = 2/0/100%

                3 targets: 1 alive, 2 unreachable
                6 sent, 1 received, +1 from other addresses, 83.3333% loss, elapsed 1.5 s
                min/avg/max = 0.050/0.050/0.050 ms

                """)
    }
}

@Suite struct PingSummaryTests {
    @Test func `a probe under way at the end is not lost`() {
        var scene = PingScene(PingTextReport(), [.at("10.0.0.1")])
        scene.run(to: 0)
        scene.reply(to: 0, after: 50)
        scene.run(to: 1000)
        scene.report.status(scene.engine, at: scene.time, into: &scene.output)
        scene.end(.interrupted)
        #expect(
            scene.results.contains("2 packets transmitted, 1 received, 0% packet loss, 1 still unanswered, time 1000ms")
        )
        #expect(
            scene.notes
                == "1/2 packets, 0% loss, min/avg/ewma/max = 0.050/0.050/0.050/0.050 ms, 1 still unanswered\n")
    }

    @Test func `nothing sent and nothing received are said plainly`() {
        var scene = PingScene(PingTextReport(), [.at("10.0.0.1", "a\u{7}b")])
        scene.end(.interrupted)
        #expect(
            scene.results.hasSuffix(
                "\n--- a\\x07b ping statistics ---\n0 packets transmitted, 0 received, 0% packet loss, time 0ms\n"))
    }

    @Test func `a flood tells its pace`() {
        var options = PingTextOptions()
        options.isFlood = true
        var scene = PingScene(PingTextReport(options: options), [.at("10.0.0.1")]) {
            $0.plan.pacing = .flood(window: 1)
            $0.plan.count = 3
        }
        for index in 0..<3 {
            scene.run(to: Double(index))
            scene.reply(to: index, after: 1000)
        }
        scene.end()
        #expect(scene.results.contains("rtt min/avg/max/mdev = 1.000/1.000/1.000/0.000 ms, ipg/ewma 1.500/1.000 ms\n"))
    }

    @Test func `answers from other addresses and truncated ones are counted apart`() {
        var scene = PingScene(PingTextReport(), [.at("10.0.0.1")]) { $0.plan.count = 2 }
        scene.run(to: 0)
        scene.reply(to: 0, after: 50, from: "10.0.0.9")
        scene.run(to: 1000)
        scene.reply(to: 1, after: 50) { $0.removeLast(20) }
        scene.run(to: 2000)
        scene.end()
        #expect(
            scene.results.contains(
                "2 packets transmitted, 1 received, +1 truncated, +1 from other addresses, 50% packet loss, time 2000ms"
            ))
    }

    @Test func `the path MTU found is told`() {
        let scene = pathMTUSearched(PingTextReport(), isSilent: false)
        #expect(scene.results.hasSuffix("\npath MTU 1400 bytes\n"))
    }

    @Test func `a black hole on the path is told`() {
        let scene = pathMTUSearched(PingTextReport(), isSilent: true)
        #expect(
            scene.results.hasSuffix(
                "\npath MTU 1400 bytes, longer packets vanish without a word (black hole)\n"))
    }

    @Test func `a path MTU not found is not guessed`() {
        var scene = PingScene(PingTextReport(), [.at("10.0.0.1")]) {
            $0.plan.sizes = .search(PathMTUSearch(minimum: 68, maximum: 1500))
            $0.plan.pacing = .sequential
        }
        scene.run(to: 0)
        scene.end(.interrupted)
        #expect(scene.results.hasSuffix("\npath MTU not found\n"))
    }

    @Test func `a histogram has rows with their bounds`() {
        let buckets = [
            LatencyBucket(lowerBound: 9_500_000, upperBound: 10_000_000, count: 8),
            LatencyBucket(lowerBound: 10_000_000, upperBound: 10_500_000, count: 3),
            LatencyBucket(lowerBound: 10_500_000, upperBound: 11_000_000, count: 0),
            LatencyBucket(lowerBound: 11_000_000, upperBound: 90_000_000, count: 1),
        ]
        #expect(
            text { $0.append(histogram: buckets, barWidth: 4) } == """
                     9.5 - 10.0 ms ████ 8
                    10.0 - 10.5 ms █▌   3
                    10.5 - 11.0 ms      0
                    11.0 - 90.0 ms ▌    1

                """)
        #expect(text { $0.append(histogram: []) } == "")
    }
}
