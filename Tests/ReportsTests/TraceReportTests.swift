import Foundation
import Probes
import TestSupport
import Testing
import Wire

@testable import Reports

@Suite struct TraceReportTests {
    private static let name = "ev\u{1B}[2Jil,\"x\""
    private static let first = IPAddress.v4(IPv4Address(rawValue: 0x0A00_0001))
    private static let second = IPAddress.v4(IPv4Address(rawValue: 0x0808_0808))
    private static let end = IPAddress.v4(IPv4Address(rawValue: 0xC000_0209))

    private static var labels: TraceLabels {
        var labels = TraceLabels()
        labels.names = [first: name]
        labels.origins = [second: AddressOrigin(texts: [Array("64500 64501 | 8.8.8.0/24 | ZZ | arin | x".utf8)])]
        return labels
    }

    private static func context(_ change: (inout TracePlan) -> Void = { _ in }) -> TraceContext {
        var plan = TracePlan()
        plan.cookie = 1
        change(&plan)
        let target = TraceTarget(name: name, endpoint: Endpoint(end), source: first, port: 33_434)
        return TraceContext(plan: plan, targets: [target], interface: "e\u{7}0", isRaw: true)
    }

    private static func answer(
        _ kind: TraceAnswer.Kind, _ ttl: Int, from: IPAddress, _ icmp: (UInt8, UInt8)? = (11, 0),
        _ change: (inout TraceAnswer) -> Void = { _ in }
    ) -> TraceAnswer {
        let probe = TraceProbe(number: UInt16(ttl), target: 0, ttl: ttl, byteCount: 60)
        var answer = TraceAnswer(
            probe: probe, kind: kind, from: from,
            icmp: icmp.map { ICMPCode(type: $0.0, code: $0.1, isIPv6: from.isIPv6) }, roundTrip: 1_234_567,
            clock: .kernel)
        answer.ttl = 250
        change(&answer)
        return answer
    }

    private static let extensions: [ICMPExtension] = [
        .mplsLabelStack([MPLSLabelStackEntry(label: 100, trafficClass: 1, isBottomOfStack: true, timeToLive: 2)]),
        .interfaceInformation(InterfaceInformation(role: .incoming, index: 2, name: Array("x\u{1B}e0".utf8), mtu: 9)),
        .other(ICMPExtensionClass(rawValue: 7), classType: 1, [0x1B, 0x0A]),
    ]

    /// What a report says of answers, events of which nothing is a hop.
    private static func events<Report: TraceReport>(_ report: Report, _ events: [TraceEvent]) -> ReportOutput {
        var report = report
        var output = ReportOutput()
        report.start(context(), at: 0, into: &output)
        for event in events { report.event(event, labels, at: 0, into: &output) }
        return output
    }

    /// What a report says of a way that an engine follows, where `reply` gives what comes back to a probe.
    private static func way<Report: TraceReport>(
        _ report: Report, _ context: TraceContext, _ reply: (TraceProbe, Span<UInt8>) -> [UInt8]
    ) -> ReportOutput {
        var report = report
        var output = ReportOutput()
        report.start(context, at: 0, into: &output)
        var engine = TraceEngine(plan: context.plan, targets: context.targets)
        var now = Instant(nanoseconds: 0)
        var answers: [[UInt8]] = []
        loop: for _ in 0..<10_000 {
            switch engine.next(at: now) {
            case .openLane: engine.laneOpened(identifier: 50_000)
            case .send(let probe):
                let bytes = [UInt8](capacity: probe.byteCount) { engine.write(probe, into: &$0) }
                answers.append(reply(probe, bytes.span))
            case .report(.finished(let index)):
                report.summary(engine.traces[index], index: index, labels, at: 0, into: &output)
            case .report(let event): report.event(event, labels, at: 0, into: &output)
            case .wait(let until):
                now = answers.isEmpty ? until : now + .millisecond
                for answer in answers where !answer.isEmpty {
                    engine.receive(LinkPacket(answer.span, .network), at: now)
                }
                answers.removeAll()
            case .finish: break loop
            }
        }
        return output
    }

