import ArgumentParser
import PacketIO

/// The root of all commands.
struct SwiftnetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "swiftnet",
        abstract: "Build, send, catch and read real network packets, and explain what they say.",
        version: "swiftnet \(swiftnetVersion)",
        subcommands: [PingCommand.self, DecodeCommand.self])
}

let swiftnetVersion = "0.1.0"

/// Runs the command line of this process: all that `main` does.
///
/// A command that is named first is parsed by itself, which takes the argument parser half the time; what that can't
/// parse, help among it, goes through the root, which knows the words for it.
public func runSwiftnet() {
    let arguments = CommandLine.arguments.dropFirst()
    let named = SwiftnetCommand.configuration.subcommands.first { $0.configuration.commandName == arguments.first }
    guard let named, var command = try? named.parseAsRoot(Array(arguments.dropFirst())) else {
        return SwiftnetCommand.main()
    }
    do {
        try command.run()
    } catch {
        guard named.exitCode(for: error) == .validationFailure else { named.exit(withError: error) }
        // Parsed by itself, a command does not know whose it is.
        let message = named.fullMessage(for: error).replacing("See '", with: "See 'swiftnet ")
        StandardStream.error.write(Array((message + "\n").utf8))
        ProcessExit.end(status: ExitCode.validationFailure.rawValue)
    }
}
