import Wire

/// Finds the servers of the zone that a name is in, as a resolver knows them: first their names, then their addresses.
public struct ZoneServerSearch: ResolveWork {
    private let makePlan: (DNSQuestion) -> ResolvePlan
    private let addressTypes: [DNSType]
    private var waiting: ArraySlice<(question: DNSQuestion, server: DNSName?)> = []
    private var asked: [Int: (question: DNSQuestion, server: DNSName?)] = [:]
    private var nextToken = 0
    /// The zone, as far as it is known.
    public private(set) var zone: DNSName
    /// In the order in which the zone has them.
    public private(set) var servers: [(name: DNSName, addresses: [IPAddress])] = []

    /// More would be no zone's.
    private static let maximumServerCount = 64

    /// - Parameter makePlan: how a question is put, and to whom.
    public init(
        _ name: DNSName, usesIPv4: Bool = true, usesIPv6: Bool = true,
        makePlan: @escaping (DNSQuestion) -> ResolvePlan
    ) {
        self.makePlan = makePlan
        zone = name
        addressTypes = (usesIPv4 ? [.a] : []) + (usesIPv6 ? [.aaaa] : [])
        waiting.append((DNSQuestion(name, .ns), nil))
    }

    public mutating func next() -> ResolveNext {
        guard let next = waiting.popFirst() else { return asked.isEmpty ? .end : .later }
        defer { nextToken += 1 }
        asked[nextToken] = next
        return .ask(makePlan(next.question), token: nextToken)
    }

    public mutating func finish(_ token: Int, with answer: ResolveAnswer?) -> ResolvePlan? {
        guard let (question, server) = asked.removeValue(forKey: token), let answer, let reply = try? DNSReply(answer)
        else { return nil }
        if let server {
            let found = reply.message.answers.filter { $0.type == question.type }.compactMap(\.address)
            if let place = servers.firstIndex(where: { $0.name == server }) { servers[place].addresses += found }
        } else {
            takeServers(of: reply, question.name)
        }
        return nil
    }

    private mutating func takeServers(of reply: DNSReply, _ name: DNSName) {
        var names: Set<DNSName> = []
        for server in reply.answers(name, .ns).compactMap(\.target) where names.insert(server).inserted {
            guard names.count <= Self.maximumServerCount else { return }
            servers.append((server, []))
            waiting += addressTypes.map { (DNSQuestion(server, $0), server) }
        }
        // A name that is no zone is within one: which, the denial says. An alias has none: it is below its zone.
        let isAlias = !reply.answers(name, .cname).isEmpty
        let start = isAlias ? name.parent : reply.message.authorities.first { $0.type == .soa }?.name
        guard names.isEmpty, let start, start != name, name.isWithin(start) else { return }
        zone = start
        waiting.append((DNSQuestion(start, .ns), nil))
    }

    public mutating func take(part: ResolveAnswer, _ token: Int) {}
    public mutating func note(sent message: [UInt8], _ token: Int) {}
    public mutating func note(_ remark: ResolveRemark, _ token: Int) {}
}
