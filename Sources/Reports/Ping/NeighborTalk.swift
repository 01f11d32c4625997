import Probes
import Wire

/// A question for a MAC address, or its answer, by ARP (RFC 826) or neighbour discovery (RFC 4861).
struct NeighborTalk {
    private enum Kind {
        case arp(ARPMessage)
        case solicitation(target: IPv6Address, from: IPAddress?)
        case advertisement(target: IPv6Address, mac: MACAddress?)
    }

    private let kind: Kind

    /// Nil for every other packet.
    init?(_ packet: SeenPacket) {
        guard case .network = packet.layer, let first = packet.bytes.first else { return nil }
        if first >> 4 == 6 {
            guard let kind = Self.discovery(packet.bytes) else { return nil }
            self.kind = kind
        } else {
            guard first >> 4 != 4, let message = (try? ARPPacket(parsing: packet.bytes.span))?.message else {
                return nil
            }
            kind = .arp(message)
        }
    }

    private static func discovery(_ bytes: [UInt8]) -> Kind? {
        guard let network = try? NetworkPacket(parsing: bytes.span), network.protocolNumber == .icmpv6,
            let message = try? NeighborDiscoveryMessage(parsing: network.transport), let target = message.target
        else { return nil }
        switch message.type {
        case .neighborSolicitation:
            return .solicitation(target: target, from: network.source)
        case .neighborAdvertisement:
            var mac: MACAddress?
            var options = message.options
            while let option = try? options.next() {
                if case .targetLinkLayerAddress(let address)? = try? option.decoded() { mac = address }
            }
            return .advertisement(target: target, mac: mac)
        default:
            return nil
        }
    }

    /// Whether it is about this address.
    func concerns(_ address: IPAddress) -> Bool {
        switch kind {
        case .arp(let message): .v4(message.targetProtocol) == address || .v4(message.senderProtocol) == address
        case .solicitation(let target, _), .advertisement(let target, _): .v6(target) == address
        }
    }

    var sentence: String {
        switch kind {
        case .arp(let message) where message.opcode == .reply:
            "\(message.senderProtocol) is at \(message.senderHardware)"
        case .arp(let message):
            "who has \(message.targetProtocol)? tell \(message.senderProtocol) at \(message.senderHardware)"
        case .solicitation(let target, let from):
            "who has \(target)? asks \(from.map(\.description) ?? "?"), of the group \(target.solicitedNode)"
        case .advertisement(let target, let mac):
            "\(target) is at \(mac.map(\.description) ?? "?")"
        }
    }
}
