import Wire

/// Whoever wants to know what happens while pinging.
public protocol PingObserver {
    mutating func pingDidReport(_ event: PingEvent, _ engine: borrowing PingEngine)
    /// A user asked how it stands, or the terminal changed.
    mutating func pingDidWake(_ signal: Signal, _ engine: borrowing PingEngine)
    /// Called between events: when to be called again for the picture's sake, at the latest.
    mutating func pingIsIdle(at now: Instant, _ engine: borrowing PingEngine) -> Instant
    /// Whether there is nobody left to tell.
    var shouldStop: Bool { get }
}

extension PingObserver {
    public mutating func pingDidWake(_ signal: Signal, _ engine: borrowing PingEngine) {}
    public mutating func pingIsIdle(at now: Instant, _ engine: borrowing PingEngine) -> Instant { .distantFuture }
    public var shouldStop: Bool { false }
}

/// Runs an engine over a link until it finishes: the loop that all pinging goes through.
public struct PingSession {
    /// Probes queued before the link is asked for answers: enough to share the cost of a system call, few enough that
    /// answers are not kept waiting.
    static let batch = 64

    /// How long a busy loop goes on before it looks whether a signal has come.
    static let attention: Nanoseconds = 20 * .millisecond

    /// - Parameters:
    ///   - clock: the monotonic time now.
    /// - Throws: where no lane can be opened.
    public static func run<Link: PacketLink & ~Copyable, Observer: PingObserver>(
        _ engine: inout PingEngine, over link: inout Link, observer: inout Observer, clock: () -> Instant
    ) throws(LinkError) {
        var hasRoom = true
        var lastWait = clock()
        while true {
            let hadRoom = hasRoom
            let wakeAt = try fill(&engine, &link, &observer, at: clock(), hasRoom)
            hasRoom = handOver(&engine, &link, &observer)
            guard let wakeAt, !observer.shouldStop else { return }
            let arrived = link.receive()
            let now = clock()
            for index in 0..<arrived {
                if let event = engine.receive(link.packet(index), at: now) { observer.pingDidReport(event, engine) }
            }
            let isBusy = arrived > 0 || hasRoom && (wakeAt <= now || !hadRoom)
            if isBusy, now - lastWait < attention { continue }
            lastWait = now
            let idle = observer.pingIsIdle(at: now, engine)
            // A full link is asked again soon: nothing tells when it has room.
            let deadline = isBusy ? now : min(idle, hasRoom ? wakeAt : min(wakeAt, now + .millisecond))
            if case .signal(let signal) = link.wait(until: deadline) {
                if signal == .finish { engine.interrupt() } else { observer.pingDidWake(signal, engine) }
            }
        }
    }

    /// Hands over what is queued, and reports what could not be sent. Returns false where the link is full.
    private static func handOver<Link: PacketLink & ~Copyable, Observer: PingObserver>(
        _ engine: inout PingEngine, _ link: inout Link, _ observer: inout Observer
    ) -> Bool {
        let hasRoom = link.flush()
        for (number, error) in link.takeFailures() {
            if let event = engine.sendFailed(number: number, error: error) { observer.pingDidReport(event, engine) }
        }
        return hasRoom
    }

    /// Takes actions from the engine until it waits or a batch is full; gives the moment it waits for, nil when it has
    /// finished.
    private static func fill<Link: PacketLink & ~Copyable, Observer: PingObserver>(
        _ engine: inout PingEngine, _ link: inout Link, _ observer: inout Observer, at now: Instant, _ hasRoom: Bool
    ) throws(LinkError) -> Instant? {
        var queued = 0
        while queued < batch {
            switch engine.next(at: now, hasRoom: hasRoom) {
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
                return nil
            }
        }
        return now
    }
}
