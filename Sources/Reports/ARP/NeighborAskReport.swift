import Analysis
import Probes
import Wire

/// What is known before a neighbour is asked.
public struct NeighborAskContext {
    public var plan: NeighborAskPlan
    public var interface: String
    public var vendor: VendorNames
    public var isQuiet = false
    public var isVerbose = false
    /// Whether each line begins with the time.
    public var showsTimes = false

    public init(plan: NeighborAskPlan, interface: String, vendor: @escaping VendorNames) {
        self.plan = plan
        self.interface = interface
        self.vendor = vendor
    }

    var purpose: String {
        switch plan.purpose {
        case .ask: "ask"
        case .detectDuplicate: "detect-duplicate"
        case .announce: "announce"
        case .reverse: "reverse"
        }
    }

    /// Whose frames are asked for.
    var subject: String {
        if case .reverse(let mac) = plan.purpose { return mac.description }
        return plan.target.description
    }
}

/// For people, in arping's manner.
public enum NeighborAskText: NeighborForm {
    public static func start(_ context: NeighborAskContext, at _: Nanoseconds, to text: inout [UInt8]) {
        let protocolName = context.plan.target.isIPv6 ? "neighbour discovery" : "ARP"
        let what =
            switch context.plan.purpose {
            case .ask: "who has \(context.subject)"
            case .detectDuplicate: "does anybody have \(context.subject)"
            case .announce: "all should know: \(context.subject) is at \(context.plan.probe.frameSource)"
            case .reverse: "who is \(context.subject)"
            }
        text.append(text: "\(protocolName) on ")
        text.appendEscaped(context.interface)
        text.append(text: ", from \(context.plan.probe.source) (\(context.plan.probe.frameSource)): \(what)\n")
    }

    public static func event(
        _ event: NeighborAskEvent, _ context: NeighborAskContext, at _: Nanoseconds, to text: inout [UInt8]
    ) {
        if context.isQuiet { return }
        switch event {
        case .sent(let sequence, let destination, let time):
            guard context.isVerbose else { return }
            if context.showsTimes { text.append(stamp: time) }
            text.append(text: "sent to \(destination.map(\.description) ?? "all") seq=\(sequence)\n")
        case .failed(let sequence, let error): text.append(text: "not sent seq=\(sequence): \(error.message)\n")
        case .reply(let reply): tell(reply, context, to: &text)
        }
    }

    private static func tell(
        _ reply: NeighborAskEvent.Reply, _ context: NeighborAskContext, to text: inout [UInt8]
    ) {
        let sighting = reply.sighting
        if context.showsTimes { text.append(stamp: reply.time) }
        let kind = sighting.isProbe ? "probe" : sighting.kind.rawValue
        let subject = sighting.isProbe ? context.plan.target : sighting.address
        text.append(text: "\(sighting.frameDestination.isGroup ? "broadcast " : "")\(kind) from \(subject) ")
        text.append(text: "[\(sighting.mac)]")
        text.append(owner: sighting.mac.owner(context.vendor))
        if let sequence = reply.sequence { text.append(text: " seq=\(sequence)") }
        if let roundTrip = reply.roundTrip {
            text.append(text: " time=")
            text.append(milliseconds: roundTrip)
            text.append(text: reply.clock == .kernel ? " ms" : " ms (own clock)")
        }
        text.append(remarks: sighting.remarks)
        if reply.copies > 0 { text.append(text: " (DUP!)") }
        if !reply.others.isEmpty {
            let others = reply.others.map(\.description).joined(separator: ", ")
            text.append(text: " (CONFLICT! \(others) has it too)")
        }
        text.append(text: "\n")
    }

    public static func summary(
        _ engine: NeighborAsk, _ context: NeighborAskContext, at _: Nanoseconds, to text: inout [UInt8]
    ) {
        text.append(text: "\n--- \(context.subject) on ")
        text.appendEscaped(context.interface)
        text.append(text: " ---\n\(engine.sent) sent (\(engine.broadcasts) to all), \(engine.answered) answered")
        if engine.duplicates > 0 { text.append(text: ", \(engine.duplicates) duplicates") }
        if engine.failures > 0 { text.append(text: ", \(engine.failures) not sent") }
        text.append(text: "\n")
        let times = engine.roundTrips
        if times.count > 0, context.plan.purpose == .ask {
            text.append(text: "rtt min/avg/max/mdev = ")
            text.append(exactMilliseconds: [times.minimum, times.mean, times.maximum, times.meanDeviation])
            text.append(text: " ms\n")
        }
        if engine.claimants.count > 1, engine.verdict == .answered {
            let all = engine.claimants.map(\.description).joined(separator: ", ")
            text.append(text: "CONFLICT: \(context.subject) is at \(all)\n")
        }
        switch engine.verdict {
        case .free: text.append(text: "\(context.subject) is free: nobody said that he has it\n")
        case .taken:
            let owner = engine.claimants.map(\.description).joined(separator: ", ")
            text.append(text: "\(context.subject) is taken: \(owner) has it\n")
        default: break
        }
    }
}

