import Probes
import Wire

/// All that listen on a link, as they are reached by one interface.
public struct MulticastGroup: Hashable, Sendable {
    public let address: IPAddress
    public let interface: NetworkInterface
    /// That it is asked from; nil for any.
    public let source: IPAddress?
    /// Of the interface, and of this machine itself.
    let subnets: [AddressBlock]

    /// `224.0.0.251%eth0`
    public var name: String { "\(address)%\(interface.name)" }

    /// A group on all interfaces that suit.
    ///
    /// - Parameters:
    ///   - interface: the one that was chosen.
    ///   - source: an address of the one that was chosen.
    /// - Throws: that there is no such interface.
    public static func all(
        _ address: IPAddress, on interface: String? = nil, from source: IPAddress? = nil
    ) throws(LinkError) -> [MulticastGroup] {
        let own = InterfaceAddress.all()
        var chosen = try interface.map { name throws(LinkError) in [try NetworkInterface(named: name)] }
        if let source {
            let indices = Set(own.filter { $0.address == source }.map(\.interfaceIndex))
            chosen = (chosen ?? NetworkInterface.all()).filter { indices.contains($0.index) }
        }
        let interfaces = chosen ?? suitable(NetworkInterface.all())
        let machine = own.compactMap { AddressBlock($0.address, prefixLength: $0.address.bitCount) }
        return interfaces.compactMap { interface in
            let near = own.filter { $0.interfaceIndex == interface.index && $0.address.isIPv6 == address.isIPv6 }
            // Without an address there is nothing to ask from.
            guard !near.isEmpty else { return nil }
            return MulticastGroup(
                address: address, interface: interface, source: source, subnets: near.compactMap(\.subnet) + machine)
        }
    }

    /// Those that are up and can send to groups; loopback where there is no other.
    private static func suitable(_ interfaces: [NetworkInterface]) -> [NetworkInterface] {
        let up = interfaces.filter(\.isUp)
        let others = up.filter { $0.isMulticast && !$0.isLoopback }
        return others.isEmpty ? up.filter(\.isLoopback) : others
    }
}
