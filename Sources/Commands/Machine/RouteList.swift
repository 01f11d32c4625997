import ArgumentParser
import PacketIO
import Probes
import Reports
import Wire

struct RouteListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show the routes of a table; the main one without --table.")

    @Option(
        name: .customLong("table"),
        help: ArgumentHelp("Of this table: main, local, default, a number, or all.", valueName: "table"))
    var table: String = "main"

    @OptionGroup(title: "Selection") var selection: LinkSelection
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
            let isSelected = try selection.filter()
            let isWanted: (Route) -> Bool = { route in
                (table == "all" || route.table == tableNumber)
                    && isSelected(route.isIPv6, route.hops.map(\.interfaceIndex))
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
