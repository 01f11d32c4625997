import PacketIO
import Probes
import Wire

/// The links of a watch as this machine has them, asked for anew when something has changed.
struct WatchedLinks {
    let names: [String]
    private(set) var links: [WatchedLink] = []
    private(set) var ownMACs: Set<MACAddress> = []
    private var indices: [UInt32: String] = [:]

    /// - Parameter wanted: names of interfaces; none for all that are up, have neighbours, and are no port of another.
    /// - Throws: where one is not there, has no neighbours or is down, or there is none at all.
    init(_ wanted: [String]) throws(LinkError) {
        if wanted.isEmpty {
            names = NetworkInterface.all().filter { $0.isUp && $0.master == nil && $0.obstacle == nil }.map(\.name)
            if names.isEmpty { throw LinkError(.other, "there is no interface that is up and has neighbours") }
        } else {
            for name in wanted {
                let interface = try NetworkInterface(named: name)
                if let obstacle = interface.obstacle { throw LinkError(.other, "\(name) \(obstacle)") }
            }
            names = wanted
        }
        refresh()
    }

    func name(of index: UInt32) -> String? { indices[index] }

    mutating func refresh() {
        let interfaces = NetworkInterface.all()
        let watched = interfaces.filter { names.contains($0.name) }
        let addresses = InterfaceAddress.all()
        let routes = ((try? Route.all()) ?? []).filter { $0.kind == .unicast }
        ownMACs = Set(interfaces.compactMap(\.mac))
        indices = Dictionary(watched.map { ($0.index, $0.name) }) { first, _ in first }
        links = watched.map { interface in
            var link = WatchedLink(interface.name, mac: interface.mac)
            let own = addresses.filter { $0.interfaceIndex == interface.index }
            link.addresses = Set(own.map(\.address))
            for route in routes {
                for hop in route.hops where hop.interfaceIndex == interface.index {
                    if let gateway = hop.gateway {
                        if route.destination?.prefixLength == 0 { link.gateways.insert(gateway) }
                    } else if let block = route.destination, block.prefixLength > 0 {
                        link.subnets.append(block)
                    }
                }
            }
            link.subnets += own.compactMap { $0.address.isLinkLocal ? nil : $0.subnet }
            link.separateVLANs = Set(watched.filter { $0.lower == interface.index }.compactMap(\.vlan))
            return link
        }
    }
}

extension NetworkInterface {
    /// Why no neighbours can be watched on it.
    fileprivate var obstacle: String? {
        guard resolvesNeighbors, captureLinkType == .ethernet, mac != nil else {
            return "has no neighbours: neither ARP nor neighbour discovery asks there"
        }
        return nil
    }
}
