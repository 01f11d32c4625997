// A table.

/// How the value of an option of DHCP stands there, and what Wireshark calls it.
@usableFromInline
struct DHCPOptionField: Sendable {
    @usableFromInline
    enum Form: Hashable, Sendable {
        case uint8, uint16, uint32, int32
        case flag
        case ipv4, ipv4List
        /// Addresses in pairs; the second one's name.
        case ipv4Pairs(String, String)
        case uint16List, uint8List
        /// Without the NULs at its end.
        case text
        /// Something of its own.
        case special
    }

    @usableFromInline let name: String
    @usableFromInline let label: String
    @usableFromInline let form: Form
    @usableFromInline let style: NumberStyle

    init(_ name: String, _ label: String, _ form: Form, _ style: NumberStyle = .decimal) {
        self.name = name
        self.label = label
        self.form = form
        self.style = style
    }
}

extension DHCPOptionField {
    @usableFromInline static let sipServerName = DHCPOptionField(
        "dhcp.option.sip_server.name", "SIP Server Name", .special)
}

extension DHCPOptionCode {
    /// Nil where the value can only be shown as bytes.
    @usableFromInline var field: DHCPOptionField? { Self.fields[rawValue] }

    private static let fields: [UInt8: DHCPOptionField] = [
        1: address("subnet_mask", "Subnet Mask"),
        2: row("time_offset", "Time Offset", .int32, .units("s")),
        3: addresses("router", "Router"),
        4: addresses("time_server", "Time Server"),
        5: addresses("name_server", "Name Server"),
        6: addresses("domain_name_server", "Domain Name Server"),
        7: addresses("log_server", "Log Server"),
        8: addresses("quotes_server", "Quotes Server"),
        9: addresses("lpr_server", "LPR Server"),
        10: addresses("impress_server", "Impress Server"),
        11: addresses("resource_location_server", "Resource Location Server"),
        12: text("hostname", "Host Name"),
        13: row("boot_file_size", "Boot File Size", .uint16, .units("blocks of 512 bytes")),
        14: text("merit_dump_file", "Merit Dump File"),
        15: text("domain_name", "Domain Name"),
        16: address("swap_server", "Swap Server"),
        17: text("root_path", "Root Path"),
        18: text("extension_path", "Extensions Path"),
        19: flag("ip_forwarding", "IP Forwarding"),
        20: flag("non_local_source_routing", "Non-Local Source Routing"),
        21: pairs("policy_filter.ip", "IP Address", "policy_filter.subnet_mask", "Subnet Mask"),
        22: row("max_datagram_reassembly_size", "Maximum Datagram Reassembly Size", .uint16, .units("bytes")),
        23: row("default_ip_ttl", "Default IP Time-to-Live", .uint8),
        24: seconds("path_mtu_aging_timeout", "Path MTU Aging Timeout"),
        25: row("path_mtu_plateau_table_item", "Path MTU Plateau Table Item", .uint16List, .units("bytes")),
        26: row("interface_mtu", "Interface MTU", .uint16, .units("bytes")),
        27: flag("all_subnets_are_local", "All Subnets are Local"),
        28: address("broadcast_address", "Broadcast Address"),
        29: flag("perform_mask_discovery", "Perform Mask Discovery"),
        30: flag("mask_supplier", "Mask Supplier"),
        31: flag("perform_router_discover", "Perform Router Discover"),
        32: address("router_solicitation_address", "Router Solicitation Address"),
        33: pairs("static_route.ip", "Destination IP Address", "static_route.router", "Destination Router"),
        34: flag("trailer_encapsulation", "Trailer Encapsulation"),
        35: seconds("arp_cache_timeout", "ARP Cache Timeout"),
        36: flag("ethernet_encapsulation", "Ethernet Encapsulation"),
        37: row("tcp_default_ttl", "TCP Default TTL", .uint8),
        38: seconds("tcp_keepalive_interval", "TCP Keepalive Interval"),
        39: flag("tcp_keepalive_garbage", "TCP Keepalive Garbage"),
        40: text("nis_domain", "Network Information Service Domain"),
        41: addresses("nis_server", "Network Information Service Server"),
        42: addresses("ntp_server", "Network Time Protocol Server"),
        44: addresses("netbios_over_tcpip_name_server", "NetBIOS Name Server"),
        45: addresses("netbios_over_tcpip_dd_name_server", "NetBIOS Datagram Distribution Server"),
        46: special("netbios_over_tcpip_node_type", "NetBIOS Node Type"),
        47: text("netbios_over_tcpip_scope", "NetBIOS Scope"),
        48: addresses("xwindows_system_font_server", "X Window System Font Server"),
        49: addresses("xwindows_system_display_manager", "X Window System Display Manager"),
        50: address("requested_ip_address", "Requested IP Address"),
        51: seconds("ip_address_lease_time", "IP Address Lease Time"),
        52: special("option_overload", "Option Overload"),
        53: special("dhcp", "DHCP"),
        54: address("dhcp_server_id", "DHCP Server Identifier"),
        55: special("request_list_item", "Parameter Request List Item"),
        56: text("message", "Message"),
        57: row("dhcp_max_message_size", "Maximum DHCP Message Size", .uint16, .units("bytes")),
        58: seconds("renewal_time_value", "Renewal Time Value"),
        59: seconds("rebinding_time_value", "Rebinding Time Value"),
        60: text("vendor_class_id", "Vendor class identifier"),
        61: special("client_id", "Client Identifier"),
        62: text("novell_netware_ip_domain", "NetWare/IP domain"),
        64: text("nis_plus_domain", "Network Information Service+ Domain"),
        65: addresses("nis_plus_server", "Network Information Service+ Server"),
        66: text("tftp_server_name", "TFTP Server Name"),
        67: text("bootfile_name", "Bootfile name"),
        68: addresses("mobile_ip_home_agent", "Mobile IP Home Agent"),
        69: addresses("smtp_server", "SMTP Server"),
        70: addresses("pop3_server", "POP3 Server"),
        71: addresses("nntp_server", "NNTP Server"),
        72: addresses("default_www_server", "Default WWW Server"),
        73: addresses("default_finger_server", "Default Finger Server"),
        74: addresses("default_irc_server", "Default IRC Server"),
        75: addresses("streettalk_server", "StreetTalk Server"),
        76: addresses("streettalk_da_server", "StreetTalk Directory Assistance Server"),
        77: special("user_class", "User Class"),
        78: special("slp_directory_agent", "Directory Agent"),
        79: special("slp_service_scope", "Service Scope"),
        81: special("fqdn", "Client FQDN"),
        82: special("agent_information_option", "Agent Information"),
        85: addresses("novell_dss.ip", "IP Address"),
        86: text("novell_ds_tree_name", "Novell Directory Services Tree Name"),
        87: text("novell_ds_context", "Novell Directory Services Context"),
        90: special("dhcp_authentication", "Authentication"),
        91: seconds("client_last_transaction_time", "Client last transaction time"),
        92: addresses("associated_ip_option", "Associated IP option"),
        93: special("client_system_architecture", "Client System Architecture"),
        94: special("client_network_id", "Client Network Interface"),
        97: special("client_id.uuid", "Client Identifier (UUID)"),
        100: text("tz_pcode", "TZ PCode"),
        101: text("tz_tcode", "TZ TCode"),
        108: row("value.uint", "Value", .uint32, .units("s")),
        112: addresses("netinfo_parent_server_address", "NetInfo Parent Server Address"),
        113: text("netinfo_parent_server_tag", "NetInfo Parent Server Tag"),
        114: text("captive_portal", "Captive Portal"),
        116: row("dhcp_auto_configuration", "DHCP Auto-Configuration", .uint8),
        118: address("subnet_selection_option", "Subnet Selection"),
        119: special("dhcp_dns_domain_search_list_fqdn", "FQDN"),
        120: special("sip_server", "SIP Server"),
        121: special("classless_static_route", "Classless Static Route"),
        124: special("vi_class", "Vendor Class"),
        125: special("vi", "Vendor Information"),
        136: addresses("pana_agent", "PAA IPv4 Address"),
        137: special("lost_server_domain_name", "LoST Server Domain Name"),
        138: addresses("capwap_access_controller", "CAPWAP Access Controllers"),
        142: addresses("andsf_server", "ANDSF Server"),
        145: row("forcerenew_nonce.algorithm", "Algorithm", .uint8List),
        150: addresses("tftp_server_address", "TFTP Server Address"),
        151: special("bulk_lease.status_code", "Status Code"),
        153: seconds("bulk_lease.start_time_of_state", "Start Time Of State"),
        156: row("bulk_lease.dhcp_state", "DHCP State", .uint8),
        157: flag("bulk_lease.data_source", "Data Source"),
        161: text("mudurl", "MUDURL"),
        209: text("pxe_config_file", "PXELINUX configuration file"),
        210: text("pxe_path_prefix", "PXELINUX path prefix"),
        211: row("value.uint", "Value", .uint32, .units("s")),
        212: special("6RD", "6RD"),
        249: special("classless_static_route", "Classless Static Route"),
        252: text("private_proxy_autodiscovery", "Proxy autodiscovery"),
    ]

    private static func row(
        _ name: String, _ label: String, _ form: DHCPOptionField.Form, _ style: NumberStyle = .decimal
    ) -> DHCPOptionField { DHCPOptionField("dhcp.option." + name, label, form, style) }

    private static func address(_ name: String, _ label: String) -> DHCPOptionField { row(name, label, .ipv4) }
    private static func addresses(_ name: String, _ label: String) -> DHCPOptionField { row(name, label, .ipv4List) }
    private static func text(_ name: String, _ label: String) -> DHCPOptionField { row(name, label, .text) }
    private static func flag(_ name: String, _ label: String) -> DHCPOptionField { row(name, label, .flag) }
    private static func special(_ name: String, _ label: String) -> DHCPOptionField { row(name, label, .special) }
    private static func seconds(_ name: String, _ label: String) -> DHCPOptionField {
        row(name, label, .uint32, .units("s"))
    }
    private static func pairs(
        _ name: String, _ label: String, _ second: String, _ secondLabel: String
    ) -> DHCPOptionField { row(name, label, .ipv4Pairs("dhcp.option." + second, secondLabel)) }
}
