import Analysis
import Probes
import Wire

/// Ways that were watched, as comma-separated values (RFC 4180): a row for each that answered at a hop, and one for a
/// hop where nobody did. Counts of probes are the hop's; `received` and times are the answerer's.
public enum WatchCSV {
    static let columns = [
        "target", "target_address", "ttl", "sent", "lost", "loss_percent", "onward_loss_percent", "late", "duplicates",
        "changes", "address", "name", "as", "received", "rtt_last_ns", "rtt_mean_ns", "rtt_min_ns", "rtt_max_ns",
        "rtt_jitter_ns", "rtt_p95_ns", "mark",
    ]

    public static func write(_ watch: borrowing TraceWatch, _ labels: TraceLabels, into output: inout [UInt8]) {
        var head = CSVRow()
        for column in columns { head.add(column) }
        head.end(columns: columns.count, into: &output)
        for way in watch.ways {
            for (place, hop) in way.way.enumerated() {
                let onward = way.lossFromHere(place)
                let start = row(way.target, hop, onward: onward)
                var rows = hop.answerers.map { answerer in
                    var row = start
                    add(answerer, labels, to: &row)
                    return row
                }
                if rows.isEmpty { rows = [start] }
                for var row in rows { row.end(columns: columns.count, into: &output) }
            }
        }
    }

    private static func row(_ target: TraceTarget, _ hop: WatchedHop, onward: Int?) -> CSVRow {
        var row = CSVRow()
        row.add(target.name)
        row.add(target.address)
        row.add(hop.ttl)
        row.add(hop.sent)
        row.add(hop.lost)
        row.add(percent: hop.knownCount > 0 ? hop.lost * 1_000_000 / hop.knownCount : nil)
        row.add(percent: onward)
        row.add(hop.late)
        row.add(hop.duplicates)
        row.add(hop.changes)
        return row
    }

    private static func add(_ answerer: WatchedHop.Answerer, _ labels: TraceLabels, to row: inout CSVRow) {
        let times = answerer.roundTrips
        row.add(answerer.address)
        row.add(labels.names[answerer.address])
        row.add((labels.origins[answerer.address] ?? nil)?.words)
        row.add(answerer.received)
        row.add(answerer.latest.roundTrip)
        row.add(times.mean)
        row.add(times.minimum)
        row.add(times.maximum)
        row.add(times.count > 1 ? times.jitter : nil)
        row.add(times.percentile(95))
        row.add(answerer.latest.mark)
    }
}

extension CSVRow {
    /// - Parameter millionths: of the whole.
    fileprivate mutating func add(percent millionths: Int?) {
        add { bytes in if let millionths { bytes.append(fixedPoint: Int64(millionths), decimals: 4) } }
    }
}