    /// An error about a probe, as a router writes it.
    private static func error(
        _ type: UInt8, _ code: UInt8, by router: IPAddress, _ probe: Span<UInt8>, _ extensions: [ICMPExtension] = [],
        _ edit: (inout [UInt8]) -> Void = { _ in }
    ) -> [UInt8] {
        guard case .v4(let router) = router, case .v4(let source) = first else { return [] }
        var quote = [UInt8](copying: probe)
        quote[8] = 1
        edit(&quote)
        let error = ICMPv4Error(type: ICMPv4Type(rawValue: type), code: code, extensions: extensions)
        var header = IPv4Header(protocolNumber: .icmp, source: router, destination: source)
        header.timeToLive = 250
        return [UInt8](capacity: 4096) { output in
            header.serialize(into: &output, payloadLength: error.byteCount(quoting: quote.count))
            error.serialize(into: &output, quoting: quote.span)
        }
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private static func isTame(_ output: ReportOutput) -> Bool {
        (output.results + output.notes).allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x0A || $0 == 0x0D }
    }

    private static var options: TraceTextOptions {
        var options = TraceTextOptions()
        (options.showsOrigins, options.showsExtensions, options.showsReturn) = (true, true, true)
        return options
    }

    @Test func `a hop is a line: who, how fast, and all that is odd`() {
        let context = Self.context { $0.queries = 2 }
        var count = 0
        let output = Self.way(TraceTextReport(Self.options), context) { probe, bytes in
            if probe.ttl == 2 { count += 1 }
            switch probe.ttl {
            case 1: return Self.error(11, 0, by: Self.first, bytes, Self.extensions)
            case 2:
                return Self.error(11, 0, by: count == 1 ? Self.second : Self.first, bytes) { $0[1] = 0x28 }
            case 3: return []
            default: return Self.error(3, 13, by: Self.second, bytes) { $0[8] = 7 }
            }
        }
        let lines = Self.text(output.results).split(separator: "\n").map(String.init)
        #expect(lines.count == 5 && Self.isTame(output), "\(lines)")
        #expect(lines[0].hasPrefix(#"traceroute to ev\x1b[2Jil,"x" (192.0.2.9), 30 hops max, 60 byte packets"#))
        #expect(lines[1].hasPrefix(#" 1  ev\x1b[2Jil,"x" (10.0.0.1) [private] '-6' [MPLS label 100 TC 1 S 1 TTL 2]"#))
        #expect(lines[1].contains(#"[incoming interface x\x1be0 index 2 MTU 9] [extension 7/1: 1b 0a]  "#))
        #expect(lines[2].contains("8.8.8.8 (8.8.8.8) [AS64500/AS64501] '-6'") && lines[2].contains("[DSCP 10 ECN 0]"))
        #expect(lines[3] == " 3  * *" && lines[4].hasSuffix(" ms !X"))
        #expect(Self.text(output.notes).contains("was not reached: 8.8.8.8 says Destination Unreachable: "))
    }

    @Test func `with --mtu the length is told where it changes`() {
        let context = Self.context { ($0.findsMTU, $0.byteCount) = (true, 1500) }
        let output = Self.way(TraceTextReport(TraceTextOptions()), context) { probe, bytes in
            probe.ttl < 3 ? Self.error(11, 0, by: Self.second, bytes) : Self.error(3, 3, by: Self.end, bytes)
        }
        let lines = Self.text(output.results).split(separator: "\n")
        #expect(lines.count == 4 && lines[1].contains(" F=1500  ") && !lines[2].contains("F="))
    }

