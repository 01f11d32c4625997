import Wire

/// What has come back to a probe of a trace.
public struct TraceAnswer: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// A router let it go no further, since its TTL was used up.
        case exceeded
        /// It has arrived, and this is how the target says so.
        case reached(Arrival)
        /// It can't be brought there.
        case unreachable
        /// It is too long for what comes next.
        case tooBig
        /// Some other complaint, such as a header that a router does not understand.
        case complaint
    }

    public enum Arrival: String, Hashable, Sendable {
        case echo
        /// TCP SYN ACK, or SCTP INIT ACK.
        case open
        /// TCP RST, SCTP ABORT, or ICMP port or protocol unreachable.
        case closed
        case data
    }

    public var probe: TraceProbe
    public var kind: Kind
    public var from: IPAddress
    /// Type and code of what came by ICMP, echo replies apart.
    public var icmp: ICMPCode?
    public var roundTrip: Nanoseconds
    public var clock: StampClock
    /// With which it arrived here.
    public var ttl: UInt8?
    /// The probe as the router had it before it; nil where that was not seen.
    public var quote: TraceQuote?
    public var extensions: [ICMPExtension] = []
    /// Of the next hop, where the probe was too long, in bytes.
    public var mtu: Int?
    /// How many came to this probe before.
    public var copies = 0
    /// Whether it is told of a hop that it was not seen at: see ``TraceHop/isInferred``.
    public var isInferred = false

    public init(
        probe: TraceProbe, kind: Kind, from: IPAddress, icmp: ICMPCode? = nil, roundTrip: Nanoseconds,
        clock: StampClock, ttl: UInt8? = nil, quote: TraceQuote? = nil
    ) {
        self.probe = probe
        self.kind = kind
        self.from = from
        self.icmp = icmp
        self.roundTrip = roundTrip
        self.clock = clock
        self.ttl = ttl
        self.quote = quote
    }

    /// Whether there is no point in asking beyond.
    public var isFinal: Bool {
        switch kind {
        case .reached, .unreachable, .complaint: true
        case .exceeded, .tooBig: false
        }
    }

    public var isReached: Bool { if case .reached = kind { true } else { false } }

    /// How many routers the answer has passed, if it left its sender with one of the usual TTLs; and this one.
    public var returnHops: Int? {
        guard let ttl = ttl.map(Int.init), ttl > 0 else { return nil }
        let start = ttl > 128 ? 255 : ttl > 64 ? 128 : 64
        return start - ttl + 1
    }
}

/// An ICMP message's type and code.
public struct ICMPCode: Hashable, Sendable {
    public var type: UInt8
    public var code: UInt8
    public var isIPv6: Bool

    public init(type: UInt8, code: UInt8, isIPv6: Bool) {
        self.type = type
        self.code = code
        self.isIPv6 = isIPv6
    }
}

/// How a probe looked when a router quoted it.
public struct TraceQuote: Hashable, Sendable {
    /// What is not as it was sent.
    public struct Changes: OptionSet, Hashable, Sendable {
        public let rawValue: UInt8
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        public static let trafficClass = Changes(rawValue: 1)
        public static let identification = Changes(rawValue: 2)
        public static let length = Changes(rawValue: 4)
        /// Of UDP, TCP or ICMP: addresses or ports were written anew on the way, and back for us.
        public static let checksum = Changes(rawValue: 8)
    }

    /// 1 as a rule. 0: a router before has let a used up TTL pass; more: somewhere it is not counted down (MPLS).
    public var ttl: UInt8
    /// DSCP and ECN, as one byte.
    public var trafficClass: UInt8
    public var changes: Changes

    public init(ttl: UInt8, trafficClass: UInt8, changes: Changes) {
        self.ttl = ttl
        self.trafficClass = trafficClass
        self.changes = changes
    }
}

/// A packet, as one who traces sees it.
enum TraceSighting: Sendable {
    /// A probe left.
    case departed(UInt16, PacketStamps)
    case answer(TraceAnswer)
    /// An answer to one of our probes, of which nothing tells which.
    case unknown(TraceAnswer)
}
