import Probes
import Wire

/// A clock that only moves when somebody moves it.
final class ManualClock {
    var now = Instant(nanoseconds: 1_000_000_000)
}

/// A probe as the network sees it, with what it takes to answer it.
struct SentProbe {
    /// Counted from 1 over the run.
    let number: Int
    let destination: Endpoint
    let source: IPAddress
    let lane: Int
    let identifier: UInt16
    /// From the transport layer on; of UDP with the header that the kernel would write.
    let bytes: [UInt8]
    let at: Instant
    let method: PingMethod

    var isIPv6: Bool { destination.address.isIPv6 }
    var payload: [UInt8] { Array(bytes.dropFirst(8)) }
    var wireSequence: UInt16 { UInt16(bytes[6]) << 8 | UInt16(bytes[7]) }
}

/// What the network, or this machine, does about a probe.
enum Happening {
    case arrival(after: Nanoseconds, ScriptedPacket)
    case refusal(LinkError)
    case signal(Signal, after: Nanoseconds)
}

/// A packet that is to arrive: the link puts on it what its layer asks for.
struct ScriptedPacket {
    var source: IPAddress
    var destination: IPAddress
    var number: IPProtocol
    /// From the transport layer on.
    var bytes: [UInt8]
    var ttl: UInt8 = 64
    var options: [IPv4Option] = []
    var error: LinkPacket.ReportedError?
    /// Bytes beyond those captured.
    var cutOff = 0
}

/// A scripted network: what becomes of each probe is written down beforehand, and time passes only in `wait`.
struct ScriptedLink: ~Copyable, PacketLink {
    /// How packets are handed up.
    enum Form { case network, transport, pingSocket }
    enum Stamping { case none, kernel, hardware }

    private struct Arrival {
        var at: Instant
        var packet: ScriptedPacket
        var direction = LinkPacket.Direction.received
        var lane: Int?
        var stamps = PacketStamps()
        var range = 0..<0
        var layer = LinkPacket.Layer.network
    }

    let clock: ManualClock
    var method = PingMethod.echo
    var form = Form.network
    var stamping = Stamping.none
    /// The wall clock, by which the kernel stamps.
    var wallClock: (Instant) -> Nanoseconds = { $0.nanoseconds + 1_700_000_000 * .second }
    /// How much later than the kernel the program sees a packet.
    var delay: Nanoseconds = 0
    /// How long the machine is busy with handing over a queue.
    var labour: Nanoseconds = 0
    /// The queue takes nothing while this says so.
    var isFull: (Instant) -> Bool = { _ in false }
    var script: (SentProbe) -> [Happening]
    private(set) var sent: [SentProbe] = []
    private(set) var identifiers: [UInt16] = []
    private(set) var longestQueue = 0
    private(set) var isStuck = false

    private var queue: [(probe: SentProbe, token: UInt64)] = []
    private var failures: [(token: UInt64, error: LinkError)] = []
    private var arrivals: [Arrival] = []
    private var signals: [(at: Instant, signal: Signal)] = []
    private var fetched: [Arrival] = []
    private var buffer: [UInt8] = []

    init(clock: ManualClock, script: @escaping (SentProbe) -> [Happening]) {
        self.clock = clock
        self.script = script
    }

    mutating func raise(_ signal: Signal, at time: Instant) { signals.append((time, signal)) }

    // MARK: Sending

    mutating func openLane() throws(LinkError) -> UInt16 {
        identifiers.append(UInt16(40_000 + identifiers.count))
        return identifiers[identifiers.count - 1]
    }

    mutating func send(
        to destination: Endpoint, lane: Int, token: UInt64, byteCount: Int, _ write: (inout OutputSpan<UInt8>) -> Void
    ) {
        var bytes = [UInt8](capacity: byteCount) { output in write(&output) }
        let source = Self.address(isIPv6: destination.address.isIPv6)
        if case .udp(let port) = method, let header = PseudoHeader(source: source, destination: destination.address) {
            bytes = [UInt8](capacity: byteCount + 8) { output in
                UDPHeader(sourcePort: identifiers[lane], destinationPort: port)
                    .serialize(into: &output, payload: bytes.span, pseudoHeader: header)
            }
        }
        let probe = SentProbe(
            number: sent.count + queue.count + 1, destination: destination, source: source, lane: lane,
            identifier: identifiers[lane], bytes: bytes, at: clock.now, method: method)
        queue.append((probe, token))
        longestQueue = max(longestQueue, queue.count)
    }

    static func address(isIPv6: Bool) -> IPAddress {
        isIPv6 ? .v6(IPv6Address(rawValue: 0x2001_0db8 << 96 | 1)) : .v4(IPv4Address(rawValue: 0xC000_0201))
    }

    mutating func flush() -> Bool {
        if isFull(clock.now) { return false }
        if !queue.isEmpty { clock.now = clock.now + labour }
        for (probe, token) in queue {
            sent.append(probe)
            var isRefused = false
            for happening in script(probe) {
                switch happening {
                case .arrival(let time, let packet): deliver(packet, at: clock.now + time, lane: probe.lane)
                case .signal(let signal, let time): raise(signal, at: clock.now + time)
                case .refusal(let error):
                    isRefused = true
                    failures.append((token, error))
                }
            }
            if stamping != .none, !isRefused { stampDeparture(of: probe) }
        }
        queue.removeAll(keepingCapacity: true)
        return true
    }

