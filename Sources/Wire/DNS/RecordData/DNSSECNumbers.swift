// Tables: the numbers in the data of records, DNSSEC's first.

/// With what zones are signed (IANA "DNS Security Algorithm Numbers").
public struct DNSSECAlgorithm: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(1, "RSAMD5", "RFC 3110"),
        Assignment(2, "DH", "RFC 2539"),
        Assignment(3, "DSA", "RFC 2536"),
        Assignment(5, "RSASHA1", "RFC 3110"),
        Assignment(6, "DSA-NSEC3-SHA1", "RFC 5155"),
        Assignment(7, "RSASHA1-NSEC3-SHA1", "RFC 5155"),
        Assignment(8, "RSASHA256", "RFC 5702"),
        Assignment(10, "RSASHA512", "RFC 5702"),
        Assignment(12, "ECC-GOST", "RFC 5933"),
        Assignment(13, "ECDSAP256SHA256", "RFC 6605"),
        Assignment(14, "ECDSAP384SHA384", "RFC 6605"),
        Assignment(15, "ED25519", "RFC 8080"),
        Assignment(16, "ED448", "RFC 8080"),
        Assignment(17, "SM2SM3", "RFC 9563"),
        Assignment(23, "ECC-GOST12", "RFC 9558"),
        Assignment(252, "INDIRECT", "RFC 4034"),
        Assignment(253, "PRIVATEDNS", "RFC 4034"),
        Assignment(254, "PRIVATEOID", "RFC 4034"),
    ]
}

/// How the key of a zone is digested for its parent (IANA "Delegation Signer Digest Algorithms").
public struct DSDigestType: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(1, "SHA-1", "RFC 3658"),
        Assignment(2, "SHA-256", "RFC 4509"),
        Assignment(3, "GOST R 34.11-94", "RFC 5933"),
        Assignment(4, "SHA-384", "RFC 6605"),
        Assignment(5, "GOST R 34.11-2012", "RFC 9558"),
        Assignment(6, "SM3", "RFC 9563"),
    ]
}

/// How names are hashed (IANA "DNSSEC NSEC3 Hash Algorithms").
public struct NSEC3HashAlgorithm: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt8>] = [Assignment(1, "SHA-1", "RFC 5155")]
}

/// What a CERT record holds (IANA "CERT RR Certificate Types").
public struct CertificateType: AssignedNumber {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt16>] = [
        Assignment(1, "PKIX", "RFC 4398"),
        Assignment(2, "SPKI", "RFC 4398"),
        Assignment(3, "PGP", "RFC 4398"),
        Assignment(4, "IPKIX", "RFC 4398"),
        Assignment(5, "ISPKI", "RFC 4398"),
        Assignment(6, "IPGP", "RFC 4398"),
        Assignment(7, "ACPKIX", "RFC 4398"),
        Assignment(8, "IACPKIX", "RFC 4398"),
        Assignment(253, "URI", "RFC 4398"),
        Assignment(254, "OID", "RFC 4398"),
    ]
}

/// The algorithm of an SSH host key (IANA "SSHFP RR Types for public key algorithms").
public struct SSHKeyAlgorithm: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(1, "RSA", "RFC 4255"),
        Assignment(2, "DSA", "RFC 4255"),
        Assignment(3, "ECDSA", "RFC 6594"),
        Assignment(4, "Ed25519", "RFC 7479"),
        Assignment(6, "Ed448", "RFC 8709"),
    ]
}

/// How an SSH host key is digested (IANA "SSHFP RR types for fingerprint types").
public struct SSHFingerprintType: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(1, "SHA-1", "RFC 4255"),
        Assignment(2, "SHA-256", "RFC 6594"),
    ]
}

/// What a TLSA record binds (IANA "TLSA Certificate Usages").
public struct TLSAUsage: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "PKIX-TA", "RFC 7218"),
        Assignment(1, "PKIX-EE", "RFC 7218"),
        Assignment(2, "DANE-TA", "RFC 7218"),
        Assignment(3, "DANE-EE", "RFC 7218"),
        Assignment(255, "PrivCert", "RFC 7218"),
    ]
}

