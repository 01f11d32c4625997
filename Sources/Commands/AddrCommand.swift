import ArgumentParser
import PacketIO
import Probes
import Reports
import Wire

struct AddrCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "addr",
        _superCommandName: "swiftnet",
        abstract: "Show the interfaces of this machine, and their addresses.",
        discussion: """
            Without a word, all of them; with an interface, an address or a block, those that have it.
            Status: 0 shown, 1 there is none, 2 could not ask, 64 wrong usage.
            """)

    @Argument(help: ArgumentHelp("An interface, an address or a block.", valueName: "word"))
    var words: [String] = []

    @OptionGroup(title: "Addresses") var family: FamilyOptions
    @OptionGroup(title: "Changes") var watch: WatchOptions
    @OptionGroup(title: "Format") var format: FormatOptions

    @Flag(name: .customLong("up"), help: "Only interfaces that are up.")
    var onlyUp = false

    func validate() throws { try format.refuseCSV(with: watch) }

    func run() throws {
        ProcessExit.end(status: perform().rawValue)
    }

    private func perform() -> ExitCode {
        if watch.watches {
            return watch.follow(.addresses, format) { change in
                switch change {
                case .interface(let interface, _): words.isEmpty || words.contains(interface.name)
                case .address(let address, _): isWanted(address, of: nil)
                case .missed: true
                case .route, .neighbor: false
                }
            }
        }
        let (interfaces, addresses) = (NetworkInterface.all(), InterfaceAddress.all())
        let names = InterfaceNames(interfaces)
        var output: [UInt8] = []
        if format.csv { InterfaceReport.csvHead(to: &output) }
        var count = 0
        for interface in interfaces where !onlyUp || interface.isUp {
            let own = addresses.filter { $0.interfaceIndex == interface.index && isWanted($0, of: interface) }
            guard words.isEmpty || words.contains(interface.name) || !own.isEmpty else { continue }
            count += 1
            let report = InterfaceReport(interface, own, names, vendor: interface.mac.flatMap { Vendors.name(of: $0) })
            if format.json {
                report.json(to: &output)
            } else if format.csv {
                report.csv(to: &output)
            } else {
                report.text(to: &output)
            }
        }
        StandardStream.output.write(output)
        guard count > 0 else {
            warn("no interface" + (words.isEmpty ? "" : " is, or has, \(words.joined(separator: " "))"))
            return ExitStatus.noAnswer
        }
        return ExitStatus.success
    }

    private func isWanted(_ address: InterfaceAddress, of interface: NetworkInterface?) -> Bool {
        guard family.family.includes(isIPv6: address.address.isIPv6) else { return false }
        if words.isEmpty { return true }
        let name = interface?.name ?? (try? NetworkInterface(index: address.interfaceIndex))?.name
        return words.contains { word in
            if word == name { return true }
            if let wanted = IPAddress(word) { return wanted == address.address }
            return AddressBlock(word)?.contains(address.address) == true
        }
    }
}
