import PacketIO
import Probes
import Wire

extension TracerouteCommand {
    /// Asks the system's name servers who announces an address; nil where that was not wanted.
    var originLookUp: AddressCache<AddressOrigin>? {
        guard showsOrigins else { return nil }
        let zones =
            originZones.count == 2 ? OriginZones(ipv4: originZones[0], ipv6: originZones[1]) : OriginZones.usual
        let configuration = ResolverConfiguration.ofSystem()
        return AddressCache { address in
            guard let question = zones.question(for: address) else { return nil }
            var plan = ResolvePlan(DNSQuery(question), servers: configuration.servers)
            plan.timeout = configuration.timeout ?? 2 * .second
            plan.tries = configuration.attempts ?? 2
            var work = OneQuestion(plan: plan)
            var sockets = ResolverSockets(stampsDepartures: false)
            ResolveBatch.run(on: &sockets, window: 1, of: &work)
            return work.answer.flatMap { OriginZones.origin(in: $0.message) }
        }
    }
}

/// One question to name servers, and what came of it.
private struct OneQuestion: ResolveWork {
    let plan: ResolvePlan
    private(set) var answer: ResolveAnswer?
    private var isAsked = false

    init(plan: ResolvePlan) { self.plan = plan }

    mutating func next() -> ResolveNext {
        defer { isAsked = true }
        return isAsked ? .end : .ask(plan, token: 0)
    }

    mutating func finish(_ token: Int, with answer: ResolveAnswer?) -> ResolvePlan? {
        self.answer = answer
        return nil
    }

    mutating func take(part: ResolveAnswer, _ token: Int) {}
    mutating func note(sent message: [UInt8], _ token: Int) {}
    mutating func note(_ remark: ResolveRemark, _ token: Int) {}
}
