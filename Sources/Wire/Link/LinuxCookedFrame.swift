/// What Linux puts in place of a link-layer header where a capture joins interfaces of several kinds: "cooked" mode
/// (tcpdump.org, LINKTYPE_LINUX_SLL).
///
///      0                   1                   2                   3
///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///     +-------------------------------+-------------------------------+
///     |          Packet Type          |         Hardware Type         |
///     +-------------------------------+-------------------------------+
///     |        Address Length         |                               |
///     +-------------------------------+         Address               |
///     |                               +-------------------------------+
///     |                               |           Protocol            |
///     +-------------------------------+-------------------------------+
///
/// The second version (LINKTYPE_LINUX_SLL2) begins with the protocol and names the interface:
///
///     +-------------------------------+-------------------------------+
///     |           Protocol            |           Reserved            |
///     +-------------------------------+-------------------------------+
///     |                        Interface Index                        |
///     +-------------------------------+---------------+---------------+
///     |         Hardware Type         |  Packet Type  |Address Length |
///     +-------------------------------+---------------+---------------+
///     |                       Address (8 bytes)                       |
public struct LinuxCookedHeader: Hashable, Sendable {
    public static let byteCount = 16
    /// The second version's length, in bytes.
    public static let secondByteCount = 20

    public var packetType: LinuxPacketType
    public var hardwareType: LinuxHardwareType
    /// The length that the sender's address has, in bytes; of more than 8, the first 8 are there.
    public var addressLength: UInt16
    /// The sender's address, its first byte first, filled up with anything.
    public var address: UInt64
    public var protocolType: EtherType
    /// The number of the interface; the first version has none.
    public var interfaceIndex: UInt32

    public init(
        packetType: LinuxPacketType, hardwareType: LinuxHardwareType, addressLength: UInt16, address: UInt64,
        protocolType: EtherType, interfaceIndex: UInt32 = 0
    ) {
        self.packetType = packetType
        self.hardwareType = hardwareType
        self.addressLength = addressLength
        self.address = address
        self.protocolType = protocolType
        self.interfaceIndex = interfaceIndex
    }

    /// Appends the first version's header, which has no room for the interface.
    @_lifetime(output: copy output)
    public func serialize(into output: inout OutputSpan<UInt8>) {
        output.append(bigEndian: packetType.rawValue)
        output.append(bigEndian: hardwareType.rawValue)
        output.append(bigEndian: addressLength)
        output.append(bigEndian: address)
        output.append(bigEndian: protocolType.rawValue)
    }

    /// Appends the second version's header; the low bytes of packet type and address length.
    @_lifetime(output: copy output)
    public func serializeSecond(into output: inout OutputSpan<UInt8>) {
        output.append(bigEndian: protocolType.rawValue)
        output.append(bigEndian: UInt16(0))
        output.append(bigEndian: interfaceIndex)
        output.append(bigEndian: hardwareType.rawValue)
        output.append(UInt8(truncatingIfNeeded: packetType.rawValue))
        output.append(UInt8(truncatingIfNeeded: addressLength))
        output.append(bigEndian: address)
    }

    /// What the packet is read as.
    @inlinable var nextKind: LayerKind {
        switch hardwareType {
        case .netlink: return .data
        default:
            guard protocolType.isLengthField else { return LayerKind(protocolType) }
            guard protocolType.rawValue == LinuxFrameType.llc.rawValue else { return .data }
            return hardwareType == .ieee80211Radiotap ? .radiotap : hardwareType == .ieee80211 ? .wlan : .llc
        }
    }

    /// What a payload that no layer reads is called.
    @inlinable var carrier: PayloadName {
        protocolType.rawValue == LinuxFrameType.raw8023.rawValue ? "IPX" : "SLL"
    }

    /// The sender, where it has an address of Ethernet's kind.
    @inlinable public var source: MACAddress? { addressLength == 6 ? MACAddress(rawValue: address >> 16) : nil }

    @inlinable
    func describeAddress<Sink: FieldSink & ~Copyable>(
        _ bytes: Span<UInt8>, into sink: inout Sink, at range: Range<Int>
    ) {
        let length = min(Int(addressLength), 8)
        let middle = range.lowerBound + length
        let place = range.lowerBound..<middle
        switch addressLength {
        case 0: break
        case 4: sink.address("sll.src.ipv4", "Source", bytes.ipv4Address(at: 0), at: place)
        case 6: sink.address("sll.src.eth", "Source", bytes.macAddress(at: 0), at: place)
        default: sink.bytes("sll.src.other", "Source", bytes.slice(at: 0, upTo: length), at: place)
        }
        guard length < 8 else { return }
        sink.bytes("sll.unused", "Unused", bytes.suffix(from: length), at: middle..<range.upperBound)
    }

