import Probes
import Wire

// What is seen in a comparison, in words.

extension AnswerComparison {
    /// Whether those who were asked agree.
    var verdict: String {
        let count = members.count - failures.count
        var words =
            switch (groups.count, count) {
            case (0, _): "nobody has answered"
            case (1, 1): "one answer, and none to compare it with"
            case (1, _): "all \(count) answers agree"
            default: "\(groups.count) different answers among \(count)"
            }
        if !failures.isEmpty, !groups.isEmpty { words += "; \(failures.count) without an answer" }
        return words
    }

    /// A to Z, then AA and so on.
    static func name(ofGroup place: Int) -> String {
        let letter = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(place % 26)))
        return place < 26 ? letter : name(ofGroup: place / 26 - 1) + letter
    }

    /// That of the answer that a member gave.
    func groupName(of member: Member) -> String? {
        groups.firstIndex { $0.members.contains(member) }.map { Self.name(ofGroup: $0) }
    }
}

extension AnswerComparison.Group {
    /// How it ended.
    var summary: String { code.description + (referral.map { ", referral to \($0)" } ?? "") }

    var meaning: String {
        switch records.count {
        case 0 where code == .noError && referral == nil: summary + ", no such record"
        case 0: summary
        case 1: summary + ", 1 record"
        default: summary + ", \(records.count) records"
        }
    }

    var memberWords: String { members.map(\.label).joined(separator: ", ") }
}

extension AnswerComparison.Member {
    /// By what it is told apart from others.
    var label: String {
        var label = server.map { "\($0.endpoint.address)#\($0.port)" } ?? name
        if let transport, transport.isEncrypted { label += " \(transport.rawValue)" }
        return label + (subnet.map { " for \($0.network)" } ?? "")
    }

    /// Whether it is called by something else than its address.
    var hasOwnName: Bool { server.map { "\($0.endpoint.address)" != name } ?? true }

    /// What carried the answer, or would have.
    var transport: DNSTransport? {
        guard case .said(let fact) = outcome else { return nil }
        return switch fact {
        case .reply(let reply): reply.answer.transport
        case .unreadable(let answer, _): answer.transport
        case .silence(let remarks): remarks.last?.transport ?? server?.transport
        case .unasked: server?.transport
        }
    }

    /// The code and the flags of the answer, or what came in place of one.
    var status: String {
        switch outcome {
        case .unasked(let reason): reason
        case .said(.silence(let remarks)): remarks.last.map(\.cause) ?? "not sent"
        case .said(.unasked): "not asked"
        case .said(.unreadable(_, let error)): "the answer can't be read: \(error)"
        case .said(.reply(let reply)):
            ([reply.code.description + reply.flagWords] + reply.errorWords).joined(separator: ", ")
        }
    }
}

extension DNSReply {
    /// The flags that tell what an answer is worth.
    fileprivate var flagWords: String {
        let told = message.flags.named.filter { ["aa", "tc", "ad"].contains($0.name) && $0.isSet }
        return told.map { " \($0.name)" }.joined()
    }
}

extension ResolveRemark {
    fileprivate var transport: DNSTransport? {
        switch self {
        case .timedOut(_, let transport), .failed(_, let transport, _): transport
        default: nil
        }
    }
}
