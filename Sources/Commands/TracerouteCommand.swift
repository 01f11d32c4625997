import ArgumentParser
import PacketIO
import Probes
import Reports
import Wire

/// `traceroute` and all that it can be told: what it means stands in `TracerouteOptions`.
struct TracerouteCommand: TabledCommand, FamilyChoosing, FormatChoosing {
    static let about = TableDescription(
        name: "traceroute",
        abstract: "Show the way that packets take to a host, hop by hop.",
        discussion: """
            Probes of one flow, so that all take the same way: UDP to port 33434, or -I, -T, --sctp.
            Times are seconds, or have a unit (10ms).
            Status: 0 reached, 1 not reached, 2 could not ask, 64 wrong usage.
            """,
        arguments: "<host> ... [<length>]",
        argumentHelp: "Hosts or addresses; a number behind them is the length of packets, header and all.")

    var hosts: [String] = []
    var family = Names.Family.any
    var format = OutputFormat()

    mutating func take(_ word: String) { hosts.append(word) }

    func run() throws {
        let stamps = StampPreparation()
        let run = try TraceRun(self)
        stamps.await()
        if findsPaths { throw try run.findPaths() }
        if isWatch { throw try run.watch() }
        throw try run.perform()
    }

    // MARK: Probes: what each probe is

    var usesICMP = false
    var usesTCP = false
    var usesSCTP = false
    var usesDNSPort = false
    var ports: [UInt16] = []
    var sourcePort: Int?
    var tcpFlags: TCPFlags?
    var length: Int?
    var pattern: [UInt8] = []
    var dontFragment = false
    var trafficClass: Int?
    var flowLabel: Int?
    var findsMTU = false

    // MARK: Schedule: how far and how fast

    var firstTTL = 1
    var maximumTTL = 30
    var queries = 1
    var tries = 3
    var gap = 5
    var window: Int?
    var patience = TracePatience()
    var pace: Int?
    var deadline: Int?

    // MARK: Path: the way packets take

    var interface: String?
    var source: String?
    var gateways: [IPv4Address] = []
    var bypassRouting = false
    var mark: Int?

    // MARK: Ways: all that there are

    var findsPaths = false
    var confidence = 95
    var isStrict = false
    var form = PathReport.Form.text

    // MARK: Watch: round after round

    var watches = false
    var isReport = false
    var isMarkdown = false
    var rounds: Int?
    var interval: Int?
    var isWatch: Bool { watches || isReport || isMarkdown }

    // MARK: Report: how much is told

    var isNumeric = false
    var showsOrigins = false
    var originZones: [String] = []
    var showsExtensions = false
    var showsReturn = false
    var isVerbose = false
    var explain = false
    var write: String?
}
