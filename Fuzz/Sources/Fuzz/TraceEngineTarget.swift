import Probes
import Reports
import Wire

/// The engines that follow ways, against a network that does what the input says. First comes the plan, a byte a
/// decision, then steps: a byte that chooses one, and the bytes that it asks for.
enum TraceEngineTarget {
    static func run(_ bytes: Span<UInt8>) {
        var script = PingScript(bytes)
        let plan = plan(&script)
        let isIPv6 = script.byte() & 1 != 0
        let targets = (0...script.number(2)).map { target($0, isIPv6: isIPv6, plan.method) }
        switch script.number(4) {
        case 0:
            play(&script, TraceEngine(plan: plan, targets: targets), plan, within: 1_000) { engine, _ in
                for trace in engine.traces { check(trace.end != nil, "each trace ends") }
            }
        case 1, 2:
            let engine = PathEngine(
                plan: plan, target: targets[0], confidence: PathConfidence(percent: 95), isStrict: script.number(2) == 1
            )
            play(&script, engine, plan, within: 10_000) { engine, labels in
                let report = PathReport(
                    engine.graph, to: targets[0], flows: engine.identifiers, labels, TraceTextOptions())
                for form in [PathReport.Form.text, .tree, .dot, .svg, .csv] {
                    var output: [UInt8] = []
                    report.write(form, into: &output)
                    Self.expectPlain(output)
                }
                var output: [UInt8] = []
                report.writeJSON(engine, at: 0, into: &output)
                Self.expectPlain(output)
            }
        default:
            let watch = TraceWatch(plan: plan, targets: targets, interval: .second, rounds: 1 + script.number(4))
            play(&script, watch, plan, within: 1_000) { watch, labels in
                for hop in watch.ways.flatMap(\.hops) {
                    check(hop.received + hop.lost <= hop.sent && hop.lost >= 0, "a probe has one fate")
                    check(hop.answerers.reduce(0) { $0 + $1.received } <= hop.received, "who answers is counted once")
                }
                var output: [UInt8] = []
                WatchTable(labels, TraceTextOptions()).writeText(watch, into: &output)
                WatchTable(labels, TraceTextOptions()).writeMarkdown(watch, into: &output)
                WatchJSON.write(watch, labels, at: 0, into: &output)
                WatchCSV.write(watch, labels, into: &output)
                Self.expectPlain(output)
            }
        }
    }

    static func expectPlain(_ output: [UInt8]) {
        check(output.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x0A || $0 == 0x0D }, "no control character")
    }

    private static func plan(_ script: inout PingScript) -> TracePlan {
        var plan = TracePlan()
        plan.cookie = 0x0123_4567_89AB_CDEF
        plan.method = [.udp, .echo, .tcp(.syn), .sctp][script.number(4)]
        plan.firstNumber = [1, 65_500][script.number(2)]
        plan.maximumTTL = 1 + script.number(12)
        plan.queries = 1 + script.number(3)
        plan.tries = 1 + script.number(3)
        plan.gap = 1 + script.number(5)
        let flags = script.byte()
        plan.findsMTU = flags & 1 != 0
        if flags & 2 != 0 { plan.window = 1 + script.number(4) }
        if flags & 4 != 0 { plan.deadline = Nanoseconds(script.byte()) * 100 * .millisecond }
        if plan.findsMTU { plan.byteCount = 1_500 }
        return plan
    }

    private static func target(_ index: Int, isIPv6: Bool, _ method: TraceMethod) -> TraceTarget {
        TraceTarget(
            name: "target \(index)", endpoint: Endpoint(address(200 + index, isIPv6: isIPv6)),
            source: address(250, isIPv6: isIPv6), port: method == .echo ? 0 : 33_434)
    }

    static func address(_ number: Int, isIPv6: Bool) -> IPAddress {
        isIPv6
            ? .v6(IPv6Address(rawValue: 0x2001_0DB8 << 96 | UInt128(number)))
            : .v4(IPv4Address(rawValue: 0xC633_6400 + UInt32(number)))
    }

    // MARK: The game

    /// Plays the script, then lets time pass until the engine finishes, which it has to.
    private static func play<Engine: TraceDecider>(
        _ script: inout PingScript, _ engine: Engine, _ plan: TracePlan, within seconds: Nanoseconds,
        afterwards: (borrowing Engine, TraceLabels) -> Void
    ) {
        var game = TraceGame(engine, plan)
        while !script.isAtEnd, !game.isFinished {
            let choice = script.byte()
            switch choice & 7 {
            case 0, 1, 2: game.advance()
            case 3: game.now = game.now + Nanoseconds(script.byte()) * 10 * .millisecond
            case 4, 5, 6: game.hand(answer(&script, game.sent))
            default: game.fail(script.number(game.sent.count + 2), kind: choice >> 3)
            }
        }
        let end = game.now + seconds * .second
        while !game.isFinished {
            game.advance()
            check(game.now < end, "the engine finishes")
        }
        afterwards(game.engine, game.labels)
    }

    /// What somebody says of a probe, or of something like it.
    private static func answer(_ script: inout PingScript, _ sent: [[UInt8]]) -> [UInt8] {
        guard !sent.isEmpty else { return [] }
        var quote = sent[sent.count - 1 - script.number(min(sent.count, 256))]
        let isIPv6 = quote[0] >> 4 == 6
        let from = address(script.number(8), isIPv6: isIPv6)
        let kinds: [(UInt8, UInt8)] =
            isIPv6 ? [(3, 0), (1, 4), (2, 0), (1, 1), (129, 0)] : [(11, 0), (3, 3), (3, 4), (3, 1), (0, 0)]
        let (type, code) = kinds[script.number(kinds.count)]
        let change = script.byte()
        if change & 1 != 0 { quote = Array(quote.prefix(script.number(256))) }
        if change & 2 != 0, !quote.isEmpty { quote[script.number(quote.count)] ^= script.byte() }
        var packet = error(type, code, detail: change & 4 != 0 ? script.uint16() : 1_400, of: quote, by: from)
        if change & 8 != 0 { packet = Array(packet.prefix(script.number(256))) }
        if change & 16 != 0, !packet.isEmpty { packet[script.number(packet.count)] ^= script.byte() }
        return packet
    }

    private static func error(
        _ type: UInt8, _ code: UInt8, detail: UInt16, of quote: [UInt8], by router: IPAddress
    ) -> [UInt8] {
        switch (router, address(250, isIPv6: router.isIPv6)) {
        case (.v4(let router), .v4(let source)):
            let error = ICMPv4Error(
                type: ICMPv4Type(rawValue: type), code: code, detail: .nextHopMTU(detail), extensions: [])
            let header = IPv4Header(protocolNumber: .icmp, source: router, destination: source)
            return [UInt8](capacity: 4096) { output in
                header.serialize(into: &output, payloadLength: error.byteCount(quoting: quote.count))
                error.serialize(into: &output, quoting: quote.span)
            }
        case (.v6(let router), .v6(let source)):
            let error = ICMPv6Error(
                type: ICMPv6Type(rawValue: type), code: code, detail: .mtu(UInt32(detail)), extensions: [])
            let header = IPv6Header(nextHeader: .icmpv6, source: router, destination: source)
            return [UInt8](capacity: 4096) { output in
                header.serialize(into: &output, payloadLength: error.byteCount(quoting: quote.count))
                error.serialize(
                    into: &output, quoting: quote.span, pseudoHeader: .ipv6(source: router, destination: source))
            }
        default: return []
        }
    }
}

