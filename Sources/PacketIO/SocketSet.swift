import CPacketIO
import Glibc
import Probes
import Wire

/// A socket that is listened on.
struct SocketPort {
    var descriptor: Int32
    var family: Int32
    var protocolNumber: IPProtocol
    var isRaw: Bool
    /// Of a socket that serves one lane.
    var lane: Int?
    /// Packets that found no room, as the socket counts them.
    var drops: UInt32 = 0

    /// From the error queue: a departure's stamp, or an ICMP error.
    @_lifetime(copy bytes)
    func queued(_ bytes: Span<UInt8>, _ details: cpk_details) -> LinkPacket {
        guard details.error_origin != CPK_ORIGIN_TRANSMIT_STAMP else {
            let offset = networkOffset(of: bytes)
            var packet = LinkPacket(bytes.suffix(from: offset), .network)
            packet.linkHeader = bytes.extracting(first: offset)
            packet.direction = .sent
            packet.stamps = PacketStamps(kernel: details.software_ns, hardware: details.hardware_ns)
            packet.lane = lane
            return packet
        }
        var packet = LinkPacket(bytes, protocolNumber == .udp ? .payload(.udp) : .transport(protocolNumber))
        packet.error = LinkPacket.ReportedError(
            origin: details.error_origin == CPK_ORIGIN_LOCAL ? .local : .icmp, type: details.error_type,
            code: details.error_code, information: details.error_info)
        if details.error_extensions > 0 { packet.error?.extensionsOffset = Int(details.error_extensions) }
        packet.source = details.offender.ipAddress
        packet.destination = details.source.ipAddress
        packet.lane = lane
        packet.stamps = PacketStamps(kernel: details.software_ns, hardware: details.hardware_ns)
        return packet
    }

    @_lifetime(copy bytes)
    func arrived(_ bytes: Span<UInt8>, _ details: cpk_details) -> LinkPacket {
        let layer: LinkPacket.Layer =
            isRaw && family == 4
            ? .network : protocolNumber == .udp ? .payload(.udp) : .transport(protocolNumber)
        var packet = LinkPacket(bytes, layer)
        packet.source = details.source.ipAddress
        packet.destination = details.destination.ipAddress
        packet.ttl = details.ttl >= 0 ? UInt8(truncatingIfNeeded: details.ttl) : nil
        packet.lane = lane
        packet.stamps = PacketStamps(kernel: details.software_ns, hardware: details.hardware_ns)
        packet.wireLength = Int(details.length)
        packet.isChecksumVerified = !(isRaw && family == 4)
        return packet
    }
}

/// Sockets that are read together, many packets to a call, and what was read last.
struct SocketSet: ~Copyable {
    private(set) var ports: [SocketPort] = []
    /// Sockets that only send: what comes back through them are stamps.
    private(set) var senders: [(descriptor: Int32, port: Int)] = []
    private var stamps: IncomingBuffer
    private var arrivals: IncomingBuffer
    private var stampPorts: [Int] = []
    private var arrivalPorts: [Int] = []
    private var overruns = 0

    /// - Parameters:
    ///   - stampByteCount: how much of a departure is kept.
    ///   - byteCount: the longest packet.
    init(stampByteCount: Int, byteCount: Int) {
        stamps = IncomingBuffer(capacity: 2 * OutgoingBuffer.capacity, byteCount: stampByteCount)
        arrivals = IncomingBuffer(capacity: OutgoingBuffer.capacity, byteCount: byteCount)
    }

    deinit {
        for port in ports { close(port.descriptor) }
        for sender in senders { close(sender.descriptor) }
    }

    mutating func add(_ port: SocketPort) { ports.append(port) }

    /// Takes a socket whose departures are to be read like those of the port that was added last.
    mutating func add(sender descriptor: Int32) { senders.append((descriptor, ports.count - 1)) }

    /// All that there is to wait for.
    var descriptors: [Int32] { ports.prefix(56).map(\.descriptor) + senders.map(\.descriptor) }

    /// Packets are fetched before stamps: the stamp of a packet whose answer is here is here too.
    mutating func receive() -> Int {
        stamps.removeAll()
        arrivals.removeAll()
        stampPorts.removeAll(keepingCapacity: true)
        arrivalPorts.removeAll(keepingCapacity: true)
        for (index, port) in ports.enumerated() {
            arrivals.fill(from: port.descriptor, errorQueue: false)
            if arrivals.count > arrivalPorts.count { noteDrops(arrivals.details(arrivals.count - 1).drops, of: index) }
            while arrivalPorts.count < arrivals.count { arrivalPorts.append(index) }
        }
        for (index, port) in ports.enumerated() {
            stamps.fill(from: port.descriptor, errorQueue: true)
            for sender in senders where sender.port == index {
                stamps.fill(from: sender.descriptor, errorQueue: true)
            }
            while stampPorts.count < stamps.count { stampPorts.append(index) }
        }
        return stamps.count + arrivals.count
    }

    private mutating func noteDrops(_ drops: UInt32, of port: Int) {
        overruns += Int(drops &- ports[port].drops)
        ports[port].drops = drops
    }

    mutating func countOverruns() -> Int {
        defer { overruns = 0 }
        return overruns
    }

    @_lifetime(borrow self)
    borrowing func packet(_ index: Int) -> LinkPacket {
        if index < stamps.count { return ports[stampPorts[index]].queued(stamps.bytes(index), stamps.details(index)) }
        let place = index - stamps.count
        return ports[arrivalPorts[place]].arrived(arrivals.bytes(place), arrivals.details(place))
    }
}
