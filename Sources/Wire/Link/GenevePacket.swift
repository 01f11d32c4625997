/// The header in front of what a network of networks carries in UDP (RFC 8926 section 3.4).
///
///      0                   1                   2                   3
///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///     +---+-----------+-+-+-----------+-------------------------------+
///     |Ver|Option Len |O|C|  Reserved |         Protocol Type         |
///     +---+-----------+-+-+-----------+---------------+---------------+
///     |         Virtual Network Identifier            |   Reserved    |
///     +-----------------------------------------------+---------------+
///     |  Options: class (2), type, 3 bits and length in words, data   |
public struct GeneveHeader: Hashable, Sendable {
    public static let byteCount = 8

    /// 0...16,777,215; higher bits are not written.
    public var networkIdentifier: UInt32
    public var protocolType: EtherType
    /// Whether the packet is one for operators, and not to be forwarded.
    public var isControl: Bool

    public init(
        networkIdentifier: UInt32, protocolType: EtherType = .transparentEthernetBridging, isControl: Bool = false
    ) {
        self.networkIdentifier = networkIdentifier
        self.protocolType = protocolType
        self.isControl = isControl
    }

    /// Appends the header, without options.
    @_lifetime(output: copy output)
    public func serialize(into output: inout OutputSpan<UInt8>) {
        output.append(0)
        output.append(isControl ? 0x80 : 0)
        output.append(bigEndian: protocolType.rawValue)
        output.append(bigEndian: networkIdentifier << 8)
    }
}

/// Who gives a Geneve option its meaning (IANA "Geneve Option Class"): classes of the first ranges.
public struct GeneveOptionClass: AssignedNumber {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt16>] = [
        Assignment(0x0100, "Linux"),
        Assignment(0x0101, "Open vSwitch"),
        Assignment(0x0102, "OVN"),
        Assignment(0x0103, "In-band Network Telemetry"),
        Assignment(0x0104, "VMware"),
        Assignment(0x0105, "Amazon"),
        Assignment(0x0106, "Cisco"),
        Assignment(0x0107, "Oracle"),
    ]
}

/// A packet in Geneve, in borrowed bytes. Once `init` returns, no accessor traps.
public struct GenevePacket: PacketLayer, ~Escapable {
    public static let name = "geneve"
    public static let announcements: [LayerAnnouncement] = [.udpPort(6081)]

    @usableFromInline let bytes: Span<UInt8>

