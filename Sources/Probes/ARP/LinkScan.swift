import Analysis
import Wire

/// How all hosts of IPv6 on a link are called, whose addresses nobody could try one by one.
public struct LinkScanPlan: Sendable {
    /// How our frames look; its source is not looked at.
    public var probe: NeighborProbe
    /// Our addresses: hosts answer to each of them from one of its kind.
    public var sources: [IPv6Address]
    /// How often everybody is called.
    public var tries = 2
    public var interval: Nanoseconds = 100 * .millisecond
    /// How long is listened behind the last call.
    public var timeout: Nanoseconds = 150 * .millisecond
    public var limit: Int?
    public var wallClockOffset: Nanoseconds = 0

    public init(probe: NeighborProbe, sources: [IPv6Address]) {
        self.probe = probe
        self.sources = sources
    }
}

/// Calls all hosts on a link: by echo requests to ff02::1 (RFC 4443), from each of our addresses, and by a general
/// query for groups (RFC 3810), which those answer too who answer no echo.
public struct LinkScan: NeighborEngine {
    public let plan: LinkScanPlan
    public private(set) var sent = 0
    public private(set) var isInterrupted = false
    public private(set) var roundTrips = RoundTripStatistics()
    private var findings: [IPv6Address: [MACAddress]] = [:]
    private let identifier: UInt16
    private var departures: [Nanoseconds] = []
    private var due: Instant?
    private var end: Instant?

    /// Stations that are told apart: hostile answers can't fill the memory.
    private static let limit = 65_536
    private static let claimantLimit = 16
    /// The querier of a link is who has the lowest address: this one is as high as can be, so that nobody gives way to
    /// it (RFC 3810 section 7.6.2).
    private static let querier = IPv6Address(rawValue: 0xFE80 << 112 | 0xFFFF_FFFF_FFFF_FFFE)
    /// In milliseconds.
    private static let responseDelay: UInt16 = 50

    public init(_ plan: LinkScanPlan, identifier: UInt16) {
        self.plan = plan
        self.identifier = identifier
    }

    public var byteCount: Int { plan.probe.byteCount }
    public var answered: Int { findings.count }
    public var conflicts: [(address: IPAddress, macs: [MACAddress])] {
        findings.filter { $0.value.count > 1 }.map { (.v6($0.key), $0.value) }.sorted { $0.0 < $1.0 }
    }

    public mutating func interrupt() { isInterrupted = true }

    // MARK: Sending

    /// What one call consists of: an echo request from each address, and a query.
    private var callLength: Int { plan.sources.count + 1 }

    public mutating func next(at now: Instant) -> NeighborAction {
        if isInterrupted || plan.limit.map({ answered >= $0 }) == true { return .finish }
        guard sent < callLength * plan.tries else {
            let end = end ?? now + plan.timeout
            self.end = end
            return now < end ? .wait(until: end) : .finish
        }
        if let due, due > now { return .wait(until: due) }
        sent += 1
        if sent % callLength == 0 { due = now + plan.interval }
        departures.append(0)
        return .send(UInt64(sent - 1))
    }

    public func write(_ number: UInt64, into output: inout OutputSpan<UInt8>) {
        let place = Int(number) % callLength
        if place == plan.sources.count { return writeQuery(into: &output) }
        let source = plan.sources[place]
        var message: [UInt8] = [128, 0, 0, 0]
        for part in [identifier, UInt16(truncatingIfNeeded: number)] {
            message += [UInt8(part >> 8), UInt8(truncatingIfNeeded: part)]
        }
        plan.probe.writePacket(from: source, to: .allNodes, length: message.count, into: &output)
        append(message, from: source, into: &output)
    }

    /// A general query, behind the router alert that it has to have (RFC 2711).
    @_lifetime(output: copy output)
    private func writeQuery(into output: inout OutputSpan<UInt8>) {
        var message: [UInt8] = [130, 0, 0, 0, UInt8(Self.responseDelay >> 8), UInt8(Self.responseDelay & 0xFF), 0, 0]
        message += Array(repeating: 0, count: 16)  // of all groups
        message += [2, 125, 0, 0]  // robustness 2, every 125 seconds, no sources
        let options: [UInt8] = [IPProtocol.icmpv6.rawValue, 0, 5, 2, 0, 0, 1, 0]
        plan.probe.writePacket(
            from: Self.querier, to: .allNodes, length: options.count + message.count, isAlert: true, into: &output)
        output.append(copying: options.span)
        append(message, from: Self.querier, into: &output)
    }

    /// Appends an ICMPv6 message with its checksum.
    @_lifetime(output: copy output)
    private func append(_ message: [UInt8], from source: IPv6Address, into output: inout OutputSpan<UInt8>) {
        var checksum = PseudoHeader.ipv6(source: source, destination: .allNodes).checksum(
            protocol: IPProtocol.icmpv6.rawValue, length: message.count)
        checksum.add(message.span)
        let start = output.count
        output.append(copying: message.span)
        output.set(checksum.value, at: start + 2)
    }

    public mutating func sendFailed(_ number: UInt64, _ error: LinkError) -> NeighborScanEvent? {
        .failed(.v6(.allNodes), error)
    }

    // MARK: Receiving

    public mutating func receive(_ packet: borrowing LinkPacket, at now: Instant) -> NeighborScanEvent? {
        guard packet.direction == .received, let sighting = NeighborSighting(packet),
            sighting.frameSource != plan.probe.frameSource, case .v6(let address) = sighting.address, address != .any
        else {
            if packet.direction == .sent { noteDeparture(packet) }
            return nil
        }
        switch sighting.kind {
        case .echoReply where sighting.echo?.identifier == identifier: break
        case .listenerReport, .advertisement: break
        default: return nil
        }
        let time = packet.stamps.kernel == 0 ? now.nanoseconds + plan.wallClockOffset : packet.stamps.kernel
        var answer = ScanAnswer(
            address: sighting.address, mac: sighting.mac, sighting: sighting, roundTrip: nil, clock: .kernel, tries: 1,
            time: time)
        if let number = sighting.echo.map({ Int($0.sequence) }), number < departures.count, departures[number] > 0,
            sighting.kind == .echoReply, packet.stamps.kernel > 0
        {
            answer.roundTrip = packet.stamps.kernel - departures[number]
            answer.tries = number / callLength + 1
        }
        return take(answer, address)
    }

    private mutating func take(_ answer: ScanAnswer, _ address: IPv6Address) -> NeighborScanEvent? {
        guard let macs = findings[address] else {
            guard findings.count < Self.limit else { return nil }
            findings[address] = [answer.mac]
            if let roundTrip = answer.roundTrip { roundTrips.add(roundTrip) }
            return .answer(answer)
        }
        guard macs.contains(answer.mac) || macs.count >= Self.claimantLimit else {
            findings[address] = macs + [answer.mac]
            return .conflict(answer, others: macs)
        }
        // Who answers a second call, or by another protocol, has not answered twice.
        return nil
    }

    /// When an echo request passed the link.
    private mutating func noteDeparture(_ packet: borrowing LinkPacket) {
        let bytes = packet.bytes
        guard bytes.count >= 48, bytes[6] == IPProtocol.icmpv6.rawValue, bytes[40] == 128,
            bytes.uint16(at: 44) == identifier
        else { return }
        let number = Int(bytes.uint16(at: 46))
        if number < departures.count { departures[number] = packet.stamps.kernel }
    }
}
