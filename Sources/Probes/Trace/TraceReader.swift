import Wire

// What a packet means to one who traces: which of our probes it answers, and how.

/// All that it takes to write probes and to know their answers.
struct TraceWire: Sendable {
    let targets: [TraceTarget]
    var writer: TraceWriter
    var table: TraceTable

    init(_ plan: TracePlan, targets: [TraceTarget]) {
        self.targets = targets
        writer = TraceWriter(plan)
        table = TraceTable(firstNumber: plan.firstNumber)
    }

    /// What is known of a packet beside its transport layer.
    private struct Arrival {
        var source: IPAddress?
        var destination: IPAddress?
        var ttl: UInt8?
        var lane: Int?
        var identification: UInt16?
        var stamps: PacketStamps
        var now: Instant
        /// Whether what a quote has to say of its sender's port is known.
        var isReported = false
    }

    /// How a probe was found.
    private struct Found {
        var flight: TraceTable.Flight
        var quote: TraceQuote?
    }

    func read(_ packet: borrowing LinkPacket, at now: Instant) -> TraceSighting? {
        var arrival = Arrival(
            source: packet.source, destination: packet.destination, ttl: packet.ttl, lane: packet.lane,
            stamps: packet.stamps, now: now)
        switch packet.layer {
        case .network:
            guard let network = try? NetworkPacket(parsing: packet.bytes), !network.isLaterFragment else { return nil }
            arrival.source = network.source
            arrival.destination = network.destination
            arrival.ttl = network.timeToLive
            if packet.direction == .sent {
                if !network.isIPv6 { arrival.identification = packet.bytes.uint16(at: 4) }
                guard let flight = own(network.transport, network.protocolNumber, arrival) else { return nil }
                return .departed(flight.probe.number, packet.stamps)
            }
            return read(network.transport, network.protocolNumber, arrival)
        case .transport(let number):
            if let error = packet.error {
                return reported(error, own(packet.bytes, number, arrival), quote: packet.bytes, arrival)
            }
            return read(packet.bytes, number, arrival)
        case .payload:
            if let error = packet.error { return reported(error, ofPayload: packet.bytes, arrival) }
            return data(packet.bytes, port: nil, arrival)
        }
    }

    private func read(_ bytes: Span<UInt8>, _ number: IPProtocol, _ arrival: Arrival) -> TraceSighting? {
        switch number {
        case .icmp: readICMP(bytes, arrival)
        case .icmpv6: readICMPv6(bytes, arrival)
        case .tcp: readTCP(bytes, arrival)
        case .sctp: readSCTP(bytes, arrival)
        case .udp:
            if let datagram = try? UDPDatagram(parsing: bytes),
                writer.identifiers.contains(datagram.destinationPort)
            {
                data(datagram.payload, port: datagram.sourcePort, arrival)
            } else {
                nil
            }
        default: nil
        }
    }

    // MARK: Which probe

    /// The probe that these bytes are the start of: as we sent it, or as a router quotes it.
    private func own(_ bytes: Span<UInt8>, _ number: IPProtocol, _ arrival: Arrival) -> TraceTable.Flight? {
        guard bytes.count >= 8 else { return nil }
        let isOurs = { (flight: TraceTable.Flight) in
            arrival.destination.map { targets[flight.probe.target].isAddressed(to: $0) } ?? true
        }
        let flight: TraceTable.Flight?
        switch (writer.plan.method, number, bytes[0]) {
        case (.echo, .icmp, 8), (.echo, .icmpv6, 128):
            guard arrival.lane != nil || writer.identifiers.contains(bytes.uint16(at: 4)) else { return nil }
            flight = table[bytes.uint16(at: 6)]
        case (.tcp, .tcp, _) where hasOurPorts(bytes):
            flight = writer.number(inMark: bytes.uint32(at: 4)).flatMap { table[$0] }
        case (.sctp, .sctp, _) where hasOurPorts(bytes):
            let mark = bytes.count >= 20 ? bytes.uint32(at: 16) : 0
            let number = writer.number(inMark: mark) ?? arrival.identification
            flight = number.flatMap { table[$0] }
        case (.udp, .udp, _):
            // By the number in the payload where it was quoted, whatever a translator has left of our port.
            if hasTargetPort(bytes), let number = self.number(inPayload: bytes.suffix(from: UDPHeader.byteCount)) {
                flight = table[number]
            } else {
                flight = hasOurPorts(bytes) ? ownDatagram(bytes, arrival, isOurs) : nil
            }
        default: flight = nil
        }
        return flight.flatMap { isOurs($0) ? $0 : nil }
    }

