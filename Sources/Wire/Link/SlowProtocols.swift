/// Which of Ethernet's slow protocols speaks (IEEE 802.3 annex 57A).
public struct SlowProtocolSubtype: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let lacp = SlowProtocolSubtype(rawValue: 1)

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(1, "LACP", "IEEE 802.1AX"),
        Assignment(2, "Marker Protocol", "IEEE 802.1AX"),
        Assignment(3, "OAM", "IEEE 802.3"),
        Assignment(10, "OSSP", "IEEE 802.3"),
    ]
}

/// A frame of a protocol that sends no more than a few a second, in borrowed bytes: one byte tells which. Once `init`
/// returns, no accessor traps.
public struct SlowProtocolFrame: PacketLayer, ~Escapable {
    public static let name = "slow"
    public static let announcements: [LayerAnnouncement] = [.etherType(.slowProtocols)]

    @usableFromInline let bytes: Span<UInt8>

    /// - Throws: `truncated` where there is no byte.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        guard bytes.count > 0 else { throw WireError("Slow Protocols", .truncated(needed: 1, available: 0)) }
        self.bytes = bytes
    }

    @inlinable public var subtype: SlowProtocolSubtype { SlowProtocolSubtype(rawValue: bytes[0]) }

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        sink.open("slow", "Slow Protocols", at: context.place(0, 1))
        sink.number("slow.subtype", "Slow Protocols subtype", subtype, .hex(2), at: context.place(0, 1))
        sink.close()
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        guard subtype != .lacp else { return }
        line.write(protocol: "Slow Protocols")
        line.write(" ")
        line.write(subtype)
        line.write(", length ")
        line.write(bytes.count)
    }

    @inlinable
    public func next(_ context: inout LayerContext) -> NextLayer {
        context.carrier = .none
        return NextLayer(subtype == .lacp ? .lacp : .data, at: 1)
    }
}

/// What the two ends of a bundle of links tell each other (IEEE 802.1AX section 6.4.2), from the version on, in
/// borrowed bytes: the sender's view of itself, and of its partner. Once `init` returns, no accessor traps.
public struct LinkAggregationFrame: PacketLayer, ~Escapable {
    public static let name = "lacp"
    /// Version, actor, partner, collector and the end.
    public static let byteCount = 59

    @usableFromInline let bytes: Span<UInt8>

