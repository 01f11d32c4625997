import Wire

/// Which probe an event is about.
public struct ProbeID: Hashable, Sendable {
    /// The target's place in the list.
    public var target: Int
    /// Counted from 1 for each target, without wrapping; on the wire ICMP carries its low 16 bits where there is one
    /// target.
    public var sequence: UInt64

    public init(target: Int, sequence: UInt64) {
        self.target = target
        self.sequence = sequence
    }
}

/// What is odd about an answer.
public struct ReplyMarks: OptionSet, Hashable, Sendable {
    public let rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The probe had been answered before.
    public static let duplicate = ReplyMarks(rawValue: 1)
    /// It came after its time was up.
    public static let late = ReplyMarks(rawValue: 2)
    /// A later probe was answered before.
    public static let reordered = ReplyMarks(rawValue: 4)
    /// It came from another address than was asked.
    public static let differentAddress = ReplyMarks(rawValue: 8)
    /// The payload is not what was sent.
    public static let corrupt = ReplyMarks(rawValue: 16)
    /// The checksum is wrong.
    public static let badChecksum = ReplyMarks(rawValue: 32)
    /// The payload is shorter than what was sent.
    public static let truncated = ReplyMarks(rawValue: 64)
    /// The payload is longer than what was sent.
    public static let extended = ReplyMarks(rawValue: 128)
    /// The code is not zero, as an echo reply's should be.
    public static let oddCode = ReplyMarks(rawValue: 256)

    /// Marks of an answer whose content can't be trusted.
    static let damaged: ReplyMarks = [.corrupt, .badChecksum]
    /// Marks of an answer that does not count as one. Some hosts cut long answers short: those do.
    static let uncounted: ReplyMarks = [.duplicate, .late, .corrupt, .badChecksum, .differentAddress]
}

/// What sort of packet answered.
public enum ReplyKind: Hashable, Sendable {
    case echo
    /// ICMP time stamps: milliseconds since midnight UT at which the request reached the target and the reply left it.
    case timestamp(originate: UInt32, receive: UInt32, transmit: UInt32)
    /// TCP SYN ACK: the port is open.
    case open
    /// TCP RST, or UDP's ICMP port unreachable: the port is closed, the host is there.
    case closed
    /// UDP data.
    case data
}

public struct PingReply: Hashable, Sendable {
    public var probe: ProbeID
    public var kind: ReplyKind = .echo
    public var from: IPAddress
    /// Bytes of the answer's transport layer: ICMP header and payload.
    public var byteCount: Int
    /// The ICMP code, 0 as it should be; of an answer other than ICMP, always 0.
    public var code: UInt8 = 0
    public var ttl: UInt8?
    /// Nil where the probe is no longer known.
    public var roundTrip: Nanoseconds?
    public var clock: StampClock
    public var marks: ReplyMarks = []
    /// The place in the payload of the first byte that differs.
    public var firstDifference: Int?
    /// IPv4 options of the answer, where it carried any.
    public var options: [UInt8] = []

    /// Whether it is the one answer that makes its probe received.
    public var isCounted: Bool { marks.isDisjoint(with: .uncounted) }
}

/// Something that a router, the target or this machine says about a probe that did not get through.
public struct PingFailure: Hashable, Sendable {
    public enum Cause: Hashable, Sendable {
        case icmp(type: UInt8, code: UInt8)
        case icmpv6(type: UInt8, code: UInt8)
        case local(LinkError)
    }

    public var probe: ProbeID
    public var cause: Cause
    /// Who said so; nil for this machine.
    public var from: IPAddress?
    public var ttl: UInt8?
    public var nextHopMTU: Int?
    /// The better gateway that a redirect names.
    public var gateway: IPAddress?
    /// The byte of our packet that a parameter problem points at.
    public var pointer: Int?
    /// What the router added (RFC 4884): MPLS labels, interfaces.
    public var extensions: [ICMPExtension] = []
    public var roundTrip: Nanoseconds?
    public var clock: StampClock = .user
    /// Whether it only informs (redirect, source quench): the probe is still on its way.
    public var isNotice = false

    public init(_ probe: ProbeID, _ cause: Cause, from: IPAddress?) {
        self.probe = probe
        self.cause = cause
        self.from = from
    }

    /// Whether the packet was too long for the path, or for this machine's interface.
    var isTooBig: Bool {
        switch cause {
        case .icmp(let type, let code): type == 3 && code == 4
        case .icmpv6(let type, _): type == 2
        case .local(let error): if case .messageTooLong = error.kind { true } else { false }
        }
    }
}

/// What happens while pinging, in the order in which it became known.
public enum PingEvent: Hashable, Sendable {
    case sent(ProbeID, byteCount: Int)
    case reply(PingReply)
    case failure(PingFailure)
    case timeout(ProbeID)
    /// A packet that looks like an answer and is none of ours.
    case foreign(from: IPAddress)
}
