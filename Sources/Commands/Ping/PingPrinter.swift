import Analysis
import PacketIO
import Probes
import Reports
import Wire
struct PingPrinter: PingObserver {
    let command: PingCommand
    var out: [UInt8] = []
    init(command: PingCommand, plan: PingPlan, targets: [PingTarget]) { self.command = command }
    func start() {}
    mutating func pingDidReport(_ event: PingEvent, _ engine: borrowing PingEngine) {
        if command.report.quiet { return }
        out += Array("\(event)\n".utf8)
        StandardStream.output.write(out); out = []
    }
    func finish(_ engine: borrowing PingEngine) {
        var sent = 0, rec = 0, lost = 0, dup = 0
        for t in engine.targets { sent += t.sent; rec += t.received; lost += t.lost; dup += t.duplicates }
        let t = engine.targets[0]
        StandardStream.output.write(
            Array(
                "sent \(sent) received \(rec) lost \(lost) dup \(dup) foreign \(engine.counters.foreign) min \(t.roundTrips.minimum ?? -1) avg \(t.roundTrips.mean ?? -1) max \(t.roundTrips.maximum ?? -1)\n"
                    .utf8))
    }
}