extension [UInt8] {
    /// Seconds since 1970 in brackets, as `ping -D` writes them.
    fileprivate mutating func append(stamp time: Nanoseconds) {
        append(text: "[")
        append(unixTime: time)
        append(text: "] ")
    }
}

/// JSON Lines: `Schemas/arp.schema.json`.
public enum NeighborAskJSON: NeighborForm {
    public static func start(_ context: NeighborAskContext, at time: Nanoseconds, to output: inout [UInt8]) {
        let plan = context.plan
        JSONWriter.line(to: &output) { json in
            json.add("type", "start")
            json.add("time", moment: time)
            json.add("target", context.subject)
            json.add("purpose", context.purpose)
            json.add("interface", context.interface)
            json.add("source", plan.probe.source)
            json.add("source_mac", plan.probe.frameSource.description)
            json.add("count", plan.count)
            json.add("interval_ns", plan.interval.lowerBound)
            json.add("deadline_ns", plan.deadline)
        }
    }

    public static func event(
        _ event: NeighborAskEvent, _ context: NeighborAskContext, at time: Nanoseconds, to output: inout [UInt8]
    ) {
        if case .sent = event, !context.isVerbose { return }
        JSONWriter.line(to: &output) { json in
            switch event {
            case .sent(let sequence, let destination, let stamp):
                json.add("type", "sent")
                json.add("time", moment: stamp == 0 ? time : stamp)
                json.add("sequence", sequence)
                json.add("mac", destination?.description)
            case .failed(let sequence, let error):
                json.add("type", "error")
                json.add("time", moment: time)
                json.add("sequence", sequence)
                json.add("error", error.message)
            case .reply(let reply): members(of: reply, context, at: time, to: &json)
            }
        }
    }

    private static func members(
        of reply: NeighborAskEvent.Reply, _ context: NeighborAskContext, at time: Nanoseconds, to json: inout JSONWriter
    ) {
        json.add("type", reply.copies > 0 ? "duplicate" : "reply")
        json.add("time", moment: reply.time == 0 ? time : reply.time)
        json.add("sequence", reply.sequence)
        json.add("ip", reply.sighting.isProbe ? context.plan.target : reply.sighting.address)
        json.add("mac", reply.sighting.mac.description)
        json.add("vendor", reply.sighting.mac.owner(context.vendor))
        json.add("rtt_ns", reply.roundTrip)
        json.add("clock", reply.clock.rawValue)
        reply.sighting.members(to: &json)
        json.add("conflicts_with", strings: reply.others.map(\.description))
    }

    public static func summary(
        _ engine: NeighborAsk, _ context: NeighborAskContext, at time: Nanoseconds, to output: inout [UInt8]
    ) {
        JSONWriter.line(to: &output) { json in
            json.add("type", "summary")
            json.add("time", moment: time)
            json.add("target", context.subject)
            json.add("result", engine.verdict.rawValue)
            json.add("sent", engine.sent)
            json.add("received", engine.answered)
            json.add("duplicates", engine.duplicates)
            json.add("errors", engine.failures)
            json.add("macs", strings: engine.claimants.map(\.description))
            json.add("rtt_min_ns", engine.roundTrips.minimum)
            json.add("rtt_avg_ns", engine.roundTrips.mean)
            json.add("rtt_max_ns", engine.roundTrips.maximum)
            json.add("interrupted", engine.isInterrupted ? true : nil)
        }
    }
}

/// Comma-separated values: a row for each answer.
public enum NeighborAskCSV: NeighborForm {
    public static let columns = ["type", "sequence", "ip", "mac", "vendor", "rtt_ns", "kind", "conflicts_with"]

    public static func start(_: NeighborAskContext, at _: Nanoseconds, to output: inout [UInt8]) {
        CSVRow.head(columns, into: &output)
    }

    public static func event(
        _ event: NeighborAskEvent, _ context: NeighborAskContext, at _: Nanoseconds, to output: inout [UInt8]
    ) {
        guard case .reply(let reply) = event else { return }
        var row = CSVRow()
        row.add(reply.copies > 0 ? "duplicate" : "reply")
        row.add(reply.sequence)
        row.add(reply.sighting.isProbe ? context.plan.target : reply.sighting.address)
        row.add(reply.sighting.mac.description)
        row.add(reply.sighting.mac.owner(context.vendor))
        row.add(reply.roundTrip)
        row.add(reply.sighting.kind.rawValue)
        row.add(reply.others.map(\.description).joined(separator: " "))
        row.end(columns: columns.count, into: &output)
    }

    /// Rows alone.
    public static func summary(_: NeighborAsk, _: NeighborAskContext, at _: Nanoseconds, to _: inout [UInt8]) {}
}
