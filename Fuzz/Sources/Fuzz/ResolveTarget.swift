import Analysis
import Probes
import Wire

/// What is made of answers: chains of trust, ways from the root, signatures of transactions. The bytes are answers,
/// each behind its length; they are given to whatever is asked, in turn, and all has to come to an end.
enum ResolveTarget {
    static func run(_ bytes: Span<UInt8>) {
        let answers = split(bytes)
        guard !answers.isEmpty else { return }
        trust(answers)
        walk(answers)
        sign(answers)
        _ = try? ZoneFile.records([UInt8](copying: bytes))
        _ = try? TransactionKey(configuration: [UInt8](copying: bytes))
    }

    private static func split(_ bytes: Span<UInt8>) -> [[UInt8]] {
        var answers: [[UInt8]] = []
        var position = 0
        while position + 2 <= bytes.count, answers.count < 16 {
            let length = min(Int(bytes.uint16(at: position)), bytes.count - position - 2)
            answers.append([UInt8](copying: bytes.extracting(position + 2..<position + 2 + length)))
            position += 2 + length
        }
        return answers
    }

    private static func trust(_ answers: [[UInt8]]) {
        let messages = answers.compactMap { try? DNSMessage(parsing: $0.span) }
        guard let first = messages.first, let question = first.questions.first else { return }
        let records = messages.flatMap { $0.answers + $0.authorities + $0.additionals }
        var chain = ChainOfTrust(TrustAnchors(records), now: 1_800_000_000) { signature, _, _ in signature.count != 1 }
        var count = 0
        while chain.judge(question, answer(first)) == nil {
            check(!chain.missing.isEmpty, "what is missing is said")
            for question in chain.missing {
                count += 1
                chain.learn(question, answer(messages[count % messages.count]))
            }
            check(count < 2000, "a chain comes to its end")
        }
    }

    private static func answer(_ message: DNSMessage) -> SignedAnswer {
        SignedAnswer(message.flags.responseCode, answers: message.answers, authorities: message.authorities)
    }

    private static func walk(_ answers: [[UInt8]]) {
        let first = answers[0]
        guard let question = (try? DNSMessage(parsing: first.span))?.questions.first else { return }
        let settings = WalkSettings(hints: [NameServer(.root, [.v4(.loopback)])])
        var trace = DelegationTrace(question, settings) { ResolvePlan(DNSQuery($0), servers: []) }
        var count = 0
        while case .ask(let plan, let token) = trace.next() {
            count += 1
            check(count < 10_000, "a way comes to its end")
            guard let server = plan.servers.first else { return }
            let answer = ResolveAnswer(
                answers[count % answers.count], to: [], from: server, by: .udp, roundTrip: 0, clock: .user, time: 0)
            _ = trace.finish(token, with: count % 7 == 0 ? nil : answer)
        }
        check(trace.end != nil, "a way has an end")
        use(trace.takeSteps().count)
    }

    private static func sign(_ answers: [[UInt8]]) {
        guard answers[0].count >= DNSHeader.byteCount else { return }
        var signer = TransactionSigner(TransactionKey(.root, .sha256, secret: [1]))
        use(signer.sign(answers[0], at: 1).count)
        for answer in answers {
            let fault = signer.check(answer, mayLack: true, at: 1)
            check(fault != nil, "nobody guesses a code")
        }
    }
}
