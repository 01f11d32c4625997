import Wire

/// What a server of a zone says to a question.
public enum WalkMeaning: Hashable, Sendable {
    /// The records that were asked for: as a set, since their order says nothing.
    case answer(Set<WalkRecord>)
    /// The name is another one's: whose.
    case alias(DNSName)
    /// Servers of a zone below know it.
    case referral(to: DNSName, servers: Set<DNSName>)
    /// The name has other types only.
    case noData
    case noName
    /// Nothing that a server of this zone should say.
    case lame(LameReason)
    /// Nothing at all.
    case silent
}

/// Why a server does not serve a zone that it should serve.
public enum LameReason: Hashable, Sendable {
    case code(DNSResponseCode)
    /// It has an answer, but does not hold the zone.
    case notAuthoritative
    /// It names servers of this zone again, of one above, or of one beside.
    case wayward(referral: DNSName)
    case unreadable(WireError)
}

/// A record without its time to live.
public struct WalkRecord: Hashable, Sendable {
    public let name: DNSName
    public let type: DNSType
    public let data: DNSRecordData

    init(_ record: DNSRecord) { (name, type, data) = (record.name, record.type, record.data) }
}

extension WalkMeaning {
    /// Whether the way goes on, or ends, with it.
    var isGood: Bool {
        switch self {
        case .answer, .alias, .referral, .noData, .noName: true
        case .lame, .silent: false
        }
    }

    init(_ fact: WalkFact, to question: DNSQuestion, of zone: DNSName) {
        switch fact {
        case .silence, .unasked: self = .silent
        case .unreadable(_, let error): self = .lame(.unreadable(error))
        case .reply(let reply): self.init(reply, to: question, of: zone)
        }
    }

    private init(_ reply: DNSReply, to question: DNSQuestion, of zone: DNSName) {
        guard reply.code == .noError || reply.code == .noSuchName else {
            self = .lame(.code(reply.code))
            return
        }
        let end = AliasChain(reply, question, within: zone)
        let found = end.records
        if !reply.isAuthoritative {
            let delegation = Self.referral(in: reply, to: question, of: zone)
            self = !found.isEmpty || end.hasMoved ? .lame(.notAuthoritative) : delegation ?? .lame(.notAuthoritative)
        } else if !found.isEmpty {
            self = .answer(Set(found.map { WalkRecord($0) }))
        } else if end.hasMoved, end.isLoop || end.leavesZone || !Self.isDenied(end.name, by: reply) {
            self = .alias(end.name)
        } else if reply.code == .noSuchName {
            self = .noName
        } else {
            self = Self.referral(in: reply, to: question, of: zone) ?? .noData
        }
    }

    /// Whether the message says that there is nothing by the name that its last alias leads to.
    private static func isDenied(_ name: DNSName, by reply: DNSReply) -> Bool {
        reply.code == .noSuchName || reply.message.authorities.contains { $0.type == .soa && name.isWithin($0.name) }
    }

    /// Where the message sends whoever asks; nil where it names nobody.
    private static func referral(in reply: DNSReply, to question: DNSQuestion, of zone: DNSName) -> WalkMeaning? {
        let records = reply.message.authorities.filter { $0.type == .ns }
        guard let owner = records.first?.name else { return nil }
        let isBelow = owner.isWithin(zone) && owner != zone && question.name.isWithin(owner)
        guard isBelow else { return reply.isAuthoritative ? nil : .lame(.wayward(referral: owner)) }
        return .referral(to: owner, servers: Set(records.filter { $0.name == owner }.compactMap(\.target)))
    }
}

/// The way from a name through the aliases in one message, as far as they are the zone's to give.
struct AliasChain {
    /// The name that is not an alias, or not one that this message tells of.
    private(set) var name: DNSName
    /// What was asked for, of that name.
    private(set) var records: [DNSRecord] = []
    /// The aliases on the way: CNAME records, and DNAME where no CNAME was made of them.
    private(set) var aliases: [DNSRecord] = []
    /// Whether the last alias leads to one before it.
    private(set) var isLoop = false
    private let zone: DNSName

    var hasMoved: Bool { !aliases.isEmpty }
    var leavesZone: Bool { !name.isWithin(zone) }

    init(_ reply: DNSReply, _ question: DNSQuestion, within zone: DNSName) {
        name = question.name
        self.zone = zone
        // Each record is an alias once, so that this ends.
        for _ in 0...reply.message.answers.count {
            records = reply.message.answers.filter {
                $0.name == name && $0.dnsClass == question.dnsClass
                    && ($0.type == question.type || question.type == .any && $0.type != .rrsig)
            }
            guard records.isEmpty, !leavesZone || !hasMoved, let alias = Self.alias(of: name, in: reply) else { return }
            isLoop = aliases.contains(alias.record)
            guard !isLoop else { return }
            aliases.append(alias.record)
            name = alias.target
        }
    }

    private static func alias(of name: DNSName, in reply: DNSReply) -> (record: DNSRecord, target: DNSName)? {
        if let record = reply.answers(name, .cname).first, let target = record.target { return (record, target) }
        for record in reply.message.answers where record.type == .dname && name.isWithin(record.name) {
            guard name != record.name, let target = record.target, let moved = name.moved(record.name, target) else {
                continue
            }
            return (record, moved)
        }
        return nil
    }
}
