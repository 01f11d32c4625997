// Options of DHCP that few have seen, and those of relays.

extension DHCPOptionValue {
    /// Bytes for what has no name, and a warning where a value is too short for what it should be.
    @inlinable
    func describeRare<Sink: FieldSink & ~Copyable>(_ code: DHCPOptionCode, into sink: inout Sink) {
        switch (code.rawValue, bytes.count) {
        case (78, 1...) where (bytes.count - 1) % 4 == 0:
            sink.number("dhcp.option.slp_directory_agent.value", "Value", bytes[0], at: place(0..<1))
            describeAddresses("dhcp.option.slp_directory_agent.slpda_address", "IP Address", from: 1, into: &sink)
        case (79, 1...):
            sink.number("dhcp.option.slp_service_scope.value", "Value", bytes[0], at: place(0..<1))
            sink.text("dhcp.option.slp_service_scope.string", "SLP Service Scope", text(from: 1), at: place(from: 1))
        case (90, 11...): describeAuthentication(into: &sink)
        case (94, 3):
            sink.number("dhcp.client_network_id_major", "Major Version", bytes[1], at: place(1..<2))
            sink.number("dhcp.client_network_id_minor", "Minor Version", bytes[2], at: place(2..<3))
        case (97, 17):
            sink.text("dhcp.client_id.uuid", "Client Identifier (UUID)", guidText(from: 1).span, at: place(1..<17))
        case (120, 1...): describeSIPServers(into: &sink)
        case (151, 1...):
            let status = DHCPLeaseQueryStatus(rawValue: bytes[0])
            sink.number("dhcp.option.bulk_lease.status_code", "Status Code", status, at: place(0..<1))
            if bytes.count > 1 {
                let message = text(from: 1)
                sink.text("dhcp.option.bulk_lease.status_code_message", "Message", message, at: place(from: 1))
            }
        case (212, 22...) where (bytes.count - 18) % 4 == 0:
            sink.number("dhcp.option.6RD.ipv4_mask_len", "6RD IPv4 Mask Length", bytes[0], at: place(0..<1))
            sink.number("dhcp.option.6RD.prefix_len", "6RD Prefix Length", bytes[1], at: place(1..<2))
            let prefix = IPv6Address(rawValue: bytes.uint128(at: 2))
            sink.address("dhcp.option.6RD.prefix", "6RD Prefix", prefix, at: place(2..<18))
            describeAddresses("dhcp.option.6RD.border_relay_ip", "Border Relay IP", from: 18, into: &sink)
        default:
            sink.bytes("dhcp.option.value", "Value", bytes, at: place)
            sink.warning("_ws.malformed", "a length of \(bytes.count) is not one that this option has", at: place)
        }
    }

    @inlinable
    func describeAddresses<Sink: FieldSink & ~Copyable>(
        _ name: String, _ label: String, from start: Int, into sink: inout Sink
    ) {
        var index = start
        while index + 4 <= bytes.count {
            let part = place(index..<index + 4)
            sink.openItem(name, label, at: part)
            sink.address(name, label, address(at: index), at: part)
            sink.close()
            index += 4
        }
    }

    /// RFC 3118 section 2.
    @inlinable
    func describeAuthentication<Sink: FieldSink & ~Copyable>(into sink: inout Sink) {
        sink.number("dhcp.option.dhcp_authentication.protocol", "Protocol", bytes[0], at: place(0..<1))
        sink.number("dhcp.option.dhcp_authentication.algorithm", "Algorithm", bytes[1], at: place(1..<2))
        sink.number("dhcp.option.dhcp_authentication.rdm", "Replay Detection Method", bytes[2], at: place(2..<3))
        sink.number(
            "dhcp.option.dhcp_authentication.rdm_replay_detection", "RDM Replay Detection Value", bytes.uint64(at: 3),
            .hex(16), at: place(3..<11))
        guard bytes.count > 11 else { return }
        sink.text(
            "dhcp.option.dhcp_authentication.information", "Authentication Information",
            bytes.suffix(from: 11).hexText.span, at: place(from: 11))
    }

    /// Names or addresses, as the first byte says (RFC 3361).
    @inlinable
    func describeSIPServers<Sink: FieldSink & ~Copyable>(into sink: inout Sink) {
        sink.number("dhcp.option.sip_server.encoding", "SIP Server Encoding", bytes[0], at: place(0..<1))
        switch bytes[0] {
        case 0: describeDomains(DHCPOptionField.sipServerName, from: 1, into: &sink)
        case 1: describeAddresses("dhcp.option.sip_server.address", "SIP Server Address", from: 1, into: &sink)
        default:
            sink.warning("dhcp.option.sip_server_address.encoding", "neither names nor addresses", at: place(0..<1))
        }
    }

