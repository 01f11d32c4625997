import Probes
import Testing
import Wire

/// What the servers of a script say, a millisecond after they are asked.
private struct TellingServers: ~Copyable, ResolveLink {
    var now = Instant(nanoseconds: 0)
    let records: (DNSQuestion, IPAddress) -> [DNSRecord]?
    private(set) var asked: [String] = []
    private var arrivals: [ResolveArrival] = []

    init(_ records: @escaping (DNSQuestion, IPAddress) -> [DNSRecord]?) { self.records = records }

    mutating func send(_ message: [UInt8], to server: DNSServer, over transport: DNSTransport) throws(LinkError) {
        guard var answer = try? DNSMessage(parsing: message.span) else { throw LinkError(.other, "no message") }
        let question = answer.questions[0]
        asked.append("\(question.name) \(question.type)")
        guard let records = records(question, server.endpoint.address) else { return }
        answer.flags.isResponse = true
        answer.additionals = []
        answer.answers = records.filter { $0.type != .ns && $0.type != .soa }
        answer.authorities = records.filter { $0.type == .ns || $0.type == .soa }
        guard let bytes = try? answer.serialized() else { return }
        arrivals.append(ResolveArrival(server, transport, .message(bytes)))
    }

    mutating func receive(until deadline: Instant) -> ResolveArrival? {
        guard !arrivals.isEmpty else {
            now = max(now, deadline)
            return nil
        }
        now = now + .millisecond
        return arrivals.removeFirst()
    }
}

/// Asks for names in their order, and notes what came.
private struct Wishes: ResolveWork {
    var plans: [ResolvePlan]
    /// What is asked when the first answer to a name is there.
    var then: [Int: ResolvePlan] = [:]
    var asked = 0
    var came: [(token: Int, answer: ResolveAnswer?)] = []

    mutating func next() -> ResolveNext {
        guard asked < plans.count else { return .end }
        asked += 1
        return .ask(plans[asked - 1], token: asked - 1)
    }

    mutating func finish(_ token: Int, with answer: ResolveAnswer?) -> ResolvePlan? {
        came.append((token, answer))
        return then.removeValue(forKey: token)
    }

    func take(part: ResolveAnswer, _ token: Int) {}
    func note(sent message: [UInt8], _ token: Int) {}
    func note(_ remark: ResolveRemark, _ token: Int) {}
}

/// A clock that is set by hand.
private final class HandClock {
    var now = Instant(nanoseconds: 0)
}

@Suite struct ResolveCacheTests {
    private let clock = HandClock()

    private func plan(_ name: String, _ type: DNSType = .a, at server: UInt32 = 1) -> ResolvePlan {
        let query = DNSQuery(DNSQuestion(DNSName(name) ?? .root, type))
        let address = IPv4Address(rawValue: 0xC000_0200 | server)
        var plan = ResolvePlan(query, servers: [DNSServer("s", Endpoint(.v4(address)))])
        plan.tries = 1
        return plan
    }

    private func address(_ question: DNSQuestion, lasting seconds: UInt32) -> DNSRecord {
        DNSRecord(question.name, .a, DNSRecordData([192, 0, 2, 1], of: .a), timeToLive: seconds)
    }

    private func cache(_ size: Int = 1 << 20) -> ResolveCache {
        let clock = clock
        return ResolveCache(maximumByteCount: size) { clock.now }
    }

    @Test func `an answer is given again until its time is over`() {
        var link = TellingServers { question, _ in [address(question, lasting: 10)] }
        let cache = cache()
        var work = Wishes(plans: [plan("a"), plan("A"), plan("b"), plan("a", .aaaa), plan("a", at: 2)])
        ResolveBatch.run(on: &link, window: 1, cache, of: &work)
        #expect(link.asked == ["a. A", "b. A", "a. AAAA", "a. A"], "one server's answer is not another's")
        #expect(work.came.map(\.answer?.shelf?.left) == [nil, 10, nil, nil, nil])
        clock.now = Instant(nanoseconds: 9_500 * .millisecond)
        var later = Wishes(plans: [plan("a")])
        ResolveBatch.run(on: &link, window: 1, cache, of: &later)
        let shelf = later.came[0].answer?.shelf
        #expect(link.asked.count == 4 && shelf?.age == 9 && shelf?.left == 1)
        let told = later.came[0].answer.flatMap { try? DNSMessage(parsing: $0.message.span) }
        #expect(told?.answers.map(\.timeToLive) == [1])
        clock.now = Instant(nanoseconds: 10 * .second)
        var last = Wishes(plans: [plan("a")])
        ResolveBatch.run(on: &link, window: 1, cache, of: &last)
        #expect(link.asked.count == 5 && last.came[0].answer?.shelf == nil)
    }

