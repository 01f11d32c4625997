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

/// What a record says: its data as it is on the wire, with all names written out, so that it means the same in every
/// message.
public struct DNSRecordData: Hashable, Sendable {
    public let bytes: [UInt8]
    /// Why the data doesn't have the form of its type, and so is kept as it is: a pointer in it means nothing, or
    /// something else, in another message. The place counts in what the data was read from.
    public let problem: WireError?

    /// - Parameter bytes: with no pointers in it.
    public init(_ bytes: [UInt8], of type: DNSType, in dnsClass: DNSClass = .internet) {
        self.init(bytes.span, 0..<bytes.count, type.fields(in: dnsClass))
    }

    init(_ view: borrowing DNSRecordView) {
        self.init(view.message, view.data, view.type.fields(in: view.dnsClass))
    }

    private init(_ message: Span<UInt8>, _ data: Range<Int>, _ fields: [DNSRecordField]?) {
        // Updates have records without data, of any type (RFC 2136).
        guard let fields, !data.isEmpty else {
            (bytes, problem) = ([UInt8](copying: message.extracting(data)), nil)
            return
        }
        do throws(WireError) {
            (bytes, problem) = (try Self.expanded(message, data, fields), nil)
        } catch {
            (bytes, problem) = ([UInt8](copying: message.extracting(data)), error)
        }
    }

    public static func == (left: DNSRecordData, right: DNSRecordData) -> Bool {
        left.bytes == right.bytes && (left.problem == nil) == (right.problem == nil)
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }

    public static func address(_ address: IPAddress) -> DNSRecordData {
        switch address {
        case .v4(let address): DNSRecordData([UInt8](bigEndian: address.rawValue), of: .a)
        case .v6(let address): DNSRecordData([UInt8](bigEndian: address.rawValue), of: .aaaa)
        }
    }

    public static func name(_ name: DNSName) -> DNSRecordData { DNSRecordData(name.labels + [0], of: .ns) }

    /// - Throws: `badLength` for an option of more than 65,535 bytes.
    public static func options(_ options: [EDNSOption]) throws(WireError) -> DNSRecordData {
        var bytes: [UInt8] = []
        for option in options {
            let length = try DNSWriter.checked(option.data.count, "option")
            bytes += [UInt8](bigEndian: option.code.rawValue) + [UInt8](bigEndian: UInt16(length)) + option.data
        }
        return DNSRecordData(bytes, of: .opt)
    }

    /// The data with its names written out.
    private static func expanded(
        _ message: Span<UInt8>, _ data: Range<Int>, _ fields: [DNSRecordField]
    ) throws(WireError) -> [UInt8] {
        var bytes: [UInt8] = []
        try forEachPart(message, data, fields) { part throws(WireError) in
            switch part {
            case .bytes(let place): bytes.append(copying: message.extracting(place))
            case .name(let place, _): bytes += try DNSName(parsing: message, at: place.lowerBound).labels + [0]
            }
        }
        return bytes
    }

    /// A part of the data: a name, which may be compressed, or anything else.
    enum Part {
        case bytes(Range<Int>)
        case name(Range<Int>, isCompressible: Bool)
    }

    static func forEachPart(
        _ message: Span<UInt8>, _ data: Range<Int>, _ fields: [DNSRecordField],
        _ body: (Part) throws(WireError) -> Void
    ) throws(WireError) {
        var reader = DNSDataReader(message, data)
        for field in fields {
            var count = 0
            while reader.hasMore(field, after: count) {
                let place = try reader.take(field.form)
                count += 1
                switch field.form {
                case .name(let isCompressible): try body(.name(place, isCompressible: isCompressible))
                case .names: try body(.name(place, isCompressible: false))
                case .prefixName where !place.isEmpty: try body(.name(place, isCompressible: false))
                case .gateway(let mask) where reader.gatewayKind(mask) == 3:
                    try body(.name(place, isCompressible: false))
                default: try body(.bytes(place))
                }
            }
        }
        try reader.finish()
    }
}

extension DNSRecord {
    /// Whether the data doesn't have the form of its type.
    public var isMalformed: Bool { data.problem != nil }

    /// Appends the data as zone files have it; as that of an unknown type where it doesn't have the form of its type.
    public func presentData(to text: inout [UInt8], as style: DNSTextStyle = DNSTextStyle()) {
        let span = data.bytes.span
        let start = text.count
        do throws(WireError) {
            if let problem = data.problem { throw problem }
            var writer = DNSDataWriter(span, 0..<span.count, style)
            try writer.write(type.fields(in: dnsClass), to: &text)
        } catch {
            text.removeSubrange(start...)
            presentGenericData(to: &text, as: style)
        }
    }

    /// Appends the data as that of an unknown type, names written out.
    public func presentGenericData(to text: inout [UInt8], as style: DNSTextStyle = DNSTextStyle()) {
        let span = data.bytes.span
        DNSDataWriter(span, 0..<span.count, style).writeGeneric(0..<span.count, to: &text)
    }
}

/// An option of EDNS: something that both sides may know, by its number (RFC 6891 section 6.1.2).
public struct EDNSOption: Hashable, Sendable {
    public var code: EDNSOptionCode
    /// At most 65,535 bytes.
    public var data: [UInt8]

    /// Code and length, which stand before the data.
    public static let headByteCount = 4

    public init(_ code: EDNSOptionCode, _ data: [UInt8]) {
        self.code = code
        self.data = data
    }
}
