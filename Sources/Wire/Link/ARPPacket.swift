/// ARP between Ethernet and IPv4 addresses (RFC 826); RARP (RFC 903) and InARP (RFC 2390) are the same packet with
/// other opcodes.
///
///      0                   1                   2                   3
///      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///     +---------------+---------------+---------------+---------------+
///     |        Hardware Type          |        Protocol Type          |
///     +---------------+---------------+---------------+---------------+
///     |Hardware Length|Protocol Length|            Opcode             |
///     +---------------+---------------+---------------+---------------+
///     |  Sender Hardware Address, Sender Protocol Address,            |
///     |  Target Hardware Address, Target Protocol Address ...
public struct ARPMessage: Hashable, Sendable {
    public static let byteCount = 28

    /// Ethernet, or IEEE 802 as some old stacks write it.
    public var hardwareType: ARPHardwareType
    public var opcode: ARPOpcode
    public var senderHardware: MACAddress
    public var senderProtocol: IPv4Address
    public var targetHardware: MACAddress
    public var targetProtocol: IPv4Address

    @inlinable public init(
        hardwareType: ARPHardwareType = .ethernet, opcode: ARPOpcode, senderHardware: MACAddress,
        senderProtocol: IPv4Address, targetHardware: MACAddress, targetProtocol: IPv4Address
    ) {
        self.hardwareType = hardwareType
        self.opcode = opcode
        self.senderHardware = senderHardware
        self.senderProtocol = senderProtocol
        self.targetHardware = targetHardware
        self.targetProtocol = targetProtocol
    }

    /// A host that tells or asks about its own address: sender and target are the same.
    public var isGratuitous: Bool {
        (opcode == .request || opcode == .reply) && senderProtocol == targetProtocol
    }
    /// A request from nobody: whoever has the address answers, and no cache learns one (RFC 5227 section 2.1.1).
    public var isProbe: Bool { opcode == .request && senderProtocol == .any && targetProtocol != .any }
    /// The request with which a host announces an address as its own (RFC 5227 section 2.3).
    public var isAnnouncement: Bool { opcode == .request && isGratuitous && targetHardware == .zero }

    /// Appends the packet.
    @_lifetime(output: copy output)
    public func serialize(into output: inout OutputSpan<UInt8>) {
        output.append(bigEndian: hardwareType.rawValue)
        output.append(bigEndian: EtherType.ipv4.rawValue)
        output.append(UInt8(MACAddress.byteCount))
        output.append(UInt8(IPv4Address.byteCount))
        output.append(bigEndian: opcode.rawValue)
        output.append(bigEndian48: senderHardware.rawValue)
        output.append(bigEndian: senderProtocol.rawValue)
        output.append(bigEndian48: targetHardware.rawValue)
        output.append(bigEndian: targetProtocol.rawValue)
    }
}

/// An ARP packet of any kind of network, in borrowed bytes, padding cut off. Once `init` returns, no accessor traps.
public struct ARPPacket: ~Escapable {
    /// The bytes before the addresses.
    public static let fixedByteCount = 8

    @usableFromInline let bytes: Span<UInt8>