    @Test func `of those that ask the same at once, one is sent`() {
        var link = TellingServers { question, _ in [address(question, lasting: 10)] }
        var work = Wishes(plans: Array(repeating: plan("a"), count: 100), then: [5: plan("b"), 9: plan("a")])
        ResolveBatch.run(on: &link, window: 50, cache(), of: &work)
        #expect(link.asked == ["a. A", "b. A"])
        #expect(work.came.count == 102 && work.came.allSatisfy { $0.answer != nil })
    }

    @Test func `who waited in vain asks himself, all of them at once`() {
        var link = TellingServers { _, _ in nil }
        var work = Wishes(plans: Array(repeating: plan("a"), count: 100))
        ResolveBatch.run(on: &link, window: 200, cache(), of: &work)
        #expect(link.asked.count == 100 && work.came.count == 100)
        #expect(link.now.nanoseconds < 11 * .second)
    }

    @Test func `cookies make no difference, all else of a query does`() {
        var link = TellingServers { question, _ in [address(question, lasting: 10)] }
        var plans = (0..<4).map { _ in plan("a") }
        plans[0].query.edns?.options = [EDNSOption(.cookie, [1, 2, 3, 4, 5, 6, 7, 8])]
        plans[2].query.flags.checkingDisabled = true
        plans[3].transport = .tcp
        var work = Wishes(plans: plans)
        ResolveBatch.run(on: &link, window: 1, cache(), of: &work)
        #expect(work.came.map { $0.answer?.shelf != nil } == [false, true, false, false])
    }

    @Test func `a zone that a server sends to others for is known for all names in it`() throws {
        let zone = try #require(DNSName("z.test"))
        let servers = try ZoneFile.records(Array("z.test. 100 IN NS ns.z.test.\n".utf8))
        var link = TellingServers { _, _ in servers }
        let cache = cache()
        var plans = ["a.z.test", "b.c.z.test", "other.test", "z.test"].map { plan($0) } + [plan("z.test", .ds)]
        for place in plans.indices { plans[place].query.flags.recursionDesired = false }
        var first = Wishes(plans: [plans[0]])
        ResolveBatch.run(on: &link, window: 1, cache, of: &first)
        let answer = try #require(first.came[0].answer)
        cache.keep(answer, to: plans[0], referringTo: zone)
        var work = Wishes(plans: plans)
        ResolveBatch.run(on: &link, window: 1, cache, of: &work)
        #expect(link.asked == ["a.z.test. A", "other.test. A", "z.test. DS"])
        #expect(work.came.map { $0.answer?.shelf != nil } == [true, true, false, true, false])
        // One who is to find the answer himself is not taken to send others on.
        var recursive = Wishes(plans: [plan("c.z.test")])
        ResolveBatch.run(on: &link, window: 1, cache, of: &recursive)
        #expect(recursive.came[0].answer?.shelf == nil)
    }

    @Test func `what is kept has a limit, and what is used stays longest`() {
        var link = TellingServers { question, _ in [address(question, lasting: 1000)] }
        var plans = (0..<2000).flatMap { [plan("n\($0)"), plan("often")] }
        plans.append(plan("n0"))
        var work = Wishes(plans: plans)
        ResolveBatch.run(on: &link, window: 1, cache(100_000), of: &work)
        #expect(link.asked.filter { $0 == "often. A" }.count == 1)
        #expect(link.asked.filter { $0 == "n0. A" }.count == 2)
    }
}
