import Analysis
import Probes
import Wire

/// Ways that were watched, as tables: for people, for Markdown, and a screen at a time.
public struct WatchTable: Sendable {
    /// Which figures are shown.
    public enum Columns: CaseIterable, Sendable {
        case all
        case loss
        case times
    }

    /// In which order hops are shown.
    public enum Order: CaseIterable, Sendable {
        case hop
        case loss
        case time
    }

    private static let titles = [
        "hop", "address", "loss", "onward", "sent", "last", "avg", "best", "worst", "stdev", "jitter", "p95",
    ]

    public var columns = Columns.all
    public var order = Order.hop
    private let labels: TraceLabels
    private let options: TraceTextOptions

    public init(_ labels: TraceLabels, _ options: TraceTextOptions) {
        self.labels = labels
        self.options = options
    }

    private var shown: [Int] {
        switch columns {
        case .all: Array(Self.titles.indices)
        case .loss: [0, 1, 2, 3, 4]
        case .times: [0, 1, 5, 6, 7, 8, 9, 10, 11]
        }
    }

    /// A table a way; above each, where there are several, whose it is.
    public func writeText(_ watch: borrowing TraceWatch, into output: inout [UInt8]) {
        for (index, way) in watch.ways.enumerated() {
            if watch.ways.count > 1 {
                output.append(text: index > 0 ? "\n" : "")
                append(way.target, to: &output)
                output.append(text: "\n")
            }
            writeText(way, into: &output)
        }
    }

    func writeText(_ way: WatchedWay, into output: inout [UInt8]) {
        let titles = shown.map { Self.titles[$0] }
        var table = TextTable(titles, numbers: Set(titles).subtracting(["address"]))
        forEachRow(way) { cells in for place in shown { table.add(foreign: cells[place]) } }
        table.write(hasHead: true, to: &output)
    }

    public func writeMarkdown(_ watch: borrowing TraceWatch, into output: inout [UInt8]) {
        for (index, way) in watch.ways.enumerated() {
            if watch.ways.count > 1 {
                output.append(text: index > 0 ? "\n### " : "### ")
                append(way.target, to: &output)
                output.append(text: "\n\n")
            }
            writeMarkdown(way, into: &output)
        }
    }

    private func writeMarkdown(_ way: WatchedWay, into output: inout [UInt8]) {
        let titles = shown.map { Self.titles[$0] }
        output.append(text: "| " + titles.joined(separator: " | ") + " |\n")
        output.append(text: "|" + titles.map { $0 == "address" ? "---|" : "---:|" }.joined() + "\n")
        forEachRow(way) { cells in
            output.append(text: "|")
            for place in shown {
                output.append(text: " ")
                output.appendEscaped(cells[place].replacing("|", with: "\\|"))
                output.append(text: " |")
            }
            output.append(text: "\n")
        }
    }

    private func append(_ target: TraceTarget, to output: inout [UInt8]) {
        output.appendEscaped(target.name)
        output.append(text: " (\(target.address))")
    }

    private func sorted(_ hops: [WatchedHop]) -> [Int] {
        switch order {
        case .hop: return Array(hops.indices)
        case .loss:
            let losses = hops.map { $0.knownCount > 0 ? $0.lost * 1_000_000 / $0.knownCount : -1 }
            return hops.indices.sorted { (losses[$1], $0) < (losses[$0], $1) }
        case .time:
            return hops.indices.sorted { (hops[$1].roundTrips.mean ?? -1, $0) < (hops[$0].roundTrips.mean ?? -1, $1) }
        }
    }

    /// A row a hop; where several answer, one for each of them below, with figures of its own.
    private func forEachRow(_ way: WatchedWay, _ body: ([String]) -> Void) {
        let hops = Array(way.way)
        for place in sorted(hops) {
            let hop = hops[place]
            let onward = way.lossFromHere(place)
            let isShared = hop.answerers.count > 1
            var name =
                hop.answerers.count == 1
                ? label(hop.answerers[0].latest) : isShared ? "\(hop.answerers.count) answer" : "*"
            if let refusal = hop.refusal, let mark = refusal.mark { name += " \(mark) from \(refusal.from)" }
            body(
                [
                    "\(hop.ttl)", name, percent(hop.knownCount > 0 ? hop.lost * 1_000_000 / hop.knownCount : nil),
                    percent(onward), "\(hop.sent)", time(hop.last),
                ] + figures(hop.roundTrips, deviation: hop.standardDeviation))
            guard isShared else { continue }
            for answerer in hop.answerers {
                body(
                    [
                        "", "  " + label(answerer.latest), "", "", "\(answerer.received)",
                        time(answerer.latest.roundTrip),
                    ]
                        + figures(answerer.roundTrips, deviation: nil))
            }
        }
    }

    private func label(_ answer: TraceAnswer) -> String {
        var text = answer.from.description
        if !options.isNumeric, let name = labels.names[answer.from] { text = "\(name) (\(text))" }
        if options.showsOrigins {
            text +=
                specialKind(of: answer.from).map { " [\($0)]" }
                ?? " [\((labels.origins[answer.from] ?? nil)?.words ?? "*")]"
        }
        if let mark = answer.mark { text += " \(mark)" }
        return text
    }

    private func figures(_ times: RoundTripStatistics, deviation: Double?) -> [String] {
        [
            time(times.mean), time(times.minimum), time(times.maximum), time(deviation.map { Int64($0.rounded()) }),
            time(times.count > 1 ? times.jitter : nil), time(times.percentile(95)),
        ]
    }

    private func time(_ time: Nanoseconds?) -> String {
        guard let time else { return "-" }
        var text: [UInt8] = []
        text.append(milliseconds: time)
        return String(decoding: text, as: UTF8.self)
    }

    private func percent(_ millionths: Int?) -> String {
        guard let millionths else { return "-" }
        let tenths = (millionths + 500) / 1000
        return "\(tenths / 10).\(tenths % 10)%"
    }
}
