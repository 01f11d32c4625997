import Probes
import TestSupport
import Testing
import Wire

@Suite struct LinkSightingTests {
    private static let host = MACAddress(rawValue: 0x0200_0000_00AA)
    private static let other = MACAddress(rawValue: 0x0200_0000_00BB)

    private static func frame(
        _ type: EtherType, tags: [UInt16] = [], from source: MACAddress = host, _ payload: [UInt8]
    ) -> [UInt8] {
        [UInt8](capacity: 64 + payload.count) { output in
            let types = tags.map { _ in EtherType.vlan } + [type]
            EthernetHeader(destination: .broadcast, source: source, etherType: types[0]).serialize(into: &output)
            for (index, tag) in tags.enumerated() {
                VLANTag(identifier: tag, etherType: types[index + 1]).serialize(into: &output)
            }
            output.append(copying: payload.span)
        }
    }

    private static func arp(_ opcode: ARPOpcode, _ sender: String, _ target: String) throws -> [UInt8] {
        let message = ARPMessage(
            opcode: opcode, senderHardware: host, senderProtocol: try #require(IPv4Address(sender)),
            targetHardware: .zero, targetProtocol: try #require(IPv4Address(target)))
        return [UInt8](capacity: 28) { message.serialize(into: &$0) }
    }

    private static func discovery(
        _ message: NeighborDiscovery.Message, _ options: [NeighborOption], from source: String, to: String = "ff02::1",
        hopLimit: UInt8 = 255
    ) throws -> [UInt8] {
        let (source, target) = (try #require(IPv6Address(source)), try #require(IPv6Address(to)))
        let content = NeighborDiscovery(message, options: options)
        var header = IPv6Header(nextHeader: .icmpv6, source: source, destination: target)
        header.hopLimit = hopLimit
        return [UInt8](capacity: 40 + content.byteCount) { output in
            header.serialize(into: &output, payloadLength: content.byteCount)
            content.serialize(into: &output, pseudoHeader: .ipv6(source: source, destination: target))
        }
    }

    private static func read(_ frame: [UInt8]) -> String {
        guard let found = LinkSighting(frame: frame.span, on: "eth0", time: 7) else { return "nothing" }
        let who = found.mac == host ? "host" : "other"
        let from = found.frameSource == host ? "" : " from other"
        return "\(found.address) \(who) \(found.message.rawValue)\(from)" + (found.vlan.map { " VLAN \($0)" } ?? "")
    }

    @Test func `messages of ARP are read for what they claim`() throws {
        #expect(Self.read(Self.frame(.arp, try Self.arp(.request, "10.0.0.1", "10.0.0.2"))) == "10.0.0.1 host request")
        #expect(Self.read(Self.frame(.arp, try Self.arp(.reply, "10.0.0.1", "10.0.0.2"))) == "10.0.0.1 host reply")
        let own = try Self.arp(.request, "10.0.0.1", "10.0.0.1")
        #expect(Self.read(Self.frame(.arp, own)) == "10.0.0.1 host gratuitous")
        #expect(Self.read(Self.frame(.arp, from: Self.other, own)) == "10.0.0.1 host gratuitous from other")
        #expect(Self.read(Self.frame(.arp, tags: [5], own)) == "10.0.0.1 host gratuitous VLAN 5")
        #expect(Self.read(Self.frame(.arp, tags: [0], own)) == "10.0.0.1 host gratuitous")
        #expect(Self.read(Self.frame(.arp, tags: [5, 6], own)) == "10.0.0.1 host gratuitous VLAN 5")
        #expect(Self.read(Self.frame(.arp, try Self.arp(.request, "0.0.0.0", "10.0.0.2"))) == "10.0.0.2 host probe")
        #expect(Self.read(Self.frame(.arp, try Self.arp(.reply, "0.0.0.0", "10.0.0.2"))) == "nothing")
        let reverse = try Self.arp(.reverseReply, "10.0.0.1", "10.0.0.2")
        #expect(Self.read(Self.frame(.rarp, reverse)) == "10.0.0.1 host reverse reply")
        #expect(Self.read(Self.frame(.rarp, try Self.arp(.reverseRequest, "10.0.0.1", "10.0.0.2"))) == "nothing")
        #expect(Self.read(Self.frame(.ipv4, own)) == "nothing")
    }

    @Test func `messages of neighbour discovery are read for what they claim`() throws {
        let target = try #require(IPv6Address("fe80::2"))
        let source = NeighborOption.sourceLinkLayerAddress(Self.host)
        let told = NeighborOption.targetLinkLayerAddress(Self.host)
        func read(
            _ message: NeighborDiscovery.Message, _ options: [NeighborOption], from: String = "fe80::1",
            to: String = "ff02::1", hopLimit: UInt8 = 255, sender: MACAddress = Self.host
        ) throws -> String {
            let payload = try Self.discovery(message, options, from: from, to: to, hopLimit: hopLimit)
            return Self.read(Self.frame(.ipv6, from: sender, payload))
        }
        let solicitation = NeighborDiscovery.Message.neighborSolicitation(target: target)
        #expect(try read(solicitation, [source]) == "fe80::1 host solicitation")
        #expect(try read(solicitation, []) == "nothing")
        #expect(try read(solicitation, [], from: "::") == "fe80::2 host probe")
        let advertisement = NeighborDiscovery.Message.neighborAdvertisement(target: target, .override)
        #expect(try read(advertisement, [told]) == "fe80::2 host gratuitous")
        #expect(try read(advertisement, [told], to: "fe80::9") == "fe80::2 host advertisement")
        #expect(try read(advertisement, [], to: "fe80::9") == "fe80::2 host advertisement")
        #expect(try read(advertisement, [told], sender: Self.other) == "fe80::2 host gratuitous from other")
        #expect(try read(advertisement, [told], hopLimit: 254) == "nothing")
        let router = NeighborDiscovery.Message.routerAdvertisement(RouterParameters(lifetime: 1800))
        #expect(try read(router, [.mtu(1500), source]) == "fe80::1 host router advertisement")
        #expect(try read(.routerSolicitation, [source]) == "fe80::1 host router solicitation")
        #expect(try read(.routerSolicitation, [source], from: "::") == "nothing")
        let redirect = NeighborDiscovery.Message.redirect(target: target, destination: target)
        #expect(try read(redirect, [told]) == "fe80::2 host redirect")
        #expect(try read(.routerSolicitation, []) == "nothing")
    }

    @Test func `an option without a length makes a message void`() throws {
        let target = try #require(IPv6Address("fe80::2"))
        var bytes = try Self.discovery(
            .neighborAdvertisement(target: target, .override), [.targetLinkLayerAddress(Self.host), .mtu(1)],
            from: "fe80::2")
        #expect(Self.read(Self.frame(.ipv6, bytes)) == "fe80::2 host gratuitous")
        bytes[bytes.count - 7] = 0
        #expect(Self.read(Self.frame(.ipv6, bytes)) == "nothing")
    }

    @Test func `no damage to a frame does any harm`() throws {
        var generator = SeededGenerator(seed: 11)
        let target = try #require(IPv6Address("fe80::2"))
        let frames = [
            Self.frame(.arp, tags: [5], try Self.arp(.reply, "10.0.0.1", "10.0.0.2")),
            Self.frame(
                .ipv6,
                try Self.discovery(
                    .neighborAdvertisement(target: target, []), [.targetLinkLayerAddress(Self.host)], from: "fe80::2")),
        ]
        for frame in frames {
            for length in 0..<frame.count { _ = Self.read(Array(frame.prefix(length))) }
            for _ in 0..<20_000 {
                var broken = frame
                for _ in 0..<Int.random(in: 1...6, using: &generator) {
                    broken[Int.random(in: 0..<broken.count, using: &generator)] = .random(
                        in: 0...255, using: &generator)
                }
                _ = Self.read(broken)
            }
        }
    }
}
