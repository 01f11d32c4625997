import Analysis
import Probes
import Wire

/// All that is known of one ping: what `--explain` tells.
public struct PingStory: Sendable {
    /// What the neighbour table said of the next hop.
    public struct NeighborEntry: Hashable, Sendable {
        public var mac: MACAddress?
        /// The kernel's word for its state: "reachable", "stale".
        public var state: String

        public init(mac: MACAddress?, state: String) {
            self.mac = mac
            self.state = state
        }
    }

    /// The interface that the probe left by.
    public struct Interface: Hashable, Sendable {
        public var name: String
        public var mac: MACAddress?
        public var mtu: Int
        public var isLoopback: Bool

        public init(name: String, mac: MACAddress?, mtu: Int, isLoopback: Bool) {
            self.name = name
            self.mac = mac
            self.mtu = mtu
            self.isLoopback = isLoopback
        }
    }

    public var target: PingTarget
    public var source: IPAddress?
    /// The subnet that the source address is in.
    public var subnet: AddressBlock?
    public var interface: Interface?
    /// Nil where the target is on the link, or on this machine.
    public var gateway: IPAddress?
    /// Whether the target is this machine itself.
    public var isLocal = false
    public var neighborBefore: NeighborEntry?
    public var neighborAfter: NeighborEntry?
    /// What passed the link, in order.
    public var packets: [SeenPacket] = []
    /// What became of the probe.
    public var outcome: PingEvent?
    /// "raw socket", "ping socket": through what the probe went.
    public var socket: String

    public init(target: PingTarget, socket: String) {
        self.target = target
        self.socket = socket
    }

    var address: IPAddress { target.endpoint.address }
    /// Whose MAC address the frame needs.
    var nextHop: IPAddress { gateway ?? address }

    /// The story as text.
    public func text() -> [UInt8] {
        var text: [UInt8] = []
        tellTarget(into: &text)
        tellWay(into: &text)
        tellNeighbor(into: &text)
        tellFrames(into: &text)
        tellTime(into: &text)
        return text
    }

    // MARK: Chapters

    private func tellTarget(into text: inout [UInt8]) {
        text.heading("The target")
        var line: [UInt8] = []
        line.appendEscaped(target.name)
        let name = String(decoding: line, as: UTF8.self)
        let isName = target.name != address.description
        text.say(isName ? "\(name) is \(address): the system's resolver says so." : "\(address) was given as it is.")
        let family = address.isIPv6 ? "IPv6 address, 128 bits" : "IPv4 address, 32 bits"
        text.say("It is an \(family): the probe is an \(address.isIPv6 ? "ICMPv6" : "ICMP") echo request.")
    }

    private func tellWay(into text: inout [UInt8]) {
        text.heading("The way there")
        guard let interface, let source else {
            return text.say("The kernel knows no route to \(address): nothing can be sent.")
        }
        let mac = interface.mac.map { ", MAC address \($0)" } ?? ""
        text.say("The kernel's route leads out by \(interface.name) (MTU \(interface.mtu) bytes\(mac)).")
        text.say("Of that interface's addresses it sends from \(source).")
        if isLocal {
            return text.say("\(address) is this machine's own address: the packet turns round in the kernel.")
        }
        guard let subnet else { return tellNextHop(into: &text) }
        text.say("That address is in \(subnet) (mask \(subnet.mask)): is the target in the same subnet?")
        tellBits(of: source, subnet, into: &text)
        tellBits(of: address, subnet, into: &text)
        let isSame = subnet.contains(address)
        text.say(
            isSame
                ? "The \(subnet.prefixLength) network bits are the same: yes."
                : "The \(subnet.prefixLength) network bits differ: no.")
        tellNextHop(into: &text)
    }

    private func tellNextHop(into text: inout [UInt8]) {
        if let gateway {
            text.say("So the packet goes to the gateway \(gateway), which passes it on: the frame is addressed to the")
            text.say("gateway, the IP packet in it to \(address).")
        } else {
            text.say("So the target itself is on the link: the frame is addressed to it, without a gateway.")
        }
    }

    /// An IPv4 address in binary, with a bar between network and host bits; an IPv6 one in groups.
    private func tellBits(of address: IPAddress, _ subnet: AddressBlock, into text: inout [UInt8]) {
        var bits = ""
        let count = address.bitCount
        let shown = address.isIPv6 ? min(count, (subnet.prefixLength / 16 + 1) * 16) : count
        for index in 0..<shown {
            if index == subnet.prefixLength { bits += "|" } else if index > 0, index % 8 == 0 { bits += "." }
            let bit: Bool =
                switch address {
                case .v4(let address): address.rawValue >> UInt32(31 - index) & 1 == 1
                case .v6(let address): address.rawValue >> UInt128(127 - index) & 1 == 1
                }
            bits += bit ? "1" : "0"
        }
        let name = address.description
        let padding = String(repeating: " ", count: max(1, 16 - name.utf8.count))
        text.say("  \(name)\(padding)\(bits)\(shown < count ? "..." : "")")
    }

