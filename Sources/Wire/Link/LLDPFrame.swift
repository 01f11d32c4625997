/// What a device tells its neighbours of itself (IEEE 802.1AB section 8), in borrowed bytes: records with a type of 7
/// bits and a length of 9. Once `init` returns, no accessor traps.
///
///     +---------+-----------+-----------
///     |  Type   |  Length   |  Value ...
///     | 7 bits  |  9 bits   |
public struct LLDPFrame: ~Escapable {
    @usableFromInline let bytes: Span<UInt8>

    /// - Throws: `truncated` below the 2 bytes of a record's head.
    @inlinable
    @_lifetime(copy bytes)
    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(2, "LLDP")
        self.bytes = bytes
    }

    /// The record at `start` and the length of its value; nil after the last, or where one is cut.
    @inlinable
    func record(at start: Int) -> (type: LLDPRecordType, length: Int)? {
        guard start + 2 <= bytes.count else { return nil }
        let length = Int(bytes.uint16(at: start) & 0x01FF)
        guard start + 2 + length <= bytes.count else { return nil }
        return (LLDPRecordType(rawValue: bytes[start] >> 1), length)
    }
}

extension LLDPFrame: PacketLayer {
    public static let name = "lldp"
    public static let announcements: [LayerAnnouncement] = [.etherType(.lldp), .pppProtocol(0x02A9)]

    @inlinable
    public func describe<Sink: FieldSink & ~Copyable>(into sink: inout Sink, in context: LayerContext) {
        sink.open("lldp", "Link Layer Discovery Protocol", at: context.place(0, bytes.count))
        var start = 0
        var isEnd = false
        while !isEnd, let (type, length) = record(at: start) {
            sink.openItem("lldp.tlv", type.name ?? "Record", at: context.place(start, 2 + length))
            sink.number("lldp.tlv.type", "TLV Type", type, at: context.place(start, 2))
            sink.number("lldp.tlv.len", "TLV Length", UInt(length), .units("bytes"), at: context.place(start, 2))
            if length > 0 { describe(type, at: start + 2, length, into: &sink, in: context) }
            sink.close()
            start += 2 + length
            isEnd = type == .end
        }
        if !isEnd, start < bytes.count {
            let place = context.place(start, bytes.count - start)
            sink.warning("lldp.tlv.past_end", "the records can't be read to their end", at: place)
        }
        sink.close()
    }

    @inlinable
    func describe<Sink: FieldSink & ~Copyable>(
        _ type: LLDPRecordType, at start: Int, _ length: Int, into sink: inout Sink, in context: LayerContext
    ) {
        let value = bytes.slice(at: start, upTo: length)
        let place = context.place(start, length)
        switch (type.rawValue, length) {
        case (1, 2...):
            let kind = LLDPChassisSubtype(rawValue: value[0])
            sink.number("lldp.chassis.subtype", "Chassis Id Subtype", kind, at: context.place(start, 1))
            describeChassis(at: start + 1, length - 1, into: &sink, in: context)
        case (2, 2...):
            let kind = LLDPPortSubtype(rawValue: value[0])
            sink.number("lldp.port.subtype", "Port Id Subtype", kind, at: context.place(start, 1))
            describePort(at: start + 1, length - 1, into: &sink, in: context)
        case (3, 2...): sink.number("lldp.time_to_live", "Seconds", value.uint16(at: 0), .units("s"), at: place)
        case (4, _): sink.text("lldp.port.desc", "Port Description", value, at: place)
        case (5, _): sink.text("lldp.tlv.system.name", "System Name", value, at: place)
        case (6, _): sink.text("lldp.tlv.system.desc", "System Description", value, at: place)
        case (7, 4...): describeCapabilities(at: start, into: &sink, in: context)
        case (8, _): describeManagement(at: start, length, into: &sink, in: context)
        case (127, 4...): describeOrganization(at: start, length, into: &sink, in: context)
        default: sink.bytes("lldp.tlv.value", "Value", value, at: place)
        }
    }

    @inlinable
    func describeChassis<Sink: FieldSink & ~Copyable>(
        at start: Int, _ length: Int, into sink: inout Sink, in context: LayerContext
    ) {
        let value = bytes.slice(at: start, upTo: length)
        let place = context.place(start, length)
        switch (bytes[start - 1], length) {
        case (4, 6): sink.address("lldp.chassis.id.mac", "Chassis Id", value.macAddress(at: 0), at: place)
        case (5, 5) where value[0] == 1, (5, 17) where value[0] == 2:
            describeAddress("lldp.chassis.id.ip4", "lldp.chassis.id.ip6", "Chassis Id", at: start, into: &sink, context)
        case (1, _), (2, _), (3, _), (6, _), (7, _): sink.text("lldp.chassis.id", "Chassis Id", value, at: place)
        default: sink.bytes("lldp.chassis.id", "Chassis Id", value, at: place)
        }
    }

