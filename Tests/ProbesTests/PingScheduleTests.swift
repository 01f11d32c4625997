import Analysis
@testable import Probes
import Testing
import Wire

private let ms = Nanoseconds.millisecond

@Suite struct PingScheduleTests {
    @Test func `ten milliseconds asked are ten milliseconds, 200 times`() throws {
        let run = try Conversation {
            $0.plan.count = 200; $0.plan.interval = 10 * ms
        }.run { [$0.reply(after: 3 * ms)] }
        #expect(run.departures == (0..<200).map { $0 * 10 })
    }

    @Test func `lateness does not add up`() {
        var engine = PingEngine(
            plan: Conversation { $0.plan.interval = 10 * ms }.plan.endless, targets: [Conversation.target()])
        engine.laneOpened(identifier: 1)
        // Every wake-up comes 300 us late.
        var now = Instant(nanoseconds: 0)
        var sent = 0
        while sent < 100 {
            switch engine.next(at: now) {
            case .send: sent += 1
            case .wait(let time): now = time + 300_000
            default: break
            }
        }
        #expect(now == Instant(nanoseconds: 990 * ms + 300_000))
    }

    @Test func `after a long stall the schedule starts anew, without a burst`() {
        var engine = PingEngine(
            plan: Conversation { $0.plan.interval = 10 * ms }.plan.endless, targets: [Conversation.target()])
        engine.laneOpened(identifier: 1)
        let stalled = Instant(nanoseconds: 1_000 * ms)
        _ = engine.next(at: Instant(nanoseconds: 0))
        guard case .send = engine.next(at: stalled) else { return #expect(Bool(false)) }
        #expect(engine.next(at: stalled) == .wait(until: stalled + 10 * ms))
    }

    @Test func `preloaded probes leave at once`() throws {
        let run = try Conversation {
            $0.plan.count = 5; $0.plan.preload = 3
        }.run { [$0.reply()] }
        #expect(run.departures == [0, 0, 0, 1000, 2000])
    }

    @Test func `a flood keeps its window full and sends a hundred a second without answers`() throws {
        let answered = try Conversation {
            $0.plan.count = 6; $0.plan.pacing = .flood(window: 2)
        }
        .run { [$0.reply(after: 4 * ms)] }
        #expect(answered.departures == [0, 0, 4, 4, 8, 8])
        let silent = try Conversation {
            $0.plan.count = 5; $0.plan.pacing = .flood(window: 1)
        }.run { _ in [] }
        #expect(silent.departures == [0, 10, 20, 30, 40])
    }

    @Test func `adaptive goes by the answers, and by the interval where there are none`() throws {
        let run = try Conversation {
            $0.plan.count = 5; $0.plan.pacing = .adaptive(window: 1)
        }
        .run { $0.number == 3 ? [] : [$0.reply(after: 7 * ms)] }
        #expect(run.departures == [0, 7, 14, 1014, 2014])
    }

    @Test func `one after the other waits for each fate`() throws {
        let run = try Conversation {
            $0.plan.count = 3; $0.plan.pacing = .sequential; $0.plan.timeout = 50 * ms
        }
        .run { $0.number == 2 ? [] : [$0.reply(after: 5 * ms)] }
        #expect(run.departures == [0, 5, 55])
    }

    @Test func `many targets unpaced leave in one go, with a gap one by one`() throws {
        let targets = (0..<100).map { Conversation.target($0) }
        let unpaced = try Conversation {
            $0.targets = targets; $0.plan.pacing = .unpaced
        }.run { [$0.reply()] }
        #expect(unpaced.departures.allSatisfy { $0 == 0 } && unpaced.engine.counters.received == 100)
        let spaced = try Conversation {
            $0.targets = targets; $0.plan.pacing = .unpaced; $0.plan.gap = 2 * ms
        }
        .run { [$0.reply()] }
        #expect(spaced.departures == (0..<100).map { $0 * 2 })
    }

    @Test func `many targets each keep their own interval`() throws {
        let run = try Conversation {
            $0.targets = (0..<3).map { Conversation.target($0) }
            $0.plan.count = 2
            $0.plan.interval = 100 * ms
            $0.plan.gap = 10 * ms
        }.run { $0.destination == Conversation.target(1).endpoint ? [] : [$0.reply()] }
        #expect(run.departures == [0, 10, 20, 100, 110, 120])
        #expect(run.engine.targets.map(\.received) == [2, 0, 2] && run.engine.counters.lost == 2)
    }

    @Test func `a deadline ends the run, with what is in flight neither received nor lost`() throws {
        let run = try Conversation {
            $0.plan.count = nil; $0.plan.deadline = 2500 * ms; $0.plan.timeout = 600 * ms
        }
        .run { $0.number == 1 ? [$0.reply()] : [] }
        #expect(run.timedStory == ["10: reply 1", "1600: timeout 2"])
        #expect(run.length == 2500 * ms && run.state.inFlight == 1)
    }

    @Test func `an error does not end a run with a deadline`() throws {
        let run = try Conversation {
            $0.plan.count = nil; $0.plan.deadline = 3500 * ms
        }
        .run { $0.number == 1 ? [$0.error(3, 1)] : [$0.reply()] }
        #expect(run.story == ["failure 1: 3/1", "reply 2", "reply 3", "reply 4"])
    }

    @Test func `with a deadline the count asks for answers, and ends with the last of them`() throws {
        let run = try Conversation {
            $0.plan.count = 2
            $0.plan.countsReplies = true
            $0.plan.deadline = 60 * .second
            $0.plan.timeout = 10 * .second
        }.run { $0.number < 3 ? [] : [$0.reply()] }
        #expect(run.story == ["reply 3", "reply 4"] && run.length == 3010 * ms)
        #expect(run.state.sent == 4 && run.state.inFlight == 2)
    }

    @Test func `asked answers that do not come end with the deadline`() throws {
        let run = try Conversation {
            $0.plan.countsReplies = true; $0.plan.deadline = 4200 * ms
        }.run { _ in [] }
        #expect(run.length == 4200 * ms && run.state.sent == 5 && run.state.lost == 3)
    }

    @Test(arguments: [
        (PingStopRules(replies: 2), TargetState.StopReason.replies, "x..", 3),
        (PingStopRules(losses: 2), .losses, ".x.x", 5),
        (PingStopRules(lossesInARow: 2), .lossesInARow, "x.xx", 5),
    ])
    func `stops by rule`(rules: PingStopRules, reason: TargetState.StopReason, fates: String, sent: Int) throws {
        let fates = Array(fates)
        let run = try Conversation {
            $0.plan.count = nil; $0.plan.stopRules = rules; $0.plan.timeout = 1500 * ms
        }
        .run { $0.number > fates.count || fates[$0.number - 1] == "." ? [$0.reply()] : [] }
        #expect(run.state.stopReason == reason && run.state.sent == sent)
    }

    @Test func `losses in a row are counted in the order of sending`() throws {
        // The answer to 3 comes before 1 and 2 are given up.
        let run = try Conversation {
            $0.plan.count = 5
            $0.plan.stopRules.lossesInARow = 2
            $0.plan.timeout = 3 * .second
        }.run { $0.number < 3 ? [] : [$0.reply()] }
        #expect(run.state.stopReason == .lossesInARow && run.length == 4 * .second)
    }

    @Test func `a full link is not filled further, and gets the rest when it has room`() throws {
        let run = try Conversation {
            $0.plan.count = 100
            $0.plan.pacing = .unpaced
            $0.isFull = { $0 < 20 * ms }
        }.run { [$0.reply()] }
        #expect(run.longestQueue == PingSession.batch && run.length < 40 * ms && run.state.received == 100)
    }

    @Test func `what a full link never sends times out`() throws {
        let run = try Conversation { $0.isFull = { _ in true } }.run { _ in [] }
        #expect(run.story == ["timeout 1"] && run.sent.isEmpty)
    }

    @Test func `a flood that never rests still hears signals`() throws {
        let run = try Conversation {
            $0.plan.count = 30_000
            $0.plan.pacing = .flood(window: 1)
            $0.labour = 10 * .microsecond
            $0.signals = [(100 * ms, .status), (200 * ms, .finish)]
        }.run { [$0.reply(after: 0)] }
        #expect(run.woke == [.status] && (200 * ms...220 * ms).contains(run.length))
    }

    @Test func `a flood that this machine refuses goes on at a hundred a second`() throws {
        let refusal = Happening.refusal(LinkError(.forbidden, "not permitted"))
        let flood = try Conversation {
            $0.plan.count = 10; $0.plan.pacing = .flood(window: 8)
        }.run { _ in [refusal] }
        #expect(flood.departures == [0, 0, 0, 0, 0, 0, 0, 0, 10, 20])
        let adaptive = try Conversation {
            $0.plan.count = 3; $0.plan.pacing = .adaptive(window: 1)
        }
        .run { _ in [refusal] }
        #expect(adaptive.departures == [0, 1000, 2000])
    }

    @Test func `an interrupt leaves what is in flight uncounted`() throws {
        let run = try Conversation {
            $0.plan.count = nil; $0.signals = [(1200 * ms, .finish)]
        }
        .run { $0.number == 1 ? [] : [$0.reply()] }
        #expect(run.story == ["reply 2"] && run.state.inFlight == 1 && run.state.lost == 0)
        #expect(run.state.loss.received == 1 && run.state.loss.lost == 0, "told although an older one is in flight")
    }

    @Test func `the longest outage is from the first lost to the next answered`() throws {
        let run = try Conversation { $0.plan.count = 8 }
            .run { [3, 4, 5, 7].contains($0.number) ? [] : [$0.reply()] }
        let outage = try #require(run.state.loss.longestOutage)
        #expect(outage.count == 3 && outage.duration == 3 * .second)
    }

    @Test func `sending is reported where asked for`() throws {
        let run = try Conversation {
            $0.plan.reportsSending = true; $0.plan.count = 2
        }.run { [$0.reply()] }
        #expect(run.timedStory == ["0: sent 1 56", "10: reply 1", "1000: sent 2 56", "1010: reply 2"])
    }

    @Test func `sizes are swept and start again`() throws {
        let run = try Conversation {
            $0.plan.count = 7
            $0.plan.sizes = .sweep(minimum: 10, maximum: 35, step: 10)
        }.run { [$0.reply()] }
        #expect(run.sent.map(\.payload.count) == [10, 20, 30, 10, 20, 30, 10] && run.state.received == 7)
    }
}

extension PingPlan {
    fileprivate var endless: PingPlan {
        var plan = self
        plan.count = nil
        return plan
    }
}
