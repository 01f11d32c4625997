import Probes
import Testing
import Wire

@Suite struct MulticastEngineTests {
    static let hosts = (1...2).map { Endpoint(.v4(IPv4Address(rawValue: 0x0A42_0000 + UInt32($0)))) }
    static let group = "224.0.0.251%eth0"
    static let server = DNSServer("mdns", Endpoint(.v4(IPv4Address(rawValue: 0xE000_00FB))), port: 5353)

    static func name(_ text: String) -> DNSName { DNSName(text) ?? .root }

    static func address(_ owner: String, _ last: UInt32 = 1, _ dnsClass: UInt16 = 1) -> DNSRecord {
        let data = DNSRecordData.address(.v4(IPv4Address(rawValue: 0xC000_0200 + last)))
        return DNSRecord(name(owner), .a, data, timeToLive: 10, dnsClass: DNSClass(rawValue: dnsClass))
    }

    /// A question to all, and a clock that stands still unless it is moved.
    struct Talk {
        var engine: MulticastEngine
        var now = Instant(nanoseconds: 0)
        var sent: [DNSMessage] = []
        var answers: [ResolveAnswer] = []
        var remarks: [ResolveRemark] = []

        init(_ type: DNSType = .a, _ change: (inout MulticastPlan) -> Void = { _ in }) {
            var plan = MulticastPlan(DNSQuestion(MulticastEngineTests.name("printer.local"), type))
            change(&plan)
            engine = MulticastEngine(plan, to: MulticastEngineTests.server, identifier: 4711)
        }

        /// Lets the engine go on until it waits or ends: until when, nil at the end.
        mutating func step() throws -> Instant? {
            while true {
                let action = engine.next(at: now)
                remarks += engine.takeRemarks()
                switch action {
                case .send(let bytes): sent.append(try DNSMessage(parsing: bytes.span))
                case .answer(let answer): answers.append(answer)
                case .wait(let deadline): return deadline
                case .finish: return nil
                }
            }
        }

        /// What a simple resolver is answered with.
        func legacy(_ records: [DNSRecord], _ change: (inout DNSMessage) -> Void = { _ in }) -> DNSMessage {
            var message = DNSMessage(identifier: 4711, flags: DNSFlags(rawValue: 0x8400))
            message.questions = [DNSQuestion(MulticastEngineTests.name("printer.local"), .a)]
            message.answers = records
            change(&message)
            return message
        }

        mutating func receive(
            _ bytes: [UInt8], from host: Int = 0, _ change: (inout MulticastArrival) -> Void = { _ in }
        ) throws {
            var arrival = MulticastArrival(
                bytes, from: MulticastEngineTests.hosts[host], group: MulticastEngineTests.group, at: now, time: 9)
            change(&arrival)
            engine.receive(arrival)
            _ = try step()
        }

        mutating func receive(
            _ message: DNSMessage, from host: Int = 0, _ change: (inout MulticastArrival) -> Void = { _ in }
        ) throws {
            try receive(message.serialized(), from: host, change)
        }
    }

    @Test func `asks twice, without a flag, and waits for its time`() throws {
        var talk = Talk()
        #expect(try talk.step() == Instant(nanoseconds: 500 * .millisecond))
        talk.now = Instant(nanoseconds: 499 * .millisecond)
        _ = try talk.step()
        #expect(talk.sent.count == 1)
        talk.now = Instant(nanoseconds: 500 * .millisecond)
        #expect(try talk.step() == Instant(nanoseconds: .second))
        #expect(talk.sent.map { $0.questions.map(\.dnsClass.rawValue) } == [[1], [0x8001]])
        #expect(talk.sent.allSatisfy { $0.identifier == 4711 && $0.flags.rawValue == 0 && $0.additionals.isEmpty })
        talk.now = Instant(nanoseconds: .second)
        #expect(try talk.step() == nil && talk.sent.count == 2 && talk.remarks.isEmpty)
    }

    @Test func `who asks from the port of all has no number, and asks for unicast at once`() throws {
        var talk = Talk { $0.ownPort = 5353 }
        _ = try talk.step()
        #expect(talk.sent.map(\.identifier) == [0] && talk.sent[0].questions[0].dnsClass.rawValue == 0x8001)
        try talk.receive(
            talk.legacy([Self.address("printer.local", 1, 0x8001)]) { message in
                (message.identifier, message.questions) = (0, [])
            })
        #expect(talk.answers.count == 1)
    }

    @Test func `takes what several answer, and says who it was`() throws {
        var talk = Talk()
        _ = try talk.step()
        talk.now = Instant(nanoseconds: 3 * .millisecond)
        try talk.receive(talk.legacy([Self.address("printer.local", 1)]), from: 0)
        // The same record of another is another answer: a name may be shared.
        try talk.receive(talk.legacy([Self.address("printer.local", 1)]), from: 1)
        #expect(talk.answers.map(\.server.endpoint) == Self.hosts && talk.engine.answerCount == 2)
        #expect(talk.answers.allSatisfy { $0.transport == .multicast && $0.roundTrip == 3 * .millisecond })
        #expect(talk.answers.allSatisfy { $0.server.name == Self.group && $0.server.port == 5353 && $0.time == 9 })
        talk.now = Instant(nanoseconds: .second)
        try talk.receive(talk.legacy([Self.address("printer.local", 3)]))
        #expect(talk.answers.count == 2, "too late")
    }

