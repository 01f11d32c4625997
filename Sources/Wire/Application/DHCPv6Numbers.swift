// A table.

/// What a message is about (IANA "DHCPv6 Message Types").
public struct DHCPv6MessageType: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let solicit = DHCPv6MessageType(rawValue: 1)
    public static let advertise = DHCPv6MessageType(rawValue: 2)
    public static let request = DHCPv6MessageType(rawValue: 3)
    public static let reply = DHCPv6MessageType(rawValue: 7)
    public static let relayForward = DHCPv6MessageType(rawValue: 12)
    public static let relayReply = DHCPv6MessageType(rawValue: 13)
    public static let dhcpv4Query = DHCPv6MessageType(rawValue: 20)
    public static let dhcpv4Response = DHCPv6MessageType(rawValue: 21)

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(1, "Solicit", "RFC 8415"),
        Assignment(2, "Advertise", "RFC 8415"),
        Assignment(3, "Request", "RFC 8415"),
        Assignment(4, "Confirm", "RFC 8415"),
        Assignment(5, "Renew", "RFC 8415"),
        Assignment(6, "Rebind", "RFC 8415"),
        Assignment(7, "Reply", "RFC 8415"),
        Assignment(8, "Release", "RFC 8415"),
        Assignment(9, "Decline", "RFC 8415"),
        Assignment(10, "Reconfigure", "RFC 8415"),
        Assignment(11, "Information-request", "RFC 8415"),
        Assignment(12, "Relay-forward", "RFC 8415"),
        Assignment(13, "Relay-reply", "RFC 8415"),
        Assignment(14, "Leasequery", "RFC 5007"),
        Assignment(15, "Leasequery-reply", "RFC 5007"),
        Assignment(16, "Leasequery-done", "RFC 5460"),
        Assignment(17, "Leasequery-data", "RFC 5460"),
        Assignment(18, "Reconfigure-request", "RFC 6977"),
        Assignment(19, "Reconfigure-reply", "RFC 6977"),
        Assignment(20, "DHCPv4-query", "RFC 7341"),
        Assignment(21, "DHCPv4-response", "RFC 7341"),
        Assignment(22, "Active Leasequery", "RFC 7653"),
        Assignment(23, "STARTTLS", "RFC 7653"),
        Assignment(24, "Binding Update", "RFC 8156"),
        Assignment(25, "Binding Reply", "RFC 8156"),
        Assignment(26, "Pool Request", "RFC 8156"),
        Assignment(27, "Pool Response", "RFC 8156"),
        Assignment(28, "Update Request", "RFC 8156"),
        Assignment(29, "Update Request All", "RFC 8156"),
        Assignment(30, "Update Done", "RFC 8156"),
        Assignment(31, "Connect", "RFC 8156"),
        Assignment(32, "Connect-reply", "RFC 8156"),
        Assignment(33, "Disconnect", "RFC 8156"),
        Assignment(34, "State", "RFC 8156"),
        Assignment(35, "Contact", "RFC 8156"),
        Assignment(36, "Address Registration Inform", "RFC 9686"),
        Assignment(37, "Address Registration Reply", "RFC 9686"),
    ]
}

/// How it went (IANA "DHCPv6 Status Codes").
public struct DHCPv6StatusCode: AssignedNumber {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let success = DHCPv6StatusCode(rawValue: 0)

    public static let assignments: [Assignment<UInt16>] = [
        Assignment(0, "Success", "RFC 8415"),
        Assignment(1, "UnspecFail", "RFC 8415"),
        Assignment(2, "NoAddrsAvail", "RFC 8415"),
        Assignment(3, "NoBinding", "RFC 8415"),
        Assignment(4, "NotOnLink", "RFC 8415"),
        Assignment(5, "UseMulticast", "RFC 8415"),
        Assignment(6, "NoPrefixAvail", "RFC 8415"),
        Assignment(7, "UnknownQueryType", "RFC 5007"),
        Assignment(8, "MalformedQuery", "RFC 5007"),
        Assignment(9, "NotConfigured", "RFC 5007"),
        Assignment(10, "NotAllowed", "RFC 5007"),
        Assignment(11, "QueryTerminated", "RFC 5460"),
        Assignment(12, "DataMissing", "RFC 7653"),
        Assignment(13, "CatchUpComplete", "RFC 7653"),
        Assignment(14, "NotSupported", "RFC 7653"),
        Assignment(15, "TLSConnectionRefused", "RFC 7653"),
        Assignment(16, "AddressInUse", "RFC 8156"),
        Assignment(17, "ConfigurationConflict", "RFC 8156"),
        Assignment(18, "MissingBindingInformation", "RFC 8156"),
        Assignment(19, "OutdatedBindingInformation", "RFC 8156"),
        Assignment(20, "ServerShuttingDown", "RFC 8156"),
        Assignment(21, "DNSUpdateNotSupported", "RFC 8156"),
        Assignment(22, "ExcessiveTimeSkew", "RFC 8156"),
    ]
}

