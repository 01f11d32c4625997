import ArgumentParser
import PacketIO
import Probes
import Reports
import Wire

/// One run of `dig`: all names at once, as many as are allowed; their answers in the order of the names.
struct DigRun {
    private let arguments: DigArguments
    private let words: [String]

    init(_ arguments: DigArguments, _ words: [String]) {
        self.arguments = arguments
        self.words = words
    }

    func perform() -> ExitCode {
        if arguments.wantsHelp {
            StandardStream.output.write(Array(DigHelp.text.utf8))
            return ExitStatus.success
        }
        if arguments.wantsVersion {
            StandardStream.output.write(Array("swiftnet \(swiftnetVersion)\n".utf8))
            return ExitStatus.success
        }
        if let path = arguments.tapInput {
            var run = DigTapRun(arguments.lookups.first?.options ?? arguments.defaults)
            return run.perform(path)
        }
        let lines: [UInt8]
        do throws(LinkError) {
            lines = try arguments.file.map { path throws(LinkError) in try InputText.read(path) } ?? []
        } catch {
            return couldNotAsk(error.message)
        }
        // A stamp for each departure is a system call: with one name its time is worth it.
        let streams = DigStreams()
        var link = ResolverSockets(source: arguments.source, stampsDepartures: arguments.file == nil) {
            server, transport throws(LinkError) in try streams.make(server, transport)
        }
        let lookups = DigLookups(arguments, lines)
        guard let path = arguments.tapOutput else { return ask(lookups, on: &link) }
        do throws(LinkError) {
            var tapped = try TappedLink(link, to: path, version: "swiftnet \(swiftnetVersion)")
            let status = ask(lookups, on: &tapped)
            if let error = tapped.finish() { throw error }
            return status
        } catch {
            return couldNotAsk(error.message)
        }
    }

    private func ask(_ lookups: DigLookups, on link: inout some ResolveLink & ~Copyable) -> ExitCode {
        let cache = arguments.usesCache ? ResolveCache { SystemClock.now() } : nil
        if arguments.isNameByName { return follow(lookups, cache, on: &link) }
        return ask(lookups, cache, on: &link)
    }

    private func ask(_ lookups: DigLookups, _ cache: ResolveCache?, on link: inout some ResolveLink & ~Copyable)
        -> ExitCode
    {
        var work = DigWork(arguments, words, lookups)
        work.perform(cache, on: &link)
        return work.status
    }

    /// Name by name, since each that is followed from the root, or compared, asks many servers at once.
    private func follow(_ lookups: DigLookups, _ cache: ResolveCache?, on link: inout some ResolveLink & ~Copyable)
        -> ExitCode
    {
        var lookups = lookups
        var status = ExitStatus.success
        while true {
            var code: ExitCode
            do throws(UsageError) {
                guard let lookup = try lookups.next() else { return status }
                if lookup.options.isComparison {
                    guard cache == nil else { throw UsageError("--cache: a comparison asks each server itself") }
                    code = try DigCompareRun.compare(lookup, arguments, words, on: &link)
                } else if lookup.options.isTrace {
                    code = try DigTraceRun.follow(lookup, arguments, words, cache, on: &link)
                } else {
                    code = ask(DigLookups([lookup], arguments), cache, on: &link)
                }
            } catch {
                warn(error.message)
                code = arguments.file == nil ? .validationFailure : ExitStatus.noAnswer
            }
            if code.rawValue > status.rawValue { status = code }
        }
    }
}

/// The names of a run: which is next, which are under way, and what came of them.
struct DigWork {
    /// A name, and those that the search list makes of it: they are tried one after the other.
    private struct Job {
        var lookup: DigLookup
        var names: [DNSName]
        var servers: [DNSServer]
        var teller: DigTeller
        var output: [UInt8] = []
        var zone = ZoneSize()
        var judging = Rare<Judging>()
    }

    /// An answer, while what its signatures need is asked, and which question that is.
    private struct Judging: Hashable {
        var answer: ResolveAnswer
        var need: DNSQuestion?
    }

    /// Answers that wait for the one before them, at most: then no more names are taken.
    private static let maximumHeldCount = 16_384
    /// How much of a zone waits for its turn.
    private static let maximumHeldByteCount = 1 << 20

