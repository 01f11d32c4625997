/// The kind of an option of hop-by-hop and destination options (RFC 8200 section 4.2, IANA "Destination Options and
/// Hop-by-Hop Options"): two bits say what to do where it is not known, one whether it may change on the way.
public struct IPv6OptionType: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let pad1 = IPv6OptionType(rawValue: 0)
    public static let padN = IPv6OptionType(rawValue: 1)
    public static let tunnelEncapsulationLimit = IPv6OptionType(rawValue: 4)
    public static let routerAlert = IPv6OptionType(rawValue: 5)
    public static let rpl = IPv6OptionType(rawValue: 0x23)
    /// What RFC 6553 called the RPL option before RFC 9008 gave it a type that strangers skip.
    public static let oldRPL = IPv6OptionType(rawValue: 0x63)
    public static let jumboPayload = IPv6OptionType(rawValue: 0xC2)
    public static let homeAddress = IPv6OptionType(rawValue: 0xC9)

    /// What a node does that does not know the option.
    @inlinable public var unknownAction: IPv6UnknownOptionAction { IPv6UnknownOptionAction(rawValue: rawValue >> 6) }
    /// Whether routers may change the option's data.
    @inlinable public var mayChange: Bool { rawValue & 0x20 != 0 }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0x00, "Pad1", "RFC 8200"),
        Assignment(0x01, "PadN", "RFC 8200"),
        Assignment(0x04, "Tunnel Encapsulation Limit", "RFC 2473"),
        Assignment(0x05, "Router Alert", "RFC 2711"),
        Assignment(0x07, "CALIPSO", "RFC 5570"),
        Assignment(0x08, "SMF_DPD", "RFC 6621"),
        Assignment(0x0F, "Performance and Diagnostic Metrics", "RFC 8250"),
        Assignment(0x11, "IOAM (0x11)", "RFC 9486"),
        Assignment(0x12, "AltMark (0x12)", "RFC 9343"),
        Assignment(0x1E, "Experiment (0x1E)", "RFC 4727"),
        Assignment(0x23, "RPL", "RFC 9008"),
        Assignment(0x26, "Quick-Start", "RFC 4782"),
        Assignment(0x30, "Minimum Path MTU", "RFC 9268"),
        Assignment(0x31, "IOAM (0x31)", "RFC 9486"),
        Assignment(0x32, "AltMark (0x32)", "RFC 9343"),
        Assignment(0x3E, "Experiment (0x3E)", "RFC 4727"),
        Assignment(0x5E, "Experiment (0x5E)", "RFC 4727"),
        Assignment(0x63, "RPL (old)", "RFC 6553"),
        Assignment(0x6D, "MPL", "RFC 7731"),
        Assignment(0x7E, "Experiment (0x7E)", "RFC 4727"),
        Assignment(0x8A, "Endpoint Identification"),
        Assignment(0x8B, "ILNP Nonce", "RFC 6744"),
        Assignment(0x8C, "Line Identification", "RFC 6788"),
        Assignment(0x9E, "Experiment (0x9E)", "RFC 4727"),
        Assignment(0xBE, "Experiment (0xBE)", "RFC 4727"),
        Assignment(0xC2, "Jumbo Payload", "RFC 2675"),
        Assignment(0xC9, "Home Address", "RFC 6275"),
        Assignment(0xDE, "Experiment (0xDE)", "RFC 4727"),
        Assignment(0xEE, "IP_DFF", "RFC 6971"),
        Assignment(0xFE, "Experiment (0xFE)", "RFC 4727"),
    ]
}

/// The upper two bits of an option's type (RFC 8200 section 4.2).
public struct IPv6UnknownOptionAction: AssignedNumber {
    public let rawValue: UInt8
    /// Keeps the low two bits.
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue & 3 }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "Skip", "RFC 8200"),
        Assignment(1, "Discard", "RFC 8200"),
        Assignment(2, "Discard, tell the source", "RFC 8200"),
        Assignment(3, "Discard, tell the source unless multicast", "RFC 8200"),
    ]
}

/// What a router alert is about (RFC 2711, IANA "IPv6 Router Alert Option Values").
public struct IPv6RouterAlertValue: AssignedNumber {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let multicastListenerDiscovery = IPv6RouterAlertValue(rawValue: 0)

    public static let assignments: [Assignment<UInt16>] = [
        Assignment(0, "MLD", "RFC 2710"),
        Assignment(1, "RSVP", "RFC 2711"),
        Assignment(2, "Active Networks", "RFC 2711"),
    ]
}

/// An option of hop-by-hop or destination options (RFC 8200 section 4.2).
///
///     +---------------+---------------+- - - - - - - - -
///     |  Option Type  | Data Length   |  Option Data ...
///     +---------------+---------------+- - - - - - - - -
public enum IPv6Option: Hashable, Sendable {
    case pad1
    /// Padding of this many bytes in all, 2...257.
    case padN(Int)
    /// How many more tunnels the packet may enter (RFC 2473).
    case tunnelEncapsulationLimit(UInt8)
    case routerAlert(IPv6RouterAlertValue)
    /// The length of all that follows the fixed header, in bytes; at least 65,536 (RFC 2675).
    case jumboPayload(UInt32)
    /// Flags, instance and the sender's rank, under the type that RFC 9008 gives the option.
    case rpl(flags: UInt8, instance: UInt8, senderRank: UInt16)
    /// Where a mobile node is at home (RFC 6275).
    case homeAddress(IPv6Address)
    /// What none of the above describes: the bytes after the length, at most 255.
    case other(IPv6OptionType, [UInt8])

    public var type: IPv6OptionType {
        switch self {
        case .pad1: .pad1
        case .padN: .padN
        case .tunnelEncapsulationLimit: .tunnelEncapsulationLimit
        case .routerAlert: .routerAlert
        case .jumboPayload: .jumboPayload
        case .rpl: .rpl
        case .homeAddress: .homeAddress
        case .other(let type, _): type
        }
    }

    /// The length in the header, in bytes.
    public var byteCount: Int {
        switch self {
        case .pad1: 1
        case .padN(let count): count
        case .tunnelEncapsulationLimit: 3
        case .routerAlert: 4
        case .jumboPayload, .rpl: 6
        case .homeAddress: 18
        case .other(_, let data): 2 + data.count
        }
    }

    /// Appends the option.
    @_lifetime(output: copy output)
    public func serialize(into output: inout OutputSpan<UInt8>) {
        output.append(type.rawValue)
        if self == .pad1 { return }
        precondition((2...257).contains(byteCount), "an IPv6 option has at most 255 bytes of data")
        output.append(UInt8(byteCount - 2))
        switch self {
        case .pad1: break
        case .padN(let count): for _ in 2..<count { output.append(0) }
        case .tunnelEncapsulationLimit(let limit): output.append(limit)
        case .routerAlert(let value): output.append(bigEndian: value.rawValue)
        case .jumboPayload(let length): output.append(bigEndian: length)
        case .rpl(let flags, let instance, let senderRank):
            output.append(flags)
            output.append(instance)
            output.append(bigEndian: senderRank)
        case .homeAddress(let address): output.append(bigEndian: address.rawValue)
        case .other(_, let data): output.append(copying: data.span)
        }
    }
}
