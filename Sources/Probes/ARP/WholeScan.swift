import Wire

/// A scan of addresses, a call to all hosts of IPv6, or both at once on one link.
public struct WholeScan: NeighborEngine {
    public private(set) var scan: NeighborScan?
    public private(set) var call: LinkScan?

    public init(scan: NeighborScan?, call: LinkScan?) {
        self.scan = scan
        self.call = call
    }

    public var byteCount: Int { max(scan?.byteCount ?? 0, call?.byteCount ?? 0) }
    public var answered: Int { (scan?.answered ?? 0) + (call?.answered ?? 0) }
    /// So many neighbours are enough, whoever finds them.
    private var isEnough: Bool { (scan?.plan.limit ?? call?.plan.limit).map { answered >= $0 } ?? false }
    public var isInterrupted: Bool { scan?.isInterrupted ?? call?.isInterrupted ?? false }

    public mutating func interrupt() {
        scan?.interrupt()
        call?.interrupt()
    }

    // The lowest bit of a number says whose it is.

    public mutating func next(at now: Instant) -> NeighborAction {
        if isEnough { return .finish }
        let first = call?.next(at: now) ?? .finish
        if case .send(let number) = first { return .send(number << 1 | 1) }
        switch (first, scan?.next(at: now) ?? .finish) {
        case (_, .send(let number)): return .send(number << 1)
        case (.wait(let one), .wait(let other)): return .wait(until: min(one, other))
        case (.wait(let one), _), (_, .wait(let one)): return .wait(until: one)
        default: return .finish
        }
    }

    public func write(_ number: UInt64, into output: inout OutputSpan<UInt8>) {
        if number & 1 == 1 { call?.write(number >> 1, into: &output) } else { scan?.write(number >> 1, into: &output) }
    }

    public mutating func sendFailed(_ number: UInt64, _ error: LinkError) -> NeighborScanEvent? {
        number & 1 == 1 ? call?.sendFailed(number >> 1, error) : scan?.sendFailed(number >> 1, error)
    }

    public mutating func receive(_ packet: borrowing LinkPacket, at now: Instant) -> NeighborScanEvent? {
        if let event = scan?.receive(packet, at: now) { return event }
        return call?.receive(packet, at: now)
    }
}
