import Analysis
import Probes
import Wire

/// What is known before a link is scanned.
public struct NeighborScanContext {
    public var interface: String
    public var source: IPAddress?
    public var sourceMAC: MACAddress
    /// What is scanned, in words: blocks, or "all hosts of IPv6".
    public var subject: String
    /// Addresses that are asked for; nil where all are called at once.
    public var targetCount: Int?
    public var vendor: VendorNames
    /// The name of an address, where names are shown.
    public var name: ((IPAddress) -> String?)?
    public var isQuiet = false

    public init(interface: String, sourceMAC: MACAddress, subject: String, vendor: @escaping VendorNames) {
        self.interface = interface
        self.sourceMAC = sourceMAC
        self.subject = subject
        self.vendor = vendor
    }
}

/// What a scan came to.
public struct NeighborScanTotals: Sendable {
    public var sent = 0
    /// Those of the targets that somebody answered for.
    public var answered = 0
    /// Addresses of IPv6 that were found by calling all hosts at once; nil where nobody called.
    public var called: Int?
    public var duplicates = 0
    public var failures = 0
    public var conflicts: [(address: IPAddress, macs: [MACAddress])] = []
    public var roundTrips = RoundTripStatistics()
    public var elapsed: Nanoseconds = 0
    public var isInterrupted = false

    public init() {}

    /// Addresses that somebody has, however they were found.
    public var found: Int { answered + (called ?? 0) }
}

/// For people: a line for each neighbour.
public enum NeighborScanText: NeighborForm {
    public static func start(_ context: NeighborScanContext, at _: Nanoseconds, to text: inout [UInt8]) {
        if context.isQuiet { return }
        text.append(text: "Scanning ")
        text.appendEscaped(context.subject)
        if let count = context.targetCount { text.append(text: " (\(count) \(count == 1 ? "address" : "addresses"))") }
        text.append(text: " on ")
        text.appendEscaped(context.interface)
        text.append(text: " from ")
        if let source = context.source { text.append(text: "\(source) ") }
        text.append(text: "(\(context.sourceMAC))\n")
    }

    public static func event(
        _ event: NeighborScanEvent, _ context: NeighborScanContext, at _: Nanoseconds, to text: inout [UInt8]
    ) {
        switch event {
        case .answer(let answer): tell(answer, context, to: &text)
        case .duplicate(let answer, let count):
            if !context.isQuiet { tell(answer, context, " (DUP: \(count + 1))", to: &text) }
        case .conflict(let answer, let others):
            let others = others.map(\.description).joined(separator: ", ")
            tell(answer, context, " (CONFLICT! \(others) has it too)", to: &text)
        case .failed(let address, let error):
            if !context.isQuiet { text.append(text: "\(address): not sent: \(error.message)\n") }
        }
    }

    private static func tell(
        _ answer: ScanAnswer, _ context: NeighborScanContext, _ mark: String = "", to text: inout [UInt8]
    ) {
        let start = text.count
        answer.address.write(to: &text)
        text.append(spaces: max(1, (answer.address.isIPv6 ? 40 : 16) - (text.count - start)))
        text.append(text: "\(answer.mac)")
        if !context.isQuiet {
            text.append(text: "  ")
            if let roundTrip = answer.roundTrip {
                text.append(alignedRightTo: 8) { $0.append(milliseconds: roundTrip) }
                text.append(text: " ms")
            } else {
                text.append(alignedRightTo: 11) { $0.append(text: "-") }
            }
            text.append(text: "  ")
            text.appendEscaped(answer.mac.owner(context.vendor) ?? "unknown")
            if let name = context.name?(answer.address) {
                text.append(text: "  ")
                text.appendEscaped(name)
            }
            text.append(remarks: answer.remarks)
        }
        text.append(text: mark)
        text.append(text: "\n")
    }

    public static func summary(
        _ totals: NeighborScanTotals, _ context: NeighborScanContext, at _: Nanoseconds, to text: inout [UInt8]
    ) {
        if context.isQuiet { return }
        for (address, macs) in totals.conflicts {
            text.append(text: "CONFLICT: \(address) is at \(macs.map(\.description).joined(separator: ", "))\n")
        }
        text.append(text: "\n\(totals.words(of: context.targetCount)), \(totals.sent) sent")
        if totals.duplicates > 0 { text.append(text: ", \(totals.duplicates) duplicates") }
        if totals.failures > 0 { text.append(text: ", \(totals.failures) not sent") }
        text.append(text: ", in ")
        text.append(duration: totals.elapsed)
        text.append(text: "\n")
        let times = totals.roundTrips
        guard times.count > 0 else { return }
        text.append(text: "rtt min/avg/max = ")
        text.append(exactMilliseconds: [times.minimum, times.mean, times.maximum])
        text.append(text: " ms\n")
    }
}

