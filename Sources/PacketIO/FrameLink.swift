import CPacketIO
import Glibc
import Probes
import Wire

/// Probes whose every frame is seen: sent on a raw socket or as whole frames, received and stamped by a packet ring.
///
/// For floods, because neither a stamp nor an answer costs a system call; for recording and explaining, because the
/// frames are there as they were on the wire. Needs CAP_NET_RAW.
public struct FrameLink: ~Copyable, PacketLink {
    /// How probes get out.
    public enum Path: Hashable, Sendable {
        /// By way of loopback, which gives every probe back as it passes.
        case loopback(isIPv6: Bool)
        /// By whatever interface the kernel chooses.
        case anywhere
        /// By whatever interface the kernel chooses; seen is what passes this one.
        case watching(interfaceIndex: UInt32)
        /// As frames on one interface, to one neighbour.
        case frames(FrameAddressing)
        /// As frames that the caller writes whole; seen is what neighbours say to each other on this interface.
        case link(interfaceIndex: UInt32)
    }

    private let path: Path
    private let ring: FrameRing
    private let signals: SignalSource
    private let identifierPrefix: UInt8
    private var descriptors: (v4: Int32, v6: Int32, frames: Int32) = (-1, -1, -1)
    private var twins: [(descriptor: Int32, twin: Int32)] = []
    private var helper: SendHelper?
    private var laneCount: UInt16 = 0
    private var outgoing: OutgoingBuffer
    private var arrivals: IncomingBuffer
    private var failures: [(token: UInt64, error: LinkError)] = []
    private var identification: UInt16 = 0

    /// - Parameter filter: in libpcap's language, where more than the probes and their answers is to be seen.
    public static func open(
        _ options: LinkOptions, path: Path, filter: String? = nil
    ) throws(LinkError) -> FrameLink {
        let prefix = UInt8.random(in: 1...254)
        let scope: FrameRing.Scope =
            switch path {
            case .loopback(let isIPv6): .loopback(isIPv6: isIPv6)
            case .anywhere: .interface(0)
            case .watching(let index): .interface(index)
            case .frames(let addressing): .interface(addressing.interfaceIndex)
            case .link(let index): .interface(index)
            }
        let program: PacketFilter
        if case .frames(let addressing) = path, addressing.tags.count > 1 {
            program = PacketFilter.everything
        } else if case .link = path {
            program = PacketFilter.neighbors
        } else if let filter {
            program = try PacketFilter(compiling: filter, linkType: .ethernet)
        } else {
            program = PacketFilter(echoWithIdentifierPrefix: prefix)
        }
        // Room for a frame of the longest packet, its ring header and padding.
        let frameSize = max(256, (options.maximumByteCount + 256).nextPowerOfTwo)
        let ring = try FrameRing.open(
            scope, filter: program, frameSize: frameSize, frameCount: max(64, min(2048, (8 << 20) / frameSize)),
            lastsUntilExit: true)
        var link = FrameLink(
            path: path, ring: ring, signals: try SignalSource(), identifierPrefix: prefix,
            byteCount: options.maximumByteCount + 128, sendAhead: options.sendAhead)
        try link.openSenders(options)
        link.helper?.twins = link.twins
        return link
    }

    private init(
        path: Path, ring: consuming FrameRing, signals: consuming SignalSource, identifierPrefix: UInt8, byteCount: Int,
        sendAhead: Int
    ) {
        self.path = path
        self.ring = ring
        self.signals = signals
        self.identifierPrefix = identifierPrefix
        helper = SendHelper(byteCount: byteCount, depth: sendAhead)
        outgoing = OutgoingBuffer(byteCount: byteCount)
        arrivals = IncomingBuffer(capacity: OutgoingBuffer.capacity * 4, byteCount: 0)
    }

    deinit {
        for descriptor in [descriptors.v4, descriptors.v6, descriptors.frames] where descriptor >= 0 {
            close(descriptor)
        }
        for pair in twins { close(pair.twin) }
    }

    private mutating func openSenders(_ options: LinkOptions) throws(LinkError) {
        let interface: UInt32? =
            switch path {
            case .frames(let addressing): addressing.interfaceIndex
            case .link(let index): index
            default: nil
            }
        if let interface {
            descriptors.frames = try Self.openFrameSender(interface)
            if helper != nil { twins.append((descriptors.frames, try Self.openFrameSender(interface))) }
            return
        }
        if options.usesIPv4 { descriptors.v4 = try Self.openSender(options, family: 4) }
        if options.usesIPv6 { descriptors.v6 = try Self.openSender(options, family: 6) }
        guard helper != nil else { return }
        let senders: [(Int32, Int32)] = [(descriptors.v4, 4), (descriptors.v6, 6)]
        for (descriptor, family) in senders where descriptor >= 0 {
            twins.append((descriptor, try Self.openSender(options, family: family)))
        }
    }

