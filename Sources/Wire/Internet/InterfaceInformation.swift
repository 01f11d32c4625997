/// The interface that a node speaks of in an ICMP error: the one that the datagram came in by, or would have gone out
/// by (RFC 5837).
///
///     C-Type:    0       1       2       3       4       5       6       7
///            +-------+-------+-------+-------+-------+-------+-------+-------+
///            | Interface Role| Rsvd1 | Rsvd2 |ifIndex| IPAddr|  name |  MTU  |
///            +-------+-------+-------+-------+-------+-------+-------+-------+
public struct InterfaceInformation: Hashable, Sendable {
    /// What the interface has to do with the datagram.
    public enum Role: UInt8, Hashable, Sendable {
        case incoming, incomingSubIP, outgoing, nextHop
    }

    public var role: Role
    public var index: UInt32?
    public var address: IPAddress?
    /// The name as it was sent, UTF-8 by rule but unchecked: whoever prints it must escape it. At most 63 bytes.
    public var name: [UInt8]?
    /// In bytes.
    public var mtu: UInt32?

    public init(
        role: Role, index: UInt32? = nil, address: IPAddress? = nil, name: [UInt8]? = nil, mtu: UInt32? = nil
    ) {
        self.role = role
        self.index = index
        self.address = address
        self.name = name.map { Array($0.prefix(63)) }
        self.mtu = mtu
    }

    /// The C-Type: the role and one bit for each part that is there.
    public var classType: UInt8 {
        role.rawValue << 6 | (index == nil ? 0 : 8) | (address == nil ? 0 : 4) | (name == nil ? 0 : 2)
            | (mtu == nil ? 0 : 1)
    }

    /// What follows the object's header, in bytes.
    public var byteCount: Int {
        (index == nil ? 0 : 4) + (address.map { 4 + $0.bitCount / 8 } ?? 0) + (nameByteCount) + (mtu == nil ? 0 : 4)
    }

    /// The name with its length byte, padded to a multiple of 4.
    private var nameByteCount: Int { name.map { ($0.prefix(63).count + 4) / 4 * 4 } ?? 0 }

    /// Reads the payload of an object of this C-Type.
    ///
    /// - Throws: `truncated` where a part is missing, `badLength` where the name's length is not 4...64 in steps of 4,
    ///   `badValue` for an address family that is neither IPv4 nor IPv6. Offsets count from the payload's start.
    public init(parsing payload: Span<UInt8>, classType: UInt8) throws(WireError) {
        role = Role(rawValue: classType >> 6) ?? .incoming
        var position = 0
        if classType & 8 != 0 {
            try Self.check(payload, holds: 4, at: position)
            index = payload.uint32(at: position)
            position += 4
        }
        if classType & 4 != 0 {
            let address = try Self.address(in: payload, at: position)
            self.address = address
            position += 4 + address.bitCount / 8
        }
        if classType & 2 != 0 {
            let name = try Self.name(in: payload, at: position)
            self.name = name.bytes
            position += name.length
        }
        if classType & 1 != 0 {
            try Self.check(payload, holds: 4, at: position)
            mtu = payload.uint32(at: position)
        }
    }

    private static func check(_ payload: Span<UInt8>, holds count: Int, at position: Int) throws(WireError) {
        guard payload.count - position >= count else {
            throw WireError(
                "Interface information", .truncated(needed: position + count, available: payload.count), at: position)
        }
    }

    private static func address(in payload: Span<UInt8>, at position: Int) throws(WireError) -> IPAddress {
        try check(payload, holds: 4, at: position)
        switch payload.uint16(at: position) {
        case 1:
            try check(payload, holds: 4 + IPv4Address.byteCount, at: position)
            return .v4(payload.ipv4Address(at: position + 4))
        case 2:
            try check(payload, holds: 4 + IPv6Address.byteCount, at: position)
            return .v6(payload.ipv6Address(at: position + 4))
        case let family:
            throw WireError(
                "Interface information", .badValue(field: "address family", value: Int(family)), at: position)
        }
    }

    /// The name without the zeros that pad it, and what it takes with its length byte.
    private static func name(
        in payload: Span<UInt8>, at position: Int
    ) throws(WireError) -> (bytes: [UInt8], length: Int) {
        try check(payload, holds: 1, at: position)
        let length = Int(payload[position])
        guard length >= 4, length <= 64, length % 4 == 0 else {
            throw WireError(
                "Interface information", .badLength(field: "name length", value: length, minimum: 4, maximum: 64),
                at: position)
        }
        try check(payload, holds: length, at: position)
        var bytes = [UInt8](copying: payload.slice(at: position + 1, upTo: length - 1))
        while bytes.last == 0 { bytes.removeLast() }
        return (bytes, length)
    }

    @_lifetime(output: copy output)
    func serialize(into output: inout OutputSpan<UInt8>) {
        if let index { output.append(bigEndian: index) }
        switch address {
        case .v4(let address):
            output.append(bigEndian: UInt32(1) << 16)
            output.append(bigEndian: address.rawValue)
        case .v6(let address):
            output.append(bigEndian: UInt32(2) << 16)
            output.append(bigEndian: address.rawValue)
        case nil: break
        }
        if let name = name?.prefix(63) {
            output.append(UInt8(nameByteCount))
            for byte in name { output.append(byte) }
            for _ in 0..<nameByteCount - name.count - 1 { output.append(0) }
        }
        if let mtu { output.append(bigEndian: mtu) }
    }
}
