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
            if step % 10 != 0 { table.settle(place, as: .answered, at: now) }
            if let oldest = table.oldestInFlight, now - table[oldest].sentAt >= 5 * .millisecond {
                table.settle(oldest, as: .lost, at: now)
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

    /// Four probes, sent at 1 to 4 ns, and what they come to.
    static func four() -> ProbeTable {
        var table = ProbeTable()
        table.addLane()
        for sequence in 1...4 {
            _ = table.insert(
                at: table.nextPlace, target: sequence, sequence: 1, payloadByteCount: 0,
                sentAt: Instant(nanoseconds: Int64(sequence)))
        }
        return table
    }

    static func fate(_ sequence: Int, _ settledAt: Int64, answered: Bool) -> ProbeTable.Fate {
        ProbeTable.Fate(
            target: sequence, sentAt: Instant(nanoseconds: Int64(sequence)),
            settledAt: Instant(nanoseconds: settledAt), answered: answered)
    }

    @Test func `the fate of a probe is told once, in the order of departure`() {
        var table = Self.four()
        table.settle(.init(lane: 0, sequence: 2), as: .lost, at: Instant(nanoseconds: 5))
        #expect(table.takeFate() == nil)
        table.settle(.init(lane: 0, sequence: 1), as: .answered, at: Instant(nanoseconds: 6))
        #expect(table.takeFate() == Self.fate(1, 6, answered: true))
        #expect(table.takeFate() == Self.fate(2, 5, answered: false))
        #expect(table.takeFate() == nil)
        table.settle(.init(lane: 0, sequence: 4), as: .answered, at: Instant(nanoseconds: 7))
        #expect(table.takeFate(passingOverInFlight: true)?.target == 4)
        // An answer to the one passed over comes too late to be told.
        table.settle(.init(lane: 0, sequence: 3), as: .answered, at: Instant(nanoseconds: 8))
        #expect(table.takeFate(passingOverInFlight: true) == nil && table.inFlight == 0)
    }

    @Test func `an error is no fate as long as an answer may follow`() {
        var table = Self.four()
        for sequence: UInt16 in 1...4 {
            table.settle(.init(lane: 0, sequence: sequence), as: .failed, at: Instant(nanoseconds: 9))
        }
        #expect(table.inFlight == 0 && table.oldestSentAt == Instant(nanoseconds: 1))
        #expect(table.takeFate(failedUntil: Instant(nanoseconds: 0)) == nil)
        #expect(table.takeFate(failedUntil: Instant(nanoseconds: 1)) == Self.fate(1, 9, answered: false))
        let (told, open) = (ProbeTable.Place(lane: 0, sequence: 1), ProbeTable.Place(lane: 0, sequence: 2))
        let recovered = [told, open, open].map { table.recover($0, at: Instant(nanoseconds: 10)) }
        #expect(recovered == [false, true, false], "told, still open, and then answered")
        #expect(table.takeFate(failedUntil: Instant(nanoseconds: 1)) == Self.fate(2, 10, answered: true))
        #expect(table.takeFate() == Self.fate(3, 9, answered: false))
    }
}
