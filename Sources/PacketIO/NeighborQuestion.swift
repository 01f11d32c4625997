import CPacketIO
import Glibc
import Probes
import Wire

/// Asks a link for a MAC address with frames of our own: where the kernel has no interface that could ask, as on a VLAN
/// that it knows nothing of.
public struct NeighborQuestion {
    private static let attempts = 3
    private static let patience: Nanoseconds = .second

    private let addressing: FrameAddressing
    private let nextHop: IPAddress

    /// - Parameter addressing: its destination is not looked at.
    public init(_ addressing: FrameAddressing, nextHop: IPAddress) {
        self.addressing = addressing
        self.nextHop = nextHop
    }

    /// The answer; nil where there is none after three seconds. Needs CAP_NET_RAW.
    public func ask() throws(LinkError) -> MACAddress? {
        let ring = try FrameRing.open(
            .interface(addressing.interfaceIndex), filter: .everything, frameSize: 2048, frameCount: 256)
        let sender = try checked(cpk_frame_socket(addressing.interfaceIndex), "packet socket")
        defer { close(sender) }
        for _ in 0..<Self.attempts {
            var outgoing = OutgoingBuffer(byteCount: 256)
            outgoing.append(to: cpk_address(), by: sender, token: 0) { output in write(into: &output) }
            _ = outgoing.flush { _, _, _ in }
            if let answer = listen(to: ring) { return answer }
        }
        return nil
    }

    private func listen(to ring: borrowing FrameRing) -> MACAddress? {
        let deadline = SystemClock.now() + Self.patience
        var arrivals = IncomingBuffer(capacity: 64, byteCount: 0)
        var ready: UInt64 = 0
        while SystemClock.now() < deadline {
            ring.read(into: &arrivals)
            for index in 0..<arrivals.count {
                let frame = arrivals.bytes(index)
                if let answer = answer(in: frame, at: packetOffset(of: frame)) { return answer }
            }
            if arrivals.count == 0 { _ = unsafe cpk_wait([ring.descriptor], 1, deadline.nanoseconds, &ready) }
        }
        return nil
    }

    private func packetOffset(of frame: Span<UInt8>) -> Int {
        (try? LinkLayer(parsing: frame, as: .ethernet))?.payloadOffset ?? frame.count
    }

    private func answer(in frame: Span<UInt8>, at offset: Int) -> MACAddress? {
        let packet = frame.suffix(from: offset)
        switch nextHop {
        case .v4(let address):
            guard let message = (try? ARPPacket(parsing: packet))?.message, message.opcode == .reply,
                message.senderProtocol == address
            else { return nil }
            return message.senderHardware
        case .v6(let address):
            guard let network = try? NetworkPacket(parsing: packet), network.protocolNumber == .icmpv6,
                let message = try? NeighborDiscovery(parsing: network.transport),
                case .neighborAdvertisement(let target, _) = message.message, target == address
            else { return nil }
            for case .targetLinkLayerAddress(let mac) in message.options { return mac }
            return frame.count >= EthernetHeader.byteCount ? frame.macAddress(at: 6) : nil
        }
    }

    @_lifetime(output: copy output)
    private func write(into output: inout OutputSpan<UInt8>) {
        switch (nextHop, addressing.source) {
        case (.v4(let target), .v4(let source)):
            addressing.header(of: .arp, to: .broadcast, into: &output)
            ARPMessage(
                opcode: .request, senderHardware: addressing.sourceMAC, senderProtocol: source,
                targetHardware: .zero, targetProtocol: target
            ).serialize(into: &output)
        case (.v6(let target), .v6(let source)):
            let group = target.solicitedNode
            let mac = MACAddress(rawValue: 0x3333_0000_0000 | UInt64(truncatingIfNeeded: group.rawValue) & 0xFFFF_FFFF)
            addressing.header(of: .ipv6, to: mac, into: &output)
            let message = NeighborDiscovery(
                .neighborSolicitation(target: target), options: [.sourceLinkLayerAddress(addressing.sourceMAC)])
            var header = IPv6Header(nextHeader: .icmpv6, source: source, destination: group)
            header.hopLimit = 255
            header.serialize(into: &output, payloadLength: message.byteCount)
            message.serialize(into: &output, pseudoHeader: .ipv6(source: source, destination: group))
        default: break
        }
    }
}
