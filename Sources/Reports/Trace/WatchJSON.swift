import Analysis
import Probes
import Wire

/// Ways that were watched, as JSON Lines: of each an object a hop, and the summary.
public enum WatchJSON {
    public static func write(
        _ watch: borrowing TraceWatch, _ labels: TraceLabels, at time: Nanoseconds, into output: inout [UInt8]
    ) {
        for way in watch.ways { write(way, rounds: watch.round, labels, at: time, into: &output) }
    }

    private static func write(
        _ way: WatchedWay, rounds: Int, _ labels: TraceLabels, at time: Nanoseconds, into output: inout [UInt8]
    ) {
        for (place, hop) in way.way.enumerated() {
            let onward = way.lossFromHere(place)
            JSONWriter.line(to: &output) { line in
                line.add(type: "watched_hop", at: time)
                line.add(way.target)
                line.add("ttl", hop.ttl)
                line.add("sent", hop.sent)
                line.add("received", hop.received)
                line.add("lost", hop.lost)
                line.add("in_flight", hop.sent - hop.received - hop.lost)
                line.add("refused", hop.refused)
                line.add("mark", hop.refusal?.mark)
                line.add("late", hop.late)
                line.add("duplicates", hop.duplicates)
                line.add("changes", hop.changes)
                if hop.knownCount > 0 {
                    line.add(
                        "loss_percent", fixedPoint: millionths(ofPercent: hop.lost, of: hop.knownCount), decimals: 6)
                }
                if let onward { line.add("onward_loss_percent", fixedPoint: Int64(onward), decimals: 4) }
                line.add("last_ns", hop.last)
                line.add(hop.roundTrips)
                line.add("stdev_ns", hop.standardDeviation.map { Int64($0.rounded()) })
                line.add("addresses", objects: hop.answerers) { object, answerer in
                    object.add("address", answerer.address)
                    object.add("name", labels.names[answerer.address])
                    object.add("special", specialKind(of: answerer.address))
                    object.add(labels.origins[answerer.address] ?? nil)
                    object.add("received", answerer.received)
                    object.add("mark", answerer.latest.mark)
                    object.add(answerer.roundTrips)
                }
            }
        }
        JSONWriter.line(to: &output) { line in
            line.add(type: "summary", at: time)
            line.add(way.target)
            line.add("reached", way.isReached)
            line.add("end", way.end.identifier)
            line.add("rounds", rounds)
            line.add("hops", way.lastTTL)
        }
    }
}
