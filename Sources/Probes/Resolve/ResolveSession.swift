import Wire

/// What came from a server.
public struct ResolveArrival: Hashable, Sendable {
    public enum Content: Hashable, Sendable {
        case message([UInt8])
        /// Nothing can come any more: the port is closed, the connection has ended.
        case failure(LinkError)
    }

    public var server: DNSServer
    public var transport: DNSTransport
    public var content: Content
    public var roundTrip: Nanoseconds
    public var clock: StampClock
    /// Since 1970 UTC.
    public var time: Nanoseconds

    public init(
        _ server: DNSServer, _ transport: DNSTransport, _ content: Content, roundTrip: Nanoseconds = 0,
        clock: StampClock = .user, time: Nanoseconds = 0
    ) {
        self.server = server
        self.transport = transport
        self.content = content
        self.roundTrip = roundTrip
        self.clock = clock
        self.time = time
    }
}

/// What the resolver needs of the network: messages to servers, and messages from them.
public protocol ResolveLink: ~Copyable {
    var now: Instant { get }
    /// Hands a message to the network, which may open a socket or a connection for it.
    mutating func send(_ message: [UInt8], to server: DNSServer, over transport: DNSTransport) throws(LinkError)
    /// Waits for what comes next; nil where nothing came until then.
    mutating func receive(until deadline: Instant) -> ResolveArrival?
}

extension ResolveEngine {
    /// Asks until there is an answer, or nobody is left to be asked: then it is nil.
    ///
    /// - Parameters:
    ///   - identifier: makes the number of each message.
    ///   - sent: is told each message that leaves.
    ///   - tell: is told what happens on the way.
    /// - Throws: where the query can't be written.
    public static func run(
        _ plan: ResolvePlan, on link: inout some ResolveLink & ~Copyable,
        identifier: @escaping @Sendable () -> UInt16 = { .random(in: 0...UInt16.max) },
        sent: ([UInt8]) -> Void = { _ in }, tell: (ResolveRemark) -> Void = { _ in }
    ) throws(WireError) -> ResolveAnswer? {
        var engine = ResolveEngine(plan, makeIdentifier: identifier)
        while true {
            let action = try engine.next(at: link.now)
            for remark in engine.takeRemarks() { tell(remark) }
            switch action {
            case .finish(let answer): return answer
            case .wait(let deadline): if let arrival = link.receive(until: deadline) { engine.receive(arrival) }
            case .send(let message, let server, let transport):
                sent(message)
                do throws(LinkError) {
                    try link.send(message, to: server, over: transport)
                } catch {
                    engine.receive(ResolveArrival(server, transport, .failure(error)))
                }
            }
        }
    }
}
