import ArgumentParser
import PacketIO
import Probes
import Reports
import Wire

struct RouteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "route",
        _superCommandName: "swiftnet",
        abstract: "Show the routes of this machine, and what it would do with an address.",
        subcommands: [RouteListCommand.self, RouteGetCommand.self, RouteRulesCommand.self],
        defaultSubcommand: RouteListCommand.self)
}

struct RouteListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show the routes of a table; the main one without --table.")

    @Option(
        name: .customLong("table"),
        help: ArgumentHelp("Of this table: main, local, default, a number, or all.", valueName: "table"))
    var table: String = "main"

    @Option(name: .customShort("I"), help: ArgumentHelp("Only by this interface.", valueName: "interface"))
    var interface: String?

    @OptionGroup(title: "Addresses") var family: FamilyOptions
    @OptionGroup(title: "Changes") var watch: WatchOptions
    @OptionGroup(title: "Format") var format: FormatOptions

    func validate() throws {
        try format.refuseCSV(with: watch)
        if table != "all", tableNumber == nil {
            throw ValidationError("--table takes main, local, default, a number, or all.")
        }
    }

    private var tableNumber: UInt32? {
        switch table {
        case "main": Route.mainTable
        case "local": Route.localTable
        case "default": Route.defaultTable
        default: UInt32(table)
        }
    }

    func run() throws { ProcessExit.end(status: perform().rawValue) }

    private func perform() -> ExitCode {
        do throws(LinkError) {
            let index = try interface.map { name throws(LinkError) in try NetworkInterface(named: name).index }
            let isWanted: (Route) -> Bool = { route in
                (table == "all" || route.table == tableNumber)
                    && (family.family == .any || route.isIPv6 == (family.family == .v6))
                    && (index.map { index in route.hops.contains { $0.interfaceIndex == index } } ?? true)
            }
            if watch.watches {
                return watch.follow(.routes, format) { change in
                    switch change {
                    case .route(let route, _): isWanted(route)
                    case .missed: true
                    default: false
                    }
                }
            }
            let routes = try Route.all().filter(isWanted)
            var output: [UInt8] = []
            let names = InterfaceNames(NetworkInterface.all())
            if format.json {
                for route in routes { RouteReport.json(route, names, to: &output) }
            } else if format.csv {
                RouteReport.csv(routes, names, to: &output)
            } else {
                RouteReport.text(routes, names, to: &output)
            }
            StandardStream.output.write(output)
            if routes.isEmpty { warn("no such route") }
            return routes.isEmpty ? ExitStatus.noAnswer : ExitStatus.success
        } catch {
            return couldNotAsk(error.message)
        }
    }
}

struct RouteGetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "get",
        abstract: "Say what this machine would do with a packet to an address, and why.",
        discussion: "Status: 0 there is a way, 1 there is none, 2 could not ask, 64 wrong usage.")

    @Argument(help: ArgumentHelp("An address or a name.", valueName: "destination"))
    var destination: String

    @Option(name: .customLong("source"), help: ArgumentHelp("From this address.", valueName: "address"))
    var sourceText: String?

    @Option(name: .customShort("I"), help: ArgumentHelp("By this interface.", valueName: "interface"))
    var interface: String?

    @Option(name: .customLong("mark"), help: ArgumentHelp("With this mark.", valueName: "number"))
    var mark: UInt32?

    @OptionGroup(title: "Addresses") var family: FamilyOptions
    @Flag(name: .customLong("json"), help: "Tell it as a line of JSON.") var json = false

    func validate() throws {
        if let sourceText, IPAddress(sourceText) == nil {
            throw ValidationError("--source takes an address, not '\(sourceText)'.")
        }
    }

    func run() throws { ProcessExit.end(status: perform().rawValue) }

    private func perform() -> ExitCode {
        let endpoint: Endpoint
        do throws(NameError) {
            guard let first = try Names.resolve(destination, family: family.family).first else {
                return couldNotAsk("\(destination) has no address")
            }
            endpoint = first
        } catch {
            return couldNotAsk("\(destination): \(error.message)")
        }
        do throws(LinkError) {
            let decision = try RouteDecision.make(
                endpoint, source: sourceText.flatMap { IPAddress($0) }, interface: interface, mark: mark)
            let source = decision.route.source
            let subnet = InterfaceAddress.all().first {
                $0.address == source && $0.interfaceIndex == decision.route.interfaceIndex
            }?.subnet
            let report = DecisionReport(decision, InterfaceNames(NetworkInterface.all()), subnet: subnet)
            var output: [UInt8] = []
            if json { report.json(to: &output) } else { report.text(to: &output) }
            StandardStream.output.write(output)
            return ExitStatus.success
        } catch {
            warn(error.message)
            // Thrown away, forbidden or not there: that is the answer.
            let isAnswer = error.kind == .unreachable || error.kind == .forbidden
            return isAnswer ? ExitStatus.noAnswer : ExitStatus.couldNotAsk
        }
    }
}

struct RouteRulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Show the rules by which a table is chosen, in the order in which they are asked.")

    @OptionGroup(title: "Addresses") var family: FamilyOptions
    @Flag(name: .customLong("json"), help: "Tell them as JSON Lines.") var json = false

    func run() throws { ProcessExit.end(status: perform().rawValue) }

    private func perform() -> ExitCode {
        do throws(LinkError) {
            let rules = try RoutingRule.all().filter {
                family.family == .any || $0.isIPv6 == (family.family == .v6)
            }
            var output: [UInt8] = []
            if json {
                for rule in rules { RouteReport.json(rule, to: &output) }
            } else {
                RouteReport.text(rules, to: &output)
            }
            StandardStream.output.write(output)
            return ExitStatus.success
        } catch {
            return couldNotAsk(error.message)
        }
    }
}
