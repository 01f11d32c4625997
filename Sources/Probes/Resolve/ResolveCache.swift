import Wire

/// Answers that are good for a time, and are given again until it is over (RFC 1034 section 5.3.3, RFC 2308).
///
/// Whole messages are kept, by the question and by whom it was put to: what one server says is never taken for what
/// another one would say.
public final class ResolveCache {
    /// A question as it was put, or a zone that a server sends to others for.
    struct Key: Hashable {
        fileprivate var query: DNSQuery
        fileprivate let servers: [DNSServer]
        fileprivate let transport: DNSTransport
        fileprivate var isReferral = false

        /// Nil where the answer is for this query alone.
        init?(_ plan: ResolvePlan) {
            guard !plan.query.isTransfer, plan.query.hasQuestion, plan.signing == nil else { return nil }
            query = plan.query
            // By chance: it says nothing of what is asked.
            query.edns?.options.removeAll { $0.code == .cookie }
            servers = plan.servers
            transport = plan.transport
        }

        fileprivate func referral(for zone: DNSName) -> Key {
            var key = self
            key.query.question = DNSQuestion(zone, .ns)
            key.isReferral = true
            return key
        }
    }

    private struct Entry {
        let answer: ResolveAnswer
        let start: Instant
        let lifetime: UInt32
    }

    /// Those that were kept or used lately, and those before them, which go when the others have become too many.
    private var recent: [Key: Entry] = [:]
    private var older: [Key: Entry] = [:]
    private var byteCount = 0
    private let maximumByteCount: Int
    private let now: () -> Instant

    /// - Parameters:
    ///   - maximumByteCount: how much is kept in about, in bytes.
    ///   - now: the time, by a clock that nobody sets.
    public init(maximumByteCount: Int = 64 << 20, now: @escaping () -> Instant) {
        self.maximumByteCount = maximumByteCount
        self.now = now
    }

    func keep(_ answer: ResolveAnswer, _ key: Key) {
        guard let lifetime = DNSLifetime.seconds(of: answer.message.span), lifetime > 0 else { return }
        put(Entry(answer: answer, start: now(), lifetime: lifetime), key)
    }

    /// Keeps what a server has said of a zone below its own, for all names in that zone.
    ///
    /// - Parameter plan: by which it was asked.
    public func keep(_ answer: ResolveAnswer, to plan: ResolvePlan, referringTo zone: DNSName) {
        // What came from here is here.
        guard answer.shelf == nil, let key = Key(plan) else { return }
        keep(answer, key.referral(for: zone))
    }

    private func put(_ entry: Entry, _ key: Key) {
        // A message, its query, and what stands around them.
        byteCount += entry.answer.message.count + entry.answer.query.count + 512
        if byteCount > maximumByteCount / 2 {
            older = recent
            recent = [:]
            byteCount = 0
        }
        recent[key] = entry
    }

    /// What there is to be had without asking anybody: an answer, or, where recursion is not asked for, the closest
    /// zone that the server sends to others for.
    func answer(_ key: Key) -> ResolveAnswer? {
        if let answer = find(key) { return answer }
        guard !key.query.flags.recursionDesired else { return nil }
        let question = key.query.question
        // What is signed of a zone below is told above it.
        var zone = question.type == .ds ? question.name.parent : question.name
        while let name = zone, !name.isRoot {
            if let answer = find(key.referral(for: name)) { return answer }
            zone = name.parent
        }
        return nil
    }

    private func find(_ key: Key) -> ResolveAnswer? {
        let known = recent[key]
        guard let entry = known ?? older[key] else { return nil }
        let age = UInt32(clamping: (now() - entry.start) / .second)
        guard age < entry.lifetime else { return nil }
        if known == nil { put(entry, key) }
        var answer = entry.answer
        answer.message = DNSLifetime.age(answer.message, by: age)
        answer.roundTrip = nil
        answer.shelf = ResolveAnswer.Shelf(age: age, left: entry.lifetime - age)
        return answer
    }
}

/// Work whose questions are answered from a cache as far as that goes; of those that ask the same at the same time, one
/// goes to the servers, and the others have its answer.
private struct CachedWork<Work: ResolveWork> {
    private(set) var work: Work
    private let cache: ResolveCache
    /// What is under way, and who else waits for it.
    private var asked: [Int: ResolveCache.Key] = [:]
    private var waiting: [ResolveCache.Key: [(plan: ResolvePlan, token: Int)]] = [:]
    private var waitingCount = 0
    /// Who has waited in vain, and asks himself.
    private var released: ArraySlice<(plan: ResolvePlan, token: Int)> = []

    private static var maximumWaitingCount: Int { 16_384 }

    init(_ work: Work, _ cache: ResolveCache) {
        self.work = work
        self.cache = cache
    }

    /// What is left to be asked; nil where the cache had it all, or somebody else asks already.
    private mutating func settle(_ plan: ResolvePlan?, _ token: Int) -> ResolvePlan? {
        var next = plan
        while let plan = next {
            guard let key = ResolveCache.Key(plan) else { return plan }
            if let answer = cache.answer(key) {
                next = work.finish(token, with: answer)
            } else if waiting[key] != nil {
                waiting[key]?.append((plan, token))
                waitingCount += 1
                return nil
            } else {
                waiting[key] = []
                asked[token] = key
                return plan
            }
        }
        return nil
    }
}

extension CachedWork: ResolveWork {
    mutating func next() -> ResolveNext {
        if let (plan, token) = released.popFirst() { return .ask(plan, token: token) }
        while waitingCount < Self.maximumWaitingCount {
            switch work.next() {
            case .ask(let plan, let token):
                if let plan = settle(plan, token) { return .ask(plan, token: token) }
            case .later: return .later
            case .end: return waitingCount == 0 ? .end : .later
            }
        }
        return .later
    }

    mutating func finish(_ token: Int, with answer: ResolveAnswer?) -> ResolvePlan? {
        guard let key = asked.removeValue(forKey: token) else {
            return settle(work.finish(token, with: answer), token)
        }
        if let answer { cache.keep(answer, key) }
        let others = waiting.removeValue(forKey: key) ?? []
        waitingCount -= others.count
        let next = settle(work.finish(token, with: answer), token)
        for (plan, token) in others {
            let shared = cache.answer(key)
            let next = shared == nil ? plan : settle(work.finish(token, with: shared), token)
            if let next { released.append((next, token)) }
        }
        return next
    }

    mutating func take(part: ResolveAnswer, _ token: Int) { work.take(part: part, token) }
    mutating func note(sent message: [UInt8], _ token: Int) { work.note(sent: message, token) }
    mutating func note(_ remark: ResolveRemark, _ token: Int) { work.note(remark, token) }
}

extension ResolveBatch {
    /// Asks until all is answered, or has nobody left to be asked.
    ///
    /// - Parameter cache: of which answers are had as far as that goes.
    public static func run<Work: ResolveWork>(
        on link: inout some ResolveLink & ~Copyable, window: Int, interval: Nanoseconds = 0, _ cache: ResolveCache?,
        of work: inout Work
    ) {
        guard let cache else { return run(on: &link, window: window, interval: interval, of: &work) }
        var cached = CachedWork(work, cache)
        run(on: &link, window: window, interval: interval, of: &cached)
        work = cached.work
    }
}
