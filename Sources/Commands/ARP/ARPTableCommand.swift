import ArgumentParser
import PacketIO
import Probes
import Reports
import Wire

/// `arp table`: shows the kernel's neighbour table, and changes it.
struct ARPTableCommand: TabledCommand, FamilyChoosing, FormatChoosing {
    /// What to do; the first word says it, where it is none of these the table is shown.
    enum Deed: String, Hashable, Sendable {
        case show, add, delete, flush
    }

    static let about = TableDescription(
        name: "arp table",
        abstract: "Show or change the kernel's neighbour table, of ARP and neighbour discovery.",
        discussion: """
            arp table [ADDRESS|BLOCK ...]          show entries, all or these
            arp table add ADDRESS MAC -I IFACE     make one; --proxy takes no MAC
            arp table delete ADDRESS -I IFACE      remove one
            arp table flush [ADDRESS|BLOCK ...]    remove what was learnt

            Changing needs CAP_NET_ADMIN; showing needs no right.
            Status: 0 done, 1 there is no such entry, 2 could not, 64 wrong usage.
            """,
        arguments: "[add|delete|flush] [<address> ...]",
        argumentHelp: "What to do, unless the table is to be shown, and with what.")

    static let sections = [selection, entry, .format]

    private static let selection = OptionSection<Self>(
        "Selection",
        [
            .value("I interface", "interface", "On this interface.") { $0.interface = $1 },
            .value("state", "state", "Entries in this state: reachable, stale, permanent, noarp, ...") {
                $0.state = try neighborState($1)
            },
        ] + familyOptions)

    private static let entry = OptionSection<Self>(
        "What is added",
        [
            .flag("permanent", "An entry that stays, as without; the same as --state permanent.") {
                try $0.choose(.permanent)
            },
            .flag("temporary", "One that is asked for again when it has aged: --state reachable.") {
                try $0.choose(.reachable)
            },
            .flag("router", "The neighbour is a router.") { $0.isRouter = true },
            .flag("proxy", "This machine is to answer for the address, in its owner's place.") { $0.isProxy = true },
            .flag("replace", "In place of an entry that is there.") { $0.replaces = true },
        ])

    var deed = Deed.show
    /// The words behind it.
    var words: [String] = []
    var interface: String?
    var family = Names.Family.any
    var state: Neighbor.State?
    var isRouter = false
    var isProxy = false
    var replaces = false
    var format = OutputFormat()
    private var hasDeed = false

    init() {}

    mutating func take(_ word: String) {
        if !hasDeed, words.isEmpty, let deed = Deed(rawValue: word) {
            (self.deed, hasDeed) = (deed, true)
        } else {
            words.append(word)
        }
    }

    private mutating func choose(_ state: Neighbor.State) throws {
        guard self.state == nil || self.state == state else {
            throw ValidationError("--permanent, --temporary and --state exclude each other.")
        }
        self.state = state
    }

    func run() throws {
        switch deed {
        case .show: throw try show()
        case .add: throw try ARPTableChange(self).add()
        case .delete: throw try ARPTableChange(self).delete()
        case .flush: throw try ARPTableChange(self).flush()
        }
    }

    private func show() throws -> ExitCode {
        do throws(LinkError) {
            let index = try interface.map { name throws(LinkError) in try NetworkInterface(named: name).index }
            let all = try Neighbor.all() + (state == nil ? Neighbor.proxies() : [])
            let neighbors = all.filter { isWanted($0, on: index) && ($0.isOfUse || state == .noARP) }
            NeighborTelling.tell(neighbors, json: format.json, csv: format.csv)
            if neighbors.isEmpty { warn("there is no such entry") }
            return neighbors.isEmpty ? ExitStatus.noAnswer : ExitStatus.success
        } catch {
            throw couldNotAsk(error.message)
        }
    }

    /// Whether an entry is one of those that were asked for.
    func isWanted(_ neighbor: Neighbor, on index: UInt32?) -> Bool {
        family.includes(isIPv6: neighbor.address.isIPv6) && (index == nil || index == neighbor.interfaceIndex)
            && (state == nil || state == neighbor.state)
            && NeighborTelling.isNamed(neighbor.address, by: words)
    }
}

extension Neighbor {
    /// Groups and the like have no neighbour: the kernel only remembers what their frames are addressed to.
    fileprivate var isOfUse: Bool {
        guard state == .noARP else { return true }
        return mac.map { !$0.isGroup && $0 != .zero } ?? false
    }
}

/// A state by its name, as ip-neighbour(8) has it too.
private func neighborState(_ text: String) throws -> Neighbor.State {
    if text == "noarp" { return .noARP }
    guard let state = Neighbor.State(rawValue: text), state != .none, state != .noARP else {
        throw ValidationError(
            "'\(text)' is no state: permanent, reachable, stale, noarp, delay, probe, failed or incomplete.")
    }
    return state
}
