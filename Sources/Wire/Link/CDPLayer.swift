extension CDPPacket: PacketLayer {
    public static let name = "cdp"
    public static let announcements: [LayerAnnouncement] = [
        .snap(.cisco, CiscoProtocol.discovery.rawValue), .pppProtocol(0x0207),
    ]

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        sink.open("cdp", "Cisco Discovery Protocol", at: context.place(0, bytes.count))
        sink.number("cdp.version", "Version", version, at: context.place(0, 1))
        sink.number("cdp.ttl", "TTL", timeToLive, .units("s"), at: context.place(1, 1))
        sink.number("cdp.checksum", "Checksum", checksum, .hex(4), at: context.place(2, 2))
        if context.missingByteCount == 0, !isChecksumValid {
            sink.warning("cdp.bad_checksum", "the checksum is wrong", at: context.place(2, 2))
        }
        var start = Self.headerByteCount
        while let (type, length) = record(at: start) {
            sink.openItem("cdp.tlv", type.name ?? "Record", at: context.place(start, length))
            sink.number("cdp.tlv.type", "Type", type, .hex(4), at: context.place(start, 2))
            sink.number("cdp.tlv.len", "Length", UInt(length), .units("bytes"), at: context.place(start + 2, 2))
            if length > 4 { describe(type, at: start + 4, length - 4, into: &sink, in: context) }
            sink.close()
            start += length
        }
        if start < bytes.count {
            let place = context.place(start, bytes.count - start)
            sink.warning("cdp.invalid_data", "the records can't be read to their end", at: place)
        }
        sink.close()
    }

    @inlinable
    func describe<Sink: FieldSink & ~Copyable>(
        _ type: CDPRecordType, at start: Int, _ length: Int, into sink: inout Sink, in context: LayerContext
    ) {
        let place = context.place(start, length)
        let value = bytes.slice(at: start, upTo: length)
        switch (type.rawValue, length) {
        case (0x01, _): sink.text("cdp.deviceid", "Device ID", value, at: place)
        case (0x02, _), (0x16, _): describeAddresses(at: start, length, into: &sink, in: context)
        case (0x03, _): sink.text("cdp.portid", "Sent through Interface", value, at: place)
        case (0x04, 4): describeCapabilities(value.uint32(at: 0), into: &sink, at: place)
        case (0x05, _): sink.text("cdp.software_version", "Software version", value, at: place)
        case (0x06, _): sink.text("cdp.platform", "Platform", value, at: place)
        case (0x09, _): sink.text("cdp.vtp_management_domain", "VTP Management Domain", value, at: place)
        case (0x0A, 2): sink.number("cdp.native_vlan", "Native VLAN", value.uint16(at: 0), at: place)
        case (0x0B, 1): sink.flag("cdp.duplex", "Full duplex", value[0] != 0, at: place)
        case (0x10, 2): sink.number("cdp.power_consumption", "Power", value.uint16(at: 0), .units("mW"), at: place)
        case (0x11, 4): sink.number("cdp.mtu", "MTU", value.uint32(at: 0), .units("bytes"), at: place)
        case (0x12, 1): sink.number("cdp.trust_bitmap", "Trust Bitmap", value[0], .hex(2), at: place)
        case (0x13, 1): sink.number("cdp.untrusted_port_cos", "Untrusted port CoS", value[0], .hex(2), at: place)
        case (0x14, _): sink.text("cdp.system_name", "System Name", value, at: place)
        case (0x15, _): sink.bytes("cdp.system_object_identifier", "System Object Identifier", value, at: place)
        case (0x17, 2...):
            let text = value.suffix(from: 1)
            sink.text("cdp.location", "Location", text, at: context.place(start + 1, length - 1))
        default: sink.bytes("cdp.data", "Data", value, at: place)
        }
    }

    @inlinable
    func describeCapabilities<Sink: FieldSink & ~Copyable>(
        _ value: UInt32, into sink: inout Sink, at place: Range<Int>
    ) {
        sink.open("cdp.capabilities", "Capabilities", at: place)
        sink.number("cdp.capabilities", "Capabilities", value, .hex(8), at: place)
        sink.flag("cdp.capabilities.router", "Router", value & 0x001 != 0, at: place)
        sink.flag("cdp.capabilities.trans_bridge", "Transparent Bridge", value & 0x002 != 0, at: place)
        sink.flag("cdp.capabilities.src_bridge", "Source Route Bridge", value & 0x004 != 0, at: place)
        sink.flag("cdp.capabilities.switch", "Switch", value & 0x008 != 0, at: place)
        sink.flag("cdp.capabilities.host", "Host", value & 0x010 != 0, at: place)
        sink.flag("cdp.capabilities.igmp_capable", "IGMP capable", value & 0x020 != 0, at: place)
        sink.flag("cdp.capabilities.repeater", "Repeater", value & 0x040 != 0, at: place)
        sink.flag("cdp.capabilities.voip_phone", "VoIP Phone", value & 0x080 != 0, at: place)
        sink.flag("cdp.capabilities.remote", "Remotely Managed Device", value & 0x100 != 0, at: place)
        sink.flag("cdp.capabilities.cvta", "CVTA", value & 0x200 != 0, at: place)
        sink.flag("cdp.capabilities.mac_relay", "Two Port Mac Relay", value & 0x400 != 0, at: place)
        sink.close()
    }

    /// Each address has the protocol's name in front, of any length: IPv4 is one byte, 0xCC.
    @inlinable
    func describeAddresses<Sink: FieldSink & ~Copyable>(
        at start: Int, _ length: Int, into sink: inout Sink, in context: LayerContext
    ) {
        guard length >= 4 else { return }
        let end = start + length
        sink.number(
            "cdp.number_of_addresses", "Number of addresses", bytes.uint32(at: start), at: context.place(start, 4))
        var place = start + 4
        while place + 2 <= end {
            let name = Int(bytes[place + 1])
            guard place + 4 + name <= end else { break }
            let size = Int(bytes.uint16(at: place + 2 + name))
            let total = 4 + name + size
            guard place + total <= end else { break }
            sink.openItem("cdp.address", "Address", at: context.place(place, total))
            sink.number("cdp.protocol_type", "Protocol type", bytes[place], .hex(2), at: context.place(place, 1))
            sink.number("cdp.protocol_length", "Protocol length", bytes[place + 1], at: context.place(place + 1, 1))
            let label = bytes.slice(at: place + 2, upTo: name)
            if name > 0 { sink.bytes("cdp.protocol", "Protocol", label, at: context.place(place + 2, name)) }
            let sizePlace = context.place(place + 2 + name, 2)
            sink.number("cdp.address_length", "Address length", UInt(size), at: sizePlace)
            let address = place + 4 + name
            let addressPlace = context.place(address, size)
            switch size {
            case 4:
                sink.address("cdp.nrgyz.ip_address", "IP Address", bytes.ipv4Address(at: address), at: addressPlace)
            case 16:
                let value = bytes.ipv6Address(at: address)
                sink.address("cdp.nrgyz.ipv6_address", "IPv6 Address", value, at: addressPlace)
            case 0: break
            default:
                sink.bytes("cdp.address", "Address", bytes.slice(at: address, upTo: size), at: addressPlace)
            }
            sink.close()
            place += total
        }
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        line.write(protocol: version == 2 ? "CDPv2" : "CDP")
        line.write(", ttl ")
        line.write(timeToLive)
        line.write(" s")
        var start = Self.headerByteCount
        while let (type, length) = record(at: start) {
            switch type {
            case .deviceID, .portID, .platform:
                line.write(", ")
                line.write(type)
                line.write(" ")
                line.write(foreign: bytes.slice(at: start + 4, upTo: length - 4))
            default: break
            }
            start += length
        }
        line.write(", length ")
        line.write(bytes.count)
        if context.missingByteCount == 0, !isChecksumValid { line.writeWarning("bad CDP checksum") }
    }
}
