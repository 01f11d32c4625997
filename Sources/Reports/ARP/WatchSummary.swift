import Probes
import Wire

/// What a watch of links has come to.
public struct WatchSummary: Sendable {
    public var interfaces: [String] = []
    public var elapsed: Nanoseconds = 0
    /// Messages of ARP and neighbour discovery.
    public var frameCount = 0
    public var stationCount = 0
    public var counts: [LinkEvent.Kind: Int] = [:]
    /// Events that were not told, and sightings of addresses for which there was no room.
    public var suppressedCount = 0
    public var untrackedCount = 0
    /// Frames that the kernel had no room for.
    public var droppedCount = 0

    public init() {}

    private var alarmCount: Int { counts.reduce(0) { $0 + ($1.key.isAlarm ? $1.value : 0) } }

    public func text(to text: inout [UInt8]) {
        text.append(text: "--- ")
        text.appendEscaped(interfaces.joined(separator: ", "))
        text.append(text: ": \(frameCount) messages, \(stationCount) stations, ")
        text.append(duration: elapsed)
        text.append(text: "\n")
        var told = LinkEvent.Kind.allCases.compactMap { kind in counts[kind].map { "\($0) \(kind.rawValue)" } }
        if suppressedCount > 0 { told.append("\(suppressedCount) not told") }
        if untrackedCount > 0 { told.append("\(untrackedCount) for which there was no room") }
        if droppedCount > 0 { told.append("\(droppedCount) frames dropped by the kernel") }
        text.append(text: (told.isEmpty ? "nothing happened" : told.joined(separator: ", ")) + "\n")
    }

    public func json(at time: Nanoseconds, to output: inout [UInt8]) {
        JSONWriter.line(to: &output) { json in
            json.add("type", "summary")
            json.add("time", moment: time)
            json.add("interfaces", strings: interfaces)
            json.add("elapsed_ns", elapsed)
            json.add("messages", frameCount)
            json.add("stations", stationCount)
            json.add("alarms", alarmCount)
            json.add("events") { json in
                for kind in LinkEvent.Kind.allCases { json.add(StaticName(stringLiteral: kind.rawValue), counts[kind]) }
            }
            json.add("suppressed", suppressedCount)
            json.add("untracked", untrackedCount)
            json.add("dropped", droppedCount)
        }
    }
}
