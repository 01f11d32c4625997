/// The address family that stands before a packet captured on a loopback interface of BSD or macOS. Every system has
/// its own number for IPv6.
public struct LoopbackFamily: AssignedNumber {
    public let rawValue: UInt32
    @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }

    public static let ipv4 = LoopbackFamily(rawValue: 2)
    public static let linuxIPv6 = LoopbackFamily(rawValue: 10)
    public static let netBSDIPv6 = LoopbackFamily(rawValue: 24)
    public static let freeBSDIPv6 = LoopbackFamily(rawValue: 28)
    public static let darwinIPv6 = LoopbackFamily(rawValue: 30)

    /// Tells the header of four bytes that a family is.
    @inlinable
    func describe<Sink: FieldSink & ~Copyable>(_ title: String, into sink: inout Sink, at place: Range<Int>) {
        sink.open("null", title, at: place)
        sink.number("null.family", "Family", self, at: place)
        sink.close()
    }

    func summarize(into line: inout SummaryLine) {
        guard line.showsLinkLayer else { return }
        line.write("AF ")
        line.write(self)
        line.write(": ")
    }

    /// What the packet is read as.
    @inlinable var nextKind: LayerKind {
        switch self {
        case .ipv4: .ipv4
        case .linuxIPv6, .netBSDIPv6, .freeBSDIPv6, .darwinIPv6: .ipv6
        default: .data
        }
    }

    public static let assignments: [Assignment<UInt32>] = [
        Assignment(2, "IPv4"),
        Assignment(7, "OSI"),
        Assignment(10, "IPv6"),
        Assignment(16, "AppleTalk"),
        Assignment(23, "IPX"),
        Assignment(24, "IPv6"),
        Assignment(28, "IPv6"),
        Assignment(30, "IPv6"),
    ]
}

/// A packet of a loopback interface of BSD: the address family in the byte order of the machine that captured, then
/// the packet (tcpdump.org, LINKTYPE_NULL). Once `init` returns, no accessor traps.
public struct NullFrame: PacketLayer, ~Escapable {
    public static let name = "null"
    public static let announcements: [LayerAnnouncement] = [.linkType(.null)]
    public static let headerByteCount = 4

    @usableFromInline let bytes: Span<UInt8>

    /// - Throws: `truncated` below 4 bytes.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(Self.headerByteCount, "NULL")
        self.bytes = bytes
    }

    /// Families are small numbers: one that is none in one byte order is one in the other.
    @inlinable public var family: LoopbackFamily {
        let value = bytes.uint32(at: 0)
        return LoopbackFamily(rawValue: value > 0xFFFF ? value.byteSwapped : value)
    }
    /// Whether a PPP frame stands where the family should be, as some systems write it.
    @inlinable public var isPPP: Bool { bytes.uint16(at: 0) == 0xFF03 }
    @inlinable public var payload: Span<UInt8> {
        @_lifetime(copy self) get { bytes.suffix(from: Self.headerByteCount) }
    }

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        if !isPPP { family.describe("Null/Loopback", into: &sink, at: context.place(0, Self.headerByteCount)) }
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        if !isPPP { family.summarize(into: &line) }
    }

    @inlinable
    public func next(_ context: inout LayerContext) -> NextLayer {
        context.carrier = "Null"
        return isPPP ? NextLayer(.ppp, at: 0) : NextLayer(family.nextKind, at: Self.headerByteCount)
    }
}

/// A packet of OpenBSD's loopback interface: the address family in network byte order, then the packet (tcpdump.org,
/// LINKTYPE_LOOP). Once `init` returns, no accessor traps.
public struct LoopFrame: PacketLayer, ~Escapable {
    public static let name = "null"
    public static let announcements: [LayerAnnouncement] = [.linkType(.loop)]
    public static let headerByteCount = 4

    @usableFromInline let bytes: Span<UInt8>

    /// - Throws: `truncated` below 4 bytes.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(Self.headerByteCount, "LOOP")
        self.bytes = bytes
    }

    @inlinable public var family: LoopbackFamily { LoopbackFamily(rawValue: bytes.uint32(at: 0)) }
    @inlinable public var payload: Span<UInt8> {
        @_lifetime(copy self) get { bytes.suffix(from: Self.headerByteCount) }
    }

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        family.describe("Loopback", into: &sink, at: context.place(0, Self.headerByteCount))
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        family.summarize(into: &line)
    }

    @inlinable
    public func next(_ context: inout LayerContext) -> NextLayer {
        context.carrier = "Loop"
        return NextLayer(family.nextKind, at: Self.headerByteCount)
    }
}
