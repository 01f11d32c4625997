import Wire

/// The way from the root to an answer, zone by zone, as the facts that are known tell it (RFC 1034 section 5.3.3).
///
/// It is walked from its beginning each time: a step whose facts are there is the same each time, and where facts are
/// missing, the questions that would bring them are noted. So the way is a function of what servers say.
struct DelegationWalk {
    private let settings: WalkSettings
    private let facts: [WalkQuestion: WalkFact]
    /// What has to be asked before the way can go on.
    private(set) var missing: [WalkQuestion] = []
    private(set) var steps: [WalkStep] = []
    /// How many of the steps will be the same in every later walk.
    private(set) var settledCount: Int?
    private var delegations: [DNSName: Delegation]
    private var addresses: [DNSName: [IPAddress]] = [:]
    /// The servers whose addresses are looked for, each for the sake of the one before it.
    private var seekers: [DNSName] = []
    private var seekCount = 0
    private var isLookup = false

    init(_ settings: WalkSettings, _ facts: [WalkQuestion: WalkFact]) {
        self.settings = settings
        self.facts = facts
        delegations = [.root: Delegation(.root, settings.hints)]
    }

    /// Walks as far as the facts go.
    ///
    /// - Returns: nil where some are missing.
    mutating func walk(_ question: DNSQuestion) -> WalkEnd? {
        var question = question
        var names: Set<DNSName> = [question.name]
        while names.count <= WalkSettings.maximumAliasCount {
            var delegation = closestDelegation(to: question)
            while true {
                guard let step = take(question, delegation) else {
                    settledCount = settledCount ?? steps.count
                    return nil
                }
                steps.append(step)
                guard let reply = step.reply else { return .stuck(zone: delegation.zone) }
                if case .referral(let zone, _) = reply.meaning, case .reply(let message) = reply.fact {
                    delegation = Self.delegation(to: zone, in: message.message, from: delegation.zone)
                    delegations[zone] = delegation
                } else if case .alias(let target) = reply.meaning {
                    guard names.insert(target).inserted else { return .aliasLoop(target) }
                    question.name = target
                    break
                } else {
                    return .answered(reply)
                }
            }
        }
        return .tooManyAliases
    }

    private static func delegation(to zone: DNSName, in message: DNSMessage, from parent: DNSName) -> Delegation {
        let records = message.authorities.filter { $0.type == .ns && $0.name == zone }
        return Delegation(zone, records, glue: message.additionals, bailiwick: parent)
    }

    /// The lowest zone known that can tell: of a DS record, one above its name (RFC 4035 section 3.1.4.1).
    private func closestDelegation(to question: DNSQuestion) -> Delegation {
        var name = question.type == .ds ? question.name.ancestor(1) : question.name
        while true {
            if let known = delegations[name] { return known }
            if name.isRoot { return Delegation(.root, settings.hints) }
            name = name.ancestor(1)
        }
    }

    /// Whether all servers are asked, or the first one that has an answer.
    private var asksAll: Bool { seekers.isEmpty && !settings.asksOne && !isLookup }

    /// What the zone of a name says to a question: one of its servers is enough, and an alias is an answer like others.
    ///
    /// - Returns: nil where facts are missing; nil within where no server said anything of use.
    mutating func lookUp(_ question: DNSQuestion) -> DNSReply?? {
        isLookup = true
        defer { isLookup = false }
        var delegation = closestDelegation(to: question)
        while true {
            guard let step = take(question, delegation) else { return nil }
            guard let reply = step.reply, case .reply(let message) = reply.fact else { return .some(nil) }
            guard case .referral(let zone, _) = reply.meaning else { return message }
            delegation = Self.delegation(to: zone, in: message.message, from: delegation.zone)
            delegations[zone] = delegation
        }
    }

    // MARK: A step

