import ArgumentParser
import Probes
import Reports
import Wire

/// What `traceroute` can be told, in the order of its help.
extension TracerouteCommand {
    static let sections = [probes, schedule, path, ways, watch, report, .format]

    private static let probes = OptionSection<Self>(
        "Probes",
        [
            .flag("I icmp", "Send ICMP echo requests.") { $0.usesICMP = true },
            .flag("T tcp", "Send TCP SYN, to port 80; no connection is made.") { $0.usesTCP = true },
            .flag("sctp", "Send SCTP INIT, to port 80; no association is made.") { $0.usesSCTP = true },
            .flag("U udp", "Send UDP to port 53.") { $0.usesDNSPort = true },
            .value("p port", "port,...", "The port, or ports, each traced by itself.") {
                $0.ports = try $1.split(separator: ",", omittingEmptySubsequences: false).map {
                    UInt16(try Commands.port(String($0)))
                }
            },
            .value("sport", "port", "Our own port.") { $0.sourcePort = try port($1) },
            .value("tcp-flags", "flags", "Of TCP, in place of SYN: syn,ack,fin,rst,psh,urg,ece,cwr.") {
                $0.tcpFlags = try Commands.tcpFlags($1)
            },
            .value("size", "bytes", "Length of packets, header and all; usually 60, of IPv6 80.") {
                $0.length = try byteCount($1)
            },
            .value("pattern", "hex", "Fill the payload with these bytes, in hexadecimal, up to 16.") {
                $0.pattern = try patternBytes($1)
            },
            .flag("F dont-fragment", "Packets may not be cut on the way.") { $0.dontFragment = true },
            .value("t tos", "tos", "Type of service, or traffic class: DSCP and ECN bits.") {
                $0.trafficClass = try number(upTo: 255)($1)
            },
            .value("l flowlabel", "label", "Flow label of IPv6.") { $0.flowLabel = try number(upTo: 0xF_FFFF)($1) },
            .flag("mtu", "Find the longest packet that passes, hop by hop.") { $0.findsMTU = true },
        ])

    private static let schedule = OptionSection<Self>(
        "Schedule",
        [
            .value("f first", "ttl", "Begin with this TTL.") { $0.firstTTL = try number(upTo: 255)($1) },
            .value("m max-hops", "ttl", "End with this TTL; usually 30.") { $0.maximumTTL = try number(upTo: 255)($1) },
            .value("q queries", "count", "Probes to each hop; usually 1.") { $0.queries = try number(upTo: 100)($1) },
            .value("tries", "count", "How often a hop that stays silent is asked; usually 3.") {
                $0.tries = try number(upTo: 100)($1)
            },
            .value("gap", "count", "Give up after so many silent hops in a row; usually 5.") {
                $0.gap = try number(upTo: 255)($1)
            },
            .value("N sim-queries", "count", "Probes under way at once; usually as many as there are.") {
                $0.window = try number(upTo: 65_535)($1)
            },
            .value("w wait", "max,here,near", "How long answers are waited for: at most, and in round trips.") {
                $0.patience = try tracePatience($1)
            },
            .value("z sendwait", "time", "Time between probes; a number above 10 is milliseconds.") {
                $0.pace = try sendWait($1)
            },
            .value("deadline", "time", "Time for all.") { $0.deadline = try duration($1) },
        ])

    private static let path = OptionSection<Self>(
        "Path",
        [
            .value("i interface", "interface", "Send by this interface.") { $0.interface = $1 },
            .value("s source", "address", "Send from this address.") { $0.source = $1 },
            .value("g gateway", "address,...", "By way of these routers (IPv4 loose source route).") {
                $0.gateways += try Commands.gateways($1)
            },
            .flag("r bypass-routing", "Send directly to a host on an attached link.") { $0.bypassRouting = true },
            .value("fwmark", "mark", "Mark packets for the firewall and routing.") {
                $0.mark = try number(upTo: 0xFFFF_FFFF)($1)
            },
        ] + familyOptions)

