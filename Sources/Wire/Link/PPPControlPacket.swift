/// A protocol that runs a PPP link or negotiates what it carries: all have the header of LCP.
public protocol PPPControlProtocol {
    /// Wireshark's name of the layer.
    static var name: String { get }
    static var title: String { get }
    static var number: PPPProtocol { get }
    /// What Wireshark's names of the header's fields begin with.
    static var fieldPrefix: String { get }
    static func codeName(_ code: UInt8) -> String?
}

extension PPPControlProtocol {
    public static var fieldPrefix: String { "ppp" }
    public static func codeName(_ code: UInt8) -> String? { PPPCode(rawValue: code).name }
}

public enum LCP: PPPControlProtocol {
    public static let name = "lcp"
    public static let title = "PPP Link Control Protocol"
    public static let number = PPPProtocol.lcp
}

public enum IPCP: PPPControlProtocol {
    public static let name = "ipcp"
    public static let title = "PPP IP Control Protocol"
    public static let number = PPPProtocol(rawValue: 0x8021)
}

public enum IPv6CP: PPPControlProtocol {
    public static let name = "ipv6cp"
    public static let title = "PPP IPv6 Control Protocol"
    public static let number = PPPProtocol(rawValue: 0x8057)
}

public enum CCP: PPPControlProtocol {
    public static let name = "ccp"
    public static let title = "PPP Compression Control Protocol"
    public static let number = PPPProtocol(rawValue: 0x80FD)
}

public enum PAP: PPPControlProtocol {
    public static let name = "pap"
    public static let title = "PPP Password Authentication Protocol"
    public static let number = PPPProtocol(rawValue: 0xC023)
    public static let fieldPrefix = "pap"
    public static func codeName(_ code: UInt8) -> String? { PAPCode(rawValue: code).name }
}

public enum CHAP: PPPControlProtocol {
    public static let name = "chap"
    public static let title = "PPP Challenge Handshake Authentication Protocol"
    public static let number = PPPProtocol(rawValue: 0xC223)
    public static let fieldPrefix = "chap"
    public static func codeName(_ code: UInt8) -> String? { CHAPCode(rawValue: code).name }
}

/// The packet of such a protocol (RFC 1661 section 5), in borrowed bytes, padding cut off; what it asks for stays
/// bytes. Once `init` returns, no accessor traps.
///
///      0                   1                   2                   3
///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///     +---------------+---------------+-------------------------------+
///     |     Code      |  Identifier   |            Length             |
///     +---------------+---------------+-------------------------------+
///     |  Data ...
public struct PPPControlPacket<Kind: PPPControlProtocol>: PacketLayer, ~Escapable {
    public static var name: String { Kind.name }
    public static var announcements: [LayerAnnouncement] { [.pppProtocol(Kind.number.rawValue)] }

    @usableFromInline static var headerByteCount: Int { 4 }

    @usableFromInline let bytes: Span<UInt8>

    /// - Throws: `truncated` below 4 bytes; `badLength` where the length field is below 4.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(Self.headerByteCount, "PPP control")
        let length = Int(bytes.uint16(at: 2))
        guard length >= Self.headerByteCount else {
            throw WireError(
                "PPP control", .badLength(field: "length", value: length, minimum: 4, maximum: 0xFFFF), at: 2)
        }
        self.bytes = bytes.extracting(first: length)
    }

    @inlinable public var code: UInt8 { bytes[0] }
    @inlinable public var identifier: UInt8 { bytes[1] }
    /// The length field: header and data, in bytes.
    @inlinable public var length: UInt16 { bytes.uint16(at: 2) }
    @inlinable public var data: Span<UInt8> { @_lifetime(copy self) get { bytes.suffix(from: Self.headerByteCount) } }
    /// The number by which a link that is a loop is known (RFC 1661 section 5.8); nil where the packet has none.
    @inlinable public var magicNumber: UInt32? {
        guard Kind.number == .lcp, (9...13).contains(code), data.count >= 4 else { return nil }
        return data.uint32(at: 0)
    }

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        sink.open(Kind.name, Kind.title, at: context.place(0, bytes.count))
        let isOwn = Kind.fieldPrefix != "ppp"
        let isPAP = Kind.fieldPrefix == "pap"
        let meaning = Sink.usesMeanings ? Kind.codeName(code) : nil
        let codeField = isOwn ? isPAP ? "pap.code" : "chap.code" : "ppp.code"
        sink.number(codeField, "Code", UInt64(code), .decimal, meaning: meaning, at: context.place(0, 1))
        let identifierField = isOwn ? isPAP ? "pap.identifier" : "chap.identifier" : "ppp.identifier"
        sink.number(identifierField, "Identifier", identifier, at: context.place(1, 1))
        let lengthField = isOwn ? isPAP ? "pap.length" : "chap.length" : "ppp.length"
        sink.number(lengthField, "Length", length, .units("bytes"), at: context.place(2, 2))
        if Int(length) > bytes.count {
            sink.warning("ppp.length.past_end", "the length reaches past the end", at: context.place(2, 2))
        }
        if let magicNumber {
            sink.number("lcp.magic_number", "Magic Number", magicNumber, .hex(8), at: context.place(4, 4))
        }
        let start = magicNumber == nil ? 4 : 8
        if bytes.count > start {
            let place = context.place(start, bytes.count - start)
            sink.bytes(start > 4 ? "lcp.data" : "ppp.data", "Data", bytes.suffix(from: start), at: place)
        }
        sink.close()
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        line.write(protocol: Kind.number.description)
        line.write(" ")
        if let name = Kind.codeName(code) { line.write(name) } else { line.write(code) }
        line.write(", id ")
        line.write(identifier)
        if let magicNumber {
            line.write(", magic ")
            line.write(hex: UInt64(magicNumber))
        }
        line.write(", length ")
        line.write(length)
    }
}
