/// What a chunk of SCTP is (IANA "Stream Control Transmission Protocol Parameters", Chunk Types).
public struct SCTPChunkType: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let data = SCTPChunkType(rawValue: 0)
    public static let initiation = SCTPChunkType(rawValue: 1)
    public static let initiationAck = SCTPChunkType(rawValue: 2)
    public static let selectiveAck = SCTPChunkType(rawValue: 3)
    public static let heartbeat = SCTPChunkType(rawValue: 4)
    public static let heartbeatAck = SCTPChunkType(rawValue: 5)
    public static let abort = SCTPChunkType(rawValue: 6)
    public static let shutdown = SCTPChunkType(rawValue: 7)
    public static let error = SCTPChunkType(rawValue: 9)
    public static let cookieEcho = SCTPChunkType(rawValue: 10)
    public static let congestionEcho = SCTPChunkType(rawValue: 12)
    public static let windowReduced = SCTPChunkType(rawValue: 13)
    public static let shutdownComplete = SCTPChunkType(rawValue: 14)
    public static let interleavedData = SCTPChunkType(rawValue: 64)
    public static let reconfiguration = SCTPChunkType(rawValue: 130)
    public static let forward = SCTPChunkType(rawValue: 192)

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "DATA", "RFC 9260"),
        Assignment(1, "INIT", "RFC 9260"),
        Assignment(2, "INIT ACK", "RFC 9260"),
        Assignment(3, "SACK", "RFC 9260"),
        Assignment(4, "HEARTBEAT", "RFC 9260"),
        Assignment(5, "HEARTBEAT ACK", "RFC 9260"),
        Assignment(6, "ABORT", "RFC 9260"),
        Assignment(7, "SHUTDOWN", "RFC 9260"),
        Assignment(8, "SHUTDOWN ACK", "RFC 9260"),
        Assignment(9, "ERROR", "RFC 9260"),
        Assignment(10, "COOKIE ECHO", "RFC 9260"),
        Assignment(11, "COOKIE ACK", "RFC 9260"),
        Assignment(12, "ECNE", "RFC 9260"),
        Assignment(13, "CWR", "RFC 9260"),
        Assignment(14, "SHUTDOWN COMPLETE", "RFC 9260"),
        Assignment(15, "AUTH", "RFC 4895"),
        Assignment(64, "I-DATA", "RFC 8260"),
        Assignment(128, "ASCONF-ACK", "RFC 5061"),
        Assignment(130, "RE-CONFIG", "RFC 6525"),
        Assignment(132, "PAD", "RFC 4820"),
        Assignment(192, "FORWARD TSN", "RFC 3758"),
        Assignment(193, "ASCONF", "RFC 5061"),
        Assignment(194, "I-FORWARD-TSN", "RFC 8260"),
    ]
}

/// What a parameter within a chunk is (IANA, Chunk Parameter Types).
public struct SCTPParameterType: AssignedNumber {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }
    public static let padding = SCTPParameterType(rawValue: 0x8005)

    public static let assignments: [Assignment<UInt16>] = [
        Assignment(1, "Heartbeat Info", "RFC 9260"),
        Assignment(5, "IPv4 Address", "RFC 9260"),
        Assignment(6, "IPv6 Address", "RFC 9260"),
        Assignment(7, "State Cookie", "RFC 9260"),
        Assignment(8, "Unrecognized Parameter", "RFC 9260"),
        Assignment(9, "Cookie Preservative", "RFC 9260"),
        Assignment(11, "Host Name Address", "RFC 9260"),
        Assignment(12, "Supported Address Types", "RFC 9260"),
        Assignment(13, "Outgoing SSN Reset Request", "RFC 6525"),
        Assignment(14, "Incoming SSN Reset Request", "RFC 6525"),
        Assignment(15, "SSN/TSN Reset Request", "RFC 6525"),
        Assignment(16, "Re-configuration Response", "RFC 6525"),
        Assignment(17, "Add Outgoing Streams Request", "RFC 6525"),
        Assignment(18, "Add Incoming Streams Request", "RFC 6525"),
        Assignment(0x8000, "ECN Capable", "RFC 9260"),
        Assignment(0x8001, "Zero Checksum Acceptable", "RFC 9653"),
        Assignment(0x8002, "Random", "RFC 4895"),
        Assignment(0x8003, "Chunk List", "RFC 4895"),
        Assignment(0x8004, "Requested HMAC Algorithm", "RFC 4895"),
        Assignment(0x8005, "Padding", "RFC 4820"),
        Assignment(0x8008, "Supported Extensions", "RFC 5061"),
        Assignment(0xC000, "Forward TSN Supported", "RFC 3758"),
        Assignment(0xC001, "Add IP Address", "RFC 5061"),
        Assignment(0xC002, "Delete IP Address", "RFC 5061"),
        Assignment(0xC003, "Error Cause Indication", "RFC 5061"),
        Assignment(0xC004, "Set Primary Address", "RFC 5061"),
        Assignment(0xC005, "Success Indication", "RFC 5061"),
        Assignment(0xC006, "Adaptation Layer Indication", "RFC 5061"),
    ]
}