    private func hasOurPorts(_ bytes: Span<UInt8>) -> Bool {
        writer.identifiers.contains(bytes.uint16(at: 0)) && hasTargetPort(bytes)
    }

    private func hasTargetPort(_ bytes: Span<UInt8>) -> Bool {
        let port = bytes.uint16(at: 2)
        return targets.contains { $0.port == port }
    }

    /// By checksum and identification, either of which may have been changed on the way: the one by whoever translates
    /// addresses, the other by hosts that quote it with its bytes swapped, one more, or as zero.
    private func ownDatagram(
        _ bytes: Span<UInt8>, _ arrival: Arrival, _ isOurs: (TraceTable.Flight) -> Bool
    ) -> TraceTable.Flight? {
        let byChecksum = table[bytes.uint16(at: 6)].flatMap { isOurs($0) ? $0 : nil }
        guard let identification = arrival.identification else { return byChecksum }
        if let number = byChecksum?.probe.number,
            [number, number &+ 1, number.byteSwapped, 0].contains(identification)
        {
            return byChecksum
        }
        return table[identification] ?? byChecksum
    }

    private func number(inPayload payload: Span<UInt8>) -> UInt16? {
        guard payload.count >= TraceWriter.udpMarkByteCount, payload.uint64(at: 4) == writer.plan.cookie else {
            return nil
        }
        return payload.uint16(at: 2)
    }

    // MARK: ICMP

    private func readICMP(_ bytes: Span<UInt8>, _ arrival: Arrival) -> TraceSighting? {
        guard let message = try? ICMPv4Message(parsing: bytes) else { return nil }
        if message.type == .echoReply {
            return echo(message.identifier, message.sequenceNumber, arrival)
        }
        guard message.type.isError, message.type != .redirect, message.isChecksumValid else { return nil }
        let code = ICMPCode(type: message.type.rawValue, code: message.code, isIPv6: false)
        return error(
            code, quote: message.quoted, mtu: message.nextHopMTU.map(Int.init),
            extensions: [ICMPExtension](reading: message.extensions), arrival)
    }

    private func readICMPv6(_ bytes: Span<UInt8>, _ arrival: Arrival) -> TraceSighting? {
        guard let message = try? ICMPv6Message(parsing: bytes) else { return nil }
        if message.type == .echoReply {
            return echo(message.identifier, message.sequenceNumber, arrival)
        }
        guard message.type.isError else { return nil }
        let code = ICMPCode(type: message.type.rawValue, code: message.code, isIPv6: true)
        return error(
            code, quote: message.quoted, mtu: message.mtu.map(Int.init),
            extensions: [ICMPExtension](reading: message.extensions), arrival)
    }

    /// What came to our identifier; a host with several addresses may answer from another than was asked.
    private func echo(_ identifier: UInt16, _ sequence: UInt16, _ arrival: Arrival) -> TraceSighting? {
        guard writer.plan.method == .echo, arrival.lane != nil || writer.identifiers.contains(identifier),
            let flight = table[sequence]
        else { return nil }
        return .answer(answer(.reached(.echo), Found(flight: flight), nil, arrival))
    }