    @inlinable
    func describePort<Sink: FieldSink & ~Copyable>(
        at start: Int, _ length: Int, into sink: inout Sink, in context: LayerContext
    ) {
        let value = bytes.slice(at: start, upTo: length)
        let place = context.place(start, length)
        switch (bytes[start - 1], length) {
        case (3, 6): sink.address("lldp.port.id.mac", "Port Id", value.macAddress(at: 0), at: place)
        case (4, 5) where value[0] == 1, (4, 17) where value[0] == 2:
            describeAddress("lldp.port.id.ip4", "lldp.port.id.ip6", "Port Id", at: start, into: &sink, context)
        default: sink.text("lldp.port.id", "Port Id", value, at: place)
        }
    }

    /// Tells a network address behind its family: 1 for IPv4, else IPv6.
    @inlinable
    func describeAddress<Sink: FieldSink & ~Copyable>(
        _ name4: String, _ name6: String, _ label: String, at start: Int, into sink: inout Sink, _ context: LayerContext
    ) {
        let family = bytes[start]
        sink.number("lldp.network_address.subtype", "Address family", family, at: context.place(start, 1))
        if family == 1 {
            // Fields: lldp.chassis.id.ip4 lldp.port.id.ip4
            sink.address(name4, label, bytes.ipv4Address(at: start + 1), at: context.place(start + 1, 4))
        } else {
            // Fields: lldp.chassis.id.ip6 lldp.port.id.ip6
            sink.address(name6, label, bytes.ipv6Address(at: start + 1), at: context.place(start + 1, 16))
        }
    }

    @inlinable
    func describeCapabilities<Sink: FieldSink & ~Copyable>(
        at start: Int, into sink: inout Sink, in context: LayerContext
    ) {
        for (index, name) in Self.capabilityFields.enumerated() {
            let place = context.place(start + 2 * index, 2)
            let value = bytes.uint16(at: start + 2 * index)
            // Fields: lldp.tlv.system_cap lldp.tlv.enable_system_cap
            sink.open(name[0], index == 0 ? "Capabilities" : "Enabled Capabilities", at: place)
            // Fields: lldp.tlv.system_cap lldp.tlv.enable_system_cap
            sink.number(name[0], "Capabilities", value, .hex(4), at: place)
            for bit in 0..<8 {
                let isSet = value >> bit & 1 != 0
                // Fields: lldp.tlv.system_cap.other lldp.tlv.system_cap.repeater lldp.tlv.system_cap.bridge
                // Fields: lldp.tlv.system_cap.wlan_access_pt lldp.tlv.system_cap.router lldp.tlv.system_cap.telephone
                // Fields: lldp.tlv.system_cap.docsis_cable_device lldp.tlv.system_cap.station_only
                // Fields: lldp.tlv.enable_system_cap.other lldp.tlv.enable_system_cap.repeater
                // Fields: lldp.tlv.enable_system_cap.bridge lldp.tlv.enable_system_cap.wlan_access_pt
                // Fields: lldp.tlv.enable_system_cap.router lldp.tlv.enable_system_cap.telephone
                // Fields: lldp.tlv.enable_system_cap.docsis_cable_device lldp.tlv.enable_system_cap.station_only
                sink.flag(name[bit + 1], Self.capabilities[bit], isSet, at: place)
            }
            sink.close()
        }
    }

    @usableFromInline static let capabilities = [
        "Other", "Repeater", "Bridge", "WLAN access point", "Router", "Telephone", "DOCSIS cable device",
        "Station only",
    ]
    @usableFromInline static let capabilityFields = ["lldp.tlv.system_cap", "lldp.tlv.enable_system_cap"].map { name in
        let parts = [
            "other", "repeater", "bridge", "wlan_access_pt", "router", "telephone", "docsis_cable_device",
            "station_only",
        ]
        return [name] + parts.map { name + "." + $0 }
    }

