import ArgumentParser
import PacketIO
import Wire

/// `arp HOST`: who has this address?
struct ARPAskCommand: FrameChoosing, FormatChoosing {
    static let about = TableDescription(
        name: "arp",
        abstract: "Ask who has an address on a link, or all of them.",
        discussion: """
            arp HOST       asks one neighbour: ARP for IPv4, neighbour discovery for IPv6
            arp scan       finds all neighbours on a link (arp scan --help)
            arp table      shows and changes whom this machine knows (arp table --help)
            arp watch      tells who comes, moves and lies (arp watch --help)
            Status: 0 answered, or free; 1 no answer, or taken; 2 could not ask, 64 wrong usage.
            """,
        arguments: "<host>",
        argumentHelp: "An address or name of a neighbour; with --rarp his MAC address.")

    static let sections = [question, schedule, report, .frames, .format]

    var target: String?
    var family = Names.Family.any
    var frames = ARPFrameOptions()
    var format = OutputFormat()
    var detectsDuplicate = false
    var announcesByRequest = false
    var announcesByReply = false
    var isReverse = false
    var alwaysBroadcasts = false
    var count: Int?
    var interval: Int?
    var deadline: Int?
    var timeout: Int?
    var endsAtFirst = false
    var quiet = false
    var verbose = false
    var timestamps = false
    var explain = false

    mutating func take(_ word: String) throws {
        guard target == nil else {
            throw ValidationError("One target is enough: '\(word)' is another. arp scan asks many.")
        }
        target = word
    }

    func validate() throws {
        try format.validate()
        try frames.validate()
        guard target != nil else { throw ValidationError("Name a target: a host, or scan, table or watch.") }
        if [detectsDuplicate, announcesByRequest || announcesByReply, isReverse].filter({ $0 }).count > 1 {
            throw ValidationError("-D, -U, -A and --rarp exclude each other.")
        }
        if announcesByRequest && announcesByReply { throw ValidationError("-U and -A exclude each other.") }
        if let count, count < 1 { throw ValidationError("-c takes a number from 1 on.") }
        if explain && (format.json || format.csv) {
            throw ValidationError("--explain is for people: leave out --json and --csv.")
        }
        if isReverse { _ = try macAddress(target ?? "") }
    }

    func run() throws {
        let stamps = StampPreparation()
        let run = try ARPAskRun(self)
        stamps.await()
        throw try run.perform()
    }
}

extension ARPAskCommand {
    private static let question = OptionSection<Self>(
        "Question",
        [
            .value("I interface", "interface", "Ask on this link.") { $0.frames.interface = $1 },
            .value("s source", "address", "Ask from this address.") { $0.frames.source = try address($1) },
            .flag("D", "Has anybody the address that I am about to take? (RFC 5227, RFC 4862)") {
                $0.detectsDuplicate = true
            },
            .flag("U", "Tell all that I have the address, by a request.") { $0.announcesByRequest = true },
            .flag("A", "Tell all that I have the address, by a reply.") { $0.announcesByReply = true },
            .flag("rarp", "Ask who it is that has a MAC address (RFC 903).") { $0.isReverse = true },
            .flag("b", "Ask everybody each time, not only who answered first.") { $0.alwaysBroadcasts = true },
        ] + familyOptions)

    private static let schedule = OptionSection<Self>(
        "Schedule",
        [
            .value("c count", "count", "So many questions; usually without end.") { $0.count = try wholeNumber($1) },
            .value("i interval", "time", "Time between two; usually 1.") { $0.interval = try duration($1) },
            .value("w deadline", "time", "Time for all.") { $0.deadline = try duration($1) },
            .value("W timeout", "time", "Time to wait for the last answer; usually 1.") {
                $0.timeout = try duration($1)
            },
            .flag("f first", "End at the first answer.") { $0.endsAtFirst = true },
        ])

    private static let report = OptionSection<Self>(
        "Report",
        [
            .flag("q quiet", "Only the summary.") { $0.quiet = true },
            .flag("v verbose", "Also what was sent.") { $0.verbose = true },
            .flag("t timestamps", "Start each line with the time, in seconds since 1970.") { $0.timestamps = true },
            .flag("explain", "Show question and answer field by field.") { $0.explain = true },
            .value("write", "file", "Record all frames, as pcapng.") { $0.frames.write = $1 },
        ])
}
