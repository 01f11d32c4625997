/// An 802.11 frame (IEEE 802.11 section 9.2.3), in borrowed bytes, without its frame check sequence; numbers stand
/// least byte first. Once `init` returns, no accessor traps.
///
///     +---------+----------+-----------+-----------+-----------+----------+-----------+-----+------------+
///     | Control | Duration | Address 1 | Address 2 | Address 3 | Sequence | Address 4 | QoS | HT Control |
///     |    2    |    2     |     6     |     6     |     6     |    2     |     6     |  2  |     4      |
///     +---------+----------+-----------+-----------+-----------+----------+-----------+-----+------------+
///
/// A control frame ends after its first or second address; the rest is there as the control field says.
public struct WirelessFrame: ~Escapable {
    @usableFromInline let bytes: Span<UInt8>

    /// - Throws: `truncated` where the header is cut; `badValue` for a version other than 0.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(4, "802.11")
        let version = Int(bytes[0] & 3)
        guard version == 0 else { throw WireError("802.11", .badValue(field: "version", value: version)) }
        self.bytes = bytes
        try bytes.require(headerByteCount, "802.11")
    }

    @inlinable public var kind: WirelessFrameKind {
        WirelessFrameKind(rawValue: bytes[0] << 2 & 0x30 | bytes[0] >> 4)
    }
    @inlinable public var flags: UInt8 { bytes[1] }
    /// Whether the frame goes through the network behind the access point, or comes from there.
    @inlinable public var isToDistribution: Bool { flags & 1 != 0 }
    @inlinable public var isFromDistribution: Bool { flags & 2 != 0 }
    @inlinable public var moreFragments: Bool { flags & 4 != 0 }
    @inlinable public var isRetry: Bool { flags & 8 != 0 }
    /// Whether the body is encrypted.
    @inlinable public var isProtected: Bool { flags & 0x40 != 0 }
    @inlinable public var duration: UInt16 { UInt16(bytes[3]) << 8 | UInt16(bytes[2]) }

    /// How many addresses there are, as type and flags say: 0...4.
    @inlinable public var addressCount: Int {
        switch kind.rawValue {
        case 0..<0x10: 3
        case 0x17, 0x1C, 0x1D: 1
        case 0x10..<0x20: 2
        case 0x20..<0x30: isToDistribution && isFromDistribution ? 4 : 3
        default: 0
        }
    }
    @inlinable var hasSequence: Bool { addressCount >= 3 }
    @inlinable var qosOffset: Int { addressCount == 4 ? 30 : 24 }
    /// Whether four bytes more stand behind the header (+HTC).
    @inlinable var hasHTControl: Bool { flags & 0x80 != 0 && (kind.isManagement || kind.isQoS) }

    @inlinable public var headerByteCount: Int {
        guard hasSequence else { return 4 + 6 * addressCount }
        return qosOffset + (kind.isQoS ? 2 : 0) + (hasHTControl ? 4 : 0)
    }

    /// Where an address stands; there have to be so many.
    @inlinable
    static func addressOffset(_ index: Int) -> Int { index == 3 ? 24 : 4 + 6 * index }

    @inlinable
    func address(_ index: Int) -> MACAddress? {
        index < addressCount ? bytes.macAddress(at: Self.addressOffset(index)) : nil
    }

    /// Which of the addresses is the destination's, the source's, and that of the access point's network.
    @inlinable
    var roles: (destination: Int, source: Int, network: Int?) {
        switch (isToDistribution, isFromDistribution) {
        case (false, false): (0, 1, 2)
        case (false, true): (0, 2, 1)
        case (true, false): (2, 1, 0)
        case (true, true): (2, 3, nil)
        }
    }

    /// The station that the frame is for, and the one that it came from; nil in control frames.
    public var destination: MACAddress? { hasSequence ? address(roles.destination) : nil }
    public var source: MACAddress? { hasSequence ? address(roles.source) : nil }
    @inlinable public var sequenceNumber: UInt16? {
        hasSequence ? UInt16(bytes[23]) << 4 | UInt16(bytes[22] >> 4) : nil
    }
    @inlinable public var fragmentNumber: UInt8? { hasSequence ? bytes[22] & 15 : nil }
    /// Whether several packets stand in the frame, each behind 14 bytes (A-MSDU).
    @inlinable public var isAggregate: Bool { kind.isQoS && bytes[qosOffset] & 0x80 != 0 }
    @inlinable public var body: Span<UInt8> { @_lifetime(copy self) get { bytes.suffix(from: headerByteCount) } }

    /// The name of the network in a management frame that has it; nil elsewhere.
    var networkName: (start: Int, length: Int)? {
        let fixed: Int
        switch kind.rawValue {
        case 0x00: fixed = 4
        case 0x02: fixed = 10
        case 0x04: fixed = 0
        case 0x05, 0x08: fixed = 12
        default: return nil
        }
        let start = headerByteCount + fixed
        guard !isProtected, start + 2 <= bytes.count, bytes[start] == 0 else { return nil }
        let length = Int(bytes[start + 1])
        guard length <= 32, start + 2 + length <= bytes.count else { return nil }
        return (start + 2, length)
    }
}

