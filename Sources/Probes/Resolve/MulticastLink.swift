import Wire

/// How a question is put to all that are on a link (RFC 6762).
public struct MulticastPlan: Hashable, Sendable {
    public var question: DNSQuestion
    /// How long answers are waited for, since the question was first put.
    public var timeout = Nanoseconds.second
    /// Of all messages, where it is not to be a random one.
    public var identifier: UInt16?
    /// Where all listen, and answers come from.
    public var port = Self.port
    /// The port that the question leaves by; 0 for any. Whoever asks from the port at which all listen is taken for one
    /// of them (section 6.7).
    public var ownPort: UInt16 = 0

    public static let port: UInt16 = 5353

    public init(_ question: DNSQuestion) { self.question = question }

    /// Whether it is asked as one of those that listen, and not as a simple resolver.
    var isOneOfAll: Bool { ownPort == port }

    /// - Parameter wantsUnicast: whether the upper bit of the class asks for an answer by unicast (section 5.4).
    func message(identifier: UInt16, wantsUnicast: Bool) throws(WireError) -> [UInt8] {
        var asked = question
        if wantsUnicast { asked.dnsClass = asked.dnsClass.withMulticastBit }
        return try DNSMessage(identifier: identifier, flags: DNSFlags(rawValue: 0), questions: [asked]).serialized()
    }
}

/// What came from somebody on a link, or pretends to.
public struct MulticastArrival: Hashable, Sendable {
    public var message: [UInt8]
    public var source: Endpoint
    public var port: UInt16
    /// The group and the interface that it was asked by, as `224.0.0.251%eth0`.
    public var group: String
    /// Whether it may be meant for somebody else, as what is sent to all: then it is no news that it is no answer.
    public var isShared = false
    /// Whether it is known to come from elsewhere: then it is not believed (RFC 6762 section 11).
    public var isOffLink = false
    public var instant: Instant
    /// Since 1970 UTC.
    public var time: Nanoseconds

    public init(
        _ message: [UInt8], from source: Endpoint, port: UInt16 = MulticastPlan.port, group: String,
        at instant: Instant,
        time: Nanoseconds = 0
    ) {
        self.message = message
        self.source = source
        self.port = port
        self.group = group
        self.instant = instant
        self.time = time
    }
}

/// What asking all on a link needs of the network.
public protocol MulticastLink: ~Copyable {
    var now: Instant { get }
    /// Sends a message to all, by each interface.
    ///
    /// - Throws: why it left by none of them.
    mutating func send(_ message: [UInt8]) throws(LinkError)
    /// Waits for what comes next; nil where nothing came until then.
    mutating func receive(until deadline: Instant) -> MulticastArrival?
}

/// Whether a sender is on the link, as far as it can be told (RFC 6762 section 11).
public enum LinkNeighborhood {
    /// What no router has passed on: that would have taken one from it.
    private static let untouchedHopLimit = 255

    /// - Parameters:
    ///   - hopLimit: that the message came with, where it is known.
    ///   - subnets: of the interface, and of this machine itself.
    public static func isKnownToBeElsewhere(_ source: IPAddress, hopLimit: Int?, subnets: [AddressBlock]) -> Bool {
        guard let hopLimit, hopLimit != untouchedHopLimit, !source.isLinkLocal, !source.isLoopback else { return false }
        return !subnets.contains { $0.contains(source) }
    }
}

extension DNSClass {
    /// The upper bit of a class in multicast DNS: in a question, that an answer by unicast is wanted; in a record, that
    /// others of its name and type are to be forgotten (RFC 6762 sections 5.4 and 10.2).
    static let multicastBit: UInt16 = 0x8000

    var withMulticastBit: DNSClass { DNSClass(rawValue: rawValue | Self.multicastBit) }
    /// The class itself.
    public var withoutMulticastBit: DNSClass { DNSClass(rawValue: rawValue & ~Self.multicastBit) }
    public var hasMulticastBit: Bool { rawValue & Self.multicastBit != 0 }
}
