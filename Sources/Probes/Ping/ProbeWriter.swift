import Wire

// What a probe looks like on the wire. The payload starts with the run's cookie and the probe's number, where it has
// room for both, so that no other program's packets, and no answer to the probe 65,536 before, is taken for ours.

extension PingEngine {
    /// Bytes of the payload before the pattern starts.
    static let markByteCount = 16

    /// Bytes that `write` appends for a probe.
    public func byteCount(of probe: PingProbe) -> Int {
        switch plan.method {
        case .echo: ICMPv4Echo.headerByteCount + probe.payloadByteCount
        case .timestamp: ICMPv4TimestampMessage.byteCount
        case .tcp: TCPHeader.minimumByteCount + TCPOption.maximumSegmentSize(0).byteCount
        case .udp: probe.payloadByteCount
        }
    }

    /// Appends the probe from its transport layer on: for UDP, whose header the system writes, its payload alone.
    @_lifetime(output: copy output)
    public mutating func write(_ probe: PingProbe, into output: inout OutputSpan<UInt8>) {
        let identifier = identifiers[probe.lane]
        let sequence = UInt16(truncatingIfNeeded: probe.number)
        switch plan.method {
        case .echo:
            mark(probe.number)
            let payload = payload.span.extracting(first: probe.payloadByteCount)
            if probe.endpoint.address.isIPv6 {
                ICMPv6Echo(identifier: identifier, sequenceNumber: sequence)
                    .serialize(into: &output, payload: payload, pseudoHeader: nil)
            } else {
                ICMPv4Echo(identifier: identifier, sequenceNumber: sequence).serialize(into: &output, payload: payload)
            }
        case .timestamp:
            let sentAt = table[ProbeTable.Place(lane: probe.lane, sequence: sequence)].sentAt
            ICMPv4TimestampMessage(
                identifier: identifier, sequenceNumber: sequence,
                timestamps: ICMPv4Timestamps(originate: timeOfDay(sentAt))
            ).serialize(into: &output)
        case .tcp(let port):
            writeSegment(probe, from: identifier, to: port, into: &output)
        case .udp:
            mark(probe.number)
            output.append(copying: payload.span.extracting(first: probe.payloadByteCount))
        }
    }

    /// Milliseconds since midnight UT.
    private func timeOfDay(_ time: Instant) -> UInt32 {
        let day: Nanoseconds = 86_400 * .second
        let sinceMidnight = (time + plan.wallClockOffset).nanoseconds % day
        return UInt32((sinceMidnight < 0 ? sinceMidnight + day : sinceMidnight) / .millisecond)
    }

    /// A SYN whose sequence number tells the probe: an answer acknowledges it.
    @_lifetime(output: copy output)
    private func writeSegment(
        _ probe: PingProbe, from sourcePort: UInt16, to port: UInt16, into output: inout OutputSpan<UInt8>
    ) {
        let target = targets[probe.id.target].target
        guard let source = target.source,
            let pseudoHeader = PseudoHeader(source: source, destination: target.endpoint.address)
        else { return }
        let header = TCPHeader(
            sourcePort: sourcePort, destinationPort: port, sequenceNumber: tcpSequence(ofNumber: probe.number),
            flags: .syn, window: 64240, options: [.maximumSegmentSize(1460)])
        header.serialize(into: &output, payload: [UInt8]().span, pseudoHeader: pseudoHeader)
    }

    func tcpSequence(ofNumber number: UInt64) -> UInt32 {
        UInt32(truncatingIfNeeded: plan.cookie) &+ UInt32(truncatingIfNeeded: number)
    }

    private mutating func mark(_ number: UInt64) {
        guard payload.count >= Self.markByteCount else { return }
        for index in 0..<8 {
            payload[8 + index] = UInt8(truncatingIfNeeded: number >> UInt64(56 - 8 * index))
        }
    }

    /// The longest payload of the plan, with everything in it but the number.
    static func makePayload(_ plan: PingPlan) -> [UInt8] {
        let count = plan.sizes.largest
        var payload = (0..<count).map { index in
            plan.pattern.isEmpty
                ? UInt8(truncatingIfNeeded: index)
                : plan.pattern[max(0, index - markByteCount) % plan.pattern.count]
        }
        if count >= markByteCount {
            for index in 0..<8 { payload[index] = UInt8(truncatingIfNeeded: plan.cookie >> UInt64(56 - 8 * index)) }
        } else if !plan.pattern.isEmpty {
            payload = (0..<count).map { plan.pattern[$0 % plan.pattern.count] }
        }
        return payload
    }

    /// How a payload that came back compares with what probe `number` carried.
    func compare(_ echoed: Span<UInt8>, number: UInt64, byteCount: Int) -> PayloadComparison {
        let isMarked = byteCount >= Self.markByteCount
        if isMarked, echoed.count >= Self.markByteCount {
            let isOurs = echoed.uint64(at: 0) == plan.cookie
            let echoedNumber = echoed.uint64(at: 8)
            if !isOurs, echoedNumber != number { return .foreign }
            if isOurs, echoedNumber != number, echoedNumber % 0x10000 == number % 0x10000, echoedNumber < number {
                return .earlier(echoedNumber)
            }
        }
        let count = min(byteCount, echoed.count)
        let expected = payload.span
        // Whole words first; the bytes of one that differs are looked at one by one.
        var index = 0
        while index + 8 <= count,
            echoed.uint64(at: index) == (isMarked && index == 8 ? number : expected.uint64(at: index))
        {
            index += 8
        }
        while index < count {
            guard echoed[index] == expectedByte(index, number, isMarked) else { return .differs(at: index) }
            index += 1
        }
        return .same
    }

    private func expectedByte(_ index: Int, _ number: UInt64, _ isMarked: Bool) -> UInt8 {
        isMarked && (8..<16).contains(index)
            ? UInt8(truncatingIfNeeded: number >> UInt64(56 - 8 * (index - 8))) : payload[index]
    }
}

enum PayloadComparison: Hashable, Sendable {
    case same
    case differs(at: Int)
    /// The answer to a probe of ours with the same sequence, 65,536 before or a multiple of it.
    case earlier(UInt64)
    /// Neither cookie nor number are ours.
    case foreign
}
