/// The type of an ICMPv6 message (IANA "ICMPv6 "type" Numbers"). Errors lie below 128 (RFC 4443 section 2.1).
public struct ICMPv6Type: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let destinationUnreachable = ICMPv6Type(rawValue: 1)
    public static let packetTooBig = ICMPv6Type(rawValue: 2)
    public static let timeExceeded = ICMPv6Type(rawValue: 3)
    public static let parameterProblem = ICMPv6Type(rawValue: 4)
    public static let echoRequest = ICMPv6Type(rawValue: 128)
    public static let echoReply = ICMPv6Type(rawValue: 129)
    public static let multicastListenerQuery = ICMPv6Type(rawValue: 130)
    public static let multicastListenerReport = ICMPv6Type(rawValue: 131)
    public static let multicastListenerDone = ICMPv6Type(rawValue: 132)
    public static let routerSolicitation = ICMPv6Type(rawValue: 133)
    public static let routerAdvertisement = ICMPv6Type(rawValue: 134)
    public static let neighborSolicitation = ICMPv6Type(rawValue: 135)
    public static let neighborAdvertisement = ICMPv6Type(rawValue: 136)
    public static let redirect = ICMPv6Type(rawValue: 137)
    public static let multicastListenerReportV2 = ICMPv6Type(rawValue: 143)
    public static let extendedEchoRequest = ICMPv6Type(rawValue: 160)
    public static let extendedEchoReply = ICMPv6Type(rawValue: 161)

    /// Whether the message reports an error and quotes the packet that caused it.
    @inlinable public var isError: Bool { rawValue < 128 }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "Reserved", "RFC 4443"),
        Assignment(1, "Destination Unreachable", "RFC 4443"),
        Assignment(2, "Packet Too Big", "RFC 4443"),
        Assignment(3, "Time Exceeded", "RFC 4443"),
        Assignment(4, "Parameter Problem", "RFC 4443"),
        Assignment(100, "Private Experimentation", "RFC 4443"),
        Assignment(101, "Private Experimentation", "RFC 4443"),
        Assignment(127, "Reserved for Expansion of Error Messages", "RFC 4443"),
        Assignment(128, "Echo Request", "RFC 4443"),
        Assignment(129, "Echo Reply", "RFC 4443"),
        Assignment(130, "Multicast Listener Query", "RFC 2710"),
        Assignment(131, "Multicast Listener Report", "RFC 2710"),
        Assignment(132, "Multicast Listener Done", "RFC 2710"),
        Assignment(133, "Router Solicitation", "RFC 4861"),
        Assignment(134, "Router Advertisement", "RFC 4861"),
        Assignment(135, "Neighbor Solicitation", "RFC 4861"),
        Assignment(136, "Neighbor Advertisement", "RFC 4861"),
        Assignment(137, "Redirect", "RFC 4861"),
        Assignment(138, "Router Renumbering", "RFC 2894"),
        Assignment(139, "Node Information Query", "RFC 4620"),
        Assignment(140, "Node Information Response", "RFC 4620"),
        Assignment(141, "Inverse Neighbor Discovery Solicitation", "RFC 3122"),
        Assignment(142, "Inverse Neighbor Discovery Advertisement", "RFC 3122"),
        Assignment(143, "Version 2 Multicast Listener Report", "RFC 3810"),
        Assignment(144, "Home Agent Address Discovery Request", "RFC 6275"),
        Assignment(145, "Home Agent Address Discovery Reply", "RFC 6275"),
        Assignment(146, "Mobile Prefix Solicitation", "RFC 6275"),
        Assignment(147, "Mobile Prefix Advertisement", "RFC 6275"),
        Assignment(148, "Certification Path Solicitation", "RFC 3971"),
        Assignment(149, "Certification Path Advertisement", "RFC 3971"),
        Assignment(150, "Experimental Mobility", "RFC 4065"),
        Assignment(151, "Multicast Router Advertisement", "RFC 4286"),
        Assignment(152, "Multicast Router Solicitation", "RFC 4286"),
        Assignment(153, "Multicast Router Termination", "RFC 4286"),
        Assignment(154, "FMIPv6", "RFC 5568"),
        Assignment(155, "RPL Control", "RFC 6550"),
        Assignment(156, "ILNPv6 Locator Update", "RFC 6743"),
        Assignment(157, "Duplicate Address Request", "RFC 6775"),
        Assignment(158, "Duplicate Address Confirmation", "RFC 6775"),
        Assignment(159, "MPL Control", "RFC 7731"),
        Assignment(160, "Extended Echo Request", "RFC 8335"),
        Assignment(161, "Extended Echo Reply", "RFC 8335"),
        Assignment(200, "Private Experimentation", "RFC 4443"),
        Assignment(201, "Private Experimentation", "RFC 4443"),
        Assignment(255, "Reserved for Expansion of Informational Messages", "RFC 4443"),
    ]
}

