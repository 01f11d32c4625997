import Wire

/// Why a message that came while all on a link were asked is not believed.
public enum MulticastFault: Hashable, Sendable {
    /// It comes from this port, and not from the one at which all listen (RFC 6762 section 6).
    case port(UInt16)
    case offLink
    /// No message of multicast DNS has such a code (RFC 6762 section 18.11).
    case code(DNSResponseCode)
    /// None of its records is an answer to the question.
    case unrelated
}

/// One question to all on a link: it is put twice, and whatever answers it until the time is over is taken, from
/// whoever it comes (RFC 6762 section 5.1).
public struct MulticastEngine: Sendable {
    public enum Action: Hashable, Sendable {
        case send([UInt8])
        case answer(ResolveAnswer)
        case wait(until: Instant)
        /// The time is over.
        case finish
    }

    /// What tells a copy of an answer from another one: it may have come by unicast and by multicast.
    private struct Given: Hashable {
        let source: Endpoint
        let records: Set<DNSRecord>
        /// Of a message that can't be read to its end.
        let rest: [UInt8]
    }

    /// Answers that are taken at most, and their bytes.
    public static let maximumCount = 1000
    public static let maximumByteCount = 1 << 20
    /// Messages that are not believed, of which is told.
    private static let maximumForeignCount = 16
    private static let tries = 2

    private let plan: MulticastPlan
    private let identifier: UInt16
    private let server: DNSServer
    private var begin: Instant?
    private var sendCount = 0
    private var query: [UInt8] = []
    private var given: Set<Given> = []
    private var byteCount = 0
    private var foreignCount = 0
    private var answers: [ResolveAnswer] = []
    private var remarks: [ResolveRemark] = []
    private var isOver = false
    /// How many have answered, copies left out.
    public private(set) var answerCount = 0

    /// - Parameters:
    ///   - server: whom the question goes to, for what is told of it.
    ///   - identifier: nil for a random one; 0 where it is asked as one of those that listen (section 18.1).
    public init(_ plan: MulticastPlan, to server: DNSServer, identifier: UInt16? = nil) {
        self.plan = plan
        self.server = server
        let chosen = plan.identifier ?? identifier ?? .random(in: 1...UInt16.max)
        self.identifier = plan.isOneOfAll ? plan.identifier ?? 0 : chosen
    }

    /// What happened since the last call.
    public mutating func takeRemarks() -> [ResolveRemark] {
        defer { remarks = [] }
        return remarks
    }

    public mutating func next(at now: Instant) -> Action {
        if !answers.isEmpty { return .answer(answers.removeFirst()) }
        let begin = begin ?? now
        self.begin = begin
        let end = begin + plan.timeout
        guard !isOver, now < end else { return .finish }
        let due = begin + plan.timeout / Nanoseconds(Self.tries) * Nanoseconds(sendCount)
        guard sendCount < Self.tries else { return .wait(until: end) }
        guard now >= due else { return .wait(until: due) }
        return send()
    }

    /// The first time as any simple resolver asks, to which all have to answer by unicast. The second time says so too,
    /// for the sake of those that heed nothing else.
    private mutating func send() -> Action {
        let wantsUnicast = plan.isOneOfAll || sendCount > 0
        sendCount += 1
        do throws(WireError) {
            query = try plan.message(identifier: identifier, wantsUnicast: wantsUnicast)
            return .send(query)
        } catch {
            remarks.append(.unwritable(server, error))
            isOver = true
            return .finish
        }
    }

    /// The message that was to be sent last has left by no interface.
    public mutating func refuse(_ error: LinkError) {
        remarks.append(.failed(server, .multicast, error))
        // Nobody can answer what was never sent.
        if sendCount == 1 { isOver = true }
    }

    /// Whether a message has the number of this question; what is for all has none.
    func owns(_ arrival: MulticastArrival) -> Bool {
        arrival.message.count >= 2 && identifier != 0 && arrival.message.span.uint16(at: 0) == identifier
    }

