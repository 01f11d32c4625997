import Wire

/// What is known of a packet beside its transport layer.
struct PingArrival: Sendable {
    var source: IPAddress?
    var destination: IPAddress?
    var ttl: UInt8?
    var lane: Int?
    var stamps: PacketStamps
    var now: Instant
    var isChecksumVerified: Bool
    var isCutShort = false
    var options: [UInt8] = []

    init(_ packet: borrowing LinkPacket, at now: Instant) {
        source = packet.source
        destination = packet.destination
        ttl = packet.ttl
        lane = packet.lane
        stamps = packet.stamps
        isChecksumVerified = packet.isChecksumVerified
        isCutShort = packet.wireLength > packet.bytes.count
        self.now = now
    }
}

extension PingEngine {
    /// The round trip of a probe that `arrival` answers.
    func roundTrip(of probe: ProbeTable.Probe, _ arrival: PingArrival) -> (Nanoseconds, StampClock) {
        RoundTrip.between(probe.stamps, probe.sentAt, and: arrival.stamps, arrival.now)
    }

    // MARK: Finding the probe

    /// The place of an ICMP probe by what stands on the wire.
    func place(identifier: UInt16, sequence: UInt16, lane: Int?) -> ProbeTable.Place? {
        guard let lane = lane ?? identifiers.firstIndex(of: identifier), lane < table.laneCount else { return nil }
        let place = ProbeTable.Place(lane: lane, sequence: sequence)
        return table[place].state == .free ? nil : place
    }

    func place(ofNumber number: UInt64) -> ProbeTable.Place? {
        for lane in 0..<table.laneCount {
            let place = ProbeTable.Place(lane: lane, sequence: UInt16(truncatingIfNeeded: number))
            if table[place].number == number, table[place].state != .free { return place }
        }
        return nil
    }

    /// The place of a TCP probe, by our port and the sequence number that the answer acknowledges or quotes.
    func place(port: UInt16, tcpSequence: UInt32) -> ProbeTable.Place? {
        guard let lane = identifiers.firstIndex(of: port) else { return nil }
        let number = tcpSequence &- UInt32(truncatingIfNeeded: plan.cookie)
        let place = ProbeTable.Place(lane: lane, sequence: UInt16(truncatingIfNeeded: number))
        let probe = table[place]
        return probe.state != .free && UInt32(truncatingIfNeeded: probe.number) == number ? place : nil
    }

    /// The place of a UDP probe, by the start of a datagram that we sent.
    func place(sentDatagram bytes: Span<UInt8>, _ address: IPAddress?) -> ProbeTable.Place? {
        guard case .udp(let port) = plan.method, bytes.uint16(at: 2) == port,
            identifiers.contains(bytes.uint16(at: 0))
        else { return nil }
        return place(address: address, payload: bytes.suffix(from: UDPHeader.byteCount))
    }

    /// The place of a UDP probe: by the mark in the payload, where it is there, else the last that went to `address`.
    func place(address: IPAddress?, payload: Span<UInt8>) -> ProbeTable.Place? {
        if payload.count >= Self.markByteCount, payload.uint64(at: 0) == plan.cookie {
            return place(ofNumber: payload.uint64(at: 8))
        }
        guard let address, let target = targetsByAddress[address] else { return nil }
        return targets[target].lastNumber.flatMap { place(ofNumber: $0) }
    }

    /// Whether the probe was sent to `address`, as far as that is known.
    func isTarget(_ address: IPAddress?, of probe: ProbeTable.Probe) -> Bool {
        guard let address else { return true }
        return targets[Int(probe.target)].target.endpoint.address == address
    }

    /// Whether an answer from `address` is one to the probe. What is sent to no address is answered by this machine,
    /// under one of its own.
    func mayAnswer(_ address: IPAddress?, _ probe: ProbeTable.Probe) -> Bool {
        let asked = targets[Int(probe.target)].target.endpoint.address
        return plan.expectsManySources || asked == .v4(.any) || asked == .v6(.any) || isTarget(address, of: probe)
    }
}
