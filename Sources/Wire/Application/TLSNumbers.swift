// A table.

/// What a TLS record holds (IANA "TLS ContentType").
public struct TLSContentType: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let changeCipherSpec = TLSContentType(rawValue: 20)
    public static let alert = TLSContentType(rawValue: 21)
    public static let handshake = TLSContentType(rawValue: 22)
    public static let applicationData = TLSContentType(rawValue: 23)
    public static let heartbeat = TLSContentType(rawValue: 24)

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(20, "ChangeCipherSpec", "RFC 8446"),
        Assignment(21, "Alert", "RFC 8446"),
        Assignment(22, "Handshake", "RFC 8446"),
        Assignment(23, "Application Data", "RFC 8446"),
        Assignment(24, "Heartbeat", "RFC 6520"),
        Assignment(25, "Connection ID", "RFC 9146"),
        Assignment(26, "ACK", "RFC 9147"),
    ]
}

/// A version of TLS, of its drafts and its forebears.
public struct TLSVersion: AssignedNumber {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let tls10 = TLSVersion(rawValue: 0x0301)
    public static let tls12 = TLSVersion(rawValue: 0x0303)
    public static let tls13 = TLSVersion(rawValue: 0x0304)

    public static let assignments: [Assignment<UInt16>] = [
        Assignment(0x0002, "SSL 2.0"),
        Assignment(0x0100, "DTLS 1.0 (early OpenSSL)"),
        Assignment(0x0101, "TLCP", "GB/T 38636"),
        Assignment(0x0300, "SSL 3.0", "RFC 6101"),
        Assignment(0x0301, "TLS 1.0", "RFC 2246"),
        Assignment(0x0302, "TLS 1.1", "RFC 4346"),
        Assignment(0x0303, "TLS 1.2", "RFC 5246"),
        Assignment(0x0304, "TLS 1.3", "RFC 8446"),
        Assignment(0x0A0A, "Reserved (GREASE)", "RFC 8701"),
        Assignment(0x1A1A, "Reserved (GREASE)", "RFC 8701"),
        Assignment(0x2A2A, "Reserved (GREASE)", "RFC 8701"),
        Assignment(0x3A3A, "Reserved (GREASE)", "RFC 8701"),
        Assignment(0x4A4A, "Reserved (GREASE)", "RFC 8701"),
        Assignment(0x5A5A, "Reserved (GREASE)", "RFC 8701"),
        Assignment(0x6A6A, "Reserved (GREASE)", "RFC 8701"),
        Assignment(0x7A7A, "Reserved (GREASE)", "RFC 8701"),
        Assignment(0x7F0E, "TLS 1.3 (draft 14)"),
        Assignment(0x7F0F, "TLS 1.3 (draft 15)"),
        Assignment(0x7F10, "TLS 1.3 (draft 16)"),
        Assignment(0x7F11, "TLS 1.3 (draft 17)"),
        Assignment(0x7F12, "TLS 1.3 (draft 18)"),
        Assignment(0x7F13, "TLS 1.3 (draft 19)"),
        Assignment(0x7F14, "TLS 1.3 (draft 20)"),
        Assignment(0x7F15, "TLS 1.3 (draft 21)"),
        Assignment(0x7F16, "TLS 1.3 (draft 22)"),
        Assignment(0x7F17, "TLS 1.3 (draft 23)"),
        Assignment(0x7F18, "TLS 1.3 (draft 24)"),
        Assignment(0x7F19, "TLS 1.3 (draft 25)"),
        Assignment(0x7F1A, "TLS 1.3 (draft 26)"),
        Assignment(0x7F1B, "TLS 1.3 (draft 27)"),
        Assignment(0x7F1C, "TLS 1.3 (draft 28)"),
        Assignment(0x8A8A, "Reserved (GREASE)", "RFC 8701"),
        Assignment(0x9A9A, "Reserved (GREASE)", "RFC 8701"),
        Assignment(0xAAAA, "Reserved (GREASE)", "RFC 8701"),
        Assignment(0xBABA, "Reserved (GREASE)", "RFC 8701"),
        Assignment(0xCACA, "Reserved (GREASE)", "RFC 8701"),
        Assignment(0xDADA, "Reserved (GREASE)", "RFC 8701"),
        Assignment(0xEAEA, "Reserved (GREASE)", "RFC 8701"),
        Assignment(0xFAFA, "Reserved (GREASE)", "RFC 8701"),
        Assignment(0xFB17, "TLS 1.3 (Facebook draft 23)"),
        Assignment(0xFB1A, "TLS 1.3 (Facebook draft 26)"),
        Assignment(0xFEFC, "DTLS 1.3", "RFC 9147"),
        Assignment(0xFEFD, "DTLS 1.2", "RFC 6347"),
        Assignment(0xFEFF, "DTLS 1.0", "RFC 4347"),
    ]
}

