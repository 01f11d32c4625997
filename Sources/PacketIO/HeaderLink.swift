import CPacketIO
import Glibc
import Probes
import Wire

/// Probes that are whole IP packets, each with a TTL of its own: what following a way takes.
///
/// With CAP_NET_RAW they leave just as they were written, and answers are seen whole, with all that routers quote.
/// Without it, UDP and echo requests go by ordinary sockets: the kernel writes the headers, with the TTL and the ports
/// of those that were written, and tells of answers what it keeps of them.
public struct HeaderLink: ~Copyable, PacketLink {
    /// Of ICMP: what answers a probe or speaks of one. Redirects do not.
    private static let icmpTypes: [UInt8] = [0, 3, 4, 11, 12]
    private static let icmpv6Types: [UInt8] = Array(0..<128) + [129]

    private let options: LinkOptions
    private let signals: SignalSource
    private var sockets: SocketSet
    private var outgoing: OutgoingBuffer
    private var failures: [(token: UInt64, error: LinkError)] = []
    private var senders: (v4: Int32, v6: Int32) = (-1, -1)
    /// Sockets that only keep a port number ours.
    private var reserved: [Int32] = []
    private var laneCount = 0
    private var firstIdentifier: UInt16 = 0
    /// Whether packets leave as they were written.
    public let isRaw: Bool

    public static func open(_ options: LinkOptions, isRaw: Bool) throws(LinkError) -> HeaderLink {
        var link = HeaderLink(options, signals: try SignalSource(), isRaw: isRaw)
        if isRaw { try link.openRaw() } else { try link.openPorts(lane: 0) }
        return link
    }

    private init(_ options: LinkOptions, signals: consuming SignalSource, isRaw: Bool) {
        self.options = options
        self.signals = signals
        self.isRaw = isRaw
        let byteCount = max(options.maximumByteCount, 128) + 128
        sockets = SocketSet(
            stampByteCount: options.keepsDepartures ? byteCount + 128 : 256, byteCount: max(byteCount, 2048))
        outgoing = OutgoingBuffer(byteCount: byteCount)
    }

    deinit {
        for descriptor in reserved { close(descriptor) }
    }

    // MARK: Opening

    private var families: [Int32] { (options.usesIPv4 ? [4] : []) + (options.usesIPv6 ? [6] : []) }

    private mutating func add(
        _ descriptor: Int32, _ family: Int32, _ number: IPProtocol, lane: Int?
    ) throws(LinkError) {
        // What only keeps a port ours sends nothing, and the right to mark may be gone.
        var options = options
        if isRaw, number == .udp { options.mark = nil }
        let port = SocketPort(
            descriptor: descriptor, family: family, protocolNumber: number, isRaw: isRaw && number != .udp, lane: lane)
        sockets.add(port)
        try options.apply(to: descriptor, family: family, isRaw: port.isRaw)
        let stamping = CPK_STAMP_RECEIVE | CPK_STAMP_TRANSMIT | CPK_STAMP_HARDWARE
        _ = cpk_set_timestamping(descriptor, UInt32(stamping))
    }

    private mutating func openRaw() throws(LinkError) {
        for family in families {
            let number: IPProtocol = family == 6 ? .icmpv6 : .icmp
            let listener = try checked(cpk_socket(family, true, Int32(number.rawValue)), "raw socket")
            try add(listener, family, number, lane: nil)
            let types = family == 6 ? Self.icmpv6Types : Self.icmpTypes
            try checked(unsafe cpk_set_icmp_filter(listener, family, types, types.count), "ICMP filter")
            // IPPROTO_RAW: it sends alone, and what is written whole.
            let sender = try checked(cpk_socket(family, true, 255), "raw socket")
            sockets.add(sender: sender)
            try options.apply(to: sender, family: family, isRaw: true)
            try checked(cpk_set_option(sender, family, CPK_OPTION_HEADER_INCLUDED, 1), "own headers")
            _ = cpk_set_timestamping(sender, UInt32(CPK_STAMP_TRANSMIT | CPK_STAMP_HARDWARE))
            if family == 6 { senders.v6 = sender } else { senders.v4 = sender }
            let transport: IPProtocol? =
                switch options.transport {
                case .tcp: .tcp
                case .sctp: .sctp
                case .icmp, .udp: nil
                }
            if let transport { try openAnswers(transport, family) }
        }
    }

    /// A raw socket for what the target says itself, and only where it comes from a port that was asked.
    private mutating func openAnswers(_ number: IPProtocol, _ family: Int32) throws(LinkError) {
        let descriptor = try checked(cpk_socket(family, true, Int32(number.rawValue)), "raw socket")
        let filter = PacketFilter(fromPorts: options.ports, isIPv6: family == 6).instructions
        try checked(unsafe cpk_set_filter(descriptor, filter, UInt32(filter.count)), "packet filter")
        try add(descriptor, family, number, lane: nil)
    }

