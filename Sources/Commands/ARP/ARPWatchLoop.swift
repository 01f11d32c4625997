import ArgumentParser
import PacketIO
import Probes
import Reports
import Wire

/// Takes frames and changes of the kernel's table as they come, and tells what the watch makes of them.
struct ARPWatchLoop: ~Copyable {
    /// For so long it waits for frames before it looks after other things.
    static let patience = 100 * Nanoseconds.millisecond
    /// A change of the table waits so long for the frame that it is due to, which a ring hands over later.
    private static let tableDelay = 50 * Nanoseconds.millisecond

    /// How often changes are read before it is the turn of frames again.
    private static let mostReadings = 64

    private let command: ARPWatchCommand
    private let report: WatchReport
    private let names: NameCache?
    private var watch: LinkWatch
    private var links: WatchedLinks
    private var changes: NetworkWatch
    private var memory: StationMemory?
    private var recorder: PacketWriter?
    private var heldEntries: [(due: Instant, neighbor: Neighbor, isGone: Bool)] = []
    private var frameCount = 0
    private var eventCount = 0
    private var output: [UInt8] = []
    private var isOver = false
    private var failure: LinkError?
    private var hasWarnedOfRoom = false
    private let started = SystemClock.now()

    init(
        _ command: ARPWatchCommand, _ watch: consuming LinkWatch, _ links: WatchedLinks,
        _ changes: consuming NetworkWatch, _ memory: consuming StationMemory?, _ recorder: consuming PacketWriter?
    ) {
        self.command = command
        (self.watch, self.links) = (watch, links)
        self.changes = changes
        self.memory = memory
        self.recorder = recorder
        let names = command.numeric ? nil : NameCache()
        self.names = names
        report = WatchReport(vendor: Vendors.name) { names?.name(of: $0) }
    }

    /// Watches until the end; gives the status to end with.
    mutating func run(_ source: consuming LiveSource) -> ExitCode {
        source.listen(beside: changes)
        if command.format.csv, !command.quiet { WatchReport.csvHead(to: &output) }
        watch.update(links.links, ownMACs: links.ownMACs)
        do throws(LinkError) {
            try learnTable()
            var batch = PacketBatch(byteCount: LiveSource.batchByteCount)
            while !isOver, source.fill(&batch) {
                try takeFrames(batch)
                if !isOver { try takeChanges() }
                try settle()
            }
            try settle()
            try finish()
        } catch {
            failure = error
        }
        conclude(source.sockets)
        if let failure { warn(failure.message) }
        if failure != nil || source.lostCount > 0 { return ExitStatus.couldNotAsk }
        return watch.alarmCount > 0 ? ExitStatus.noAnswer : ExitStatus.success
    }

    // MARK: What comes

    private mutating func takeFrames(_ batch: borrowing PacketBatch) throws(LinkError) {
        for record in batch.records where !isOver {
            let name = batch.interface(of: record).name ?? ""
            guard let sighting = LinkSighting(frame: batch.bytes(of: record), on: name, time: record.time) else {
                continue
            }
            frameCount += 1
            try recorder?.write(record, of: batch)
            tell(watch.see(sighting))
        }
    }

    /// What this machine's network has become, and entries of the table that have waited long enough.
    private mutating func takeChanges() throws(LinkError) {
        var isOther = false
        for _ in 0..<Self.mostReadings {
            let found = try changes.pending()
            if found.isEmpty { break }
            for change in found {
                switch change {
                case .neighbor(let neighbor, let isGone):
                    heldEntries.append((SystemClock.now() + Self.tableDelay, neighbor, isGone))
                case .missed:
                    isOther = true
                    try learnTable()
                default: isOther = true
                }
            }
        }
        if isOther {
            links.refresh()
            watch.update(links.links, ownMACs: links.ownMACs)
        }
        let now = SystemClock.now()
        let due = heldEntries.prefix { $0.due <= now }
        for entry in due where !isOver { learn(entry.neighbor, isGone: entry.isGone) }
        heldEntries.removeFirst(due.count)
    }

    /// Learns the table as it is; what it was before, in changes that were held back, does not matter any more.
    private mutating func learnTable() throws(LinkError) {
        let neighbors = try Neighbor.all()
        heldEntries.removeAll()
        watch.forgetPinned()
        for neighbor in neighbors where !isOver { learn(neighbor, isGone: false) }
    }

    private mutating func learn(_ neighbor: Neighbor, isGone: Bool) {
        guard let name = links.name(of: neighbor.interfaceIndex) else { return }
        tell(watch.learn(neighbor, on: name, isGone: isGone, at: SystemClock.wallClock()))
    }

    // MARK: What is told

    private mutating func tell(_ events: [LinkEvent]) {
        for event in events where !isOver {
            eventCount += 1
            if !command.quiet { write(event) }
            isOver = eventCount == command.count || command.once && event.kind.isAlarm
        }
    }

    private mutating func write(_ event: LinkEvent) {
        // Looked up beside the watch: the next event has the name.
        _ = names?.name(of: event.sighting.address)
        if command.format.json {
            report.json(event, to: &output)
        } else if command.format.csv {
            report.csv(event, to: &output)
        } else {
            report.text(event, to: &output)
        }
    }

    /// Writes what has gathered: events first, so that they are seen before anything waits for a disk.
    private mutating func settle() throws(LinkError) {
        if watch.isFull, watch.untrackedCount > 0, !hasWarnedOfRoom {
            hasWarnedOfRoom = true
            warn("\(watch.stationCount) addresses are known: there is no room for more, which are not told")
        }
        if !output.isEmpty, !StandardStream.output.write(output) { isOver = true }
        output.removeAll(keepingCapacity: true)
        try memory?.keep(&watch)
        try recorder?.flush()
    }

    private mutating func finish() throws(LinkError) {
        try memory?.finish(&watch)
        try recorder?.finish()
    }

    private mutating func conclude(_ sockets: [LiveSocket]) {
        var summary = WatchSummary()
        summary.interfaces = links.names
        summary.elapsed = SystemClock.now() - started
        (summary.frameCount, summary.stationCount) = (frameCount, watch.stationCount)
        (summary.counts, summary.suppressedCount) = (watch.counts, watch.suppressedCount)
        summary.untrackedCount = watch.untrackedCount
        summary.droppedCount = sockets.reduce(0) { $0 + $1.count().droppedByKernel }
        var text: [UInt8] = []
        if command.format.json {
            summary.json(at: SystemClock.wallClock(), to: &text)
        } else if !command.format.csv {
            summary.text(to: &text)
        }
        StandardStream.output.write(text)
    }
}
