import ArgumentParser
import PacketIO
import Probes
import Reports
import Wire

/// Some names that all on the links are asked for at once.
struct DigLinkRun {
    private struct Job {
        let lookup: DigLookup
        /// As the DNS has it, once it is known.
        var name: DNSName?
        let teller: DigTeller
        var output: [UInt8] = []
        /// The best of what came.
        var status: ExitCode?
        /// Short lines that were shown: several may say the same.
        var lines: Set<ArraySlice<UInt8>> = []
    }

    /// How many are asked for at once, at most.
    static let maximumCount = 64

    private let arguments: DigArguments
    private let words: [String]
    /// The name whose turn it is: what comes for it is shown at once.
    private let turn: Int
    private var jobs: [Int: Job] = [:]
    /// What is left to be put out, by name.
    private(set) var outputs: [(token: Int, output: [UInt8])] = []
    private(set) var status = ExitStatus.success
    private(set) var isReaderGone = false

    init(_ arguments: DigArguments, _ words: [String], turn: Int) {
        self.arguments = arguments
        self.words = words
        self.turn = turn
    }

    mutating func perform(_ lookups: [(token: Int, lookup: DigLookup)]) {
        var sessions: [(links: DigLinks, session: MulticastSession)] = []
        for (token, lookup) in lookups {
            guard let name = begin(lookup, token) else { continue }
            do throws(UsageError) {
                let links = try DigLinks(lookup, arguments)
                if !sessions.contains(where: { $0.links == links }) { sessions.append((links, MulticastSession())) }
                guard let place = sessions.firstIndex(where: { $0.links == links }) else { continue }
                let server = DNSServer("mdns", Endpoint(links.groups.first?.address ?? DigGroupWord.all[0]))
                sessions[place].session.add(Self.plan(name, lookup, links), to: server.at(links.port), token: token)
            } catch {
                fail(error.message, token, ExitStatus.couldNotAsk)
            }
        }
        for (links, session) in sessions where !isReaderGone { ask(session, links) }
    }

    private mutating func ask(_ session: MulticastSession, _ links: DigLinks) {
        var session = session
        do throws(LinkError) {
            var link = try MulticastSockets(links.groups, port: links.port, ownPort: links.ownPort)
            session.run(on: &link, of: &self)
        } catch {
            for token in session.tokens { fail(error.message, token, ExitStatus.couldNotAsk) }
        }
    }

    /// Names are written as they are: letters beyond ASCII are no others on a link (RFC 6762 section 16).
    private static func name(_ lookup: DigLookup) throws(UsageError) -> DNSName {
        var lookup = lookup
        lookup.options.convertsNames = false
        lookup.options.usesSearch = false
        return try DigNames.of(lookup, ResolverConfiguration(""))[0]
    }

    private static func plan(_ name: DNSName, _ lookup: DigLookup, _ links: DigLinks) -> MulticastPlan {
        var plan = MulticastPlan(lookup.question(name))
        plan.timeout = lookup.options.timeout ?? plan.timeout
        plan.identifier = lookup.options.identifier
        plan.port = links.port
        plan.ownPort = links.ownPort
        return plan
    }

    /// The name to ask for; nil where there can be no question.
    private mutating func begin(_ lookup: DigLookup, _ token: Int) -> DNSName? {
        var options = lookup.options
        options.text.isMulticast = true
        var job = Job(lookup: lookup, teller: DigTeller(options))
        if token == 0, arguments.file == nil { job.teller.writeHead(words, [], to: &job.output) }
        jobs[token] = job
        do throws(UsageError) {
            try DigLinks.check(lookup)
            let name = try Self.name(lookup)
            jobs[token]?.name = name
            return name
        } catch {
            fail(error.message, token, arguments.file == nil ? .validationFailure : ExitStatus.noAnswer)
            return nil
        }
    }

    private mutating func fail(_ message: String, _ token: Int, _ code: ExitCode) {
        jobs[token]?.status = code
        if let teller = jobs[token]?.teller { write(token) { teller.write(failure: message, to: &$0) } }
        end(token)
    }

    private mutating func write(_ token: Int, _ body: (inout [UInt8]) -> Void) {
        guard var job = jobs.removeValue(forKey: token) else { return }
        body(&job.output)
        if token == turn {
            if !job.output.isEmpty, !StandardStream.output.write(job.output) { isReaderGone = true }
            job.output = []
        }
        jobs[token] = job
    }
}

extension DigLinkRun: MulticastWork {
    mutating func note(sent message: [UInt8], _ token: Int) {
        guard let teller = jobs[token]?.teller else { return }
        write(token) { teller.write(query: message, to: &$0) }
    }

    mutating func note(_ remark: ResolveRemark, _ token: Int) {
        guard let teller = jobs[token]?.teller else { return }
        write(token) { teller.write(remark, to: &$0) }
    }

    mutating func take(answer: ResolveAnswer, _ token: Int) {
        guard let job = jobs[token], !isReaderGone else { return }
        let needed = job.lookup.options.failsEmpty ? job.lookup.askedType : nil
        let code = DigStatus(answer, needing: needed).isSuccess ? ExitStatus.success : ExitStatus.noAnswer
        if code.rawValue < job.status?.rawValue ?? .max { jobs[token]?.status = code }
        var text: [UInt8] = []
        job.teller.write(answer, to: &text)
        if job.lookup.options.showsDataAlone { text = unknownLines(text, token) }
        write(token) { $0 += text }
    }

    private mutating func unknownLines(_ text: [UInt8], _ token: Int) -> [UInt8] {
        var kept: [UInt8] = []
        for line in text.split(separator: UInt8(ascii: "\n")) where jobs[token]?.lines.insert(line).inserted == true {
            kept += line + [UInt8(ascii: "\n")]
        }
        return kept
    }

    mutating func end(_ token: Int) {
        if let job = jobs[token], job.status == nil, let name = job.name {
            return fail("\(name): nobody on the link has answered", token, ExitStatus.couldNotAsk)
        }
        guard let job = jobs.removeValue(forKey: token) else { return }
        outputs.append((token, job.output))
        if let code = job.status, code.rawValue > status.rawValue { status = code }
    }
}

extension DigOptions {
    /// Whether equal lines of several would tell nothing new.
    fileprivate var showsDataAlone: Bool { form == .text && text.isShort && !text.identifiesServer }
}

extension DNSServer {
    fileprivate func at(_ port: UInt16) -> DNSServer {
        var server = self
        server.port = port
        return server
    }
}
