/// How a packet wants to be queued: the upper six bits of what was once the Type of Service (RFC 2474, IANA
/// "Differentiated Services Field Codepoints").
public struct DSCP: AssignedNumber {
    public let rawValue: UInt8
    /// Keeps the low six bits.
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue & 0x3F }

    public static let bestEffort = DSCP(rawValue: 0)
    public static let lowerEffort = DSCP(rawValue: 1)
    public static let voiceAdmit = DSCP(rawValue: 44)
    public static let expeditedForwarding = DSCP(rawValue: 46)

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "CS0", "RFC 2474"),
        Assignment(1, "LE", "RFC 8622"),
        Assignment(8, "CS1", "RFC 2474"),
        Assignment(10, "AF11", "RFC 2597"),
        Assignment(12, "AF12", "RFC 2597"),
        Assignment(14, "AF13", "RFC 2597"),
        Assignment(16, "CS2", "RFC 2474"),
        Assignment(18, "AF21", "RFC 2597"),
        Assignment(20, "AF22", "RFC 2597"),
        Assignment(22, "AF23", "RFC 2597"),
        Assignment(24, "CS3", "RFC 2474"),
        Assignment(26, "AF31", "RFC 2597"),
        Assignment(28, "AF32", "RFC 2597"),
        Assignment(30, "AF33", "RFC 2597"),
        Assignment(32, "CS4", "RFC 2474"),
        Assignment(34, "AF41", "RFC 2597"),
        Assignment(36, "AF42", "RFC 2597"),
        Assignment(38, "AF43", "RFC 2597"),
        Assignment(40, "CS5", "RFC 2474"),
        Assignment(44, "VOICE-ADMIT", "RFC 5865"),
        Assignment(45, "NQB"),
        Assignment(46, "EF", "RFC 3246"),
        Assignment(48, "CS6", "RFC 2474"),
        Assignment(56, "CS7", "RFC 2474"),
    ]
}

/// Whether the transport understands congestion marks, and whether a router set one (RFC 3168): the two bits below
/// the DSCP.
public struct ECN: AssignedNumber {
    public let rawValue: UInt8
    /// Keeps the low two bits.
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue & 3 }

    public static let notCapable = ECN(rawValue: 0)
    public static let capable1 = ECN(rawValue: 1)
    public static let capable0 = ECN(rawValue: 2)
    public static let congestionExperienced = ECN(rawValue: 3)

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "Not-ECT", "RFC 3168"),
        Assignment(1, "ECT(1)", "RFC 3168"),
        Assignment(2, "ECT(0)", "RFC 3168"),
        Assignment(3, "CE", "RFC 3168"),
    ]
}
