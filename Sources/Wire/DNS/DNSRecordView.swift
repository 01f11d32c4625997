/// A question in a message, in borrowed bytes (RFC 1035 section 4.1.2).
public struct DNSQuestionView: ~Escapable {
    public let name: DNSNameView

    /// - Throws: what ``DNSNameView`` throws; `truncated` where type and class are missing.
    @_lifetime(copy message)
    public init(parsing message: Span<UInt8>, at start: Int) throws(WireError) {
        name = try DNSNameView(parsing: message, at: start)
        guard name.end + 4 <= message.count else {
            throw WireError("DNS question", .truncated(needed: 4, available: message.count - name.end), at: name.end)
        }
    }

    public var type: DNSType { DNSType(rawValue: name.message.uint16(at: name.end)) }
    public var classValue: UInt16 { name.message.uint16(at: name.end + 2) }
    public var dnsClass: DNSClass { DNSClass(rawValue: classValue) }
    /// The first byte after the question.
    public var end: Int { name.end + 4 }
}

/// A record in a message, in borrowed bytes (RFC 1035 section 4.1.3). Its data may be cut, and may be anything.
public struct DNSRecordView: ~Escapable {
    /// Type, class, TTL and length.
    public static let fixedByteCount = 10

    public let name: DNSNameView
    /// How many bytes the data has.
    public let dataLength: Int

    /// - Throws: what ``DNSNameView`` throws; `truncated` where one of the fixed fields is missing.
    @_lifetime(copy message)
    public init(parsing message: Span<UInt8>, at start: Int) throws(WireError) {
        name = try DNSNameView(parsing: message, at: start)
        let available = message.count - name.end
        guard available >= Self.fixedByteCount else {
            throw WireError("DNS record", .truncated(needed: Self.fixedByteCount, available: available), at: name.end)
        }
        dataLength = Int(message.uint16(at: name.end + 8))
    }

    @usableFromInline var message: Span<UInt8> {
        @_lifetime(copy self) get { name.message }
    }
    public var type: DNSType { DNSType(rawValue: message.uint16(at: name.end)) }
    /// The class, or what OPT and multicast DNS put in its place.
    public var classValue: UInt16 { message.uint16(at: name.end + 2) }
    public var dnsClass: DNSClass { DNSClass(rawValue: classValue) }
    /// In seconds; other things in OPT.
    public var timeToLive: UInt32 { message.uint32(at: name.end + 4) }
    /// Where in the message the data is, as far as it is there.
    public var data: Range<Int> {
        let start = name.end + Self.fixedByteCount
        return start..<min(start + dataLength, message.count)
    }
    /// Whether the message ends before the data does.
    public var isCut: Bool { data.count < dataLength }
    /// The first byte after the record.
    public var end: Int { data.upperBound }
}

/// Steps through the data of a record, value by value. No value reaches past the end of the data.
@usableFromInline
struct DNSDataReader: ~Escapable {
    let message: Span<UInt8>
    @usableFromInline private(set) var position: Int
    @usableFromInline let end: Int

    @usableFromInline
    @_lifetime(copy message)
    init(_ message: Span<UInt8>, _ data: Range<Int>) {
        self.message = message
        position = data.lowerBound
        end = data.upperBound
    }

    @usableFromInline var isAtEnd: Bool { position >= end }

    /// Where the next value of this form stands, length and all; of a repeated form, the next one.
    ///
    /// - Throws: `truncated` where the data ends before the value does, and what ``DNSNameView`` throws.
    @usableFromInline
    mutating func take(_ form: DNSRecordField.Form) throws(WireError) -> Range<Int> {
        let start = position
        let length: Int
        switch form {
        case .uint8: length = 1
        case .uint16: length = 2
        case .uint32, .ipv4: length = 4
        case .ipv6: length = 16
        case .name: length = try DNSNameView(parsing: message, at: start).end - start
        case .text, .texts: length = 1 + (start < end ? Int(message[start]) : 0)
        case .options: length = 4 + (start + 4 <= end ? Int(message.uint16(at: start + 2)) : 0)
        case .rest: length = end - start
        }
        guard length <= end - start else {
            throw WireError("DNS data", .truncated(needed: length, available: end - start), at: start)
        }
        position = start + length
        return start..<position
    }
}