    private mutating func take(_ question: DNSQuestion, _ delegation: Delegation) -> WalkStep? {
        var problems: [WalkProblem] = []
        guard let servers = endpoints(of: delegation, &problems) else { return nil }
        guard let replies = ask(question, servers, delegation.zone) else { return nil }
        let chosen = Self.choose(replies)
        var ownServers: Set<DNSName>?
        if asksAll {
            if !chosen.groups.isEmpty { problems.append(.differingAnswers(chosen.groups)) }
            guard let servers = compareServers(delegation, servers, &problems),
                compareSerials(chosen.reply, delegation.zone, servers: replies, &problems)
            else { return nil }
            ownServers = servers.isEmpty ? nil : servers
        }
        return WalkStep(
            depth: seekers.count, question: question, delegation: delegation, replies: replies, reply: chosen.reply,
            ownServers: ownServers, problems: problems)
    }

    /// What most servers mean; where they differ, which of them agree.
    private static func choose(_ replies: [WalkStep.Reply]) -> (reply: WalkStep.Reply?, groups: [[DNSName]]) {
        var groups: [(meaning: WalkMeaning, replies: [WalkStep.Reply])] = []
        for reply in replies where reply.meaning.isGood {
            if let place = groups.firstIndex(where: { $0.meaning == reply.meaning }) {
                groups[place].replies.append(reply)
            } else {
                groups.append((reply.meaning, [reply]))
            }
        }
        var largest = groups.first
        for group in groups where group.replies.count > largest?.replies.count ?? 0 { largest = group }
        let names = groups.count > 1 ? groups.map { $0.replies.map(\.nameServer).withoutRepeats } : []
        return (largest?.replies.first, names)
    }

    private mutating func ask(
        _ question: DNSQuestion, _ servers: [(name: DNSName, server: DNSServer)], _ zone: DNSName
    ) -> [WalkStep.Reply]? {
        var replies: [WalkStep.Reply] = []
        var isComplete = true
        for (name, server) in servers {
            guard let fact = fact(server, question) else {
                isComplete = false
                // One that is to be asked only if this one has no answer waits for it.
                guard asksAll else { return nil }
                continue
            }
            let meaning = WalkMeaning(fact, to: question, of: zone)
            replies.append(WalkStep.Reply(nameServer: name, server: server, fact: fact, meaning: meaning))
            if !asksAll, meaning.isGood { break }
        }
        return isComplete ? replies : nil
    }

    private mutating func fact(_ server: DNSServer, _ question: DNSQuestion) -> WalkFact? {
        let place = WalkQuestion(server: server, question: question)
        if let fact = facts[place] { return fact }
        if facts.count + missing.count >= WalkSettings.maximumQuestionCount { return .unasked }
        if !missing.contains(place) { missing.append(place) }
        return nil
    }

    // MARK: What servers of a zone should agree on

    /// The servers that the zone says it has, beside those that the zone above has named; none where it did not say,
    /// nil where that is not known yet.
    private mutating func compareServers(
        _ delegation: Delegation, _ servers: [(name: DNSName, server: DNSServer)], _ problems: inout [WalkProblem]
    ) -> Set<DNSName>? {
        let question = DNSQuestion(delegation.zone, .ns)
        guard let replies = ask(question, servers, delegation.zone) else { return nil }
        var own: Set<DNSName> = []
        var addresses: [DNSName: Set<IPAddress>] = [:]
        for case .reply(let reply) in replies.map(\.fact) where reply.isAuthoritative {
            own.formUnion(reply.answers(delegation.zone, .ns).compactMap(\.target))
            for record in reply.message.additionals where record.name.isWithin(delegation.zone) {
                if let address = record.address { addresses[record.name, default: []].insert(address) }
            }
        }
        let above = Set(delegation.servers.map(\.name))
        if !own.isEmpty, own != above {
            problems.append(
                .differingServers(onlyAbove: above.subtracting(own).sorted, onlyBelow: own.subtracting(above).sorted))
        }
        for server in delegation.servers {
            guard let below = addresses[server.name], !server.addresses.isEmpty, Set(server.addresses) != below else {
                continue
            }
            let sorted = below.sorted { $0.description < $1.description }
            problems.append(.differingAddresses(server.name, above: server.addresses, below: sorted))
        }
        return own
    }

