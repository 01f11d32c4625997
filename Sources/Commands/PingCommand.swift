import ArgumentParser
import PacketIO

/// `ping` and all that it can be told.
///
/// The options stand in the command itself: a group of options takes the argument parser a fifth of a millisecond at
/// each start, so that only those are groups that commands share. `helpSections` gives the help its titles.
struct PingCommand: SectionedCommand {
    static let configuration = CommandConfiguration(
        commandName: "ping",
        _superCommandName: "swiftnet",
        abstract: "Ask whether hosts answer, and how fast.",
        discussion: """
            One target is told like ping, many like fping. Times are seconds, or have a unit (10ms).
            Status: 0 all answered, 1 some did not, 2 could not ask, 64 wrong usage.
            """)

    static let helpSections = [
        HelpSection("Probes", from: "-s, --size"),
        HelpSection("Schedule", from: "-c, --count"),
        HelpSection("Path", from: "-I, --interface"),
        HelpSection("Report", from: "-n, --numeric"),
        HelpSection("Format", from: "--json"),
        HelpSection("Help", from: "-h, --help"),
    ]

    func run() throws {
        let stamps = StampPreparation()
        let run = try PingRun(self)
        stamps.await()
        // Not thrown: the argument parser would make up its whole help text on the way out.
        ProcessExit.end(status: try run.perform().rawValue)
    }

    // MARK: Targets: what is sent to whom

    @Argument(
        help: ArgumentHelp(
            "Hosts, addresses, blocks (10.0.0.0/24) or ranges (10.0.0.1-20); - reads them from standard input.",
            valueName: "target"))
    var targetTexts: [String] = []

    @Option(
        name: .customLong("file"),
        help: ArgumentHelp(
            "Read targets from a file, the first word of each line; # starts a comment.", valueName: "file"))
    var file: String?

    @Flag(name: .customLong("all-addresses"), help: "Ping every address of a name, not only the first.")
    var allAddresses = false

    @OptionGroup var family: FamilyOptions

    // MARK: Probes: what each probe is

    @Option(
        name: [.customShort("s", allowingJoined: true), .customLong("size")],
        help: ArgumentHelp("Bytes of payload.", valueName: "bytes"), transform: byteCount)
    var size: Int?

    @Option(
        name: .customLong("sweep"),
        help: ArgumentHelp("Grow the payload from probe to probe: MIN:MAX:STEP bytes.", valueName: "min:max:step"))
    var sweepText: String?

    @Option(
        name: [.customShort("p", allowingJoined: true), .customLong("pattern")],
        help: ArgumentHelp("Fill the payload with these bytes, in hexadecimal, up to 16.", valueName: "hex"))
    var patternText: String?

    @Option(
        name: .customLong("tcp"), help: ArgumentHelp("Probe a TCP port with SYN, never opening it.", valueName: "port"),
        transform: port)
    var tcp: Int?

    @Option(name: .customLong("udp"), help: ArgumentHelp("Probe a UDP port.", valueName: "port"), transform: port)
    var udp: Int?

    @Flag(name: .customLong("icmp-timestamp"), help: "Ask for the target's clock (ICMP time stamp request, IPv4).")
    var icmpTimestamp = false

    @Flag(name: .customLong("pmtu"), help: "Find the path MTU: the longest packet that passes unfragmented.")
    var pathMTU = false

    @Option(
        name: [.customShort("e", allowingJoined: true), .customLong("identifier")],
        help: ArgumentHelp("ICMP identifier to use (raw sockets).", valueName: "number"),
        transform: number(upTo: 0xFFFF))
    var identifier: Int?

    // MARK: Schedule: when probes leave, and when to stop

    @Option(
        name: [.customShort("c", allowingJoined: true), .customLong("count")], parsing: .unconditional,
        help: ArgumentHelp("Probes for each target; 0: without end.", valueName: "count"))
    var count: Int?

    @Option(
        name: [.customShort("i", allowingJoined: true), .customLong("interval")],
        help: ArgumentHelp("Time between two probes for one target; 0: as fast as possible.", valueName: "time"),
        transform: duration)
    var interval: Int?

    @Option(
        name: .customLong("gap"),
        help: ArgumentHelp("Time between any two probes, for many targets.", valueName: "time"), transform: duration)
    var gap: Int?

    @Option(
        name: [.customShort("w", allowingJoined: true), .customLong("deadline")],
        help: ArgumentHelp("Time for the whole run; with -c, stop when that many answers are in.", valueName: "time"),
        transform: duration)
    var deadline: Int?

    @Option(
        name: [.customShort("W", allowingJoined: true), .customLong("timeout")],
        help: ArgumentHelp("Time to wait for each answer.", valueName: "time"), transform: duration)
    var timeout: Int?

    @Option(
        name: [.customShort("l", allowingJoined: true), .customLong("preload")],
        help: ArgumentHelp("Probes that leave at once at the start.", valueName: "count"))
    var preload: Int?

    @Flag(
        name: [.customShort("f"), .customLong("flood")], help: "Flood: as fast as answers come, at least 100 a second.")
    var flood = false

