import Wire

// What a packet means: which probe it answers or speaks of, if any, and what is odd about it.

/// Stands in a failure until it is known which probe it is about.
let unknownProbe = ProbeID(target: 0, sequence: 0)

extension PingEngine {
    /// Takes a packet from the link; gives what is to be told of it, if anything.
    public mutating func receive(_ packet: borrowing LinkPacket, at now: Instant) -> PingEvent? {
        var arrival = PingArrival(packet, at: now)
        switch packet.layer {
        case .network:
            guard let network = try? NetworkPacket(parsing: packet.bytes), !network.isLaterFragment else { return nil }
            arrival.source = network.source
            arrival.destination = network.destination
            arrival.ttl = network.timeToLive
            arrival.options = Self.options(of: packet.bytes)
            return receive(network.transport, network.protocolNumber, packet.direction, packet.error, arrival)
        case .transport(let number):
            return receive(packet.bytes, number, packet.direction, packet.error, arrival)
        case .payload:
            guard case .udp = plan.method, packet.direction == .received else { return nil }
            return receiveData(packet.bytes, packet.error, arrival)
        }
    }

    /// The options of an IPv4 packet, as they stand in its header.
    private static func options(of bytes: Span<UInt8>) -> [UInt8] {
        guard bytes.count > 20, bytes[0] >> 4 == 4, bytes[0] & 15 > 5 else { return [] }
        return [UInt8](copying: bytes.slice(at: 20, upTo: Int(bytes[0] & 15) * 4 - 20))
    }

    private mutating func receive(
        _ bytes: Span<UInt8>, _ number: IPProtocol, _ direction: LinkPacket.Direction,
        _ error: LinkPacket.ReportedError?, _ arrival: PingArrival
    ) -> PingEvent? {
        if direction == .sent {
            if let place = quotedPlace(bytes, number, arrival) { note(arrival.stamps, at: place) }
            return nil
        }
        if let error { return reported(error, bytes, about: quotedPlace(bytes, number, arrival), arrival) }
        switch number {
        case .icmp: return receiveICMP(bytes, arrival)
        case .icmpv6: return receiveICMPv6(bytes, arrival)
        case .tcp: return receiveTCP(bytes, arrival)
        case .udp: return receiveUDP(bytes, arrival)
        default: return nil
        }
    }

    /// A probe has left, at these times.
    private mutating func note(_ stamps: PacketStamps, at place: ProbeTable.Place) {
        if stamps.kernel != 0 { table[place].stamps.kernel = stamps.kernel }
        if stamps.hardware != 0 { table[place].stamps.hardware = stamps.hardware }
    }

    /// The probe that these bytes, sent by us or quoted to us, are the start of.
    func quotedPlace(_ bytes: Span<UInt8>, _ number: IPProtocol, _ arrival: PingArrival) -> ProbeTable.Place? {
        guard bytes.count >= 8 else { return nil }
        switch (number, plan.method, bytes[0]) {
        case (.icmp, .echo, 8), (.icmp, .timestamp, 13), (.icmpv6, .echo, 128):
            return place(identifier: bytes.uint16(at: 4), sequence: bytes.uint16(at: 6), lane: arrival.lane)
        case (.tcp, .tcp, _):
            return place(port: bytes.uint16(at: 0), tcpSequence: bytes.uint32(at: 4))
        case (.udp, .udp, _):
            return place(sentDatagram: bytes, arrival.destination)
        default:
            return nil
        }
    }

    // MARK: ICMP

    private mutating func receiveICMP(_ bytes: Span<UInt8>, _ arrival: PingArrival) -> PingEvent? {
        guard let message = try? ICMPv4Message(parsing: bytes) else { return nil }
        let isIntact = arrival.isChecksumVerified || arrival.isCutShort || message.isChecksumValid
        switch (message.type, plan.method) {
        case (.echoReply, .echo):
            guard let place = place(message.identifier, message.sequenceNumber, arrival) else {
                return foreign(arrival)
            }
            return answer(place, payload: message.payload, code: message.code, isIntact: isIntact, arrival)
        case (.timestampReply, .timestamp):
            guard let place = place(message.identifier, message.sequenceNumber, arrival), let times = message.timestamps
            else { return foreign(arrival) }
            let kind = ReplyKind.timestamp(
                originate: times.originate, receive: times.receive, transmit: times.transmit)
            return answer(
                place, kind: kind, byteCount: bytes.count, code: message.code, marks: isIntact ? [] : .badChecksum,
                arrival)
        default:
            return isIntact && message.type.isError ? receiveError(message, arrival) : nil
        }
    }

