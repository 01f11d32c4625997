import Analysis
import Probes
import Testing
import Wire

@Suite struct ResolveEngineTests {
    static let servers = (1...2).map { number in
        DNSServer("s\(number)", Endpoint(.v4(IPv4Address(rawValue: 0x0A00_0000 + UInt32(number)))))
    }

    /// A question to two servers, and a clock that stands still unless it is moved.
    struct Talk {
        var engine: ResolveEngine
        var now = Instant(nanoseconds: 0)
        var sent: [(message: DNSMessage, server: DNSServer, transport: DNSTransport)] = []
        var remarks: [ResolveRemark] = []
        var parts: [ResolveAnswer] = []

        init(_ change: (inout ResolvePlan) -> Void = { _ in }) throws {
            let name = try #require(DNSName("www.example.com"))
            var plan = ResolvePlan(DNSQuery(DNSQuestion(name, .a)), servers: ResolveEngineTests.servers)
            plan.tries = 2
            change(&plan)
            engine = ResolveEngine(plan)
        }

        /// Lets the engine go on until it waits or ends: true while it waits.
        mutating func step() throws -> Bool {
            while true {
                let action = engine.next(at: now) { 4711 }
                remarks += engine.takeRemarks()
                switch action {
                case .send(let bytes, let server, let transport):
                    sent.append((try DNSMessage(parsing: bytes.span), server, transport))
                case .part(let part): parts.append(part)
                case .wait: return true
                case .finish: return false
                }
            }
        }

        /// What the last query would be answered with.
        func answer(_ change: (inout DNSMessage) -> Void = { _ in }) -> DNSMessage {
            var message = sent.last?.message ?? DNSMessage(identifier: 0, flags: DNSFlags(rawValue: 0))
            message.flags.isResponse = true
            message.additionals = []
            change(&message)
            return message
        }

        mutating func receive(
            _ message: DNSMessage, from server: Int? = nil, over transport: DNSTransport? = nil
        ) throws {
            let from = server.map { ResolveEngineTests.servers[$0] } ?? sent.last?.server
            let arrival = ResolveArrival(
                try #require(from), transport ?? sent.last?.transport ?? .udp, .message(try message.serialized()),
                roundTrip: 7, clock: .kernel, time: 9)
            engine.receive(arrival)
            remarks += engine.takeRemarks()
        }

        mutating func finish() throws -> ResolveAnswer? {
            guard case .finish(let answer) = engine.next(at: now, makeIdentifier: { 4711 }) else { return nil }
            return answer
        }
    }

    @Test func `a server has its own transport, and a failure that would last leaves it out`() throws {
        var talk = try Talk { plan in
            plan.servers[0].transport = .tls
            plan.tries = 3
        }
        #expect(try talk.step())
        #expect(talk.sent.map(\.transport) == [.tls])
        talk.engine.receive(ResolveArrival(talk.sent[0].server, .tls, .failure(LinkError(.lasting, "a stranger"))))
        for _ in 0..<3 {
            #expect(try talk.step())
            talk.now = talk.now + 5 * .second
        }
        #expect(try !talk.step())
        #expect(talk.sent.map(\.transport) == [.tls, .udp, .udp, .udp])
        #expect(try talk.finish() == nil)
    }

    @Test func `a refusal of this message is a failure, one of another is not`() throws {
        var talk = try Talk { $0.transport = .https }
        #expect(try talk.step())
        let error = LinkError(.other, "HTTP status 500")
        talk.engine.receive(ResolveArrival(Self.servers[0], .https, .refusal(4712, error)))
        #expect(try talk.step())
        #expect(talk.sent.count == 1)
        talk.engine.receive(ResolveArrival(Self.servers[0], .https, .refusal(4711, error)))
        #expect(try talk.step())
        #expect(talk.sent.map(\.server) == Self.servers)
        #expect(talk.remarks == [.failed(Self.servers[0], .https, error)])
    }

    @Test func `messages by HTTPS are shown with the number that they had on the way`() throws {
        for (transport, identifier) in [(DNSTransport.https, UInt16(0)), (.tls, 4711)] {
            var talk = try Talk { $0.transport = transport }
            #expect(try talk.step())
            try talk.receive(talk.answer())
            let answer = try #require(try talk.finish())
            #expect(answer.message.span.uint16(at: 0) == identifier && answer.query.span.uint16(at: 0) == identifier)
        }
    }

