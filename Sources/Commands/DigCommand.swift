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
            arguments = try DigArguments(Self.startWords(before: words) + words)
        } catch {
            throw ValidationError(error.message)
        }
        ProcessExit.end(status: DigRun(arguments, words).perform().rawValue)
    }

    /// What `~/.digrc` says, as of dig: words that stand before all others, unless `-r` is the first of those.
    private static func startWords(before words: [String]) -> [String] {
        guard words.first != "-r", let home = Environment.home, let text = try? InputText.read(home + "/.digrc") else {
            return []
        }
        let lines = text.split(separator: UInt8(ascii: "\n")).filter { $0.first != UInt8(ascii: "#") }
        return lines.flatMap { line in
            line.split { [0x09, 0x0D, 0x20].contains($0) }.map { String(decoding: $0, as: UTF8.self) }
        }
    }
}
