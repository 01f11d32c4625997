import Wire

/// What came from a server.
public struct ResolveArrival: Hashable, Sendable {
    public enum Content: Hashable, Sendable {
        case message([UInt8])
        /// Nothing can come any more: the port is closed, the connection has ended.
        case failure(LinkError)
        /// The message with this number has no answer; others may still have theirs.
        case refusal(UInt16, LinkError)
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

extension [UInt8] {
    /// A message as it passes: by HTTPS its number is 0, so that it can be kept with others that ask the same (RFC 8484
    /// section 4.1). The number that tells it apart here goes no further than the link.
    func numbered(for transport: DNSTransport) -> [UInt8] {
        guard transport.isHTTP, count >= 2 else { return self }
        return [0, 0] + self[2...]
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