    @Test(arguments: [
        (EDNSRequest.Padding.whereEncrypted, false, 32), (.whereEncrypted, true, 128), (.never, true, 32),
        (.always(16), false, 48), (.always(33), false, 66), (.always(37), true, 37), (.always(0), true, 32),
    ])
    func `a query is filled up to whole blocks`(padding: EDNSRequest.Padding, isEncrypted: Bool, length: Int) throws {
        var query = DNSQuery(DNSQuestion(try #require(DNSName("a.b")), .a))
        query.edns?.padding = padding
        #expect(try query.message(identifier: 1, isEncrypted: isEncrypted).count == length)
        // What is there by hand stays as it is, and without EDNS there is no place.
        query.edns?.options = [EDNSOption(.padding, [])]
        #expect(try query.message(identifier: 1, isEncrypted: isEncrypted).count == 36)
        query.edns = nil
        #expect(try query.message(identifier: 1, isEncrypted: isEncrypted).count == 21)
    }

    @Test func `asks with all that the query says, and takes the answer`() throws {
        var talk = try Talk { plan in
            plan.query.edns?.flags = EDNSRequest.dnssecOK
            plan.query.edns?.options = [EDNSOption(.nameServerID, [])]
        }
        #expect(try talk.step())
        let query = try #require(talk.sent.first)
        #expect(query.server == Self.servers[0] && query.transport == .udp && query.message.identifier == 4711)
        #expect(
            query.message.flags.recursionDesired && query.message.flags.isAuthentic && !query.message.flags.isResponse)
        let edns = try #require(query.message.additionals.first)
        #expect(edns.type == .opt && edns.dnsClass.rawValue == 1232 && edns.timeToLive == 0x8000)
        #expect(edns.data == (try .options([EDNSOption(.nameServerID, [])])))
        try talk.receive(talk.answer())
        let answer = try #require(try talk.finish())
        #expect(answer.server == Self.servers[0] && answer.transport == .udp && answer.roundTrip == 7)
        #expect(answer.clock == .kernel && answer.time == 9 && talk.remarks.isEmpty)
        #expect(answer.query == (try query.message.serialized()))
    }

    @Test func `leaves a silent server for the next one, and comes back to it`() throws {
        var talk = try Talk { $0.timeout = 100 }
        for second in 1...4 {
            #expect(try talk.step() && talk.sent.count == second)
            talk.now = Instant(nanoseconds: Int64(100 * second))
        }
        #expect(try !talk.step())
        #expect(talk.sent.map(\.server.name) == ["s1", "s2", "s1", "s2"])
        #expect(talk.remarks == [0, 1, 0, 1].map { .timedOut(Self.servers[$0], .udp) })
        #expect(try talk.finish() == nil)
    }

    @Test func `welcomes a late answer of a server that was left`() throws {
        var talk = try Talk { $0.timeout = 100 }
        #expect(try talk.step())
        talk.now = Instant(nanoseconds: 100)
        #expect(try talk.step() && talk.sent.count == 2)
        try talk.receive(talk.answer(), from: 0)
        #expect(try talk.finish()?.server == Self.servers[0])
    }

    @Test func `passes over what is no answer, and says why`() throws {
        var talk = try Talk()
        #expect(try talk.step())
        let server = Self.servers[0]
        let other = try #require(DNSName("other.example.com"))
        try talk.receive(talk.answer { $0.identifier = 4712 })
        try talk.receive(talk.answer { $0.flags.isResponse = false })
        try talk.receive(talk.answer { $0.flags.opcode = .notify })
        try talk.receive(talk.answer { $0.questions[0].name = other })
        try talk.receive(talk.answer { $0.questions[0].type = .aaaa })
        talk.engine.receive(ResolveArrival(server, .udp, .message([0x12, 0x67, 0x80])))
        // What nobody was asked for means nothing at all.
        talk.engine.receive(ResolveArrival(Self.servers[1], .udp, .message(try talk.answer().serialized())))
        talk.engine.receive(ResolveArrival(server, .tcp, .message(try talk.answer().serialized())))
        #expect(try talk.step())
        let question = DNSQuestion(try #require(DNSName("www.example.com")), .aaaa)
        #expect(
            talk.remarks == [
                .foreign(server, .identifier(expected: 4711, found: 4712)), .foreign(server, .query),
                .foreign(server, .opcode(.notify)), .foreign(server, .question(DNSQuestion(other, .a))),
                .foreign(server, .question(question)),
                .foreign(server, .malformed(WireError("DNS", .truncated(needed: 12, available: 3)))),
            ])
        // The case of a name is not part of it.
        try talk.receive(talk.answer { $0.questions[0].name = DNSName("WWW.EXAMPLE.com") ?? .root })
        #expect(try talk.finish() != nil)
    }

    @Test(arguments: [true, false])
    func `fetches by TCP what was cut, unless told otherwise`(fetches: Bool) throws {
        var talk = try Talk { $0.fetchesTruncated = fetches }
        #expect(try talk.step())
        try talk.receive(talk.answer { $0.flags.isTruncated = true })
        guard fetches else {
            #expect(try talk.finish()?.transport == .udp)
            return
        }
        #expect(try talk.step() && talk.sent.map(\.transport) == [.udp, .tcp])
        #expect(talk.remarks.count == 1 && talk.sent[1].server == Self.servers[0])
        if case .truncated(let cut)? = talk.remarks.first {
            #expect(cut.transport == .udp)
        } else {
            Issue.record("\(talk.remarks)")
        }
        // A copy of what was cut is no reason to ask once more.
        try talk.receive(talk.answer { $0.flags.isTruncated = true }, over: .udp)
        #expect(try talk.step() && talk.sent.count == 2 && talk.remarks.count == 1)
        // Cut by TCP too: there is no more to be had.
        try talk.receive(talk.answer { $0.flags.isTruncated = true })
        #expect(try talk.finish()?.transport == .tcp)
    }

    @Test func `goes down to the version of EDNS that the server knows`() throws {
        var talk = try Talk { $0.query.edns?.version = 3 }
        #expect(try talk.step())
        let refusal = talk.answer { message in
            let edns = DNSRecord(
                .root, .opt, DNSRecordData([], of: .opt), timeToLive: 0x0101_0000, dnsClass: DNSClass(rawValue: 1232))
            message.additionals = [edns]
        }
        try talk.receive(refusal)
        #expect(try talk.step() && talk.remarks.count == 1)
        if case .badVersion(_, let version)? = talk.remarks.first {
            #expect(version == 1)
        } else {
            Issue.record("\(talk.remarks)")
        }
        #expect(talk.sent.last?.message.additionals.first?.timeToLive == 0x0001_0000)
        // A server that refuses what it said it knows has said its last word.
        try talk.receive(refusal)
        #expect(try talk.finish() != nil)
    }

    @Test func `asks with the server's cookie once by each transport`() throws {
        let own = [UInt8](1...8)
        let cookie = own + [UInt8](11...18)
        var talk = try Talk { $0.query.edns?.options = [EDNSOption(.cookie, own)] }
        for transport in [DNSTransport.udp, .udp, .tcp] {
            #expect(try talk.step() && talk.sent.last?.transport == transport)
            let data = try DNSRecordData.options([EDNSOption(.cookie, cookie)])
            try talk.receive(
                talk.answer { message in
                    message.flags.responseCode = DNSResponseCode(rawValue: 23 & 0xF)
                    message.additionals = [
                        DNSRecord(.root, .opt, data, timeToLive: 1 << 24, dnsClass: DNSClass(rawValue: 1232))
                    ]
                })
        }
        #expect(talk.sent[1].message.additionals[0].data == (try .options([EDNSOption(.cookie, cookie)])))
        #expect(talk.remarks.count == 2)
        #expect(try talk.finish() != nil)
    }

    @Test(arguments: [true, false])
    func `a failing server is the last word, or the next one's turn`(leaves: Bool) throws {
        var talk = try Talk { $0.leavesFailures = leaves }
        #expect(try talk.step())
        try talk.receive(talk.answer { $0.flags.responseCode = .serverFailure })
        if leaves {
            #expect(try talk.step() && talk.sent.last?.server == Self.servers[1])
            try talk.receive(talk.answer { $0.flags.responseCode = .serverFailure })
        }
        #expect(try talk.finish()?.server == Self.servers[leaves ? 1 : 0])
    }

    @Test func `a port that is closed is left at once`() throws {
        var talk = try Talk()
        for place in [0, 1, 0, 1] {
            #expect(try talk.step())
            let error = LinkError(.other, "Connection refused")
            talk.engine.receive(ResolveArrival(Self.servers[place], .udp, .failure(error)))
        }
        #expect(try !talk.step() && talk.sent.count == 4 && talk.remarks.count == 4)
        #expect(try talk.finish() == nil)
    }

    @Test func `without a server there is nobody to be asked`() throws {
        var talk = try Talk { $0.servers = [] }
        #expect(try !talk.step())
        #expect(try talk.finish() == nil && talk.sent.isEmpty)
    }

    @Test func `with varied letters an answer without them is passed over`() throws {
        var talk = try Talk { plan in
            plan.query.question.name = DNSName("an-example-of-many-letters.example") ?? .root
            plan.query.variesCase = true
        }
        #expect(try talk.step())
        let asked = try #require(talk.sent.last?.message.questions.first)
        #expect(asked == talk.sent.last?.message.questions.first && asked.name.bytes != asked.name.lowercased.bytes)
        try talk.receive(talk.answer { $0.questions[0].name = asked.name.lowercased })
        #expect(try talk.step())
        #expect(talk.remarks.count == 1)
        try talk.receive(talk.answer())
        #expect(try !talk.step())
    }

    /// What is not signed by who has the key is passed over by UDP, and by a connection is the end of it.
    @Test func `an answer that has to be signed is not believed without a signature`() throws {
        let key = TransactionKey(try #require(DNSName("k")), .sha256, secret: [1])
        var talk = try Talk { $0.signing = TransactionSigning(key, at: 0) }
        #expect(try talk.step())
        #expect(talk.sent.last?.message.additionals.last?.type == .tsig)
        try talk.receive(talk.answer())
        #expect(try talk.step())
        #expect(talk.remarks == [.foreign(Self.servers[0], .signature(.unsigned))])
        var refusal = talk.answer { $0.flags.responseCode = DNSResponseCode(rawValue: 9) }
        let text = "hmac-sha256. 0 300 0 0 BADKEY 0"
        let data = try DNSRecordData(presentation: Array(text.utf8), of: .tsig)
        refusal.additionals = [DNSRecord(key.name, .tsig, data, timeToLive: 0, dnsClass: .any)]
        try talk.receive(refusal)
        #expect(try !talk.step())
        #expect(talk.remarks.last == .refusedSignature(Self.servers[0], SignatureError(rawValue: 17)))

        talk = try Talk {
            $0.signing = TransactionSigning(key, at: 0)
            $0.transport = .tcp
        }
        #expect(try talk.step())
        try talk.receive(talk.answer())
        #expect(try talk.step())
        #expect(talk.sent.map(\.server) == Self.servers)
    }
}

@Suite struct ZoneTransferTests {
    static func soa(_ serial: UInt32) throws -> DNSRecord {
        let data = try DNSRecordData(presentation: Array("ns. host. \(serial) 2 3 4 5".utf8), of: .soa)
        return DNSRecord(.root, .soa, data, timeToLive: 1)
    }

    static let host = DNSRecord(.root, .a, .address(.v4(.loopback)), timeToLive: 1)

    /// Serials of SOA records, and 0 for any other, message by message; whether it ends with the last one.
    @Test(arguments: [
        (DNSType.axfr, [[7, 0, 0, 7]], true), (.axfr, [[7, 0], [0], [0, 7]], true), (.axfr, [[7], [0], [7]], true),
        (.axfr, [[7, 0], [0]], false), (.axfr, [[7]], false), (.ixfr, [[7]], true), (.ixfr, [[7, 0, 7]], true),
        (.ixfr, [[7, 5, 0, 7, 0, 7]], true), (.ixfr, [[7, 5], [0, 6, 0], [6, 0, 7], [0, 7]], true),
        (.ixfr, [[7, 5, 0, 7, 0]], false),
    ])
    func `a zone comes in parts, and ends with its own SOA`(type: DNSType, serials: [[UInt32]], isWhole: Bool) throws {
        var talk = try ResolveEngineTests.Talk { plan in
            plan.query.question.type = type
            plan.transport = .tcp
            plan.query.serial = type == .ixfr ? 5 : nil
        }
        #expect(try talk.step())
        #expect(talk.sent[0].message.authorities.count == (type == .ixfr ? 1 : 0))
        for (index, message) in serials.enumerated() {
            try talk.receive(
                talk.answer { answer in
                    answer.authorities = []
                    // Only the first one has to repeat the question.
                    if index > 0 { answer.questions = [] }
                    answer.answers = (try? message.map { $0 == 0 ? Self.host : try Self.soa($0) }) ?? []
                })
            let isLast = index == serials.count - 1
            #expect(try talk.step() == !(isLast && isWhole), "\(index)")
        }
        #expect(talk.parts.count == serials.count && talk.remarks.isEmpty)
        if isWhole { #expect(try talk.finish()?.isEndOfZone == true) }
    }

    @Test func `a zone that breaks off is not asked for again, and one that is none is told`() throws {
        var talk = try ResolveEngineTests.Talk { $0.query.question.type = .axfr }
        #expect(try talk.step())
        try talk.receive(talk.answer { $0.answers = (try? [Self.soa(7), Self.host]) ?? [] })
        #expect(try talk.step() && talk.parts.count == 1)
        let error = LinkError(.other, "end of file")
        talk.engine.receive(ResolveArrival(ResolveEngineTests.servers[0], .udp, .failure(error)))
        #expect(try !talk.step() && talk.sent.count == 1 && talk.remarks.count == 1)
        #expect(try talk.finish() == nil)
        var other = try ResolveEngineTests.Talk { $0.query.question.type = .axfr }
        #expect(try other.step())
        try other.receive(other.answer { $0.answers = [Self.host] })
        #expect(try !other.step() && other.parts.count == 1)
        let reason = WireError("zone", .badValue(field: "first type", value: 1), at: 33)
        #expect(other.remarks == [.foreign(ResolveEngineTests.servers[0], .malformed(reason))])
        // A refusal is an answer.
        var refused = try ResolveEngineTests.Talk { $0.query.question.type = .axfr }
        #expect(try refused.step())
        try refused.receive(refused.answer { $0.flags.responseCode = .refused })
        #expect(try refused.finish()?.isEndOfZone == false)
    }
}