/// Which part of a certificate a TLSA record is about (IANA "TLSA Selectors").
public struct TLSASelector: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "Cert", "RFC 7218"),
        Assignment(1, "SPKI", "RFC 7218"),
        Assignment(255, "PrivSel", "RFC 7218"),
    ]
}

/// How a TLSA record holds that part (IANA "TLSA Matching Types").
public struct TLSAMatching: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt8>] = [
        Assignment(0, "Full", "RFC 7218"),
        Assignment(1, "SHA2-256", "RFC 7218"),
        Assignment(2, "SHA2-512", "RFC 7218"),
        Assignment(255, "PrivMatch", "RFC 7218"),
    ]
}

/// How a change is told of (IANA "DSYNC: Location of Synchronization Endpoints").
public struct DSYNCScheme: AssignedNumber {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt8>] = [Assignment(1, "NOTIFY", "RFC 9859")]
}

/// What a TKEY record is for (RFC 2930 section 2.5).
public struct TKEYMode: AssignedNumber {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt16>] = [
        Assignment(1, "server assignment", "RFC 2930"),
        Assignment(2, "Diffie-Hellman exchange", "RFC 2930"),
        Assignment(3, "GSS-API negotiation", "RFC 2930"),
        Assignment(4, "resolver assignment", "RFC 2930"),
        Assignment(5, "key deletion", "RFC 2930"),
    ]
}

/// Why a signed message was refused. 16 is BADSIG here, and BADVERS in the header (IANA "DNS RCODEs").
public struct SignatureError: AssignedNumber {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let assignments: [Assignment<UInt16>] = DNSResponseCode.assignments.map {
        $0.rawValue == 16 ? Assignment(16, "BADSIG", "RFC 8945") : $0
    }
}

/// A parameter of a service (IANA "Service Parameter Keys (SvcParamKeys)").
public struct ServiceParameterKey: AssignedNumber {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let mandatory = ServiceParameterKey(rawValue: 0)
    public static let protocols = ServiceParameterKey(rawValue: 1)
    public static let noDefaultProtocol = ServiceParameterKey(rawValue: 2)
    public static let port = ServiceParameterKey(rawValue: 3)
    public static let ipv4Hint = ServiceParameterKey(rawValue: 4)
    public static let encryptedClientHello = ServiceParameterKey(rawValue: 5)
    public static let ipv6Hint = ServiceParameterKey(rawValue: 6)
    public static let dohPath = ServiceParameterKey(rawValue: 7)
    public static let obliviousHTTP = ServiceParameterKey(rawValue: 8)
    public static let groups = ServiceParameterKey(rawValue: 9)

    public static let assignments: [Assignment<UInt16>] = [
        Assignment(0, "mandatory", "RFC 9460"),
        Assignment(1, "alpn", "RFC 9460"),
        Assignment(2, "no-default-alpn", "RFC 9460"),
        Assignment(3, "port", "RFC 9460"),
        Assignment(4, "ipv4hint", "RFC 9460"),
        Assignment(5, "ech", "RFC 9848"),
        Assignment(6, "ipv6hint", "RFC 9460"),
        Assignment(7, "dohpath", "RFC 9461"),
        Assignment(8, "ohttp", "RFC 9540"),
        Assignment(9, "tls-supported-groups", "draft-ietf-tls-key-share-prediction"),
    ]

    /// `key667` for a key without a name (RFC 9460 section 2.1).
    public var description: String { name ?? "key\(rawValue)" }

    /// By its name, or as `key667`.
    public init?(presentation text: String) {
        if let match = Self.assignments.first(where: { $0.name == text }) {
            self.init(rawValue: match.rawValue)
        } else {
            guard text.hasPrefix("key"), let number = UInt16(text.dropFirst(3)), "key\(number)" == text else {
                return nil
            }
            self.init(rawValue: number)
        }
    }
}