    @Flag(
        name: [.customShort("A"), .customLong("adaptive")], help: "Send the next probe when the one before is answered."
    )
    var adaptive = false

    @Option(
        name: .customLong("retries"),
        help: ArgumentHelp("Tries after the first for each of many targets, without -c.", valueName: "count"))
    var retries: Int?

    @Flag(name: .customLong("first"), help: "Stop at the first answer of each target.")
    var first = false

    @Option(name: .customLong("replies"), help: ArgumentHelp("Stop after this many answers.", valueName: "count"))
    var replies: Int?

    @Option(
        name: .customLong("losses"),
        help: ArgumentHelp("Stop, with status 1, after this many losses.", valueName: "count"))
    var losses: Int?

    @Option(
        name: .customLong("losses-in-row"),
        help: ArgumentHelp("Stop, with status 1, after this many losses in a row.", valueName: "count"))
    var lossesInARow: Int?

    // MARK: Path: the way packets take

    @Option(
        name: [.customShort("I", allowingJoined: true), .customLong("interface")],
        help: ArgumentHelp("Send by this interface, or from this address.", valueName: "interface"))
    var interfaces: [String] = []

    @Option(name: .customLong("source"), help: ArgumentHelp("Send from this address.", valueName: "address"))
    var source: String?

    @Option(
        name: [.customShort("t", allowingJoined: true), .customLong("ttl")],
        help: ArgumentHelp("Time to live, or hop limit.", valueName: "ttl"), transform: number(upTo: 255))
    var ttl: Int?

    @Option(
        name: [.customShort("Q", allowingJoined: true), .customLong("tos")],
        help: ArgumentHelp("Type of service, or traffic class: DSCP and ECN bits.", valueName: "tos"),
        transform: number(upTo: 255))
    var trafficClass: Int?

    @Option(
        name: [.customShort("M", allowingJoined: true), .customLong("pmtudisc")],
        help: ArgumentHelp("Path MTU discovery: do, want, dont or probe.", valueName: "mode"))
    var pathMTUDiscoveryText: String?

    @Option(
        name: [.customShort("m", allowingJoined: true), .customLong("mark")],
        help: ArgumentHelp("Mark packets for routing rules.", valueName: "mark"), transform: number(upTo: 0xFFFF_FFFF))
    var mark: Int?

    @Flag(name: [.customShort("b"), .customLong("broadcast")], help: "Allow a broadcast address as target.")
    var broadcast = false

    @Flag(
        name: [.customShort("r"), .customLong("bypass-routing")],
        help: "Send to hosts on the link only, without a route.")
    var bypassRouting = false

    @Flag(name: .customShort("L"), help: "Keep multicast probes from looping back.")
    var suppressMulticastLoop = false

    @Flag(
        name: [.customShort("R"), .customLong("record-route")],
        help: "Ask routers to write down their addresses (IPv4).")
    var recordRoute = false

    @Option(
        name: [.customShort("T", allowingJoined: true), .customLong("ip-timestamp")],
        help: ArgumentHelp(
            "Ask routers for their clocks (IPv4): tsonly, tsandaddr, or tsprespec,ADDRESS,...", valueName: "mode"))
    var ipTimestampText: String?

    @Option(
        name: .customLong("vlan"),
        help: ArgumentHelp("Tag frames for this VLAN; twice for a tag within a tag.", valueName: "id"))
    var vlanTexts: [String] = []

    // MARK: Report: how much is told

    @Flag(name: [.customShort("n"), .customLong("numeric")], help: "Show addresses, look up no names.")
    var numeric = false

    @Flag(name: [.customShort("q"), .customLong("quiet")], help: "Only the summary.")
    var quiet = false

    @Flag(
        name: [.customShort("v"), .customLong("verbose")],
        help: "Also what was sent, which clock measured, and what was foreign.")
    var verbose = false

    @Flag(name: .customShort("D"), help: "Start each line with the time, in seconds since 1970.")
    var timestamps = false

    @Flag(name: .customShort("O"), help: "A line for each probe that is not answered in time.")
    var reportsTimeouts = false

    @Flag(name: [.customShort("a"), .customLong("audible")], help: "Ring the bell at each answer.")
    var audible = false

    @Flag(name: .customLong("alive"), help: "Of many targets, show only those that answer.")
    var aliveOnly = false

    @Flag(name: .customLong("unreachable"), help: "Of many targets, show only those that don't.")
    var unreachableOnly = false

    @Flag(name: .customLong("histogram"), help: "Add a histogram of the round trips to the summary.")
    var histogram = false

    @Flag(name: .customLong("live"), help: "A scrolling graph of each target, on a terminal.")
    var live = false

    @Flag(name: .customLong("explain"), help: "Tell the story of one ping, layer by layer, with the real values.")
    var explain = false

    @Option(
        name: .customLong("write"),
        help: ArgumentHelp("Record what is sent and received, as pcapng.", valueName: "file"))
    var write: String?

    // MARK: Format: how it is told

    @OptionGroup var format: FormatOptions
}