    @inlinable
    func describeManagement<Sink: FieldSink & ~Copyable>(
        at start: Int, _ length: Int, into sink: inout Sink, in context: LayerContext
    ) {
        let count = Int(bytes[start])
        guard count >= 2, 1 + count + 6 <= length else {
            let value = bytes.slice(at: start, upTo: length)
            return sink.bytes("lldp.tlv.value", "Value", value, at: context.place(start, length))
        }
        sink.number("lldp.mgn.address.len", "Address String Length", bytes[start], at: context.place(start, 1))
        let family = bytes[start + 1]
        sink.number("lldp.mgn.address.subtype", "Address family", family, at: context.place(start + 1, 1))
        let place = context.place(start + 2, count - 1)
        switch (family, count) {
        case (1, 5): sink.address("lldp.mgn.addr.ip4", "Address", bytes.ipv4Address(at: start + 2), at: place)
        case (2, 17): sink.address("lldp.mgn.addr.ip6", "Address", bytes.ipv6Address(at: start + 2), at: place)
        default: sink.bytes("lldp.mgn.addr.hex", "Address", bytes.slice(at: start + 2, upTo: count - 1), at: place)
        }
        let next = start + 1 + count
        sink.number("lldp.mgn.interface.subtype", "Interface Subtype", bytes[next], at: context.place(next, 1))
        let number = bytes.uint32(at: next + 1)
        sink.number("lldp.mgn.interface.number", "Interface Number", number, at: context.place(next + 1, 4))
        sink.number("lldp.mgn.obj.len", "OID String Length", bytes[next + 5], at: context.place(next + 5, 1))
        let rest = start + length - next - 6
        guard rest > 0 else { return }
        let object = bytes.slice(at: next + 6, upTo: rest)
        sink.bytes("lldp.mgn.obj.id", "Object Identifier", object, at: context.place(next + 6, rest))
    }

    @inlinable
    func describeOrganization<Sink: FieldSink & ~Copyable>(
        at start: Int, _ length: Int, into sink: inout Sink, in context: LayerContext
    ) {
        let organization = OrganizationIdentifier(rawValue: bytes.uint24(at: start))
        let subtype = bytes[start + 3]
        let subtypePlace = context.place(start + 3, 1)
        sink.number("lldp.orgtlv.oui", "Organization Unique Code", organization, .hex(6), at: context.place(start, 3))
        let value = bytes.slice(at: start + 4, upTo: length - 4)
        let place = context.place(start + 4, value.count)
        switch organization {
        case .ieee8021: sink.number("lldp.ieee.802_1.subtype", "802.1 Subtype", subtype, .hex(2), at: subtypePlace)
        case .ieee8023: sink.number("lldp.ieee.802_3.subtype", "802.3 Subtype", subtype, .hex(2), at: subtypePlace)
        case .tia: sink.number("lldp.media.subtype", "Media Subtype", subtype, .hex(2), at: subtypePlace)
        default: sink.number("lldp.unknown_subtype", "Subtype", subtype, at: subtypePlace)
        }
        switch (organization, subtype, value.count) {
        case (.ieee8021, 1, 2): sink.number("lldp.ieee.802_1.port_vlan.id", "VLAN", value.uint16(at: 0), at: place)
        case (.ieee8021, 3, 3...) where 3 + Int(value[2]) <= value.count:
            sink.number("lldp.ieee.802_1.vlan.id", "VLAN", value.uint16(at: 0), at: context.place(start + 4, 2))
            sink.number("lldp.ieee.802_1.vlan.name_len", "Name Length", value[2], at: context.place(start + 6, 1))
            let name = value.slice(at: 3, upTo: Int(value[2]))
            sink.text("lldp.ieee.802_1.vlan.name", "VLAN Name", name, at: context.place(start + 7, name.count))
        case (.ieee8023, 4, 2):
            sink.number("lldp.ieee.802_3.max_frame_size", "Maximum Frame Size", value.uint16(at: 0), at: place)
        case (_, _, 1...): sink.bytes("lldp.unknown_subtype.content", "Content", value, at: place)
        default: break
        }
    }

    public func summarize(into line: inout SummaryLine, in context: LayerContext) {
        line.write(protocol: "LLDP")
        var start = 0
        while let (type, length) = record(at: start), type != .end {
            let value = bytes.slice(at: start + 2, upTo: length)
            switch type {
            case .chassisID, .portID:
                line.write(type == .chassisID ? ", chassis " : ", port ")
                if length == 7, value[0] == (type == .chassisID ? 4 : 3) {
                    line.write(value.macAddress(at: 1))
                } else {
                    line.write(foreign: value.suffix(from: 1))
                }
            case .timeToLive where length >= 2:
                line.write(", ttl ")
                line.write(value.uint16(at: 0))
                line.write(" s")
            case .systemName:
                line.write(", name ")
                line.write(foreign: value)
            default: break
            }
            start += 2 + length
        }
        line.write(", length ")
        line.write(bytes.count)
    }
}
