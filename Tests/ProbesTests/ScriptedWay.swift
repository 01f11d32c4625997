import Probes
import Wire

/// A probe of a trace, as the network sees it.
struct WayProbe {
    /// Counted from 1 over the run.
    let count: Int
    /// The whole packet.
    let bytes: [UInt8]
    let at: Instant

    var isIPv6: Bool { bytes[0] >> 4 == 6 }
    var headerByteCount: Int { isIPv6 ? 40 : Int(bytes[0] & 15) * 4 }
    var ttl: Int { Int(isIPv6 ? bytes[7] : bytes[8]) }
    var transport: [UInt8] { Array(bytes.dropFirst(headerByteCount)) }
    var number: IPProtocol { IPProtocol(rawValue: isIPv6 ? bytes[6] : bytes[9]) }
    var source: IPAddress { isIPv6 ? .v6(bytes.span.ipv6Address(at: 8)) : .v4(bytes.span.ipv4Address(at: 12)) }
    var destination: IPAddress { isIPv6 ? .v6(bytes.span.ipv6Address(at: 24)) : .v4(bytes.span.ipv4Address(at: 16)) }
    var destinationPort: UInt16 { UInt16(transport[2]) << 8 | UInt16(transport[3]) }
    /// What routers share traffic by.
    var flow: [UInt8] {
        let label = isIPv6 ? Array(bytes[1...3]) : []
        let start = number == .icmp || number == .icmpv6 ? transport.prefix(6) : transport.prefix(4)
        return label + [number.rawValue] + start
    }
}

/// What comes back to a probe: whole packets, each some time after it left.
typealias WayAnswer = (after: Nanoseconds, packet: [UInt8])

extension WayProbe {
    /// What `router` says of the probe.
    ///
    /// - Parameters:
    ///   - quoting: bytes of the quote; nil: all.
    ///   - edit: what became of the probe on the way.
    func error(
        _ type: UInt8, _ code: UInt8, by router: IPAddress, ttl: UInt8 = 64, mtu: UInt16? = nil, quoting: Int? = nil,
        extensions: [ICMPExtension] = [], edit: (inout [UInt8]) -> Void = { _ in }
    ) -> [UInt8] {
        var quote = bytes
        quote[isIPv6 ? 7 : 8] = 1
        edit(&quote)
        if let quoting { quote = Array(quote.prefix(quoting)) }
        switch (router, source) {
        case (.v4(let router), .v4(let source)):
            let error = ICMPv4Error(
                type: ICMPv4Type(rawValue: type), code: code, detail: mtu.map { .nextHopMTU($0) } ?? .none,
                extensions: extensions)
            var header = IPv4Header(protocolNumber: .icmp, source: router, destination: source)
            header.timeToLive = ttl
            return [UInt8](capacity: 2048) { output in
                header.serialize(into: &output, payloadLength: error.byteCount(quoting: quote.count))
                error.serialize(into: &output, quoting: quote.span)
            }
        case (.v6(let router), .v6(let source)):
            let error = ICMPv6Error(
                type: ICMPv6Type(rawValue: type), code: code, detail: mtu.map { .mtu(UInt32($0)) } ?? .none,
                extensions: extensions)
            var header = IPv6Header(nextHeader: .icmpv6, source: router, destination: source)
            header.hopLimit = ttl
            return [UInt8](capacity: 2048) { output in
                header.serialize(into: &output, payloadLength: error.byteCount(quoting: quote.count))
                error.serialize(
                    into: &output, quoting: quote.span,
                    pseudoHeader: .ipv6(source: router, destination: source))
            }
        default: return []
        }
    }

    /// Time exceeded.
    func exceeded(by router: IPAddress, ttl: UInt8 = 64, quoting: Int? = nil, edit: (inout [UInt8]) -> Void = { _ in })
        -> [UInt8]
    {
        error(isIPv6 ? 3 : 11, 0, by: router, ttl: ttl, quoting: quoting, edit: edit)
    }

    /// Destination unreachable, with the code of either family.
    func unreachable(_ code: UInt8, by router: IPAddress, ttl: UInt8 = 64) -> [UInt8] {
        error(isIPv6 ? 1 : 3, code, by: router, ttl: ttl)
    }

    /// What the target says when the probe has arrived: port unreachable, echo reply, or RST.
    func arrived(isOpen: Bool = false, ttl: UInt8 = 64) -> [UInt8] {
        switch number {
        case .icmp, .icmpv6: packet(echoReply, ttl: ttl)
        case .tcp: packet(segment(isOpen ? [.syn, .ack] : [.reset, .ack]), ttl: ttl)
        default: unreachable(isIPv6 ? 4 : 3, by: destination, ttl: ttl)
        }
    }

