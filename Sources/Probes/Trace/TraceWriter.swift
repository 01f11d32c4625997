import Wire

/// What probes look like on the wire: whole IP packets.
///
/// Routers share traffic among paths by addresses, protocol and ports, with ICMP by type, code and checksum, with IPv6
/// by the flow label. All probes of a flow agree in these. What tells them apart stands where no router looks, and
/// within the eight bytes that every router quotes: UDP's checksum, ICMP's sequence number, TCP's sequence number; and
/// in IPv4's identification too.
struct TraceWriter: Sendable {
    let plan: TracePlan
    /// By flow: our port, or the ICMP identifier.
    private(set) var identifiers: [UInt16] = []

    init(_ plan: TracePlan) { self.plan = plan }

    mutating func add(identifier: UInt16) { identifiers.append(identifier) }

    /// Bytes of a UDP payload that begin with the number and the cookie, behind the word that balances the checksum.
    static let udpMarkByteCount = 12

    @_lifetime(output: copy output)
    func write(_ probe: TraceProbe, to target: TraceTarget, into output: inout OutputSpan<UInt8>) {
        guard let pseudoHeader = PseudoHeader(source: target.source, destination: target.address) else { return }
        let headerByteCount = target.isIPv6 ? IPv6Header.byteCount : plan.ipv4HeaderByteCount
        let length = probe.byteCount - headerByteCount
        writeHeader(probe, target, payloadLength: length, into: &output)
        switch plan.method {
        case .udp: writeUDP(probe, target, length: length, pseudoHeader, into: &output)
        case .echo: writeEcho(probe, length: length, pseudoHeader, into: &output)
        case .tcp(let flags): writeTCP(probe, target, flags, length: length, pseudoHeader, into: &output)
        case .sctp:
            let tag = mark(probe.number)
            var initiation = SCTPInitiation(initiateTag: tag, initialSequenceNumber: tag)
            initiation.paddingByteCount = length - SCTPPacket.headerByteCount - SCTPInitiation.byteCount
            initiation.serialize(
                into: &output, sourcePort: identifiers[probe.flow], destinationPort: target.port)
        }
    }

    @_lifetime(output: copy output)
    private func writeHeader(
        _ probe: TraceProbe, _ target: TraceTarget, payloadLength: Int, into output: inout OutputSpan<UInt8>
    ) {
        let number = plan.method.protocolNumber(isIPv6: target.isIPv6)
        switch (target.source, target.firstAddress) {
        case (.v4(let source), .v4(let destination)):
            var header = IPv4Header(protocolNumber: number, source: source, destination: destination)
            header.timeToLive = UInt8(probe.ttl)
            header.identification = probe.number
            header.dontFragment = plan.dontFragment || plan.findsMTU
            header.dscp = DSCP(rawValue: plan.trafficClass >> 2)
            header.ecn = ECN(rawValue: plan.trafficClass)
            header.options = plan.options
            header.serialize(into: &output, payloadLength: payloadLength)
        case (.v6(let source), .v6(let destination)):
            var header = IPv6Header(nextHeader: number, source: source, destination: destination)
            header.hopLimit = UInt8(probe.ttl)
            header.dscp = DSCP(rawValue: plan.trafficClass >> 2)
            header.ecn = ECN(rawValue: plan.trafficClass)
            header.flowLabel = plan.flowLabel ?? UInt32(chance(probe.flow) >> 40) & 0xF_FFFF
            header.serialize(into: &output, payloadLength: payloadLength)
        default: break
        }
    }

    @_lifetime(output: copy output)
    private func writeUDP(
        _ probe: TraceProbe, _ target: TraceTarget, length: Int, _ pseudoHeader: PseudoHeader,
        into output: inout OutputSpan<UInt8>
    ) {
        let start = output.count
        let payload = payload(
            length - UDPHeader.byteCount, beginningWith: [0, 0] + Self.bytes(probe.number) + cookieBytes)
        UDPHeader(sourcePort: identifiers[probe.flow], destinationPort: target.port)
            .serialize(into: &output, payload: payload.span, pseudoHeader: pseudoHeader)
        Self.balance(
            &output, wordAt: start + UDPHeader.byteCount, checksumAt: start + 6, to: probe.number)
    }

