import ArgumentParser
import PacketIO
import Probes
import Reports
import Wire

/// Asks all servers for one name at once, for clients of each network, and shows who said what.
struct DigCompareRun: ResolveWork {
    private let question: DNSQuestion
    private let asks: [DigAsk]
    private let options: DigOptions
    private let system: ResolverConfiguration
    private let teller: DigTeller
    private var nextToken = 0
    private var facts: [Int: WalkFact] = [:]
    /// What happened to each question.
    private var remarks: [Int: [ResolveRemark]] = [:]
    /// Whether nobody reads any more: then nothing more is asked.
    private var isReaderGone = false

    /// Less than else: all are waited for, and one is often silent.
    private static let tries = 2
    private static let timeout = 2 * Nanoseconds.second

    init(
        _ question: DNSQuestion, _ asks: [DigAsk], _ options: DigOptions, _ system: ResolverConfiguration,
        _ teller: DigTeller
    ) {
        (self.question, self.asks, self.options) = (question, asks, options)
        (self.system, self.teller) = (system, teller)
    }

    /// For a name on the command line, or in a batch.
    static func compare(
        _ lookup: DigLookup, _ arguments: DigArguments, _ words: [String], on link: inout some ResolveLink & ~Copyable
    ) throws(UsageError) -> ExitCode {
        let options = lookup.options
        if let problem = lookup.problemOfComparison { throw UsageError(problem) }
        let system = ResolverConfiguration.ofSystem()
        let name = try DigNames.of(lookup, system)[0]
        if options.searchesServers { return try ZoneVersions.compare(lookup, name, arguments, system, on: &link) }
        let found = try DigServers.findEach(lookup, arguments, system)
        let teller = DigTeller(options)
        var output: [UInt8] = []
        teller.writeHead(arguments.shown(words), found.servers, to: &output)
        StandardStream.output.write(output)
        let subnets: [ClientSubnet?] = options.subnets.isEmpty ? [nil] : options.subnets
        let asks = found.servers.flatMap { server in subnets.map { DigAsk(server: server, subnet: $0) } }
        var run = DigCompareRun(lookup.question(name), asks, options, system, teller)
        ResolveBatch.run(on: &link, window: asks.count, of: &run)
        return run.tell(found.failures)
    }

    /// - Parameter failures: those whom nobody could ask.
    func tell(_ failures: [AnswerComparison.Member]) -> ExitCode {
        let asked = asks.enumerated().map { place, ask in
            AnswerComparison.Member(ask.server, ask.subnet, facts[place] ?? .unasked)
        }
        let comparison = AnswerComparison(asked + failures)
        var output: [UInt8] = []
        if options.isJSON {
            DigCompareJSON.write(comparison, of: question, at: SystemClock.wallClock(), to: &output)
        } else if options.searchesServers {
            for case .reply(let reply) in asks.indices.compactMap({ facts[$0] }) {
                ZoneVersions.write(reply.answer, of: question.name, by: teller, to: &output)
            }
        } else {
            DigCompareText(question, teller.text).write(comparison, to: &output)
        }
        StandardStream.output.write(output)
        return status(of: comparison)
    }

    private func status(of comparison: AnswerComparison) -> ExitCode {
        guard let agrees = comparison.agrees else { return ExitStatus.couldNotAsk }
        let answer = comparison.groups[0].members[0].reply?.answer
        let type = options.failsEmpty ? question.type : nil
        let isGood = answer.map { DigStatus($0, needing: type).isSuccess } ?? false
        return agrees && isGood ? ExitStatus.success : ExitStatus.noAnswer
    }

    private func plan(_ ask: DigAsk) -> ResolvePlan {
        var options = options
        if let subnet = ask.subnet { options.setOption(.clientSubnet, subnet.data) }
        var plan = options.plan(question, [ask.server])
        plan.tries = options.tries ?? Self.tries
        plan.timeout = options.timeout ?? Self.timeout
        plan.follow(system, options, 0)
        // There is no next server to leave the question to.
        plan.leavesFailures = false
        return plan
    }

    private mutating func put(_ output: [UInt8]) {
        if !output.isEmpty, !StandardStream.output.write(output) { isReaderGone = true }
    }

    mutating func next() -> ResolveNext {
        guard nextToken < asks.count, !isReaderGone else { return .end }
        defer { nextToken += 1 }
        return .ask(plan(asks[nextToken]), token: nextToken)
    }

    mutating func finish(_ token: Int, with answer: ResolveAnswer?) -> ResolvePlan? {
        facts[token] = WalkFact(answer, after: remarks[token] ?? [])
        guard options.isJSON, let answer else { return nil }
        var output: [UInt8] = []
        DigJSON.write(answer, subnet: asks[token].subnet, to: &output)
        put(output)
        return nil
    }

    mutating func note(_ remark: ResolveRemark, _ token: Int) {
        remarks[token, default: []].append(remark)
        var output: [UInt8] = []
        teller.write(remark, to: &output)
        put(output)
    }

    mutating func note(sent message: [UInt8], _ token: Int) {
        var output: [UInt8] = []
        teller.write(query: message, to: &output)
        put(output)
    }

    // No zones are compared.
    mutating func take(part: ResolveAnswer, _ token: Int) {}
}

/// Whom to ask, and for whose clients.
struct DigAsk {
    let server: DNSServer
    let subnet: ClientSubnet?
}

extension DigLookup {
    /// What does not go together with a comparison; nil where all does.
    fileprivate var problemOfComparison: String? {
        let question = "+compare, which several of +subnet are too,"
        if options.isTrace { return "\(question) asks the servers that are named: +trace goes its own way" }
        if options.validates { return "\(question) checks no signatures: leave out +validate" }
        if options.identifier != nil { return "\(question) has to tell its questions apart: leave out +qid" }
        if askedType == .axfr || askedType == .ixfr { return "\(question) takes no zones" }
        return [.text, .json].contains(options.form) ? nil : "\(question) is shown as text or JSON"
    }
}

extension DigServers {
    /// The servers that were named, each once, and those that can't be asked.
    fileprivate static func findEach(
        _ lookup: DigLookup, _ arguments: DigArguments, _ system: ResolverConfiguration
    ) throws(UsageError) -> (servers: [DNSServer], failures: [AnswerComparison.Member]) {
        let texts = lookup.options.servers
        guard !texts.isEmpty else {
            return (try find(DigTargets(lookup), arguments.family, arguments.port, system), [])
        }
        var servers: [DNSServer] = []
        var failures: [AnswerComparison.Member] = []
        for text in texts {
            _ = try DigServerWord(text)
            var one = lookup
            one.options.servers = [text]
            do throws(UsageError) {
                let found = try find(DigTargets(one), arguments.family, arguments.port, system)
                servers += found.filter { !servers.contains($0) }
            } catch {
                warn(error.message)
                // The table has the name beside it.
                let reason = error.message.replacing("@\(text): ", with: "")
                failures.append(AnswerComparison.Member(unasked: text, reason))
            }
        }
        return (servers, failures)
    }
}
