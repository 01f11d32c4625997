import ArgumentParser
import PacketIO

/// The root of all commands.
struct SwiftnetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "swiftnet",
        abstract: "Build, send, catch and read real network packets, and explain what they say.",
        version: "swiftnet \(swiftnetVersion)",
        subcommands: [PingCommand.self])
}

let swiftnetVersion = "0.1.0"

/// Runs the command line of this process: all that `main` does.
public func runSwiftnet() {
    SwiftnetCommand.main()
}