    /// A GUID as Windows writes it: its first three numbers begin with their last byte.
    @usableFromInline
    func guidText(from start: Int) -> [UInt8] {
        var text: [UInt8] = []
        for (index, byte) in [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15].enumerated() {
            if [4, 6, 8, 10].contains(index) { text.append(UInt8(ascii: "-")) }
            text.append(UInt8.hexDigit(bytes[start + byte] >> 4))
            text.append(UInt8.hexDigit(bytes[start + byte] & 15))
        }
        return text
    }

    // MARK: Relay agent information (RFC 3046)

    @inlinable
    func describeRelay<Sink: FieldSink & ~Copyable>(into sink: inout Sink) {
        var position = 0
        while position < bytes.count {
            guard position + 2 <= bytes.count, position + 2 + Int(bytes[position + 1]) <= bytes.count else {
                sink.warning("dhcp.missing_subopt_value", "no room for a sub-option", at: place(from: position))
                return
            }
            let data = position + 2..<position + 2 + Int(bytes[position + 1])
            let code = DHCPRelaySuboption(rawValue: bytes[position])
            let name = "dhcp.option.agent_information_option.suboption"
            sink.openItem(name, "Suboption", at: place(position..<data.upperBound))
            sink.number(name, "Suboption", code, at: place(position..<position + 1))
            sink.number(
                "dhcp.option.suboption_length", "Length", bytes[position + 1], .units("bytes"),
                at: place(position + 1..<position + 2))
            DHCPOptionValue(bytes.extracting(data), place(data)).describe(code, into: &sink)
            sink.close()
            position = data.upperBound
        }
    }

    @inlinable
    func describe<Sink: FieldSink & ~Copyable>(_ code: DHCPRelaySuboption, into sink: inout Sink) {
        let name = Self.relayName(code)
        switch (code.rawValue, bytes.count) {
        case (1...2, _), (8, _), (12, _), (7, _), (17, _): sink.bytes(name.name, name.label, bytes, at: place)
        case (5, 4), (11, 4): sink.address(name.name, name.label, address(at: 0), at: place)
        case (6, _), (14...15, _), (18, _): sink.text(name.name, name.label, text(from: 0), at: place)
        case (10, 1): sink.number(name.name, name.label, bytes[0], .hex(2), at: place)
        case (16, 6): sink.address(name.name, name.label, MACAddress(rawValue: bytes.uint48(at: 0)), at: place)
        default: sink.bytes("dhcp.option.agent_information_option.value", "Value", bytes, at: place)
        }
    }

    @usableFromInline
    static func relayName(_ code: DHCPRelaySuboption) -> (name: String, label: String) {
        switch code.rawValue {
        case 1: ("dhcp.option.agent_information_option.agent_circuit_id", "Agent Circuit ID")
        case 2: ("dhcp.option.agent_information_option.agent_remote_id", "Agent Remote ID")
        case 5: ("dhcp.option.agent_information_option.link_selection", "Link selection")
        case 6: ("dhcp.option.agent_information_option.subscriber_id", "Subscriber ID")
        case 7: ("dhcp.option.agent_information_option.radius_attributes", "RADIUS Attributes")
        case 8: ("dhcp.option.agent_information_option.authentication", "Authentication")
        case 10: ("dhcp.option.agent_information_option.flags", "Flags")
        case 11: ("dhcp.option.agent_information_option.server_id_override", "Server ID Override")
        case 12: ("dhcp.option.agent_information_option.relay_agent_id", "Relay Agent Identifier")
        case 14: ("dhcp.option.agent_information_option.ani_network_name", "Access Network Name")
        case 15: ("dhcp.option.agent_information_option.ani_ap_name", "Access Point Name")
        case 16: ("dhcp.option.agent_information_option.ani_ap_bssid", "Access Point BSSID")
        case 17: ("dhcp.option.agent_information_option.ani_operator_id", "Access Network Operator ID")
        case 18: ("dhcp.option.agent_information_option.ani_operator_realm", "Access Network Operator Realm")
        default: ("dhcp.option.agent_information_option.value", "Value")
        }
    }
}
