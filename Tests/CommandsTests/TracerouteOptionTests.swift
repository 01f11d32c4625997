import ArgumentParser
import Probes
import Testing
import Wire

@testable import Commands

@Suite struct TracerouteOptionTests {
    private static func parse(_ text: String) throws -> TracerouteCommand {
        try TracerouteCommand.parse(text.split(separator: " ").map(String.init))
    }

    private static func plan(_ text: String) throws -> TracePlan { try parse(text).plan(for: []) }

    @Test func `no name stands for two options`() {
        let names = TracerouteCommand.sections.flatMap { $0.options.flatMap(\.names) }
        #expect(Set(names).count == names.count)
    }

    @Test(arguments: [
        ("h", TraceMethod.udp), ("-I h", .echo), ("-T h", .tcp(.syn)), ("--sctp h", .sctp), ("-U h", .udp),
        ("-T --tcp-flags syn,ECE h", .tcp([.syn, .ece])), ("-T --tcp-flags none h", .tcp([])),
        ("-T --tcp-flags 18 h", .tcp([.syn, .ack])),
    ])
    func `options say what is sent`(text: String, method: TraceMethod) throws {
        #expect(try Self.parse(text).method == method)
    }

    @Test(arguments: [
        ("h", [33_434]), ("-U h", [53]), ("-T h", [80]), ("--sctp h", [80]), ("-I h", [0]), ("-p 443 h", [443]),
        ("-T -p 80,443 h", [80, 443]),
    ])
    func `and to which ports, each a target of its own`(text: String, ports: [UInt16]) throws {
        let loopback = PingTarget(name: "h", endpoint: Endpoint(.v4(.loopback)))
        let targets = try Self.parse("-s 127.0.0.1 " + text).targets(from: [loopback])
        #expect(targets.map(\.port) == ports)
        #expect(targets.map(\.name) == (ports.count > 1 ? ports.map { "h port \($0)" } : ["h"]))
    }

    @Test(
        arguments: [
            ("h 100", ["h"], 100), ("h g 1400", ["h", "g"], 1400), ("h", ["h"], nil), ("10", ["10"], nil),
            ("--size 200 h", ["h"], 200), ("--size 200 h 300", ["h"], 200),
        ] as [(String, [String], Int?)])
    func `a number behind the hosts is a length`(text: String, hosts: [String], length: Int?) throws {
        #expect(try Self.parse(text).words == hosts)
        #expect(try Self.plan(text).byteCount == length)
    }

    @Test func `what is not told is as the help says`() throws {
        let plan = try Self.plan("h")
        #expect((plan.firstTTL, plan.maximumTTL, plan.queries, plan.tries, plan.gap) == (1, 30, 1, 3, 5))
        #expect(plan.window == nil && plan.deadline == nil && plan.flowLabel == nil && !plan.dontFragment)
        #expect((1...0xFFFE).contains(plan.firstNumber) && plan.cookie != 0)
    }

    @Test func `what is told is in the plan`() throws {
        let plan = try Self.plan(
            "-f 3 -m 9 -q 4 --tries 2 --gap 7 -N 16 --deadline 2 -F -t 0x2e -l 77 --mtu -w 3,3,10 h")
        #expect((plan.firstTTL, plan.maximumTTL, plan.queries, plan.tries, plan.gap) == (3, 9, 4, 2, 7))
        #expect(plan.window == 16 && plan.deadline == 2 * .second && plan.flowLabel == 77)
        #expect(plan.dontFragment && plan.findsMTU && plan.trafficClass == 0x2E)
        #expect(plan.patience.maximum == 3 * .second && plan.patience.near == 1000)
    }

    @Test(arguments: [("5", 5_000_000_000), ("0.5", 500_000_000), ("50", 50_000_000), ("20ms", 20_000_000)])
    func `a pause above ten is milliseconds`(text: String, nanoseconds: Int64) throws {
        let plan = try Self.plan("-z \(text) h")
        #expect(plan.pace == nanoseconds && plan.burst == 1)
    }

    @Test func `routers to go by become an option of the header, with the target at its end`() throws {
        let command = try Self.parse("-s 10.0.0.1 -g 10.0.0.2,10.0.0.3 h")
        let target = PingTarget(name: "h", endpoint: Endpoint(.v4(IPv4Address(rawValue: 0x0A00_0009))))
        let targets = try command.targets(from: [target])
        #expect(targets[0].gateways.map(\.rawValue) == [0x0A00_0002, 0x0A00_0003])
        let route = IPv4Route(addresses: [IPv4Address(rawValue: 0x0A00_0003), IPv4Address(rawValue: 0x0A00_0009)])
        #expect(command.plan(for: targets).options == [.noOperation, .looseSourceRoute(route)])
    }

    @Test(arguments: [
        "", "-I -T h", "-T -U h", "--sctp -I h", "-I -p 80 h", "--tcp-flags syn h", "-T --tcp-flags x h", "-f 0 h",
        "-f 31 h", "-f 10 -m 9 h", "-m 256 h", "-q 0 h", "-q 101 h", "--tries 0 h", "--gap 0 h", "-N 0 h", "-w 0 h",
        "-w 1,2,3,4 h", "-w 1,x h", "-w 1,2,-1 h", "-z x h", "-s x h", "-p x h", "-p 80, h", "-p 65536 h",
        "--size 65536 h", "h 65536", "-t 256 h", "-l 1048576 h", "-g x h", "-g 1.1.1.1,2,3,4,5,6,7,8,9 h", "-g ::1 h",
        "--write - h", "--as-zone a h", "--as-zone a,b,c h", "--json --csv h", "-4 -6 h", "--pattern x h",
        "--deadline x h",
    ])
    func `what makes no sense is refused`(text: String) {
        #expect(throws: ValidationError.self) { try Self.parse(text) }
    }

    @Test func `a source of another family is refused`() throws {
        let target = PingTarget(name: "h", endpoint: Endpoint(.v6(.loopback)))
        #expect(throws: ValidationError.self) { try Self.parse("-s 127.0.0.1 h").targets(from: [target]) }
    }
}
