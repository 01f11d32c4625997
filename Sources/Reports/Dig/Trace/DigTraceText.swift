import Probes
import Wire

/// A trace as it goes on: the records of a zone file, and what each server said as comments.
public struct DigTraceText: Sendable {
    private let report: DigText
    private let question: DNSQuestion
    public let isShort: Bool
    private let showsSignatures: Bool

    /// - Parameter question: what was asked; a step for anything else says for what it is.
    public init(_ question: DNSQuestion, _ options: DigTextOptions) {
        report = DigText(options)
        self.question = question
        isShort = options.isShort
        showsSignatures = options.showsSignatures
    }

    public func writeHead(_ program: String, _ words: [String], to text: inout [UInt8]) {
        report.writeHead(program, words, serverCount: 0, to: &text)
        if !isShort { text.append(text: "\n") }
    }

    public func write(_ step: WalkStep, to text: inout [UInt8]) {
        guard !isShort else { return writeShort(step, to: &text) }
        let indent = String(repeating: "  ", count: step.depth)
        text.append(text: ";; \(indent)ZONE \(step.delegation.zone)")
        if step.question != question { text.append(text: " for \(step.question.name) \(step.question.type)") }
        text.append(text: "\n")
        for reply in step.replies where !reply.isUnreachable {
            text.append(text: ";; \(indent)\(reply.server.endpoint.address)#\(reply.server.port)(")
            text.append(foreign: reply.server.name)
            text.append(text: "): \(([reply.meaning.description] + reply.facts).joined(separator: ", "))\n")
        }
        if let words = step.unreachableWords { text.append(text: ";; \(indent)\(words)\n") }
        for problem in step.problems { text.append(text: ";; \(indent)WARNING: \(problem)\n") }
        if step.depth == 0 { writeRecords(of: step, to: &text) }
        text.append(text: "\n")
    }

    /// The records that the way goes on with.
    private func writeRecords(of step: WalkStep, to text: inout [UInt8]) {
        guard let reply = step.reply, case .reply(let facts) = reply.fact else { return }
        report.write(.answers, of: facts.answer, to: &text) { isShown($0) }
        report.write(.authorities, of: facts.answer, to: &text) { record in
            switch reply.meaning {
            case .referral(let zone, _): isShown(record) && (record.name == zone || showsSignatures)
            case .noData, .noName: isShown(record)
            default: false
            }
        }
    }

    private func isShown(_ record: DNSRecord) -> Bool {
        showsSignatures || record.type == question.type || ![.rrsig, .nsec, .nsec3].contains(record.type)
    }

    private func writeShort(_ step: WalkStep, to text: inout [UInt8]) {
        guard step.depth == 0, let reply = step.reply, case .reply(let facts) = reply.fact else { return }
        switch reply.meaning {
        case .answer, .alias: report.write(facts.answer, to: &text)
        default: break
        }
    }

    public func write(_ end: WalkEnd, to text: inout [UInt8]) {
        if !isShort { text.append(text: ";; END: \(end)\n") }
    }
}
