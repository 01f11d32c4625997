import ArgumentParser
import PacketIO
import Wire

/// `ping` and all that it can be told: what it means stands in `PingOptions`.
struct PingCommand: TabledCommand, FamilyChoosing, FormatChoosing {
    static let about = TableDescription(
        name: "ping",
        abstract: "Ask whether hosts answer, and how fast.",
        discussion: """
            One target is told like ping, many like fping. Times are seconds, or have a unit (10ms).
            Status: 0 all answered, 1 some did not, 2 could not ask, 64 wrong usage.
            """,
        arguments: "[<target> ...]",
        argumentHelp:
            "Hosts, addresses, blocks (10.0.0.0/24) or ranges (10.0.0.1-20); - reads them from standard input.")

    var targetTexts: [String] = []
    var family = Names.Family.any
    var format = OutputFormat()

    mutating func take(_ word: String) { targetTexts.append(word) }

    func run() throws {
        let stamps = StampPreparation()
        let run = try PingRun(self)
        stamps.await()
        throw try run.perform()
    }

    // MARK: Targets: what is sent to whom

    var file: String?
    var allAddresses = false

    // MARK: Probes: what each probe is

    var size: Int?
    var sweep: Sweep?
    var pattern: [UInt8] = []
    var tcp: Int?
    var udp: Int?
    var icmpTimestamp = false
    var pathMTU = false
    var identifier: Int?

    // MARK: Schedule: when probes leave, and when to stop

    var count: Int?
    var interval: Int?
    var gap: Int?
    var deadline: Int?
    var timeout: Int?
    var preload: Int?
    var flood = false
    var adaptive = false
    var retries: Int?
    var first = false
    var replies: Int?
    var losses: Int?
    var lossesInARow: Int?

    // MARK: Path: the way packets take

    var interfaces: [String] = []
    var source: String?
    var ttl: Int?
    var trafficClass: Int?
    var pathMTUDiscovery: PathMTUDiscovery?
    var mark: Int?
    var broadcast = false
    var bypassRouting = false
    var suppressMulticastLoop = false
    var recordRoute = false
    var ipTimestamp: IPv4Option?
    var vlanTexts: [String] = []

    // MARK: Report: how much is told

    var numeric = false
    var quiet = false
    var verbose = false
    var timestamps = false
    var reportsTimeouts = false
    var audible = false
    var aliveOnly = false
    var unreachableOnly = false
    var histogram = false
    var live = false
    var explain = false
    var write: String?
}
