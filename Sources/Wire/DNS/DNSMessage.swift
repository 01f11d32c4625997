/// A DNS message (RFC 1035 section 4.1): questions, answers, the authorities they come from, and what goes with them.
public struct DNSMessage: Hashable, Sendable {
    public var identifier: UInt16
    public var flags: DNSFlags
    public var questions: [DNSQuestion]
    public var answers: [DNSRecord]
    public var authorities: [DNSRecord]
    public var additionals: [DNSRecord]

    public init(
        identifier: UInt16, flags: DNSFlags, questions: [DNSQuestion] = [], answers: [DNSRecord] = [],
        authorities: [DNSRecord] = [], additionals: [DNSRecord] = []
    ) {
        self.identifier = identifier
        self.flags = flags
        self.questions = questions
        self.answers = answers
        self.authorities = authorities
        self.additionals = additionals
    }

    /// - Throws: `truncated`, and what ``DNSName`` throws, at the first entry that can't be read. Offsets count from
    ///   the message's start.
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        let packet = try DNSPacket(parsing: bytes)
        self.init(identifier: packet.header.identifier, flags: packet.header.flags)
        var position = DNSHeader.byteCount
        for section in DNSSection.inOrder {
            var entries = packet.entries(of: section, at: position)
            while entries.step() { try append(entries, section) }
            if let problem = entries.problem { throw problem }
            position = entries.end
        }
    }

    private mutating func append(_ entries: borrowing DNSEntries, _ section: DNSSection) throws(WireError) {
        if section == .questions, let question = entries.question { questions.append(try DNSQuestion(question)) }
        guard section != .questions, let record = entries.record else { return }
        let owned = try DNSRecord(record)
        switch section {
        case .questions: break
        case .answers: answers.append(owned)
        case .authorities: authorities.append(owned)
        case .additionals: additionals.append(owned)
        }
    }

    /// The message's bytes.
    ///
    /// - Parameter isCompressed: whether names point to where they stood before.
    /// - Throws: `badLength` where a text, an option, the data of a record, a section or the message is longer than its
    ///   length field can say.
    public func serialized(isCompressed: Bool = true) throws(WireError) -> [UInt8] {
        var writer = DNSWriter(isCompressed: isCompressed)
        writer.append(identifier)
        writer.append(flags.rawValue)
        for count in [questions.count, answers.count, authorities.count, additionals.count] {
            writer.append(UInt16(try DNSWriter.checked(count, "count")))
        }
        for question in questions {
            writer.append(question.name)
            writer.append(question.type.rawValue)
            writer.append(question.dnsClass.rawValue)
        }
        for record in [answers, authorities, additionals].joined() { try writer.append(record) }
        _ = try DNSWriter.checked(writer.bytes.count, "length")
        return writer.bytes
    }
}

/// Writes a message, and remembers where names stand, so that later ones can point to them.
struct DNSWriter {
    private(set) var bytes: [UInt8] = []
    let isCompressed: Bool
    /// Where names, and their ends, begin. Case counts: a pointer must not change it.
    private var places: [[UInt8]: Int] = [:]

    /// Pointers have 14 bits.
    private static let farthestTarget = 0x3FFF

    init(isCompressed: Bool) { self.isCompressed = isCompressed }

    static func checked(_ value: Int, _ field: StaticText, maximum: Int = 0xFFFF) throws(WireError) -> Int {
        guard value <= maximum else {
            throw WireError("DNS", .badLength(field: field, value: value, minimum: 0, maximum: maximum))
        }
        return value
    }

    mutating func append(_ value: UInt16) {
        bytes.append(UInt8(value >> 8))
        bytes.append(UInt8(value & 0xFF))
    }

    mutating func append(_ value: UInt32) {
        append(UInt16(value >> 16))
        append(UInt16(value & 0xFFFF))
    }

    mutating func append(_ name: DNSName) {
        var rest = name.labels[...]
        while let length = rest.first {
            if isCompressed, let place = places[Array(rest)] {
                append(0xC000 | UInt16(place))
                return
            }
            if bytes.count <= Self.farthestTarget, places[Array(rest)] == nil { places[Array(rest)] = bytes.count }
            bytes += rest.prefix(1 + Int(length))
            rest = rest.dropFirst(1 + Int(length))
        }
        bytes.append(0)
    }

    mutating func append(_ record: DNSRecord) throws(WireError) {
        append(record.name)
        append(record.type.rawValue)
        append(record.dnsClass.rawValue)
        append(record.timeToLive)
        let start = bytes.count
        append(UInt16(0))
        try append(record.data, record.type.fields(in: record.dnsClass))
        let length = try Self.checked(bytes.count - start - 2, "length")
        bytes[start] = UInt8(length >> 8)
        bytes[start + 1] = UInt8(length & 0xFF)
    }

    private mutating func append(_ data: DNSRecordData, _ fields: [DNSRecordField]?) throws(WireError) {
        guard let fields, !data.bytes.isEmpty, data.problem == nil, isCompressed else {
            bytes += data.bytes
            return
        }
        let span = data.bytes.span
        try DNSRecordData.forEachPart(span, 0..<span.count, fields) { part throws(WireError) in
            switch part {
            case .name(let place, isCompressible: true):
                append(try DNSName(parsing: span, at: place.lowerBound))
            case .name(let place, isCompressible: false), .bytes(let place):
                bytes.append(copying: span.extracting(place))
            }
        }
    }
}
