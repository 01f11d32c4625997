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
        let lines: [UInt8]
        do throws(LinkError) {
            lines = try arguments.file.map { path throws(LinkError) in try InputText.read(path) } ?? []
        } catch {
            return couldNotAsk(error.message)
        }
        var work = DigWork(arguments, words, lines: lines)
        // A stamp for each departure is a system call: with one name its time is worth it.
        let streams = DigStreams()
        var link = ResolverSockets(source: arguments.source, stampsDepartures: arguments.file == nil) {
            server, transport throws(LinkError) in try streams.make(server, transport)
        }
        work.perform(on: &link)
        return work.status
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
    }

    /// Answers that wait for the one before them, at most: then no more names are taken.
    private static let maximumHeldCount = 16_384
    /// How much of a zone waits for its turn.
    private static let maximumHeldByteCount = 1 << 20

    private let arguments: DigArguments
    private let words: [String]
    private let system = ResolverConfiguration.ofSystem()
    private var lookups: ArraySlice<DigLookup>
    private var lines: DigLines
    private var jobs: [Int: Job] = [:]
    /// What is to be put out for names whose turn has not come.
    private var held: [Int: [UInt8]] = [:]
    private var taken = 0
    private var told = 0
    private var knownServers: [DigTargets: [DNSServer]] = [:]
    /// Whether nobody reads any more: then nothing more is asked.
    private var isReaderGone = false
    private(set) var status = ExitStatus.success

    init(_ arguments: DigArguments, _ words: [String], lines: [UInt8]) {
        self.arguments = arguments
        self.words = words
        lookups = arguments.lookups[...]
        self.lines = DigLines(lines, arguments)
    }

    mutating func perform(on link: inout ResolverSockets) {
        let interval = arguments.rate.map { Nanoseconds.second / Nanoseconds($0) } ?? 0
        let window = arguments.window
        ResolveBatch.run(on: &link, window: window, interval: interval, of: &self)
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
            let lookup: DigLookup
            do throws(UsageError) {
                let next = if let own = lookups.popFirst() { DigLookup?.some(own) } else { try lines.next() }
                guard let next else { return .end }
                lookup = next
            } catch {
                warn(error.message)
                worsen(to: ExitStatus.noAnswer)
                continue
            }
            let token = taken
            taken += 1
            if let plan = begin(lookup, token) { return .ask(plan, token: token) }
        }
        return .later
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
            if token == 0, arguments.file == nil { teller.writeHead(words, servers, to: &output) }
            jobs[token] = Job(lookup: lookup, names: names, servers: servers, teller: teller, output: output)
            return plan(names[0], lookup, servers)
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

    private func plan(_ name: DNSName, _ lookup: DigLookup, _ servers: [DNSServer]) -> ResolvePlan {
        let options = lookup.options
        let type = lookup.type ?? (lookup.isReverse ? .ptr : .a)
        var query = DNSQuery(DNSQuestion(name, type, lookup.dnsClass ?? .internet))
        query.flags = options.flags
        query.edns = options.edns
        query.hasQuestion = options.hasQuestion
        if options.sendsCookie, query.edns?.options.contains(where: { $0.code == .cookie }) == false {
            query.edns?.options.append(EDNSOption(.cookie, (0..<8).map { _ in .random(in: 0...255) }))
        }
        query.serial = lookup.serial
        var plan = ResolvePlan(query, servers: servers)
        // What has all records of a name, or of a zone, seldom fits into a datagram.
        let needsStream = type == .any || type == .axfr || type == .ixfr
        plan.transport = options.transport ?? (needsStream ? .tcp : .udp)
        plan.tries = options.tries ?? plan.tries
        plan.timeout = options.timeout ?? plan.timeout
        plan.fetchesTruncated = options.fetchesTruncated
        plan.leavesFailures = options.leavesFailures
        plan.negotiatesVersion = options.negotiatesVersion
        plan.repeatsWithCookie = options.repeatsWithCookie
        plan.identifier = options.identifier
        return plan
    }

    mutating func finish(_ token: Int, with answer: ResolveAnswer?) -> ResolvePlan? {
        guard var job = jobs.removeValue(forKey: token) else { return nil }
        guard let answer else {
            job.teller.write(
                failure: "\(job.names[0]): no server could be reached, or none has answered", to: &job.output)
            worsen(to: ExitStatus.couldNotAsk)
            finish(token, job.output)
            return nil
        }
        let status = DigStatus(answer)
        // The next name of the search list is tried where there is no answer for this one.
        if !status.hasAnswer, job.names.count > 1 {
            job.names.removeFirst()
            jobs[token] = job
            return plan(job.names[0], job.lookup, job.servers)
        }
        if answer.isEndOfZone {
            job.teller.write(endOf: job.zone, answer, to: &job.output)
        } else {
            job.teller.write(answer, to: &job.output)
        }
        worsen(to: status.code == .noError ? ExitStatus.success : ExitStatus.noAnswer)
        finish(token, job.output)
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

/// What an answer comes down to.
private struct DigStatus {
    let code: DNSResponseCode
    private let answerCount: Int

    init(_ answer: ResolveAnswer) {
        guard let packet = try? DNSPacket(parsing: answer.message.span) else {
            (code, answerCount) = (.formatError, 0)
            return
        }
        code = packet.responseCode
        answerCount = Int(packet.header.answerCount)
    }

    var hasAnswer: Bool { code == .noError && answerCount > 0 }
}
