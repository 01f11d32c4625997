import Wire

/// Whoever wants to know what happens while pinging.
public protocol PingObserver {
    mutating func pingDidReport(_ event: PingEvent, _ engine: borrowing PingEngine)
    /// A user asked how it stands, or the terminal changed.
    mutating func pingDidWake(_ signal: Signal, _ engine: borrowing PingEngine)
    /// Called between events: when to be called again for the picture's sake, at the latest.
    mutating func pingIsIdle(at now: Instant, _ engine: borrowing PingEngine) -> Instant
}

extension PingObserver {
    public mutating func pingDidWake(_ signal: Signal, _ engine: borrowing PingEngine) {}
    public mutating func pingIsIdle(at now: Instant, _ engine: borrowing PingEngine) -> Instant { .distantFuture }
}

/// Runs an engine over a link until it finishes: the loop that all pinging goes through.
public struct PingSession {
    /// Probes queued before the link is asked for answers: enough to share the cost of a system call, few enough that
    /// answers are not kept waiting.
    static let batch = 32

    /// - Parameters:
    ///   - clock: the monotonic time now.
    /// - Throws: where no lane can be opened.
    public static func run<Link: PacketLink & ~Copyable, Observer: PingObserver>(
        _ engine: inout PingEngine, over link: inout Link, observer: inout Observer, clock: () -> Instant
    ) throws(LinkError) {
        var wakeAt = Instant(nanoseconds: 0)
        var isOver = false
        while true {
            wakeAt = try fill(&engine, &link, &observer, clock, &isOver)
            let hasRoom = link.flush()
            for (number, error) in link.takeFailures() {
                if let event = engine.sendFailed(number: number, error: error) {
                    observer.pingDidReport(event, engine)
                }
            }
            if isOver { return }
            let arrived = link.receive()
            let now = clock()
            for index in 0..<arrived {
                if let event = engine.receive(link.packet(index), at: now) { observer.pingDidReport(event, engine) }
            }
            if arrived > 0 || wakeAt <= now && hasRoom { continue }
            let idle = observer.pingIsIdle(at: now, engine)
            // A full link is asked again soon: nothing tells when it has room.
            let deadline = hasRoom ? min(wakeAt, idle) : min(now + .millisecond, idle)
            if case .signal(let signal) = link.wait(until: deadline) {
                if signal == .finish { engine.interrupt() } else { observer.pingDidWake(signal, engine) }
            }
        }
    }

    /// Takes actions from the engine until it waits or a batch is full; gives the moment it waits for.
    private static func fill<Link: PacketLink & ~Copyable, Observer: PingObserver>(
        _ engine: inout PingEngine, _ link: inout Link, _ observer: inout Observer, _ clock: () -> Instant,
        _ isOver: inout Bool
    ) throws(LinkError) -> Instant {
        let now = clock()
        var queued = 0
        while queued < batch {
            switch engine.next(at: now) {
            case .openLane:
                engine.laneOpened(identifier: try link.openLane())
            case .send(let probe):
                link.send(
                    to: probe.endpoint, lane: probe.lane, token: probe.number,
                    byteCount: engine.byteCount(of: probe)
                ) { output in engine.write(probe, into: &output) }
                queued += 1
            case .report(let event):
                observer.pingDidReport(event, engine)
            case .wait(let deadline):
                return deadline
            case .finish:
                isOver = true
                return now
            }
        }
        return now
    }
}
