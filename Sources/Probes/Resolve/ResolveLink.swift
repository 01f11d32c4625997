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
