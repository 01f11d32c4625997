import Probes
import Testing
import Wire

@testable import Reports

@Suite struct PingTextReportTests {
    typealias Scene = PingScene<PingTextReport>

    static func scene(
        _ targets: [PingTarget] = [.at("10.0.0.1")], options: PingTextOptions = PingTextOptions(),
        _ context: (inout PingContext) -> Void = { _ in }
    ) -> Scene {
        Scene(PingTextReport(options: options), targets, context)
    }

    /// One probe, one answer, its line.
    static func line(
        _ options: (inout PingTextOptions) -> Void = { _ in }, _ act: (inout Scene) -> Void
    ) -> String {
        var chosen = PingTextOptions()
        options(&chosen)
        var scene = scene(options: chosen) { $0.plan.count = 3 }
        scene.run(to: 0)
        _ = scene.takeResults()
        act(&scene)
        return scene.takeResults()
    }

    @Test func `one target reads like ping`() {
        var scene = Self.scene {
            $0.plan.count = 3
        }
        for (index, time) in [45, 1234, 12345.6].enumerated() {
            scene.run(to: Double(index) * 1000)
            scene.reply(to: index, after: time)
        }
        scene.end()
        #expect(
            scene.results == """
                PING 10.0.0.1 (10.0.0.1) 56(84) bytes of data.
                64 bytes from 10.0.0.1: icmp_seq=1 ttl=64 time=0.045 ms
                64 bytes from 10.0.0.1: icmp_seq=2 ttl=64 time=1.23 ms
                64 bytes from 10.0.0.1: icmp_seq=3 ttl=64 time=12.3 ms

                --- 10.0.0.1 ping statistics ---
                3 packets transmitted, 3 received, 0% packet loss, time 2012ms
                rtt min/avg/max/mdev = 0.045/4.542/12.346/5.540 ms
                    median/p90/p95/p99 = 1.234/12.346/12.346/12.346 ms, jitter = 0.764 ms

                """)
    }

    @Test func `IPv6 too`() {
        var scene = Self.scene([.at("2001:db8::1", "host.example")]) {
            $0.plan.count = 1
            $0.source = IPAddress("2001:db8::2")
            $0.interface = "eth0"
        }
        scene.run(to: 0)
        scene.report.options.names[IPAddress("2001:db8::1") ?? .v4(.any)] = "host.example"
        scene.reply(to: 0, after: 300)
        #expect(
            scene.results == """
                PING host.example (2001:db8::1) from 2001:db8::2 eth0: 56(104) bytes of data.
                64 bytes from host.example (2001:db8::1): icmp_seq=1 ttl=64 time=0.300 ms

                """)
    }

    @Test func `the first line says what is sent`() {
        func first(_ change: (inout PingContext) -> Void) -> String {
            let scene = Self.scene {
                $0.payloadByteCount = 12
                change(&$0)
            }
            return scene.results
        }
        let start = "PING 10.0.0.1 (10.0.0.1) "
        #expect(first { $0.plan.method = .timestamp } == start + "ICMP time stamp, 12(40) bytes of data.\n")
        #expect(first { $0.plan.method = .tcp(port: 80) } == start + "TCP port 80.\n")
        #expect(first { $0.plan.method = .udp(port: 53) } == start + "UDP port 53, 12(40) bytes of data.\n")
        #expect(
            first { $0.plan.sizes = .sweep(minimum: 0, maximum: 100, step: 50) }
                == start + "0(28) to 100(128) in steps of 50 bytes of data.\n")
        #expect(
            first { $0.plan.sizes = .search(PathMTUSearch(minimum: 68, maximum: 1500)) }
                == start + "path MTU search up to 1500 bytes.\n")
        #expect(first { $0.ipOptionByteCount = 40 } == start + "12(80) bytes of data.\n")
    }

    @Test func `oddities are said in words`() {
        let start = "64 bytes from 10.0.0.1: icmp_seq=1 ttl=64 time=0.100 ms"
        #expect(Self.line { $0.reply(to: 0, after: 100) { $0[20] ^= 1 } } == start + " (corrupt at byte 20)\n")
        #expect(Self.line { $0.reply(to: 0, after: 100, code: 5) } == start + " (code 5)\n")
        #expect(
            Self.line { $0.reply(to: 0, after: 100, from: "10.0.0.9") }
                == "64 bytes from 10.0.0.9: icmp_seq=1 ttl=64 time=0.100 ms (DIFFERENT ADDRESS, asked 10.0.0.1!)\n")
        #expect(
            Self.line { $0.reply(to: 0, after: 100) { $0.removeLast(36) } }
                == "28 bytes from 10.0.0.1: icmp_seq=1 ttl=64 time=0.100 ms (truncated)\n")
        #expect(
            Self.line { $0.reply(to: 0, after: 100) { $0 += [1, 2] } }
                == "66 bytes from 10.0.0.1: icmp_seq=1 ttl=64 time=0.100 ms (longer)\n")
        let again = Self.line { scene in
            scene.reply(to: 0, after: 100)
            scene.reply(to: 0, after: 200)
        }
        #expect(again == start + "\n64 bytes from 10.0.0.1: icmp_seq=1 ttl=64 time=0.200 ms (DUP!)\n")
    }

    @Test func `a wrong checksum, lateness and another order are told`() {
        var scene = Self.scene {
            $0.plan.count = 3
        }
        scene.run(to: 1000)
        _ = scene.takeResults()
        var broken = [0, 0, 0xAA, 0xAA] + scene.sent[0].bytes[4...]
        scene.deliverIPv4(broken, from: .v4(IPv4Address(rawValue: 0x0A00_0001)))
        broken = []
        scene.reply(to: 1, after: 200)
        scene.reply(to: 0, after: 1_000_500)
        scene.run(to: 4100)
        scene.reply(to: 2, after: 2_500_000)
        scene.end()
        let lines = scene.takeResults().split(separator: "\n")
        #expect(lines[0] == "64 bytes from 10.0.0.1: icmp_seq=1 ttl=64 time=1000 ms (BAD CHECKSUM!)")
        #expect(lines[1] == "64 bytes from 10.0.0.1: icmp_seq=2 ttl=64 time=0.200 ms")
        #expect(lines[2] == "64 bytes from 10.0.0.1: icmp_seq=1 ttl=64 time=1001 ms (reordered)")
        #expect(lines[3] == "64 bytes from 10.0.0.1: icmp_seq=3 ttl=64 time=2500 ms (late)")
        #expect(
            lines[5] == "3 packets transmitted, 2 received, +1 corrupted, +1 late, +1 reordered, "
                + "33.3333% packet loss, time 4500ms")
        #expect(lines[8] == "    longest outage: 1 probe, 2 s")
    }

    @Test func `errors are said in the words of the registries`() {
        func failed(
            _ type: ICMPv4Type, _ code: UInt8, _ detail: ICMPv4Error.Detail = .none, _ more: [ICMPExtension] = []
        ) -> String {
            Self.line {
                $0.fail(0, after: 100, from: "10.66.12.2", type: type, code: code, detail: detail, extensions: more)
            }
        }
        let start = "From 10.66.12.2 icmp_seq=1 "
        #expect(failed(.destinationUnreachable, 1) == start + "Destination Host Unreachable\n")
        #expect(
            failed(.destinationUnreachable, 4, .nextHopMTU(600)) == start + "Fragmentation needed, next-hop MTU 600\n")
        #expect(failed(.timeExceeded, 0) == start + "Time to live exceeded in transit\n")
        #expect(failed(.parameterProblem, 0, .pointer(20)) == start + "Header field in error, at byte 20\n")
        #expect(
            failed(.redirect, 1, .gateway(IPv4Address(rawValue: 0x0A00_00FE)))
                == start + "Redirect for host, new gateway 10.0.0.254\n")
        let label = MPLSLabelStackEntry(label: 16004, trafficClass: 1, isBottomOfStack: true, timeToLive: 1)
        let interface = InterfaceInformation(
            role: .incoming, index: 7, address: IPAddress("10.1.1.1"), name: Array("ge\u{1B}0".utf8), mtu: 1500)
        #expect(
            failed(.timeExceeded, 0, .none, [.mplsLabelStack([label]), .interfaceInformation(interface)])
                == start + "Time to live exceeded in transit [MPLS label 16004 TC 1 S 1 TTL 1] "
                + "[incoming interface ge\\x1b0 10.1.1.1 index 7 MTU 1500]\n")
    }

    @Test func `what this machine refuses is told as its own error`() {
        let line = Self.line { scene in
            let number = scene.sent[0].probe.number
            let error = LinkError(.messageTooLong(mtu: 600), "Message too long\n")
            scene.tell(scene.engine.sendFailed(number: number, error: error))
        }
        #expect(line == "local error: icmp_seq=1 Message too long\\x0a, path MTU 600\n")
    }

    @Test func `a lost probe gets a line where that is asked for`() {
        func lost(_ options: (inout PingTextOptions) -> Void) -> String {
            Self.line(options) { $0.run(to: 2500) }
        }
        #expect(lost { _ in } == "")
        #expect(lost { $0.showsLost = true } == "no answer from 10.0.0.1: icmp_seq=1 within 2 s\n")
        #expect(lost { $0.isVerbose = true } == "no answer from 10.0.0.1: icmp_seq=1 within 2 s\n")
    }

    @Test func `settings change the line of an answer`() {
        func line(_ options: (inout PingTextOptions) -> Void) -> String {
            Self.line(options) { $0.reply(to: 0, after: 45.123) }
        }
        let plain = "64 bytes from 10.0.0.1: icmp_seq=1 ttl=64 time=0.045 ms"
        #expect(line { $0.showsTimestamps = true } == "[1785587696.000045] \(plain)\n")
        #expect(line { $0.isAudible = true } == "\(plain)\u{7}\n")
        #expect(line { $0.isVerbose = true } == "\(plain) (45123 ns, user clock)\n")
        #expect(line { $0.isQuiet = true } == "")
    }

    @Test func `a flood is dots and backspaces, on a terminal alone`() {
        func flood(isTerminal: Bool) -> String {
            var options = PingTextOptions()
            options.isFlood = true
            options.isTerminal = isTerminal
            var scene = Self.scene(options: options) { $0.plan.reportsSending = true }
            _ = scene.takeResults()
            scene.run(to: 1000)
            scene.reply(to: 0, after: 100)
            scene.fail(1, after: 100, from: "10.0.0.9", type: .destinationUnreachable, code: 1)
            return scene.takeResults()
        }
        #expect(flood(isTerminal: true) == "..\u{8} \u{8}\u{8}E")
        #expect(flood(isTerminal: false) == "")
    }

    @Test func `recorded routes and times are listed`() {
        let addresses = [0x0A00_0001, 0x0A00_0002, 0].map { IPv4Address(rawValue: $0) }
        let route = IPv4Option.recordRoute(IPv4Route(pointer: 12, addresses: addresses))
        let entries = [
            IPv4Timestamps.Entry(address: addresses[0], time: 45_296_789),
            IPv4Timestamps.Entry(address: addresses[1], time: 0x8000_0001),
        ]
        let times = IPv4Option.timestamp(
            IPv4Timestamps(pointer: 21, overflow: 2, flag: .withAddresses, entries: entries))
        let line = "64 bytes from 10.0.0.1: icmp_seq=1 ttl=64 time=0.100 ms\n"
        #expect(
            Self.line { $0.reply(to: 0, after: 100, options: [.noOperation, route]) }
                == line + "RR: \t10.0.0.1\n\t10.0.0.2\n")
        #expect(
            Self.line { $0.reply(to: 0, after: 100, options: [times]) }
                == line + "TS: \t10.0.0.1\t12:34:56.789\n\t10.0.0.2\t2147483649\nUnrecorded hops: 2\n")
    }
}