    /// - Throws: `truncated` below 59 bytes; `badLength` where actor or partner have another length than theirs.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(Self.byteCount, "LACP")
        for place in [2, 22] where bytes[place] != 20 {
            let length = Int(bytes[place])
            throw WireError("LACP", .badLength(field: "length", value: length, minimum: 20, maximum: 20), at: place)
        }
        self.bytes = bytes
    }

    /// One end of the link.
    public struct Participant: Hashable, Sendable {
        public let systemPriority: UInt16
        public let system: MACAddress
        public let key: UInt16
        public let portPriority: UInt16
        public let port: UInt16
        /// From the lowest bit on: active, short timeout, aggregates, in sync, collects, distributes, defaulted,
        /// expired.
        public let state: UInt8
    }

    @inlinable public var version: UInt8 { bytes[0] }
    public var actor: Participant { participant(at: 3) }
    public var partner: Participant { participant(at: 23) }

    @usableFromInline
    func participant(at start: Int) -> Participant {
        Participant(
            systemPriority: bytes.uint16(at: start), system: bytes.macAddress(at: start + 2),
            key: bytes.uint16(at: start + 8), portPriority: bytes.uint16(at: start + 10),
            port: bytes.uint16(at: start + 12), state: bytes[start + 14])
    }

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        sink.open("lacp", "Link Aggregation Control Protocol", at: context.place(0, bytes.count))
        sink.number("lacp.version", "LACP Version", version, .hex(2), at: context.place(0, 1))
        sink.openItem("lacp.actor", "Actor", at: context.place(1, 20))
        describeHead(at: 1, into: &sink, in: context)
        describe(participant(at: 3), at: 3, "lacp.actor", into: &sink, in: context)
        sink.close()
        sink.openItem("lacp.partner", "Partner", at: context.place(21, 20))
        describeHead(at: 21, into: &sink, in: context)
        describe(participant(at: 23), at: 23, "lacp.partner", into: &sink, in: context)
        sink.close()
        sink.openItem("lacp.collector", "Collector", at: context.place(41, 16))
        describeHead(at: 41, into: &sink, in: context)
        let delay = bytes.uint16(at: 43)
        sink.number("lacp.collector.max_delay", "Max Delay", delay, .units("tens of µs"), at: context.place(43, 2))
        sink.bytes("lacp.coll_reserved", "Reserved", bytes.slice(at: 45, upTo: 12), at: context.place(45, 12))
        sink.close()
        sink.openItem("lacp.terminator", "Terminator", at: context.place(57, 2))
        describeHead(at: 57, into: &sink, in: context)
        sink.close()
        let pad = bytes.suffix(from: Self.byteCount)
        if !pad.isEmpty { sink.bytes("lacp.pad", "Pad", pad, at: context.place(Self.byteCount, pad.count)) }
        sink.close()
    }

    @inlinable
    func describeHead<Sink: FieldSink & ~Copyable>(at start: Int, into sink: inout Sink, in context: LayerContext) {
        sink.number("lacp.tlv_type", "TLV Type", bytes[start], .hex(2), at: context.place(start, 1))
        sink.number("lacp.tlv_length", "TLV Length", bytes[start + 1], .hex(2), at: context.place(start + 1, 1))
    }

    @inlinable
    func describe<Sink: FieldSink & ~Copyable>(
        _ end: Participant, at start: Int, _ name: String, into sink: inout Sink, in context: LayerContext
    ) {
        let isActor = start == 3
        sink.number(
            isActor ? "lacp.actor.sys_priority" : "lacp.partner.sys_priority", "System Priority", end.systemPriority,
            at: context.place(start, 2))
        sink.address(
            isActor ? "lacp.actor.sysid" : "lacp.partner.sysid", "System ID", end.system,
            at: context.place(start + 2, 6))
        sink.number(
            isActor ? "lacp.actor.key" : "lacp.partner.key", "Key", end.key, at: context.place(start + 8, 2))
        sink.number(
            isActor ? "lacp.actor.port_priority" : "lacp.partner.port_priority", "Port Priority", end.portPriority,
            at: context.place(start + 10, 2))
        sink.number(
            isActor ? "lacp.actor.port" : "lacp.partner.port", "Port", end.port, at: context.place(start + 12, 2))
        let place = context.place(start + 14, 1)
        let state = isActor ? "lacp.actor.state" : "lacp.partner.state"
        sink.open(state, "State", at: place)
        sink.number(state, "State", end.state, .hex(2), at: place)
        for bit in 0..<8 {
            let names = isActor ? Self.actorFlags : Self.partnerFlags
            sink.flag(names[bit], Self.flagLabels[bit], end.state >> UInt8(bit) & 1 != 0, at: place)
        }
        sink.close()
        sink.bytes(
            isActor ? "lacp.actor.reserved" : "lacp.partner.reserved", "Reserved",
            bytes.slice(at: start + 15, upTo: 3), at: context.place(start + 15, 3))
    }

    @usableFromInline static let flagLabels = [
        "Activity", "Short Timeout", "Aggregation", "Synchronization", "Collecting", "Distributing", "Defaulted",
        "Expired",
    ]
    @usableFromInline static let actorFlags = flagFields.map { "lacp.actor.state." + $0 }
    @usableFromInline static let partnerFlags = flagFields.map { "lacp.partner.state." + $0 }
    private static let flagFields = [
        "activity", "timeout", "aggregation", "synchronization", "collecting", "distributing", "defaulted", "expired",
    ]

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        line.write(protocol: "LACP")
        line.write(", actor ")
        write(actor, into: &line)
        line.write(", partner ")
        write(partner, into: &line)
    }

    private func write(_ end: Participant, into line: inout SummaryLine) {
        line.write(end.system)
        line.write(" port ")
        line.write(end.port)
        line.write(" key ")
        line.write(end.key)
        line.write(" [")
        for (bit, letter) in "ASGSCDFE".utf8.enumerated() where end.state >> UInt8(bit) & 1 != 0 {
            line.text.append(letter)
        }
        line.write("]")
    }
}

// Fields: lacp.actor.state.activity lacp.actor.state.timeout lacp.actor.state.aggregation
// Fields: lacp.actor.state.synchronization lacp.actor.state.collecting lacp.actor.state.distributing
// Fields: lacp.actor.state.defaulted lacp.actor.state.expired lacp.partner.state.activity lacp.partner.state.timeout
// Fields: lacp.partner.state.aggregation lacp.partner.state.synchronization lacp.partner.state.collecting
// Fields: lacp.partner.state.distributing lacp.partner.state.defaulted lacp.partner.state.expired
