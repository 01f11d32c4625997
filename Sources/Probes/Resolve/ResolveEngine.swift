import Analysis
import Wire

/// What happened on the way to an answer, for people to know.
public enum ResolveRemark: Hashable, Sendable {
    /// A message that is no answer to the query: why.
    case foreign(DNSServer, ForeignAnswer)
    case timedOut(DNSServer, DNSTransport)
    case failed(DNSServer, DNSTransport, LinkError)
    /// The answer is cut.
    case truncated(ResolveAnswer)
    /// The server knows no version of EDNS above this one.
    case badVersion(ResolveAnswer, UInt8)
    case badCookie(ResolveAnswer)
    case serverFailure(DNSServer, DNSResponseCode)
    /// The server does not take the query's signature, which nobody has signed.
    case refusedSignature(DNSServer, SignatureError)
    /// The query is longer than a message can be.
    case unwritable(DNSServer, WireError)
    /// So many on the link have answered; others are left out.
    case tooManyAnswers(DNSServer, Int)
}

/// Why a message that came is not believed (RFC 5452 section 9.1).
public enum ForeignAnswer: Hashable, Sendable {
    case malformed(WireError)
    case query
    case identifier(expected: UInt16, found: UInt16)
    case opcode(DNSOpcode)
    case question(DNSQuestion?)
    /// It is not signed by who has the key.
    case signature(TransactionFault)
    case multicast(MulticastFault)
}

/// A message that came, and how.
public struct ResolveAnswer: Hashable, Sendable {
    public var message: [UInt8]
    /// The query that it answers.
    public var query: [UInt8]
    public var server: DNSServer
    public var transport: DNSTransport
    /// Nil where nobody has waited for it.
    public var roundTrip: Nanoseconds?
    public var clock: StampClock
    /// When it came: since 1970 UTC.
    public var time: Nanoseconds
    /// Whether it is the last message of a zone, which was told as a part already.
    public var isEndOfZone = false
    /// Where it comes from a cache; nil where it was asked for.
    public var shelf: Shelf?

    /// How long ago an answer came that was kept, and how long it is still good, in seconds.
    public struct Shelf: Hashable, Sendable {
        public let age: UInt32
        public let left: UInt32
    }

    public init(
        _ message: [UInt8], to query: [UInt8], from server: DNSServer, by transport: DNSTransport,
        roundTrip: Nanoseconds?, clock: StampClock, time: Nanoseconds
    ) {
        self.message = message
        self.query = query
        self.server = server
        self.transport = transport
        self.roundTrip = roundTrip
        self.clock = clock
        self.time = time
    }
}

/// One question to a row of servers, one after the other: what to send next, and what a message that came means.
///
/// A server that is silent for the time that it has is left for the next one; after the last, it is the first one's
/// turn again, as often as the plan says. A late answer of any of them is welcome.
public struct ResolveEngine: Sendable {
    public enum Action: Hashable, Sendable {
        case send([UInt8], to: DNSServer, over: DNSTransport)
        case wait(until: Instant)
        /// A message of a zone: more will come, or the end.
        case part(ResolveAnswer)
        case finish(ResolveAnswer?)
    }

    /// A message on its way.
    private struct Attempt: Hashable {
        var server: Int
        var transport: DNSTransport
        var identifier: UInt16
        var message: [UInt8]
        var signer = Rare<TransactionSigner>()

        mutating func sign(with signing: TransactionSigning) {
            var signer = TransactionSigner(signing.key)
            message = signer.sign(message, at: signing.time)
            self.signer.value = signer
        }

        mutating func fault(of answer: [UInt8], mayLack: Bool, at time: Int64) -> TransactionFault? {
            signer.value?.check(answer, mayLack: mayLack, at: time) ?? nil
        }
    }

    private let plan: ResolvePlan
    private var query: DNSQuery
    private var sent: [Attempt] = []
    private var upcoming: (server: Int, transport: DNSTransport)?
    private var deadline: Instant?
    private var turn = 0
    private var answer: ResolveAnswer?
    private var transfer: ZoneTransfer?
    private var parts: [ResolveAnswer] = []
    private var renewsDeadline = false
    private var isOver = false
    /// Servers that would fail again in the same way.
    private var leftOut: Set<Int> = []
    /// How often a server was asked again because of its cookie: once by each transport at most.
    private var cookieCount = 0
    private var remarks: [ResolveRemark] = []

