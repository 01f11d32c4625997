import Probes
import Testing
import Wire

/// A network of name servers that answer in their own time: what was sent, and when it comes back.
private struct ScriptedNames: ~Copyable, ResolveLink {
    var now = Instant(nanoseconds: 0)
    /// How long the answer to a name takes; nil where there is none.
    let delay: (DNSName) -> Nanoseconds?
    private(set) var sent: [(time: Instant, message: DNSMessage)] = []
    private(set) var highestCount = 0
    /// By their times; those before `first` have come.
    private var underWay: [(time: Instant, arrival: ResolveArrival)] = []
    private var first = 0

    init(_ delay: @escaping (DNSName) -> Nanoseconds?) { self.delay = delay }

    mutating func send(_ message: [UInt8], to server: DNSServer, over transport: DNSTransport) throws(LinkError) {
        guard var answer = try? DNSMessage(parsing: message.span), let name = answer.questions.first?.name else {
            throw LinkError(.other, "no message")
        }
        sent.append((now, answer))
        // The first label says that the system refuses to send it.
        if name.description.hasPrefix("refused") { throw LinkError(.unreachable, "no way there") }
        guard let delay = delay(name) else { return }
        answer.flags.isResponse = true
        let content = (try? answer.serialized()).map { ResolveArrival.Content.message($0) }
        if let content { insert(ResolveArrival(server, transport, content), at: now + delay) }
        highestCount = max(highestCount, underWay.count - first)
    }

    private mutating func insert(_ arrival: ResolveArrival, at time: Instant) {
        var place = underWay.count
        while place > first, underWay[place - 1].time > time { place -= 1 }
        underWay.insert((time, arrival), at: place)
    }

    mutating func receive(until deadline: Instant) -> ResolveArrival? {
        guard first < underWay.count, underWay[first].time <= deadline else {
            now = max(now, deadline)
            return nil
        }
        now = max(now, underWay[first].time)
        first += 1
        return underWay[first - 1].arrival
    }
}

/// Asks for names in their order, and notes when each was answered.
private struct Names: ResolveWork {
    var names: [String]
    var timeout: Nanoseconds = .second
    var asked = 0
    var answered: [(name: String, isAnswered: Bool)] = []
    var remarks: [ResolveRemark] = []
    var sentCount = 0
    var parts: [ResolveAnswer] = []
    /// Asked once more when it is answered.
    var again: Set<String> = []

    func plan(_ name: String) -> ResolvePlan {
        let query = DNSQuery(DNSQuestion(DNSName(name) ?? .root, .a))
        var plan = ResolvePlan(query, servers: [DNSServer("s", Endpoint(.v4(.loopback)))])
        plan.tries = 1
        plan.timeout = timeout
        return plan
    }

    mutating func next() -> ResolveNext {
        guard asked < names.count else { return .end }
        asked += 1
        return .ask(plan(names[asked - 1]), token: asked - 1)
    }

    mutating func finish(_ token: Int, with answer: ResolveAnswer?) -> ResolvePlan? {
        if again.remove(names[token]) != nil { return plan("again.\(names[token])") }
        answered.append((names[token], answer != nil))
        return nil
    }

    mutating func take(part: ResolveAnswer, _ token: Int) { parts.append(part) }
    mutating func note(sent message: [UInt8], _ token: Int) { sentCount += 1 }
    mutating func note(_ remark: ResolveRemark, _ token: Int) { remarks.append(remark) }
}

@Suite struct ResolveBatchTests {
    @Test func `one slow name holds nobody up`() {
        var link = ScriptedNames { $0 == DNSName("n3") ? .second / 2 : .millisecond }
        var work = Names(names: (0..<100).map { "n\($0)" })
        ResolveBatch.run(on: &link, window: 4, of: &work)
        #expect(work.answered.count == 100 && work.answered.allSatisfy(\.isAnswered))
        #expect(work.answered.last?.name == "n3" && link.now == Instant(nanoseconds: .second / 2))
        #expect(link.highestCount == 4 && work.sentCount == 100)
        // No two questions under way have the same number.
        let identifiers = link.sent.prefix(4).map(\.message.identifier)
        #expect(Set(identifiers).count == 4)
    }

    @Test func `a silent name ends in its time, and one that can't be asked at once`() {
        var link = ScriptedNames { $0 == DNSName("silent") ? nil : .millisecond }
        var work = Names(names: ["a", "silent", "refused", "b"])
        ResolveBatch.run(on: &link, window: 2, of: &work)
        #expect(work.answered.map(\.name) == ["a", "refused", "b", "silent"])
        #expect(work.answered.map(\.isAnswered) == [true, false, true, false])
        #expect(work.remarks.count == 2 && link.now == Instant(nanoseconds: .second))
    }

    @Test func `no more begin in a second than the rate allows`() {
        var link = ScriptedNames { _ in 30 * .millisecond }
        var work = Names(names: (0..<10).map { "n\($0)" })
        ResolveBatch.run(on: &link, window: 100, interval: 10 * .millisecond, of: &work)
        #expect(link.sent.map(\.time.nanoseconds) == (0..<10).map { $0 * 10 * .millisecond })
    }

    @Test func `what is asked again takes the place of the first question`() {
        var link = ScriptedNames { _ in .millisecond }
        var work = Names(names: ["a", "b"], again: ["a"])
        ResolveBatch.run(on: &link, window: 1, of: &work)
        #expect(link.sent.map { $0.message.questions[0].name.description } == ["a.", "again.a.", "b."])
        #expect(work.answered.map(\.name) == ["a", "b"])
    }

    @Test func `many more names than identifiers are asked one after the other`() {
        var link = ScriptedNames { _ in 1 }
        var work = Names(names: (0..<20_000).map { "n\($0)" })
        ResolveBatch.run(on: &link, window: 1_000_000, of: &work)
        #expect(work.answered.count == 20_000 && work.answered.allSatisfy(\.isAnswered))
        #expect(link.highestCount <= ResolveBatch.maximumCount)
    }
}