    private var echoReply: [UInt8] {
        let bytes = transport.span
        let (identifier, sequence) = (bytes.uint16(at: 4), bytes.uint16(at: 6))
        return [UInt8](capacity: bytes.count) { output in
            if case .v6(let destination) = destination, case .v6(let source) = source {
                ICMPv6Echo(isReply: true, identifier: identifier, sequenceNumber: sequence).serialize(
                    into: &output, payload: bytes.suffix(from: 8),
                    pseudoHeader: .ipv6(source: destination, destination: source))
            } else {
                ICMPv4Echo(isReply: true, identifier: identifier, sequenceNumber: sequence).serialize(
                    into: &output, payload: bytes.suffix(from: 8))
            }
        }
    }

    private func segment(_ flags: TCPFlags) -> [UInt8] {
        let bytes = transport.span
        guard let pseudoHeader = PseudoHeader(source: destination, destination: source) else { return [] }
        let header = TCPHeader(
            sourcePort: bytes.uint16(at: 2), destinationPort: bytes.uint16(at: 0), sequenceNumber: 77,
            acknowledgmentNumber: bytes.uint32(at: 4) &+ 1, flags: flags, window: 1000)
        return [UInt8](capacity: 60) {
            header.serialize(into: &$0, payload: [UInt8]().span, pseudoHeader: pseudoHeader)
        }
    }

    /// From the target to us.
    func packet(_ payload: [UInt8], ttl: UInt8 = 64) -> [UInt8] {
        [UInt8](capacity: payload.count + 60) { output in
            switch (destination, source) {
            case (.v4(let destination), .v4(let source)):
                var header = IPv4Header(protocolNumber: number, source: destination, destination: source)
                header.timeToLive = ttl
                header.serialize(into: &output, payloadLength: payload.count)
            case (.v6(let destination), .v6(let source)):
                var header = IPv6Header(nextHeader: number, source: destination, destination: source)
                header.hopLimit = ttl
                header.serialize(into: &output, payloadLength: payload.count)
            default: break
            }
            for byte in payload { output.append(byte) }
        }
    }
}

/// A network in which time passes only while somebody waits, and all answers are written down beforehand.
struct ScriptedWay: ~Copyable, PacketLink {
    let clock: ManualClock
    let script: (WayProbe) -> [WayAnswer]
    var signals: [(at: Instant, signal: Signal)] = []
    var refuses: (WayProbe) -> LinkError? = { _ in nil }
    private(set) var sent: [WayProbe] = []
    private(set) var isStuck = false
    var firstLane = 0
    private var lanes = 0
    private var queue: [(probe: WayProbe, token: UInt64)] = []
    private var failures: [(token: UInt64, error: LinkError)] = []
    private var arrivals: [(at: Instant, packet: [UInt8])] = []
    private var fetched: [[UInt8]] = []
    private var buffer: [UInt8] = []
    private var ranges: [Range<Int>] = []

    init(_ clock: ManualClock, _ script: @escaping (WayProbe) -> [WayAnswer]) {
        self.clock = clock
        self.script = script
    }

    mutating func openLane() throws(LinkError) -> UInt16 {
        lanes += 1
        return UInt16(50_000 + firstLane + lanes)
    }

    mutating func send(
        to destination: Endpoint, lane: Int, token: UInt64, byteCount: Int, _ write: (inout OutputSpan<UInt8>) -> Void
    ) {
        let bytes = [UInt8](capacity: byteCount) { write(&$0) }
        queue.append((WayProbe(count: sent.count + queue.count + 1, bytes: bytes, at: clock.now), token))
    }

    mutating func flush() -> Bool {
        for (probe, token) in queue {
            sent.append(probe)
            if let error = refuses(probe) {
                failures.append((token, error))
                continue
            }
            for answer in script(probe) { arrivals.append((clock.now + answer.after, answer.packet)) }
        }
        arrivals.sort { $0.at < $1.at }
        queue.removeAll()
        return true
    }

    mutating func takeFailures() -> [(token: UInt64, error: LinkError)] {
        defer { failures.removeAll() }
        return failures
    }

    mutating func receive() -> Int {
        let now = clock.now
        let ready = arrivals.prefix { $0.at <= now }
        buffer.removeAll(keepingCapacity: true)
        ranges.removeAll(keepingCapacity: true)
        for arrival in ready {
            ranges.append(buffer.count..<buffer.count + arrival.packet.count)
            buffer += arrival.packet
        }
        arrivals.removeFirst(ready.count)
        return ranges.count
    }

