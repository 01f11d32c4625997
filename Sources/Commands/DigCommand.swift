import ArgumentParser
import PacketIO

/// `dig`, whose words are not those of the argument parser: what it can be told stands in `DigArguments`.
struct DigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dig",
        _superCommandName: "swiftnet",
        abstract: "Ask the servers of the DNS, and tell all they say.",
        usage: "swiftnet dig [@server ...] [name] [type] [class] [+option ...] [-x address] ...",
        discussion: "What it can be told: swiftnet dig -h.")

    @Argument(parsing: .captureForPassthrough, help: "@server, name, type, class, -x address, +option: in any order.")
    var words: [String] = []

    func run() throws {
        let arguments: DigArguments
        do throws(UsageError) {
            arguments = try DigArguments(words)
        } catch {
            throw ValidationError(error.message)
        }
        ProcessExit.end(status: DigRun(arguments, words).perform().rawValue)
    }
}
