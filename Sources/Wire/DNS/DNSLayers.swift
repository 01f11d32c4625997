// DNS and its relatives as the walk knows them.

/// A protocol that has the messages of DNS.
public protocol DNSProtocol {
    /// Wireshark's name of the layer.
    static var name: String { get }
    static var title: String { get }
    /// What the summary calls it.
    static var word: String { get }
    static var port: UInt16 { get }
    static var dialect: DNSDialect { get }
}

public enum UnicastDNS: DNSProtocol {
    public static let name = "dns"
    public static let title = "Domain Name System"
    public static let word = "DNS"
    public static let port: UInt16 = 53
    public static let dialect = DNSDialect.unicast
}

/// RFC 6762.
public enum MulticastDNS: DNSProtocol {
    public static let name = "mdns"
    public static let title = "Multicast Domain Name System"
    public static let word = "mDNS"
    public static let port: UInt16 = 5353
    public static let dialect = DNSDialect.multicast
}

/// Link-Local Multicast Name Resolution (RFC 4795).
public enum LLMNR: DNSProtocol {
    public static let name = "llmnr"
    public static let title = "Link-local Multicast Name Resolution"
    public static let word = "LLMNR"
    public static let port: UInt16 = 5355
    public static let dialect = DNSDialect.linkLocal
}

/// A message of DNS or a relative of it, alone in a datagram.
public struct DNSDatagram<Kind: DNSProtocol>: PacketLayer, ~Escapable {
    public static var name: String { Kind.name }
    public static var announcements: [LayerAnnouncement] { [.udpPort(Kind.port)] }

    public let message: DNSPacket

    /// - Throws: what ``DNSPacket`` throws.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) { message = try DNSPacket(parsing: bytes) }

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        // Fields: dns mdns llmnr
        sink.open(Kind.name, Kind.title, at: context.offset..<context.offset + message.bytes.count)
        message.describe(into: &sink, at: context.offset, as: Kind.dialect, isCut: context.missingByteCount > 0)
        sink.close()
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        line.write(protocol: Kind.word)
        message.summarize(into: &line, as: Kind.dialect, length: message.bytes.count + context.missingByteCount)
    }
}

/// A DNS message in a stream, after its length (RFC 1035 section 4.2.2): all of it, or as much as is in the segment.
/// Another one may follow.
public struct DNSStreamSegment: PacketLayer, ~Escapable {
    public static let name = "dns"
    public static let announcements: [LayerAnnouncement] = [.tcpPort(53)]
    public static let lengthByteCount = 2

    @usableFromInline let bytes: Span<UInt8>
    /// The length that stands before the message, in bytes.
    public let length: Int

    /// Whether this begins with a message, and not in the middle of one.
    public static func accepts(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count >= lengthByteCount else { return false }
        let length = Int(bytes.uint16(at: 0))
        guard length >= DNSHeader.byteCount else { return false }
        guard let header = try? DNSHeader(parsing: bytes.suffix(from: lengthByteCount)) else {
            return bytes.count == lengthByteCount
        }
        return header.leastByteCount <= length && header.flags.opcode.name != nil && !header.flags.isReservedSet
    }

    /// - Throws: `truncated` where the length is not there.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(Self.lengthByteCount, "DNS")
        length = Int(bytes.uint16(at: 0))
        self.bytes = bytes.slice(at: 0, upTo: Self.lengthByteCount + length)
    }

    /// As much of the message as is here; nil where that is less than its header.
    public var message: DNSPacket? {
        @_lifetime(copy self) get { try? DNSPacket(parsing: bytes.suffix(from: Self.lengthByteCount)) }
    }

    /// Whether the rest of the message is in another segment.
    @inlinable public var isPart: Bool { bytes.count < Self.lengthByteCount + length }

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        let start = context.offset
        sink.open("dns", "Domain Name System", at: start..<start + bytes.count)
        sink.number("dns.length", "Length", UInt(length), .units("bytes"), at: start..<start + Self.lengthByteCount)
        message?.describe(into: &sink, at: start + Self.lengthByteCount, as: .unicast, isCut: isPart)
        if isPart { sink.warning("_ws.short", partNote, at: start..<start + bytes.count) }
        sink.close()
    }

    @usableFromInline var partNote: String {
        "\(bytes.count - Self.lengthByteCount) of the message's \(length) bytes are here"
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        // What TCP says of itself, and a message before this one, end without a separator.
        if let last = line.text.last, last != UInt8(ascii: " ") {
            line.write(last == UInt8(ascii: ")") ? "; " : ": ")
        }
        line.write(protocol: "DNS")
        message?.summarize(into: &line, as: .unicast, length: length)
        guard isPart else { return }
        line.write(", of which ")
        line.write(bytes.count - Self.lengthByteCount)
        line.write(" here")
    }

    @inlinable
    public func next(_ context: inout LayerContext) -> NextLayer {
        context.carrier = .none
        return NextLayer(.dnsStream, at: bytes.count)
    }
}