/// An option of DHCPv6 (IANA "DHCPv6 Option Codes").
public struct DHCPv6OptionCode: AssignedNumber {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let clientIdentifier = DHCPv6OptionCode(rawValue: 1)
    public static let serverIdentifier = DHCPv6OptionCode(rawValue: 2)
    public static let nonTemporaryAssociation = DHCPv6OptionCode(rawValue: 3)
    public static let temporaryAssociation = DHCPv6OptionCode(rawValue: 4)
    public static let address = DHCPv6OptionCode(rawValue: 5)
    public static let optionRequest = DHCPv6OptionCode(rawValue: 6)
    public static let elapsedTime = DHCPv6OptionCode(rawValue: 8)
    public static let relayMessage = DHCPv6OptionCode(rawValue: 9)
    public static let statusCode = DHCPv6OptionCode(rawValue: 13)
    public static let userClass = DHCPv6OptionCode(rawValue: 15)
    public static let vendorClass = DHCPv6OptionCode(rawValue: 16)
    public static let vendorInformation = DHCPv6OptionCode(rawValue: 17)
    public static let dnsServers = DHCPv6OptionCode(rawValue: 23)
    public static let domainSearch = DHCPv6OptionCode(rawValue: 24)
    public static let prefixAssociation = DHCPv6OptionCode(rawValue: 25)
    public static let prefix = DHCPv6OptionCode(rawValue: 26)
    public static let clientFQDN = DHCPv6OptionCode(rawValue: 39)
    public static let dhcpv4Message = DHCPv6OptionCode(rawValue: 87)

