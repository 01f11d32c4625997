import Analysis
import ArgumentParser
import PacketIO
import Probes
import Reports
import Wire

/// Follows one name from the root to its answer, and shows each step as it is done.
struct DigTraceRun: ResolveWork {
    private var trace: DelegationTrace
    private let makePlan: (DNSQuestion) -> ResolvePlan
    private let cache: ResolveCache?
    private let text: DigTraceText
    private var tree: DigTraceTree?
    private let isJSON: Bool
    /// Nil where signatures are not checked.
    private var chain: ChainOfTrust?
    private var steps: [WalkStep] = []
    /// Whether nobody reads any more: then nothing more is asked.
    private var isReaderGone = false

    /// As many questions as all servers of a large zone need at once.
    private static let window = 64
    /// Less than else: of many servers some are often silent, and all are waited for.
    private static let tries = 2
    private static let timeout = 2 * Nanoseconds.second

    /// - Parameters:
    ///   - cache: of which answers are had as far as that goes.
    ///   - makePlan: how a question is put.
    init(
        _ question: DNSQuestion, _ options: DigOptions, _ settings: WalkSettings, _ cache: ResolveCache?,
        makePlan: @escaping (DNSQuestion) -> ResolvePlan
    ) {
        self.makePlan = makePlan
        self.cache = cache
        trace = DelegationTrace(question, settings, makePlan: makePlan)
        text = DigTraceText(question, options.text)
        tree = options.isTree ? DigTraceTree() : nil
        isJSON = options.form == .json
    }

    /// Of a name on the command line, or in a batch.
    static func follow(
        _ lookup: DigLookup, _ arguments: DigArguments, _ words: [String], _ cache: ResolveCache?,
        on link: inout some ResolveLink & ~Copyable
    ) throws(UsageError) -> ExitCode {
        let options = lookup.options
        guard options.servers.isEmpty else {
            throw UsageError("+trace begins at the root: name its servers by --root-hints")
        }
        guard options.security.value == nil else { throw UsageError("servers of zones are asked by UDP and TCP alone") }
        guard options.key.value == nil else {
            throw UsageError("servers of zones have no keys that we have: no -y with +trace")
        }
        guard [.text, .json].contains(options.form) else { throw UsageError("+trace is shown as text, tree or JSON") }
        let name = try DigNames.of(lookup, ResolverConfiguration.ofSystem())[0]
        var settings = WalkSettings(hints: try DigRoot.servers(options.rootHints))
        settings.asksOne = options.asksOne
        settings.usesIPv4 = arguments.family != .v6
        settings.usesIPv6 = arguments.family != .v4
        settings.port = arguments.port ?? settings.port
        let anchors = try options.validates ? DigRoot.anchors(options.trustAnchor) : nil
        var run = DigTraceRun(lookup.question(name), options, settings, cache) { question in
            var plan = options.plan(question)
            plan.tries = options.tries ?? tries
            plan.timeout = options.timeout ?? timeout
            return plan
        }
        run.chain = anchors.map { ChainOfTrust(beginningWith: $0) }
        run.writeHead(arguments.shown(words))
        return run.perform(on: &link)
    }

    private func writeHead(_ words: [String]) {
        guard !isJSON, tree == nil else { return }
        var output: [UInt8] = []
        text.writeHead("swiftnet \(swiftnetVersion) dig", words, to: &output)
        StandardStream.output.write(output)
    }

    private mutating func perform(on link: inout some ResolveLink & ~Copyable) -> ExitCode {
        ResolveBatch.run(on: &link, window: Self.window, cache, of: &self)
        guard let end = trace.end else { return ExitStatus.couldNotAsk }
        let trust = validate(on: &link)
        var output: [UInt8] = []
        if isJSON {
            DigTraceJSON.write(end, trust, at: SystemClock.wallClock(), to: &output)
        } else {
            if let tree { tree.write(end, to: &output) } else { text.write(end, to: &output) }
            if !text.isShort { trust?.write(to: &output) }
        }
        StandardStream.output.write(output)
        if let trust, trust.isBogus {
            warn(trust.security.description)
            return ExitStatus.bogus
        }
        return Self.status(of: end)
    }

    private static func status(of end: WalkEnd) -> ExitCode {
        guard case .answered(let reply) = end else { return ExitStatus.couldNotAsk }
        return reply.meaning == .noName ? ExitStatus.noAnswer : ExitStatus.success
    }

    /// Checks what the way went on with, asking its zones for what else that needs; nil where nothing is to be checked.
    private mutating func validate(on link: inout some ResolveLink & ~Copyable) -> TrustReport? {
        guard chain != nil else { return nil }
        var reports: [TrustReport] = []
        for step in steps where step.depth == 0 {
            guard let reply = step.reply, case .reply(let facts) = reply.fact else { continue }
            if case .referral = reply.meaning { continue }
            var isPart = false
            if case .alias = reply.meaning { isPart = true }
            let answer = SignedAnswer(facts)
            while !isReaderGone {
                guard let security = chain?.judge(step.question, answer, isPart: isPart) else {
                    learn(on: &link)
                    continue
                }
                reports.append(TrustReport(security, chain?.links ?? []))
                break
            }
        }
        return TrustReport(reports)
    }

    /// Asks for what the chain lacks. What nobody answers is known to be so then.
    private mutating func learn(on link: inout some ResolveLink & ~Copyable) {
        trace.lookUp(chain?.missing ?? [])
        ResolveBatch.run(on: &link, window: Self.window, cache, of: &self)
        for (question, reply) in trace.takeLookups() { chain?.learn(question, reply.map { SignedAnswer($0) }) }
    }

    private mutating func tell() {
        var output: [UInt8] = []
        for step in trace.takeSteps() {
            steps.append(step)
            keepReferrals(of: step)
            if isJSON {
                DigTraceJSON.write(step, at: SystemClock.wallClock(), to: &output)
            } else if tree != nil {
                tree?.add(step)
            } else {
                text.write(step, to: &output)
            }
        }
        if !output.isEmpty, !StandardStream.output.write(output) { isReaderGone = true }
    }

    /// Keeps where its servers send others, for the names that come later.
    private func keepReferrals(of step: WalkStep) {
        guard let cache else { return }
        for reply in step.replies {
            guard case .referral(let zone, _) = reply.meaning, case .reply(let facts) = reply.fact else { continue }
            var plan = makePlan(step.question)
            plan.servers = [reply.server]
            cache.keep(facts.answer, to: plan, referringTo: zone)
        }
    }

    mutating func next() -> ResolveNext { isReaderGone ? .end : trace.next() }

    mutating func finish(_ token: Int, with answer: ResolveAnswer?) -> ResolvePlan? {
        let plan = trace.finish(token, with: answer)
        tell()
        return plan
    }

    mutating func take(part: ResolveAnswer, _ token: Int) { trace.take(part: part, token) }
    mutating func note(sent message: [UInt8], _ token: Int) { trace.note(sent: message, token) }
    mutating func note(_ remark: ResolveRemark, _ token: Int) { trace.note(remark, token) }
}

extension SignedAnswer {
    init(_ reply: DNSReply) {
        self.init(reply.code, answers: reply.message.answers, authorities: reply.message.authorities)
    }
}