/// Why an association fails or ends (IANA, Error Cause Codes).
public struct SCTPErrorCause: AssignedNumber {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt16>] = [
        Assignment(1, "Invalid Stream Identifier", "RFC 9260"),
        Assignment(2, "Missing Mandatory Parameter", "RFC 9260"),
        Assignment(3, "Stale Cookie", "RFC 9260"),
        Assignment(4, "Out of Resource", "RFC 9260"),
        Assignment(5, "Unresolvable Address", "RFC 9260"),
        Assignment(6, "Unrecognized Chunk Type", "RFC 9260"),
        Assignment(7, "Invalid Mandatory Parameter", "RFC 9260"),
        Assignment(8, "Unrecognized Parameters", "RFC 9260"),
        Assignment(9, "No User Data", "RFC 9260"),
        Assignment(10, "Cookie Received While Shutting Down", "RFC 9260"),
        Assignment(11, "Restart with New Addresses", "RFC 9260"),
        Assignment(12, "User-Initiated Abort", "RFC 9260"),
        Assignment(13, "Protocol Violation", "RFC 9260"),
        Assignment(0x00A0, "Delete Last Remaining IP Address", "RFC 5061"),
        Assignment(0x00A1, "Refused for Lack of Resources", "RFC 5061"),
        Assignment(0x00A2, "Delete Source IP Address", "RFC 5061"),
        Assignment(0x00A3, "Illegal ASCONF-ACK", "RFC 5061"),
        Assignment(0x00A4, "No Authorization", "RFC 5061"),
        Assignment(0x0105, "Unsupported HMAC Identifier", "RFC 4895"),
    ]
}

/// What a message carries, as its sender says (IANA, Payload Protocol Identifiers): those in common use.
public struct SCTPPayloadProtocol: AssignedNumber {
    public let rawValue: UInt32
    @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt32>] = [
        Assignment(0, "unspecified"),
        Assignment(1, "IUA", "RFC 4233"),
        Assignment(2, "M2UA", "RFC 3331"),
        Assignment(3, "M3UA", "RFC 4666"),
        Assignment(4, "SUA", "RFC 3868"),
        Assignment(5, "M2PA", "RFC 4165"),
        Assignment(6, "V5UA", "RFC 3807"),
        Assignment(7, "H.248"),
        Assignment(8, "BICC/Q.2150.3"),
        Assignment(10, "DUA", "RFC 4129"),
        Assignment(11, "ASAP", "RFC 5352"),
        Assignment(12, "ENRP", "RFC 5353"),
        Assignment(13, "H.323"),
        Assignment(18, "S1AP"),
        Assignment(20, "HNBAP"),
        Assignment(24, "SBc-AP"),
        Assignment(27, "X2AP"),
        Assignment(46, "Diameter", "RFC 6733"),
        Assignment(47, "Diameter over DTLS", "RFC 6733"),
        Assignment(50, "WebRTC DCEP", "RFC 8832"),
        Assignment(51, "WebRTC String", "RFC 8831"),
        Assignment(53, "WebRTC Binary", "RFC 8831"),
        Assignment(56, "WebRTC String Empty", "RFC 8831"),
        Assignment(57, "WebRTC Binary Empty", "RFC 8831"),
        Assignment(60, "NGAP"),
        Assignment(61, "XnAP"),
        Assignment(62, "F1AP"),
        Assignment(64, "E1AP"),
    ]
}
