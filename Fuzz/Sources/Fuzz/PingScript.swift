import Probes
import Wire

/// Reads the input as decisions.
struct PingScript: ~Escapable {
    private let bytes: Span<UInt8>
    private var index = 0

    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>) { self.bytes = bytes }

    var isAtEnd: Bool { index >= bytes.count }

    mutating func byte() -> UInt8 {
        defer { index += 1 }
        return isAtEnd ? 0 : bytes[index]
    }

    /// A number below `limit`.
    mutating func number(_ limit: Int) -> Int { Int(byte()) % limit }
    mutating func uint16() -> UInt16 { UInt16(byte()) << 8 | UInt16(byte()) }
    mutating func uint32() -> UInt32 { UInt32(uint16()) << 16 | UInt32(uint16()) }
    mutating func uint64() -> UInt64 { UInt64(uint32()) << 32 | UInt64(uint32()) }

    // MARK: The plan

    mutating func plan() -> PingPlan {
        var plan = PingPlan()
        plan.cookie = 0x0123_4567_89AB_CDEF
        plan.method = [.echo, .timestamp, .tcp(port: 80), .udp(port: 7)][number(4)]
        plan.pacing = pacing()
        plan.count = [nil, 1, 2, 20][number(4)]
        let flags = byte()
        plan.countsReplies = flags & 1 != 0
        plan.reportsSending = flags & 2 != 0
        plan.expectsManySources = flags & 4 != 0
        if flags & 8 != 0 { plan.deadline = Nanoseconds(byte()) * 100 * .millisecond }
        if flags & 16 != 0 { plan.stopRules.replies = 1 + number(8) }
        if flags & 32 != 0 { plan.stopRules.losses = 1 + number(8) }
        if flags & 64 != 0 { plan.stopRules.lossesInARow = 1 + number(8) }
        if flags & 128 != 0 { plan.pattern = [byte(), byte(), byte()] }
        plan.interval = Nanoseconds(number(8)) * 100 * .millisecond
        plan.gap = Nanoseconds(number(4)) * 10 * .millisecond
        plan.timeout = Nanoseconds(1 + number(32)) * 100 * .millisecond
        let start = byte()
        plan.preload = 1 + Int(start & 3)
        plan.judgesOrder = start & 4 == 0
        plan.sizes = sizes()
        return plan
    }

    private mutating func pacing() -> PingPacing {
        switch number(5) {
        case 0: .fixed
        case 1: .flood(window: 1 + number(8))
        case 2: .adaptive(window: 1 + number(8))
        case 3: .unpaced
        default: .sequential
        }
    }

    private mutating func sizes() -> PingSizes {
        switch number(3) {
        case 0: return .constant(number(256))
        case 1:
            let minimum = number(64)
            return .sweep(minimum: minimum, maximum: minimum + number(64), step: 1 + number(16))
        default: return .search(PathMTUSearch(minimum: 68, maximum: 68 + number(256) * 8))
        }
    }

    /// Up to four addresses, among them, where the plan allows, IPv6 ones and the one that this machine answers for.
    mutating func targets(of plan: PingPlan) -> [PingTarget] {
        (0..<number(5)).map { index in
            let choice = byte()
            let isIPv6 = choice & 1 != 0 && plan.method != .timestamp
            var address = IPAddress.v4(IPv4Address(rawValue: 0xC000_0202 + UInt32(index)))
            if choice & 2 != 0 { address = .v4(.any) }
            if isIPv6 { address = .v6(IPv6Address(rawValue: 0x2001_0DB8 << 96 | UInt128(index + 2))) }
            return PingTarget(
                name: "target \(index)", endpoint: Endpoint(address),
                source: isIPv6 ? SentProbe.source6 : SentProbe.source4)
        }
    }

    // MARK: What arrives

    /// A packet from its transport layer on.
    struct Packet {
        var bytes: [UInt8]
        var number: IPProtocol
        var source: IPAddress
        var destination: IPAddress
    }

    /// What comes back for one of the last probes, perhaps damaged.
    mutating func answer(_ game: borrowing PingGame) -> Packet? {
        guard !game.sent.isEmpty else { return nil }
        let sent = game.sent[game.sent.count - 1 - number(min(game.sent.count, 64))]
        let isIPv6 = sent.destination.isIPv6
        var packet = Packet(bytes: [], number: sent.number, source: sent.destination, destination: sent.source)
        let choice = byte()
        switch choice & 3 {
        case 0, 1: packet.bytes = sent.reply(isClosed: choice & 4 != 0)
        case 2:
            packet.bytes = sent.error(type: byte(), code: byte(), detail: uint32(), hasLabels: choice & 4 != 0)
            packet.number = isIPv6 ? .icmpv6 : .icmp
            if choice & 8 == 0 { packet.source = isIPv6 ? SentProbe.router6 : SentProbe.router4 }
        default:
            packet.bytes = sent.bytes
            swap(&packet.source, &packet.destination)
        }
        for _ in 0..<Int(choice >> 4 & 3) where !packet.bytes.isEmpty {
            packet.bytes[Int(uint16()) % packet.bytes.count] = byte()
        }
        if choice & 64 != 0 { packet.bytes.removeLast(Int(uint16()) % (packet.bytes.count + 1)) }
        if choice & 128 != 0 { packet.bytes += [byte(), byte()] }
        return packet
    }

    /// Bytes from the input as they are.
    mutating func noise() -> Packet {
        let numbers: [IPProtocol] = [.icmp, .icmpv6, .tcp, .udp]
        let choice = byte()
        let isIPv6 = choice & 4 != 0
        let count = min(number(256), max(0, bytes.count - index))
        return Packet(
            bytes: (0..<count).map { _ in byte() }, number: numbers[Int(choice & 3)],
            source: isIPv6 ? SentProbe.router6 : SentProbe.router4,
            destination: isIPv6 ? SentProbe.source6 : SentProbe.source4)
    }

    /// Hands the packet to the engine in one of the ways in which a link does.
    mutating func hand(_ packet: Packet, to game: inout PingGame) {
        let form = byte()
        let details = byte()
        var bytes = packet.bytes
        var layer = LinkPacket.Layer.transport(packet.number)
        switch form & 3 {
        case 0:
            layer = .network
            let options: [IPv4Option] = form & 128 != 0 ? [.recordRoute(slots: 9)] : []
            bytes =
                SentProbe.networkHeader(
                    packet.source, packet.destination, packet.number, bytes.count, options: options) + bytes
        case 1:
            layer = .payload(packet.number)
            bytes = Array(bytes.dropFirst(8))
        case 2 where form & 128 != 0: layer = .network
        default: break
        }
        var link = LinkPacket(bytes.span, layer)
        link.direction = form & 4 != 0 ? .sent : .received
        if form & 8 == 0 {
            link.source = packet.source
            link.destination = packet.destination
            link.ttl = details
        }
        if form & 16 != 0 { link.lane = Int(details & 3) }
        if form & 32 != 0 { link.stamps = PacketStamps(kernel: time(game.now), hardware: time(game.now)) }
        if form & 64 != 0 {
            link.error = LinkPacket.ReportedError(
                origin: details & 1 == 0 ? .icmp : .local, type: byte(), code: byte(), information: uint32())
        }
        link.isChecksumVerified = details & 8 != 0
        link.wireLength += Int(details >> 4)
        game.receive(link)
    }

    /// A stamp near now, or anything at all.
    private mutating func time(_ now: Instant) -> Nanoseconds {
        let choice = byte()
        return choice & 1 == 0
            ? now.nanoseconds + Nanoseconds(choice) * .millisecond : Nanoseconds(truncatingIfNeeded: uint64())
    }
}