    private let arguments: DigArguments
    private let words: [String]
    private let system = ResolverConfiguration.ofSystem()
    private var lookups: DigLookups
    private var jobs: [Int: Job] = [:]
    /// What is to be put out for names whose turn has not come.
    private var held: [Int: [UInt8]] = [:]
    private var taken = 0
    private var told = 0
    /// Names that all on a link are to be asked for, when nothing else is under way.
    private var aside: [(token: Int, lookup: DigLookup)] = []
    private var knownServers: [DigTargets: [DNSServer]] = [:]
    private var trust = DigTrust()
    /// Whether nobody reads any more: then nothing more is asked.
    private var isReaderGone = false
    private(set) var status = ExitStatus.success

    init(_ arguments: DigArguments, _ words: [String], _ lookups: DigLookups) {
        self.arguments = arguments
        self.words = words
        self.lookups = lookups
    }

    /// - Parameter cache: of which answers are had as far as that goes.
    mutating func perform(_ cache: ResolveCache?, on link: inout some ResolveLink & ~Copyable) {
        let interval = arguments.rate.map { Nanoseconds.second / Nanoseconds($0) } ?? 0
        repeat {
            ResolveBatch.run(on: &link, window: arguments.window, interval: interval, cache, of: &self)
        } while askLinks()
    }

    /// Asks for the names that were set aside; false where there were none.
    private mutating func askLinks() -> Bool {
        guard !aside.isEmpty, !isReaderGone else { return false }
        var run = DigLinkRun(arguments, words, turn: told)
        run.perform(aside)
        aside = []
        worsen(to: run.status)
        isReaderGone = run.isReaderGone
        for (token, output) in run.outputs { finish(token, output) }
        return true
    }

    private mutating func worsen(to code: ExitCode) {
        if code.rawValue > status.rawValue { status = code }
    }

    private mutating func put(_ output: [UInt8]) {
        if !output.isEmpty, !StandardStream.output.write(output) { isReaderGone = true }
    }

    /// Puts out what came of a name, when all before it are told.
    private mutating func finish(_ token: Int, _ output: [UInt8]) {
        if arguments.isUnordered { return put(output) }
        held[token] = output
        while let output = held.removeValue(forKey: told) {
            put(output)
            told += 1
        }
    }
}

extension DigWork: ResolveWork {
    mutating func next() -> ResolveNext {
        if isReaderGone { return .end }
        while held.count < Self.maximumHeldCount {
            if aside.count >= min(arguments.window, DigLinkRun.maximumCount) { return .end }
            let lookup: DigLookup
            do throws(UsageError) {
                guard let next = try lookups.next() else { return .end }
                lookup = next
            } catch {
                warn(error.message)
                worsen(to: ExitStatus.noAnswer)
                continue
            }
            let token = taken
            taken += 1
            guard !lookup.isForAllOnLink else {
                aside.append((token, lookup))
                continue
            }
            if let plan = begin(lookup, token) { return .ask(plan, token: token) }
        }
        return aside.isEmpty ? .later : .end
    }

    /// The first question for a name; nil where there can be none.
    private mutating func begin(_ lookup: DigLookup, _ token: Int) -> ResolvePlan? {
        let teller = DigTeller(lookup.options)
        var output: [UInt8] = []
        let names: [DNSName]
        do throws(UsageError) {
            names = try DigNames.of(lookup, system)
        } catch {
            teller.write(failure: error.message, to: &output)
            finish(token, output)
            worsen(to: arguments.file == nil ? .validationFailure : ExitStatus.noAnswer)
            return nil
        }
        do throws(UsageError) {
            let servers = try servers(DigTargets(lookup))
            if token == 0, arguments.file == nil { teller.writeHead(arguments.shown(words), servers, to: &output) }
            jobs[token] = Job(lookup: lookup, names: names, servers: servers, teller: teller, output: output)
            return plan(lookup.question(names[0]), lookup, servers, token)
        } catch {
            teller.write(failure: error.message, to: &output)
            finish(token, output)
            worsen(to: ExitStatus.couldNotAsk)
            return nil
        }
    }

    private mutating func servers(_ targets: DigTargets) throws(UsageError) -> [DNSServer] {
        if let known = knownServers[targets] { return known }
        let servers = try DigServers.find(targets, arguments.family, arguments.port, system)
        knownServers[targets] = servers
        return servers
    }

