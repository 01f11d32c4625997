import ArgumentParser
import PacketIO
import Reports
import Wire

struct CaptureCommand: SectionedCommand {
    static let configuration = CommandConfiguration(
        commandName: "capture",
        _superCommandName: "swiftnet",
        abstract: "Catch packets as they pass, and say what they are.",
        discussion: """
            Shows what decode shows, or writes a file. A filter may stand at the end: capture -i eth0 tcp port 80.
            Status: 0 packets were caught, 1 none came, 2 could not catch or write them, 64 wrong usage.
            """)

    static let helpSections = [
        HelpSection("Where", from: "-i, --interface"),
        HelpSection("When to end", from: "--duration"),
        HelpSection("Files", from: "-w, --write"),
        HelpSection("Rights", from: "-Z, --user"),
    ]

    @Argument(
        help: ArgumentHelp("Only packets that this passes, in libpcap's language, as with -f.", valueName: "filter"))
    var words: [String] = []

    @Option(
        name: [.customShort("i"), .customLong("interface")],
        help: ArgumentHelp(
            "The interface, or any for all; again for more. Unless given, the first that is up.", valueName: "name"))
    var interfaces: [String] = []

    @Flag(name: [.customShort("D"), .customLong("list")], help: "List the interfaces, and end.")
    var list = false

    @Flag(name: [.customShort("p"), .customLong("no-promiscuous")], help: "Only what is for this machine.")
    var isModest = false

    @Option(
        name: [.customShort("s"), .customLong("snaplen")],
        help: ArgumentHelp("Keep so many bytes of a packet; 0 for all, as without.", valueName: "size"),
        transform: byteCount)
    var snapLength: Int?

    @Option(
        name: [.customShort("B"), .customLong("buffer")],
        help: ArgumentHelp(
            "Room in the kernel for packets not taken yet, of each interface: KiB, or with k, M. (default: 16M)",
            valueName: "size"), transform: kibibytes)
    var buffer: Int?

    @Flag(name: .customLong("hardware-time"), help: "Times by the clock of the network card.")
    var usesHardwareTime = false

    @Option(
        name: .customLong("duration"), help: ArgumentHelp("End after this time.", valueName: "time"),
        transform: duration)
    var timeLimit: Int?

    @Option(
        name: [.customShort("w"), .customLong("write")],
        help: ArgumentHelp(
            "Write the packets to a file instead of telling them: .pcap, or else pcapng; - is standard output.",
            valueName: "file"))
    var write: String?

    @Flag(name: .customLong("print"), help: "Tell them too.")
    var prints = false

    @Option(
        name: .customShort("C"),
        help: ArgumentHelp("A new file before one gets larger: million bytes, or with k, M, G.", valueName: "size"),
        transform: millionBytes)
    var fileSize: Int?

    @Option(
        name: .customShort("G"), help: ArgumentHelp("A new file each time so much has passed.", valueName: "time"),
        transform: duration)
    var fileTime: Int?

    @Flag(name: .customLong("aligned"), help: "-G by the clock (UTC): with 1h, at each full hour.")
    var isAligned = false

    @Option(
        name: .customLong("rotate-count"), help: ArgumentHelp("A new file after so many packets.", valueName: "count"))
    var filePackets: Int?

    @Option(
        name: [.customShort("W"), .customLong("ring")],
        help: ArgumentHelp("Keep so many files: the oldest gives way.", valueName: "count"))
    var fileCount: Int?

    @Option(
        name: .customLong("comment"), help: ArgumentHelp("A remark to write into the file; again for more."))
    var comments: [String] = []

    @Flag(name: [.customShort("U"), .customLong("packet-buffered")], help: "Write each packet as it comes.")
    var isPacketBuffered = false

    @Option(
        name: [.customShort("Z"), .customLong("user")],
        help: ArgumentHelp("Become this user once the interfaces are open.", valueName: "name"))
    var user: String?

    @OptionGroup(title: "Selection") var selection: PacketSelectionOptions
    @OptionGroup(title: "Report") var report: PacketReportOptions
    @OptionGroup(title: "Format") var format: FormatOptions

    func validate() throws { try check() }

    func run() throws {
        if list { return listInterfaces() }
        ProcessExit.end(status: try CaptureRun(self).perform().rawValue)
    }

    private func listInterfaces() {
        let entries = InterfaceList(CaptureInterfaces.entries())
        StandardStream.output.write(format.json ? entries.json() : entries.text())
    }
}
