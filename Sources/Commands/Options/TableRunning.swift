import ArgumentParser
import PacketIO

extension TabledCommand {
    /// Runs the command that these words ask for, to the end of the process.
    static func main(_ words: [String]) -> Never {
        do {
            let command = try parse(words)
            try command.run()
            ProcessExit.end(status: ExitStatus.success.rawValue)
        } catch {
            end(error)
        }
    }

    private static func end(_ error: any Error) -> Never {
        switch error {
        case is HelpRequest:
            StandardStream.output.write(Array(help.utf8))
            ProcessExit.end(status: ExitStatus.success.rawValue)
        case let status as ExitCode: ProcessExit.end(status: status.rawValue)
        case let error as ValidationError:
            let message = "Error: \(error.message)\nUsage: \(usage)\n  See 'swiftnet \(about.name) --help'.\n"
            StandardStream.error.write(shown(message, keepsLines: true))
            ProcessExit.end(status: ExitStatus.wrongUsage.rawValue)
        default: ProcessExit.end(status: couldNotAsk("\(error)").rawValue)
        }
    }
}

/// A command with a table as the argument parser knows it: a name in its help, and completions.
struct TabledEntry<Command: TabledCommand>: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: Command.about.name,
            _superCommandName: "swiftnet",
            abstract: Command.about.abstract,
            usage: Command.usage,
            discussion: "What it can be told: swiftnet \(Command.about.name) --help.")
    }

    @Argument(
        parsing: .captureForPassthrough, help: "Options and other words, in any order.",
        completion: .custom { _, _, _ in Command.completions })
    var words: [String] = []

    func run() throws { Command.main(words) }
}