    @_lifetime(borrow self)
    borrowing func packet(_ index: Int) -> LinkPacket {
        LinkPacket(buffer.span.extracting(ranges[index]), .network)
    }

    mutating func countOverruns() -> Int { 0 }

    mutating func wait(until deadline: Instant) -> Wake {
        let next = min(signals.first?.at ?? .distantFuture, arrivals.first?.at ?? .distantFuture)
        guard min(next, deadline) < .distantFuture else {
            isStuck = true
            return .signal(.finish)
        }
        clock.now = max(clock.now, min(next, deadline))
        if let first = signals.first, first.at <= clock.now { return .signal(signals.removeFirst().signal) }
        return next <= clock.now ? .packets : .deadline
    }
}

/// A trace from start to end against a scripted network.
struct Journey {
    var plan = TracePlan()
    var isIPv6 = false
    var targets: [TraceTarget] = []
    var refuses: (WayProbe) -> LinkError? = { _ in nil }

    static func address(_ number: Int, isIPv6: Bool = false) -> IPAddress {
        isIPv6
            ? .v6(IPv6Address(rawValue: 0x2001_0db8 << 96 | UInt128(number)))
            : .v4(IPv4Address(rawValue: 0xC633_6400 + UInt32(number)))
    }

    /// The router at a hop.
    func router(_ hop: Int) -> IPAddress { Self.address(hop, isIPv6: isIPv6) }

    init(isIPv6: Bool = false, _ change: (inout Journey) -> Void = { _ in }) {
        self.isIPv6 = isIPv6
        plan.cookie = 0x0123_4567_89AB_CDEF
        targets = [
            TraceTarget(
                name: "target", endpoint: Endpoint(Self.address(200, isIPv6: isIPv6)),
                source: Self.address(250, isIPv6: isIPv6), port: 33_434)
        ]
        change(&self)
    }

    struct Outcome {
        var engine: TraceEngine
        var events: [(at: Nanoseconds, event: TraceEvent)] = []
        var sent: [WayProbe] = []
        var length: Nanoseconds = 0
        var isStuck = false

        var trace: Trace { engine.traces[0] }
        /// The hops that were told, each as `TTL address ...`, with `*` where nothing came.
        var story: [String] {
            events.compactMap { event in
                guard case .hop(0, let hop) = event.event else { return nil }
                let answers = hop.answers.map { answer in
                    guard let answer else { return "*" }
                    return "\(answer.from)" + (answer.isFinal ? " !" : "") + (answer.isInferred ? " ?" : "")
                }
                return "\(hop.ttl) " + answers.joined(separator: " ")
            }
        }
        var answers: [TraceAnswer] {
            events.compactMap { if case .answer(let answer, _) = $0.event { answer } else { nil } }
        }
    }

    private struct Recorder: TraceObserver {
        let clock: ManualClock
        let start: Instant
        var events: [(at: Nanoseconds, event: TraceEvent)] = []
        var shouldStop: Bool { false }

        mutating func traceDidReport(_ event: TraceEvent, _ engine: borrowing TraceEngine) {
            events.append((clock.now - start, event))
        }
        mutating func traceDidWake(_ signal: Signal, _ engine: borrowing TraceEngine) {}
        mutating func traceIsIdle(at now: Instant, _ engine: borrowing TraceEngine) -> Instant { .distantFuture }
    }

    func run(_ script: @escaping (WayProbe) -> [WayAnswer]) throws -> Outcome {
        let clock = ManualClock()
        var link = ScriptedWay(clock, script)
        link.refuses = refuses
        var engine = TraceEngine(plan: plan, targets: targets)
        let start = clock.now
        var recorder = Recorder(clock: clock, start: start)
        try TraceSession.run(&engine, over: &link, observer: &recorder, clock: { clock.now })
        return Outcome(
            engine: engine, events: recorder.events, sent: link.sent, length: clock.now - start, isStuck: link.isStuck)
    }

    /// A way of `count` hops, the last of which is the target, with as many milliseconds to each.
    func run(
        hops count: Int, delay: Nanoseconds = 5 * .millisecond, silent: Set<Int> = [], isDead: Bool = false
    ) throws -> Outcome {
        try run { probe in
            let hop = min(probe.ttl, count)
            if silent.contains(hop) || isDead && hop == count { return [] }
            let back = UInt8(64 - (hop - 1))
            return [
                (
                    delay * Int64(hop),
                    hop == count ? probe.arrived(ttl: back) : probe.exceeded(by: router(hop), ttl: back)
                )
            ]
        }
    }
}
