import Analysis
import Wire

/// What one neighbour is asked, and when that is over.
public struct NeighborAskPlan: Sendable {
    public enum Purpose: Hashable, Sendable {
        /// Who has the address?
        case ask
        /// Has anybody the address that I am about to take? (RFC 5227, RFC 4862)
        case detectDuplicate
        /// I have the address: all should know.
        case announce
        /// Who is it that has this MAC address? (RFC 903)
        case reverse(MACAddress)
    }

    public var purpose = Purpose.ask
    public var target: IPAddress
    public var probe: NeighborProbe
    /// Nil: without end.
    public var count: Int?
    /// Before each probe, from the second on, a time of this range, by chance.
    public var interval: ClosedRange<Nanoseconds> = .second ... .second
    /// Before the first probe.
    public var delay: Nanoseconds = 0
    /// How long an answer to the last probe is waited for.
    public var timeout: Nanoseconds = .second
    public var deadline: Nanoseconds?
    /// Whether the first answer ends it.
    public var endsAtFirst = false
    /// Whether all are asked each time; else, once the neighbour is known, only he.
    public var alwaysBroadcasts = false
    /// What a wall clock shows when the monotonic one shows zero.
    public var wallClockOffset: Nanoseconds = 0

    public init(target: IPAddress, probe: NeighborProbe) {
        self.target = target
        self.probe = probe
    }
}

/// What has happened to somebody who asks a neighbour.
public enum NeighborAskEvent: Sendable {
    public struct Reply: Sendable {
        public var sighting: NeighborSighting
        /// The number of the probe that it answers, from 1; nil for what came unasked.
        public var sequence: Int?
        public var roundTrip: Nanoseconds?
        public var clock: StampClock
        /// How often the same neighbour has answered this probe before.
        public var copies: Int
        /// Who else has said that he has the address.
        public var others: [MACAddress]
        /// Nanoseconds since 1970; 0 where the kernel gave no stamp.
        public var time: Nanoseconds
    }

    /// The probe left, to all or to one.
    case sent(sequence: Int, to: MACAddress?, time: Nanoseconds)
    case reply(Reply)
    case failed(sequence: Int, LinkError)
}

/// Asks one neighbour, as often as the plan says, and takes what comes back for what it is.
public struct NeighborAsk: NeighborEngine {
    private struct Departure {
        var sequence: Int
        var at: Instant
        /// The kernel's stamp.
        var stamp: Nanoseconds = 0
        var answers: [MACAddress: Int] = [:]
    }

    public let plan: NeighborAskPlan
    public private(set) var sent = 0
    public private(set) var broadcasts = 0
    /// Probes that were answered.
    public private(set) var answered = 0
    /// Answers of all kinds.
    public private(set) var received = 0
    public private(set) var duplicates = 0
    public private(set) var failures = 0
    public private(set) var roundTrips = RoundTripStatistics()
    /// Who has said that he has the address, in order.
    public private(set) var claimants: [MACAddress] = []
    public private(set) var isInterrupted = false
    /// The last probes.
    private var departures: [Departure] = []
    private var reported = 0
    private var start: Instant?
    private var due: Instant?
    private var endsAt: Instant?
    private var random: any RandomNumberGenerator & Sendable

    /// Probes whose answers are told apart.
    private static let remembered = 16
    /// Of those who claim an address so many are told apart.
    private static let claimantLimit = 64
    /// How long somebody else is given to answer too, behind the last answer that was waited for.
    private static let grace: Nanoseconds = 50 * .millisecond

    public init(_ plan: NeighborAskPlan, random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()) {
        self.plan = plan
        self.random = random
    }

    public var byteCount: Int { plan.probe.byteCount }

    public mutating func interrupt() { isInterrupted = true }

    // MARK: Sending

    public mutating func next(at now: Instant) -> NeighborAction {
        if isInterrupted { return .finish }
        let start = start ?? now
        if self.start == nil {
            self.start = start
            due = start + plan.delay
        }
        let last = plan.deadline.map { start + $0 } ?? .distantFuture
        if now >= min(last, endsAt ?? .distantFuture) { return .finish }
        if let count = plan.count, sent >= count {
            let end = endsAt ?? ((departures.last?.at ?? now) + lingering)
            endsAt = end
            return end <= now ? .finish : .wait(until: min(end, last))
        }
        guard let due, due <= now else { return .wait(until: min(due ?? now, last)) }
        return depart(at: now)
    }

    /// How long is waited behind the last probe.
    private var lingering: Nanoseconds { plan.purpose == .announce ? 0 : plan.timeout }

    private mutating func depart(at now: Instant) -> NeighborAction {
        sent += 1
        if destination == nil { broadcasts += 1 }
        departures.append(Departure(sequence: sent, at: now))
        if departures.count > Self.remembered { departures.removeFirst() }
        // From when it was due, so that delays do not add up.
        due = max(due ?? now, now + -plan.interval.lowerBound) + Nanoseconds.random(in: plan.interval, using: &random)
        return .send(UInt64(sent))
    }

    /// Nil: everybody.
    public var destination: MACAddress? {
        guard plan.purpose == .ask, !plan.alwaysBroadcasts, let first = claimants.first else { return nil }
        return first
    }

