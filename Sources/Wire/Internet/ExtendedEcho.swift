/// What an extended echo reply says of the probed interface (RFC 8335 section 3).
///
///      0 1 2 3 4 5 6 7
///     +-+-+-+-+-+-+-+-+
///     |State|Res|A|4|6|
///     +-+-+-+-+-+-+-+-+
public struct ExtendedEchoStatus: RawRepresentable, Hashable, Sendable {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The neighbour table's entry for the interface, where the request asked for a neighbour's.
    public var state: NeighborState { NeighborState(rawValue: rawValue >> 5) }
    public var isActive: Bool { rawValue & 4 != 0 }
    public var runsIPv4: Bool { rawValue & 2 != 0 }
    public var runsIPv6: Bool { rawValue & 1 != 0 }

    public struct NeighborState: AssignedNumber {
        public let rawValue: UInt8
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        public static let assignments: [Assignment<UInt8>] = [
            Assignment(0, "Reserved", "RFC 8335"),
            Assignment(1, "Incomplete", "RFC 8335"),
            Assignment(2, "Reachable", "RFC 8335"),
            Assignment(3, "Stale", "RFC 8335"),
            Assignment(4, "Delay", "RFC 8335"),
            Assignment(5, "Probe", "RFC 8335"),
            Assignment(6, "Failed", "RFC 8335"),
        ]
    }
}

/// The interface that an extended echo request asks about (RFC 8335 section 2.1).
public enum InterfaceIdentification: Hashable, Sendable {
    case name([UInt8])
    case index(UInt32)
    case address(IPAddress)

    /// Reads the payload of an object of this C-Type; nil where it is none of the three.
    init?(parsing payload: Span<UInt8>, classType: UInt8) {
        switch (classType, payload.count) {
        case (1, _):
            var name = [UInt8](copying: payload)
            while name.last == 0 { name.removeLast() }
            self = .name(name)
        case (2, 4): self = .index(payload.uint32(at: 0))
        case (3, 8...) where payload.uint16(at: 0) == 1 && payload[2] == 4:
            self = .address(.v4(payload.ipv4Address(at: 4)))
        case (3, 20...) where payload.uint16(at: 0) == 2 && payload[2] == 16:
            self = .address(.v6(payload.ipv6Address(at: 4)))
        default: return nil
        }
    }

    var classType: UInt8 {
        switch self {
        case .name: 1
        case .index: 2
        case .address: 3
        }
    }

    var byteCount: Int {
        switch self {
        case .name(let name): (name.count + 3) / 4 * 4
        case .index: 4
        case .address(let address): 4 + address.bitCount / 8
        }
    }

    @_lifetime(output: copy output)
    func serialize(into output: inout OutputSpan<UInt8>) {
        switch self {
        case .name(let name):
            output.append(copying: name.span)
            for _ in 0..<byteCount - name.count { output.append(0) }
        case .index(let index): output.append(bigEndian: index)
        case .address(.v4(let address)):
            output.append(bigEndian: UInt32(1) << 16 | UInt32(IPv4Address.byteCount) << 8)
            output.append(bigEndian: address.rawValue)
        case .address(.v6(let address)):
            output.append(bigEndian: UInt32(2) << 16 | UInt32(IPv6Address.byteCount) << 8)
            output.append(bigEndian: address.rawValue)
        }
    }
}

/// An extended echo request: asks a node about one of its interfaces, or one of its neighbours' (RFC 8335 section 2).
public struct ExtendedEchoRequest: Hashable, Sendable {
    public var identifier: UInt16
    public var sequenceNumber: UInt8
    /// Whether the interface is the asked node's own.
    public var isLocal: Bool
    public var interface: InterfaceIdentification

    public init(identifier: UInt16, sequenceNumber: UInt8, isLocal: Bool, interface: InterfaceIdentification) {
        self.identifier = identifier
        self.sequenceNumber = sequenceNumber
        self.isLocal = isLocal
        self.interface = interface
    }

    public var byteCount: Int { 8 + [ICMPExtension.interfaceIdentification(interface)].structureByteCount }

    /// Appends the ICMP message, checksum filled in.
    @_lifetime(output: copy output)
    public func serialize(icmpv4Into output: inout OutputSpan<UInt8>) {
        let start = output.count
        serialize(type: ICMPv4Type.extendedEchoRequest.rawValue, into: &output)
        output.set(InternetChecksum.of(output.span.suffix(from: start)), at: start + 2)
    }

    /// Appends the ICMPv6 message; without a pseudo-header the checksum stays zero, for a kernel to fill in.
    @_lifetime(output: copy output)
    public func serialize(icmpv6Into output: inout OutputSpan<UInt8>, pseudoHeader: PseudoHeader?) {
        let start = output.count
        serialize(type: ICMPv6Type.extendedEchoRequest.rawValue, into: &output)
        output.setICMPv6Checksum(from: start, pseudoHeader: pseudoHeader)
    }

    @_lifetime(output: copy output)
    private func serialize(type: UInt8, into output: inout OutputSpan<UInt8>) {
        output.append(bigEndian: UInt32(type) << 24)
        output.append(bigEndian: identifier)
        output.append(sequenceNumber)
        output.append(isLocal ? 1 : 0)
        [ICMPExtension.interfaceIdentification(interface)].serialize(into: &output)
    }
}