    private mutating func receiveError(_ message: borrowing ICMPv4Message, _ arrival: PingArrival) -> PingEvent? {
        guard let quote = try? QuotedPacket(parsing: message.quoted) else { return nil }
        var failure = PingFailure(
            unknownProbe, .icmp(type: message.type.rawValue, code: message.code), from: arrival.source)
        failure.nextHopMTU = message.nextHopMTU.flatMap { $0 == 0 ? nil : Int($0) }
        failure.gateway = message.gateway.map(IPAddress.v4)
        failure.pointer = message.pointer.map(Int.init)
        failure.extensions = [ICMPExtension](reading: message.extensions)
        failure.isNotice = message.type == .redirect || message.type == .sourceQuench
        return fail(failure, quote, arrival)
    }

    private mutating func receiveICMPv6(_ bytes: Span<UInt8>, _ arrival: PingArrival) -> PingEvent? {
        guard let message = try? ICMPv6Message(parsing: bytes) else { return nil }
        let isIntact = arrival.isChecksumVerified || arrival.isCutShort || isValid(message, arrival)
        if message.type == .echoReply, plan.method == .echo {
            guard let place = place(message.identifier, message.sequenceNumber, arrival) else {
                return foreign(arrival)
            }
            return answer(place, payload: message.payload, code: message.code, isIntact: isIntact, arrival)
        }
        guard isIntact else { return nil }
        if message.type == .redirect { return redirected(message, arrival) }
        guard message.type.isError, let quote = try? QuotedPacket(parsing: message.quoted) else { return nil }
        var failure = PingFailure(
            unknownProbe, .icmpv6(type: message.type.rawValue, code: message.code), from: arrival.source)
        failure.nextHopMTU = message.mtu.map(Int.init)
        failure.pointer = message.pointer.map(Int.init)
        failure.extensions = [ICMPExtension](reading: message.extensions)
        return fail(failure, quote, arrival)
    }

    private func isValid(_ message: borrowing ICMPv6Message, _ arrival: PingArrival) -> Bool {
        guard let source = arrival.source, let destination = arrival.destination,
            let header = PseudoHeader(source: source, destination: destination)
        else { return true }
        return message.isChecksumValid(header)
    }

    private mutating func redirected(_ message: borrowing ICMPv6Message, _ arrival: PingArrival) -> PingEvent? {
        guard let redirect = try? NeighborDiscoveryMessage(parsing: message.bytes), let target = redirect.target else {
            return nil
        }
        var options = redirect.options
        var header: [UInt8] = []
        while let option = try? options.next() {
            if option.type == .redirectedHeader { header = [UInt8](copying: option.payload.suffix(from: 6)) }
        }
        guard let quote = try? QuotedPacket(parsing: header.span) else { return nil }
        var failure = PingFailure(
            unknownProbe, .icmpv6(type: message.type.rawValue, code: message.code), from: arrival.source)
        failure.gateway = .v6(target)
        failure.isNotice = true
        return fail(failure, quote, arrival)
    }

    private func place(_ identifier: UInt16, _ sequence: UInt16, _ arrival: PingArrival) -> ProbeTable.Place? {
        place(identifier: identifier, sequence: sequence, lane: arrival.lane)
    }

    private mutating func foreign(_ arrival: PingArrival) -> PingEvent? {
        counters.foreign += 1
        return arrival.source.map { .foreign(from: $0) }
    }

    // MARK: TCP and UDP

    private mutating func receiveTCP(_ bytes: Span<UInt8>, _ arrival: PingArrival) -> PingEvent? {
        guard case .tcp(let port) = plan.method, let segment = try? TCPSegment(parsing: bytes),
            segment.sourcePort == port, segment.flags.contains(.ack),
            let place = place(port: segment.destinationPort, tcpSequence: segment.acknowledgmentNumber &- 1)
        else { return nil }
        let kind: ReplyKind
        if segment.flags.contains(.reset) {
            kind = .closed
        } else if segment.flags.contains(.syn) {
            kind = .open
        } else {
            return nil
        }
        return answer(place, kind: kind, byteCount: bytes.count, marks: [], arrival)
    }

    private mutating func receiveUDP(_ bytes: Span<UInt8>, _ arrival: PingArrival) -> PingEvent? {
        guard case .udp(let port) = plan.method, let datagram = try? UDPDatagram(parsing: bytes),
            datagram.sourcePort == port, identifiers.contains(datagram.destinationPort)
        else { return nil }
        return receiveData(datagram.payload, nil, arrival)
    }