    /// False where the versions are not known yet. They matter where the way ends.
    private mutating func compareSerials(
        _ reply: WalkStep.Reply?, _ zone: DNSName, servers replies: [WalkStep.Reply],
        _ problems: inout [WalkProblem]
    ) -> Bool {
        guard let reply else { return true }
        if case .referral = reply.meaning { return true }
        let servers = replies.filter(\.meaning.isGood).map { (name: $0.nameServer, server: $0.server) }
        guard let answers = ask(DNSQuestion(zone, .soa), servers, zone) else { return false }
        var serials: [UInt32: [DNSName]] = [:]
        for answer in answers {
            guard case .reply(let reply) = answer.fact,
                let serial = reply.answers(zone, .soa).lazy.compactMap(\.serial).first
            else { continue }
            serials[serial, default: []].append(answer.nameServer)
        }
        if serials.count > 1 { problems.append(.differingSerials(serials.mapValues(\.withoutRepeats))) }
        return true
    }
}

// Addresses of servers.
extension DelegationWalk {
    /// Where the servers of a zone are asked; nil where that is not known yet.
    private mutating func endpoints(
        of delegation: Delegation, _ problems: inout [WalkProblem]
    ) -> [(name: DNSName, server: DNSServer)]? {
        var endpoints: [(name: DNSName, server: DNSServer)] = []
        var isComplete = true
        // Those whose addresses came with their names first: where one is enough, others need not be looked for.
        let known = delegation.servers.filter { !$0.addresses.isEmpty }
        let unknown = delegation.servers.filter(\.addresses.isEmpty)
        for server in known { endpoints += settings.endpoints(of: server.name, server.addresses) }
        for server in unknown where asksAll || endpoints.isEmpty {
            switch find(server.name, for: delegation.zone) {
            case .found(let addresses): endpoints += settings.endpoints(of: server.name, addresses)
            case .failed(let problem): problems.append(problem)
            case .unknown: isComplete = false
            }
            if !isComplete, !asksAll { return nil }
        }
        return isComplete ? endpoints : nil
    }

    private enum Search {
        case found([IPAddress])
        case failed(WalkProblem)
        case unknown
    }

    /// Looks for the addresses of a server as for any others, from the closest zone known.
    private mutating func find(_ name: DNSName, for zone: DNSName) -> Search {
        if let known = addresses[name] { return known.isEmpty ? .failed(.noAddress(name)) : .found(known) }
        if let start = seekers.firstIndex(of: name) { return .failed(.circular(seekers[start...] + [name])) }
        if name.isWithin(zone) { return .failed(.missingGlue(name)) }
        guard seekers.count < WalkSettings.maximumDepth, seekCount < WalkSettings.maximumSeekCount else {
            return .failed(.tooDeep(name))
        }
        seekCount += 1
        seekers.append(name)
        defer { seekers.removeLast() }
        var found: [IPAddress] = []
        for type in settings.addressTypes {
            guard let end = walk(DNSQuestion(name, type)) else { return .unknown }
            // Whoever is not there for one type is not there for the other.
            guard case .answered(let reply) = end else { break }
            guard case .answer(let records) = reply.meaning else { continue }
            found += records.compactMap { DNSRecord($0.name, $0.type, $0.data, timeToLive: 0).address }
        }
        let sorted = found.sorted { $0.description < $1.description }
        // What was found on the way round a circle says nothing of the next way.
        if !found.isEmpty || seekers.count == 1 { addresses[name] = sorted }
        return sorted.isEmpty ? .failed(failure(of: name)) : .found(sorted)
    }

    /// Why a server has no address: what stood in the way last.
    private func failure(of name: DNSName) -> WalkProblem {
        for problem in steps.last?.problems ?? [] {
            if case .circular = problem { return problem }
        }
        return .noAddress(name)
    }
}

extension [DNSName] {
    /// Each name once, in the order in which they came.
    fileprivate var withoutRepeats: [DNSName] {
        var seen: Set<DNSName> = []
        return filter { seen.insert($0).inserted }
    }
}

extension Set<DNSName> {
    fileprivate var sorted: [DNSName] { sorted { $0.precedes($1) } }
}