/// An engine, what it has sent, and the reports of it.
private struct TraceGame<Engine: TraceDecider> {
    var engine: Engine
    var now = Instant(nanoseconds: 1_000_000_000)
    let labels = TraceLabels()
    /// The last of them, whole.
    private(set) var sent: [[UInt8]] = []
    private(set) var isFinished = false
    private var lanes = 0
    private var numbers: [UInt16] = []
    private var text = TraceTextReport(TraceTextOptions())
    private var json = TraceJSONReport(isVerbose: true)
    private var csv = TraceCSVReport()

    private var output = ReportOutput()

    init(_ engine: Engine, _ plan: TracePlan) {
        self.engine = engine
        let context = TraceContext(plan: plan, targets: engine.targets, interface: nil, isRaw: true)
        text.start(context, at: 0, into: &output)
        json.start(context, at: 0, into: &output)
        csv.start(context, at: 0, into: &output)
    }

    /// Does what the engine wants next.
    mutating func advance() {
        switch engine.next(at: now) {
        case .openLane:
            engine.laneOpened(identifier: 40_000 + UInt16(lanes % 20_000))
            lanes += 1
        case .send(let probe):
            let packet = serialized(probe.byteCount) { output in engine.write(probe, into: &output) }
            check(probe.flow < lanes, "lanes are opened before they are used")
            if sent.count == 256 {
                sent.removeFirst(128)
                numbers.removeFirst(128)
            }
            sent.append(packet)
            numbers.append(probe.number)
        case .report(let event): tell(event)
        case .wait(let time):
            check(time > now, "the engine waits for what is to come")
            check(time < .distantFuture, "the engine waits for something")
            now = time
        case .finish: isFinished = true
        }
    }

    private mutating func tell(_ event: TraceEvent) {
        text.event(event, labels, at: 0, into: &output)
        json.event(event, labels, at: 0, into: &output)
        csv.event(event, labels, at: 0, into: &output)
        TraceEngineTarget.expectPlain(output.results)
        output.results.removeAll(keepingCapacity: true)
    }

    mutating func hand(_ packet: [UInt8]) {
        engine.receive(LinkPacket(packet.span, .network), at: now)
    }

    mutating func fail(_ place: Int, kind: UInt8) {
        let number = place < numbers.count ? numbers[place] : 0
        let kinds: [LinkError.Kind] = [
            .messageTooLong(mtu: Int(kind) * 64), .messageTooLong(mtu: nil), .unreachable, .forbidden,
        ]
        engine.sendFailed(number: UInt64(number), error: LinkError(kinds[Int(kind & 3)], "no"), at: now)
    }
}
