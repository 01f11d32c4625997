import Wire

/// One probe of a trace.
public struct TraceProbe: Hashable, Sendable {
    /// What it goes by on the wire, 1...65,534.
    public var number: UInt16
    /// Its target's place in the list.
    public var target: Int
    public var ttl: Int
    /// Probes of one flow differ in nothing that a router shares traffic by.
    public var flow = 0
    /// Of the whole packet.
    public var byteCount: Int

    public init(number: UInt16, target: Int, ttl: Int, flow: Int = 0, byteCount: Int) {
        self.number = number
        self.target = target
        self.ttl = ttl
        self.flow = flow
        self.byteCount = byteCount
    }
}

/// What has left, and may yet be answered.
struct TraceTable: Sendable {
    struct Flight: Sendable {
        enum Fate: Sendable {
            /// An answer is waited for.
            case open
            /// It was given up: an answer would be late.
            case lost
            /// It was answered, or does not matter any more.
            case settled
        }

        var probe: TraceProbe
        var sentAt: Instant
        var stamps = PacketStamps()
        /// Answers that have come.
        var answers = 0
        /// As far as the engine cares.
        var fate = Fate.open
    }

    /// Numbers there are: neither 0 nor 65,535, which are one and the same to a checksum.
    static let count = 65_534

    private let first: UInt16
    /// In the order of their numbers; from the 65,535th on, each takes the place of the oldest.
    private var flights: [Flight] = []
    /// How many have left.
    private(set) var departures = 0

    init(firstNumber: UInt16) { first = min(max(firstNumber, 1), UInt16(Self.count)) }

    private func place(_ number: UInt16) -> Int? {
        guard number > 0, number < .max else { return nil }
        let place = (Int(number) - Int(first) + Self.count) % Self.count
        return place < flights.count ? place : nil
    }

    mutating func depart(_ make: (UInt16) -> TraceProbe, at now: Instant) -> TraceProbe {
        let place = departures % Self.count
        let number = UInt16((Int(first) - 1 + place) % Self.count + 1)
        let flight = Flight(probe: make(number), sentAt: now)
        if place < flights.count { flights[place] = flight } else { flights.append(flight) }
        departures += 1
        return flight.probe
    }

    subscript(number: UInt16) -> Flight? { place(number).map { flights[$0] } }

    /// The flight that left as the nth, from 0 on; of the last 65,534 that did.
    subscript(departure departure: Int) -> Flight { flights[departure % Self.count] }

    /// How many had left before this one.
    func departure(of number: UInt16) -> Int? {
        place(number).map { departures - 1 - (departures - 1 - $0) % Self.count }
    }

    mutating func settle(_ number: UInt16, as fate: Flight.Fate) {
        if let place = place(number) { flights[place].fate = fate }
    }

    mutating func note(_ stamps: PacketStamps, of number: UInt16) {
        guard let place = place(number) else { return }
        if stamps.kernel != 0 { flights[place].stamps.kernel = stamps.kernel }
        if stamps.hardware != 0 { flights[place].stamps.hardware = stamps.hardware }
    }

    /// Counts an answer; gives how many there were before.
    mutating func noteAnswer(to number: UInt16) -> Int {
        guard let place = place(number) else { return 0 }
        flights[place].answers += 1
        return flights[place].answers - 1
    }
}
