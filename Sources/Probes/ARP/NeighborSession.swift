import Wire

/// What an engine that talks to neighbours wants done next.
public enum NeighborAction: Hashable, Sendable {
    /// Sends what the engine writes for this number.
    case send(UInt64)
    case wait(until: Instant)
    case finish
}

/// An engine that sends frames of its own on one link, and reads what neighbours say there.
public protocol NeighborEngine {
    associatedtype Event

    mutating func next(at now: Instant) -> NeighborAction
    /// Appends the frame of a number that `next` gave.
    func write(_ number: UInt64, into output: inout OutputSpan<UInt8>)
    /// The most bytes that a frame has.
    var byteCount: Int { get }
    mutating func receive(_ packet: borrowing LinkPacket, at now: Instant) -> Event?
    mutating func sendFailed(_ number: UInt64, _ error: LinkError) -> Event?
    /// Ends as soon as may be.
    mutating func interrupt()
}

/// Runs an engine over a link until it finishes.
public enum NeighborSession {
    /// Frames that leave before answers are looked for.
    private static let batch = 64
    /// How long a busy loop goes on before it looks whether a signal has come.
    private static let attention: Nanoseconds = 20 * .millisecond

    /// What has arrived when all is over is looked at still, but so often at most: a link may never fall silent.
    private static let lastLooks = 64

    /// - Parameters:
    ///   - clock: the monotonic time now.
    ///   - tell: is told each event; false where nobody listens any more.
    ///   - status: somebody asked how it stands, or a second has passed.
    public static func run<Engine: NeighborEngine, Link: PacketLink & ~Copyable>(
        _ engine: inout Engine, over link: inout Link, clock: () -> Instant,
        tell: (Engine.Event, Engine) -> Bool, status: (Engine, Signal?) -> Void = { _, _ in }
    ) {
        var isHeard = true
        var hasRoom = true
        var lastStatus = clock()
        var lastWait = lastStatus
        var looks = 0
        while isHeard {
            var wakeAt: Instant? = clock()
            filling: for _ in 0..<(hasRoom ? batch : 0) {
                switch engine.next(at: clock()) {
                case .send(let number):
                    link.send(
                        to: Endpoint(.v4(.any)), lane: 0, token: number, byteCount: engine.byteCount
                    ) { engine.write(number, into: &$0) }
                case .wait(let deadline):
                    wakeAt = deadline
                    break filling
                case .finish:
                    wakeAt = nil
                    break filling
                }
            }
            hasRoom = link.flush()
            for (number, error) in link.takeFailures() {
                if let event = engine.sendFailed(number, error) { isHeard = tell(event, engine) && isHeard }
            }
            let count = link.receive()
            let now = clock()
            for index in 0..<count {
                if let event = engine.receive(link.packet(index), at: now) { isHeard = tell(event, engine) && isHeard }
            }
            guard let wakeAt else {
                looks += 1
                if count > 0, looks < lastLooks { continue }
                return
            }
            if now - lastStatus > .second {
                lastStatus = now
                status(engine, nil)
            }
            let isBusy = count > 0 || hasRoom && wakeAt <= now
            if isBusy, now - lastWait < attention { continue }
            lastWait = now
            // A link without room says not when it has some again.
            let deadline = isBusy ? now : hasRoom ? wakeAt : min(wakeAt, now + .millisecond)
            switch link.wait(until: min(deadline, now + .second)) {
            case .signal(.finish): engine.interrupt()
            case .signal(let signal): status(engine, signal)
            default: break
            }
        }
    }
}
