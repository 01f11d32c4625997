import CPacketIO
import Glibc
import Probes
import Wire

/// Probes on sockets: ping sockets where the system allows them, raw ones else; UDP and raw TCP.
///
/// Each packet is stamped by the kernel as it leaves and as it arrives. Stamps of departures come back through the
/// error queue with the packet they belong to, frame header and all.
public struct SocketLink: ~Copyable, PacketLink {
    /// The ICMP types that answer a probe or speak of one. Of ICMPv6, all below 128 are errors.
    private static let icmpTypes: [UInt8] = [0, 3, 4, 5, 11, 12, 14]
    private static let icmpv6Types: [UInt8] = Array(0..<128) + [129, 137]

    private let options: LinkOptions
    private let signals: SignalSource
    private var sockets: SocketSet
    /// Sockets that only keep a port number ours.
    private var reserved: [Int32] = []
    private var laneCount = 0
    private var outgoing: OutgoingBuffer
    private var failures: [(token: UInt64, error: LinkError)] = []
    /// Sockets that send beside those in `ports`, and the thread that uses them.
    private var twins: [(descriptor: Int32, twin: Int32)] = []
    private var helper: SendHelper?
    private let byteCount: Int
    /// Whether raw sockets are used.
    public let isRaw: Bool

    /// Opens what every lane shares, or the first lane's own. What needs a capability is open when this returns.
    public static func open(_ options: LinkOptions) throws(LinkError) -> SocketLink {
        var link = SocketLink(options, signals: try SignalSource())
        // The first lane's sockets too: what they refuse is known before anything is told.
        try link.openPorts(lane: link.isRaw ? nil : 0)
        link.helper?.twins = link.twins
        return link
    }

    private init(_ options: LinkOptions, signals: consuming SignalSource) {
        self.options = options
        self.signals = signals
        isRaw =
            switch options.transport {
            case .icmp: options.requiresRaw || !Privilege.mayOpenPingSockets
            case .tcp, .sctp: true
            case .udp: false
            }
        byteCount = max(options.maximumByteCount, 64) + 128
        if isRaw, options.transport == .icmp { helper = SendHelper(byteCount: byteCount, depth: options.sendAhead) }
        outgoing = OutgoingBuffer(byteCount: byteCount)
        sockets = SocketSet(
            stampByteCount: options.keepsDepartures ? byteCount + 128 : 256, byteCount: max(byteCount, 2048))
    }

    deinit {
        for descriptor in reserved { close(descriptor) }
    }

    // MARK: Opening

    private var families: [Int32] { (options.usesIPv4 ? [4] : []) + (options.usesIPv6 ? [6] : []) }

    private mutating func openPorts(lane: Int?) throws(LinkError) {
        for family in families {
            let number: IPProtocol =
                switch options.transport {
                case .icmp: family == 6 ? .icmpv6 : .icmp
                case .tcp: .tcp
                case .sctp: .sctp
                case .udp: .udp
                }
            let kind = isRaw ? "raw socket" : number == .udp ? "UDP socket" : "ping socket"
            let descriptor = try checked(cpk_socket(family, isRaw, Int32(number.rawValue)), kind)
            sockets.add(
                SocketPort(descriptor: descriptor, family: family, protocolNumber: number, isRaw: isRaw, lane: lane))
            try options.apply(to: descriptor, family: family, isRaw: isRaw)
            try receiveErrors(descriptor, family, number)
            let stamping = CPK_STAMP_RECEIVE | CPK_STAMP_TRANSMIT | CPK_STAMP_HARDWARE
            _ = cpk_set_timestamping(descriptor, UInt32(stamping))
            if helper != nil {
                try openTwin(of: descriptor, family, number)
            }
        }
    }

    /// A raw socket that only sends: what comes back through it are stamps.
    private mutating func openTwin(of descriptor: Int32, _ family: Int32, _ number: IPProtocol) throws(LinkError) {
        let twin = try checked(cpk_socket(family, true, Int32(number.rawValue)), "raw socket")
        twins.append((descriptor, twin))
        sockets.add(sender: twin)
        try options.apply(to: twin, family: family, isRaw: true)
        try checked(unsafe cpk_set_icmp_filter(twin, family, [], 0), "ICMP filter")
        _ = cpk_set_timestamping(twin, UInt32(CPK_STAMP_TRANSMIT))
    }

