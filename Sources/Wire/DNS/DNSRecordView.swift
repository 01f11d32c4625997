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

    /// Calls `body` with the bytes of the data, as far as they are there.
    public func withData<Result>(_ body: (Span<UInt8>) -> Result) -> Result { body(message.extracting(data)) }

    /// Of EDNS, which has it in the place of a TTL.
    public var ednsVersion: UInt8 { UInt8(truncatingIfNeeded: timeToLive >> 16) }
    /// The same; DNSSEC OK is the highest bit.
    public var ednsFlags: UInt16 { UInt16(truncatingIfNeeded: timeToLive) }

    /// The options of EDNS, as far as they can be read.
    public var options: [EDNSOption] {
        guard type == .opt else { return [] }
        var options: [EDNSOption] = []
        var reader = DNSDataReader(message, data)
        while !reader.isAtEnd, let place = try? reader.take(.options) {
            let code = EDNSOptionCode(rawValue: message.uint16(at: place.lowerBound))
            options.append(EDNSOption(code, [UInt8](copying: message.extracting(place.dropFirst(4)))))
        }
        return options
    }
}