    /// - Throws: `truncated` where the header or its addresses are cut; `badLength` where Ethernet's addresses are not
    ///   6 bytes long or IPv4's not 4; `badValue` for ATM, whose packets are laid out differently (RFC 2225).
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(Self.fixedByteCount, "ARP")
        let hardware = ARPHardwareType(rawValue: bytes.uint16(at: 0))
        guard hardware != .atm else {
            throw WireError("ARP", .badValue(field: "hardware type", value: Int(hardware.rawValue)))
        }
        let hardwareLength = Int(bytes[4])
        let protocolLength = Int(bytes[5])
        if hardware == .ethernet || hardware == .ieee802, hardwareLength != MACAddress.byteCount {
            throw WireError(
                "ARP", .badLength(field: "hardware length", value: hardwareLength, minimum: 6, maximum: 6), at: 4)
        }
        if bytes.uint16(at: 2) == EtherType.ipv4.rawValue, protocolLength != IPv4Address.byteCount {
            throw WireError(
                "ARP", .badLength(field: "protocol length", value: protocolLength, minimum: 4, maximum: 4), at: 5)
        }
        let length = Self.fixedByteCount + 2 * (hardwareLength + protocolLength)
        try bytes.require(length, "ARP")
        self.bytes = bytes.extracting(first: length)
    }

    @inlinable public var hardwareType: ARPHardwareType { ARPHardwareType(rawValue: bytes.uint16(at: 0)) }
    @inlinable public var protocolType: EtherType { EtherType(rawValue: bytes.uint16(at: 2)) }
    /// The length of a hardware address, in bytes.
    @inlinable public var hardwareLength: Int { Int(bytes[4]) }
    /// The length of a protocol address, in bytes.
    @inlinable public var protocolLength: Int { Int(bytes[5]) }
    @inlinable public var opcode: ARPOpcode { ARPOpcode(rawValue: bytes.uint16(at: 6)) }
    @inlinable public var senderHardware: Span<UInt8> {
        @_lifetime(copy self) get { bytes.slice(at: 8, upTo: hardwareLength) }
    }
    @inlinable public var senderProtocol: Span<UInt8> {
        @_lifetime(copy self) get { bytes.slice(at: 8 + hardwareLength, upTo: protocolLength) }
    }
    @inlinable public var targetHardware: Span<UInt8> {
        @_lifetime(copy self) get { bytes.slice(at: 8 + hardwareLength + protocolLength, upTo: hardwareLength) }
    }
    @inlinable public var targetProtocol: Span<UInt8> {
        @_lifetime(copy self) get { bytes.slice(at: 8 + 2 * hardwareLength + protocolLength, upTo: protocolLength) }
    }

    /// Whether the packet is about Ethernet and IPv4 addresses, as nearly all are.
    @inlinable public var isEthernetIPv4: Bool {
        (hardwareType == .ethernet || hardwareType == .ieee802) && protocolType == .ipv4
    }
    /// The owned message; nil for addresses of other networks.
    @inlinable public var message: ARPMessage? {
        guard isEthernetIPv4 else { return nil }
        return ARPMessage(
            hardwareType: hardwareType, opcode: opcode,
            senderHardware: bytes.macAddress(at: 8), senderProtocol: bytes.ipv4Address(at: 14),
            targetHardware: bytes.macAddress(at: 18), targetProtocol: bytes.ipv4Address(at: 24))
    }

    /// Tells `sink` the fields. `offset` is the packet's place in the frame.
    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at offset: Int) {
        sink.open("arp", "Address Resolution Protocol", at: offset..<offset + bytes.count)
        sink.number("arp.hw.type", "Hardware type", hardwareType, at: offset..<offset + 2)
        sink.number("arp.proto.type", "Protocol type", protocolType, .hex(4), at: offset + 2..<offset + 4)
        sink.number("arp.hw.size", "Hardware size", bytes[4], .units("bytes"), at: offset + 4..<offset + 5)
        sink.number("arp.proto.size", "Protocol size", bytes[5], .units("bytes"), at: offset + 5..<offset + 6)
        sink.number("arp.opcode", "Opcode", opcode, at: offset + 6..<offset + 8)
        if let message {
            describe(message, into: &sink, at: offset)
        } else {
            describeAddresses(into: &sink, at: offset + Self.fixedByteCount)
        }
        sink.close()
    }

    @inlinable
    func describe<Sink: FieldSink & ~Copyable>(_ message: ARPMessage, into sink: inout Sink, at offset: Int) {
        if message.isGratuitous { sink.flag("arp.isgratuitous", "Is gratuitous", true, at: offset + 14..<offset + 28) }
        if message.isProbe { sink.flag("arp.isprobe", "Is probe", true, at: offset + 14..<offset + 28) }
        if message.isAnnouncement {
            sink.flag("arp.isannouncement", "Is announcement", true, at: offset + 14..<offset + 28)
        }
        sink.address("arp.src.hw_mac", "Sender MAC address", message.senderHardware, at: offset + 8..<offset + 14)
        sink.address("arp.src.proto_ipv4", "Sender IP address", message.senderProtocol, at: offset + 14..<offset + 18)
        sink.address("arp.dst.hw_mac", "Target MAC address", message.targetHardware, at: offset + 18..<offset + 24)
        sink.address("arp.dst.proto_ipv4", "Target IP address", message.targetProtocol, at: offset + 24..<offset + 28)
    }

    @inlinable
    func describeAddresses<Sink: FieldSink & ~Copyable>(into sink: inout Sink, at start: Int) {
        let second = start + hardwareLength
        let third = second + protocolLength
        let fourth = third + hardwareLength
        sink.bytes("arp.src.hw", "Sender hardware address", senderHardware, at: start..<second)
        sink.bytes("arp.src.proto", "Sender protocol address", senderProtocol, at: second..<third)
        sink.bytes("arp.dst.hw", "Target hardware address", targetHardware, at: third..<fourth)
        sink.bytes("arp.dst.proto", "Target protocol address", targetProtocol, at: fourth..<fourth + protocolLength)
    }
}