/// What a handshake message is (IANA "TLS HandshakeType").
public struct TLSHandshakeType: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let helloRequest = TLSHandshakeType(rawValue: 0)
    public static let clientHello = TLSHandshakeType(rawValue: 1)
    public static let serverHello = TLSHandshakeType(rawValue: 2)
    public static let helloRetryRequest = TLSHandshakeType(rawValue: 6)
    public static let newSessionTicket = TLSHandshakeType(rawValue: 4)
    public static let encryptedExtensions = TLSHandshakeType(rawValue: 8)
    public static let certificate = TLSHandshakeType(rawValue: 11)
    public static let serverKeyExchange = TLSHandshakeType(rawValue: 12)

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "HelloRequest", "RFC 5246"),
        Assignment(1, "ClientHello", "RFC 8446"),
        Assignment(2, "ServerHello", "RFC 8446"),
        Assignment(3, "HelloVerifyRequest", "RFC 6347"),
        Assignment(4, "NewSessionTicket", "RFC 8446"),
        Assignment(5, "EndOfEarlyData", "RFC 8446"),
        Assignment(6, "HelloRetryRequest", "RFC 8446"),
        Assignment(8, "EncryptedExtensions", "RFC 8446"),
        Assignment(9, "RequestConnectionId", "RFC 9147"),
        Assignment(10, "NewConnectionId", "RFC 9147"),
        Assignment(11, "Certificate", "RFC 8446"),
        Assignment(12, "ServerKeyExchange", "RFC 5246"),
        Assignment(13, "CertificateRequest", "RFC 8446"),
        Assignment(14, "ServerHelloDone", "RFC 5246"),
        Assignment(15, "CertificateVerify", "RFC 8446"),
        Assignment(16, "ClientKeyExchange", "RFC 5246"),
        Assignment(17, "ClientCertificateRequest", "RFC 9261"),
        Assignment(20, "Finished", "RFC 8446"),
        Assignment(21, "CertificateURL", "RFC 6066"),
        Assignment(22, "CertificateStatus", "RFC 6066"),
        Assignment(23, "SupplementalData", "RFC 4680"),
        Assignment(24, "KeyUpdate", "RFC 8446"),
        Assignment(25, "CompressedCertificate", "RFC 8879"),
        Assignment(26, "EktKey", "RFC 8870"),
        Assignment(67, "NextProtocol", "draft-agl-tls-nextprotoneg"),
        Assignment(254, "MessageHash", "RFC 8446"),
    ]
}

/// How grave an alert is (RFC 8446 section 6).
public struct TLSAlertLevel: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(1, "warning", "RFC 8446"),
        Assignment(2, "fatal", "RFC 8446"),
    ]
}

