import ArgumentParser
import PacketIO
import Reports
import Wire

struct DecodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decode",
        _superCommandName: "swiftnet",
        abstract: "Read packets from captures, and say what they are.",
        discussion: """
            Reads pcap, pcapng and hex dumps, also compressed ones; without a file, standard input.
            Status: 0 all read, 1 the input is damaged, 2 could not read it, 64 wrong usage.
            """)

    @Argument(help: ArgumentHelp("Captures to read, one after the other; - is standard input.", valueName: "file"))
    var files: [String] = []

    @Option(name: .customShort("r"), help: ArgumentHelp("A capture to read.", valueName: "file"))
    var readFiles: [String] = []

    @Option(
        name: [.customShort("w"), .customLong("write")],
        help: ArgumentHelp(
            "Write the packets to a file instead of telling them: .pcap, or else pcapng.", valueName: "file"))
    var write: String?

    @Option(
        name: .customLong("link"),
        help: ArgumentHelp(
            "What the packets of hex dumps begin with: ethernet, raw, linux_sll, ...", valueName: "type"))
    var linkText: String?

    @OptionGroup(title: "Selection") var selection: PacketSelectionOptions
    @OptionGroup(title: "Report") var report: PacketReportOptions
    @OptionGroup(title: "Format") var format: FormatOptions

    func validate() throws {
        if let linkText, linkType == nil { throw ValidationError("'\(linkText)' is no link type.") }
        if format.csv && report.fields == nil { throw ValidationError("--csv needs --fields.") }
        if format.json && report.fields != nil { throw ValidationError("--json tells all fields: leave out --fields.") }
    }

    /// By its name in the registry, dashes for underscores, or by its number.
    var linkType: LinkType? { linkText.flatMap { LinkType(named: $0.replacing("-", with: "_")) } }

    var paths: [String] {
        let all = readFiles + files
        return all.isEmpty ? ["-"] : all
    }

    func run() throws {
        ProcessExit.end(status: try DecodeRun(self).perform().rawValue)
    }
}
