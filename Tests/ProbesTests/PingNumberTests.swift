import Analysis
import Probes
import Testing
import Wire

private let ms = Nanoseconds.millisecond

@Suite struct PingNumberTests {
    static func plan(_ count: Int, _ pacing: PingPacing) -> Conversation {
        Conversation { talk in
            talk.plan.count = count
            talk.plan.pacing = pacing
            talk.plan.sizes = .constant(16)
            talk.form = .transport
        }
    }

    @Test func `the sequence wraps on the wire and goes on where it is shown`() throws {
        // The last but one before the wrap is answered when the same wire sequence is in flight again.
        let run = try Self.plan(65_540, .sequential).run { probe in
            if probe.number == 2 { return [probe.reply(after: 2 * .second + 65_536 * ms / 100)] }
            return [probe.reply(after: ms / 100)]
        }
        #expect(run.sent[65_535].wireSequence == 0 && run.sent[65_536].wireSequence == 1)
        #expect(run.replies.last?.probe.sequence == 65_540 && run.lanes == 1)
        #expect(run.state.received == 65_539 && run.state.lost == 1 && run.state.duplicates == 0)
    }

    @Test func `an answer to the probe one wrap before is late, not the newer one's`() throws {
        let run = try Self.plan(65_538, .sequential).run { probe in
            var happenings = [probe.reply(after: ms / 100)]
            if probe.number == 65_538 {
                var older = probe.payload
                older.replaceSubrange(8..<16, with: [0, 0, 0, 0, 0, 0, 0, 2])
                happenings.insert(probe.reply(after: ms / 200) { $0.payload = older }, at: 0)
            }
            return happenings
        }
        #expect(Array(run.story.suffix(2)) == ["reply 2 late", "reply 65538"])
        #expect(run.state.late == 1 && run.state.received == 65_538)
    }

    @Test func `more than 65,536 in flight take another lane`() throws {
        let run = try Self.plan(66_000, .unpaced).run { [$0.reply(after: .second)] }
        #expect(run.lanes == 2 && run.state.received == 66_000 && run.state.duplicates == 0)
        #expect(run.sent[0].identifier != run.sent[65_536].identifier)
        #expect(run.sent[0].wireSequence == run.sent[65_536].wireSequence)
    }

    @Test func `losses that errors tell stay losses when their place is needed again`() throws {
        // The first probe stays in flight, so no fate is told before all have left.
        let run = try Self.plan(70_000, .flood(window: 2)).run { probe in
            if probe.number == 1 { return [] }
            return probe.number <= 10 ? [probe.error(3, 1, after: 100)] : [probe.reply(after: 100)]
        }
        #expect(run.state.loss.lost == 10 && run.state.loss.received == 69_990)
    }
}
