import Probes
import TestSupport
import Testing
import Wire

@testable import PacketIO

@Suite struct NetlinkTests {
    /// An attribute as the kernel writes it.
    private func attribute(_ number: UInt16, _ value: [UInt8]) -> [UInt8] {
        [UInt8](native: UInt64(value.count + 4), byteCount: 2) + [UInt8](native: UInt64(number), byteCount: 2)
            + value + [UInt8](repeating: 0, count: -value.count & 3)
    }

    private func native(_ value: UInt64) -> [UInt8] { [UInt8](native: value, byteCount: 4) }

    private var route: NetlinkMessage {
        let metrics = attribute(2, native(1400))
        let body =
            [2, 24, 0, 0, 77, 4, 0, 1] + native(0) + attribute(1, [10, 1, 2, 0]) + attribute(5, [10, 0, 0, 254])
            + attribute(4, native(7)) + attribute(6, native(100)) + attribute(8, metrics) + attribute(15, native(1000))
        return NetlinkMessage(type: NetlinkType.newRoute, flags: 0, bytes: body)
    }

    @Test func `a route says where it leads, by whom, and from which table it is`() throws {
        let route = try #require(Route(route))
        #expect(route.destination == AddressBlock("10.1.2.0/24") && route.gateway == IPAddress("10.0.0.254"))
        #expect(route.interfaceIndex == 7 && route.metric == 100 && route.mtu == 1400)
        #expect(route.table == 1000 && route.origin == 4 && route.kind == .unicast)
    }

    @Test func `a route of several ways has each of them`() throws {
        func way(_ gateway: UInt8, _ weight: UInt8, _ flags: UInt8) -> [UInt8] {
            let attributes = attribute(5, [10, 0, 0, gateway])
            let length = [UInt8](native: UInt64(8 + attributes.count), byteCount: 2)
            return length + [flags, weight - 1] + native(UInt64(gateway)) + attributes
        }
        let body = [2, 0, 0, 0, 254, 4, 0, 1] + native(0) + attribute(9, way(1, 3, 0) + way(2, 1, 1))
        let route = try #require(Route(NetlinkMessage(type: NetlinkType.newRoute, flags: 0, bytes: body)))
        #expect(route.hops.map(\.gateway) == [IPAddress("10.0.0.1"), IPAddress("10.0.0.2")])
        #expect(route.hops.map(\.weight) == [3, 1] && route.hops.map(\.isDead) == [false, true])
        #expect(route.destination == AddressBlock("0.0.0.0/0"))
    }

    @Test func `what is cut or anything at all is read as far as it goes, and never further`() {
        var generator = SeededGenerator(seed: 11)
        let types = [
            NetlinkType.newLink, NetlinkType.newAddress, NetlinkType.newRoute, NetlinkType.newNeighbor,
            NetlinkType.newRule,
        ]
        for round in 0..<20_000 {
            var bytes = route.bytes
            if round % 2 == 0 { bytes = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &generator))) }
            for _ in 0..<round % 7 where !bytes.isEmpty {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = .random(in: 0...255, using: &generator)
            }
            let message = NetlinkMessage(type: types[round % types.count], flags: 0, bytes: bytes)
            if let route = Route(message) { #expect(route.hops.count < 1000) }
            if let neighbor = Neighbor(message) { #expect(neighbor.state.rawValue.isEmpty == false) }
            if let address = InterfaceAddress(message) { #expect(address.prefixLength <= 255) }
            if let interface = NetworkInterface(message) { #expect(interface.mtu >= 0) }
            if let rule = RoutingRule(message) { _ = rule.fits(.init(.v4(.loopback))) }
        }
    }

    @Test func `the kernel's answers about loopback agree with each other`() throws {
        let loopback = try NetworkInterface(named: "lo")
        #expect(try NetworkInterface(index: loopback.index).name == "lo")
        #expect(NetworkInterface.all().contains { $0.index == loopback.index && $0.isLoopback })
        guard loopback.isUp else { return }
        let decision = try RouteDecision.make(Endpoint(.v4(.loopback)))
        #expect(decision.route.kind == .local && decision.route.table == Route.localTable && !decision.needsNeighbor)
        #expect(decision.interface?.name == "lo" && decision.mtu == loopback.mtu)
        #expect(try RoutingRule.all().contains { $0.action == .table(Route.mainTable) })
    }
}
