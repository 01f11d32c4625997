import Wire

/// What the probes of a trace are made of.
public enum TraceMethod: Hashable, Sendable {
    case udp
    case echo
    /// A SYN, as a rule: whoever answers is reached, and no connection is made.
    case tcp(TCPFlags)
    /// An INIT, with the same end.
    case sctp

    public func protocolNumber(isIPv6: Bool) -> IPProtocol {
        switch self {
        case .udp: .udp
        case .echo: isIPv6 ? .icmpv6 : .icmp
        case .tcp: .tcp
        case .sctp: .sctp
        }
    }
}

/// Where a trace goes: an address, and the port that is knocked at.
public struct TraceTarget: Hashable, Sendable {
    /// What the user called it.
    public var name: String
    public var endpoint: Endpoint
    /// The address we send from.
    public var source: IPAddress
    /// 0 with ICMP, which has none.
    public var port: UInt16
    /// Routers to go by, in their order: packets are addressed to each in turn (RFC 791, loose source route).
    public var gateways: [IPv4Address] = []

    public init(name: String, endpoint: Endpoint, source: IPAddress, port: UInt16) {
        self.name = name
        self.endpoint = endpoint
        self.source = source
        self.port = port
    }

    public var address: IPAddress { endpoint.address }
    public var isIPv6: Bool { address.isIPv6 }
    /// To whom packets leave.
    var firstAddress: IPAddress { gateways.first.map(IPAddress.v4) ?? address }
    var firstEndpoint: Endpoint { gateways.isEmpty ? endpoint : Endpoint(firstAddress) }
    /// To whom a packet may be addressed when it is quoted.
    func isAddressed(to quoted: IPAddress) -> Bool {
        quoted == address || gateways.contains { .v4($0) == quoted }
    }
    var headerByteCount: Int { isIPv6 ? IPv6Header.byteCount : IPv4Header.minimumByteCount }
}

/// How long an answer is waited for.
public struct TracePatience: Hashable, Sendable {
    /// At most.
    public var maximum: Nanoseconds = 5 * .second
    /// Where nothing is known of the way, or nothing has answered behind this hop.
    public var unknown: Nanoseconds = 380 * .millisecond
    /// At least.
    public var minimum: Nanoseconds = 40 * .millisecond
    /// In times the round trip to a hop behind this one, in per cent.
    public var near = 125
    /// In times the round trip to a hop before this one, in per cent.
    public var far = 300

    public init() {}
}

/// What is sent in a trace, and when.
public struct TracePlan: Sendable {
    public var method = TraceMethod.udp
    /// Random: what stands in no other program's probes.
    public var cookie: UInt64 = 0
    /// The first of the numbers that probes go by, 1...65,534.
    public var firstNumber: UInt16 = 1
    public var firstTTL = 1
    public var maximumTTL = 30
    /// Probes to each hop.
    public var queries = 1
    /// How often a probe is sent to a hop that stays silent.
    public var tries = 3
    /// Silent hops in a row behind the last that answered, after which there is no point in going on.
    public var gap = 5
    /// Probes that may leave at once. Each answer lets one more leave; else `pace` has to pass.
    public var burst = 8
    public var pace: Nanoseconds = .millisecond
    /// Probes under way at most; nil: as many as there are.
    public var window: Int?
    public var patience = TracePatience()
    public var deadline: Nanoseconds?
    /// Of the whole packet, with its IP header; nil: 60 with IPv4, 80 with IPv6.
    public var byteCount: Int?
    /// Whether packets may not be cut on the way; those of IPv6 never are.
    public var dontFragment = false
    /// Whether the longest packet that gets through is to be found, hop by hop.
    public var findsMTU = false
    /// What is filled into the payload, over and over; empty: the byte's own place.
    public var pattern: [UInt8] = []
    public var trafficClass: UInt8 = 0
    /// 20 bits; nil: by chance, and the same for all probes of a flow.
    public var flowLabel: UInt32?
    /// Options of the IPv4 header.
    public var options: [IPv4Option] = []
    /// What TCP's SYN offers: what systems of today do, since some firewalls let nothing else pass.
    public var tcpOptions: [TCPOption] = [
        .maximumSegmentSize(1460), .sackPermitted, .timestamps(value: 1, echoReply: 0), .noOperation, .windowScale(7),
    ]
    public var tcpWindow: UInt16 = 64_240
    /// What the wall clock is ahead of the clock that the engine is told.
    public var wallClockOffset: Nanoseconds = 0

    public init() {}

    /// Of a packet to `target`, header and all: as asked for, or the least that tells our probes apart.
    public func byteCount(to target: TraceTarget) -> Int {
        let wanted = max(byteCount ?? (target.isIPv6 ? 80 : 60), minimumByteCount(to: target))
        return wanted / byteUnit * byteUnit
    }

    /// Lengths of packets are multiples of it: chunks of SCTP are whole words.
    var byteUnit: Int { method == .sctp ? 4 : 1 }

    public func minimumByteCount(to target: TraceTarget) -> Int {
        let header = target.isIPv6 ? IPv6Header.byteCount : ipv4HeaderByteCount
        return switch method {
        case .udp: header + UDPHeader.byteCount + 4
        case .echo: header + ICMPv4Echo.headerByteCount + 2
        case .tcp: header + tcpHeaderByteCount
        case .sctp: header + SCTPPacket.headerByteCount + SCTPInitiation.byteCount
        }
    }

    /// Of the header with its options.
    var ipv4HeaderByteCount: Int {
        var header = IPv4Header(protocolNumber: .udp, source: .any, destination: .any)
        header.options = options
        return header.byteCount
    }

    var tcpHeaderByteCount: Int {
        TCPHeader(
            sourcePort: 0, destinationPort: 0, sequenceNumber: 0, flags: .syn, window: 0, options: tcpOptions
        ).byteCount
    }
}
