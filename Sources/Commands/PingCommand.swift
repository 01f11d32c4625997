import ArgumentParser
import PacketIO
import Probes

struct PingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ping",
        _superCommandName: "swiftnet",
        abstract: "Ask whether hosts answer, and how fast.",
        discussion: """
            One target is told like ping, many like fping. Times are seconds, or have a unit (10ms).
            Status: 0 all answered, 1 some did not, 2 could not ask, 64 wrong usage.
            """)

    @OptionGroup(title: "Targets") var targets: PingTargetOptions
    @OptionGroup var family: FamilyOptions
    @OptionGroup(title: "Probes") var probes: PingProbeOptions
    @OptionGroup(title: "Schedule") var schedule: PingScheduleOptions
    @OptionGroup(title: "Path") var path: PingPathOptions
    @OptionGroup(title: "Report") var report: PingReportOptions
    @OptionGroup(title: "Format") var format: FormatOptions

    func validate() throws {
        if report.live && (format.json || format.csv) {
            throw ValidationError("--live is for people: leave out --json and --csv.")
        }
        if report.explain && (format.json || format.csv || report.live) {
            throw ValidationError("--explain is for people: leave out --json, --csv and --live.")
        }
        if probes.pathMTU && path.pathMTUDiscoveryText != nil { throw ValidationError("--pmtu sets -M itself.") }
        if !path.vlanTexts.isEmpty && path.interfaces.isEmpty {
            throw ValidationError("--vlan needs an interface: -I.")
        }
        if !path.vlanTexts.isEmpty && (probes.tcp != nil || probes.udp != nil) {
            throw ValidationError("--vlan goes with ICMP probes only.")
        }
    }

    func run() throws {
        let stamps = StampPreparation()
        let run = try PingRun(self)
        stamps.await()
        // Not thrown: the argument parser would make up its whole help text on the way out.
        ProcessExit.end(status: try run.perform().rawValue)
    }
}
