import ArgumentParser
import PacketIO
import Wire

/// `arp watch` and all that it can be told.
struct ARPWatchCommand: FormatChoosing {
    static let about = TableDescription(
        name: "arp watch",
        abstract: "Follow who has which address on a link, and tell what changes, as arpwatch does.",
        discussion: """
            Tells of new and changed addresses, and of those that two claim or somebody takes
            from a gateway: the last two are alarms. It listens to ARP, neighbour discovery
            and the kernel's table, and sends nothing but questions for names.
            Status: 0 no alarm, 1 there was one, 2 could not watch, 64 wrong usage.
            """,
        arguments: "",
        argumentHelp: "")

    static let sections = [place, end, report, .format]

    private static let place = OptionSection<Self>(
        "Where",
        [
            .value("I interface", "interface", "On this interface; again for more. Unless given, on all with ARP.") {
                $0.interfaces.append($1)
            },
            .flag("p no-promiscuous", "Only what is for this machine.") { $0.isModest = true },
        ])

    private static let end = OptionSection<Self>(
        "When to end",
        [
            .flag("once", "At the first alarm, with status 1.") { $0.once = true },
            .value("c count", "count", "After so many events.") { $0.count = try wholeNumber($1) },
            .value("w deadline", "time", "After this time.") { $0.deadline = try duration($1) },
        ])

    private static let report = OptionSection<Self>(
        "Report",
        [
            .flag("n numeric", "Show addresses, look up no names.") { $0.numeric = true },
            .flag("q quiet", "Only the summary.") { $0.quiet = true },
            .value("state", "file", "Remember stations in a file: who is in it is not new.") { $0.state = $1 },
            .value("write", "file", "Record the messages, as pcapng.") { $0.write = $1 },
        ])

    var interfaces: [String] = []
    var isModest = false
    var once = false
    var count: Int?
    var deadline: Int?
    var numeric = false
    var quiet = false
    var state: String?
    var write: String?
    var format = OutputFormat()

    mutating func take(_ word: String) throws { throw ValidationError("'\(word)' is no option: -I takes interfaces.") }

    func validate() throws {
        try format.validate()
        if let count, count < 1 { throw ValidationError("--count takes a number from 1 on.") }
        if Set(interfaces).count < interfaces.count { throw ValidationError("An interface is named twice.") }
        if write == "-" { throw ValidationError("--write needs a file: standard output has the events.") }
        if state == "-" { throw ValidationError("--state needs a file.") }
    }

    func run() throws { throw try ARPWatchRun(self).perform() }
}
