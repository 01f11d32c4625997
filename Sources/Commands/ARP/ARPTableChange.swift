import ArgumentParser
import PacketIO
import Probes
import Reports
import Wire

/// What the options of `arp table` mean together, and which don't go together.
extension ARPTableCommand {
    func validate() throws {
        try format.validate()
        switch deed {
        case .add: try checkAddition()
        case .delete: try checkDeletion()
        case .show, .flush:
            if isRouter || replaces { throw ValidationError("--router and --replace go with add.") }
            if isProxy { throw ValidationError("--proxy goes with add and delete.") }
            for word in words where AddressBlock(word) == nil && IPAddress(word) == nil {
                throw ValidationError("'\(word)' is no address, and no block.")
            }
        }
        if deed != .show, format.csv { throw ValidationError("--csv goes with showing the table.") }
    }

    private func checkAddition() throws {
        guard words.count == (isProxy ? 1 : 2) else {
            throw ValidationError(isProxy ? "add --proxy takes an address." : "add takes an address and a MAC address.")
        }
        try checkEntry()
        if !isProxy, MACAddress(words[1]) == nil { throw ValidationError("'\(words[1])' is no MAC address.") }
        if isProxy, state != nil || isRouter { throw ValidationError("A proxy has no state, and is no router.") }
        guard state == nil || [.permanent, .reachable, .stale, .noARP].contains(state) else {
            throw ValidationError("An entry is added as permanent, reachable, stale or noarp.")
        }
    }

    private func checkDeletion() throws {
        guard words.count == 1 else { throw ValidationError("delete takes an address; flush takes several.") }
        try checkEntry()
        if state != nil || isRouter || replaces { throw ValidationError("delete takes -I and --proxy alone.") }
    }

    private func checkEntry() throws {
        guard let address = IPAddress(words[0]) else { throw ValidationError("'\(words[0])' is no address.") }
        if address.isMulticast { throw ValidationError("\(address) is a group, which no neighbour has.") }
        if interface == nil { throw ValidationError("On which interface? -I says it.") }
        if family != .any { throw ValidationError("-4 and -6 go with showing and flushing.") }
    }
}

/// Changes the kernel's table, as `arp table` was asked to.
struct ARPTableChange {
    private let command: ARPTableCommand

    init(_ command: ARPTableCommand) { self.command = command }

    func add() throws -> ExitCode {
        try attempt("add") { () throws(LinkError) in
            var neighbor = try entry()
            neighbor.mac = command.isProxy ? nil : MACAddress(command.words[1])
            neighbor.state = command.isProxy ? .none : command.state ?? .permanent
            neighbor.isRouter = command.isRouter
            try neighbor.store(command.replaces ? .replaced : .refused)
            return ExitStatus.success
        }
    }

    func delete() throws -> ExitCode {
        try attempt("delete") { () throws(LinkError) in
            let neighbor = try entry()
            if try neighbor.remove() { return ExitStatus.success }
            warn("\(neighbor.address) is not in the table")
            return ExitStatus.noAnswer
        }
    }

    /// Removes what was learnt; what somebody has entered only where that state is asked for.
    func flush() throws -> ExitCode {
        try attempt("flush") { () throws(LinkError) in
            let index = try command.interface.map { name throws(LinkError) in try NetworkInterface(named: name).index }
            let neighbors = try Neighbor.all().filter { neighbor in
                command.isWanted(neighbor, on: index)
                    && (command.state != nil || ![.permanent, .noARP].contains(neighbor.state))
            }
            var count = 0
            for neighbor in neighbors where try neighbor.remove() { count += 1 }
            var output: [UInt8] = []
            TableReport.flushed(count, isJSON: command.format.json, to: &output)
            StandardStream.output.write(output)
            return ExitStatus.success
        }
    }

    /// The address and the interface, which has to be one with neighbours.
    private func entry() throws(LinkError) -> Neighbor {
        let interface = try NetworkInterface(named: command.interface ?? "")
        guard interface.resolvesNeighbors else {
            throw LinkError(
                .other, "\(interface.name) has no neighbours: neither ARP nor neighbour discovery asks there")
        }
        guard let address = IPAddress(command.words[0]) else { throw LinkError(.other, "no address") }
        var neighbor = Neighbor(address, interfaceIndex: interface.index)
        neighbor.isProxy = command.isProxy
        return neighbor
    }

    private func attempt(_ deed: String, _ change: () throws(LinkError) -> ExitCode) throws -> ExitCode {
        // Said also where there would be nothing to change, so that a script does not find it out later.
        guard Privilege.hasNetAdmin else { throw lacksNetAdmin("arp table \(deed)") }
        do throws(LinkError) {
            return try change()
        } catch {
            throw couldNotAsk(error.message)
        }
    }
}