    private func tellNeighbor(into text: inout [UInt8]) {
        guard let interface, !isLocal, !interface.isLoopback else { return }
        let language = address.isIPv6 ? "neighbour discovery" : "ARP"
        text.heading("Whose MAC address")
        if let before = neighborBefore, let mac = before.mac, before.state != "failed" {
            text.say("The neighbour table already had \(nextHop) at \(mac) (\(before.state)): nobody was asked.")
        } else {
            text.say("The neighbour table had no MAC address for \(nextHop), so the kernel asked by \(language).")
        }
        let questions = packets.filter { NeighborTalk($0)?.concerns(nextHop) ?? false }
        for packet in questions.prefix(4) {
            if let talk = NeighborTalk(packet) {
                text.say("  \(packet.direction == .sent ? "sent:    " : "received:") \(talk.sentence)")
            }
        }
        switch neighborAfter?.mac {
        case let mac?: text.say("Now the table has \(nextHop) at \(mac) (\(neighborAfter?.state ?? "")).")
        case nil: text.say("Nobody answered for \(nextHop): without a MAC address no frame can be sent.")
        }
    }

    private func tellFrames(into text: inout [UInt8]) {
        if let sent = request {
            text.heading("The request, as it left")
            tellFrame(sent, into: &text)
        }
        guard let answer else { return }
        text.heading("The answer, as it came")
        tellFrame(answer, into: &text)
    }

    private func tellFrame(_ packet: SeenPacket, into text: inout [UInt8]) {
        guard case .network = packet.layer else {
            text.say("From \(packet.source.map(\.description) ?? "?")\(packet.ttl.map { ", TTL \($0)" } ?? ""):")
            text.say(
                "a \(socket) gives what follows the IP header, \(packet.bytes.count) bytes; the frame is not seen.")
            return
        }
        let isEthernet = packet.linkHeader.count >= EthernetHeader.byteCount
        if !isEthernet { text.say("(A \(socket) does not show the frame's own header.)") }
        let frame = isEthernet ? packet.frame : packet.bytes
        var tree = TreeText(frame: frame, indent: 2)
        PacketWalk(isEthernet ? .ethernet : .raw).describe(frame.span, into: &tree)
        text += tree.text
    }

    private func tellTime(into text: inout [UInt8]) {
        text.heading("The round trip")
        switch outcome {
        case .reply(let reply): tellRoundTrip(reply.roundTrip, reply.clock, into: &text)
        case .failure(let failure):
            text.say("No reply: instead of it came word that the probe did not get through.")
            tellRoundTrip(failure.roundTrip, failure.clock, into: &text)
        case .timeout: text.say("No answer came in time.")
        case .sent, .foreign, nil: text.say("Nothing came back.")
        }
    }

    private func tellRoundTrip(_ roundTrip: Nanoseconds?, _ clock: StampClock, into text: inout [UInt8]) {
        guard let roundTrip else { return }
        switch clock {
        case .hardware: text.say("The network card stamped both packets by its own clock.")
        case .kernel: tellStamps(into: &text)
        case .user: text.say("Measured by this program around its system calls: the kernel gave no stamps.")
        }
        var line: [UInt8] = []
        line.append(milliseconds: roundTrip)
        text.say("The difference is \(roundTrip) ns: \(String(decoding: line, as: UTF8.self)) ms.")
    }

    private func tellStamps(into text: inout [UInt8]) {
        for (what, packet) in [("sent", request), ("received", answer)] {
            guard let packet, packet.stamps.kernel != 0 else { continue }
            var line: [UInt8] = []
            line.append(rfc3339: packet.stamps.kernel)
            text.say("\(what) \(String(decoding: line, as: UTF8.self)), stamped by the kernel as it passed")
        }
    }

    // MARK: Which packets

    private var request: SeenPacket? { packets.first { $0.direction == .sent && NeighborTalk($0) == nil } }

    /// The last packet that came and is no talk between neighbours.
    private var answer: SeenPacket? {
        packets.last { packet in
            guard packet.direction == .received, !packet.isReportedError, NeighborTalk(packet) == nil else {
                return false
            }
            if case .transport = packet.layer { return true }
            guard let network = try? NetworkPacket(parsing: packet.bytes.span) else { return false }
            return network.destination == source
                && (network.protocolNumber == .icmp || network.protocolNumber == .icmpv6)
        }
    }
}

extension [UInt8] {
    /// A chapter's title.
    fileprivate mutating func heading(_ title: String) {
        if !isEmpty { append(UInt8(ascii: "\n")) }
        append(text: title + "\n")
    }

    /// A line of the story.
    fileprivate mutating func say(_ line: String) { append(text: "  \(line)\n") }
}
