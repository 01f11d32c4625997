import Probes

/// How to capture.
public struct LiveOptions: Sendable {
    /// Names; "any" stands for all interfaces, also those to come.
    public var interfaces: [String]
    /// In libpcap's language.
    public var filter: String?
    /// Bytes to keep of a packet.
    public var snapLength = longestSnap
    /// Room in the kernel for packets not taken yet, of each interface.
    public var bufferByteCount = 16 << 20
    /// Also what is for other hosts; never on all interfaces.
    public var isPromiscuous = true
    /// Times by the clock of the network card.
    public var usesHardwareStamps = false
    /// Without packets for so long, an empty batch is given; nil: one waits for packets alone.
    public var idleTime: Nanoseconds?

    public static let longestSnap = 262_144

    public init(interfaces: [String]) { self.interfaces = interfaces }
}
