import Wire

/// What several routers are together, as a MAC address tells that it belongs to none of them alone.
public struct VirtualRouter: Hashable, Sendable {
    public enum Redundancy: String, Hashable, Sendable {
        /// RFC 9568 section 7.3; CARP's addresses are the same.
        case vrrp = "VRRP"
        /// RFC 2281, and Cisco's second version of it.
        case hsrp = "HSRP"
        /// Cisco's, whose routers answer for one address with several MAC addresses.
        case glbp = "GLBP"
    }

    public let redundancy: Redundancy
    public let group: Int

    /// Nil for an address that a single host has.
    public init?(_ mac: MACAddress) {
        let number = mac.rawValue
        switch (number >> 8, number >> 12, number >> 18) {
        case (0x00_005E_0001, _, _), (0x00_005E_0002, _, _): (redundancy, group) = (.vrrp, Int(number & 0xFF))
        case (0x00_000C_07AC, _, _): (redundancy, group) = (.hsrp, Int(number & 0xFF))
        case (_, 0x0_0000_C9FF, _), (_, 0x0_0057_3A00, _): (redundancy, group) = (.hsrp, Int(number & 0xFFF))
        case (_, _, 0x0007_B4 << 6): (redundancy, group) = (.glbp, Int(number >> 8 & 0x3FF))
        default: return nil
        }
    }
}
