import Analysis
import Wire

extension PingEngine {
    /// An echo reply for the probe at `place`: looks at its payload, and tells it from others'.
    mutating func answer(
        _ place: ProbeTable.Place, payload: Span<UInt8>, code: UInt8, isIntact: Bool, _ arrival: PingArrival
    ) -> PingEvent? {
        let probe = table[place]
        let expected = Int(probe.payloadByteCount)
        var marks: ReplyMarks = isIntact ? [] : .badChecksum
        var firstDifference: Int?
        switch compare(payload, number: probe.number, byteCount: expected) {
        case .same: break
        case .differs(let index):
            marks.insert(.corrupt)
            firstDifference = index
        case .earlier(let number) where isIntact:
            return earlier(number, probe, byteCount: payload.count + 8, arrival)
        case .earlier: marks.insert(.corrupt)
        case .foreign:
            // A ping socket gets only what answers its own requests.
            guard arrival.lane != nil || !isIntact else { return foreignAnswer(arrival) }
            marks.insert(.corrupt)
            firstDifference = 0
        }
        if payload.count < expected, !arrival.isCutShort { marks.insert(.truncated) }
        if payload.count > expected { marks.insert(.extended) }
        return answer(
            place, kind: .echo, byteCount: payload.count + 8, code: code, marks: marks,
            firstDifference: firstDifference, arrival)
    }

    private mutating func foreignAnswer(_ arrival: PingArrival) -> PingEvent? {
        counters.foreign += 1
        return arrival.source.map { .foreign(from: $0) }
    }

    /// A late answer to a probe whose place has long been taken by a newer one.
    private mutating func earlier(
        _ number: UInt64, _ newer: ProbeTable.Probe, byteCount: Int, _ arrival: PingArrival
    ) -> PingEvent? {
        let distance = newer.number - number
        // With one target numbers and sequences run together; else whose probe it was is no longer known.
        guard targets.count == 1, newer.sequence > distance, let source = arrival.source else {
            return foreignAnswer(arrival)
        }
        targets[0].late += 1
        let id = ProbeID(target: 0, sequence: newer.sequence - distance)
        return .reply(
            PingReply(probe: id, from: source, byteCount: byteCount, ttl: arrival.ttl, clock: .user, marks: .late))
    }

    /// An answer of any kind to the probe at `place`.
    mutating func answer(
        _ place: ProbeTable.Place, kind: ReplyKind, byteCount: Int, code: UInt8 = 0, marks: ReplyMarks,
        firstDifference: Int? = nil, _ arrival: PingArrival
    ) -> PingEvent? {
        let probe = table[place]
        let index = Int(probe.target)
        let (roundTrip, clock) = roundTrip(of: probe, arrival)
        var marks = marks
        if code != 0 { marks.insert(.oddCode) }
        if !mayAnswer(arrival.source, probe) { marks.insert(.differentAddress) }
        if !marks.isDisjoint(with: .damaged) {
            targets[index].corrupt += 1
        } else if marks.contains(.differentAddress) {
            targets[index].fromOtherAddress += 1
        } else {
            if marks.contains(.truncated) { targets[index].truncated += 1 }
            marks.formUnion(count(place, roundTrip, at: arrival.now))
        }
        var reply = PingReply(
            probe: ProbeID(target: index, sequence: probe.sequence), kind: kind,
            from: arrival.source ?? targets[index].target.endpoint.address, byteCount: byteCount, code: code,
            ttl: arrival.ttl, roundTrip: roundTrip, clock: clock, marks: marks, firstDifference: firstDifference)
        reply.options = arrival.options
        return .reply(reply)
    }

    /// Counts an answer that can be trusted; gives what its time and order say of it.
    private mutating func count(
        _ place: ProbeTable.Place, _ roundTrip: Nanoseconds, at time: Instant
    ) -> ReplyMarks {
        let probe = table[place]
        let index = Int(probe.target)
        switch probe.state {
        case .inFlight:
            table.settle(place, as: .answered, at: time)
            let size = packetSize(ofPayload: Int(probe.payloadByteCount), target: index)
            pathMTUSearch?.answered(size: size)
            return countReceived(probe, roundTrip)
        case .failed where table.recover(place, at: time):
            // The search for the path MTU has drawn its conclusion from the error.
            takeBackLoss(index)
            return countReceived(probe, roundTrip)
        case .lost, .failed:
            table.settle(place, as: .answeredLate, at: time)
            targets[index].late += 1
            return .late
        case .answered, .answeredLate:
            targets[index].duplicates += 1
            counters.duplicates += 1
            return .duplicate
        case .free:
            return []
        }
    }

    private mutating func countReceived(_ probe: ProbeTable.Probe, _ roundTrip: Nanoseconds) -> ReplyMarks {
        let index = Int(probe.target)
        let isReordered = plan.judgesOrder && probe.sequence < targets[index].highestAnswered
        if isReordered { targets[index].reordered += 1 }
        targets[index].roundTrips.add(roundTrip)
        targets[index].highestAnswered = max(targets[index].highestAnswered, probe.sequence)
        settleTarget(index, isAnswer: true)
        return isReordered ? .reordered : []
    }
}
