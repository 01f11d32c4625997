import Analysis
import Wire

/// Who is to be asked, and how fast.
public struct NeighborScanPlan: Sendable {
    public var targets: ScanTargets
    /// How each family asks; nil: not at all.
    public var probe4: NeighborProbe?
    public var probe6: NeighborProbe?
    /// How often each is asked before he counts as absent.
    public var tries = 2
    /// How long the first try waits; each later one `backoff` times as long.
    public var timeout: Nanoseconds = 80 * .millisecond
    public var backoff = 1.5
    /// Between two probes; 0: as fast as may be.
    public var gap: Nanoseconds = 200_000
    /// Ends after so many answers.
    public var limit: Int?
    public var wallClockOffset: Nanoseconds = 0

    public init(targets: ScanTargets) { self.targets = targets }
}

/// A neighbour who has answered.
public struct ScanAnswer: Sendable {
    public var address: IPAddress
    public var mac: MACAddress
    public var sighting: NeighborSighting
    public var roundTrip: Nanoseconds?
    public var clock: StampClock
    /// How often the address had been asked for.
    public var tries: Int
    /// Nanoseconds since 1970.
    public var time: Nanoseconds
}

extension ScanAnswer {
    /// A neighbour whom the system knew already.
    public init(known address: IPAddress, mac: MACAddress, at time: Nanoseconds) {
        let sighting = NeighborSighting(known: address, mac: mac)
        self.init(address: address, mac: mac, sighting: sighting, clock: .user, tries: 0, time: time)
    }
}

public enum NeighborScanEvent: Sendable {
    case answer(ScanAnswer)
    /// The same neighbour again: so often by now.
    case duplicate(ScanAnswer, count: Int)
    /// Another MAC address for an address that has one.
    case conflict(ScanAnswer, others: [MACAddress])
    case failed(IPAddress, LinkError)
}

/// Asks many addresses in passes: who has not answered a pass in time is asked in the next one.
///
/// For each address it keeps when it was last asked, by both clocks, and how often: 13 bytes; what answered besides.
public struct NeighborScan: NeighborEngine {
    private struct Finding {
        var macs: [MACAddress]
        var duplicates = 0
    }

    public let plan: NeighborScanPlan
    public private(set) var sent = 0
    public private(set) var failures = 0
    public private(set) var isInterrupted = false
    public private(set) var roundTrips = RoundTripStatistics()
    private var findings: [IPAddress: Finding] = [:]
    /// When each was last asked, by the wall clock; the last bit says that it was the kernel who stamped it.
    private var departures: [Nanoseconds]
    /// The same by the monotonic clock, in milliseconds from the start.
    private var asked: [UInt32]
    private var start: Instant?
    private var tries: [UInt8]
    /// How far each pass has come.
    private var places: [Int]
    private var due: Instant?
    private var latestEnd = Instant(nanoseconds: .min)

    /// Of those who claim one address so many are told apart.
    private static let claimantLimit = 16
    /// What a scan may catch up with when it was late.
    private static let patience: Nanoseconds = 5 * .millisecond

    public init(_ plan: NeighborScanPlan) {
        self.plan = plan
        departures = Array(repeating: 0, count: plan.targets.count)
        asked = Array(repeating: 0, count: plan.targets.count)
        tries = Array(repeating: 0, count: plan.targets.count)
        places = Array(repeating: 0, count: plan.tries)
    }

    public var byteCount: Int { max(plan.probe4?.byteCount ?? 0, plan.probe6?.byteCount ?? 0) }
    /// Addresses that somebody answered for.
    public var answered: Int { findings.count }
    public var duplicates: Int { findings.values.reduce(0) { $0 + $1.duplicates } }
    /// Addresses that more than one has, with those who have them.
    public var conflicts: [(address: IPAddress, macs: [MACAddress])] {
        findings.filter { $0.value.macs.count > 1 }.map { ($0.key, $0.value.macs) }.sorted { $0.0 < $1.0 }
    }
    /// How much of the first pass is done.
    public var progress: (done: Int, of: Int) { (places.first ?? 0, plan.targets.count) }

    public mutating func interrupt() { isInterrupted = true }

    // MARK: Sending

    public mutating func next(at now: Instant) -> NeighborAction {
        if isInterrupted || plan.limit.map({ answered >= $0 }) == true { return .finish }
        if start == nil { start = now }
        if plan.gap > 0, let due, due > now { return .wait(until: due) }
        var wakeAt = Instant.distantFuture
        var isLeft = false
        // Later passes first: who was asked before has waited long enough.
        for pass in places.indices.reversed() {
            switch candidate(of: pass, at: now) {
            case .target(let index): return ask(index, pass, at: now)
            case .later(let time):
                isLeft = true
                wakeAt = min(wakeAt, time)
            case .none: break
            }
        }
        if isLeft { return .wait(until: wakeAt) }
        return now < latestEnd ? .wait(until: latestEnd) : .finish
    }

