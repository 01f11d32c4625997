import Analysis
import Probes
import Wire

/// A way that was watched, as a table: for people, for Markdown, and a screen at a time.
public struct WatchTable: Sendable {
    private static let titles = [
        "hop", "address", "loss", "onward", "sent", "last", "avg", "best", "worst", "stdev", "jitter", "p95",
    ]

    private let labels: TraceLabels
    private let options: TraceTextOptions

    public init(_ labels: TraceLabels, _ options: TraceTextOptions) {
        self.labels = labels
        self.options = options
    }

    public func writeText(_ watch: borrowing TraceWatch, into output: inout [UInt8]) {
        var table = TextTable(Self.titles, numbers: Set(Self.titles).subtracting(["address"]))
        forEachRow(watch) { cells in for cell in cells { table.add(foreign: cell) } }
        table.write(hasHead: true, to: &output)
    }

    public func writeMarkdown(_ watch: borrowing TraceWatch, into output: inout [UInt8]) {
        output.append(text: "| " + Self.titles.joined(separator: " | ") + " |\n")
        output.append(text: "|" + Self.titles.map { $0 == "address" ? "---|" : "---:|" }.joined() + "\n")
        forEachRow(watch) { cells in
            output.append(text: "|")
            for cell in cells {
                output.append(text: " ")
                output.appendEscaped(cell.replacing("|", with: "\\|"))
                output.append(text: " |")
            }
            output.append(text: "\n")
        }
    }

    /// A row a hop; where several answer, one for each of them below, with figures of its own.
    func forEachRow(_ watch: borrowing TraceWatch, _ body: ([String]) -> Void) {
        for (place, hop) in watch.way.enumerated() {
            let onward = watch.lossFromHere(place)
            let isShared = hop.answerers.count > 1
            let name =
                hop.answerers.count == 1
                ? label(hop.answerers[0].latest) : isShared ? "\(hop.answerers.count) answer" : "*"
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
