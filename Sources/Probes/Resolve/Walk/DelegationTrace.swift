import Wire

/// A trace at work: asks what the way needs, and tells each step when it is done.
public struct DelegationTrace {
    private let settings: WalkSettings
    private let question: DNSQuestion
    private let makePlan: (DNSQuestion) -> ResolvePlan
    private var facts: [WalkQuestion: WalkFact] = [:]
    /// Questions under way, by their tokens, and what happened to each.
    private var asked: [Int: WalkQuestion] = [:]
    private var remarks: [Int: [ResolveRemark]] = [:]
    private var waiting: ArraySlice<WalkQuestion> = []
    private var nextToken = 0
    private var toldCount = 0
    private var freshSteps: [WalkStep] = []
    /// With how many questions still under way it is worth to look again how far the facts go.
    private var threshold = 0
    /// What became of the question; nil while it is not known.
    public private(set) var end: WalkEnd?
    /// What else is asked of the zones on the way, and what they said.
    private var lookups: [DNSQuestion] = []
    private var found: [DNSQuestion: DNSReply?] = [:]

    /// - Parameter makePlan: how a question is put; whom it is put to is set here.
    public init(_ question: DNSQuestion, _ settings: WalkSettings, makePlan: @escaping (DNSQuestion) -> ResolvePlan) {
        self.question = question
        self.settings = settings
        self.makePlan = makePlan
        walk()
    }

    /// The steps that were done since the last call.
    public mutating func takeSteps() -> [WalkStep] {
        defer { freshSteps = [] }
        return freshSteps
    }

    /// Asks something else of the zones on the way, when it has come to its end.
    public mutating func lookUp(_ questions: [DNSQuestion]) {
        lookups += questions
        walk()
    }

    /// What was said to the questions that were asked besides, since the last call; nil where nobody had an answer.
    public mutating func takeLookups() -> [(question: DNSQuestion, reply: DNSReply?)] {
        defer { lookups.removeAll { found[$0] != nil } }
        return lookups.compactMap { question in found[question].map { (question, $0) } }
    }

    private mutating func walk() {
        var walk = DelegationWalk(settings, facts)
        end = walk.walk(question)
        let steps = walk.steps[..<(walk.settledCount ?? walk.steps.count)]
        freshSteps += steps.dropFirst(toldCount)
        toldCount = steps.count
        if end != nil {
            for question in lookups where found[question] == nil {
                if let reply = walk.lookUp(question) { found.updateValue(reply, forKey: question) }
            }
        }
        let known = Set(asked.values)
        waiting = walk.missing.filter { !known.contains($0) }[...]
        threshold = (asked.count + waiting.count) / 2
    }
}

extension DelegationTrace: ResolveWork {
    public mutating func next() -> ResolveNext {
        guard let question = waiting.popFirst() else { return asked.isEmpty ? .end : .later }
        let token = nextToken
        nextToken += 1
        asked[token] = question
        var plan = makePlan(question.question)
        plan.servers = [question.server]
        return .ask(plan, token: token)
    }

    public mutating func finish(_ token: Int, with answer: ResolveAnswer?) -> ResolvePlan? {
        guard let question = asked.removeValue(forKey: token) else { return nil }
        facts[question] = WalkFact(answer, after: remarks.removeValue(forKey: token) ?? [])
        if asked.count + waiting.count <= threshold { walk() }
        return nil
    }

    public mutating func note(_ remark: ResolveRemark, _ token: Int) { remarks[token, default: []].append(remark) }
    // A trace asks for no zones, and whoever wants to see its queries sees the steps.
    public mutating func take(part: ResolveAnswer, _ token: Int) {}
    public mutating func note(sent message: [UInt8], _ token: Int) {}
}
