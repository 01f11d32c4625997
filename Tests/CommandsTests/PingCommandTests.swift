import ArgumentParser
import PacketIO
import Probes
import Testing
import Wire

@testable import Commands

/// From the command line to the plan, and what is refused before anything is sent.
@Suite struct PingCommandTests {
    private static func plan(_ words: String, targets count: Int = 1) throws -> PingPlan {
        let command = try PingCommand.parse(words.split(separator: " ").map(String.init))
        let targets = (0..<UInt32(count)).map { index in
            PingTarget(name: "host", endpoint: Endpoint(.v4(IPv4Address(rawValue: 0x7F00_0001 + index))))
        }
        return command.plan(for: targets, mtu: 1500)
    }

    @Test func `one target is pinged for ever, once a second`() throws {
        let plan = try Self.plan("host")
        #expect(plan.method == .echo && plan.count == nil && plan.interval == .second && plan.pacing == .fixed)
        #expect(plan.sizes == .constant(56) && plan.timeout == 2 * .second && plan.preload == 1)
        #expect(plan.deadline == nil && !plan.countsReplies && plan.judgesOrder)
    }

    @Test func `the classic letters say what they always have`() throws {
        let plan = try Self.plan("-c 5 -i 0.2 -w 3 -W 1.5 -s 100 -p ff -l 3 -v host")
        #expect(plan.count == 5 && plan.interval == 200_000_000 && plan.deadline == 3 * .second)
        #expect(plan.timeout == 1_500_000_000 && plan.sizes == .constant(100) && plan.pattern == [0xFF])
        #expect(plan.preload == 3 && plan.reportsSending)
        #expect(plan.countsReplies, "with a deadline, -c asks for answers")
        #expect(try Self.plan("-c5 -i.2 -W1.5 host").count == 5, "a value may stand at its letter")
    }

    @Test func `many targets without a count are each asked until they answer`() throws {
        let plan = try Self.plan("block", targets: 3)
        #expect(plan.count == 4 && plan.stopRules.replies == 1 && plan.gap == .millisecond)
        #expect(plan.timeout == .second && plan.interval == .second)
        let counted = try Self.plan("-c 2 --gap 5ms block", targets: 3)
        #expect(counted.count == 2 && counted.stopRules.replies == nil && counted.gap == 5 * .millisecond)
    }

    @Test func `an interval of zero means as fast as possible`() throws {
        #expect(try Self.plan("-i 0 host").pacing == .flood(window: PingCommand.floodWindow))
        #expect(try Self.plan("-f -l 7 host").pacing == .flood(window: 7))
        #expect(try Self.plan("-i 0 -c 1 block", targets: 2).pacing == .unpaced)
        #expect(try Self.plan("-A host").pacing == .adaptive(window: 1))
        #expect(try !Self.plan("-f host").judgesOrder, "two processors send")
    }

    @Test func `sweeps, searches and ports choose method and sizes`() throws {
        let sweep = try Self.plan("--sweep 8:16:4 host")
        #expect(sweep.sizes == .sweep(minimum: 8, maximum: 16, step: 4) && sweep.count == 3)
        let search = try Self.plan("--pmtu host")
        #expect(search.sizes == .search(PathMTUSearch(minimum: 68, maximum: 1500)) && search.pacing == .sequential)
        #expect(try Self.plan("--tcp 443 host").method == .tcp(port: 443))
        #expect(try Self.plan("--udp 53 host").sizes == .constant(32))
    }

    @Test(arguments: [
        "", "-c -1 host", "-s 70000 host", "-4 -6 host", "--json --csv host", "--live --json host", "-f -A host",
        "--tcp 1 --udp 2 host", "--tcp 0 host", "-t 0 host", "-t 256 host", "-Q 300 host", "-W 0 host", "-l 0 host",
        "--losses 0 host", "--first --replies 2 host", "-R -T tsonly host", "-M maybe host", "--vlan 5 host",
        "--vlan 4095 -I eth0 host", "--vlan 1 --vlan 2 --vlan 3 -I eth0 host", "--sweep 1:2 --size 3 host",
        "--color often host", "--write - host", "--pmtu -M do host", "--explain --csv host", "--nonsense host",
    ])
    func `what makes no sense is wrong usage`(words: String) {
        #expect { try Self.plan(words) } throws: { $0 is ValidationError }
    }

    @Test func `-I takes an interface, an address, or both`() throws {
        let command = try PingCommand.parse(["-I", "eth0", "-I", "10.0.0.1", "host"])
        #expect(command.interfaceName == "eth0")
        #expect(command.sourceAddress == .v4(IPv4Address(rawValue: 0x0A00_0001)))
    }

    @Test func `the link is told what the options ask for`() throws {
        let command = try PingCommand.parse(
            "-t 9 -Q 0x10 -m 7 -b -L -M do -s 1000 host".split(separator: " ").map(String.init))
        let target = PingTarget(name: "host", endpoint: Endpoint(.v6(.loopback)))
        let options = command.linkOptions(for: [target], plan: command.plan(for: [target], mtu: nil))
        #expect(options.usesIPv6 && !options.usesIPv4 && options.ttl == 9 && options.trafficClass == 16)
        #expect(options.mark == 7 && options.allowsBroadcast && options.suppressesMulticastLoop)
        #expect(options.pathMTUDiscovery == .do && options.maximumByteCount >= 1008)
        #expect(options.requiresRaw, "a mark is set while the right is there")
    }
}
