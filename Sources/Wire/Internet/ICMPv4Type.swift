/// The type of an ICMP message (IANA "ICMP Type Numbers").
public struct ICMPv4Type: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let echoReply = ICMPv4Type(rawValue: 0)
    public static let destinationUnreachable = ICMPv4Type(rawValue: 3)
    public static let sourceQuench = ICMPv4Type(rawValue: 4)
    public static let redirect = ICMPv4Type(rawValue: 5)
    public static let echoRequest = ICMPv4Type(rawValue: 8)
    public static let routerAdvertisement = ICMPv4Type(rawValue: 9)
    public static let routerSolicitation = ICMPv4Type(rawValue: 10)
    public static let timeExceeded = ICMPv4Type(rawValue: 11)
    public static let parameterProblem = ICMPv4Type(rawValue: 12)
    public static let timestampRequest = ICMPv4Type(rawValue: 13)
    public static let timestampReply = ICMPv4Type(rawValue: 14)
    public static let informationRequest = ICMPv4Type(rawValue: 15)
    public static let informationReply = ICMPv4Type(rawValue: 16)
    public static let addressMaskRequest = ICMPv4Type(rawValue: 17)
    public static let addressMaskReply = ICMPv4Type(rawValue: 18)
    public static let extendedEchoRequest = ICMPv4Type(rawValue: 42)
    public static let extendedEchoReply = ICMPv4Type(rawValue: 43)

    /// Whether the message reports an error and quotes the datagram that caused it (RFC 1122 section 3.2.2).
    @inlinable public var isError: Bool {
        switch rawValue {
        case 3, 4, 5, 11, 12: true
        default: false
        }
    }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "Echo Reply", "RFC 792"),
        Assignment(3, "Destination Unreachable", "RFC 792"),
        Assignment(4, "Source Quench", "RFC 792, deprecated by RFC 6633"),
        Assignment(5, "Redirect", "RFC 792"),
        Assignment(6, "Alternate Host Address", "deprecated by RFC 6918"),
        Assignment(8, "Echo Request", "RFC 792"),
        Assignment(9, "Router Advertisement", "RFC 1256"),
        Assignment(10, "Router Solicitation", "RFC 1256"),
        Assignment(11, "Time Exceeded", "RFC 792"),
        Assignment(12, "Parameter Problem", "RFC 792"),
        Assignment(13, "Timestamp", "RFC 792"),
        Assignment(14, "Timestamp Reply", "RFC 792"),
        Assignment(15, "Information Request", "RFC 792, deprecated by RFC 6918"),
        Assignment(16, "Information Reply", "RFC 792, deprecated by RFC 6918"),
        Assignment(17, "Address Mask Request", "RFC 950, deprecated by RFC 6918"),
        Assignment(18, "Address Mask Reply", "RFC 950, deprecated by RFC 6918"),
        Assignment(19, "Reserved for Security", "IANA"),
        Assignment(30, "Traceroute", "RFC 1393, deprecated by RFC 6918"),
        Assignment(31, "Datagram Conversion Error", "RFC 1475, deprecated by RFC 6918"),
        Assignment(32, "Mobile Host Redirect", "deprecated by RFC 6918"),
        Assignment(33, "IPv6 Where-Are-You", "deprecated by RFC 6918"),
        Assignment(34, "IPv6 I-Am-Here", "deprecated by RFC 6918"),
        Assignment(35, "Mobile Registration Request", "deprecated by RFC 6918"),
        Assignment(36, "Mobile Registration Reply", "deprecated by RFC 6918"),
        Assignment(37, "Domain Name Request", "RFC 1788, deprecated by RFC 6918"),
        Assignment(38, "Domain Name Reply", "RFC 1788, deprecated by RFC 6918"),
        Assignment(39, "SKIP", "deprecated by RFC 6918"),
        Assignment(40, "Photuris", "RFC 2521"),
        Assignment(41, "Experimental Mobility", "RFC 4065"),
        Assignment(42, "Extended Echo Request", "RFC 8335"),
        Assignment(43, "Extended Echo Reply", "RFC 8335"),
        Assignment(253, "RFC3692-style Experiment 1", "RFC 4727"),
        Assignment(254, "RFC3692-style Experiment 2", "RFC 4727"),
        Assignment(255, "Reserved", "IANA"),
    ]
}

/// What an ICMP message is about: its type and code together.
public struct ICMPv4Kind: ICMPKind {
    public let type: ICMPv4Type
    public let code: UInt8

    @inlinable public init(type: ICMPv4Type, code: UInt8) {
        self.type = type
        self.code = code
    }
}