    private func plan(
        _ question: DNSQuestion, _ lookup: DigLookup, _ servers: [DNSServer], _ token: Int
    ) -> ResolvePlan {
        var plan = lookup.options.plan(question, servers)
        if question.type == .ixfr { plan.query.serial = lookup.serial }
        plan.follow(system, lookup.options, token)
        return plan
    }

    mutating func finish(_ token: Int, with answer: ResolveAnswer?) -> ResolvePlan? {
        guard var job = jobs.removeValue(forKey: token) else { return nil }
        if let need = job.judging.value?.need {
            trust.learn(need, answer, from: job.servers)
            return judge(&job, token)
        }
        guard let answer else {
            job.teller.write(
                failure: "\(job.names[0]): no server could be reached, or none has answered", to: &job.output)
            worsen(to: ExitStatus.couldNotAsk)
            finish(token, job.output)
            return nil
        }
        let lookup = job.lookup
        // The next name of the search list is tried where there is no answer for this one.
        if job.names.count > 1, !DigStatus(answer).hasAnswer {
            if lookup.options.showsSearch {
                job.teller.write(answer, to: &job.output)
                job.teller.writeHead(arguments.shown(words), job.servers, to: &job.output)
            }
            job.names.removeFirst()
            jobs[token] = job
            return plan(lookup.question(job.names[0]), lookup, job.servers, token)
        }
        if lookup.options.validates, !answer.isEndOfZone {
            job.judging.value = Judging(answer: answer)
            return judge(&job, token)
        }
        tell(answer, nil, &job, token)
        return nil
    }

    private mutating func tell(_ answer: ResolveAnswer, _ trust: TrustReport?, _ job: inout Job, _ token: Int) {
        if answer.isEndOfZone {
            job.teller.write(endOf: job.zone, answer, to: &job.output)
        } else {
            job.teller.write(answer, trust, to: &job.output)
        }
        let options = job.lookup.options
        let status = DigStatus(answer, needing: options.failsEmpty ? job.lookup.askedType : nil)
        let isMissing = options.findsPrefixes && answer.translationPrefixes.isEmpty
        worsen(to: status.isSuccess && !isMissing ? ExitStatus.success : ExitStatus.noAnswer)
        if let trust, trust.isBogus { worsen(to: ExitStatus.bogus) }
        finish(token, job.output)
    }

    /// Tells an answer with what its signatures say, or asks for what that needs.
    private mutating func judge(_ job: inout Job, _ token: Int) -> ResolvePlan? {
        guard let answer = job.judging.value?.answer else { return nil }
        let question = job.lookup.question(job.names[0])
        do throws(UsageError) {
            switch try trust.judge(question, answer, from: job.servers, job.lookup.options) {
            case .needs(let question):
                job.judging.value?.need = question
                jobs[token] = job
                return plan(question, job.lookup, job.servers, token)
            case .verdict(let trust): tell(answer, trust, &job, token)
            }
        } catch {
            job.teller.write(failure: error.message, to: &job.output)
            worsen(to: ExitStatus.couldNotAsk)
            finish(token, job.output)
        }
        return nil
    }

    mutating func take(part: ResolveAnswer, _ token: Int) {
        guard var job = jobs.removeValue(forKey: token) else { return }
        job.teller.write(part: part, &job.zone, to: &job.output)
        // A zone may be larger than memory: what has its turn is put out, and what is much before it.
        if arguments.isUnordered || token == told || job.output.count > Self.maximumHeldByteCount {
            put(job.output)
            job.output.removeAll(keepingCapacity: true)
        }
        jobs[token] = job
    }

    mutating func note(sent message: [UInt8], _ token: Int) {
        guard let job = jobs[token] else { return }
        var output: [UInt8] = []
        job.teller.write(query: message, to: &output)
        if !output.isEmpty { jobs[token]?.output += output }
    }

    mutating func note(_ remark: ResolveRemark, _ token: Int) {
        guard let teller = jobs[token]?.teller else { return }
        var output: [UInt8] = []
        teller.write(remark, to: &output)
        if !output.isEmpty { jobs[token]?.output += output }
    }
}