    /// Ordinary sockets of one lane.
    private mutating func openPorts(lane: Int) throws(LinkError) {
        var port = options.sourcePort.map { $0 &+ UInt16(truncatingIfNeeded: lane) }
        for family in families {
            let number: IPProtocol =
                switch options.transport {
                case .icmp: family == 6 ? .icmpv6 : .icmp
                default: .udp
                }
            let kind = number == .udp ? "UDP socket" : "ping socket"
            let descriptor = try checked(cpk_socket(family, false, Int32(number.rawValue)), kind)
            try add(descriptor, family, number, lane: lane)
            if !isRaw { try checked(cpk_set_option(descriptor, family, CPK_OPTION_RECEIVE_ERRORS, 1), "errors") }
            _ = cpk_set_option(descriptor, family, CPK_OPTION_AUTO_FLOW_LABEL, 0)
            // The socket of IPv4 has the same number.
            _ = cpk_set_option(descriptor, family, CPK_OPTION_V6_ONLY, 1)
            if let port, number == .udp {
                var address = options.source.map { cpk_address($0) } ?? cpk_address()
                address.family = UInt8(family)
                address.port = port
                try checked(unsafe cpk_bind(descriptor, &address), "source port \(port)")
            }
            port = try localPort(of: descriptor)
        }
    }

    public mutating func openLane() throws(LinkError) -> UInt16 {
        let lane = laneCount
        laneCount += 1
        switch options.transport {
        case .icmp where isRaw:
            if lane == 0 { firstIdentifier = options.identifier ?? UInt16.random(in: 1...(.max)) }
            return firstIdentifier &+ UInt16(truncatingIfNeeded: lane)
        case .tcp, .sctp:
            return try reservePort(lane)
        case .icmp, .udp:
            if lane > 0 || isRaw { try openPorts(lane: lane) }
            return try localPort(of: sockets.ports[sockets.ports.count - 1].descriptor)
        }
    }

    /// A TCP port that nobody else will be given: bound, but neither listening nor connected, so that the kernel itself
    /// ends what somebody takes for the beginning of a connection.
    private mutating func reservePort(_ lane: Int) throws(LinkError) -> UInt16 {
        let family: Int32 = options.usesIPv6 ? 6 : 4
        let descriptor = try checked(cpk_socket(family, false, 0), "port")
        reserved.append(descriptor)
        if let first = options.sourcePort {
            var address = cpk_address()
            address.family = UInt8(family)
            address.port = first &+ UInt16(truncatingIfNeeded: lane)
            try checked(unsafe cpk_bind(descriptor, &address), "source port \(address.port)")
        }
        return try localPort(of: descriptor)
    }

    // MARK: Sending

    public mutating func send(
        to destination: Endpoint, lane: Int, token: UInt64, byteCount: Int,
        _ write: (inout OutputSpan<UInt8>) -> Void
    ) {
        if outgoing.isFull { _ = flush() }
        var address = cpk_address(destination.address, scope: destination.scope)
        if isRaw {
            let descriptor = destination.address.isIPv6 ? senders.v6 : senders.v4
            return outgoing.append(to: address, by: descriptor, token: token, write)
        }
        let family: Int32 = destination.address.isIPv6 ? 6 : 4
        guard let port = sockets.ports.first(where: { $0.family == family && ($0.lane ?? lane) == lane }) else {
            return
        }
        let whole = [UInt8](capacity: byteCount) { write(&$0) }
        guard let network = try? NetworkPacket(parsing: whole.span) else { return }
        var payload = network.transport
        if network.protocolNumber == .udp, let datagram = try? UDPDatagram(parsing: payload) {
            address.port = datagram.destinationPort
            payload = datagram.payload
        }
        outgoing.append(to: address, by: port.descriptor, token: token, ttl: network.timeToLive) {
            $0.append(copying: payload)
        }
    }

    public mutating func flush() -> Bool {
        outgoing.flush { failures.append(SocketLink.failure($0, $1, $2)) }
    }

    public mutating func takeFailures() -> [(token: UInt64, error: LinkError)] {
        if failures.isEmpty { return [] }
        defer { failures.removeAll() }
        return failures
    }

    // MARK: Receiving

    public mutating func receive() -> Int { sockets.receive() }
    public mutating func countOverruns() -> Int { sockets.countOverruns() }

    @_lifetime(borrow self)
    public borrowing func packet(_ index: Int) -> LinkPacket { sockets.packet(index) }

    public mutating func wait(until deadline: Instant) -> Wake {
        if !failures.isEmpty { return .packets }
        var ready: UInt64 = 0
        return signals.wait(sockets.descriptors, until: deadline, ready: &ready)
    }
}