    public init(_ plan: ResolvePlan) {
        self.plan = plan
        query = plan.query
        if query.variesCase { query.question.name = query.question.name.withVariedCase { .random() } }
        if query.isTransfer { transfer = ZoneTransfer(mayBeIncremental: query.question.type == .ixfr) }
        beginTurn()
    }

    /// What happened since the last call.
    public mutating func takeRemarks() -> [ResolveRemark] {
        defer { remarks = [] }
        return remarks
    }

    /// - Parameter makeIdentifier: gives each message its number, which others should not be able to guess.
    public mutating func next(
        at now: Instant, makeIdentifier: () -> UInt16 = { .random(in: 0...UInt16.max) }
    ) -> Action {
        if !parts.isEmpty { return .part(parts.removeFirst()) }
        if let answer { return .finish(answer) }
        if renewsDeadline {
            renewsDeadline = false
            deadline = now + plan.timeout
        }
        if let deadline, now >= deadline, let attempt = sent.last {
            remarks.append(.timedOut(plan.servers[attempt.server], attempt.transport))
            giveUp()
        }
        if let next = upcoming {
            upcoming = nil
            deadline = now + plan.timeout
            let identifier = plan.identifier ?? makeIdentifier()
            do throws(WireError) {
                let message = try query.message(identifier: identifier, isEncrypted: next.transport.isEncrypted)
                var attempt = Attempt(
                    server: next.server, transport: next.transport, identifier: identifier, message: message)
                if let signing = plan.signing { attempt.sign(with: signing) }
                sent.append(attempt)
                return .send(attempt.message, to: plan.servers[next.server], over: next.transport)
            } catch {
                remarks.append(.unwritable(plan.servers[next.server], error))
                isOver = true
            }
        }
        guard !isOver, let deadline else { return .finish(nil) }
        return .wait(until: deadline)
    }

    /// The next server, or the first one once more, as long as there are tries.
    private mutating func beginTurn() {
        deadline = nil
        let count = plan.servers.count
        while turn < plan.tries * count, leftOut.contains(turn % count) { turn += 1 }
        guard turn < plan.tries * count else {
            isOver = true
            return
        }
        upcoming = (turn % count, plan.servers[turn % count].transport ?? plan.transport)
        turn += 1
    }

    /// Goes on with the next server, unless a part of a zone was told: it can't be told again.
    private mutating func giveUp() {
        guard transfer?.hasBegun == true else { return beginTurn() }
        deadline = nil
        isOver = true
    }

    /// Takes a message that came from a server.
    public mutating func receive(_ arrival: ResolveArrival) {
        guard answer == nil, !isOver else { return }
        switch arrival.content {
        case .failure(let error): fail(arrival, error)
        case .refusal(let identifier, let error):
            if sent.last?.identifier == identifier { fail(arrival, error) }
        case .message(let bytes):
            let attempts = sent.filter {
                plan.servers[$0.server] == arrival.server && $0.transport == arrival.transport
            }
            guard let last = attempts.last else { return }
            let attempt = attempts.first { Self.identifier(of: bytes) == $0.identifier } ?? last
            if let reason = Self.reason(bytes, isForeignTo: attempt.identifier, query) {
                remarks.append(.foreign(arrival.server, reason))
            } else {
                if plan.signing == nil || isSigned(bytes, attempt, arrival) { judge(bytes, attempt, arrival) }
            }
        }
    }

    private mutating func fail(_ arrival: ResolveArrival, _ error: LinkError) {
        // What an earlier attempt came to changes nothing any more.
        guard let current = sent.last, deadline != nil, plan.servers[current.server] == arrival.server,
            current.transport == arrival.transport
        else { return }
        remarks.append(.failed(arrival.server, arrival.transport, error))
        if error.kind == .lasting { leftOut.insert(current.server) }
        giveUp()
    }

    private static func identifier(of bytes: [UInt8]) -> UInt16? { bytes.count >= 2 ? bytes.span.uint16(at: 0) : nil }

    /// Why a message is no answer to the query; nil where it is one.
    private static func reason(
        _ bytes: [UInt8], isForeignTo identifier: UInt16, _ query: DNSQuery
    ) -> ForeignAnswer? {
        do throws(WireError) {
            let packet = try DNSPacket(parsing: bytes.span)
            let header = packet.header
            guard header.identifier == identifier else {
                return .identifier(expected: identifier, found: header.identifier)
            }
            guard header.flags.isResponse else { return .query }
            guard header.flags.opcode == query.flags.opcode else { return .opcode(header.flags.opcode) }
            // A server that can't read the question need not repeat it, nor need messages of a zone but the first.
            guard header.questionCount > 0, query.hasQuestion else { return nil }
            let question = try DNSQuestion(DNSQuestionView(parsing: bytes.span, at: DNSHeader.byteCount))
            let isSame = question == query.question && header.questionCount == 1
            let hasCase = !query.variesCase || question.name.bytes == query.question.name.bytes
            return isSame && hasCase ? nil : .question(question)
        } catch {
            return .malformed(error)
        }
    }

