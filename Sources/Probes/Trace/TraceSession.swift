import Wire

/// What an engine that follows ways wants done next.
public enum TraceAction: Sendable {
    case openLane
    case send(TraceProbe)
    case report(TraceEvent)
    case wait(until: Instant)
    case finish
}

/// An engine that sends probes whose TTL is used up on the way, and reads who says so.
public protocol TraceDecider {
    var targets: [TraceTarget] { get }
    mutating func next(at now: Instant) -> TraceAction
    mutating func laneOpened(identifier: UInt16)
    func write(_ probe: TraceProbe, into output: inout OutputSpan<UInt8>)
    mutating func receive(_ packet: borrowing LinkPacket, at now: Instant)
    mutating func sendFailed(number: UInt64, error: LinkError, at now: Instant)
    /// Ends as soon as may be.
    mutating func interrupt()
}

/// Whoever wants to know what happens in a trace.
public protocol TraceObserver {
    associatedtype Engine: TraceDecider
    mutating func traceDidReport(_ event: TraceEvent, _ engine: borrowing Engine)
    /// A user asked how it stands, or the terminal changed.
    mutating func traceDidWake(_ signal: Signal, _ engine: borrowing Engine)
    /// Called before each wait: when to be called again, at the latest.
    mutating func traceIsIdle(at now: Instant, _ engine: borrowing Engine) -> Instant
    /// Called before each wait: what a user wants of the engine.
    mutating func traceMayChange(_ engine: inout Engine)
    /// Whether there is nobody left to tell.
    var shouldStop: Bool { get }
}

extension TraceObserver {
    public mutating func traceMayChange(_ engine: inout Engine) {}
}

/// Runs an engine over a link until it finishes.
public enum TraceSession {
    /// Probes queued before the link is asked for answers.
    private static let batch = 32

    /// - Parameter clock: the monotonic time now.
    /// - Throws: where no lane can be opened.
    public static func run<Engine: TraceDecider, Link: PacketLink & ~Copyable, Observer: TraceObserver>(
        _ engine: inout Engine, over link: inout Link, observer: inout Observer, clock: () -> Instant
    ) throws(LinkError) where Observer.Engine == Engine {
        var hasRoom = true
        while true {
            let wakeAt = try fill(&engine, &link, &observer, clock, hasRoom)
            hasRoom = link.flush()
            let failures = link.takeFailures()
            for (number, error) in failures { engine.sendFailed(number: number, error: error, at: clock()) }
            guard let wakeAt, !observer.shouldStop else { return }
            let now = clock()
            if takeIn(&engine, &link, at: now) || !failures.isEmpty { continue }
            let idle = observer.traceIsIdle(at: now, engine)
            observer.traceMayChange(&engine)
            let deadline = min(idle, hasRoom ? wakeAt : min(wakeAt, now + .millisecond))
            if case .signal(let signal) = link.wait(until: deadline) {
                if signal == .finish { engine.interrupt() } else { observer.traceDidWake(signal, engine) }
            }
            // What has come is no loss, though its time may be up by now.
            _ = takeIn(&engine, &link, at: clock())
        }
    }

    /// Gives the engine what has arrived. Whether anything has.
    private static func takeIn<Engine: TraceDecider, Link: PacketLink & ~Copyable>(
        _ engine: inout Engine, _ link: inout Link, at now: Instant
    ) -> Bool {
        let arrived = link.receive()
        for index in 0..<arrived { engine.receive(link.packet(index), at: now) }
        return arrived > 0
    }

    /// Takes actions until the engine waits or a batch is full; gives the moment it waits for, nil when it has
    /// finished.
    private static func fill<Engine: TraceDecider, Link: PacketLink & ~Copyable, Observer: TraceObserver>(
        _ engine: inout Engine, _ link: inout Link, _ observer: inout Observer, _ clock: () -> Instant,
        _ hasRoom: Bool
    ) throws(LinkError) -> Instant? where Observer.Engine == Engine {
        var queued = 0
        while queued < batch {
            switch engine.next(at: clock()) {
            case .openLane:
                engine.laneOpened(identifier: try link.openLane())
            case .send(let probe):
                link.send(
                    to: engine.targets[probe.target].firstEndpoint, lane: probe.flow, token: UInt64(probe.number),
                    byteCount: probe.byteCount
                ) { output in engine.write(probe, into: &output) }
                queued += 1
            case .report(let event):
                observer.traceDidReport(event, engine)
            case .wait(let deadline):
                return deadline
            case .finish:
                return nil
            }
        }
        return clock()
    }
}
