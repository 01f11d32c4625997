import ArgumentParser
import PacketIO
import Probes
import Reports
import Wire

/// Which routes or neighbours are shown.
struct LinkSelection: ParsableArguments {
    @Option(name: .customShort("I"), help: ArgumentHelp("Only by this interface.", valueName: "interface"))
    var interface: String?

    @OptionGroup var family: FamilyOptions

    /// Whether something of this family on these interfaces is shown.
    func filter() throws(LinkError) -> (_ isIPv6: Bool, _ interfaces: [UInt32]) -> Bool {
        let index = try interface.map { name throws(LinkError) in try NetworkInterface(named: name).index }
        return { isIPv6, interfaces in
            family.family.includes(isIPv6: isIPv6) && index.map { interfaces.contains($0) } != false
        }
    }
}

/// For how long changes are followed.
struct WatchOptions: ParsableArguments {
    @Flag(name: .customLong("watch"), help: "Follow changes: a line each, until it is interrupted.")
    var watches = false

    @Option(name: .short, help: ArgumentHelp("With --watch, end after so many changes.", valueName: "count"))
    var c: Int?

    @Option(
        name: .short, help: ArgumentHelp("With --watch, end after so long.", valueName: "seconds"),
        transform: duration)
    var w: Int?

    func validate() throws {
        guard watches || c == nil && w == nil else { throw ValidationError("-c and -w go with --watch.") }
        if let c, c < 1 { throw ValidationError("-c takes a number from 1 on.") }
    }

    /// - Parameters:
    ///   - format: text, or JSON.
    ///   - isWanted: which changes are told.
    func follow(
        _ subjects: NetworkWatch.Subjects, _ format: FormatOptions, where isWanted: (NetworkChange) -> Bool
    ) -> ExitCode {
        do throws(LinkError) {
            var watch = try NetworkWatch(subjects.union(.links))
            let deadline = w.map { SystemClock.now() + Nanoseconds($0) } ?? .distantFuture
            warn("following changes")
            var names = InterfaceNames(NetworkInterface.all())
            var count = 0
            while SystemClock.now() < deadline {
                for change in try watch.next(until: deadline) {
                    if case .interface(_, isGone: false) = change { names = InterfaceNames(NetworkInterface.all()) }
                    guard isWanted(change) else { continue }
                    guard tell(change, names, format) else { return ExitStatus.success }
                    count += 1
                    if count == c { return ExitStatus.success }
                }
            }
            return count > 0 || c == nil ? ExitStatus.success : ExitStatus.noAnswer
        } catch {
            return couldNotAsk(error.message)
        }
    }

    /// False where nobody reads any more.
    private func tell(_ change: NetworkChange, _ names: InterfaceNames, _ format: FormatOptions) -> Bool {
        var output: [UInt8] = []
        let time = SystemClock.wallClock()
        if format.json {
            ChangeReport.json(change, names, at: time, to: &output)
        } else {
            ChangeReport.text(change, names, at: time, to: &output)
        }
        return StandardStream.output.write(output)
    }
}

extension FormatOptions {
    func refuseCSV(with watch: WatchOptions) throws {
        if csv, watch.watches { throw ValidationError("Changes are told as text or as JSON, not as CSV.") }
    }
}
