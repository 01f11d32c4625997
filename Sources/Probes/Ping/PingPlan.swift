import Wire

/// What to ping with.
public enum PingMethod: Hashable, Sendable {
    /// ICMP and ICMPv6 echo (RFC 792, RFC 4443).
    case echo
    /// ICMP time stamp request (RFC 792): the target's clock, in milliseconds since midnight UT. IPv4 only.
    case timestamp
    /// A TCP SYN to a port: a SYN ACK or an RST answers (RFC 9293).
    case tcp(port: UInt16)
    /// A UDP datagram to a port: data or ICMP port unreachable answers.
    case udp(port: UInt16)
}

/// When the next probe leaves.
public enum PingPacing: Hashable, Sendable {
    /// At planned times, `interval` apart for each target.
    case fixed
    /// As fast as answers come back, with up to `window` in flight, and at least 100 a second.
    case flood(window: Int)
    /// One more as soon as one of `window` is answered; `interval` where nothing answers.
    case adaptive(window: Int)
    /// As fast as the link takes them.
    case unpaced
    /// One more when the fate of the one before is known.
    case sequential
}

/// When to stop before the count, for each target.
public struct PingStopRules: Hashable, Sendable {
    public var replies: Int?
    public var losses: Int?
    public var lossesInARow: Int?

    public init(replies: Int? = nil, losses: Int? = nil, lossesInARow: Int? = nil) {
        self.replies = replies
        self.losses = losses
        self.lossesInARow = lossesInARow
    }
}

/// How many bytes of payload each probe carries.
public enum PingSizes: Hashable, Sendable {
    case constant(Int)
    /// `minimum`, `minimum + step`, ... up to `maximum`, then from the start.
    case sweep(minimum: Int, maximum: Int, step: Int)
    /// What the search for the path MTU asks for next.
    case search(PathMTUSearch)

    /// The most bytes that a probe carries; of a search, the packet it starts with.
    public var largest: Int {
        switch self {
        case .constant(let size): size
        case .sweep(_, let maximum, _): maximum
        case .search(let search): search.next ?? 0
        }
    }
}

/// Everything that an engine needs to know to ping.
public struct PingPlan: Hashable, Sendable {
    public var method: PingMethod = .echo
    /// Probes for each target; nil: without end.
    public var count: Int? = nil
    /// With a deadline, `count` asks for that many answers, not probes.
    public var countsReplies = false
    /// Between two probes for one target.
    public var interval: Nanoseconds = .second
    /// Between any two probes.
    public var gap: Nanoseconds = 0
    /// How long a probe may take to be answered.
    public var timeout: Nanoseconds = 2 * .second
    /// For the whole run; nil: without end.
    public var deadline: Nanoseconds? = nil
    /// Probes that leave at once at the start.
    public var preload = 1
    public var pacing: PingPacing = .fixed
    public var sizes: PingSizes = .constant(56)
    /// Repeated over the payload; empty: the byte's own place, as ping does.
    public var pattern: [UInt8] = []
    public var stopRules = PingStopRules()
    /// Whether to report each probe as it leaves.
    public var reportsSending = false
    /// Whether answers to broadcast or multicast are expected from many.
    public var expectsManySources = false
    /// Whether answers out of sequence are called reordered: not where two processors send at once, in no order.
    public var judgesOrder = true
    /// What the wall clock is ahead of the clock that the engine is told, at the start: nanoseconds since 1970 UTC less
    /// the monotonic time. ICMP time stamp requests carry the time of day.
    public var wallClockOffset: Nanoseconds = 0
    /// Random: makes our probes known from those of another program with the same identifier.
    public var cookie: UInt64 = 0

    public init() {}
}

/// One address to ping.
public struct PingTarget: Hashable, Sendable {
    /// Nil where the user named a block: a million targets then need no text each.
    private let ownName: String?
    public var endpoint: Endpoint
    /// Empty, or the address we send from: known only where the checksum is ours to compute (TCP), and so not kept in
    /// every one of a million targets.
    private var sources: [IPAddress] = []

    /// - Parameter name: what the user called it; nil: its address.
    public init(name: String? = nil, endpoint: Endpoint, source: IPAddress? = nil) {
        ownName = name
        self.endpoint = endpoint
        self.source = source
    }

    /// As the user called it, or its address.
    public var name: String { ownName ?? endpoint.address.description }

    /// The address we send from, where it is known.
    public var source: IPAddress? {
        get { sources.first }
        set { sources = newValue.map { [$0] } ?? [] }
    }
}