    private static func openFrameSender(_ interfaceIndex: UInt32) throws(LinkError) -> Int32 {
        let descriptor = try checked(cpk_frame_socket(interfaceIndex), "packet socket")
        _ = cpk_set_option(descriptor, 4, CPK_OPTION_SEND_BUFFER, 4 << 20)
        return descriptor
    }

    /// A raw socket that only sends: the ring hears for it.
    private static func openSender(_ options: LinkOptions, family: Int32) throws(LinkError) -> Int32 {
        let number: IPProtocol = family == 6 ? .icmpv6 : .icmp
        let descriptor = try checked(cpk_socket(family, true, Int32(number.rawValue)), "raw socket")
        try options.apply(to: descriptor, family: family, isRaw: true)
        try checked(unsafe cpk_set_icmp_filter(descriptor, family, [], 0), "ICMP filter")
        return descriptor
    }

    public mutating func openLane() throws(LinkError) -> UInt16 {
        guard laneCount < 256 else { throw LinkError(.other, "too many probes in flight") }
        defer { laneCount += 1 }
        return UInt16(identifierPrefix) << 8 | laneCount
    }

    // MARK: Sending

    public mutating func send(
        to destination: Endpoint, lane: Int, token: UInt64, byteCount: Int,
        _ write: (inout OutputSpan<UInt8>) -> Void
    ) {
        if outgoing.isFull { _ = flush() }
        if case .link = path { return outgoing.append(to: cpk_address(), by: descriptors.frames, token: token, write) }
        if case .frames(let addressing) = path {
            identification &+= 1
            let identification = identification
            outgoing.append(to: cpk_address(), by: descriptors.frames, token: token) { output in
                addressing.frame(
                    to: destination.address, byteCount: byteCount, identification: identification, into: &output, write)
            }
            return
        }
        let descriptor = destination.address.isIPv6 ? descriptors.v6 : descriptors.v4
        outgoing.append(
            to: cpk_address(destination.address, scope: destination.scope), by: descriptor, token: token, write)
    }

    public mutating func flush() -> Bool {
        if let helper,
            helper.take(
                &outgoing, failed: { token, code, _ in failures.append((token, LinkError(code: code, doing: ""))) })
        {
            return true
        }
        return outgoing.flush { token, code, _ in failures.append((token, LinkError(code: code, doing: ""))) }
    }

    public mutating func takeFailures() -> [(token: UInt64, error: LinkError)] {
        if failures.isEmpty { return [] }
        defer { failures.removeAll() }
        return failures
    }

    // MARK: Receiving

    public mutating func countOverruns() -> Int { ring.drops() }

    public mutating func receive() -> Int {
        ring.read(into: &arrivals)
        return arrivals.count
    }

    private var isTagged: Bool { if case .frames(let addressing) = path { !addressing.tags.isEmpty } else { false } }

    @_lifetime(borrow self)
    public borrowing func packet(_ index: Int) -> LinkPacket {
        let details = arrivals.details(index)
        let frame = arrivals.bytes(index)
        // The kernel takes the outer tag off; one within it is left in front of the packet.
        let offset = isTagged ? networkOffset(of: frame) : Int(details.network_offset)
        var packet = LinkPacket(frame.suffix(from: offset), .network)
        packet.linkHeader = frame.extracting(first: min(offset, frame.count))
        packet.stamps = PacketStamps(kernel: details.software_ns)
        if details.has_tag { packet.tag = details.tag }
        packet.wireLength = Int(details.length) - offset
        // Loopback computes no checksums, and counts a probe that comes round as received.
        let isLoopback = if case .loopback = path { true } else { false }
        packet.isChecksumVerified = isLoopback
        if details.outgoing || isLoopback && isRequest(packet.bytes) { packet.direction = .sent }
        return packet
    }

    public mutating func wait(until deadline: Instant) -> Wake {
        var ready: UInt64 = 0
        if let helper, helper.isBusy {
            helper.collect { token, code, _ in failures.append((token, LinkError(code: code, doing: ""))) }
            if let wake = signals.waitShortly(for: helper) { return wake }
        }
        if !failures.isEmpty { return .packets }
        return signals.wait([ring.descriptor], until: deadline, ready: &ready)
    }
}

/// Whether an IP packet is an ICMP echo or time stamp request.
private func isRequest(_ packet: Span<UInt8>) -> Bool {
    guard packet.count > 40 || packet.count > 20 && packet[0] >> 4 == 4 else { return false }
    if packet[0] >> 4 == 6 { return packet[6] == IPProtocol.icmpv6.rawValue && packet[40] == 128 }
    let offset = Int(packet[0] & 15) * 4
    return offset < packet.count && packet[9] == IPProtocol.icmp.rawValue && [8, 13].contains(packet[offset])
}

extension Int {
    /// The least power of two that is not less.
    var nextPowerOfTwo: Int { self <= 1 ? 1 : 1 << (Int.bitWidth - (self - 1).leadingZeroBitCount) }
}
