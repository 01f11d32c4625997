import Wire

/// What is asked, and how the question is put.
public struct DNSQuery: Hashable, Sendable {
    public var question: DNSQuestion
    /// Without a question the message is a header alone.
    public var hasQuestion = true
    /// All of the header's second word: operation, and what is desired.
    public var flags: DNSFlags
    /// Nil: a message as before EDNS.
    public var edns: EDNSRequest? = EDNSRequest()
    /// Of the zone as it is known: an incremental transfer begins with it.
    public var serial: UInt32?

    public init(_ question: DNSQuestion) {
        self.question = question
        flags = DNSFlags(rawValue: 0)
        flags.recursionDesired = true
        // Asks to be told whether the server has validated the answer (RFC 6840 section 5.7).
        flags.isAuthentic = true
    }

    /// Whether a zone is asked for, which comes in many messages.
    var isTransfer: Bool { hasQuestion && (question.type == .axfr || question.type == .ixfr) }

    /// - Throws: `badLength` where options are longer than a message can be.
    public func message(identifier: UInt16) throws(WireError) -> [UInt8] {
        var message = DNSMessage(identifier: identifier, flags: flags)
        if hasQuestion { message.questions = [question] }
        if let serial {
            let data = [UInt8](repeating: 0, count: 2) + [UInt8](bigEndian: serial) + [UInt8](repeating: 0, count: 16)
            message.authorities = [DNSRecord(question.name, .soa, DNSRecordData(data, of: .soa), timeToLive: 0)]
        }
        if let edns { message.additionals = [try edns.record] }
        return try message.serialized()
    }
}

/// What a query says of its sender by EDNS (RFC 6891 section 6.1.2).
public struct EDNSRequest: Hashable, Sendable {
    public var version: UInt8 = 0
    /// The longest answer by UDP that is welcome, in bytes: what fits into the packets of nearly every path.
    public var payloadSize: UInt16 = 1232
    /// DNSSEC OK is the highest bit.
    public var flags: UInt16 = 0
    public var options: [EDNSOption] = []

    public init() {}

    public static let dnssecOK: UInt16 = 0x8000

    var record: DNSRecord {
        get throws(WireError) {
            DNSRecord(
                .root, .opt, try .options(options), timeToLive: UInt32(version) << 16 | UInt32(flags),
                dnsClass: DNSClass(rawValue: payloadSize))
        }
    }
}

/// What carries messages.
public enum DNSTransport: String, Hashable, Sendable {
    case udp = "UDP"
    case tcp = "TCP"
}

/// Who is asked.
public struct DNSServer: Hashable, Sendable {
    /// As it was called by whoever wants it asked.
    public var name: String
    public var endpoint: Endpoint
    public var port: UInt16

    public init(_ name: String, _ endpoint: Endpoint, port: UInt16 = 53) {
        self.name = name
        self.endpoint = endpoint
        self.port = port
    }
}

/// How to get one answer.
public struct ResolvePlan: Hashable, Sendable {
    public var query: DNSQuery
    /// In the order in which they are asked.
    public var servers: [DNSServer]
    public var transport = DNSTransport.udp
    /// How often each is asked, until one answers.
    public var tries = 3
    public var timeout: Nanoseconds = 5 * .second
    /// The number of all messages, where it is not to be a random one.
    public var identifier: UInt16?
    /// Whether an answer that was cut is fetched whole by TCP.
    public var fetchesTruncated = true
    /// Whether a server that has failed leaves the question to the next one.
    public var leavesFailures = false
    /// Whether an unknown version of EDNS is given up for the one that the server has.
    public var negotiatesVersion = true
    /// Whether a server that wants a cookie gets the one it gave.
    public var repeatsWithCookie = true

    public init(_ query: DNSQuery, servers: [DNSServer]) {
        self.query = query
        self.servers = servers
    }
}
