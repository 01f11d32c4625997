// A table.

/// How the value of an option of DHCPv6 stands there, and what it is called: under Wireshark's name where that has one.
@usableFromInline
struct DHCPv6OptionField: Sendable {
    @usableFromInline
    enum Form: Hashable, Sendable {
        case uint8, uint16, uint32
        /// Codes of options, of two bytes each.
        case codes
        case ipv6, ipv6List
        case text, bytes
        /// Names as DNS has them, uncompressed.
        case domains
        case uniqueIdentifier
        /// Something of its own.
        case special
    }

    @usableFromInline let name: String
    @usableFromInline let label: String
    @usableFromInline let form: Form
    @usableFromInline let style: NumberStyle

    init(_ name: String, _ label: String, _ form: Form, _ style: NumberStyle = .decimal) {
        self.name = "dhcpv6." + name
        self.label = label
        self.form = form
        self.style = style
    }
}

extension DHCPv6OptionCode {
    /// Nil where the value can only be shown as bytes.
    @usableFromInline var field: DHCPv6OptionField? { Self.fields[rawValue] }

    /// After how many bytes of the value options of its own follow; nil where none do.
    @usableFromInline var innerOptionsOffset: Int? {
        switch rawValue {
        case 3, 25: 12
        case 4: 4
        case 5: 24
        case 26: 25
        case 45, 66, 94, 95, 96: 0
        default: nil
        }
    }

    private static let fields: [UInt16: DHCPv6OptionField] = [
        1: DHCPv6OptionField("duid", "DUID", .uniqueIdentifier),
        2: DHCPv6OptionField("duid", "DUID", .uniqueIdentifier),
        3: DHCPv6OptionField("iaid", "IA_NA", .special),
        4: DHCPv6OptionField("iata", "IA_TA", .special),
        5: DHCPv6OptionField("iaaddr", "IA Address", .special),
        6: DHCPv6OptionField("requested_option_code", "Requested Option code", .codes),
        7: DHCPv6OptionField("option_preference", "Pref-value", .uint8),
        8: DHCPv6OptionField("elapsed_time", "Elapsed time", .special),
        9: DHCPv6OptionField("relay", "Relay Message", .special),
        11: DHCPv6OptionField("auth", "Authentication", .special),
        12: DHCPv6OptionField("unicast", "IPv6 address", .ipv6),
        13: DHCPv6OptionField("status_code", "Status Code", .special),
        15: DHCPv6OptionField("userclass", "User Class", .special),
        16: DHCPv6OptionField("vendorclass", "Vendor Class", .special),
        17: DHCPv6OptionField("vendoropts", "Vendor Options", .special),
        18: DHCPv6OptionField("interface_id", "Interface-ID", .bytes),
        19: DHCPv6OptionField("reconf_msg", "Reconfigure message type", .special),
        21: DHCPv6OptionField("sip_server_domain_search_fqdn", "SIP Server Domain Search FQDN", .domains),
        22: DHCPv6OptionField("sip_server_a", "SIP server address", .ipv6List),
        23: DHCPv6OptionField("dns_server", "DNS server address", .ipv6List),
        24: DHCPv6OptionField("search_list_entry", "List entry", .domains),
        25: DHCPv6OptionField("iaid", "IA_PD", .special),
        26: DHCPv6OptionField("iaprefix", "IA Prefix", .special),
        27: DHCPv6OptionField("nis_server", "NIS server address", .ipv6List),
        28: DHCPv6OptionField("nisp_server", "NISP server address", .ipv6List),
        29: DHCPv6OptionField("nis_fqdn", "NIS FQDN", .domains),
        30: DHCPv6OptionField("nisp_fqdn", "NISP FQDN", .domains),
        31: DHCPv6OptionField("sntp_server", "SNTP server address", .ipv6List),
        32: DHCPv6OptionField("lifetime", "Lifetime", .uint32, .units("s")),
        33: DHCPv6OptionField("bcmcs_server_fqdn", "BCMCS server FQDN", .domains),
        34: DHCPv6OptionField("bcmcs_server_a", "BCMCS server address", .ipv6List),
        37: DHCPv6OptionField("remoteid", "Remote-ID", .special),
        38: DHCPv6OptionField("subscriber_id", "Subscriber-ID", .text),
        39: DHCPv6OptionField("client_domain", "Client Domain Name", .special),
        40: DHCPv6OptionField("pana_agent", "PANA agents address", .ipv6List),
        41: DHCPv6OptionField("timezone", "Time-zone", .text),
        42: DHCPv6OptionField("tzdb", "TZ-database", .text),
        43: DHCPv6OptionField("requested_option_code", "Requested Option code", .codes),
        46: DHCPv6OptionField("clt_time", "Clt_time", .uint32, .units("s")),
        48: DHCPv6OptionField("lq_client_link", "LQ client links address", .ipv6List),
        52: DHCPv6OptionField("capwap_ac_v6", "CAPWAP Access Controllers address", .ipv6List),
        53: DHCPv6OptionField("duid", "DUID", .uniqueIdentifier),
        56: DHCPv6OptionField("ntpserver", "NTP Server", .special),
        59: DHCPv6OptionField("bootfile_url", "Boot File URL", .text),
        61: DHCPv6OptionField("client_arch", "Client System Architecture", .special),
        64: DHCPv6OptionField("aftr_name", "DS-Lite AFTR Name", .domains),
        67: DHCPv6OptionField("pd_exclude", "Prefix Exclude", .special),
        79: DHCPv6OptionField("client_linklayer_addr", "Client Link-Layer Address", .special),
        82: DHCPv6OptionField("sol_max_rt", "SOL_MAX_RT", .uint32, .units("s")),
        83: DHCPv6OptionField("inf_max_rt", "INF_MAX_RT", .uint32, .units("s")),
        103: DHCPv6OptionField("captive_portal", "Captive Portal", .text),
        112: DHCPv6OptionField("mudurl", "MUDURL", .text),
        135: DHCPv6OptionField("relay_port", "Downstream Source Port", .uint16),
    ]
}