extension ICMPv4Kind {
    /// The codes of every type that has any, in ascending order. A type that is not here has code 0 only, nameless.
    public static let codes: [ICMPCodeAssignment] = [
        .init(3, 0, "Network Unreachable", "network unreachable", "RFC 792"),
        .init(3, 1, "Host Unreachable", "host unreachable", "RFC 792"),
        .init(3, 2, "Protocol Unreachable", "protocol unreachable", "RFC 792"),
        .init(3, 3, "Port Unreachable", "port unreachable", "RFC 792"),
        .init(3, 4, "Fragmentation Needed and Don't Fragment was Set", "fragmentation needed", "RFC 792"),
        .init(3, 5, "Source Route Failed", "source route failed", "RFC 792"),
        .init(3, 6, "Destination Network Unknown", "destination network unknown", "RFC 1122"),
        .init(3, 7, "Destination Host Unknown", "destination host unknown", "RFC 1122"),
        .init(3, 8, "Source Host Isolated", "source host isolated", "RFC 1122"),
        .init(
            3, 9, "Communication with Destination Network is Administratively Prohibited",
            "communication with network administratively prohibited", "RFC 1122"),
        .init(
            3, 10, "Communication with Destination Host is Administratively Prohibited",
            "communication with host administratively prohibited", "RFC 1122"),
        .init(
            3, 11, "Destination Network Unreachable for Type of Service",
            "network unreachable for type of service", "RFC 1122"),
        .init(
            3, 12, "Destination Host Unreachable for Type of Service", "host unreachable for type of service",
            "RFC 1122"),
        .init(
            3, 13, "Communication Administratively Prohibited", "communication administratively prohibited",
            "RFC 1812"),
        .init(3, 14, "Host Precedence Violation", "host precedence violation", "RFC 1812"),
        .init(3, 15, "Precedence Cutoff in Effect", "precedence cutoff in effect", "RFC 1812"),
        .init(5, 0, "Redirect Datagram for the Network", "redirect for network", "RFC 792"),
        .init(5, 1, "Redirect Datagram for the Host", "redirect for host", "RFC 792"),
        .init(
            5, 2, "Redirect Datagram for the Type of Service and Network", "redirect for type of service and network",
            "RFC 792"),
        .init(
            5, 3, "Redirect Datagram for the Type of Service and Host", "redirect for type of service and host",
            "RFC 792"),
        .init(6, 0, "Alternate Address for Host", "alternate address for host", "deprecated by RFC 6918"),
        .init(9, 0, "Normal Router Advertisement", "router advertisement", "RFC 5944"),
        .init(
            9, 16, "Does Not Route Common Traffic", "router advertisement, does not route common traffic", "RFC 5944"),
        .init(11, 0, "Time to Live Exceeded in Transit", "time to live exceeded in transit", "RFC 792"),
        .init(11, 1, "Fragment Reassembly Time Exceeded", "fragment reassembly time exceeded", "RFC 792"),
        .init(12, 0, "Pointer Indicates the Error", "header field in error", "RFC 792"),
        .init(12, 1, "Missing a Required Option", "required option missing", "RFC 1108"),
        .init(12, 2, "Bad Length", "bad length", "RFC 1108"),
        .init(30, 0, "Outbound Packet Successfully Forwarded", "traceroute packet forwarded", "RFC 1393"),
        .init(30, 1, "No Route for Outbound Packet", "no route for traceroute packet", "RFC 1393"),
        .init(31, 0, "Unknown or Unspecified Error", "datagram conversion error", "RFC 1475"),
        .init(31, 1, "Don't Convert Option Present", "don't convert option present", "RFC 1475"),
        .init(31, 2, "Unknown Mandatory Option Present", "unknown mandatory option present", "RFC 1475"),
        .init(31, 3, "Known Unsupported Option Present", "known unsupported option present", "RFC 1475"),
        .init(31, 4, "Unsupported Transport Protocol", "unsupported transport protocol", "RFC 1475"),
        .init(31, 5, "Overall Length Exceeded", "overall length exceeded", "RFC 1475"),
        .init(31, 6, "IP Header Length Exceeded", "IP header length exceeded", "RFC 1475"),
        .init(31, 7, "Transport Protocol Above 255", "transport protocol above 255", "RFC 1475"),
        .init(31, 8, "Port Conversion Out of Range", "port conversion out of range", "RFC 1475"),
        .init(31, 9, "Transport Header Length Exceeded", "transport header length exceeded", "RFC 1475"),
        .init(31, 10, "32-Bit Rollover Missing and ACK Set", "32-bit rollover missing and ACK set", "RFC 1475"),
        .init(
            31, 11, "Unknown Mandatory Transport Option Present", "unknown mandatory transport option present",
            "RFC 1475"),
        .init(40, 0, "Bad SPI", "bad security parameters index", "RFC 2521"),
        .init(40, 1, "Authentication Failed", "authentication failed", "RFC 2521"),
        .init(40, 2, "Decompression Failed", "decompression failed", "RFC 2521"),
        .init(40, 3, "Decryption Failed", "decryption failed", "RFC 2521"),
        .init(40, 4, "Need Authentication", "authentication needed", "RFC 2521"),
        .init(40, 5, "Need Authorization", "authorization needed", "RFC 2521"),
        .init(42, 0, "No Error", "extended echo request", "RFC 8335"),
        .init(43, 0, "No Error", "extended echo reply", "RFC 8335"),
        .init(43, 1, "Malformed Query", "malformed query", "RFC 8335"),
        .init(43, 2, "No Such Interface", "no such interface", "RFC 8335"),
        .init(43, 3, "No Such Table Entry", "no such table entry", "RFC 8335"),
        .init(43, 4, "Multiple Interfaces Satisfy Query", "multiple interfaces satisfy query", "RFC 8335"),
    ]
}