    public static let assignments: [Assignment<UInt16>] = [
        Assignment(1, "Client Identifier", "RFC 8415"),
        Assignment(2, "Server Identifier", "RFC 8415"),
        Assignment(3, "IA_NA", "RFC 8415"),
        Assignment(4, "IA_TA", "RFC 8415"),
        Assignment(5, "IA Address", "RFC 8415"),
        Assignment(6, "Option Request", "RFC 8415"),
        Assignment(7, "Preference", "RFC 8415"),
        Assignment(8, "Elapsed Time", "RFC 8415"),
        Assignment(9, "Relay Message", "RFC 8415"),
        Assignment(11, "Authentication", "RFC 8415"),
        Assignment(12, "Server Unicast", "RFC 8415"),
        Assignment(13, "Status Code", "RFC 8415"),
        Assignment(14, "Rapid Commit", "RFC 8415"),
        Assignment(15, "User Class", "RFC 8415"),
        Assignment(16, "Vendor Class", "RFC 8415"),
        Assignment(17, "Vendor-Specific Information", "RFC 8415"),
        Assignment(18, "Interface-Id", "RFC 8415"),
        Assignment(19, "Reconfigure Message", "RFC 8415"),
        Assignment(20, "Reconfigure Accept", "RFC 8415"),
        Assignment(21, "SIP Server Domain Names", "RFC 3319"),
        Assignment(22, "SIP Server Addresses", "RFC 3319"),
        Assignment(23, "DNS Servers", "RFC 3646"),
        Assignment(24, "Domain Search List", "RFC 3646"),
        Assignment(25, "IA_PD", "RFC 8415"),
        Assignment(26, "IA Prefix", "RFC 8415"),
        Assignment(27, "NIS Servers", "RFC 3898"),
        Assignment(28, "NIS+ Servers", "RFC 3898"),
        Assignment(29, "NIS Domain Name", "RFC 3898"),
        Assignment(30, "NIS+ Domain Name", "RFC 3898"),
        Assignment(31, "SNTP Servers", "RFC 4075"),
        Assignment(32, "Information Refresh Time", "RFC 8415"),
        Assignment(33, "BCMCS Server Domain Names", "RFC 4280"),
        Assignment(34, "BCMCS Server Addresses", "RFC 4280"),
        Assignment(36, "Civic Location", "RFC 4776"),
        Assignment(37, "Remote-ID", "RFC 4649"),
        Assignment(38, "Subscriber-ID", "RFC 4580"),
        Assignment(39, "Client FQDN", "RFC 4704"),
        Assignment(40, "PANA Agents", "RFC 5192"),
        Assignment(41, "POSIX Time Zone", "RFC 4833"),
        Assignment(42, "TZ Database Time Zone", "RFC 4833"),
        Assignment(43, "Echo Request", "RFC 4994"),
        Assignment(44, "Leasequery Query", "RFC 5007"),
        Assignment(45, "Leasequery Client Data", "RFC 5007"),
        Assignment(46, "Client Last Transaction Time", "RFC 5007"),
        Assignment(47, "Leasequery Relay Data", "RFC 5007"),
        Assignment(48, "Leasequery Client Link", "RFC 5007"),
        Assignment(49, "MIPv6 Home Network Identifier", "RFC 6610"),
        Assignment(50, "MIPv6 Visited Home Network", "RFC 6610"),
        Assignment(51, "LoST Server", "RFC 5223"),
        Assignment(52, "CAPWAP Access Controllers", "RFC 5417"),
        Assignment(53, "Relay-ID", "RFC 5460"),
        Assignment(54, "Mobility Server Addresses", "RFC 5678"),
        Assignment(55, "Mobility Server FQDN", "RFC 5678"),
        Assignment(56, "NTP Server", "RFC 5908"),
        Assignment(57, "Access Network Domain", "RFC 5986"),
        Assignment(58, "SIP UA Configuration Domains", "RFC 6011"),
        Assignment(59, "Boot File URL", "RFC 5970"),
        Assignment(60, "Boot File Parameters", "RFC 5970"),
        Assignment(61, "Client System Architecture", "RFC 5970"),
        Assignment(62, "Client Network Interface", "RFC 5970"),
        Assignment(63, "Geographic Location", "RFC 6225"),
        Assignment(64, "AFTR Name", "RFC 6334"),
        Assignment(65, "ERP Local Domain Name", "RFC 6440"),
        Assignment(66, "Relay-Supplied Options", "RFC 6422"),
        Assignment(67, "Prefix Exclude", "RFC 6603"),
        Assignment(68, "Virtual Subnet Selection", "RFC 6607"),
        Assignment(69, "MIPv6 Identified Home Network", "RFC 6610"),
        Assignment(70, "MIPv6 Unrestricted Home Network", "RFC 6610"),
        Assignment(71, "MIPv6 Home Network Prefix", "RFC 6610"),
        Assignment(72, "MIPv6 Home Agent Address", "RFC 6610"),
        Assignment(73, "MIPv6 Home Agent FQDN", "RFC 6610"),
        Assignment(74, "RDNSS Selection", "RFC 6731"),
        Assignment(75, "Kerberos Principal Name", "RFC 6784"),
        Assignment(76, "Kerberos Realm Name", "RFC 6784"),
        Assignment(77, "Kerberos Default Realm Name", "RFC 6784"),
        Assignment(78, "Kerberos KDC", "RFC 6784"),
        Assignment(79, "Client Link-Layer Address", "RFC 6939"),
        Assignment(80, "Link Address", "RFC 6977"),
        Assignment(81, "RADIUS", "RFC 7037"),
        Assignment(82, "SOL_MAX_RT", "RFC 8415"),
        Assignment(83, "INF_MAX_RT", "RFC 8415"),
        Assignment(84, "Address Selection", "RFC 7078"),
        Assignment(85, "Address Selection Policy Table", "RFC 7078"),
        Assignment(86, "PCP Servers", "RFC 7291"),
        Assignment(87, "DHCPv4 Message", "RFC 7341"),
        Assignment(88, "DHCP 4o6 Servers", "RFC 7341"),
        Assignment(89, "S46 Rule", "RFC 7598"),
        Assignment(90, "S46 Border Relay", "RFC 7598"),
        Assignment(91, "S46 Default Mapping Rule", "RFC 7598"),
        Assignment(92, "S46 IPv4/IPv6 Binding", "RFC 7598"),
        Assignment(93, "S46 Port Parameters", "RFC 7598"),
        Assignment(94, "S46 MAP-E Container", "RFC 7598"),
        Assignment(95, "S46 MAP-T Container", "RFC 7598"),
        Assignment(96, "S46 Lightweight 4over6 Container", "RFC 7598"),
        Assignment(97, "4rd", "RFC 7600"),
        Assignment(98, "4rd Mapping Rule", "RFC 7600"),
        Assignment(99, "4rd Non-Mapping Rule", "RFC 7600"),
        Assignment(100, "Leasequery Base Time", "RFC 7653"),
        Assignment(101, "Leasequery Start Time", "RFC 7653"),
        Assignment(102, "Leasequery End Time", "RFC 7653"),
        Assignment(103, "Captive Portal", "RFC 8910"),
        Assignment(104, "MPL Parameters", "RFC 7774"),
        Assignment(105, "Access Technology Type", "RFC 7839"),
        Assignment(106, "Access Network Name", "RFC 7839"),
        Assignment(107, "Access Point Name", "RFC 7839"),
        Assignment(108, "Access Point BSSID", "RFC 7839"),
        Assignment(109, "Operator Identifier", "RFC 7839"),
        Assignment(110, "Operator Realm", "RFC 7839"),
        Assignment(111, "S46 Priority", "RFC 8026"),
        Assignment(112, "Manufacturer Usage Description", "RFC 8520"),
        Assignment(113, "Multicast Prefix64", "RFC 8115"),
        Assignment(114, "Failover Binding Status", "RFC 8156"),
        Assignment(115, "Failover Connect Flags", "RFC 8156"),
        Assignment(116, "Failover DNS Removal", "RFC 8156"),
        Assignment(117, "Failover DNS Host Name", "RFC 8156"),
        Assignment(118, "Failover DNS Zone Name", "RFC 8156"),
        Assignment(119, "Failover DNS Flags", "RFC 8156"),
        Assignment(120, "Failover Expiration Time", "RFC 8156"),
        Assignment(121, "Failover Unacknowledged Updates", "RFC 8156"),
        Assignment(122, "Failover Maximum Client Lead Time", "RFC 8156"),
        Assignment(123, "Failover Partner Lifetime", "RFC 8156"),
        Assignment(124, "Failover Partner Lifetime Sent", "RFC 8156"),
        Assignment(125, "Failover Partner Down Time", "RFC 8156"),
        Assignment(126, "Failover Partner Raw Client Time", "RFC 8156"),
        Assignment(127, "Failover Protocol Version", "RFC 8156"),
        Assignment(128, "Failover Keepalive Time", "RFC 8156"),
        Assignment(129, "Failover Reconfigure Data", "RFC 8156"),
        Assignment(130, "Failover Relationship Name", "RFC 8156"),
        Assignment(131, "Failover Server Flags", "RFC 8156"),
        Assignment(132, "Failover Server State", "RFC 8156"),
        Assignment(133, "Failover Start Time of State", "RFC 8156"),
        Assignment(134, "Failover State Expiration Time", "RFC 8156"),
        Assignment(135, "Relay Source Port", "RFC 8357"),
        Assignment(136, "SZTP Redirect", "RFC 8572"),
        Assignment(137, "S46 Bind IPv6 Prefix", "RFC 8539"),
        Assignment(138, "IA_LL", "RFC 8947"),
        Assignment(139, "Link-Layer Addresses", "RFC 8947"),
        Assignment(140, "SLAP Quadrant", "RFC 8948"),
        Assignment(141, "DOTS Reference Identifier", "RFC 8973"),
        Assignment(142, "DOTS Addresses", "RFC 8973"),
        Assignment(143, "ANDSF Addresses", "RFC 6153"),
        Assignment(144, "Encrypted DNS Server", "RFC 9463"),
        Assignment(145, "Registered Domain", "RFC 9527"),
        Assignment(146, "Forward Distribution Manager", "RFC 9527"),
        Assignment(147, "Reverse Distribution Manager", "RFC 9527"),
        Assignment(148, "Address Registration Enable", "RFC 9686"),
    ]
}
