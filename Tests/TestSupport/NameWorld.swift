import Probes
import Testing
import Wire

/// Name servers that exist only here: zones on addresses, and what is wrong with some of them.
package struct NameWorld {
    package init() {}

    package struct Zone {
        package let name: DNSName
        package var records: [DNSRecord] = []
    }

    /// What a server does in place of answering.
    package enum Fault {
        case silent
        case code(DNSResponseCode)
        /// It answers without holding the zone.
        case notAuthoritative
        case refers(to: String)
    }

    /// The zones of each address.
    package private(set) var zones: [IPAddress: [Zone]] = [:]
    private var faults: [IPAddress: Fault] = [:]
    /// What was asked of whom.
    package private(set) var asked: [String] = []

    /// - Parameter text: as in a zone file.
    package mutating func serve(_ zone: String, at addresses: String..., text: String) throws {
        let records = try ZoneFile.records(Array(text.utf8))
        for address in addresses {
            let place = try #require(IPAddress(address))
            zones[place, default: []].append(Zone(name: try #require(DNSName(zone)), records: records))
        }
    }

    package mutating func spoil(_ address: String, _ fault: Fault) throws {
        faults[try #require(IPAddress(address))] = fault
    }

    /// Follows a name until the way ends.
    package mutating func trace(
        _ name: String, _ type: DNSType = .a, hints: String, _ change: (inout WalkSettings) -> Void = { _ in }
    ) throws -> (steps: [WalkStep], end: WalkEnd?) {
        var settings = WalkSettings(hints: [NameServer](hints: try ZoneFile.records(Array(hints.utf8))))
        settings.usesIPv6 = false
        change(&settings)
        let question = DNSQuestion(try #require(DNSName(name)), type)
        var trace = DelegationTrace(question, settings) { ResolvePlan(DNSQuery($0), servers: []) }
        var steps: [WalkStep] = []
        while true {
            steps += trace.takeSteps()
            var plans: [(plan: ResolvePlan, token: Int)] = []
            while case .ask(let plan, let token) = trace.next() { plans.append((plan, token)) }
            guard !plans.isEmpty else { return (steps, trace.end) }
            for (plan, token) in plans {
                let server = try #require(plan.servers.first)
                let answer = try answer(plan.query.question, from: server)
                if answer == nil { trace.note(.timedOut(server, .udp), token) }
                _ = trace.finish(token, with: answer)
            }
        }
    }

    package mutating func answer(_ question: DNSQuestion, from server: DNSServer) throws -> ResolveAnswer? {
        asked.append("\(server.endpoint.address) \(question.name) \(question.type)")
        var message = DNSMessage(identifier: 1, flags: DNSFlags(rawValue: 0x8000), questions: [question])
        switch faults[server.endpoint.address] {
        case .silent: return nil
        case .code(let code): message.flags.responseCode = code
        case .refers(let zone):
            let owner = try #require(DNSName(zone))
            message.authorities = [DNSRecord(owner, .ns, .name(owner), timeToLive: 60)]
        case .notAuthoritative:
            fill(&message, question, server.endpoint.address)
            message.flags.isAuthoritative = false
        case nil: fill(&message, question, server.endpoint.address)
        }
        return ResolveAnswer(
            try message.serialized(), to: [], from: server, by: .udp, roundTrip: 1_230_000, clock: .kernel, time: 0)
    }

    /// As a server would that holds the zones of an address (RFC 1034 section 4.3.2).
    private func fill(_ message: inout DNSMessage, _ question: DNSQuestion, _ address: IPAddress) {
        let held = (zones[address] ?? []).filter { zone in
            question.name.isWithin(zone.name) && !(question.type == .ds && question.name == zone.name)
        }
        guard let zone = held.max(by: { $0.name.labelCount < $1.name.labelCount }) else {
            message.flags.responseCode = .refused
            return
        }
        let cut = zone.records.first {
            $0.type == .ns && $0.name != zone.name && question.name.isWithin($0.name)
                && !(question.type == .ds && question.name == $0.name)
        }
        if let cut {
            message.authorities = zone.records.filter { $0.name == cut.name && ($0.type == .ns || $0.type == .ds) }
            message.additionals = zone.records.filter { $0.address != nil }
            return
        }
        message.flags.isAuthoritative = true
        var name = question.name
        while true {
            let found = zone.records.filter { $0.name == name && $0.type == question.type }
            message.answers += found
            guard found.isEmpty, let alias = zone.records.first(where: { $0.name == name && $0.type == .cname }),
                let target = alias.target, !message.answers.contains(alias)
            else { break }
            message.answers.append(alias)
            name = target
        }
        if question.type == .ns { message.additionals = zone.records.filter { $0.address != nil } }
        guard message.answers.last?.type != question.type, name.isWithin(zone.name) else { return }
        message.authorities = zone.records.filter { $0.type == .soa }
        if !zone.records.contains(where: { $0.name.isWithin(name) }) { message.flags.responseCode = .noSuchName }
    }
}
