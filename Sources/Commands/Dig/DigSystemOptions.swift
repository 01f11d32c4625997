import Probes
import Wire

extension ResolvePlan {
    /// Takes up what resolv.conf says of its own servers, where the words say nothing else.
    ///
    /// - Parameter token: which name it is: each begins with another server where they are to take turns.
    mutating func follow(_ system: ResolverConfiguration, _ options: DigOptions, _ token: Int) {
        guard options.servers.isEmpty else { return }
        if options.tries == nil, let attempts = system.attempts { tries = attempts }
        if options.timeout == nil, let time = system.timeout { timeout = time }
        if options.transport == nil, system.usesTCP { transport = .tcp }
        guard system.rotates, servers.count > 1 else { return }
        let first = (Self.firstServer + token) % servers.count
        servers = Array(servers[first...] + servers[..<first])
    }

    /// By chance, as the system's resolver has it: most runs ask for one name.
    private static let firstServer = Int.random(in: 0..<ResolverConfiguration.maximumServerCount)
}

/// What an answer comes down to.
struct DigStatus {
    let code: DNSResponseCode
    /// Whether there is any record in the answer.
    let hasAnswer: Bool
    let isSuccess: Bool

    /// - Parameter type: of which a record has to be there for success, aliases on the way to nothing not being enough;
    ///   nil for none.
    init(_ answer: ResolveAnswer, needing type: DNSType? = nil) {
        guard let packet = try? DNSPacket(parsing: answer.message.span) else {
            (code, hasAnswer, isSuccess) = (.formatError, false, false)
            return
        }
        code = packet.responseCode
        hasAnswer = code == .noError && packet.header.answerCount > 0
        isSuccess = code == .noError && (type.map { Self.has($0, packet) } ?? true)
    }

    private static func has(_ type: DNSType, _ packet: borrowing DNSPacket) -> Bool {
        if type == .any || type == .axfr || type == .ixfr { return packet.header.answerCount > 0 }
        var questions = packet.entries(of: .questions)
        questions.finish()
        var answers = packet.entries(of: .answers, at: questions.end)
        while answers.step(), let record = answers.record { if record.type == type { return true } }
        return false
    }
}