    private mutating func stampDeparture(of probe: SentProbe) {
        let packet = ScriptedPacket(
            source: probe.source, destination: probe.destination.address, number: probe.method.number(probe.isIPv6),
            bytes: probe.bytes)
        var arrival = Arrival(at: clock.now, packet: packet, direction: .sent, stamps: stamps(at: clock.now))
        if form == .pingSocket { arrival.lane = probe.lane }
        insert(arrival)
    }

    private mutating func deliver(_ packet: ScriptedPacket, at time: Instant, lane: Int) {
        var arrival = Arrival(at: time + delay, packet: packet, stamps: stamps(at: time))
        if form == .pingSocket { arrival.lane = lane }
        insert(arrival)
    }

    private func stamps(at time: Instant) -> PacketStamps {
        switch stamping {
        case .none: PacketStamps()
        case .kernel: PacketStamps(kernel: wallClock(time))
        case .hardware: PacketStamps(kernel: wallClock(time), hardware: wallClock(time) + 7)
        }
    }

    private mutating func insert(_ arrival: Arrival) {
        let index = arrivals.lastIndex { $0.at <= arrival.at }.map { $0 + 1 } ?? 0
        arrivals.insert(arrival, at: index)
    }

    mutating func takeFailures() -> [(token: UInt64, error: LinkError)] {
        defer { failures.removeAll() }
        return failures
    }

    // MARK: Receiving

    mutating func receive() -> Int {
        buffer.removeAll(keepingCapacity: true)
        let now = clock.now
        let ready = arrivals.prefix { $0.at <= now }
        fetched = ready.filter { $0.direction == .sent } + ready.filter { $0.direction == .received }
        arrivals.removeFirst(ready.count)
        for index in fetched.indices {
            let start = buffer.count
            fetched[index].layer = append(fetched[index])
            fetched[index].range = start..<buffer.count
        }
        return fetched.count
    }

    /// Adds the packet to the buffer as its form asks; gives the layer that it starts with.
    private mutating func append(_ arrival: Arrival) -> LinkPacket.Layer {
        let packet = arrival.packet
        let isTransport = packet.error != nil || form != .network
        if packet.number == .udp, isTransport, arrival.direction == .received {
            buffer += packet.bytes.dropFirst(8)
            return .payload(.udp)
        }
        if !isTransport { buffer += packet.networkHeader }
        buffer += packet.bytes
        return isTransport ? .transport(packet.number) : .network
    }

    @_lifetime(borrow self)
    borrowing func packet(_ index: Int) -> LinkPacket {
        let arrival = fetched[index]
        var packet = LinkPacket(buffer.span.extracting(arrival.range), arrival.layer)
        packet.direction = arrival.direction
        packet.lane = arrival.lane
        packet.stamps = arrival.stamps
        packet.error = arrival.packet.error
        packet.wireLength += arrival.packet.cutOff
        packet.isChecksumVerified = form == .pingSocket
        if arrival.layer != .network {
            packet.source = arrival.packet.source
            packet.destination = arrival.packet.destination
            packet.ttl = arrival.packet.ttl
        }
        return packet
    }

    /// Goes on to what happens next. Where nothing ever would, the run is stuck, and ended.
    mutating func countOverruns() -> Int { 0 }

    mutating func wait(until deadline: Instant) -> Wake {
        signals.sort { $0.at < $1.at }
        let next = min(signals.first?.at ?? .distantFuture, arrivals.first?.at ?? .distantFuture)
        guard min(next, deadline) < .distantFuture else {
            isStuck = true
            return .signal(.finish)
        }
        clock.now = max(clock.now, min(next, deadline))
        if let first = signals.first, first.at <= clock.now { return .signal(signals.removeFirst().signal) }
        return next <= clock.now ? .packets : .deadline
    }
}

extension PingMethod {
    func number(_ isIPv6: Bool) -> IPProtocol {
        switch self {
        case .echo, .timestamp: isIPv6 ? .icmpv6 : .icmp
        case .tcp: .tcp
        case .udp: .udp
        }
    }
}

extension ScriptedPacket {
    /// The header that stands before `bytes` on the wire.
    var networkHeader: [UInt8] {
        switch (source, destination) {
        case (.v4(let source), .v4(let destination)):
            var header = IPv4Header(protocolNumber: number, source: source, destination: destination)
            header.timeToLive = ttl
            header.options = options
            return [UInt8](capacity: 60) { output in header.serialize(into: &output, payloadLength: bytes.count) }
        case (.v6(let source), .v6(let destination)):
            var header = IPv6Header(nextHeader: number, source: source, destination: destination)
            header.hopLimit = ttl
            return [UInt8](capacity: 40) { output in header.serialize(into: &output, payloadLength: bytes.count) }
        default: return []
        }
    }
}
