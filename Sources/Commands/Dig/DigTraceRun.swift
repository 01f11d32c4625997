import ArgumentParser
import PacketIO
import Probes
import Reports
import Wire

/// Follows one name from the root to its answer, and shows each step as it is done.
struct DigTraceRun: ResolveWork {
    private var trace: DelegationTrace
    private let text: DigTraceText
    private var tree: DigTraceTree?
    private let isJSON: Bool
    /// Whether nobody reads any more: then nothing more is asked.
    private var isReaderGone = false

    /// As many questions as all servers of a large zone need at once.
    private static let window = 64
    /// Less than else: of many servers some are often silent, and all are waited for.
    private static let tries = 2
    private static let timeout = 2 * Nanoseconds.second

    /// - Parameter makePlan: how a question is put.
    init(
        _ question: DNSQuestion, _ options: DigOptions, _ settings: WalkSettings,
        makePlan: @escaping (DNSQuestion) -> ResolvePlan
    ) {
        trace = DelegationTrace(question, settings, makePlan: makePlan)
        text = DigTraceText(question, options.text, showsSignatures: options.showsSignatures)
        tree = options.isTree ? DigTraceTree() : nil
        isJSON = options.isJSON
    }

    /// Of a name on the command line, or in a batch.
    static func follow(
        _ lookup: DigLookup, _ arguments: DigArguments, _ words: [String], on link: inout ResolverSockets
    ) throws(UsageError) -> ExitCode {
        let options = lookup.options
        guard options.servers.isEmpty else {
            throw UsageError("+trace begins at the root: name its servers by --root-hints")
        }
        let name = try DigNames.of(lookup, ResolverConfiguration.ofSystem())[0]
        var settings = WalkSettings(hints: try DigRoot.servers(options.rootHints))
        settings.asksOne = options.asksOne
        settings.usesIPv4 = arguments.family != .v6
        settings.usesIPv6 = arguments.family != .v4
        settings.port = arguments.port
        var run = DigTraceRun(lookup.question(name), options, settings) { question in
            var plan = options.plan(question)
            plan.tries = options.tries ?? tries
            plan.timeout = options.timeout ?? timeout
            return plan
        }
        run.writeHead(words)
        return run.perform(on: &link)
    }

    private func writeHead(_ words: [String]) {
        guard !isJSON, tree == nil else { return }
        var output: [UInt8] = []
        text.writeHead("swiftnet \(swiftnetVersion) dig", words, to: &output)
        StandardStream.output.write(output)
    }

    private mutating func perform(on link: inout ResolverSockets) -> ExitCode {
        ResolveBatch.run(on: &link, window: Self.window, of: &self)
        guard let end = trace.end else { return ExitStatus.couldNotAsk }
        var output: [UInt8] = []
        if isJSON {
            DigTraceJSON.write(end, at: SystemClock.wallClock(), to: &output)
        } else if let tree {
            tree.write(end, to: &output)
        } else {
            text.write(end, to: &output)
        }
        StandardStream.output.write(output)
        return Self.status(of: end)
    }

    private static func status(of end: WalkEnd) -> ExitCode {
        guard case .answered(let reply) = end else { return ExitStatus.couldNotAsk }
        return reply.meaning == .noName ? ExitStatus.noAnswer : ExitStatus.success
    }

    private mutating func tell() {
        var output: [UInt8] = []
        for step in trace.takeSteps() {
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

/// Where the way from the root begins.
enum DigRoot {
    /// Debian's package `dns-root-data` has it.
    private static let systemHints = "/usr/share/dns/root.hints"

    /// The servers of the root: as a file says, else as the system's, else as they are known to be.
    static func servers(_ path: String?) throws(UsageError) -> [NameServer] {
        guard let path else {
            let servers = (try? InputText.read(systemHints)).flatMap { try? [NameServer](hints: ZoneFile.records($0)) }
            return servers.flatMap { $0.isEmpty ? nil : $0 } ?? .internetRoot
        }
        let servers: [NameServer]
        do {
            servers = try [NameServer](hints: ZoneFile.records(InputText.read(path)))
        } catch let error as LinkError {
            throw UsageError(error.message)
        } catch {
            throw UsageError("\(path): \(error)")
        }
        guard !servers.isEmpty else { throw UsageError("\(path) names no server of the root") }
        return servers
    }
}
