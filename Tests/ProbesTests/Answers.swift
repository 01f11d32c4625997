import Probes
import Wire

/// An echo reply before it is written: a script changes what is to be odd about it.
struct Echo {
    var from: IPAddress
    var identifier: UInt16
    var sequence: UInt16
    var payload: [UInt8]
    var code: UInt8 = 0
    var isChecksumWrong = false
    var options: [IPv4Option] = []
    var cutOff = 0
}

/// An ICMP error before it is written.
struct RouterWord {
    var from: IPAddress
    var type: UInt8
    var code: UInt8
    /// The second word of the header.
    var detail: UInt32 = 0
    /// The start of the packet that it is about.
    var quote: [UInt8]
    var extensions: [ICMPExtension] = []
    var isChecksumWrong = false
}

let router4 = IPAddress.v4(IPv4Address(rawValue: 0xC000_02FE))
let router6 = IPAddress.v6(IPv6Address(rawValue: 0x2001_0db8 << 96 | 0xFE))

extension SentProbe {
    /// The target's echo reply.
    func reply(after delay: Nanoseconds = 10 * .millisecond, _ change: (inout Echo) -> Void = { _ in }) -> Happening {
        var echo = Echo(
            from: destination.address, identifier: identifier, sequence: wireSequence, payload: payload)
        change(&echo)
        var bytes: [UInt8] = []
        let header = PseudoHeader(source: echo.from, destination: source)
        bytes.append(addingCapacity: 8 + echo.payload.count) { output in
            output.append(isIPv6 ? 129 : 0)
            output.append(echo.code)
            output.append(bigEndian: UInt16(0))
            output.append(bigEndian: echo.identifier)
            output.append(bigEndian: echo.sequence)
            output.append(copying: echo.payload.span)
        }
        bytes.fillChecksum(isIPv6 ? header : nil)
        if echo.isChecksumWrong { bytes[2] ^= 0x55 }
        var packet = ScriptedPacket(
            source: echo.from, destination: source, number: method.number(isIPv6), bytes: bytes)
        packet.options = echo.options
        packet.cutOff = echo.cutOff
        return .arrival(after: delay, packet)
    }

    /// The probe as a packet, as a router sees it.
    var packet: [UInt8] {
        ScriptedPacket(
            source: source, destination: destination.address, number: method.number(isIPv6), bytes: bytes
        ).networkHeader + bytes
    }

    /// An ICMP error about the probe.
    func error(
        _ type: UInt8, _ code: UInt8, after delay: Nanoseconds = 10 * .millisecond,
        _ change: (inout RouterWord) -> Void = { _ in }
    ) -> Happening {
        var word = RouterWord(from: isIPv6 ? router6 : router4, type: type, code: code, quote: packet)
        change(&word)
        var quote = word.quote
        var detail = word.detail
        if !word.extensions.isEmpty {
            quote += [UInt8](repeating: 0, count: max(0, 128 - quote.count))
            detail |= isIPv6 ? UInt32(quote.count / 8) << 24 : UInt32(quote.count / 4) << 16
        }
        var bytes: [UInt8] = [word.type, word.code, 0, 0]
        bytes.append(addingCapacity: 4 + quote.count + word.extensions.structureByteCount) { output in
            output.append(bigEndian: detail)
            output.append(copying: quote.span)
            word.extensions.serialize(into: &output)
        }
        bytes.fillChecksum(isIPv6 ? PseudoHeader(source: word.from, destination: source) : nil)
        if word.isChecksumWrong { bytes[2] ^= 0x55 }
        let number: IPProtocol = isIPv6 ? .icmpv6 : .icmp
        return .arrival(
            after: delay, ScriptedPacket(source: word.from, destination: source, number: number, bytes: bytes))
    }

    /// An ICMP error as the kernel tells it through an error queue.
    func reportedError(
        _ type: UInt8, _ code: UInt8, information: UInt32 = 0, after delay: Nanoseconds = 10 * .millisecond,
        from: IPAddress? = nil
    ) -> Happening {
        var packet = ScriptedPacket(
            source: from ?? (isIPv6 ? router6 : router4), destination: destination.address,
            number: method.number(isIPv6), bytes: bytes)
        packet.error = LinkPacket.ReportedError(origin: .icmp, type: type, code: code, information: information)
        return .arrival(after: delay, packet)
    }

    /// An ICMP time stamp reply, with the request's own time in it.
    func timestampReply(receive: UInt32, transmit: UInt32) -> Happening {
        let message = ICMPv4TimestampMessage(
            isReply: true, identifier: identifier, sequenceNumber: wireSequence,
            timestamps: ICMPv4Timestamps(
                originate: bytes.span.uint32(at: 8), receive: receive, transmit: transmit))
        let bytes = [UInt8](capacity: 20) { output in message.serialize(into: &output) }
        return .arrival(
            after: 10 * .millisecond,
            ScriptedPacket(source: destination.address, destination: source, number: .icmp, bytes: bytes))
    }

    /// A TCP segment from the target that acknowledges the SYN, `offset` more or less.
    func segment(_ flags: TCPFlags, offset: Int32 = 0) -> Happening {
        let sequence = bytes.span.uint32(at: 4)
        let header = TCPHeader(
            sourcePort: bytes.span.uint16(at: 2), destinationPort: bytes.span.uint16(at: 0), sequenceNumber: 99,
            acknowledgmentNumber: sequence &+ 1 &+ UInt32(bitPattern: offset), flags: flags, window: 0)
        let answer = [UInt8](capacity: 20) { output in
            guard let pseudoHeader = PseudoHeader(source: destination.address, destination: source) else { return }
            header.serialize(into: &output, payload: [UInt8]().span, pseudoHeader: pseudoHeader)
        }
        return .arrival(
            after: 10 * .millisecond,
            ScriptedPacket(source: destination.address, destination: source, number: .tcp, bytes: answer))
    }

    /// A UDP datagram from the target's port.
    func datagram(_ payload: [UInt8], after delay: Nanoseconds = 10 * .millisecond) -> Happening {
        let header = UDPHeader(sourcePort: bytes.span.uint16(at: 2), destinationPort: bytes.span.uint16(at: 0))
        let answer = [UInt8](capacity: 8 + payload.count) { output in
            guard let pseudoHeader = PseudoHeader(source: destination.address, destination: source) else { return }
            header.serialize(into: &output, payload: payload.span, pseudoHeader: pseudoHeader)
        }
        return .arrival(
            after: delay, ScriptedPacket(source: destination.address, destination: source, number: .udp, bytes: answer))
    }
}

extension [UInt8] {
    /// Fills in the checksum of an ICMP message.
    mutating func fillChecksum(_ pseudoHeader: PseudoHeader?) {
        var sum = pseudoHeader?.checksum(protocol: IPProtocol.icmpv6.rawValue, length: count) ?? InternetChecksum()
        sum.add(span)
        self[2] = UInt8(sum.value >> 8)
        self[3] = UInt8(sum.value & 0xFF)
    }
}