    /// Raw ICMP sockets see errors as the packets they are; all others are told of them through the error queue.
    private func receiveErrors(_ descriptor: Int32, _ family: Int32, _ number: IPProtocol) throws(LinkError) {
        guard isRaw, options.transport == .icmp else {
            if isRaw, family == 6 { _ = cpk_set_ipv6_checksum(descriptor, 16) }
            try checked(cpk_set_option(descriptor, family, CPK_OPTION_RECEIVE_ERRORS, 1), "receiving errors")
            return
        }
        let types = family == 6 ? Self.icmpv6Types : Self.icmpTypes
        try checked(unsafe cpk_set_icmp_filter(descriptor, family, types, types.count), "ICMP filter")
    }

    public mutating func openLane() throws(LinkError) -> UInt16 {
        let lane = laneCount
        laneCount += 1
        switch options.transport {
        case .icmp where isRaw:
            let first = options.identifier ?? UInt16.random(in: 1...(.max))
            if lane == 0 { firstIdentifier = first }
            return firstIdentifier &+ UInt16(truncatingIfNeeded: lane)
        case .tcp, .sctp:
            return try reservePort()
        case .icmp, .udp:
            if lane > 0 { try openPorts(lane: lane) }
            return try localPort(of: sockets.ports[sockets.ports.count - 1].descriptor)
        }
    }

    private var firstIdentifier: UInt16 = 0

    /// A TCP port that nobody else will be given: bound, but neither listening nor connected.
    private mutating func reservePort() throws(LinkError) -> UInt16 {
        // A socket of IPv6 keeps the number for both families.
        let descriptor = try checked(cpk_socket(options.usesIPv6 ? 6 : 4, false, 0), "port")
        reserved.append(descriptor)
        return try localPort(of: descriptor)
    }

    // MARK: Sending

    public mutating func send(
        to destination: Endpoint, lane: Int, token: UInt64, byteCount: Int,
        _ write: (inout OutputSpan<UInt8>) -> Void
    ) {
        let family: Int32 = destination.address.isIPv6 ? 6 : 4
        guard let port = sockets.ports.first(where: { $0.family == family && ($0.lane ?? lane) == lane }) else {
            return
        }
        var address = cpk_address(destination.address, scope: destination.scope)
        if case .udp(let number) = options.transport { address.port = number }
        if outgoing.isFull { _ = flush() }
        outgoing.append(to: address, by: port.descriptor, token: token, write)
    }

    public mutating func flush() -> Bool {
        if let helper, helper.take(&outgoing, failed: { failures.append(Self.failure($0, $1, $2)) }) { return true }
        return outgoing.flush { failures.append(Self.failure($0, $1, $2)) }
    }

    static func failure(
        _ token: UInt64, _ code: Int32, _ destination: cpk_address
    ) -> (token: UInt64, error: LinkError) {
        let error = LinkError(code: code, doing: "")
        guard case .messageTooLong = error.kind else { return (token, error) }
        return (token, LinkError(.messageTooLong(mtu: pathMTU(to: destination)), error.message))
    }

    /// What the kernel believes the path to take.
    private static func pathMTU(to destination: cpk_address) -> Int? {
        guard let address = destination.ipAddress,
            let route = try? Route.lookUp(Endpoint(address, scope: destination.scope))
        else { return nil }
        return route.mtu ?? (try? NetworkInterface(index: route.interfaceIndex))?.mtu
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
        var ready: UInt64 = 0
        if let helper, helper.isBusy {
            helper.collect { failures.append(Self.failure($0, $1, $2)) }
            if let wake = signals.waitShortly(for: helper) { return wake }
        }
        if !failures.isEmpty { return .packets }
        return signals.wait(sockets.descriptors, until: deadline, ready: &ready)
    }
}

/// Where the network layer starts in a frame as a driver got it: behind an Ethernet header and its VLAN tags, or at
/// once on links without a header.
func networkOffset(of frame: Span<UInt8>) -> Int {
    var offset = 12
    while offset + 2 < frame.count, offset <= 20 {
        switch frame.uint16(at: offset) {
        case 0x0800 where frame[offset + 2] >> 4 == 4: return offset + 2
        case 0x86DD where frame[offset + 2] >> 4 == 6: return offset + 2
        case 0x8100, 0x88A8: offset += 4
        default: return 0
        }
    }
    return 0
}

/// The number that a socket sends from: given by the kernel now, where it has none yet.
func localPort(of descriptor: Int32) throws(LinkError) -> UInt16 {
    var address = cpk_address()
    try checked(unsafe cpk_local_address(descriptor, &address), "local address")
    if address.port == 0 {
        // Ping and UDP sockets get their number with the first packet; binding to "any" gets it now.
        var any = cpk_address()
        any.family = address.family
        try checked(unsafe cpk_bind(descriptor, &any), "local address")
        try checked(unsafe cpk_local_address(descriptor, &address), "local address")
    }
    return address.port
}