    private func error(
        _ code: ICMPCode, quote bytes: Span<UInt8>, mtu: Int?, extensions: [ICMPExtension], _ arrival: Arrival
    ) -> TraceSighting? {
        guard let quote = try? QuotedPacket(parsing: bytes), !quote.isLaterFragment else { return nil }
        var quoted = arrival
        quoted.destination = quote.destination
        quoted.lane = nil
        quoted.identification = quote.isIPv6 ? nil : quote.identification.map { UInt16(truncatingIfNeeded: $0) }
        guard let flight = own(quote.transport, quote.protocolNumber, quoted) else { return nil }
        let found = Found(flight: flight, quote: compare(quote, flight.probe))
        var answer = answer(kind(code, flight.probe, from: arrival.source), found, code, arrival)
        answer.extensions = extensions
        if answer.kind == .tooBig { answer.mtu = mtu }
        return .answer(answer)
    }

    /// What the message says of a probe.
    private func kind(_ code: ICMPCode, _ probe: TraceProbe, from source: IPAddress?) -> TraceAnswer.Kind {
        let isTarget = source == targets[probe.target].address
        switch (code.isIPv6, code.type, code.code) {
        case (false, 11, 0), (true, 3, 0): return .exceeded
        case (false, 3, 4), (true, 2, _): return .tooBig
        // A port that is closed is its host's to tell; so is a protocol that is not spoken.
        case (false, 3, 3), (true, 1, 4):
            return isTarget || writer.plan.method == .udp ? .reached(.closed) : .unreachable
        case (false, 3, 2), (true, 4, 1): return isTarget ? .reached(.closed) : .unreachable
        case (false, 3, _), (true, 1, _): return .unreachable
        default: return .complaint
        }
    }

    /// What a router saw of the probe, beside what we sent.
    private func compare(_ quote: borrowing QuotedPacket, _ probe: TraceProbe) -> TraceQuote {
        let trafficClass = quote.dscp.rawValue << 2 | quote.ecn.rawValue
        var changes: TraceQuote.Changes = []
        if trafficClass != writer.plan.trafficClass { changes.insert(.trafficClass) }
        if !quote.isIPv6, let identification = quote.identification, identification != UInt32(probe.number) {
            changes.insert(.identification)
        }
        if quote.totalLength != probe.byteCount { changes.insert(.length) }
        let target = targets[probe.target]
        let sent = [UInt8](capacity: probe.byteCount) { writer.write(probe, to: target, into: &$0) }
        let place: Int? =
            switch writer.plan.method {
            case .udp: 6
            case .echo: 2
            case .tcp: 16
            // It does not cover addresses.
            case .sctp: nil
            }
        if let place, quote.transport.count >= place + 2 {
            let header = target.isIPv6 ? IPv6Header.byteCount : writer.plan.ipv4HeaderByteCount
            if quote.transport.uint16(at: place) != sent.span.suffix(from: header).uint16(at: place) {
                changes.insert(.checksum)
            }
        }
        return TraceQuote(ttl: quote.timeToLive, trafficClass: trafficClass, changes: changes)
    }

    /// An error that the kernel took apart: the quoted IP header is gone.
    private func reported(
        _ error: LinkPacket.ReportedError, _ flight: TraceTable.Flight?, quote: Span<UInt8>, _ arrival: Arrival
    ) -> TraceSighting? {
        guard error.origin == .icmp, let flight else { return nil }
        let code = ICMPCode(type: error.type, code: error.code, isIPv6: targets[flight.probe.target].isIPv6)
        var answer = answer(kind(code, flight.probe, from: arrival.source), Found(flight: flight), code, arrival)
        if answer.kind == .tooBig, error.information > 0 { answer.mtu = Int(error.information) }
        if let offset = error.extensionsOffset {
            answer.extensions = [ICMPExtension](reading: try? ICMPExtensions(parsing: quote.suffix(from: offset)))
        }
        return .answer(answer)
    }

    private func reported(
        _ error: LinkPacket.ReportedError, ofPayload bytes: Span<UInt8>, _ arrival: Arrival
    ) -> TraceSighting? {
        if let number = number(inPayload: bytes) { return reported(error, table[number], quote: bytes, arrival) }
        // Of the payload too little was quoted: it is one of those to this target.
        guard bytes.count < TraceWriter.udpMarkByteCount, let flight = nameless(to: arrival.destination, arrival),
            case .answer(let answer) = reported(error, flight, quote: bytes, arrival)
        else { return nil }
        return .unknown(answer)
    }