    @Test func `marks are those that traceroute has always had`() {
        let codes: [((UInt8, UInt8), String)] = [
            ((3, 0), "!N"), ((3, 1), "!H"), ((3, 2), "!P"), ((3, 5), "!S"), ((3, 13), "!X"), ((3, 14), "!V"),
            ((3, 15), "!C"), ((3, 12), "!<12>"),
        ]
        for (code, mark) in codes { #expect(Self.answer(.unreachable, 1, from: Self.first, code).mark == mark) }
        #expect(Self.answer(.unreachable, 1, from: .v6(.loopback), (4, 1)).mark == "!P")
        #expect(Self.answer(.unreachable, 1, from: .v6(.loopback), (1, 1)).mark == "!X")
        #expect(Self.answer(.tooBig, 1, from: Self.first, (3, 4)) { $0.mtu = 1400 }.mark == "!F-1400")
        #expect(Self.answer(.complaint, 1, from: Self.first, (12, 0)).mark == "!<12-0>")
        #expect(Self.answer(.exceeded, 1, from: Self.first).mark == nil)
        #expect(Self.answer(.reached(.closed), 1, from: Self.first, (3, 3)).mark == nil)
        #expect(Self.answer(.reached(.open), 1, from: Self.first, nil).mark == nil)
    }

    private static var everything: [TraceEvent] {
        let plain = answer(.exceeded, 1, from: first) {
            $0.extensions = extensions
            $0.quote = TraceQuote(
                ttl: 0, trafficClass: 40, changes: [.trafficClass, .identification, .length, .checksum])
        }
        let kinds: [TraceAnswer.Kind] = [
            .reached(.echo), .reached(.open), .reached(.closed), .reached(.data), .unreachable, .tooBig, .complaint,
        ]
        return [
            .sent(plain.probe), .answer(plain, isLate: false), .answer(plain, isLate: true), .lost(plain.probe),
            .failed(plain.probe, LinkError(.messageTooLong(mtu: 1400), "no")),
            .mtu(target: 0, ttl: 3, byteCount: 1400, from: second), .mtu(target: 0, ttl: 3, byteCount: 1400, from: nil),
        ] + kinds.map { .answer(answer($0, 2, from: second, (3, 4)) { $0.copies = 1 }, isLate: false) }
    }

    @Test func `every object is as the schema says, and holds no control character`() throws {
        let schema = try SchemaValidator(named: "traceroute")
        var output = Self.events(TraceJSONReport(isVerbose: true), Self.everything)
        let context = Self.context { ($0.findsMTU, $0.byteCount, $0.queries) = (true, 1400, 2) }
        let way = Self.way(TraceJSONReport(isVerbose: true), context) { probe, bytes in
            switch probe.ttl {
            case 2: []
            case 1, 3: Self.error(11, 0, by: probe.ttl == 1 ? Self.first : Self.second, bytes, Self.extensions)
            default: Self.error(3, 3, by: Self.end, bytes)
            }
        }
        output.results += way.results
        #expect(Self.isTame(output))
        var types: Set<String> = []
        for line in output.results.split(separator: UInt8(ascii: "\n")) {
            let value = try JSONSerialization.jsonObject(with: Data(line))
            #expect(schema.faults(in: value) == [], "\(String(decoding: line, as: UTF8.self))")
            types.insert((value as? [String: Any])?["type"] as? String ?? "")
        }
        let all: Set = [
            "start", "sent", "reply", "duplicate", "late", "timeout", "error", "mtu", "hop", "summary",
        ]
        #expect(types == all)
    }

    @Test func `a row of CSV has all columns, whatever a name holds`() {
        let output = Self.way(TraceCSVReport(), Self.context()) { probe, bytes in
            switch probe.ttl {
            case 1: Self.error(11, 0, by: Self.first, bytes)
            case 2: []
            default: Self.error(3, 3, by: Self.end, bytes)
            }
        }
        let rows = Self.text(output.results).split(separator: "\r\n")
        let name = #""ev\x1b[2Jil,""x""""#
        #expect(rows.count == 4 && Self.isTame(output))
        #expect(rows[1].hasPrefix("\(name),192.0.2.9,1,1,10.0.0.1,\(name),,"))
        #expect(rows[1].hasSuffix(",exceeded,,11,0,250,") && rows[2] == "\(name),192.0.2.9,2,1,,,,,,,,,,")
        #expect(rows[3].hasSuffix(",closed,,3,3,250,"))
    }

    @Test func `what is told beside the hops holds no control character`() {
        var options = Self.options
        options.isVerbose = true
        let output = Self.events(TraceTextReport(options), Self.everything)
        #expect(Self.isTame(output), "\(Self.text(output.notes))")
        #expect(Self.text(output.notes).contains("8.8.8.8 takes packets of 1400 bytes at most"))
    }
}
