import ArgumentParser
import PacketIO
import Probes
import Reports
import Wire

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