/// What an alert says (IANA "TLS Alerts").
public struct TLSAlertDescription: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let closeNotify = TLSAlertDescription(rawValue: 0)

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "close notify", "RFC 8446"),
        Assignment(1, "end of early data", "draft-ietf-tls-tls13"),
        Assignment(10, "unexpected message", "RFC 8446"),
        Assignment(20, "bad record MAC", "RFC 8446"),
        Assignment(21, "decryption failed", "RFC 4346"),
        Assignment(22, "record overflow", "RFC 8446"),
        Assignment(30, "decompression failure", "RFC 5246"),
        Assignment(40, "handshake failure", "RFC 8446"),
        Assignment(41, "no certificate", "RFC 6101"),
        Assignment(42, "bad certificate", "RFC 8446"),
        Assignment(43, "unsupported certificate", "RFC 8446"),
        Assignment(44, "certificate revoked", "RFC 8446"),
        Assignment(45, "certificate expired", "RFC 8446"),
        Assignment(46, "certificate unknown", "RFC 8446"),
        Assignment(47, "illegal parameter", "RFC 8446"),
        Assignment(48, "unknown CA", "RFC 8446"),
        Assignment(49, "access denied", "RFC 8446"),
        Assignment(50, "decode error", "RFC 8446"),
        Assignment(51, "decrypt error", "RFC 8446"),
        Assignment(52, "too many connection IDs requested", "RFC 9147"),
        Assignment(60, "export restriction", "RFC 2246"),
        Assignment(70, "protocol version", "RFC 8446"),
        Assignment(71, "insufficient security", "RFC 8446"),
        Assignment(80, "internal error", "RFC 8446"),
        Assignment(86, "inappropriate fallback", "RFC 8446"),
        Assignment(90, "user canceled", "RFC 8446"),
        Assignment(100, "no renegotiation", "RFC 5246"),
        Assignment(109, "missing extension", "RFC 8446"),
        Assignment(110, "unsupported extension", "RFC 8446"),
        Assignment(111, "certificate unobtainable", "RFC 6066"),
        Assignment(112, "unrecognized name", "RFC 6066"),
        Assignment(113, "bad certificate status response", "RFC 6066"),
        Assignment(114, "bad certificate hash value", "RFC 6066"),
        Assignment(115, "unknown PSK identity", "RFC 8446"),
        Assignment(116, "certificate required", "RFC 8446"),
        Assignment(117, "general error", "RFC 9846"),
        Assignment(120, "no application protocol", "RFC 7301"),
        Assignment(121, "ECH required", "RFC 9849"),
    ]
}

/// What is packed how (IANA "TLS Compression Method Identifiers").
public struct TLSCompressionMethod: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "null", "RFC 3749"),
        Assignment(1, "DEFLATE", "RFC 3749"),
        Assignment(64, "LZS", "RFC 3943"),
    ]
}

/// How points of a curve are written (IANA "TLS EC Point Formats").
public struct TLSPointFormat: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "uncompressed", "RFC 8422"),
        Assignment(1, "ansiX962_compressed_prime", "RFC 8422"),
        Assignment(2, "ansiX962_compressed_char2", "RFC 8422"),
    ]
}

/// How a curve is given (IANA "TLS EC Curve Types").
public struct TLSCurveType: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let namedCurve = TLSCurveType(rawValue: 3)

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(1, "explicit_prime", "RFC 8422"),
        Assignment(2, "explicit_char2", "RFC 8422"),
        Assignment(3, "named_curve", "RFC 8422"),
    ]
}

/// How keys follow from a pre-shared one (IANA "TLS PskKeyExchangeMode").
public struct TLSKeyExchangeMode: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "psk_ke", "RFC 8446"),
        Assignment(1, "psk_dhe_ke", "RFC 8446"),
    ]
}

/// What kind of certificate (IANA "TLS Certificate Types").
public struct TLSCertificateType: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "X.509", "RFC 6091"),
        Assignment(1, "OpenPGP", "RFC 6091"),
        Assignment(2, "Raw Public Key", "RFC 7250"),
        Assignment(3, "1609Dot2", "RFC 8902"),
    ]
}

/// How certificates are compressed (IANA "TLS Certificate Compression Algorithm IDs").
public struct TLSCertificateCompression: AssignedNumber {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt16>] = [
        Assignment(1, "zlib", "RFC 8879"),
        Assignment(2, "brotli", "RFC 8879"),
        Assignment(3, "zstd", "RFC 8879"),
    ]
}

/// What certificate status is asked for (IANA "TLS Certificate Status Types").
public struct TLSCertificateStatusType: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(1, "OCSP", "RFC 6066"),
        Assignment(2, "OCSP Multi", "RFC 6961"),
    ]
}

/// What a server's name is (RFC 6066 section 3).
public struct TLSServerNameType: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "host_name", "RFC 6066")
    ]
}

/// The longest plaintext of a record, in bytes (RFC 6066 section 4).
public struct TLSMaximumFragmentLength: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(1, "512", "RFC 6066"),
        Assignment(2, "1024", "RFC 6066"),
        Assignment(3, "2048", "RFC 6066"),
        Assignment(4, "4096", "RFC 6066"),
    ]
}

/// Which of the two heartbeats it is (RFC 6520 section 3).
public struct TLSHeartbeatType: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(1, "Request", "RFC 6520"),
        Assignment(2, "Response", "RFC 6520"),
    ]
}

/// Whether heartbeats may be sent (RFC 6520 section 2).
public struct TLSHeartbeatMode: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(1, "Peer allowed to send requests", "RFC 6520"),
        Assignment(2, "Peer not allowed to send requests", "RFC 6520"),
    ]
}
