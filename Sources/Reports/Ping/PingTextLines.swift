import Probes
import Wire

// ping's lines: one target, a line an event.

extension PingTextReport {
    func tellSingle(
        _ event: PingEvent, _ engine: borrowing PingEngine, at time: Nanoseconds, into text: inout [UInt8]
    ) {
        switch event {
        case .sent: break
        case .reply(let reply):
            appendTime(time, to: &text)
            append(reply, engine, at: time, to: &text)
        case .failure(let failure):
            appendTime(time, to: &text)
            append(failure, to: &text)
        case .timeout(let probe):
            guard options.showsLost || options.isVerbose else { return }
            appendTime(time, to: &text)
            text.append(text: "no answer from ")
            text.appendEscaped(engine.targets[probe.target].target.name)
            text.append(text: ":")
            append(probe.sequence, to: &text)
            text.append(text: " within ")
            text.append(duration: engine.plan.timeout)
            text.append(text: "\n")
        case .foreign(let address):
            guard options.isVerbose else { return }
            appendTime(time, to: &text)
            text.append(text: "foreign answer from ")
            text.append(host: address, options.names)
            text.append(text: "\n")
        }
    }

    func appendTime(_ time: Nanoseconds, to text: inout [UInt8]) {
        guard options.showsTimestamps else { return }
        text.append(text: "[")
        text.append(unixTime: time)
        text.append(text: "] ")
    }

    /// ` icmp_seq=1`
    private func append(_ sequence: UInt64, to text: inout [UInt8]) {
        switch plan.method {
        case .echo, .timestamp: text.append(text: " icmp_seq=")
        case .tcp: text.append(text: " tcp_seq=")
        case .udp: text.append(text: " udp_seq=")
        }
        text.append(decimal: sequence)
    }

    private func append(
        _ reply: PingReply, _ engine: borrowing PingEngine, at time: Nanoseconds, to text: inout [UInt8]
    ) {
        append(subjectOf: reply, to: &text)
        text.append(host: reply.from, options.names)
        text.append(text: ":")
        append(reply.probe.sequence, to: &text)
        if let ttl = reply.ttl {
            text.append(text: " ttl=")
            text.append(decimal: UInt64(ttl))
        }
        if let roundTrip = reply.roundTrip {
            text.append(text: " time=")
            text.append(milliseconds: roundTrip)
            text.append(text: " ms")
        }
        var shown = reply
        // Where many are asked at once, a second answer is nothing odd.
        if plan.expectsManySources, !options.isVerbose { shown.marks.remove(.duplicate) }
        text.append(marksOf: shown, askedAddress: engine.targets[reply.probe.target].target.endpoint.address)
        if options.isVerbose { text.append(clockOf: reply) }
        if options.isAudible { text.append(7) }
        text.append(text: "\n")
        if let reading = reply.clockReading(at: time) { text.append(linesOf: reading) }
        if !reply.options.isEmpty {
            text.append(linesOfOptions: reply.decodedOptions, names: options.names)
        }
    }

    /// What the line of an answer starts with: `64 bytes from `, `open port 80 at `.
    private func append(subjectOf reply: PingReply, to text: inout [UInt8]) {
        switch (reply.kind, plan.method) {
        case (.open, .tcp(let port)), (.open, .udp(let port)):
            text.append(text: "open port ")
            text.append(decimal: UInt64(port))
            text.append(text: " at ")
        case (.closed, .tcp(let port)), (.closed, .udp(let port)):
            text.append(text: "closed port ")
            text.append(decimal: UInt64(port))
            text.append(text: " at ")
        default:
            text.append(decimal: reply.byteCount)
            text.append(text: " bytes from ")
        }
    }

    private func append(_ failure: PingFailure, to text: inout [UInt8]) {
        if let from = failure.from {
            text.append(text: "From ")
            text.append(host: from, options.names)
        } else {
            text.append(text: "local error:")
        }
        append(failure.probe.sequence, to: &text)
        text.append(text: " ")
        text.append(wordsOf: failure)
        text.append(text: "\n")
    }
}

extension [UInt8] {
    /// ` (45123 ns, kernel clock)`
    fileprivate mutating func append(clockOf reply: PingReply) {
        guard let roundTrip = reply.roundTrip else { return }
        append(text: " (")
        append(decimal: roundTrip)
        append(text: " ns, ")
        append(text: reply.clock.rawValue)
        append(text: " clock)")
    }

    /// What is odd about an answer, in words.
    mutating func append(marksOf reply: PingReply, askedAddress: IPAddress) {
        let marks = reply.marks
        guard !marks.isEmpty else { return }
        if marks.contains(.duplicate) { append(text: " (DUP!)") }
        if marks.contains(.late) { append(text: " (late)") }
        if marks.contains(.reordered) { append(text: " (reordered)") }
        if marks.contains(.differentAddress) {
            append(text: " (DIFFERENT ADDRESS, asked ")
            askedAddress.write(to: &self)
            append(text: "!)")
        }
        if marks.contains(.corrupt) {
            append(text: " (corrupt")
            if let place = reply.firstDifference {
                append(text: " at byte ")
                append(decimal: place)
            }
            append(text: ")")
        }
        if marks.contains(.badChecksum) { append(text: " (BAD CHECKSUM!)") }
        if marks.contains(.truncated) { append(text: " (truncated)") }
        if marks.contains(.extended) { append(text: " (longer)") }
        if marks.contains(.oddCode) {
            append(text: " (code ")
            append(decimal: UInt64(reply.code))
            append(text: ")")
        }
    }
}
