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
        var probe: TraceProbe
        var sentAt: Instant
        var stamps = PacketStamps()
        /// Answers that have come.
        var answers = 0
    }

    /// Numbers there are: neither 0 nor 65,535, which are one and the same to a checksum.
    static let count = 65_534

    private let first: UInt16
    /// In the order of their numbers; from the 65,535th on, each takes the place of the oldest.
    private var flights: [Flight] = []
    private var next = 0

    init(firstNumber: UInt16) { first = min(max(firstNumber, 1), UInt16(Self.count)) }

    /// The number that the next probe gets.
    private var nextNumber: UInt16 { UInt16((Int(first) - 1 + next) % Self.count + 1) }

    private func place(_ number: UInt16) -> Int? {
        guard number > 0, number < .max else { return nil }
        let place = (Int(number) - Int(first) + Self.count) % Self.count
        return place < flights.count ? place : nil
    }

    mutating func depart(_ make: (UInt16) -> TraceProbe, at now: Instant) -> TraceProbe {
        let flight = Flight(probe: make(nextNumber), sentAt: now)
        if next < flights.count { flights[next] = flight } else { flights.append(flight) }
        next = (next + 1) % Self.count
        return flight.probe
    }

    subscript(number: UInt16) -> Flight? { place(number).map { flights[$0] } }

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