    private mutating func receiveData(
        _ bytes: Span<UInt8>, _ error: LinkPacket.ReportedError?, _ arrival: PingArrival
    ) -> PingEvent? {
        let address = error == nil ? arrival.source : arrival.destination
        let place = place(address: address, payload: bytes)
        if let error { return reported(error, bytes, about: place, arrival) }
        guard let place else { return foreign(arrival) }
        return answer(place, kind: .data, byteCount: bytes.count, marks: [], arrival)
    }

    // MARK: Errors

    /// An error that quotes a packet: ours, or somebody else's, which is passed over.
    private mutating func fail(_ failure: PingFailure, _ quote: borrowing QuotedPacket, _ arrival: PingArrival)
        -> PingEvent?
    {
        if quote.isLaterFragment { return nil }
        var quoted = arrival
        quoted.destination = quote.destination
        guard let place = quotedPlace(quote.transport, quote.protocolNumber, quoted) else { return nil }
        return fail(failure, place, quotedDestination: quote.destination, arrival)
    }

    /// An error that the kernel took apart.
    private mutating func reported(
        _ error: LinkPacket.ReportedError, _ bytes: Span<UInt8>, about place: ProbeTable.Place?,
        _ arrival: PingArrival
    ) -> PingEvent? {
        // What this machine refuses is told by the failed call itself.
        guard let place, error.origin == .icmp else { return nil }
        let isIPv6 = targets[Int(table[place].target)].target.endpoint.address.isIPv6
        let cause: PingFailure.Cause =
            isIPv6 ? .icmpv6(type: error.type, code: error.code) : .icmp(type: error.type, code: error.code)
        var failure = PingFailure(unknownProbe, cause, from: arrival.source)
        switch cause {
        case .icmp(3, 4), .icmpv6(2, _): failure.nextHopMTU = error.information == 0 ? nil : Int(error.information)
        case .icmp(12, _), .icmpv6(4, _): failure.pointer = Int(error.information)
        case .icmp(5, _):
            failure.gateway = error.information == 0 ? nil : .v4(IPv4Address(rawValue: error.information))
            failure.isNotice = true
        case .icmp(4, _), .icmpv6(137, _): failure.isNotice = true
        default: break
        }
        if let offset = error.extensionsOffset {
            failure.extensions = [ICMPExtension](reading: try? ICMPExtensions(parsing: bytes.suffix(from: offset)))
        }
        return fail(failure, place, quotedDestination: arrival.destination, arrival)
    }

    private mutating func fail(
        _ failure: PingFailure, _ place: ProbeTable.Place, quotedDestination: IPAddress?, _ arrival: PingArrival
    ) -> PingEvent? {
        let probe = table[place]
        guard isTarget(quotedDestination, of: probe) else { return nil }
        if isClosedPort(failure, probe) {
            return answer(place, kind: .closed, byteCount: 0, marks: [], arrival)
        }
        var failure = failure
        failure.ttl = arrival.ttl
        let (roundTrip, clock) = roundTrip(of: probe, arrival)
        failure.roundTrip = roundTrip
        failure.clock = clock
        return record(failure, of: place, at: arrival.now)
    }

    /// Counts a failure of the probe at `place`, which ends its flight unless it is a mere notice.
    mutating func record(_ failure: PingFailure, of place: ProbeTable.Place, at time: Instant) -> PingEvent {
        let probe = table[place]
        let index = Int(probe.target)
        var failure = failure
        failure.probe = ProbeID(target: index, sequence: probe.sequence)
        guard !failure.isNotice else { return .failure(failure) }
        counters.errors += 1
        targets[index].errors += 1
        let size = packetSize(ofPayload: Int(probe.payloadByteCount), target: index)
        if failure.isTooBig {
            pathMTUSearch?.refused(size: size, mtu: failure.nextHopMTU)
        } else if probe.state == .inFlight {
            pathMTUSearch?.silent(size: size)
        }
        if probe.state == .inFlight {
            table.settle(place, as: .failed, at: time)
            settleTarget(index, isAnswer: false)
        }
        return .failure(failure)
    }

    /// To a UDP probe, port unreachable from the target itself is the answer: somebody is there, the port is closed.
    private func isClosedPort(_ failure: PingFailure, _ probe: ProbeTable.Probe) -> Bool {
        guard case .udp = plan.method, isTarget(failure.from, of: probe) else { return false }
        return failure.cause == .icmp(type: 3, code: 3) || failure.cause == .icmpv6(type: 1, code: 4)
    }
}
