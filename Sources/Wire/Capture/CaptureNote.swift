/// What a capture file tells between its packets.
public enum CaptureNote: Hashable, Sendable {
    /// A file or a section of it begins.
    case section(CaptureSection)
    /// An interface, with its place among all interfaces that the reader has told of.
    case interface(PcapNGInterface, index: Int)
    case names(CaptureNames)
    /// What an interface counted; `interfaceID` is its place among all interfaces that the reader has told of.
    case statistics(PcapNGInterfaceStatistics)
    /// Keys to what was sent encrypted (section 4.7 of the draft): what protocol's, and the bytes of the list.
    case secrets(CaptureSecretsType, byteCount: Int)
    /// An entry of the systemd journal, as `journalctl -o export` writes it.
    case journal(String)
    /// A block of a private format, by its private enterprise number.
    case custom(enterprise: UInt32, byteCount: Int)
    /// A block that is of no known type, or too long to be looked at; `byteCount` is the length of its body.
    case unknown(PcapNGBlockType, byteCount: Int)
    /// Something is wrong, which does not keep packets from being read.
    case damage(WireError)
}

/// How a file, or a section of it, says what it is.
public struct CaptureSection: Hashable, Sendable {
    public enum Format: Hashable, Sendable {
        /// Times in microseconds.
        case pcap
        case pcapNanoseconds
        /// The format of a once usual patch to libpcap by Alexey Kuznetzov, with 24 bytes before each packet.
        case pcapModified
        case pcapng
    }

    public var format: Format
    public var isBigEndian: Bool
    public var majorVersion: Int
    public var minorVersion: Int
    /// What the section says of its writer; empty in pcap.
    public var header = PcapNGSectionHeader()
}

/// Names that whoever wrote the capture knew for addresses (section 4.5 of the draft).
public struct CaptureNames: Hashable, Sendable {
    public struct Entry: Hashable, Sendable {
        public var address: IPAddress
        public var names: [String]
    }

    public struct MACEntry: Hashable, Sendable {
        public var address: MACAddress
        public var names: [String]
    }

    public var entries: [Entry] = []
    public var macEntries: [MACEntry] = []
    /// The name server that was asked (ns_dnsname), and its addresses.
    public var server: String?
    public var serverAddresses: [IPAddress] = []
    public var comments: [String] = []

    public init() {}
}

/// Whose keys a decryption secrets block holds.
public struct CaptureSecretsType: AssignedNumber {
    public let rawValue: UInt32
    @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt32>] = [
        Assignment(0x5353_484B, "SSH Key Log"),
        Assignment(0x544C_534B, "TLS Key Log"),
        Assignment(0x5541_4B4C, "OPC UA Key Log"),
        Assignment(0x5747_4B4C, "WireGuard Key Log"),
        Assignment(0x5A41_5053, "ZigBee APS Key"),
        Assignment(0x5A4E_574B, "ZigBee NWK Key"),
    ]
}
