/// A DUID: by what a client or server is known wherever it is (RFC 8415 section 11).
public struct DHCPUniqueIdentifier: ~Escapable {
    @usableFromInline let bytes: Span<UInt8>

    @usableFromInline
    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>) { self.bytes = bytes }

    /// Nil where there is not even a type.
    public var type: DUIDType? { bytes.count >= 2 ? DUIDType(rawValue: bytes.uint16(at: 0)) : nil }

    /// Where the link-layer address begins; nil in a DUID without one.
    @usableFromInline var linkLayerStart: Int? {
        switch type {
        case .linkLayerAndTime where bytes.count >= 8: 8
        case .linkLayer where bytes.count >= 4: 4
        default: nil
        }
    }

    /// The link-layer address, where it is one of Ethernet's length.
    public var macAddress: MACAddress? {
        guard let start = linkLayerStart, bytes.count == start + 6 else { return nil }
        return MACAddress(rawValue: bytes.uint48(at: start))
    }

    /// Wireshark's names of the fields: DHCPv4 and DHCPv6 have their own.
    @usableFromInline
    struct Names: Sendable {
        @usableFromInline let type, timedHardware, time, timedAddress, hardware, address, enterprise, identifier: String
        @usableFromInline let uuid: String
    }

    @usableFromInline static let namesInV4 = Names(
        type: "dhcp.client_id.duid_type", timedHardware: "dhcp.client_id.duid_llt_hw_type", time: "dhcp.client_id.time",
        timedAddress: "dhcp.client_id.link_layer_address", hardware: "dhcp.client_id.duid_ll_hw_type",
        address: "dhcp.client_id.link_layer_address", enterprise: "dhcp.client_id.enterprise_num",
        identifier: "dhcp.client_id", uuid: "dhcp.client_id")

    @usableFromInline static let namesInV6 = Names(
        type: "dhcpv6.duid.type", timedHardware: "dhcpv6.duidllt.hwtype", time: "dhcpv6.duidllt.time",
        timedAddress: "dhcpv6.duidllt.link_layer_addr", hardware: "dhcpv6.duidll.hwtype",
        address: "dhcpv6.duidll.link_layer_addr", enterprise: "dhcpv6.duiden.enterprise",
        identifier: "dhcpv6.duiden.identifier", uuid: "dhcpv6.duiduuid.bytes")

    @inlinable
    func describe<Sink: FieldSink & ~Copyable>(_ names: Names, into sink: inout Sink, at place: Range<Int>) {
        guard let type else {
            sink.warning("dhcp.malformed.duid", "no type of DUID", at: place)
            return
        }
        let value = DHCPOptionValue(bytes, place)
        sink.number(names.type, "DUID Type", type, at: value.place(0..<2))
        switch type {
        case .linkLayerAndTime where bytes.count >= 8:
            let hardware = ARPHardwareType(rawValue: bytes.uint16(at: 2))
            sink.number(names.timedHardware, "Hardware type", hardware, at: value.place(2..<4))
            // Since the beginning of 2000.
            sink.number(names.time, "Time", bytes.uint32(at: 4), .units("s"), at: value.place(4..<8))
            sink.text(names.timedAddress, "Link-layer address", addressText.span, at: value.place(from: 8))
        case .linkLayer where bytes.count >= 4:
            let hardware = ARPHardwareType(rawValue: bytes.uint16(at: 2))
            sink.number(names.hardware, "Hardware type", hardware, at: value.place(2..<4))
            sink.text(names.address, "Link-layer address", addressText.span, at: value.place(from: 4))
        case .enterprise where bytes.count >= 6:
            sink.number(names.enterprise, "Enterprise-number", bytes.uint32(at: 2), at: value.place(2..<6))
            sink.bytes(names.identifier, "Identifier", bytes.suffix(from: 6), at: value.place(from: 6))
        case .uuid where bytes.count == 18:
            sink.bytes(names.uuid, "UUID", bytes.suffix(from: 2), at: value.place(from: 2))
        case .linkLayerAndTime, .linkLayer, .enterprise, .uuid:
            sink.warning("dhcp.malformed.duid", "\(bytes.count) bytes are no DUID of this type", at: place)
        default: sink.bytes(names.identifier, "Identifier", bytes.suffix(from: 2), at: value.place(from: 2))
        }
    }

    /// The link-layer address as pairs of digits with colons.
    @usableFromInline var addressText: [UInt8] {
        var text: [UInt8] = []
        guard let start = linkLayerStart else { return text }
        for index in start..<bytes.count {
            if index > start { text.append(UInt8(ascii: ":")) }
            text.append(UInt8.hexDigit(bytes[index] >> 4))
            text.append(UInt8.hexDigit(bytes[index] & 15))
        }
        return text
    }
}
