/// The probes that may still be answered, found by lane and 16-bit sequence number as they come off the wire.
///
/// Probes are numbered from 1 over all targets; number n leaves as sequence `n & 0xFFFF`, in the first lane in which no
/// older probe with that sequence is still in flight. A probe stays known after its answer or its time-out until its
/// place is needed again, so that duplicates and late answers are recognised.
struct ProbeTable: Sendable {
    enum State: UInt8, Sendable {
        case free
        case inFlight
        case answered
        case lost
        /// An error came instead of an answer, which may follow until the probe's time is up.
        case failed
        /// Answered after it had been counted as lost.
        case answeredLate
    }

    struct Probe: Sendable {
        var state: State = .free
        var target: UInt32 = 0
        /// Counted from 1 over all targets.
        var number: UInt64 = 0
        /// Counted from 1 within the target.
        var sequence: UInt64 = 0
        var sentAt = Instant(nanoseconds: 0)
        var stamps = PacketStamps()
        /// Bytes of payload.
        var payloadByteCount: Int32 = 0
    }

    /// Where a probe is kept.
    struct Place: Hashable, Sendable {
        var lane: Int
        var sequence: UInt16
    }

    /// How a probe's flight ended, told in the order in which probes left.
    struct Fate: Hashable, Sendable {
        var target: Int
        var sentAt: Instant
        /// When it was answered, when an error came, or when its time was up.
        var settledAt: Instant
        var answered: Bool
    }

    /// Keeps its own state: the place may be needed again before older probes have met their fate.
    private struct Departure: Sendable {
        var place: Place
        var target: UInt32
        var state = State.inFlight
        var sentAt: Instant
        var settledAt = Instant.distantFuture
    }

    private static let pageSize = 1024

    /// For each lane, pages of places; a page comes into being with the first probe in it.
    private var lanes: [[[Probe]]] = []
    /// Probes in the order they left, the last being number `nextNumber - 1`: since all may take equally long, the
    /// one at `oldest` is the next to run out of time.
    private var departures: [Departure] = []
    private var oldest = 0
    private(set) var inFlight = 0
    private(set) var nextNumber: UInt64 = 1

    var laneCount: Int { lanes.count }
    /// Departures kept until the fate of all before them is known, and somewhat longer.
    var departureCount: Int { departures.count }

    subscript(place: Place) -> Probe {
        get {
            let page = Int(place.sequence) / Self.pageSize
            guard place.lane < lanes.count, !lanes[place.lane][page].isEmpty else { return Probe() }
            return lanes[place.lane][page][Int(place.sequence) % Self.pageSize]
        }
        set {
            let page = Int(place.sequence) / Self.pageSize
            if lanes[place.lane][page].isEmpty {
                lanes[place.lane][page] = Array(repeating: Probe(), count: Self.pageSize)
            }
            lanes[place.lane][page][Int(place.sequence) % Self.pageSize] = newValue
        }
    }

    mutating func addLane() {
        lanes.append(Array(repeating: [], count: 0x10000 / Self.pageSize))
    }

    /// The place for the next probe; its lane may be one that does not exist yet.
    var nextPlace: Place {
        var place = Place(lane: 0, sequence: UInt16(truncatingIfNeeded: nextNumber))
        while place.lane < lanes.count, self[place].state == .inFlight { place.lane += 1 }
        return place
    }

    /// Enters the next probe, in a lane that exists, and gives its number.
    mutating func insert(at place: Place, target: Int, sequence: UInt64, payloadByteCount: Int, sentAt: Instant)
        -> UInt64
    {
        let number = nextNumber
        nextNumber += 1
        self[place] = Probe(
            state: .inFlight, target: UInt32(target), number: number, sequence: sequence, sentAt: sentAt,
            payloadByteCount: Int32(payloadByteCount))
        departures.append(Departure(place: place, target: UInt32(target), sentAt: sentAt))
        inFlight += 1
        return number
    }

    /// Ends the flight of a probe.
    mutating func settle(_ place: Place, as state: State, at time: Instant) {
        let probe = self[place]
        if probe.state == .inFlight {
            inFlight -= 1
            let index = departureIndex(of: probe)
            if index >= 0 {
                departures[index].state = state
                departures[index].settledAt = time
            }
        }
        self[place].state = state
    }

    /// A probe that an error had settled is answered after all: false where its fate has been told already.
    mutating func recover(_ place: Place, at time: Instant) -> Bool {
        let index = departureIndex(of: self[place])
        guard self[place].state == .failed, index >= oldest else { return false }
        self[place].state = .answered
        departures[index].state = .answered
        departures[index].settledAt = time
        return true
    }

    /// Negative where the departure is no longer kept.
    private func departureIndex(of probe: Probe) -> Int { departures.count - Int(nextNumber - probe.number) }

    /// When the oldest probe left whose fate has not been taken.
    var oldestSentAt: Instant? { oldest < departures.count ? departures[oldest].sentAt : nil }

    /// The oldest probe whose fate has not been taken, if it is still in flight.
    var oldestInFlight: Place? {
        guard oldest < departures.count, departures[oldest].state == .inFlight else { return nil }
        return departures[oldest].place
    }

    /// The fate of the oldest probe, once: nil when all have been told, or while it is in flight, unless those in
    /// flight are to be passed over for good.
    ///
    /// - Parameter limit: a probe that met an error has a fate only if it left at this moment or before; one that left
    ///   later may still be answered.
    mutating func takeFate(failedUntil limit: Instant = .distantFuture, passingOverInFlight: Bool = false) -> Fate? {
        while passingOverInFlight, oldestInFlight != nil { oldest += 1 }
        guard oldest < departures.count, departures[oldest].state != .inFlight else { return nil }
        let departure = departures[oldest]
        if departure.state == .failed, departure.sentAt > limit { return nil }
        oldest += 1
        if oldest == departures.count {
            departures.removeAll(keepingCapacity: departures.capacity < 1 << 17)
            oldest = 0
        } else if oldest > 4096, oldest * 2 > departures.count {
            departures.removeFirst(oldest)
            oldest = 0
        }
        return Fate(
            target: Int(departure.target), sentAt: departure.sentAt, settledAt: departure.settledAt,
            answered: departure.state == .answered)
    }
}
