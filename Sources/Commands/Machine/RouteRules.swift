import ArgumentParser
import PacketIO
import Probes
import Reports

struct RouteRulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Show the rules by which a table is chosen, in the order in which they are asked.")

    @OptionGroup(title: "Addresses") var family: FamilyOptions
    @Flag(name: .customLong("json"), help: "Tell them as JSON Lines.") var json = false

    func run() throws { ProcessExit.end(status: perform().rawValue) }

    private func perform() -> ExitCode {
        do throws(LinkError) {
            let rules = try RoutingRule.all().filter { family.family.includes(isIPv6: $0.isIPv6) }
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