    private static let ways = OptionSection<Self>(
        "Parallel paths",
        [
            .flag("paths", "Find all ways among which routers share traffic, one flow after the other.") {
                $0.findsPaths = true
            },
            .value("confidence", "percent", "Of having missed none at a router; usually 95.") {
                $0.confidence = try number(upTo: 99)($1)
            },
            .flag("strict", "Ask each router by flows of its own, also where none was seen to share.") {
                $0.isStrict = true
            },
            .flag("tree", "Show them as a tree.") { $0.form = .tree },
            .flag("dot", "Write them for Graphviz.") { $0.form = .dot },
            .flag("svg", "Write them as a picture.") { $0.form = .svg },
        ])

    private static let watch = OptionSection<Self>(
        "Watch",
        [
            .flag("watch", "Ask all hops over and over, and show loss and times, on a terminal as it goes.") {
                $0.watches = true
            },
            .flag("report", "The same, and only the table at the end.") { $0.isReport = true },
            .flag("markdown", "The same, the table in Markdown.") {
                $0.isReport = true
                $0.isMarkdown = true
            },
            .value("c rounds", "count", "So many rounds; usually without end, of a report ten.") {
                $0.rounds = try number(upTo: 100_000_000)($1)
            },
            .value("interval", "time", "Time between two rounds; usually 1.") { $0.interval = try duration($1) },
        ])

    private static let report = OptionSection<Self>(
        "Report",
        [
            .flag("n numeric", "Addresses alone: no name is looked up.") { $0.isNumeric = true },
            .flag("A as-path", "Show who announces each address to the Internet, asked for by DNS.") {
                $0.showsOrigins = true
            },
            .value("as-zone", "zone,zone", "Zones to ask that of, for IPv4 and for IPv6.") {
                $0.originZones = $1.split(separator: ",").map(String.init)
            },
            .flag("e extensions", "Show what routers add to their answers: MPLS labels, interfaces.") {
                $0.showsExtensions = true
            },
            .flag("back", "Show over how many hops an answer came, where it is not as many as there.") {
                $0.showsReturn = true
            },
            .flag("explain", "Tell how TTLs make a trace, with the packets of the first hops.") { $0.explain = true },
            .flag("v verbose", "Also tell what was sent, what came late or twice.") { $0.isVerbose = true },
            .value("write", "file", "Record what is sent and received, as pcapng.") { $0.write = $1 },
        ])
}

/// `syn,ack`, or a number.
func tcpFlags(_ text: String) throws -> TCPFlags {
    if let number = UInt16(text), number < 0x1000 { return TCPFlags(rawValue: number) }
    let names: [(String, TCPFlags)] = [
        ("syn", .syn), ("ack", .ack), ("fin", .fin), ("rst", .reset), ("psh", .push), ("urg", .urgent), ("ece", .ece),
        ("cwr", .cwr), ("none", []),
    ]
    var flags: TCPFlags = []
    for part in text.lowercased().split(separator: ",") {
        guard let flag = names.first(where: { $0.0 == part })?.1 else {
            throw ValidationError("'\(part)' is no flag of TCP: \(names.map(\.0).joined(separator: ", ")).")
        }
        flags.formUnion(flag)
    }
    return flags
}

/// `max`, `max,here,near` as traceroute has them: seconds, and factors of the round trip of the same hop and of one
/// behind it.
func tracePatience(_ text: String) throws -> TracePatience {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard (1...3).contains(parts.count) else { throw ValidationError("'\(text)' is not MAX,HERE,NEAR.") }
    var patience = TracePatience()
    patience.maximum = Nanoseconds(try duration(parts[0]))
    patience.unknown = patience.maximum
    let factors = try parts.dropFirst().map { part in
        guard let factor = Double(part), factor >= 0, factor <= 1000 else {
            throw ValidationError("'\(part)' is no factor of 0...1000.")
        }
        return Int(factor * 100)
    }
    if factors.count == 2 { patience.near = factors[1] }
    patience.minimum = min(patience.minimum, patience.maximum)
    return patience
}

/// Seconds, with more than 10 milliseconds, or a time with a unit.
func sendWait(_ text: String) throws -> Int {
    if let number = Double(text), number > 10 { return Int(number * 1e6) }
    return try duration(text)
}

func gateways(_ text: String) throws -> [IPv4Address] {
    try text.split(separator: ",").map { part in
        guard let address = IPv4Address(classic: String(part)) else {
            throw ValidationError("'\(part)' is no IPv4 address.")
        }
        return address
    }
}
