import Testing

@testable import Probes

@Suite struct ProbeTableTests {
    /// A long run: a probe each microsecond, one in ten lost and given up 5,000 probes later.
    @Test func `a million probes are kept in the room of those in flight`() {
        var table = ProbeTable()
        table.addLane()
        var (mostDepartures, mostInFlight, answered, lost) = (0, 0, 0, 0)
        for step in 1...1_000_000 {
            let now = Instant(nanoseconds: Nanoseconds(step) * .microsecond)
            let place = table.nextPlace
            _ = table.insert(at: place, target: 0, sequence: UInt64(step), payloadByteCount: 56, sentAt: now)
            if step % 10 != 0 { table.settle(place, as: .answered) }
            if let oldest = table.oldestInFlight, now - table[oldest].sentAt >= 5 * .millisecond {
                table.settle(oldest, as: .lost)
            }
            while let fate = table.takeFate() {
                if fate.answered { answered += 1 } else { lost += 1 }
            }
            mostDepartures = max(mostDepartures, table.departureCount)
            mostInFlight = max(mostInFlight, table.inFlight)
        }
        #expect(table.laneCount == 1 && mostInFlight <= 501)
        #expect(mostDepartures <= 2 * 5_010)
        #expect(answered + lost >= 1_000_000 - 5_010 && lost >= 99_400)
    }

    @Test func `the fate of a probe is told once, in the order of departure`() {
        var table = ProbeTable()
        table.addLane()
        for sequence in 1...4 {
            _ = table.insert(
                at: table.nextPlace, target: sequence, sequence: 1, payloadByteCount: 0,
                sentAt: Instant(nanoseconds: Int64(sequence)))
        }
        table.settle(.init(lane: 0, sequence: 2), as: .lost)
        #expect(table.takeFate() == nil)
        table.settle(.init(lane: 0, sequence: 1), as: .answered)
        #expect(table.takeFate() == .init(target: 1, sentAt: Instant(nanoseconds: 1), answered: true))
        #expect(table.takeFate() == .init(target: 2, sentAt: Instant(nanoseconds: 2), answered: false))
        #expect(table.takeFate() == nil)
        table.settle(.init(lane: 0, sequence: 4), as: .answered)
        #expect(table.takeFate(passingOverInFlight: true)?.target == 4)
        // An answer to the one passed over comes too late to be told.
        table.settle(.init(lane: 0, sequence: 3), as: .answered)
        #expect(table.takeFate(passingOverInFlight: true) == nil && table.inFlight == 0)
    }
}
