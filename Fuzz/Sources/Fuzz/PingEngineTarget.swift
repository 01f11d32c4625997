import Analysis
import Probes
import Wire

/// The ping engine, against a network that does what the input says. First comes the plan, a byte a decision, then
/// steps: a byte that chooses one, and the bytes that it asks for. A script that ends goes on with zeros.
enum PingEngineTarget {
    static func run(_ bytes: Span<UInt8>) {
        var script = PingScript(bytes)
        let plan = script.plan()
        let targets = script.targets(of: plan)
        var game = PingGame(PingEngine(plan: plan, targets: targets))
        while !script.isAtEnd {
            play(&script, &game)
            game.expectBalance()
        }
        game.finish()
    }

    private static func play(_ script: inout PingScript, _ game: inout PingGame) {
        let choice = script.byte()
        switch choice & 7 {
        case 0, 1, 2: game.advance(hasRoom: choice >> 3 != 31)
        case 3: game.now = game.now + Nanoseconds(script.byte()) * (choice >> 3 == 0 ? .second : .millisecond)
        case 4, 5:
            guard let answer = script.answer(game) else { return }
            script.hand(answer, to: &game)
        case 6: script.hand(script.noise(), to: &game)
        default:
            let number = UInt64(script.number(game.sent.count + 2))
            let kinds: [LinkError.Kind] = [
                .messageTooLong(mtu: Int(script.uint16())), .messageTooLong(mtu: nil), .unreachable, .forbidden,
            ]
            game.fail(number, LinkError(kinds[Int(choice >> 3 & 3)], "no"))
        }
    }
}

/// An engine, what it has sent, and what has to hold of both whatever happens.
struct PingGame {
    var engine: PingEngine
    var now = Instant(nanoseconds: 1_000_000_000)
    private(set) var sent: [SentProbe] = []
    private var lanes = 0
    private(set) var isFinished = false

    init(_ engine: PingEngine) { self.engine = engine }

    /// Does what the engine wants next.
    mutating func advance(hasRoom: Bool) {
        switch engine.next(at: now, hasRoom: hasRoom) {
        case .openLane:
            engine.laneOpened(identifier: SentProbe.firstIdentifier + UInt16(lanes))
            lanes += 1
        case .send(let probe):
            check(hasRoom, "nothing is sent where there is no room")
            leave(probe)
        case .report(let event): take(event)
        case .wait(let time):
            check(time > now, "the engine waits for what is to come")
            check(!hasRoom || time < .distantFuture, "the engine waits for something")
            if hasRoom { now = time }
        case .finish: isFinished = true
        }
    }

    private mutating func leave(_ probe: PingProbe) {
        let bytes = serialized(engine.byteCount(of: probe)) { output in engine.write(probe, into: &output) }
        check(probe.lane < lanes, "lanes are opened before they are used")
        sent.append(SentProbe(probe, bytes, engine.plan.method))
    }

    mutating func receive(_ packet: borrowing LinkPacket) {
        if let event = engine.receive(packet, at: now) { take(event) }
    }

    mutating func fail(_ number: UInt64, _ error: LinkError) {
        if let event = engine.sendFailed(number: number, error: error) { take(event) }
    }

    private func take(_ event: PingEvent) {
        switch event {
        case .sent(let id, let byteCount):
            expect(id)
            check(byteCount >= 0, "a size is not negative")
        case .reply(let reply):
            expect(reply.probe)
            check(reply.roundTrip ?? 0 >= 0, "no answer comes before its probe")
            use((reply.kind, reply.from, reply.marks, reply.firstDifference, reply.options.count))
        case .failure(let failure):
            expect(failure.probe)
            check(failure.roundTrip ?? 0 >= 0, "no error comes before its probe")
            use((failure.cause, failure.from, failure.extensions.count, failure.nextHopMTU, failure.pointer))
        case .timeout(let id): expect(id)
        case .foreign(let address): use(address)
        }
    }

    private func expect(_ id: ProbeID) {
        check(engine.targets.indices.contains(id.target), "an event is about a target")
        check((1...UInt64(max(1, engine.targets[id.target].sent))).contains(id.sequence), "an event is about a probe")
    }

    func expectBalance() {
        var total = (sent: 0, received: 0, lost: 0)
        for target in engine.targets {
            check(target.inFlight >= 0, "nothing arrives that did not leave")
            check(target.sent == target.received + target.lost + target.inFlight, "the target's counts add up")
            total.sent += target.sent
            total.received += target.received
            total.lost += target.lost
        }
        let counters = engine.counters
        check(counters.sent == counters.received + counters.lost + engine.inFlight, "the counts add up")
        check(total == (counters.sent, counters.received, counters.lost), "the totals are sums")
    }

    /// Lets the engine run on without answers, then stops it, and looks at what it has counted.
    mutating func finish() {
        for _ in 0..<64 where !isFinished { advance(hasRoom: true) }
        engine.interrupt()
        for _ in 0..<64 + sent.count where !isFinished { advance(hasRoom: true) }
        check(isFinished, "an interrupted engine finishes")
        advance(hasRoom: true)
        expectBalance()
        for target in engine.targets {
            let loss = target.loss
            check(loss.received <= target.received && loss.lost <= target.lost, "what was lost is known to be lost")
            use((loss.lossPercentage, loss.longestOutage?.duration))
            let times = target.roundTrips
            check(times.count == target.received, "each answer has its time")
            use((times.mean, times.meanDeviation, times.jitter, times.smoothedAverage, times.percentile(99)))
            if let low = times.minimum, let middle = times.median, let high = times.maximum {
                check(low <= middle && middle <= high, "the median lies in the middle")
            }
            use(times.buckets(atMost: 10).count)
        }
        use(engine.pathMTUSearch?.pathMTU)
    }
}