extension WirelessFrame: PacketLayer {
    public static let name = "wlan"
    public static let announcements: [LayerAnnouncement] = [.linkType(.ieee80211)]

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        sink.open("wlan", "IEEE 802.11", at: context.place(0, headerByteCount))
        sink.number("wlan.fc.type_subtype", "Type/Subtype", kind, .hex(4), at: context.place(0, 1))
        describeControl(into: &sink, in: context)
        sink.number("wlan.duration", "Duration", duration & 0x7FFF, .units("µs"), at: context.place(2, 2))
        describeAddresses(into: &sink, in: context)
        if let fragmentNumber, let sequenceNumber {
            sink.number("wlan.frag", "Fragment number", fragmentNumber, at: context.place(22, 2))
            sink.number("wlan.seq", "Sequence number", sequenceNumber, at: context.place(22, 2))
        }
        if kind.isQoS {
            let place = context.place(qosOffset, 2)
            let value = UInt16(bytes[qosOffset + 1]) << 8 | UInt16(bytes[qosOffset])
            sink.open("wlan.qos", "QoS Control", at: place)
            sink.number("wlan.qos", "QoS Control", value, .hex(4), at: place)
            sink.number("wlan.qos.tid", "TID", value & 15, at: place)
            sink.number("wlan.qos.ack", "Ack Policy", value >> 5 & 3, .hex(4), at: place)
            sink.flag("wlan.qos.amsdupresent", "Payload is A-MSDU", isAggregate, at: place)
            sink.close()
        }
        sink.close()
    }

    @inlinable
    func describeControl<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        let place = context.place(1, 1)
        sink.open("wlan.fc", "Frame Control", at: context.place(0, 2))
        sink.number("wlan.fc", "Frame Control", bytes.uint16(at: 0), .hex(4), at: context.place(0, 2))
        sink.number("wlan.fc.version", "Version", bytes[0] & 3, at: context.place(0, 1))
        let type = WirelessFrameType(rawValue: bytes[0] >> 2)
        sink.number("wlan.fc.type", "Type", type, at: context.place(0, 1))
        sink.number("wlan.fc.subtype", "Subtype", bytes[0] >> 4, at: context.place(0, 1))
        sink.open("wlan.flags", "Flags", at: place)
        sink.number("wlan.flags", "Flags", flags, .hex(2), at: place)
        sink.number("wlan.fc.ds", "DS status", flags & 3, .hex(2), at: place)
        sink.flag("wlan.fc.tods", "To DS", isToDistribution, at: place)
        sink.flag("wlan.fc.fromds", "From DS", isFromDistribution, at: place)
        sink.flag("wlan.fc.frag", "More Fragments", moreFragments, at: place)
        sink.flag("wlan.fc.retry", "Retry", isRetry, at: place)
        sink.flag("wlan.fc.pwrmgt", "Power Management", flags & 0x10 != 0, at: place)
        sink.flag("wlan.fc.moredata", "More Data", flags & 0x20 != 0, at: place)
        sink.flag("wlan.fc.protected", "Protected", isProtected, at: place)
        sink.flag("wlan.fc.order", "+HTC/Order", flags & 0x80 != 0, at: place)
        sink.close()
        sink.close()
    }

    @inlinable
    func describeAddresses<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        guard let first = address(0) else { return }
        sink.address("wlan.ra", "Receiver address", first, at: context.place(4, 6))
        if let second = address(1) { sink.address("wlan.ta", "Transmitter address", second, at: context.place(10, 6)) }
        guard hasSequence else { return }
        let roles = roles
        if let destination = address(roles.destination) {
            let place = context.place(Self.addressOffset(roles.destination), 6)
            sink.address("wlan.da", "Destination address", destination, at: place)
        }
        if let source = address(roles.source) {
            let place = context.place(Self.addressOffset(roles.source), 6)
            sink.address("wlan.sa", "Source address", source, at: place)
        }
        if let index = roles.network, let network = address(index) {
            sink.address("wlan.bssid", "BSS Id", network, at: context.place(Self.addressOffset(index), 6))
        }
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        let isCarrier = kind.isData && !kind.isNull && !isProtected
        guard line.showsLinkLayer || !isCarrier else { return }
        line.write(protocol: "802.11")
        line.write(" ")
        line.write(kind)
        if let source, let destination {
            line.write(" ")
            line.write(source)
            line.write(" > ")
            line.write(destination)
        } else if let receiver = address(0) {
            line.write(" to ")
            line.write(receiver)
        }
        if let name = networkName, name.length > 0 {
            line.write(" (")
            line.write(foreign: bytes.slice(at: name.start, upTo: name.length))
            line.write(")")
        }
        if isRetry { line.write(", retry") }
        if isProtected { line.write(", protected") }
        line.write(isCarrier ? ": " : ", length ")
        if !isCarrier { line.write(body.count) }
    }

    @inlinable
    public func next(_ context: inout LayerContext) -> NextLayer {
        context.carrier = .none
        guard kind.isData, !kind.isNull, !isProtected else { return NextLayer(.data, at: headerByteCount) }
        context.carrier = "802.11"
        // A later fragment begins anywhere.
        guard fragmentNumber == 0 else { return NextLayer(.data, at: headerByteCount) }
        guard isAggregate, body.count >= 14 else { return NextLayer(.llc, at: headerByteCount) }
        return NextLayer(.llc, at: headerByteCount + 14, byteCount: Int(body.uint16(at: 12)))
    }
}