/// What an ICMPv6 message is about: its type and code together.
public struct ICMPv6Kind: ICMPKind {
    public let type: ICMPv6Type
    public let code: UInt8

    @inlinable public init(type: ICMPv6Type, code: UInt8) {
        self.type = type
        self.code = code
    }
}

extension ICMPv6Kind {
    /// The codes of every type that has any, in ascending order. A type that is not here has code 0 only, nameless.
    public static let codes: [ICMPCodeAssignment] = [
        .init(1, 0, "No Route to Destination", "no route to destination", "RFC 4443"),
        .init(
            1, 1, "Communication with Destination Administratively Prohibited",
            "communication administratively prohibited", "RFC 4443"),
        .init(1, 2, "Beyond Scope of Source Address", "beyond scope of source address", "RFC 4443"),
        .init(1, 3, "Address Unreachable", "address unreachable", "RFC 4443"),
        .init(1, 4, "Port Unreachable", "port unreachable", "RFC 4443"),
        .init(
            1, 5, "Source Address Failed Ingress/Egress Policy", "source address failed ingress or egress policy",
            "RFC 4443"),
        .init(1, 6, "Reject Route to Destination", "route to destination rejected", "RFC 4443"),
        .init(1, 7, "Error in Source Routing Header", "error in source routing header", "RFC 6550"),
        .init(1, 8, "Headers Too Long", "headers too long", "RFC 8883"),
        .init(3, 0, "Hop Limit Exceeded in Transit", "hop limit exceeded in transit", "RFC 4443"),
        .init(3, 1, "Fragment Reassembly Time Exceeded", "fragment reassembly time exceeded", "RFC 4443"),
        .init(4, 0, "Erroneous Header Field Encountered", "header field in error", "RFC 4443"),
        .init(4, 1, "Unrecognized Next Header Type Encountered", "unrecognized next header type", "RFC 4443"),
        .init(4, 2, "Unrecognized IPv6 Option Encountered", "unrecognized IPv6 option", "RFC 4443"),
        .init(
            4, 3, "IPv6 First Fragment has Incomplete IPv6 Header Chain", "first fragment has incomplete header chain",
            "RFC 7112"),
        .init(4, 4, "SR Upper-layer Header Error", "segment routing upper-layer header error", "RFC 8754"),
        .init(
            4, 5, "Unrecognized Next Header Type Encountered by Intermediate Node",
            "next header type unrecognized by intermediate node", "RFC 8883"),
        .init(4, 6, "Extension Header Too Big", "extension header too big", "RFC 8883"),
        .init(4, 7, "Extension Header Chain Too Long", "extension header chain too long", "RFC 8883"),
        .init(4, 8, "Too Many Extension Headers", "too many extension headers", "RFC 8883"),
        .init(
            4, 9, "Too Many Options in Extension Header", "too many options in extension header", "RFC 8883"),
        .init(4, 10, "Option Too Big", "option too big", "RFC 8883"),
        .init(138, 0, "Router Renumbering Command", "router renumbering command", "RFC 2894"),
        .init(138, 1, "Router Renumbering Result", "router renumbering result", "RFC 2894"),
        .init(138, 255, "Sequence Number Reset", "router renumbering sequence number reset", "RFC 2894"),
        .init(139, 0, "Subject is an IPv6 Address", "node information query for an IPv6 address", "RFC 4620"),
        .init(139, 1, "Subject is a Name", "node information query for a name", "RFC 4620"),
        .init(139, 2, "Subject is an IPv4 Address", "node information query for an IPv4 address", "RFC 4620"),
        .init(140, 0, "Successful Reply", "node information reply", "RFC 4620"),
        .init(140, 1, "Responder Refuses to Supply the Answer", "node information refused", "RFC 4620"),
        .init(140, 2, "Qtype Unknown to the Responder", "node information query type unknown", "RFC 4620"),
        .init(155, 0, "DODAG Information Solicitation", "RPL DODAG information solicitation", "RFC 6550"),
        .init(155, 1, "DODAG Information Object", "RPL DODAG information object", "RFC 6550"),
        .init(155, 2, "Destination Advertisement Object", "RPL destination advertisement object", "RFC 6550"),
        .init(
            155, 3, "Destination Advertisement Object Acknowledgment",
            "RPL destination advertisement object acknowledgment", "RFC 6550"),
        .init(155, 4, "P2P Discovery Reply Object", "RPL point-to-point discovery reply", "RFC 6997"),
        .init(
            155, 5, "P2P Discovery Reply Object Acknowledgment",
            "RPL point-to-point discovery reply acknowledgment", "RFC 6997"),
        .init(155, 6, "Measurement Object", "RPL measurement object", "RFC 6998"),
        .init(155, 7, "Destination Cleanup Object", "RPL destination cleanup object", "RFC 9009"),
        .init(
            155, 8, "Destination Cleanup Object Acknowledgment", "RPL destination cleanup object acknowledgment",
            "RFC 9009"),
        .init(
            155, 0x80, "Secure DODAG Information Solicitation", "RPL secure DODAG information solicitation",
            "RFC 6550"),
        .init(155, 0x81, "Secure DODAG Information Object", "RPL secure DODAG information object", "RFC 6550"),
        .init(
            155, 0x82, "Secure Destination Advertisement Object", "RPL secure destination advertisement object",
            "RFC 6550"),
        .init(
            155, 0x83, "Secure Destination Advertisement Object Acknowledgment",
            "RPL secure destination advertisement object acknowledgment", "RFC 6550"),
        .init(
            155, 0x84, "Secure P2P Discovery Reply Object", "RPL secure point-to-point discovery reply", "RFC 6997"),
        .init(
            155, 0x85, "Secure P2P Discovery Reply Object Acknowledgment",
            "RPL secure point-to-point discovery reply acknowledgment", "RFC 6997"),
        .init(155, 0x86, "Secure Measurement Object", "RPL secure measurement object", "RFC 6998"),
        .init(155, 0x87, "Secure Destination Cleanup Object", "RPL secure destination cleanup object", "RFC 9009"),
        .init(
            155, 0x88, "Secure Destination Cleanup Object Acknowledgment",
            "RPL secure destination cleanup object acknowledgment", "RFC 9009"),
        .init(155, 0x8A, "Consistency Check", "RPL consistency check", "RFC 6550"),
        .init(160, 0, "No Error", "extended echo request", "RFC 8335"),
        .init(161, 0, "No Error", "extended echo reply", "RFC 8335"),
        .init(161, 1, "Malformed Query", "malformed query", "RFC 8335"),
        .init(161, 2, "No Such Interface", "no such interface", "RFC 8335"),
        .init(161, 3, "No Such Table Entry", "no such table entry", "RFC 8335"),
        .init(161, 4, "Multiple Interfaces Satisfy Query", "multiple interfaces satisfy query", "RFC 8335"),
    ]
}