    @_lifetime(output: copy output)
    private func writeEcho(
        _ probe: TraceProbe, length: Int, _ pseudoHeader: PseudoHeader, into output: inout OutputSpan<UInt8>
    ) {
        let start = output.count
        let headerByteCount = ICMPv4Echo.headerByteCount
        let payload = payload(length - headerByteCount, beginningWith: [0, 0] + cookieBytes)
        let identifier = identifiers[probe.flow]
        if case .ipv6 = pseudoHeader {
            ICMPv6Echo(identifier: identifier, sequenceNumber: probe.number).serialize(
                into: &output, payload: payload.span, pseudoHeader: pseudoHeader)
        } else {
            ICMPv4Echo(identifier: identifier, sequenceNumber: probe.number).serialize(
                into: &output, payload: payload.span)
        }
        let checksum = UInt16(truncatingIfNeeded: chance(probe.flow) >> 16) % UInt16(TraceTable.count) + 1
        Self.balance(&output, wordAt: start + headerByteCount, checksumAt: start + 2, to: checksum)
    }

    @_lifetime(output: copy output)
    private func writeTCP(
        _ probe: TraceProbe, _ target: TraceTarget, _ flags: TCPFlags, length: Int, _ pseudoHeader: PseudoHeader,
        into output: inout OutputSpan<UInt8>
    ) {
        var header = TCPHeader(
            sourcePort: identifiers[probe.flow], destinationPort: target.port, sequenceNumber: mark(probe.number),
            flags: flags, window: plan.tcpWindow, options: plan.tcpOptions)
        // What is answered by RST alone comes with this as its sequence number.
        if flags.contains(.ack) { header.acknowledgmentNumber = mark(probe.number) }
        let payload = payload(length - header.byteCount, beginningWith: [])
        header.serialize(into: &output, payload: payload.span, pseudoHeader: pseudoHeader)
    }

    /// A number that says whose it is: half of it is the run's.
    func mark(_ number: UInt16) -> UInt32 {
        UInt32(truncatingIfNeeded: plan.cookie >> 32) & 0xFFFF_0000 | 0x8000_0000 | UInt32(number)
    }

    /// The number in a mark; nil where it is none of ours.
    func number(inMark mark: UInt32) -> UInt16? {
        let number = UInt16(truncatingIfNeeded: mark)
        return self.mark(number) == mark ? number : nil
    }

    var cookieBytes: [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: plan.cookie >> UInt64(56 - 8 * $0)) } }

    private static func bytes(_ number: UInt16) -> [UInt8] {
        [UInt8(number >> 8), UInt8(truncatingIfNeeded: number)]
    }

    private func payload(_ count: Int, beginningWith start: [UInt8]) -> [UInt8] {
        let start = start.prefix(max(0, count))
        let pattern = plan.pattern
        return start
            + (start.count..<max(start.count, count)).map { index in
                pattern.isEmpty ? UInt8(truncatingIfNeeded: index) : pattern[(index - start.count) % pattern.count]
            }
    }

    /// The same for all probes of a flow, and another one for the next: splitmix64 of the cookie and the flow.
    private func chance(_ flow: Int) -> UInt64 {
        var value = plan.cookie &+ UInt64(flow + 1) &* 0x9E37_79B9_7F4A_7C15
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    /// Chooses a word of the payload, zero up to now, so that the checksum becomes `wanted`.
    ///
    /// With S the one's complement sum of all else, the checksum was ~S; it becomes `wanted` where S and the word add
    /// up to ~wanted.
    @_lifetime(output: copy output)
    private static func balance(
        _ output: inout OutputSpan<UInt8>, wordAt word: Int, checksumAt place: Int, to wanted: UInt16
    ) {
        var sum = InternetChecksum()
        sum.add(~wanted)
        sum.add(output.span.uint16(at: place))
        output.set(~sum.value, at: word)
        output.set(wanted, at: place)
    }
}