    /// What is told of a probe where nothing says which one it is.
    private func nameless(to address: IPAddress?, _ arrival: Arrival) -> TraceTable.Flight? {
        guard let target = targets.firstIndex(where: { $0.address == address }) else { return nil }
        let probe = TraceProbe(number: 0, target: target, ttl: 0, byteCount: 0)
        return TraceTable.Flight(probe: probe, sentAt: arrival.now)
    }

    // MARK: Answers of the target

    /// UDP data from the port that was asked.
    private func data(_ payload: Span<UInt8>, port: UInt16?, _ arrival: Arrival) -> TraceSighting? {
        guard writer.plan.method == .udp,
            let target = targets.firstIndex(where: {
                $0.address == arrival.source && (port == nil || $0.port == port)
            })
        else { return nil }
        // An echo server gives the number back. Of any other answer nothing tells which probe it is to.
        if let number = number(inPayload: payload), let flight = table[number] {
            return .answer(answer(.reached(.data), Found(flight: flight), nil, arrival))
        }
        return nameless(to: targets[target].address, arrival).map {
            .unknown(answer(.reached(.data), Found(flight: $0), nil, arrival))
        }
    }

    private func readTCP(_ bytes: Span<UInt8>, _ arrival: Arrival) -> TraceSighting? {
        guard case .tcp(let flags) = writer.plan.method, let segment = try? TCPSegment(parsing: bytes),
            writer.identifiers.contains(segment.destinationPort)
        else { return nil }
        let isOpen = segment.flags.contains(.syn) && segment.flags.contains(.ack)
        guard isOpen || segment.flags.contains(.reset),
            let target = targets.first(where: { $0.address == arrival.source && $0.port == segment.sourcePort })
        else { return nil }
        let mark: UInt32
        if segment.flags.contains(.ack) {
            // A reset acknowledges all that there was; who accepts a connection leaves its data for later.
            let data = isOpen ? 0 : writer.plan.byteCount(to: target) - writer.plan.minimumByteCount(to: target)
            let controls = (flags.contains(.syn) ? 1 : 0) + (flags.contains(.fin) ? 1 : 0)
            mark = segment.acknowledgmentNumber &- UInt32(truncatingIfNeeded: data + controls)
        } else {
            mark = segment.sequenceNumber
        }
        guard let number = writer.number(inMark: mark), let flight = table[number],
            targets[flight.probe.target].address == arrival.source
        else { return nil }
        return .answer(answer(.reached(isOpen ? .open : .closed), Found(flight: flight), nil, arrival))
    }

    private func readSCTP(_ bytes: Span<UInt8>, _ arrival: Arrival) -> TraceSighting? {
        guard let packet = try? SCTPPacket(parsing: bytes), bytes.count > SCTPPacket.headerByteCount,
            writer.identifiers.contains(packet.destinationPort),
            let number = writer.number(inMark: packet.verificationTag), let flight = table[number],
            targets[flight.probe.target].address == arrival.source,
            targets[flight.probe.target].port == packet.sourcePort
        else { return nil }
        let chunk = SCTPChunkType(rawValue: bytes[SCTPPacket.headerByteCount])
        guard chunk == .initiationAck || chunk == .abort else { return nil }
        let kind = TraceAnswer.Kind.reached(chunk == .abort ? .closed : .open)
        return .answer(answer(kind, Found(flight: flight), nil, arrival))
    }

    private func answer(
        _ kind: TraceAnswer.Kind, _ found: Found, _ code: ICMPCode?, _ arrival: Arrival
    ) -> TraceAnswer {
        let flight = found.flight
        let (roundTrip, clock) = RoundTrip.between(flight.stamps, flight.sentAt, and: arrival.stamps, arrival.now)
        return TraceAnswer(
            probe: flight.probe, kind: kind, from: arrival.source ?? targets[flight.probe.target].address, icmp: code,
            roundTrip: roundTrip, clock: clock, ttl: arrival.ttl, quote: found.quote)
    }
}