    @inlinable
    func describeProtocol<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at range: Range<Int>) {
        if hardwareType == .gre {
            sink.number("sll.gretype", "Protocol", protocolType, .hex(4), at: range)
        } else if protocolType.isLengthField || hardwareType == .netlink {
            let type = LinuxFrameType(rawValue: protocolType.rawValue)
            sink.number("sll.ltype", "Protocol", type, .hex(4), at: range)
        } else {
            sink.number("sll.etype", "Protocol", protocolType, .hex(4), at: range)
        }
    }

    @usableFromInline
    func summarize(into line: inout SummaryLine) {
        guard line.showsLinkLayer else { return }
        line.write(packetType)
        if interfaceIndex != 0 {
            line.write(" ifindex ")
            line.write(interfaceIndex)
        }
        if let source {
            line.write(" ")
            line.write(source)
        }
        line.write(", ethertype ")
        line.write(protocolType)
        line.write(": ")
    }
}

/// A packet behind the first version's header, in borrowed bytes. Once `init` returns, no accessor traps.
public struct LinuxCookedFrame: PacketLayer, ~Escapable {
    public static let name = "sll"
    public static let announcements: [LayerAnnouncement] = [.linkType(.linuxSLL)]

    @usableFromInline let bytes: Span<UInt8>

    /// - Throws: `truncated` below 16 bytes.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(LinuxCookedHeader.byteCount, "SLL")
        self.bytes = bytes
    }

    /// The owned header.
    @inlinable public var header: LinuxCookedHeader {
        LinuxCookedHeader(
            packetType: LinuxPacketType(rawValue: bytes.uint16(at: 0)),
            hardwareType: LinuxHardwareType(rawValue: bytes.uint16(at: 2)), addressLength: bytes.uint16(at: 4),
            address: bytes.uint64(at: 6), protocolType: EtherType(rawValue: bytes.uint16(at: 14)))
    }
    @inlinable public var payload: Span<UInt8> {
        @_lifetime(copy self) get { bytes.suffix(from: LinuxCookedHeader.byteCount) }
    }

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        let header = header
        sink.open("sll", "Linux cooked capture v1", at: context.place(0, LinuxCookedHeader.byteCount))
        sink.number("sll.pkttype", "Packet type", header.packetType, at: context.place(0, 2))
        sink.number("sll.hatype", "Link-layer address type", header.hardwareType, at: context.place(2, 2))
        let length = header.addressLength
        sink.number("sll.halen", "Link-layer address length", length, .units("bytes"), at: context.place(4, 2))
        header.describeAddress(bytes.slice(at: 6, upTo: 8), into: &sink, at: context.place(6, 8))
        header.describeProtocol(into: &sink, at: context.place(14, 2))
        sink.close()
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) { header.summarize(into: &line) }

    @inlinable
    public func next(_ context: inout LayerContext) -> NextLayer {
        context.carrier = header.carrier
        return NextLayer(header.nextKind, at: LinuxCookedHeader.byteCount)
    }
}

/// A packet behind the second version's header, in borrowed bytes. Once `init` returns, no accessor traps.
public struct LinuxCookedFrame2: PacketLayer, ~Escapable {
    public static let name = "sll"
    public static let announcements: [LayerAnnouncement] = [.linkType(.linuxSLL2)]

    @usableFromInline let bytes: Span<UInt8>

    /// - Throws: `truncated` below 20 bytes.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(LinuxCookedHeader.secondByteCount, "SLL2")
        self.bytes = bytes
    }

    /// The owned header.
    @inlinable public var header: LinuxCookedHeader {
        LinuxCookedHeader(
            packetType: LinuxPacketType(rawValue: UInt16(bytes[10])),
            hardwareType: LinuxHardwareType(rawValue: bytes.uint16(at: 8)), addressLength: UInt16(bytes[11]),
            address: bytes.uint64(at: 12), protocolType: EtherType(rawValue: bytes.uint16(at: 0)),
            interfaceIndex: bytes.uint32(at: 4))
    }
    @inlinable public var payload: Span<UInt8> {
        @_lifetime(copy self) get { bytes.suffix(from: LinuxCookedHeader.secondByteCount) }
    }

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        let header = header
        sink.open("sll", "Linux cooked capture v2", at: context.place(0, LinuxCookedHeader.secondByteCount))
        header.describeProtocol(into: &sink, at: context.place(0, 2))
        sink.number("sll.ifindex", "Interface index", header.interfaceIndex, at: context.place(4, 4))
        sink.number("sll.hatype", "Link-layer address type", header.hardwareType, at: context.place(8, 2))
        sink.number("sll.pkttype", "Packet type", header.packetType, at: context.place(10, 1))
        let length = header.addressLength
        sink.number("sll.halen", "Link-layer address length", length, .units("bytes"), at: context.place(11, 1))
        header.describeAddress(bytes.slice(at: 12, upTo: 8), into: &sink, at: context.place(12, 8))
        sink.close()
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) { header.summarize(into: &line) }

    @inlinable
    public func next(_ context: inout LayerContext) -> NextLayer {
        context.carrier = header.carrier
        return NextLayer(header.nextKind, at: LinuxCookedHeader.secondByteCount)
    }
}
