import ArgumentParser
import PacketIO

struct CodesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "codes",
        _superCommandName: "swiftnet",
        abstract: "Look up the numbers and words of protocols.",
        discussion: """
            Without words, the tables. With a table, its rows; with a number or name, that row:
            codes icmp 3 1, codes http 404, codes port https, codes tcp-flags S.
            With other words, the rows of all tables that hold them: codes fragment.
            Status: 0 found, 1 there is no such row, 2 a list could not be read, 64 wrong usage.
            """)

    @Argument(help: ArgumentHelp("A table, and a number or name of it; or words to look for.", valueName: "word"))
    var words: [String] = []

    @OptionGroup(title: "Format") var format: FormatOptions

    func validate() throws {
        if words.contains(where: \.isEmpty) { throw ValidationError("A word is empty.") }
    }

    func run() throws {
        ProcessExit.end(status: try CodesRun(self).perform().rawValue)
    }
}
