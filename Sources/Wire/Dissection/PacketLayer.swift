/// A protocol as the walk through a packet knows it: how to read it, what its fields are, what the one-line summary
/// says of it, and what follows.
///
/// A new protocol is one file with a type that conforms, and its line in ``LayerKind``.
public protocol PacketLayer: ~Escapable {
    /// Wireshark's name of the layer: "ip".
    static var name: String { get }
    /// The numbers by which the layers below announce it.
    static var announcements: [LayerAnnouncement] { get }

    /// Whether bytes that were announced as this protocol can be it at all. A segment in the middle of a stream begins
    /// anywhere; what is not accepted is told as plain data, without a complaint.
    static func accepts(_ bytes: Span<UInt8>) -> Bool

    /// - Throws: what makes the rest unreadable. The walk says so and shows the bytes.
    @_lifetime(copy bytes)
    init(parsing bytes: Span<UInt8>) throws(WireError)

    /// Tells `sink` the fields. The layer's place in the frame is `context.offset`.
    func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext)

    /// Writes what the one-line summary says of the layer; nothing, where that is nothing.
    func summarize(into line: inout SummaryLine, in context: LayerContext)

    /// What the layer carries. Tells `context` what the layers above have to know.
    func next(_ context: inout LayerContext) -> NextLayer
}

extension PacketLayer where Self: ~Escapable {
    @inlinable public static var announcements: [LayerAnnouncement] { [] }
    @inlinable public static func accepts(_ bytes: Span<UInt8>) -> Bool { true }
    @inlinable public func next(_ context: inout LayerContext) -> NextLayer { .none }
}

/// A number in a lower layer that says: this protocol follows.
public enum LayerAnnouncement: Hashable, Sendable {
    case linkType(LinkType)
    case etherType(EtherType)
    /// The destination service access point of an LLC header (IEEE 802.2).
    case llc(UInt8)
    /// The organization and the protocol number of a SNAP header (IEEE 802).
    case snap(OrganizationIdentifier, UInt16)
    case ipProtocol(IPProtocol)
    case udpPort(UInt16)
    case tcpPort(UInt16)
    /// A protocol number of PPP (RFC 1661).
    case pppProtocol(UInt16)
}

/// What follows a layer: where, and as what it is to be read.
public struct NextLayer: Hashable, Sendable {
    public var kind: LayerKind
    /// From the layer's own first byte, in bytes.
    public var offset: Int
    /// At most so many bytes belong to it.
    public var byteCount: Int

    @inlinable
    public init(_ kind: LayerKind, at offset: Int, byteCount: Int = .max) {
        self.kind = kind
        self.offset = offset
        self.byteCount = byteCount
    }

    /// Nothing follows.
    @inlinable public static var none: NextLayer { NextLayer(.data, at: 0, byteCount: 0) }
}

/// What the summary calls a payload that no layer reads: by what carries it.
public enum PayloadName: ExpressibleByStringLiteral, Sendable {
    /// The layer below has said all.
    case none
    case named(StaticText)
    /// It is one more message of the same protocol.
    case sequel
    case ipProtocol(IPProtocol)

    @inlinable public init(stringLiteral name: StaticString) { self = .named(StaticText(stringLiteral: name)) }
}

/// What a layer has to know of the frame and of the layers below.
public struct LayerContext: Sendable {
    /// Where in the frame the layer begins, in bytes.
    public var offset = 0
    /// How many bytes of the frame the capture left out.
    public var missingByteCount = 0
    /// Whether the layer stands in the quote of an ICMP error, which may end anywhere.
    public var isQuoted = false
    /// The addresses of the innermost IP packet; nil outside of any.
    public var addresses: PseudoHeader?
    /// Whether all bytes of the transport are here, so that its checksum can be judged: no fragment, nothing cut off.
    public var isWhole = false
    public var sourcePort: UInt16 = 0
    public var destinationPort: UInt16 = 0
    /// What a payload that no layer reads is called.
    public var carrier = PayloadName.none
    /// How many layers were read so far.
    public var depth = 0

    @inlinable public init() {}

    /// The place in the frame of a layer's bytes.
    @inlinable
    public func place(_ start: Int, _ count: Int) -> Range<Int> { offset + start..<offset + start + count }

    /// With what a transport's checksum is judged; nil where it can't be.
    @inlinable public var checksumHeader: PseudoHeader? { isWhole ? addresses : nil }
}
