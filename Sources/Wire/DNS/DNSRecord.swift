/// A question: which records of a name (RFC 1035 section 4.1.2).
public struct DNSQuestion: Hashable, Sendable {
    public var name: DNSName
    public var type: DNSType
    public var dnsClass: DNSClass

    public init(_ name: DNSName, _ type: DNSType, _ dnsClass: DNSClass = .internet) {
        self.name = name
        self.type = type
        self.dnsClass = dnsClass
    }

    /// - Throws: what ``DNSQuestionView`` and ``DNSName`` throw.
    public init(_ view: borrowing DNSQuestionView) throws(WireError) {
        self.init(try DNSName(view.name), view.type, view.dnsClass)
    }
}

/// A resource record (RFC 1035 section 4.1.3).
public struct DNSRecord: Hashable, Sendable {
    public var name: DNSName
    public var type: DNSType
    public var dnsClass: DNSClass
    /// In seconds.
    public var timeToLive: UInt32
    public var data: DNSRecordData

    public init(
        _ name: DNSName, _ type: DNSType, _ data: DNSRecordData, timeToLive: UInt32, dnsClass: DNSClass = .internet
    ) {
        self.name = name
        self.type = type
        self.dnsClass = dnsClass
        self.timeToLive = timeToLive
        self.data = data
    }

    /// Whether the data doesn't have the form of its type, and so is kept as bytes. A pointer among them means nothing,
    /// or something else, in another message.
    public var isMalformed: Bool {
        guard case .bytes(let raw) = data else { return false }
        return !raw.isEmpty && type.fields(in: dnsClass) != nil
    }

    /// - Throws: what ``DNSName`` throws; `truncated` where the message ends before the data does. Data that doesn't
    ///   have the form of its type is no error: it is kept as bytes.
    public init(_ view: borrowing DNSRecordView) throws(WireError) {
        guard !view.isCut else {
            throw WireError(
                "DNS record", .truncated(needed: view.dataLength, available: view.data.count), at: view.data.lowerBound)
        }
        name = try DNSName(view.name)
        type = view.type
        dnsClass = view.dnsClass
        timeToLive = view.timeToLive
        data = DNSRecordData(view)
    }
}

/// What a record says.
public enum DNSRecordData: Hashable, Sendable {
    /// A value for each field of the type, in their order; one for each text and option where a field is a list.
    case values([DNSValue])
    /// Bytes as they are: of a type whose fields are not known, and what doesn't have the form of its type.
    case bytes([UInt8])

    public static func address(_ address: IPAddress) -> DNSRecordData {
        switch address {
        case .v4(let address): .values([.ipv4(address)])
        case .v6(let address): .values([.ipv6(address)])
        }
    }

    public static func name(_ name: DNSName) -> DNSRecordData { .values([.name(name)]) }

    init(_ view: borrowing DNSRecordView) {
        let raw = DNSRecordData.bytes([UInt8](copying: view.message.extracting(view.data)))
        guard let fields = view.type.fields(in: view.dnsClass), view.dataLength > 0 || view.type == .opt else {
            self = raw
            return
        }
        self = (try? Self.values(view, fields)).map { .values($0) } ?? raw
    }

    private static func values(
        _ view: borrowing DNSRecordView, _ fields: [DNSRecordField]
    ) throws(WireError) -> [DNSValue] {
        var reader = DNSDataReader(view.message, view.data)
        var values: [DNSValue] = []
        for field in fields {
            let isList = field.form == .texts || field.form == .options
            if isList, reader.isAtEnd { continue }
            repeat {
                let place = try reader.take(field.form)
                values.append(try DNSValue(field.form, view.message, place))
            } while isList && !reader.isAtEnd
        }
        guard reader.isAtEnd else {
            let length = view.data.count
            throw WireError(
                "DNS data", .badLength(field: "length", value: length, minimum: 0, maximum: length - reader.left),
                at: reader.position)
        }
        return values
    }
}

/// A value of a field of a record's data.
public enum DNSValue: Hashable, Sendable {
    case uint8(UInt8)
    case uint16(UInt16)
    case uint32(UInt32)
    case ipv4(IPv4Address)
    case ipv6(IPv6Address)
    case name(DNSName)
    /// At most 255 bytes.
    case text([UInt8])
    case option(EDNSOption)
    case bytes([UInt8])

    init(_ form: DNSRecordField.Form, _ message: Span<UInt8>, _ place: Range<Int>) throws(WireError) {
        let start = place.lowerBound
        switch form {
        case .uint8: self = .uint8(message[start])
        case .uint16: self = .uint16(message.uint16(at: start))
        case .uint32: self = .uint32(message.uint32(at: start))
        case .ipv4: self = .ipv4(IPv4Address(rawValue: message.uint32(at: start)))
        case .ipv6: self = .ipv6(IPv6Address(rawValue: message.uint128(at: start)))
        case .name: self = .name(try DNSName(parsing: message, at: start))
        case .text, .texts: self = .text([UInt8](copying: message.extracting(start + 1..<place.upperBound)))
        case .options:
            let data = [UInt8](copying: message.extracting(start + 4..<place.upperBound))
            self = .option(EDNSOption(EDNSOptionCode(rawValue: message.uint16(at: start)), data))
        case .rest: self = .bytes([UInt8](copying: message.extracting(place)))
        }
    }
}

/// An option of EDNS: something that both sides may know, by its number (RFC 6891 section 6.1.2).
public struct EDNSOption: Hashable, Sendable {
    public var code: EDNSOptionCode
    /// At most 65,535 bytes.
    public var data: [UInt8]

    public init(_ code: EDNSOptionCode, _ data: [UInt8]) {
        self.code = code
        self.data = data
    }
}

extension DNSDataReader {
    /// Bytes that no field has taken.
    var left: Int { end - position }
}