    private enum Candidate {
        case target(Int)
        case later(Instant)
        case none
    }

    /// Who is next in a pass: in the first everybody, in a later one who was asked in the one before and is silent.
    private mutating func candidate(of pass: Int, at now: Instant) -> Candidate {
        let end = pass == 0 ? plan.targets.count : places[pass - 1]
        while places[pass] < end {
            let index = plan.targets.index(inOrder: places[pass])
            if pass == 0 { return .target(index) }
            guard tries[index] == pass else {
                places[pass] += 1
                continue
            }
            let expiry = (start ?? now) + Nanoseconds(asked[index]) * .millisecond + timeout(ofTry: pass)
            return expiry <= now ? .target(index) : .later(expiry)
        }
        return .none
    }

    /// How long try 1, 2 ... is waited for.
    private func timeout(ofTry number: Int) -> Nanoseconds {
        var timeout = Double(plan.timeout)
        for _ in 1..<max(number, 1) { timeout *= plan.backoff }
        return Nanoseconds(min(timeout, 3600e9))
    }

    private mutating func ask(_ index: Int, _ pass: Int, at now: Instant) -> NeighborAction {
        places[pass] += 1
        tries[index] = UInt8(pass + 1)
        departures[index] = (now.nanoseconds + plan.wallClockOffset) & ~1
        asked[index] = UInt32(clamping: (now - (start ?? now)) / .millisecond + 1)
        latestEnd = now + timeout(ofTry: pass + 1)
        if plan.gap > 0 { due = max(due ?? now, now + -Self.patience) + plan.gap }
        sent += 1
        return .send(UInt64(index))
    }

    public func write(_ number: UInt64, into output: inout OutputSpan<UInt8>) {
        let address = plan.targets[Int(number)]
        (address.isIPv6 ? plan.probe6 : plan.probe4)?.write(for: address, into: &output)
    }

    public mutating func sendFailed(_ number: UInt64, _ error: LinkError) -> NeighborScanEvent? {
        failures += 1
        return .failed(plan.targets[Int(number)], error)
    }

    // MARK: Receiving

    public mutating func receive(_ packet: borrowing LinkPacket, at now: Instant) -> NeighborScanEvent? {
        if packet.direction == .sent {
            noteDeparture(packet)
            return nil
        }
        guard let sighting = NeighborSighting(packet), sighting.kind == .reply || sighting.kind == .advertisement,
            let index = plan.targets.index(of: sighting.address), tries[index] > 0
        else { return nil }
        let time = packet.stamps.kernel == 0 ? now.nanoseconds + plan.wallClockOffset : packet.stamps.kernel
        let isStamped = departures[index] & 1 == 1 && packet.stamps.kernel != 0
        var answer = ScanAnswer(
            address: sighting.address, mac: sighting.mac, sighting: sighting, roundTrip: nil,
            clock: isStamped ? .kernel : .user, tries: Int(min(tries[index], 0x7F)), time: time)
        let roundTrip = time - (departures[index] & ~1)
        if roundTrip >= 0 { answer.roundTrip = roundTrip }
        return take(answer, index)
    }

    private mutating func take(_ answer: ScanAnswer, _ index: Int) -> NeighborScanEvent {
        guard var finding = findings[answer.address] else {
            findings[answer.address] = Finding(macs: [answer.mac])
            // No pass has this number: it is asked no more.
            tries[index] |= 0x80
            if let roundTrip = answer.roundTrip { roundTrips.add(roundTrip) }
            return .answer(answer)
        }
        defer { findings[answer.address] = finding }
        guard finding.macs.contains(answer.mac) || finding.macs.count >= Self.claimantLimit else {
            let others = finding.macs
            finding.macs.append(answer.mac)
            return .conflict(answer, others: others)
        }
        finding.duplicates += 1
        return .duplicate(answer, count: finding.duplicates)
    }

    /// When a probe passed the link; what else this machine says there is none of ours.
    private mutating func noteDeparture(_ packet: borrowing LinkPacket) {
        guard packet.stamps.kernel != 0, let target = Self.target(of: packet),
            let index = plan.targets.index(of: target),
            tries[index] > 0
        else { return }
        departures[index] = packet.stamps.kernel | 1
    }

    /// Whom a question is about. A plain one by ARP is looked at in place: there may be a hundred thousand a second.
    private static func target(of packet: borrowing LinkPacket) -> IPAddress? {
        let bytes = packet.bytes
        if bytes.count >= ARPMessage.byteCount, packet.linkHeader.count == EthernetHeader.byteCount,
            packet.linkHeader.uint16(at: 12) == EtherType.arp.rawValue
        {
            return .v4(bytes.ipv4Address(at: 24))
        }
        guard let sighting = NeighborSighting(packet), sighting.kind == .request || sighting.kind == .solicitation
        else {
            return nil
        }
        return sighting.target
    }
}