    /// Whether a message is from who has the key, or says that the server does not take the query's signature. By a
    /// connection no other message will come.
    private mutating func isSigned(_ bytes: [UInt8], _ attempt: Attempt, _ arrival: ResolveArrival) -> Bool {
        guard let place = sent.firstIndex(where: { $0 == attempt }) else { return false }
        switch sent[place].fault(of: bytes, mayLack: transfer != nil, at: arrival.time / .second) {
        case nil: return true
        case .refused(let code):
            remarks.append(.refusedSignature(arrival.server, code))
            return true
        case let fault?:
            remarks.append(.foreign(arrival.server, .signature(fault)))
            if arrival.transport != .udp { giveUp() }
            return false
        }
    }

    /// Whether the answer is the last word, or a reason to ask once more.
    private mutating func judge(_ bytes: [UInt8], _ attempt: Attempt, _ arrival: ResolveArrival) {
        let server = plan.servers[attempt.server]
        let facts = AnswerFacts(bytes.span)
        let way = attempt.transport
        let answer = ResolveAnswer(
            bytes.numbered(for: way), to: attempt.message.numbered(for: way), from: server, by: way,
            roundTrip: arrival.roundTrip, clock: arrival.clock, time: arrival.time)
        if facts.isTruncated, way == .udp, plan.fetchesTruncated {
            remarks.append(.truncated(answer))
            return askAgain(attempt, .tcp)
        }
        if facts.code == .badVersion, plan.negotiatesVersion, let version = facts.version, let edns = query.edns,
            version < edns.version
        {
            remarks.append(.badVersion(answer, version))
            query.edns?.version = version
            return askAgain(attempt, way)
        }
        if facts.code == .badCookie, plan.repeatsWithCookie, cookieCount < 2, let cookie = facts.cookie,
            let place = query.edns?.options.firstIndex(where: { $0.code == .cookie })
        {
            remarks.append(.badCookie(answer))
            query.edns?.options[place].data = cookie
            cookieCount += 1
            return askAgain(attempt, cookieCount == 1 || way != .udp ? way : .tcp)
        }
        if facts.code == .serverFailure, plan.leavesFailures, turn < plan.servers.count {
            remarks.append(.serverFailure(server, facts.code))
            return giveUp()
        }
        if transfer != nil, facts.code == .noError { take(part: answer) } else { self.answer = answer }
    }

    private mutating func take(part answer: ResolveAnswer) {
        do throws(WireError) {
            let hasMore = try transfer?.take(answer.message.span) ?? false
            parts.append(answer)
            renewsDeadline = hasMore
            guard !hasMore else { return }
            guard plan.signing == nil || sent.contains(where: { $0.signer.value?.isComplete == true }) else {
                remarks.append(.foreign(answer.server, .signature(.unsigned)))
                deadline = nil
                isOver = true
                return
            }
            self.answer = answer
            self.answer?.isEndOfZone = true
        } catch {
            remarks.append(.foreign(answer.server, .malformed(error)))
            parts.append(answer)
            deadline = nil
            isOver = true
        }
    }

    /// What was asked is answered: a copy of that answer means nothing any more.
    private mutating func askAgain(_ attempt: Attempt, _ transport: DNSTransport) {
        sent.removeAll { $0.identifier == attempt.identifier && $0.transport == attempt.transport }
        deadline = nil
        upcoming = (attempt.server, transport)
    }
}

/// What of an answer decides whether it is one.
private struct AnswerFacts {
    var isTruncated = false
    var code = DNSResponseCode.noError
    /// Of EDNS.
    var version: UInt8?
    /// The cookie that the server gave, the client's part first.
    var cookie: [UInt8]?

    init(_ bytes: Span<UInt8>) {
        guard let packet = try? DNSPacket(parsing: bytes) else { return }
        isTruncated = packet.header.flags.isTruncated
        code = packet.responseCode
        guard let edns = packet.edns else { return }
        version = edns.ednsVersion
        cookie = edns.options.first { $0.code == .cookie }?.data
    }
}
