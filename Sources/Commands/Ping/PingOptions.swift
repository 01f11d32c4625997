import Wire

/// What `ping` can be told, in the order of its help.
extension PingCommand {
    static let sections = [targets, probes, schedule, path, report, .format]

    private static let targets = OptionSection<Self>(
        "Targets",
        [
            .value("file", "file", "Read targets from a file, the first word of each line; # starts a comment.") {
                $0.file = $1
            },
            .flag("all-addresses", "Ping every address of a name, not only the first.") { $0.allAddresses = true },
        ] + familyOptions)

    private static let probes = OptionSection<Self>(
        "Probes",
        [
            .value("s size", "bytes", "Bytes of payload.") { $0.size = try byteCount($1) },
            .value("sweep", "min:max:step", "Grow the payload from probe to probe: MIN:MAX:STEP bytes.") {
                $0.sweep = try Sweep($1)
            },
            .value("p pattern", "hex", "Fill the payload with these bytes, in hexadecimal, up to 16.") {
                $0.pattern = try patternBytes($1)
            },
            .value("tcp", "port", "Probe a TCP port with SYN, never opening it.") { $0.tcp = try port($1) },
            .value("udp", "port", "Probe a UDP port.") { $0.udp = try port($1) },
            .flag("icmp-timestamp", "Ask for the target's clock (ICMP time stamp request, IPv4).") {
                $0.icmpTimestamp = true
            },
            .flag("pmtu", "Find the path MTU: the longest packet that passes unfragmented.") { $0.pathMTU = true },
            .value("e identifier", "number", "ICMP identifier to use (raw sockets).") {
                $0.identifier = try number(upTo: 0xFFFF)($1)
            },
        ])

    private static let schedule = OptionSection<Self>(
        "Schedule",
        [
            .value("c count", "count", "Probes for each target; 0: without end.") { $0.count = try wholeNumber($1) },
            .value("i interval", "time", "Time between two probes for one target; 0: as fast as possible.") {
                $0.interval = try duration($1)
            },
            .value("gap", "time", "Time between any two probes, for many targets.") { $0.gap = try duration($1) },
            .value("w deadline", "time", "Time for the whole run; with -c, stop when that many answers are in.") {
                $0.deadline = try duration($1)
            },
            .value("W timeout", "time", "Time to wait for each answer.") { $0.timeout = try duration($1) },
            .value("l preload", "count", "Probes that leave at once at the start.") {
                $0.preload = try wholeNumber($1)
            },
            .flag("f flood", "Flood: as fast as answers come, at least 100 a second.") { $0.flood = true },
            .flag("A adaptive", "Send the next probe when the one before is answered.") { $0.adaptive = true },
            .value("retries", "count", "Tries after the first for each of many targets, without -c.") {
                $0.retries = try wholeNumber($1)
            },
            .flag("first", "Stop at the first answer of each target.") { $0.first = true },
            .value("replies", "count", "Stop after this many answers.") { $0.replies = try wholeNumber($1) },
            .value("losses", "count", "Stop, with status 1, after this many losses.") {
                $0.losses = try wholeNumber($1)
            },
            .value("losses-in-row", "count", "Stop, with status 1, after this many losses in a row.") {
                $0.lossesInARow = try wholeNumber($1)
            },
        ])

    private static let path = OptionSection<Self>(
        "Path",
        [
            .value("I interface", "interface", "Send by this interface, or from this address.") {
                $0.interfaces.append($1)
            },
            .value("source", "address", "Send from this address.") { $0.source = $1 },
            .value("t ttl", "ttl", "Time to live, or hop limit.") { $0.ttl = try number(upTo: 255)($1) },
            .value("Q tos", "tos", "Type of service, or traffic class: DSCP and ECN bits.") {
                $0.trafficClass = try number(upTo: 255)($1)
            },
            .value("M pmtudisc", "mode", "Path MTU discovery: do, want, dont or probe.") {
                $0.pathMTUDiscovery = try Commands.pathMTUDiscovery($1)
            },
            .value("m mark", "mark", "Mark packets for routing rules.") { $0.mark = try number(upTo: 0xFFFF_FFFF)($1) },
            .flag("b broadcast", "Allow a broadcast address as target.") { $0.broadcast = true },
            .flag("r bypass-routing", "Send to hosts on the link only, without a route.") { $0.bypassRouting = true },
            .flag("L", "Keep multicast probes from looping back.") { $0.suppressMulticastLoop = true },
            .flag("R record-route", "Ask routers to write down their addresses (IPv4).") { $0.recordRoute = true },
            .value(
                "T ip-timestamp", "mode",
                "Ask routers for their clocks (IPv4): tsonly, tsandaddr, or tsprespec,ADDRESS,..."
            ) { $0.ipTimestamp = try ipTimestampOption($1) },
            .value("vlan", "id", "Tag frames for this VLAN; twice for a tag within a tag.") { $0.vlanTexts.append($1) },
        ])

    private static let report = OptionSection<Self>(
        "Report",
        [
            .flag("n numeric", "Show addresses, look up no names.") { $0.numeric = true },
            .flag("q quiet", "Only the summary.") { $0.quiet = true },
            .flag("v verbose", "Also what was sent, which clock measured, and what was foreign.") { $0.verbose = true },
            .flag("D", "Start each line with the time, in seconds since 1970.") { $0.timestamps = true },
            .flag("O", "A line for each probe that is not answered in time.") { $0.reportsTimeouts = true },
            .flag("a audible", "Ring the bell at each answer.") { $0.audible = true },
            .flag("alive", "Of many targets, show only those that answer.") { $0.aliveOnly = true },
            .flag("unreachable", "Of many targets, show only those that don't.") { $0.unreachableOnly = true },
            .flag("histogram", "Add a histogram of the round trips to the summary.") { $0.histogram = true },
            .flag("live", "A scrolling graph of each target, on a terminal.") { $0.live = true },
            .flag("explain", "Tell the story of one ping, layer by layer, with the real values.") { $0.explain = true },
            .value("write", "file", "Record what is sent and received, as pcapng.") { $0.write = $1 },
        ])
}
