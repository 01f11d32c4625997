import Wire

/// What is known of a packet besides its bytes. Lent and never copied: it is asked several times a packet.
public struct PacketFacts: ~Copyable {
    /// Counted from 1.
    public var number: Int
    /// In nanoseconds since 1970 UTC; nil where the capture does not tell.
    public var time: Int64?
    /// On the wire, in bytes.
    public var length: Int
    /// In the capture, in bytes.
    public var capturedLength: Int
    /// Counted from 0 over all sections of an input.
    public var interface: Int?
    /// What the system calls it.
    public var interfaceName: String?
    /// Whether the capture has several, so that a line has to say which.
    public var isOneOfSeveralInterfaces = false
    /// What the capture tells of the packet beside its bytes.
    public var details: Details?
    /// Which way the packet went; nil where the capture does not tell.
    public var direction: Direction?
    /// When the packet before was seen, and the first; nil where the capture does not tell.
    public var previousTime: Int64?
    public var firstTime: Int64?

    /// Few packets have any, and the facts are small without them.
    public final class Details: Sendable {
        let told: CapturedPacketDetails

        public init(_ told: CapturedPacketDetails) { self.told = told }
    }

    public enum Direction: Sendable {
        case inbound, outbound
    }

    public init(number: Int, time: Int64?, length: Int, capturedLength: Int, interface: Int? = nil) {
        self.number = number
        self.time = time
        self.length = length
        self.capturedLength = capturedLength
        self.interface = interface
    }
}

extension PacketFacts {
    /// Tells `sink` what Wireshark shows as the layer "frame".
    ///
    /// - Parameter withTimes: whether the time is told as text, which has to be made.
    func describe<Sink: FieldSink & ~Copyable>(
        _ frame: Span<UInt8>, _ walk: PacketWalk, into sink: inout Sink, withTimes: Bool = true
    ) {
        guard sink.wants("frame") else { return }
        let all = 0..<capturedLength
        sink.open("frame", "Frame", at: all)
        sink.number("frame.number", "Frame Number", UInt(number), at: all)
        if withTimes, let time {
            var text: [UInt8] = []
            text.append(rfc3339: time)
            sink.text("frame.time", "Arrival Time", text.span, at: all)
            text.removeAll()
            text.append(fixedPoint: time, decimals: 9)
            sink.text("frame.time_epoch", "Epoch Time", text.span, at: all)
        }
        sink.number("frame.len", "Frame Length", UInt(length), .units("bytes"), at: all)
        sink.number("frame.cap_len", "Capture Length", UInt(capturedLength), .units("bytes"), at: all)
        describeOrigin(into: &sink)
        if sink.wants(field: "frame.protocols") {
            sink.text("frame.protocols", "Protocols in frame", ProtocolNames.text(of: frame, walk), at: all)
        }
        sink.close()
    }

    /// Tells where the packet was seen, and what was remarked on it.
    func describeOrigin<Sink: FieldSink & ~Copyable>(into sink: inout Sink) {
        let all = 0..<capturedLength
        if let interface { sink.number("frame.interface_id", "Interface id", UInt(interface), at: all) }
        if let interfaceName { sink.text("frame.interface_name", "Interface name", interfaceName, at: all) }
        guard let details = details?.told else { return }
        if let queue = details.queue { sink.number("frame.interface_queue", "Interface queue", queue, at: all) }
        if let packetID = details.packetID { sink.number("frame.packet_id", "Packet id", packetID, at: all) }
        if let dropCount = details.dropCount { sink.number("frame.drop_count", "Drop Count", dropCount, at: all) }
        for comment in details.comments {
            sink.openItem("frame.comment", "Packet comment", at: all)
            sink.text("frame.comment", "Comment", comment, at: all)
            sink.close()
        }
    }
}
