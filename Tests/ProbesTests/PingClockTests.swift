import Analysis
import Probes
import Testing
import Wire

private let ms = Nanoseconds.millisecond

@Suite struct PingClockTests {
    /// The program is told of each packet a tenth of a millisecond after the kernel has seen it.
    static func stamped(_ stamping: ScriptedLink.Stamping, _ change: (inout Conversation) -> Void = { _ in })
        -> Conversation
    {
        Conversation { talk in
            talk.stamping = stamping
            talk.delay = ms / 10
            change(&talk)
        }
    }

    @Test(arguments: [
        (ScriptedLink.Stamping.none, StampClock.user, 10 * ms + ms / 10), (.kernel, .kernel, 10 * ms),
        (.hardware, .hardware, 10 * ms),
    ])
    func `the best clock that saw both ends is used`(
        stamping: ScriptedLink.Stamping, clock: StampClock, roundTrip: Nanoseconds
    ) throws {
        for form in [ScriptedLink.Form.network, .transport, .pingSocket] {
            let run = try Self.stamped(stamping) { $0.form = form }.run { [$0.reply()] }
            #expect(run.replies.map(\.clock) == [clock] && run.replies.map(\.roundTrip) == [roundTrip])
        }
        let failed = try Self.stamped(stamping).run { [$0.error(3, 1)] }
        #expect(failed.failures.map(\.clock) == [clock] && failed.failures.map(\.roundTrip) == [roundTrip])
    }

    @Test(arguments: [ScriptedLink.Stamping.kernel, .hardware], [-3600 * Nanoseconds.second, 3600 * .second])
    func `a clock set between the stamps is not believed`(stamping: ScriptedLink.Stamping, step: Nanoseconds) throws {
        let run = try Self.stamped(stamping) { talk in
            talk.plan.count = 2
            talk.wallClock = { $0.nanoseconds + 1_700_000_000 * .second + ($0.nanoseconds > 1_005 * ms ? step : 0) }
        }.run { [$0.reply()] }
        #expect(run.replies.map(\.clock) == [.user, stamping == .kernel ? .kernel : .hardware])
        #expect(run.replies.map(\.roundTrip) == [10 * ms + ms / 10, 10 * ms])
    }

    @Test func `a UDP probe is stamped too`() throws {
        let run = try Self.stamped(.kernel) { $0.plan.method = .udp(port: 7) }.run { [$0.datagram($0.payload)] }
        #expect(run.replies.map(\.clock) == [.kernel])
    }
}
