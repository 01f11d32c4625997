import ArgumentParser
import PacketIO

/// The root of all commands.
struct SwiftnetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "swiftnet",
        abstract: "Build, send, catch and read real network packets, and explain what they say.",
        version: "swiftnet \(swiftnetVersion)",
        subcommands: [
            TabledEntry<PingCommand>.self, TabledEntry<ARPAskCommand>.self, TabledEntry<TracerouteCommand>.self,
            DigCommand.self, CaptureCommand.self, DecodeCommand.self, CidrCommand.self, CodesCommand.self,
            AddrCommand.self, RouteCommand.self, NeighCommand.self,
        ])
}

let swiftnetVersion = "0.1.0"

/// Runs the command line of this process: all that `main` does.
///
/// A command that is named first is parsed by itself, which takes the argument parser half the time; what that can't
/// parse goes through the root, which knows the words for it. The version alone is told without the parser, which
/// would first look whether a completion script is wanted, for a millisecond. Nor is it needed for the words of `dig`,
/// and of commands that have a table.
public func runSwiftnet() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments == ["--version"] { SwiftnetCommand.tellVersion() }
    if arguments.first == "dig" { return DigCommand.run(Array(arguments.dropFirst())) }
    if arguments.first == "help", arguments.count == 2 { SwiftnetCommand.runTabled(arguments[1], ["--help"]) }
    if let name = arguments.first { SwiftnetCommand.runTabled(name, Array(arguments.dropFirst())) }
    let named = SwiftnetCommand.configuration.subcommands.first { $0.configuration.commandName == arguments.first }
    guard let named, var command = try? named.parseAsRoot(Array(arguments.dropFirst())) else {
        return SwiftnetCommand.run(arguments)
    }
    do {
        try command.run()
    } catch {
        // Parsed by itself, a command does not know whose it is.
        named.end(error) {
            $0.replacing("See '", with: "See 'swiftnet ").replacing("'swiftnet swiftnet ", with: "'swiftnet ")
        }
    }
}

extension ParsableCommand {
    /// Ends the program with what an error says and the status it has. Help that was asked for comes as an error too.
    fileprivate static func end(_ error: any Error, edited: (String) -> String = { $0 }) -> Never {
        let status = exitCode(for: error)
        let message = SwiftnetCommand.addTitles(to: edited(fullMessage(for: error)))
        if !message.isEmpty {
            (status.isSuccess ? StandardStream.output : .error).write(shown(message + "\n", keepsLines: true))
        }
        ProcessExit.end(status: status.rawValue)
    }
}

extension DigCommand {
    fileprivate static func run(_ words: [String]) {
        var command = DigCommand()
        command.words = words
        do {
            try command.run()
        } catch {
            end(error) { $0.replacing("See '", with: "See 'swiftnet ") }
        }
    }
}

extension SwiftnetCommand {
    /// Runs the command of this name, to the end of the process, where it has a table.
    fileprivate static func runTabled(_ name: String, _ words: [String]) {
        switch name {
        case "ping": PingCommand.main(words)
        case "arp": ARPCommand.main(words)
        case "traceroute": TracerouteCommand.main(words)
        default: break
        }
    }

    fileprivate static func tellVersion() -> Never {
        StandardStream.output.write(Array((configuration.version + "\n").utf8))
        ProcessExit.end(status: ExitStatus.success.rawValue)
    }

    fileprivate static func run(_ arguments: [String]) {
        do {
            var command = try parseAsRoot(arguments)
            try command.run()
        } catch {
            end(error)
        }
    }

    /// The help of a command that has sections gets their titles.
    fileprivate static func addTitles(to message: String) -> String {
        let command = configuration.subcommands.first { message.contains("\nUSAGE: swiftnet \($0._commandName) ") }
        return (command as? any SectionedCommand.Type)?.addTitles(to: message) ?? message
    }
}
