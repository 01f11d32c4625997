import Wire

/// Where a packet goes: an address and, for link-local ones, the index of the interface (RFC 4007).
public struct Endpoint: Hashable, Sendable {
    public var address: IPAddress
    public var scope: UInt32

    public init(_ address: IPAddress, scope: UInt32 = 0) {
        self.address = address
        self.scope = scope
    }
}

/// Why a packet could not be handed to the network.
public struct LinkError: Error, Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// Longer than the path takes, and it may not be fragmented; the limit in bytes where the system knows it.
        case messageTooLong(mtu: Int?)
        case unreachable
        /// A rule of this machine forbids it, or a right is missing.
        case forbidden
        /// It would be the same the next time: whoever is there is not who was wanted.
        case lasting
        case other
    }

    public let kind: Kind
    /// The system's words.
    public let message: String

    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }
}

/// A packet as it passed the link. Its bytes are borrowed from the link until the next call that receives.
public struct LinkPacket: ~Escapable {
    public enum Direction: Hashable, Sendable {
        case received
        /// One of our own, seen on its way out: what matters of it is its stamps.
        case sent
    }

    /// What the first byte belongs to.
    public enum Layer: Hashable, Sendable {
        case network
        case transport(IPProtocol)
        /// What the transport layer carries: its header was taken off.
        case payload(IPProtocol)
    }

    /// An ICMP error that the kernel took apart: `bytes` then hold what the error quoted of our packet, from its
    /// transport layer on.
    public struct ReportedError: Hashable, Sendable {
        public enum Origin: Hashable, Sendable {
            case icmp
            /// This machine refused our packet.
            case local
        }

        public var origin: Origin
        public var type: UInt8
        public var code: UInt8
        /// Next-hop MTU, pointer or gateway, by type.
        public var information: UInt32
        /// Where in `bytes` the extensions start that the router added (RFC 4884); nil where there are none.
        public var extensionsOffset: Int?

        public init(origin: Origin, type: UInt8, code: UInt8, information: UInt32) {
            self.origin = origin
            self.type = type
            self.code = code
            self.information = information
        }
    }

    public let bytes: Span<UInt8>
    /// The frame's header before `bytes`, where it was seen.
    public var linkHeader: Span<UInt8>
    public var direction: Direction = .received
    public var layer: Layer
    /// Who sent it; nil where only the network header in `bytes` tells.
    public var source: IPAddress?
    /// Whom it was sent to; of a reported error, whom our packet was sent to.
    public var destination: IPAddress?
    public var ttl: UInt8?
    /// The lane whose socket it came through, where that identifies it.
    public var lane: Int?
    public var stamps = PacketStamps()
    public var error: ReportedError?
    /// What stood in a VLAN tag that the kernel took off the frame: priority, drop eligibility and identifier.
    public var tag: UInt16?
    /// Bytes there were on the wire, from the first of `bytes`.
    public var wireLength: Int
    /// Whether the system has checked the transport checksum.
    public var isChecksumVerified = false

    @_lifetime(copy bytes)
    public init(_ bytes: Span<UInt8>, _ layer: Layer) {
        self.bytes = bytes
        self.linkHeader = bytes.extracting(first: 0)
        self.layer = layer
        self.wireLength = bytes.count
    }
}

/// What ended a wait.
public enum Wake: Hashable, Sendable {
    case packets
    case deadline
    case signal(Signal)
}

/// What a user can ask for while packets fly.
public enum Signal: Hashable, Sendable {
    /// End, with the summary: ^C, or a polite kill.
    case finish
    /// Say how it stands: ^\.
    case status
    /// The terminal has another size.
    case resize
}

/// The port between the engines, which decide, and the machine, which sends and receives.
///
/// A *lane* is one identity that probes leave under: an ICMP identifier, a source port. A lane tells 65,536 probes
/// apart; more in flight need more lanes.
public protocol PacketLink: ~Copyable {
    /// Opens another lane and gives its identifier.
    mutating func openLane() throws(LinkError) -> UInt16

    /// Queues a packet of at most `byteCount` bytes, which `write` appends; `token` names it in `failures`.
    mutating func send(
        to destination: Endpoint, lane: Int, token: UInt64, byteCount: Int,
        _ write: (inout OutputSpan<UInt8>) -> Void)
    /// Hands the queue to the network. Returns false where the network takes no more for now: call again after a wait.
    mutating func flush() -> Bool
    /// What could not be sent since the last call.
    mutating func takeFailures() -> [(token: UInt64, error: LinkError)]

    /// Fetches what has arrived: how many packets there are to look at. Stamps of sent packets come first.
    mutating func receive() -> Int
    /// One of the packets fetched.
    @_lifetime(borrow self)
    borrowing func packet(_ index: Int) -> LinkPacket

    /// Packets that this machine had no room for since the last call: they look like losses of the network and are not.
    mutating func countOverruns() -> Int

    /// Waits for packets, a signal, or the deadline.
    mutating func wait(until deadline: Instant) -> Wake
}