    @Test func `drops copies, whichever way they came`() throws {
        var talk = Talk()
        _ = try talk.step()
        try talk.receive(talk.legacy([Self.address("printer.local")]))
        try talk.receive(talk.legacy([Self.address("printer.local")]))
        try talk.receive(
            talk.legacy([Self.address("Printer.LOCAL", 1, 0x8001)]) { message in
                (message.identifier, message.questions) = (0, [])
                message.answers[0].timeToLive = 120
            }
        ) { $0.isShared = true }
        #expect(talk.answers.count == 1 && talk.remarks.isEmpty)
        try talk.receive(talk.legacy([Self.address("printer.local", 2)]))
        #expect(talk.answers.count == 2)
    }

    @Test func `believes what answers the question, with its number or for all`() throws {
        var talk = Talk()
        _ = try talk.step()
        let none = DNSRecord(Self.name("printer.local"), .nsec, DNSRecordData([0, 0, 1, 0], of: .nsec), timeToLive: 10)
        let believed: [[DNSRecord]] = [
            [Self.address("printer.local", 1, 0x8001)],
            [Self.address("other.local"), Self.address("PRINTER.local", 2)],
            [none],
        ]
        for records in believed {
            try talk.receive(talk.legacy(records) { ($0.identifier, $0.questions) = (0, []) })
        }
        // A question with the bit that asks for unicast is the same question; with its number it needs no record.
        try talk.receive(talk.legacy([]) { $0.questions[0].dnsClass = DNSClass(rawValue: 0x8001) })
        #expect(talk.answers.count == 4 && talk.remarks.isEmpty)
        var browse = Talk(.any)
        _ = try browse.step()
        try browse.receive(browse.legacy([Self.address("printer.local")]) { $0.questions = [] })
        #expect(browse.answers.count == 1)
    }

    @Test func `passes over what is no answer, and says why`() throws {
        var talk = Talk()
        _ = try talk.step()
        let good = talk.legacy([Self.address("printer.local")])
        var reasons: [ForeignAnswer] = []
        func refuse(
            _ reason: ForeignAnswer, _ change: (inout DNSMessage) -> Void = { _ in },
            _ arriving: (inout MulticastArrival) -> Void = { _ in }
        ) throws {
            var message = good
            change(&message)
            try talk.receive(message, arriving)
            reasons.append(reason)
        }
        try refuse(.identifier(expected: 4711, found: 4712), { $0.identifier = 4712 })
        // With no number it would have to repeat no question.
        try refuse(.identifier(expected: 4711, found: 0), { $0.identifier = 0 })
        try refuse(.query, { $0.flags.isResponse = false })
        try refuse(.opcode(.update), { $0.flags.opcode = .update })
        try refuse(.multicast(.code(.noSuchName)), { $0.flags.rawValue |= 3 })
        try refuse(.multicast(.port(53)), { _ in }, { $0.port = 53 })
        try refuse(.multicast(.offLink), { _ in }, { $0.isOffLink = true })
        try refuse(.multicast(.unrelated)) { message in
            (message.identifier, message.questions, message.answers) = (0, [], [Self.address("other.local", 1, 0x8001)])
        }
        let other = DNSQuestion(Self.name("other.local"), .a)
        try refuse(.question(other), { $0.questions = [other] })
        #expect(talk.answers.isEmpty)
        let told = talk.remarks.map { remark -> ForeignAnswer? in
            if case .foreign(_, let reason) = remark { reason } else { nil }
        }
        #expect(told == reasons)
        try talk.receive([1, 2, 3])
        #expect(talk.answers.isEmpty && talk.remarks.count == 10)
        // Of what others talk about, and of a flood, not everything is told.
        try talk.receive(try good.serialized()) { arrival in
            arrival.port = 53
            arrival.isShared = true
        }
        #expect(talk.remarks.count == 10)
        for _ in 0..<100 { try talk.receive([1, 2, 3]) }
        #expect(talk.remarks.count == 16)
    }

