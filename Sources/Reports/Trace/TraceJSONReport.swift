import Probes
import Wire

/// A trace told as JSON Lines, as `Schemas/traceroute.schema.json` describes them.
public struct TraceJSONReport: TraceReport, Sendable {
    private let isVerbose: Bool
    private var targets: [TraceTarget] = []

    public init(isVerbose: Bool = false) { self.isVerbose = isVerbose }

    public mutating func start(_ context: TraceContext, at time: Nanoseconds, into output: inout ReportOutput) {
        targets = context.targets
        for target in targets {
            JSONWriter.line(to: &output.results) { line in
                line.add(type: "start", at: time)
                line.add(target)
                line.add("source", target.source)
                line.add("interface", context.interface)
                line.add("method", context.plan.method.identifier)
                if context.plan.method != .echo { line.add("port", target.port) }
                line.add("first_ttl", context.plan.firstTTL)
                line.add("max_ttl", context.plan.maximumTTL)
                line.add("queries", context.plan.queries)
                line.add("bytes", context.plan.byteCount(to: target))
                line.add("raw_socket", context.isRaw)
            }
        }
    }

    public mutating func event(
        _ event: TraceEvent, _ labels: TraceLabels, at time: Nanoseconds, into output: inout ReportOutput
    ) {
        switch event {
        case .sent(let probe):
            guard isVerbose else { return }
            tell("sent", probe, at: time, into: &output) { $0.add("bytes", probe.byteCount) }
        case .answer(let answer, let isLate):
            let type = answer.copies > 0 ? "duplicate" : isLate ? "late" : "reply"
            tell(type, answer.probe, at: time, into: &output) { $0.add(answer) }
        case .lost(let probe): tell("timeout", probe, at: time, into: &output) { _ in }
        case .failed(let probe, let error):
            tell("error", probe, at: time, into: &output) { line in
                line.add("message", error.message)
                if case .messageTooLong(let mtu?) = error.kind { line.add("mtu", mtu) }
            }
        case .mtu(let target, let ttl, let byteCount, let router):
            tell("mtu", target, at: time, into: &output) { line in
                line.add("ttl", ttl)
                line.add("from", router)
                line.add("mtu", byteCount)
            }
        case .hop(let target, let hop): tell("hop", target, at: time, into: &output) { $0.add(hop, labels) }
        case .changed(let target, let ttl, let from, let to):
            tell("change", target, at: time, into: &output) { line in
                line.add("ttl", ttl)
                line.add("from", from)
                line.add("to", to)
            }
        case .moved(let target, let from, let to):
            tell("length", target, at: time, into: &output) { line in
                line.add("from_ttl", from)
                line.add("to_ttl", to)
            }
        case .finished: break
        }
    }

    private func tell(
        _ type: String, _ probe: TraceProbe, at time: Nanoseconds, into output: inout ReportOutput,
        _ more: (inout JSONWriter) -> Void
    ) {
        tell(type, probe.target, at: time, into: &output) { line in
            line.add("ttl", probe.ttl)
            line.add("sequence", probe.number)
            more(&line)
        }
    }

    private func tell(
        _ type: String, _ target: Int, at time: Nanoseconds, into output: inout ReportOutput,
        _ more: (inout JSONWriter) -> Void
    ) {
        JSONWriter.line(to: &output.results) { line in
            line.add(type: type, at: time)
            line.add(targets[target])
            more(&line)
        }
    }

    public mutating func summary(
        _ trace: Trace, index: Int, _ labels: TraceLabels, at time: Nanoseconds, into output: inout ReportOutput
    ) {
        JSONWriter.line(to: &output.results) { line in
            line.add(type: "summary", at: time)
            line.add(trace.target)
            line.add("reached", trace.end == .reached)
            line.add("end", trace.end?.identifier)
            line.add("hops", trace.lastTTL)
            line.add("sent", trace.sent)
            line.add("received", trace.received)
            line.add("duplicates", trace.duplicates)
            line.add("late", trace.late)
            if trace.findsMTU { line.add("path_mtu", trace.byteCount) }
        }
    }
}

extension JSONWriter {
    mutating func add(_ target: TraceTarget) {
        add("target", target.name)
        add("address", target.address)
    }

    mutating func add(_ origin: AddressOrigin?) {
        guard let origin else { return }
        add("asn", numbers: origin.systems.map(Int64.init))
        add("prefix", origin.prefix)
        add("country", origin.country)
        add("registry", origin.registry)
    }

    fileprivate mutating func add(_ answer: TraceAnswer) {
        add("from", answer.from)
        add("kind", answer.kindName)
        add("rtt_ns", answer.roundTrip)
        add("clock", answer.clock.rawValue)
        add("reply_ttl", answer.ttl)
        add("return_hops", answer.returnHops)
        if let naming = answer.naming {
            add("icmp") { object in
                object.add("type", naming.type)
                object.add("code", naming.code)
                object.add("name", naming.name)
            }
        }
        add("mark", answer.mark)
        add("mtu", answer.mtu)
        if let quote = answer.quote {
            add("quote") { object in
                object.add("ttl", quote.ttl)
                object.add("traffic_class", quote.trafficClass)
                object.add("changed", strings: quote.changes.identifiers)
            }
        }
        add(extensions: answer.extensions)
    }

    fileprivate mutating func add(_ hop: TraceHop, _ labels: TraceLabels) {
        add("ttl", hop.ttl)
        let answers = hop.answers
        add("addresses", objects: hop.addresses) { object, address in
            object.add("address", address)
            object.add("name", labels.names[address])
            object.add("special", specialKind(of: address))
            object.add(labels.origins[address] ?? nil)
            object.add("rtts_ns", numbers: answers.compactMap { $0 }.filter { $0.from == address }.map(\.roundTrip))
            let last = answers.last { $0?.from == address } ?? nil
            object.add("mark", last?.mark)
            object.add("kind", last?.kindName)
        }
        add("lost", answers.count { $0 == nil })
        if hop.isInferred { add("inferred", true) }
    }
}
