import Foundation
@testable import Probes
import Testing
import Wire

@testable import Reports
import TestSupport

@Suite struct PingJSONReportTests {
    typealias Scene = PingScene<PingJSONReport>

    /// The objects of a scene's results, each checked against the schema.
    static func objects(_ scene: Scene) throws -> [[String: Any]] {
        let schema = try SchemaValidator(named: "ping")
        return try scene.results.split(separator: "\n").map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
            #expect(schema.faults(in: object).map { "\($0) in \(line)" } == [])
            return try #require(object as? [String: Any])
        }
    }

    static func types(_ scene: Scene) throws -> [String] { try objects(scene).compactMap { $0["type"] as? String } }

    @Test func `an answer and its summary, word for word`() throws {
        var scene = Scene(PingJSONReport(histogramRows: 4), [.at("10.0.0.1", "host")]) {
            $0.plan.count = 1
            $0.source = IPAddress("10.0.0.2")
            $0.interface = "eth0"
        }
        scene.run(to: 0)
        scene.reply(to: 0, after: 45.123)
        scene.end()
        _ = try Self.objects(scene)
        #expect(
            scene.results == """
                {"type":"start","time":"2026-08-01T12:34:56.000000000Z","targets":1,"target":"host",\
                "address":"10.0.0.1","source":"10.0.0.2",\
                "interface":"eth0","method":"echo","payload_bytes":56,"raw_socket":true,"count":1,\
                "interval_ns":1000000000,"timeout_ns":2000000000}
                {"type":"reply","time":"2026-08-01T12:34:56.000045123Z","target":"host","address":"10.0.0.1",\
                "sequence":1,"from":"10.0.0.1","bytes":64,"ttl":64,"rtt_ns":45123,"clock":"user"}
                {"type":"target","time":"2026-08-01T12:34:56.000045123Z","target":"host","address":"10.0.0.1","sent":1,\
                "received":1,"lost":0,"errors":0,"duplicates":0,"corrupt":0,"truncated":0,"from_other_address":0,\
                "late":0,"reordered":0,"in_flight":0,"loss_percent":0,"min_ns":45123,"avg_ns":45123,"max_ns":45123,\
                "mdev_ns":0,"median_ns":45123,"p90_ns":45123,"p95_ns":45123,"p99_ns":45123,"jitter_ns":0,\
                "histogram":[{"from_ns":45100,"to_ns":45150,"count":1}]}
                {"type":"summary","time":"2026-08-01T12:34:56.000045123Z","targets":1,"alive":1,"unreachable":0,\
                "sent":1,"received":1,"lost":0,"errors":0,"duplicates":0,"corrupt":0,"truncated":0,\
                "from_other_address":0,"late":0,"reordered":0,"foreign":0,"in_flight":0,"loss_percent":0,\
                "min_ns":45123,"avg_ns":45123,"max_ns":45123,"mdev_ns":0,"median_ns":45123,"p90_ns":45123,\
                "p95_ns":45123,"p99_ns":45123,"jitter_ns":0,"elapsed_ns":45123,"end":"finished"}

                """)
    }

    @Test func `nothing received`() throws {
        var scene = Scene(PingJSONReport(), [.at("10.0.0.1")]) { $0.plan.count = 2 }
        scene.run(to: 5000)
        scene.end()
        #expect(try Self.types(scene) == ["start", "timeout", "timeout", "target", "summary"])
        let target = try Self.objects(scene)[3]
        #expect(target["loss_percent"] as? Double == 100)
        #expect(target["min_ns"] == nil && target["histogram"] == nil)
        #expect(target["longest_outage"] as? [String: Int] == ["probes": 2, "duration_ns": 3_000_000_000])
    }

    @Test func `interrupted with a probe under way, and asked how it stands`() throws {
        var scene = Scene(PingJSONReport(), [.at("10.0.0.1")]) { $0.plan.reportsSending = true }
        scene.run(to: 0)
        scene.report.status(scene.engine, at: scene.time, into: &scene.output)
        scene.end(.interrupted)
        let objects = try Self.objects(scene)
        #expect(objects.compactMap { $0["type"] as? String } == ["start", "sent", "status", "target", "summary"])
        #expect(objects[4]["end"] as? String == "interrupted")
        #expect(objects[4]["in_flight"] as? Int == 1 && objects[4]["lost"] as? Int == 0)
        #expect(objects[4]["loss_percent"] == nil)
    }

    @Test func `every sort of event`() throws {
        var scene = Scene(PingJSONReport(histogramRows: 3), [.at("10.0.0.1"), .at("10.0.0.2")]) { $0.plan.count = 4 }
        scene.run(to: 1000)
        scene.reply(to: 2, after: 10)
        scene.reply(to: 0, after: 1_000_020, from: "10.0.0.7")
        scene.reply(to: 0, after: 1_000_030)
        scene.reply(to: 0, after: 1_000_035, code: 5)
        scene.reply(to: 1, after: 1_000_040) { $0[30] ^= 0xFF }
        scene.fail(
            1, after: 1_000_050, from: "10.0.0.9", type: .redirect, code: 1,
            detail: .gateway(IPv4Address(rawValue: 0x0A00_00FE)))
        let label = MPLSLabelStackEntry(label: 3, isBottomOfStack: true, timeToLive: 1)
        let interface = InterfaceInformation(
            role: .nextHop, index: 3, address: IPAddress("::1"), name: [0x22, 0xFF, 0x1B], mtu: 1500)
        scene.fail(
            1, after: 1_000_060, from: "10.0.0.9", type: .destinationUnreachable, code: 4, detail: .nextHopMTU(600),
            extensions: [.mplsLabelStack([label]), .interfaceInformation(interface)])
        scene.fail(3, after: 70, from: "10.0.0.9", type: .parameterProblem, code: 0, detail: .pointer(20))
        scene.run(to: 2000)
        let error = LinkError(.messageTooLong(mtu: 576), "Message \"too\" long")
        scene.tell(scene.engine.sendFailed(number: scene.sent[4].probe.number, error: error))
        scene.tell(.foreign(from: .v4(.loopback)))
        scene.run(to: 4001)
        scene.reply(to: 5, after: 2_100_000)
        let route = IPv4Option.recordRoute(IPv4Route(pointer: 8, addresses: [.loopback]))
        scene.reply(to: 6, after: 100_000, options: [route, .noOperation])
        scene.run(to: 9000)
        scene.end()
        let types = try Self.types(scene)
        #expect(
            types == [
                "start", "reply", "stray", "reply", "duplicate", "corrupt", "notice", "error", "error", "error",
                "foreign",
                "timeout", "late", "reply", "timeout", "target", "target", "summary",
            ])
        let objects = try Self.objects(scene)
        #expect(objects[2]["marks"] as? [String] == ["different_address"])
        #expect(objects[2]["from"] as? String == "10.0.0.7" && objects[2]["address"] as? String == "10.0.0.1")
        #expect(objects[3]["marks"] as? [String] == ["reordered"] && objects[3]["icmp"] == nil)
        #expect(objects[4]["marks"] as? [String] == ["odd_code"])
        #expect((objects[4]["icmp"] as? [String: Any])?["code"] as? Int == 5)
        #expect(objects[5]["first_difference"] as? Int == 30)
        #expect(objects[6]["gateway"] as? String == "10.0.0.254")
        #expect(objects[7]["mtu"] as? Int == 600)
        #expect(((objects[7]["interfaces"] as? [[String: Any]])?[0]["name"]) as? String == "\"\u{FFFD}\u{1B}")
        #expect(objects[8]["pointer"] as? Int == 20)
        #expect(objects[9]["message"] as? String == "Message \"too\" long")
        #expect(objects[9]["icmp"] == nil)
        #expect(objects[13]["record_route"] as? [String] == ["127.0.0.1"])
        let replies = types.count { $0 == "reply" }
        let total = try #require(objects.last)
        #expect(total["received"] as? Int == replies && total["from_other_address"] as? Int == 1)
    }

    @Test func `reply is what counts as received, be it truncated or after an error`() throws {
        var scene = Scene(PingJSONReport(), [.at("10.0.0.1")]) { $0.plan.count = 3 }
        scene.run(to: 0)
        scene.reply(to: 0, after: 10) { $0.removeLast(20) }
        scene.run(to: 1000)
        scene.fail(1, after: 10, from: "10.0.0.9", type: .destinationUnreachable, code: 1)
        scene.reply(to: 1, after: 20)
        scene.run(to: 2000)
        scene.reply(to: 2, after: 10, from: "10.0.0.9")
        scene.run(to: 5000)
        scene.end()
        #expect(
            try Self.types(scene) == ["start", "reply", "error", "reply", "stray", "timeout", "target", "summary"])
        for object in try Self.objects(scene).suffix(2) {
            #expect(object["received"] as? Int == 2 && object["lost"] as? Int == 1 && object["errors"] as? Int == 1)
            #expect(object["truncated"] as? Int == 1 && object["from_other_address"] as? Int == 1)
        }
    }

    @Test(arguments: [false, true])
    func `the path MTU found is told, and whether there was a black hole`(isSilent: Bool) throws {
        for object in try Self.objects(pathMTUSearched(PingJSONReport(), isSilent: isSilent)).suffix(2) {
            #expect(object["path_mtu"] as? Int == 1400 && object["black_hole"] as? Bool == isSilent)
        }
    }

    @Test(arguments: [
        "quo\"te", "\u{1B}[31m\u{0}", "back\\slash\n", "größe ☃", String(decoding: [0xFF, 0x61], as: UTF8.self),
    ])
    func `names of any sort`(name: String) throws {
        var scene = Scene(PingJSONReport(), [.at("10.0.0.1", name)]) { $0.plan.count = 1 }
        scene.run(to: 0)
        scene.reply(to: 0, after: 10)
        scene.end()
        for object in try Self.objects(scene).dropLast() { #expect(object["target"] as? String == name) }
    }

    @Test func `timestamp replies and ports`() throws {
        let plans: [PingMethod] = [.timestamp, .tcp(port: 80)]
        let kinds: [ReplyKind] = [
            .timestamp(originate: 45_296_000, receive: 45_296_010, transmit: 45_296_010), .closed,
        ]
        for (method, kind) in zip(plans, kinds) {
            var scene = Scene(PingJSONReport(), [.at("10.0.0.1")]) { $0.plan.method = method }
            var reply = PingReply(
                probe: ProbeID(target: 0, sequence: 1), from: .v4(.loopback), byteCount: 20, clock: .kernel)
            reply.kind = kind
            reply.roundTrip = 10
            scene.tell(.reply(reply))
            let object = try Self.objects(scene)[1]
            if case .timestamp = kind {
                #expect((object["timestamps"] as? [String: Int])?["offset_ms"] == 10)
            } else {
                #expect(object["port_state"] as? String == "closed")
            }
        }
    }

    @Test func `the schema refuses what it should`() throws {
        let schema = try SchemaValidator(named: "ping")
        let good: [String: Any] = ["type": "foreign", "time": "1970-01-01T00:00:00.000000000Z", "from": "::1"]
        #expect(schema.faults(in: good).isEmpty)
        #expect(!schema.faults(in: good.merging(["more": 1]) { $1 }).isEmpty)
        #expect(!schema.faults(in: good.merging(["time": "now"]) { $1 }).isEmpty)
        #expect(!schema.faults(in: good.merging(["from": 1]) { $1 }).isEmpty)
        #expect(!schema.faults(in: good.filter { $0.key != "from" }).isEmpty)
    }
}
