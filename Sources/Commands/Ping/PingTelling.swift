import PacketIO
import Probes
import Reports
import Wire

/// How one run of `ping` is told: what the options ask for, and what a report has to know before it starts.
struct PingTelling {
    let command: PingCommand
    let plan: PingPlan
    let targets: [PingTarget]
    let options: LinkOptions
    let way: PingWay
    let isRaw: Bool

    /// Names are looked up as ping does: where the target was given by name, and lines are printed for people.
    var showsNames: Bool {
        let isForPeople = !command.format.json && !command.format.csv && !command.quiet && !command.live
        guard isForPeople, !command.numeric, !command.flood, targets.count == 1 else { return false }
        return IPAddress(targets[0].name) == nil && targets[0].endpoint.scope == 0
    }

    var histogramRows: Int? { command.histogram ? 16 : nil }

    var textOptions: PingTextOptions {
        var options = PingTextOptions()
        options.isQuiet = command.quiet
        options.isVerbose = command.verbose
        options.showsLost = command.reportsTimeouts
        options.showsTimestamps = command.timestamps
        options.isAudible = command.audible
        options.isFlood = command.flood
        options.isTerminal = StandardStream.output.isTerminal
        options.aliveOnly = command.aliveOnly
        options.unreachableOnly = command.unreachableOnly
        options.histogramRows = histogramRows
        return options
    }

    /// Nil where it is not asked for, or there is no terminal to draw on.
    var liveReport: PingLiveReport? {
        guard command.live, let size = StandardStream.output.size else { return nil }
        return PingLiveReport(
            columns: size.columns, rows: size.rows, isColored: command.format.usesColor, options: textOptions)
    }

    var context: PingContext {
        let payload: Int =
            switch plan.sizes {
            case .constant(let size): size
            case .sweep(let minimum, _, _): minimum
            case .search(let search): search.next ?? 0
            }
        var context = PingContext(plan: plan, targets: targets, payloadByteCount: payload, isRaw: isRaw)
        context.ipOptionByteCount = options.ipOptions.count
        if targets.count == 1 {
            context.source =
                options.source ?? way.route?.source
                ?? (try? targets[0].endpoint.source(interface: options.interface))
            context.interface = options.interface ?? way.interface?.name
        }
        return context
    }
}
