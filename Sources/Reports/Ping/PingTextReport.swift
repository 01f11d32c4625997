import Probes
import Wire

/// Pinging told in text, as `ping` tells of one target and `fping` of many.
public struct PingTextReport: PingReport, Sendable {
    public var options: PingTextOptions

    var form = PingTextOptions.Form.single
    var plan = PingPlan()
    /// The widest name of a target, for columns.
    var nameWidth = 0
    /// Of each target, whether it has been told that it is alive or unreachable.
    var isTold: [Bool] = []

    public init(options: PingTextOptions = PingTextOptions()) { self.options = options }

    public mutating func learn(_ name: String, of address: IPAddress) { options.names[address] = name }

    public mutating func start(_ context: PingContext, at time: Nanoseconds, into output: inout ReportOutput) {
        plan = context.plan
        form = options.form ?? Self.form(for: context)
        switch form {
        case .single:
            output.results.append(startOf: context)
        case .alive:
            isTold = Array(repeating: false, count: context.targets.count)
        case .each:
            nameWidth = min(40, context.targets.reduce(0) { max($0, $1.name.utf8.count) })
        }
    }

    private static func form(for context: PingContext) -> PingTextOptions.Form {
        if context.targets.count == 1 { return .single }
        return context.plan.stopRules.replies == 1 ? .alive : .each
    }

    public mutating func event(
        _ event: PingEvent, _ engine: borrowing PingEngine, at time: Nanoseconds, into output: inout ReportOutput
    ) {
        if options.isFlood {
            if options.isTerminal, !options.isQuiet { output.results.append(floodMarkOf: event) }
            return
        }
        switch form {
        case .single:
            if !options.isQuiet { tellSingle(event, engine, at: time, into: &output.results) }
        case .each:
            if !options.isQuiet { tellEach(event, engine, at: time, into: &output.results) }
        case .alive:
            tellAlive(event, engine, at: time, into: &output.results)
        }
    }

    public mutating func status(
        _ engine: borrowing PingEngine, at time: Nanoseconds, into output: inout ReportOutput
    ) {
        output.notes.append(statusOf: PingTotals(engine))
    }

    public mutating func summary(
        _ engine: borrowing PingEngine, end: PingEnd, elapsed: Nanoseconds, at time: Nanoseconds,
        into output: inout ReportOutput
    ) {
        switch form {
        case .single:
            summarizeSingle(engine, elapsed: elapsed, into: &output.results)
        case .each:
            summarizeEach(engine, into: &output.results)
            appendTotals(engine, elapsed: elapsed, into: &output.results)
        case .alive:
            tellUndecided(engine, into: &output)
            appendTotals(engine, elapsed: elapsed, into: &output.notes)
        }
    }
}

extension [UInt8] {
    mutating func append(floodMarkOf event: PingEvent) {
        switch event {
        case .sent: append(text: ".")
        case .reply(let reply): if reply.isCounted { append(text: "\u{8} \u{8}") }
        case .failure(let failure): if !failure.isNotice { append(text: "\u{8}E") }
        case .timeout, .foreign: break
        }
    }

    /// ping's first line: `PING name (address) 56(84) bytes of data.`
    mutating func append(startOf context: PingContext) {
        guard let target = context.targets.first else { return }
        append(text: "PING ")
        appendEscaped(target.name)
        append(text: " (")
        target.endpoint.address.write(to: &self)
        append(text: ")")
        if context.source != nil || context.interface != nil { append(text: " from") }
        if let source = context.source {
            append(text: " ")
            source.write(to: &self)
        }
        if let interface = context.interface {
            append(text: " ")
            appendEscaped(interface)
        }
        if context.source != nil || context.interface != nil { append(text: ":") }
        append(contentOf: context, headerByteCount: context.headerByteCount)
        append(text: ".\n")
    }

    private mutating func append(contentOf context: PingContext, headerByteCount: Int) {
        switch context.plan.method {
        case .echo: break
        case .timestamp: append(text: " ICMP time stamp,")
        case .tcp(let port):
            append(text: " TCP port ")
            append(decimal: UInt64(port))
            return
        case .udp(let port):
            append(text: " UDP port ")
            append(decimal: UInt64(port))
            append(text: ",")
        }
        append(text: " ")
        switch context.plan.sizes {
        case .constant: append(size: context.payloadByteCount, headerByteCount)
        case .sweep(let minimum, let maximum, let step):
            append(size: minimum, headerByteCount)
            append(text: " to ")
            append(size: maximum, headerByteCount)
            append(text: " in steps of ")
            append(decimal: step)
        case .search(let search):
            append(text: "path MTU search up to ")
            append(decimal: search.failed - 1)
        }
        if case .search = context.plan.sizes { append(text: " bytes") } else { append(text: " bytes of data") }
    }

    private mutating func append(size payload: Int, _ header: Int) {
        append(decimal: payload)
        append(text: "(")
        append(decimal: payload + header)
        append(text: ")")
    }
}

extension PingContext {
    /// Bytes of IP and ICMP (or TCP, UDP) header before the payload of the first target's probes.
    var headerByteCount: Int {
        let isIPv6 = targets.first?.endpoint.address.isIPv6 ?? false
        let transport = if case .tcp = plan.method { 20 } else { 8 }
        return (isIPv6 ? 40 : 20) + ipOptionByteCount + transport
    }
}
