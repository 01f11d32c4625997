/// A VLAN tag and the type behind it (IEEE 802.1Q section 9.6). What comes before, 0x8100 for a customer's tag and
/// 0x88A8 for a provider's, is the EtherType of the frame or of the tag around it: "QinQ" is two of these.
///
///      0                   1                   2                   3
///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///     +-----+-+-----------------------+-------------------------------+
///     | PCP |D|    VLAN Identifier    |        Type or Length         |
///     |     |E|                       |                               |
///     |     |I|                       |                               |
///     +-----+-+-----------------------+-------------------------------+
public struct VLANTag: Hashable, Sendable {
    public static let byteCount = 4

    /// 0...7; 0 is best effort.
    public var priority: PriorityCodePoint
    /// Whether the frame may go first when a queue is full (DEI; CFI in older texts).
    public var isDropEligible: Bool
    /// 0...4095; 0 marks a frame that has a priority but no VLAN, 4095 is reserved.
    public var identifier: UInt16
    public var etherType: EtherType

    @inlinable public init(
        priority: PriorityCodePoint = .bestEffort, isDropEligible: Bool = false, identifier: UInt16,
        etherType: EtherType
    ) {
        self.priority = priority
        self.isDropEligible = isDropEligible
        self.identifier = identifier
        self.etherType = etherType
    }

    /// Appends the tag. Only the low 12 bits of the identifier are written.
    @_lifetime(output: copy output)
    public func serialize(into output: inout OutputSpan<UInt8>) {
        let control = UInt16(priority.rawValue) << 13 | (isDropEligible ? 0x1000 : 0) | (identifier & 0x0FFF)
        output.append(bigEndian: control)
        output.append(bigEndian: etherType.rawValue)
    }
}

/// What follows a tag's EtherType, in borrowed bytes: the tag and its payload. Once `init` returns, no accessor traps.
public struct VLANTaggedPayload: ~Escapable {
    @usableFromInline let bytes: Span<UInt8>

    /// - Throws: `truncated` below 4 bytes.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(VLANTag.byteCount, "802.1Q")
        self.bytes = bytes
    }

    @inlinable public var priority: PriorityCodePoint { PriorityCodePoint(rawValue: bytes[0] >> 5) }
    @inlinable public var isDropEligible: Bool { bytes[0] & 0x10 != 0 }
    @inlinable public var identifier: UInt16 { bytes.uint16(at: 0) & 0x0FFF }
    @inlinable public var etherType: EtherType { EtherType(rawValue: bytes.uint16(at: 2)) }
    @inlinable public var payload: Span<UInt8> {
        @_lifetime(copy self) get { bytes.suffix(from: VLANTag.byteCount) }
    }
    /// The owned tag.
    @inlinable public var tag: VLANTag {
        VLANTag(priority: priority, isDropEligible: isDropEligible, identifier: identifier, etherType: etherType)
    }

    /// Tells `sink` the fields. `offset` is the tag's place in the packet.
    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at offset: Int) {
        sink.open("vlan", "802.1Q Virtual LAN", at: offset..<offset + VLANTag.byteCount)
        sink.number("vlan.priority", "Priority", priority, at: offset..<offset + 1)
        sink.flag("vlan.dei", "DEI", isDropEligible, at: offset..<offset + 1)
        sink.number("vlan.id", "ID", identifier, at: offset..<offset + 2)
        if etherType.isLengthField {
            sink.number("vlan.len", "Length", etherType.rawValue, .units("bytes"), at: offset + 2..<offset + 4)
        } else {
            sink.number("vlan.etype", "Type", etherType, .hex(4), at: offset + 2..<offset + 4)
        }
        sink.close()
    }
}

/// How urgent a tagged frame is (IEEE 802.1Q annex I). The order of importance is 1, 0, 2, 3 ... 7.
public struct PriorityCodePoint: AssignedNumber {
    public let rawValue: UInt8
    /// Keeps the low three bits.
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue & 7 }

    public static let bestEffort = PriorityCodePoint(rawValue: 0)

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "Best Effort", "IEEE 802.1Q"),
        Assignment(1, "Background", "IEEE 802.1Q"),
        Assignment(2, "Excellent Effort", "IEEE 802.1Q"),
        Assignment(3, "Critical Applications", "IEEE 802.1Q"),
        Assignment(4, "Video", "IEEE 802.1Q"),
        Assignment(5, "Voice", "IEEE 802.1Q"),
        Assignment(6, "Internetwork Control", "IEEE 802.1Q"),
        Assignment(7, "Network Control", "IEEE 802.1Q"),
    ]
}
