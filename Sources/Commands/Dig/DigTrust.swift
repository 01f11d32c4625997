import Analysis
import PacketIO
import Probes
import Reports
import Wire

/// What is known of zones and their keys, by whom it was told: names of a batch share it.
struct DigTrust {
    enum Outcome {
        /// Has to be asked first.
        case needs(DNSQuestion)
        case verdict(TrustReport)
    }

    private var chains: [[DNSServer]: ChainOfTrust] = [:]

    /// - Throws: why there are no keys to begin with.
    mutating func judge(
        _ question: DNSQuestion, _ answer: ResolveAnswer, from servers: [DNSServer], _ options: DigOptions
    ) throws(UsageError) -> Outcome {
        let anchors = chains[servers] == nil ? try DigRoot.anchors(options.trustAnchor) : TrustAnchors([])
        var chain = chains.removeValue(forKey: servers) ?? ChainOfTrust(beginningWith: anchors)
        defer { chains[servers] = chain }
        let facts = (try? DNSReply(answer)).map { SignedAnswer($0) }
        guard let facts else {
            return .verdict(TrustReport(.indeterminate(.noAnswer(question.name, question.type)), []))
        }
        if let security = chain.judge(question, facts) { return .verdict(TrustReport(security, chain.links)) }
        return .needs(chain.missing[0])
    }

    mutating func learn(_ question: DNSQuestion, _ answer: ResolveAnswer?, from servers: [DNSServer]) {
        let facts = answer.flatMap { try? DNSReply($0) }.map { SignedAnswer($0) }
        chains[servers]?.learn(question, facts)
    }
}

extension ChainOfTrust {
    /// At this time, with all that this machine can check.
    init(beginningWith anchors: TrustAnchors) {
        let seconds = Int64(SystemClock.wallClock() / .second)
        self.init(anchors, now: seconds, ed448: Ed448.isAvailable ? Ed448.isValid : nil)
    }
}
