import ArgumentParser
import PacketIO
import Probes
import Reports
import Wire

struct NeighCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "neigh",
        _superCommandName: "swiftnet",
        abstract: "Show which neighbours this machine knows, and by which MAC addresses.",
        discussion: "Status: 0 shown, 1 there is none, 2 could not ask, 64 wrong usage.")

    @Argument(help: ArgumentHelp("Only this address, or those in this block.", valueName: "address"))
    var words: [String] = []

    @OptionGroup(title: "Selection") var selection: LinkSelection
    @OptionGroup(title: "Changes") var watch: WatchOptions
    @OptionGroup(title: "Format") var format: FormatOptions

    func validate() throws {
        try format.refuseCSV(with: watch)
        for word in words where AddressBlock(word) == nil && IPAddress(word) == nil {
            throw ValidationError("'\(word)' is no address, and no block.")
        }
    }

    func run() throws { ProcessExit.end(status: perform().rawValue) }

    private func perform() -> ExitCode {
        do throws(LinkError) {
            let isSelected = try selection.filter()
            let isWanted: (Neighbor) -> Bool = { neighbor in
                isSelected(neighbor.address.isIPv6, [neighbor.interfaceIndex])
                    && NeighborTelling.isNamed(neighbor.address, by: words)
            }
            if watch.watches {
                return watch.follow(.neighbors, format) { change in
                    switch change {
                    case .neighbor(let neighbor, _): isWanted(neighbor)
                    case .missed: true
                    default: false
                    }
                }
            }
            // Groups and the like have no neighbour: the kernel only remembers what their frames are addressed to.
            let neighbors = try Neighbor.all().filter { isWanted($0) && $0.state != .noARP }
            NeighborTelling.tell(neighbors, json: format.json, csv: format.csv)
            if neighbors.isEmpty { warn("no such neighbour is known") }
            return neighbors.isEmpty ? ExitStatus.noAnswer : ExitStatus.success
        } catch {
            return couldNotAsk(error.message)
        }
    }
}
