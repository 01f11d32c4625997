/// The protocol that an IPv4 datagram carries, or the next header of IPv6
/// (IANA "Assigned Internet Protocol Numbers").
public struct IPProtocol: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let hopByHop = IPProtocol(rawValue: 0)
    public static let icmp = IPProtocol(rawValue: 1)
    public static let tcp = IPProtocol(rawValue: 6)
    public static let udp = IPProtocol(rawValue: 17)
    public static let icmpv6 = IPProtocol(rawValue: 58)

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "HOPOPT", "RFC 8200"),
        Assignment(1, "ICMP", "RFC 792"),
        Assignment(6, "TCP", "RFC 9293"),
        Assignment(17, "UDP", "RFC 768"),
        Assignment(58, "ICMPv6", "RFC 8200"),
    ]
}
