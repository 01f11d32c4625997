import Wire

/// What several servers say to one question, or one says to clients of several networks: who says the same.
///
/// Two answers are the same where they have the same code and the same records; neither their order nor times to live
/// count, nor upper and lower case of names.
public struct AnswerComparison: Hashable, Sendable {
    /// Who was asked, for whom, and what came of it.
    public struct Member: Hashable, Sendable {
        /// As it was called by whoever wants it asked.
        public let name: String
        /// Nil where nobody knows an address by that name.
        public let server: DNSServer?
        public let subnet: ClientSubnet?
        public let outcome: Outcome
    }

    public enum Outcome: Hashable, Sendable {
        case said(WalkFact)
        /// It could not be asked: why.
        case unasked(String)
    }

    /// A record of an answer that some of the members gave.
    public struct Record: Hashable, Sendable {
        /// As it first came.
        public let record: DNSRecord
        /// The shortest and the longest that it came with, in seconds.
        public fileprivate(set) var timesToLive: ClosedRange<UInt32>
    }

    /// Members that say the same, in the order in which they were asked.
    public struct Group: Hashable, Sendable {
        public let code: DNSResponseCode
        /// The zone whose servers are named in place of an answer.
        public let referral: DNSName?
        public let members: [Member]
        /// In the order of their names, types and data.
        public let records: [Record]
    }

    public let members: [Member]
    /// The largest first; of those of one size, the one whose first member was asked first.
    public let groups: [Group]

    public init(_ members: [Member]) {
        self.members = members
        var places: [Said: Int] = [:]
        var found: [[Member]] = []
        for member in members {
            guard let reply = member.reply else { continue }
            let place = places[Said(reply), default: found.count]
            places[Said(reply)] = place
            if place == found.count { found.append([]) }
            found[place].append(member)
        }
        // A stable order: the sort itself promises none.
        groups = found.enumerated().sorted { left, right in
            (right.element.count, left.offset) < (left.element.count, right.offset)
        }.map { Group($0.element) }
    }

    /// Those who have not answered.
    public var failures: [Member] { members.filter { $0.reply == nil } }

    /// Whether all that have answered say the same; nil where nobody has.
    public var agrees: Bool? { groups.isEmpty ? nil : groups.count == 1 }
}

extension AnswerComparison.Member {
    public init(_ server: DNSServer, _ subnet: ClientSubnet?, _ fact: WalkFact) {
        self.init(name: server.name, server: server, subnet: subnet, outcome: .said(fact))
    }

    /// One that could not be asked.
    public init(unasked name: String, _ reason: String) {
        self.init(name: name, server: nil, subnet: nil, outcome: .unasked(reason))
    }

    public var reply: DNSReply? {
        if case .said(.reply(let reply)) = outcome { reply } else { nil }
    }

    /// For how many bits of the subnet the answer holds; nil where it does not say so.
    public var scopeLength: Int? {
        guard let subnet, let message = reply?.answer.message, let packet = try? DNSPacket(parsing: message.span) else {
            return nil
        }
        let option = packet.edns?.options.first { $0.code == .clientSubnet }
        return option.flatMap { subnet.scopeLength(in: $0.data) }
    }
}

extension AnswerComparison.Group {
    fileprivate init(_ members: [AnswerComparison.Member]) {
        self.members = members
        let replies = members.compactMap(\.reply)
        code = replies.first?.code ?? .noError
        referral = replies.first.flatMap { Said($0).referral }
        var found: [RecordKey: AnswerComparison.Record] = [:]
        for record in replies.flatMap(\.message.answers) {
            let time = record.timeToLive
            let known = found[RecordKey(record)]
            var entry = known ?? AnswerComparison.Record(record: record, timesToLive: time...time)
            let times = entry.timesToLive
            entry.timesToLive = min(times.lowerBound, time)...max(times.upperBound, time)
            found[RecordKey(record)] = entry
        }
        records = found.sorted { $0.key.precedes($1.key) }.map(\.value)
    }

    /// The records that another group has and this one has not.
    public func lacking(of other: AnswerComparison.Group) -> [AnswerComparison.Record] {
        let own = Set(records.map { RecordKey($0.record) })
        return other.records.filter { !own.contains(RecordKey($0.record)) }
    }
}

/// What an answer comes down to.
private struct Said: Hashable {
    let code: DNSResponseCode
    let referral: DNSName?
    let records: Set<RecordKey>

    init(_ reply: DNSReply) {
        let message = reply.message
        code = reply.code
        records = Set(message.answers.map { RecordKey($0) })
        // Who has nothing and names the servers of a zone says something else than who knows that there is nothing.
        let isDenial = reply.isAuthoritative || message.authorities.contains { $0.type == .soa }
        let servers = message.authorities.first { $0.type == .ns }
        referral = records.isEmpty && !isDenial ? servers?.name : nil
    }
}

/// A record without its time to live, and without upper and lower case in names.
private struct RecordKey: Hashable {
    private let name: DNSName
    private let type: UInt16
    private let dnsClass: UInt16
    private let data: [UInt8]

    init(_ record: DNSRecord) {
        name = record.name
        (type, dnsClass) = (record.type.rawValue, record.dnsClass.rawValue)
        data = record.canonicalData
    }

    func precedes(_ other: RecordKey) -> Bool {
        if name != other.name { return name.precedes(other.name) }
        if (type, dnsClass) != (other.type, other.dnsClass) { return (type, dnsClass) < (other.type, other.dnsClass) }
        return data.lexicographicallyPrecedes(other.data)
    }
}