    public func write(_ number: UInt64, into output: inout OutputSpan<UInt8>) {
        if case .reverse(let mac) = plan.purpose { return plan.probe.write(reverse: mac, into: &output) }
        plan.probe.write(for: plan.target, to: destination, into: &output)
    }

    public mutating func sendFailed(_ number: UInt64, _ error: LinkError) -> NeighborAskEvent? {
        failures += 1
        return .failed(sequence: Int(number), error)
    }

    // MARK: Receiving

    public mutating func receive(_ packet: borrowing LinkPacket, at now: Instant) -> NeighborAskEvent? {
        guard let sighting = NeighborSighting(packet) else { return nil }
        if packet.direction == .sent { return note(packet.stamps.kernel, of: sighting) }
        guard sighting.frameSource != plan.probe.frameSource, isAnswer(sighting) else { return nil }
        received += 1
        let wall = now.nanoseconds + plan.wallClockOffset
        let time = packet.stamps.kernel == 0 ? wall : packet.stamps.kernel
        let place = departures.lastIndex {
            ($0.stamp == 0 ? $0.at.nanoseconds + plan.wallClockOffset : $0.stamp) <= time
        }
        var reply = NeighborAskEvent.Reply(
            sighting: sighting, sequence: nil, roundTrip: nil, clock: .kernel, copies: 0,
            others: claimants.filter { $0 != sighting.mac }, time: packet.stamps.kernel)
        if !claimants.contains(sighting.mac), claimants.count < Self.claimantLimit { claimants.append(sighting.mac) }
        if let place { measure(&reply, place, time) }
        conclude(at: now)
        return .reply(reply)
    }

    private mutating func measure(_ reply: inout NeighborAskEvent.Reply, _ place: Int, _ time: Nanoseconds) {
        let departure = departures[place]
        reply.sequence = departure.sequence
        reply.clock = departure.stamp != 0 && reply.time != 0 ? .kernel : .user
        let left = departure.stamp == 0 ? departure.at.nanoseconds + plan.wallClockOffset : departure.stamp
        reply.roundTrip = time - left
        reply.copies = departure.answers[reply.sighting.mac] ?? 0
        if departure.answers.isEmpty { answered += 1 }
        if reply.copies > 0 { duplicates += 1 } else { roundTrips.add(time - left) }
        if departure.answers.count < Self.claimantLimit || reply.copies > 0 {
            departures[place].answers[reply.sighting.mac, default: 0] += 1
        }
    }

    /// One of ours, as it passed the link.
    private mutating func note(_ stamp: Nanoseconds, of sighting: NeighborSighting) -> NeighborAskEvent? {
        guard isOwn(sighting), let place = departures.firstIndex(where: { $0.stamp == 0 && $0.sequence > reported })
        else { return nil }
        departures[place].stamp = stamp
        reported = departures[place].sequence
        let isBroadcast = sighting.frameDestination.isGroup
        return .sent(
            sequence: departures[place].sequence, to: isBroadcast ? nil : sighting.frameDestination, time: stamp)
    }

    private func isOwn(_ sighting: NeighborSighting) -> Bool {
        switch plan.purpose {
        case .reverse: sighting.kind == .reverseRequest
        case .announce: sighting.address == plan.target
        default: sighting.target == plan.target
        }
    }

    /// Whether somebody says that he has the address, or wants it as we do: on our VLAN, since who is on another is not
    /// our neighbour. A tag of VLAN 0 is a priority alone.
    private func isAnswer(_ sighting: NeighborSighting) -> Bool {
        guard sighting.vlans.filter({ $0 != 0 }) == plan.probe.tags.map(\.identifier).filter({ $0 != 0 }) else {
            return false
        }
        switch plan.purpose {
        case .reverse(let mac): return sighting.kind == .reverseReply && sighting.mac == mac
        case .announce, .detectDuplicate:
            if sighting.isProbe { return plan.purpose == .detectDuplicate && sighting.target == plan.target }
            return sighting.address == plan.target && Self.tells(sighting)
        case .ask:
            guard sighting.address == plan.target else { return false }
            switch sighting.kind {
            case .reply: return sighting.target == plan.probe.source || plan.probe.source == .v4(.any)
            case .advertisement: return true
            default: return false
            }
        }
    }

    private static func tells(_ sighting: NeighborSighting) -> Bool {
        switch sighting.kind {
        case .request, .reply, .advertisement: true
        default: false
        }
    }

    private mutating func conclude(at now: Instant) {
        if plan.endsAtFirst || plan.purpose == .detectDuplicate { return endsAt = now }
        guard let count = plan.count, sent >= count, departures.last?.answers.isEmpty == false else { return }
        if case .announce = plan.purpose { return }
        endsAt = min(endsAt ?? .distantFuture, now + Self.grace)
    }
}

/// What somebody who asked has learnt.
public enum NeighborAskVerdict: String, Sendable {
    case answered, unanswered, announced
    /// Nobody has the address, or somebody has.
    case free, taken
}

extension NeighborAsk {
    public var verdict: NeighborAskVerdict {
        switch plan.purpose {
        case .ask, .reverse: received > 0 ? .answered : .unanswered
        case .announce: .announced
        case .detectDuplicate: claimants.isEmpty ? .free : .taken
        }
    }
}
