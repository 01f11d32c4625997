import Probes
import Wire

/// A trace as a tree: zones below zones, and in each the servers and what they said.
public struct DigTraceTree: Sendable {
    private var steps: [WalkStep] = []

    public init() {}

    public mutating func add(_ step: WalkStep) { steps.append(step) }

    public func write(_ end: WalkEnd, to text: inout [UInt8]) {
        for way in ways { write(way, to: &text) }
        text.append(text: "\(end)\n")
    }

    /// Steps that lead down from one zone to the next, for the same name.
    private var ways: [[WalkStep]] {
        var ways: [[WalkStep]] = []
        // A way is broken off where the address of a server has to be looked for, and goes on behind that.
        var open: [Int: Int] = [:]
        for step in steps {
            if let place = open[step.depth], let last = ways[place].last, last.question == step.question,
                last.reply?.meaning.target == step.delegation.zone
            {
                ways[place].append(step)
            } else {
                open[step.depth] = ways.count
                ways.append([step])
            }
        }
        return ways
    }

    private func write(_ way: [WalkStep], to text: inout [UInt8]) {
        guard let first = way.first else { return }
        let reason = first.depth > 0 ? "  (the address of a server)" : ""
        text.append(text: "\(first.question.name) \(first.question.type)\(reason)\n")
        for (level, step) in way.enumerated() {
            let isLast = level == way.count - 1
            let indent = String(repeating: "   ", count: level)
            text.append(text: "\(indent)└─ \(step.delegation.zone)\n")
            let leaves =
                step.replies.filter { !$0.isUnreachable }.map { Self.words(of: $0) }
                + [step.unreachableWords].compactMap { $0 } + step.problems.map { "! \($0)" } + Self.records(of: step)
            for (place, leaf) in leaves.enumerated() {
                let branch = isLast && place == leaves.count - 1 ? "└─" : "├─"
                text.append(text: "\(indent)   \(branch) \(leaf)\n")
            }
        }
        text.append(text: "\n")
    }

    private static func words(of reply: WalkStep.Reply) -> String {
        let facts = [reply.meaning.description] + reply.facts
        return "\(reply.nameServer) \(reply.server.endpoint.address): \(facts.joined(separator: ", "))"
    }

    /// What was asked for, where the way ends with it.
    private static func records(of step: WalkStep) -> [String] {
        guard let reply = step.reply, case .reply(let facts) = reply.fact else { return [] }
        switch reply.meaning {
        case .answer, .alias:
            return facts.message.answers.filter { $0.type != .rrsig }.map { record in
                var data: [UInt8] = []
                record.presentData(to: &data)
                return "\(record.name) \(record.type) \(String(decoding: data, as: UTF8.self))"
            }
        default: return []
        }
    }
}
