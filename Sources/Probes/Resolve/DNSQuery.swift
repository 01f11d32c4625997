import Analysis
import Wire

/// What is asked, and how the question is put.
public struct DNSQuery: Hashable, Sendable {
    public var question: DNSQuestion
    /// Whether letters of the name are in upper or lower case by chance, and have to come back so: one thing more that
    /// somebody who does not see the query would have to guess ("0x20", draft-vixie-dnsext-dns0x20).
    public var variesCase = false
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

    /// - Parameter isEncrypted: whether those who see it pass can't read it, but could guess by its length.
    /// - Throws: `badLength` where options are longer than a message can be.
    public func message(identifier: UInt16, isEncrypted: Bool = false) throws(WireError) -> [UInt8] {
        var message = DNSMessage(identifier: identifier, flags: flags)
        if hasQuestion { message.questions = [question] }
        if let serial {
            let data = [UInt8](repeating: 0, count: 2) + [UInt8](bigEndian: serial) + [UInt8](repeating: 0, count: 16)
            message.authorities = [DNSRecord(question.name, .soa, DNSRecordData(data, of: .soa), timeToLive: 0)]
        }
        guard let edns else { return try message.serialized() }
        message.additionals = [try edns.record]
        guard let block = edns.blockLength(isEncrypted: isEncrypted) else { return try message.serialized() }
        // The option is there before its length is known: it has a length itself.
        let rest = try message.serialized().count + EDNSOption.headByteCount
        let padding = EDNSOption(.padding, [UInt8](repeating: 0, count: (block - rest % block) % block))
        var padded = edns
        padded.options.append(padding)
        message.additionals = [try padded.record]
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
    public var padding = Padding.whereEncrypted

    /// Whether a message is filled up, which hides its length (RFC 7830).
    public enum Padding: Hashable, Sendable {
        case never
        /// To a multiple of 128 bytes (RFC 8467 section 4.1), by TLS and HTTPS.
        case whereEncrypted
        /// To a multiple of so many bytes, whatever carries it.
        case always(Int)
    }

    public init() {}

    public static let dnssecOK: UInt16 = 0x8000

    /// Nil where there is nothing to be filled up, or it is done by hand.
    fileprivate func blockLength(isEncrypted: Bool) -> Int? {
        guard !options.contains(where: { $0.code == .padding }) else { return nil }
        return switch padding {
        case .never: nil
        case .whereEncrypted: isEncrypted ? 128 : nil
        case .always(let length): length > 0 ? length : nil
        }
    }

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
    /// RFC 7858.
    case tls = "TLS"
    /// RFC 8484.
    case https = "HTTPS"
    /// The same without encryption, as behind a proxy that has taken it off.
    case http = "HTTP"
    /// To all on a link, by UDP (RFC 6762).
    case multicast = "mDNS"

    public var isEncrypted: Bool { self == .tls || self == .https }
    public var isHTTP: Bool { self == .https || self == .http }
    /// Where servers listen that say nothing else.
    public var defaultPort: UInt16 {
        switch self {
        case .udp, .tcp: 53
        case .tls: 853
        case .https: 443
        case .http: 80
        case .multicast: MulticastPlan.port
        }
    }
}

/// Who a server has to prove to be, where it is asked by TLS (RFC 8310), and how HTTPS is spoken with it.
public struct ServerSecurity: Hashable, Sendable {
    /// Who has to have signed its certificate.
    public enum Authorities: Hashable, Sendable {
        /// Nobody: any certificate will do.
        case none
        case system
        /// Those in a file, as PEM.
        case file(String)
    }

    public var authorities = Authorities.none
    /// The name that its certificate has to have, and that it is told; nil: that of its address.
    public var hostName: String?
    /// SHA-256 digests of public keys, one of which has to be its own (RFC 7858 section 4.2); empty: any may be.
    public var pins: [[UInt8]] = []
    /// PEM files by which we prove who we are.
    public var certificateFile: String?
    public var keyFile: String?
    /// Of HTTPS.
    public var path = "/dns-query"
    public var usesGet = false

    public init() {}
}

/// Who is asked.
public struct DNSServer: Hashable, Sendable {
    /// How it is reached, where that is not as usual.
    public struct Approach: Hashable, Sendable {
        /// Where it is asked by TLS or HTTPS.
        public var security: ServerSecurity?
        /// The header that stands before messages; a header without a path says that the sender is the proxy itself.
        public var proxy: ProxyHeader?
        /// Whether the first message leaves with the connection's first packet (RFC 7413).
        public var opensFast = false

        public init() {}
    }

    /// As it was called by whoever wants it asked.
    public var name: String
    public var endpoint: Endpoint
    public var port: UInt16
    /// What carries messages to it; nil: as the plan says.
    public var transport: DNSTransport?
    public var approach: Approach {
        get { rareApproach.value ?? Approach() }
        set { rareApproach.value = newValue == Approach() ? nil : newValue }
    }
    public var security: ServerSecurity? {
        get { rareApproach.value?.security }
        set { approach.security = newValue }
    }
    private var rareApproach = Rare<Approach>()

    public init(_ name: String, _ endpoint: Endpoint, port: UInt16 = 53) {
        self.name = name
        self.endpoint = endpoint
        self.port = port
    }
}

/// A key that both sides have, and the time of the queries that are signed with it.
public struct TransactionSigning: Hashable, Sendable {
    public var key: TransactionKey
    /// In seconds since 1970.
    public var time: Int64

    public init(_ key: TransactionKey, at time: Int64) {
        self.key = key
        self.time = time
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
    /// By what queries are signed, and answers have to be.
    public var signing: TransactionSigning? {
        get { rareSigning.value }
        set { rareSigning.value = newValue }
    }
    private var rareSigning = Rare<TransactionSigning>()

    public init(_ query: DNSQuery, servers: [DNSServer]) {
        self.query = query
        self.servers = servers
    }
}
