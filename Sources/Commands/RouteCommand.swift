import ArgumentParser

struct RouteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "route",
        _superCommandName: "swiftnet",
        abstract: "Show the routes of this machine, and what it would do with an address.",
        subcommands: [RouteListCommand.self, RouteGetCommand.self, RouteRulesCommand.self],
        defaultSubcommand: RouteListCommand.self)
}
