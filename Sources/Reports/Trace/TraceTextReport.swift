import Probes
import Wire

/// A trace told as traceroute does: a line a hop, as soon as it is certain.
public struct TraceTextReport: TraceReport, Sendable {
    private let options: TraceTextOptions
    private var context: TraceContext?
    /// Lines of targets whose turn has not come.
    private var held: [[UInt8]] = []
    private var ended: [Bool] = []
    private var turn = 0
    /// Who answered the hop before, by target: what is odd is told where it begins.
    private var lastOddities: [[String]] = []
    private var lastByteCounts: [Int] = []

    public init(_ options: TraceTextOptions) { self.options = options }

    public mutating func start(_ context: TraceContext, at time: Nanoseconds, into output: inout ReportOutput) {
        self.context = context
        let count = context.targets.count
        held = Array(repeating: [], count: count)
        ended = Array(repeating: false, count: count)
        lastOddities = Array(repeating: [], count: count)
        lastByteCounts = Array(repeating: 0, count: count)
        for (index, target) in context.targets.enumerated() {
            if index > 0 { held[index].append(text: "\n") }
            held[index].append(text: "traceroute to ")
            held[index].appendEscaped(target.name)
            held[index].append(text: " (")
            target.address.write(to: &held[index])
            held[index].append(text: "), \(context.plan.maximumTTL) hops max, ")
            held[index].append(decimal: context.plan.byteCount(to: target))
            held[index].append(text: " byte packets\n")
        }
        flush(into: &output)
    }

    private mutating func flush(into output: inout ReportOutput) {
        while turn < held.count {
            output.results += held[turn]
            held[turn].removeAll()
            guard ended[turn] else { return }
            turn += 1
        }
    }

    public mutating func event(
        _ event: TraceEvent, _ labels: TraceLabels, at time: Nanoseconds, into output: inout ReportOutput
    ) {
        switch event {
        case .hop(let target, let hop):
            append(hop, target, labels)
            flush(into: &output)
        case .failed(let probe, let error): append(error, probe, into: &output)
        case .mtu(_, let ttl, let byteCount, let router):
            guard options.isVerbose else { return }
            output.notes.append(text: "on the way to hop \(ttl) ")
            output.notes.append(text: router.map { "\($0) takes" } ?? "this machine's interface takes")
            output.notes.append(text: " packets of \(byteCount) bytes at most\n")
        case .answer(let answer, let isLate) where options.isVerbose && (isLate || answer.copies > 0):
            output.notes.append(text: answer.copies > 0 ? "again" : "late")
            output.notes.append(text: ": hop \(answer.probe.ttl), \(answer.from), ")
            output.notes.append(milliseconds: answer.roundTrip)
            output.notes.append(text: " ms\n")
        case .sent, .answer, .lost, .finished, .changed, .moved: break
        }
    }

    private func append(_ error: LinkError, _ probe: TraceProbe, into output: inout ReportOutput) {
        output.notes.append(text: "hop \(probe.ttl): \(error.message)")
        if case .messageTooLong(let mtu?) = error.kind {
            output.notes.append(text: ": \(probe.byteCount) bytes, where \(mtu) can be")
        }
        output.notes.append(text: "\n")
    }

    // MARK: A hop

    private mutating func append(_ hop: TraceHop, _ target: Int, _ labels: TraceLabels) {
        var line: [UInt8] = []
        line.append(alignedRightTo: 2) { $0.append(decimal: hop.ttl) }
        line.append(text: " ")
        var previous: IPAddress?
        for answer in hop.answers {
            guard let answer else {
                line.append(text: " *")
                continue
            }
            if answer.from != previous { append(answer, hop, target, labels, to: &line) }
            previous = answer.from
            line.append(text: "  ")
            line.append(exactMilliseconds: answer.roundTrip)
            line.append(text: " ms")
            if let mark = answer.mark { line.append(text: " \(mark)") }
            if answer.isInferred { line.append(text: " (from a probe to a hop behind)") }
        }
        line.append(text: "\n")
        held[target] += line
    }

    private mutating func append(
        _ answer: TraceAnswer, _ hop: TraceHop, _ target: Int, _ labels: TraceLabels, to line: inout [UInt8]
    ) {
        let address = answer.from
        line.append(text: " ")
        if options.isNumeric {
            address.write(to: &line)
        } else {
            if let name = labels.names[address] { line.appendEscaped(name) } else { address.write(to: &line) }
            line.append(text: " (")
            address.write(to: &line)
            line.append(text: ")")
        }
        if options.showsOrigins { appendOrigin(of: address, labels, to: &line) }
        if options.showsReturn, let hops = answer.returnHops, hops != hop.ttl {
            line.append(text: " '-\(hops)'")
        }
        if context?.plan.findsMTU == true, answer.probe.byteCount != lastByteCounts[target] {
            line.append(text: " F=\(answer.probe.byteCount)")
            lastByteCounts[target] = answer.probe.byteCount
        }
        let oddities = answer.quoteWords
        let news = oddities.filter { !lastOddities[target].contains($0) }
        if answer.quote != nil { lastOddities[target] = oddities }
        if !news.isEmpty { line.append(text: " [\(news.joined(separator: ", "))]") }
        guard options.showsExtensions else { return }
        for element in answer.extensions { line.append(wordsOf: element) }
    }

    private func appendOrigin(of address: IPAddress, _ labels: TraceLabels, to line: inout [UInt8]) {
        if let kind = specialKind(of: address) {
            line.append(text: " [\(kind)]")
        } else if let origin = labels.origins[address] ?? nil {
            line.append(text: " [\(origin.words)]")
        } else {
            line.append(text: " [*]")
        }
    }

    // MARK: The end

    public mutating func summary(
        _ trace: Trace, index: Int, _ labels: TraceLabels, at time: Nanoseconds, into output: inout ReportOutput
    ) {
        ended[index] = true
        flush(into: &output)
        let name = trace.target.name
        switch trace.end {
        case .silent:
            let last = trace.hops.last { !$0.isSilent }?.ttl
            output.notes.append(text: "swiftnet: ")
            output.notes.appendEscaped(name)
            output.notes.append(
                text: last.map { " was not reached: nobody answers behind hop \($0)\n" }
                    ?? " was not reached: nobody answers\n")
        case .refused:
            guard let last = trace.last, let naming = last.naming else { return }
            output.notes.append(text: "swiftnet: ")
            output.notes.appendEscaped(name)
            output.notes.append(text: " was not reached: \(last.from) says \(naming.name)\n")
        case .reached, .failed, .interrupted, nil: break
        }
    }
}
