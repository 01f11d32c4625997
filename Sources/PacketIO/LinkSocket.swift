import CPacketIO
import Glibc
import Probes
import Wire

/// Frames on one interface, and what neighbours say to each other on it, by plain packet sockets: for few frames, since
/// they are there at once, where a ring of `FrameLink` takes the kernel tens of milliseconds. Needs CAP_NET_RAW.
///
/// Departures are seen as they pass, with the kernel's stamp, like arrivals.
public struct LinkSocket: ~Copyable, PacketLink {
    /// Room for each frame.
    private static let byteCount = 2048

    private let listener: Int32
    private let sender: Int32
    private let signals: SignalSource
    private var outgoing: OutgoingBuffer
    private var arrivals: IncomingBuffer
    private var failures: [(token: UInt64, error: LinkError)] = []

    public static func open(interfaceIndex: UInt32) throws(LinkError) -> LinkSocket {
        let filter = PacketFilter.neighbors.instructions
        let listener = try checked(
            unsafe cpk_link_socket(interfaceIndex, filter, UInt32(filter.count)), "packet socket")
        let sender = try checked(cpk_frame_socket(interfaceIndex), "packet socket")
        return LinkSocket(listener: listener, sender: sender, signals: try SignalSource())
    }

    private init(listener: Int32, sender: Int32, signals: consuming SignalSource) {
        self.listener = listener
        self.sender = sender
        self.signals = signals
        outgoing = OutgoingBuffer(byteCount: Self.byteCount)
        arrivals = IncomingBuffer(capacity: OutgoingBuffer.capacity, byteCount: Self.byteCount)
    }

    deinit {
        if cpk_keep_until_exit() { return }
        close(listener)
        close(sender)
    }

    public mutating func openLane() throws(LinkError) -> UInt16 { 0 }

    /// - Parameter destination: not looked at, since the frame that `write` appends says it.
    public mutating func send(
        to destination: Endpoint, lane: Int, token: UInt64, byteCount: Int,
        _ write: (inout OutputSpan<UInt8>) -> Void
    ) {
        if outgoing.isFull { _ = flush() }
        outgoing.append(to: cpk_address(), by: sender, token: token, write)
    }

    public mutating func flush() -> Bool {
        outgoing.flush { token, code, _ in failures.append((token, LinkError(code: code, doing: ""))) }
    }

    public mutating func takeFailures() -> [(token: UInt64, error: LinkError)] {
        if failures.isEmpty { return [] }
        defer { failures.removeAll() }
        return failures
    }

    public mutating func receive() -> Int {
        arrivals.removeAll()
        arrivals.fill(from: listener, errorQueue: false)
        return arrivals.count
    }

    @_lifetime(borrow self)
    public borrowing func packet(_ index: Int) -> LinkPacket {
        let details = arrivals.details(index)
        let frame = arrivals.bytes(index)
        let offset = Int(details.network_offset)
        var packet = LinkPacket(frame.suffix(from: offset), .network)
        packet.linkHeader = frame.extracting(first: min(offset, frame.count))
        packet.stamps = PacketStamps(kernel: details.software_ns, hardware: details.hardware_ns)
        packet.wireLength = Int(details.length) - offset
        if details.has_tag { packet.tag = details.tag }
        if details.outgoing { packet.direction = .sent }
        return packet
    }

    public mutating func countOverruns() -> Int { 0 }

    public mutating func wait(until deadline: Instant) -> Wake {
        if !failures.isEmpty { return .packets }
        var ready: UInt64 = 0
        return signals.wait([listener], until: deadline, ready: &ready)
    }
}
