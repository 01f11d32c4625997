import Wire

/// An address on a link, and where it is.
struct Station: Sendable {
    private(set) var mac: MACAddress
    /// Where it was before, the last first, each once.
    private(set) var previous: [MACAddress]
    private(set) var firstSeen: Nanoseconds
    /// When `mac` last claimed it.
    var lastSeen: Nanoseconds
    /// What of that a file knows.
    private(set) var recorded: Nanoseconds
    /// Who has sent a frame that told of `mac` and was somebody else.
    var oddSource: MACAddress?
    var limits = EventLimits()
    /// How many changes there were, each within ``LinkWatch/alternationTime`` of the one before.
    private var changeCount: UInt8 = 0
    private var lastChange = Nanoseconds.min

    init(_ sighting: LinkSighting) {
        (mac, previous) = (sighting.mac, [])
        (firstSeen, lastSeen, recorded) = (sighting.time, sighting.time, sighting.time)
    }

    init(_ record: StationRecord) {
        mac = record.mac
        previous = Array(record.previousMACs.prefix(LinkWatch.previousLimit))
        (firstSeen, lastSeen, recorded) = (record.firstSeen, record.lastSeen, record.lastSeen)
    }

    /// Whether another MAC address that claims the address now has company: the present one did so a moment ago, or the
    /// two do so in turn.
    func isContested(at time: Nanoseconds) -> Bool {
        if isWithin(LinkWatch.conflictTime, lastSeen, time) { return true }
        return changeCount >= 2 && isWithin(LinkWatch.alternationTime, lastChange, time)
    }

    mutating func noteRecorded() { recorded = lastSeen }

    /// It was there so long ago, and is told of only now; not before 1970, where some clocks begin.
    mutating func backdate(by age: Nanoseconds) {
        lastSeen = max(lastSeen - age, 0)
        firstSeen = min(firstSeen, lastSeen)
    }

    mutating func change(to mac: MACAddress, at time: Nanoseconds) {
        let isInTurn = isWithin(LinkWatch.alternationTime, lastChange, time)
        changeCount = isInTurn ? changeCount &+ (changeCount == .max ? 0 : 1) : 1
        lastChange = time
        previous.removeAll { $0 == mac }
        previous.insert(self.mac, at: 0)
        if previous.count > LinkWatch.previousLimit { previous.removeLast() }
        self.mac = mac
        // What is said of the frames of one does not hold for the other.
        oddSource = nil
        lastSeen = time
    }

    /// Clocks are set, and threads read in turns: neither time need be the later one.
    private func isWithin(_ span: Nanoseconds, _ first: Nanoseconds, _ second: Nanoseconds) -> Bool {
        let (difference, overflow) = second.subtractingReportingOverflow(first)
        return !overflow && difference.magnitude <= span.magnitude
    }
}

/// The limits of one address: whatever else there is to tell of it uses up nothing of what alarms have.
struct EventLimits: Sendable {
    private var alarms = EventLimit()
    private var rest = EventLimit()

    /// Whether the event is to be told; then it says how many before it were not.
    mutating func admit(_ event: inout LinkEvent) -> Bool {
        event.kind.isAlarm ? alarms.admit(&event) : rest.admit(&event)
    }
}

/// Lets only so many events of an address pass, so that whoever floods a link does not flood a disk too.
struct EventLimit: Sendable {
    static let count: UInt8 = 5
    static let window = 10 * Nanoseconds.second

    private var start = Nanoseconds.min
    private var told: UInt8 = 0
    private var suppressed: UInt32 = 0

    /// Whether the event is to be told; then it says how many before it were not.
    mutating func admit(_ event: inout LinkEvent) -> Bool {
        let time = event.sighting.time
        let (age, overflow) = time.subtractingReportingOverflow(start)
        if overflow || age < 0 || age >= Self.window { (start, told) = (time, 0) }
        guard told < Self.count else {
            suppressed = suppressed == .max ? .max : suppressed + 1
            return false
        }
        told += 1
        event.suppressedCount = Int(suppressed)
        suppressed = 0
        return true
    }
}