extension NeighborScanTotals {
    /// How many were found. Who is called at once is none of the targets, so that the two are no sum.
    fileprivate func words(of targetCount: Int?) -> String {
        let called = called.map { "\($0) \($0 == 1 ? "address" : "addresses") of IPv6" }
        guard let targetCount else { return "\(called ?? "nobody") answered" }
        return "\(answered) of \(targetCount) answered" + (called.map { ", and \($0)" } ?? "")
    }
}

extension ScanAnswer {
    fileprivate var remarks: [String] {
        let how: [String] =
            switch sighting.kind {
            case .reply, .echoReply: []
            case .advertisement where address == sighting.address: []
            default: [sighting.kind.rawValue]
            }
        return how + sighting.remarks.filter { $0 != "solicited" && $0 != "override" }
            + (clock == .user && roundTrip != nil ? ["own clock"] : [])
    }
}

/// JSON Lines: `Schemas/arp.schema.json`.
public enum NeighborScanJSON: NeighborForm {
    public static func start(_ context: NeighborScanContext, at time: Nanoseconds, to output: inout [UInt8]) {
        JSONWriter.line(to: &output) { json in
            json.add("type", "start")
            json.add("time", moment: time)
            json.add("target", context.subject)
            json.add("purpose", "scan")
            json.add("interface", context.interface)
            json.add("source", context.source)
            json.add("source_mac", context.sourceMAC.description)
            json.add("targets", context.targetCount)
        }
    }

    public static func event(
        _ event: NeighborScanEvent, _ context: NeighborScanContext, at time: Nanoseconds, to output: inout [UInt8]
    ) {
        JSONWriter.line(to: &output) { json in
            switch event {
            case .answer(let answer): members("reply", answer, context, to: &json)
            case .duplicate(let answer, _): members("duplicate", answer, context, to: &json)
            case .conflict(let answer, let others):
                members("conflict", answer, context, to: &json)
                json.add("conflicts_with", strings: others.map(\.description))
            case .failed(let address, let error):
                json.add("type", "error")
                json.add("time", moment: time)
                json.add("ip", address)
                json.add("error", error.message)
            }
        }
    }

    private static func members(
        _ type: String, _ answer: ScanAnswer, _ context: NeighborScanContext, to json: inout JSONWriter
    ) {
        json.add("type", type)
        json.add("time", moment: answer.time)
        json.add("ip", answer.address)
        json.add("mac", answer.mac.description)
        json.add("vendor", answer.mac.owner(context.vendor))
        json.add("name", context.name?(answer.address))
        json.add("rtt_ns", answer.roundTrip)
        json.add("clock", answer.roundTrip == nil ? nil : answer.clock.rawValue)
        json.add("tries", answer.tries)
        answer.sighting.members(to: &json)
    }

    public static func summary(
        _ totals: NeighborScanTotals, _ context: NeighborScanContext, at time: Nanoseconds, to output: inout [UInt8]
    ) {
        JSONWriter.line(to: &output) { json in
            json.add("type", "summary")
            json.add("time", moment: time)
            json.add("target", context.subject)
            json.add("targets", context.targetCount)
            json.add("sent", totals.sent)
            json.add("received", totals.found)
            json.add("received_by_call", totals.called)
            json.add("duplicates", totals.duplicates)
            json.add("errors", totals.failures)
            json.add("conflicts", totals.conflicts.count)
            json.add("elapsed_ns", totals.elapsed)
            json.add("rtt_min_ns", totals.roundTrips.minimum)
            json.add("rtt_avg_ns", totals.roundTrips.mean)
            json.add("rtt_max_ns", totals.roundTrips.maximum)
            json.add("interrupted", totals.isInterrupted ? true : nil)
        }
    }
}

/// Comma-separated values: a row for each neighbour.
public enum NeighborScanCSV: NeighborForm {
    public static let columns = ["type", "ip", "mac", "vendor", "name", "rtt_ns", "kind"]

    public static func start(_: NeighborScanContext, at _: Nanoseconds, to output: inout [UInt8]) {
        CSVRow.head(columns, into: &output)
    }

    public static func event(
        _ event: NeighborScanEvent, _ context: NeighborScanContext, at _: Nanoseconds, to output: inout [UInt8]
    ) {
        let (type, answer): (String, ScanAnswer)
        switch event {
        case .answer(let found): (type, answer) = ("reply", found)
        case .duplicate(let found, _): (type, answer) = ("duplicate", found)
        case .conflict(let found, _): (type, answer) = ("conflict", found)
        case .failed: return
        }
        var row = CSVRow()
        row.add(type)
        row.add(answer.address)
        row.add(answer.mac.description)
        row.add(answer.mac.owner(context.vendor))
        row.add(context.name?(answer.address))
        row.add(answer.roundTrip)
        row.add(answer.sighting.kind.rawValue)
        row.end(columns: columns.count, into: &output)
    }

    /// Rows alone.
    public static func summary(_: NeighborScanTotals, _: NeighborScanContext, at _: Nanoseconds, to _: inout [UInt8]) {}
}
