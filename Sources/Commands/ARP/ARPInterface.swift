import ArgumentParser
import PacketIO
import Probes
import Wire

/// The interface that neighbours are asked on, and its addresses.
struct ARPInterface {
    let interface: NetworkInterface
    let mac: MACAddress
    let addresses: [InterfaceAddress]

    /// - Throws: status 2, with words, where it has no neighbours that could be asked.
    init(_ interface: NetworkInterface) throws {
        guard interface.resolvesNeighbors, let mac = interface.mac else {
            throw couldNotAsk("\(interface.name) has no ARP: it has no neighbours with MAC addresses")
        }
        guard interface.isUp else { throw couldNotAsk("\(interface.name) is down: ip link set \(interface.name) up") }
        self.interface = interface
        self.mac = mac
        addresses = InterfaceAddress.all().filter { $0.interfaceIndex == interface.index }
    }

    static func named(_ name: String) throws -> ARPInterface {
        do {
            return try ARPInterface(NetworkInterface(named: name))
        } catch let error as LinkError {
            throw couldNotAsk(error.message)
        }
    }

    /// The one that has an address, or on whose link it is.
    static func near(_ address: IPAddress, scope: UInt32 = 0) throws -> ARPInterface {
        do {
            if let own = InterfaceAddress.all().first(where: { $0.address == address }) {
                return try ARPInterface(NetworkInterface(index: own.interfaceIndex))
            }
            if scope != 0 { return try ARPInterface(NetworkInterface(index: scope)) }
            let route = try Route.lookUp(Endpoint(address))
            let interface = try NetworkInterface(index: route.interfaceIndex)
            if let gateway = route.gateway {
                throw couldNotAsk(
                    """
                    \(address) is not on a link of this machine: the gateway \(gateway) on \(interface.name) \
                    leads to it. Ask for that one, or name the link with -I
                    """)
            }
            return try ARPInterface(interface)
        } catch let error as LinkError {
            throw couldNotAsk("\(address): \(error.message)")
        }
    }

    /// The one that the default route leads by, else the first that has neighbours and an address.
    static func usual() throws -> ARPInterface {
        let byRoute = (try? Route.lookUp(Endpoint(.v4(IPv4Address(rawValue: 0xC000_0201))))).flatMap {
            try? NetworkInterface(index: $0.interfaceIndex)
        }
        let addressed = Set(InterfaceAddress.all().map(\.interfaceIndex))
        let all = [byRoute].compactMap { $0 } + NetworkInterface.all()
        guard
            let interface = all.first(where: {
                $0.isUp && $0.resolvesNeighbors && $0.mac != nil && addressed.contains($0.index)
            })
        else { throw couldNotAsk("no interface here has neighbours and an address: name one with -I") }
        return try ARPInterface(interface)
    }

    /// Which of our addresses asks for one: that of its subnet, else the first of its family.
    func source(for target: IPAddress) -> IPAddress? {
        let family = addresses.filter { $0.address.isIPv6 == target.isIPv6 && !$0.flags.contains(.tentative) }
        let near = family.first { $0.subnet?.contains(target) ?? false }
        let first = target.isIPv6 ? family.first { $0.address.isLinkLocal } ?? family.first : family.first
        return (near ?? first)?.address
    }

    /// The subnets of a family, smallest addresses first.
    func subnets(isIPv6: Bool) -> [AddressBlock] {
        var blocks: [AddressBlock] = []
        for own in addresses where own.address.isIPv6 == isIPv6 {
            if let subnet = own.subnet, !blocks.contains(subnet) { blocks.append(subnet) }
        }
        return blocks
    }

    /// How frames of ours usually look.
    func probe(from source: IPAddress, _ options: ARPFrameOptions) -> NeighborProbe {
        var probe = NeighborProbe(frameSource: mac, source: source)
        options.apply(to: &probe)
        return probe
    }
}