    /// - Throws: `truncated` where the header or its options are cut; `badValue` for a version other than 0.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(GeneveHeader.byteCount, "Geneve")
        let version = Int(bytes[0] >> 6)
        guard version == 0 else { throw WireError("Geneve", .badValue(field: "version", value: version)) }
        let length = GeneveHeader.byteCount + 4 * Int(bytes[0] & 0x3F)
        try bytes.require(length, "Geneve")
        self.bytes = bytes
    }

    /// The length of all options, in bytes: a multiple of four.
    @inlinable public var optionsByteCount: Int { 4 * Int(bytes[0] & 0x3F) }
    @inlinable public var isControl: Bool { bytes[1] & 0x80 != 0 }
    /// Whether a reader that does not know an option has to drop the packet.
    @inlinable public var hasCriticalOptions: Bool { bytes[1] & 0x40 != 0 }
    @inlinable public var protocolType: EtherType { EtherType(rawValue: bytes.uint16(at: 2)) }
    @inlinable public var networkIdentifier: UInt32 { bytes.uint24(at: 4) }
    @inlinable public var options: Span<UInt8> {
        @_lifetime(copy self) get { bytes.slice(at: GeneveHeader.byteCount, upTo: optionsByteCount) }
    }
    @inlinable public var payload: Span<UInt8> {
        @_lifetime(copy self) get { bytes.suffix(from: GeneveHeader.byteCount + optionsByteCount) }
    }
    /// The owned header, which leaves the options out.
    public var header: GeneveHeader {
        GeneveHeader(networkIdentifier: networkIdentifier, protocolType: protocolType, isControl: isControl)
    }

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        let length = UInt(optionsByteCount)
        sink.open(
            "geneve", "Generic Network Virtualization Encapsulation",
            at: context.place(0, GeneveHeader.byteCount + optionsByteCount))
        sink.number("geneve.version", "Version", bytes[0] >> 6, at: context.place(0, 1))
        sink.number("geneve.option.length", "Length of options", length, .units("bytes"), at: context.place(0, 1))
        sink.open("geneve.flags", "Flags", at: context.place(1, 1))
        sink.number("geneve.flags", "Flags", bytes[1], .hex(2), at: context.place(1, 1))
        sink.flag("geneve.flags.oam", "Control packet", isControl, at: context.place(1, 1))
        sink.flag("geneve.flags.critical", "Critical Options Present", hasCriticalOptions, at: context.place(1, 1))
        sink.flag("geneve.flags.reserved", "Reserved", bytes[1] & 0x3F != 0, at: context.place(1, 1))
        sink.close()
        sink.number("geneve.proto_type", "Protocol Type", protocolType, .hex(4), at: context.place(2, 2))
        sink.number("geneve.vni", "Virtual Network Identifier (VNI)", networkIdentifier, at: context.place(4, 3))
        sink.number("geneve.reserved", "Reserved", bytes[7], .hex(2), at: context.place(7, 1))
        if optionsByteCount > 0 { describeOptions(into: &sink, in: context) }
        sink.close()
    }

    @inlinable
    func describeOptions<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        let end = GeneveHeader.byteCount + optionsByteCount
        sink.open("geneve.options", "Options", at: context.place(GeneveHeader.byteCount, optionsByteCount))
        var start = GeneveHeader.byteCount
        while start < end {
            let length = 4 + 4 * Int(bytes[start + 3] & 0x1F)
            guard start + length <= end else {
                let place = context.place(start, end - start)
                sink.warning("geneve.option.length.invalid", "the option reaches past the last", at: place)
                break
            }
            describeOption(at: start, length, into: &sink, in: context)
            start += length
        }
        sink.close()
    }

    @inlinable
    func describeOption<Sink: FieldSink & ~Copyable>(
        at start: Int, _ length: Int, into sink: inout Sink, in context: LayerContext
    ) {
        let place = context.place(start + 2, 1)
        let kind = GeneveOptionClass(rawValue: bytes.uint16(at: start))
        let type = bytes[start + 2]
        sink.openItem("geneve.option", "Option", at: context.place(start, length))
        sink.number("geneve.option.class", "Class", kind, .hex(4), at: context.place(start, 2))
        sink.open("geneve.option.type", "Type", at: place)
        sink.number("geneve.option.type", "Type", type, .hex(2), at: place)
        sink.flag("geneve.option.type.critical", "Critical Option", type & 0x80 != 0, at: place)
        sink.close()
        let lengthPlace = context.place(start + 3, 1)
        sink.number("geneve.option.length", "Length", UInt(length), .units("bytes"), at: lengthPlace)
        if length > 4 {
            let data = bytes.slice(at: start + 4, upTo: length - 4)
            sink.bytes("geneve.option.unknown.data", "Data", data, at: context.place(start + 4, length - 4))
        }
        sink.close()
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        line.write(protocol: "Geneve")
        line.write(" vni ")
        line.write(networkIdentifier)
        if isControl { line.write(", control") }
        if optionsByteCount > 0 {
            line.write(", options ")
            line.write(optionsByteCount)
        }
        line.write(": ")
    }

    @inlinable
    public func next(_ context: inout LayerContext) -> NextLayer {
        context.carrier = "Geneve"
        let kind: LayerKind = protocolType.isLengthField ? .data : LayerKind(protocolType)
        return NextLayer(kind, at: GeneveHeader.byteCount + optionsByteCount)
    }
}