    func uses(_ identifier: UInt16) -> Bool { self.identifier == identifier }

    public mutating func receive(_ arrival: MulticastArrival) {
        guard let begin, !isOver, arrival.instant < begin + plan.timeout else { return }
        if let reason = reason(arrival) { return note(reason, arrival) }
        take(arrival, since: begin)
    }

    private mutating func note(_ reason: ForeignAnswer, _ arrival: MulticastArrival) {
        // Others may talk of other things.
        guard !arrival.isShared, foreignCount < Self.maximumForeignCount else { return }
        foreignCount += 1
        remarks.append(.foreign(sender(of: arrival), reason))
    }

    private func sender(of arrival: MulticastArrival) -> DNSServer {
        DNSServer(arrival.group, arrival.source, port: arrival.port)
    }

    private mutating func take(_ arrival: MulticastArrival, since begin: Instant) {
        guard given.insert(Self.content(of: arrival)).inserted else { return }
        guard answerCount < Self.maximumCount, byteCount + arrival.message.count <= Self.maximumByteCount else {
            remarks.append(.tooManyAnswers(server, answerCount))
            isOver = true
            return
        }
        answerCount += 1
        byteCount += arrival.message.count
        answers.append(
            ResolveAnswer(
                arrival.message, to: query, from: sender(of: arrival), by: .multicast,
                roundTrip: max(0, arrival.instant - begin), clock: .user, time: arrival.time))
    }

    private static func content(of arrival: MulticastArrival) -> Given {
        guard let message = try? DNSMessage(parsing: arrival.message.span) else {
            return Given(source: arrival.source, records: [], rest: Array(arrival.message.dropFirst(2)))
        }
        let records = [message.answers, message.authorities, message.additionals].joined().map { record in
            var record = record
            record.timeToLive = 0
            record.dnsClass = record.dnsClass.withoutMulticastBit
            return record
        }
        return Given(source: arrival.source, records: Set(records), rest: [])
    }
}

// What is believed
extension MulticastEngine {
    /// Why a message is no answer to the question; nil where it is one.
    private func reason(_ arrival: MulticastArrival) -> ForeignAnswer? {
        if arrival.isOffLink { return .multicast(.offLink) }
        if arrival.port != plan.port { return .multicast(.port(arrival.port)) }
        do throws(WireError) {
            let packet = try DNSPacket(parsing: arrival.message.span)
            let header = packet.header
            guard header.flags.isResponse else { return .query }
            // What is for all has no number, and repeats no question (sections 6 and 18.1).
            let isForAll = header.identifier == 0 && header.questionCount == 0
            guard header.identifier == identifier || isForAll else {
                return .identifier(expected: identifier, found: header.identifier)
            }
            guard header.flags.opcode == .query else { return .opcode(header.flags.opcode) }
            guard packet.responseCode == .noError else { return .multicast(.code(packet.responseCode)) }
            guard header.questionCount > 0 else { return hasAnswer(packet) ? nil : .multicast(.unrelated) }
            var question = try DNSQuestion(DNSQuestionView(parsing: arrival.message.span, at: DNSHeader.byteCount))
            question.dnsClass = question.dnsClass.withoutMulticastBit
            return question == plan.question && header.questionCount == 1 ? nil : .question(question)
        } catch {
            return .malformed(error)
        }
    }

    /// Whether a record is what was asked for, another name for it, or says that there is none (section 6.1).
    private func hasAnswer(_ packet: borrowing DNSPacket) -> Bool {
        let asked = plan.question
        var answers = packet.entries(of: .answers)
        while answers.step(), let record = answers.record {
            guard asked.type == .any || [asked.type, .cname, .nsec].contains(record.type),
                asked.dnsClass == .any || record.dnsClass.withoutMulticastBit == asked.dnsClass,
                let name = try? DNSName(record.name), name == asked.name
            else { continue }
            return true
        }
        return false
    }
}