    @Test func `huge counts, pointers that lead nowhere and damaged data end in an answer or in none`() throws {
        var talk = Talk()
        _ = try talk.step()
        var bytes = try talk.legacy([Self.address("printer.local")]).serialized()
        (bytes[6], bytes[7]) = (0xFF, 0xFF)
        try talk.receive(bytes)
        #expect(talk.answers.count == 1)
        // A name that points to itself.
        let head: [UInt8] = [0, 0, 0x84, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0]
        try talk.receive(head + [0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 1, 0, 0])
        #expect(talk.answers.count == 1)
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            var damaged = bytes
            for _ in 0..<4 { damaged[Int.random(in: 4..<damaged.count, using: &generator)] = .random(in: 0...255) }
            try talk.receive(damaged)
        }
    }

    @Test func `a flood is bounded, by number and by bytes`() throws {
        var talk = Talk()
        _ = try talk.step()
        for number in 0..<2000 { try talk.receive(talk.legacy([Self.address("printer.local", UInt32(number))])) }
        #expect(talk.answers.count == MulticastEngine.maximumCount)
        #expect(talk.remarks == [.tooManyAnswers(Self.server, MulticastEngine.maximumCount)])
        #expect(try talk.step() == nil, "more would not be heard")
        var large = Talk()
        _ = try large.step()
        for number in 0..<40 {
            let text = DNSRecordData([UInt8](repeating: UInt8(number), count: 60_000), of: DNSType(rawValue: 65_280))
            let record = DNSRecord(Self.name("printer.local"), DNSType(rawValue: 65_280), text, timeToLive: 1)
            try large.receive(large.legacy([record]))
        }
        #expect(large.answers.map(\.message.count).reduce(0, +) <= MulticastEngine.maximumByteCount)
        #expect(large.answers.count == 17 && large.remarks.count == 1)
    }

    @Test func `what never left has no answer`() throws {
        var talk = Talk()
        _ = try talk.step()
        let error = LinkError(.unreachable, "no way there")
        talk.engine.refuse(error)
        #expect(try talk.step() == nil && talk.remarks == [.failed(Self.server, .multicast, error)])
    }

    @Test(arguments: [
        ("10.66.0.9", 255, false), ("10.66.0.9", 64, false), ("192.0.2.1", 255, false), ("192.0.2.1", 64, true),
        ("192.0.2.1", nil, false), ("169.254.3.4", 64, false), ("127.0.0.1", 64, false), ("fe80::1", 64, false),
        ("fd66::2", 64, false), ("2001:db8::1", 64, true),
    ])
    func `a sender is elsewhere where it is of another subnet, and routers were on the way`(
        source: String, hopLimit: Int?, isElsewhere: Bool
    ) throws {
        let subnets = ["10.66.0.0/24", "fd66::/64"].compactMap { AddressBlock($0) }
        let address = try #require(IPAddress(source))
        #expect(
            LinkNeighborhood.isKnownToBeElsewhere(address, hopLimit: hopLimit, subnets: subnets) == isElsewhere)
    }
}

/// All on a link: what was sent, and what they send back at once.
private struct ScriptedNeighbors: ~Copyable, MulticastLink {
    var now = Instant(nanoseconds: 0)
    var sent: [DNSMessage] = []
    var arrivals: [MulticastArrival] = []
    /// Whether answers repeat no question.
    var isForAll = false

    mutating func send(_ message: [UInt8]) throws(LinkError) {
        guard var answer = try? DNSMessage(parsing: message.span) else { throw LinkError(.other, "no message") }
        sent.append(answer)
        answer.flags.rawValue = 0x8400
        answer.answers = [MulticastEngineTests.address(answer.questions[0].name.description)]
        if isForAll { (answer.identifier, answer.questions) = (0, []) }
        guard let bytes = try? answer.serialized() else { return }
        arrivals.append(
            MulticastArrival(
                bytes, from: MulticastEngineTests.hosts[0], group: MulticastEngineTests.group, at: now))
    }

    mutating func receive(until deadline: Instant) -> MulticastArrival? {
        guard arrivals.isEmpty else { return arrivals.removeFirst() }
        now = max(now, deadline)
        return nil
    }
}

private struct Listener: MulticastWork {
    var story: [String] = []

    mutating func note(sent message: [UInt8], _ token: Int) {}
    mutating func note(_ remark: ResolveRemark, _ token: Int) { story.append("remark \(token)") }
    mutating func take(answer: ResolveAnswer, _ token: Int) { story.append("answer \(token)") }
    mutating func end(_ token: Int) { story.append("end \(token)") }
}

@Suite struct MulticastSessionTests {
    @Test(arguments: [false, true]) func `each question gets its own answers`(isForAll: Bool) {
        var link = ScriptedNeighbors()
        link.isForAll = isForAll
        var session = MulticastSession()
        for token in 0..<5 {
            let question = DNSQuestion(MulticastEngineTests.name("host\(token).local"), .a)
            session.add(MulticastPlan(question), to: MulticastEngineTests.server, token: token)
        }
        #expect(session.tokens == Array(0..<5))
        var work = Listener()
        session.run(on: &link, of: &work)
        #expect(work.story.sorted() == (0..<5).map { "answer \($0)" } + (0..<5).map { "end \($0)" })
        #expect(link.sent.count == 10 && Set(link.sent.map(\.identifier)).count == 5)
        #expect(link.now == Instant(nanoseconds: .second) && session.tokens.isEmpty)
    }
}
