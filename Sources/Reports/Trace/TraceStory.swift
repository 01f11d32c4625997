import Probes
import Wire

/// `--explain`: how a trace comes about, with the packets of its first hops field by field.
public struct TraceStory {
    private let trace: Trace
    private let plan: TracePlan
    private let packets: [SeenPacket]

    /// Hops whose packets are shown; and the target's.
    private static let shownHops = 2

    public init(_ trace: Trace, _ plan: TracePlan, _ packets: [SeenPacket]) {
        self.trace = trace
        self.plan = plan
        self.packets = packets
    }

    public func tell(to text: inout [UInt8]) {
        let field = trace.target.isIPv6 ? "hop limit" : "TTL"
        text.append(
            text: """

                How this came about
                  Each packet has a \(field) in its header, and each router takes one off. The router that has
                  none left to pass on drops the packet and tells its sender so: ICMP time exceeded, with the
                  packet's first bytes. So the probe with \(field) 1 makes the first router show itself, the one
                  with 2 the second, and so on until one arrives.
                  \(arrivalWords)
                  All probes are of one flow, and differ in nothing that routers share traffic by:
                  \(flowWords)\n
                """)
        for hop in trace.way.prefix(Self.shownHops) { tell(hop, "Hop \(hop.ttl)", to: &text) }
        guard let last = trace.lastTTL, last > Self.shownHops + plan.firstTTL - 1,
            let hop = trace.way.first(where: { $0.ttl == last })
        else { return }
        tell(hop, "Hop \(last), the last", to: &text)
    }

    private var arrivalWords: String {
        switch plan.method {
        case .udp: "Nobody listens at port \(trace.target.port), as a rule: the target says port unreachable."
        case .echo: "The target answers an echo request by an echo reply."
        case .tcp: "The target answers a SYN by SYN ACK (port \(trace.target.port) is open) or RST (it is closed)."
        case .sctp:
            "The target answers an INIT by INIT ACK (port \(trace.target.port) is open) or ABORT (it is closed)."
        }
    }

    private var flowWords: String {
        switch plan.method {
        case .udp:
            "addresses and ports are the same. Which probe is meant, the UDP checksum says: two bytes of the\n"
                + "  payload are chosen so that it becomes the probe's number."
        case .echo:
            "type, code, checksum and identifier are the same. Which probe is meant, the sequence number says:\n"
                + "  two bytes of the payload are chosen so that the checksum stays as it is."
        case .tcp: "addresses and ports are the same. Which probe is meant, the sequence number says."
        case .sctp: "addresses and ports are the same. Which probe is meant, the initiate tag says."
        }
    }

    // MARK: A hop

    private func tell(_ hop: TraceHop, _ title: String, to text: inout [UInt8]) {
        let probe = packets.first { $0.direction == .sent && timeToLive(of: $0) == hop.ttl }
        guard let probe else { return }
        text.append(text: "\n\(title): the probe, as it left\n")
        describe(probe.bytes, to: &text)
        guard let address = hop.addresses.first else { return text.append(text: "\n  Nobody answered.\n") }
        let answer = packets.first { $0.direction == .received && source(of: $0) == address }
        guard let answer else { return }
        text.append(text: "\n\(title): what \(address) says\n")
        describe(whole(answer), to: &text)
        if probe.stamps.kernel > 0, answer.stamps.kernel > probe.stamps.kernel {
            let time = answer.stamps.kernel - probe.stamps.kernel
            text.append(text: "  The kernel stamped both as they passed: \(time) ns lie between.\n")
        }
        guard let first = hop.answers.compactMap({ $0 }).first, let ttl = first.ttl, let back = first.returnHops else {
            return
        }
        let start = Int(ttl) + back - 1
        text.append(
            text: "  It arrived with \(trace.target.isIPv6 ? "hop limit" : "TTL") \(ttl), and will have left with "
                + "\(start): it came over \(back) \(back == 1 ? "hop" : "hops").\n")
    }

    private func timeToLive(of packet: SeenPacket) -> Int? {
        guard packet.bytes.count > IPv4Header.minimumByteCount else { return nil }
        return Int(packet.bytes[trace.target.isIPv6 ? 7 : 8])
    }

    private func source(of packet: SeenPacket) -> IPAddress? {
        guard case .network = packet.layer else { return packet.source }
        return (try? NetworkPacket(parsing: packet.bytes.span))?.source
    }

    /// With the header that a socket of IPv6 keeps for itself.
    private func whole(_ packet: SeenPacket) -> [UInt8] {
        guard case .transport(let number) = packet.layer, case .v6(let source)? = packet.source,
            case .v6(let destination) = trace.target.source
        else { return packet.bytes }
        return [UInt8](capacity: packet.bytes.count + IPv6Header.byteCount) { output in
            var header = IPv6Header(nextHeader: number, source: source, destination: destination)
            header.hopLimit = packet.ttl ?? 0
            header.serialize(into: &output, payloadLength: packet.bytes.count)
            output.append(copying: packet.bytes.span)
        }
    }

    private func describe(_ bytes: [UInt8], to text: inout [UInt8]) {
        var tree = TreeText(frame: bytes, indent: 2)
        PacketWalk(LinkType.raw).describe(bytes.span, into: &tree)
        text += tree.text
    }
}
