import PacketIO
import Probes
import Wire

extension DigLookup {
    func question(_ name: DNSName) -> DNSQuestion {
        DNSQuestion(name, askedType, dnsClass ?? .internet)
    }
}

extension DigOptions {
    /// How a question is put.
    func plan(_ question: DNSQuestion, _ servers: [DNSServer] = []) -> ResolvePlan {
        var query = DNSQuery(question)
        query.flags = flags
        query.edns = edns
        query.hasQuestion = hasQuestion
        query.variesCase = variesCase
        if sendsCookie, query.edns?.options.contains(where: { $0.code == .cookie }) == false {
            query.edns?.options.append(EDNSOption(.cookie, (0..<8).map { _ in .random(in: 0...255) }))
        }
        var plan = ResolvePlan(query, servers: servers)
        // What has all records of a name, or of a zone, seldom fits into a datagram.
        let needsStream = [.any, .axfr, .ixfr].contains(question.type)
        plan.transport = transport ?? (needsStream ? .tcp : .udp)
        plan.tries = tries ?? plan.tries
        plan.timeout = timeout ?? plan.timeout
        plan.fetchesTruncated = fetchesTruncated
        plan.leavesFailures = leavesFailures
        plan.negotiatesVersion = negotiatesVersion
        plan.repeatsWithCookie = repeatsWithCookie
        plan.identifier = identifier
        if let key = key.value {
            plan.signing = TransactionSigning(key, at: Int64(SystemClock.wallClock() / .second))
        }
        return plan
    }
}
