import Probes
import Wire

@testable import Reports

/// A report on a real engine whose network the test plays.
struct PingScene<Report: PingReport> {
    /// 1 August 2026, 12:34:56 UTC: when the run starts.
    static var epoch: Nanoseconds { 1_785_587_696_000_000_000 }

    var engine: PingEngine
    var report: Report
    var output = ReportOutput()
    var now = Instant(nanoseconds: 0)
    /// What has been sent: probe, transport bytes, time.
    var sent: [(probe: PingProbe, bytes: [UInt8], at: Instant)] = []
    let context: PingContext

    init(_ report: Report, _ targets: [PingTarget], _ change: (inout PingContext) -> Void = { _ in }) {
        var plan = PingPlan()
        plan.cookie = 0x0102_0304_0506_0708
        var context = PingContext(plan: plan, targets: targets, payloadByteCount: 56, isRaw: true)
        change(&context)
        self.context = context
        self.report = report
        engine = PingEngine(plan: context.plan, targets: targets)
        self.report.start(context, at: Self.epoch, into: &output)
    }

    var time: Nanoseconds { Self.epoch + now.nanoseconds }
    var results: String { String(decoding: output.results, as: UTF8.self) }
    var notes: String { String(decoding: output.notes, as: UTF8.self) }

    /// Results since the last time.
    mutating func takeResults() -> String {
        defer { output = ReportOutput() }
        return results
    }

    mutating func tell(_ event: PingEvent?) {
        if let event { report.event(event, engine, at: time, into: &output) }
    }

    /// Does what the engine asks for until so many milliseconds after the start.
    mutating func run(to milliseconds: Double) {
        let limit = Instant(nanoseconds: Nanoseconds(milliseconds * 1_000_000))
        while true {
            switch engine.next(at: now) {
            case .openLane: engine.laneOpened(identifier: 0x1234)
            case .send(let probe):
                let bytes = [UInt8](capacity: engine.byteCount(of: probe)) { output in
                    engine.write(probe, into: &output)
                }
                sent.append((probe, bytes, now))
            case .report(let event): tell(event)
            case .wait(let until):
                now = min(until, limit)
                if until > limit { return }
            case .finish: return
            }
        }
    }

    /// The target answers the probe that was sent as number `index` (from 0), so long after it was sent.
    mutating func reply(
        to index: Int, after microseconds: Double, from source: String? = nil, code: UInt8 = 0,
        options: [IPv4Option] = [], _ change: (inout [UInt8]) -> Void = { _ in }
    ) {
        let request = sent[index]
        now = max(now, Instant(nanoseconds: request.at.nanoseconds + Nanoseconds(microseconds * 1000)))
        var payload = Array(request.bytes.dropFirst(8))
        change(&payload)
        let isIPv6 = request.probe.endpoint.address.isIPv6
        var packet: [UInt8] = [isIPv6 ? 129 : 0, code, 0, 0] + request.bytes[4..<8] + payload
        if !isIPv6 { Self.fixChecksum(&packet) }
        let address = source.flatMap { IPAddress($0) } ?? request.probe.endpoint.address
        isIPv6 ? deliver(packet, .icmpv6, from: address) : deliverIPv4(packet, from: address, options)
    }

    /// A packet as a raw IPv4 socket gives it.
    mutating func deliverIPv4(_ transport: [UInt8], from source: IPAddress, _ options: [IPv4Option] = []) {
        guard case .v4(let address) = source else { return }
        var header = IPv4Header(protocolNumber: .icmp, source: address, destination: IPv4Address(rawValue: 0x0A00_0002))
        header.options = options
        let packet = [UInt8](capacity: header.byteCount + transport.count) { output in
            header.serialize(into: &output, payloadLength: transport.count)
            output.append(copying: transport.span)
        }
        tell(engine.receive(LinkPacket(packet.span, .network), at: now))
    }

    /// A packet as a socket gives it that takes the network header off.
    mutating func deliver(_ transport: [UInt8], _ number: IPProtocol, from source: IPAddress) {
        var packet = LinkPacket(transport.span, .transport(number))
        packet.source = source
        packet.ttl = 64
        packet.isChecksumVerified = true
        tell(engine.receive(packet, at: now))
    }

    /// A router says an error about the probe sent as number `index`.
    mutating func fail(
        _ index: Int, after microseconds: Double, from source: String, type: ICMPv4Type, code: UInt8,
        detail: ICMPv4Error.Detail = .none, extensions: [ICMPExtension] = []
    ) {
        let request = sent[index]
        now = max(now, Instant(nanoseconds: request.at.nanoseconds + Nanoseconds(microseconds * 1000)))
        guard let router = IPAddress(source), case .v4(let asked) = request.probe.endpoint.address else { return }
        let header = IPv4Header(
            protocolNumber: .icmp, source: IPv4Address(rawValue: 0x0A00_0002), destination: asked)
        let quote = [UInt8](capacity: 20 + request.bytes.count) { output in
            header.serialize(into: &output, payloadLength: request.bytes.count)
            output.append(copying: request.bytes.span)
        }
        let error = ICMPv4Error(type: type, code: code, detail: detail, extensions: extensions)
        let message = [UInt8](capacity: error.byteCount(quoting: quote.count)) { output in
            error.serialize(into: &output, quoting: quote.span)
        }
        deliverIPv4(message, from: router)
    }

    mutating func end(_ end: PingEnd = .finished) {
        if end == .interrupted { engine.interrupt() }
        run(to: Double(now.nanoseconds) / 1_000_000)
        report.summary(engine, end: end, elapsed: now.nanoseconds, at: time, into: &output)
    }

    static func fixChecksum(_ message: inout [UInt8]) {
        message.replaceSubrange(2..<4, with: [0, 0])
        let checksum = InternetChecksum.of(message.span)
        message[2] = UInt8(checksum >> 8)
        message[3] = UInt8(checksum & 0xFF)
    }
}

/// A search for the path MTU over a path that takes 1,400 bytes, and whose router says so or is silent.
func pathMTUSearched<Report: PingReport>(_ report: Report, isSilent: Bool) -> PingScene<Report> {
    var scene = PingScene(report, [.at("10.0.0.1")]) {
        $0.plan.sizes = .search(PathMTUSearch(minimum: 68, maximum: 1500))
        $0.plan.pacing = .sequential
        $0.plan.timeout = 100 * .millisecond
    }
    var answered = 0
    for round in 0..<200 {
        scene.run(to: Double(round) * 100)
        guard answered < scene.sent.count else { break }
        for index in answered..<scene.sent.count {
            if scene.sent[index].bytes.count <= 1380 {
                scene.reply(to: index, after: 10)
            } else if !isSilent {
                scene.fail(
                    index, after: 10, from: "10.0.0.9", type: .destinationUnreachable, code: 4,
                    detail: .nextHopMTU(1400))
            }
        }
        answered = scene.sent.count
    }
    scene.end()
    return scene
}

extension PingTarget {
    static func at(_ address: String, _ name: String? = nil) -> PingTarget {
        PingTarget(name: name ?? address, endpoint: Endpoint(IPAddress(address) ?? .v4(.any)))
    }
}
